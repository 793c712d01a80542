"""Forms about figures, and about the rules by which they are counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.reporting.counting.choices import Held


class TypeFigureForm(forms.Form):
    """A figure in place of the counted one."""

    typed = forms.DecimalField(label=_lazy("改填为"), min_value=0, max_digits=16, decimal_places=6)
    reason = forms.CharField(
        label=_lazy("理由"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_lazy("写明数字的来源，例如“司法所移交的纸质台账，2025年1月至3月未录入”。"),
    )


class ChoicesForm(forms.Form):
    """How to count where the law does not say."""

    def __init__(self, *args: Any, held: Sequence[Held], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in held:
            self.fields[each.setting.id] = forms.ChoiceField(
                label=each.setting.label,
                choices=list(each.setting.choices.items()),
                initial=each.value,
                widget=forms.RadioSelect,
                help_text=each.setting.why,
            )
        self.fields["reason"] = forms.CharField(
            label=_lazy("依据"),
            max_length=500,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_lazy("例：市政府办公室关于年度报告统计口径的通知。"),
        )
