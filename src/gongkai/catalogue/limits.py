"""Time limits of catalogues: 自信息形成之日起20个工作日内 as data, and data as words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

WITHIN = "within"
BEFORE = "before"
CONSULTATION = "consultation"
PERIODIC = "periodic"
REAL_TIME = "real_time"
BY_PROGRESS = "by_progress"
LONG_TERM = "long_term"
WITH_DOCUMENT = "with_document"
UNKNOWN = "unknown"
KINDS = (
    WITHIN,
    BEFORE,
    CONSULTATION,
    PERIODIC,
    REAL_TIME,
    BY_PROGRESS,
    LONG_TERM,
    WITH_DOCUMENT,
    UNKNOWN,
)
WORKING_DAYS, CALENDAR_DAYS, MONTHS = "working_days", "calendar_days", "months"
_UNIT_WORDS = {WORKING_DAYS: "个工作日", CALENDAR_DAYS: "日", MONTHS: "个月"}
_UNSAID = frozenset({"", "未写明"})

_NUMERALS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
}
_HAN = re.compile(r"[〇零一二两三四五六七八九十]+(?=个?(?:工作日|自然日|日历日|日|天|月|周))")
_PERIOD = re.compile(r"(?P<number>\d{1,3})个?(?P<unit>工作日|自然日|日历日|日|天|月|周)(?!起)")
_FROM = re.compile(
    r"(?:自|从|于|在|应当?在|应于)?(?P<event>[^，,；;。自从]{2,40}?)(?:之日起|之日|当日起|起|后|之后|以后)的?$"
)
_WHOSE = re.compile(r"(?P<what>[^，,；;自]{2,20})自(?P<done>作出|形成|批准|确定|生效|变更|签订)")
_POSTING = re.compile(
    r"(?<!前)公示(?:期|时间)?(?:为|不少于|不得少于|不低于|满)?\d{1,3}个?(?:工作日|自然日|日|天)"
)
_POSTED = re.compile(
    r"公示(?:期限?|时间|时长|天数)?[^，,；;。\n\d]{0,8}(?P<number>\d{1,3})个?(?P<unit>工作日|自然日|日历日|日|天|周)"
)
_OF_MONTHS = {
    "monthly": re.compile(r"每月|每1?个?月|按月|月度|逐月"),
    "quarterly": re.compile(r"每季|按季|季度|每3个月"),
    "yearly": re.compile(r"每年|按年|年度|逐年|每12个月"),
}
_PART = re.compile(r"[；;。\n]|(?<!\d)[1-9][.、．)）](?!\d)")
_EVERY = re.compile(
    r"每(?:\d{1,3}个?(?:工作日|日|天|月)|日|周|旬|月|季度?|半年|年)|按(?:日|周|月|季度?|年)|定期|(?:月|季|年)度(?:公开|更新)"
)


@dataclass(frozen=True, slots=True)
class Limit:
    """One part of a time limit.

    `kind` is one of `KINDS`; `value` and `unit` (working_days, calendar_days, months) are given where a number of
    days or months is; `event` is what the period runs from, or the wording where there is no number.
    """

    kind: str
    value: int | None = None
    unit: str | None = None
    event: str = ""

    @property
    def in_words(self) -> str:
        """As printed: 自信息形成之日起20个工作日内."""
        event = "" if self.event in _UNSAID else self.event
        period = f"{self.value}{_UNIT_WORDS[self.unit]}" if self.value and self.unit else ""
        match self.kind:
            case "within":
                if not event:
                    return f"{period}内"
                start = event if "之日" in event or event.endswith("时") else f"{event}之日"
                return f"自{start}起{period}内"
            case "before" if event and not re.search(r"\d|一周|提前", event):
                return f"{event}前{period}"
            case "before" | "consultation" | "periodic":
                return event or period
            case "real_time":
                return event or "实时公开"
            case "by_progress":
                return event or "及时公开"
            case "long_term":
                return event or "长期公开"
            case "with_document":
                return event or "随文件公开"
        return "目录未写明"

    def as_data(self) -> dict[str, Any]:
        """For keeping: only what is said."""
        data: dict[str, Any] = {"kind": self.kind}
        if self.value is not None:
            data |= {"value": self.value, "unit": self.unit}
        return data | ({"from": self.event} if self.event else {})

    @classmethod
    def of(cls, data: dict[str, Any]) -> Limit:
        """From what `as_data` gave."""
        return cls(data["kind"], data.get("value"), data.get("unit"), data.get("from", ""))


def in_words(limits: tuple[Limit, ...]) -> str:
    """All parts as one phrase."""
    return "；".join(limit.in_words for limit in limits)


def read_limits(text: str) -> tuple[Limit, ...]:
    """The parts of a time limit as a catalogue words it; what cannot be understood is `unknown` with its words.

    An empty text gives no part.
    """
    found: list[Limit] = []
    for part in _PART.split(_plain(text)):
        limit = _read_part(part.strip(" ,，、:："))
        if limit is not None and limit not in found:
            found.append(limit)
    known = [limit for limit in found if limit.kind != UNKNOWN]
    return tuple(known or found)


def read_posting(text: str) -> Limit | None:
    """How long a list is posted, where a text says so: 公示期不少于7天."""
    found = _POSTED.search(_plain(text))
    return Limit(WITHIN, *_amount(found)) if found else None


def read_rhythm(text: str) -> str:
    """`monthly`, `quarterly` or `yearly` where a text says that something comes as often; else empty."""
    plain = _plain(text)
    return next((name for name, said in _OF_MONTHS.items() if said.search(plain)), "")


def _plain(text: str) -> str:
    plain = re.sub(r"[ \t\u3000]+", "", unicodedata.normalize("NFKC", text)).strip()
    return _HAN.sub(lambda found: str(_number(found[0])), plain)


def _number(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int("".join(str(_NUMERALS[digit]) for digit in text))
    return (_NUMERALS[tens] if tens else 1) * 10 + (_NUMERALS[ones] if ones else 0)


def _read_part(part: str) -> Limit | None:
    if not part:
        return None
    without_posting = _POSTING.sub("", part)
    every = _EVERY.search(without_posting)
    period = None if every else _PERIOD.search(without_posting)
    if period is not None:
        return _with_period(without_posting, period)
    if every:
        number = _PERIOD.search(every[0])
        if number is None:
            return Limit(PERIODIC, event=part)
        return Limit(PERIODIC, *_amount(number), part)
    for kind, words in (
        (REAL_TIME, "实时|即时|立即|第一时间|当日|当天|同步"),
        (LONG_TERM, "长期|常年|动态(?:调整|更新)|变更时更新"),
        (WITH_DOCUMENT, r"随.{1,12}(?:公开|公布|发布)"),
        (BY_PROGRESS, "及时|按进展|适时|按规定|按时"),
    ):
        if re.search(words, without_posting):
            return Limit(kind, event=part)
    return Limit(UNKNOWN, event=part) if without_posting else None


def _amount(found: re.Match[str]) -> tuple[int, str]:
    number, unit = int(found["number"]), found["unit"]
    if unit == "月":
        return number, MONTHS
    if unit == "周":
        return number * 7, CALENDAR_DAYS
    return number, WORKING_DAYS if unit == "工作日" else CALENDAR_DAYS


def _with_period(part: str, period: re.Match[str]) -> Limit:
    number, unit = _amount(period)
    before, after = part[: period.start()], part[period.end() :]
    if re.search(r"征求意见|征集", part):
        return Limit(CONSULTATION, number, unit, part)
    if (
        "前公示" in before
        or re.search(r"提前$|前(?:不少于|至少)?$", before)
        or after.startswith("前")
    ):
        return Limit(BEFORE, number, unit, part)
    start = _FROM.search(re.sub(r"[(（].*?[)）]", "", before).rstrip(",，"))
    event = start["event"] if start else ""
    whose = _WHOSE.search(before)
    if whose and event.startswith(whose["done"]):
        event = f"{whose['what']}{event}"
    if event and re.search(r"之日(?:起|后)?|当日", before):
        event = f"{event}之日"
    return Limit(WITHIN, number, unit, event)
