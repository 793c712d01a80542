"""Lists that are written as lines: name, number and amount with commas, strokes or spaces between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from gongkai.documents.model import Origin, Table, TableCell
from gongkai.screening.columns import acts_for_a_body, digits_of, may_name_a_column, meaning_of
from gongkai.screening.hit import plain
from gongkai.screening.names import is_name

_LONGEST = 160
_MOST_FIELDS = 16
_SERIAL = re.compile(
    r"\s*(?:[（(]?\d{1,4}[）)]\s*|\d{1,4}\s*[、.．,，]\s*|\d{1,4}\s+(?=[\u4e00-\u9fff]))"
)
_SEPARATORS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\t+",
        r"\s*[|｜]\s*",
        r"\s*[；;]\s*",
        r"\s*[，,]\s*",
        r"\s*[/／]\s*",
        r"\s*、\s*",
        r"\s*(?:(?<!\d)-{1,2}|-{1,2}(?!\d))\s*",
        r"\s+",
    )
)
# A colon ends labels too: what it parts is a record only if others follow.
_WITH_COLONS = re.compile(r"\s*[，,；;：:]\s*")
_BRACKET = re.compile(r"[（(](?=[^（()）]{2})|(?<=[^（(][^（(])[）)]\s*[，,、；;]?")
# 前湾村张三: the village and who lives there.
_PLACE_AND_NAME = re.compile(
    r"([\u4e00-\u9fff]{1,6}(?:村|社区|嘎查)(?:[\d一二三四五六七八九十]{1,3}[组社队])?)([\u4e00-\u9fff]{2,4})"
)
_LABELLED = re.compile(r"([\u4e00-\u9fff（）()]{2,10}?)\s*[：:]\s*")
_FULL_STOP = re.compile(r"。(?=.)|[？！?!]")
_LIKE_A_NUMBER = re.compile(r"[A-Za-z]{0,2}\d{5,}[\dXx]?")


class Field(NamedTuple):
    """A piece of a line with its position."""

    start: int
    text: str


class Records(NamedTuple):
    """Lines `first` to `last` (not included) read as a table; for each cell its line and position, None for a made head.

    `headed`: the table's first row holds heads.
    """

    first: int
    last: int
    table: Table
    places: tuple[tuple[int, int] | None, ...]
    headed: bool = False

    def fields(self) -> Iterator[tuple[int, int, int]]:
        """Line, start and end of every field."""
        for cell, place in zip(self.table.cells, self.places, strict=True):
            if place is not None:
                yield place[0], place[1], place[1] + len(cell.text)


def records(lines: Sequence[str]) -> Iterator[Records]:
    """The runs of lines that are records, each with the line of heads above it."""
    at = 0
    while at < len(lines):
        form = _form(lines, at)
        if form is not None:
            yield form
            at = form.last
            continue
        run = _run(lines, at)
        if run is None:
            at += 1
            continue
        last, rows = run
        yield _as_table(lines, at, last, rows)
        at = last


def separated(lines: Sequence[str]) -> Iterator[Records]:
    """The lines of a file of values with commas between them: runs of lines with the same number of commas, empty fields and all."""
    split = [list(_values(line)) for line in lines]
    at = 0
    while at < len(lines):
        last = at
        while last < len(lines) and len(split[last]) == len(split[at]):
            last += 1
        if len(split[at]) > 2 and last - at > 1:
            cells, places = [], []
            for number in range(at, last):
                for column, field in enumerate(split[number]):
                    if field.text:
                        cells.append(_cell(number - at, column, field.text))
                        places.append((number, field.start))
            yield Records(at, last, Table(tuple(cells)), tuple(places))
        at = last


_VALUE = re.compile(r'[ \t]*(?:"(?P<quoted>(?:[^"]|"")*)"|(?P<bare>[^,]*))(?:,|$)')


def _values(line: str) -> Iterator[Field]:
    at = 0
    while at <= len(line) and (match := _VALUE.match(line, at)):
        group = "quoted" if match.group("quoted") is not None else "bare"
        text = match.group(group)
        yield Field(match.start(group) + len(text) - len(text.lstrip()), text.strip())
        if match.end() == at or line[match.end() - 1 : match.end()] != ",":
            return
        at = match.end()


def _form(lines: Sequence[str], first: int) -> Records | None:
    """Lines from `first` on that hold labels and values by turns, with tabulators between them: a form as text."""
    rows: list[list[Field]] = []
    for text in lines[first:]:
        fields = _fields(text, _TABS, False) if "\t" in text else []
        if len(fields) < 2 or len(fields) % 2:
            break
        rows.append(fields)
    labels = [field.text for row in rows for field in row[::2]]
    values = [field.text for row in rows for field in row[1::2]]
    known = sum(1 for label in labels if meaning_of(label) and not is_name(label))
    if len(rows) < 2 or len({*labels}) < len(labels) or known < 0.6 * len(labels):
        return None
    if sum(1 for value in values if meaning_of(value) and not is_name(value)) > len(values) / 3:
        return None
    cells, places = [], []
    for number, row in enumerate(rows):
        for column, field in enumerate(row):
            cells.append(_cell(number, column, field.text))
            places.append((first + number, field.start))
    return Records(first, first + len(rows), Table(tuple(cells)), tuple(places))


_TABS = re.compile(r"\t+")


def _run(lines: Sequence[str], at: int) -> tuple[int, list[list[Field]]] | None:
    """The longest run of lines from `at` that fall into the same number of fields by the same signs."""
    for separator in (*_SEPARATORS, _WITH_COLONS):
        for brackets in (True, False):
            rows: list[list[Field]] = []
            for text in lines[at:]:
                fields = _fields(text, separator, brackets)
                if len(fields) < 2 or (rows and len(fields) != len(rows[0])):
                    break
                rows.append(fields)
            enough = 3 if separator is _WITH_COLONS else 2
            if len(rows) >= enough and _are_records(rows):
                return at + len(rows), rows
    return None


def _fields(text: str, separator: re.Pattern[str], brackets: bool) -> list[Field]:
    if not text.strip() or len(text) > _LONGEST or _FULL_STOP.search(text):
        return []
    folded = plain(text)
    serial = _SERIAL.match(folded)
    start = serial.end() if serial else len(text) - len(text.lstrip())
    cuts = [match.span() for match in separator.finditer(folded, start)]
    if brackets:
        cuts = sorted({*cuts, *(match.span() for match in _BRACKET.finditer(folded, start))})
    fields = []
    for cut_start, cut_end in [*cuts, (len(text), len(text))]:
        piece = text[start:cut_start] if cut_start > start else ""
        if piece.strip(" 。；;，,"):
            fields.append(Field(start, piece.rstrip(" 。；;，,")))
        start = max(start, cut_end)
    if fields and (placed := _PLACE_AND_NAME.fullmatch(fields[0].text)):
        first = fields[0].start
        fields[:1] = [
            Field(first, placed.group(1)),
            Field(first + placed.start(2), placed.group(2)),
        ]
    # A sentence is no record.
    if (
        text.rstrip().endswith("。")
        and max(map(_han, (field.text for field in fields)), default=0) > 9
    ):
        return []
    return fields if len(fields) <= _MOST_FIELDS else []


def _han(text: str) -> int:
    return sum("\u4e00" <= letter <= "\u9fff" for letter in text)


def _are_records(rows: list[list[Field]]) -> bool:
    """Whether a field holds names in most lines, or numbers as long as a person's."""
    width = len(rows[0])
    if sum(len(field.text) for row in rows for field in row) > 30 * len(rows) * width:
        return False
    for column in range(width):
        values = [field.text.strip() for field in _bare([row[column] for row in rows])[1]]
        names = sum(1 for value in values if is_name(value))
        numbers = sum(1 for value in values if _LIKE_A_NUMBER.fullmatch(digits_of(value)))
        if max(names, numbers) >= max(2, len(rows) / 2):
            return True
    return False


def _as_table(lines: Sequence[str], first: int, last: int, rows: list[list[Field]]) -> Records:
    cells: list[TableCell] = []
    places: list[tuple[int, int] | None] = []
    columns = [_bare([row[column] for row in rows]) for column in range(len(rows[0]))]
    top = 0
    if any(label for label, _ in columns):
        for column, (label, _) in enumerate(columns):
            if label:
                cells.append(_cell(0, column, label))
                places.append(None)
        top = 1
    elif first and (heads := _heads(lines[first - 1], len(rows[0]))):
        for column, field in enumerate(heads):
            cells.append(_cell(0, column, field.text))
            places.append(None)
        top = 1
    elif (names := _names_beside_numbers(rows)) is not None:
        cells.append(_cell(0, names, "姓名"))
        places.append(None)
        top = 1
    for number in range(len(rows)):
        for column, (_, fields) in enumerate(columns):
            cells.append(_cell(top + number, column, fields[number].text))
            places.append((first + number, fields[number].start))
    return Records(first, last, Table(tuple(cells)), tuple(places), top > 0)


_MAY_NAME = re.compile(r"[\u4e00-\u9fff]{2,6}(?:[·•・][\u4e00-\u9fff]{1,8})*")
_ENDS_A_PLACE = frozenset("村组队屯寨镇乡县区社部所站院校局办科股室厂店司会园场中队街路")
_OF_ONE_PERSON = re.compile(r"\d{17}[\dXx]|1[3-9]\d{9}")


def _names_beside_numbers(rows: list[list[Field]]) -> int | None:
    """The column without a head that names people of any letters: each line another, an ID or a mobile beside it.

    None where most of the column reads as names anyway, or nothing in it looks like people.
    """
    enough = max(2, len(rows) / 2)
    numbered = sum(
        any(_OF_ONE_PERSON.fullmatch(digits_of(field.text)) for field in row) for row in rows
    )
    if numbered < enough:
        return None
    for column in range(len(rows[0])):
        values = [row[column].text.strip() for row in rows]
        if (
            len({*values}) == len(values)
            and all(_MAY_NAME.fullmatch(value) for value in values)
            and not any(value[-1] in _ENDS_A_PLACE for value in values)
        ):
            return column if sum(map(is_name, values)) < len(values) else None
    return None


def _cell(row: int, column: int, text: str) -> TableCell:
    return TableCell(row, column, text, Origin())


def _bare(fields: list[Field]) -> tuple[str, list[Field]]:
    """A column's label, or an empty string, and its fields without it.

    A label is what every line writes before the field, with a colon (姓名：…) or without (家住…, 护林员…); an end that
    every line writes behind a name (…家, …妈妈) goes too.
    """
    told = [_LABELLED.match(field.text) for field in fields]
    labels = {match.group(1) for match in told if match}
    if all(told) and len(labels) == 1:
        return labels.pop(), [
            Field(field.start + match.end(), field.text[match.end() :])
            for field, match in zip(fields, told, strict=True)
            if match
        ]
    texts = [field.text for field in fields]
    same = _beginning(texts)
    for length in range(min(len(same), _LONGEST_LABEL), 0, -1):
        label = _SHORT_LABELS.get(same[:length], same[:length])
        if _is_label(label) and all(len(text) > length for text in texts):
            return label, [Field(field.start + length, field.text[length:]) for field in fields]
    end = _beginning([text[::-1] for text in texts])[::-1]
    for length in range(min(len(end), 2), 0, -1):
        names = [text[:-length] for text in texts]
        if _BEHIND_NAMES.fullmatch(end[-length:]) and sum(map(is_name, names)) * 2 >= len(names):
            return "", [Field(field.start, field.text[:-length]) for field in fields]
    return "", fields


def _beginning(texts: Sequence[str]) -> str:
    """The Han letters that all of `texts` begin with."""
    same = takewhile(lambda letters: len(set(letters)) == 1, zip(*texts, strict=False))
    return "".join(
        takewhile(lambda letter: "\u4e00" <= letter <= "\u9fff", (letters[0] for letters in same))
    )


_LONGEST_LABEL = 6
_SHORT_LABELS = {
    "住": "住址",
    "家住": "住址",
    "现住": "住址",
    "患": "病种",
    "患有": "病种",
    "家里": "家庭电话",
    "家中": "家庭电话",
    "卡": "卡号",
}
_BEHIND_NAMES = re.compile(r"[家户]|妈妈|爸爸|家长|家里|家中|同学|老人")


def _is_label(text: str) -> bool:
    return acts_for_a_body(text) or meaning_of(text) in _MEANT


_MEANT = frozenset(
    "name office_name telephone office_telephone resident_id account address illness disability plate birth_date "
    "social_security household_number disability_number wechat qq email passport".split()
)


def _name_fields(fields: list[Field]) -> bool:
    """Whether a line names the fields below it: most are known heads, and none is a person or holds digits."""
    known = sum(1 for field in fields if meaning_of(field.text))
    return known * 3 >= 2 * len(fields) and all(
        meaning_of(field.text) or may_name_a_column(field.text) for field in fields
    )


def _heads(line: str, width: int) -> list[Field]:
    for separator in _SEPARATORS:
        fields = _fields(line, separator, False)
        if len(fields) == width and _name_fields(fields):
            return fields
        if len(fields) == width + 1 and _name_fields(fields):
            return fields[1:]
    return []
