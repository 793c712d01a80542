"""Offer a clean copy of an item's own words as a new version."""

from __future__ import annotations

import re
from datetime import datetime
from html import escape, unescape

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import require
from gongkai.web.files.confined import jobs, pool
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.items import acts
from gongkai.web.publishing.items.actions.draft import revise_item, working_copy
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.permissions import DRAFT
from gongkai.web.vetting.parts import BODY_NAME

WORDS = ("title", "summary", "keywords", "document_number", "issuing_body")
_TAG = re.compile(r"(<[^>]*>)")


def masked_html(text: str) -> str:
    """A rich text with its words masked and its tags as they are."""
    pieces = _TAG.split(text)
    words = [unescape(piece) for piece in pieces[::2]]
    for place, (before, after) in enumerate(zip(words, _masked(words), strict=True)):
        if before != after:
            pieces[2 * place] = escape(after, quote=False)
    return "".join(pieces)


def _masked(texts: list[str]) -> list[str]:
    return pool.run(jobs.masked_words, texts, name=BODY_NAME, quick=True)


def masked_fields(copy: ItemPage) -> dict[str, str]:
    """The fields that masking changes, as they would be."""
    told = _masked([getattr(copy, name) for name in WORDS])
    masked = dict(zip(WORDS, told, strict=True))
    masked["text"] = masked_html(copy.text)
    return {name: value for name, value in masked.items() if value != getattr(copy, name)}


@transaction.atomic
def clean_text(item: ItemPage, *, acting_user: User, at: datetime) -> ItemPage:
    """Mask title, summary and text of the working copy; it is public only after its own release."""
    require(acting_user, DRAFT, item.body)
    copy = working_copy(ItemPage.objects.get(pk=item.pk))
    changed = masked_fields(copy)
    if not changed:
        raise ActionError(_("正文中没有能自动遮盖的内容；请在“修改”中人工处理。"))
    revised = revise_item(item, acting_user=acting_user, **changed, at=at)
    record(
        acts.TEXT_CLEANED,
        by=acting_user,
        body=revised.body,
        subject=revised,
        after={"fields": sorted(changed)},
        at=at,
    )
    return revised
