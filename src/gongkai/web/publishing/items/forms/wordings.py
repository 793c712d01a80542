"""Forms about findings that are no faults."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody


class DismissForm(forms.Form):
    """Why it is none, and whether nowhere in this body."""

    reason = forms.CharField(
        label=_lazy("理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    everywhere = forms.BooleanField(
        label=_lazy("本单位今后都不再提示这一用语（只对用语有效）"), required=False
    )


class WordListForm(forms.Form):
    """A list of wordings: one's own, or a signed package with the key of whoever issued it."""

    body = forms.ModelChoiceField(
        label=_lazy("用于本级和下级的机关"), queryset=PublicBody.objects.none(), empty_label=None
    )
    file = forms.FileField(
        label=_lazy("词表"),
        help_text=_lazy(
            "本级词表（.toml，UTF-8，写法与随附的 wording.toml 相同），或者上级签名的更新包（.zip）。不需要联网。"
        ),
    )
    public_key = forms.CharField(
        label=_lazy("发布单位的公钥（只有更新包需要）"), max_length=100, required=False
    )

    def __init__(self, *args: Any, bodies: QuerySet[PublicBody], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["body"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = bodies
