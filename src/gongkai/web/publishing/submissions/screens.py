"""Screens on which items go to the county and its answer comes back."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.downloads import hand_out_in_pieces
from gongkai.web.office.errors import ActionError
from gongkai.web.office.screens import FormScreen, ListScreen, ScreenView
from gongkai.web.publishing.channels.permissions import POST
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.permissions import SEE_DRAFTS
from gongkai.web.publishing.submissions.actions import (
    Receipt,
    hand_over_submission,
    read_receipts,
    record_receipts,
    submit_to_county,
)
from gongkai.web.publishing.submissions.forms import ReceiptForm, SubmissionForm
from gongkai.web.publishing.submissions.models import Submission, SubmittedItem
from gongkai.web.publishing.submissions.package import write_without

CRUMBS = (
    ("publishing:list", _lazy("主动公开信息")),
    ("publishing:submissions", _lazy("报送县政府网站")),
)
SHOWN = 100
PIECE = 64 * 1024


class SubmissionList(ListScreen):
    """Every package, with what came back."""

    permission = SEE_DRAFTS
    page_title = _lazy("报送县政府网站")
    columns = (
        ("submitted", _lazy("报送时间")),
        ("body", _lazy("机关")),
        ("items", _lazy("条数")),
        ("published", _lazy("已刊登")),
        ("by", _lazy("报送人")),
    )
    add_permission = POST
    add_url_name = "publishing:new-submission"
    add_label = _lazy("报送")
    empty = _lazy("还没有报送过。")

    def get_queryset(self) -> QuerySet[Submission]:
        return (
            Submission.objects.visible_to(self.request.user)
            .select_related("body", "submitted_by")
            .annotate(items=Count("lines"), published=Count("lines", filter=~Q(lines__url="")))
            .order_by("-submitted_at", "-pk")
        )

    def row(self, record: Submission) -> dict[str, Any]:
        return {
            "url": reverse("publishing:submission", args=[record.pk]),
            "cells": [
                f"{timezone.localtime(record.submitted_at):%Y-%m-%d %H:%M}",
                record.body.short_name,
                record.items,
                record.published,
                record.submitted_by.name if record.submitted_by else _("平台"),
            ],
        }


class NewSubmissionScreen(FormScreen):
    """Choose items; nothing is ticked beforehand."""

    permission = POST
    page_title = _lazy("报送县政府网站")
    form_class = SubmissionForm
    template_name = "submissions/new_submission.html"
    parent_crumbs = CRUMBS
    submit_label = _lazy("生成报送包")
    done_message = _lazy("已生成报送包；下载并交给县级以后，请按“我已交给县级”。")

    @cached_property
    def bodies(self) -> list[PublicBody]:
        numbers = self.request.user.bodies_where(POST)
        return list(PublicBody.objects.public().filter(pk__in=numbers).order_by("lineage"))

    @cached_property
    def body(self) -> PublicBody | None:
        asked = self.request.GET.get("body", "")
        named = [each for each in self.bodies if str(each.pk) == asked]
        return (named or self.bodies or [None])[0]

    def get_form_kwargs(self) -> dict[str, Any]:
        items = list(
            ItemPage.objects.public()
            .filter(body__public_body=self.body)
            .select_related("row")
            .order_by("-published_on", "-pk")[:SHOWN]
        )
        handed = (
            SubmittedItem.objects.filter(item__in=items).select_related("submission").order_by("pk")
        )
        codes = (
            SubmittedItem.objects.filter(submission__body=self.body)
            .exclude(county_code="")
            .order_by("pk")
            .values_list("item__row", "county_code")
        )
        return {
            **super().get_form_kwargs(),
            "items": items,
            "codes": dict(codes),
            "before": {line.item_id: line.state for line in handed},
        }

    def act(self, form: forms.Form) -> Submission:
        return submit_to_county(
            self.body,
            acting_user=self.request.user,
            codes=form.codes(),
            address=self.request.build_absolute_uri("/"),
            at=timezone.now(),
            note=form.cleaned_data["note"],
        )

    def get_next_url(self, result: Submission) -> str:
        return reverse("publishing:submission", args=[result.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(body=self.body, bodies=self.bodies, **kwargs)


class OneSubmission:
    """A screen about a submission."""

    kwargs: dict[str, Any]

    @cached_property
    def submission(self) -> Submission:
        return get_object_or_404(
            Submission.objects.select_related("body", "submitted_by"), pk=self.kwargs["pk"]
        )

    def get_body(self) -> PublicBody:
        return self.submission.body


class SubmissionSheet(OneSubmission, ScreenView):
    """One package, item by item; sent back, it was handed over."""

    permission = SEE_DRAFTS
    page_title = _lazy("报送")
    template_name = "submissions/submission.html"
    parent_crumbs = CRUMBS

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = self.submission.lines.select_related("item", "submission")
        return super().get_context_data(
            submission=self.submission,
            lines=lines,
            may_hand_over=self.submission.handed_over_at is None
            and self.request.user.may(POST, self.submission.body),
            may_receive=self.request.user.may(POST, self.submission.body)
            and any(not line.url for line in lines),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            hand_over_submission(self.submission, acting_user=self.user, at=timezone.now())
        except ActionError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("已登记交给县级。"))
        return redirect("publishing:submission", self.submission.pk)


class PackageScreen(OneSubmission, ScreenView):
    """The package as it was made, without what has been withdrawn, no longer holds or has another version since."""

    permission = SEE_DRAFTS

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> StreamingHttpResponse:
        made = self.submission
        gone = made.gone()
        if gone:
            return hand_out_in_pieces(_without(made, gone), made.name)
        return hand_out_in_pieces(_chunks(made), made.name, size=made.size)


def _chunks(made: Submission) -> Iterator[bytes]:
    with made.file.storage.open(made.file.name) as file:
        yield from file.chunks()


def _without(made: Submission, gone: dict[str, str]) -> Iterator[bytes]:
    at = timezone.localtime(made.submitted_at)
    with tempfile.TemporaryFile() as stream:
        with made.file.storage.open(made.file.name) as file:
            write_without(stream, file, gone, made_at=at)
        stream.seek(0)
        while piece := stream.read(PIECE):
            yield piece


class ReceiptScreen(OneSubmission, FormScreen):
    """Enter the addresses under which the items appeared."""

    permission = POST
    page_title = _lazy("登记刊登网址")
    form_class = ReceiptForm
    template_name = "submissions/receipt.html"
    parent_crumbs = CRUMBS

    def get_form_kwargs(self) -> dict[str, Any]:
        lines = self.submission.lines.filter(url="").select_related("item")
        return {**super().get_form_kwargs(), "open_lines": list(lines)}

    def act(self, form: forms.Form) -> int:
        receipts = {
            line.pk: Receipt(
                form.cleaned_data[f"url-{line.pk}"], form.cleaned_data[f"day-{line.pk}"]
            )
            for line in form.open_lines
            if form.cleaned_data.get(f"url-{line.pk}")
        }
        file = form.cleaned_data.get("file")
        if file is not None:
            told, problems = read_receipts(self.submission, file.read(), file.name)
            receipts = {**told, **receipts}
            for problem in problems[:20]:
                messages.warning(self.request, problem)
        return record_receipts(
            self.submission,
            acting_user=self.request.user,
            receipts=receipts,
            at=timezone.now(),
        )

    def get_done_message(self, result: int) -> str:
        return _("已登记 {result} 条刊登网址。").format(result=result)

    def get_next_url(self, result: int) -> str:
        return reverse("publishing:submission", args=[self.submission.pk])
