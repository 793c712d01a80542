"""Events as a line of text, as on the command line: `extended=2026-10-12,days=15`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields
from datetime import date

from gongkai.statute import events as ev
from gongkai.statute.errors import UnknownCode, WrongArgument
from gongkai.statute.event_codes import (
    Channel,
    Consultee,
    Letter,
    OrderedBy,
    Position,
    Weight,
)

EVENTS: dict[str, type[ev.Event]] = {
    event.kind: event
    for event in (
        ev.SupplementAsked,
        ev.SupplementReceived,
        ev.SupplementLapsed,
        ev.ConsultationSent,
        ev.ConsultationReturned,
        ev.ConsultationExpired,
        ev.OpinionWeighed,
        ev.ThirdPartyTold,
        ev.Extended,
        ev.ReasonsAsked,
        ev.ReasonsGiven,
        ev.LongerPeriodSet,
        ev.FeeNotified,
        ev.FeePaid,
        ev.FeeLapsed,
        ev.Suspended,
        ev.Resumed,
        ev.Replied,
        ev.Delivered,
        ev.DeliveryReturned,
        ev.LetterArrived,
        ev.AnswerOrdered,
        ev.Merged,
        ev.Withdrawn,
    )
}


def parse_day(text: str, what: str = "日期") -> date:
    """A day written as 2026-09-18.

    Raises:
        WrongArgument: no such day, or written otherwise.
    """
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise WrongArgument(what, text, "存在的日期，写作2026-09-18")


def _whole(text: str, what: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", text):
        raise WrongArgument(what, text, "整数")
    return int(text)


_READERS: dict[str, Callable[[str, str], object]] = {
    "by": parse_day,
    "ordered_by": lambda text, what: OrderedBy.named(text),
    "until": parse_day,
    "not_before": parse_day,
    "reached_on": parse_day,
    "acknowledged_on": parse_day,
    "consented_on": parse_day,
    "signed_on": parse_day,
    "sent_on": parse_day,
    "days": _whole,
    "amount": _whole,
    "consultee": lambda text, what: Consultee.named(text),
    "weight": lambda text, what: Weight.named(text),
    "position": lambda text, what: Position.named(text),
    "channel": lambda text, what: Channel.named(text),
    "letter": lambda text, what: Letter.named(text),
}


def parse_event(text: str) -> ev.Event:
    """An event written as `KIND=DATE[,key=value…]`, e.g. `extended=2026-10-12,days=15`.

    Raises:
        UnknownCode: no such kind, key or code.
        WrongArgument: a malformed date, number or phrase.
    """
    head, *rest = text.split(",")
    kind, equals, day = head.partition("=")
    if not equals:
        raise WrongArgument("事件", text, "“种类=日期”，如supplement_asked=2026-09-21")
    if kind not in EVENTS:
        raise UnknownCode("事件", kind, EVENTS)
    event = EVENTS[kind]
    allowed = [field.name for field in fields(event) if field.name != "on"]
    given: dict[str, object] = {"on": parse_day(day, f"事件{kind}的日期")}
    for part in rest:
        name, equals, value = part.partition("=")
        if not equals or name not in allowed:
            raise UnknownCode(f"事件{kind}的附加项", name, allowed or ("（无）",))
        reader = _READERS.get(name)
        given[name] = reader(value, f"事件{kind}的{name}") if reader else value
    return event(**given)  # type: ignore[arg-type]  # every value was read by its field's reader
