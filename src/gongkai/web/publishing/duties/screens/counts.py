"""Screens that count, each number open to its records."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.downloads import hand_out
from gongkai.web.office.screens import ListScreen, ScreenView
from gongkai.web.publishing.channels.models import ChannelKind, Posting
from gongkai.web.publishing.duties.counting.counts import Counts, Figure, count_publishing
from gongkai.web.publishing.duties.counting.workbook import as_workbook, sentences
from gongkai.web.publishing.permissions import SEE_DRAFTS

NORMATIVE = ("made", "ceased", "in_force", "undated")


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


class CountedScope:
    """Which bodies and which period the address asks for; this year of all bodies unless it says."""

    request: HttpRequest

    @cached_property
    def bodies(self) -> list[PublicBody]:
        numbers = self.request.user.bodies_where(SEE_DRAFTS)
        return list(PublicBody.objects.public().filter(pk__in=numbers).order_by("lineage"))

    @cached_property
    def chosen(self) -> list[PublicBody]:
        code = self.request.GET.get("body", "")
        return [body for body in self.bodies if body.code == code] or self.bodies

    @cached_property
    def period(self) -> tuple[date, date]:
        today = timezone.localdate()
        first = _day(self.request.GET.get("from", "")) or date(today.year, 1, 1)
        last = _day(self.request.GET.get("to", "")) or date(first.year, 12, 31)
        return (first, last) if first <= last else (last, first)

    @cached_property
    def counts(self) -> Counts:
        return count_publishing((body.pk for body in self.chosen), *self.period)

    @property
    def bodies_label(self) -> str:
        """The chosen body, or that there are several."""
        if len(self.chosen) == 1:
            return self.chosen[0].name
        return (
            _("{chosen_name}等{chosen}个机关").format(
                chosen_name=self.chosen[0].name, chosen=len(self.chosen)
            )
            if self.chosen
            else ""
        )

    def get_query(self) -> dict[str, str]:
        """The scope as an address carries it."""
        query = {"from": self.period[0].isoformat(), "to": self.period[1].isoformat()}
        if len(self.chosen) == 1:
            query["body"] = self.chosen[0].code
        return query

    def open(self, figure: Figure, **what: Any) -> dict[str, Any]:
        """A number with the address of its records; none for nothing."""
        url = ""
        if figure.number:
            query = urlencode({**self.get_query(), **what})
            url = f"{reverse('publishing:count-records')}?{query}"
        return {"label": figure.label, "number": figure.number, "url": url}


class CountScreen(CountedScope, ScreenView):
    """Items by row, postings by channel and row, normative documents, and the sentences of the report."""

    permission = SEE_DRAFTS
    page_title = _lazy("公开统计")
    template_name = "duties/counts.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counts, kinds = self.counts, self.counts.kinds()
        lines = [
            {
                "row": row,
                "items": self.open(figure, what="items", row=row.pk),
                "cells": [
                    self.open(
                        counts.postings(kind=kind.value, row=row.pk),
                        what="postings",
                        kind=kind.value,
                        row=row.pk,
                    )
                    for kind in kinds
                ],
            }
            for row, figure in counts.by_row()
        ]
        return super().get_context_data(
            bodies=self.bodies,
            body=self.chosen[0].code if len(self.chosen) == 1 else "",
            label=self.bodies_label,
            first=self.period[0],
            last=self.period[1],
            kinds=kinds,
            lines=lines,
            total=self.open(counts.items(), what="items"),
            totals=[
                self.open(counts.postings(kind=kind.value), what="postings", kind=kind.value)
                for kind in kinds
            ],
            normative=[self.open(getattr(counts.normative, name), what=name) for name in NORMATIVE],
            sentences=sentences(counts),
            export_query=urlencode(self.get_query()),
            **kwargs,
        )


class CountExport(CountedScope, ScreenView):
    """The same as a workbook."""

    permission = SEE_DRAFTS

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return hand_out(as_workbook(self.counts, self.bodies_label), "counts.xlsx")


class CountRecords(CountedScope, ListScreen):
    """The records behind a number."""

    permission = SEE_DRAFTS
    page_title = _lazy("统计所依据的记录")
    parent_crumbs = (("publishing:counts", _lazy("公开统计")),)
    columns = (
        ("title", _lazy("标题")),
        ("row", _lazy("公开事项")),
        ("body", _lazy("机关")),
        ("index_number", _lazy("索引号")),
        ("where", _lazy("渠道")),
        ("day", _lazy("日期")),
    )

    @cached_property
    def figure(self) -> Figure:
        asked = self.request.GET
        row = int(asked["row"]) if asked.get("row", "").isdecimal() else None
        if row is not None and row not in self.counts.rows:
            row = None
        what = asked.get("what", "items")
        if what in NORMATIVE:
            figure: Figure = getattr(self.counts.normative, what)
            return figure
        if what == "postings":
            kind = asked.get("kind", "")
            return self.counts.postings(kind=kind if kind in ChannelKind.values else None, row=row)
        return self.counts.items(row=row)

    def get_page_title(self) -> str:
        return f"{self.figure.label}：{self.figure.number}"

    def get_queryset(self) -> QuerySet[Any]:
        records = self.figure.records
        if records.model is Posting:
            return records.select_related("item__row", "body", "channel").order_by(
                "-posted_on", "-pk"
            )
        return records.select_related("row", "body").order_by("-published_on", "-pk")

    def row(self, record: Any) -> dict[str, Any]:
        is_posting = isinstance(record, Posting)
        item = record.item if is_posting else record
        day = record.posted_on if is_posting else item.published_on
        return {
            "url": reverse("publishing:item", args=[item.pk]),
            "cells": [
                item.title,
                item.row.name,
                record.body.short_name,
                item.index_number,
                record.where if is_posting else "",
                day.isoformat() if day else "",
            ],
        }
