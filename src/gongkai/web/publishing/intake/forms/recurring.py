"""Set a recurring list up, and confirm its next issue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.papers.lists import ListColumn
from gongkai.papers.periods import Period, Rhythm, period_of
from gongkai.web.files.forms import ManyFilesField
from gongkai.web.publishing.catalogue.row_field import RowField
from gongkai.web.publishing.intake.models import RecurringList


class PeriodField(forms.CharField):
    """A period as a clerk writes it: 2026年10月, 2026年第三季度."""

    def clean(self, value: Any) -> Period | None:
        text = super().clean(value)
        period = period_of(text) if text else None
        if text and period is None:
            raise forms.ValidationError(
                _(
                    "“{text}”不是一个时段；请写成 2026年10月、2026年第三季度、2026年上半年或 2026年。"
                ).format(text=text)
            )
        return period


class CreateListForm(forms.Form):
    """An item becomes the first issue; its columns that are no harm are ticked."""

    name = forms.CharField(label=_lazy("名单名称"), max_length=200)
    period = PeriodField(
        label=_lazy("这一期所属时段"), help_text=_lazy("如 2026年10月、2026年第三季度。")
    )
    columns = forms.MultipleChoiceField(
        label=_lazy("应当公开的列"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_lazy("只勾选确有必要公开的列；没有勾选的列在办下一期时会提示，并可以自动去掉。"),
    )

    def __init__(self, *args: Any, columns: Sequence[ListColumn], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["columns"].choices = column_choices(columns)
        self.fields["columns"].initial = [each.head for each in columns if not each.harm]


class ChangeListForm(forms.Form):
    """Name, row and columns of a list."""

    name = forms.CharField(label=_lazy("名单名称"), max_length=200)
    row = RowField(label=_lazy("公开事项"))
    columns = forms.CharField(
        label=_lazy("应当公开的列"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_lazy("每行一个表头，与文件中的表头一致。"),
    )
    ended_on = forms.DateField(
        label=_lazy("停办日期"),
        required=False,
        widget=AdminDateInput,
        help_text=_lazy("不再办理时填写。"),
    )

    def __init__(self, *args: Any, recurring_list: RecurringList, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["row"].offer([recurring_list.body], recurring_list.row_id)

    def clean_columns(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["columns"].splitlines()]
        return list(dict.fromkeys(line for line in lines if line))


class ListFilesForm(forms.Form):
    """This period's file."""

    files = ManyFilesField(
        label=_lazy("把本期名单拖到这里，或点击选择"), help_text=_lazy("Excel、Word 或 PDF。")
    )


class IssueForm(forms.Form):
    """The next issue, to be confirmed."""

    period = PeriodField(label=_lazy("所属时段"))
    title = forms.CharField(label=_lazy("标题"), max_length=200)
    summary = forms.CharField(label=_lazy("内容概述"), widget=forms.Textarea(attrs={"rows": 2}))
    formed_on = forms.DateField(label=_lazy("成文日期"), widget=AdminDateInput)
    only_columns = forms.BooleanField(
        label=_lazy("只公开应当公开的列（生成新表格，原文件只在内部留存）"), required=False
    )
    masked = forms.BooleanField(label=_lazy("同时遮盖筛查发现的个人信息"), required=False)

    def __init__(self, *args: Any, rhythm: Rhythm, formed_source: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rhythm = rhythm
        self.fields["formed_on"].help_text = formed_source

    def clean_period(self) -> Period:
        period: Period = self.cleaned_data["period"]
        if period.rhythm is not self.rhythm:
            raise forms.ValidationError(_("时段与名单的周期不符。"))
        return period


def column_choices(columns: Sequence[ListColumn]) -> list[tuple[str, str]]:
    """Heads to tick, with what would be harmed."""
    return [
        (
            each.head,
            _("{head}（{harm}，一般不应公开）").format(head=each.head, harm=each.harm)
            if each.harm
            else each.head,
        )
        for each in columns
    ]
