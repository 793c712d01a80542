"""Forms about searches."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.searches.models import Found


class AskSearchForm(forms.Form):
    """Whom to ask, for what, by when; never who asked."""

    unit = forms.ModelChoiceField(
        PublicBody.objects.none(), label=_lazy("由谁检索"), empty_label=None
    )
    sought = forms.CharField(
        label=_lazy("要找什么（不写申请人）"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    clues = forms.CharField(
        label=_lazy("申请人提供的线索（不写申请人）"), max_length=300, required=False
    )
    answer_by = forms.DateField(label=_lazy("反馈期限"), widget=AdminDateInput)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units


class ReturnSearchForm(forms.Form):
    """Where, by which words, by whom, with what result."""

    on = forms.DateField(label=_lazy("检索日期"), widget=AdminDateInput)
    places = forms.CharField(label=_lazy("查找的地方（档案室、电脑、系统）"), max_length=300)
    terms = forms.CharField(label=_lazy("查找的词和年份"), max_length=300)
    people = forms.CharField(label=_lazy("查找、询问的人"), max_length=200)
    archive_lists = forms.CharField(
        label=_lazy("核对的档案目录、销毁清册"), max_length=300, required=False
    )
    clue_answers = forms.CharField(label=_lazy("逐条回应线索"), max_length=300, required=False)
    found = forms.ChoiceField(label=_lazy("结果"), choices=Found.choices)
    result = forms.CharField(
        label=_lazy("结果说明（找到的文件名称、文号）"), max_length=500, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()
