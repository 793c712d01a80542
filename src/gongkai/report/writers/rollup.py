"""The county's roll-up as Word, Excel and JSON: the summed tables, who gave what, and what does not add up."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from gongkai.documents.model import Paragraph
from gongkai.documents.writers import official_docx, spreadsheet
from gongkai.documents.writers.official import (
    OfficialBlock,
    OfficialCell,
    OfficialDocument,
    OfficialTable,
)
from gongkai.documents.writers.spreadsheet import Look, Sheet, SheetCell, address
from gongkai.report.checks.places import cell_label
from gongkai.report.edition import edition
from gongkai.report.merge import RollUp, body_name
from gongkai.report.model import Number, plain
from gongkai.report.writers.json import as_data
from gongkai.report.writers.layout import printed, table_layouts
from gongkai.report.writers.page import official_document
from gongkai.report.writers.xlsx import table_sheet

UNKNOWN = "未知"
_MISMATCH_HEADS = ("位置", "上级报告", "各单位之和", "相差")
_OPEN_HEADS = ("位置", "没有数字的单位", "其余单位之和")


def write_docx(rollup: RollUp) -> bytes:
    """The bytes of a .docx file: the summed tables and what does not add up."""
    document = official_document(rollup.report)
    blocks: list[OfficialBlock] = list(document.blocks)
    if rollup.missing:
        blocks.append(Paragraph("没有计入的单位", heading_level=1))
        blocks.append(Paragraph(f"{'、'.join(rollup.missing)}，共{len(rollup.missing)}个。"))
    blocks.append(Paragraph("不能汇总的数字", heading_level=1))
    if rollup.open_cells:
        rows = [
            (item.label, "、".join(item.missing), printed(item.known_sum))
            for item in rollup.open_cells
        ]
        blocks.append(_table(_OPEN_HEADS, rows, (3.0, 3.0, 1.0)))
    else:
        counted = f"已计入的{len(rollup.children)}个" if rollup.missing else "各"
        blocks.append(Paragraph(f"没有。{counted}单位每一格都有数字。"))
    if rollup.parent is not None:
        blocks.append(Paragraph("与上级报告不符的数字", heading_level=1))
        if rollup.mismatches:
            differences = [
                (item.label, _shown(item.parent), printed(item.total), _shown(item.difference))
                for item in rollup.mismatches
            ]
            blocks.append(_table(_MISMATCH_HEADS, differences, (4.0, 1.0, 1.0, 1.0)))
        else:
            blocks.append(Paragraph("没有。凡能汇总的数字都与上级报告一致。"))
    return official_docx.write(OfficialDocument(document.title, tuple(blocks)))


def _shown(value: Number | None) -> str:
    return UNKNOWN if value is None else printed(value)


def _table(
    heads: tuple[str, ...], rows: Sequence[tuple[str, ...]], widths: tuple[float, ...]
) -> OfficialTable:
    cells = [OfficialCell(0, column, head, head=True) for column, head in enumerate(heads)]
    cells += [
        OfficialCell(row, column, words, align="left" if column == 0 else "center")
        for row, line in enumerate(rows, 1)
        for column, words in enumerate(line)
    ]
    return OfficialTable(tuple(cells), widths, head_rows=1, together=False)


def write_xlsx(rollup: RollUp) -> bytes:
    """The bytes of an .xlsx file: the summed tables, each body's figures with live sums, what does not add up."""
    sheets = [table_sheet(rollup.report, layout) for layout in table_layouts(rollup.report)]
    sheets.append(_contributions(rollup))
    sheets.append(_open_sheet(rollup))
    if rollup.missing:
        sheets.append(_missing_sheet(rollup))
    if rollup.parent is not None:
        sheets.append(_mismatch_sheet(rollup))
    return spreadsheet.write(sheets, title=rollup.report.identity.title or "")


def _contributions(rollup: RollUp) -> Sheet:
    """Every cell as a row, every body as a column, and the sum as a formula where all are known."""
    names = [body_name(child) for child in rollup.children]
    heads = ("位置", *names, "合计")
    cells = [SheetCell(0, column, head, Look.HEAD) for column, head in enumerate(heads)]
    last = len(names)
    for row, id in enumerate(edition(rollup.report.edition).cell_ids(), 1):
        cells.append(SheetCell(row, 0, cell_label(rollup.report, id), Look.LABEL))
        for column, child in enumerate(rollup.children, 1):
            value = child.value(id)
            cells.append(SheetCell(row, column, value, Look.OPEN if value is None else Look.FIGURE))
        total = rollup.report.value(id)
        formula = "" if total is None else f"=SUM({address(row, 1)}:{address(row, last)})"
        look = Look.OPEN if total is None else Look.FIGURE
        cells.append(SheetCell(row, last + 1, total, look, formula=formula))
    return Sheet("分单位", tuple(cells), (52.0, *([12.0] * (last + 1))), (1, 1), True)


def _open_sheet(rollup: RollUp) -> Sheet:
    cells = [SheetCell(0, column, head, Look.HEAD) for column, head in enumerate(_OPEN_HEADS)]
    for row, item in enumerate(rollup.open_cells, 1):
        cells += [
            SheetCell(row, 0, item.label, Look.LABEL),
            SheetCell(row, 1, "、".join(item.missing), Look.LABEL),
            SheetCell(row, 2, item.known_sum, Look.FIGURE),
        ]
    return Sheet("不能汇总", tuple(cells), (52.0, 52.0, 14.0), (1, 0))


def _missing_sheet(rollup: RollUp) -> Sheet:
    cells = [SheetCell(0, 0, "没有计入的单位", Look.HEAD)]
    cells += [SheetCell(row, 0, name, Look.LABEL) for row, name in enumerate(rollup.missing, 1)]
    return Sheet("没有计入", tuple(cells), (52.0,), (1, 0))


def _mismatch_sheet(rollup: RollUp) -> Sheet:
    cells = [SheetCell(0, column, head, Look.HEAD) for column, head in enumerate(_MISMATCH_HEADS)]
    for row, item in enumerate(rollup.mismatches, 1):
        known = item.difference is not None
        cells += [
            SheetCell(row, 0, item.label, Look.LABEL),
            SheetCell(row, 1, item.parent, Look.WRONG if known else Look.OPEN),
            SheetCell(row, 2, item.total, Look.FIGURE),
            SheetCell(
                row,
                3,
                item.difference,
                Look.FIGURE,
                formula=f"={address(row, 1)}-{address(row, 2)}" if known else "",
            ),
        ]
    return Sheet("与上级不符", tuple(cells), (52.0, 14.0, 14.0, 14.0), (1, 0))


def write_json(rollup: RollUp) -> str:
    """The roll-up as JSON: the report's shape, and under `rollup` its bodies, open cells and mismatches."""
    data: dict[str, Any] = as_data(rollup.report)
    data["rollup"] = {
        "children": [
            {"organization": body_name(child), "source": child.source.name}
            for child in rollup.children
        ],
        "missing": list(rollup.missing),
        "parent": None if rollup.parent is None else rollup.parent.source.name,
        "open": [
            {"cell": item.id, "missing": list(item.missing), "known_sum": plain(item.known_sum)}
            for item in rollup.open_cells
        ],
        "mismatches": [
            {
                "cell": item.id,
                "parent": plain(item.parent),
                "sum": plain(item.total),
                "difference": plain(item.difference),
                "parts": {name: plain(value) for name, value in item.parts},
            }
            for item in rollup.mismatches
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)
