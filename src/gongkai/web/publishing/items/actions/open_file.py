"""Open a file of an item that is not public: who, which bytes, when."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import require
from gongkai.web.journal.recording import record
from gongkai.web.publishing.items import acts
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.items.permissions import SEE_ORIGINALS
from gongkai.web.publishing.permissions import SEE_DRAFTS
from gongkai.web.vetting.models import Manner
from gongkai.web.vetting.openings import note_opening


@transaction.atomic
def open_file(
    item: ItemPage,
    *,
    acting_user: User,
    at: datetime,
    sha256: str,
    manner: Manner,
    page: int = 0,
    pages: int = 0,
) -> None:
    """Keep that the file of this content was opened; the journal tells the first time of each person."""
    require(acting_user, SEE_ORIGINALS if manner is Manner.ORIGINAL else SEE_DRAFTS, item.body)
    first = note_opening(item, sha256, by=acting_user, manner=manner, at=at, page=page, pages=pages)
    if first:
        record(
            acts.FILE_OPENED,
            by=acting_user,
            body=item.body,
            subject=item,
            after={"sha256": sha256, "manner": manner.value},
            at=at,
        )
