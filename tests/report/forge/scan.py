"""Reports as pictures: a printed PDF rasterised, then worn as a copy machine wears it."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter


@dataclass(frozen=True)
class Wear:
    """What the scanner did: resolution in dots per inch, noise as standard deviation of grey levels, blur radius in
    pixels, skew in degrees, JPEG quality.
    """

    dpi: int = 200
    noise: float = 0
    blur: float = 0
    skew: float = 0
    quality: int = 85


CLEAN = Wear()
WORN = (
    Wear(dpi=150, noise=12),
    Wear(dpi=150, blur=0.8),
    Wear(dpi=150, skew=1.2),
    Wear(dpi=120, noise=6, blur=0.4),
    Wear(dpi=100),
)


def pages(pdf: bytes, wear: Wear = CLEAN, seed: int = 0) -> list[Image.Image]:
    """Every page of the PDF as a worn grey picture."""
    random = np.random.default_rng(seed)
    pictures = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            picture = page.render(scale=wear.dpi / 72, grayscale=True).to_pil().convert("L")
            page.close()
            if wear.skew:
                picture = picture.rotate(
                    wear.skew, resample=Image.Resampling.BICUBIC, fillcolor=255
                )
            if wear.blur:
                picture = picture.filter(ImageFilter.GaussianBlur(wear.blur))
            if wear.noise:
                grey = np.asarray(picture, dtype=np.float32)
                grey = grey + random.normal(0, wear.noise, grey.shape)
                picture = Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))
            pictures.append(picture)
    return pictures


def as_pdf(pdf: bytes, wear: Wear = CLEAN, seed: int = 0) -> bytes:
    """A PDF of pictures only."""
    first, *rest = pages(pdf, wear, seed)
    out = BytesIO()
    first.save(
        out,
        "PDF",
        save_all=True,
        append_images=rest,
        resolution=wear.dpi,
        quality=wear.quality,
        creationDate=None,
        modDate=None,
    )
    return out.getvalue()


def as_picture(pdf: bytes, wear: Wear = CLEAN, *, form: str = "PNG", seed: int = 0) -> bytes:
    """All pages under each other as one PNG, JPEG or TIFF."""
    pictures = pages(pdf, wear, seed)
    height = sum(picture.height for picture in pictures)
    sheet = Image.new("L", (max(picture.width for picture in pictures), height), 255)
    top = 0
    for picture in pictures:
        sheet.paste(picture, (0, top))
        top += picture.height
    out = BytesIO()
    sheet.save(out, form, dpi=(wear.dpi, wear.dpi))
    return out.getvalue()
