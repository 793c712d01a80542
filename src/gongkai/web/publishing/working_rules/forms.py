"""The form of a review."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput


class ReviewRuleForm(forms.Form):
    """Whether a rule stays, why, and when to look again."""

    stays = forms.TypedChoiceField(
        label=_lazy("结论"),
        choices=[("yes", "继续执行"), ("no", "需要修订")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_lazy("复核意见"),
        max_length=500,
        help_text=_lazy("与现行法律、机构和电话是否一致，执行中有什么问题"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    on = forms.DateField(label=_lazy("复核日期"), widget=AdminDateInput, initial=timezone.localdate)
    next_on = forms.DateField(label=_lazy("下次复核日期"), widget=AdminDateInput)
