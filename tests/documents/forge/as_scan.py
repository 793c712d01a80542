"""Pages of a PDF as pictures, with the faults of a scanner."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter


def pictures(
    pdf: bytes,
    *,
    dpi: int,
    noise: float = 0.0,
    blur: float = 0.0,
    skew: float = 0.0,
    seed: int = 0,
) -> list[Image.Image]:
    """Grey pictures of the pages; `skew` in degrees, `noise` as standard deviation, `blur` as radius in pixels."""
    found = []
    rng = np.random.default_rng(seed)
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        picture = page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        if skew:
            picture = picture.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
        if blur:
            picture = picture.filter(ImageFilter.GaussianBlur(blur))
        if noise:
            values = np.asarray(picture, np.float32) + rng.normal(0, noise, picture.size[::-1])
            picture = Image.fromarray(values.clip(0, 255).astype(np.uint8))
        found.append(picture)
    document.close()
    return found


def saved(pages: list[Image.Image], form: str, **options: Any) -> bytes:
    """The pictures as one file; only TIFF and PDF hold more than one."""
    out = BytesIO()
    if len(pages) > 1:
        options = {"save_all": True, "append_images": pages[1:], **options}
    pages[0].save(out, form, **options)
    return out.getvalue()
