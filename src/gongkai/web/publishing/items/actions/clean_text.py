"""Offer a clean copy of an item's own words as a new version."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from html import escape, unescape

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.screening.policies import Choice, Distinct
from gongkai.screening.preview import Preview
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import require
from gongkai.web.files.confined import jobs, pool
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.items import acts
from gongkai.web.publishing.items.actions.draft import revise_item, working_copy
from gongkai.web.publishing.items.gate import FACTS, as_page, body_as_html, fact_line
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.permissions import DRAFT
from gongkai.web.vetting.parts import BODY_NAME

_TAG = re.compile(r"(<[^>]*>)")
# Every piece of words stands in an element of its own, by which it is found again.
_PIECE = re.compile(r'<u class="of-(\d+) at-(\d+)">([^<]*)</u>')
_IN_A_CLASS = 10_000


def preview_text(copy: ItemPage, on: date) -> Preview:
    """What masking the words of this version would show, and what may be chosen."""
    return pool.run(
        jobs.previewed_page,
        body_as_html(copy),
        BODY_NAME,
        copy.title,
        on,
        name=BODY_NAME,
        quick=True,
    )


def choices_of_files(copy: ItemPage) -> dict[str, Choice]:
    """What was chosen for the columns of the item's masked files."""
    told: dict[str, Choice] = {}
    for attachment in copy.attachments.all():
        told |= {head: Choice(choice) for head, choice in attachment.choices.items()}
    return told


def masked_fields(
    copy: ItemPage,
    on: date,
    columns: Mapping[str, Choice] | None = None,
    distinct: Distinct | None = None,
) -> dict[str, str]:
    """The fields that masking changes, as they would be: with everything masked that the screening finds in them.

    ``columns`` are choices by the head of a column; without them what was chosen for the item's files counts.
    """
    if columns is None:
        columns = choices_of_files(copy)
    names = [name for name in FACTS if getattr(copy, name)]
    text = _TAG.split(copy.text)
    before = [*(getattr(copy, name) for name in names), *map(unescape, text[::2])]
    facts = "".join(fact_line(name, _marked(at, before)) for at, name in enumerate(names))
    for place in range(0, len(text), 2):
        text[place] = _marked(len(names) + place // 2, before)
    masked = pool.run(
        jobs.masked_page,
        as_page(facts + "".join(text)),
        BODY_NAME,
        copy.title,
        on,
        columns,
        distinct,
        name=BODY_NAME,
        quick=True,
    )
    after = list(before)
    for found in _PIECE.finditer(masked.decode()):
        after[int(found[1]) * _IN_A_CLASS + int(found[2])] = unescape(found[3])
    text = _TAG.split(copy.text)
    for place in range(0, len(text), 2):
        number = len(names) + place // 2
        if after[number] != before[number]:
            text[place] = escape(after[number], quote=False)
    told = {**dict(zip(names, after, strict=False)), "text": "".join(text)}
    return {name: value for name, value in told.items() if value != getattr(copy, name)}


def _marked(number: int, words: Sequence[str]) -> str:
    """A piece of words by which it is found again; one of spaces only stays as it is, between tags."""
    said = escape(words[number], quote=False)
    if not said.strip():
        return said
    of, at = divmod(number, _IN_A_CLASS)
    return f'<u class="of-{of} at-{at}">{said}</u>'


@transaction.atomic
def clean_text(
    item: ItemPage,
    *,
    acting_user: User,
    at: datetime,
    columns: Mapping[str, Choice] | None = None,
    distinct: Distinct | None = None,
) -> ItemPage:
    """Mask title, summary and text of the working copy; it is public only after its own release."""
    require(acting_user, DRAFT, item.body)
    copy = working_copy(ItemPage.objects.get(pk=item.pk))
    changed = masked_fields(copy, timezone.localdate(at), columns, distinct)
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
