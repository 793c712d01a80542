"""An e-mail as a file (.eml, RFC 5322 and what mail programs make of it): who wrote, when, what, and what is enclosed.

The message is parsed under the policy `compat32`, which keeps heads as they came: the newer ones read raw 8-bit heads as
unknown characters and stumble over broken ones.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from email import message_from_bytes, policy
from email.errors import CloseBoundaryNotFoundDefect
from email.message import Message
from hashlib import sha256
from itertools import takewhile
from typing import Any

from gongkai.documents.compound import SIGNATURE as OLE_SIGNATURE
from gongkai.documents.encoding import bare_utf16
from gongkai.documents.errors import Damaged, DocumentError, LimitExceeded, UnknownFormat
from gongkai.documents.guarding import refusing
from gongkai.documents.legible import legible
from gongkai.documents.limits import DEFAULT_LIMITS, Limits
from gongkai.documents.mail_forwarded import is_forward, quoted_mail
from gongkai.documents.mail_heads import (
    moment_in,
    parameter,
    raw_head,
    sender_in,
    text_of,
    words_of,
)
from gongkai.documents.opening import open_bytes, too_large

MEDIA_TYPE = "message/rfc822"
_SENDERS = ("from", "sender", "reply-to", "return-path", "x-sender")
_NAMING = tuple(f"{head}:".encode() for head in _SENDERS)
_OUTLOOK = "__properties_version1.0".encode("utf-16-le")
_START = b"\xef\xbb\xbf \t\r\n"
_HTML_LIKE = re.compile(r"\s*<(?:!doctype|html|head|body|meta|div|p|table|span|font)\b", re.I)
_BOUNDARY = re.compile(r"^--(?P<mark>[^\s\"][^\r\n\"]{0,68}?)[ \t]*\r?\nContent-", re.M | re.I)
_HEADS_END = re.compile(rb"\r?\n\r?\n")
_HEAD_LINE = re.compile(rb"(?P<name>[!-9;-~]{1,60})[ \t]*:")
_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")
_MUCH_MORE = 4
"""A plain version so many times shorter than the other says only that there is another."""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file within a mail: its name as given (or made from its form), its declared media type, its bytes.

    `shown` where the mail shows it within its text.
    """

    name: str
    media_type: str
    data: bytes
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail, opened.

    `sender` is the name beside the address, often a nickname; either may be empty, not both. `sent_at` is what the
    sender's machine says, `arrived_at` what the last server on the way has stamped; both carry their zone, None where
    nothing readable stands. `message_digest` is the SHA-256 of the Message-ID in hex, empty without one. `original` is
    the mail that this one passes on, enclosed or quoted. `notes` are Chinese sentences on what could not be read.
    """

    sender: str
    address: str
    subject: str
    sent_at: datetime | None
    text: str
    enclosed: tuple[Enclosed, ...]
    arrived_at: datetime | None = None
    message_digest: str = ""
    original: Mail | None = None
    notes: tuple[str, ...] = ()


def read_mail(data: bytes, name: str, *, limits: Limits = DEFAULT_LIMITS) -> Mail:
    """Read the mail in a file called `name`.

    Raises a `DocumentError` and nothing else: `UnknownFormat` for Outlook's own form and for what has no sender,
    `Damaged` for an empty file, `LimitExceeded` for size, number of parts and depth.
    """
    name = name.replace("\\", "/").rpartition("/")[2]
    if len(data) > limits.size:
        raise too_large(name, len(data), limits)
    with refusing(name):
        return _Reader(name, limits).read(data)


class _Reader:
    """One file on its way; parts are counted over the whole of it."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._name = name
        self._limits = limits
        self._parts = 0
        self._notes: list[str] = []
        self._enclosed: list[Enclosed] = []

    def read(self, data: bytes) -> Mail:
        plain = self._plain(data)
        mail = self._mail(message_from_bytes(plain, policy=policy.compat32))
        if not (mail.sender or mail.address) and (mended := _mended(plain)):
            return _Reader(self._name, self._limits).read(mended)
        if not (mail.sender or mail.address):
            raise UnknownFormat(
                self._name,
                found="没有发件人，不像一封邮件",
                expected="从邮箱里导出的 .eml 邮件",
                next_step="请在邮箱里打开这封邮件，导出或者另存为 .eml 再拖入；也可以照邮件手工登记",
            )
        return replace(mail, original=self._original(mail))

    def _plain(self, data: bytes) -> bytes:
        """The bytes where heads begin, with ends of lines that the parser knows."""
        if not data.strip():
            raise Damaged(
                self._name,
                found="文件是空的",
                expected="有内容的邮件",
                next_step="请在邮箱里重新导出",
            )
        if data.startswith(OLE_SIGNATURE):
            is_mail = _OUTLOOK in data
            raise UnknownFormat(
                self._name,
                found="是 Outlook 自己的 .msg 格式" if is_mail else "是 Office 文件",
                expected="从邮箱里导出的 .eml 邮件",
                next_step="请在网页邮箱里打开这封邮件，导出为 .eml 再拖入；也可以照邮件手工登记，原件另存",
            )
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            data = data.decode("utf-16", "replace").encode()
        elif (bare := bare_utf16(data)) is not None:
            data = data.decode(bare, "replace").encode()
        data = data.lstrip(_START)
        return data.replace(b"\r\r\n", b"\r\n") if b"\r\r\n" in data[:4096] else data

    def _mail(self, message: Message[Any, Any]) -> Mail:
        sender = address = ""
        for head in _SENDERS:
            sender, address = sender_in(raw_head(message, head))
            if sender or address:
                break
        text = self._text(message, 0)
        if any(isinstance(each, CloseBoundaryNotFoundDefect) for each in message.defects):
            self._notes.append(
                "邮件没有结尾，可能没有导出完整，附件也可能缺了一截；请与邮箱里的核对"
            )
        _server, semicolon, stamp = raw_head(message, "received").rpartition(b";")
        number = raw_head(message, "message-id")
        return Mail(
            sender,
            address,
            words_of(raw_head(message, "subject")),
            moment_in(raw_head(message, "date")),
            _EMPTY_LINES.sub("\n\n", legible(text)).strip(),
            tuple(self._enclosed),
            moment_in(stamp) if semicolon else None,
            sha256(number).hexdigest() if number else "",
            notes=tuple(dict.fromkeys(self._notes)),
        )

    def _original(self, mail: Mail) -> Mail | None:
        """The mail that is passed on: enclosed as the only one of a mail that says nothing itself, or quoted."""
        inner = [each for each in mail.enclosed if each.media_type == MEDIA_TYPE]
        if len(inner) == 1 and (is_forward(mail.subject) or not mail.text):
            try:
                return _Reader(inner[0].name, self._limits).read_inner(inner[0].data)
            except DocumentError:
                return None
        quoted = quoted_mail(mail.text) if is_forward(mail.subject) else None
        if quoted is None or not (quoted.sender or quoted.address):
            return None
        return Mail(quoted.sender, quoted.address, quoted.subject, quoted.sent_at, quoted.text, ())

    def read_inner(self, data: bytes) -> Mail | None:
        """A mail within a mail, whose own enclosed mails stay files."""
        mail = self._mail(message_from_bytes(self._plain(data), policy=policy.compat32))
        return mail if mail.sender or mail.address else None

    def _text(self, part: Message[Any, Any], depth: int) -> str:
        """The words of a part; what is no text goes to the enclosed files."""
        self._count(depth)
        kind = part.get_content_type()
        if kind.startswith("multipart/"):
            return self._text_of_several(part, depth)
        if kind.startswith("message/"):
            self._enclose_mail(part)
            return ""
        content, told = raw_head(part, "content-type"), raw_head(part, "content-disposition")
        name = parameter(told, "filename") or parameter(content, "name")
        is_apart = told[:10].lower() == b"attachment" or (name and depth)
        if kind in {"text/plain", "text/html"} and not is_apart:
            data = _bytes_of(part)
            words = text_of(data, parameter(content, "charset"))
            if kind == "text/html" or _HTML_LIKE.match(words):
                return self._text_of_page(words)
            return _unflowed(words, content)
        self._enclose(part, kind, name, told)
        return ""

    def _count(self, depth: int) -> None:
        self._parts += 1
        if self._parts > self._limits.parts:
            raise self._too_much(
                f"超过 {self._limits.parts} 个部分", f"不超过 {self._limits.parts} 个"
            )
        if depth > self._limits.nesting:
            raise self._too_much(
                f"套了超过 {self._limits.nesting} 层", f"不超过 {self._limits.nesting} 层"
            )

    def _too_much(self, found: str, expected: str) -> LimitExceeded:
        return LimitExceeded(
            self._name,
            found=f"邮件{found}",
            expected=expected,
            next_step="请照邮件手工登记，把附件单独存下来上传",
        )

    def _text_of_several(self, part: Message[Any, Any], depth: int) -> str:
        payload = part.get_payload()
        if not isinstance(payload, list):
            found = _by_found_boundary(part)
            if found is None:
                return text_of(_bytes_of(part))
            payload = found
        texts = [self._text(each, depth + 1) for each in payload if isinstance(each, Message)]
        if part.get_content_type() == "multipart/alternative":
            longest = max(map(len, texts), default=0)
            return next((text for text in texts if text and len(text) * _MUCH_MORE >= longest), "")
        return "\n\n".join(text.strip() for text in texts if text.strip())

    def _text_of_page(self, words: str) -> str:
        page = b"\xef\xbb\xbf<!doctype html>" + words.encode("utf-8", "replace")
        try:
            return "\n".join(open_bytes(page, "正文.html", limits=self._limits).lines())
        except DocumentError:
            self._notes.append("邮件的网页正文读不出，请照邮箱里看到的填写申请内容")
            return ""

    def _enclose(self, part: Message[Any, Any], kind: str, name: str, told: bytes) -> None:
        data = _bytes_of(part)
        if not data:
            if name:
                self._notes.append(f"附件“{name}”是空的")
            return
        is_picture = kind.startswith("image/")
        if not name:
            ending = mimetypes.guess_extension(kind) or ".bin"
            name = f"{'图片' if is_picture else '附件'}{len(self._enclosed) + 1}{ending}"
        shown = is_picture and not told.lower().startswith(b"attachment")
        self._enclosed.append(Enclosed(name, kind, data, shown))

    def _enclose_mail(self, part: Message[Any, Any]) -> None:
        payload = part.get_payload()
        inner = [each for each in payload if isinstance(each, Message)] if payload else []
        if not inner:
            return
        data = b"\n".join(each.as_bytes(policy=policy.compat32) for each in inner)
        if raw_head(part, "content-transfer-encoding").lower() == b"base64":
            packed: Message[Any, Any] = Message()
            packed["Content-Transfer-Encoding"] = "base64"
            packed.set_payload(str(inner[0].get_payload()))
            data = _bytes_of(packed)
        subject = words_of(raw_head(inner[0], "subject"))
        kind = part.get_content_type()
        ending = ".eml" if kind == MEDIA_TYPE else ".txt"
        name = parameter(raw_head(part, "content-disposition"), "filename") or (
            f"{subject or f'夹带的邮件{len(self._enclosed) + 1}'}{ending}"
        )
        name = name if name.lower().endswith(ending) else f"{name}{ending}"
        self._enclosed.append(Enclosed(name, kind, data))


def _mended(data: bytes) -> bytes:
    """A mail without the lines at which the parser leaves its heads, such as those of a screen from which it was copied.

    Empty where there are none, or still no sender among the heads.
    """
    end = _HEADS_END.search(data)
    head, body = (data[: end.start()], data[end.end() :]) if end else (data, b"")
    kept: list[bytes] = []
    is_head = False
    for line in head.splitlines():
        if line[:1] not in b" \t":
            found = _HEAD_LINE.match(line)
            is_head = found is not None
            line = found["name"] + b":" + line[found.end() :] if found else line
        if is_head:
            kept.append(line)
    mended = b"\r\n".join([*kept, b"", body])
    is_named = any(line.lower().startswith(_NAMING) for line in kept)
    return mended if is_named and mended != data else b""


def _bytes_of(part: Message[Any, Any]) -> bytes:
    """The content, unpacked; what is packed amiss as far as it goes."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _by_found_boundary(part: Message[Any, Any]) -> list[Any] | None:
    """The parts of a mail that names another boundary than it has, by the first line that looks like one."""
    body = _bytes_of(part)
    found = _BOUNDARY.search(body.decode("latin-1"))
    if found is None:
        return None
    head = f'Content-Type: multipart/mixed; boundary="{found["mark"]}"\n\n'.encode("latin-1")
    again = message_from_bytes(head + body, policy=policy.compat32).get_payload()
    return again if isinstance(again, list) else None


def _unflowed(words: str, content: bytes) -> str:
    """Plain text; lines that were only broken for their width (RFC 3676) are joined again."""
    lines = [line.rstrip("\r") for line in words.replace("\xa0", " ").split("\n")]
    if parameter(content, "format").lower() != "flowed":
        return "\n".join(line.rstrip() for line in lines)
    drop = parameter(content, "delsp").lower() == "yes"
    return "\n".join(_joined(lines, drop))


def _joined(lines: list[str], drop: bool) -> Iterator[str]:
    at = 0
    while at < len(lines):
        soft = list(takewhile(lambda line: line.endswith(" ") and line != "-- ", lines[at:]))
        pieces = lines[at : at + len(soft) + 1]
        yield "".join(piece[:-1] if drop and piece.endswith(" ") else piece for piece in pieces)
        at += len(pieces)
