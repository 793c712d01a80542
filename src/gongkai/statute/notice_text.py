"""A holiday notice read from its own sentences, as pasted from the page of the State Council: 一、元旦：1月1日（周四）至3日（周六）放假….

Every date is compared with the weekday the notice writes beside it and every stretch with its 共×天, so that a wrong paste is told, not
loaded. What is only recommended (鼓励…安排职工在除夕休息) is no day off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from gongkai.statute.citations import number_in
from gongkai.statute.errors import StatuteDataError, StatuteError
from gongkai.statute.loader import Record
from gongkai.statute.notices import Notice, read_notice

_TITLE = re.compile(r"(?P<year>20[0-9]{2})年部分节假日安排")
_NUMBER = re.compile(r"国办发明电〔20[0-9]{2}〕[0-9]+号")
_ISSUED = re.compile(r"(?P<year>20[0-9]{2})年(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日")
_HEAD = (
    r"[一二三四五六七八九十]{1,2}、(?:元旦|[^：:。、]{1,4}节)(?:、(?:元旦|[^：:。、]{1,4}节))*[：:]"
)
_PART = re.compile(
    rf"(?P<ordinal>[一二三四五六七八九十]{{1,2}})、(?P<name>[^：:。]+?)[：:](?P<rest>.*?)(?={_HEAD}|$)",
    re.DOTALL,
)
_PARTS_BEGIN = re.compile(_HEAD)
_DAY = (
    r"(?:(?P<{0}year>20[0-9]{{2}})年)?(?:(?P<{0}month>[0-9]{{1,2}})月)?(?P<{0}day>[0-9]{{1,2}})日"
    r"(?:（(?P<{0}note>[^）]*)）)?"
)
_OFF = re.compile(
    rf"{_DAY.format('a')}(?:[至—-]{_DAY.format('b')})?(?:，)?(?:放假|休息)(?P<rest>[^。]*)"
)
_WORKED = re.compile(_DAY.format("a"))
_COUNT = re.compile(r"共?(?P<days>[0-9]+)天")
_WEEKDAY = re.compile(r"(?:周|星期)(?P<day>[一二三四五六日])")
_WEEKDAYS = "一二三四五六日"


class NoticeUnread(StatuteError):
    """A pasted notice does not say what a notice says.

    Attributes:
        part: the holiday concerned, or empty.
    """

    def __init__(self, part: str, problem: str) -> None:
        where = f"“{part}”一项" if part else "通知"
        super().__init__(f"{where}{problem}；请对照通知原文核对粘贴的文字。")
        self.part = part


def read_notice_text(
    text: str, *, checked: date | None = None, issued: date | None = None
) -> Notice:
    """The notice that a text states, to be shown as a table, confirmed by a person, and loaded.

    Args:
        text: the notice as pasted, with its title.
        checked: the day a person compared it; None = nobody has yet.
        issued: its day of issue; None = the last full date in the text outside its numbered parts.

    Raises:
        NoticeUnread: no title, no numbered part, a weekday or a count that does not fit, days that contradict each
            other.
    """
    text = re.sub(r"[ \t\u3000]+", "", text.replace("(", "（").replace(")", "）"))
    title = _TITLE.search(text)
    if title is None:
        raise NoticeUnread("", "中没有“××××年部分节假日安排”的标题，不知道是哪一年的安排")
    year = int(title["year"])
    begin = _PARTS_BEGIN.search(text)
    parts = list(_PART.finditer(text, begin.start())) if begin else []
    for position, part in enumerate(parts, start=1):
        if number_in(part["ordinal"]) != position:
            raise NoticeUnread(part["name"], f"是第{part['ordinal']}项，前面缺少第{position}项")
    holidays = [_holiday(part["name"], part["rest"], year) for part in parts]
    if not holidays:
        raise NoticeUnread("", "中没有“一、元旦：……放假”这样的逐项安排")
    data: dict[str, Any] = {
        "id": f"holidays-{year}",
        "year": year,
        "title": f"国务院办公厅关于{year}年部分节假日安排的通知",
        "issued": issued or _issued(text[parts[-1].start("rest") :], text[: parts[0].start()]),
        "holiday": holidays,
    }
    data |= {"checked": checked} if checked else {"compared": False}
    number = _NUMBER.search(text)
    if number:
        data["number"] = number.group()
    try:
        return read_notice(Record(data, "通知原文"))
    except StatuteDataError as error:
        raise NoticeUnread("", error.problem) from error


def _issued(*places: str) -> date:
    for place in places:
        found = list(_ISSUED.finditer(place))
        if found:
            last = found[-1]
            return date(int(last["year"]), int(last["month"]), int(last["day"]))
    raise NoticeUnread("", "中没有成文日期")


def _holiday(name: str, rest: str, year: int) -> dict[str, Any]:
    off = _OFF.search(rest)
    if off is None:
        raise NoticeUnread(name, "没有写明哪天放假")
    first = _day(name, off, "a", year, None)
    last = _day(name, off, "b", year, first) if off["bday"] else first
    count = _COUNT.search(off["rest"])
    days = (last - first).days + 1
    if count and int(count["days"]) != days:
        raise NoticeUnread(name, f"写作共{count['days']}天，由日期算得{days}天")
    return {
        "name": name,
        "first": first,
        "last": last,
        "work": list(_worked(name, rest, year)),
        "gist": re.sub(r"\s+", "", rest).strip("。") + "。",
    }


def _worked(name: str, rest: str, year: int) -> Iterator[date]:
    for sentence in re.split("[。；]", rest):
        head, works, _ = sentence.partition("上班")
        if not works:
            continue
        before: date | None = None
        for match in _WORKED.finditer(head.rsplit("放假", 1)[-1]):
            before = _day(name, match, "a", year, before)
            yield before


def _day(name: str, match: re.Match[str], which: str, year: int, before: date | None) -> date:
    """A day whose year and month may stand only with the day before it; the weekday must fit."""
    if match[f"{which}month"] is None and before is None:
        raise NoticeUnread(name, f"中“{match.group()}”没有写明月份")
    month = int(match[f"{which}month"] or (before.month if before else 0))
    stated = match[f"{which}year"]
    if stated is None and before is not None and before.year != year and month == before.month:
        stated = str(before.year)
    try:
        day = date(int(stated or year), month, int(match[f"{which}day"]))
    except ValueError as error:
        raise NoticeUnread(name, f"中“{match.group()}”不是存在的日期") from error
    weekday = _WEEKDAY.search(match[f"{which}note"] or "")
    if weekday and _WEEKDAYS.index(weekday["day"]) != day.weekday():
        raise NoticeUnread(name, f"中{day}写作周{weekday['day']}，实为周{_WEEKDAYS[day.weekday()]}")
    return day
