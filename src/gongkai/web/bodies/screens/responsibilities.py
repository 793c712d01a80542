"""Screens about who answers for what: the list, the sheet for printing, and sharing out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from gongkai.web.accounts.permissions import SEE_BODY
from gongkai.web.bodies.actions.responsibility import assign_matters
from gongkai.web.bodies.forms import AssignForm
from gongkai.web.bodies.models import Post, PublicBody, Responsibility
from gongkai.web.bodies.permissions import MANAGE_PEOPLE
from gongkai.web.bodies.responsibilities import HEADS, as_workbook, duties_of
from gongkai.web.bodies.screens.bodies import OneBody
from gongkai.web.office.downloads import hand_out
from gongkai.web.office.screens import FormScreen, ScreenView


class ResponsibilityList(OneBody, ScreenView):
    """Every matter with its section, post and person; first those without."""

    permission = SEE_BODY
    template_name = "bodies/responsibilities.html"
    page_title = "责任分工"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        day = timezone.localdate()
        duties = duties_of(self.body, day)
        return super().get_context_data(
            body=self.body,
            day=day,
            heads=HEADS,
            duties=duties,
            gaps=[duty for duty in duties if duty.gap],
            may_assign=self.request.user.may(MANAGE_PEOPLE, self.body),
            **kwargs,
        )


class ResponsibilityPrint(ResponsibilityList):
    """责任分工表 as a sheet of paper."""

    template_name = "bodies/responsibilities_print.html"


class ResponsibilityExport(OneBody, ScreenView):
    """责任分工表 as a workbook."""

    permission = SEE_BODY

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        day = timezone.localdate()
        content = as_workbook(self.body, duties_of(self.body, day), day)
        return hand_out(content, "responsibilities.xlsx")


class AssignScreen(OneBody, FormScreen):
    """Share out the matters: all of them, or (``?open=1``) those that nobody answers for."""

    permission = MANAGE_PEOPLE
    form_class = AssignForm
    template_name = "bodies/assign.html"
    page_title = "确定分工"

    def guarded(self) -> QuerySet[Responsibility]:
        return Responsibility.objects.filter(body=self.kwargs["pk"], ends_on=None)

    def get_form_kwargs(self) -> dict[str, Any]:
        duties = duties_of(self.body, timezone.localdate())
        if self.request.GET.get("open"):
            duties = [duty for duty in duties if duty.gap]
        units = PublicBody.objects.filter(public_body=self.body, abolished_on=None)
        return {
            **super().get_form_kwargs(),
            "duties": duties,
            "units": units.order_by("lineage"),
            "posts": Post.objects.filter(body__in=units, closed_on=None)
            .select_related("body")
            .order_by("body__lineage", "order", "pk"),
        }

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        here = reverse("bodies:responsibilities", args=[self.body.pk])
        return [*super().get_parent_crumbs(), (here, "责任分工")]

    def act(self, form: forms.Form) -> list[Responsibility]:
        return assign_matters(
            self.body,
            acting_user=self.request.user,
            on=form.cleaned_data["on"],
            owners=form.owners(),
            at=timezone.now(),
        )

    def get_done_message(self, result: list[Responsibility]) -> str:
        return f"已确定 {len(result)} 项分工。"

    def get_next_url(self, result: list[Responsibility]) -> str:
        return reverse("bodies:responsibilities", args=[self.body.pk])
