"""The heads of an e-mail as they really come: encoded words, raw GBK, names split over parameters, days in any writing."""

from __future__ import annotations

import codecs
import re
from binascii import Error as Base64Error
from binascii import a2b_base64, a2b_qp
from datetime import datetime, timedelta, timezone
from email.message import Message
from email.utils import parsedate_tz
from typing import Any
from urllib.parse import unquote_to_bytes

from gongkai.documents.encoding import decode
from gongkai.documents.legible import legible

CHINA = timezone(timedelta(hours=8))
_YEARS = range(1990, 2100)
_GB = frozenset({"gb2312", "gbk", "gb18030"})
# Seven bits that are no ASCII: strict UTF-8 would take them as they are.
_SHIFTED = frozenset({"iso2022_jp", "iso2022_kr", "hz"})
_SMALL = ("iso8859", "cp125", "koi8", "cp874", "tis-620", "mac")
_LATIN = frozenset({"iso8859-1", "iso8859-15", "cp1252"})
_HIGH = re.compile(rb"[\x80-\xff]+")
_APART = re.compile(rb"(?<![A-Za-z\x80-\xff])[\x80-\xff]{2,}(?![A-Za-z\x80-\xff])")
_ENCODED = re.compile(rb"=\?([^?\s]{1,40})\?([bBqQ])\?([^?]*)\?=")
_FOLD = re.compile(rb"[\r\n]+[ \t]*")
_BLANKS = re.compile(r"\s+")
_PERCENT = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f]){2}")
_IN_ANGLES = re.compile(r"<\s*(?:mailto:)?([^<>@\s]{1,100}@[^<>\s]{1,200})\s*>", re.I)
_BARE = re.compile(r"[^\s<>()\[\]\"',;:：；，]{1,100}@[^\s<>()\[\]\"',;:：；，]{1,200}")
_ZONE = re.compile(r"[+-]\d{4}\b|\b(?:GMT|UTC?|Z)\b")
_DAY = re.compile(
    r"(?P<year>\d{4})\s*[-/年.]\s*(?P<month>\d{1,2})\s*[-/月.]\s*(?P<day>\d{1,2})(?!\d)"
)
_CLOCK = re.compile(
    r"(?P<half>上午|下午|晚上|中午|凌晨|AM|PM)?\s*(?P<hour>\d{1,2})[:：](?P<minute>\d{2})", re.I
)
_AFTERNOON = frozenset({"下午", "晚上", "中午", "pm"})


def text_of(data: bytes, charset: str = "") -> str:
    """The characters of `data`; `charset` is what the mail says of them, which is often not so."""
    name = _codec(charset)
    if name in _SHIFTED or name.startswith(_SMALL):
        try:
            return data.decode(name if name in _SHIFTED else "utf-8")
        except UnicodeError:
            if name not in _LATIN or _is_western(data):
                return data.decode(name, "replace")
    if name == "utf-8" and (cut := _mostly_utf8(data)) is not None:
        return cut
    text = decode(data, charset)
    if name in _GB and not text.isascii() and max(text) < "\u0800":
        # 1 in 30 names of two characters is sound UTF-8 by chance; no Chinese one is without a longer sequence.
        try:
            return data.decode("gb18030")
        except UnicodeError:
            pass
    return text


def _codec(charset: str) -> str:
    try:
        return codecs.lookup(charset.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return ""


def _mostly_utf8(data: bytes) -> str | None:
    """The text where a few bytes are broken or cut off; the bytes of another encoding are broken nearly all."""
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    sound = sum(sign > "\u007f" for sign in text) - lost
    return text.rstrip("\ufffd") if lost * 4 <= sound else None


def _is_western(data: bytes) -> bool:
    """Whether single bytes beyond ASCII stand within words; Chinese ones come in longer runs, and Chinese programs call
    them Latin-1.
    """
    return all(len(run) < 4 for run in _HIGH.findall(data)) and not _APART.search(data)


def raw_head(message: Message[Any, Any], name: str) -> bytes:
    """The bytes of the first head of that name, unfolded; empty where there is none."""
    for key, value in message.raw_items():
        if key.lower() == name:
            return _FOLD.sub(b" ", str(value).encode("utf-8", "surrogateescape")).strip()
    return b""


def words_of(raw: bytes) -> str:
    """What a head says: encoded words (a character may be split between two of them) and raw characters."""
    found: list[str] = []
    charset, pending, at = "", b"", 0

    def flush() -> None:
        nonlocal pending
        if pending:
            found.append(text_of(pending, charset))
            pending = b""

    for match in _ENCODED.finditer(raw):
        between, at = raw[at : match.start()], match.end()
        named = match[1].decode("ascii", "replace").partition("*")[0].lower()
        if between.strip() or named != charset:
            flush()
        if between.strip():
            found.append(text_of(between))
        charset = named
        pending += _unpacked(match[2], match[3])
    flush()
    found.append(text_of(raw[at:]))
    return _BLANKS.sub(" ", legible("".join(found))).strip()


def _unpacked(kind: bytes, packed: bytes) -> bytes:
    if kind in b"qQ":
        return a2b_qp(packed, header=True)
    bare = packed.rstrip(b"= \t")
    try:
        return a2b_base64(bare + b"=" * (-len(bare) % 4))
    except Base64Error:
        return packed


def sender_in(raw: bytes) -> tuple[str, str]:
    """Name and address of the first sender in a head or a quoted line; either may be empty."""
    value = text_of(raw)
    found = _address_in(value) or _address_in(words_of(raw))
    if found is None:
        return words_of(raw).strip("\"'“”; "), ""
    before, address = found
    name = words_of(before.replace('\\"', '"').encode()).strip("\"'“”‘’ :：")
    return ("" if name.casefold() == address.casefold() else name), address


def _address_in(value: str) -> tuple[str, str] | None:
    if match := _IN_ANGLES.search(value):
        return value[: match.start()], match[1]
    if match := _BARE.search(value):
        before = value[: match.start()].rstrip("([（mailto: ")
        comment = re.match(r"\s*\(([^()]*)\)", value[match.end() :])
        return (comment[1] if comment and not before else before), match[0]
    return None


def parameter(raw: bytes, name: str) -> str:
    """A parameter of a head (`filename`, `name`, `charset`); what RFC 2231 encodes goes before its plain double."""
    carrier: Message[str, str] = Message()
    carrier["Content-Type"] = text_of(raw)
    values = [value for key, value in carrier.get_params([]) if key.lower() == name]
    values.sort(key=lambda value: not isinstance(value, tuple))
    return _parameter_text(values[0]) if values else ""


def _parameter_text(value: Any) -> str:
    if isinstance(value, tuple):
        charset, _language, packed = value
        try:
            return legible(text_of(packed.encode("latin-1"), charset or ""))
        except UnicodeError:
            return legible(packed)
    if "=?" in value:
        return words_of(value.encode())
    if value.isascii() and _PERCENT.search(value):
        return legible(text_of(unquote_to_bytes(value)))
    return legible(value)


def moment_in(raw: bytes) -> datetime | None:
    """The moment that a head or a quoted line names; without a zone it is China's. None where it names none."""
    value = words_of(raw)
    try:
        parsed = parsedate_tz(value)
    except (ValueError, IndexError, TypeError):
        parsed = None
    try:
        if parsed is not None and parsed[0] in _YEARS:
            # CST is China's here, and America's to the parser; no zone is 0 to it.
            is_told = _ZONE.search(value) or (parsed[9] and "CST" not in value)
            zone = timezone(timedelta(seconds=parsed[9] or 0)) if is_told else CHINA
            return datetime(*parsed[:6], tzinfo=zone)
        return _written_moment(value)
    except (ValueError, OverflowError):
        return None


def _written_moment(value: str) -> datetime | None:
    """`2026年3月10日(星期二) 上午10:12`, `2026-03-10 10:12:33`."""
    day = _DAY.search(value)
    if day is None or int(day["year"]) not in _YEARS:
        return None
    hour = minute = 0
    if clock := _CLOCK.search(value, day.end()):
        hour, minute = int(clock["hour"]), int(clock["minute"])
        half = (clock["half"] or "").lower()
        hour += (
            12 if half in _AFTERNOON and hour < 12 and not (half == "中午" and hour == 11) else 0
        )
    return datetime(
        int(day["year"]), int(day["month"]), int(day["day"]), hour, minute, tzinfo=CHINA
    )
