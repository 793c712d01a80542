"""Reports as OFD, the state's own page format: the characters and lines of a PDF, written out page by page."""

from __future__ import annotations

import ctypes
import zipfile
from io import BytesIO
from itertools import pairwise
from xml.sax.saxutils import escape

import pypdfium2
import pypdfium2.raw as pdfium

_SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_POINT = 25.4 / 72


def write(pdf: bytes) -> bytes:
    """The PDF's pages as OFD; lengths are millimetres from the top left."""
    out = BytesIO()
    with (
        pypdfium2.PdfDocument(pdf) as document,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file,
    ):
        contents = [_page(page) for page in document]
        width, height = document[0].get_size()
        listed = "".join(
            f'<ofd:Page ID="{1000 + index}" BaseLoc="Pages/Page_{index}/Content.xml"/>'
            for index in range(len(contents))
        )
        box = f"0 0 {width * _POINT:.3f} {height * _POINT:.3f}"
        file.writestr(
            "OFD.xml",
            f'{_HEAD}<ofd:OFD {_SPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>'
            "<ofd:DocID>00000000000000000000000000000001</ofd:DocID></ofd:DocInfo>"
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        )
        file.writestr(
            "Doc_0/Document.xml",
            f"{_HEAD}<ofd:Document {_SPACE}><ofd:CommonData><ofd:MaxUnitID>99999</ofd:MaxUnitID>"
            f"<ofd:PageArea><ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:PageArea>"
            "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>"
            f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        )
        file.writestr(
            "Doc_0/PublicRes.xml",
            f'{_HEAD}<ofd:Res {_SPACE} BaseLoc="Res"><ofd:Fonts>'
            '<ofd:Font ID="2" FontName="宋体" FamilyName="宋体"/></ofd:Fonts></ofd:Res>',
        )
        for index, content in enumerate(contents):
            file.writestr(f"Doc_0/Pages/Page_{index}/Content.xml", content)
    return out.getvalue()


def _page(page: pypdfium2.PdfPage) -> str:
    width, height = page.get_size()
    number = 0

    def next_id() -> int:
        nonlocal number
        number += 1
        return 10 + number

    objects = [_text(run, height, next_id()) for run in _runs(page)]
    objects += [_path(line, height, next_id()) for line in _lines(page)]
    box = f"0 0 {width * _POINT:.3f} {height * _POINT:.3f}"
    return (
        f"{_HEAD}<ofd:Page {_SPACE}><ofd:Area><ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:Area>"
        f'<ofd:Content><ofd:Layer ID="1" Type="Body">{"".join(objects)}</ofd:Layer></ofd:Content></ofd:Page>'
    )


Character = tuple[str, float, float, float]
"""A character, its origin in points from the bottom left, and its size."""


def _runs(page: pypdfium2.PdfPage) -> list[list[Character]]:
    """The characters, cut into runs wherever the line, the size or the rhythm breaks."""
    text = page.get_textpage()
    runs: list[list[Character]] = []
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text.raw, index)
        if code < 32 or pdfium.FPDFText_IsGenerated(text.raw, index):
            continue
        pdfium.FPDFText_GetCharOrigin(text.raw, index, x, y)
        size = pdfium.FPDFText_GetFontSize(text.raw, index)
        here = (chr(code), x.value, y.value, size)
        last = runs[-1][-1] if runs else None
        if (
            last is not None
            and abs(last[2] - here[2]) < 0.1
            and last[3] == size
            and 0 < here[1] - last[1] < 1.6 * size
        ):
            runs[-1].append(here)
        else:
            runs.append([here])
    return runs


def _text(run: list[Character], height: float, id: int) -> str:
    _, left, bottom, size = run[0]
    advances = " ".join(f"{(b[1] - a[1]) * _POINT:.3f}" for a, b in pairwise(run))
    delta = f' DeltaX="{advances}"' if advances else ""
    width = run[-1][1] - left + size
    top = height - bottom - size
    words = escape("".join(character for character, *_ in run))
    return (
        f'<ofd:TextObject ID="{id}" Font="2" Size="{size * _POINT:.3f}" Boundary="{left * _POINT:.3f} '
        f'{top * _POINT:.3f} {width * _POINT:.3f} {size * 1.3 * _POINT:.3f}"><ofd:TextCode X="0" '
        f'Y="{size * _POINT:.3f}"{delta}>{words}</ofd:TextCode></ofd:TextObject>'
    )


Stroke = tuple[float, float, float, float]
"""A line's left, bottom, right and top in points."""


def _lines(page: pypdfium2.PdfPage) -> list[Stroke]:
    strokes = []
    for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,)):
        left, bottom, right, top = item.get_bounds()
        if right - left < 2 or top - bottom < 2:
            strokes.append((left, bottom, right, top))
        else:
            strokes += [
                (left, bottom, right, bottom),
                (left, top, right, top),
                (left, bottom, left, top),
                (right, bottom, right, top),
            ]
    return strokes


def _path(stroke: Stroke, height: float, id: int) -> str:
    left, bottom, right, top = stroke
    width, tall = right - left, top - bottom
    down = width < tall
    ends = f"M 0 0 L 0 {tall * _POINT:.3f}" if down else f"M 0 0 L {width * _POINT:.3f} 0"
    return (
        f'<ofd:PathObject ID="{id}" LineWidth="0.176" Boundary="{left * _POINT:.3f} '
        f'{(height - top) * _POINT:.3f} {max(width, 0.5) * _POINT:.3f} {max(tall, 0.5) * _POINT:.3f}">'
        f"<ofd:AbbreviatedData>{ends}</ofd:AbbreviatedData></ofd:PathObject>"
    )
