"""The files of a draft, put in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from gongkai.web.publishing.items.models import Attachment


class AttachmentLine(NamedTuple):
    """The fields of one file."""

    attachment: Attachment
    name: BoundField
    place: BoundField
    remove: BoundField


class AttachmentsForm(forms.Form):
    """For each file its name, its place and whether it goes."""

    def __init__(self, *args: Any, attachments: Sequence[Attachment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.attachments = attachments
        for place, attachment in enumerate(attachments, start=1):
            key = attachment.sha256
            self.fields[f"name-{key}"] = forms.CharField(
                label=_("名称"), max_length=200, initial=attachment.name
            )
            self.fields[f"place-{key}"] = forms.IntegerField(
                label=_("顺序"), min_value=1, max_value=999, initial=place
            )
            self.fields[f"remove-{key}"] = forms.BooleanField(label=_("移除"), required=False)

    def lines(self) -> Iterator[AttachmentLine]:
        """The files with their fields, for the table."""
        for attachment in self.attachments:
            key = attachment.sha256
            yield AttachmentLine(
                attachment, self[f"name-{key}"], self[f"place-{key}"], self[f"remove-{key}"]
            )

    def removed(self) -> list[str]:
        """SHA-256 of the files that go."""
        return [
            each.sha256
            for each in self.attachments
            if self.cleaned_data.get(f"remove-{each.sha256}")
        ]

    def names(self) -> dict[str, str]:
        """The names of the files that stay, by SHA-256."""
        gone = set(self.removed())
        return {
            each.sha256: self.cleaned_data[f"name-{each.sha256}"]
            for each in self.attachments
            if each.sha256 not in gone
        }

    def order(self) -> list[str]:
        """SHA-256 of the files by the places that were given."""
        return sorted(self.names(), key=lambda key: self.cleaned_data[f"place-{key}"])
