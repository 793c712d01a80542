"""Bodies as a workbook: one row each, parents before children."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.documents.tabular import Column, Row
from gongkai.documents.writers.listing import ListColumn, list_as_bytes
from gongkai.web.bodies.models import Kind, PublicBody
from gongkai.web.files.tables import read_sheet

KIND_BY_LABEL = {str(label): value for value, label in Kind.choices}
LARGEST = 5_000
COLUMNS = (
    Column("code", ("机构编码",), required=True, filled=False),
    Column("name", ("名称",), required=True, filled=False),
    Column("short_name", ("简称",), filled=False),
    Column("kind", ("类别",), required=True),
    Column("parent", ("上级编码",)),
    Column("unified_code", ("统一社会信用代码",), filled=False),
    Column("established_on", ("设立日期",), required=True),
    Column("order", ("排序",), filled=False),
)


def as_workbook(bodies: Iterable[PublicBody]) -> bytes:
    """The bodies, to be changed in a spreadsheet program and imported again."""
    kinds = tuple(KIND_BY_LABEL)
    shown = [
        ListColumn(each.label, 22, choices=kinds if each.field == "kind" else ())
        for each in COLUMNS
    ]
    return list_as_bytes(shown, _rows(bodies), name="机构")


def _rows(bodies: Iterable[PublicBody]) -> Iterator[tuple[str, ...]]:
    for body in bodies:
        yield (
            body.code,
            body.name,
            body.short_name,
            body.get_kind_display(),
            body.parent.code if body.parent else "",
            body.unified_code,
            body.established_on.isoformat(),
            str(body.order),
        )


def read_bodies(data: bytes, name: str) -> tuple[Row, ...]:
    """The rows of a workbook of bodies. Raises `FileRefused`."""
    return read_sheet(data, name, COLUMNS, most=LARGEST).rows
