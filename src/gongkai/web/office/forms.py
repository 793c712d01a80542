"""Forms that every desk uses."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _lazy


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_lazy("理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
