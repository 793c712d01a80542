"""The form of a meeting."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.papers.task_list import due_day
from gongkai.web.supervision.meetings.actions import Decision
from gongkai.web.supervision.meetings.models import MeetingKind
from gongkai.web.supervision.papers.forms import PapersField
from gongkai.web.supervision.registers import BodyForm


class MeetingForm(BodyForm):
    """A meeting, its minutes, and one decision a line."""

    title = forms.CharField(label=_lazy("会议名称"), max_length=200)
    kind = forms.ChoiceField(label=_lazy("类别"), choices=MeetingKind.choices)
    held_on = forms.DateField(label=_lazy("日期"), widget=AdminDateInput)
    chair = forms.CharField(label=_lazy("主持"), max_length=60, required=False)
    people = forms.IntegerField(label=_lazy("参加人数"), required=False, min_value=1)
    minutes = forms.CharField(label=_lazy("纪要"), widget=forms.Textarea(attrs={"rows": 6}))
    decisions = forms.CharField(
        label=_lazy("议定事项（每行一项）"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_lazy("写成：做什么；谁负责；什么时候以前。例：补齐养老栏目；民政办；12月10日"),
    )
    papers = PapersField(label=_lazy("会议材料、照片"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held_on"].initial = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        held_on = values.get("held_on")
        if held_on is None:
            return values
        found = []
        lines = values.get("decisions", "").splitlines()
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            parts = [part.strip() for part in line.replace(";", "；").split("；")]
            due = due_day(parts[2], held_on.year) if len(parts) == 3 else None
            if len(parts) != 3 or not parts[0] or not parts[1] or due is None:
                self.add_error(
                    "decisions",
                    _(
                        "第 {number} 行“{line}”应写成“做什么；谁负责；日期”，日期如 12月10日；请改正。"
                    ).format(number=number, line=line.strip()[:30]),
                )
                continue
            if due < held_on:
                # Decided in December, due in January.
                due = due.replace(year=due.year + 1)
            found.append(Decision(parts[0], parts[1], due))
        values["decisions"] = found
        return values
