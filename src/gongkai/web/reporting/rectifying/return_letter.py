"""退回函: why one report was given back, every fault with its place and what to do, as an official letter to the body."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gongkai.documents.model import Paragraph
from gongkai.documents.writers import official_docx
from gongkai.documents.writers.official import (
    Form,
    OfficialBlock,
    OfficialCell,
    OfficialDocument,
    OfficialTable,
)
from gongkai.letters.writing import in_chinese
from gongkai.web.bodies.models import PublicBody
from gongkai.web.reporting.judging import Judged
from gongkai.web.reporting.models import YearReport

HEADS = ("序号", "位置", "问题", "怎样改")


def return_letter(
    report: YearReport,
    county: PublicBody,
    *,
    reason: str,
    findings: Sequence[Judged],
    due_on: date,
    on: date,
) -> bytes:
    """The letter as Word.

    Args:
        report: with its body and the version that was read.
        county: who writes.
        reason: why it was given back, as it was written there; empty where it has not been yet.
        findings: errors and warnings, those that the body has explained among them.
        due_on: by which day it is to come again.
        on: the day of the letter.
    """
    year, file = report.year, report.current
    version = f"第{file.number}版" if file else ""
    came = f"，{in_chinese(report.submitted_on)}报送" if report.submitted_on else ""
    blocks: list[OfficialBlock] = [
        Paragraph(
            f"你单位{year}年政府信息公开工作年度报告（{version}{came}）收悉。"
            "经核对，需要修改后重新报送，现予退回。"
        )
    ]
    parts: list[tuple[str, list[OfficialBlock]]] = []
    if reason.strip():
        parts.append(
            ("退回理由", [Paragraph(line) for line in reason.splitlines() if line.strip()])
        )
    explained = sum(each.answer is not None for each in findings)
    of_these = f"，其中{explained}处你单位已作说明" if explained else ""
    told: list[OfficialBlock] = (
        [Paragraph(f"核对发现{len(findings)}处问题{of_these}，列表如下。"), _table(findings)]
        if findings
        else [Paragraph("规则核对没有发现错误和警告，请按退回理由修改。")]
    )
    parts.append(("核对发现的问题", told))
    parts.append(
        (
            "重新报送",
            [
                Paragraph(
                    f"请于{in_chinese(due_on)}前逐项改正，确属特殊情况不能改的写明理由和依据，换一版报告，重新审签后报送。"
                )
            ],
        )
    )
    for numeral, (heading, content) in zip("一二三", parts, strict=False):
        blocks += [Paragraph(f"{numeral}、{heading}", heading_level=1), *content]
    return official_docx.write(
        OfficialDocument(
            title=f"关于退回修改{year}年政府信息公开工作年度报告的函",
            blocks=tuple(blocks),
            form=Form.LETTER,
            letterhead=county.name,
            addressee=report.body.name,
            signature=(county.name, in_chinese(on)),
        )
    )


def _table(findings: Sequence[Judged]) -> OfficialTable:
    cells = [OfficialCell(0, column, head, head=True) for column, head in enumerate(HEADS)]
    for row, each in enumerate(findings, 1):
        values = (
            str(row),
            each.place or "全文",
            f"{each.message}（{each.code}，{each.level.label}）"
            + (f"已说明：{each.answer.reason}" if each.answer else ""),
            each.hint,
        )
        cells += [
            OfficialCell(row, column, value, align="center" if column == 0 else "left")
            for column, value in enumerate(values)
        ]
    return OfficialTable(
        tuple(cells),
        (0.6, 1.6, 4.2, 2.4),
        head_rows=1,
        description="核对发现的问题",
        together=False,
    )
