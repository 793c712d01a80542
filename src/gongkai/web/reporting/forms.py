"""Forms about annual reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.web.files.forms import AnyFilesField


class ReportFileForm(forms.Form):
    """The report as a file."""

    file = forms.FileField(
        label=_lazy("报告文件"),
        help_text=_lazy("Word、WPS、PDF、网页或文本，扫描件也可以。文件里的数字和文字不会被改动。"),
    )


class CheckForm(ReportFileForm):
    """Any report, and where wanted another one beside it."""

    other = forms.FileField(
        label=_lazy("与它比较的另一份"),
        required=False,
        help_text=_lazy("只在“比较两份”时用，例如去年的报告、另一个机关的报告。"),
    )


class AnswerForm(forms.Form):
    """Why a finding is let stand."""

    reason = forms.CharField(
        label=_lazy("理由"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_lazy("例：该数字为上年结转后更正，依据为 3 月 5 日的更正函。"),
    )


class WordsForm(forms.Form):
    """A remark that may be left out."""

    words = forms.CharField(
        label=_lazy("意见"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AcceptReportForm(WordsForm):
    """Taking a report in, reason by reason; of one that was public before, with what everybody is told of the correction.

    ``explained`` are the findings with a reason: mark, and what is shown beside the box.
    """

    def __init__(
        self, *args: Any, corrected: bool, explained: Sequence[tuple[str, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if explained:
            self.fields["allowed"] = forms.MultipleChoiceField(
                label=_lazy("逐条认可报送机关的说明"),
                choices=explained,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text=_lazy("看过一条、认可一条；有一条不认可，就不能接收，请退回。"),
            )
            self.order_fields(["allowed"])
        if corrected:
            self.fields["notice"] = forms.CharField(
                label=_lazy("更正说明（向社会公布）"),
                max_length=300,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=_lazy("更正了哪一处、由什么改为什么；会登在公开的报告上方。"),
            )


class ReviewForm(forms.Form):
    """A review that is a proof-reading too."""

    proofread = forms.BooleanField(label=_lazy("已通读并校对全文和三张表"))
    comment = forms.CharField(
        label=_lazy("意见"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ManyReportsForm(forms.Form):
    """Many bodies' reports at once."""

    files = AnyFilesField(
        label=_lazy("报告文件"),
        help_text=_lazy(
            "可以一次选 60 个；每个文件按标题、落款写明的机关存入，读不出机关的会列出来。"
        ),
    )


class MergeForm(ManyReportsForm):
    """Reports to be added up, and what is to come of it."""

    form = forms.ChoiceField(
        label=_lazy("结果"),
        required=False,
        choices=[("", _lazy("在本页显示")), ("xlsx", "Excel"), ("docx", "Word"), ("json", "JSON")],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"].help_text = _lazy("同一年、同一格式的报告，每个单位一份。")


class DueDayForm(forms.Form):
    """By which day."""

    due_on = forms.DateField(label=_lazy("报送截止日"), widget=AdminDateInput)


class DemandForm(forms.Form):
    """What is asked for, and until when."""

    words = forms.CharField(
        label=_lazy("催办内容"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    answer_by = forms.DateField(label=_lazy("答复期限"), widget=AdminDateInput)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer_by"].initial = on + timedelta(days=3)


class DemandAnswerForm(forms.Form):
    """What was done about it."""

    answer = forms.CharField(
        label=_lazy("答复"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class YearForm(forms.Form):
    """Whose year."""

    year = forms.IntegerField(
        label=_lazy("年度"),
        min_value=2008,
        initial=lambda: timezone.localdate().year - 1,
        help_text=_lazy("报告说的是哪一年，如 2026 年 1 月编制的是 2025 年度。"),
    )

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if year > timezone.localdate().year:
            raise forms.ValidationError(
                _("{year} 年还没有开始，没有年度报告；请填已经开始的年度。").format(year=year)
            )
        return year
