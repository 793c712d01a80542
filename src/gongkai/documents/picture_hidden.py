"""What a picture file carries beside its pixels: camera, time, author, place."""

from __future__ import annotations

import struct

from gongkai.documents.model import HiddenKind, HiddenPart, Origin
from gongkai.documents.spacing import tidy

_HEAD = 256 * 1024
_MARK = b"Exif\0\0"
_LONGEST_SEGMENT = 65_535
_LONGEST_VALUE = 500
_WITHOUT_WORDS = frozenset(
    {"ExifOffset", "GPSInfo", "MakerNote", "PrintImageMatching", "ExifInteroperabilityOffset"}
)


def hidden_parts(data: bytes, name: str, origin: Origin) -> list[HiddenPart]:
    """At most one EXIF and one GPS part, a line for each entry; none for a picture without or with broken data."""
    segment = _exif_segment(data)
    if segment is None:
        return []
    from PIL import ExifTags, Image  # slow to load and rarely needed

    exif = Image.Exif()
    try:
        exif.load(segment)
        shown = {**exif, **exif.get_ifd(ExifTags.IFD.Exif)}
        place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    except (OSError, ValueError, SyntaxError, struct.error, KeyError, TypeError, EOFError):
        return []
    parts = []
    for kind, entries, tags in (
        (HiddenKind.EXIF, shown, ExifTags.TAGS),
        (HiddenKind.GPS, place, ExifTags.GPSTAGS),
    ):
        lines = []
        for tag, value in entries.items():
            label = tags.get(tag, str(tag))
            text = _text(value)
            if text and label not in _WITHOUT_WORDS:
                lines.append(f"{label}: {text}")
        if lines:
            parts.append(HiddenPart(kind, name, "\n".join(lines), origin, len(lines)))
    return parts


def _exif_segment(data: bytes) -> bytes | None:
    """The EXIF data of a JPEG or WebP (marked) or PNG (a chunk of its own)."""
    at = data.find(_MARK, 0, _HEAD)
    if at >= 0:
        return data[at : at + _LONGEST_SEGMENT]
    at = data.find(b"eXIf", 0, _HEAD)
    if at >= 4:
        length = min(struct.unpack_from(">I", data, at - 4)[0], _LONGEST_SEGMENT)
        return _MARK + data[at + 4 : at + 4 + length]
    return None


def _text(value: object) -> str:
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    return tidy("".join(letter for letter in str(value)[:_LONGEST_VALUE] if letter.isprintable()))
