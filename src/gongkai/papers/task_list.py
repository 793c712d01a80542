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
    Column(
        "measure",
        (
            "工作要求",
            "具体措施",
            "具体举措",
            "工作措施",
            "工作举措",
            "落实措施",
            "主要举措",
            "任务要求",
            "具体要求",
            "具体内容",
            "举措",
            "措施",
            "工作目标",
        ),
    ),
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
_ALMOST_DAY = re.compile(r"(20\d\d)[-年./](\d{1,2})[-月./](\d{1,2})日?(?:之?前)?")
_THIRDS = {"上旬": 10, "中旬": 20}
_THIRD = re.compile(r"(?:(?P<year>20\d\d)年)?(?P<month>1[0-2]|[1-9])月(?P<third>[上中下]旬)")
_EACH_MONTH = re.compile(r"每(?:个)?月(?:(?P<day>[1-3]?\d)[日号])?")
_EACH_QUARTER = re.compile(r"每(?:个)?季")
_EACH_HALF = re.compile(r"每半年|上半年[、，和及与]下半年")
_MONTHS = re.compile(
    r"((?:(?:1[0-2]|[1-9])月(?:底|末|份)?(?:之?前)?[、，和及与]){1,11}(?:1[0-2]|[1-9])月)"
)
_SOME_QUARTERS = re.compile(r"((?:第?[一二三四1-4](?:季度)?[、，和及与]){1,3}第?[一二三四1-4])季度")
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
        due_on: the day meant, the first of several; None where the words name none (长期, 全年 is the year's last day).
        due_days: every day where the words name several (每季度末, 上半年、下半年各一次); else empty.
        doubt: what is wrong with the words, as a sentence; empty where nothing is.
    """

    number: str
    text: str
    measure: str
    owner: str
    due: str
    due_on: date | None
    due_days: tuple[date, ...] = ()
    doubt: str = ""


def tasks_of_rows(rows: Iterable[Row], year: int) -> Iterator[ProposedTask]:
    """A task for each row that says what is to be done.

    Where the task's own cell is empty and others are not, it belongs to the task above: counties merge these cells, and
    some leave all but the first empty. A heading across the whole table is no task.
    """
    above = ""
    for place, row in enumerate(rows, start=1):
        cells = {field: row.text(field).strip() for field in row.cells}
        text, measure, owner, due = (cells[each] for each in ("text", "measure", "owner", "due"))
        if text and text == cells["number"]:
            above = ""
            continue
        if not text and not (measure or owner or due):
            continue
        doubt = ""
        if not text:
            text = above
            if not text:
                text, measure = measure or owner, ""
                doubt = row.cells["text"].wrong("有内容")
        above = text
        days = due_days(due, year)
        yield ProposedTask(
            cells["number"] or str(place),
            text,
            measure,
            owner,
            due,
            days[0] if days else None,
            days if len(days) > 1 else (),
            doubt or doubt_of(due, row.cells["due"].place),
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
        days = due_days(told, year)
        found.append(
            ProposedTask(
                match["number"],
                _ASIDE.sub("", words).strip(),
                "",
                owner[1].strip() if owner else "",
                told,
                days[0] if days else None,
                days if len(days) > 1 else (),
                doubt_of(told, f"第 {match['number']} 条时限"),
            )
        )
    named = [task for task in found if task.owner or task.due]
    return named or found


def doubt_of(words: str, place: str) -> str:
    """A sentence where the words name a day that no calendar has; else empty."""
    plain = re.sub(r"\s+", "", words)
    match = _ALMOST_DAY.search(plain) or _MONTH_DAY.search(plain)
    if match is None or due_days(plain, 2024):
        return ""
    return f"{place}：“{words[:20]}”日历上没有这一天，没有记下时限；请在任务里补上。"


def due_days(words: str, year: int) -> tuple[date, ...]:
    """Every day that the words leave, in order: 每季度末 are four, 上半年、下半年各一次 two, 每月10日前 twelve.

    Empty for words without a day, and for days that no calendar has.
    """
    plain = re.sub(r"\s+", "", words)
    if match := _EACH_MONTH.search(plain):
        wanted = int(match["day"] or 31)
        return tuple(
            date(year, month, min(wanted, monthrange(year, month)[1])) for month in range(1, 13)
        )
    if _EACH_QUARTER.search(plain):
        return tuple(_month_end(year, month) for month in (3, 6, 9, 12))
    if _EACH_HALF.search(plain):
        return date(year, 6, 30), date(year, 12, 31)
    if match := _SOME_QUARTERS.search(plain):
        told = re.findall(r"[一二三四1-4]", match[1])
        return tuple(_month_end(year, _QUARTERS[each] * 3) for each in told)
    if match := _MONTHS.search(plain):
        return tuple(_month_end(year, int(each)) for each in re.findall(r"\d+", match[1]))
    day = due_day(plain, year)
    return (day,) if day is not None else ()


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def due_day(words: str, year: int) -> date | None:
    """The last day that the words leave: 6月底前 is 30 June, 第三季度 is 30 September, 全年 is 31 December.

    `year` is meant where the words name none. None for words without a day (长期坚持, 持续推进).
    """
    plain = re.sub(r"\s+", "", words)
    whole = day_of(plain) if plain else None
    if whole is not None:
        return whole
    if match := _ALMOST_DAY.fullmatch(plain):
        return day_of("-".join(match.groups()))
    if match := _THIRD.search(plain):
        of, month = int(match["year"] or year), int(match["month"])
        return date(of, month, _THIRDS.get(match["third"], monthrange(of, month)[1]))
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
