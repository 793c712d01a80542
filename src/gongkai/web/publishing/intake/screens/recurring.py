"""Screens about recurring lists: all of them, setting one up, and its next issue in two steps."""

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

from gongkai.papers.lists import Comparison, compare
from gongkai.papers.periods import Period, Rhythm, moved, period_of, without_period
from gongkai.web.bodies.models import PublicBody
from gongkai.web.files.confined.jobs import FoundList
from gongkai.web.office.screens import FormScreen, ListScreen
from gongkai.web.publishing.intake.actions.intake import receive_files
from gongkai.web.publishing.intake.actions.recurring import (
    change_list,
    create_list,
    issue_list,
    list_in,
)
from gongkai.web.publishing.intake.forms.recurring import (
    ChangeListForm,
    CreateListForm,
    IssueForm,
    ListFilesForm,
)
from gongkai.web.publishing.intake.models import Intake, RecurringList
from gongkai.web.publishing.items.actions.draft import working_copy
from gongkai.web.publishing.items.gate import examine
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.items.screens.items import OneItem
from gongkai.web.publishing.permissions import DRAFT, SEE_DRAFTS

CRUMBS = (("publishing:list", _lazy("主动公开信息")), ("publishing:lists", _lazy("定期名单")))


class RecurringLists(ListScreen):
    """Every list with its last and its next issue."""

    permission = SEE_DRAFTS
    page_title = _lazy("定期名单")
    columns = (
        ("name", _lazy("名单（点击办理下一期）")),
        ("body", _lazy("机关")),
        ("rhythm", _lazy("周期")),
        ("last", _lazy("上一期")),
        ("lines", _lazy("上一期行数")),
        ("next", _lazy("下一期")),
    )
    searched = ("name",)
    search_hint = _lazy("名单名称")
    empty = _lazy("还没有定期名单。在一条带表格附件的信息页点“设为定期名单”即可设立。")

    def get_queryset(self) -> QuerySet[RecurringList]:
        return (
            RecurringList.objects.visible_to(self.request.user)
            .filter(ended_on=None)
            .select_related("body", "row")
            .prefetch_related("issues__recurring_list")
        )

    def row(self, record: RecurringList) -> dict[str, Any]:
        last = record.last_issue
        return {
            "url": reverse("publishing:next-issue", args=[record.pk])
            if self.request.user.may(DRAFT, record.body)
            else "",
            "cells": [
                record.name,
                record.body.short_name,
                record.get_rhythm_display(),
                str(last.period) if last else "",
                last.lines if last else "",
                str(last.period.next) if last else "",
            ],
        }


class CreateListScreen(OneItem, FormScreen):
    """Make an item the first issue of a list."""

    permission = DRAFT
    page_title = _lazy("设为定期名单")
    form_class = CreateListForm
    submit_label = _lazy("设为定期名单")
    done_message = _lazy("已设为定期名单；下一期在“定期名单”里办理。")

    def get_form_kwargs(self) -> dict[str, Any]:
        told = list_in(list(working_copy(self.item).attachments.all()))
        return {**super().get_form_kwargs(), "columns": told[1].found.columns if told else ()}

    def get_initial(self) -> dict[str, Any]:
        title = self.item.draft_title
        return {"name": without_period(title), "period": str(period_of(title) or "")}

    def act(self, form: forms.Form) -> RecurringList:
        return create_list(
            self.item, acting_user=self.request.user, **form.cleaned_data, at=timezone.now()
        )


class OneList:
    """A screen about a recurring list."""

    kwargs: dict[str, Any]

    @cached_property
    def recurring_list(self) -> RecurringList:
        return get_object_or_404(
            RecurringList.objects.select_related("body", "row"), pk=self.kwargs["pk"]
        )

    def get_body(self) -> PublicBody:
        return self.recurring_list.body

    @cached_property
    def following(self) -> Period | None:
        """The period after the last issue."""
        last = self.recurring_list.last_issue
        return last.period.next if last else None


class ChangeListScreen(OneList, FormScreen):
    """Change a list."""

    permission = DRAFT
    page_title = _lazy("修改定期名单")
    form_class = ChangeListForm
    parent_crumbs = CRUMBS

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "recurring_list": self.recurring_list}

    def get_initial(self) -> dict[str, Any]:
        current = self.recurring_list
        return {
            "name": current.name,
            "row": current.row,
            "columns": "\n".join(current.columns),
            "ended_on": current.ended_on,
        }

    def act(self, form: forms.Form) -> RecurringList:
        return change_list(
            self.recurring_list,
            acting_user=self.request.user,
            **form.cleaned_data,
            at=timezone.now(),
        )

    def get_next_url(self, result: RecurringList) -> str:
        return reverse("publishing:lists")


class NextIssueScreen(OneList, FormScreen):
    """Hand in this period's file."""

    permission = DRAFT
    form_class = ListFilesForm
    template_name = "intake/next_issue.html"
    submit_label = _lazy("读取并与上期比较")
    sends_when_chosen = True
    done_message = _lazy("已读取，请核对。")
    parent_crumbs = CRUMBS

    def get_page_title(self) -> str:
        return f"{self.recurring_list.name}：{self.following or '首期'}"

    def act(self, form: forms.Form) -> Intake:
        files = [(file.name, file.read()) for file in form.cleaned_data["files"]]
        return receive_files(
            self.recurring_list.body, acting_user=self.request.user, files=files, at=timezone.now()
        )

    def get_next_url(self, result: Intake) -> str:
        return reverse("publishing:issue-list", args=[self.recurring_list.pk, result.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(recurring_list=self.recurring_list, **kwargs)


class IssueListScreen(OneList, FormScreen):
    """Confirm the issue: what changed since last time, what should not go out."""

    permission = DRAFT
    form_class = IssueForm
    template_name = "intake/issue_list.html"
    submit_label = _lazy("核对无误，下一步")
    done_message = _lazy("已存为草稿。")
    parent_crumbs = CRUMBS

    def get_page_title(self) -> str:
        return _("核对{recurring_list_name}").format(recurring_list_name=self.recurring_list.name)

    @cached_property
    def intake(self) -> Intake:
        return get_object_or_404(
            Intake.objects.waiting().filter(body=self.recurring_list.body),
            pk=self.kwargs["intake"],
        )

    @cached_property
    def found(self) -> FoundList | None:
        told = list_in(list(self.intake.files.all()))
        return told[1] if told else None

    @cached_property
    def comparison(self) -> Comparison | None:
        last = self.recurring_list.last_issue
        if self.found is None:
            return None
        return compare(
            self.found.found,
            publish=self.recurring_list.columns,
            before=last.heads if last else (),
            lines_before=last.lines if last else None,
        )

    @cached_property
    def period_in_file(self) -> Period | None:
        period = self.found.proposal.period if self.found else None
        return period if period and period.rhythm.value == self.recurring_list.rhythm else None

    @cached_property
    def formed_in_file(self) -> Any:
        return self.found.proposal.formed_on if self.found else None

    def get_initial(self) -> dict[str, Any]:
        last = self.recurring_list.last_issue
        period = self.following or self.period_in_file
        title = self.recurring_list.name
        if last and period:
            title = moved(working_copy(last.item).title, last.period, period)
        elif period:
            title = f"{period}{self.recurring_list.name}"
        lines = self.comparison.lines if self.comparison else 0
        formed = self.formed_in_file
        return {
            "period": str(period or ""),
            "title": title,
            "summary": _("{title}，共 {lines} 条。").format(title=title, lines=lines),
            "formed_on": formed.value if formed else timezone.localdate(),
            "only_columns": bool(self.comparison and self.comparison.beyond),
            "masked": True,
        }

    def get_form_kwargs(self) -> dict[str, Any]:
        formed = self.formed_in_file
        return {
            **super().get_form_kwargs(),
            "rhythm": Rhythm(self.recurring_list.rhythm),
            "formed_source": _("取自：{source}").format(source=formed.source)
            if formed
            else _("文件中没有写明，暂填今天，请核对。"),
        }

    def act(self, form: forms.Form) -> ItemPage:
        return issue_list(
            self.recurring_list,
            self.intake,
            acting_user=self.request.user,
            **form.cleaned_data,
            at=timezone.now(),
        )

    def get_next_url(self, result: ItemPage) -> str:
        is_ready = examine(working_copy(result)).passes
        return reverse("publishing:submit" if is_ready else "publishing:item", args=[result.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        other = self.period_in_file
        return super().get_context_data(
            recurring_list=self.recurring_list,
            comparison=self.comparison,
            other_period=other if other and self.following and other != self.following else None,
            following=self.following,
            **kwargs,
        )
