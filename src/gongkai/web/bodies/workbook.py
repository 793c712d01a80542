"""Bodies as a workbook: one row each, parents before children."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import xlsxwriter

from gongkai.documents import open_bytes
from gongkai.documents.errors import DocumentError
from gongkai.documents.model import Document, Paragraph, Table
from gongkai.web.bodies.errors import BodyError
from gongkai.web.bodies.models import Kind, PublicBody

HEADS = ("机构编码", "名称", "简称", "类别", "上级编码", "统一社会信用代码", "设立日期", "排序")
REQUIRED = ("机构编码", "名称", "类别", "设立日期")
KIND_BY_LABEL = {label: value for value, label in Kind.choices}
LARGEST = 5_000


def as_workbook(bodies: Iterable[PublicBody]) -> bytes:
    """The bodies, to be changed in a spreadsheet program and imported again."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("机构")
        head = book.add_format({"bold": True, "bottom": 1})
        text = book.add_format({"num_format": "@"})
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(HEADS) - 1, 22, text)
        sheet.data_validation(
            1, 3, LARGEST, 3, {"validate": "list", "source": [kind.label for kind in Kind]}
        )
        for column, name in enumerate(HEADS):
            sheet.write_string(0, column, name, head)
        for row, body in enumerate(bodies, start=1):
            values = (
                body.code,
                body.name,
                body.short_name,
                body.get_kind_display(),
                body.parent.code if body.parent else "",
                body.unified_code,
                body.established_on.isoformat(),
                str(body.order),
            )
            for column, value in enumerate(values):
                sheet.write_string(row, column, value, text)
    return file.getvalue()


@dataclass(frozen=True)
class Line:
    """One row of a workbook: its number and its cells by head, with the letter of each column."""

    number: int
    cells: dict[str, str]
    letters: dict[str, str]

    def at(self, head: str) -> str:
        """Where the cell stands, as ``B7``."""
        return f"{self.letters[head]}{self.number}"


def lines_of(
    data: bytes,
    name: str,
    heads: Sequence[str] = HEADS,
    required: Sequence[str] = REQUIRED,
    several_lines: Collection[str] = (),
) -> list[Line]:
    """The rows of the first sheet that has these heads; cells under ``several_lines`` keep their breaks.

    Raises:
        BodyError: the file cannot be opened or has other heads; the sentence says which.
    """
    try:
        document = open_bytes(data, name)
    except DocumentError as error:
        raise BodyError(str(error)) from error
    for sheet in _sheets(document):
        rows: dict[int, dict[int, str]] = {}
        broken: dict[tuple[int, int], str] = {}
        for row, column, text, raw in _cells(document, sheet):
            rows.setdefault(row, {})[column] = text.strip()
            if "\n" in raw:
                broken[row, column] = raw.strip()
        if not rows:
            continue
        first = min(rows)
        found = {column: text for column, text in rows.pop(first).items() if text in heads}
        if not found:
            continue
        missing = [head for head in required if head not in found.values()]
        if missing:
            raise BodyError(
                f"“{name}”第 {first} 行缺少列{'、'.join(missing)}；请使用导出的表格填写。"
            )
        letters = {head: _letter(column) for column, head in found.items()}
        for (row, column), raw in broken.items():
            if row in rows and found.get(column) in several_lines:
                rows[row][column] = raw
        return [
            Line(
                number,
                {head: rows[number].get(column, "") for column, head in found.items()},
                letters,
            )
            for number in sorted(rows)
            if any(rows[number].values())
        ]
    raise BodyError(f"“{name}”中没有找到“{'、'.join(required)}”这些列；请使用导出的表格填写。")


def _sheets(document: Document) -> list[str | None]:
    return list(dict.fromkeys(block.origin.sheet for block in document.blocks))


def _cells(document: Document, sheet: str | None) -> Iterator[tuple[int, int, str, str]]:
    for block in document.blocks:
        if block.origin.sheet != sheet:
            continue
        found = block.cells if isinstance(block, Table) else [block]
        for cell in found:
            origin = cell.origin
            if not isinstance(cell, Paragraph) or origin.row is not None:
                if origin.row is not None and origin.column is not None:
                    yield origin.row, origin.column, getattr(cell, "text", ""), origin.raw or ""


def _letter(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def day_of(text: str) -> date | None:
    """A day as ``2019-05-15``, ``2019/5/15``, ``2019.5.15`` or ``2019年5月15日``; else ``None``."""
    plain = text.split("T")[0].split(" ")[0]
    for sign in ("年", "月", "/", "."):
        plain = plain.replace(sign, "-")
    parts = plain.replace("日", "").strip("-").split("-")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return None
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        return None
