"""OFD files with the characters and lines of a PDF, and small ones by hand."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import escape

import pdfplumber

NAMESPACE = "http://www.ofdspec.org/2016"
_MM = 25.4 / 72


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def ofd(
    layers: Sequence[str],
    *,
    box: str = "0 0 210 297",
    document_extra: str = "",
    page_extra: str = "",
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A file with one page per layer; a layer is the XML of its objects."""
    pages = "".join(
        f'<ofd:Page ID="{10 + at}" BaseLoc="Pages/Page_{at}/Content.xml"/>'
        for at in range(len(layers))
    )
    files: dict[str, str | bytes] = {
        "OFD.xml": f'<?xml version="1.0" encoding="UTF-8"?><ofd:OFD xmlns:ofd="{NAMESPACE}" Version="1.0" DocType="OFD">'
        "<ofd:DocBody><ofd:DocInfo><ofd:DocID>abc</ofd:DocID><ofd:Author>张三</ofd:Author></ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f'<ofd:Document xmlns:ofd="{NAMESPACE}"><ofd:CommonData><ofd:PageArea>'
        f"<ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:PageArea>{document_extra}</ofd:CommonData>"
        f"<ofd:Pages>{pages}</ofd:Pages>"
        "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>"
        "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments></ofd:Document>",
    }
    for at, layer in enumerate(layers):
        files[f"Doc_0/Pages/Page_{at}/Content.xml"] = (
            f'<ofd:Page xmlns:ofd="{NAMESPACE}">{page_extra}<ofd:Content><ofd:Layer ID="{100 + at}">{layer}'
            "</ofd:Layer></ofd:Content></ofd:Page>"
        )
    files.update(parts or {})
    return archive(files)


def text(
    content: str, x: float, y: float, *, size: float = 4, deltas: str = "", more: str = ""
) -> str:
    """A text object whose first baseline begins at x, y, in millimetres."""
    delta = f' DeltaX="{deltas}"' if deltas else ""
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y - size} 100 {size * 1.2}" Font="1" Size="{size}" {more}>'
        f'<ofd:TextCode X="0" Y="{size}"{delta}>{escape(content)}</ofd:TextCode></ofd:TextObject>'
    )


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    """A stroked line."""
    return (
        f'<ofd:PathObject ID="2" Boundary="{min(x0, x1)} {min(y0, y1)} {abs(x1 - x0)} {abs(y1 - y0)}" LineWidth="0.2">'
        f"<ofd:AbbreviatedData>M {x0 - min(x0, x1)} {y0 - min(y0, y1)} L {x1 - min(x0, x1)} {y1 - min(y0, y1)}"
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )


def ofd_of_pdf(pdf: bytes) -> bytes:
    """The same pages as an OFD file, through pdfplumber."""
    layers = []
    with pdfplumber.open(BytesIO(pdf)) as file:
        box = f"0 0 {float(file.pages[0].width) * _MM:.3f} {float(file.pages[0].height) * _MM:.3f}"
        for page in file.pages:
            runs: dict[tuple[float, float], list[dict[str, Any]]] = {}
            for char in page.chars:
                baseline = float(page.height) - float(char["matrix"][5])
                runs.setdefault((round(baseline, 1), round(char["size"], 1)), []).append(char)
            objects = []
            for (baseline, size), chars in runs.items():
                chars.sort(key=lambda char: char["x0"])
                steps = " ".join(f"{(b['x0'] - a['x0']) * _MM:.3f}" for a, b in pairwise(chars))
                objects.append(
                    text(
                        "".join(char["text"] for char in chars),
                        chars[0]["x0"] * _MM,
                        baseline * _MM,
                        size=size * _MM,
                        deltas=steps,
                    )
                )
            objects.extend(
                line(edge["x0"] * _MM, edge["top"] * _MM, edge["x1"] * _MM, edge["bottom"] * _MM)
                for edge in page.edges
            )
            layers.append("".join(objects))
    return ofd(layers, box=box)
