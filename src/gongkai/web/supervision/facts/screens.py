"""Screens about figures."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.forms import ReasonForm
from gongkai.web.office.screens import FormScreen
from gongkai.web.supervision.facts.actions import enter_fact, withdraw_fact
from gongkai.web.supervision.facts.conflicts import conflicts
from gongkai.web.supervision.facts.models import Fact, Measure
from gongkai.web.supervision.permissions import KEEP_RECORDS, SEE_RECORDS
from gongkai.web.supervision.registers import (
    Button,
    OneRecord,
    RecordList,
    RecordSheet,
)

MATTERS = 300


class FactForm(forms.Form):
    """One figure."""

    unit = forms.ModelChoiceField(
        PublicBody.objects.none(), label=_lazy("哪个站所、村"), empty_label=None
    )
    matter = forms.CharField(
        label=_lazy("事项"),
        max_length=60,
        help_text=_lazy("例：农村低保、耕地地力保护补贴；别的站所报过的，从列表里选同一个名称"),
        widget=forms.TextInput(attrs={"list": "known-matters"}),
    )
    period = forms.CharField(
        label=_lazy("期间"),
        max_length=20,
        help_text=_lazy("例：2026年10月、2026年第三季度、2026年"),
    )
    measure = forms.ChoiceField(label=_lazy("口径"), choices=Measure.choices)
    value = forms.DecimalField(label=_lazy("数"), min_value=0, max_digits=16, decimal_places=2)
    source = forms.CharField(
        label=_lazy("出处"), max_length=200, help_text=_lazy("例：10月低保发放花名册")
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units


class Facts(RecordList):
    """Figures, with those that disagree on top."""

    page_title = _lazy("口径数据")
    model = Fact
    sheet_url = "supervision:fact"
    template_name = "supervision/facts.html"
    columns = (
        ("matter", _lazy("事项")),
        ("period", _lazy("期间")),
        ("value", _lazy("数")),
        ("unit", _lazy("谁说的")),
        ("source", _lazy("出处")),
        ("state", _lazy("状态")),
    )
    searched = ("matter", "source")
    search_hint = _lazy("事项或出处")
    empty = _lazy("还没有登记口径数据。")
    add_permission = KEEP_RECORDS
    add_url_name = "supervision:enter-fact"
    add_label = _lazy("登记一个数")

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("unit", "body")

    def cells(self, record: Fact) -> list[Any]:
        return [
            record.matter,
            record.period,
            record.shown,
            record.unit.short_name,
            record.source,
            _("已撤回") if record.withdrawn_because else "",
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            conflicts=conflicts(self.user.bodies_where(SEE_RECORDS)), **kwargs
        )


class OneFact(OneRecord):
    """About one figure."""

    model = Fact
    list_url, list_label = "supervision:facts", _lazy("口径数据")
    sheet_url = "supervision:fact"

    def get_body(self) -> PublicBody:
        return self.record.unit


class FactSheet(OneFact, RecordSheet):
    """One figure."""

    def buttons(self) -> list[Button]:
        if self.record.withdrawn_because or not self.may_keep():
            return []
        url = reverse("supervision:withdraw-fact", args=[self.record.pk])
        return [Button(_("撤回"), url, True)]

    def facts(self) -> list[tuple[Any, Any]]:
        fact = self.record
        return [
            (_("谁说的"), fact.unit),
            (_("事项"), fact.matter),
            (_("期间"), fact.period),
            (_("数"), fact.shown),
            (_("出处"), fact.source),
            (_("撤回原因"), fact.withdrawn_because),
        ]


class EnterFactScreen(FormScreen):
    """Enter a figure, for a section or village."""

    permission = KEEP_RECORDS
    page_title = _lazy("登记口径数据")
    form_class = FactForm
    template_name = "supervision/enter_fact.html"
    parent_crumbs = (("supervision:facts", _lazy("口径数据")),)

    def get_form_kwargs(self) -> dict[str, Any]:
        units = PublicBody.objects.filter(pk__in=self.user.bodies_where(KEEP_RECORDS))
        return {**super().get_form_kwargs(), "units": units.order_by("lineage")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        known = Fact.objects.standing().filter(body__in=self.user.bodies_where(SEE_RECORDS))
        matters = known.order_by("matter").values_list("matter", flat=True).distinct()[:MATTERS]
        return super().get_context_data(matters=matters, **kwargs)

    def act(self, form: FactForm) -> Fact:
        return enter_fact(acting_user=self.user, at=timezone.now(), **form.cleaned_data)

    def get_next_url(self, result: Fact) -> str:
        return reverse("supervision:facts")


class WithdrawFactScreen(OneFact, FormScreen):
    """Take one back."""

    permission = KEEP_RECORDS
    page_title = _lazy("撤回口径数据")
    form_class = ReasonForm
    done_message = _lazy("已撤回。")

    def act(self, form: ReasonForm) -> Fact:
        return withdraw_fact(
            self.record, acting_user=self.user, at=timezone.now(), **form.cleaned_data
        )
