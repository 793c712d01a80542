"""The days of a dispute, asked of `statute` with what is kept of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from gongkai.statute.citations import in_series
from gongkai.statute.disputes import DisputeDay, DisputeFacts, Forum, Side, dispute_days
from gongkai.statute.remedies import RemedyClass
from gongkai.statute.trace import cite_in_chinese
from gongkai.web.casework.calendars.calendar import current_calendar
from gongkai.web.casework.letters.writing import remedy_of
from gongkai.web.disputes.models import Against, Dispute, DisputeState, Judgment, ReviewBefore

# 逾期提交的，视为没有证据.
LATE_EVIDENCE = {
    Forum.REVIEW.value: "reconsideration-2023#70",
    Forum.COURT.value: "litigation-2017#34.2",
}
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
        mediated=bool(last and last.result == "review_mediated"),
        second_from=dispute.second_from,
        final=dispute.state == DisputeState.CONCLUDED,
        stands_from=dispute.final_from,
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


def remarks_on(dispute: Dispute) -> Iterator[str]:
    """What a head should know: an answer handed in late, a defence that the order of remedies gives."""
    if dispute.answered_on is not None:
        last = max(
            (day.due_on for day in days_of(dispute, None) if day.code in OPEN_ANSWER), default=None
        )
        if last is not None and dispute.answered_on > last:
            yield _(
                "答复、答辩于{on}提交，晚于最后一日{last}；逾期提交证据的，视为没有相应证据（{cite}）。"
            ).format(
                on=dispute.answered_on,
                last=last,
                cite=cite_in_chinese(LATE_EVIDENCE[dispute.forum]),
            )
    for other in of_the_same_act(dispute):
        if other.forum == dispute.forum or _overtaken(other, dispute):
            continue
        if dispute.forum == Forum.COURT.value:
            told = _(
                "同一行为的行政复议{number}受理在先，复议期间不得起诉；可以在答辩中提出（{cite}）。"
            )
            cite = "reconsideration-2023#29.1"
        else:
            told = _(
                "同一行为的行政诉讼{number}立案在先，不得再申请复议；可以在答复中提出（{cite}）。"
            )
            cite = "reconsideration-2023#29.2"
        yield told.format(number=other.number, cite=cite_in_chinese(cite))
    if _review_comes_first(dispute):
        yield _("该答复应当先申请行政复议，未经复议直接起诉；可以在答辩中提出（{cite}）。").format(
            cite=in_series(["litigation-2017#44.2", "court-rules-2025#1.1.2"])
        )


def of_the_same_act(dispute: Dispute) -> list[Dispute]:
    """Other reviews and suits of this body by the same kind of claimant over the same act of the same case."""
    if dispute.disclosure_request_id is None and dispute.against == Against.SILENCE:
        return []
    same = Dispute.objects.filter(
        body=dispute.body_id,
        disclosure_request=dispute.disclosure_request_id,
        against=dispute.against,
        act=dispute.act,
        claimant=dispute.claimant,
    )
    return list(same.exclude(pk=dispute.pk).select_related("body").order_by("pk"))


def _overtaken(other: Dispute, dispute: Dispute) -> bool:
    """Whether the other did not run any more, or not yet, when this one began."""
    began, later = (each.accepted_on or each.copy_on for each in (other, dispute))
    over = other.judgments.order_by("pk").first()
    return (began, other.pk) > (later, dispute.pk) or (over is not None and over.served_on <= later)


def _review_comes_first(dispute: Dispute) -> bool:
    case = dispute.disclosure_request
    direct = dispute.forum == Forum.COURT.value and dispute.review_before == ReviewBefore.NONE
    if case is None or not direct or dispute.against != Against.ANSWER:
        return False
    answer = case.letters.filter(number=dispute.act, decision__isnull=False).first()
    if answer is None or answer.decision is None or answer.issued_on is None:
        return False
    return remedy_of(case, answer.decision, answer.issued_on).kind is RemedyClass.REVIEW_FIRST
