"""Complaints about bodies beneath: the list, one, and what is done about it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.accounts.permissions import Refused
from gongkai.web.bodies.models import PublicBody
from gongkai.web.disputes.actions import complaints
from gongkai.web.disputes.forms import (
    AskForm,
    ComplaintForm,
    ConcludeForm,
    ExplainForm,
    RectifiedForm,
)
from gongkai.web.disputes.models import Complaint, ComplaintResult
from gongkai.web.disputes.permissions import (
    EXPLAIN_COMPLAINTS,
    HANDLE_COMPLAINTS,
    SEE_COMPLAINTS,
)
from gongkai.web.office.screens import FormScreen, ListScreen, ScreenView

LIST = "disputes:complaints"
CRUMB = (LIST, _lazy("投诉举报"))


def waits_for(complaint: Complaint, on: date) -> tuple[str, date | None]:
    """What is next, and by when."""
    if complaint.concluded_on is None:
        if complaint.asked and complaint.explained_on is None:
            return _("等被投诉机关说明"), complaint.explain_by
        return _("办理中"), None
    if complaint.rectify_by and complaint.rectified_on is None:
        return _("整改中"), complaint.rectify_by
    return _("已办结"), None


class ComplaintList(ListScreen):
    """Complaints about the bodies that this user looks after; nobody's name is in it."""

    permission = SEE_COMPLAINTS
    page_title = _lazy("投诉举报")
    columns = (
        ("received_on", _lazy("收到日期")),
        ("body", _lazy("被投诉机关")),
        ("basis", _lazy("事由")),
        ("state", _lazy("状态")),
        ("due_on", _lazy("期限")),
        ("result", _lazy("结果")),
    )
    empty = _lazy("没有投诉举报。")
    add_permission = HANDLE_COMPLAINTS
    add_url_name = "disputes:receive-complaint"
    add_label = _lazy("登记投诉举报")

    def get_queryset(self) -> QuerySet[Complaint]:
        found = Complaint.objects.visible_to(self.request.user).select_related("body")
        # What nobody has asked it about, a body does not see.
        handled = self.request.user.bodies_where(HANDLE_COMPLAINTS)
        found = found.filter(body__in=handled) | found.exclude(asked="")
        return found.order_by(F("concluded_on").desc(nulls_first=True), "-received_on", "-pk")

    def row(self, record: Complaint) -> dict[str, Any]:
        today = timezone.localdate()
        state, due = waits_for(record, today)
        return {
            "url": reverse("disputes:complaint", args=[record.pk]),
            "tone": "late" if due and due < today else "",
            "cells": [
                record.received_on.isoformat(),
                record.body.short_name,
                record.get_basis_display(),
                state,
                due.isoformat() if due else "",
                record.get_result_display(),
            ],
        }


class OneComplaint:
    """A screen about the complaint named by its address."""

    kwargs: dict[str, Any]

    @cached_property
    def complaint(self) -> Complaint:
        return get_object_or_404(Complaint.objects.select_related("body"), pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody:
        return self.complaint.body

    def guarded(self) -> QuerySet[Any]:
        return Complaint.objects.filter(pk=self.kwargs["pk"])

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return [
            (reverse(LIST), str(CRUMB[1])),
            (reverse("disputes:complaint", args=[self.complaint.pk]), str(self.complaint)),
        ]

    def get_next_url(self, result: Any) -> str:
        return reverse("disputes:complaint", args=[self.complaint.pk])


class ComplaintSheet(OneComplaint, ScreenView):
    """A complaint. The body sees what it is asked; the authority sees the rest, and who complained only on its own page."""

    permission = SEE_COMPLAINTS
    template_name = "disputes/complaint.html"

    def get_page_title(self) -> str:
        return str(self.complaint)

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return [(reverse(LIST), str(CRUMB[1]))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        complaint, user = self.complaint, self.request.user
        handles = user.may(HANDLE_COMPLAINTS, complaint.body)
        if not handles and not complaint.asked:
            raise Refused(HANDLE_COMPLAINTS, complaint.body)
        still_open = complaint.concluded_on is None
        state, due = waits_for(complaint, timezone.localdate())
        return super().get_context_data(
            complaint=complaint,
            state=state,
            due=due,
            may={
                "handle": handles,
                "ask": handles and still_open,
                "conclude": handles and still_open,
                "explain": still_open
                and bool(complaint.asked)
                and user.may(EXPLAIN_COMPLAINTS, complaint.body),
                "rectify": handles
                and complaint.rectify_by is not None
                and complaint.rectified_on is None,
            },
            **kwargs,
        )


class ReceiveComplaintScreen(FormScreen):
    """Register a complaint."""

    permission = HANDLE_COMPLAINTS
    page_title = _lazy("登记投诉举报")
    form_class = ComplaintForm
    parent_crumbs = (CRUMB,)
    done_message = _lazy("已登记。")

    def get_form_kwargs(self) -> dict[str, Any]:
        numbers = self.request.user.bodies_where(HANDLE_COMPLAINTS)
        return {
            **super().get_form_kwargs(),
            "bodies": PublicBody.objects.public().filter(pk__in=numbers),
        }

    def act(self, form: ComplaintForm) -> Complaint:
        data = form.cleaned_data
        return complaints.receive_complaint(
            data["body"],
            acting_user=self.request.user,
            at=timezone.now(),
            basis=Complaint.Basis(data["basis"]),
            on=data["on"],
            text=data["text"],
            complainant=data["complainant"],
        )

    def get_next_url(self, result: Complaint) -> str:
        return reverse("disputes:complaint", args=[result.pk])


class ComplainantScreen(OneComplaint, ScreenView):
    """Who complained; opening it is in the journal."""

    permission = HANDLE_COMPLAINTS
    page_title = _lazy("投诉、举报人")
    template_name = "disputes/complainant.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        who = complaints.see_complainant(
            self.complaint, acting_user=self.request.user, at=timezone.now()
        )
        return super().get_context_data(who=who, **kwargs)


class AskScreen(OneComplaint, FormScreen):
    """Ask the body to explain."""

    permission = HANDLE_COMPLAINTS
    page_title = _lazy("要求说明")
    form_class = AskForm

    def act(self, form: AskForm) -> Complaint:
        return complaints.ask_for_explanation(
            self.complaint, acting_user=self.request.user, at=timezone.now(), **form.cleaned_data
        )


class ExplainScreen(OneComplaint, FormScreen):
    """Explain what was done."""

    permission = EXPLAIN_COMPLAINTS
    page_title = _lazy("说明情况")
    form_class = ExplainForm

    def act(self, form: ExplainForm) -> Complaint:
        return complaints.explain_complaint(
            self.complaint, acting_user=self.request.user, at=timezone.now(), **form.cleaned_data
        )


class ConcludeScreen(OneComplaint, FormScreen):
    """Say what was found."""

    permission = HANDLE_COMPLAINTS
    page_title = _lazy("办结")
    form_class = ConcludeForm

    def act(self, form: ConcludeForm) -> Complaint:
        data = form.cleaned_data
        return complaints.conclude_complaint(
            self.complaint,
            acting_user=self.request.user,
            at=timezone.now(),
            **{**data, "result": ComplaintResult(data["result"])},
        )


class RectifiedScreen(OneComplaint, FormScreen):
    """Say that it was put right."""

    permission = HANDLE_COMPLAINTS
    page_title = _lazy("登记整改完成")
    form_class = RectifiedForm

    def act(self, form: RectifiedForm) -> Complaint:
        return complaints.rectify(
            self.complaint, acting_user=self.request.user, at=timezone.now(), **form.cleaned_data
        )
