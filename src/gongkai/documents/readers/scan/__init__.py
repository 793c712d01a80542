"""Pictures of pages: png, jpg, tiff of several pages, bmp, gif, webp; read by recognition (extra `ocr`)."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from io import BytesIO

import numpy as np
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from gongkai.documents import picture_hidden
from gongkai.documents.budget import Budget
from gongkai.documents.errors import Damaged, LimitExceeded
from gongkai.documents.limits import Limits
from gongkai.documents.model import Document, HiddenPart, Origin, Source
from gongkai.documents.readers.layout.assembly import assemble
from gongkai.documents.readers.layout.geometry import Page
from gongkai.documents.readers.layout.unsure import unsure_places
from gongkai.documents.readers.scan.raster import Gray
from gongkai.documents.readers.scan.upright import read_upright

_A4_SHORT, _A4_LONG = 595.0, 842.0
_SMALLEST, _LARGEST = 1.1, 3.0


def read(data: bytes, source: Source, limits: Limits) -> Document:
    """Read a picture file, each of its frames as a page.

    Raises `Damaged` for a file that is no whole picture, `LimitExceeded` for pixels, frames and time. Without the
    extra `ocr` the import of this module fails, which the caller reports as `ToolMissing`.
    """
    budget = Budget(source.name, limits)
    pages: list[Page] = []
    hidden: list[HiddenPart] = []
    for number, picture in _frames(data, source, budget):
        if number == 1:
            hidden.extend(_carried_along(picture, source))
        gray, scale = gray_of(picture)
        pages.append(read_upright(gray, scale, number, budget).page)
    unsure = tuple(unsure_places(pages, source.name))
    blocks = assemble(pages, budget, file=source.name)
    return Document(source, tuple(blocks), tuple(hidden), recognised=True, unsure=unsure)


def _frames(data: bytes, source: Source, budget: Budget) -> Iterator[tuple[int, Image.Image]]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data)) as file:
                _check_count(file, source, budget)
                for number, frame in enumerate(ImageSequence.Iterator(file), start=1):
                    budget.pages()
                    _check_size(frame, source, budget)
                    frame.load()
                    yield number, frame
    except Image.DecompressionBombError as error:
        raise _too_large(source, budget) from error
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
        KeyError,
        IndexError,
        TypeError,
        OverflowError,
    ) as error:
        raise Damaged(
            source.name,
            found="图片损坏或不完整",
            expected="完整的图片",
            next_step="请重新扫描或导出后再试",
        ) from error


def _check_count(file: Image.Image, source: Source, budget: Budget) -> None:
    """Refuse a file of too many frames before the first is recognised."""
    most = budget.limits.pages
    try:
        file.seek(most)
    except EOFError:
        file.seek(0)
        return
    raise LimitExceeded(
        source.name,
        found=f"页数超过 {most} 页",
        expected=f"不超过 {most} 页",
        next_step="请拆分后再试",
    )


def _check_size(frame: Image.Image, source: Source, budget: Budget) -> None:
    if frame.width * frame.height > budget.limits.image_pixels:
        raise _too_large(source, budget)


def _too_large(source: Source, budget: Budget) -> LimitExceeded:
    return LimitExceeded(
        source.name,
        found="图片像素过多",
        expected=f"不超过 {budget.limits.image_pixels / 1e6:g} 百万像素",
        next_step="请缩小图片后再试",
    )


def gray_of(picture: Image.Image) -> tuple[Gray, float]:
    """The frame upright by its EXIF mark in grey, and its pixels to the point as if the page were A4."""
    upright = ImageOps.exif_transpose(picture)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        layer = upright.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        upright = Image.alpha_composite(paper, layer)
    if upright.mode.startswith(("I", "F")):
        values = np.asarray(upright, np.float32)
        top = float(values.max()) or 1.0
        flat = Image.fromarray((values * (255.0 / top)).clip(0, 255).astype(np.uint8))
    else:
        flat = upright.convert("L")
    scale = min(
        min(flat.size) / _A4_SHORT if min(flat.size) * 1.2 < max(flat.size) else _LARGEST,
        max(flat.size) / _A4_LONG,
    )
    factor = 1.0
    if scale > _LARGEST:
        factor = _LARGEST / scale
    elif scale < 2.0:
        factor = min(2.0, 2.0 / max(scale, 0.5))
    if abs(factor - 1.0) > 0.02:
        way = Image.Resampling.LANCZOS if factor < 1 else Image.Resampling.BICUBIC
        size = (max(1, round(flat.width * factor)), max(1, round(flat.height * factor)))
        flat = flat.resize(size, way)
    return np.array(flat, np.uint8), max(_SMALLEST, scale * factor)


def _carried_along(picture: Image.Image, source: Source) -> Iterator[HiddenPart]:
    """EXIF data and the place where the picture was taken."""
    origin = Origin(file=source.name)
    for kind, label, text in picture_hidden.entries(picture.getexif()):
        yield HiddenPart(kind, label, text, origin)
