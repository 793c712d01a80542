"""应解读未解读: valid normative documents without a public explanation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from gongkai.web.office.home import Slot, ToDo
from gongkai.web.publishing.items.models import ItemLink, ItemPage, LinkKind, Validity, is_public
from gongkai.web.publishing.items.models.item import ItemQuerySet
from gongkai.web.publishing.permissions import DRAFT

NORMATIVE_DOCUMENTS = "statutory.regulations_and_normative_documents"


def unexplained(numbers: Any) -> ItemQuerySet:
    """Public normative documents of these bodies that nothing public explains, the newest first.

    The explanation is due with the document, that is on ``published_on``.
    """
    explained = ItemLink.objects.filter(
        is_public("source__"), target=OuterRef("pk"), kind=LinkKind.EXPLAINS
    )
    return (
        ItemPage.objects.public()
        .filter(body__in=numbers, row__code=NORMATIVE_DOCUMENTS, validity=Validity.VALID)
        .filter(~Exists(explained))
        .order_by("-published_on", "-pk")
    )


def to_dos(user: Any, on: date) -> Iterator[ToDo]:
    """One line, however many are missing."""
    missing = unexplained(user.bodies_where(DRAFT))
    number = missing.count()
    if number:
        first = missing.last()
        yield ToDo(
            Slot.LATE if first.published_on < on else Slot.DUE,
            f"应解读未解读：{number} 件",
            reverse("publishing:unexplained"),
            due_on=first.published_on,
            note="解读与文件同步发布",
        )
