"""What the home screen shows at a glance: how the body looks from above, who beneath is behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.home import Indicator, Side
from gongkai.web.publishing.channels.models import ChannelKind, Posting
from gongkai.web.publishing.duties.board import OVERDUE, board
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.permissions import SEE_DRAFTS

SHOWN = 12


def indicators(user: Any, on: date) -> Iterator[Indicator]:
    """For everybody who sees drafts; the number of questions does not grow with bodies or items."""
    numbers = user.bodies_where(SEE_DRAFTS)
    if not numbers:
        return
    bodies = list(PublicBody.objects.filter(pk__in=numbers).standing_on(on))
    public = [body for body in bodies if body.is_public]
    served = {service.body_id for service in user.services}
    behind = Counter(cell.body.pk for cell in board(public, on) if cell.status in OVERDUE)
    for body in public:
        if body.pk in served and body.parent_id is not None:
            count = behind[body.pk]
            yield Indicator(
                Side.UP,
                _("{body_short_name}：空白或超期 {count} 项").format(
                    body_short_name=body.short_name, count=count
                )
                if count
                else _("{body_short_name}：栏目都按期").format(body_short_name=body.short_name),
                _("县里在“应公开一览”看到的"),
                reverse("publishing:board"),
                alarm=count > 0,
            )
    yield from _beneath(bodies, served, behind, on)


def _beneath(
    bodies: list[PublicBody], served: set[int], behind: Counter[int], on: date
) -> Iterator[Indicator]:
    quarter = date(on.year, (on.month - 1) // 3 * 3 + 1, 1)
    below = [body for body in bodies if body.pk not in served]
    released = {
        each["body"]: each
        for each in ItemPage.objects.public()
        .filter(body__in=below)
        .order_by()
        .values("body")
        .annotate(
            quarter=Count("pk", filter=Q(published_on__gte=quarter)), last=Max("published_on")
        )
    }
    # What hangs on a village's board is published by it too: everywhere the same figure.
    hung = {
        each["body"]: each
        for each in Posting.objects.filter(
            body__in=below, kind=ChannelKind.BOARD, posted_on__lte=on
        )
        .order_by()
        .values("body")
        .annotate(quarter=Count("pk", filter=Q(posted_on__gte=quarter)), last=Max("posted_on"))
    }
    nothing: dict[str, Any] = {"quarter": 0, "last": None}
    told_of = {}
    for body in below:
        both = (released.get(body.pk, nothing), hung.get(body.pk, nothing))
        told_of[body.pk] = {
            "quarter": sum(each["quarter"] for each in both),
            "last": max((each["last"] for each in both if each["last"]), default=None),
        }
    # Whoever publishes as a body of its own comes first, then those furthest behind.
    below.sort(
        key=lambda body: (
            not body.is_public,
            -behind[body.pk],
            told_of[body.pk]["last"] or date.min,
        )
    )
    for body in below[:SHOWN]:
        known = told_of[body.pk]
        told = (
            _("最近 {known:%m-%d}").format(known=known["last"])
            if known["last"]
            else _("还没有公开过")
        )
        late = (
            _("，空白或超期 {behind} 项").format(behind=behind[body.pk]) if behind[body.pk] else ""
        )
        yield Indicator(
            Side.DOWN,
            body.short_name,
            _("本季 {known} 条，{told}{late}").format(known=known["quarter"], told=told, late=late),
            reverse("publishing:board") if body.is_public else "",
            alarm=bool(behind[body.pk]),
        )
