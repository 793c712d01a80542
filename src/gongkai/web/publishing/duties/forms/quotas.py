"""Forms about monthly quotas."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.catalogue.models import CatalogueRow


class QuotaForm(forms.Form):
    """Which body, how many, over which rows."""

    body = forms.ModelChoiceField(label=_lazy("机关"), queryset=PublicBody.objects.none())
    name = forms.CharField(label=_lazy("名称"), max_length=60, initial="民生信息")
    minimum = forms.IntegerField(label=_lazy("每月至少条数"), min_value=1, max_value=999, initial=4)
    rows = forms.ModelMultipleChoiceField(
        label=_lazy("计入的公开事项"),
        queryset=CatalogueRow.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies
        self.fields["body"].initial = bodies.first()
        self.fields["rows"].queryset = CatalogueRow.objects.all()
