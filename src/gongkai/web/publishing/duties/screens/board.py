"""Screens about what is owed: the heat map, one body, one row of a body, the villages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.statute.citations import resolve
from gongkai.statute.codelists import codelist
from gongkai.web.bodies.models import Kind, PublicBody
from gongkai.web.office.forms import ReasonForm
from gongkai.web.office.screens import FormScreen, ScreenView
from gongkai.web.publishing.catalogue.models import BodyRow, CatalogueRow
from gongkai.web.publishing.duties.actions.lateness import explain_lateness
from gongkai.web.publishing.duties.board import LETTERS, OVERDUE, Cell, Status, board, open_items
from gongkai.web.publishing.duties.due_cells import cells_of_sections, given_to, serving
from gongkai.web.publishing.duties.fiscal import incomplete
from gongkai.web.publishing.duties.lateness import late_items
from gongkai.web.publishing.duties.models import NilReturn, RowDemand
from gongkai.web.publishing.duties.permissions import DEMAND
from gongkai.web.publishing.duties.quotas import quota_board
from gongkai.web.publishing.duties.substance import news_only
from gongkai.web.publishing.duties.villages import duties, village_board, villages_of
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.items.screens.items import OneItem
from gongkai.web.publishing.permissions import DRAFT, SEE_DRAFTS

BODIES_ON_A_PAGE = 25
VILLAGES_ON_A_PAGE = 60
SHOWN = 20
WANTING = frozenset({Status.BLANK, Status.STALE, Status.SHORT, Status.SOON})


@dataclass(frozen=True)
class Marked:
    """A cell with what else is to be said of it, in short words."""

    cell: Cell
    marks: tuple[str, ...]
    told: str
    """For a reader who hovers or listens."""

    @property
    def drawn(self) -> SafeString:
        """It on the map, which has thousands of them: written in one piece, its address by one prefix."""
        cell = self.cell
        told, name = escape(self.told), escape(cell.body.short_name)
        noted = ' class="board-noted"' if self.marks else ""
        return mark_safe(  # noqa: S308  escaped just now
            f'<td class="board-{cell.status.name.lower()}">'
            f'<a{noted} href="{_prefix(cell.body.pk)}{cell.row.pk}/" title="{told}"'
            f' aria-label="{cell.letter}：{name} {told}">{cell.letter}</a></td>'
        )


def _told(cell: Cell, marks: tuple[str, ...], recently: str) -> str:
    words = [cell.row.name, cell.status.value]
    if cell.last_published_on:
        words.append(recently.format(last=cell.last_published_on))
    return "，".join([*words, *marks])


def _group_of(row: CatalogueRow) -> str:
    return row.group


@lru_cache(maxsize=2_000)
def _prefix(number: int) -> str:
    return reverse("publishing:body-board", args=[number])


def marked(cells: list[Cell], bodies: list[PublicBody], day: Any) -> list[Marked]:
    """Squares with their marks. Three questions to the database, for any number of bodies."""
    numbers = [body.pk for body in bodies]
    marks: dict[tuple[int, int], list[str]] = {}
    for each in incomplete(numbers, day):
        marks.setdefault((each.body, each.row), []).append(each.sentence)
    late: Counter[tuple[int, int]] = Counter()
    unexplained: Counter[tuple[int, int]] = Counter()
    for item in late_items(numbers, day):
        late[item.body, item.row] += 1
        unexplained[item.body, item.row] += not item.reason
    for place, number in late.items():
        told = (
            _("，{unexplained} 件未说明").format(unexplained=unexplained[place])
            if unexplained[place]
            else _("，均已说明")
        )
        marks.setdefault(place, []).append(
            _("近一年逾期发布 {number} 件{told}").format(number=number, told=told)
        )
    for place in news_only(numbers, day):
        marks.setdefault(place, []).insert(0, "只有工作动态")
    recently = _("最近 {last}")
    found = []
    for cell in cells:
        said = tuple(marks.get((cell.body.pk, cell.row.pk), ()))
        found.append(Marked(cell, said, _told(cell, said, recently)))
    return found


def asked_status(request: HttpRequest) -> Status | None:
    """The status that the list is narrowed to."""
    return {status.name.lower(): status for status in Status}.get(request.GET.get("status", ""))


def chips(cells: list[Cell]) -> list[tuple[Status, str, int]]:
    """Each status with its sign and how many cells have it."""
    numbers = Counter(cell.status for cell in cells)
    return [(status, LETTERS[status], numbers[status]) for status in Status]


class BoardScreen(ScreenView):
    """The heat map: bodies down, rows across. Whoever serves one body sees that body's list instead."""

    permission = SEE_DRAFTS
    page_title = _lazy("应公开一览")
    template_name = "duties/board.html"

    @cached_property
    def day(self) -> Any:
        return timezone.localdate()

    def bodies(self) -> Any:
        numbers = self.request.user.bodies_where(SEE_DRAFTS)
        bodies = PublicBody.objects.public().real().standing_on(self.day).filter(pk__in=numbers)
        return bodies.order_by("lineage")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        first = list(self.bodies().values_list("pk", flat=True)[:2])
        if len(first) == 1:
            return BodyBoardScreen.as_view()(request, pk=first[0])
        if not first and given_to(request.user.bodies_where(SEE_DRAFTS), self.day):
            return SectionBoardScreen.as_view()(request)
        return super().get(request, *args, **kwargs)

    def page(self) -> tuple[Page, list[Cell]]:
        """The bodies of the page, and their cells."""
        bodies, text = self.bodies(), self.request.GET.get("q", "").strip()[:50]
        if text:
            bodies = bodies.filter(name__icontains=text)
        status, number = asked_status(self.request), self.request.GET.get("p")
        if status is None:
            page = Paginator(bodies, BODIES_ON_A_PAGE).get_page(number)
            return page, self.narrowed(board(page.object_list, self.day))
        cells = self.narrowed(board(bodies, self.day))
        having = {cell.body.pk for cell in cells if cell.status is status}
        page = Paginator([b for b in bodies if b.pk in having], BODIES_ON_A_PAGE).get_page(number)
        shown = {body.pk for body in page.object_list}
        return page, [cell for cell in cells if cell.body.pk in shown]

    def narrowed(self, cells: list[Cell]) -> list[Cell]:
        """Squares of the category that was asked for."""
        category = self.request.GET.get("category", "")
        return [
            each
            for each in cells
            if not category or category in {each.row.category, each.row.group}
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page, cells = self.page()
        bodies = list(page.object_list)
        # Where nothing runs for anybody there is nothing to look after, unless one asks for it.
        asked = asked_status(self.request) or self.request.GET.get("category")
        rows = sorted(
            {
                cell.row.pk: cell.row
                for cell in cells
                if asked or cell.status is not Status.BY_EVENT or cell.last_published_on
            }.values(),
            key=lambda row: (row.order, row.code),
        )
        by_place = {
            (each.cell.body.pk, each.cell.row.pk): each for each in marked(cells, bodies, self.day)
        }
        by_body: dict[int, Counter[Status]] = {}
        for cell in cells:
            by_body.setdefault(cell.body.pk, Counter())[cell.status] += 1
        known = CatalogueRow.objects.visible_to(self.request.user).order_by("order", "code")
        categories = [row.group for row in known]
        return super().get_context_data(
            day=self.day,
            page_of=page,
            rows=rows,
            headings=[(group, len(list(same))) for group, same in groupby(rows, _group_of)],
            lines=[
                (
                    body,
                    [by_place.get((body.pk, row.pk)) for row in rows],
                    [
                        (status, LETTERS[status], by_body.get(body.pk, Counter())[status])
                        for status in Status
                    ],
                )
                for body in bodies
            ],
            chips=chips(cells),
            status=asked_status(self.request),
            statuses=[(status.name.lower(), status.value) for status in Status],
            categories=list(dict.fromkeys(categories)),
            category=self.request.GET.get("category", ""),
            q=self.request.GET.get("q", ""),
            **kwargs,
        )


class SectionBoardScreen(ScreenView):
    """The rows that were given to the sections of whoever serves no body as a whole."""

    permission = SEE_DRAFTS
    page_title = _lazy("本科室（站所）的应公开事项")
    template_name = "duties/body_board.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        day, mine = timezone.localdate(), self.user.bodies_where(SEE_DRAFTS)
        cells = cells_of_sections(mine, (), day)
        status = asked_status(self.request)
        shown = [each for each in cells if status in {None, each.status}]
        groups: dict[str, list[Marked]] = {}
        for each in marked(shown, list({cell.body.pk: cell.body for cell in shown}.values()), day):
            groups.setdefault(each.cell.row.group, []).append(each)
        return super().get_context_data(
            day=day, groups=groups.items(), chips=chips(cells), status=status, **kwargs
        )


class OneBody:
    """A screen about the board of the body named by its address."""

    kwargs: dict[str, Any]

    @cached_property
    def body(self) -> PublicBody:
        """The body, one that answers for itself."""
        return get_object_or_404(PublicBody.objects.public(), pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody:
        return self.body


class BodyBoardScreen(OneBody, ScreenView):
    """What one body owes, row by row."""

    permission = SEE_DRAFTS
    template_name = "duties/body_board.html"

    def get_page_title(self) -> str:
        return _("应公开一览：{body_short_name}").format(body_short_name=self.body.short_name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        day, body = timezone.localdate(), self.body
        cells = board([body], day)
        status = asked_status(self.request)
        shown = [each for each in cells if status in {None, each.status}]
        groups: dict[str, list[Marked]] = {}
        idle = 0
        for each in marked(shown, [body], day):
            if status is None and each.cell.status is Status.BY_EVENT and not each.marks:
                idle += 1
                continue
            groups.setdefault(each.cell.row.group, []).append(each)
        return super().get_context_data(
            day=day,
            body=body,
            groups=groups.items(),
            idle=idle,
            chips=chips(cells),
            status=status,
            quotas=quota_board([body.pk], day),
            villages=body.units.filter(kind=Kind.VILLAGE).exists(),
            may_draft=self.request.user.may(DRAFT, body),
            wanting=WANTING,
            **kwargs,
        )


class CellScreen(OneBody, ScreenView):
    """One row of one body: what was published, what is drafted, and what to do."""

    permission = SEE_DRAFTS
    template_name = "duties/cell.html"

    @cached_property
    def owed(self) -> BodyRow:
        """What the body owes under the row."""
        rows = BodyRow.objects.on(timezone.localdate()).select_related("row", "body")
        return get_object_or_404(rows, body=self.body, row=self.kwargs["row"])

    @cached_property
    def serving(self) -> PublicBody:
        """The body itself, or the section to which the row was given."""
        code, on = self.owed.row.code, timezone.localdate()
        return serving(self.user, SEE_DRAFTS, self.body, code, on)

    def get_body(self) -> PublicBody:
        return self.serving

    def get_page_title(self) -> str:
        return self.owed.row.name

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        crumbs = [(reverse("publishing:board"), _("应公开一览"))]
        if self.serving == self.body:
            place = reverse("publishing:body-board", args=[self.body.pk])
            crumbs.append((place, self.body.short_name))
        return crumbs

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        day, body, row = timezone.localdate(), self.body, self.owed.row
        here = [each for each in board([body], day) if each.row.pk == row.pk]
        period = codelist("publication_periods")[row.period_kind]
        kwargs.pop("row", None)
        units = {body.pk, *body.units.values_list("pk", flat=True)}
        if self.serving != body:
            units &= self.user.bodies_where(SEE_DRAFTS)
        return super().get_context_data(
            body=body,
            row=row,
            each=marked(here, [body], day)[0] if here else None,
            basis="、".join(str(resolve(cite)) for cite in period.cites) or period.practice,
            items=ItemPage.objects.public()
            .filter(body__public_body=body, row=row)
            .order_by("-published_on", "-pk")[:SHOWN],
            late=late_items([body.pk], day, row=row.pk)[:SHOWN],
            drafts=[
                (found, found.is_late(day))
                for found in open_items(units)
                if found.item.row_id == row.pk
            ],
            nil_returns=NilReturn.objects.filter(body=body, row=row).select_related("signed_by")[
                :3
            ],
            demands=RowDemand.objects.filter(body=body, row=row).select_related(
                "demanded_by", "answered_by"
            )[:5],
            may_demand=bool(here)
            and here[0].status in OVERDUE
            and self.user.may(DEMAND, body)
            and not RowDemand.objects.filter(body=body, row=row, answered_at=None).exists(),
            serving=self.serving,
            may_draft=self.user.may(DRAFT, self.serving),
            may_sign=self.user.may(DRAFT, body),
            wanting=WANTING,
            **kwargs,
        )


class VillageBoardScreen(ScreenView):
    """Villages down, their duties across."""

    permission = SEE_DRAFTS
    page_title = _lazy("村务公开一览")
    template_name = "duties/village_board.html"
    parent_crumbs = (("publishing:board", _lazy("应公开一览")),)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        day = timezone.localdate()
        numbers = self.request.user.bodies_where(SEE_DRAFTS)
        seen = villages_of_user(numbers, day)
        page = Paginator(seen, VILLAGES_ON_A_PAGE).get_page(self.request.GET.get("p"))
        cells = village_board(page.object_list, day)
        lines: dict[int, list[Any]] = {}
        for cell in cells:
            lines.setdefault(cell.village.pk, []).append((LETTERS[cell.status], cell))
        return super().get_context_data(
            day=day,
            page_of=page,
            duties=duties(),
            lines=[(village, lines.get(village.pk, [])) for village in page.object_list],
            red=sum(cell.status in {Status.BLANK, Status.STALE} for cell in cells),
            **kwargs,
        )


def villages_of_user(numbers: Any, day: Any) -> list[PublicBody]:
    """Villages that a user looks after."""
    bodies = PublicBody.objects.filter(pk__in=numbers).values_list("public_body", flat=True)
    return [each for each in villages_of(set(bodies), day) if each.pk in numbers]


class LatenessScreen(OneItem, FormScreen):
    """Say why an item comes late."""

    keeps_typing = True
    permission = DRAFT
    form_class = ReasonForm
    page_title = _lazy("说明逾期原因")
    submit_label = _lazy("保存说明")
    done_message = _lazy("已保存说明。")

    def act(self, form: forms.Form) -> Any:
        return explain_lateness(
            self.item, acting_user=self.request.user, **form.cleaned_data, at=timezone.now()
        )
