"""The ways out: a POST to an address that an installation names, or a folder from which another programme takes files.

A template says how the message is written; ``$name`` stands for a field, each as a JSON string, and ``$attachments`` for
the files of the item as a JSON list. Without one, everything goes as one JSON object.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from string import Template
from typing import Protocol
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

TIMEOUT = 20
LONGEST_ANSWER = 4_000
SHOWN = 200
# In place of an address: the folder.
FOLDER = "outbox"
MOST_CONTENT = 20 * 1024 * 1024
"""So many bytes of files go within one message."""
ATTACHMENTS = "attachments"


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file of the message. ``content`` is its bytes in base 64, empty where the message would be too large: then it is had
    from ``address``."""

    name: str
    media_type: str
    size: int
    sha256: str
    address: str
    content: str


def sent_files(files: Sequence[tuple[SentFile, bytes]]) -> tuple[SentFile, ...]:
    """The files with their bytes, as many as the message may hold."""
    room = MOST_CONTENT
    sent = []
    for file, data in files:
        if len(data) <= room:
            room -= len(data)
            sent.append(replace(file, content=b64encode(data).decode()))
        else:
            sent.append(file)
    return tuple(sent)


class Outbound(Protocol):
    """A way out."""

    def send(self, number: int, fields: Mapping[str, str], files: Sequence[SentFile] = ()) -> str:
        """Send what ``fields`` say under a number that stays the same when it is tried again; gives the receipt.

        Raises an ``OSError`` where it is not taken.
        """


def written(fields: Mapping[str, str], template: str, files: Sequence[SentFile] = ()) -> str:
    """The message: the template with its fields and files, or all of them as JSON.

    Raises:
        ValueError: the template names a field that there is not, or the message is no JSON.
    """
    carried = [asdict(file) for file in files]
    if not template:
        return json.dumps(
            {**fields, **({ATTACHMENTS: carried} if carried else {})}, ensure_ascii=False
        )
    quoted = {name: json.dumps(value, ensure_ascii=False) for name, value in fields.items()}
    quoted[ATTACHMENTS] = json.dumps(carried, ensure_ascii=False)
    try:
        message = Template(template).substitute(quoted)
        json.loads(message)
    except KeyError as error:
        raise ValueError(
            f"模板里的 ${error.args[0]} 没有这一项；可用：{'、'.join(quoted)}。"
        ) from error
    except ValueError as error:
        raise ValueError("按模板写出的内容不是 JSON；请检查模板的引号和逗号。") from error
    return message


class _NoRedirect(HTTPRedirectHandler):
    """What is sent goes where it was meant to go."""

    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


class HttpPush:
    """A POST of JSON. The number stands in ``Idempotency-Key``, so that what comes twice can be taken once."""

    def __init__(self, address: str, *, template: str = "", token: str = "") -> None:
        if not address.startswith(("https://", "http://")):
            raise ValueError(f"推送网址“{address}”应以 https:// 开头。")
        self.address, self.template, self.token = address, template, token

    def send(self, number: int, fields: Mapping[str, str], files: Sequence[SentFile] = ()) -> str:
        request = Request(  # noqa: S310  the scheme is looked at above
            self.address,
            data=written(fields, self.template, files).encode(),
            headers={
                "Content-Type": "application/json; charset=utf-8",
                "Idempotency-Key": f"gongkai-{number}",
                **({"Authorization": f"Bearer {self.token}"} if self.token else {}),
            },
            method="POST",
        )
        try:
            with build_opener(_NoRedirect).open(request, timeout=TIMEOUT) as answer:
                told = answer.read(LONGEST_ANSWER).decode("utf-8", "replace")
                status = answer.status
        except HTTPError as error:
            raise OSError(f"对方回答 {error.code}") from error
        shown = re.sub(r"\s+", " ", told).strip()[:SHOWN]
        return f"{status} {shown}".strip()


class FolderOutbox:
    """A file for each message, written whole or not at all."""

    def __init__(self, folder: Path, *, template: str = "") -> None:
        self.folder, self.template = folder, template

    def send(self, number: int, fields: Mapping[str, str], files: Sequence[SentFile] = ()) -> str:
        self.folder.mkdir(parents=True, exist_ok=True)
        target = self.folder / f"{number}.json"
        partial = target.with_suffix(".part")
        partial.write_text(written(fields, self.template, files), "utf-8")
        partial.replace(target)
        return f"已写入发件夹：{target.name}"


def outbound(way: str) -> Outbound:
    """The way out of a kind, as the settings say: an address, else the folder.

    Raises:
        ValueError: the address or the template is none.
    """
    address: str = settings.PUSH_ADDRESSES[way]
    path: str = settings.PUSH_TEMPLATES[way]
    template = Path(path).read_text("utf-8") if path else ""
    if address and address != FOLDER:
        return HttpPush(address, template=template, token=settings.PUSH_TOKENS[way])
    return FolderOutbox(Path(settings.OUTBOX) / way, template=template)
