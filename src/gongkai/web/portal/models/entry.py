"""The words of a public item, as the search looks at them."""

from __future__ import annotations

from django.db import models

from gongkai.web.publishing.models import ItemPage


class SearchEntry(models.Model):
    """One row for each item that the search may find.

    ``plain`` is what a reader would read, the text of files included; excerpts are cut from it. The
    other three are folded (see ``portal.search.words``): the title, the numbers, and everything.
    ``revision_number`` says which version was read.
    """

    item = models.OneToOneField(
        ItemPage, on_delete=models.CASCADE, primary_key=True, related_name="search_entry"
    )
    revision_number = models.BigIntegerField(null=True)
    # The short ones first: SQLite reads a row from its beginning.
    title = models.TextField()
    numbers = models.TextField()
    plain = models.TextField()
    folded = models.TextField()

    class Meta:
        verbose_name = "检索条目"
        verbose_name_plural = "检索条目"

    def __str__(self) -> str:
        return self.title.strip()
