"""Forms about links and about whether a document still holds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.web.publishing.items.models import ItemPage, LinkKind, Validity

# What the chosen item is to this one, and on which side of the link it then stands.
RELATIONS = (
    ("in:explains", _lazy("它是本信息的政策解读")),
    ("out:explains", _lazy("它是本信息所解读的文件")),
    ("in:consults-on", _lazy("它是本文件草案的意见征集公告")),
    ("out:consults-on", _lazy("它是征求意见后印发的正式文件")),
    ("in:result-of", _lazy("它是本次意见征集的结果")),
    ("out:result-of", _lazy("它是本结果对应的意见征集公告")),
    ("out:related", _lazy("相关信息")),
)


class ItemChoiceField(forms.ModelChoiceField):
    """An item by its title and number."""

    def label_from_instance(self, item: ItemPage) -> str:
        facts = [item.document_number or item.index_number, item.body.short_name]
        return f"{item.draft_title}（{'，'.join(fact for fact in facts if fact)}）"


class LinkForm(forms.Form):
    """Another item, and what it is to this one."""

    target = ItemChoiceField(
        label=_lazy("选择信息"),
        queryset=ItemPage.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _lazy("请选择一条信息。")},
    )
    relation = forms.ChoiceField(label=_lazy("与本信息的关系"), choices=RELATIONS)

    def __init__(self, *args: Any, items: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target"].queryset = items

    def ends(self, item: ItemPage) -> tuple[ItemPage, ItemPage, LinkKind]:
        """Source, target and kind of the link."""
        side, _, kind = self.cleaned_data["relation"].partition(":")
        other = self.cleaned_data["target"]
        source, target = (item, other) if side == "out" else (other, item)
        return source, target, LinkKind(kind)


class ValidityForm(forms.Form):
    """What became of a document."""

    validity = forms.ChoiceField(label=_lazy("有效性"), choices=Validity.choices)
    on = forms.DateField(
        label=_lazy("自哪一天起"), widget=AdminDateInput, initial=timezone.localdate
    )
    basis = forms.CharField(
        label=_lazy("依据"),
        max_length=300,
        help_text=_lazy("废止决定、新文件或者有效期条款，写明文号"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    superseded_by = ItemChoiceField(
        label=_lazy("替代它的新文件（仅“已被替代”时选择）"),
        queryset=ItemPage.objects.none(),
        required=False,
    )

    def __init__(self, *args: Any, items: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["superseded_by"].queryset = items
