"""Power waiting for a second administrator, and exceptions for offices with too few people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.actions.exception import end_exception, grant_exception
from gongkai.web.bodies.actions.power import confirm_power, confirmers, refuse_power
from gongkai.web.bodies.forms import ExceptionForm, PowerForm, WithdrawRoleForm
from gongkai.web.bodies.models import Exempt, PowerGrant, PowerState, PublicBody, SmallOffice
from gongkai.web.bodies.permissions import GIVE_ROLE, GRANT_EXCEPTION
from gongkai.web.office.screens import FormScreen, ListScreen

PARENTS = (("users:list", _lazy("用户")),)


def told_of(grant: PowerGrant) -> str:
    """What has come of asking for power, as a sentence for whoever asked."""
    if grant.state == PowerState.ALONE:
        return _("已依“{exception}”的例外单独办理，并对外公示。").format(exception=grant.exception)
    names = "、".join(each.name for each in confirmers(grant)[:5])
    if names:
        return _("已提出，由另一名管理员（{names}）确认后生效。").format(names=names)
    return _("已提出，但目前没有第二名管理员可以确认；请上级增设管理员，或者批准“人少机构例外”。")


class PowerList(ListScreen):
    """What has been asked for and decided, the newest first."""

    permission = GIVE_ROLE
    page_title = _lazy("授权单")
    parent_crumbs = PARENTS
    columns = (
        ("asked_at", _lazy("提出时间")),
        ("kind", _lazy("事项")),
        ("user", _lazy("对象")),
        ("body", _lazy("机关")),
        ("asked_by", _lazy("提出人")),
        ("state", _lazy("状态")),
        ("decided_by", _lazy("确认人")),
    )
    searched = ("user__name", "body__name", "asked_by__name")
    search_hint = _lazy("对象、机关、提出人")

    def get_queryset(self) -> QuerySet[PowerGrant]:
        seen = PowerGrant.objects.filter(body__in=self.user.bodies_where(GIVE_ROLE))
        return seen.select_related("user", "body", "asked_by", "decided_by")

    def row(self, record: PowerGrant) -> dict[str, Any]:
        return {
            "url": reverse("users:power", args=[record.pk]),
            "cells": [
                timezone.localtime(record.asked_at).strftime("%Y-%m-%d %H:%M"),
                " ".join(filter(None, [record.get_kind_display(), record.get_role_display()])),
                record.user.name,
                record.body.short_name,
                record.asked_by.name,
                record.get_state_display(),
                record.decided_by.name if record.decided_by else "",
            ],
        }


class PowerScreen(FormScreen):
    """One grant: what was asked, by whom and why; below, the second administrator's answer."""

    permission = GIVE_ROLE
    form_class = PowerForm
    template_name = "bodies/power.html"
    submit_label = _lazy("提交")
    parent_crumbs = (*PARENTS, ("users:powers", _lazy("授权单")))

    @cached_property
    def grant(self) -> PowerGrant:
        grants = PowerGrant.objects.select_related(
            "user__added_by", "body", "asked_by", "decided_by", "exception"
        )
        return get_object_or_404(grants, pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody:
        return self.grant.body

    def guarded(self) -> QuerySet[PowerGrant]:
        return PowerGrant.objects.filter(pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return str(self.grant)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            grant=self.grant, waiting=self.grant.state == PowerState.WAITING, **kwargs
        )

    def act(self, form: forms.Form) -> tuple[PowerGrant, str]:
        note, now = form.cleaned_data["note"], timezone.now()
        if form.cleaned_data["decision"] == "refuse":
            return refuse_power(self.grant, acting_user=self.user, note=note, at=now), ""
        return confirm_power(self.grant, acting_user=self.user, note=note, at=now)

    def get_done_response(self, result: tuple[PowerGrant, str]) -> HttpResponse:
        grant, password = result
        if not password:
            return super().get_done_response(result)
        context = self.get_context_data(form=None, person=grant.user, password=password)
        response = render(self.request, "bodies/one_time_password.html", context)
        add_never_cache_headers(response)
        return response

    def get_done_message(self, result: tuple[PowerGrant, str]) -> str:
        return _("{state}。").format(state=result[0].get_state_display())

    def get_next_url(self, result: Any) -> str:
        return reverse("users:powers")


class OfBody:
    """A screen about a body, guarded by the body above it."""

    body: PublicBody

    def get_body(self) -> PublicBody:
        if self.body.parent is None:
            raise Http404
        return self.body.parent

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return [
            (reverse("bodies:list"), _("机构")),
            (reverse("bodies:sheet", args=[self.body.pk]), self.body.short_name),
        ]

    def get_next_url(self, result: Any) -> str:
        return reverse("bodies:sheet", args=[self.body.pk])


class GrantExceptionScreen(OfBody, FormScreen):
    """Except an office with too few people."""

    permission = GRANT_EXCEPTION
    page_title = _lazy("批准人少机构例外")
    form_class = ExceptionForm
    submit_label = _lazy("批准并公示")
    done_message = _lazy("已批准，并对外公示。")

    @cached_property
    def body(self) -> PublicBody:
        return get_object_or_404(PublicBody.objects.select_related("parent"), pk=self.kwargs["pk"])

    def act(self, form: forms.Form) -> SmallOffice:
        values = dict(form.cleaned_data)
        kind = Exempt(values.pop("kind"))
        return grant_exception(
            self.body, acting_user=self.user, kind=kind, at=timezone.now(), **values
        )


class EndExceptionScreen(OfBody, FormScreen):
    """End an exception before its day."""

    permission = GRANT_EXCEPTION
    page_title = _lazy("终止人少机构例外")
    form_class = WithdrawRoleForm
    submit_label = _lazy("终止")

    @cached_property
    def exception(self) -> SmallOffice:
        exceptions = SmallOffice.objects.select_related("body__parent")
        return get_object_or_404(exceptions, pk=self.kwargs["pk"])

    @cached_property
    def body(self) -> PublicBody:
        return self.exception.body

    def act(self, form: forms.Form) -> SmallOffice:
        return end_exception(
            self.exception, acting_user=self.user, at=timezone.now(), **form.cleaned_data
        )
