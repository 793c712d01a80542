"""Take papers in and keep them; a photo loses what it carries besides its pixels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from django.db import models

from gongkai.documents import media_types
from gongkai.documents.errors import DocumentError
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform
from gongkai.web.bodies.models import PublicBody
from gongkai.web.files.confined import jobs, pool
from gongkai.web.files.store import digest_of, place_of, store_content
from gongkai.web.files.uploads import checked_type, shown_name
from gongkai.web.office.errors import ActionError
from gongkai.web.supervision.papers.models import KeptPaper


@dataclass(frozen=True)
class Paper:
    """A file that may be kept: the name that is shown, its bytes, its media type."""

    name: str
    data: bytes
    media_type: str


def look_at(name: str, data: bytes) -> Paper:
    """A file as it may be kept.

    Raises:
        FileRefused: it is empty, too large or of no form that can be read.
        ActionError: the photo is broken.
    """
    shown, media_type = shown_name(name), checked_type(name, data)
    if media_type in media_types.IMAGES:
        try:
            data = pool.run(jobs.cleaned_photo, data, name, name=name)
        except DocumentError as error:
            raise ActionError(str(error)) from error
        return Paper(f"{PurePath(shown).stem}.jpg", data, media_types.JPEG)
    return Paper(shown, data, media_type)


def keep_papers(
    subject: models.Model,
    body: PublicBody,
    papers: Iterable[Paper],
    *,
    by: User | Platform,
    at: datetime,
) -> list[KeptPaper]:
    """Write them to the private store, by content, beside the record."""
    kept = []
    for paper in papers:
        digest = digest_of(paper.data)
        path = store_content(place_of(KeptPaper.folder, digest, paper.name), paper.data)
        kept.append(
            KeptPaper.objects.create(
                body=body,
                subject_kind=subject._meta.label_lower,
                subject_number=subject.pk,
                name=paper.name,
                file=path,
                size=len(paper.data),
                sha256=digest,
                media_type=paper.media_type,
                added_by=by if isinstance(by, User) else None,
                added_at=at,
            )
        )
    return kept
