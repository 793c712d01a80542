"""Hand files in, and confirm what was read in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.web.bodies.models import PublicBody
from gongkai.web.files.forms import ManyFilesField
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.catalogue.row_field import RowField
from gongkai.web.publishing.intake.models import IntakeFile
from gongkai.web.publishing.items.forms.editor import editor_field
from gongkai.web.publishing.items.forms.items import check_days, tidied_number
from gongkai.web.publishing.items.models import ItemPage

OTHER = "其他（在下面选择）"


class DropForm(forms.Form):
    """Files for an item, or for an item each."""

    body = forms.ModelChoiceField(label=_lazy("机关"), queryset=PublicBody.objects.none())
    files = ManyFilesField(
        label=_lazy("把文件拖到这里，或点击选择"),
        help_text=_lazy("Word、PDF、Excel、网页、文本、图片；可以一次选几个，每个不超过 100 MB。"),
    )
    separately = forms.BooleanField(
        label=_lazy("每个文件单独登记为一条信息"),
        required=False,
        help_text=_lazy("不勾选时，几个文件合为一条：一个作正文，其余作附件。"),
    )

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies
        self.fields["body"].initial = bodies.first()
        if len(bodies) == 1:
            self.fields["body"].widget = forms.HiddenInput()


class IntakeForm(forms.ModelForm):
    """What was read in the files, to be confirmed; under each field where it comes from."""

    suggested = forms.ChoiceField(
        label=_lazy("公开事项（按相近程度排列）"), widget=forms.RadioSelect, required=False
    )
    row = RowField(label=_lazy("其他公开事项"), required=False)
    attach = forms.MultipleChoiceField(
        label=_lazy("作为附件一并公开"), widget=forms.CheckboxSelectMultiple, required=False
    )

    class Meta:
        model = ItemPage
        fields = [
            "title",
            "document_number",
            "issuing_body",
            "formed_on",
            "issued_on",
            "suggested",
            "row",
            "summary",
            "text",
            "lists_people",
            "attach",
        ]
        widgets = {
            "formed_on": AdminDateInput,
            "issued_on": AdminDateInput,
            "summary": forms.Textarea(attrs={"rows": 3}),
        }

    field_order = Meta.fields

    def __init__(
        self,
        *args: Any,
        body: PublicBody,
        suggestions: Sequence[tuple[str, str]],
        files: Sequence[IntakeFile],
        sources: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("标题")
        self.fields["row"].offer([body])
        self.fields["suggested"].choices = [*suggestions, ("", OTHER)]
        self.fields["attach"].choices = [(file.sha256, file.name) for file in files]
        if not files:
            del self.fields["attach"]
        editor_field(self.fields["text"])
        for name, source in sources.items():
            if name in self.fields:
                self.fields[name].help_text = source

    def clean_document_number(self) -> str:
        return tidied_number(self.cleaned_data["document_number"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        check_days(self, cleaned)
        chosen = cleaned.pop("suggested", "")
        if chosen:
            cleaned["row"] = CatalogueRow.objects.filter(pk=chosen).first()
        if not cleaned.get("row"):
            self.add_error("suggested", _("请选择公开事项。"))
        cleaned.setdefault("attach", [])
        return cleaned

    def _post_clean(self) -> None:
        # The action checks the item that it makes.
        pass
