"""Screens that every register of supervision shares: the list, the sheet of one record, the form of a new one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import models
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.screens import FormScreen, ListScreen, ScreenView
from gongkai.web.supervision.papers.models import KeptPaper
from gongkai.web.supervision.permissions import KEEP_RECORDS, SEE_RECORDS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class BodyForm(forms.Form):
    """Whose record it is; not asked where there is only one answer."""

    body = forms.ModelChoiceField(PublicBody.objects.none(), label=_lazy("机关"), empty_label=None)

    def __init__(self, *args: Any, bodies: QuerySet[PublicBody], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies
        first = bodies[:2]
        if len(first) == 1:
            self.fields["body"].initial = first[0].pk
            self.fields["body"].widget = forms.HiddenInput()


class RecordList(ListScreen):
    """A register."""

    permission = SEE_RECORDS
    model: type[models.Model]
    sheet_url = ""

    def get_queryset(self) -> QuerySet[Any]:
        return self.model.objects.visible_to(self.user).select_related("body")

    def cells(self, record: Any) -> list[Any]:
        """What one line shows."""
        raise NotImplementedError

    def row(self, record: Any) -> dict[str, Any]:
        return {"url": reverse(self.sheet_url, args=[record.pk]), "cells": self.cells(record)}


class NewRecordScreen(FormScreen):
    """The form of a new record, for a body in which the user keeps records."""

    permission = KEEP_RECORDS

    def get_bodies(self) -> QuerySet[PublicBody]:
        """Bodies to choose from."""
        return PublicBody.objects.public().filter(pk__in=self.user.bodies_where(KEEP_RECORDS))

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "bodies": self.get_bodies()}


class OneRecord:
    """A screen about the record named by its address."""

    kwargs: dict[str, Any]
    model: type[models.Model]
    list_url = ""
    list_label: StrOrPromise = ""
    sheet_url = ""

    @cached_property
    def record(self) -> Any:
        return get_object_or_404(self.get_records(), pk=self.kwargs["pk"])

    def get_records(self) -> QuerySet[Any]:
        """The records among which it is found."""
        return self.model.objects.select_related("body", "entered_by")

    def get_body(self) -> PublicBody:
        return self.record.body

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return [(reverse(self.list_url), str(self.list_label))]

    def get_next_url(self, result: Any) -> str:
        return reverse(self.sheet_url, args=[self.record.pk])

    def guarded(self) -> QuerySet[Any]:
        return self.model.objects.filter(pk=self.kwargs["pk"])


@dataclass(frozen=True)
class Button:
    """A step that can be taken from a sheet."""

    label: StrOrPromise
    url: str
    second: bool = False


@dataclass(frozen=True)
class Line:
    """A line of a block: words, what stands small beside them, where they lead."""

    text: str
    meta: str = ""
    url: str = ""


@dataclass(frozen=True)
class Block:
    """A part of a sheet: running text, or lines."""

    title: StrOrPromise
    text: str = ""
    lines: tuple[Line, ...] = ()


class RecordSheet(OneRecord, ScreenView):
    """One record: state, steps, facts, blocks, papers."""

    permission = SEE_RECORDS
    template_name = "supervision/record.html"

    def get_page_title(self) -> str:
        return str(self.record)

    def state(self) -> tuple[str, bool]:
        """Where it stands, and whether that is bad."""
        return "", False

    def buttons(self) -> list[Button]:
        """Steps that this user may take."""
        return []

    def facts(self) -> list[tuple[Any, Any]]:
        """Labels and values; what is empty is not shown."""
        return []

    def blocks(self) -> list[Block]:
        """Further parts."""
        return []

    def may_keep(self) -> bool:
        """Whether this user keeps the records of the body."""
        return self.user.may(KEEP_RECORDS, self.get_body())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        state, bad = self.state()
        return super().get_context_data(
            state=state,
            bad=bad,
            buttons=self.buttons(),
            facts=[fact for fact in self.facts() if fact[1] not in (None, "")],
            blocks=self.blocks(),
            papers=KeptPaper.objects.beside(self.record).select_related("added_by"),
            **kwargs,
        )
