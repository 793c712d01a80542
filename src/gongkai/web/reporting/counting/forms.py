"""Forms about figures."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _lazy


class TypeFigureForm(forms.Form):
    """A figure in place of the counted one."""

    typed = forms.DecimalField(label=_lazy("改填为"), min_value=0, max_digits=16, decimal_places=6)
    reason = forms.CharField(
        label=_lazy("理由"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_lazy("写明数字的来源，例如“司法所移交的纸质台账，2025年1月至3月未录入”。"),
    )
