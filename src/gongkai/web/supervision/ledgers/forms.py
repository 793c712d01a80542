"""Forms about ledgers and issues."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from gongkai.web.files.uploads import LARGEST_FILE
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.supervision.ledgers.models import AppealDoor, CountUnit
from gongkai.web.supervision.registers import BodyForm


class AppealsForm(BodyForm):
    """A list as it was exported elsewhere."""

    door = forms.ChoiceField(label=_lazy("渠道"), choices=AppealDoor.choices)
    file = forms.FileField(
        label=_lazy("台账文件"),
        help_text=_lazy(
            "Excel 或 Word，原样上传；姓名、电话、住址的列不读入，内容里的个人信息自动遮盖"
        ),
    )
    unit = forms.ChoiceField(
        label=_lazy("计量单位"),
        required=False,
        choices=[("", _lazy("照表里写的")), *CountUnit.choices],
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("文件超过 100 MB；请压缩或拆分后再上传。"))
        return file


class RouteForm(forms.Form):
    """When the right door was told."""

    on = forms.DateField(label=_lazy("告知日期"), widget=AdminDateInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()


class IssueForm(BodyForm):
    """What is talked of; never who talks."""

    title = forms.CharField(label=_lazy("事由"), max_length=200, help_text=_lazy("不写发帖人"))
    found_at = forms.DateTimeField(label=_lazy("发现时间"), widget=AdminDateTimeInput)
    is_grave = forms.BooleanField(label=_lazy("特别重大、重大突发事件"), required=False)
    link = forms.URLField(
        label=_lazy("原帖或报道网址"), required=False, max_length=500, assume_scheme="https"
    )
    fact = forms.CharField(
        label=_lazy("目前核实的事实"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["found_at"].initial = timezone.localtime().replace(second=0, microsecond=0)


class AnswerIssueForm(forms.Form):
    """What was answered, and where it can be read."""

    answered_at = forms.DateTimeField(label=_lazy("回应时间"), widget=AdminDateTimeInput)
    whole = forms.BooleanField(label=_lazy("这是全面回应"), required=False)
    fact = forms.CharField(
        label=_lazy("核实的事实"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reply = forms.CharField(
        label=_lazy("回应内容"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    reply_url = forms.URLField(
        label=_lazy("回应网址"), required=False, max_length=500, assume_scheme="https"
    )
    reply_item = forms.ModelChoiceField(
        ItemPage.objects.none(),
        label=_lazy("回应的公开信息"),
        required=False,
        empty_label=_lazy("不选"),
    )

    def __init__(self, *args: Any, body: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answered_at"].initial = timezone.localtime().replace(second=0, microsecond=0)
        newest = ItemPage.objects.public().filter(body__public_body=body)
        numbers = newest.order_by("-published_on", "-pk").values("pk")[:200]
        self.fields["reply_item"].queryset = ItemPage.objects.filter(pk__in=numbers)
