"""The list of reviews and suits, the page of one, and what is recorded in it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views import View

from gongkai.statute.disputes import Forum
from gongkai.statute.trace import cite_in_chinese
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.counting.choices import choices_of
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.disputes.actions import course
from gongkai.web.disputes.actions.open import open_dispute
from gongkai.web.disputes.counting import RULES, cells_in
from gongkai.web.disputes.days import days_of, of_the_same_act, remarks_on
from gongkai.web.disputes.forms import (
    DayForm,
    HearingForm,
    JudgmentForm,
    LessonForm,
    PetitionForm,
)
from gongkai.web.disputes.models import (
    FORUMS,
    Against,
    Claimant,
    Dispute,
    DisputeFile,
    DisputeState,
    ReviewBefore,
    Standing,
)
from gongkai.web.disputes.permissions import HANDLE_DISPUTES, SEE_DISPUTES, SEE_PARTY
from gongkai.web.disputes.workflow import BY_CODE, DisputeStep, open_steps
from gongkai.web.office.downloads import hand_out
from gongkai.web.office.screens import FormScreen, GuardedView, ListScreen, ScreenView

LIST = "disputes:list"
CRUMB = (LIST, _lazy("复议诉讼"))


class DisputeList(ListScreen):
    """Reviews and suits of the bodies served; what is due first stands first. Nobody's name is in it."""

    permission = SEE_DISPUTES
    page_title = _lazy("复议诉讼")
    template_name = "disputes/list.html"
    columns = (
        ("number", _lazy("编号")),
        ("forum", _lazy("类型")),
        ("against", _lazy("针对")),
        ("state", _lazy("状态")),
        ("due_on", _lazy("本机关截止日")),
        ("result", _lazy("结果")),
        ("body", _lazy("机关")),
    )
    searched = ("forum_number", "act", "forum_name")
    search_hint = _lazy("案号、文号或者机关")
    empty = _lazy("没有符合条件的复议、诉讼。")
    add_permission = HANDLE_DISPUTES
    add_url_name = "disputes:open"
    add_label = _lazy("登记复议、诉讼")

    def get_queryset(self) -> QuerySet[Dispute]:
        found = Dispute.objects.visible_to(self.request.user).select_related("body")
        chosen = self.request.GET
        if chosen.get("forum") in dict(FORUMS):
            found = found.filter(forum=chosen["forum"])
        if chosen.get("state") in DisputeState.values:
            found = found.filter(state=chosen["state"])
        return found.prefetch_related("judgments").order_by(
            F("due_on").asc(nulls_last=True), F("final_from").desc(nulls_first=True), "-pk"
        )

    def row(self, record: Dispute) -> dict[str, Any]:
        late = bool(record.due_on and record.due_on < timezone.localdate())
        judgments = list(record.judgments.all())
        return {
            "url": reverse("disputes:dispute", args=[record.pk]),
            "tone": "late" if late else "",
            "cells": [
                record.number,
                record.get_forum_display(),
                f"{record.get_against_display()}　{record.act}",
                record.get_state_display(),
                record.due_on.isoformat() if record.due_on else "",
                judgments[-1].get_result_display() if judgments else "",
                record.body.short_name,
            ],
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            filters=True,
            forums=FORUMS,
            forum=self.request.GET.get("forum", ""),
            states=DisputeState.choices,
            state=self.request.GET.get("state", ""),
            **kwargs,
        )


class OneDispute:
    """A screen about the dispute named by its address."""

    kwargs: dict[str, Any]

    @cached_property
    def dispute(self) -> Dispute:
        return get_object_or_404(
            Dispute.objects.select_related("body", "disclosure_request__body", "follows__body"),
            pk=self.kwargs["pk"],
        )

    def get_body(self) -> PublicBody:
        return self.dispute.body

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return [
            (reverse(LIST), str(CRUMB[1])),
            (reverse("disputes:dispute", args=[self.dispute.pk]), self.dispute.number),
        ]

    def get_next_url(self, result: Any) -> str:
        return reverse("disputes:dispute", args=[self.dispute.pk])


class DisputeSheet(OneDispute, ScreenView):
    """A dispute: what may be done, its days, what happened, its decisions, where it counts."""

    permission = SEE_DISPUTES
    template_name = "disputes/dispute.html"

    def get_page_title(self) -> str:
        return self.dispute.number

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return [(reverse(LIST), str(CRUMB[1]))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        dispute, user, today = self.dispute, self.request.user, timezone.localdate()
        years = range(dispute.opened_on.year, today.year + 1)
        cells = [
            (year, cell)
            for year in years
            for cell in cells_in(dispute, year, choices_of(dispute.body, year))
        ]
        rules = dict.fromkeys(rule for _year, cell in cells for rule in cell.rules)
        return super().get_context_data(
            dispute=dispute,
            days=[
                (day, cite_in_chinese(day.cite), day.due_on < today)
                for day in days_of(dispute, course.last_judgment(dispute))
            ],
            buttons=list(open_steps(dispute, user)),
            judgments=list(dispute.judgments.all()),
            events=list(dispute.events.select_related("entered_by", "proof")),
            remarks=list(remarks_on(dispute)),
            same_act=of_the_same_act(dispute),
            cells=cells,
            rules=[RULES[code] for code in rules] or [RULES["D1"]],
            reads=user.may(SEE_PARTY, dispute.body),
            **kwargs,
        )


class OpenDisputeScreen(FormScreen):
    """Register the copy of a petition or a complaint."""

    permission = HANDLE_DISPUTES
    page_title = _lazy("登记复议、诉讼")
    form_class = PetitionForm
    parent_crumbs = (CRUMB,)
    submit_label = _lazy("登记，算出期限")

    def get_form_kwargs(self) -> dict[str, Any]:
        numbers = self.request.user.bodies_where(HANDLE_DISPUTES)
        return {
            **super().get_form_kwargs(),
            "bodies": PublicBody.objects.public().filter(pk__in=numbers).select_related("casework"),
            "reviews": Dispute.objects.filter(
                body__in=numbers, forum=Forum.REVIEW.value
            ).select_related("body"),
        }

    def get_initial(self) -> dict[str, Any]:
        """From the case whose page leads here: whose, and what its last answer is."""
        initial: dict[str, Any] = {"copy_on": timezone.localdate()}
        given = self.request.GET.get("case", "")
        numbers = self.request.user.bodies_where(HANDLE_DISPUTES)
        case = (
            DisclosureRequest.objects.filter(pk=given, body__in=numbers)
            .select_related("body")
            .first()
            if given.isdecimal() and len(given) < 12
            else None
        )
        if case is None:
            return initial
        answers = [each for each in case.letters.exclude(issued_on=None) if each.is_answer]
        return {
            **initial,
            "body": case.body_id,
            "case_number": case.number,
            "against": Against.ANSWER if answers else Against.SILENCE,
            "act": answers[-1].number if answers else _("逾期不答复"),
            "claimant": Claimant.APPLICANT,
            "standing": Standing.RESPONDENT,
            "review_before": ReviewBefore.NONE,
        }

    def act(self, form: PetitionForm) -> Dispute:
        return open_dispute(
            form.cleaned_data["body"],
            acting_user=self.request.user,
            at=timezone.now(),
            petition=form.petition(),
            disclosure_request=form.cleaned_data["disclosure_request"],
            paper=form.cleaned_data["paper"],
        )

    def get_done_message(self, result: Dispute) -> str:
        return _("已登记，编号{number}；本机关最迟{due}答复、答辩。").format(
            number=result.number, due=result.due_on or "—"
        )

    def get_next_url(self, result: Dispute) -> str:
        return reverse("disputes:dispute", args=[result.pk])


FORMS: dict[str, type[forms.Form]] = {
    "answer": DayForm,
    "hear": HearingForm,
    "decide": JudgmentForm,
    "appeal": DayForm,
    "opinion": DayForm,
    "report": DayForm,
    "comply": DayForm,
    "lesson": LessonForm,
}
ACTIONS: dict[str, Any] = {
    "answer": course.hand_in_answer,
    "hear": course.record_hearing,
    "appeal": course.record_appeal,
    "opinion": course.record_opinion_letter,
    "report": course.report_opinion,
    "comply": course.record_compliance,
    "lesson": course.keep_lesson,
}


class DisputeStepScreen(OneDispute, FormScreen):
    """Record one step of a dispute."""

    permission = HANDLE_DISPUTES
    template_name = "disputes/step.html"
    done_message = _lazy("已登记。")

    @cached_property
    def step(self) -> DisputeStep:
        step = BY_CODE.get(self.kwargs["step"])
        if step is None:
            raise Http404
        return step

    def guarded(self) -> QuerySet[Any]:
        return Dispute.objects.filter(pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return str(self.step.label)

    def get_form_class(self) -> type[forms.Form]:
        return FORMS[self.step.code]

    def get_form_kwargs(self) -> dict[str, Any]:
        further = {"dispute": self.dispute} if self.step.code == "decide" else {}
        return {**super().get_form_kwargs(), **further}

    def act(self, form: Any) -> Any:
        given: dict[str, Any] = {"acting_user": self.request.user, "at": timezone.now()}
        if isinstance(form, JudgmentForm):
            return course.record_judgment(
                self.dispute, decided=form.decided(), paper=form.cleaned_data["paper"], **given
            )
        return ACTIONS[self.step.code](self.dispute, **given, **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(step=self.step, **kwargs)


class PartyScreen(OneDispute, ScreenView):
    """Who reviews or sues, and what they want; opening it is in the journal."""

    permission = SEE_PARTY
    page_title = _lazy("当事人和请求")
    template_name = "disputes/party.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        party = course.see_party(self.dispute, acting_user=self.request.user, at=timezone.now())
        return super().get_context_data(dispute=self.dispute, party=party, **kwargs)


class DisputePaper(GuardedView, View):
    """A paper of a dispute."""

    permission = SEE_PARTY

    @cached_property
    def stored(self) -> DisputeFile:
        return get_object_or_404(
            DisputeFile.objects.select_related("dispute__body"), pk=self.kwargs["pk"]
        )

    def get_body(self) -> PublicBody:
        return self.stored.dispute.body

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            content = course.take_paper(self.stored, acting_user=request.user, at=timezone.now())
        except OSError as error:
            raise Http404 from error
        return hand_out(content, self.stored.name)
