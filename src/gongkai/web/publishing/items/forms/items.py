"""Forms about items."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.statute.codelists import codelist
from gongkai.web.bodies.models import PublicBody
from gongkai.web.files.forms import ManyFilesField
from gongkai.web.publishing.catalogue.row_field import RowField
from gongkai.web.publishing.items.forms.editor import editor_field
from gongkai.web.publishing.items.models import ItemPage, WithdrawalReason

_YEAR = re.compile(r"[\[(（【［〔﹝]\s*(\d{4})\s*[\])）】］〕﹞]")
# A paper may bear the day on which it will go out.
DAYS_AHEAD = timedelta(days=31)
# 柳政发31, 柳政发31号: the year is forgotten.
_HALF = re.compile(r"[\u4e00-\u9fff]{2,14}\s*第?\s*\d{1,5}\s*号?|\d{1,5}\s*号?")
_HAS_DIGIT = re.compile(r"\d")


def tidied_number(number: str) -> str:
    """A document number with the brackets that 公文 use around the year; refuses what is no number, or half of one."""
    told = _YEAR.sub(r"〔\1〕", number.strip())
    if told and (not _HAS_DIGIT.search(told) or _HALF.fullmatch(told)):
        raise forms.ValidationError(
            _("“{number}”不是文号；文号如“柳政发〔2026〕12号”，没有文号请留空。").format(
                number=told
            )
        )
    return told


def check_days(form: forms.Form, cleaned: dict[str, Any]) -> None:
    """A paper is not printed before it was made, and is made today or some days ahead."""
    formed, issued = cleaned.get("formed_on"), cleaned.get("issued_on")
    if formed and formed > timezone.localdate() + DAYS_AHEAD:
        form.add_error(
            "formed_on",
            _("成文日期 {formed} 比今天晚了一个月以上，请核对年份和月份。").format(formed=formed),
        )
    if formed and issued and issued < formed:
        form.add_error("issued_on", _("印发日期早于成文日期，请核对。"))


def ground_choices() -> list[tuple[str, str]]:
    """The grounds of the law, and none."""
    return [("", "—"), *((ground.id, ground.label) for ground in codelist("grounds"))]


class ItemForm(forms.ModelForm):
    """An item, in the order in which a clerk reads the paper."""

    row = RowField(label=_lazy("公开事项"))
    ground = forms.ChoiceField(label=_lazy("不予公开理由"), choices=ground_choices, required=False)
    rare = (
        "subject",
        "phase",
        "matter",
        "is_major",
        "valid_until",
        "attribute",
        "ground",
        "review_on",
    )

    class Meta:
        model = ItemPage
        fields = [
            "title",
            "row",
            "document_number",
            "issuing_body",
            "formed_on",
            "issued_on",
            "summary",
            "text",
            "keywords",
            "subject",
            "phase",
            "matter",
            "lists_people",
            "is_major",
            "take_down_on",
            "valid_until",
            "attribute",
            "ground",
            "review_on",
        ]
        widgets = {
            "formed_on": AdminDateInput,
            "issued_on": AdminDateInput,
            "take_down_on": AdminDateInput,
            "valid_until": AdminDateInput,
            "review_on": AdminDateInput,
            "summary": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("标题")
        self.fields["title"].help_text = ""
        if self.instance.body_id:
            self.fields["row"].offer([self.instance.body], self.instance.row_id)
        editor_field(self.fields["text"])

    def clean_document_number(self) -> str:
        return tidied_number(self.cleaned_data["document_number"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        check_days(self, cleaned)
        if cleaned.get("attribute") == "withheld":
            if not cleaned.get("ground"):
                self.add_error("ground", _("不予公开须写明理由（条例第十四条至第十六条）。"))
            if not cleaned.get("review_on"):
                self.add_error("review_on", _("不予公开须定期复核（条例第十八条），请填写复核日。"))
        return cleaned

    def _post_clean(self) -> None:
        # The action checks the version that it writes.
        pass


class NewItemForm(ItemForm):
    """A new item, with its body and its files."""

    body = forms.ModelChoiceField(label=_lazy("机关"), queryset=PublicBody.objects.none())
    files = ManyFilesField(label=_lazy("附件"), required=False)

    field_order = ["body", "title", "row"]

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies
        self.fields["row"].offer(bodies)
        first = bodies.first()
        self.fields["body"].initial = first
        if len(bodies) == 1:
            self.fields["body"].widget = forms.HiddenInput()
        self.fields["formed_on"].initial = timezone.localdate


class PullForm(forms.Form):
    """Down at once; more words can follow."""

    explanation = forms.CharField(
        label=_lazy("发现了什么（可以不填，事后由确认人补充）"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class WithdrawForm(forms.Form):
    """Down, for one of three reasons."""

    reason = forms.ChoiceField(label=_lazy("撤下原因"), choices=WithdrawalReason.choices)
    explanation = forms.CharField(
        label=_lazy("具体情况（内部留存）"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
