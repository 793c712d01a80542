"""Screens about consultations: the list, one consultation, its opinions and its result."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Count, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.screens import Chip, FormScreen, ListScreen, ScreenView
from gongkai.web.publishing.consultations.actions.consultation import (
    proposed_channels,
    revise_consultation,
    shortest_period,
    start_consultation,
)
from gongkai.web.publishing.consultations.actions.opinion import (
    answer_group,
    enter_opinion,
    group_opinions,
)
from gongkai.web.publishing.consultations.actions.result import draft_result, forget_contacts
from gongkai.web.publishing.consultations.forms import (
    AnswerForm,
    EnterOpinionForm,
    GroupForm,
    NewConsultationForm,
    PeriodForm,
)
from gongkai.web.publishing.consultations.models import (
    Adoption,
    Opinion,
    OpinionChannel,
    OpinionGroup,
    PublicConsultation,
    PublicConsultationState,
)
from gongkai.web.publishing.consultations.permissions import HANDLE_OPINIONS, SEE_OPINIONS
from gongkai.web.publishing.items.actions.draft import attach_made, new_attachments
from gongkai.web.publishing.items.models import ItemPage

LIST = "publishing:consultations"


TONES = {
    PublicConsultationState.DRAFT: "none",
    PublicConsultationState.OPEN: "wait",
    PublicConsultationState.CLOSED: "soon",
    PublicConsultationState.ANSWERED: "done",
}


class ConsultationList(ListScreen):
    """Consultations of the bodies served."""

    permission = SEE_OPINIONS
    page_title = _lazy("意见征集")
    columns = (
        ("title", _lazy("公告")),
        ("state", _lazy("状态")),
        ("body", _lazy("机关")),
        ("opens_on", _lazy("发布日期")),
        ("closes_on", _lazy("截止日期")),
        ("opinions", _lazy("意见")),
    )
    searched = ("item__draft_title",)
    search_hint = _lazy("公告标题")
    empty = _lazy("还没有意见征集。")
    add_permission = HANDLE_OPINIONS
    add_url_name = "publishing:new-consultation"
    add_label = _lazy("发起意见征集")

    def get_queryset(self) -> QuerySet[PublicConsultation]:
        return (
            PublicConsultation.objects.visible_to(self.request.user)
            .select_related("item", "body", "result")
            .annotate(number=Count("opinions"))
            .order_by("-pk")
        )

    def row(self, record: PublicConsultation) -> dict[str, Any]:
        state = record.state_on(timezone.localdate())
        return {
            "url": reverse("publishing:consultation", args=[record.pk]),
            "cells": [
                record.item.draft_title,
                Chip(state.label, TONES[state]),
                record.body.short_name,
                record.opens_on.isoformat() if record.opens_on else "",
                record.closes_on.isoformat() if record.closes_on else "",
                record.number,
            ],
        }


class NewConsultationScreen(FormScreen):
    """Draft the notice of a consultation."""

    keeps_typing = True
    permission = HANDLE_OPINIONS
    page_title = _lazy("发起意见征集")
    form_class = NewConsultationForm
    parent_crumbs = ((LIST, _lazy("意见征集")),)
    submit_label = _lazy("生成公告草稿")
    done_message = _lazy("已生成公告草稿，请核对后提交审核。")

    def get_form_kwargs(self) -> dict[str, Any]:
        numbers = self.request.user.bodies_where(HANDLE_OPINIONS)
        bodies = PublicBody.objects.public().filter(pk__in=numbers, abolished_on=None)
        return {
            **super().get_form_kwargs(),
            "bodies": bodies,
            "least": shortest_period(timezone.localdate()),
        }

    def get_initial(self) -> dict[str, Any]:
        numbers = self.request.user.bodies_where(HANDLE_OPINIONS)
        body = PublicBody.objects.public().filter(pk__in=numbers, abolished_on=None).first()
        return proposed_channels(body, timezone.localdate()) if body else {}

    def act(self, form: NewConsultationForm) -> PublicConsultation:
        values = form.cleaned_data
        made = new_attachments([(file.name, file.read()) for file in values["files"]])
        with transaction.atomic():
            consultation = start_consultation(
                values["body"],
                acting_user=self.request.user,
                title=values["title"],
                summary=values["summary"],
                draft=values["draft"],
                facts=form.facts(),
                at=timezone.now(),
            )
            attach_made(consultation.item, made, acting_user=self.request.user, at=timezone.now())
        return consultation

    def get_next_url(self, result: PublicConsultation) -> str:
        return reverse("publishing:item", args=[result.item_id])


class OneConsultation:
    """A screen about the consultation named by its address."""

    kwargs: dict[str, Any]

    @cached_property
    def consultation(self) -> PublicConsultation:
        return get_object_or_404(
            PublicConsultation.objects.select_related("item", "body", "result"),
            pk=self.kwargs["pk"],
        )

    def get_body(self) -> PublicBody:
        return self.consultation.body

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return [
            (reverse(LIST), _("意见征集")),
            (self.get_next_url(None), self.consultation.item.draft_title),
        ]

    def get_next_url(self, result: Any) -> str:
        return reverse("publishing:consultation", args=[self.consultation.pk])


class ConsultationSheet(OneConsultation, ScreenView):
    """One consultation: how many wrote, what they said, what was answered, what is next."""

    permission = SEE_OPINIONS
    template_name = "consultations/consultation.html"

    def get_page_title(self) -> str:
        return self.consultation.item.draft_title

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return [(reverse(LIST), _("意见征集"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        consultation, user = self.consultation, self.request.user
        state = consultation.state_on(timezone.localdate())
        opinions = list(
            Opinion.objects.visible_to(user)
            .filter(consultation=consultation)
            .select_related("entered_by")
        )
        groups = list(consultation.groups.select_related("decided_by"))
        ungrouped = [each for each in opinions if each.group_id is None]
        handles = user.may(HANDLE_OPINIONS, consultation.body)
        counts = [
            (channel.label, sum(each.channel == channel for each in opinions))
            for channel in OpinionChannel
        ]
        answered = bool(groups) and all(group.adoption for group in groups)
        ready = not ungrouped and (answered or not opinions)
        return super().get_context_data(
            consultation=consultation,
            state=state,
            counts=[each for each in counts if each[1]],
            total=len(opinions),
            late=sum(each.is_late for each in opinions),
            ungrouped=ungrouped,
            groups=[
                (group, [each for each in opinions if each.group_id == group.pk])
                for group in groups
            ],
            shows_contacts=handles,
            may={
                "revise": handles and state == PublicConsultationState.DRAFT,
                "enter": handles
                and state in {PublicConsultationState.OPEN, PublicConsultationState.CLOSED},
                "group": handles and bool(ungrouped) and state != PublicConsultationState.ANSWERED,
                "answer": handles and state != PublicConsultationState.ANSWERED,
                "result": handles and state == PublicConsultationState.CLOSED and ready,
                "forget": handles
                and state == PublicConsultationState.ANSWERED
                and consultation.contacts_forgotten_on is None,
            },
            **kwargs,
        )


class PeriodScreen(OneConsultation, FormScreen):
    """Another period, other ways; before the notice is out."""

    permission = HANDLE_OPINIONS
    page_title = _lazy("修改期限和途径")
    form_class = PeriodForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "instance": self.consultation,
            "least": shortest_period(timezone.localdate()),
        }

    def act(self, form: PeriodForm) -> PublicConsultation:
        return revise_consultation(
            self.consultation, acting_user=self.request.user, facts=form.facts(), at=timezone.now()
        )


class EnterOpinionScreen(OneConsultation, FormScreen):
    """Type in an opinion that came another way."""

    permission = HANDLE_OPINIONS
    page_title = _lazy("登记意见")
    form_class = EnterOpinionForm
    submit_label = _lazy("登记")

    def act(self, form: EnterOpinionForm) -> Opinion:
        values = dict(form.cleaned_data)
        return enter_opinion(
            self.consultation,
            acting_user=self.request.user,
            channel=OpinionChannel(values.pop("channel")),
            **values,
            at=timezone.now(),
        )

    def get_done_message(self, result: Opinion) -> str:
        late = _("，已标明逾期收到") if result.is_late else ""
        return _("已登记，回执号 {receipt_number}{late}。").format(
            receipt_number=result.receipt_number, late=late
        )


class GroupScreen(OneConsultation, FormScreen):
    """Put opinions that say the same together. Equal words already stand together."""

    keeps_typing = True
    permission = HANDLE_OPINIONS
    page_title = _lazy("归类意见")
    form_class = GroupForm
    submit_label = _lazy("归为一类")
    done_message = _lazy("已归类。")

    def get_form_kwargs(self) -> dict[str, Any]:
        clusters: dict[str, list[Opinion]] = {}
        for opinion in self.consultation.opinions.filter(group=None):
            clusters.setdefault(opinion.digest, []).append(opinion)
        return {
            **super().get_form_kwargs(),
            "clusters": [
                (digest, _cluster_label(opinions)) for digest, opinions in clusters.items()
            ],
            "groups": self.consultation.groups.all(),
        }

    def act(self, form: GroupForm) -> OpinionGroup:
        return group_opinions(
            self.consultation, acting_user=self.request.user, **form.cleaned_data, at=timezone.now()
        )


def _cluster_label(opinions: list[Opinion]) -> str:
    number = (
        _("（相同意见 {opinions} 条）").format(opinions=len(opinions)) if len(opinions) > 1 else ""
    )
    return Truncator(opinions[0].text).chars(300) + number


class AnswerScreen(FormScreen):
    """Adopt or not, and say why."""

    keeps_typing = True
    permission = HANDLE_OPINIONS
    page_title = _lazy("答复意见")
    form_class = AnswerForm
    done_message = _lazy("已记录。")

    @cached_property
    def group(self) -> OpinionGroup:
        return get_object_or_404(
            OpinionGroup.objects.select_related("consultation__body", "consultation__item"),
            pk=self.kwargs["pk"],
        )

    def get_body(self) -> PublicBody:
        return self.group.consultation.body

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return [
            (reverse(LIST), _("意见征集")),
            (self.get_next_url(None), self.group.consultation.item.draft_title),
        ]

    def get_initial(self) -> dict[str, Any]:
        return {
            "gist": self.group.gist,
            "adoption": self.group.adoption,
            "reason": self.group.reason,
        }

    def act(self, form: AnswerForm) -> OpinionGroup:
        values = dict(form.cleaned_data)
        return answer_group(
            self.group,
            acting_user=self.request.user,
            adoption=Adoption(values.pop("adoption")),
            **values,
            at=timezone.now(),
        )

    def get_next_url(self, result: Any) -> str:
        return reverse("publishing:consultation", args=[self.group.consultation_id])


class ResultScreen(OneConsultation, FormScreen):
    """Draft the result from the answers."""

    permission = HANDLE_OPINIONS
    page_title = _lazy("起草征集结果")
    form_class = forms.Form
    submit_label = _lazy("生成结果草稿")
    done_message = _lazy("已生成结果草稿，请核对后提交审核。")

    def act(self, form: forms.Form) -> ItemPage:
        return draft_result(self.consultation, acting_user=self.request.user, at=timezone.now())

    def get_next_url(self, result: ItemPage | None) -> str:
        if result is None:
            return super().get_next_url(result)
        return reverse("publishing:item", args=[result.pk])


class ForgetScreen(OneConsultation, FormScreen):
    """Delete who wrote and how to reach them. The opinions stay."""

    permission = HANDLE_OPINIONS
    page_title = _lazy("删除意见人联系方式")
    form_class = forms.Form
    submit_label = _lazy("删除，不能恢复")

    def act(self, form: forms.Form) -> int:
        return forget_contacts(self.consultation, acting_user=self.request.user, at=timezone.now())

    def get_done_message(self, result: int) -> str:
        return _("已删除 {result} 条意见的姓名和联系方式，意见内容保留。").format(result=result)
