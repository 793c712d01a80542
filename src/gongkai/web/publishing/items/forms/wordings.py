"""Forms about findings that are no faults."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _lazy


class DismissForm(forms.Form):
    """Why it is none, and whether nowhere in this body."""

    reason = forms.CharField(
        label=_lazy("理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    everywhere = forms.BooleanField(
        label=_lazy("本单位今后都不再提示这一用语（只对用语有效）"), required=False
    )
