"""Forms about findings that are no faults."""

from __future__ import annotations

from django import forms


class DismissForm(forms.Form):
    """Why it is none, and whether nowhere in this body."""

    reason = forms.CharField(label="理由", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    everywhere = forms.BooleanField(
        label="本单位今后都不再提示这一用语（只对用语有效）", required=False
    )
