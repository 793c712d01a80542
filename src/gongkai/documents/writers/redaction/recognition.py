"""The characters of a picture with their boxes, read by OCR."""

from __future__ import annotations

from functools import cache
from typing import Any

from PIL import Image

from gongkai.documents.errors import ToolMissing
from gongkai.documents.writers.redaction.glyphs import Glyph


def recognised_glyphs(picture: Image.Image, name: str) -> list[Glyph]:
    """Each recognised character with its box in pixels, widths shared out evenly within a line of writing.

    Raises `ToolMissing` where the extra `ocr` is not installed.
    """
    import numpy

    result = _engine(name)(numpy.asarray(picture.convert("RGB")))
    glyphs: list[Glyph] = []
    if result.txts is None or result.boxes is None:
        return glyphs
    for line, (text, box) in enumerate(zip(result.txts, result.boxes, strict=True)):
        left, right = float(min(point[0] for point in box)), float(max(point[0] for point in box))
        top, bottom = float(min(point[1] for point in box)), float(max(point[1] for point in box))
        widths = [0.55 if character.isascii() else 1.0 for character in text]
        unit = (right - left) / max(sum(widths), 0.1)
        at = left
        for character, width in zip(text, widths, strict=True):
            # A wide margin: a box that is a little off must not leave half a digit.
            margin = unit * 0.35
            glyphs.append(
                Glyph(
                    character,
                    max(left, at - margin),
                    top,
                    min(right, at + unit * width + margin),
                    bottom,
                    line,
                )
            )
            at += unit * width
    return glyphs


@cache
def _engine(name: str) -> Any:
    try:
        from rapidocr import RapidOCR
    except ImportError as error:
        raise ToolMissing(
            name,
            found="图片识别组件没有安装",
            expected="pip install 'gongkai[ocr]'",
            next_step="请安装后再遮盖图片和扫描件",
        ) from error
    return RapidOCR(params={"Global.log_level": "error"})
