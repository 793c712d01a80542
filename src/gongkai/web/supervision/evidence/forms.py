"""Forms about evidence."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.web.bodies.models import PublicBody
from gongkai.web.supervision.evidence.exporting import INDICATORS


class EvidenceForm(forms.Form):
    """Whose evidence, from when to when."""

    body = forms.ModelChoiceField(PublicBody.objects.none(), label=_lazy("机关"), empty_label=None)
    indicator = forms.ChoiceField(
        label=_lazy("哪项指标"),
        required=False,
        choices=[("", _lazy("全部")), *INDICATORS.items()],
    )
    since = forms.DateField(label=_lazy("起"), widget=AdminDateInput)
    until = forms.DateField(
        label=_lazy("止"), widget=AdminDateInput, help_text=_lazy("首尾日均计入")
    )

    def __init__(self, *args: Any, bodies: QuerySet[PublicBody], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies
        self.fields["since"].initial = on.replace(month=1, day=1)
        self.fields["until"].initial = on

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        since, until = values.get("since"), values.get("until")
        if since and until and until < since:
            self.add_error("until", _("止日早于起日，请改正。"))
        return values
