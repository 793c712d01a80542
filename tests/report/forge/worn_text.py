"""What converters do to the lines of a text file, beyond the damage to the report itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.report.forge.sheet import Sheet
from tests.report.forge.text import TextLine

Wear = Callable[[list[TextLine], Sheet, Random], tuple[list[TextLine], Sheet]]
WEARS: dict[str, Wear] = {}


def wear(function: Wear) -> Wear:
    """Register a wear under its function's name."""
    WEARS[function.__name__] = function
    return function


def _opened(sheet: Sheet, *touched: TextLine) -> Sheet:
    cells = frozenset(cell for line in touched for cell in line.cells)
    return replace(sheet, open_cells=sheet.open_cells | cells)


def _figure_lines(lines: list[TextLine]) -> list[int]:
    return [i for i, line in enumerate(lines) if line.table == "requests" and line.cells]


def _row_starts(lines: list[TextLine]) -> list[int]:
    """The lines of table three at which a row with figures begins."""
    starts = []
    row = ""
    for i in _figure_lines(lines):
        here = lines[i].cells[0].rpartition(".")[0]
        if here != row:
            row = here
            while lines[i - 1].text and not lines[i - 1].cells and lines[i - 1].table == "requests":
                i -= 1
            starts.append(i)
    return starts


@wear
def page_furniture(
    lines: list[TextLine], sheet: Sheet, rng: Random
) -> tuple[list[TextLine], Sheet]:
    """A page ends within table three: a form feed, empty lines, a page number as a bare number."""
    at = rng.choice(_row_starts(lines))
    number = rng.choice(("3", "- 3 -", "— 3 —", "第 3 页", "3 / 6"))
    break_ = [
        TextLine(text)
        for text in rng.choice((("", number, ""), (number,), ("", number, "\f"), ("\f",), ("", "")))
    ]
    return lines[:at] + break_ + lines[at:], sheet


@wear
def label_over_two_lines(
    lines: list[TextLine], sheet: Sheet, rng: Random
) -> tuple[list[TextLine], Sheet]:
    """A long label breaks, and its figures stand on the second line."""
    long = [i for i in _figure_lines(lines) if len(lines[i].text.lstrip("\t| ")) > 24]
    if not long:
        return lines, sheet
    at = rng.choice(long)
    text = lines[at].text
    start = next(i for i, c in enumerate(text) if c not in "\t| 　")
    place = start + rng.randint(3, 8)
    halves = [
        replace(lines[at], text=text[:place], cells=()),
        replace(lines[at], text=text[place:]),
    ]
    return lines[:at] + halves + lines[at + 1 :], _opened(sheet, lines[at])


@wear
def two_rows_on_one_line(
    lines: list[TextLine], sheet: Sheet, rng: Random
) -> tuple[list[TextLine], Sheet]:
    """A line break between two rows is lost."""
    pairs = [i for i in _figure_lines(lines) if lines[i + 1].cells and len(lines[i].cells) > 1]
    if not pairs:
        return lines, sheet
    at = rng.choice(pairs)
    one, two = lines[at], lines[at + 1]
    merged = replace(one, text=one.text + "\t" + two.text, cells=one.cells + two.cells)
    return [*lines[:at], merged, *lines[at + 2 :]], _opened(sheet, one, two)


@wear
def number_over_two_lines(
    lines: list[TextLine], sheet: Sheet, rng: Random
) -> tuple[list[TextLine], Sheet]:
    """A line breaks within a figure."""
    at = rng.choice(_figure_lines(lines) or [0])
    line = lines[at]
    places = [
        i for i in range(1, len(line.text)) if line.text[i].isdigit() and line.text[i - 1].isdigit()
    ]
    if not places or not line.cells:
        return lines, sheet
    place = rng.choice(places)
    halves = [replace(line, text=line.text[:place]), replace(line, text=line.text[place:])]
    return lines[:at] + halves + lines[at + 1 :], _opened(sheet, line)


@wear
def torn_page(lines: list[TextLine], sheet: Sheet, rng: Random) -> tuple[list[TextLine], Sheet]:
    """The rest of table three, the heading of part four and the head of table four are gone, but for a few characters."""
    three = _row_starts(lines)
    four = [i for i, line in enumerate(lines) if line.table == "disputes" and line.cells]
    if len(three) < 10 or not four or "swapped_outcomes" in sheet.damages:
        return lines, sheet
    start, end = rng.choice(three[6:]), four[0]
    lost = [cell for line in lines[start:end] for cell in line.cells]
    rest = [TextLine(""), TextLine("\t\t\t\t\t持\t正\t果\t结\t\t持\t正\t果\t结\t")]
    worse = replace(sheet, expected={**sheet.expected, **dict.fromkeys(lost)})
    disputes = [replace(lines[i], cells=lines[i].cells) for i in four]
    return lines[:start] + rest + lines[end:], _opened(worse, *disputes)


@wear
def rule_between_rows(
    lines: list[TextLine], sheet: Sheet, rng: Random
) -> tuple[list[TextLine], Sheet]:
    """A converter's line of dashes within a table."""
    at = rng.choice(_row_starts(lines))
    dashes = rng.choice(("-----------------\t-------", "=========", "| --- | --- |"))
    return [*lines[:at], TextLine(dashes), *lines[at:]], sheet
