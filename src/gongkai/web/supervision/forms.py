"""Forms about evidence."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from wagtail.admin.widgets import AdminDateInput

from gongkai.web.bodies.models import PublicBody


class EvidenceForm(forms.Form):
    """Whose evidence, from when to when."""

    body = forms.ModelChoiceField(PublicBody.objects.none(), label="机关", empty_label=None)
    since = forms.DateField(label="起", widget=AdminDateInput)
    until = forms.DateField(label="止", widget=AdminDateInput, help_text="首尾日均计入")

    def __init__(self, *args: Any, bodies: QuerySet[PublicBody], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies
        self.fields["since"].initial = on.replace(month=1, day=1)
        self.fields["until"].initial = on

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        since, until = values.get("since"), values.get("until")
        if since and until and until < since:
            self.add_error("until", "止日早于起日，请改正。")
        return values
