"""What a document says of itself: title, number, body, days, people, period; each with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import PurePath
from typing import Generic, TypeVar

from gongkai.documents.model import Document, Paragraph, Table, TableCell
from gongkai.papers import signs
from gongkai.papers.periods import Period, period_of
from gongkai.papers.rich_text import is_in_text, rich_text
from gongkai.screening.columns import profile
from gongkai.screening.names import is_name

T = TypeVar("T")

LONGEST_TITLE = 200
LONGEST_SUMMARY = 140
_HEAD_LINES = 14
_TAIL_LINES = 12
_FEW_PEOPLE = 2
_RED_HEAD = re.compile(r"(?P<body>[\u4e00-\u9fff \u3000]{3,40}?)文件")
_BODY_STARTS = re.compile(
    r"[。；]|^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|第[一二三四五六七八九十]+[条章节]|目\s*录$|附件)"
)
_FORM_LINE = re.compile(r"^[^，。：:]{1,8}[:：].")
_NOT_A_TITLE = re.compile(
    r"^(?:签发人|密级|紧急程度|（?此件|首页|当前位置|字体|打印|特此|抄送)|[>＞]"
)
_BRACKETED = re.compile(r"[（(][^（）()]{1,30}[）)]")
_ANNEX = re.compile(r"附\s*件\s*\d*[:：]?")
_SIGNED_ROW = re.compile(r"(?:制表|填表|填报|审核|经办|负责)人?\s*[:：]")
# The number of a person's card, or of a telephone: no title, however the lines were read.
_PRIVATE = re.compile(r"(?<!\d)(?:\d{15}|\d{17}[\dXx]|1[3-9]\d{9})(?!\d)|身份证号")
_PRINTED = re.compile(r"印\s*发$")
_TITLE_BODY = re.compile(rf"^(?P<body>{signs.BODY.pattern}?)(?=关于|20\d\d年)")
_LIST_TITLE = re.compile(r"名单|花名册|人员.{0,6}明细|发放明细|对象.{0,4}公示")
_EMPTY_OPENING = re.compile(r"^(?:各|你)[^。]{0,40}[:：]$")


@dataclass(frozen=True)
class Proposed(Generic[T]):
    """A value, and in words where it comes from."""

    value: T
    source: str


@dataclass(frozen=True)
class Proposal:
    """What is proposed for an item. ``None``: the document does not say, and nothing is guessed.

    ``text`` is rich text, empty for a spreadsheet. ``whole``: everything that the document shows is in ``text``.
    """

    title: Proposed[str]
    document_number: Proposed[str] | None
    issuing_body: Proposed[str] | None
    formed_on: Proposed[date] | None
    issued_on: Proposed[date] | None
    summary: Proposed[str] | None
    lists_people: Proposed[bool] | None
    period: Period | None
    text: str
    whole: bool
    people: int = 0


@dataclass(frozen=True)
class _Line:
    text: str
    place: str
    level: int | None
    is_cell: bool


def propose(document: Document) -> Proposal:
    """Read a document for a new item. Nothing is guessed: what is not written is ``None``."""
    return _Reader(document).proposal()


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.lines = list(_lines(document))
        self.labels = dict(self._labels())
        self.is_sheet = any(block.origin.sheet is not None for block in document.blocks)
        self.used: set[str] = set()

    def proposal(self) -> Proposal:
        number = self._number()
        title = self._title()
        formed, signed = self._formed()
        body = self._issuing_body(title.value, signed)
        people = self._people()
        is_list = people >= _FEW_PEOPLE
        lists_people = None
        if is_list:
            lists_people = Proposed(True, f"表格中有人名列，约 {people} 人")
        elif _LIST_TITLE.search(title.value) and any(self.document.tables()):
            lists_people = Proposed(True, "标题")
        text = "" if self.is_sheet else rich_text(self.document, leave_out=self.used)
        return Proposal(
            title=title,
            document_number=number,
            issuing_body=body,
            formed_on=formed,
            issued_on=self._issued(),
            summary=self._summary(title.value, people if is_list else 0),
            lists_people=lists_people,
            period=self._period(title.value),
            text=text,
            whole=not self.is_sheet and is_in_text(self.document),
            people=people,
        )

    def _labels(self) -> Iterator[tuple[str, Proposed[str]]]:
        seen: set[str] = set()
        near = [*self.lines[:40], *self.lines[-_TAIL_LINES:]]
        for line in near:
            for field, value in signs.labelled(line.text):
                if field not in seen:
                    seen.add(field)
                    yield field, Proposed(value, f"{line.place}“{line.text[:24]}”")
        for table in list(self.document.tables())[:2]:
            for row in list(table.rows())[:8]:
                for left, right in pairwise(row):
                    named = signs.field_of(left.text)
                    if (
                        named
                        and right.text
                        and named not in seen
                        and not signs.field_of(right.text)
                    ):
                        seen.add(named)
                        yield named, Proposed(right.text, f"表格中“{left.text}”")

    def _head(self) -> list[_Line]:
        """The lines above the text proper."""
        head: list[_Line] = []
        for line in self.lines[:_HEAD_LINES]:
            if line.is_cell and not self.is_sheet:
                if head:
                    break
                continue
            if _ANNEX.fullmatch(line.text):
                continue
            opens = line.text.endswith(("：", ":")) and not signs.labelled(line.text)
            if (opens or _BODY_STARTS.search(line.text)) and line.level is None:
                break
            head.append(line)
        return head

    def _number(self) -> Proposed[str] | None:
        told = self.labels.get("document_number")
        if told:
            right = signs.number_in(told.value)
            if right:
                return Proposed(right, told.source)
        for line in self.lines[:_HEAD_LINES]:
            number = signs.own_number(line.text)
            if number and not line.is_cell:
                self.used.add(line.text)
                return Proposed(number, f"{line.place}“{line.text[:24]}”")
        return None

    def _title(self) -> Proposed[str]:
        told = self.labels.get("title")
        head = self._head()
        for line in head:
            if line.level == 1 and len(line.text) > 3 and not _PRIVATE.search(line.text):
                self.used.add(line.text)
                return Proposed(_cut(line.text), f"{line.place}标题样式")
        after: list[_Line] = []
        before: list[_Line] = []
        seen_number = False
        for line in head:
            if signs.own_number(line.text):
                seen_number = True
                continue
            if self._is_furniture(line):
                continue
            (after if seen_number else before).append(line)
        for group in (after, before):
            title, lines = _joined(group)
            if title:
                self.used.update(line.text for line in lines)
                return Proposed(_cut(title), lines[0].place or "正文开头")
        if told and not _PRIVATE.search(told.value):
            return Proposed(_cut(told.value), told.source)
        name = _PRIVATE.sub("", PurePath(self.document.source.name).stem).strip()
        return Proposed(_cut(name or "未命名文件"), "文件名")

    def _is_furniture(self, line: _Line) -> bool:
        text = line.text
        if _PRIVATE.search(text) or (self.is_sheet and line.is_cell and len(text) < 5):
            return True
        if signs.labelled(text) or _FORM_LINE.match(text) or _NOT_A_TITLE.search(text):
            return True
        if signs.only_day(text) or _RED_HEAD.fullmatch(text):
            self.used.add(text)
            return True
        return str(period_of(text)) == text

    def _formed(self) -> tuple[Proposed[date] | None, str]:
        """The day, and the line of the signature above it."""
        told = self.labels.get("formed_on")
        if told:
            day = next(signs.days_in(told.value), None)
            if day:
                return Proposed(day, told.source), ""
        tail = self.lines[-_TAIL_LINES:]
        for place in range(len(tail) - 1, -1, -1):
            line = tail[place]
            day = signs.only_day(line.text)
            if day and not (line.is_cell and not self.is_sheet):
                above = tail[place - 1].text if place else ""
                return Proposed(day, f"{line.place}落款“{line.text[:20]}”"), above
        for line in self.lines[:_HEAD_LINES]:
            day = signs.only_day(line.text)
            if day:
                return Proposed(day, f"{line.place}“{line.text[:20]}”"), ""
        return None, ""

    def _issued(self) -> Proposed[date] | None:
        told = self.labels.get("issued_on")
        if told:
            day = next(signs.days_in(told.value), None)
            return Proposed(day, told.source) if day else None
        for line in reversed(self.lines[-_TAIL_LINES:]):
            if _PRINTED.search(line.text):
                day = next(signs.days_in(line.text), None)
                if day:
                    return Proposed(day, f"{line.place}“{line.text[-16:]}”")
        return None

    def _issuing_body(self, title: str, signed: str) -> Proposed[str] | None:
        told = self.labels.get("issuing_body")
        if told:
            return told
        bodies = signs.bodies_in(signed)
        if bodies:
            return Proposed("、".join(bodies), "落款")
        for line in self.lines[:_HEAD_LINES]:
            red = _RED_HEAD.fullmatch(line.text)
            if red:
                return Proposed("、".join(red["body"].split()), f"{line.place}“{line.text[:20]}”")
        match = _TITLE_BODY.match(title)
        if match and len(match["body"]) > 3:
            return Proposed(match["body"], "标题")
        for line in self._head():
            bodies = signs.bodies_in(line.text)
            if bodies:
                return Proposed("、".join(bodies), f"{line.place}“{line.text[:20]}”")
        return None

    def _people(self) -> int:
        most = 0
        for table in self.document.tables():
            seen = profile(table)
            for column in seen.columns:
                values = [table.cells[number].text for number in column.cells]
                named = sum(1 for value in values if is_name(value.strip()))
                if column.meaning == "name" and named * 2 >= len([v for v in values if v.strip()]):
                    most = max(most, named)
        return most

    def _period(self, title: str) -> Period | None:
        near = [line.text for line in self.lines[:4]] if self.is_sheet else []
        for text in (title, *near, self.document.source.name):
            found = period_of(text)
            if found:
                return found
        return None

    def _summary(self, title: str, people: int) -> Proposed[str] | None:
        if people:
            return Proposed(f"{title}，共 {people} 人。", "标题和表格行数")
        for line in self.lines:
            if line.is_cell or line.text in self.used or _EMPTY_OPENING.match(line.text):
                continue
            if "。" in line.text and len(line.text) > 12:
                return Proposed(_sentences(line.text), f"正文{line.place}")
        return None


def _lines(document: Document) -> Iterator[_Line]:
    number = 0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            for part in block.text.split("\n"):
                text = signs.tidied(part)
                if text:
                    number += 1
                    place = block.origin.place() or f"第{number}段"
                    yield _Line(text, place, block.heading_level, False)
        elif isinstance(block, Table):
            for row in _around(block):
                for cell in row:
                    text = signs.tidied(cell.text)
                    if text:
                        yield _Line(text, cell.origin.place(), None, True)


def _around(table: Table) -> Iterator[tuple[TableCell, ...]]:
    """The rows over a table's head (a title, a unit, a day) and the signed row below it; what the table holds is no
    line of the paper."""
    head = profile(table).head_row
    for number, row in enumerate(list(table.rows())[:6]):
        told = [cell for cell in row if cell.text.strip()]
        if number >= head >= 0 or (head < 0 and len(told) > 2):
            break
        yield row
    for row in list(table.rows())[max(head + 1, 0) :][-2:]:
        # Below the list stands who made it, and when.
        if any(_SIGNED_ROW.match(cell.text.strip()) for cell in row):
            yield row


def _joined(lines: list[_Line]) -> tuple[str, list[_Line]]:
    """A title that runs over several lines; a line ending like a title closes it."""
    parts: list[str] = []
    taken: list[_Line] = []
    for line in lines:
        bodies = signs.bodies_in(line.text)
        text = "、".join(bodies) if len(bodies) > 1 else line.text
        closed = bool(parts and re.search(rf"{signs.TITLE_END.pattern}$", "".join(parts)))
        if closed:
            if _BRACKETED.fullmatch(text) and not signs.only_day(text):
                parts.append(text)
                taken.append(line)
            break
        parts.append(text)
        taken.append(line)
    title = "".join(parts)
    # A body's name alone is no title.
    return ("", []) if signs.bodies_in(title) or len(title) < 4 else (title, taken)


def _cut(title: str) -> str:
    return title.strip()[:LONGEST_TITLE]


def _sentences(text: str) -> str:
    taken = ""
    for sentence in re.findall(r"[^。]+。?", text):
        if taken and len(taken) + len(sentence) > LONGEST_SUMMARY:
            break
        taken += sentence
    return taken[:LONGEST_SUMMARY]
