"""Screens about release rules."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.accounts.permissions import SEE_BODY
from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.screens import FormScreen, ListScreen
from gongkai.web.publishing.items.actions.rule import set_rule
from gongkai.web.publishing.items.forms.rules import LEVELS, RuleForm
from gongkai.web.publishing.items.models import ReleaseRule
from gongkai.web.publishing.items.models.rule import DEFAULT_LEVELS, DEFAULT_SCHEME
from gongkai.web.publishing.items.numbering import index_number
from gongkai.web.publishing.items.permissions import SET_RULE
from gongkai.web.publishing.items.routes import rule_of


class RuleList(ListScreen):
    """Each body with its rule of today."""

    permission = SEE_BODY
    page_title = _lazy("发布规则")
    columns = (
        ("body", _lazy("机关")),
        ("levels", _lazy("审核级数")),
        ("example", _lazy("索引号样式")),
        ("since", _lazy("起始日")),
    )
    searched = ("name", "short_name")
    search_hint = _lazy("机关名称")

    def get_queryset(self) -> QuerySet[PublicBody]:
        today = timezone.localdate()
        rules = Prefetch("release_rules", ReleaseRule.objects.on(today), to_attr="rules_today")
        bodies = PublicBody.objects.visible_to(self.request.user).public().standing_on(today)
        return bodies.prefetch_related(rules).order_by("lineage")

    def row(self, record: PublicBody) -> dict[str, Any]:
        rule = record.rules_today[0] if record.rules_today else None
        scheme = rule.index_scheme if rule else DEFAULT_SCHEME
        year = timezone.localdate().year
        may_set = self.request.user.may(SET_RULE, record)
        return {
            "url": reverse("publishing:set-rule", args=[record.pk]) if may_set else "",
            "cells": [
                record.name,
                dict(LEVELS)[rule.levels if rule else DEFAULT_LEVELS],
                index_number(record, year=year, scheme=scheme, serial=1),
                rule.starts_on.isoformat() if rule else _("默认"),
            ],
        }


class SetRuleScreen(FormScreen):
    """Set a body's rule."""

    permission = SET_RULE
    form_class = RuleForm
    parent_crumbs = (("publishing:rules", _lazy("发布规则")),)

    @cached_property
    def body(self) -> PublicBody:
        return get_object_or_404(PublicBody.objects.public(), pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody:
        return self.body

    def guarded(self) -> QuerySet[ReleaseRule]:
        return ReleaseRule.objects.filter(body=self.kwargs["pk"], ends_on=None)

    def get_page_title(self) -> str:
        return _("发布规则：{body_short_name}").format(body_short_name=self.body.short_name)

    def get_initial(self) -> dict[str, Any]:
        rule = rule_of(self.body, timezone.localdate())
        return {"levels": rule.levels, "index_scheme": rule.index_scheme}

    def get_form_kwargs(self) -> dict[str, Any]:
        scheme = rule_of(self.body, timezone.localdate()).index_scheme
        return {**super().get_form_kwargs(), "body": self.body, "scheme": scheme}

    def act(self, form: forms.Form) -> ReleaseRule:
        return set_rule(
            self.body,
            acting_user=self.request.user,
            on=form.cleaned_data["on"],
            levels=form.cleaned_data["levels"],
            index_scheme=form.scheme(),
            at=timezone.now(),
        )

    def get_done_message(self, result: ReleaseRule) -> str:
        return _("已保存。涉及人员名单和重大事项的信息仍须三审三校，保密审查不能省略。")

    def get_next_url(self, result: ReleaseRule) -> str:
        return reverse("publishing:rules")
