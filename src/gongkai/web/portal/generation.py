"""The generation of the public pages: one mark in the database, changed by every act that may show."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.utils import timezone

from gongkai.web.portal.models import Generation
from gongkai.web.portal.models.generation import new_mark


def current() -> str:
    """The mark of what holds now; by hand, since every answer asks for it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT mark FROM portal_generation WHERE id = 1")
        found = cursor.fetchone()
    return found[0] if found else Generation.objects.get_or_create(pk=1)[0].mark


def changed_at() -> datetime:
    """Since when it holds."""
    return Generation.objects.get_or_create(pk=1)[0].changed_at


def advance() -> None:
    """Let everything kept from now on be made anew, in the transaction of the caller."""
    changed = {"mark": new_mark(), "changed_at": timezone.now()}
    if not Generation.objects.filter(pk=1).update(**changed):
        Generation.objects.get_or_create(pk=1, defaults=changed)
