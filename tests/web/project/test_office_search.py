"""Wagtail's own search finds Chinese words in titles, on both databases."""

from __future__ import annotations

import pytest
from wagtail.search.backends import get_search_backend

from gongkai.web.publishing.items.models import ItemPage
from tests.web.publishing.conftest import drafted, rows

__all__ = ["drafted", "rows"]
pytestmark = pytest.mark.both_databases


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("防汛", ["柳河镇防汛安排"]),
        ("河镇", ["柳河镇清淤计划", "柳河镇防汛安排"]),
        ("柳河 计划", ["柳河镇清淤计划"]),
        ("低保", []),
        ('"', []),
        ("%", []),
        ("值班", []),
    ],
)
def test_words_of_two_characters_are_found_in_titles(drafted, question, found):
    drafted(title="柳河镇防汛安排")
    drafted(title="柳河镇清淤计划")
    backend = get_search_backend()
    for ask in (backend.search, backend.autocomplete):
        hits = ask(question, ItemPage.objects.all())
        assert sorted(item.title for item in hits) == sorted(found)
