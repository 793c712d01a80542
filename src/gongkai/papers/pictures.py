"""Pictures that stand in the text of a paper: each anew, without what it carries besides its pixels, named by its content."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass

from gongkai.documents.errors import DocumentError
from gongkai.documents.model import Document, Image
from gongkai.documents.writers.redaction.image import clean_picture

MOST_PICTURES = 20
FORMS = frozenset({"image/png", "image/jpeg", "image/gif", "image/bmp", "image/webp"})
IN_TEXT = re.compile(r'<img data-picture="(?P<picture>[0-9a-f]{64})" alt="(?P<alt>[^"]*)"/>')
"""A picture as it stands in a clean text."""


@dataclass(frozen=True)
class KeptPicture:
    """A picture without EXIF, place, thumbnail and further frames; `digest` is the SHA-256 of its bytes."""

    data: bytes
    suffix: str

    @property
    def digest(self) -> str:
        """By which the text names it."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def tag(self) -> str:
        """How it stands in the text; somebody has yet to say what it shows."""
        return f'<img data-picture="{self.digest}" alt=""/>'


def kept_pictures(document: Document) -> tuple[KeptPicture | None, ...]:
    """The pictures of a document in their order; None for one that cannot be kept."""
    images = [block for block in document.blocks if isinstance(block, Image)]
    return tuple(
        _kept(image) if number < MOST_PICTURES else None for number, image in enumerate(images)
    )


def _kept(image: Image) -> KeptPicture | None:
    if image.data is None or image.media_type not in FORMS:
        return None
    try:
        return KeptPicture(*clean_picture(image.data, image.origin.file or "图片"))
    except DocumentError:
        return None


def pictures_named(text: str) -> list[str]:
    """The digests of the pictures of a clean text, in their order, each once."""
    return list(dict.fromkeys(found["picture"] for found in IN_TEXT.finditer(text)))


def without_others(text: str, known: Collection[str]) -> str:
    """The text without pictures that nobody has."""
    return IN_TEXT.sub(lambda found: found[0] if found["picture"] in known else "", text)
