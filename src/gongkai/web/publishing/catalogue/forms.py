"""Forms about the catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.catalogue.codes import LONGEST
from gongkai.catalogue.limits import read_posting
from gongkai.catalogue.standard import standard_catalogue
from gongkai.statute.codelists import codelist
from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.catalogue.actions.entries import Wording
from gongkai.web.publishing.catalogue.models import LEVELS, CatalogueRow
from gongkai.web.publishing.catalogue.row_limits import posting_label, posting_of

BETWEEN = "、"


def choices_of(name: str) -> list[tuple[str, str]]:
    """The entries of a list."""
    return [(entry.id, entry.label) for entry in codelist(name)]


def choices_or_none(name: str) -> list[tuple[str, str]]:
    """The entries of a list, and none."""
    return [("", "—"), *choices_of(name)]


class PostingField(forms.CharField):
    """How long a list is posted, as a county writes it: 7日, 7个工作日; kept as ``7 calendar days``."""

    def prepare_value(self, value: Any) -> Any:
        return posting_label(value) if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        found = read_posting(text if text.startswith("公示") else f"公示{text}")
        if found is None or not posting_of(found):
            raise forms.ValidationError(
                _("“{text}”看不出是几天；请写成 7日 或者 7个工作日。").format(text=text)
            )
        return posting_of(found)


class RowForm(forms.ModelForm):
    """A row of the county's catalogue."""

    statutory_item = forms.ChoiceField(
        label=_lazy("法定主动公开内容"),
        choices=lambda: choices_or_none("statutory_items"),
        required=False,
    )
    standard_field = forms.ChoiceField(
        label=_lazy("标准化领域"),
        choices=lambda: choices_or_none("standard_fields"),
        required=False,
    )
    period_kind = forms.ChoiceField(
        label=_lazy("公开时限"), choices=lambda: choices_of("publication_periods")
    )
    cadence = forms.ChoiceField(
        label=_lazy("时限类型"), choices=lambda: choices_of("cadence_classes")
    )
    posting = PostingField(
        label=_lazy("公示期"),
        required=False,
        max_length=20,
        help_text=_lazy("含人员名单的，公示满这些天自动撤下，如 7日、7个工作日。"),
    )
    ticked = forms.MultipleChoiceField(
        label=_lazy("公开渠道和载体"), required=False, widget=forms.CheckboxSelectMultiple
    )
    other_channels = forms.CharField(
        label=_lazy("其他渠道（可不填）"), required=False, max_length=100
    )
    levels = forms.MultipleChoiceField(
        label=_lazy("公开层级"),
        choices=lambda: choices_of(LEVELS),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = CatalogueRow
        fields = [
            "category",
            "name",
            "content",
            "basis",
            "statutory_item",
            "standard_field",
            "period_kind",
            "time_limit",
            "cadence",
            "monthly_quota",
            "owner",
            "audience",
            "way",
            "levels",
            "county_code",
            "lists_people",
            "is_major",
            "no_limit_reason",
            "order",
        ]
        widgets = {
            "content": forms.Textarea(attrs={"rows": 3}),
            "basis": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "time_limit": _lazy("目录上的写法与上面的时限不同时填写，如“决定作出后10个工作日内”。"),
            "county_code": _lazy("报送县政府网站时所用的栏目编码。"),
            "lists_people": _lazy("勾选后须三审三校，并提示脱敏。"),
            "is_major": _lazy("勾选后须三审三校。"),
        }

    field_order = [
        "category",
        "name",
        "content",
        "basis",
        "statutory_item",
        "standard_field",
        "period_kind",
        "time_limit",
        "cadence",
        "posting",
        "monthly_quota",
        "owner",
        "ticked",
        "other_channels",
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = [entry.label for entry in codelist("catalogue_channels") if entry.id != "other"]
        self.fields["ticked"].choices = [(label, label) for label in labels]
        held = [part for part in self.instance.channels.split(BETWEEN) if part]
        self.initial.setdefault("ticked", [part for part in held if part in labels])
        self.initial.setdefault("posting", self.instance.posting)
        others = [part for part in held if part not in labels]
        self.initial.setdefault("other_channels", BETWEEN.join(others))

    def _post_clean(self) -> None:
        # The action checks the row that it writes.
        pass

    def values(self) -> dict[str, Any]:
        """The fields of the row."""
        values = dict(self.cleaned_data)
        others = values.pop("other_channels")
        values["channels"] = BETWEEN.join([*values.pop("ticked"), *([others] if others else [])])
        return values


class NewRowForm(RowForm):
    """A row of the county's own."""

    include_on = forms.DateField(
        label=_lazy("自哪一天起列入相应层级各机关的目录（可不填）"),
        required=False,
        widget=AdminDateInput,
        help_text=_lazy("不填则只列入全县目录，由各机关自行勾选。"),
    )


class CatalogueFileForm(forms.Form):
    """The catalogue as a workbook."""

    file = forms.FileField(
        label=_lazy("Excel 表格"),
        help_text=_lazy("请使用本平台导出的表格；已有编码的行按编码更新，编码留空的行新增。"),
    )


class CountyForm(forms.Form):
    """Whose catalogue it is, asked only of who looks after several counties."""

    county = forms.ModelChoiceField(
        label=_lazy("县（市、区）"), queryset=PublicBody.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, counties: Sequence[PublicBody], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbers = [county.pk for county in counties]
        self.fields["county"].queryset = PublicBody.objects.filter(pk__in=numbers)
        self.fields["county"].initial = counties[0] if counties else None
        if len(counties) == 1:
            self.fields["county"].widget = forms.HiddenInput()


class StandardForm(CountyForm):
    """Take over the standard catalogue from a day on, with or without other wordings."""

    on = forms.DateField(
        label=_lazy("自哪一天起"), initial=timezone.localdate, widget=AdminDateInput
    )
    variants = forms.MultipleChoiceField(
        label=_lazy("同一事项有几种写法的，采用哪些"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_lazy("勾选的写法代替部颁指引中的同名事项；不清楚的照原样即可。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        catalogue = standard_catalogue()
        self.fields["variants"].choices = [(label, label) for label in catalogue.all_variants]
        self.fields["variants"].initial = sorted(catalogue.usual_variants)


class HandInForm(CountyForm):
    """The county's own catalogue, in whatever layout it is kept."""

    file = forms.FileField(
        label=_lazy("本县目录（xlsx、xls 或 docx）"),
        help_text=_lazy(
            "表头有“一级事项、二级事项、公开内容”即可，两行表头、合并单元格、“同上”、√ 和 ■ 都认得。"
            "上传后先看差别，确认之前不改动目录。"
        ),
    )


class CodeTableForm(forms.Form):
    """The county's own table of codes."""

    file = forms.FileField(
        label=_lazy("本县栏目编码表（xlsx、xls、csv 或 docx）"),
        help_text=_lazy(
            "表头有“栏目编码”和“栏目名称”两列即可，有上级栏目更准。按名称对上的填入下表，保存之前不改动目录。"
        ),
    )


@dataclass(frozen=True)
class CodeLine:
    """A row of the catalogue with its code, and whether the table proposes another one."""

    row: CatalogueRow
    code: forms.BoundField
    is_new: bool


class CountyCodesForm(forms.Form):
    """A code for each row of a county's catalogue; ``proposed`` are those of the table that was read."""

    def __init__(
        self,
        *args: Any,
        rows: Sequence[CatalogueRow],
        proposed: Mapping[int, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows, self.proposed = rows, proposed or {}
        for row in rows:
            self.fields[f"code-{row.pk}"] = forms.CharField(
                label=row.name,
                max_length=LONGEST,
                required=False,
                initial=self.proposed.get(row.pk, row.county_code),
                widget=forms.TextInput(attrs={"size": 12}),
            )

    def groups(self) -> list[tuple[str, list[CodeLine], bool]]:
        """By heading: its rows, and whether there is something new among them."""
        found: dict[str, list[CodeLine]] = {}
        for row in self.rows:
            new = self.proposed.get(row.pk, row.county_code) != row.county_code
            line = CodeLine(row, self[f"code-{row.pk}"], new)
            found.setdefault(row.group, []).append(line)
        return [
            (group, lines, any(line.is_new for line in lines)) for group, lines in found.items()
        ]

    def codes(self) -> dict[int, str]:
        """The codes by number of the row."""
        return {row.pk: self.cleaned_data[f"code-{row.pk}"] for row in self.rows}


@dataclass(frozen=True)
class TrimLine:
    """A row to tick: whether it is usual for the body, and its fields; words of its own only where they may hold."""

    row: CatalogueRow
    is_usual: bool
    owed: forms.BoundField
    content: forms.BoundField | None
    quota: forms.BoundField | None

    @property
    def has_own(self) -> bool:
        """Whether the body has words or a quota of its own."""
        return bool(self.content and (self.content.value() or self.quota.value() is not None))


class TrimForm(forms.Form):
    """Which rows a body owes from a day on, with its own words and quota."""

    on = forms.DateField(
        label=_lazy("自哪一天起"), initial=timezone.localdate, widget=AdminDateInput
    )

    def __init__(self, *args: Any, rows: Any, owed: Any, suggested: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = list(rows)
        self.suggested = suggested
        for row in self.rows:
            current = owed.get(row.pk)
            self.fields[f"owed-{row.pk}"] = forms.BooleanField(
                label=row.name, required=False, initial=current is not None
            )
            if current is None and row.pk not in suggested:
                continue
            self.fields[f"content-{row.pk}"] = forms.CharField(
                label=_("{row_name}的本单位公开内容").format(row_name=row.name),
                required=False,
                initial=current.content if current else "",
                widget=forms.Textarea(attrs={"rows": 2, "placeholder": row.content}),
            )
            self.fields[f"quota-{row.pk}"] = forms.IntegerField(
                label=_("{row_name}的每月至少条数").format(row_name=row.name),
                required=False,
                min_value=0,
                max_value=999,
                initial=current.monthly_quota if current else None,
                widget=forms.NumberInput(attrs={"placeholder": row.monthly_quota or ""}),
            )

    def lines(self) -> Iterator[TrimLine]:
        """Each row with its fields."""
        for row in self.rows:
            has_own = f"content-{row.pk}" in self.fields
            yield TrimLine(
                row,
                row.pk in self.suggested,
                self[f"owed-{row.pk}"],
                self[f"content-{row.pk}"] if has_own else None,
                self[f"quota-{row.pk}"] if has_own else None,
            )

    def groups(self) -> list[tuple[str, list[TrimLine], int]]:
        """The lines under their headings, with how many of them are ticked."""
        found: dict[str, list[TrimLine]] = {}
        for line in self.lines():
            found.setdefault(line.row.group, []).append(line)
        return [
            (name, lines, sum(bool(line.owed.value()) for line in lines))
            for name, lines in found.items()
        ]

    def chosen(self) -> list[CatalogueRow]:
        """The rows that are ticked."""
        return [row for row in self.rows if self.cleaned_data[f"owed-{row.pk}"]]

    def wordings(self) -> dict[int, Wording]:
        """The body's own words for them."""
        return {
            row.pk: Wording(
                self.cleaned_data[f"content-{row.pk}"], self.cleaned_data[f"quota-{row.pk}"]
            )
            for row in self.chosen()
            if f"content-{row.pk}" in self.fields
        }
