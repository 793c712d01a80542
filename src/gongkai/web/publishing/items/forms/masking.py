"""What becomes of each column of a list that is masked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext as _

from gongkai.screening.policies import Choice, Distinct
from gongkai.screening.preview import FieldPreview, Preview

WAYS = {Distinct.ORDER: "按先后编号：王某某、王某某（2）", Distinct.LAST_DIGITS: "加证件号后四位"}


class ColumnLine(NamedTuple):
    """A column with its samples, and its choices with what they make of the samples."""

    shown: FieldPreview
    name: str
    offers: list[tuple[Any, str]]


class MaskingForm(forms.Form):
    """A choice for each column, among those that the law leaves; what nobody sends is the mask.

    ``told`` are choices that were made before, by the head of a column; else the proposal is ticked.
    """

    def __init__(
        self,
        *args: Any,
        preview: Preview | None,
        told: Mapping[str, Choice] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.preview = preview
        self.told = told or {}
        self.shown = [each for each in preview.fields if each.key is not None] if preview else []
        for place, each in enumerate(self.shown):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=each.head,
                required=False,
                choices=[(offer.choice.value, offer.label) for offer in each.offers],
                initial=self._ticked(each).value,
            )
        if preview is not None and preview.alike:
            self.fields["distinct"] = forms.ChoiceField(
                label=_("有 {alike} 人遮盖后同名，怎样区分").format(alike=preview.alike),
                required=False,
                choices=[("", _("不区分")), *((way.value, WAYS[way]) for way in preview.distinct)],
            )

    def lines(self) -> list[ColumnLine]:
        """The columns for the table."""
        return [
            ColumnLine(
                each,
                f"column-{place}",
                [
                    (offer, "checked" if offer.choice.value == self._chosen(place, each) else "")
                    for offer in each.offers
                ],
            )
            for place, each in enumerate(self.shown)
        ]

    def _chosen(self, place: int, each: FieldPreview) -> str:
        sent = self.data.get(f"column-{place}") if self.is_bound else None
        return sent or self._ticked(each).value

    def _ticked(self, each: FieldPreview) -> Choice:
        offered = [offer.choice for offer in each.offers]
        if (told := self.told.get(each.key or "")) in offered:
            return told
        return next((offer.choice for offer in each.offers if offer.proposed), each.chosen)

    def proposed(self) -> dict[str, Choice]:
        """What is ticked before anybody chooses, besides the mask."""
        return {
            each.key: choice
            for each in self.shown
            if each.key is not None and (choice := self._ticked(each)) is not Choice.MASK
        }

    def columns(self) -> dict[str, Choice]:
        """What was chosen besides the mask, by the key of the column."""
        chosen = {
            each.key: Choice(self.cleaned_data.get(f"column-{place}") or Choice.MASK)
            for place, each in enumerate(self.shown)
            if each.key is not None
        }
        return {key: choice for key, choice in chosen.items() if choice is not Choice.MASK}

    def way(self) -> Distinct | None:
        """How people of one masked name are told apart."""
        told = self.cleaned_data.get("distinct")
        return Distinct(told) if told else None


class FileMaskingForm(MaskingForm):
    """The same for a file, whose choices may hold for the item's own words too."""

    def __init__(self, *args: Any, asks_for_words: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asks_for_words:
            self.fields["words"] = forms.BooleanField(
                label=_("标题、内容概述和正文里的同样内容，按同样的做法一并遮盖"),
                required=False,
                initial=True,
            )
