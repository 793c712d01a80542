"""Forms about look-ups."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.web.accounts.proof import ProofMixin
from gongkai.web.files.uploads import LARGEST_FILE
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.supervision.households.page_pack import new_code
from gongkai.web.supervision.registers import BodyForm

NEWEST = 200


class OpenForm(BodyForm):
    """Which list, from which file, until when."""

    item = forms.ModelChoiceField(
        ItemPage.objects.none(), label=_lazy("已公开的名单"), empty_label=None
    )
    title = forms.CharField(
        label=_lazy("查询名称"), max_length=100, help_text=_lazy("例：2026年耕地地力保护补贴")
    )
    file = forms.FileField(
        label=_lazy("发放名单（含姓名、身份证号码）"),
        help_text=_lazy("只用来加密，不保存文件；只显示金额、项目、面积、日期这类列"),
    )
    closes_on = forms.DateField(label=_lazy("哪天关闭"), widget=AdminDateInput)

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, bodies=bodies, **kwargs)
        public = ItemPage.objects.public().filter(body__public_body__in=bodies)
        newest = public.order_by("-published_on", "-pk").values_list("pk", flat=True)[:NEWEST]
        self.fields["item"].queryset = ItemPage.objects.filter(pk__in=list(newest)).order_by(
            "-published_on"
        )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("文件超过 100 MB；请压缩或拆分后再上传。"))
        return file


class PackForm(OpenForm):
    """The same list, for a folder that a village opens without net."""

    code = forms.CharField(
        label=_lazy("本村查询码（建议保留）"),
        required=False,
        max_length=20,
        help_text=_lazy(
            "请现在记下，另外告诉村民，不写在U盘上，平台不保存。清空就只凭姓名和后四位：拿到文件夹的人用一台电脑"
            "一两个小时能把一个人的后四位试完，用显卡几秒钟。"
        ),
    )
    accept = forms.BooleanField(
        help_text=_lazy(
            "每户约算半秒（每个处理器核），一千户要几分钟；点了以后马上开始下载，边算边下，取消下载就停止计算，不留下东西。"
        ),
        label=_lazy("只放在村委会有人看管的电脑上，到期删除；离开平台就没有查错次数的限制"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].initial = new_code()


class EnableForm(forms.Form):
    """What the assessment came to."""

    assessment = forms.CharField(
        label=_lazy("风险评估结论"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_lazy("先打印风险评估表，逐项核对后填写"),
    )


class LookUpForm(ProofMixin, forms.Form):
    """A name and four digits."""

    name = forms.CharField(
        label=_lazy("姓名"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    digits = forms.RegexField(
        r"^\s*[0-9]{3}[0-9Xx]\s*$",
        label=_lazy("身份证号码后四位"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text", "maxlength": 4}),
        error_messages={"invalid": _lazy("请填写身份证号码的最后四位。")},
    )
