"""The county's catalogue as a workbook: one line a row, to be changed and imported again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from gongkai.documents import tabular
from gongkai.documents.tabular import Sheet
from gongkai.documents.writers import spreadsheet
from gongkai.documents.writers.spreadsheet import Look, SheetCell, write
from gongkai.statute.codelists import codelist
from gongkai.web.files.tables import read_sheet
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.catalogue.models import LEVELS, CatalogueRow, Way

YES, NO = "是", "否"
LARGEST = 5_000


def _labels(name: str) -> dict[str, str]:
    return {entry.id: entry.label for entry in codelist(name)}


class WrongCell(ActionError):
    """``str()`` says what the cell should hold."""


@dataclass(frozen=True)
class Column:
    """A column: its head, how a row shows it, and how a cell is read (``WrongCell`` where it cannot)."""

    head: str
    field: str
    show: Callable[[Any], str] = str
    read: Callable[[str], Any] = str
    width: float = 16.0


def _coded(head: str, field: str, labels: dict[str, str], *, blank: bool = False) -> Column:
    codes = {label: code for code, label in labels.items()}

    def read(text: str) -> str:
        if not text and blank:
            return ""
        if text not in codes:
            raise WrongCell(_("应为{codes}之一").format(codes="、".join(codes)))
        return codes[text]

    return Column(head, field, lambda code: labels.get(code, ""), read, 22.0)


def _levels() -> Column:
    labels = _labels(LEVELS)
    codes = {label: code for code, label in labels.items()}

    def read(text: str) -> list[str]:
        parts = [part for part in text.replace("，", "；").replace(";", "；").split("；") if part]
        unknown = [part for part in parts if part not in codes]
        if unknown:
            raise WrongCell(
                _("“{unknown}”应为{codes}，多个之间用“；”分开").format(
                    unknown=unknown[0], codes="；".join(codes)
                )
            )
        return [codes[part] for part in parts]

    return Column(
        "公开层级", "levels", lambda held: "；".join(labels.get(each, each) for each in held), read
    )


def _flag(head: str, field: str) -> Column:
    def read(text: str) -> bool:
        if text not in {YES, NO, ""}:
            raise WrongCell(_("应为“{yes}”或“{no}”").format(yes=YES, no=NO))
        return text == YES

    return Column(head, field, lambda held: YES if held else NO, read, 10.0)


def _number(head: str, field: str, *, blank: int | None) -> Column:
    def read(text: str) -> int | None:
        if not text:
            return blank
        if not text.isdecimal() or int(text) > 9999:
            raise WrongCell(_("应为 0 至 9999 的整数"))
        return int(text)

    return Column(head, field, lambda held: "" if held is None else str(held), read, 10.0)


def columns() -> tuple[Column, ...]:
    """The columns in their order; 事项编码 comes before them."""
    return (
        Column("一级事项", "category", width=22.0),
        Column("二级事项", "name", width=34.0),
        Column("公开内容（要素）", "content", width=40.0),
        Column("公开依据", "basis", width=34.0),
        _coded("公开时限", "period_kind", _labels("publication_periods")),
        Column("公开时限的表述", "time_limit", width=22.0),
        _coded("时限类型", "cadence", _labels("cadence_classes")),
        Column("公开主体", "owner", width=22.0),
        Column("公开渠道和载体", "channels", width=22.0),
        Column("公开对象", "audience"),
        _coded("公开方式", "way", {value: str(label) for value, label in Way.choices}),
        _levels(),
        _number("每月至少条数", "monthly_quota", blank=None),
        Column("县级栏目编码", "county_code"),
        _coded("法定主动公开内容", "statutory_item", _labels("statutory_items"), blank=True),
        _coded("标准化领域", "standard_field", _labels("standard_fields"), blank=True),
        _flag("含人员名单", "lists_people"),
        _flag("重大事项", "is_major"),
        _number("排序", "order", blank=0),
    )


CODE = "事项编码"
SEVERAL_LINES = ("公开内容（要素）", "公开依据")
REQUIRED = (CODE, "一级事项", "二级事项", "公开方式", "公开层级")


def as_workbook(rows: Iterable[CatalogueRow]) -> bytes:
    """The rows, with a second sheet that says what each column may hold."""
    shown = columns()
    cells = [SheetCell(0, 0, CODE, Look.HEAD)]
    cells += [SheetCell(0, at, column.head, Look.HEAD) for at, column in enumerate(shown, start=1)]
    for number, row in enumerate(rows, start=1):
        cells.append(SheetCell(number, 0, row.code, Look.LABEL))
        cells += [
            SheetCell(number, at, column.show(getattr(row, column.field)), Look.LABEL)
            for at, column in enumerate(shown, start=1)
        ]
    widths = (26.0, *(column.width for column in shown))
    catalogue = spreadsheet.Sheet("公开目录", tuple(cells), widths, frozen=(1, 3), landscape=True)
    return write([catalogue, _explanation()], title="公开目录")


def _explanation() -> spreadsheet.Sheet:
    lines = [
        ("列", "可填内容"),
        (CODE, "已有的编码不要改动；新增的行留空，导入时编号"),
        ("公开时限", "；".join(_labels("publication_periods").values())),
        ("时限类型", "；".join(_labels("cadence_classes").values())),
        ("公开渠道和载体", "；".join(_labels("catalogue_channels").values())),
        ("公开方式", "；".join(map(str, Way.labels))),
        ("公开层级", "；".join(_labels(LEVELS).values())),
        ("含人员名单、重大事项", f"{YES}或{NO}"),
        ("县级栏目编码", "报送县政府网站时所用的栏目编码"),
    ]
    cells = tuple(
        SheetCell(row, column, text, Look.HEAD if row == 0 else Look.LABEL)
        for row, line in enumerate(lines)
        for column, text in enumerate(line)
    )
    return spreadsheet.Sheet("填写说明", cells, (26.0, 90.0))


def read_entries(data: bytes, name: str) -> Sheet:
    """The table of a workbook as a county office hands it in. Raises `FileRefused`."""
    known = [tabular.Column(CODE, (CODE,), required=True, filled=False)]
    known += [
        tabular.Column(
            column.field,
            (column.head,),
            required=column.head in REQUIRED,
            filled=column.field != "name",
            keeps_lines=column.head in SEVERAL_LINES,
        )
        for column in columns()
    ]
    return read_sheet(data, name, known, most=LARGEST)
