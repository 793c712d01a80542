"""Choose what goes to the county, and enter what it answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.submissions.models import SubmittedItem

LARGEST_TABLE = 10 * 1024 * 1024


class ChoiceLine(NamedTuple):
    """An item to choose, with its code."""

    item: ItemPage
    chosen: BoundField
    code: BoundField
    before: str


class SubmissionForm(forms.Form):
    """Items that are public; nothing is ticked beforehand."""

    note = forms.CharField(label=_lazy("说明"), max_length=300, required=False)

    def __init__(
        self,
        *args: Any,
        items: Sequence[ItemPage],
        codes: Mapping[int, str],
        before: Mapping[int, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.items, self.before = items, before
        for item in items:
            self.fields[f"item-{item.pk}"] = forms.BooleanField(
                label=item.title,
                required=False,
                widget=forms.CheckboxInput(
                    attrs={"data-pickable": "old" if item.pk in before else "new"}
                ),
            )
            self.fields[f"code-{item.pk}"] = forms.CharField(
                label=_("县网站栏目编码"),
                max_length=60,
                required=False,
                initial=item.row.county_code or codes.get(item.row_id, ""),
            )

    def lines(self) -> Iterator[ChoiceLine]:
        """For the table."""
        for item in self.items:
            yield ChoiceLine(
                item,
                self[f"item-{item.pk}"],
                self[f"code-{item.pk}"],
                self.before.get(item.pk, ""),
            )

    def codes(self) -> dict[int, str]:
        """The chosen items with their codes."""
        return {
            item.pk: self.cleaned_data[f"code-{item.pk}"]
            for item in self.items
            if self.cleaned_data[f"item-{item.pk}"]
        }


class ReceiptLine(NamedTuple):
    """A submitted item with its fields."""

    line: SubmittedItem
    url: BoundField
    day: BoundField


class ReceiptForm(forms.Form):
    """An address and a day for each item, or the table that the county sent back."""

    file = forms.FileField(
        label=_lazy("回执表格（Excel 或 csv）"),
        required=False,
        help_text=_lazy("县级填好“刊登网址”“刊登日期”的报送清单；也可以在下面逐条填写。"),
    )

    def __init__(self, *args: Any, open_lines: Sequence[SubmittedItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open_lines = open_lines
        for line in open_lines:
            self.fields[f"url-{line.pk}"] = forms.URLField(
                label=_("刊登网址"), max_length=500, required=False, assume_scheme="https"
            )
            self.fields[f"day-{line.pk}"] = forms.DateField(
                label=_("刊登日期"), required=False, widget=AdminDateInput
            )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST_TABLE:
            raise forms.ValidationError(_("回执表格超过 10 MB；请核对是否选错文件。"))
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for line in self.open_lines:
            url, day = cleaned.get(f"url-{line.pk}"), cleaned.get(f"day-{line.pk}")
            if url and not day:
                self.add_error(f"day-{line.pk}", _("填了网址，请同时填刊登日期。"))
            if day and not url:
                self.add_error(f"url-{line.pk}", _("填了日期，请同时填刊登网址。"))
        return cleaned

    def lines(self) -> Iterator[ReceiptLine]:
        """For the table."""
        for line in self.open_lines:
            yield ReceiptLine(line, self[f"url-{line.pk}"], self[f"day-{line.pk}"])
