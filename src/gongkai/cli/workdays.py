"""`gongkai workdays`: is it a working day, what is the n-th one after, how many lie between."""

from __future__ import annotations

from pathlib import Path

import click

from gongkai.cli.refusal import PlainCommand, Refusal
from gongkai.statute.errors import StatuteError
from gongkai.statute.event_text import parse_day
from gongkai.statute.notices import load_local_holidays
from gongkai.statute.trace import cite_in_chinese, in_chinese
from gongkai.statute.workdays import Calendar, load_calendar


@click.command(
    cls=PlainCommand,
    epilog="例：gongkai workdays 2026-09-18 20    gongkai workdays 2026-09-18 --through 2026-10-22"
    "    gongkai workdays 2026-10-10",
)
@click.argument("day", metavar="日期")
@click.argument("count", metavar="[工作日数]", required=False)
@click.option("--through", metavar="日期", help="数到这一天（含）为止有几个工作日；起始日不计。")
@click.option("--calendar-days", metavar="日数", help="按日历日计算的期间，末日休息的顺延。")
@click.option("--months", metavar="月数", help="按月计算的期间，末日休息的顺延。")
@click.option("--local", "locals_", multiple=True, metavar="文件", help="地方放假（TOML文件）。")
def workdays(
    day: str,
    count: str | None,
    through: str | None,
    calendar_days: str | None,
    months: str | None,
    locals_: tuple[str, ...],
) -> None:
    """数工作日：不含当日，含调休上班日；超出已发布的放假安排即拒绝。"""
    asked = [value for value in (count, through, calendar_days, months) if value is not None]
    if len(asked) > 1:
        raise Refusal("工作日数、--through、--calendar-days、--months只能选一种。")
    try:
        start = parse_day(day)
        calendar = load_calendar()
        for path in locals_:
            calendar = calendar.with_local(load_local_holidays(Path(path)))
        if through is not None:
            last = parse_day(through, "--through")
            found = f"{in_chinese(start)}之后至{in_chinese(last)}：{calendar.count(start, last)}个工作日"
        elif count is not None:
            last = calendar.add(start, _whole(count, "工作日数"))
            found = f"{in_chinese(start)}之后第{count}个工作日：{in_chinese(last)}"
        elif calendar_days is not None:
            last = calendar.add_calendar_days(start, _whole(calendar_days, "--calendar-days"))
            found = f"自{in_chinese(start)}起{calendar_days}日：{in_chinese(last)}"
        elif months is not None:
            last = calendar.add_months(start, _whole(months, "--months"))
            found = f"自{in_chinese(start)}起{months}个月：{in_chinese(last)}"
        else:
            found = _describe(calendar, day)
    except StatuteError as error:
        raise Refusal(error.message) from error
    click.echo(found)


def _whole(text: str, what: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= len(text) <= 4:
        raise Refusal(f"{what}为“{text}”，应为1至9999的整数。")
    return int(text)


def _describe(calendar: Calendar, text: str) -> str:
    day = parse_day(text)
    note = calendar.note(day)
    name = f"，{note.name}" if note.name else ""
    source = note.basis or (cite_in_chinese(note.cite) if note.cite else "")
    stands = f"〔{source}〕" if source else ""
    return f"{in_chinese(day)}：{note.kind.label}{name}{stands}"
