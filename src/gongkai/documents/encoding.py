"""Which characters the bytes of a text or web page are: Unicode by its mark or by proof, else the GB family."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# Single-byte encodings fit any bytes, so a page that claims one proves nothing and is not believed.
_BELIEVED = frozenset({"big5", "big5hkscs", "cp950", "euc_jp", "shift_jis", "cp932", "euc_kr"})
_EXPECTED = re.compile("[\t\n\r -~\u00a0·—-…、-】\u3007〔-〟\u4e00-\u9fff\uff01-\uff5e￥]")
_SAMPLE = 64 * 1024


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of `data`; `declared` is the encoding that the file or its carrier names, believed only if it fits.

    In order: byte order mark, UTF-16 without a mark, strict UTF-8, a declared East Asian encoding, GB 18030, and last a
    statistical guess. Never fails: bytes that fit nothing become U+FFFD.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if (bare := bare_utf16(data)) is not None:
        return data.decode(bare, "replace")
    for candidate in ("utf-8", _believed(declared), "gb18030"):
        if candidate is None:
            continue
        try:
            return data.decode(candidate)
        except UnicodeError:
            continue
    return _guess(data)


def bare_utf16(data: bytes) -> str | None:
    """`utf-16-le` or `utf-16-be` where the bytes are Chinese or Latin text in it without a mark, else None."""
    if b"\0" not in data[:_SAMPLE]:
        return None
    sample = data[: min(len(data), _SAMPLE) // 2 * 2]
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, "replace")
        if text and len(_EXPECTED.findall(text)) >= 0.95 * len(text):
            return encoding
    return None


def _believed(declared: str | None) -> str | None:
    try:
        name = codecs.lookup((declared or "").strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    return name if name in _BELIEVED else None


def _guess(data: bytes) -> str:
    """A file with a few broken bytes: the one of UTF-8 and GB 18030 that loses less; else a statistical guess."""
    sample = data[:_SAMPLE]
    best, least = "", len(sample) + 1
    for encoding in ("utf-8", "gb18030"):
        lost = sample.decode(encoding, "replace").count("\ufffd")
        if lost < least:
            best, least = encoding, lost
    if least <= max(2, len(sample) // 100):
        return data.decode(best, "replace")
    from charset_normalizer import from_bytes  # slow to load and rarely needed

    match = from_bytes(sample).best()
    return data.decode(match.encoding if match else best, "replace")
