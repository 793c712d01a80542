"""From an opened file to an annual report: which edition, which parts, which figures, whose report on which year."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from gongkai.documents.model import Document
from gongkai.documents.opening import open_document
from gongkai.documents.script import in_simplified, is_traditional
from gongkai.report.edition import (
    NARRATIVE,
    Edition,
    edition,
    edition_for,
    editions,
    newest_edition,
)
from gongkai.report.errors import NotAReport, TooLong
from gongkai.report.labels import fingerprints
from gongkai.report.model import AnnualReport, CellState, Irregularity, IrregularityKind
from gongkai.report.reading.headings.sections import split_sections
from gongkai.report.reading.identity import read_identity
from gongkai.report.reading.narrative import read_statements
from gongkai.report.reading.run_together import apart
from gongkai.report.reading.tables import read_tables
from gongkai.report.reading.tables.annex import read_annex
from gongkai.report.reading.tables.rows import RawRow, raw_rows
from gongkai.report.reading.tables.segments import edition_fingerprints

_SCRIPT = Irregularity(
    IrregularityKind.TRADITIONAL_SCRIPT, "report", "繁体字", "按简体字读取", repaired=True
)
MOST_PROSE = 100_000
"""Characters outside tables; a province's report has about a tenth of it."""
MOST_ROWS = 5_000
"""Rows of tables and lines; a long report printed one cell a line has about a tenth of it."""


def read_file(path: Path) -> AnnualReport:
    """Open a file and read it as an annual report; `DocumentError` or `NotAReport` where that is not possible."""
    return read_report(open_document(path))


def read_report(document: Document) -> AnnualReport:
    """Read a document as an annual report.

    The edition is the form that the document uses, whatever year it reports on; it is `narrative` where the document
    has none of the form's tables and reports on a year before the form existed. `NotAReport` where nothing in the
    document belongs to an annual report, `TooLong` where it holds far more than any.
    """
    original = document
    traditional = is_traditional("".join(item.text for item in document.paragraphs()))
    if traditional:
        document = in_simplified(document)
    document = replace(document, blocks=tuple(apart(document.blocks)))
    length = sum(len(paragraph.text) for paragraph in document.paragraphs())
    if length > MOST_PROSE:
        raise TooLong(document.source.name, f"正文有{length}字", f"不超过{MOST_PROSE}字")
    rows = tuple(itertools.islice(raw_rows(document.blocks), MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        raise TooLong(document.source.name, f"表格和文字多于{MOST_ROWS}行", f"不超过{MOST_ROWS}行")
    form = _edition_used(rows)
    split = split_sections(document.blocks, form)
    identity = read_identity(split, document)
    tables = read_tables(rows, form, recognised=document.recognised)
    tabled = any(cell.state is not CellState.MISSING for cell in tables.cells.values())
    if not tabled and not split.sections and identity.title is None:
        raise NotAReport(document.source.name)
    edition_id = form.id
    cells = tables.cells
    irregularities = (*split.irregularities, *tables.irregularities)
    if not tabled:
        due = newest_edition().id if identity.year is None else edition_for(identity.year)
        edition_id = due
        if due == NARRATIVE:
            cells = read_annex(rows)
            irregularities = split.irregularities
        elif due != form.id:
            tables = read_tables((), edition(due), recognised=document.recognised)
            cells = tables.cells
            irregularities = (*split.irregularities, *tables.irregularities)
    return AnnualReport(
        source=document.source,
        identity=identity,
        edition=edition_id,
        preamble=tuple(paragraph.text for paragraph in split.preamble),
        sections=split.sections,
        signature=tuple(paragraph.text for paragraph in split.signature),
        cells=cells,
        statements=read_statements(
            split.sections, identity, preamble=split.preamble, signature=split.signature
        ),
        irregularities=(*irregularities, *([_SCRIPT] if traditional else ())),
        document=original,
    )


def _edition_used(rows: Sequence[RawRow]) -> Edition:
    """The edition with the most labels of its own in the document, and the fewest of its own that are not there.

    The latest where the document has no label of any.
    """
    forms = editions()
    marks = _marks(forms)
    counts = edition_fingerprints(rows, marks)
    lacking = {id: len(marks[id]) - count for id, count in counts.items() if count}
    return max(
        forms,
        key=lambda form: (counts[form.id], -lacking.get(form.id, 0), form.first_year),
    )


@cache
def _marks(forms: tuple[Edition, ...]) -> dict[str, frozenset[str]]:
    return {
        form.id: frozenset[str]().union(
            *(fingerprints(form, other) for other in forms if other.id != form.id)
        )
        for form in forms
    }
