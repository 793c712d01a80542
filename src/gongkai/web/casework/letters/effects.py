"""What the sending of a letter under way starts, and whether the law gives it effect."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from gongkai.statute import events as ev
from gongkai.statute.errors import StatuteError
from gongkai.statute.event_codes import Consultee
from gongkai.web.casework.clock.running import clock_of
from gongkai.web.casework.letters.models import Letter
from gongkai.web.casework.letters.parties import ref_of

# Their words promise what happens to the clock; without effect they would be untrue.
PROMISES = frozenset({"supplement_notice", "extension_notice", "longer_period", "fee_notice"})


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None


def _whole(value: object) -> int | None:
    return int(str(value)) if value else None


EVENTS: dict[str, Callable[[Letter, date, date | None], ev.Event]] = {
    "supplement_notice": lambda letter, on, reached: ev.SupplementAsked(
        on, None, reached, _whole(letter.event_facts.get("supplement_days"))
    ),
    "third_party_inquiry": lambda letter, on, reached: ev.ConsultationSent(
        on, Consultee.THIRD_PARTY, ref_of(letter), reached
    ),
    "joint_maker_inquiry": lambda letter, on, reached: ev.ConsultationSent(
        on, Consultee.JOINT_MAKER, ref_of(letter), reached
    ),
    "assistance_letter": lambda letter, on, reached: ev.ConsultationSent(
        on, Consultee.OTHER_AGENCY, ref_of(letter), reached, _day(letter.event_facts.get("by"))
    ),
    "determination_request": lambda letter, on, reached: ev.ConsultationSent(
        on, Consultee.AUTHORITY, ref_of(letter), reached, _day(letter.event_facts.get("by"))
    ),
    "third_party_notice": lambda letter, on, reached: ev.ThirdPartyTold(
        on,
        str(letter.event_facts.get("ref", "")),
        _day(letter.event_facts.get("not_before")),
        reached,
    ),
    "extension_notice": lambda letter, on, reached: ev.Extended(
        on, _whole(letter.event_facts.get("days")), letter.event_facts.get("approved_by")
    ),
    "reasons_request": lambda letter, on, reached: ev.ReasonsAsked(
        on, _day(letter.event_facts.get("by"))
    ),
    "longer_period": lambda letter, on, reached: ev.LongerPeriodSet(
        on, _day(letter.event_facts.get("until"))
    ),
    "fee_notice": lambda letter, on, reached: ev.FeeNotified(
        on, reached, _whole(letter.event_facts.get("fee_amount"))
    ),
}


def without_effect(letter: Letter, on: date) -> str:
    """Why the letter would be untrue if it went out on that day; empty where it holds."""
    if letter.code not in PROMISES:
        return ""
    try:
        entry = clock_of(letter.disclosure_request).entry_of(EVENTS[letter.code](letter, on, None))
    except StatuteError as error:
        return error.message
    return "" if entry.effective else f"{entry.why_not}。"
