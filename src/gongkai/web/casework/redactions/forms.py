"""Forms about redactions."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.casework.redactions.models import reasons
from gongkai.web.casework.requests.files import LARGEST
from gongkai.web.files.errors import FileRefused
from gongkai.web.files.uploads import checked_type, shown_name

SUFFIXES = (".pdf", ".docx", ".doc", ".wps", ".rtf", ".odt", ".jpg", ".jpeg", ".png")


class RedactFileForm(forms.Form):
    """What is to be redacted."""

    file = forms.FileField(
        label=_lazy("要遮盖的文件"),
        help_text=_lazy("PDF、Word 或者图片，不超过 10 MB"),
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )

    def clean_file(self) -> tuple[str, bytes]:
        file = self.cleaned_data["file"]
        name = shown_name(file.name)
        if not name.lower().endswith(SUFFIXES):
            raise FileRefused(
                _lazy("“{name}”不能逐页遮盖；请改用 PDF、Word 或者图片。").format(name=name)
            )
        if file.size > LARGEST:
            raise FileRefused(_lazy("“{name}”超过 10 MB；请拆开。").format(name=name))
        data = file.read()
        checked_type(name, data)
        return name, data


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.ChoiceField(
        label=_lazy("不公开的理由"), choices=lambda: [("", _("请选择")), *reasons()]
    )
    note = forms.CharField(
        label=_lazy("是什么"), max_length=100, required=False, help_text=_lazy("例：身份证号码")
    )


class DrawForm(ReasonForm):
    """A box as drawn, in shares of the page."""

    page = forms.IntegerField(min_value=1)
    left = forms.FloatField(min_value=0, max_value=1)
    top = forms.FloatField(min_value=0, max_value=1)
    right = forms.FloatField(min_value=0, max_value=1)
    bottom = forms.FloatField(min_value=0, max_value=1)


class WordForm(ReasonForm):
    """A word, everywhere."""

    word = forms.CharField(label=_lazy("全文遮盖这个词"), max_length=60)


class VoidForm(forms.Form):
    """Why a redaction is set aside."""

    reason = forms.CharField(
        label=_lazy("作废的理由"),
        max_length=200,
        error_messages={"required": _lazy("请写明作废的理由。")},
    )


class StayForm(forms.Form):
    """Why what was found in a copy may stay in it."""

    fingerprint = forms.CharField(max_length=64)
    reason = forms.CharField(
        label=_lazy("保留的理由"),
        max_length=300,
        error_messages={"required": _lazy("请写明保留的理由。")},
    )
