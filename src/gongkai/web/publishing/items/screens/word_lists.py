"""Screens about the lists of wordings that a body keeps for itself and all beneath it."""

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
from gongkai.web.office.screens import FormScreen, ListScreen, ScreenView
from gongkai.web.publishing.items.forms.wordings import WordListForm
from gongkai.web.publishing.permissions import SEE_DRAFTS
from gongkai.web.vetting.models import WordList
from gongkai.web.vetting.permissions import KEEP_WORDS
from gongkai.web.vetting.word_lists import add_words, close_words, words_of

_PARENTS = (("publishing:word-lists", _lazy("规范表述词表")),)


class WordListList(ListScreen):
    """The lists of wordings of this user's bodies and of those above them, in use and out of it."""

    permission = SEE_DRAFTS
    page_title = _lazy("规范表述词表")
    columns = (
        ("name", _lazy("文件")),
        ("kind", _lazy("种类")),
        ("words", _lazy("词数")),
        ("issued_on", _lazy("发布日期")),
        ("body", _lazy("机关")),
        ("by", _lazy("由谁装入")),
        ("state", _lazy("状态")),
    )
    searched = ("name", "issuer", "content")
    search_hint = _lazy("文件、发布单位、词")
    empty = _lazy("本级和上级都没有装入词表，只用随软件的词表。")
    add_permission = KEEP_WORDS
    add_url_name = "publishing:add-words"
    add_label = _lazy("装入词表")

    def get_queryset(self) -> QuerySet[WordList]:
        return WordList.objects.visible_to(self.user).select_related("body", "added_by")

    def row(self, record: WordList) -> dict[str, Any]:
        return {
            "url": reverse("publishing:word-list", args=[record.pk]),
            "cells": [
                record.name,
                _("更新包（{issuer}）").format(issuer=record.issuer)
                if record.is_package
                else _("本级词表"),
                record.words,
                record.issued_on.isoformat(),
                record.body.short_name,
                record.added_by.name,
                _("停用") if record.closed_at else _("在用"),
            ],
        }


class AddWordsScreen(FormScreen):
    """Take in a list of one's own or a signed package of updates."""

    permission = KEEP_WORDS
    form_class = WordListForm
    page_title = _lazy("装入词表")
    submit_label = _lazy("装入")
    parent_crumbs = _PARENTS

    def get_form_kwargs(self) -> dict[str, Any]:
        kept = PublicBody.objects.filter(pk__in=self.user.bodies_where(KEEP_WORDS))
        return {**super().get_form_kwargs(), "bodies": kept.order_by("lineage")}

    def act(self, form: forms.Form) -> WordList:
        file = form.cleaned_data["file"]
        return add_words(
            form.cleaned_data["body"],
            acting_user=self.user,
            at=timezone.now(),
            name=file.name,
            data=file.read(),
            public_key=form.cleaned_data["public_key"],
        )

    def get_done_message(self, result: WordList) -> str:
        return _("已装入 {words} 个词，本级和下级今后的筛查都用它。").format(words=result.words)

    def get_next_url(self, result: WordList) -> str:
        return reverse("publishing:word-lists")


class OneWordList:
    """A screen about the list named by its address."""

    kwargs: dict[str, Any]

    @cached_property
    def word_list(self) -> WordList:
        """The list named by the address."""
        return get_object_or_404(WordList.objects.select_related("body"), pk=self.kwargs["pk"])


class WordListScreen(OneWordList, ScreenView):
    """The words of a list, for whoever's papers are screened by them."""

    permission = SEE_DRAFTS
    template_name = "items/word_list.html"
    parent_crumbs = _PARENTS

    def get_body(self) -> PublicBody:
        """The body of the list, or the one of this user's beneath it for which it holds."""
        own = self.word_list.body
        seen = PublicBody.objects.filter(pk__in=self.user.bodies_where(SEE_DRAFTS))
        return next((body for body in seen if own.pk in body.upward), own)

    def get_page_title(self) -> str:
        return self.word_list.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        held = self.word_list
        words, withdrawn = words_of(held)
        return super().get_context_data(
            word_list=held,
            words=words,
            withdrawn=withdrawn,
            may_close=held.closed_at is None and self.user.may(KEEP_WORDS, held.body),
            **kwargs,
        )


class CloseWordsScreen(OneWordList, FormScreen):
    """Put a list out of use."""

    permission = KEEP_WORDS
    form_class = forms.Form
    page_title = _lazy("停用词表")
    submit_label = _lazy("停用")
    done_message = _lazy("已停用。")
    parent_crumbs = _PARENTS

    def get_body(self) -> PublicBody:
        return self.word_list.body

    def get_page_title(self) -> str:
        return _("停用词表：{name}").format(name=self.word_list.name)

    def act(self, form: forms.Form) -> None:
        close_words(self.word_list, acting_user=self.user, at=timezone.now())

    def get_next_url(self, result: Any) -> str:
        return reverse("publishing:word-lists")
