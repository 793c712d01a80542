"""The zip of a case: records written as PDF, papers as they are, and a list of digests."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from gongkai.documents.model import Paragraph
from gongkai.documents.writers import official_pdf
from gongkai.documents.writers.official import OfficialDocument

LIST = "SHA256.txt"


@dataclass(frozen=True)
class Part:
    """A file of the zip: written from ``lines`` under ``title`` where there are no ``data``."""

    name: str
    title: str
    lines: Sequence[str] = ()
    data: bytes | None = None


def packed(parts: Iterable[Part], at: datetime) -> bytes:
    """The zip; its last file lists the SHA-256 of all others, for `sha256sum -c`."""
    moment = (at.year, at.month, at.day, at.hour, at.minute, at.second)
    digests: list[str] = []
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for part in parts:
            name = part.name if part.data is not None else f"{part.name}.pdf"
            data = part.data if part.data is not None else _written(part)
            digests.append(f"{hashlib.sha256(data).hexdigest()}  {name}")
            made.writestr(zipfile.ZipInfo(name, moment), data, zipfile.ZIP_DEFLATED)
        made.writestr(zipfile.ZipInfo(LIST, moment), "\n".join([*digests, ""]))
    return stream.getvalue()


def _written(part: Part) -> bytes:
    lines = part.lines or ("无。",)
    return official_pdf.write(
        OfficialDocument(part.title, blocks=tuple(Paragraph(line) for line in lines))
    )
