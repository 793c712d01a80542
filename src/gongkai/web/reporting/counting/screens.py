"""Screens of the counted tables: the tables, the records behind a figure, a figure typed over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.report.checks.places import figure as as_printed
from gongkai.report.edition import edition
from gongkai.report.writers.layout import table_layout
from gongkai.statute.settings import load_settings
from gongkai.web.bodies.models import Kind
from gongkai.web.office.screens import FormScreen, ScreenView
from gongkai.web.reporting.counting.actions import restore_figure, set_choices, type_figure
from gongkai.web.reporting.counting.choices import COUNTING_SETTINGS, held_by
from gongkai.web.reporting.counting.figures import (
    Figure,
    carry_in_mismatches,
    figures_of,
    label_of,
    last_report,
    records_of,
)
from gongkai.web.reporting.counting.forms import ChoicesForm, TypeFigureForm
from gongkai.web.reporting.counting.models import CountingChoice, TypedFigure
from gongkai.web.reporting.counting.rules import RULES
from gongkai.web.reporting.counting.sources import FORM
from gongkai.web.reporting.permissions import COLLECT, FILE_REPORT, SEE_REPORTS
from gongkai.web.reporting.registers.models import KEPT_HERE, RegisterKind
from gongkai.web.reporting.years import OfYear

PAGE = 50


class FiguresScreen(OfYear, ScreenView):
    """Tables two, three and four as they stand, each figure open to its records."""

    permission = SEE_REPORTS
    template_name = "reporting/figures.html"

    def get_page_title(self) -> str:
        return _("{body} {year} 年统计").format(body=self.body.short_name, year=self.year)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        figures = figures_of(self.body, self.year, on=timezone.localdate())
        unknown: dict[str, list[str]] = {}
        notes: dict[str, None] = {}
        for each in figures.values():
            if each.number is None:
                unknown.setdefault(each.counted.why, []).append(each.cell)
            elif each.counted.why:
                notes[each.counted.why] = None
        return super().get_context_data(
            body=self.body,
            year=self.year,
            tables=[
                (form.label, list(self._rows(form.id, figures))) for form in edition(FORM).tables
            ],
            unknown=[
                (why, len(cells), label_of(cells[0]) if len(cells) == 1 else "")
                for why, cells in unknown.items()
            ],
            notes=list(notes),
            typed=[(label_of(each.cell), each) for each in figures.values() if each.typed],
            mismatches=carry_in_mismatches(figures, last_report(self.body, self.year)),
            rules=RULES.values(),
            choices=held_by(self.body, self.year),
            may_choose=self.user.may(COLLECT, self.body),
            registers=[
                (kind.label, reverse("reporting:register", args=[self.body.pk, kind, self.year]))
                for kind in KEPT_HERE
            ],
            sign_disputes=reverse(
                "reporting:sign-register", args=[self.body.pk, RegisterKind.DISPUTES, self.year]
            ),
            reconcile_disputes=reverse(
                "reporting:reconcile-register",
                args=[self.body.pk, RegisterKind.DISPUTES, self.year],
            ),
            is_over=self.year < timezone.localdate().year,
            may_write=self.user.may(FILE_REPORT, self.body),
            **{key: value for key, value in kwargs.items() if key not in {"pk", "year"}},
        )

    def _rows(self, table: str, figures: dict[str, Figure]) -> Iterator[list[dict[str, Any]]]:
        layout = table_layout(FORM, table)
        rows: dict[int, list[dict[str, Any]]] = {}
        for cell in layout.cells:
            shown: dict[str, Any] = {"cell": cell, "figure": None}
            if cell.id:
                figure = figures[cell.id]
                shown["figure"] = figure
                shown["number"] = _number(figure)
                shown["label"] = label_of(cell.id)
                shown["url"] = reverse("reporting:figure", args=[self.body.pk, self.year, cell.id])
            rows.setdefault(cell.row, []).append(shown)
        yield from rows.values()


def _number(figure: Figure) -> str:
    """As it is shown; empty where it is unknown."""
    if figure.number is None:
        return ""
    printed = as_printed(figure.number)
    return _("至少 {number}").format(number=printed) if figure.at_least else printed


class OfFigure(OfYear):
    """A screen about one cell."""

    @cached_property
    def figure(self) -> Figure:
        figures = figures_of(self.body, self.year, on=timezone.localdate())
        try:
            return figures[self.kwargs["cell"]]
        except KeyError as error:
            raise Http404 from error

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        own = reverse("reporting:figures", args=[self.body.pk, self.year])
        title = _("{body} {year} 年统计").format(body=self.body.short_name, year=self.year)
        return [*super().get_parent_crumbs(), (own, title)]

    def get_next_url(self, result: Any) -> str:
        return reverse("reporting:figures", args=[self.body.pk, self.year])


class FigureScreen(OfFigure, ScreenView):
    """One figure: its records with their cells and rules, and what was ever typed over it."""

    permission = SEE_REPORTS
    template_name = "reporting/figure.html"

    def get_page_title(self) -> str:
        return label_of(self.figure.cell)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        figure = self.figure
        records = records_of(self.body, self.year, figure.cell)
        page = Paginator(records.found if records else [], PAGE).get_page(self.request.GET.get("p"))
        shown = [records.told(each) for each in page] if records else []
        used = dict.fromkeys(rule for each in shown for _c, rules in each.cells for rule in rules)
        return super().get_context_data(
            body=self.body,
            year=self.year,
            figure=figure,
            number=_number(figure) or None,
            counted=None if figure.counted.number is None else as_printed(figure.counted.number),
            records=[
                (
                    each,
                    as_printed(each.adds),
                    [(label_of(cell), "、".join(rules)) for cell, rules in each.cells],
                )
                for each in shown
            ],
            page_of=page,
            rules=[RULES[code] for code in used if code in RULES],
            history=TypedFigure.objects.filter(
                body=self.body, year=self.year, cell=figure.cell
            ).select_related("typed_by", "restored_by"),
            may_type=self.is_open and self.user.may(FILE_REPORT, self.body),
            **{key: value for key, value in kwargs.items() if key not in {"pk", "year", "cell"}},
        )


class TypeFigureScreen(OfFigure, FormScreen):
    """Type a figure over the counted one."""

    permission = FILE_REPORT
    form_class = TypeFigureForm
    template_name = "reporting/type_figure.html"
    done_message = _lazy("已改填；统计数和改填数都保留。")

    def get_page_title(self) -> str:
        return _("改填{cell}").format(cell=label_of(self.figure.cell))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(figure=self.figure, **kwargs)

    def act(self, form: forms.Form) -> Any:
        return type_figure(
            self.body,
            self.year,
            self.figure.cell,
            acting_user=self.user,
            at=timezone.now(),
            **form.cleaned_data,
        )


class RestoreFigureScreen(OfFigure, FormScreen):
    """Let the counted figure stand again."""

    permission = FILE_REPORT
    form_class = forms.Form
    submit_label = _lazy("恢复统计数")
    done_message = _lazy("已恢复统计数。")

    def get_page_title(self) -> str:
        return _("恢复{cell}的统计数").format(cell=label_of(self.figure.cell))

    def act(self, form: forms.Form) -> Any:
        return restore_figure(
            self.body,
            self.year,
            self.figure.cell,
            acting_user=self.user,
            at=timezone.now(),
        )


class ChoicesScreen(OfYear, FormScreen):
    """How a county, or one of its bodies, is counted from a year on where the law does not say."""

    permission = COLLECT
    form_class = ChoicesForm
    template_name = "reporting/choices.html"
    done_message = _lazy("已规定；统计、台账和报告按新的口径。")

    def get_page_title(self) -> str:
        return _("{body} {year} 年度起的统计口径").format(body=self.body.short_name, year=self.year)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "held": held_by(self.body, self.year)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        beneath = CountingChoice.objects.filter(body__lineage__startswith=self.body.lineage)
        return super().get_context_data(
            history=[
                (each, load_settings()[each.setting])
                for each in beneath.select_related("body", "set_by").order_by("-year", "body")
            ],
            is_county=self.body.kind == Kind.COUNTY_GOVERNMENT,
            **kwargs,
        )

    def act(self, form: forms.Form) -> Any:
        choices = {name: form.cleaned_data[name] for name in COUNTING_SETTINGS}
        return set_choices(
            self.body,
            self.year,
            acting_user=self.user,
            at=timezone.now(),
            choices=choices,
            reason=form.cleaned_data["reason"],
        )

    def get_next_url(self, result: Any) -> str:
        return reverse("reporting:figures", args=[self.body.pk, self.year])
