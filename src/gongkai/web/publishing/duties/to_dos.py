"""What is owed by the bodies that a user serves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.home import SOON, Slot, ToDo
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.duties.board import OVERDUE, Cell, Status, open_items
from gongkai.web.publishing.duties.due_cells import due_cells, given_to
from gongkai.web.publishing.duties.fiscal import incomplete
from gongkai.web.publishing.duties.lateness import late_items
from gongkai.web.publishing.duties.models import RowDemand
from gongkai.web.publishing.duties.permissions import DEMAND
from gongkai.web.publishing.duties.quotas import quota_board
from gongkai.web.publishing.duties.villages import village_board, villages_of
from gongkai.web.publishing.permissions import DRAFT

SHOWN = 50
# An answer stands on today's page of whoever asked for so long.
READ_WITHIN = timedelta(days=7)


def to_dos(user: Any, on: date) -> Iterator[ToDo]:
    """What is late or due soon."""
    numbers = user.bodies_where(DRAFT)
    for each in open_items(numbers):
        if each.due_on is not None and each.due_on - on <= SOON:
            yield ToDo(
                Slot.LATE if each.is_late(on) else Slot.DUE,
                _("尚未发布：{draft_title}").format(draft_title=each.item.draft_title),
                reverse("publishing:item", args=[each.item.pk]),
                due_on=each.due_on,
                body=each.item.body.short_name,
                note=_("条例第二十六条"),
                group=_("尚未发布"),
            )
    served = PublicBody.objects.public().standing_on(on).filter(pk__in=numbers)
    yield from _demands(user, {body.pk for body in served}, on)
    yield from map(_of_cell, due_cells(user, on))
    yield from _also_owed(numbers, {body.pk: body for body in served}, on)


def _of_cell(cell: Cell) -> ToDo:
    return ToDo(
        Slot.LATE if cell.status in OVERDUE else Slot.DUE,
        f"{cell.status.value}：{cell.row.name}",
        reverse("publishing:cell", args=[cell.body.pk, cell.row.pk]),
        due_on=cell.due_on,
        body=cell.body.short_name,
        note=_("本月 {published}/{wanted}").format(published=cell.published, wanted=cell.wanted)
        if cell.wanted
        else "",
        group=cell.status.value,
    )


def _demands(user: Any, served: Collection[int], on: date) -> Iterator[ToDo]:
    """To answer, for the body or the section to which the row was given; what came back, for whoever asked."""
    asked = RowDemand.objects.select_related("body", "row", "demanded_by")
    opened = asked.filter(answered_at=None)
    given = given_to(user.bodies_where(DRAFT), on)
    codes = {code for _body, code in given}
    mine = opened.filter(Q(body__in=served) | Q(row__code__in=codes)).order_by("answer_by")
    for each in mine[:SHOWN]:
        if each.body_id not in served and (each.body_id, each.row.code) not in given:
            continue
        yield ToDo(
            Slot.LATE if on > each.answer_by else Slot.WAITING,
            _("答复督办：{row}").format(row=each.row.name),
            reverse("publishing:answer-row-demand", args=[each.pk]),
            due_on=each.answer_by,
            body=each.body.short_name,
            note=each.demanded_by.name,
        )
    for each in asked.filter(demanded_by=user, answered_at__gte=timezone.now() - READ_WITHIN):
        yield ToDo(
            Slot.WAITING,
            _("督办已答复：{row}").format(row=each.row.name),
            reverse("publishing:cell", args=[each.body_id, each.row_id]),
            body=each.body.short_name,
            note=each.answer[:40],
            group=_("督办已答复"),
        )
    below = user.bodies_where(DEMAND)
    for each in opened.filter(body__in=below, answer_by__lt=on).order_by("answer_by")[:SHOWN]:
        yield ToDo(
            Slot.LATE,
            _("督办逾期未答复：{row}").format(row=each.row.name),
            reverse("publishing:cell", args=[each.body_id, each.row_id]),
            due_on=each.answer_by,
            body=each.body.short_name,
            group=_("督办逾期未答复"),
        )


def _also_owed(numbers: Iterable[int], served: dict[int, PublicBody], on: date) -> Iterator[ToDo]:
    for each in quota_board(served, on):
        if each.warns:
            yield ToDo(
                Slot.DUE,
                _("{quota_name}本月 {published}/{minimum} 条").format(
                    quota_name=each.quota.name, published=each.published, minimum=each.quota.minimum
                ),
                reverse("publishing:body-board", args=[each.quota.body_id]),
                due_on=each.due_on,
                body=each.quota.body.short_name,
            )
    for each in incomplete(served, on):
        yield ToDo(
            Slot.DUE,
            each.sentence,
            reverse("publishing:cell", args=[each.body, each.row]),
            body=served[each.body].short_name,
        )
    unexplained = [item for item in late_items(served, on) if not item.reason]
    counted = Counter((item.body, item.row) for item in unexplained)
    names = CatalogueRow.objects.in_bulk({row for _, row in counted})
    for (body, row), number in counted.items():
        yield ToDo(
            Slot.DUE,
            _("逾期发布未说明原因：{row} {number} 件").format(row=names[row].name, number=number),
            reverse("publishing:cell", args=[body, row]),
            body=served[body].short_name,
            group=_("逾期发布未说明原因"),
        )
    mine = set(numbers)
    villages = [each for each in villages_of(served, on) if each.pk in mine]
    red = {
        cell.village.short_name
        for cell in village_board(villages, on)
        if cell.status in {Status.STALE, Status.BLANK}
    }
    if red:
        names = "、".join(sorted(red)[:3])
        yield ToDo(
            Slot.LATE,
            _("村务没有按期公布：{names}").format(names=names)
            + (_("等 {red} 个村").format(red=len(red)) if len(red) > 3 else ""),
            reverse("publishing:village-board"),
        )
