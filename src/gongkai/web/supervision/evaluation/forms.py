"""Forms about evaluations: the public's and the clerk's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.web.accounts.proof import ProofMixin
from gongkai.web.supervision.evaluation.models import (
    EvaluationOutcome,
    EvaluationSort,
    EvaluationWay,
)
from gongkai.web.supervision.registers import BodyForm

SCORES = [
    ("5", _lazy("5 很满意")),
    ("4", _lazy("4 满意")),
    ("3", _lazy("3 一般")),
    ("2", _lazy("2 不满意")),
    ("1", _lazy("1 很不满意")),
]


def _score(value: str) -> int | None:
    return int(value) if value else None


class PublicEvaluationForm(ProofMixin, forms.Form):
    """From the public. ``homepage`` is not for people: who fills it in is a machine."""

    score = forms.TypedChoiceField(
        label=_lazy("您对政府信息公开满意吗"),
        choices=SCORES,
        coerce=_score,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_lazy("您的意见"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    contact = forms.CharField(label=_lazy("联系方式（不填也可以）"), required=False, max_length=100)
    homepage = forms.CharField(
        label=_lazy("此栏请勿填写"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def clean_homepage(self) -> str:
        value: str = self.cleaned_data["homepage"]
        if value:
            raise forms.ValidationError(_("提交没有成功：有一栏请勿填写，请清空后再提交。"))
        return value


class CorrectionForm(PublicEvaluationForm):
    """Something on a page is wrong."""

    score = None
    text = forms.CharField(
        label=_lazy("哪里不对，应当是什么"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class EnterEvaluationForm(BodyForm):
    """What came on paper, by telephone, from the box."""

    way = forms.ChoiceField(
        label=_lazy("途径"),
        choices=[
            (way.value, way.label)
            for way in (
                EvaluationWay.PAPER,
                EvaluationWay.PHONE,
                EvaluationWay.BOX,
                EvaluationWay.VISIT,
            )
        ],
    )
    sort = forms.ChoiceField(label=_lazy("类别"), choices=EvaluationSort.choices)
    received_on = forms.DateField(label=_lazy("收到日期"), widget=AdminDateInput)
    score = forms.TypedChoiceField(
        label=_lazy("评分"),
        choices=[("", _lazy("没有打分")), *SCORES],
        coerce=_score,
        empty_value=None,
        required=False,
    )
    text = forms.CharField(
        label=_lazy("内容"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    contact = forms.CharField(label=_lazy("联系方式（加密保存）"), required=False, max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["received_on"].initial = timezone.localdate()


class AnswerEvaluationForm(forms.Form):
    """What came of it."""

    outcome = forms.ChoiceField(
        label=_lazy("结果"), choices=EvaluationOutcome.choices, widget=forms.RadioSelect
    )
    on = forms.DateField(label=_lazy("答复日期"), widget=AdminDateInput)
    answer = forms.CharField(
        label=_lazy("怎样处理、结果如何"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    publish = forms.BooleanField(
        label=_lazy("提出公布概要和答复（由审核或者发布的人公布）"), required=False
    )
    gist = forms.CharField(label=_lazy("概要（公布用，不写是谁）"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()
