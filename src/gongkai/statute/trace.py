"""How a last day came about, span by span: every day from receipt to the last day stands in exactly one span.

The `days` of the spans add up to the working days of the period. A judge can check it against a wall calendar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from gongkai.statute.citations import chinese_number, load_instruments, resolve
from gongkai.statute.course import Course, State
from gongkai.statute.errors import StatuteError
from gongkai.statute.pauses import ONE_DAY
from gongkai.statute.provisional import GUESSED
from gongkai.statute.settings import load_settings
from gongkai.statute.workdays import DayKind

_WEEKDAYS = "一二三四五六日"
_PASTED_NOTICE = re.compile(r"(?P<id>holidays-(?P<year>[0-9]{4}))#(?P<part>[0-9]+)")


@dataclass(frozen=True)
class TraceSpan:
    """Consecutive days of one nature.

    Attributes:
        first, last: first and last day, both inclusive.
        days: how many of them the period counts.
        kind: `start`, `given-up`, `paused`, `working`, `made-up`, `weekend`, `holiday`, `local-holiday`, `local-working`.
        why: Chinese reason.
        cite: provision, notice, `setting:<id>` or `local:<id>`.
    """

    first: date
    last: date
    days: int
    kind: str
    why: str
    cite: str


def trace(course: Course) -> tuple[TraceSpan, ...]:
    """Every day from receipt to the last day, in spans.

    Where there is no last day the trace ends with the last event. The spans follow each other without gap or overlap, and
    their `days` add up to `course.working_days`.
    """
    end = course.due_on or max(course.last_event_on, course.received_on)
    spans: list[TraceSpan] = []
    for day, (kind, counts, why, cite) in _days(course, end):
        if spans and (spans[-1].kind, spans[-1].why, spans[-1].cite) == (kind, why, cite):
            before = spans[-1]
            spans[-1] = TraceSpan(before.first, day, before.days + counts, kind, why, cite)
        else:
            spans.append(TraceSpan(day, day, int(counts), kind, why, cite))
    return tuple(spans)


_Reason = tuple[str, bool, str, str]


def _days(course: Course, end: date) -> Iterator[tuple[date, _Reason]]:
    day, counted = course.received_on, 0
    while day <= end:
        reason = _reason(course, day, counted)
        counted += reason[1]
        yield day, reason
        day += ONE_DAY


def _reason(course: Course, day: date, counted: int) -> _Reason:
    """What `day` is: its kind, whether it counts, why, and where that stands."""
    if day == course.start:
        return "start", False, course.start_why, course.start_cite
    for span in course.given_up:
        if span.first <= day <= span.last:
            return "given-up", False, span.why, span.cite
    if day < course.start:
        return "start", False, "收到申请之日", course.receipt_cite
    if course.waiting_since is not None and day > course.waiting_since:
        if course.state is State.AWAITING_PAYMENT:
            return "paused", False, "等待申请人缴费", "fees-2020#6"
        return "paused", False, "等待申请人补正", "ogi-2019#30"
    pause = course.paused(day)
    if pause is not None:
        return "paused", False, pause.why, pause.cite
    note = course.calendar.note(day)
    kind = note.kind.value
    if not note.kind.works:
        why = {
            DayKind.WEEKEND: "周末休息",
            DayKind.HOLIDAY: f"{note.name}放假" + (f"（{note.basis}）" if note.basis else ""),
            DayKind.LOCAL_HOLIDAY: f"{note.name}放假（{note.basis}）",
        }[note.kind]
        return kind, False, why, note.cite or ""
    period, cite = _period(course, counted + 1)
    if note.kind is DayKind.WORKING:
        guessed = f"（{GUESSED}）" if day > course.calendar.certain_through else ""
        return kind, True, f"工作日{guessed}，计入{period}", cite
    what = "周末调休上班" if note.kind is DayKind.MADE_UP else f"地方调休上班（{note.basis}）"
    return kind, True, f"{note.name}{what}，计入{period}", note.cite or cite


def _period(course: Course, ordinal: int) -> tuple[str, str]:
    """The name and provision of the period in which the `ordinal`-th counted day falls."""
    if ordinal <= course.base_days:
        return "答复期限", course.base_cite
    if ordinal <= course.base_days + course.extension_days:
        return "延长的期限", course.base_cite
    return "延迟答复的合理期限", "ogi-2019#35"


def cite_in_chinese(cite: str) -> str:
    """A trace's `cite` in Chinese: 《政府信息公开条例》第三十三条第二款, or the setting's or place's name."""
    scheme, colon, name = cite.partition(":")
    if not colon:
        pasted = _PASTED_NOTICE.fullmatch(cite)
        if pasted and pasted["id"] not in load_instruments():
            part = chinese_number(int(pasted["part"]))
            return f"《国务院办公厅关于{pasted['year']}年部分节假日安排的通知》第{part}项"
        return str(resolve(cite))
    if scheme == "setting":
        return f"设置“{load_settings()[name].label}”（法律未明定，由本机关选定）"
    return f"地方放假“{name}”"


def in_chinese(day: date) -> str:
    """A day as 2026年9月18日（周五）."""
    return f"{day.year}年{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}）"


def _stretch(first: date, last: date) -> str:
    return in_chinese(first) if first == last else f"{in_chinese(first)}至{in_chinese(last)}"


def lines(course: Course) -> tuple[str, ...]:
    """The trace as numbered Chinese lines, each day counted with its running number."""
    written: list[str] = []
    running = 0
    for number, span in enumerate(trace(course), start=1):
        if span.days == 0:
            count = "不计"
        elif span.days == 1:
            count = f"第{running + 1}日"
        else:
            count = f"第{running + 1}至{running + span.days}日"
        running += span.days
        written.append(
            f"{number:>2}. {_stretch(span.first, span.last)}：{span.why}——{count}"
            f"〔{cite_in_chinese(span.cite)}〕"
        )
    return tuple(written)


class TraceBroken(StatuteError):
    """A trace does not re-add to its result: a fault of this software, never of the case."""


def verify(course: Course) -> None:
    """Check that the trace covers every day once and adds up to the result.

    Raises:
        TraceBroken: it does not.
    """
    spans = trace(course)
    whole = all(a.last + ONE_DAY == b.first for a, b in pairwise(spans))
    if not whole or spans[0].first != course.received_on:
        raise TraceBroken("期限的逐日说明有缺日或重日，请勿使用此结果并报告此问题。")
    if course.due_on is not None and (
        spans[-1].last != course.due_on
        or sum(span.days for span in spans) != course.working_days
        or spans[-1].days == 0
    ):
        raise TraceBroken("期限的逐日说明与结果不一致，请勿使用此结果并报告此问题。")
