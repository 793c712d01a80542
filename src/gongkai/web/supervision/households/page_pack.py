"""A folder for the village's own computer: a household finds its payments in the page, without net and without server.

What can be said of its strength, so that nobody thinks more of it: the platform cannot stand in between, so whoever copies the
folder may guess as fast as his machine allows. One guess costs `ITERATIONS` rounds, about half a second on a
processor's core; the ten thousand endings of one known name take an hour or two there, and seconds on a graphics card.
Only the village's code, which is not in the folder, withstands that.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from html import escape
from importlib.resources import files
from random import SystemRandom
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from gongkai.web.supervision.households.sealing import packed, plain_name, room_for

ITERATIONS = 600_000
CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 8
Payments = list[list[str]]


@dataclass(frozen=True)
class PagePack:
    """What the folder says openly: of which list, whose, until when, which columns; whether a code is asked."""

    title: str
    body: str
    closes_on: date
    columns: tuple[str, ...]
    code: str = ""
    iterations: int = ITERATIONS


def new_code() -> str:
    """A code of a village, of letters and digits that are not taken for one another; forty bits."""
    return "".join(CODE_LETTERS[byte % len(CODE_LETTERS)] for byte in os.urandom(CODE_LENGTH))


def secret_of(name: str, digits: str, code: str, salt: bytes, iterations: int) -> bytes:
    """What name, four digits and the code come to, slowly. The page reckons the same."""
    words = "\x1f".join((plain_name(name), digits.upper(), code.strip().upper()))
    return hashlib.pbkdf2_hmac("sha256", words.encode(), salt, iterations)


def mark_and_key(secret: bytes) -> tuple[str, bytes]:
    """Under what a line lies in the folder, and the key that opens it; neither tells the other."""
    mark = hashlib.sha256(b"mark" + secret).hexdigest()[:32]
    return mark, hashlib.sha256(b"key" + secret).digest()


def data_of(
    people: Mapping[tuple[str, str], Payments], pack: PagePack, *, salt: bytes
) -> Iterator[tuple[str, str]]:
    """By mark the sealed line of each person, as it is reckoned. Two of one name and one ending are left out."""
    seen: dict[tuple[str, str], int] = {}
    for name, number in people:
        place = (plain_name(name), number[-4:].upper())
        seen[place] = seen.get(place, 0) + 1
    room = room_for(people.values())

    def line(entry: tuple[tuple[str, str], Payments]) -> tuple[str, str]:
        (name, number), payments = entry
        secret = secret_of(name, number[-4:], pack.code, salt, pack.iterations)
        mark, key = mark_and_key(secret)
        nonce = os.urandom(12)
        sealed = nonce + AESGCM(key).encrypt(nonce, packed(payments).ljust(room), None)
        return mark, base64.b64encode(sealed).decode()

    wanted = [
        entry
        for entry in people.items()
        if seen[plain_name(entry[0][0]), entry[0][1][-4:].upper()] == 1
    ]
    # In no order: the order of the list tells who is who.
    SystemRandom().shuffle(wanted)
    workers = ThreadPoolExecutor(max_workers=max(1, (os.cpu_count() or 1) - 1))
    try:
        yield from workers.map(line, wanted)
    finally:
        # Whoever breaks off the download does not leave minutes of work behind.
        workers.shutdown(wait=False, cancel_futures=True)


class _Pieces:
    """Takes what a zip writes until it is handed on."""

    def __init__(self) -> None:
        self._taken: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._taken.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""

    def handed_on(self) -> bytes:
        data = b"".join(self._taken)
        self._taken.clear()
        return data


def page_pack_pieces(
    villages: Mapping[str, Mapping[tuple[str, str], Payments]], pack: PagePack
) -> Iterator[bytes]:
    """A folder for each village as a zip, piece by piece while it is reckoned; each line takes its time."""
    sink = _Pieces()
    target: Any = sink
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("说明.txt", notice(pack, list(villages)).encode("utf-8-sig"))
        yield sink.handed_on()
        for village, people in villages.items():
            for name, source in (("到户查询.html", "look_up.html"), ("look_up.js", "look_up.js")):
                page = _shipped(source).replace("{{title}}", escape(pack.title))
                archive.writestr(f"{village}/{name}", page.encode())
            with archive.open(f"{village}/data.js", "w") as data:
                for text in _data_script(village, people, pack):
                    data.write(text.encode())
                    if piece := sink.handed_on():
                        yield piece
    yield sink.handed_on()


def _data_script(
    village: str, people: Mapping[tuple[str, str], Payments], pack: PagePack
) -> Iterator[str]:
    salt = os.urandom(16)
    told = {
        "title": pack.title,
        "body": pack.body,
        "village": village,
        "until": pack.closes_on.isoformat(),
        "columns": list(pack.columns),
        "salt": base64.b64encode(salt).decode(),
        "iterations": pack.iterations,
        "asksCode": bool(pack.code),
    }
    yield f'window.HOUSEHOLDS = {_in_script(told)[:-1]}, "lines": {{'
    between = ""
    for mark, sealed in data_of(people, pack, salt=salt):
        yield f"{between}{_in_script(mark)}: {_in_script(sealed)}"
        between = ", "
    yield "}};\n"


def _in_script(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


def notice(pack: PagePack, villages: Sequence[str]) -> str:
    """What whoever carries the folder must know."""
    weak = (
        "没有设查询码：谁拿到文件夹又知道姓名，一个处理器核一两个小时能把一万个后四位试完，用显卡几秒钟；知道出生日期的更快。"
        if not pack.code
        else "设了查询码：没有查询码的人拿到文件夹也试不出来。查询码不在文件夹里，请另外告诉本村村民，不要写在U盘上。"
    )
    return (
        f"{pack.title}到户查询（离线）\n{pack.body}，查到{pack.closes_on:%Y-%m-%d}为止\n\n"
        f"每个村一个文件夹：{'、'.join(villages)}。拷到村委会的电脑上，双击“到户查询.html”，不联网。\n"
        f"{weak}\n"
        "离开了平台，没有查错次数的限制，到期也不会自己销毁：只放在村委会有人看管的电脑上，不上传网盘、不发微信群；到期请删除文件夹。\n"
        "查询时不能两个人同看一屏；查完关闭网页。重名又同后四位的没有放进去，请到窗口查。\n"
    )


def _shipped(name: str) -> str:
    return files("gongkai.web.supervision.households").joinpath("site", name).read_text("utf-8")
