"""A county's own codes for the columns of its site, read from its table and set to the entries of a catalogue."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.catalogue.comparing import folded
from gongkai.catalogue.errors import NoCatalogue
from gongkai.documents.model import Document
from gongkai.documents.tabular import Column, find_sheets

LONGEST = 40
_COLUMNS = (
    Column(
        "code",
        ("栏目编码", "栏目代码", "栏目编号", "县级栏目编码", "编码", "代码", "栏目ID", "ID"),
        required=True,
    ),
    Column(
        "name",
        ("二级事项", "二级栏目", "栏目名称", "事项名称", "公开事项", "栏目", "事项", "名称"),
        required=True,
    ),
    Column("above", ("一级事项", "一级栏目", "上级栏目", "父栏目", "领域", "类别")),
)
_STEP = re.compile(r"\s*(?:>|＞|→|/|／|\\|｜|\|)+\s*")


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A line of the county's table: where it stands, its code, what its column is called and under what it stands."""

    place: str
    code: str
    name: str
    above: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.place}：{self.code} {'／'.join((*self.above, self.name))}"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the catalogue by its names; `key` names it to the caller."""

    key: int
    group: str
    category: str
    name: str


@dataclass(frozen=True, slots=True)
class Assigned:
    """`codes` by the key of an entry; `left` are lines that stand for none, `repeated` for one that has its code."""

    codes: dict[int, str]
    left: tuple[CodeLine, ...]
    repeated: tuple[CodeLine, ...]


def read_codes(document: Document) -> tuple[CodeLine, ...]:
    """The lines of every table with a column of codes and one of names, in the order of the file.

    A path such as 重点领域 > 社会救助 > 低保 is taken apart. Raises `NoCatalogue` where there is no such table.
    """
    sheets = find_sheets(document, _COLUMNS)
    lines = []
    for sheet in sheets:
        for row in sheet.rows:
            code, name = row.text("code").strip(), row.text("name").strip()
            if code and name:
                *above, last = [part for part in _STEP.split(name) if part] or [name]
                if row.text("above").strip():
                    above = [row.text("above").strip(), *above]
                lines.append(CodeLine(row.cells["code"].place, code, last, tuple(above)))
    if not lines:
        raise NoCatalogue(
            "没有找到栏目编码表；表头应有“栏目编码”和“栏目名称”（或“一级事项、二级事项”）两列，"
            "请改好表头后再上传。"
        )
    return tuple(lines)


def assign(lines: Iterable[CodeLine], entries: Iterable[Entry]) -> Assigned:
    """Set codes to entries by their names.

    A line stands for the entry of its name under what the line stands under; for the only entry of its name; or, where it
    has the name of a whole field or first level, for all entries of it that have no code of their own.
    """
    known = list(entries)
    by_name: dict[str, list[Entry]] = defaultdict(list)
    by_whole: dict[str, list[Entry]] = defaultdict(list)
    for entry in known:
        by_name[folded(entry.name)].append(entry)
        for whole in _wholes(entry):
            by_whole[whole].append(entry)
    codes: dict[int, str] = {}
    wholes: list[CodeLine] = []
    left: list[CodeLine] = []
    repeated: list[CodeLine] = []
    for line in lines:
        found = _one(line, by_name[folded(line.name)])
        if found is not None and codes.setdefault(found.key, line.code) == line.code:
            continue
        if found is not None:
            repeated.append(line)
        elif folded(line.name) in by_whole:
            wholes.append(line)
        else:
            left.append(line)
    own = set(codes)
    # The narrower heading goes first: a field stands over its first levels.
    for line in sorted(wholes, key=lambda each: len(by_whole[folded(each.name)])):
        fresh = [each for each in by_whole[folded(line.name)] if each.key not in own]
        for entry in fresh:
            codes.setdefault(entry.key, line.code)
    return Assigned(codes, tuple(left), tuple(repeated))


def _one(line: CodeLine, named: list[Entry]) -> Entry | None:
    for above in reversed(line.above):
        beneath = [each for each in named if folded(above) in _wholes(each)]
        named = beneath or named
    return named[0] if len(named) == 1 else None


def _wholes(entry: Entry) -> set[str]:
    return {folded(entry.group), folded(entry.category)}
