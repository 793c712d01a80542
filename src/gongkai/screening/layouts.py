"""How a table is laid out: one list, several lists below each other, or labels beside their values (forms, turned lists)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from gongkai.documents.model import Document, Table, TableCell
from gongkai.screening.columns import (
    A_HOUSE,
    Column,
    Profile,
    acts_for_a_body,
    is_head,
    letter,
    may_name_a_column,
    meaning_of,
    profile_of,
    role_of,
    told_of_value,
)
from gongkai.screening.health import SITUATION
from gongkai.screening.names import is_name

_LONGEST_LABEL = 12
_FORM_ROWS = 120
_PLACE = re.compile(
    r"[\u4e00-\u9fff](?:村|社区|[镇乡]|县|街道)$|(?:村|社区|镇|乡|小区).+|小组$|[一二三四五六七八九十\d]\s*(?:组|单元|号楼|[栋幢])|[东西中]户$"
)
_BODY = re.compile(
    r"[\u4e00-\u9fff]{2}(?:联合会|委员会|卫生院|医院|学校|[中小]学|幼儿园|公司|中心|局|厅|[财派税供司管]\S?所|服务站|合作社|政府)$|^[县市省区](?:[\u4e00-\u9fff]{0,4})(?:医院|局|学校|中心)$|[镇乡村县区市组科局处所站院校部]长$"
)
# 要求解决饮水问题: a value that says something.
# What nobody knows as a label, but ends as labels do (被通知人, 住院号, 案由).
_ENDS_AS_A_LABEL = re.compile(
    r"^(?!本|他|个|多|[一二三四五六七八九十两几])[\u4e00-\u9fff]{1,6}(?:人|者|号|号码|编号|日期|时间|事由|案由|缘由|意见|地址|金额|期限|证件|全称|简称)$|^[甲乙丙]方$"
)
# 成员①, 被申请人2
_NUMBERED = re.compile(r"(?<=[\u4e00-\u9fff]{2})[①-⑩1-9]$")
# 村委会意见 | 情况属实 | 签字 | …: who signs for an office.
_OPINION = re.compile(r"[村居镇乡县市局办科所委校院站府位].{0,4}意见$")
_SIGNS = re.compile(r"签字|签名|签章")
_COLON_WITHIN = re.compile(r"[：:].")
_BODY_LABEL = re.compile(
    r"(?:评定|就诊|就医|治疗|住院|定点|诊断|就读|所在|毕业|工作|开户|经办|承办|主管|责任|发证|推荐|接收|鉴定|检测|评估|委托|申报|建设|施工|监理|设计|管理)[\u4e00-\u9fff]{0,2}(?:医院|学校|单位|机构|部门|公司|机关|银行|中心)"
)
_SAID = re.compile(r"(?:要求|请求|希望|反映|咨询|建议|恳请|申请解决).{3}")
_OF_A_PLACE = re.compile(r"[\u4e00-\u9fff]{1,3}[县市区镇乡州旗].*[局会院校司所站府心]$")
_FIRST_HEADS = re.compile(r"序号|编号|姓\s*名|户\s*主|学\s*生|名称|对象|患\s*者|申\s*请\s*人")


class ListColumn(NamedTuple):
    """A column of a list in a file: the table's number (inner tables count), its head or letter, its cells with text."""

    table: int
    head: str
    sheet: str | None
    cells: tuple[TableCell, ...]


def columns_of(document: Document) -> Iterator[ListColumn]:
    """The columns of every list of `document`; forms have none."""
    waiting = list(document.tables())
    number = 0
    while waiting:
        table = waiting.pop(0)
        for seen, form in parts(table):
            if form:
                continue
            for column in seen.columns:
                cells = tuple(
                    table.cells[at] for at in column.cells if table.cells[at].text.strip()
                )
                head = column.head or letter(column.index)
                yield ListColumn(number, head, table.origin.sheet, cells)
        number += 1
        waiting[:0] = [inner for cell in table.cells for inner in cell.tables]


def keys_of(document: Document) -> set[str]:
    """By what a choice may name a column or a field of `document`: heads, letters of columns without one, labels of forms."""
    waiting = list(document.tables())
    found: set[str] = set()
    while waiting:
        table = waiting.pop(0)
        for seen, form in parts(table):
            found.update(
                column.head or ("" if form else letter(column.index)) for column in seen.columns
            )
        waiting += [inner for cell in table.cells for inner in cell.tables]
    return found - {""}


def is_label(text: str) -> bool:
    """Whether a cell names what stands beside it: a known head, and neither a person, a place nor an illness."""
    text = _NUMBERED.sub("", text.strip())
    return (
        1 < len(text) <= _LONGEST_LABEL
        and not any(character.isdigit() for character in text)
        and not _COLON_WITHIN.search(text)
        and (meaning_of(text) is not None or _ENDS_AS_A_LABEL.search(text) is not None)
        and not _PLACE.search(text)
        and not _SAID.match(text)
        and (not _BODY.search(text) or _BODY_LABEL.fullmatch(text) is not None)
        and not is_name(text)
        and SITUATION.fullmatch(text) is None
    )


def _may_head(text: str) -> bool:
    return (
        meaning_of(text) is not None
        and not is_name(text)
        and not _SAID.match(text)
        and not _OF_A_PLACE.match(text)
        and not A_HOUSE.search(text)
        and SITUATION.fullmatch(text.strip()) is None
    )


def parts(table: Table, *, headed: bool = False) -> Iterator[tuple[Profile, bool]]:
    """Each part of a table with whether its labels stand beside its values; `headed`: its first row holds heads."""
    if headed:
        yield profile_of(table, range(len(table.cells)), headed=True), False
        return
    rows = [list(row) for _, row in groupby(enumerate(table.cells), lambda pair: pair[1].row)]
    if len(rows) <= _FORM_ROWS and _is_form([[cell for _, cell in row] for row in rows]):
        yield _form(table, rows), True
        return
    if opened := _form_above_a_list(rows):
        yield _form(table, rows[:opened]), True
        rows = rows[opened:]
    cards = _cards(rows)
    if cards:
        for card in cards:
            yield _form(table, card), True
        return
    starts = [
        at
        for at, row in enumerate(rows)
        if at and _opens_a_list([cell for _, cell in row], [cell for _, cell in rows[at - 1]])
    ]
    first = 0
    for start in [*(start for start in starts if _has_list(rows[first:start])), len(rows)]:
        if start > first:
            yield (
                profile_of(table, [number for row in rows[first:start] for number, _ in row]),
                False,
            )
        first = start


def _form_above_a_list(rows: list[list[tuple[int, TableCell]]]) -> int:
    """How many rows at the top are a form whose members are listed below it under heads; 0 where none are."""
    for at in range(2, min(len(rows) - 1, 30)):
        row = [cell for _, cell in rows[at]]
        if (
            len(row) > 2
            and is_head(row)
            and all(_may_head(cell.text) for cell in row if cell.text.strip())
        ):
            form = _is_form([[cell for _, cell in row] for row in rows[:at]])
            return at if form else 0
    return 0


def _cards(
    rows: list[list[tuple[int, TableCell]]],
) -> list[list[list[tuple[int, TableCell]]]]:
    """Forms of the same kind below each other, one for each person: every one begins with the same label."""
    if len(rows) > _FORM_ROWS * 10:
        return []
    first = [next((cell.text.strip() for _, cell in row if cell.text.strip()), "") for row in rows]
    opening = next((text for text in first[:3] if is_label(text) and first.count(text) > 1), None)
    if opening is None:
        return []
    starts = [at for at, text in enumerate(first) if text == opening]
    if min(last - start for start, last in pairwise(starts)) < 2:
        return []
    ends = [*starts[1:], len(rows)]
    cards = [rows[start:end] for start, end in zip([0, *starts[1:]], ends, strict=True)]
    fit = [_is_form([[cell for _, cell in row] for row in card]) for card in cards]
    return cards if sum(fit) * 2 > len(fit) else []


def _has_list(rows: list[list[tuple[int, TableCell]]]) -> bool:
    """Whether rows hold a head and something below it, so that another head begins another list."""
    heads = [at for at, row in enumerate(rows[:8]) if is_head([cell for _, cell in row])]
    return bool(heads) and len(rows) > heads[-1] + 1


def _opens_a_list(row: list[TableCell], above: list[TableCell]) -> bool:
    first = next((cell.text for cell in row if cell.text.strip()), "")
    if not is_head(row) or is_head(above):
        return False
    if len(first) <= _LONGEST_LABEL and _FIRST_HEADS.search(first) is not None:
        return True
    texts = [cell.text for cell in row]
    return len(texts) > 2 and all(is_label(text) and _may_head(text) for text in texts)


def _is_form(rows: list[list[TableCell]]) -> bool:
    """Whether most rows begin with a label of their own, and labels stand beside values and not beside each other."""
    beside, together, begun, told = 0, 0, 0, 0
    first: list[str] = []
    for row in rows:
        texts = [cell.text for cell in row if cell.text.strip()]
        if len(texts) < 2:
            continue
        told += 1
        labels = [is_label(text) for text in texts]
        if len(texts) > 2 and all(_may_head(text) for text in texts):
            return False
        if labels[0]:
            first.append(texts[0])
        begun += labels[0] or (len(labels) > 3 and labels[1])
        beside += sum(1 for left, right in pairwise(labels) if left and not right)
        together += sum(1 for left, right in pairwise(labels) if left and right)
    if len(set(first)) < 0.7 * len(first):
        return False
    if _are_pairs(rows):
        return True
    return told >= 2 and begun >= 0.6 * told and beside >= 2 and beside >= 2 * together


def _are_pairs(rows: list[list[TableCell]]) -> bool:
    """Whether rows are pairs of a label and a value, though nobody knows some of the labels."""
    told = [[cell.text.strip() for cell in row if cell.text.strip()] for row in rows]
    told = [texts for texts in told if len(texts) > 1]
    pairs = [texts for texts in told if len(texts) % 2 == 0]
    if len(told) < 2 or len(pairs) < 0.7 * len(told):
        return False
    labels = [text for texts in pairs for text in texts[::2]]
    values = [text for texts in pairs for text in texts[1::2]]
    known = sum(
        is_label(label) or told_of_value(label, value) is not None
        for label, value in zip(labels, values, strict=True)
    )
    may_be = sum(len(label) <= _LONGEST_LABEL and _may_label(label) for label in labels)
    return (
        len(set(labels)) >= 0.6 * len(labels)
        and may_be >= 0.9 * len(labels)
        and known >= 0.4 * len(labels)
        and known > 1
        and sum(map(is_label, values)) <= 0.15 * len(values)
    )


def _may_label(text: str) -> bool:
    """Whether a short text names what stands beside it, or may do so though nobody knows it."""
    return is_label(text) or may_name_a_column(_NUMBERED.sub("", text))


def _form(table: Table, rows: list[list[tuple[int, TableCell]]]) -> Profile:
    """A column for each label: its values are the cells up to the next label of the row."""
    columns: list[Column] = []
    title = []
    paired = _are_pairs([[cell for _, cell in row] for row in rows])
    for row in rows:
        told = [(number, cell) for number, cell in row if cell.text.strip()]
        if len(told) == 1 and not columns:
            title.append(told[0][1].text)
            continue
        head = ""
        values: list[int] = []
        last_in_row: Column | None = None
        labels = _labels([cell.text for _, cell in told], paired=paired)
        for (number, cell), label in zip(told, labels, strict=True):
            if label:
                columns.extend(_field(table, head, values, last_in_row))
                last_in_row = columns[-1] if values else last_in_row
                head, values = cell.text.strip(), []
            else:
                values.append(number)
        columns.extend(_field(table, head, values, last_in_row))
    return Profile(tuple(columns), -1, " ".join(title))


def _labels(texts: list[str], *, paired: bool) -> list[bool]:
    """Which cells of a form's row are labels; in a row of pairs also those that nobody knows, beside those that are known.

    `paired`: the form as a whole is of pairs.
    """
    known = [is_label(text) for text in texts]
    if len(texts) % 2 or not any(known[::2]):
        return known
    if not paired and (any(known[1::2]) or sum(known[::2]) * 2 < len(known[::2])):
        return known
    if sum(known[1::2]) > sum(known[::2]):
        return known
    return [
        at % 2 == 0
        and (label or (len(text.strip()) <= _LONGEST_LABEL and _may_label(text.strip())))
        for at, (text, label) in enumerate(zip(texts, known, strict=True))
    ]


def _field(table: Table, head: str, values: list[int], before: Column | None) -> Iterator[Column]:
    if values:
        meaning = meaning_of(head) if head else None
        if head and meaning in (None, "label"):
            value = table.cells[values[0]].text
            meaning = role_of(head, value) or told_of_value(head, value) or meaning
        if meaning == "name" and (
            acts_for_a_body(head)
            or (before and _OPINION.search(before.head) and _SIGNS.match(head))
        ):
            meaning = "office_name"
        if meaning == "telephone" and before and before.meaning == "office_name":
            meaning = "office_telephone"
        yield Column(-1, head, meaning, tuple(values))
