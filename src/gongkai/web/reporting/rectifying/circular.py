"""通报: the faults that several reports share, as an official letter of the county to all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.documents.model import Paragraph
from gongkai.documents.writers import official_docx
from gongkai.documents.writers.official import OfficialCell, OfficialDocument, OfficialTable
from gongkai.letters.writing import in_chinese
from gongkai.web.bodies.models import PublicBody
from gongkai.web.reporting.rectifying.faults import Fault

HEADS = ("序号", "问题", "涉及机关", "怎样改")
NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Received:
    """How the reports came in: how many are owed; who has not handed in, late or not yet due; who did late, and on which day.

    ``returned`` are those given back that have not come again; of those ``in_hand`` the county has a file that nobody there has signed.
    """

    owed: int
    overdue: Sequence[PublicBody] = ()
    not_due: Sequence[PublicBody] = ()
    late: Sequence[tuple[PublicBody, date]] = ()
    returned: Sequence[PublicBody] = ()
    in_hand: Sequence[PublicBody] = ()

    @property
    def missing(self) -> list[PublicBody]:
        """Those from whom nothing has come."""
        return [*self.overdue, *self.not_due]

    def told(self, on: date) -> str:
        """In words that add up."""
        missing, in_hand = len(self.missing), len(self.in_hand)
        told = [f"应报{self.owed}份，截至{in_chinese(on)}已报送{self.owed - missing - in_hand}份"]
        if in_hand:
            told.append(f"已收到文件、还没有审签报送{in_hand}份")
        told.append(
            f"未报送{missing}份。" if missing else "没有未报送的。" if in_hand else "全部报送。"
        )
        words = "，".join(told)
        for bodies, what in (
            (self.overdue, "逾期仍未报送的有{}。"),
            (self.not_due, "未到截止日、还没有报送的有{}。"),
            (self.in_hand, "已收到文件、还没有审签报送的有{}。"),
            (self.returned, "退回修改、还没有重新报送的有{}。"),
        ):
            if bodies:
                words += what.format("、".join(body.name for body in bodies))
        if self.late:
            names = "、".join(f"{body.name}（{in_chinese(day)}）" for body, day in self.late)
            words += f"逾期报送的有{names}。"
        if not self.overdue and not self.late:
            words += "没有逾期。"
        return words


def circular(
    county: PublicBody,
    year: int,
    faults: Sequence[Fault],
    received: Received,
    *,
    due_on: date,
    on: date,
) -> bytes:
    """The letter as Word: who handed in and who is late, each fault with who has it and how to mend it, and by which day."""
    title = f"关于{year}年政府信息公开工作年度报告核对情况的通报"
    blocks: list[Paragraph | OfficialTable] = [
        Paragraph(
            f"{county.name}对各机关{year}年政府信息公开工作年度报告逐份核对，现将情况通报如下。"
        ),
        Paragraph("一、报送情况", heading_level=1),
        Paragraph(received.told(on)),
        Paragraph("二、存在的共性问题", heading_level=1),
    ]
    common = [each for each in faults if each.is_common]
    if common:
        blocks += [Paragraph(f"核对发现{len(common)}类共性问题，列表如下。"), _table(common)]
    else:
        blocks.append(Paragraph("没有两个以上机关共有的错误和警告。"))
    if single := len(faults) - len(common):
        blocks.append(Paragraph(f"另有{single}类问题只涉及一个机关，不在此列。"))
    blocks += [
        Paragraph("三、整改要求", heading_level=1),
        Paragraph(
            f"有关机关于{in_chinese(due_on)}前改正，换一版报告，"
            "并填写整改情况；复核仍有同一问题的，继续整改，直到销号。"
        ),
    ]
    return official_docx.write(
        OfficialDocument(
            title=title,
            blocks=tuple(blocks),
            addressee="各有关机关",
            signature=(county.name, in_chinese(on)),
        )
    )


def _table(faults: Sequence[Fault]) -> OfficialTable:
    cells = [OfficialCell(0, column, head, head=True) for column, head in enumerate(HEADS)]
    for row, fault in enumerate(faults, 1):
        names = "、".join(body.short_name for body in fault.bodies)
        values = (
            str(row),
            f"{fault.label}（{fault.code}，{fault.level.label}）",
            f"{names}（{len(fault.bodies)}个）",
            fault.hint,
        )
        cells += [
            OfficialCell(row, column, value, align="center" if column == 0 else "left")
            for column, value in enumerate(values)
        ]
    return OfficialTable(
        tuple(cells), (0.6, 2.4, 3.0, 2.4), head_rows=1, description="共性问题", together=False
    )
