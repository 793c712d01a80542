"""Screens about letters whose sender has not been reached yet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.permissions import HANDLE
from gongkai.web.casework.requests.actions.register import Registered
from gongkai.web.casework.requests.actions.unreached import asked_of, log_call, reach
from gongkai.web.casework.requests.codes import keep_code
from gongkai.web.casework.requests.forms import CallForm, ReachedForm
from gongkai.web.casework.requests.models import UnreachedLetter
from gongkai.web.casework.requests.screens import LIST
from gongkai.web.office.screens import FormScreen, ListScreen, ScreenView

UNREACHED = "casework:unreached-letters"


class UnreachedList(ListScreen):
    """Letters whose sender has not been reached, the oldest first."""

    permission = HANDLE
    page_title = _lazy("联系不上的来信")
    columns = (
        ("came", _lazy("到达日期")),
        ("door", _lazy("渠道")),
        ("calls", _lazy("最近一次联系")),
        ("body", _lazy("机关")),
    )
    searched = ()
    empty = _lazy("没有联系不上的来信。")

    def get_queryset(self) -> QuerySet[UnreachedLetter]:
        served = self.user.bodies_where(HANDLE)
        return UnreachedLetter.objects.filter(body__in=served).select_related("body")

    def row(self, record: UnreachedLetter) -> dict[str, Any]:
        return {
            "url": reverse("casework:unreached", args=[record.pk]),
            "tone": "",
            "cells": [
                record.came_on.isoformat(),
                record.get_door_display(),
                record.calls.splitlines()[-1],
                record.body.short_name,
            ],
        }


class OneUnreached:
    """A screen about the letter named by its address."""

    kwargs: dict[str, Any]

    @cached_property
    def letter(self) -> UnreachedLetter:
        return get_object_or_404(
            UnreachedLetter.objects.select_related("body"), pk=self.kwargs["pk"]
        )

    def get_body(self) -> PublicBody:
        return self.letter.body

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return [(reverse(LIST), _("依申请公开")), (reverse(UNREACHED), _("联系不上的来信"))]

    def get_next_url(self, result: Any) -> str:
        return reverse("casework:unreached", args=[self.letter.pk])


class UnreachedScreen(OneUnreached, ScreenView):
    """The letter and every attempt to reach who sent it."""

    permission = HANDLE
    template_name = "casework/unreached.html"

    def get_page_title(self) -> str:
        return _("{day}到达的来信").format(day=self.letter.came_on)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            letter=self.letter,
            text=asked_of(self.letter).text,
            calls=self.letter.calls.splitlines(),
            files=list(self.letter.files.all()),
            **kwargs,
        )


class CallScreen(OneUnreached, FormScreen):
    """One more attempt."""

    permission = HANDLE
    page_title = _lazy("再记一次联系")
    form_class = CallForm
    done_message = _lazy("已记录。")

    def act(self, form: forms.Form) -> UnreachedLetter:
        return log_call(self.letter, acting_user=self.user, at=timezone.now(), **form.cleaned_data)


class ReachedScreen(OneUnreached, FormScreen):
    """Contact is restored: it becomes a case."""

    permission = HANDLE
    page_title = _lazy("已联系上，登记申请")
    form_class = ReachedForm
    submit_label = _lazy("登记，生成编号")

    def act(self, form: forms.Form) -> Registered:
        return reach(self.letter, acting_user=self.user, at=timezone.now(), **form.cleaned_data)

    def get_done_message(self, result: Registered) -> str:
        return _("已登记，编号{number}，自联系上的次日起计算期限。").format(
            number=result.disclosure_request.number
        )

    def get_next_url(self, result: Registered) -> str:
        keep_code(self.request, result)
        return reverse("casework:registered", args=[result.disclosure_request.pk])
