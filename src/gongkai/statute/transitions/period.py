"""延长、说明理由、延迟答复、中止 (条例第三十三条、第三十五条)."""

from __future__ import annotations

from gongkai.statute import events as ev
from gongkai.statute.case_account import CaseAccount
from gongkai.statute.citations import resolve
from gongkai.statute.errors import WrongArgument
from gongkai.statute.pauses import ONE_DAY, Pause
from gongkai.statute.transitions.effect import NoEffect, must_run

EXTENSION = "ogi-2019#33.2"
PAUSE = "ogi-2019#33.3"
VOLUME = "ogi-2019#35"


def extend(event: ev.Extended, account: CaseAccount) -> None:
    """At most the cap in all; "once" is the body's own reading (设置 extension_count)."""
    left = account.extension_left()
    if account.extension_used and account.settings["extension_count"] == "once":
        raise NoEffect(
            "setting:extension_count", "不能成立：答复期限已经延长过，本机关只允许延长一次"
        )
    days = left if event.days is None else event.days
    if not 1 <= days <= left:
        raise NoEffect(
            EXTENSION,
            f"的{days}个工作日不能成立：{resolve(EXTENSION)}规定延长合计最长{account.said('extension')}",
        )
    must_run(event, account, EXTENSION)
    if not (event.approved_by or "").strip():
        account.caution(
            "延长答复期限应当经政府信息公开工作机构负责人同意，未见同意人的记录。", EXTENSION
        )
    account.extension_days += days
    account.extension_used = True


def ask_reasons(event: ev.ReasonsAsked, account: CaseAccount) -> None:
    """The article says nothing of the clock (设置 reasons_stop_clock)."""
    must_run(event, account, VOLUME)
    least = account.settings.number("reasons_period")
    if event.by is not None and account.calendar.count(event.on, event.by) < least:
        account.caution(
            f"说明理由的最后一日是{event.by}，距发出不到{least}个工作日，申请人可能来不及答复。",
            "setting:reasons_period",
        )
    account.reasons_asked = event


def give_reasons(event: ev.ReasonsGiven, account: CaseAccount) -> None:
    """The time between is left out only where the body so decides."""
    asked = account.reasons_asked
    if asked is None:
        raise NoEffect(VOLUME, "不能成立：此前没有要求说明理由")
    if account.settings["reasons_stop_clock"] == "stop":
        account.pauses.append(
            Pause(
                asked.on + ONE_DAY,
                event.on + ONE_DAY,
                "等待申请人说明理由",
                "setting:reasons_stop_clock",
            )
        )


def set_longer_period(event: ev.LongerPeriodSet, account: CaseAccount) -> None:
    """A reasonable longer day, told within the period."""
    must_run(event, account, VOLUME)
    due = account.due()
    if event.until is None or (due is not None and event.until <= due):
        raise WrongArgument(
            "延迟答复的合理期限",
            event.until or "空",
            f"晚于现在的截止日{due or event.on}的日期（{resolve(VOLUME)}）",
        )
    if account.reasons_asked is None:
        account.caution("延迟答复以申请人说明的理由合理为前提，未见要求说明理由的记录。", VOLUME)
    account.longer_until = event.until


def suspend(event: ev.Suspended, account: CaseAccount) -> None:
    """No article knows it; only where the body accepts it."""
    if account.settings["suspension"] == "refuse":
        raise NoEffect(
            PAUSE,
            f"不能成立：{resolve(PAUSE)}只规定征求意见的时间不计算在内，没有其他中止事由"
            "（要接受中止，先改“办件设置”中的“是否允许其他中止”）",
        )
    if not event.reason.strip():
        raise WrongArgument("中止的理由（reason）", "空", "一句话")
    if account.suspended is not None:
        raise NoEffect(PAUSE, "不能成立：已经中止，尚未恢复")
    must_run(event, account, PAUSE)
    account.suspended = event


def resume(event: ev.Resumed, account: CaseAccount) -> None:
    """The days of the suspension become a closed pause."""
    if account.suspended is None:
        raise NoEffect(PAUSE, "不能成立：此前没有有效的中止")
    account.pauses.append(
        Pause(
            account.suspended.on + ONE_DAY,
            event.on + ONE_DAY,
            f"中止：{account.suspended.reason}",
            "setting:suspension",
        )
    )
    account.suspended = None
