"""Editions of the report's form: sections, tables, rows, columns, labels and sums, read from `editions/*.toml`.

A new form is a new file; nothing in the code names a row.
"""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from gongkai.report.errors import EditionError


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `groups` are the heads above its own from the outside in; `unit` is the counter word."""

    id: str
    label: str
    unit: str
    aliases: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    decimal: bool = False
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: `groups` are the labels to the left of its own from the outside in; `result` marks a leaf of part three.

    `short` is what messages call it. `takes` is the row of an earlier form whose figures this one takes over.
    """

    id: str
    label: str
    short: str
    aliases: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    result: bool = False
    takes: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of a table that share their columns, with the label printed above them and the head of the label column."""

    label: str
    head: str
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """A relation the form prescribes: the sum of `left` equals the sum of `right`.

    `per="column"`: the ids are rows, and the relation holds in each column. `per="row"`: the ids are columns, and
    it holds in each row.
    """

    id: str
    table: str
    label: str
    per: Literal["row", "column"]
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class TableForm:
    """A table of the form. `orientation="rows"`: one printed row per row; `"columns"`: all rows side by side in one.

    `terms` names the terms it counts by: figures go over only between tables of the same terms.
    """

    id: str
    label: str
    orientation: Literal["rows", "columns"]
    corner: str
    blocks: tuple[Block, ...]
    sums: tuple[Sum, ...]
    terms: str = ""

    def rows(self) -> tuple[Row, ...]:
        """Rows in order, all blocks together."""
        return tuple(row for block in self.blocks for row in block.rows)

    def columns_of(self, row_id: str) -> tuple[Column, ...]:
        """Columns of the block that holds the row, or the row that takes the place of this obsolete one."""
        return next(
            block.columns
            for block in self.blocks
            if any(row_id in (row.id, row.takes) for row in block.rows)
        )

    def in_words(self, row_id: str, column_id: str) -> str:
        """A cell by the words of the form: its row and its column."""
        row = next(row for row in self.rows() if row.id == row_id)
        column = next(each for each in self.columns_of(row_id) if each.id == column_id)
        return f"{''.join((*row.groups, row.label))}，{''.join((*column.groups, column.label))}"

    def obsolete(self) -> tuple[str, ...]:
        """Ids of the rows of earlier forms whose figures a row of this one takes over."""
        known = {row.id for row in self.rows()}
        return tuple(row.takes for row in self.rows() if row.takes and row.takes not in known)

    def cell_ids(self) -> tuple[str, ...]:
        """Every cell id of the table in order."""
        return tuple(
            f"{self.id}.{row.id}.{column.id}"
            for block in self.blocks
            for row in block.rows
            for column in block.columns
        )


@dataclass(frozen=True, slots=True)
class Part:
    """A block of part one, such as 监督保障."""

    id: str
    label: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionForm:
    """One of the six parts. `keywords`: alternatives, each a sequence of words that a heading has in this order."""

    id: str
    heading: str
    keywords: tuple[tuple[str, ...], ...]
    table: str | None
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """A form of the annual report; in use for reports on the years `first_year` up to, not including, `until_year`."""

    id: str
    label: str
    document: str
    first_year: int
    until_year: int | None
    sections: tuple[SectionForm, ...]
    tables: tuple[TableForm, ...]

    def table(self, id: str) -> TableForm:
        """The table with this id."""
        return next(table for table in self.tables if table.id == id)

    def section(self, id: str) -> SectionForm:
        """The part with this id."""
        return next(section for section in self.sections if section.id == id)

    def cell_ids(self) -> tuple[str, ...]:
        """Every cell id of the edition in order; in the edition 2021: 10 + 175 + 15 = 200."""
        return tuple(id for table in self.tables for id in table.cell_ids())


NARRATIVE = "narrative"
"""What stands for a report on a year before there was a form."""
FOLDER = "GONGKAI_EDITIONS"
"""Environment variable that names a folder with further editions, one TOML file each."""


def editions() -> tuple[Edition, ...]:
    """Every edition, the package's and those of the folder `GONGKAI_EDITIONS`, in the order of their first years."""
    return _read_all(os.environ.get(FOLDER))


@cache
def _read_all(folder: str | None) -> tuple[Edition, ...]:
    files = [*(resources.files("gongkai.report") / "editions").iterdir()]
    if folder is not None:
        files.extend(Path(folder).iterdir())
    found: dict[str, Edition] = {}
    for file in files:
        if file.name.endswith(".toml"):
            form = parse_edition(file.read_text(encoding="utf-8"), file.name)
            if form.id in found:
                raise EditionError(file.name, "id", f"repeats {form.id}")
            found[form.id] = form
    return tuple(sorted(found.values(), key=lambda form: form.first_year))


def edition(id: str) -> Edition:
    """The edition with this id; `KeyError` for an unknown one, `EditionError` where a file is broken."""
    for form in editions():
        if form.id == id:
            return form
    raise KeyError(id)


def edition_due(year: int) -> Edition | None:
    """The edition in which the report on `year` is due: the last that had begun; None before there was a form."""
    begun = [
        form
        for form in editions()
        if form.first_year <= year and (form.until_year is None or year < form.until_year)
    ]
    return begun[-1] if begun else None


def edition_for(year: int) -> str:
    """Id of the edition in which the report on `year` is due; `narrative` before there was a form."""
    due = edition_due(year)
    return NARRATIVE if due is None else due.id


def obsolete_row(table: str, id: str) -> Row | None:
    """The row with this id as the last form that has it prints it; None where none has."""
    rows = [
        row
        for form in editions()
        for own in form.tables
        if own.id == table
        for row in own.rows()
        if row.id == id
    ]
    return rows[-1] if rows else None


def newest_edition() -> Edition:
    """The edition of the latest years, for what is said where a report's year is not known."""
    return editions()[-1]


def parse_edition(text: str, file: str) -> Edition:
    """Build an edition from TOML; `EditionError` names file and key."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise EditionError(file, "toml", str(error)) from error
    reader = _EditionReader(file)
    try:
        return reader.edition(data)
    except KeyError as error:
        raise EditionError(file, str(error.args[0]), "is missing") from error


def _without_number(label: str) -> str:
    """`属于国家秘密` for `1.属于国家秘密`, without the remark in brackets."""
    return re.sub(
        r"^(?:\d+\.|（[一二三四五六七八九十]）|[一二三四五六七八九十]、)", "", label
    ).partition("（")[0]


class _EditionReader:
    def __init__(self, file: str) -> None:
        self.file = file

    def edition(self, data: dict[str, Any]) -> Edition:
        return Edition(
            id=data["id"],
            label=data["label"],
            document=data["document"],
            first_year=data["from"],
            until_year=data.get("until"),
            sections=tuple(self.section(item) for item in data["section"]),
            tables=tuple(self.table(item) for item in data["table"]),
        )

    def section(self, data: dict[str, Any]) -> SectionForm:
        return SectionForm(
            id=data["id"],
            heading=data["heading"],
            keywords=tuple(tuple(words) for words in data["keywords"]),
            table=data.get("table"),
            parts=tuple(
                Part(id=item["id"], label=item["label"], keywords=tuple(item["keywords"]))
                for item in data.get("parts", ())
            ),
        )

    def table(self, data: dict[str, Any]) -> TableForm:
        blocks = tuple(self.block(item) for item in data["block"])
        rows = [row for block in blocks for row in block.rows]
        results = tuple(row.id for row in rows if row.result)
        known = {row.id for row in rows} | {
            column.id for block in blocks for column in block.columns
        }
        if len({row.id for row in rows}) != len(rows):
            raise EditionError(self.file, f"table {data['id']}", "has a row id twice")
        sums = []
        for item in data.get("sum", ()):
            left = tuple(
                id for name in item["left"] for id in (results if name == "*result" else (name,))
            )
            right = tuple(item["right"])
            unknown = [id for id in (*left, *right) if id not in known]
            if unknown:
                raise EditionError(
                    self.file, f"sum {item['id']}", f"names the unknown id {unknown[0]}"
                )
            sums.append(
                Sum(
                    id=item["id"],
                    table=data["id"],
                    label=item["label"],
                    per=item["per"],
                    left=left,
                    right=right,
                )
            )
        return TableForm(
            id=data["id"],
            label=data["label"],
            orientation=data["orientation"],
            corner=data.get("corner", ""),
            blocks=blocks,
            sums=tuple(sums),
            terms=data.get("terms", ""),
        )

    def block(self, data: dict[str, Any]) -> Block:
        groups = {item["id"]: item for item in data.get("groups", ())}

        def path(item: dict[str, Any]) -> tuple[str, ...]:
            labels: list[str] = []
            name = item.get("in")
            while name is not None:
                if name not in groups:
                    raise EditionError(
                        self.file, f"{item['id']}.in", f"names the unknown group {name}"
                    )
                labels.insert(0, groups[name]["label"])
                name = groups[name].get("in")
            return tuple(labels)

        return Block(
            label=data["label"],
            head=data.get("head", ""),
            rows=tuple(
                Row(
                    id=item["id"],
                    label=item["label"],
                    short=item.get("short") or _without_number(item["label"]),
                    aliases=tuple(item.get("aliases", ())),
                    groups=path(item),
                    result=item.get("result", False),
                    takes=item.get("takes"),
                )
                for item in data["rows"]
            ),
            columns=tuple(
                Column(
                    id=item["id"],
                    label=item["label"],
                    unit=item["unit"],
                    aliases=tuple(item.get("aliases", ())),
                    groups=path(item),
                    decimal=item.get("decimal", False),
                    signed=item.get("signed", False),
                )
                for item in data["columns"]
            ),
        )
