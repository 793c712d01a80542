"""What the columns of a table hold, by their own heads, the heads above them, their values and their neighbours."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from gongkai.documents.model import Table, TableCell
from gongkai.screening.addresses import addresses
from gongkai.screening.health import CAUSE, SITUATION, is_birth_date
from gongkai.screening.hit import plain
from gongkai.screening.later import later
from gongkai.screening.lexicon import dictionary, lexicon
from gongkai.screening.names import ROLE, given_of, is_likely, is_name, is_private_head
from gongkai.screening.numbers import (
    is_card,
    is_identity,
    looks_like_identity,
    looks_like_old_identity,
)

_HEAD_ROWS = 8
_HEAD_LENGTH = 20
_COLUMNS = lexicon("columns")
_MEANINGS: list[tuple[str, re.Pattern[str]]] = [
    (entry["name"], later(entry["pattern"])) for entry in _COLUMNS["meaning"]
]
_BUT_NOT = later(_COLUMNS["but_not"])
_OFFICE_ROLE = later(_COLUMNS["roles"]["office"])
_BUSINESS_ROLE = later(_COLUMNS["roles"]["business"])
_PERSON_ROLE = later(_COLUMNS["roles"]["person"])
_OF_A_PERSON = later(r"(?:号码?|账户|帐户|卡|电话|手机|住址)$")
_EXPLAINED = later(_COLUMNS["explained"]["pattern"])
_ONLY_HAN = later(r"[\u4e00-\u9fff（）()/、]{2,12}|[户组村镇夫妻男女元]")
_A_PLACE = later(r"(?:村|社区|[镇乡县市区局厅所院站校]|街道|中心|公司)$")
_BRACKETS = later(r"[（）()\[\]【】\s/／]|[:：]$")
_SHARE = 0.6
_FEW = 3
_SAMPLE = 400
_SEPARATORS = later(r"[ \-\n'’`.·_/()（）]")
_DIGITS = later(r"\d{4}")
A_HOUSE = later(r"\d(?:号|室)|[村组队社]\d")
_VAGUE = frozenset({None, "label", "other_number", "body"})
_MAY_BE_NAMES = frozenset({None, "label", "body"})


@lru_cache(maxsize=16384)
def meaning_of(head: str) -> str | None:
    """What a column or field with this head holds (a name of `columns.toml`), or None where the head says nothing."""
    text = plain(head).strip()
    if not text or len(text) > _HEAD_LENGTH or _DIGITS.search(text):
        return None
    bare = _BRACKETS.sub("", text)
    for name, pattern in _MEANINGS:
        if pattern.search(text) or pattern.search(bare):
            if _BUT_NOT.search(text) and not _OF_A_PERSON.search(bare):
                return "other_number"
            return name
    return None


def acts_for_a_body(head: str) -> bool:
    """Whether a column of names with this head names those who act for a body (送药人, 验收员)."""
    return _OFFICE_ROLE.search(_BRACKETS.sub("", plain(head).strip())) is not None


def runs_a_business(head: str) -> bool:
    """Whether a column of names with this head names whoever runs or speaks for a firm or a shop."""
    return _BUSINESS_ROLE.search(head) is not None


def digits_of(text: str) -> str:
    """The characters of a number without the spaces, points, strokes and dashes between them."""
    return _SEPARATORS.sub("", plain(text))


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its number in the grid, its head, what it holds, and the positions of its values in `Table.cells`.

    `by_values` is True where the values and not the head told what it holds.
    """

    index: int
    head: str
    meaning: str | None
    cells: tuple[int, ...]
    by_values: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """A table's columns, the row of its last head (-1: it has none) and the words above its heads."""

    columns: tuple[Column, ...]
    head_row: int
    title: str

    def holding(self, *meanings: str | None) -> list[Column]:
        """The columns that hold one of `meanings`."""
        return [column for column in self.columns if column.meaning in meanings]


def letter(index: int) -> str:
    """The name that spreadsheets give to column `index` (from 0): A, B, … Z, AA."""
    name, index = "", index + 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def is_head(row: Sequence[TableCell]) -> bool:
    """Whether a row names columns: known heads for the most part, no long digits, no persons."""
    texts = [cell.text.strip() for cell in row if cell.text.strip()]
    known = sum(1 for text in texts if meaning_of(text) and not is_name(text))
    may_be = sum(1 for text in texts if may_name_a_column(text))
    if known and len(texts) > 2 and may_be == len(texts):
        return True
    if any(_DIGITS.search(text) and not text.endswith("年") for text in texts):
        return False
    if any(SITUATION.fullmatch(text) or A_HOUSE.search(text) for text in texts):
        return False
    # 采样点 | 采样时间 | pH | 司法所: one word of many may be of another kind.
    if known and len(texts) > 3 and may_be >= len(texts) - 1 and _names_only(texts):
        return True
    if known < 2:
        return False
    if known * 2 == len(texts) and may_be == len(texts):
        return True
    return known > len(texts) / 2 or (known >= 3 and not any(is_name(text) for text in texts))


def _names_only(texts: Sequence[str]) -> bool:
    """Whether short texts say each something of its own, without digits and without persons."""
    return len(set(texts)) == len(texts) and not any(
        is_name(text) or len(text) > _HEAD_LENGTH or any(map(str.isdigit, text)) for text in texts
    )


def may_name_a_column(text: str) -> bool:
    """Whether a short text of Han letters only may be a head, though what it heads is not known."""
    return (
        _ONLY_HAN.fullmatch(text) is not None
        and not is_name(text)
        and SITUATION.fullmatch(text) is None
        and (not _A_PLACE.search(text) or text in dictionary())
    )


def profile(table: Table) -> Profile:
    """Read a table's head and values. A table of one or two columns, or a form, has no head."""
    return profile_of(table, range(len(table.cells)))


def profile_of(table: Table, numbers: Sequence[int], *, headed: bool = False) -> Profile:
    """As `profile`, of the cells at these positions only: a part of a table that has heads of its own.

    `headed`: the first row is known to hold heads.
    """
    top = table.cells[numbers[0]].row if numbers else 0
    first_rows: list[list[TableCell]] = [[] for _ in range(_HEAD_ROWS)]
    by_column: dict[int, list[int]] = {}
    for number in numbers:
        cell = table.cells[number]
        if cell.row - top < _HEAD_ROWS:
            first_rows[cell.row - top].append(cell)
        by_column.setdefault(cell.column, []).append(number)
    heads = [0] if headed else [row for row, cells in enumerate(first_rows) if is_head(cells)]
    if not heads:
        heads = [row for row in range(2) if _differs_from_what_follows(first_rows[row:])][:1]
    head_row = heads[0] if heads else -1
    while head_row + 1 in heads:
        head_row += 1
    first_head = heads[0] if heads else 0
    while first_head and _groups(first_rows[first_head - 1], first_rows[head_row]):
        first_head -= 1
    title = " ".join(cell.text for row in first_rows[:first_head] for cell in row)
    columns = []
    for index, cells in sorted(by_column.items()):
        head, own = _head(first_rows[first_head : head_row + 1], index)
        values = tuple(
            number
            for number in cells
            if table.cells[number].row - top > head_row and table.cells[number].text != head
        )
        columns.append(
            _typed(index, head, own, [table.cells[number].text for number in values], values)
        )
    columns = _with_roles(columns)
    if head_row < 0:
        columns = _with_people_before_numbers(columns, table)
    columns = _with_unexplained(columns, table, headless=head_row < 0)
    return Profile(tuple(columns), head_row + top if head_row >= 0 else -1, title)


def _differs_from_what_follows(rows: Sequence[Sequence[TableCell]]) -> bool:
    """Whether words that nobody knows as heads stand above columns of another kind: numbers, dates, persons."""
    head = [cell for cell in rows[0] if cell.text.strip()]
    below = [cell for row in rows[1:] for cell in row if cell.text.strip()]
    texts = [cell.text.strip() for cell in head]
    may_be = sum(1 for text in texts if may_name_a_column(text))
    if len(head) < 3 or not below or not _names_only(texts):
        return False
    if may_be < len(head) and (len(head) < 4 or may_be < len(head) - 1):
        return False
    for cell in head:
        values = [other.text for other in below if other.column == cell.column]
        if len(values) > 1 and (
            all(_DIGITS.search(value) for value in values)
            or sum(1 for value in values if is_name(value)) >= _MOSTLY * len(values)
        ):
            return True
    return False


def _groups(above: Sequence[TableCell], heads: Sequence[TableCell]) -> bool:
    """Whether a row names groups of the columns below it: two or more short cells, fewer than the heads."""
    texts = [cell.text.strip() for cell in above if cell.text.strip()]
    return 2 <= len(texts) < len(heads) and all(
        len(text) <= _HEAD_LENGTH and not _DIGITS.search(text) for text in texts
    )


def _head(rows: Sequence[Sequence[TableCell]], index: int) -> tuple[str, str]:
    """The heads above a column, joined, and the lowest of them."""
    texts: list[str] = []
    for row in rows:
        for cell in row:
            if (
                cell.column <= index < cell.column + cell.column_span
                and cell.text.strip() not in texts
            ):
                texts.append(cell.text.strip())
    told = [text for text in texts if text]
    return " ".join(told), told[-1] if told else ""


def _typed(
    index: int, head: str, own: str, values: Sequence[str], cells: tuple[int, ...]
) -> Column:
    meaning = meaning_of(own) if own else None
    if meaning in (None, "label") and head != own:
        meaning = meaning_of(head) or meaning
    if meaning == "resident_id" and _WEAK.fullmatch(own) and not _like_identities(values):
        return Column(index, head, "other_number", cells, True)
    if meaning in ("name", "office_name") and not _hold_names(values):
        meaning = None
    if meaning in _MAY_BE_NAMES and (named := _named_by_role(own, values)):
        return Column(index, head, named, cells)
    told = _told_by_values(values, headless=not head)
    if meaning in _OF_DIGITS and told not in _OF_DIGITS and _hold_no_digits(values):
        # 参合者: what is called like a number holds words.
        meaning = told or _named_by_role(own, values)
        return Column(index, head, meaning, cells, told is not None)
    if told == "body" and meaning in ("name", "office_name"):
        return Column(index, head, "body", cells, True)
    if (
        told is None
        or told == meaning
        or (
            (told in ("name", "address") and head and meaning is not None)
            and not (told == "address" and _WHERE.fullmatch(own))
        )
    ):
        return Column(index, head, meaning, cells)
    explained = told not in ("resident_id", "name") and bool(
        _EXPLAINED.search(own)
        or (told in ("account", "passport", "travel_permit") and _NUMBER_OF_A_THING.search(own))
    )
    if (meaning in _VAGUE and not explained) or (
        told == "resident_id" and meaning not in ("disability_number", "social_security")
    ):
        return Column(index, head, told, cells, True)
    return Column(index, head, meaning, cells)


_OF_DIGITS = frozenset(
    "resident_id account social_security household_number disability_number telephone passport travel_permit".split()
)


def _hold_no_digits(values: Sequence[str]) -> bool:
    told = [value for value in values[:_SAMPLE] if value.strip()]
    return len(told) >= _FEW and sum(1 for value in told if _DIGITS.search(value)) * 5 < len(told)


# 证号 alone may be a licence's: then its values tell.
_WHERE = later(r"(?:具体)?(?:地点|位置|处所)|[现所]?住处|[现所]居处")
_WEAK = later(r"证号|证件|证书|ID")


def _like_identities(values: Sequence[str]) -> bool:
    told = [digits_of(value) for value in values[:_SAMPLE] if value.strip()]
    return sum(1 for value in told if len(value) >= 14 or "*" in value) * 2 >= len(told)


def _named_by_role(head: str, values: Sequence[str]) -> str | None:
    """What a column holds whose head says what people it is of (受检者, 送药人) and whose values are written as names are."""
    bare = _BRACKETS.sub("", plain(head).strip())
    if not (acts_for_a_body(bare) or (_PERSON_ROLE.search(bare) and not _EXPLAINED.search(bare))):
        return None
    told = [value.strip() for value in values[:_SAMPLE] if value.strip()]
    pieces = [piece for value in told for piece in _LISTED.split(value) if piece]
    shaped = sum(1 for piece in pieces if _may_be_a_name(piece))
    if not told or shaped < _MOSTLY * len(pieces) or len(set(told)) <= len(told) / 2:
        return None
    return "name"


_LISTED = later(r"[、，,；;/\s（）()]+|[和与]")
_MOSTLY = 0.8
_SHAPED = later(r"[\u4e00-\u9fff\u3400-\u4dbf]{2,8}(?:[·•・][\u4e00-\u9fff]{1,10})*")


def _may_be_a_name(text: str) -> bool:
    """Whether people may be called so, with or without a known surname."""
    return is_name(text) or (
        _SHAPED.fullmatch(text) is not None
        and text not in dictionary()
        and not _A_PLACE.search(text)
        and not IS_A_BODY.search(text)
        and SITUATION.fullmatch(text) is None
    )


def _hold_names(values: Sequence[str]) -> bool:
    """Whether some of the values under a head of names may be names: 人员编号 and 人员类别 hold none."""
    told = [plain(value).strip() for value in values[:_SAMPLE] if value.strip()]
    if len(told) < _FEW:
        return True
    pieces = [piece for value in told for piece in _LISTED.split(value) if piece]
    named = sum(1 for piece in pieces if _NAMED_OR_MASKED.match(piece) or _may_be_a_name(piece))
    return len(set(told)) > 1 and named * 4 >= len(told)


_NAMED_OR_MASKED = later(r"[\u4e00-\u9fff]{1,2}[*＊×某xX○〇█■]|[A-Za-z]+(?:[ .·][A-Za-z]+)+$")


def role_of(label: str, value: str) -> str | None:
    """As the meaning of a form's label that nobody knows, where its value may be a name (同住者 | 张三)."""
    bare = _BRACKETS.sub("", plain(label).strip())
    if not _may_be_a_name(value.strip()) or not (is_name(value) or "·" in value):
        return None
    if acts_for_a_body(bare):
        return "office_name"
    return "name" if _PERSON_ROLE.search(bare) else None


def told_of_value(label: str, value: str) -> str | None:
    """What a form's value holds by itself, under a label that nobody knows: an ID, a mobile, where somebody lives."""
    digits = digits_of(value)
    if is_identity(digits):
        return "resident_id"
    if _MOBILE.fullmatch(digits):
        return "telephone"
    if _PLACE_OF_A_HOME.search(label) and _is_address(value.strip()):
        return "address"
    return None


_PLACE_OF_A_HOME = later(r"[住居宅房户]|坐落|位置|处所|家")
_SOMEBODY = later(r"[\u4e00-\u9fff]{2,3}人")
_KNOWN_PERSON = later(r"姓\s*名|户\s*主|名\s*字|学\s*生|儿\s*童|患\s*者|老\s*人|对象")
_PRIVATE_PERSON = later(ROLE)


def _with_roles(columns: list[Column]) -> list[Column]:
    """Beside those whom a list is about, who acts for a body is in office; where nobody else is named the list is about him."""
    named = [column for column in columns if column.meaning == "name"]
    acting = [column for column in named if acts_for_a_body(column.head)]
    if any(_KNOWN_PERSON.search(column.head) for column in named if column not in acting):
        # 抄表人: whoever he is, the list is about those whom it calls by name.
        acting += [
            column
            for column in named
            if _SOMEBODY.fullmatch(column.head)
            and not _PRIVATE_PERSON.fullmatch(column.head)
            and not is_private_head(column.head)
        ]
    if all(column in acting for column in named):
        return columns
    return [
        replace(column, meaning="office_name") if column in acting else column for column in columns
    ]


def _with_people_before_numbers(columns: list[Column], table: Table) -> list[Column]:
    """Without heads and without a column of known names: whose IDs they are stands before them, whatever people are called there."""
    first = next((column.index for column in columns if column.meaning == "resident_id"), None)
    if first is None or any(column.meaning == "name" for column in columns):
        return columns

    def are_people(column: Column) -> bool:
        told = [_IN_BRACKETS.sub("", table.cells[number].text).strip() for number in column.cells]
        told = [text for text in told if text]
        shaped = sum(
            1
            for text in told
            if len(text) <= _LONGEST_NAME and _SHAPED.fullmatch(text) and not _A_PLACE.search(text)
        )
        return (
            len(told) >= _FEW
            and shaped >= _MOSTLY * len(told)
            and len(set(told)) >= _MOSTLY * len(told)
        )

    return [
        replace(column, meaning="name", by_values=True)
        if column.index < first and column.meaning in _MAY_BE_NAMES and are_people(column)
        else column
        for column in columns
    ]


def _with_unexplained(columns: list[Column], table: Table, *, headless: bool) -> list[Column]:
    """In a list of persons a column of long distinct numbers is personal unless its head says what else it is."""
    persons = any(column.meaning in ("name", "resident_id") for column in columns)
    if not persons:
        return columns
    columns = [
        replace(column, meaning="resident_id")
        if column.meaning in _VAGUE
        and _OF_A_CARD.search(_BRACKETS.sub("", column.head))
        and not _WEAK.fullmatch(column.head)
        and not _EXPLAINED.search(column.head)
        and _are_cards([table.cells[number].text for number in column.cells])
        else column
        for column in columns
    ]
    return [
        Column(column.index, column.head, "account", column.cells, True)
        if column.meaning in _VAGUE
        and not column.by_values
        and (not _EXPLAINED.search(column.head) or _OF_THE_PERSON.search(column.head))
        and not _NUMBER_OF_A_THING.search(column.head)
        and _are_long_numbers([table.cells[number].text for number in column.cells])
        else column
        for column in columns
    ]


# 军残证, 优待证号: a card that a person carries, whatever its number is like.
_LONGEST_NAME = 8
_IN_BRACKETS = later(r"[（(].*?[）)]|[（(].*$")
_OF_A_CARD = later(
    r"(?<!许可)(?<!合格)(?<!健康)(?<!工作)(?<!权)(?<!书)(?<!执照)(?<!通行)证(?:件)?(?:号码?|编号)?$"
)
_A_CARD = later(r"[\u4e00-\u9fff]{0,3}字?第?[A-Za-z]?\d{6,20}[\dXx]?号?")


def _are_cards(values: Sequence[str]) -> bool:
    told = [digits_of(value) for value in values[:_SAMPLE] if value.strip()]
    return len(told) >= _FEW and sum(
        1 for value in told if _A_CARD.fullmatch(value)
    ) >= _SHARE * len(told)


def _are_long_numbers(values: Sequence[str]) -> bool:
    told = [
        digits_of(value)
        for value in values[:_SAMPLE]
        if value.strip() and not _PROJECT.search(value)
    ]
    long = {value for value in told if _LONG_NUMBER.fullmatch(value)}
    return len(told) > 0 and len(long) >= max(1, _SHARE * len(told)) and len(long) > len(told) / 2


# 人员编号: the person is numbered, whatever else is.
_OF_THE_PERSON = later(r"(?:人员|个人|本人|参保|缴费人|居民|户主|领取人|职工|会员)编[号码]")
# 保单号, 表号: what it numbers is told, and it is no person, card or account.
_NUMBER_OF_A_THING = later(
    r"^(?!.*(?:身份|证件|[卡折账帐户款]|领取|代发|工资|人员|社保|医保|参保|电话|手机|联系|个人|本人|公民|护照|通行|学籍|残疾|伤残|惠农|补贴|低保))[\u4e00-\u9fff]{1,}(?<!证)[号码](?<!号码)(?<!编码)$"
)
# A telephone with its area is no account; two letters before a number are a licence's rather than a person's.
_LONG_NUMBER = later(r"(?!0\d{9,11}$)(?:\d{9,22}[Xx]?|[A-Za-z]\d{8,9}|[A-Za-z]\d{17}[\dXx])")
_PROJECT = later(r"\d{4,6}-\d{2}-\d{2}-\d{6}")
_LANDLINE = later(r"0\d{2,3}[2-9]\d{6,7}")
IS_A_BODY = later(
    r"(?:公司|厂|店|铺|馆|行|超市|药房|诊所|卫生室|卫生站|门诊部?|医务室|经营部|商行|门市部?|合作社|农场|加油站|[\u4e00-\u9fff]{2}[局处站所院校]|中心|学校|[中小]学|幼儿园|政府|委员会|办事处|集团|[^，。]{2}(?:协会|商会|学会|基金会|联合会|坊|摊))$"
)
"""How the names of firms, shops and offices end."""
_PASSPORT = later(r"[EGDSPHKM][A-Z\d]\d{7}")
_ACCOUNT = later(r"62\d{14,17}|[1-9]\d{15,18}")
_MOBILE = later(r"(?:\+?86)?1[3-9]\d{9}")


_CAUSE = later(rf"{CAUSE}|因\w{{1,6}}")


def _is_situation(value: str) -> bool:
    return SITUATION.fullmatch(value) is not None


def _is_persons(value: str) -> bool:
    return is_name(value) and is_likely(given_of(value)) and not _A_PLACE.search(value)


def _is_a_body(value: str) -> bool:
    return len(value) > 3 and IS_A_BODY.search(value) is not None and not is_name(value)


def _is_address(value: str) -> bool:
    return _ORDINAL.fullmatch(value) is None and bool(addresses(value, labelled=True))


# 3号 may be a place in a queue.
_ORDINAL = later(r"第?\d+号")


def _told_by_values(values: Sequence[str], *, headless: bool) -> str | None:
    sample = [value.strip() for value in values[:_SAMPLE] if value.strip()]
    if not sample:
        return None
    numbers = [digits_of(value) for value in sample]
    enough = max(_SHARE * len(sample), 1)

    def share(test: Callable[[str], bool], among: Sequence[str] = numbers) -> bool:
        return sum(1 for value in among if test(value)) >= enough

    if sum(1 for value in numbers if len(value) >= 8) >= enough:
        told = _number_told(numbers, share, few=len(sample) < _FEW)
        if told:
            return told
    if len(sample) < _FEW and not headless:
        return None
    return _words_told(sample, share, headless=headless)


def _number_told(
    numbers: Sequence[str], share: Callable[[Callable[[str], bool]], bool], *, few: bool
) -> str | None:
    if share(lambda value: len(value) == 20 and is_identity(value[:18])):
        return "disability_number"
    if share(is_identity):
        return "resident_id"
    if share(lambda value: _MOBILE.fullmatch(value) is not None):
        return "telephone"
    if few:
        return None
    if share(lambda value: _LANDLINE.fullmatch(value) is not None):
        return "telephone"
    if share(looks_like_identity) or share(_lost_its_last) or share(looks_like_old_identity):
        return "resident_id"
    if share(is_card) or share(
        lambda value: value.startswith("62") and _ACCOUNT.fullmatch(value) is not None
    ):
        return "account"
    if share(lambda value: _PASSPORT.fullmatch(value) is not None):
        return "passport"
    return None


def _lost_its_last(digits: str) -> bool:
    """Whether 17 digits are a resident ID that lost its check digit, whatever its region."""
    return (
        len(digits) == 17
        and digits.isdigit()
        and "1900" <= digits[6:10] <= "2030"
        and "01" <= digits[10:12] <= "12"
        and "01" <= digits[12:14] <= "31"
    )


def _words_told(sample: Sequence[str], share: Callable[..., bool], *, headless: bool) -> str | None:
    if share(_is_a_body, sample):
        return "body"
    if share(_is_situation, sample):
        return "illness"
    if headless and share(lambda value: _CAUSE.fullmatch(value) is not None, sample):
        return "cause"
    if share(_is_address, sample):
        return "address"
    distinct = len(set(sample)) > len(sample) / 2
    if distinct and (share(is_name if headless else _is_persons, sample) or _are_names(sample)):
        return "name"
    if (
        headless
        and distinct
        and share(lambda value: is_birth_date(value) and "1900" < value[:4] < "2015", sample)
    ):
        return "birth_date"
    return None


def _are_names(values: Sequence[str]) -> bool:
    """Whether nearly all may be names and some surely are: the surnames of the others are known to nobody."""
    sure = sum(1 for value in values if _is_persons(value))
    shaped = sum(1 for value in values if len(value) <= 4 and _may_be_a_name(value))
    return len(values) >= _FEW and sure * 3 >= len(values) and shaped >= 0.9 * len(values)
