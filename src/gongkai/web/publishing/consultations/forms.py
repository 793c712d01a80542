"""Forms about consultations and opinions, in the office and on the public page."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.web.accounts.proof import ProofMixin
from gongkai.web.bodies.models import PublicBody
from gongkai.web.files.forms import ManyFilesField
from gongkai.web.publishing.consultations.actions.consultation import FACTS
from gongkai.web.publishing.consultations.actions.opinion import LONGEST
from gongkai.web.publishing.consultations.models import Adoption, OpinionChannel, PublicConsultation
from gongkai.web.publishing.items.forms.editor import editor_field


class PeriodForm(forms.ModelForm):
    """How long, and by which ways."""

    class Meta:
        model = PublicConsultation
        fields = list(FACTS)
        widgets = {
            "short_reason": forms.Textarea(attrs={"rows": 2}),
            "visit_address": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, least: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["days"].help_text = _(
            "一般不少于 {least} 日（《重大行政决策程序暂行条例》第十五条）"
        ).format(least=least)
        self.fields["short_reason"].help_text = _("少于 {least} 日时必填，将随公告公布").format(
            least=least
        )
        self.fields["days"].initial = least

    def _post_clean(self) -> None:
        # The action checks what it writes.
        pass

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: self.cleaned_data[name] for name in FACTS}


class NewConsultationForm(PeriodForm):
    """A new consultation: what is asked, for how long, by which ways."""

    body = forms.ModelChoiceField(label=_lazy("机关"), queryset=PublicBody.objects.none())
    title = forms.CharField(
        label=_lazy("公告标题"),
        max_length=200,
        help_text=_lazy("例：关于《柳河镇××管理办法》公开征求意见的公告"),
    )
    summary = forms.CharField(
        label=_lazy("为什么征求意见"),
        max_length=1000,
        help_text=_lazy("一两句话：起草的背景和主要内容，作为内容概述公布"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    draft = forms.CharField(label=_lazy("征求意见稿"))
    files = ManyFilesField(label=_lazy("附件（征求意见稿、起草说明）"), required=False)

    field_order = ["body", "title", "summary", "draft", "files", *FACTS]

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        editor_field(self.fields["draft"])
        self.fields["body"].queryset = bodies
        self.fields["body"].initial = bodies.first()
        if len(bodies) == 1:
            self.fields["body"].widget = forms.HiddenInput()


_IDENTITY = re.compile(r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])")


def without_identity(text: str) -> str:
    """An opinion needs no identity number; whoever wrote one is asked to leave it out."""
    if _IDENTITY.search(text):
        raise forms.ValidationError(
            _("意见里有身份证号；提意见不需要它，请删去后再提交，以免个人信息外泄。")
        )
    return text


class EnterOpinionForm(forms.Form):
    """An opinion that came on paper, by telephone or by mouth."""

    channel = forms.ChoiceField(
        label=_lazy("途径"),
        choices=[each for each in OpinionChannel.choices if each[0] != OpinionChannel.WEB],
    )
    received_on = forms.DateField(
        label=_lazy("收到日期"), widget=AdminDateInput, initial=timezone.localdate
    )
    text = forms.CharField(
        label=_lazy("意见"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 8})
    )
    name = forms.CharField(label=_lazy("姓名或单位（可不填）"), max_length=60, required=False)
    contact = forms.CharField(label=_lazy("联系方式（可不填）"), max_length=100, required=False)

    def clean_text(self) -> str:
        return without_identity(self.cleaned_data["text"])


class OpinionForm(ProofMixin, forms.Form):
    """An opinion from the public page. ``homepage`` is not for people: who fills it in is a machine."""

    text = forms.CharField(
        label=_lazy("您的意见"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _lazy("请写明您的意见。")},
    )
    name = forms.CharField(
        label=_lazy("姓名或单位（可不填）"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact = forms.CharField(label=_lazy("联系方式（可不填）"), max_length=100, required=False)
    homepage = forms.CharField(
        label=_lazy("此栏请勿填写"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def clean_text(self) -> str:
        return without_identity(self.cleaned_data["text"])

    def clean_homepage(self) -> str:
        value = self.cleaned_data["homepage"]
        if value:
            raise forms.ValidationError(_("提交没有成功：有一栏请勿填写，请清空后再提交。"))
        return value


class GroupForm(forms.Form):
    """Opinions that say the same."""

    digests = forms.MultipleChoiceField(
        label=_lazy("选择意思相同的意见"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _lazy("请至少选择一条意见。")},
    )
    group = forms.ModelChoiceField(
        label=_lazy("归入已有类别"), queryset=None, required=False, empty_label=_lazy("新建一类")
    )
    gist = forms.CharField(
        label=_lazy("意见要点（将公布）"),
        max_length=500,
        required=False,
        help_text=_lazy("新建一类时填写。用自己的话概括，不写姓名、电话和住址"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, clusters: Any, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["digests"].choices = clusters
        self.fields["group"].queryset = groups


class AnswerForm(forms.Form):
    """What becomes of what a group asks for."""

    gist = forms.CharField(
        label=_lazy("意见要点（将公布）"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    adoption = forms.ChoiceField(
        label=_lazy("采纳情况"), choices=Adoption.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_lazy("理由或说明（将公布）"),
        max_length=500,
        required=False,
        help_text=_lazy("部分采纳、未采纳的，必须写明理由"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
