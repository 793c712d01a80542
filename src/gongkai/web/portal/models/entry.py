"""The words of a public item, as the search looks at them, and what lists are narrowed by."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.items.models import ItemPage

# A place is the day of publication and the item's number in one whole number.
ITEMS_PER_DAY = 10**9


def place_of(item_number: int, published_on: date | None) -> int:
    """Where an item stands among all: the later day first, then the higher number."""
    day = published_on.toordinal() if published_on else 0
    return day * ITEMS_PER_DAY + item_number


class SearchEntry(models.Model):
    """One row for each item that lists and the search may show.

    ``place`` orders them; it is also their number in the full-text table. ``plain`` is what a reader
    would read, the text of files included; excerpts are cut from it. ``title``, ``numbers`` and
    ``folded`` are folded (see ``portal.search.words``). ``revision_number`` says which version was read.
    """

    item = models.OneToOneField(
        ItemPage, on_delete=models.CASCADE, primary_key=True, related_name="search_entry"
    )
    place = models.BigIntegerField(unique=True)
    revision_number = models.BigIntegerField(null=True)
    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="+", db_index=False)
    public_body = models.ForeignKey(
        PublicBody, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    row = models.ForeignKey(
        CatalogueRow, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    validity = models.CharField(max_length=20)
    # The short ones first: SQLite reads a row from its beginning.
    title = models.TextField()
    numbers = models.TextField()
    plain = models.TextField()
    folded = models.TextField()

    class Meta:
        verbose_name = _lazy("检索条目")
        verbose_name_plural = _lazy("检索条目")
        indexes = [
            models.Index(fields=["body", "place"], name="portal_entry_body"),
            models.Index(fields=["public_body", "row", "place"], name="portal_entry_body_row"),
            models.Index(fields=["public_body", "place"], name="portal_entry_public_body"),
            models.Index(fields=["row", "place"], name="portal_entry_row"),
            models.Index(fields=["validity", "place"], name="portal_entry_validity"),
        ]

    def __str__(self) -> str:
        return self.title.strip()
