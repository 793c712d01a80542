"""Hypothesis strategies: any report, any damage, any form."""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st

from tests.report.forge import text
from tests.report.forge.damage import DAMAGES, RAGGED, damaged
from tests.report.forge.figures import PROFILES
from tests.report.forge.forms import EVEN, QUICK, file_of
from tests.report.forge.sheet import Sheet, lay_out
from tests.report.forge.truth import Truth, forge_truth
from tests.report.forge.worn_text import WEARS

EXCHANGED = {"swapped_columns", "swapped_outcomes"}
"""Not seen where a form breaks the heads over lines and something else breaks them again."""

seeds = st.integers(0, 100_000)


@st.composite
def truths(draw: st.DrawFn, *, tabled: bool = True) -> Truth:
    """Any report with tables; with `tabled=False` also of before 2019."""
    editions = ("2021", "2021", "2019") if tabled else ("2021", "2019", "narrative")
    return forge_truth(
        draw(seeds),
        profile=draw(st.sampled_from(PROFILES)),
        edition_id=draw(st.sampled_from(editions)),
        broken=draw(st.sampled_from((False, False, True))),
    )


@st.composite
def damaged_sheets(draw: st.DrawFn, form: str = "") -> Sheet:
    """A report with up to three damages, such as the form can show."""
    sheet = lay_out(draw(truths()))
    hidden = RAGGED if form.startswith(EVEN) else set()
    if form == "text-layout":
        hidden = hidden | EXCHANGED
    possible = sorted(set(DAMAGES) - hidden)
    names = draw(st.lists(st.sampled_from(possible), max_size=3, unique=True))
    return damaged(sheet, names, Random(draw(seeds)))


@st.composite
def damaged_files(
    draw: st.DrawFn, forms: tuple[str, ...] = tuple(QUICK)
) -> tuple[Sheet, str, bytes]:
    """A damaged report as a file: the sheet that it must be read as, its name, its bytes."""
    form = draw(st.sampled_from(forms))
    sheet = draw(damaged_sheets(form))
    rng = Random(draw(seeds))
    if not form.startswith("text-"):
        name, data = file_of(sheet, form, rng)
        return sheet, name, data
    lines = text.lines(sheet, form.removeprefix("text-"), rng)
    for wear in draw(st.lists(st.sampled_from(sorted(WEARS)), max_size=2, unique=True)):
        lines, sheet = WEARS[wear](lines, sheet, rng)
    return sheet, "report.txt", text.joined(lines)


@st.composite
def broken_files(draw: st.DrawFn, forms: tuple[str, ...] = tuple(QUICK)) -> tuple[str, bytes]:
    """A report's file with bytes cut, changed or doubled, under any ending."""
    sheet = lay_out(draw(truths(tabled=False)))
    name, data = file_of(sheet, draw(st.sampled_from(forms)))
    broken = bytearray(data)
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(broken)))
        length = draw(st.integers(0, min(400, len(broken))))
        match draw(st.sampled_from(("cut", "change", "double", "end"))):
            case "cut":
                del broken[place : place + length]
            case "change":
                broken[place : place + 8] = draw(st.binary(max_size=8))
            case "double":
                broken[place:place] = broken[place : place + length]
            case _:
                del broken[place:]
    ending = draw(st.sampled_from((name, "report", "report.pdf", "report.txt")))
    return ending, bytes(broken)
