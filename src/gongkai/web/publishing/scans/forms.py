"""Forms about scans."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody


class StartScanForm(forms.Form):
    """Which body, and whether only what the present rules have not seen."""

    body = forms.ModelChoiceField(
        label=_lazy("机关（含下级和站所、村）"),
        queryset=PublicBody.objects.none(),
        empty_label=None,
    )
    only_due = forms.BooleanField(label=_lazy("只查筛查规则更新后还没有查过的"), required=False)

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies
        self.fields["body"].initial = bodies.first()
