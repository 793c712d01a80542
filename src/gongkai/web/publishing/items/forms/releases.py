"""Forms about releases."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateTimeInput


class SubmitForm(forms.Form):
    """On its way, perhaps for a later hour."""

    go_live_at = forms.DateTimeField(
        label=_lazy("定时发布（可不填）"), required=False, widget=AdminDateTimeInput
    )


class DecideForm(forms.Form):
    """A decision at a stage. ``stage`` is the stage that was on the screen."""

    stage = forms.CharField(widget=forms.HiddenInput)
    comment = forms.CharField(
        label=_lazy("意见"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    unopened_reason = forms.CharField(
        label=_lazy("没有打开附件就办理的理由"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    proofread = forms.BooleanField(label=_lazy("我已完成本级校对"), required=False)
