"""Hand a column in, and say which of its columns is what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _lazy

from gongkai.papers.ledger import FIELDS
from gongkai.screening.columns import letter
from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.catalogue.row_field import RowField


class ImportForm(forms.Form):
    """One file with many items."""

    body = forms.ModelChoiceField(label=_lazy("机关"), queryset=PublicBody.objects.none())
    file = forms.FileField(
        label=_lazy("存量信息文件"),
        help_text=_lazy(
            "Excel 台账（每行一条），或 zip：文件夹、台账加附件、网站导出的网页都可以。不超过 2 GB。"
        ),
    )

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies
        self.fields["body"].initial = bodies.first()
        if len(bodies) == 1:
            self.fields["body"].widget = forms.HiddenInput()


class ColumnsForm(forms.Form):
    """For each field of an item the column that holds it."""

    row = RowField(
        label=_lazy("默认公开事项"),
        required=False,
        help_text=_lazy(
            "台账没有写明、或写的名称不在目录中的，都用这一事项；不选则按内容逐条推荐。"
        ),
    )

    def __init__(
        self,
        *args: Any,
        body: PublicBody,
        heads: Mapping[str, str],
        guessed: Mapping[str, int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        held = self.initial.get("row")
        self.fields["row"].offer([body], held.pk if held else None)
        choices = [("", "—")] + [
            (number, gettext("{letter} 列：{head}").format(letter=letter(int(number)), head=head))
            for number, head in heads.items()
        ]
        for name, (label, _) in FIELDS.items():
            if heads:
                self.fields[name + "_column"] = forms.ChoiceField(
                    label=label,
                    choices=choices,
                    required=name == "title",
                    initial=str(guessed.get(name, "")),
                )

    def columns(self) -> dict[str, int]:
        """The column of each field that has one."""
        return {
            name: int(self.cleaned_data[name + "_column"])
            for name in FIELDS
            if self.cleaned_data.get(name + "_column")
        }
