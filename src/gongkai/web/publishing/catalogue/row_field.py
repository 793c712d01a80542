"""The choice of a row on a form: what its bodies owe, heading by heading."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.catalogue.models import CatalogueRow


class RowField(forms.ModelChoiceField):
    """One row; nothing can be chosen before ``offer`` has said whose."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=CatalogueRow.objects.none(), **kwargs)

    def offer(self, bodies: Iterable[PublicBody], kept: int | None = None) -> None:
        """The rows of these bodies, and the one that is there."""
        self.queryset = CatalogueRow.objects.owed_by(bodies, kept)
        headings: dict[str, list[tuple[int, str]]] = {}
        for row in self.queryset:
            headings.setdefault(row.group, []).append((row.pk, str(row)))
        self.choices = [("", "—"), *headings.items()]
