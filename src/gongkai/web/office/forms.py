"""Forms that every desk uses."""

from __future__ import annotations

from django import forms


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label="理由", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
