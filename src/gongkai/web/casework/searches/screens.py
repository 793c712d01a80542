"""Screens about searches: ask, the list of a section, the signed return."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.permissions import HANDLE, SEARCH
from gongkai.web.casework.requests.screens import OneCase
from gongkai.web.casework.searches.actions import ask_search, return_search
from gongkai.web.casework.searches.forms import AskSearchForm, ReturnSearchForm
from gongkai.web.casework.searches.models import Search
from gongkai.web.office.screens import FormScreen, ListScreen


class AskSearchScreen(OneCase, FormScreen):
    """Ask a unit to search."""

    keeps_typing = True
    permission = HANDLE
    page_title = _lazy("布置检索")
    form_class = AskSearchForm
    done_message = _lazy("已布置。")

    def get_form_kwargs(self) -> dict[str, Any]:
        units = PublicBody.objects.filter(public_body=self.case.body, abolished_on=None)
        return {**super().get_form_kwargs(), "units": units}

    def act(self, form: AskSearchForm) -> Search:
        return ask_search(
            self.case, acting_user=self.request.user, at=timezone.now(), **form.cleaned_data
        )


class SearchList(ListScreen):
    """What a section is asked to look for."""

    permission = SEARCH
    page_title = _lazy("待检索")
    columns = (
        ("sought", _lazy("要找什么")),
        ("unit", _lazy("检索单位")),
        ("answer_by", _lazy("反馈期限")),
        ("found", _lazy("结果")),
    )
    searched = ("sought",)
    search_hint = _lazy("要找什么")
    empty = _lazy("没有需要检索的。")

    def get_queryset(self) -> QuerySet[Search]:
        mine = Search.objects.visible_to(self.request.user).select_related("unit")
        return mine.order_by(F("signed_at").asc(nulls_first=True), "answer_by")

    def row(self, record: Search) -> dict[str, Any]:
        return {
            "url": reverse("casework:return-search", args=[record.pk]),
            "cells": [
                record.sought,
                record.unit.short_name,
                record.answer_by.isoformat(),
                record.get_found_display(),
            ],
        }


class ReturnSearchScreen(FormScreen):
    """Sign what was searched."""

    permission = SEARCH
    page_title = _lazy("反馈检索")
    form_class = ReturnSearchForm
    template_name = "casework/return_search.html"
    parent_crumbs = (("casework:searches", _lazy("待检索")),)
    submit_label = _lazy("签字反馈")
    done_message = _lazy("已签字反馈。")

    @cached_property
    def task(self) -> Search:
        return get_object_or_404(
            Search.objects.select_related("unit", "signed_by"), pk=self.kwargs["pk"]
        )

    def get_body(self) -> PublicBody:
        return self.task.unit

    def act(self, form: ReturnSearchForm) -> Search:
        return return_search(
            self.task, acting_user=self.request.user, at=timezone.now(), **form.cleaned_data
        )

    def get_next_url(self, result: Search) -> str:
        return reverse("casework:searches")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(task=self.task, **kwargs)
