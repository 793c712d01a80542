"""Forms about nil return."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput


class NilReturnForm(forms.Form):
    """Nothing arose in a period, and why."""

    first_day = forms.DateField(label=_lazy("期间起"), widget=AdminDateInput)
    last_day = forms.DateField(label=_lazy("期间止（含当日）"), widget=AdminDateInput)
    reason = forms.CharField(
        label=_lazy("理由"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_lazy("写明本期为什么没有这类信息，如“本季度没有新增审批”。签署后留存备查。"),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error(
                "last_day",
                _("期间止 {last} 早于期间起 {first}；请核对日期。").format(last=last, first=first),
            )
        return cleaned
