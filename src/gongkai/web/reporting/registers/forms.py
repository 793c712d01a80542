"""Forms of the registers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.web.reporting.registers.models import MONEY, RegisterKind


class LineForm(forms.Form):
    """One line of a register."""

    on = forms.DateField(label=_lazy("日期"), widget=AdminDateInput)
    number = forms.CharField(label=_lazy("文号"), max_length=100, required=False)
    title = forms.CharField(label=_lazy("名称"), max_length=300)
    amount = forms.DecimalField(
        label=_lazy("金额（元）"), min_value=0, max_digits=13, decimal_places=2
    )
    ended_on = forms.DateField(
        label=_lazy("废止、失效日期"),
        required=False,
        widget=AdminDateInput,
        help_text=_lazy("仍然有效的不填。"),
    )
    source = forms.CharField(
        label=_lazy("来源"), max_length=200, help_text=_lazy("例：综合执法队纸质台账第 12 页")
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind not in MONEY:
            del self.fields["amount"]
        if kind != RegisterKind.NORMATIVE:
            del self.fields["ended_on"]


class LinesFileForm(forms.Form):
    """A register as a workbook."""

    file = forms.FileField(
        label=_lazy("台账表格"),
        help_text=_lazy(
            "Excel 或 CSV；与台账里完全相同的行不会再记，有一格写错或者有疑问就全部不记并指出是哪一格。"
        ),
    )
    sure = forms.BooleanField(
        label=_lazy("已核对：疑似其他机关的行确属本机关，没有文号、内容相同的行确是另外几件"),
        required=False,
        help_text=_lazy("第一次导入不用勾选；指出疑问、逐行核对以后再勾选。"),
    )


class BureauListForm(forms.Form):
    """The list of the justice bureau."""

    file = forms.FileField(
        label=_lazy("司法行政部门的名单"),
        help_text=_lazy("Excel、CSV、Word 表格都可以；要有文号（案号）一列，最好还有日期和名称。"),
    )
