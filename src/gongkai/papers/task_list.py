"""重点工作清单: the tasks that a county's list gives, from a table or from numbered paragraphs, with owner and day.

A list names its columns as it likes; `COLUMNS` knows the usual ones. A paper without a table has its tasks in numbered paragraphs,
each with what it asks in brackets behind: （责任单位：党政办；完成时限：6月底前）.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.documents.tabular import Column, Row, day_of

COLUMNS = (
    Column("number", ("序号", "编号", "任务编号")),
    Column(
        "text",
        ("重点工作", "工作任务", "重点任务", "任务内容", "工作内容", "工作事项", "任务", "内容"),
        required=True,
        keeps_lines=True,
    ),
    Column("measure", ("工作要求", "具体措施", "工作措施", "落实措施", "任务要求", "工作目标")),
    Column(
        "owner",
        ("责任单位", "责任部门", "牵头单位", "责任科室", "责任人", "承办单位", "落实单位"),
    ),
    Column("due", ("完成时限", "完成时间", "时限要求", "办理时限", "时限", "时间节点")),
)
"""The columns of a task list."""

_NUMBERED = re.compile(
    r"^\s*(?:[（(]?(?P<number>[0-9]{1,3}|[一二三四五六七八九十]{1,3})[）)]?\s*[．.、）)]?)\s*(?P<text>\S.{5,})$"
)
_MARK = re.compile(
    r"^\s*(?:[（(][0-9一二三四五六七八九十]{1,3}[）)]|[0-9一二三四五六七八九十]{1,3}[．.、])"
)
_OWNER = re.compile(
    r"(?:责任单位|责任部门|牵头单位|责任人|承办单位|责任科室)\s*[:：]\s*([^；;）)。\n]+)"
)
_DUE = re.compile(r"(?:完成时限|完成时间|时限|时间节点)\s*[:：]\s*([^；;）)。\n]+)")
_ASIDE = re.compile(r"[（(][^（）()]*(?:责任|牵头|承办|时限|完成时间)[^（）()]*[）)]")
_MONTH_END = re.compile(r"(?:(?P<year>20\d\d)年)?(?P<month>1[0-2]|[1-9])月(?:底|末|份)?(?:之?前)?")
_MONTH_DAY = re.compile(r"(?:(?P<year>20\d\d)年)?(?P<month>1[0-2]|[1-9])月(?P<day>[1-3]?\d)日")
_QUARTER = re.compile(r"第?([一二三四1-4])季度")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@dataclass(frozen=True, slots=True)
class ProposedTask:
    """One task as the list has it.

    Attributes:
        number: as written, or its place.
        text: what is to be done.
        measure: how, where the list says so.
        owner: who, where the list says so.
        due: when, as written.
        due_on: the day meant; None where the words name none (长期, 全年 is the year's last day).
    """

    number: str
    text: str
    measure: str
    owner: str
    due: str
    due_on: date | None


def tasks_of_rows(rows: Iterable[Row], year: int) -> Iterator[ProposedTask]:
    """A task for each row with a text."""
    for place, row in enumerate(rows, start=1):
        text = row.text("text").strip()
        if not text:
            continue
        due = row.text("due").strip()
        yield ProposedTask(
            row.text("number").strip() or str(place),
            text,
            row.text("measure").strip(),
            row.text("owner").strip(),
            due,
            due_day(due, year),
        )


def tasks_of_text(text: str, year: int) -> list[ProposedTask]:
    """The numbered paragraphs that name an owner or a day; where none does, every numbered paragraph."""
    found = []
    for line in text.splitlines():
        match = _NUMBERED.match(line)
        if match is None or not _MARK.match(line):
            continue
        words = match["text"].strip()
        owner, due = _OWNER.search(words), _DUE.search(words)
        told = due[1].strip() if due else ""
        found.append(
            ProposedTask(
                match["number"],
                _ASIDE.sub("", words).strip(),
                "",
                owner[1].strip() if owner else "",
                told,
                due_day(told, year),
            )
        )
    named = [task for task in found if task.owner or task.due]
    return named or found


def due_day(words: str, year: int) -> date | None:
    """The last day that the words leave: 6月底前 is 30 June, 第三季度 is 30 September, 全年 is 31 December.

    `year` is meant where the words name none. None for words without a day (长期坚持, 持续推进).
    """
    plain = re.sub(r"\s+", "", words)
    whole = day_of(plain) if plain else None
    if whole is not None:
        return whole
    if match := _MONTH_DAY.search(plain):
        try:
            return date(int(match["year"] or year), int(match["month"]), int(match["day"]))
        except ValueError:
            return None
    if match := _MONTH_END.search(plain):
        of, month = int(match["year"] or year), int(match["month"])
        return date(of, month, monthrange(of, month)[1])
    if match := _QUARTER.search(plain):
        month = _QUARTERS[match[1]] * 3
        return date(year, month, monthrange(year, month)[1])
    if "上半年" in plain or "半年" == plain:
        return date(year, 6, 30)
    if any(word in plain for word in ("年底", "年末", "全年", "下半年", "本年度")):
        return date(year, 12, 31)
    return None
