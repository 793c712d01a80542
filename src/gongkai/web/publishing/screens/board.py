"""Screens about what is owed."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from gongkai.web.accounts.office import ScreenView
from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.board import Light, board
from gongkai.web.publishing.permissions import DRAFT, SEE_DRAFTS


class BoardScreen(ScreenView):
    """What is owed: rows down, bodies across."""

    permission = SEE_DRAFTS
    page_title = "应公开一览"
    template_name = "publishing/board.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        day = timezone.localdate()
        numbers = self.request.user.bodies_where(SEE_DRAFTS)
        bodies = list(PublicBody.objects.public().standing_on(day).filter(pk__in=numbers))
        squares = board(bodies, day)
        rows = {square.row.pk: square.row for square in squares}
        by_place = {(square.row.pk, square.body.pk): square for square in squares}
        ordered = sorted(rows.values(), key=lambda row: (row.order, row.code))
        return super().get_context_data(
            day=day,
            bodies=bodies,
            lines=[(row, [by_place.get((row.pk, body.pk)) for body in bodies]) for row in ordered],
            may_draft=self.request.user.bodies_where(DRAFT),
            unsatisfied=(Light.BLANK, Light.STALE, Light.SHORT, Light.SOON),
            counts=[(light, sum(square.light is light for square in squares)) for light in Light],
            **kwargs,
        )
