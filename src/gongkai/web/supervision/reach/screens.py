"""The screen that says which village has not been reached."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.office.screens import ScreenView
from gongkai.web.publishing.duties.villages import villages_of
from gongkai.web.supervision.permissions import SEE_RECORDS
from gongkai.web.supervision.reach.reading import reach

QUARTER = timedelta(days=90)


class ReachScreen(ScreenView):
    """Villages, the least reached first."""

    permission = SEE_RECORDS
    page_title = _lazy("到村情况")
    template_name = "supervision/reach.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        first = _day(self.request.GET.get("from", "")) or today - QUARTER
        last = _day(self.request.GET.get("to", "")) or today
        villages = villages_of(self.user.bodies_where(SEE_RECORDS), today)
        found = reach(villages, first, last)
        return super().get_context_data(
            reached=found,
            missed=sum(not each.is_reached for each in found),
            first=first,
            last=last,
            **kwargs,
        )


def _day(text: str) -> Any:
    try:
        return parse_date(text)
    except ValueError:
        return None
