"""Forms about guides."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.web.publishing.guides.models import GuideSettings


class GuideSettingsForm(forms.ModelForm):
    """What the guide announces from a day on."""

    online_address = forms.URLField(
        label=_lazy("网上申请地址"), required=False, max_length=300, assume_scheme="https"
    )
    on = forms.DateField(
        label=_lazy("自哪一天起"), initial=timezone.localdate, widget=AdminDateInput
    )

    class Meta:
        model = GuideSettings
        fields = ["reading_place", "online_address", "takes_email", "takes_fax"]
        help_texts = {
            "reading_place": _lazy("可以当面查阅政府信息的地方，如“镇便民服务中心一楼”。"),
            "takes_email": _lazy("当面提交和邮寄任何时候都接受；电子邮件一经公布就必须接受。"),
            "takes_fax": _lazy("传真一经公布就必须接受。"),
        }

    def _post_clean(self) -> None:
        # The action checks the settings that it writes.
        pass


class CheckGuideForm(forms.Form):
    """A guide from elsewhere: a file, or its words."""

    file = forms.FileField(
        label=_lazy("指南文件"),
        required=False,
        help_text=_lazy("Word、PDF、网页或文本，只核对，不保存。"),
    )
    text = forms.CharField(
        label=_lazy("或者粘贴文字"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("file") and not (cleaned.get("text") or "").strip():
            raise forms.ValidationError(_("请选择一个文件，或者粘贴指南的文字。"))
        return cleaned
