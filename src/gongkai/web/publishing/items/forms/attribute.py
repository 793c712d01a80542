"""The four questions on one card."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.statute.codelists import codelist
from gongkai.web.publishing.items.forms.items import ground_choices
from gongkai.web.publishing.items.models import Attribute, Manner


def period_choices() -> list[tuple[str, str]]:
    """The publication periods."""
    return [(entry.id, entry.label) for entry in codelist("publication_periods")]


class AttributeForm(forms.Form):
    """能否公开、怎样公开、在什么范围公开、公开时限."""

    attribute = forms.ChoiceField(
        label=_lazy("一、能否公开"),
        choices=Attribute.choices,
        widget=forms.RadioSelect,
        help_text=_lazy("以公开为常态、不公开为例外（条例第五条）。"),
    )
    manner = forms.ChoiceField(label=_lazy("二、怎样公开"), choices=Manner.choices)
    audience = forms.CharField(label=_lazy("三、在什么范围公开"), max_length=100)
    period_kind = forms.ChoiceField(label=_lazy("四、公开时限"), choices=period_choices)
    ground = forms.ChoiceField(
        label=_lazy("不公开的理由（不予公开时必填）"), choices=ground_choices, required=False
    )
    review_on = forms.DateField(
        label=_lazy("复核日（不主动公开时必填）"),
        required=False,
        widget=AdminDateInput,
        help_text=_lazy("条例第十八条要求定期评估，没有规定间隔，由本单位确定。"),
    )
    reason = forms.CharField(
        label=_lazy("说明"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
