"""What a paper says beside its own tables: a total in the words that no column comes to, a total row that is no sum.

Only what is plain is told: a total said as one, of a unit that a column names, in a table whose rows are all of one length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.papers.quantities import TIMES, UNITS

Table = Sequence[Sequence[str]]
MOST_TOLD = 3

_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_NUMBER = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_AMOUNT = re.compile(rf"(?<![\d.第〔-])(?P<number>{_NUMBER})\s*(?P<unit>{_UNIT})(?P<after>.?)")
_CELL = re.compile(rf"(?P<number>{_NUMBER})\s*(?:{_UNIT})?")
_OF_UNIT = re.compile(
    rf"[（(](?P<bracket>{_UNIT})[）)]$|(?P<word>户|人|件|条|个|处|亩|座)数$|(?P<times>人次)$"
)
_TOTAL_ROW = re.compile(r"合\s*计|总\s*计|共\s*计|小\s*计")
_PART_ROW = re.compile(r"其中|小\s*计")
_LIST_OF = {"户主": ("户",), "户主姓名": ("户",), "姓名": ("户", "人")}
_SAID_AS_TOTAL = re.compile(r"(?:(?<!公)共计?(?!同|建|享|产)|合计|总计)[^，,、：:\d]{0,12}$")
_TABLE_NAMED = re.compile(r"附表|下表|见表|名单|明细|列表如下")
_OTHERWISE = re.compile(
    r"上年|去年|上月|上期|上季|上半年|下半年|同比|环比|往年|历年|累计|全县|全市|全省|全国|计划|预计|力争|目标"
)
_ROUGHLY = re.compile(r"(?:每|约|近|超过|不超|不低于|至少|最多|满|达|前|后)[^，,、：:\d]{0,3}$")
_PART = re.compile(r"其中|包括|分别")
_AFTER = frozenset("以多左/余次")
_SENTENCE = re.compile(r"[^。；;！!？?\n]+")


@dataclass(frozen=True)
class _Column:
    head: str
    unit: str
    times: int
    cells: tuple[Decimal | None, ...]
    total: Decimal | None

    @property
    def sum(self) -> Decimal:
        return sum((each for each in self.cells if each is not None), Decimal(0))


def contradictions(words: Sequence[str], tables: Sequence[Table]) -> list[str]:
    """Sentences for whoever wrote it, the first few.

    >>> contradictions(
    ...     ["全镇共205户，名单见附表。"], [[["村", "户数"], ["河东村", "66"], ["河西村", "44"]]]
    ... )
    ['正文写“205户”，表中“户数”各行相加是110；请核对后改成一致。']
    """
    columns = [column for table in tables for column in _columns(table)]
    told = [*_sums(columns), *_households(tables), *_claims(words, tables, columns)]
    return list(dict.fromkeys(told))[:MOST_TOLD]


def _claims(
    words: Sequence[str], tables: Sequence[Table], columns: Sequence[_Column]
) -> Iterator[str]:
    """Totals in the words that nothing in the tables comes to."""
    for unit, times, value, raw in _totals_said(words):
        matching = [each for each in columns if each.unit == unit]
        counts = [] if matching else _lists(tables, unit)
        if not matching and not counts:
            continue
        least = Decimal(1).scaleb(-_places(raw)) * times / 2
        known = {each.sum * each.times for each in matching} | set(map(Decimal, counts))
        known |= {each.total * each.times for each in matching if each.total is not None}
        known |= {cell * each.times for each in matching for cell in each.cells if cell is not None}
        known.add(sum((each.sum * each.times for each in matching), Decimal(0)))
        known.add(Decimal(sum(counts)))
        for head in {each.head for each in matching}:
            known.add(sum((e.sum * e.times for e in matching if e.head == head), Decimal(0)))
        slack = least if "." in raw or times > 1 else Decimal(0)
        if any(abs(value - each) <= slack for each in known):
            continue
        if matching:
            shown = "、".join(f"“{each.head}”各行相加是{each.sum:f}" for each in matching[:2])
            yield f"正文写“{raw}”，表中{shown}；请核对后改成一致。"
        else:
            yield f"正文写“{raw}”，表中列出{sum(counts)}行；请核对后改成一致。"


def _totals_said(words: Sequence[str]) -> Iterator[tuple[str, int, Decimal, str]]:
    """Unit, its factor, the value in the plain unit and the words, of each figure that is said as a total of the table."""
    for text in words:
        for sentence in _SENTENCE.findall(text):
            if _OTHERWISE.search(sentence):
                continue
            found = list(_AMOUNT.finditer(sentence))
            units = [match["unit"] for match in found]
            for match in found:
                before = sentence[: match.start()]
                alone = _TABLE_NAMED.search(sentence) and units.count(match["unit"]) == 1
                if _PART.search(before) or _ROUGHLY.search(before) or match["after"] in _AFTER:
                    continue
                if not (_SAID_AS_TOTAL.search(before) or alone):
                    continue
                unit, times = TIMES.get(match["unit"], (match["unit"], 1))
                yield (
                    unit,
                    times,
                    _value(match["number"]) * times,
                    match[0][: -len(match["after"])] if match["after"] else match[0],
                )


def _columns(table: Table) -> Iterator[_Column]:
    """The columns of figures whose head names their unit."""
    rows = _shaped(table)
    if rows is None:
        return
    head, body = rows
    if any(_PART_ROW.search("".join(row[:2])) for row in body):
        return
    totals = [row for row in body if _TOTAL_ROW.search("".join(row[:2]))]
    parts = [row for row in body if row not in totals]
    if len(totals) > 1 or len(parts) < 2:
        return
    for at, name in enumerate(head):
        unit = _OF_UNIT.search(name)
        cells = [_cell(row[at]) for row in parts]
        filled = [row[at] for row in parts if row[at].strip(" 　—-/")]
        if unit is None or len(filled) < 2 or sum(each is not None for each in cells) < len(filled):
            continue
        plain, times = TIMES.get(
            unit[0].strip("（()）"), (unit["bracket"] or unit["word"] or unit["times"], 1)
        )
        total = _cell(totals[0][at]) if totals else None
        yield _Column(name, plain, times, tuple(cells), total)


def _sums(columns: Sequence[_Column]) -> Iterator[str]:
    """Total rows that are not the sum of the rows."""
    for column in columns:
        if column.total is not None and abs(column.total - column.sum) > _rounding(column):
            yield (
                f"表中“{column.head}”的合计写{column.total:f}，各行相加是{column.sum:f}；请核对后改成一致。"
            )


def _households(tables: Sequence[Table]) -> Iterator[str]:
    """Rows with fewer people than households."""
    for table in tables:
        rows = _shaped(table)
        if rows is None:
            continue
        head, body = rows
        for at, name in enumerate(head):
            people = next((i for i, other in enumerate(head) if name.endswith("户数") and other == f"{name[:-2]}人数"), None)  # fmt: skip
            if people is None:
                continue
            for row in body:
                households, heads = _cell(row[at]), _cell(row[people])
                if households is not None and heads is not None and heads < households:
                    yield f"表中“{row[0]}”的{head[people]}{heads:f}比{name}{households:f}还少；请核对。"


def _lists(tables: Sequence[Table], unit: str) -> list[int]:
    """How many rows each list of such names has."""
    found = []
    for table in tables:
        rows = _shaped(table)
        if rows is None:
            continue
        head, body = rows
        at = next((i for i, name in enumerate(head) if unit in _LIST_OF.get(name, ())), None)
        if at is not None:
            found.append(
                sum(
                    1 for row in body if row[at].strip() and not _TOTAL_ROW.search("".join(row[:2]))
                )
            )
    return found


def _shaped(table: Table) -> tuple[list[str], list[Sequence[str]]] | None:
    """The head and the rows beneath, where all are of one length."""
    rows = [row for row in table if any(cell.strip() for cell in row)]
    if len(rows) < 3 or len({len(row) for row in rows}) != 1:
        return None
    return [re.sub(r"\s+", "", cell) for cell in rows[0]], rows[1:]


def _cell(text: str) -> Decimal | None:
    match = _CELL.fullmatch(text.strip())
    return _value(match["number"]) if match else None


def _value(number: str) -> Decimal:
    return Decimal(re.sub("[,，]", "", number))


def _places(raw: str) -> int:
    _whole, _point, rest = raw.partition(".")
    return len(re.match(r"\d*", rest)[0]) if rest else 0  # type: ignore[index]


def _rounding(column: _Column) -> Decimal:
    """How much a sum of rounded figures may differ: half of the last place for each."""
    places = max(
        (-int(each.as_tuple().exponent) for each in column.cells if each is not None), default=0
    )
    return Decimal(1).scaleb(-places) / 2 * len(column.cells) if places else Decimal(0)
