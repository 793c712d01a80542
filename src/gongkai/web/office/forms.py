"""Forms that every desk uses."""

from __future__ import annotations

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

_PHONE = re.compile(r"[0-9+\-—－–()（）\s转、，,；;/]+")
_DIGITS = re.compile(r"[0-9]")
SHORTEST_PHONE = 5


def check_phone(value: str) -> None:
    """A number as people write it: digits, brackets, strokes, several with 、 between; 110 is none of an office."""
    if not _PHONE.fullmatch(value) or len(_DIGITS.findall(value)) < SHORTEST_PHONE:
        raise forms.ValidationError(
            _(
                "“{value}”不像电话号码；请写区号和号码，如 0000-5550111，几个号码用“、”隔开。"
            ).format(value=value)
        )


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_lazy("理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
