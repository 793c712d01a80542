"""Forms about release rules."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.items.models.rule import DEFAULT_SCHEME
from gongkai.web.publishing.items.numbering import index_number

SCHEMES = (
    DEFAULT_SCHEME,
    "{code}-{year}-{serial:05}",
    "{unified_code}/{year}-{serial:05}",
)
LEVELS = (
    (3, _lazy("三审三校")),
    (2, _lazy("两级：一审一校、三审三校")),
    (1, _lazy("一级：一审一校")),
)


class RuleForm(forms.Form):
    """A rule from a day on. Schemes are shown as the numbers that they give."""

    levels = forms.TypedChoiceField(label=_lazy("审核级数"), choices=LEVELS, coerce=int)
    index_scheme = forms.ChoiceField(label=_lazy("索引号样式（以今年第 1 号为例）"))
    own_scheme = forms.CharField(
        label=_lazy("另定样式（可不填）"),
        required=False,
        max_length=80,
        help_text=_lazy(
            "填了就以此为准。{code} 机构编码，{unified_code} 统一社会信用代码，"
            "{year} 年份，{serial:05} 五位序号；如 {code}/{year}-{serial:05}。"
        ),
    )
    on = forms.DateField(
        label=_lazy("自哪一天起"), initial=timezone.localdate, widget=AdminDateInput
    )

    def __init__(self, *args: Any, body: PublicBody, scheme: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year = timezone.localdate().year
        schemes = dict.fromkeys((scheme, *SCHEMES))
        self.fields["index_scheme"].choices = [
            (each, index_number(body, year=year, scheme=each, serial=1)) for each in schemes
        ]

    def scheme(self) -> str:
        """The scheme that was chosen or written."""
        return self.cleaned_data["own_scheme"] or self.cleaned_data["index_scheme"]
