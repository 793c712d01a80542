"""Items that are news of an activity, not the information itself."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from django.db.models import Count, Exists, F, OuterRef, Q

from gongkai.web.publishing.items.models import Attachment, ItemPage

YEAR = timedelta(days=366)


@cache
def news_words() -> tuple[str, ...]:
    """Words in the title of news."""
    text = files("gongkai.web.publishing.duties").joinpath("substance.toml").read_text("utf-8")
    return tuple(tomllib.loads(text)["news_words"])


def is_news() -> Q:
    """Condition on items: such a title, no document number, no file."""
    titled = Q()
    for word in news_words():
        titled |= Q(title__contains=word)
    return titled & Q(document_number="") & ~Exists(Attachment.objects.filter(item=OuterRef("pk")))


def news_only(bodies: Iterable[int], on: date) -> set[tuple[int, int]]:
    """(body, row) whose every item of the last year is news. One question to the database."""
    lines = (
        ItemPage.objects.public()
        .filter(body__public_body__in=list(bodies), published_on__range=(on - YEAR, on))
        .order_by()
        .values_list("body__public_body", "row")
        .annotate(all=Count("pk"), news=Count("pk", filter=is_news()))
        .filter(news=F("all"))
    )
    return {(body, row) for body, row, _, _ in lines}
