"""Screens about how many items a body owes a month."""

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
from gongkai.web.publishing.catalogue.permissions import TRIM_CATALOGUE
from gongkai.web.publishing.duties.actions.quota import end_quota, set_quota
from gongkai.web.publishing.duties.forms.quotas import QuotaForm
from gongkai.web.publishing.duties.models import MonthlyQuota
from gongkai.web.publishing.permissions import SEE_DRAFTS


class QuotaList(ListScreen):
    """What is laid down today."""

    permission = SEE_DRAFTS
    page_title = _lazy("月度条数要求")
    columns = (
        ("name", _lazy("名称")),
        ("body", _lazy("机关")),
        ("minimum", _lazy("每月至少")),
        ("rows", _lazy("计入的事项")),
    )
    searched = ("name", "body__name")
    search_hint = _lazy("名称、机关")
    empty = _lazy("没有月度条数要求。")
    add_permission = TRIM_CATALOGUE
    add_url_name = "publishing:set-quota"
    add_label = _lazy("新增要求")
    parent_crumbs = (("publishing:board", _lazy("应公开一览")),)

    def get_queryset(self) -> QuerySet[MonthlyQuota]:
        numbers = self.request.user.bodies_where(SEE_DRAFTS)
        standing = MonthlyQuota.objects.on(timezone.localdate()).filter(body__in=numbers)
        return standing.select_related("body").prefetch_related("rows")

    def row(self, record: MonthlyQuota) -> dict[str, Any]:
        return {
            "url": reverse("publishing:end-quota", args=[record.pk]),
            "cells": [
                record.name,
                record.body.short_name,
                _("{minimum} 条").format(minimum=record.minimum),
                "、".join(row.name for row in record.rows.all()),
            ],
        }


class SetQuotaScreen(FormScreen):
    """Lay one down for a body."""

    permission = TRIM_CATALOGUE
    form_class = QuotaForm
    page_title = _lazy("新增月度条数要求")
    done_message = _lazy("已确定，应公开一览开始提示。")
    parent_crumbs = (("publishing:quotas", _lazy("月度条数要求")),)

    def get_form_kwargs(self) -> dict[str, Any]:
        numbers = self.request.user.bodies_where(TRIM_CATALOGUE)
        bodies = PublicBody.objects.public().filter(pk__in=numbers, abolished_on=None)
        return {**super().get_form_kwargs(), "bodies": bodies.order_by("lineage")}

    def act(self, form: forms.Form) -> MonthlyQuota:
        values = dict(form.cleaned_data)
        return set_quota(
            values.pop("body"),
            acting_user=self.request.user,
            on=timezone.localdate(),
            **values,
            at=timezone.now(),
        )

    def get_next_url(self, result: Any) -> str:
        return reverse("publishing:quotas")


class EndQuotaScreen(FormScreen):
    """Nothing is owed under it any more."""

    permission = TRIM_CATALOGUE
    form_class = forms.Form
    submit_label = _lazy("停止")
    done_message = _lazy("已停止。")
    parent_crumbs = (("publishing:quotas", _lazy("月度条数要求")),)

    @cached_property
    def quota(self) -> MonthlyQuota:
        """The quota named by the address."""
        return get_object_or_404(MonthlyQuota.objects.select_related("body"), pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody:
        return self.quota.body

    def get_page_title(self) -> str:
        return _("停止要求：{body_short_name} {quota_name}").format(
            body_short_name=self.quota.body.short_name, quota_name=self.quota.name
        )

    def act(self, form: forms.Form) -> None:
        end_quota(
            self.quota, acting_user=self.request.user, on=timezone.localdate(), at=timezone.now()
        )

    def get_next_url(self, result: Any) -> str:
        return reverse("publishing:quotas")
