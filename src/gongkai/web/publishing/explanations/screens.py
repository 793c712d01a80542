"""Screens about explanations: what lacks one, the builder, the picture and the script."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.downloads import hand_out
from gongkai.web.office.errors import ActionError
from gongkai.web.office.screens import Chip, FormScreen, ListScreen, ScreenView
from gongkai.web.publishing.explanations.actions import (
    attach_picture,
    content_of,
    draft_explanation,
    picture,
    revise_explanation,
)
from gongkai.web.publishing.explanations.forms import ExplanationForm
from gongkai.web.publishing.explanations.models import Explanation
from gongkai.web.publishing.explanations.proposals import audio_script, what_is_hard_to_read
from gongkai.web.publishing.explanations.unexplained import unexplained
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.items.screens.items import OneItem
from gongkai.web.publishing.permissions import DRAFT, SEE_DRAFTS


class UnexplainedList(ListScreen):
    """Normative documents that nothing public explains."""

    permission = SEE_DRAFTS
    page_title = _lazy("应解读未解读")
    columns = (
        ("title", _lazy("文件")),
        ("state", _lazy("解读")),
        ("body", _lazy("机关")),
        ("published_on", _lazy("文件发布日期")),
        ("days", _lazy("已过天数")),
    )
    searched = ("title", "document_number")
    search_hint = _lazy("标题、文号")
    empty = _lazy("现行有效的规范性文件都有解读。")

    def get_queryset(self) -> QuerySet[ItemPage]:
        found = unexplained(self.request.user.bodies_where(SEE_DRAFTS))
        return found.select_related("body").prefetch_related("explanations")

    def row(self, record: ItemPage) -> dict[str, Any]:
        drafts = list(record.explanations.all())
        return {
            "url": reverse("publishing:item", args=[record.pk]),
            "cells": [
                record.title,
                Chip(_("已起草，未发布"), "soon") if drafts else Chip(_("未起草"), "late"),
                record.body.short_name,
                record.published_on.isoformat(),
                (timezone.localdate() - record.published_on).days,
            ],
        }


class DraftExplanationScreen(OneItem, FormScreen):
    """Propose an explanation from the document."""

    permission = DRAFT
    page_title = _lazy("起草政策解读")
    form_class = forms.Form
    submit_label = _lazy("从文件中提取，生成草稿")
    done_message = _lazy("已生成草稿。要点和问答取自文件原文，请逐项核对、改成群众听得懂的话。")

    def act(self, form: forms.Form) -> Explanation:
        return draft_explanation(self.item, acting_user=self.request.user, at=timezone.now())

    def get_next_url(self, result: Explanation) -> str:
        return reverse("publishing:explanation", args=[result.pk])


class OneExplanation:
    """A screen about the explanation named by its address."""

    kwargs: dict[str, Any]

    @cached_property
    def explanation(self) -> Explanation:
        return get_object_or_404(
            Explanation.objects.select_related("item__body", "policy"), pk=self.kwargs["pk"]
        )

    def get_body(self) -> PublicBody:
        return self.explanation.item.body

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        item = self.explanation.item
        return [
            (reverse("publishing:list"), _("主动公开信息")),
            (reverse("publishing:item", args=[item.pk]), item.draft_title),
        ]

    def get_next_url(self, result: Any) -> str:
        return reverse("publishing:item", args=[self.explanation.item_id])

    def public_address(self) -> str:
        """Where the explanation will be read, for the code on the picture."""
        return self.request.build_absolute_uri(self.explanation.item.url)


class ExplanationScreen(OneExplanation, FormScreen):
    """The builder: points, questions, table."""

    keeps_typing = True
    permission = DRAFT
    template_name = "explanations/explanation.html"
    page_title = _lazy("政策解读")
    form_class = ExplanationForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "content": content_of(self.explanation)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        notes = what_is_hard_to_read(content_of(self.explanation))
        return super().get_context_data(notes=notes, **kwargs)

    def act(self, form: ExplanationForm) -> Explanation:
        return revise_explanation(
            self.explanation,
            acting_user=self.request.user,
            content=form.content(),
            at=timezone.now(),
        )

    def get_next_url(self, result: Any) -> str:
        return reverse("publishing:explanation", args=[self.explanation.pk])


class AttachPictureScreen(OneExplanation, FormScreen):
    """Put the picture among the attachments."""

    permission = DRAFT
    page_title = _lazy("一图读懂加入附件")
    form_class = forms.Form
    submit_label = _lazy("生成并加入附件")
    done_message = _lazy("一图读懂（A4 PDF）已加入附件，随解读一起审核发布。")

    def act(self, form: forms.Form) -> Any:
        return attach_picture(
            self.explanation,
            acting_user=self.request.user,
            address=self.public_address(),
            at=timezone.now(),
        )


class PictureScreen(OneExplanation, ScreenView):
    """The picture as a file, for print and for WeChat. What does not pass the screening is not drawn."""

    permission = SEE_DRAFTS

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.kwargs["form"]
        try:
            data = picture(self.explanation, form, address=self.public_address())
        except ActionError as error:
            return HttpResponse(str(error), status=409, content_type="text/plain; charset=utf-8")
        return hand_out(data, f"explanation.{form}")


class ScriptScreen(OneExplanation, ScreenView):
    """The explanation to be read out over the loudspeakers, as plain text."""

    permission = SEE_DRAFTS

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        item = self.explanation.item
        text = audio_script(item.draft_title, item.body.name, content_of(self.explanation))
        return HttpResponse(text, content_type="text/plain; charset=utf-8")
