"""Table four as it stands, with the rules by which it was counted and the disputes behind each number."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views import View

from gongkai.statute.settings import DEFAULT
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.counting.choices import choices_of
from gongkai.web.disputes.actions.register import export_disputes
from gongkai.web.disputes.counting import COLUMNS, ROWS, RULES, TOTAL, cells_in, disputes_in
from gongkai.web.disputes.permissions import SEE_DISPUTES
from gongkai.web.office.downloads import hand_out
from gongkai.web.office.screens import GuardedView, ScreenView

HEADS = {
    "upheld": _lazy("结果维持"),
    "corrected": _lazy("结果纠正"),
    "other": _lazy("其他结果"),
    "pending": _lazy("尚未审结"),
    TOTAL: _lazy("总计"),
}
LABELS = {
    "reconsideration": _lazy("行政复议"),
    "litigation_direct": _lazy("行政诉讼：未经复议直接起诉"),
    "litigation_after_reconsideration": _lazy("行政诉讼：复议后起诉"),
}


class TableFourScreen(ScreenView):
    """Table four of a body and a year."""

    permission = SEE_DISPUTES
    page_title = _lazy("复议诉讼统计")
    template_name = "disputes/counts.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        numbers = self.request.user.bodies_where(SEE_DISPUTES)
        bodies = list(PublicBody.objects.public().filter(pk__in=numbers))
        today, wanted = timezone.localdate(), self.request.GET.get("body")
        text = self.request.GET.get("year", "")
        year = int(text) if text.isdecimal() and len(text) == 4 else today.year
        body = next(
            (each for each in bodies if str(each.pk) == wanted), bodies[0] if bodies else None
        )
        settings = choices_of(body, year) if body else DEFAULT
        behind = (
            [
                (dispute, cell)
                for dispute in disputes_in(body, year)
                for cell in cells_in(dispute, year, settings)
            ]
            if body
            else []
        )
        found = [(cell.row, cell.column) for _dispute, cell in behind]
        rows = [
            (
                LABELS[row],
                [
                    sum(
                        each == (row, column) or (column == TOTAL and each[0] == row)
                        for each in found
                    )
                    for column in COLUMNS
                ],
            )
            for row in ROWS
        ]
        return super().get_context_data(
            bodies=bodies,
            chosen=body,
            year=year,
            years=range(today.year, today.year - 5, -1),
            heads=[HEADS[column] for column in COLUMNS],
            rows=rows,
            behind=behind,
            labels=LABELS,
            rules=RULES.values(),
            **kwargs,
        )


class DisputeRegisterExport(GuardedView, View):
    """The register of a year as xlsx."""

    permission = SEE_DISPUTES

    @cached_property
    def body(self) -> PublicBody:
        return get_object_or_404(PublicBody.objects.public(), pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody:
        return self.body

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        year = self.kwargs["year"]
        if not 2019 <= year <= 2100:
            raise Http404
        content = export_disputes(self.body, acting_user=request.user, at=timezone.now(), year=year)
        name = _("{body}复议诉讼台账{year}.xlsx").format(body=self.body.short_name, year=year)
        return hand_out(content, name)
