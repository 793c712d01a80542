"""Counts as a workbook: by row, by channel and row, normative documents, and the sentences."""

from __future__ import annotations

from collections import Counter

from gongkai.documents.writers.spreadsheet import Look, Sheet, SheetCell, address, write
from gongkai.web.publishing.duties.counting.counts import Counts
from gongkai.web.publishing.duties.counting.sentences import (
    channels_sentence,
    items_sentence,
    normative_sentence,
    period_in_chinese,
)


def sentences(counts: Counts) -> list[str]:
    """What the annual report may say of these counts."""
    period = period_in_chinese(counts.scope.first, counts.scope.last)
    normative = counts.normative
    kinds = [(kind.label, counts.postings(kind=kind.value).number) for kind in counts.kinds()]
    # Rows of the same name, as 社会救助 by the law and by the standard fields, are one thing to a reader.
    named: Counter[str] = Counter()
    for row, figure in counts.by_row():
        named[row.name] += figure.number
    told = [
        items_sentence(period, list(named.items())),
        channels_sentence(kinds),
        normative_sentence(
            normative.made.number, normative.ceased.number, normative.in_force.number
        ),
    ]
    if normative.undated.number:
        told.append(
            f"另有{normative.undated.number}件已不再有效，但没有登记失效日期，未计入废止件数。"
        )
    return told


def as_workbook(counts: Counts, bodies: str) -> bytes:
    """The counts as an .xlsx file; totals are formulas."""
    return write(
        [_by_row(counts, bodies), _by_channel(counts), _normative(counts)], title="主动公开统计"
    )


def _by_row(counts: Counts, bodies: str) -> Sheet:
    figures = counts.by_row()
    cells = [
        SheetCell(
            0,
            0,
            f"{bodies}　{period_in_chinese(counts.scope.first, counts.scope.last)}主动公开统计",
            Look.TITLE,
            column_span=3,
        ),
        *(
            SheetCell(1, column, head, Look.HEAD)
            for column, head in enumerate(("一级事项", "公开事项", "条数"))
        ),
    ]
    for at, (row, figure) in enumerate(figures, start=2):
        cells += [
            SheetCell(at, 0, row.category, Look.LABEL),
            SheetCell(at, 1, row.name, Look.LABEL),
            SheetCell(at, 2, figure.number, Look.FIGURE),
        ]
    end = len(figures) + 2
    cells += [
        SheetCell(end, 0, "合计", Look.HEAD, column_span=2),
        SheetCell(
            end,
            2,
            counts.items().number,
            Look.FIGURE,
            formula=f"=SUM({address(2, 2)}:{address(end - 1, 2)})" if figures else "",
        ),
    ]
    for at, told in enumerate(sentences(counts), start=end + 2):
        cells.append(SheetCell(at, 0, told, Look.TEXT, column_span=3))
    return Sheet("按事项", tuple(cells), (24, 44, 12), frozen=(2, 0))


def _by_channel(counts: Counts) -> Sheet:
    kinds = counts.kinds()
    rows = sorted(counts.rows, key=lambda row: (counts.rows[row].order, counts.rows[row].code))
    cells = [
        SheetCell(0, 0, "公开事项", Look.HEAD),
        *(SheetCell(0, at, str(kind.label), Look.HEAD) for at, kind in enumerate(kinds, start=1)),
        SheetCell(0, len(kinds) + 1, "合计（条次）", Look.HEAD),
    ]
    for at, row in enumerate(rows, start=1):
        cells.append(SheetCell(at, 0, counts.rows[row].name, Look.LABEL))
        for column, kind in enumerate(kinds, start=1):
            number = counts.postings(kind=kind.value, row=row).number
            cells.append(SheetCell(at, column, number, Look.FIGURE))
        cells.append(
            SheetCell(
                at,
                len(kinds) + 1,
                counts.postings(row=row).number,
                Look.FIGURE,
                formula=f"=SUM({address(at, 1)}:{address(at, len(kinds))})" if kinds else "",
            )
        )
    return Sheet(
        "按渠道", tuple(cells), (44, *(12 for _ in kinds), 14), frozen=(1, 1), landscape=True
    )


def _normative(counts: Counts) -> Sheet:
    normative = counts.normative
    cells = [SheetCell(0, 0, "行政规范性文件", Look.HEAD), SheetCell(0, 1, "件数", Look.HEAD)]
    for at, figure in enumerate(
        (normative.made, normative.ceased, normative.in_force, normative.undated), start=1
    ):
        cells += [
            SheetCell(at, 0, str(figure.label), Look.LABEL),
            SheetCell(at, 1, figure.number, Look.FIGURE),
        ]
    return Sheet("规范性文件", tuple(cells), (30, 12), frozen=(1, 0))
