"""The days of a dispute, asked of `statute` with what is kept of it."""

from __future__ import annotations

from datetime import date

from gongkai.statute.disputes import DisputeDay, DisputeFacts, Forum, Side, dispute_days
from gongkai.web.casework.calendars.calendar import current_calendar
from gongkai.web.disputes.models import Dispute, DisputeState, Judgment

OPEN_ANSWER = frozenset({"respondent_ordinary", "respondent_simplified", "defence", "court_day"})


def facts_of(dispute: Dispute, last: Judgment | None) -> DisputeFacts:
    """What the statute needs; ``last`` is the decision that ends the present instance, or None."""
    return DisputeFacts(
        forum=Forum(dispute.forum),
        simplified=dispute.simplified,
        accepted_on=dispute.accepted_on,
        copy_on=dispute.copy_on,
        court_day=dispute.court_day,
        served_on=last.served_on if last else None,
        is_order=bool(last and last.is_order),
        second_from=dispute.second_from,
        final=dispute.state == DisputeState.CONCLUDED,
        opinion_on=dispute.opinion_on,
    )


def days_of(dispute: Dispute, last: Judgment | None) -> tuple[DisputeDay, ...]:
    """Every last day, soonest first."""
    return dispute_days(facts_of(dispute, last), current_calendar(dispute.body))


def keep_days(dispute: Dispute, last: Judgment | None) -> None:
    """Keep the next day by which the body itself must act; not saved here."""
    owed: list[date] = []
    for day in days_of(dispute, last):
        if day.code in OPEN_ANSWER and dispute.state == DisputeState.ANSWER_OWED:
            owed.append(day.due_on)
        if day.code == "opinion_letter" and dispute.opinion_reported_on is None:
            owed.append(day.due_on)
        if day.side is Side.BOTH and dispute.state == DisputeState.APPEALABLE:
            owed.append(day.due_on)
    if dispute.comply_by and dispute.complied_on is None:
        owed.append(dispute.comply_by)
    dispute.due_on = min(owed, default=None)
