"""Who has opened which file of a subject, by the digest of its bytes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db.models import F

from gongkai.web.vetting.models import FileOpening, Manner

# What goes out was seen; the original is another file.
_SEEN = (Manner.PAGE, Manner.DOWNLOAD)


def note_opening(
    record: Any,
    sha256: str,
    *,
    by: Any,
    manner: Manner,
    at: datetime,
    page: int = 0,
    pages: int = 0,
) -> bool:
    """Keep that these bytes were opened; whether it is the first time by this person in this manner."""
    opening, first = FileOpening.objects.get_or_create(
        subject_kind=record._meta.label_lower,
        subject_number=record.pk,
        sha256=sha256,
        manner=manner,
        opened_by=by,
        defaults={"first_at": at, "last_at": at, "seen_to": page, "pages": pages},
    )
    if not first:
        FileOpening.objects.filter(pk=opening.pk).update(
            last_at=at,
            times=F("times") + 1,
            seen_to=max(opening.seen_to, page),
            pages=pages or opening.pages,
        )
    return first


def openings_of(record: Any, digests: Collection[str]) -> Mapping[str, list[FileOpening]]:
    """Openings of each of these contents, the earliest first."""
    found: dict[str, list[FileOpening]] = defaultdict(list)
    asked = FileOpening.objects.of(record).filter(sha256__in=digests)
    for opening in asked.select_related("opened_by"):
        found[opening.sha256].append(opening)
    return found


def not_opened(record: Any, digests: Collection[str], *, by: Any) -> frozenset[str]:
    """Those of these contents that this person has not opened."""
    seen = FileOpening.objects.of(record).filter(sha256__in=digests, manner__in=_SEEN, opened_by=by)
    return frozenset(digests) - frozenset(seen.values_list("sha256", flat=True))
