"""`gongkai deadline`: the statutory clock of a request, every day accounted for."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import click

from gongkai.cli.refusal import PlainCommand, Refusal
from gongkai.statute.clock import Clock
from gongkai.statute.codelists import codelist
from gongkai.statute.course import Course
from gongkai.statute.deadlines import due
from gongkai.statute.errors import StatuteError
from gongkai.statute.event_text import EVENTS, parse_day, parse_event
from gongkai.statute.events import Extended
from gongkai.statute.icalendar import icalendar
from gongkai.statute.notice_text import read_notice_text
from gongkai.statute.notices import load_local_holidays
from gongkai.statute.provisional import GUESSED, provisional
from gongkai.statute.receipt import Door, Receipt, receive
from gongkai.statute.settings import Settings
from gongkai.statute.steps import next_steps
from gongkai.statute.trace import cite_in_chinese, in_chinese, lines, trace, verify
from gongkai.statute.workdays import Calendar, calendar_with, load_calendar

_EVENT_HELP = "发生的事件，可多次使用，按时间先后；种类：" + "、".join(
    f"{kind}（{event.label}）" for kind, event in EVENTS.items()
)


@click.command(
    cls=PlainCommand,
    epilog="例：gongkai deadline --received 2026-09-18 "
    "--event consultation_sent=2026-09-28 --event extended=2026-10-12,days=10",
)
@click.option("--received", metavar="日期", help="收到申请之日（条例第三十一条），如2026-09-18。")
@click.option(
    "--period",
    metavar="期限",
    help="只算一个期限的最后一日，--received写起算之日："
    + "、".join(
        f"{code.id}（{code.label}，{code.text('starts')}）" for code in codelist("deadlines")
    )
    + "。",
)
@click.option("--door", metavar="渠道", help=f"接收渠道：{'、'.join(d.value for d in Door)}。")
@click.option(
    "--submitted", metavar="日期", help="提交或到达之日；与--door同用，可看出确认是否及时。"
)
@click.option("--event", "events", multiple=True, metavar="种类=日期[,项=值…]", help=_EVENT_HELP)
@click.option(
    "--extended",
    is_flag=False,
    flag_value="20",
    metavar="[工作日数]",
    help="假定在期限内依法延长；不写天数为20个工作日。",
)
@click.option("--on", metavar="日期", help="说明到这一天已用、剩余的工作日。")
@click.option(
    "--notice",
    "notices",
    multiple=True,
    metavar="文件",
    help="新公布的放假通知（粘贴原文的文本文件）。",
)
@click.option("--local", "locals_", multiple=True, metavar="文件", help="地方放假（TOML文件）。")
@click.option(
    "--setting", "settings", multiple=True, metavar="名称=值", help="法律未明定之处的选择。"
)
@click.option("--json", "as_json", is_flag=True, help="输出JSON。")
@click.option("--ics", "as_ics", is_flag=True, help="输出iCalendar日历文件。")
def deadline(
    received: str | None,
    period: str | None,
    door: str | None,
    submitted: str | None,
    events: tuple[str, ...],
    extended: str | None,
    on: str | None,
    notices: tuple[str, ...],
    locals_: tuple[str, ...],
    settings: tuple[str, ...],
    as_json: bool,
    as_ics: bool,
) -> None:
    """计算依申请公开的答复期限，逐日说明理由和依据。"""
    if as_json and as_ics:
        raise Refusal("--json和--ics只能选一种。")
    if period is not None:
        if any((door, submitted, events, extended, on, settings, as_ics)):
            raise Refusal("--period只与--received、--notice、--local、--json同用。")
        click.echo(_one_period(period, received, _calendar(notices, locals_), as_json))
        return
    try:
        clock = Clock(
            _receipt(received, door, submitted),
            _calendar(notices, locals_),
            tuple(parse_event(text) for text in events),
            _settings(settings),
        )
        if extended is not None:
            clock = _extended(clock, extended)
        day = parse_day(on, "--on") if on else None
        verify(clock.course)
        if as_json:
            text = json.dumps(_as_json(clock.course, day), ensure_ascii=False, indent=2)
        elif as_ics:
            text = icalendar(clock.course, datetime.now(UTC))
        else:
            text = "\n".join(_as_text(clock.course, day))
    except StatuteError as error:
        raise Refusal(error.message) from error
    click.echo(text, nl=not as_ics)


def _one_period(period: str, received: str | None, calendar: Calendar, as_json: bool) -> str:
    """The last day of one plain period, guessed and marked where the notice is not out."""
    try:
        start, entry = _first_day(received), codelist("deadlines")[period]
        day = due(period, start, provisional(calendar))
    except StatuteError as error:
        raise Refusal(error.message) from error
    guessed = day > calendar.certain_through
    if as_json:
        answer = {"due_on": day.isoformat(), "guessed": guessed, "cite": entry.cites[0]}
        return json.dumps(answer, ensure_ascii=False, indent=2)
    mark = f"（{GUESSED}）" if guessed else ""
    return (
        f"{entry.label}：{entry.text('starts')}{in_chinese(start)}，最后一日{in_chinese(day)}{mark}"
        f"〔{cite_in_chinese(entry.cites[0])}〕"
    )


def _first_day(received: str | None) -> date:
    if received is None:
        raise Refusal("缺少--received：请写明收到申请之日，如--received 2026-09-18。")
    return parse_day(received, "--received")


def _receipt(received: str | None, door: str | None, submitted: str | None) -> Receipt:
    day = _first_day(received)
    sent = parse_day(submitted, "--submitted") if submitted else None
    if door is None:
        if sent is not None:
            raise Refusal("--submitted要与--door同用：请写明接收渠道。")
        return Receipt(day)
    through = Door.named(door)
    if through in (Door.COUNTER, Door.ORAL, Door.HANDED_DOWN):
        return receive(through, submitted_on=day)
    if through is Door.OTHER_OFFICE:
        return receive(through, signed_on=sent, confirmed_on=day)
    return receive(through, submitted_on=sent, signed_on=day, confirmed_on=day)


def _calendar(notices: tuple[str, ...], local: tuple[str, ...]) -> Calendar:
    try:
        read = [read_notice_text(_text_of(path)) for path in notices]
        calendar = calendar_with(*read) if read else load_calendar()
        for path in local:
            calendar = calendar.with_local(load_local_holidays(Path(path)))
    except StatuteError as error:
        raise Refusal(error.message) from error
    return calendar


def _text_of(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(f"{path}读不出来：请核对路径和编码（UTF-8）。") from error


def _settings(texts: tuple[str, ...]) -> Settings:
    chosen: list[tuple[str, str]] = []
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise Refusal(f"设置“{text}”写法不对，应为“名称=值”。")
        chosen.append((name, value))
    return Settings(tuple(chosen))


def _extended(clock: Clock, days: str) -> Clock:
    """The clock with an extension told now and, as `--extended` assumes, lawfully approved."""
    if not days.isascii() or not days.isdigit():
        raise Refusal(f"--extended为“{days}”，应为1至20的整数，或不写天数。")
    on = max(clock.course.received_on, clock.course.last_event_on)
    extension = Extended(on, days=int(days), approved_by="（假定已经同意）")
    entry = clock.entry_of(extension)
    if not entry.effective:
        raise Refusal(entry.cautions[0].message)
    return clock.after(extension)


def _as_json(course: Course, on: date | None) -> dict[str, object]:
    answer: dict[str, object] = {
        "due_on": course.due_on.isoformat() if course.due_on else None,
        "working_days": course.working_days,
        "trace": [
            {
                "from": span.first.isoformat(),
                "to": span.last.isoformat(),
                "days": span.days,
                "why": span.why,
                "cite": span.cite,
                "kind": span.kind,
            }
            for span in trace(course)
        ],
        "received_on": course.received_on.isoformat(),
        "state": course.state.value,
        "certain_until": course.certain_until.isoformat() if course.certain_until else None,
        "provisional": course.provisional,
        "no_due_because": course.no_due_because or None,
        "next": [
            {
                "event": step.kind,
                "who": step.who,
                "from": step.begins.isoformat() if step.begins else None,
                "until": step.until.isoformat() if step.until else None,
                "cite": step.cite,
            }
            for step in next_steps(course, on)
        ],
        "cautions": [{"why": c.message, "cite": c.cite} for c in course.cautions],
        "without_effect": [
            {"event": entry.event.kind, "on": entry.event.on.isoformat()}
            for entry in course.without_effect
        ],
        "in_time": course.in_time,
        "served_on": course.served_on.isoformat() if course.served_on else None,
    }
    if on is not None:
        answer["on"] = {
            "date": on.isoformat(),
            "used": course.used(on),
            "left": course.left(on),
            "overdue": course.overdue(on),
        }
    return answer


def _as_text(course: Course, on: date | None) -> list[str]:
    text = [f"收到申请：{in_chinese(course.received_on)}"]
    if course.due_on is not None:
        text.append(f"截止日：{in_chinese(course.due_on)}，共{course.working_days}个工作日")
    else:
        text.append(f"截止日：暂无——{course.no_due_because}")
    if course.certain_until is not None:
        text.append(
            f"（{GUESSED}；{in_chinese(course.certain_until)}以前答复确定不逾期，放假安排公布后请重新计算）"
        )
    if course.provisional:
        text.append("（征求意见尚未结束，以上按征求意见期满计算；提前收到意见的，截止日相应提前）")
    text.append(f"状态：{course.state.label}")
    if course.in_time is not None and course.delivered_on is not None:
        verdict = "在期限内" if course.in_time else "已经逾期"
        text.append(f"送达时点：{in_chinese(course.delivered_on)}，{verdict}")
    if course.attempts:
        served = (
            in_chinese(course.served_on) if course.served_on else "尚不知道，收到签收记录后填写"
        )
        text.append(f"复议、诉讼期限的起算日：{served}")
    if on is not None:
        text.append(_position(course, on))
    text += ["", "逐日说明：", *lines(course)]
    steps = next_steps(course, on)
    if steps:
        text += ["", "接下来可能发生："]
    for step in steps:
        until = f"，最后一日{in_chinese(step.until)}" if step.until else ""
        begins = f"，自{in_chinese(step.begins)}起" if step.begins else ""
        basis = f"〔{cite_in_chinese(step.cite)}〕" if step.cite else ""
        text.append(f"  {step.label}（{step.who}）{begins}{until}{basis}")
    if course.cautions:
        text += ["", "请注意："]
        text += [f"  {c.message}〔{cite_in_chinese(c.cite)}〕" for c in course.cautions]
    return text


def _position(course: Course, on: date) -> str:
    left = course.left(on)
    said = f"到{in_chinese(on)}：已用{course.used(on)}个工作日"
    if left is None:
        return said
    if left < 0:
        return f"{said}，逾期{-left}个工作日"
    if course.overdue(on):
        return f"{said}，已经逾期"
    return f"{said}，剩余{left}个工作日"
