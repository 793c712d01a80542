"""Pages of a PDF without a usable text layer, rendered and recognised."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from gongkai.documents.budget import Budget
from gongkai.documents.errors import LimitExceeded
from gongkai.documents.model import Source
from gongkai.documents.readers.layout.geometry import Page
from gongkai.documents.readers.scan.upright import read_upright

_DPI = 200.0


def recognise_pdf_pages(
    document: Any, numbers: Sequence[int], source: Source, budget: Budget
) -> dict[int, Page]:
    """The pages of an open PDFium document by number, counted from 1."""
    pages = {}
    for number in numbers:
        budget.tick()
        page = document[number - 1]
        try:
            width, height = page.get_size()
            scale = _DPI / 72.0
            pixels = width * height * scale * scale
            if pixels > budget.limits.image_pixels:
                raise LimitExceeded(
                    source.name,
                    found=f"第{number}页的图片有 {pixels / 1e6:.0f} 百万像素",
                    expected=f"不超过 {budget.limits.image_pixels / 1e6:g} 百万像素",
                    next_step="请缩小页面后再试",
                )
            picture = page.render(scale=scale, grayscale=True)
            gray = np.ascontiguousarray(picture.to_numpy().reshape(picture.height, -1))
            flat = gray[:, : picture.width].copy()
            pages[number] = read_upright(flat, scale, number, budget).page
        finally:
            page.close()
    return pages
