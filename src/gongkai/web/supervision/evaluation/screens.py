"""Screens about evaluations: the list, one with its answer, the poster with the code."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import F
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.forms import ReasonForm
from gongkai.web.office.screens import FormScreen, ScreenView
from gongkai.web.supervision.addresses import printed_code
from gongkai.web.supervision.evaluation.actions import (
    answer_evaluation,
    enter_evaluation,
    keep_back_evaluation,
    publish_evaluation,
)
from gongkai.web.supervision.evaluation.forms import AnswerEvaluationForm, EnterEvaluationForm
from gongkai.web.supervision.evaluation.models import Evaluation, PageVote
from gongkai.web.supervision.evaluation.summary import summary
from gongkai.web.supervision.permissions import (
    ANSWER_EVALUATIONS,
    PUBLISH_EVALUATIONS,
    READ_EVALUATIONS,
)
from gongkai.web.supervision.registers import (
    Block,
    Button,
    NewRecordScreen,
    OneRecord,
    RecordList,
    RecordSheet,
)

WORST_PAGES = 5


class Evaluations(RecordList):
    """What came in, the open ones first."""

    permission = READ_EVALUATIONS
    page_title = _lazy("社会评议")
    model = Evaluation
    sheet_url = "supervision:evaluation"
    template_name = "supervision/evaluations.html"
    columns = (
        ("number", _lazy("编号")),
        ("sort", _lazy("类别")),
        ("way", _lazy("途径")),
        ("score", _lazy("评分")),
        ("received_on", _lazy("收到")),
        ("state", _lazy("结果")),
        ("body", _lazy("机关")),
    )
    searched = ("gist", "page")
    search_hint = _lazy("概要或网页")
    empty = _lazy("还没有收到评议。")
    add_permission = ANSWER_EVALUATIONS
    add_url_name = "supervision:enter-evaluation"
    add_label = _lazy("登记纸质、电话意见")

    def get_queryset(self) -> Any:
        return super().get_queryset().order_by(F("answered_on").asc(nulls_first=True), "-pk")

    def cells(self, record: Evaluation) -> list[Any]:
        late = record.is_late(timezone.localdate())
        state = record.get_outcome_display() or (_("已超期") if late else _("待答复"))
        return [
            record.number,
            record.get_sort_display(),
            record.get_way_display(),
            record.score or "",
            record.received_on.isoformat(),
            state,
            record.body.short_name,
        ]

    def row(self, record: Evaluation) -> dict[str, Any]:
        tone = "late" if record.is_late(timezone.localdate()) else ""
        return {**super().row(record), "tone": tone}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        numbers = self.user.bodies_where(READ_EVALUATIONS)
        month = today.replace(day=1)
        return super().get_context_data(
            told=summary(numbers, date(today.year, 1, 1), today),
            year=today.year,
            bodies=PublicBody.objects.public().filter(
                pk__in=self.user.bodies_where(ANSWER_EVALUATIONS)
            )[:5],
            worst=PageVote.objects.filter(month=month, useless__gt=0)[:WORST_PAGES],
            **kwargs,
        )


class OneEvaluation(OneRecord):
    """About one evaluation."""

    model = Evaluation
    list_url, list_label = "supervision:evaluations", _lazy("社会评议")
    sheet_url = "supervision:evaluation"


class EvaluationSheet(OneEvaluation, RecordSheet):
    """One evaluation."""

    permission = READ_EVALUATIONS

    def state(self) -> tuple[str, bool]:
        evaluation = self.record
        late = evaluation.is_late(timezone.localdate())
        return evaluation.get_outcome_display() or (_("已超期") if late else _("待答复")), late

    def buttons(self) -> list[Button]:
        found: list[Button] = []
        evaluation = self.record
        if not evaluation.outcome and self.user.may(ANSWER_EVALUATIONS, evaluation.body):
            url = reverse("supervision:answer-evaluation", args=[evaluation.pk])
            found.append(Button(_("答复"), url))
        if self.user.may(PUBLISH_EVALUATIONS, evaluation.body):
            proposed = evaluation.is_proposed and not evaluation.is_published
            if proposed and evaluation.answered_by_id != self.user.pk:
                url = reverse("supervision:publish-evaluation", args=[evaluation.pk])
                found.append(Button(_("公布"), url))
            if evaluation.is_proposed or evaluation.is_published:
                url = reverse("supervision:keep-back-evaluation", args=[evaluation.pk])
                found.append(Button(_("不公布"), url, True))
        return found

    def facts(self) -> list[tuple[Any, Any]]:
        evaluation = self.record
        return [
            (_("机关"), evaluation.body),
            (_("类别"), evaluation.get_sort_display()),
            (_("途径"), evaluation.get_way_display()),
            (_("评分"), evaluation.score),
            (_("收到日期"), evaluation.received_on.isoformat()),
            (_("最迟答复"), evaluation.due_on.isoformat()),
            (_("所在网页"), evaluation.page),
            (
                _("联系方式"),
                evaluation.contact if self.user.may(ANSWER_EVALUATIONS, evaluation.body) else "",
            ),
            (_("答复日期"), evaluation.answered_on.isoformat() if evaluation.answered_on else ""),
        ]

    def blocks(self) -> list[Block]:
        evaluation = self.record
        found = [Block(_("内容"), evaluation.text or _("只打了分。"))]
        if evaluation.answer:
            found.append(Block(_("答复"), evaluation.answer))
        if evaluation.is_published:
            found.append(Block(_("公布的概要"), evaluation.gist))
        elif evaluation.is_proposed:
            found.append(Block(_("提出公布的概要，待审核或者发布的人公布"), evaluation.gist))
        return found


class EnterEvaluationScreen(NewRecordScreen):
    """Type one in."""

    permission = ANSWER_EVALUATIONS
    page_title = _lazy("登记评议")
    form_class = EnterEvaluationForm
    parent_crumbs = (("supervision:evaluations", _lazy("社会评议")),)

    def get_bodies(self) -> Any:
        return PublicBody.objects.public().filter(pk__in=self.user.bodies_where(ANSWER_EVALUATIONS))

    def act(self, form: EnterEvaluationForm) -> Evaluation:
        return enter_evaluation(acting_user=self.user, at=timezone.now(), **form.cleaned_data)

    def get_next_url(self, result: Evaluation) -> str:
        return reverse("supervision:evaluation", args=[result.pk])


class AnswerEvaluationScreen(OneEvaluation, FormScreen):
    """Answer one."""

    permission = ANSWER_EVALUATIONS
    page_title = _lazy("答复评议")
    form_class = AnswerEvaluationForm
    submit_label = _lazy("答复")
    done_message = _lazy("已答复。")

    def act(self, form: AnswerEvaluationForm) -> Evaluation:
        return answer_evaluation(
            self.record, acting_user=self.user, at=timezone.now(), **form.cleaned_data
        )


class PublishEvaluationScreen(OneEvaluation, FormScreen):
    """Read gist and answer, and publish them."""

    permission = PUBLISH_EVALUATIONS
    page_title = _lazy("公布评议答复")
    form_class = forms.Form
    submit_label = _lazy("公布")
    done_message = _lazy("已公布。")

    def get_page_title(self) -> str:
        return _("公布：{gist}——{answer}").format(gist=self.record.gist, answer=self.record.answer)

    def act(self, form: forms.Form) -> Evaluation:
        return publish_evaluation(self.record, acting_user=self.user, at=timezone.now())


class KeepBackEvaluationScreen(OneEvaluation, FormScreen):
    """Not to be published."""

    permission = PUBLISH_EVALUATIONS
    page_title = _lazy("不公布评议答复")
    form_class = ReasonForm
    submit_label = _lazy("不公布")
    done_message = _lazy("已登记，不公布。")

    def act(self, form: ReasonForm) -> Evaluation:
        return keep_back_evaluation(
            self.record, acting_user=self.user, at=timezone.now(), **form.cleaned_data
        )


class EvaluationPoster(ScreenView):
    """A sheet with the code that leads to the form, to hang in the hall."""

    permission = READ_EVALUATIONS
    template_name = "supervision/evaluation_poster.html"
    page_title = _lazy("评议二维码")

    @cached_property
    def body(self) -> PublicBody:
        return get_object_or_404(PublicBody.objects.public(), pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody:
        return self.body

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            body=self.body, **printed_code(f"/feedback/{self.body.code}/"), **kwargs
        )
