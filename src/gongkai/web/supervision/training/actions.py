"""Plan a training, record that it was held or cancelled; sit a quiz."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.bodies.numbering import next_serial
from gongkai.web.journal.recording import describe, record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.supervision import acts
from gongkai.web.supervision.papers.keeping import Paper, keep_papers
from gongkai.web.supervision.permissions import KEEP_RECORDS, SIT_QUIZ
from gongkai.web.supervision.training.models import QuizAttempt, TrainingSession
from gongkai.web.supervision.training.questions import is_passed, quiz


def _person(acting_user: User | Platform) -> User | None:
    return acting_user if isinstance(acting_user, User) else None


@transaction.atomic
def plan_training(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    topic: str,
    planned_on: date,
    **facts: Any,
) -> TrainingSession:
    """Enter a training in the year's plan."""
    require(acting_user, KEEP_RECORDS, body)
    session = TrainingSession(
        body=body,
        topic=topic,
        planned_on=planned_on,
        entered_by=_person(acting_user),
        entered_at=at,
        **facts,
    )
    session.full_clean()
    session.save()
    record(
        acts.TRAINING_PLANNED,
        by=acting_user,
        body=body,
        subject=session,
        after=describe(session, ["topic", "planned_on", "mode"]),
        at=at,
    )
    return session


def _open(session: TrainingSession) -> TrainingSession:
    current = TrainingSession.objects.select_for_update().get(pk=session.pk)
    if current.held_on is not None:
        raise WrongState(
            _("这次培训已登记在{on}举办，不能再改。").format(on=current.held_on.isoformat())
        )
    if current.cancelled_because:
        raise WrongState(_("这次培训已经取消，请另行登记。"))
    return current


@transaction.atomic
def hold_training(
    session: TrainingSession,
    *,
    acting_user: User | Platform,
    at: datetime,
    on: date,
    people: int,
    papers: Iterable[Paper] = (),
    teacher: str = "",
    place: str = "",
    summary: str = "",
) -> TrainingSession:
    """Record that it was held: the day, how many came, the sign-in sheet or a photo."""
    require(acting_user, KEEP_RECORDS, session.body)
    current = _open(session)
    if on > timezone.localdate(at):
        raise ActionError(_("举办日期{on}晚于今天；请在举办之后登记。").format(on=on))
    if people < 1:
        raise ActionError({"people": _("请填写参加人数。")})
    current.held_on, current.people = on, people
    current.teacher, current.place = teacher or current.teacher, place
    current.summary = summary
    current.full_clean()
    current.save()
    kept = keep_papers(current, current.body, papers, by=acting_user, at=at)
    record(
        acts.TRAINING_HELD,
        by=acting_user,
        body=current.body,
        subject=current,
        after={"held_on": on, "people": people, "papers": [paper.sha256 for paper in kept]},
        at=at,
    )
    return current


@transaction.atomic
def cancel_training(
    session: TrainingSession, *, acting_user: User | Platform, at: datetime, reason: str
) -> TrainingSession:
    """Strike it from the plan; the reason stays."""
    require(acting_user, KEEP_RECORDS, session.body)
    current = _open(session)
    if not reason.strip():
        raise ActionError({"reason": _("请写明取消的原因。")})
    current.cancelled_because = reason.strip()
    current.full_clean()
    current.save(update_fields=["cancelled_because"])
    record(
        acts.TRAINING_CANCELLED,
        by=acting_user,
        body=current.body,
        subject=current,
        reason=reason,
        at=at,
    )
    return current


@transaction.atomic
def sit_quiz(
    body: PublicBody, *, acting_user: User, at: datetime, seed: str, chosen: Sequence[int | None]
) -> QuizAttempt:
    """Mark a quiz against the law of the day; whoever passes gets a numbered certificate."""
    require(acting_user, SIT_QUIZ, body)
    on = timezone.localdate(at)
    asked = quiz(on, seed)
    if len(chosen) != len(asked):
        raise ActionError(_("答题页已过期，请重新开始。"))
    if QuizAttempt.objects.filter(user=acting_user, seed=seed).exists():
        raise WrongState(_("这份题已经交过；请重新开始一份。"))
    right = sum(answer == question.right for question, answer in zip(asked, chosen, strict=True))
    attempt = QuizAttempt(
        body=body,
        user=acting_user,
        sat_on=on,
        seed=seed,
        chosen=list(chosen),
        right=right,
        asked=len(asked),
        serial=next_serial(body, series="quiz", year=on.year)
        if is_passed(right, len(asked))
        else None,
        entered_by=acting_user,
        entered_at=at,
    )
    attempt.full_clean()
    attempt.save()
    record(
        acts.QUIZ_SAT,
        by=acting_user,
        body=body,
        subject=attempt,
        after={"right": right, "asked": len(asked), "certificate": attempt.certificate},
        at=at,
    )
    return attempt
