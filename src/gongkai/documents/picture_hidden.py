"""What a picture file carries beside its pixels: camera, time, author, place."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from gongkai.documents.model import HiddenKind, HiddenPart, Origin
from gongkai.documents.spacing import tidy

if TYPE_CHECKING:
    from PIL import Image

_HEAD = 256 * 1024
_MARK = b"Exif\0\0"
_LONGEST_SEGMENT = 65_535
_LONGEST_VALUE = 500
_BROKEN = (OSError, ValueError, SyntaxError, struct.error, KeyError, TypeError, EOFError)
_WITHOUT_WORDS = frozenset(
    {"ExifOffset", "GPSInfo", "MakerNote", "PrintImageMatching", "ExifInteroperabilityOffset"}
)


def hidden_parts(data: bytes, name: str, origin: Origin) -> list[HiddenPart]:
    """At most one EXIF and one GPS part, a line for each entry; none for a picture without or with broken data."""
    segment = _exif_segment(data)
    if segment is None:
        return []
    from PIL import Image  # slow to load and rarely needed

    exif = Image.Exif()
    try:
        exif.load(segment)
    except _BROKEN:
        return []
    lines: dict[HiddenKind, list[str]] = {}
    for kind, label, text in entries(exif):
        lines.setdefault(kind, []).append(f"{label}: {text}")
    return [
        HiddenPart(kind, name, "\n".join(told), origin, len(told)) for kind, told in lines.items()
    ]


def entries(exif: Image.Exif) -> list[tuple[HiddenKind, str, str]]:
    """Each entry in words: EXIF or GPS, its name, its value; what is broken or only bytes is left out."""
    from PIL import ExifTags

    try:
        shown = {**exif, **exif.get_ifd(ExifTags.IFD.Exif)}
        place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    except _BROKEN:
        return []
    found = []
    for kind, values, tags in (
        (HiddenKind.EXIF, shown, ExifTags.TAGS),
        (HiddenKind.GPS, place, ExifTags.GPSTAGS),
    ):
        for tag, value in values.items():
            label, text = tags.get(tag, str(tag)), _text(value)
            if text and label not in _WITHOUT_WORDS:
                found.append((kind, label, text))
    return found


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
