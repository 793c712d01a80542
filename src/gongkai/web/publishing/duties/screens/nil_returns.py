"""Screens about nil return: what was signed, and signing."""

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
from gongkai.web.publishing.catalogue.models import BodyRow
from gongkai.web.publishing.duties.actions.nil_return import sign_nil_return
from gongkai.web.publishing.duties.board import statement_period
from gongkai.web.publishing.duties.forms.nil_returns import NilReturnForm
from gongkai.web.publishing.duties.models import NilReturn
from gongkai.web.publishing.permissions import DRAFT, SEE_DRAFTS


class NilReturnList(ListScreen):
    """Statements of the bodies whose drafts this user may see."""

    permission = SEE_DRAFTS
    page_title = _lazy("本期无信息")
    columns = (
        ("row", _lazy("公开事项")),
        ("body", _lazy("机关")),
        ("period", _lazy("期间")),
        ("reason", _lazy("理由")),
        ("signed", _lazy("签署")),
    )
    searched = ("row__name", "body__short_name", "reason")
    search_hint = _lazy("事项、机关或理由")
    empty = _lazy("还没有签署过。需要时，在“应公开一览”中点开该事项的格子签署。")

    def get_queryset(self) -> QuerySet[NilReturn]:
        return (
            NilReturn.objects.visible_to(self.request.user)
            .select_related("row", "body", "signed_by")
            .order_by("-last_day", "-pk")
        )

    def row(self, record: NilReturn) -> dict[str, Any]:
        return {
            "cells": [
                record.row.name,
                record.body.short_name,
                _("{first_day} 至 {last_day}").format(
                    first_day=record.first_day, last_day=record.last_day
                ),
                record.reason,
                f"{record.signed_by.name} {timezone.localtime(record.signed_at):%Y-%m-%d}",
            ],
        }


class SignNilReturnScreen(FormScreen):
    """Sign that nothing arose under a row; the period is that of the row's cadence."""

    permission = DRAFT
    form_class = NilReturnForm
    submit_label = _lazy("由我签署")
    done_message = _lazy("已签署，应公开一览中该期显示为“本期无”。")
    parent_crumbs = (("publishing:board", _lazy("应公开一览")),)

    @cached_property
    def owed(self) -> BodyRow:
        """What the body owes, by the numbers of the body and the row."""
        rows = BodyRow.objects.on(timezone.localdate()).select_related("body", "row")
        return get_object_or_404(rows, body=self.kwargs["pk"], row=self.kwargs["row"])

    def get_body(self) -> PublicBody:
        return self.owed.body

    def get_page_title(self) -> str:
        return _("本期无信息：{body_short_name} {row_name}").format(
            body_short_name=self.owed.body.short_name, row_name=self.owed.row.name
        )

    def get_initial(self) -> dict[str, Any]:
        first, last = statement_period(self.owed, timezone.localdate())
        return {"first_day": first, "last_day": last}

    def act(self, form: forms.Form) -> NilReturn:
        return sign_nil_return(
            self.owed.body,
            acting_user=self.request.user,
            row=self.owed.row,
            **form.cleaned_data,
            at=timezone.now(),
        )

    def get_next_url(self, result: NilReturn) -> str:
        return reverse("publishing:board")
