"""Forms about the words of a report."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _lazy


class ProblemForm(forms.Form):
    """A problem of the year and what is promised against it."""

    problem = forms.CharField(
        label=_lazy("问题"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_lazy("写具体：哪件事、差在哪里。"),
    )
    measure = forms.CharField(
        label=_lazy("改进措施"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_lazy("谁、到什么时候、做什么；下一年的报告要逐条写结果。"),
    )


class ResultForm(forms.Form):
    """What came of it."""

    result = forms.CharField(
        label=_lazy("改进结果"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_lazy("做了什么、有什么变化；没有做的，写明原因。"),
    )
