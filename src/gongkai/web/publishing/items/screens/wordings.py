"""Screens about findings that are no faults: dismiss one, and the words that a body leaves alone."""

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
from gongkai.web.office.screens import FormScreen, ListScreen
from gongkai.web.publishing.items.actions.dismiss import dismiss_finding, restore_wording
from gongkai.web.publishing.items.forms.wordings import DismissForm
from gongkai.web.publishing.items.permissions import DISMISS
from gongkai.web.publishing.items.screens.items import OneItem
from gongkai.web.publishing.permissions import SEE_DRAFTS
from gongkai.web.vetting.models import IgnoredWording


class DismissScreen(OneItem, FormScreen):
    """Say that a finding that stops nothing is none."""

    permission = DISMISS
    form_class = DismissForm
    page_title = _lazy("不再提示")
    submit_label = _lazy("不再提示")
    done_message = _lazy("已记住，以后不再提示。")

    def act(self, form: forms.Form) -> Any:
        return dismiss_finding(
            self.item,
            acting_user=self.request.user,
            fingerprint=self.kwargs["fingerprint"],
            on=timezone.localdate(),
            **form.cleaned_data,
            at=timezone.now(),
        )


class WordingList(ListScreen):
    """The words that bodies leave alone."""

    permission = SEE_DRAFTS
    page_title = _lazy("不再提示的用语")
    columns = (
        ("label", _lazy("用语")),
        ("reason", _lazy("理由")),
        ("body", _lazy("机关")),
        ("by", _lazy("由谁")),
        ("on", _lazy("日期")),
    )
    searched = ("label", "reason")
    search_hint = _lazy("用语、理由")
    empty = _lazy("没有不再提示的用语。")

    def get_queryset(self) -> QuerySet[IgnoredWording]:
        return IgnoredWording.objects.visible_to(self.request.user).select_related(
            "body", "ignored_by"
        )

    def row(self, record: IgnoredWording) -> dict[str, Any]:
        return {
            "url": reverse("publishing:restore-wording", args=[record.pk]),
            "cells": [
                record.label,
                record.reason,
                record.body.short_name,
                record.ignored_by.name,
                record.ignored_on.isoformat(),
            ],
        }


class RestoreWordingScreen(FormScreen):
    """Tell a wording again."""

    permission = DISMISS
    form_class = forms.Form
    page_title = _lazy("恢复提示")
    submit_label = _lazy("恢复提示")
    done_message = _lazy("已恢复提示。")
    parent_crumbs = (("publishing:wordings", _lazy("不再提示的用语")),)

    @cached_property
    def wording(self) -> IgnoredWording:
        """The wording named by the address."""
        return get_object_or_404(
            IgnoredWording.objects.select_related("body"), pk=self.kwargs["pk"]
        )

    def get_body(self) -> PublicBody:
        return self.wording.body

    def get_page_title(self) -> str:
        return _("恢复提示：{wording_label}").format(wording_label=self.wording.label)

    def act(self, form: forms.Form) -> None:
        restore_wording(self.wording, acting_user=self.request.user, at=timezone.now())

    def get_next_url(self, result: Any) -> str:
        return reverse("publishing:wordings")
