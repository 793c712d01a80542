"""Screens about training: the plan, what was held, the quiz and its certificate."""

from __future__ import annotations

import secrets
from typing import Any

from django.core import signing
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.forms import ReasonForm
from gongkai.web.office.screens import FormScreen, ListScreen, ScreenView
from gongkai.web.supervision.permissions import KEEP_RECORDS, SEE_RECORDS, SIT_QUIZ
from gongkai.web.supervision.registers import (
    Block,
    Button,
    NewRecordScreen,
    OneRecord,
    RecordList,
    RecordSheet,
)
from gongkai.web.supervision.training.actions import (
    cancel_training,
    hold_training,
    plan_training,
    sit_quiz,
)
from gongkai.web.supervision.training.forms import HoldForm, PlanForm, QuizForm
from gongkai.web.supervision.training.models import QuizAttempt, TrainingSession
from gongkai.web.supervision.training.questions import quiz

SALT = "supervision.quiz"
HOLDS = 4 * 3600


class TrainingList(RecordList):
    """The year's plan and what was held."""

    page_title = _lazy("培训")
    model = TrainingSession
    sheet_url = "supervision:training"
    template_name = "supervision/trainings.html"
    columns = (
        ("topic", _lazy("内容")),
        ("state", _lazy("状态")),
        ("on", _lazy("日期")),
        ("people", _lazy("人数")),
        ("body", _lazy("机关")),
    )
    searched = ("topic", "teacher")
    search_hint = _lazy("内容或讲课人")
    empty = _lazy("还没有培训计划。")
    add_permission = KEEP_RECORDS
    add_url_name = "supervision:plan-training"
    add_label = _lazy("列入计划")

    def cells(self, record: TrainingSession) -> list[Any]:
        return [
            record.topic,
            state_of(record),
            (record.held_on or record.planned_on).isoformat(),
            record.people or "",
            record.body.short_name,
        ]


def state_of(session: TrainingSession) -> str:
    """In one word."""
    if session.held_on:
        return _("已举办")
    if session.cancelled_because:
        return _("已取消")
    return _("逾期未办") if session.planned_on < timezone.localdate() else _("计划中")


class OneTraining(OneRecord):
    """About one session."""

    model = TrainingSession
    list_url, list_label = "supervision:trainings", _lazy("培训")
    sheet_url = "supervision:training"


class TrainingSheet(OneTraining, RecordSheet):
    """One session."""

    def state(self) -> tuple[str, bool]:
        late = self.record.is_open and self.record.planned_on < timezone.localdate()
        return state_of(self.record), late

    def buttons(self) -> list[Button]:
        if not (self.record.is_open and self.may_keep()):
            return []
        return [
            Button(_("登记已举办"), reverse("supervision:hold-training", args=[self.record.pk])),
            Button(_("取消"), reverse("supervision:cancel-training", args=[self.record.pk]), True),
        ]

    def facts(self) -> list[tuple[Any, Any]]:
        session = self.record
        return [
            (_("机关"), session.body),
            (_("方式"), session.get_mode_display()),
            (_("计划日期"), session.planned_on.isoformat()),
            (_("对象"), session.audience),
            (_("举办日期"), session.held_on.isoformat() if session.held_on else ""),
            (_("地点"), session.place),
            (_("讲课人"), session.teacher),
            (_("参加人数"), session.people),
            (_("取消原因"), session.cancelled_because),
        ]

    def blocks(self) -> list[Block]:
        return [Block(_("讲了什么"), self.record.summary)] if self.record.summary else []


class PlanTrainingScreen(NewRecordScreen):
    """Enter a training in the plan."""

    page_title = _lazy("列入培训计划")
    form_class = PlanForm
    parent_crumbs = (("supervision:trainings", _lazy("培训")),)
    done_message = _lazy("已列入计划。")

    def act(self, form: PlanForm) -> TrainingSession:
        return plan_training(acting_user=self.user, at=timezone.now(), **form.cleaned_data)

    def get_next_url(self, result: TrainingSession) -> str:
        return reverse("supervision:training", args=[result.pk])


class HoldTrainingScreen(OneTraining, FormScreen):
    """Record that it was held."""

    permission = KEEP_RECORDS
    page_title = _lazy("登记已举办")
    form_class = HoldForm
    done_message = _lazy("已登记，计入本年培训次数。")

    def act(self, form: HoldForm) -> TrainingSession:
        return hold_training(
            self.record, acting_user=self.user, at=timezone.now(), **form.cleaned_data
        )


class CancelTrainingScreen(OneTraining, FormScreen):
    """Strike it from the plan."""

    permission = KEEP_RECORDS
    page_title = _lazy("取消培训")
    form_class = ReasonForm
    done_message = _lazy("已取消，原因留在台账里。")

    def act(self, form: ReasonForm) -> TrainingSession:
        return cancel_training(
            self.record, acting_user=self.user, at=timezone.now(), **form.cleaned_data
        )


def own_body(user: Any) -> PublicBody | None:
    """The body in whose name somebody sits a quiz: the highest one served."""
    numbers = [service.body_id for service in user.services]
    return PublicBody.objects.filter(pk__in=numbers).order_by("lineage").first()


class QuizScreen(FormScreen):
    """Ten questions; the key is the law."""

    permission = SIT_QUIZ
    page_title = _lazy("答题")
    form_class = QuizForm
    template_name = "supervision/quiz.html"
    parent_crumbs = (("supervision:trainings", _lazy("培训")),)
    submit_label = _lazy("交卷")

    @cached_property
    def paper(self) -> str:
        """The seed, signed: nobody makes questions of their own choice."""
        given = self.request.POST.get("paper", "")
        try:
            seed: str = signing.loads(given, salt=SALT, max_age=HOLDS)
        except signing.BadSignature:
            seed = secrets.token_hex(8)
        return seed

    def get_form_kwargs(self) -> dict[str, Any]:
        asked = quiz(timezone.localdate(), self.paper)
        return {**super().get_form_kwargs(), "asked": asked}

    def get_initial(self) -> dict[str, Any]:
        return {"paper": signing.dumps(self.paper, salt=SALT)}

    def act(self, form: QuizForm) -> QuizAttempt:
        return sit_quiz(
            own_body(self.user),
            acting_user=self.user,
            at=timezone.now(),
            seed=self.paper,
            chosen=form.chosen(),
        )

    def get_done_response(self, result: QuizAttempt) -> HttpResponse:
        return HttpResponseRedirect(reverse("supervision:quiz-result", args=[result.pk]))


class OwnAttempt(ScreenView):
    """A screen about a quiz: of one's own, or for whoever sees the records of the body."""

    permission = SEE_RECORDS

    @cached_property
    def attempt(self) -> QuizAttempt:
        return get_object_or_404(
            QuizAttempt.objects.select_related("body", "user"), pk=self.kwargs["pk"]
        )

    def get_body(self) -> PublicBody:
        return self.attempt.body


class QuizResult(OwnAttempt):
    """What was right, and which article says so."""

    page_title = _lazy("答题结果")
    template_name = "supervision/quiz_result.html"
    parent_crumbs = (("supervision:trainings", _lazy("培训")),)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        attempt = self.attempt
        asked = quiz(attempt.sat_on, attempt.seed)
        answers = [
            {
                "text": question.text,
                "right": question.choices[question.right],
                "chosen": question.choices[index] if index is not None else "",
                "is_right": index == question.right,
                "cite": question.cite,
            }
            for question, index in zip(asked, attempt.chosen, strict=False)
        ]
        return super().get_context_data(attempt=attempt, answers=answers, **kwargs)


class Certificate(OwnAttempt):
    """The certificate of one who passed, for print."""

    page_title = _lazy("培训合格证明")
    template_name = "supervision/certificate.html"

    @cached_property
    def attempt(self) -> QuizAttempt:
        return get_object_or_404(
            QuizAttempt.objects.select_related("body", "user").exclude(serial=None),
            pk=self.kwargs["pk"],
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(attempt=self.attempt, **kwargs)


class QuizList(ListScreen):
    """Who sat a quiz."""

    permission = SEE_RECORDS
    page_title = _lazy("答题记录")
    parent_crumbs = (("supervision:trainings", _lazy("培训")),)
    columns = (
        ("user", _lazy("姓名")),
        ("on", _lazy("日期")),
        ("right", _lazy("答对")),
        ("certificate", _lazy("证明编号")),
        ("body", _lazy("机关")),
    )
    searched = ("user__name",)
    search_hint = _lazy("姓名")
    empty = _lazy("还没有人答题。")

    def get_queryset(self) -> Any:
        return QuizAttempt.objects.visible_to(self.user).select_related("body", "user")

    def row(self, record: QuizAttempt) -> dict[str, Any]:
        return {
            "url": reverse("supervision:quiz-result", args=[record.pk]),
            "cells": [
                record.user.name,
                record.sat_on.isoformat(),
                f"{record.right}/{record.asked}",
                record.certificate,
                record.body.short_name,
            ],
        }
