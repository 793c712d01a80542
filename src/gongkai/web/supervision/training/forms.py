"""Forms about training."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.statute.quiz import Question
from gongkai.web.supervision.papers.forms import PapersField
from gongkai.web.supervision.registers import BodyForm
from gongkai.web.supervision.training.models import TrainingMode


class PlanForm(BodyForm):
    """What is planned."""

    topic = forms.CharField(
        label=_lazy("培训内容"),
        max_length=200,
        help_text=_lazy("例：信息发布规范和个人信息保护"),
    )
    mode = forms.ChoiceField(label=_lazy("方式"), choices=TrainingMode.choices)
    planned_on = forms.DateField(label=_lazy("计划日期"), widget=AdminDateInput)
    audience = forms.CharField(
        label=_lazy("对象"),
        max_length=200,
        required=False,
        help_text=_lazy("例：各站所和各村信息员"),
    )
    teacher = forms.CharField(label=_lazy("讲课人"), max_length=100, required=False)


class HoldForm(forms.Form):
    """What took place."""

    on = forms.DateField(label=_lazy("举办日期"), widget=AdminDateInput)
    people = forms.IntegerField(label=_lazy("参加人数"), min_value=1, max_value=100_000)
    papers = PapersField(
        label=_lazy("签到表或照片"),
        required=False,
        help_text=_lazy("可以多选；照片中的拍摄地点不会保留"),
    )
    place = forms.CharField(label=_lazy("地点"), max_length=100, required=False)
    teacher = forms.CharField(label=_lazy("讲课人"), max_length=100, required=False)
    summary = forms.CharField(
        label=_lazy("讲了什么（可不填）"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()


class QuizForm(forms.Form):
    """The questions with their choices; the seed goes along, signed."""

    paper = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, asked: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, question in enumerate(asked):
            self.fields[f"question_{number}"] = forms.ChoiceField(
                label=f"{number + 1}．{question.text}",
                choices=[(index, choice) for index, choice in enumerate(question.choices)],
                widget=forms.RadioSelect,
                required=False,
            )

    def chosen(self) -> list[int | None]:
        """The index chosen for each question; None for one left open."""
        return [
            int(value) if value else None
            for name, value in self.cleaned_data.items()
            if name.startswith("question_")
        ]
