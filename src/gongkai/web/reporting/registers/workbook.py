"""A register as a workbook, to be filled in and read back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from gongkai.documents.tabular import Column, Row
from gongkai.documents.writers.listing import Form, ListColumn, list_as_bytes
from gongkai.web.files.tables import read_sheet
from gongkai.web.reporting.registers.models import MONEY, RegisterKind, RegisterLine

LARGEST = 20_000
DAY = Column("on", ("日期", "决定日期", "印发日期", "成文日期", "收费日期", "发文日期", "处罚决定日期", "许可决定日期"), required=True, filled=False)  # fmt: skip
NUMBER = Column("number", ("文号", "决定书文号", "发文字号", "文书号", "处罚决定书文号", "许可决定书文号", "票据号"), filled=False)  # fmt: skip
TITLE = Column("title", ("名称", "文件名称", "标题", "事项名称", "事项", "案由", "收费项目"), required=True)  # fmt: skip
ENDED = Column("ended_on", ("废止、失效日期", "废止日期", "失效日期"), filled=False)
AMOUNT = Column("amount", ("金额（元）", "金额", "收费金额", "实收金额"), required=True, filled=False)  # fmt: skip
SOURCE = Column("source", ("来源", "数据来源"))


def columns_of(kind: str) -> tuple[Column, ...]:
    """The columns of a kind's register."""
    if kind in MONEY:
        return (DAY, NUMBER, TITLE, AMOUNT, SOURCE)
    ended = (ENDED,) if kind == RegisterKind.NORMATIVE else ()
    return (DAY, NUMBER, TITLE, *ended, SOURCE)


def rows_of(data: bytes, name: str, kind: str) -> tuple[Row, ...]:
    """The rows of a handed-in register. Raises `FileRefused`."""
    return read_sheet(data, name, columns_of(kind), most=LARGEST).rows


def as_workbook(kind: str, lines: Iterable[RegisterLine]) -> bytes:
    """The register; without lines it is the form to be filled in."""
    form = {"on": Form.DAY, "ended_on": Form.DAY}
    shown = [
        ListColumn(each.label, 40 if each is TITLE else 18, form.get(each.field, Form.TEXT))
        for each in columns_of(kind)
    ]
    return list_as_bytes(shown, _cells(kind, lines), name=str(RegisterKind(kind).label))


def _cells(kind: str, lines: Iterable[RegisterLine]) -> Iterator[tuple[Any, ...]]:
    fields = [each.field for each in columns_of(kind)]
    for line in lines:
        yield tuple(
            str(value) if isinstance(value := getattr(line, field), Decimal) else value
            for field in fields
        )


def amount_of(text: str) -> Decimal | None:
    """Yuan as `1,250.50` or `1250.5元`; ``None`` for anything else."""
    plain = text.strip().removesuffix("元").replace(",", "").replace("，", "")
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        return None
    whole = amount.is_finite() and amount >= 0 and amount == amount.quantize(Decimal("0.01"))
    return amount if whole and amount < 10**11 else None
