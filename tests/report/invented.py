"""An invented report for the tests: 柳河镇, with every figure its own number and every sum in order."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from gongkai.documents.model import Paragraph, Source
from gongkai.report.edition import edition
from gongkai.report.model import AnnualReport, Cell, CellState, Identity, Number, Section

PROSE = {
    "overview": (
        "2024年，柳河镇按照《中华人民共和国政府信息公开条例》做好公开工作。",
        "（一）主动公开",
        "全年主动公开政府信息116条，其中政务动态84条、财政预决算4条、涉农补贴28条。",
        "（二）依申请公开",
        "申请均在法定期限内答复，申请人王某某（化名）未提出异议，A<B & C。",
    ),
    "problems": (
        "存在的主要问题：一是部分村的公开栏更换不及时；二是答复的说理不够充分。",
        "改进情况：每季度检查一次村公开栏并留存照片；答复书由司法所参与审核。",
    ),
    "other": ("本年度发出收费通知0件，收取信息处理费0元。",),
}


def figures(edition_id: str, start: int = 1) -> dict[str, Number]:
    """A figure for every cell: running numbers in table three and four, totals that fit, an amount with cents."""
    form = edition(edition_id)
    values: dict[str, Number] = {
        id: start + number % 9 for number, id in enumerate(form.cell_ids())
    }
    for table in form.tables:
        for block in table.blocks:
            for row in block.rows:
                for column in block.columns:
                    if column.decimal:
                        values[f"{table.id}.{row.id}.{column.id}"] = Decimal("12.35")
    for column in form.table("requests").columns_of("new"):
        at = "requests.{}." + column.id
        results = [row.id for row in form.table("requests").rows() if row.result]
        total = sum(values[at.format(row)] for row in results)
        values[at.format("result_total")] = total
        values[at.format("carried_out")] = 2
        values[at.format("carried_in")] = 3
        values[at.format("new")] = total - 1
    for table_id in ("requests", "disputes"):
        for row in form.table(table_id).rows():
            *parts, last = form.table(table_id).columns_of(row.id)
            values[f"{table_id}.{row.id}.{last.id}"] = sum(
                values[f"{table_id}.{row.id}.{column.id}"] for column in parts
            )
    return values


def invented(
    edition_id: str = "2021",
    *,
    body: str = "柳河镇人民政府",
    year: int = 2024,
    start: int = 1,
    without: Collection[str] = (),
    prose: dict[str, tuple[str, ...]] | None = None,
) -> AnnualReport:
    """The report; the cells in `without` (ids, or tables) are missing."""
    form = edition(edition_id)
    words = PROSE if prose is None else prose
    cells = {}
    for id, value in figures(edition_id, start).items():
        gone = id in without or id.split(".")[0] in without
        cells[id] = Cell(id, None if gone else value, CellState.MISSING if gone else CellState.READ)
    return AnnualReport(
        source=Source(f"{body}.docx", "0" * 64, "application/octet-stream", 1),
        identity=Identity(
            title=f"青山县{body}{year}年政府信息公开工作年度报告",
            organization=body,
            organization_full=f"青山县{body}",
            level="township",
            year=year,
            period=(date(year, 1, 1), date(year, 12, 31)),
            issued_on=date(year + 1, 1, 15),
            title_body=f"青山县{body}",
            signature_body=body,
        ),
        edition=edition_id,
        preamble=(f"统计期限为{year}年1月1日至12月31日。",),
        sections=tuple(
            Section(
                item.id, item.heading, tuple(Paragraph(line) for line in words.get(item.id, ()))
            )
            for item in form.sections
        ),
        signature=(body, f"{year + 1}年1月15日"),
        cells=cells,
    )
