"""The generation of the public pages: one mark in the database, changed by every act that may show."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from gongkai.web.portal.models import Generation
from gongkai.web.portal.models.generation import new_mark


def current() -> tuple[str, datetime]:
    """The mark of what holds now, and since when."""
    found = Generation.objects.filter(pk=1).values_list("mark", "changed_at").first()
    if found is None:
        made, _ = Generation.objects.get_or_create(pk=1)
        return made.mark, made.changed_at
    return found


def advance() -> None:
    """Let everything kept from now on be made anew, in the transaction of the caller."""
    changed = {"mark": new_mark(), "changed_at": timezone.now()}
    if not Generation.objects.filter(pk=1).update(**changed):
        Generation.objects.get_or_create(pk=1, defaults=changed)
