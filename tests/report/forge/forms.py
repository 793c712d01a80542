"""Every form that a report can come in, by one name each."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.report.forge import docx, html, ofd, pdf, scan, text, xlsx
from tests.report.forge.sheet import Sheet

Writer = Callable[[Sheet], bytes]

QUICK: dict[str, tuple[str, Writer]] = {
    **{
        f"text-{style}": ("txt", lambda sheet, s=style: text.write(sheet, s))
        for style in text.STYLES
    },
    **{
        f"html-{style}": ("html", lambda sheet, s=style: html.write(sheet, s))
        for style in html.STYLES
    },
    "html-gb18030": ("html", lambda sheet: html.write(sheet, "portal", "gb18030")),
    **{
        f"docx-{style}": ("docx", lambda sheet, s=style: docx.write(sheet, s))
        for style in docx.STYLES
    },
    **{
        f"xlsx-{style}": ("xlsx", lambda sheet, s=style: xlsx.write(sheet, s))
        for style in xlsx.STYLES
    },
}
"""Forms written in a few milliseconds: name → file ending and writer."""

PAGED: dict[str, tuple[str, Writer]] = {
    **{f"pdf-{style}": ("pdf", lambda sheet, s=style: pdf.write(sheet, s)) for style in pdf.STYLES},
    "ofd": ("ofd", lambda sheet: ofd.write(pdf.write(sheet))),
    "ofd-borderless": ("ofd", lambda sheet: ofd.write(pdf.write(sheet, "borderless"))),
}
"""Forms that are set in pages first."""

SCANNED: dict[str, tuple[str, Writer]] = {
    "scan-pdf": ("pdf", lambda sheet: scan.as_pdf(pdf.write(sheet))),
    "scan-png": ("png", lambda sheet: scan.as_picture(pdf.write(sheet))),
}
"""Forms that must be recognised."""

EVEN = ("xlsx", "text-layout", "pdf", "ofd", "scan")
"""Forms that cannot show that a row is too short: what is not there is blank in them."""

FORMS = QUICK | PAGED | SCANNED


def file_of(sheet: Sheet, form: str, rng: Random | None = None) -> tuple[str, bytes]:
    """A file name without any hint of the content, and the file's bytes. `rng` varies `text-shifted`."""
    ending, write = FORMS[form]
    if form == "text-shifted" and rng is not None:
        return "report.txt", text.write(sheet, "shifted", rng)
    return f"report.{ending}", write(sheet)
