"""Screens about items: the list, one item's sheet, and the forms that change it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _lazy

from gongkai.documents.errors import DocumentError
from gongkai.screening.preview import Preview
from gongkai.web.bodies.models import PublicBody
from gongkai.web.files.confined import jobs
from gongkai.web.files.forms import FilesForm
from gongkai.web.files.readings import ask, content_of
from gongkai.web.office.forms import ReasonForm
from gongkai.web.office.screens import FormScreen, ListScreen, ScreenView
from gongkai.web.publishing.items.actions.draft import (
    attach_file,
    clean_attachment,
    draft_item,
    revise_item,
    working_copy,
)
from gongkai.web.publishing.items.actions.override import override_finding
from gongkai.web.publishing.items.actions.submit import submit_item
from gongkai.web.publishing.items.actions.withdraw import withdraw_item
from gongkai.web.publishing.items.authorship import authors_of
from gongkai.web.publishing.items.copies import copies_of
from gongkai.web.publishing.items.counted import counts
from gongkai.web.publishing.items.draft_files import draft_files
from gongkai.web.publishing.items.forms.items import ItemForm, NewItemForm, WithdrawForm
from gongkai.web.publishing.items.forms.masking import MaskingForm
from gongkai.web.publishing.items.forms.releases import SubmitForm
from gongkai.web.publishing.items.gate import examine
from gongkai.web.publishing.items.links import related_items
from gongkai.web.publishing.items.models import (
    Attachment,
    ItemPage,
    Release,
    ReleaseState,
    Validity,
    WithdrawalReason,
)
from gongkai.web.publishing.items.panel import entry_panel
from gongkai.web.publishing.items.permissions import CHANGE_VALIDITY, DISMISS, OVERRIDE, WITHDRAW
from gongkai.web.publishing.items.posting_period import is_list_of_people, period_of
from gongkai.web.publishing.items.risks import card_of
from gongkai.web.publishing.items.sheet_facts import sheet_facts
from gongkai.web.publishing.permissions import DRAFT, SEE_DRAFTS
from gongkai.web.vetting.gate import unread_fingerprint

OPEN = (ReleaseState.UNDER_REVIEW, ReleaseState.SCHEDULED)


def state_of(item: ItemPage, release: Release | None) -> str:
    """Where an item stands, in a word."""
    if item.withdrawn_on is not None:
        return gettext("已撤下")
    if release is not None and release.state == ReleaseState.UNDER_REVIEW:
        return release.get_stage_display()
    if release is not None and release.state in {ReleaseState.RETURNED, ReleaseState.SCHEDULED}:
        return release.get_state_display()
    if item.live:
        return (
            gettext("已发布，有未发布的修改") if item.has_unpublished_changes else gettext("已发布")
        )
    return gettext("草稿")


class ItemList(ListScreen):
    """Items of the bodies whose drafts this user may see."""

    permission = SEE_DRAFTS
    page_title = _lazy("主动公开信息")
    columns = (
        ("title", _lazy("标题")),
        ("state", _lazy("状态")),
        ("row", _lazy("公开事项")),
        ("body", _lazy("机关")),
        ("index_number", _lazy("索引号")),
        ("formed_on", _lazy("成文日期")),
        ("published_on", _lazy("发布日期")),
    )
    searched = ("draft_title", "index_number", "document_number", "matter", "text")
    search_hint = _lazy("标题、索引号、文号、正文、附件内容")
    add_permission = DRAFT
    add_url_name = "publishing:drop"
    add_label = _lazy("新增信息")

    def get_queryset(self) -> QuerySet[ItemPage]:
        last = Release.objects.order_by("-pk")
        return (
            ItemPage.objects.visible_to(self.request.user)
            .select_related("row", "body")
            .prefetch_related(Prefetch("releases", last, to_attr="releases_last_first"))
            .order_by("-latest_revision_created_at", "-pk")
        )

    def search(self, records: QuerySet[ItemPage], text: str) -> QuerySet[ItemPage]:
        inside = Attachment.objects.filter(item=OuterRef("pk")).filter(
            Q(name__icontains=text) | Q(text__icontains=text)
        )
        found = Q(Exists(inside))
        for field in self.searched:
            found |= Q(**{f"{field}__icontains": text})
        return records.filter(found)

    def row(self, record: ItemPage) -> dict[str, Any]:
        releases = record.releases_last_first
        return {
            "url": reverse("publishing:item", args=[record.pk]),
            "cells": [
                record.draft_title,
                state_of(record, releases[0] if releases else None),
                record.row.name,
                record.body.short_name,
                record.index_number,
                record.formed_on.isoformat(),
                record.published_on.isoformat() if record.published_on else "",
            ],
        }


class NewItemScreen(FormScreen):
    """Draft an item."""

    permission = DRAFT
    page_title = _lazy("新增信息")
    form_class = NewItemForm
    parent_crumbs = (("publishing:list", _lazy("主动公开信息")),)
    done_message = _lazy("已存为草稿。")

    def get_initial(self) -> dict[str, Any]:
        asked = {name: self.request.GET.get(name, "") for name in ("body", "row")}
        return {name: value for name, value in asked.items() if value.isdecimal()}

    def get_form_kwargs(self) -> dict[str, Any]:
        numbers = self.request.user.bodies_where(DRAFT)
        return {
            **super().get_form_kwargs(),
            "bodies": PublicBody.objects.filter(pk__in=numbers, abolished_on=None).order_by(
                "lineage"
            ),
        }

    def act(self, form: forms.Form) -> ItemPage:
        values = dict(form.cleaned_data)
        files = values.pop("files")
        item = draft_item(
            values.pop("body"), acting_user=self.request.user, **values, at=timezone.now()
        )
        for file in files:
            attach_file(
                item,
                acting_user=self.request.user,
                name=file.name,
                data=file.read(),
                at=timezone.now(),
            )
            item = ItemPage.objects.get(pk=item.pk)
        return item

    def get_next_url(self, result: ItemPage) -> str:
        return reverse("publishing:item", args=[result.pk])


class OneItem:
    """A screen about the item named by its address."""

    kwargs: dict[str, Any]

    @cached_property
    def item(self) -> ItemPage:
        return get_object_or_404(
            ItemPage.objects.select_related("row", "body", "latest_revision"), pk=self.kwargs["pk"]
        )

    def get_body(self) -> PublicBody:
        return self.item.body

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return [
            (reverse("publishing:list"), gettext("主动公开信息")),
            (reverse("publishing:item", args=[self.item.pk]), self.item.draft_title),
        ]

    def get_next_url(self, result: Any) -> str:
        return reverse("publishing:item", args=[self.item.pk])


class ItemSheet(OneItem, ScreenView):
    """Everything about one item: the working copy, what the screening says, its releases."""

    permission = SEE_DRAFTS
    template_name = "items/sheet.html"

    def get_page_title(self) -> str:
        return self.item.draft_title

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return [(reverse("publishing:list"), gettext("主动公开信息"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        item, user = self.item, self.request.user
        copy = working_copy(item)
        releases = list(
            item.releases.select_related("submitted_by").prefetch_related("steps__decided_by")
        )
        open_release = next((each for each in releases if each.state in OPEN), None)
        examination = examine(copy)
        parts = [
            {
                "part": part,
                "blocking": {finding.fingerprint for finding in part.blocking},
                "unread_fingerprint": unread_fingerprint(part.attachment_sha256),
            }
            for part in examination.parts
        ]
        drafter, own = user.may(DRAFT, item.body), user.pk in authors_of(item)
        added = sheet_facts(item, user)
        ended = item.withdrawn_on is not None or item.validity != Validity.VALID
        return super().get_context_data(
            item=item,
            copy=copy,
            state=state_of(item, releases[0] if releases else None),
            parts=parts,
            passes=examination.passes,
            releases=releases,
            related=related_items(item),
            validity_changes=item.validity_changes.select_related("changed_by"),
            open_release=open_release,
            has_attachments=copy.attachments.exists(),
            files=draft_files(item, copy, user),
            ended=ended,
            copies=copies_of(item, timezone.localdate()) if ended else [],
            counts=counts(copy),
            entry=entry_panel(item, copy, examination, user, timezone.localdate(), own=own),
            may={
                "dismiss": not own and user.may(DISMISS, item.body),
                "edit": drafter and open_release is None,
                "submit": drafter
                and open_release is None
                and examination.passes
                and (
                    not item.live or item.has_unpublished_changes or item.withdrawn_on is not None
                ),
                "recall": drafter and open_release is not None,
                "link": drafter,
                "validity": user.may(CHANGE_VALIDITY, item.body) and item.withdrawn_on is None,
                "override": not own and user.may(OVERRIDE, item.body),
                "withdraw": user.may(WITHDRAW, item.body)
                and item.live
                and item.withdrawn_on is None,
                **added.may,
            },
            **added.facts,
            **kwargs,
        )


class EditItemScreen(OneItem, FormScreen):
    """Change the working copy."""

    permission = DRAFT
    page_title = _lazy("修改")
    form_class = ItemForm

    def guarded(self) -> QuerySet[ItemPage]:
        return ItemPage.objects.filter(pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": working_copy(self.item)}

    def act(self, form: forms.Form) -> ItemPage:
        return revise_item(
            self.item, acting_user=self.request.user, **form.cleaned_data, at=timezone.now()
        )


class AttachScreen(OneItem, FormScreen):
    """Add files."""

    permission = DRAFT
    page_title = _lazy("添加附件")
    form_class = FilesForm
    submit_label = _lazy("添加")

    def act(self, form: forms.Form) -> None:
        item = self.item
        for file in form.cleaned_data["files"]:
            attach_file(
                item,
                acting_user=self.request.user,
                name=file.name,
                data=file.read(),
                at=timezone.now(),
            )
            item = ItemPage.objects.get(pk=item.pk)


class CleanScreen(OneItem, FormScreen):
    """Take the masked copy of a file instead of the file."""

    permission = DRAFT
    form_class = MaskingForm
    template_name = "items/clean.html"
    page_title = _lazy("改用脱敏副本")
    submit_label = _lazy("生成并改用脱敏副本")
    wrong = ""

    @cached_property
    def preview(self) -> Preview | None:
        """What the copy would show; ``None`` where the file is not there or cannot be read."""
        copy = working_copy(self.item)
        file = copy.attachments.filter(sha256=self.kwargs["sha256"]).first()
        if file is None:
            return None
        try:
            return ask(content_of(file), jobs.previewed, copy.title, timezone.localdate())
        except (DocumentError, OSError) as error:
            self.wrong = str(error)
            return None

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "preview": self.preview}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(preview=self.preview, **kwargs)
        fields = self.preview.fields if self.preview else ()
        return {
            **context,
            "lines": context["form"].lines(),
            "running": [each for each in fields if each.key is None],
            "wrong": self.wrong,
        }

    def act(self, form: forms.Form) -> int:
        _, masked = clean_attachment(
            self.item,
            acting_user=self.request.user,
            sha256=self.kwargs["sha256"],
            columns=form.columns(),
            distinct=form.way(),
            at=timezone.now(),
        )
        return masked

    def get_done_message(self, result: int) -> str:
        return gettext("已改用脱敏副本，遮盖 {result} 处；原文件只在内部留存。").format(
            result=result
        )


class SubmitScreen(OneItem, FormScreen):
    """Send an item to its first review."""

    permission = DRAFT
    form_class = SubmitForm
    template_name = "items/submit.html"
    page_title = _lazy("提交审核")
    submit_label = _lazy("提交审核")
    done_message = _lazy("已提交审核。")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        copy = working_copy(self.item)
        is_list = is_list_of_people(copy) and copy.take_down_on is None
        examination = examine(copy)
        return super().get_context_data(
            item=self.item,
            card=card_of(copy.row),
            period=period_of(copy.row) if is_list else None,
            counts=counts(copy),
            parts=[] if examination.passes else examination.parts,
            passes=examination.passes,
            **kwargs,
        )

    def act(self, form: forms.Form) -> Release:
        return submit_item(
            self.item, acting_user=self.request.user, **form.cleaned_data, at=timezone.now()
        )


class WithdrawScreen(OneItem, FormScreen):
    """Take a released item down."""

    permission = WITHDRAW
    form_class = WithdrawForm
    page_title = _lazy("撤下")
    submit_label = _lazy("撤下")
    template_name = "items/ending.html"
    done_message = _lazy("已撤下，原网址显示撤下说明；请按下面的清单通知各处撤下副本。")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(copies=copies_of(self.item, timezone.localdate()), **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"reason": self.request.GET.get("reason", "")}

    def act(self, form: forms.Form) -> ItemPage:
        return withdraw_item(
            self.item,
            acting_user=self.request.user,
            on=timezone.localdate(),
            reason=WithdrawalReason(form.cleaned_data["reason"]),
            explanation=form.cleaned_data["explanation"],
            at=timezone.now(),
        )


class OverrideScreen(OneItem, FormScreen):
    """Answer for a finding."""

    permission = OVERRIDE
    form_class = ReasonForm
    page_title = _lazy("确认保留")
    submit_label = _lazy("由我负责，确认保留")
    done_message = _lazy("已记录。")

    def act(self, form: forms.Form) -> Any:
        return override_finding(
            self.item,
            acting_user=self.request.user,
            fingerprint=self.kwargs["fingerprint"],
            on=timezone.localdate(),
            reason=form.cleaned_data["reason"],
            at=timezone.now(),
        )
