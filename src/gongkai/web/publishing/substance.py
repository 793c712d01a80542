"""Items that are news of an activity, not the information itself."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from django.db.models import Exists, OuterRef, Q

from gongkai.web.publishing.models import Attachment


@cache
def news_words() -> tuple[str, ...]:
    """Words in the title of news."""
    text = files("gongkai.web.publishing").joinpath("substance.toml").read_text("utf-8")
    return tuple(tomllib.loads(text)["news_words"])


def is_news() -> Q:
    """Condition on items: such a title, no document number, no file."""
    titled = Q()
    for word in news_words():
        titled |= Q(title__contains=word)
    return titled & Q(document_number="") & ~Exists(Attachment.objects.filter(item=OuterRef("pk")))
