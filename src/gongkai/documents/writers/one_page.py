"""一图读懂: a few points on one A4 page with a code to scan, as PDF, PNG or SVG, set by Typst.

Nothing here knows what the words mean. The same page always gives the same bytes on the same machine.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

import typst

from gongkai.documents.writers.errors import NotWritten
from gongkai.documents.writers.faces import choose_faces, installed_fonts
from gongkai.documents.writers.official import printable

Form = Literal["pdf", "png", "svg"]
PIXELS_PER_INCH = 150.0


@dataclass(frozen=True, slots=True)
class OnePage:
    """What stands on the page, from top to bottom.

    `points` are pairs of a short label and its text; `questions` pairs of a question and its answer. `code` is the SVG
    of a code to scan, `caption` stands beside it, `footer` names who publishes the page and when. Empty parts are left
    out.
    """

    title: str
    lead: str = ""
    points: tuple[tuple[str, str], ...] = ()
    questions: tuple[tuple[str, str], ...] = ()
    code: bytes | None = None
    caption: str = ""
    footer: str = ""


def write(page: OnePage, form: Form) -> bytes:
    """The page in this form. The type shrinks until everything fits.

    Raises `FontsMissing` where the machine has no face with simplified Chinese shapes, and `NotWritten` where even
    the smallest type does not fit on one page.
    """
    fonts = installed_fonts()
    chosen, _ = choose_faces(frozenset(fonts.families()))
    data = json.dumps(
        {
            "fonts": {"heading": chosen["heading"], "body": chosen["heading"]},
            "title": printable(page.title),
            "lead": printable(page.lead),
            "points": [[printable(label), printable(text)] for label, text in page.points],
            "questions": [[printable(asked), printable(told)] for asked, told in page.questions],
            "code": page.code.decode("ascii") if page.code else "",
            "caption": printable(page.caption),
            "footer": printable(page.footer),
        },
        ensure_ascii=False,
    )
    try:
        compiler = typst.Compiler(font_paths=fonts)
        made = compiler.compile(
            input=_template(), format=form, ppi=PIXELS_PER_INCH, sys_inputs={"data": data}
        )
    except typst.TypstError as error:
        if "does not fit" in str(error):
            raise NotWritten("内容太多，一页放不下，请删减要点和问答") from error
        raise NotWritten(f"排版程序报错（{error}）") from error
    if isinstance(made, list):
        raise NotWritten("内容太多，一页放不下，请删减要点和问答")
    assert isinstance(made, bytes)
    return made


@cache
def _template() -> bytes:
    return (resources.files("gongkai.documents.writers") / "one_page.typ").read_bytes()
