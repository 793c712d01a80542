"""Readers of the public site while hostile files are dropped through the office's form: how long a reader waits.

`python bench/hostile.py [FILE …]` starts the platform as `manage.py serve` does over an invented county of 1,000 items. 50
readers each ask for a public page, wait a second, and ask again, over connections of their own; meanwhile eight files are
handed in at once through the real form, one by each drafter's session: those that are named, filled up with lists of `a|`
and with pages without end. It tells the readers' p50, p95 and longest, errors, and what became of each file.
"""

from __future__ import annotations

import http.client
import os
import sys
import threading
import time
import uuid
from datetime import date
from pathlib import Path
from typing import Any

import county
from serving import free_port, server

ITEMS = 1000
READERS = 50
FILES = 8
PAUSE = 1.0
LEAST_SECONDS = 20.0


def hostile(names: list[str]) -> list[tuple[str, bytes]]:
    """Eight files."""
    files = [(Path(name).name, Path(name).read_bytes()) for name in names]
    made = [
        ("竖线.txt", b"a|\n" * 60_000),
        ("竖线.csv", b"a|" * 87_000),
        ("格子.html", b"<html><table>" + b"<tr><td>a<table>" * 20_000),
        ("长行.csv", b"a," * 900_000),
    ]
    while len(files) < FILES:
        name, data = made[len(files) % len(made)]
        files.append((f"{len(files)}-{name}", data + b" " * len(files)))
    return files[:FILES]


def drafters() -> list[tuple[str, int]]:
    """For each file a session of a drafter, and a draft of its own."""
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    from gongkai.web.accounts.models import User
    from gongkai.web.accounts.permissions import PLATFORM
    from gongkai.web.accounts.roles import Role
    from gongkai.web.bodies.models import Membership
    from gongkai.web.publishing.items.actions.draft import draft_item
    from gongkai.web.publishing.items.models import ItemPage

    public = ItemPage.objects.public().select_related("body", "row").order_by("pk")[0]
    found = []
    for number in range(FILES):
        user = User.objects.create(
            username=f"拟稿{uuid.uuid4().hex[:8]}", name="拟稿", must_change_password=False
        )
        Membership.objects.create(
            user=user, body=public.body, role=Role.DRAFTER, starts_on=date(2020, 1, 1)
        )
        client = Client()
        client.force_login(user, backend="gongkai.web.accounts.backends.RoleBackend")
        item = draft_item(
            public.body,
            acting_user=PLATFORM,
            title=f"待交附件{number}",
            row=public.row,
            formed_on=date(2026, 11, 2),
            at=timezone.now(),
        )
        found.append((client.cookies[settings.SESSION_COOKIE_NAME].value, item.pk))
    return found


class Waits:
    """What readers met."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.wrong: list[str] = []
        self.over = threading.Event()


def read(port: int, paths: list[str], waits: Waits, number: int) -> None:
    """One reader, until all is over."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    time.sleep(PAUSE * number / READERS)
    asked = number
    while not waits.over.is_set():
        begun = time.perf_counter()
        try:
            connection.request("GET", paths[asked % len(paths)], headers={"Host": "localhost"})
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                waits.wrong.append(str(answer.status))
        except OSError as error:
            waits.wrong.append(type(error).__name__)
            connection.close()
        waits.seconds.append(time.perf_counter() - begun)
        asked += 1
        waits.over.wait(PAUSE)


def drop(port: int, session: str, item: int, name: str, data: bytes, told: dict[str, Any]) -> None:
    """Hand one file in, as a browser does."""
    from django.conf import settings

    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    path = f"/office/items/{item}/attach/"
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}"
    connection.request("GET", path, headers={"Host": "localhost", "Cookie": cookies})
    answer = connection.getresponse()
    page = answer.read().decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    set_cookie = answer.headers.get_all("Set-Cookie") or []
    cookies += "; " + "; ".join(each.split(";")[0] for each in set_cookie if "csrf" in each)
    mark = uuid.uuid4().hex
    body = (
        f'--{mark}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'
        f'--{mark}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    ).encode() + data + f"\r\n--{mark}--\r\n".encode()  # fmt: skip
    begun = time.perf_counter()
    connection.request(
        "POST",
        path,
        body,
        {
            "Host": "localhost",
            "Cookie": cookies,
            "Content-Type": f"multipart/form-data; boundary={mark}",
        },
    )
    answer = connection.getresponse()
    shown = answer.read().decode(errors="replace")
    sentence = shown.split('role="alert"><p>')[-1].split("</p>")[0] if answer.status == 200 else ""
    told[name] = (answer.status, time.perf_counter() - begun, sentence)


def main() -> None:
    """Print the figures."""
    county.prepare(ITEMS)
    from gongkai.web.publishing.items.models import ItemPage

    paths = ["/", *(item.url for item in ItemPage.objects.public().order_by("pk")[:20])]
    files, sessions = hostile(sys.argv[1:]), drafters()
    port, waits, told = free_port(), Waits(), dict[str, Any]()
    with server(port):
        readers = [
            threading.Thread(target=read, args=(port, paths, waits, number))
            for number in range(READERS)
        ]
        for each in readers:
            each.start()
        time.sleep(2 * PAUSE + 1)
        del waits.seconds[:]
        begun = time.perf_counter()
        droppers = [
            threading.Thread(target=drop, args=(port, session, item, name, data, told))
            for (session, item), (name, data) in zip(sessions, files, strict=True)
        ]
        for each in droppers:
            each.start()
        for each in droppers:
            each.join()
        while time.perf_counter() - begun < LEAST_SECONDS:
            time.sleep(0.1)
        waits.over.set()
        for each in readers:
            each.join()
    seconds = sorted(waits.seconds)
    print(
        f"{READERS} 名读者、{len(files)} 个恶意文件：{len(seconds)} 次访问，"
        f"中位 {seconds[len(seconds) // 2] * 1000:.0f} 毫秒，"
        f"p95 {seconds[int(len(seconds) * 0.95)] * 1000:.0f} 毫秒，最长 {seconds[-1] * 1000:.0f} 毫秒，"
        f"出错 {len(waits.wrong)} 次；负载 {os.getloadavg()[0]:.1f}"
    )
    for name, (status, took, sentence) in told.items():
        print(f"  {name}：{took:.1f} 秒，{'已收下' if status == 302 else sentence or status}")


if __name__ == "__main__":
    main()
