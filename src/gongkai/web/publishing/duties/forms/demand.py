"""What is asked for, and what was done about it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.statute.errors import CalendarNotLoaded
from gongkai.statute.workdays import load_calendar

# Working days.
DAYS_TO_ANSWER = 5


class RowDemandForm(forms.Form):
    """What is asked for, and until when."""

    words = forms.CharField(
        label=_lazy("督办内容"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    answer_by = forms.DateField(label=_lazy("答复期限"), widget=AdminDateInput)

    def __init__(self, *args: Any, on: date, words: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].initial = words
        self.fields["answer_by"].initial = _answer_day(on)


def _answer_day(on: date) -> date | None:
    try:
        return load_calendar().add(on, DAYS_TO_ANSWER)
    except CalendarNotLoaded:
        # The county names the day.
        return None


class AnswerForm(forms.Form):
    """What was done."""

    answer = forms.CharField(
        label=_lazy("办理情况"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
