"""Items that are there already: the same title, the same number, the same content."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.items.models import ItemPage

# A shorter text is the same in many items.
LEAST_TEXT = 80
MOST = 10


@dataclass(frozen=True)
class Duplicate:
    """An item that is alike, and in what."""

    item: ItemPage
    why: str


def duplicates(
    body: PublicBody,
    *,
    title: str,
    document_number: str = "",
    text: str = "",
    files: Collection[str] = (),
    besides: int | None = None,
) -> list[Duplicate]:
    """Items of the body alike in title, number, text or a file (by SHA-256, masked copies too)."""
    held = Q(attachments__sha256__in=files)
    for sha256 in files:
        held |= Q(attachments__original__contains=sha256)
    alike = Q(draft_title=title) | Q(title=title)
    if document_number:
        alike |= Q(document_number=document_number)
    if len(text) >= LEAST_TEXT:
        alike |= Q(text=text)
    if files:
        alike |= held
    found = (
        ItemPage.objects.standing()
        .filter(alike, body__public_body=body.public_body_id or body.pk)
        .exclude(pk=besides)
        .prefetch_related("attachments")
        .distinct()
        .order_by("-pk")[:MOST]
    )
    return [Duplicate(item, _why(item, title, document_number, text, files)) for item in found]


def _why(item: ItemPage, title: str, number: str, text: str, files: Collection[str]) -> str:
    reasons = []
    if title in {item.title, item.draft_title}:
        reasons.append("标题相同")
    if number and item.document_number == number:
        reasons.append(f"文号相同（{number}）")
    if len(text) >= LEAST_TEXT and item.text == text:
        reasons.append("正文相同")
    for attachment in item.attachments.all():
        if attachment.sha256 in files or any(each in attachment.original for each in files):
            reasons.append(f"附件“{attachment.name}”内容相同")
    return "；".join(reasons)
