"""Screens of the self-assessment: all bodies, one body with each lost point, the weights, a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
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
from gongkai.web.reporting.assessing.models import EVERY_YEAR
from gongkai.web.reporting.assessing.scoring import (
    Assessment,
    Judgement,
    Score,
    judge,
    weights_of,
)
from gongkai.web.reporting.assessing.verdicts import Holder
from gongkai.web.reporting.models import reporting_bodies
from gongkai.web.reporting.permissions import COLLECT, SEE_PERSONS, SEE_REPORTS


class Assessed:
    """A screen about the bodies that this user may see, and the quarter or year that the address asks for."""

    request: HttpRequest
    user: Any

    @cached_property
    def year(self) -> int:
        """The year asked for, else this one."""
        today, asked = timezone.localdate(), self.request.GET.get("year", "")
        year = int(asked) if asked.isdecimal() and len(asked) <= 4 else today.year
        return min(max(year, EVERY_YEAR), today.year)

    @cached_property
    def quarter(self) -> int:
        """1 to 4; 0 for the whole year."""
        asked = self.request.GET.get("quarter", "")
        return int(asked) if asked in {"1", "2", "3", "4"} else 0

    @property
    def query(self) -> str:
        """The period, as part of an address."""
        return f"year={self.year}" + (f"&quarter={self.quarter}" if self.quarter else "")

    @property
    def period_name(self) -> str:
        if not self.quarter:
            return _("{year} 年").format(year=self.year)
        return _("{year} 年第 {quarter} 季度").format(year=self.year, quarter=self.quarter)

    @cached_property
    def bodies(self) -> list[PublicBody]:
        found = reporting_bodies(timezone.localdate()).select_related("parent")
        return list(found.filter(pk__in=self.user.bodies_where(SEE_REPORTS)).order_by("lineage"))

    def judged(self, bodies: list[PublicBody], quarter: int | None = None) -> Judgement:
        """These bodies in the period, or in a quarter of its year, with the weights that their county has for it."""
        which = self.quarter if quarter is None else quarter
        weights = weights_of(county_of(bodies[0]), self.year, which) if bodies else {}
        return judge(bodies, *_days(self.year, which), on=timezone.localdate(), weights=weights)

    def seen(self, body: PublicBody, persons: list[Assessment]) -> list[Assessment]:
        """Of the persons those whose points this user may see: everybody's, or only the own."""
        if self.user.may(SEE_PERSONS, body):
            return persons
        return [each for each in persons if each.holder.pk == self.user.pk]


class AssessmentList(Assessed, ScreenView):
    """All bodies by points."""

    permission = SEE_REPORTS
    page_title = _lazy("政务公开自评")
    template_name = "reporting/assessments.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.judged(self.bodies).by_body()
        return super().get_context_data(
            heads=[
                (each.indicator.code, each.indicator.label, each.weight) for each in found[0].scores
            ]
            if found
            else [],
            assessed=found,
            period=self.period_name,
            year=self.year,
            quarter=self.quarter,
            report_year=self.year - 1,
            query=self.query,
            years=_years(),
            may_weigh=any(self.user.may(COLLECT, county_of(body)) for body in self.bodies[:1]),
            **kwargs,
        )


class AssessmentExport(Assessed, ScreenView):
    """The same as a workbook: bodies, their sections and villages, and the persons whom this user may see."""

    permission = SEE_REPORTS

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        columns = [ListColumn(_("机关"), 24), ListColumn(_("评谁"), 12), ListColumn(_("名称"), 20), ListColumn(_("指标"), 30), ListColumn(_("分值"), 8), ListColumn(_("得分"), 8), ListColumn(_("失分原因"), 60), ListColumn(_("怎样补回"), 40)]  # fmt: skip
        content = list_as_bytes(columns, self._rows(), name=_("自评"))
        return hand_out(content, _("{period}政务公开自评.xlsx").format(period=self.period_name))

    def _rows(self) -> Iterator[Sequence[Any]]:
        # Weights are a county's.
        counties: dict[int, list[PublicBody]] = {}
        for body in self.bodies:
            counties.setdefault(county_of(body).pk, []).append(body)
        for bodies in counties.values():
            judgement = self.judged(bodies)
            for body in bodies:
                yield from self._rows_of(body, judgement.within(body))

    def _rows_of(self, body: PublicBody, judgement: Judgement) -> Iterator[Sequence[Any]]:
        for level in Holder:
            found = judgement.of(level)
            if level is Holder.PERSON:
                found = self.seen(body, found)
            for each in found:
                for score in each.scores:
                    yield (
                        body.name,
                        level.label,
                        each.holder.name,
                        f"{score.indicator.code} {score.indicator.label}",
                        str(score.weight),
                        _("无法评") if score.points is None else f"{score.points:.1f}",
                        _lost_in_words(score),
                        str(score.indicator.regain) if score.lost else "",
                    )


def _lost_in_words(score: Score) -> str:
    told = [
        _("{told}（扣 {points} 分）").format(told=told, points=f"{points:.2f}")
        for told, points, _url in score.losses
    ]
    if score.measured and score.measured.more:
        told.append(_("另有 {number} 处").format(number=score.measured.more))
    return "；".join(told)


class OfBody(Assessed, ScreenView):
    """A screen about a body of those seen here."""

    permission = SEE_REPORTS
    parent_crumbs = (("reporting:assessments", _lazy("政务公开自评")),)

    @cached_property
    def body(self) -> PublicBody:
        return get_object_or_404(reporting_bodies(timezone.localdate()), pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody:
        return self.body

    @cached_property
    def judgement(self) -> Judgement:
        return self.judged([self.body])


class AssessmentSheet(OfBody):
    """One body: each lost point with its reason and how to regain it; its sections, villages and persons."""

    template_name = "reporting/assessment.html"

    def get_page_title(self) -> str:
        return _("{body} {period}自评").format(body=self.body.short_name, period=self.period_name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        [found] = self.judgement.by_body()
        return super().get_context_data(
            found=found,
            year=self.year,
            quarter=self.quarter,
            years=_years(),
            report_year=self.year - 1,
            quarters=self.by_quarter(),
            scores=sorted(found.scores, key=lambda each: -each.lost),
            body=self.body,
            query=self.query,
            parts=[
                (level, level.value, level.label, holders)
                for level, holders in (
                    (Holder.UNIT, self.judgement.by_unit()),
                    (Holder.PERSON, self.seen(self.body, self.judgement.by_person())),
                )
                if holders
            ],
            **{key: value for key, value in kwargs.items() if key != "pk"},
        )

    def by_quarter(self) -> list[tuple[PublicBody, list[tuple[int, float | None]]]]:
        """The points of each section and village in the quarters of the year that have begun; none where a quarter is looked at."""
        if self.quarter:
            return []
        begun = [each for each in (1, 2, 3, 4) if _days(self.year, each)[0] <= timezone.localdate()]
        units: dict[PublicBody, dict[int, float | None]] = {}
        for quarter in begun:
            for each in self.judged([self.body], quarter).by_unit():
                if isinstance(each.holder, PublicBody):
                    units.setdefault(each.holder, {})[quarter] = each.total
        return [
            (unit, [(quarter, units[unit].get(quarter)) for quarter in begun])
            for unit in sorted(units, key=lambda unit: unit.lineage)
        ]


class HolderSheet(OfBody):
    """One section, village or person of a body, in the same way."""

    template_name = "reporting/assessment.html"

    @cached_property
    def found(self) -> Assessment:
        try:
            level = Holder(self.kwargs["level"])
        except ValueError as error:
            raise Http404 from error
        holders = self.judgement.of(level)
        if level is Holder.PERSON:
            holders = self.seen(self.body, holders)
        for each in holders:
            if each.holder.pk == self.kwargs["holder"]:
                return each
        raise Http404

    def get_page_title(self) -> str:
        return _("{body}{holder} {period}自评").format(
            body=self.body.short_name, holder=self.found.holder.name, period=self.period_name
        )

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        own = reverse("reporting:assessment", args=[self.body.pk])
        return [*super().get_parent_crumbs(), (f"{own}?{self.query}", self.body.short_name)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            found=self.found,
            year=self.year,
            quarter=self.quarter,
            years=_years(),
            report_year=self.year - 1,
            scores=sorted(self.found.scores, key=lambda each: -each.lost),
            **{key: value for key, value in kwargs.items() if key not in {"pk", "level", "holder"}},
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


class WeightsScreen(Assessed, FormScreen):
    """Change the weights of the county: from the year of the address on, or in its quarter alone."""

    permission = COLLECT
    form_class = WeightsForm
    template_name = "reporting/weights.html"
    parent_crumbs = (("reporting:assessments", _lazy("政务公开自评")),)

    @cached_property
    def county(self) -> PublicBody:
        served = [each.body_id for each in self.user.services if each.role in COLLECT.at]
        first = PublicBody.objects.filter(pk__in=served).order_by("lineage")[:1]
        return county_of(get_object_or_404(first))

    def get_body(self) -> PublicBody | None:
        return self.county

    def get_form_kwargs(self) -> dict[str, Any]:
        weights = weights_of(self.county, self.year, self.quarter)
        return {**super().get_form_kwargs(), "weights": weights}

    def get_page_title(self) -> str:
        return _("自评指标分值（{period}）").format(period=self.period_name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            year=self.year, quarter=self.quarter, years=_years(), **kwargs
        )

    def act(self, form: forms.Form) -> None:
        set_weights(
            self.county,
            acting_user=self.user,
            at=timezone.now(),
            weights=form.cleaned_data,
            year=self.year,
            quarter=self.quarter,
        )

    def get_next_url(self, result: Any) -> str:
        return f"{reverse('reporting:assessments')}?{self.query}"


def _days(year: int, quarter: int) -> tuple[date, date]:
    """First and last day of a quarter, or with 0 of the year."""
    if not quarter:
        return date(year, 1, 1), date(year, 12, 31)
    after = date(year + quarter // 4, 3 * quarter % 12 + 1, 1)
    return date(year, 3 * quarter - 2, 1), after - timedelta(days=1)


def _years() -> range:
    """Those that can be chosen, the newest first."""
    this = timezone.localdate().year
    return range(this, this - 4, -1)
