"""Searching the portal's index, beside Django's own `icontains` over the same items in the same run.

`python bench/search.py [ITEMS]` asks the questions of `scale.py` of an invented county on SQLite (see `county.py`). Each asks for
the first page of twenty with its count, as the search page does.
"""

from __future__ import annotations

import sys
from typing import Any

import county
from scale import QUESTIONS
from timing import milliseconds

ROUNDS = 8


def ours(question: str) -> tuple[int, bool]:
    """The first page and the count."""
    from gongkai.web.portal.search import search

    found = search(question)
    found[:20]
    return found.count(), found.is_more


def peer(question: str) -> int:
    """The same page by `icontains`."""
    from django.db.models import Q

    from gongkai.web.publishing.items.models import ItemPage

    found: Any = ItemPage.objects.public()
    for word in question.split():
        found = found.filter(
            Q(title__icontains=word) | Q(document_number__icontains=word) | Q(text__icontains=word)
        )
    list(found.order_by("-published_on", "-pk").select_related("body", "row").defer("text")[:20])
    return int(found.count())


def main() -> None:
    """Print for each question the hits, our median, the peer's, and the ratio."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    county.prepare(count)
    print(f"{count} 条")
    for question in QUESTIONS:
        mine = milliseconds(lambda: ours(question), ROUNDS)  # noqa: B023  called at once
        beside = milliseconds(lambda: peer(question), ROUNDS)  # noqa: B023  called at once
        hits, is_more = ours(question)
        print(
            f"{question}：{hits}{'+' if is_more else ''} 条，{mine:.1f} ms；"
            f"icontains {peer(question)} 条，{beside:.1f} ms；快 {beside / mine:.1f} 倍"
        )


if __name__ == "__main__":
    main()
