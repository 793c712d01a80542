"""Screens of the self-assessment: all bodies, one body with each lost point, the weights, a workbook."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.documents.writers.listing import ListColumn, list_as_bytes
from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.downloads import hand_out
from gongkai.web.office.screens import FormScreen, ScreenView
from gongkai.web.publishing.catalogue.models import county_of
from gongkai.web.reporting.assessing.actions import set_weights
from gongkai.web.reporting.assessing.indicators import INDICATORS
from gongkai.web.reporting.assessing.scoring import Assessment, assess, weights_of
from gongkai.web.reporting.models import reporting_bodies
from gongkai.web.reporting.permissions import COLLECT, SEE_REPORTS

QUARTERS = (1, 4, 7, 10)


class Assessed:
    """A screen about the bodies that this user may see, and the quarter or year that the address asks for."""

    request: HttpRequest
    user: Any

    @cached_property
    def period(self) -> tuple[date, date, str]:
        """First and last day, and the name of the period."""
        today = timezone.localdate()
        asked = self.request.GET
        year = int(asked["year"]) if asked.get("year", "").isdecimal() else today.year
        year = min(max(year, 2019), today.year)
        quarter = asked.get("quarter", "")
        if quarter in {"1", "2", "3", "4"}:
            first = date(year, QUARTERS[int(quarter) - 1], 1)
            after = date(year + (first.month == 10), (first.month + 3 - 1) % 12 + 1, 1)
            name = _("{year} 年第 {quarter} 季度").format(year=year, quarter=quarter)
            return first, after - timedelta(days=1), name
        return date(year, 1, 1), date(year, 12, 31), _("{year} 年").format(year=year)

    @cached_property
    def bodies(self) -> list[PublicBody]:
        found = reporting_bodies(timezone.localdate()).select_related("parent")
        return list(found.filter(pk__in=self.user.bodies_where(SEE_REPORTS)).order_by("lineage"))

    def assessed(self, bodies: list[PublicBody]) -> list[Assessment]:
        """These bodies, with the weights of their county."""
        if not bodies:
            return []
        first, last, _name = self.period
        weights = weights_of(county_of(bodies[0]))
        return assess(bodies, first, last, on=timezone.localdate(), weights=weights)


class AssessmentList(Assessed, ScreenView):
    """All bodies by points."""

    permission = SEE_REPORTS
    page_title = _lazy("政务公开自评")
    template_name = "reporting/assessments.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.assessed(self.bodies)
        return super().get_context_data(
            heads=[
                (each.indicator.code, each.indicator.label, each.weight) for each in found[0].scores
            ]
            if found
            else [],
            assessed=found,
            period=self.period[2],
            report_year=self.period[1].year - 1,
            query=self.request.GET.urlencode(),
            years=range(timezone.localdate().year, timezone.localdate().year - 4, -1),
            may_weigh=any(self.user.may(COLLECT, county_of(body)) for body in self.bodies[:1]),
            **kwargs,
        )


class AssessmentExport(Assessed, ScreenView):
    """The same as a workbook."""

    permission = SEE_REPORTS

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        columns = [ListColumn(_("机关"), 24), ListColumn(_("指标"), 30), ListColumn(_("分值"), 8), ListColumn(_("得分"), 8), ListColumn(_("失分原因"), 60), ListColumn(_("怎样补回"), 40)]  # fmt: skip
        rows = (
            (
                each.body.name,
                f"{score.indicator.code} {score.indicator.label}",
                str(score.weight),
                _("无法评") if score.points is None else f"{score.points:.1f}",
                "；".join(score.measured.lost) if score.measured else "",
                str(score.indicator.regain) if score.lost else "",
            )
            for each in self.assessed(self.bodies)
            for score in each.scores
        )
        content = list_as_bytes(columns, rows, name=_("自评"))
        return hand_out(content, _("{period}政务公开自评.xlsx").format(period=self.period[2]))


class AssessmentSheet(Assessed, ScreenView):
    """One body: each lost point with its reason and how to regain it."""

    permission = SEE_REPORTS
    template_name = "reporting/assessment.html"
    parent_crumbs = (("reporting:assessments", _lazy("政务公开自评")),)

    @cached_property
    def body(self) -> PublicBody:
        return get_object_or_404(reporting_bodies(timezone.localdate()), pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody:
        return self.body

    def get_page_title(self) -> str:
        return _("{body}{period}自评").format(body=self.body.short_name, period=self.period[2])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        [found] = self.assessed([self.body])
        return super().get_context_data(
            found=found,
            report_year=self.period[1].year - 1,
            scores=sorted(found.scores, key=lambda each: -each.lost),
            **kwargs,
        )


class WeightsForm(forms.Form):
    """The points of every indicator."""

    def __init__(self, *args: Any, weights: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in INDICATORS:
            self.fields[each.code] = forms.IntegerField(
                label=f"{each.code} {each.label}",
                min_value=0,
                max_value=100,
                initial=weights[each.code],
                help_text=_("默认 {weight} 分；0 分不评。").format(weight=each.weight),
            )


class WeightsScreen(FormScreen):
    """Change the weights of the county."""

    permission = COLLECT
    page_title = _lazy("自评指标分值")
    form_class = WeightsForm
    parent_crumbs = (("reporting:assessments", _lazy("政务公开自评")),)

    @cached_property
    def county(self) -> PublicBody:
        served = [each.body_id for each in self.user.services if each.role in COLLECT.at]
        first = PublicBody.objects.filter(pk__in=served).order_by("lineage")[:1]
        return county_of(get_object_or_404(first))

    def get_body(self) -> PublicBody | None:
        return self.county

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "weights": weights_of(self.county)}

    def act(self, form: forms.Form) -> None:
        set_weights(
            self.county, acting_user=self.user, at=timezone.now(), weights=form.cleaned_data
        )

    def get_next_url(self, result: Any) -> str:
        return reverse("reporting:assessments")
