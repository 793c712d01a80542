"""公文 as a PDF after GB/T 9704-2012, set by Typst with the faces of this machine."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from gongkai.documents.model import Paragraph
from gongkai.documents.writers import official
from gongkai.documents.writers.errors import NotWritten
from gongkai.documents.writers.faces import choose_faces, installed_fonts
from gongkai.documents.writers.official import (
    OfficialDocument,
    OfficialPicture,
    OfficialTable,
    printable,
)

PIXELS_PER_INCH = 110.0


@dataclass(frozen=True)
class _Fit:
    """How a page is set so that no signature stands without text: the pitch of lines in points, blank lines for the seal,
    and at last the end of the text carried over to the signature's page."""

    pitch: float
    above_seal: int
    together: bool = False


# As prescribed first; then closer lines (GB/T 9704-2012 lets the distance of lines be adjusted); then the last paragraph moves.
_FITS = (
    *(_Fit(pitch, 3) for pitch in (official.LINE_PITCH, 28.2, 27.4, 26.6)),
    _Fit(26.6, 2),
    _Fit(official.LINE_PITCH, 3, together=True),
)


def write(document: OfficialDocument) -> bytes:
    """The document as the bytes of a PDF with a text layer, tags and a title; PDF/UA-1 where its headings allow it.

    Raises `FontsMissing` where the machine has no face with simplified Chinese shapes.
    """
    fonts = installed_fonts()
    chosen, fell_back = choose_faces(frozenset(fonts.families()))
    data = _fitted(document, _data(document, chosen, fell_back), fonts)
    with TemporaryDirectory(prefix="gongkai-") as folder:
        appended = document.appendix.blocks if document.appendix else ()
        for number, block in enumerate((*document.blocks, *appended)):
            if isinstance(block, OfficialPicture):
                (Path(folder) / str(number)).write_bytes(block.data)
        try:
            return _compiled(fonts, data, folder, accessible=True)
        except typst.TypstError:  # a document without a title or with a level of headings left out
            try:
                return _compiled(fonts, data, folder, accessible=False)
            except typst.TypstError as error:
                raise NotWritten(f"排版程序报错（{error}）") from error


def write_pictures(document: OfficialDocument) -> list[bytes]:
    """Its pages as PNG. Raises as `write`; a document with pictures of its own cannot be had so."""
    fonts = installed_fonts()
    chosen, fell_back = choose_faces(frozenset(fonts.families()))
    data = _fitted(document, _data(document, chosen, fell_back), fonts)
    try:
        pages = typst.Compiler(font_paths=fonts).compile(
            input=_template(), format="png", ppi=PIXELS_PER_INCH, sys_inputs={"data": data}
        )
    except typst.TypstError as error:
        raise NotWritten(f"排版程序报错（{error}）") from error
    return [pages] if isinstance(pages, bytes) else list(pages or ())


def _fitted(document: OfficialDocument, data: dict[str, Any], fonts: Any) -> str:
    """The data in the first setting in which the signature stands on a page with text."""
    for fit in _FITS:
        data["page"]["pitch"] = fit.pitch
        data["fit"] = {"above_seal": fit.above_seal, "together": fit.together}
        text = json.dumps(data, ensure_ascii=False)
        if fit is _FITS[-1] or not _may_stand_alone(document) or _is_whole(text, fonts):
            return text
    return text


def _may_stand_alone(document: OfficialDocument) -> bool:
    last = document.blocks[-1] if document.blocks else None
    pictures = any(isinstance(each, OfficialPicture) for each in document.blocks)
    plain = isinstance(last, Paragraph) and last.heading_level is None
    return bool(document.signature) and plain and not pictures


def _is_whole(data: str, fonts: Any) -> bool:
    """Whether the text ends, the signature stands and the note follows on one page."""
    compiler = typst.Compiler(input=_template(), font_paths=fonts, sys_inputs={"data": data})
    pages = set()
    for name in ("text-ends", "signed", "noted"):
        pages |= set(json.loads(compiler.query(f"<{name}>", field="value")))
    return len(pages) == 1


def _compiled(fonts: Any, data: str, folder: str, *, accessible: bool) -> bytes:
    compiler = typst.Compiler(font_paths=fonts, root=folder)
    pdf = compiler.compile(
        input=_template(),
        format="pdf",
        sys_inputs={"data": data},
        pdf_standards="ua-1" if accessible else None,
    )
    assert isinstance(pdf, bytes)
    return pdf


@cache
def _template() -> bytes:
    return (resources.files("gongkai.documents.writers") / "official.typ").read_bytes()


def _data(
    document: OfficialDocument, chosen: dict[str, list[str]], fell_back: frozenset[str]
) -> dict[str, Any]:
    room = official.TEXT_WIDTH / 25.4 * 72
    imprint = []
    if document.copies:
        imprint.append([f"抄送：{printable(document.copies)}。", ""])
    if document.printed_by:
        imprint.append([printable(document.printed_by), f"{printable(document.printed_on)}印发"])
    return {
        "fonts": chosen,
        "page": {
            "paper": document.paper,
            "top": official.TOP,
            "left": official.LEFT,
            "right": official.RIGHT,
            "bottom": official.BOTTOM,
            "body": official.BODY_SIZE,
            "title_size": official.TITLE_SIZE,
            "number_size": official.PAGE_NUMBER_SIZE,
            "number_drop": official.PAGE_NUMBER_DROP,
            "pitch": official.LINE_PITCH,
            "tracking": room / official.CHARACTERS_A_LINE - official.BODY_SIZE,
        },
        "form": document.form.value,
        "title": [printable(line) for line in official.title_lines(document.title)]
        if document.title
        else [],
        "title_weight": "bold" if "title" in fell_back else "regular",
        "letterhead": printable(document.letterhead),
        "mark_size": official.letterhead_size(document.letterhead),
        "document_number": printable(document.document_number),
        "addressee": printable(document.addressee),
        "blocks": [_block(block, number) for number, block in enumerate(document.blocks)],
        "attachments": [printable(line) for line in document.attachment_lines()],
        "signature": [[printable(line), right] for line, right in document.signature_lines()],
        "sealed": document.sealed,
        "note": printable(document.note),
        "appendix": _appendix(document.appendix, len(document.blocks)),
        "imprint": imprint,
    }


def _appendix(appendix: OfficialDocument | None, first: int) -> dict[str, Any] | None:
    """Its title and blocks; ``first`` is the number of its first block among all of the document."""
    if appendix is None:
        return None
    return {
        "title": [printable(line) for line in official.title_lines(appendix.title)],
        "blocks": [_block(block, number) for number, block in enumerate(appendix.blocks, first)],
    }


def _block(block: official.OfficialBlock, number: int) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        level = None if block.heading_level is None else min(block.heading_level, 4)
        return {"kind": "text", "text": printable(block.text), "level": level}
    if isinstance(block, OfficialTable):
        return {
            "kind": "table",
            "widths": list(block.widths),
            "head_rows": block.head_rows,
            "size": block.size,
            "together": block.together,
            "cells": [
                {
                    "row": cell.row,
                    "column": cell.column,
                    "row_span": cell.row_span,
                    "column_span": cell.column_span,
                    "text": printable(cell.text),
                    "align": cell.align,
                    "shaded": cell.shaded,
                }
                for cell in block.cells
            ],
        }
    if isinstance(block, OfficialPicture):
        width, height = block.size()
        return {
            "kind": "picture",
            "file": f"/{number}",
            "form": "png" if block.data.startswith(b"\x89PNG") else "jpg",
            "width": width,
            "height": height,
            "description": printable(block.description),
        }
    return {"kind": "break"}
