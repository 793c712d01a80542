"""What happens in a dispute after it is registered, each a dated act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.statute.disputes import ORDERS, Forum, OnAppeal, final_from, load_results
from gongkai.statute.event_codes import OrderedBy
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import PLATFORM, Platform, require
from gongkai.web.casework.calendars.calendar import current_calendar
from gongkai.web.casework.clock.actions import order_answer
from gongkai.web.casework.requests.files import NewFile
from gongkai.web.disputes import acts
from gongkai.web.disputes.counting import standing_judgment
from gongkai.web.disputes.days import facts_of, keep_days
from gongkai.web.disputes.files import keep_paper
from gongkai.web.disputes.models import (
    Dispute,
    DisputeEvent,
    DisputeFile,
    DisputeState,
    Judgment,
)
from gongkai.web.disputes.permissions import SEE_PARTY
from gongkai.web.disputes.workflow import require_step
from gongkai.web.journal.acts import Act
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError

ORDERED_BY = {Forum.REVIEW.value: OrderedBy.REVIEW, Forum.COURT.value: OrderedBy.COURT}
KIND = DisputeEvent.Kind


def locked(dispute: Dispute) -> Dispute:
    """The dispute as it is now, held until the transaction ends."""
    found: Dispute = Dispute.objects.select_for_update(of=("self",)).get(pk=dispute.pk)
    return found


def last_judgment(dispute: Dispute) -> Judgment | None:
    """The decision that ends the present instance; None while none has come."""
    if dispute.state in {DisputeState.APPEALABLE, DisputeState.CONCLUDED}:
        return dispute.judgments.last()
    return None


def enter(
    dispute: Dispute,
    kind: DisputeEvent.Kind,
    on: date,
    *,
    by: User | Platform,
    at: datetime,
    note: str = "",
    paper: NewFile | None = None,
    head_attended: bool | None = None,
) -> DisputeEvent:
    """Enter an event. Call it inside the transaction of an act.

    Raises:
        ActionError: later than today, or before the copy came.
    """
    today = timezone.localdate(at)
    if not dispute.copy_on <= on <= today:
        raise ActionError(
            _("“{label}”的日期应在收到副本之日{copy}至今天之间，填写的是{on}。").format(
                label=kind.label, copy=dispute.copy_on, on=on
            )
        )
    return DisputeEvent.objects.create(
        dispute=dispute,
        kind=kind,
        on=on,
        note=note.strip(),
        head_attended=head_attended,
        proof=keep_paper(dispute, paper, at=at) if paper else None,
        entered_by=by if isinstance(by, User) else None,
        entered_at=at,
    )


def _kept(dispute: Dispute, act: Act, by: User | Platform, at: datetime, **after: object) -> None:
    keep_days(dispute, last_judgment(dispute))
    dispute.full_clean()
    dispute.save()
    record(
        act,
        by=by,
        body=dispute.body,
        subject=dispute,
        after={**after, "state": dispute.state, "due_on": dispute.due_on},
        at=at,
    )


@transaction.atomic
def hand_in_answer(
    dispute: Dispute,
    *,
    acting_user: User | Platform,
    at: datetime,
    on: date,
    note: str = "",
    paper: NewFile | None = None,
) -> Dispute:
    """The written answer or the defence went out with the evidence; late is recorded as it was."""
    current = locked(dispute)
    require_step("answer", current, acting_user)
    due = current.due_on
    enter(current, KIND.ANSWERED, on, by=acting_user, at=at, note=note, paper=paper)
    current.answered_on, current.state = on, DisputeState.UNDER_WAY
    _kept(current, acts.ANSWERED, acting_user, at, on=on, late=bool(due and on > due))
    return current


@transaction.atomic
def record_hearing(
    dispute: Dispute,
    *,
    acting_user: User | Platform,
    at: datetime,
    on: date,
    head_attended: bool,
    note: str,
    paper: NewFile | None = None,
) -> Dispute:
    """A hearing or a day in court. The head attends (行政诉讼法第三条第三款); who cannot, says why and who came."""
    current = locked(dispute)
    require_step("hear", current, acting_user)
    if not head_attended and not note.strip():
        raise ActionError(
            _("负责人没有到场的，请写明理由和委托到场的工作人员（行政诉讼法第三条第三款）。")
        )
    enter(
        current,
        KIND.HEARD,
        on,
        by=acting_user,
        at=at,
        note=note,
        paper=paper,
        head_attended=head_attended,
    )
    _kept(current, acts.HEARD, acting_user, at, on=on, head=head_attended)
    return current


@dataclass(frozen=True)
class Decided:
    """A decision as it came.

    Attributes:
        result: code of `dispute_results`, or of `OnAppeal` from the second instance.
        document: its number.
        decided_on, served_on: its date, and the day it reached the body.
        is_order: an order 裁定, not a judgment.
        orders_answer: it orders to answer the request (again).
        order_days: working days that it sets for that; None = the statutory period.
        comply_by: the last day to do what it orders otherwise.
    """

    result: str
    document: str
    decided_on: date
    served_on: date
    is_order: bool = False
    orders_answer: bool = False
    order_days: int | None = None
    comply_by: date | None = None


@transaction.atomic
def record_judgment(
    dispute: Dispute,
    *,
    acting_user: User | Platform,
    at: datetime,
    decided: Decided,
    paper: NewFile | None = None,
) -> Judgment:
    """A review decision or the end of an instance. An order to answer starts a new clock on the case.

    Raises:
        ActionError: a result that does not belong here, or days that cannot be.
    """
    current = locked(dispute)
    require_step("decide", current, acting_user)
    _check(current, decided)
    enter(
        current,
        KIND.DECIDED,
        decided.served_on,
        by=acting_user,
        at=at,
        note=decided.document,
        paper=paper,
    )
    judgment = Judgment(
        dispute=current,
        instance=2 if current.second_from else 1,
        result=decided.result,
        is_order=decided.is_order or decided.result in ORDERS,
        document=decided.document.strip(),
        decided_on=decided.decided_on,
        served_on=decided.served_on,
        orders_answer=decided.orders_answer,
        order_days=decided.order_days,
        comply_by=decided.comply_by,
    )
    judgment.full_clean()
    judgment.save()
    _stands(current, judgment, timezone.localdate(at))
    if current.state == DisputeState.CONCLUDED and current.final_from is not None:
        binds_from = max(decided.served_on, current.final_from)
        _carry_out(current, binds_from, acting_user, at)
    _kept(
        current,
        acts.DECIDED,
        acting_user,
        at,
        result=judgment.result,
        document=judgment.document,
        final_from=current.final_from,
        comply_by=current.comply_by,
    )
    return judgment


def _check(dispute: Dispute, decided: Decided) -> None:
    if decided.result in {each.value for each in OnAppeal}:
        fits = dispute.second_from is not None
    else:
        fits = load_results()[decided.result].forum.value == dispute.forum
    if not fits:
        raise ActionError(
            _("这个结果不是“{forum}”现在的审级会有的；请核对文书。").format(
                forum=dispute.get_forum_display()
            )
        )
    if decided.served_on < decided.decided_on:
        raise ActionError(
            _("收到日期{served}不应早于文书日期{decided}。").format(
                served=decided.served_on, decided=decided.decided_on
            )
        )


def _stands(dispute: Dispute, judgment: Judgment, on: date) -> None:
    if judgment.result == OnAppeal.REMANDED.value:
        dispute.second_from = dispute.final_from = None
        dispute.state = DisputeState.UNDER_WAY
        return
    dispute.final_from = final_from(
        facts_of(dispute, judgment),
        judgment.result,
        judgment.decided_on,
        current_calendar(dispute.body),
    )
    stands = dispute.final_from is not None and dispute.final_from <= on
    dispute.state = DisputeState.CONCLUDED if stands else DisputeState.APPEALABLE


def _carry_out(dispute: Dispute, on: date, by: User | Platform, at: datetime) -> None:
    """What the result that stands now orders: a new clock on the case, a day by which to comply."""
    judgment = standing_judgment(dispute.judgments.all())
    if judgment is None:
        return
    dispute.comply_by = judgment.comply_by
    if judgment.orders_answer and dispute.disclosure_request is not None:
        case = order_answer(
            dispute.disclosure_request,
            acting_user=by,
            at=at,
            on=on,
            ordered_by=ORDERED_BY[dispute.forum],
            document=judgment.document,
            days=judgment.order_days,
        )
        dispute.comply_by = judgment.comply_by or case.due_on


@transaction.atomic
def record_appeal(
    dispute: Dispute,
    *,
    acting_user: User | Platform,
    at: datetime,
    on: date,
    note: str,
    paper: NewFile | None = None,
) -> Dispute:
    """Somebody appealed, as ``note`` says: the first instance does not stand, and what it orders does not bind yet."""
    current = locked(dispute)
    require_step("appeal", current, acting_user)
    if not note.strip():
        raise ActionError(_("请写明由谁上诉：本机关、对方还是双方。"))
    enter(current, KIND.APPEALED, on, by=acting_user, at=at, note=note, paper=paper)
    current.second_from, current.final_from = on, None
    current.state = DisputeState.ON_APPEAL
    _kept(current, acts.APPEALED, acting_user, at, on=on)
    return current


@transaction.atomic
def record_opinion_letter(
    dispute: Dispute,
    *,
    acting_user: User | Platform,
    at: datetime,
    on: date,
    note: str = "",
    paper: NewFile | None = None,
) -> Dispute:
    """An opinion letter 行政复议意见书 came: what was done about it is reported (行政复议法第七十六条)."""
    current = locked(dispute)
    require_step("opinion", current, acting_user)
    enter(current, KIND.OPINION, on, by=acting_user, at=at, note=note, paper=paper)
    current.opinion_on = on
    _kept(current, acts.OPINION_CAME, acting_user, at, on=on)
    return current


@transaction.atomic
def report_opinion(
    dispute: Dispute,
    *,
    acting_user: User | Platform,
    at: datetime,
    on: date,
    note: str = "",
    paper: NewFile | None = None,
) -> Dispute:
    """What was done about the opinion letter went to the reviewing body."""
    current = locked(dispute)
    require_step("report", current, acting_user)
    enter(current, KIND.REPORTED, on, by=acting_user, at=at, note=note, paper=paper)
    current.opinion_reported_on = on
    _kept(current, acts.OPINION_REPORTED, acting_user, at, on=on)
    return current


@transaction.atomic
def record_compliance(
    dispute: Dispute,
    *,
    acting_user: User | Platform,
    at: datetime,
    on: date,
    note: str = "",
    paper: NewFile | None = None,
) -> Dispute:
    """What the decision ordered has been done; late is recorded as it was."""
    current = locked(dispute)
    require_step("comply", current, acting_user)
    late = bool(current.comply_by and on > current.comply_by)
    enter(current, KIND.COMPLIED, on, by=acting_user, at=at, note=note, paper=paper)
    current.complied_on = on
    _kept(current, acts.COMPLIED, acting_user, at, on=on, late=late)
    return current


@transaction.atomic
def keep_lesson(
    dispute: Dispute, *, acting_user: User | Platform, at: datetime, lesson: str
) -> Dispute:
    """What to do otherwise next time; it names nobody."""
    current = locked(dispute)
    require_step("lesson", current, acting_user)
    if current.party and current.party in lesson:
        raise ActionError(_("教训会给其他经办人看，请不要写当事人的姓名。"))
    current.lesson = lesson.strip()
    _kept(current, acts.LESSON_KEPT, acting_user, at)
    return current


@transaction.atomic
def see_party(dispute: Dispute, *, acting_user: User | Platform, at: datetime) -> str:
    """Who reviews or sues; each look is in the journal."""
    require(acting_user, SEE_PARTY, dispute.body)
    record(acts.PARTY_SEEN, by=acting_user, body=dispute.body, subject=dispute, at=at)
    return dispute.party


@transaction.atomic
def take_paper(stored: DisputeFile, *, acting_user: User | Platform, at: datetime) -> bytes:
    """A paper of a dispute, for whoever may see it."""
    require(acting_user, SEE_PARTY, stored.dispute.body)
    record(
        acts.FILE_TAKEN,
        by=acting_user,
        body=stored.dispute.body,
        subject=stored.dispute,
        after={"file": stored.sha256},
        at=at,
    )
    return stored.read()


def conclude_what_stands(at: datetime) -> tuple[str, ...]:
    """The daily job: a result whose time to appeal is over stands, and binds from that day."""
    due = Dispute.objects.filter(
        state=DisputeState.APPEALABLE, final_from__lte=timezone.localdate(at)
    )
    for dispute in due.order_by("pk"):
        _conclude(dispute, at)
    return ()


@transaction.atomic
def _conclude(dispute: Dispute, at: datetime) -> None:
    current = locked(dispute)
    if current.state != DisputeState.APPEALABLE or current.final_from is None:
        return
    current.state = DisputeState.CONCLUDED
    _carry_out(current, current.final_from, PLATFORM, at)
    _kept(current, acts.STANDS, PLATFORM, at, final_from=current.final_from)
