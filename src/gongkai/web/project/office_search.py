"""Wagtail's own search, for those of its screens that are open: parts of titles, in Chinese too.

The stock back ends split text at spaces, and so find nothing in Chinese on either database. These screens
look for a title among the pages of one body; comparing the titles is enough, and keeps no index in step.
"""

from __future__ import annotations

from collections.abc import Iterator

from wagtail.search.backends.database.fallback import (
    DatabaseSearchBackend,
    DatabaseSearchQueryCompiler,
)


class TitleCompiler(DatabaseSearchQueryCompiler):
    """Looks at the fields that are meant to be found while one types; without any, at all."""

    def get_fields_names(self) -> Iterator[str]:
        model = self.queryset.model
        typed = [field.field_name for field in model.get_autocomplete_search_fields()]
        if self.fields or not typed:
            yield from super().get_fields_names()
        else:
            yield from typed


class SearchBackend(DatabaseSearchBackend):
    """Named in ``WAGTAILSEARCH_BACKENDS`` by its module."""

    query_compiler_class = TitleCompiler
    autocomplete_query_compiler_class = TitleCompiler
