"""Forms about tasks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.web.files.uploads import LARGEST_FILE
from gongkai.web.office.forms import ReasonForm
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.supervision.papers.forms import PapersField
from gongkai.web.supervision.registers import BodyForm
from gongkai.web.supervision.tasks.models import TaskState

LATEST_ITEMS = 200


class TakeInForm(BodyForm):
    """A list as the county sent it."""

    year = forms.IntegerField(label=_lazy("年度"), min_value=2008, max_value=2100)
    title = forms.CharField(label=_lazy("清单名称"), max_length=200)
    file = forms.FileField(
        label=_lazy("清单文件"), help_text=_lazy("Word 或 Excel，原样上传，不用另外整理")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year = timezone.localdate().year
        self.fields["year"].initial = year
        self.fields["title"].initial = _("{year}年政务公开重点工作清单").format(year=year)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("文件超过 100 MB；请压缩或拆分后再上传。"))
        return file


class TaskForm(BodyForm):
    """One task."""

    text = forms.CharField(
        label=_lazy("任务"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    owner = forms.CharField(label=_lazy("责任单位或责任人"), max_length=200, required=False)
    due_on = forms.DateField(label=_lazy("时限"), required=False, widget=AdminDateInput)
    origin = forms.CharField(label=_lazy("来源"), max_length=200, required=False)


class DueForm(ReasonForm):
    """Another day."""

    due_on = forms.DateField(label=_lazy("时限"), widget=AdminDateInput)
    field_order = ("due_on", "reason")


class CloseForm(forms.Form):
    """What came of it."""

    state = forms.ChoiceField(
        label=_lazy("结果"),
        choices=[(state.value, state.label) for state in (TaskState.DONE, TaskState.DROPPED)],
        widget=forms.RadioSelect,
        initial=TaskState.DONE,
    )
    on = forms.DateField(label=_lazy("办结日期"), widget=AdminDateInput)
    result = forms.CharField(
        label=_lazy("完成情况"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    item = forms.ModelChoiceField(
        ItemPage.objects.none(),
        label=_lazy("佐证：公开信息"),
        required=False,
        empty_label=_lazy("不选"),
    )
    url = forms.URLField(
        label=_lazy("佐证：网址"), required=False, max_length=500, assume_scheme="https"
    )
    papers = PapersField(label=_lazy("佐证：材料或照片"), required=False)
    report_text = forms.CharField(
        label=_lazy("写进年报的话（可不填）"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, body: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()
        newest = ItemPage.objects.public().filter(body__public_body=body)
        numbers = newest.order_by("-published_on", "-pk").values("pk")[:LATEST_ITEMS]
        self.fields["item"].queryset = ItemPage.objects.filter(pk__in=numbers).order_by(
            "-published_on"
        )
