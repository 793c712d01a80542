"""A picture with the pixels of some characters painted over and nothing but pixels kept."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from io import BytesIO

from PIL import Image, ImageDraw, ImageOps, UnidentifiedImageError

from gongkai.documents.errors import Damaged, LimitExceeded
from gongkai.documents.limits import DEFAULT_LIMITS, Limits
from gongkai.documents.model import Document
from gongkai.documents.opening import open_bytes
from gongkai.documents.writers.redaction.draft import Change, NotLocated
from gongkai.documents.writers.redaction.glyphs import Box, boxes_to_clear
from gongkai.documents.writers.redaction.recognition import glyphs_of_picture

COLOUR = (64, 64, 64)
"""Dark grey: what was taken away is seen to be gone."""


class ImageDraft:
    """A picture opened for redaction."""

    notes: Sequence[str] = ()

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self.document: Document = open_bytes(data, name, limits=limits)
        self._name = name
        self._limits = limits
        self._picture = open_picture(data, name, limits)
        self.suffix = ".jpg" if data.startswith(b"\xff\xd8") else ".png"

    def redact(self, changes: Iterable[Change]) -> bytes:
        """The picture anew; orientation is applied, EXIF, GPS, thumbnails and further frames are gone."""
        changes = list(changes)
        picture = self._picture.copy()
        if changes:
            boxes, lost = boxes_to_clear(
                glyphs_of_picture(picture, self._name, self._limits), changes
            )
            if lost:
                raise NotLocated(self._name, None)
            paint(picture, boxes)
        return _pixels_only(picture, jpeg=self.suffix == ".jpg")


def clean_photo(
    data: bytes, name: str, *, longest: int = 2400, limits: Limits = DEFAULT_LIMITS
) -> bytes:
    """A photo anew as JPEG: upright, no side longer than `longest` pixels, and nothing but pixels kept.

    Nothing is recognised in it and no extra is needed. Raises `Damaged`, `LimitExceeded`.
    """
    picture = open_picture(data, name, limits)
    picture.thumbnail((longest, longest))
    return _pixels_only(picture, jpeg=True)


def clean_picture(
    data: bytes, name: str, *, longest: int = 1600, limits: Limits = DEFAULT_LIMITS
) -> tuple[bytes, str]:
    """A picture of a text anew with nothing but its pixels, and the ending of its form: a photo as JPEG, others as PNG.

    The same bytes give the same again. Raises `Damaged`, `LimitExceeded`.
    """
    is_photo = data.startswith(b"\xff\xd8")
    picture = open_picture(data, name, limits)
    picture.thumbnail((longest, longest))
    return _pixels_only(picture, jpeg=is_photo), ".jpg" if is_photo else ".png"


def _pixels_only(picture: Image.Image, *, jpeg: bool) -> bytes:
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    output = BytesIO()
    if jpeg:
        clean.save(output, "JPEG", quality=92)
    else:
        clean.save(output, "PNG", optimize=True)
    return output.getvalue()


def open_picture(data: bytes, name: str, limits: Limits) -> Image.Image:
    """The first frame of a picture, upright, as RGB; raises `Damaged`, `LimitExceeded`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(data))
            if picture.width * picture.height > limits.image_pixels:
                raise LimitExceeded(
                    name,
                    found=f"图片有 {picture.width * picture.height // 1_000_000} 百万像素",
                    expected=f"不超过 {limits.image_pixels // 1_000_000} 百万像素",
                    next_step="请缩小后再试",
                )
            upright = ImageOps.exif_transpose(picture)
            flat = Image.new("RGB", upright.size, "white")
            shown = upright.convert("RGBA")
            flat.paste(shown, mask=shown.getchannel("A"))
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
    ) as error:
        raise Damaged(
            name, found="图片不完整", expected="完整的图片", next_step="请重新导出后再试"
        ) from error
    return flat


def paint(picture: Image.Image, boxes: Iterable[Box], *, margin: float = 0.12) -> None:
    """Fill the boxes, each a little enlarged; `margin` is a share of its height."""
    brush = ImageDraw.Draw(picture)
    fill: int | tuple[int, int, int] = COLOUR[0] if picture.mode == "L" else COLOUR
    for left, top, right, bottom in boxes:
        extra = (bottom - top) * margin + 1
        brush.rectangle(
            (left - extra / 2, top - extra, right + extra / 2, bottom + extra), fill=fill
        )


def without_jpeg_metadata(data: bytes) -> bytes:
    """JPEG bytes without EXIF, XMP, thumbnails and comments; colour profiles stay."""
    if not data.startswith(b"\xff\xd8"):
        return data
    kept, at = [b"\xff\xd8"], 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big") + 2
        is_application = 0xE1 <= marker <= 0xEF and marker not in (0xE2, 0xEE)
        if not is_application and marker != 0xFE:
            kept.append(data[at : at + length])
        at += length
    return b"".join([*kept, data[at:]])


def open_draft(data: bytes, name: str, limits: Limits) -> ImageDraft:
    """Open a picture for redaction; errors as in `open_bytes`."""
    return ImageDraft(data, name, limits)
