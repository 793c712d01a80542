"""Screens about postings: the list, what must come down, one posting, and the forms that record it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.downloads import hand_out, kept_apart
from gongkai.web.office.screens import Chip, FormScreen, ListScreen, ScreenView
from gongkai.web.publishing.channels.actions.post import correct_posting, post_item, remove_posting
from gongkai.web.publishing.channels.forms.postings import CorrectForm, PostForm, RemoveForm
from gongkai.web.publishing.channels.models import Channel, ChannelKind, Posting, PostingProof
from gongkai.web.publishing.channels.permissions import POST
from gongkai.web.publishing.channels.posting_table import as_workbook
from gongkai.web.publishing.channels.screens.renderings import ItemToPost
from gongkai.web.publishing.permissions import SEE_DRAFTS

STATES = (
    ("", _lazy("全部")),
    ("due", _lazy("今日须撤下")),
    ("standing", _lazy("正在发布")),
    ("outdated", _lazy("还是旧版的")),
    ("removed", _lazy("已撤下")),
    ("unproved", _lazy("没有照片和网址")),
)


def state_of(posting: Posting, today: Any) -> Chip:
    """Where a posting stands, in a word."""
    if posting.must_go(today):
        return Chip(_("须撤下"), "late")
    if posting.removed_on:
        return Chip(_("{removed_on} 撤下").format(removed_on=posting.removed_on), "none")
    return Chip(_("正在发布"), "done")


def chosen(postings: QuerySet[Posting], asked: Any) -> QuerySet[Posting]:
    """Postings that the filters of an address leave."""
    today = timezone.localdate()
    kind, state = asked.get("kind", ""), asked.get("state", "")
    if kind in ChannelKind.values:
        postings = postings.filter(kind=kind)
    if asked.get("channel", "").isdecimal():
        postings = postings.filter(channel=int(asked["channel"]))
    for name, condition in (("from", "posted_on__gte"), ("to", "posted_on__lte")):
        try:
            day = parse_date(asked.get(name, ""))
        except ValueError:
            day = None
        if day is not None:
            postings = postings.filter(**{condition: day})
    if state == "due":
        postings = postings.to_take_down(today)
    elif state == "standing":
        postings = postings.standing()
    elif state == "outdated":
        postings = postings.outdated()
    elif state == "removed":
        postings = postings.exclude(removed_on=None)
    elif state == "unproved":
        postings = postings.exclude(channel=None).filter(proofs=None, url="")
    return postings


class PostingList(ListScreen):
    """What was posted where."""

    permission = SEE_DRAFTS
    page_title = _lazy("发布记录")
    template_name = "channels/postings.html"
    columns = (
        ("title", _lazy("标题")),
        ("state", _lazy("状态")),
        ("channel", _lazy("渠道")),
        ("body", _lazy("机关")),
        ("posted_on", _lazy("发布日期")),
        ("take_down_on", _lazy("应撤下日")),
        ("proofs", _lazy("凭证")),
    )
    searched = ("item__title", "item__index_number", "channel__name", "place")
    search_hint = _lazy("标题、索引号、渠道")
    empty = _lazy("没有符合条件的发布记录。")

    def get_queryset(self) -> QuerySet[Posting]:
        postings = Posting.objects.visible_to(self.request.user)
        return (
            chosen(postings, self.request.GET)
            .select_related("item", "body", "channel")
            .prefetch_related("proofs")
        )

    def row(self, record: Posting) -> dict[str, Any]:
        today = timezone.localdate()
        proofs = len(record.proofs.all())
        return {
            "url": reverse("publishing:posting", args=[record.pk]),
            "tone": "late" if record.must_go(today) else "",
            "cells": [
                record.item.title,
                state_of(record, today),
                record.where,
                record.body.short_name,
                record.posted_on.isoformat(),
                record.take_down_on.isoformat() if record.take_down_on else "",
                "、".join(
                    [
                        *([_("照片{proofs}").format(proofs=proofs)] if proofs else []),
                        *([_("网址")] if record.url else []),
                    ]
                ),
            ],
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            filters=True,
            asked=self.request.GET,
            kinds=ChannelKind.choices,
            states=STATES,
            export_query=self.request.GET.urlencode(),
            **kwargs,
        )


class PostingExport(ScreenView):
    """The list, as the filters leave it, as a workbook."""

    permission = SEE_DRAFTS

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        postings = chosen(Posting.objects.visible_to(request.user), request.GET)
        content = as_workbook(
            postings.select_related("item__row", "body", "channel", "posted_by", "removed_by")
        )
        return hand_out(content, "postings.xlsx")


class PostScreen(ItemToPost, FormScreen):
    """Record that the item was posted."""

    page_title = _lazy("登记发到渠道")
    submit_label = _lazy("登记")
    form_class = PostForm

    def get_channels(self) -> QuerySet[Channel]:
        return (
            Channel.objects.filter(
                body__in=self.request.user.bodies_where(POST),
                body__lineage__startswith=(self.item.body.public_body or self.item.body).lineage,
            )
            .open_on(timezone.localdate())
            .select_related("body")
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "channels": self.get_channels()}

    def get_initial(self) -> dict[str, Any]:
        initial = {"take_down_on": self.item.take_down_on}
        if self.request.GET.get("channel", "").isdecimal():
            initial["channels"] = [int(self.request.GET["channel"])]
        return initial

    def act(self, form: forms.Form) -> list[Posting]:
        values = dict(form.cleaned_data)
        return post_item(
            self.item,
            acting_user=self.request.user,
            channels=list(values.pop("channels")),
            at=timezone.now(),
            **values,
        )

    def get_done_message(self, result: list[Posting]) -> str:
        return _("已登记到 {result}。").format(
            result="、".join(posting.where for posting in result)
        )

    def get_next_url(self, result: Any) -> str:
        return reverse("publishing:renderings", args=[self.item.pk])


class OnePosting:
    """A screen about the posting named by its address."""

    kwargs: dict[str, Any]

    @cached_property
    def posting(self) -> Posting:
        return get_object_or_404(
            Posting.objects.select_related("item", "body", "channel", "posted_by", "removed_by"),
            pk=self.kwargs["pk"],
        )

    def get_body(self) -> PublicBody:
        return self.posting.body

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return [
            (reverse("publishing:postings"), _("发布记录")),
            (reverse("publishing:posting", args=[self.posting.pk]), self.posting.where),
        ]

    def get_next_url(self, result: Any) -> str:
        return reverse("publishing:posting", args=[self.posting.pk])


class PostingSheet(OnePosting, ScreenView):
    """One posting with its proofs."""

    permission = SEE_DRAFTS
    template_name = "channels/posting.html"

    def get_page_title(self) -> str:
        return f"{self.posting.item.title}：{self.posting.where}"

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return [(reverse("publishing:postings"), _("发布记录"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        posting, today = self.posting, timezone.localdate()
        may = posting.channel is not None and self.request.user.may(POST, posting.body)
        return super().get_context_data(
            posting=posting,
            state=state_of(posting, today),
            must_go=posting.must_go(today),
            proofs=posting.proofs.select_related("added_by"),
            may={"correct": may, "remove": may and posting.removed_on is None},
            **kwargs,
        )


class RemoveScreen(OnePosting, FormScreen):
    """Record that it was taken down."""

    permission = POST
    page_title = _lazy("登记撤下")
    submit_label = _lazy("已撤下")
    done_message = _lazy("已登记撤下。")
    form_class = RemoveForm

    def act(self, form: forms.Form) -> Posting:
        return remove_posting(
            self.posting,
            acting_user=self.request.user,
            at=timezone.now(),
            **form.cleaned_data,
        )


class CorrectScreen(OnePosting, FormScreen):
    """Put a record right, or add a photo."""

    permission = POST
    page_title = _lazy("更正或补充照片")
    done_message = _lazy("已更正，原来的记录在留痕中可查。")
    form_class = CorrectForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.posting}

    def act(self, form: forms.Form) -> Posting:
        return correct_posting(
            self.posting, acting_user=self.request.user, **form.cleaned_data, at=timezone.now()
        )


class ProofView(ScreenView):
    """A proof, for whoever may see the posting."""

    permission = SEE_DRAFTS

    @cached_property
    def proof(self) -> PostingProof:
        return get_object_or_404(
            PostingProof.objects.select_related("posting__body"), pk=self.kwargs["pk"]
        )

    def get_body(self) -> PublicBody:
        return self.proof.posting.body

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        proof = self.proof
        with proof.file.storage.open(proof.file.name, "rb") as file:
            return kept_apart(
                hand_out(
                    file.read(), proof.name, media_type=proof.media_type, inline=proof.is_picture
                )
            )
