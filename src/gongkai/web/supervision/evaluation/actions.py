"""Take evaluations in, answer them, count a vote on a page."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.core.cache import cache
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.statute.errors import StatuteError
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.bodies.numbering import next_serial
from gongkai.web.casework.calendars.calendar import current_calendar
from gongkai.web.journal.origin import Origin, acting_from
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.office.limits import mark_of_address, refuse_too_many
from gongkai.web.supervision import acts
from gongkai.web.supervision.evaluation.models import (
    Evaluation,
    EvaluationOutcome,
    EvaluationSort,
    EvaluationWay,
    PageVote,
)
from gongkai.web.supervision.naming import refuse_persons
from gongkai.web.supervision.permissions import ANSWER_EVALUATIONS, PUBLISH_EVALUATIONS

ANSWER_WORKDAYS = 5
"""Practice of inspections: a simple question is noted after five workdays."""
LONGEST = 2000
PER_HOUR, PER_DAY = 30, 200
"""From one network: a hall and a village room are one; each opinion costs a proof of work besides."""
VOTE_SECONDS = 24 * 3600


def _due(body: PublicBody, on: date) -> date:
    try:
        return current_calendar(body).add(on, ANSWER_WORKDAYS)
    except StatuteError:
        # The holidays of that year are not published yet.
        return on + timedelta(days=7)


def _keep(
    body: PublicBody,
    *,
    at: datetime,
    way: str,
    sort: str,
    received_on: date,
    text: str,
    contact: str,
    score: int | None,
    page: str,
    address_digest: str = "",
    entered_by: User | None = None,
) -> Evaluation:
    words = text.replace("\x00", "").strip()
    if not words and score is None:
        raise ActionError(_("请打个分，或者写一句意见。"))
    if sort != EvaluationSort.OPINION and not words:
        raise ActionError({"text": _("请写明哪里不对、应当怎样。")})
    if len(words) > LONGEST or len(contact) > 100:
        raise ActionError(
            _("意见最多 {longest} 字，联系方式最多 100 字；请缩短后再提交。").format(
                longest=LONGEST
            )
        )
    evaluation = Evaluation(
        body=body,
        year=received_on.year,
        serial=next_serial(body, series="evaluation", year=received_on.year),
        way=EvaluationWay(way),
        sort=EvaluationSort(sort),
        received_on=received_on,
        due_on=_due(body, received_on),
        score=score,
        text=words or None,
        contact=contact.strip() or None,
        page=page[:300],
        address_digest=address_digest,
        entered_by=entered_by,
        entered_at=at,
    )
    evaluation.full_clean(exclude=["text", "contact"])
    evaluation.save()
    return evaluation


@transaction.atomic
def receive_evaluation(
    body: PublicBody,
    *,
    at: datetime,
    way: str,
    sort: str = EvaluationSort.OPINION,
    text: str = "",
    contact: str = "",
    score: int | None = None,
    page: str = "",
    address: str = "",
) -> Evaluation:
    """An evaluation from a public page.

    Raises:
        TooMany: the same network address has sent too many within the hour or the day.
    """
    mark = mark_of_address(address)
    told = _("您提交得太频繁，请过一小时再提交，也可以打电话提出。")
    refuse_too_many(
        Evaluation.objects.all(),
        mark,
        moment="entered_at",
        at=at,
        told=told,
        per_hour=PER_HOUR,
        per_day=PER_DAY,
    )
    evaluation = _keep(
        body,
        at=at,
        way=way,
        sort=sort,
        received_on=timezone.localdate(at),
        text=text,
        contact=contact,
        score=score,
        page=page,
        address_digest=mark,
    )
    # The journal is for ever; the sender's address does not belong in it.
    with acting_from(Origin("web")):
        record(
            acts.EVALUATION_RECEIVED,
            by=None,
            body=body,
            subject=evaluation,
            after={"way": way, "sort": sort},
            at=at,
        )
    return evaluation


@transaction.atomic
def enter_evaluation(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    way: str,
    received_on: date,
    sort: str = EvaluationSort.OPINION,
    text: str = "",
    contact: str = "",
    score: int | None = None,
) -> Evaluation:
    """One from paper, by telephone, from the box or from a meeting, typed in by the clerk."""
    require(acting_user, ANSWER_EVALUATIONS, body)
    if received_on > timezone.localdate(at):
        raise ActionError({"received_on": _("收到日期晚于今天；请核对。")})
    evaluation = _keep(
        body,
        at=at,
        way=way,
        sort=sort,
        received_on=received_on,
        text=text,
        contact=contact,
        score=score,
        page="",
        entered_by=acting_user if isinstance(acting_user, User) else None,
    )
    record(
        acts.EVALUATION_ENTERED,
        by=acting_user,
        body=body,
        subject=evaluation,
        after={"way": way, "sort": sort, "received_on": received_on},
        at=at,
    )
    return evaluation


@transaction.atomic
def answer_evaluation(
    evaluation: Evaluation,
    *,
    acting_user: User | Platform,
    at: datetime,
    on: date,
    outcome: str,
    answer: str,
    gist: str = "",
    publish: bool = False,
) -> Evaluation:
    """Answer it: what came of it, on which day. With ``publish`` gist and answer are proposed; a second person publishes."""
    require(acting_user, ANSWER_EVALUATIONS, evaluation.body)
    current = Evaluation.objects.select_for_update(of=("self",)).get(pk=evaluation.pk)
    if current.outcome:
        raise WrongState(_("已于 {on} 答复，不能重复答复。").format(on=current.answered_on))
    if not current.received_on <= on <= timezone.localdate(at):
        raise ActionError({"on": _("答复日期应在收到日期和今天之间；请核对。")})
    if not answer.strip():
        raise ActionError({"answer": _("请写明怎样处理、结果如何。")})
    if publish and not gist.strip():
        raise ActionError({"gist": _("要公布的，请用一句话概括意见，不写是谁。")})
    if publish:
        refuse_persons(_("公布的内容不写是谁，请改写。"), gist=gist, answer=answer)
    current.outcome, current.answered_on = EvaluationOutcome(outcome), on
    current.answer, current.gist, current.is_published = answer.strip(), gist.strip(), False
    current.is_proposed = publish
    current.answered_by = acting_user if isinstance(acting_user, User) else None
    current.full_clean(exclude=["text", "contact"])
    current.save()
    record(
        acts.EVALUATION_ANSWERED,
        by=acting_user,
        body=current.body,
        subject=current,
        after={"outcome": outcome, "on": on, "proposed": publish},
        at=at,
    )
    return current


@transaction.atomic
def publish_evaluation(
    evaluation: Evaluation, *, acting_user: User | Platform, at: datetime
) -> Evaluation:
    """Publish gist and answer: by somebody who did not write them, as everything that goes out has a second reader."""
    require(acting_user, PUBLISH_EVALUATIONS, evaluation.body)
    current = Evaluation.objects.select_for_update(of=("self",)).get(pk=evaluation.pk)
    if current.is_published:
        raise WrongState(_("已经公布。"))
    if not current.is_proposed:
        raise WrongState(_("答复的人没有提出公布。"))
    if isinstance(acting_user, User) and current.answered_by_id == acting_user.pk:
        raise WrongState(_("答复和公布不能是同一个人；请由审核或者发布的人公布。"))
    refuse_persons(_("公布的内容不写是谁，请退回改写。"), gist=current.gist, answer=current.answer)
    current.is_published = True
    current.save(update_fields=["is_published"])
    record(
        acts.EVALUATION_PUBLISHED,
        by=acting_user,
        body=current.body,
        subject=current,
        after={"gist": current.gist},
        at=at,
    )
    return current


@transaction.atomic
def keep_back_evaluation(
    evaluation: Evaluation, *, acting_user: User | Platform, at: datetime, reason: str
) -> Evaluation:
    """Not to be published, or no longer; the answer stands in the register."""
    require(acting_user, PUBLISH_EVALUATIONS, evaluation.body)
    current = Evaluation.objects.select_for_update(of=("self",)).get(pk=evaluation.pk)
    if not (current.is_proposed or current.is_published):
        raise WrongState(_("没有公布，也没有提出公布。"))
    current.is_proposed = current.is_published = False
    current.save(update_fields=["is_proposed", "is_published"])
    record(
        acts.EVALUATION_KEPT_BACK,
        by=acting_user,
        body=current.body,
        subject=current,
        reason=reason,
        at=at,
    )
    return current


def vote_page(page: str, *, useful: bool, at: datetime, address: str) -> bool:
    """Count a vote on a page; once a day from one network address. Nothing of the voter is kept in the database."""
    if not cache.add(f"vote:{mark_of_address(address + page)}", 1, VOTE_SECONDS):
        return False
    month = timezone.localdate(at).replace(day=1)
    field = "useful" if useful else "useless"
    vote, _made = PageVote.objects.get_or_create(page=page[:300], month=month)
    PageVote.objects.filter(pk=vote.pk).update(**{field: F(field) + 1})
    return True
