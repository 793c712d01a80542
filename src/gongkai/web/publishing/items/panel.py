"""What an item's sheet tells of its entry: its attribute card, its quality, what is alike, its matter."""

from __future__ import annotations

from datetime import date
from typing import Any

from gongkai.statute.workdays import load_calendar
from gongkai.web.publishing.items.cautions import cautions
from gongkai.web.publishing.items.duplicates import duplicates
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.items.permissions import APPROVE_ATTRIBUTE
from gongkai.web.publishing.items.quality import quality
from gongkai.web.publishing.items.quality_points import points_of
from gongkai.web.vetting.gate import Examination

MOST_OF_A_MATTER = 50


def entry_panel(
    item: ItemPage,
    copy: ItemPage,
    examination: Examination,
    user: Any,
    on: date,
    *,
    own: bool,
) -> dict[str, Any]:
    """For the template ``items/entry_panel.html``; ``own``: whether the user is one of its authors."""
    card = (
        item.attribute_cards.filter(superseded=False)
        .select_related("decided_by", "approved_by")
        .first()
    )
    judged = quality(copy, examination, on=on, calendar=load_calendar())
    return {
        "card": card,
        "may_approve": card is not None
        and not own
        and card.decided_by_id != user.pk
        and user.may(APPROVE_ATTRIBUTE, item.body),
        "quality": judged,
        "points": points_of(judged),
        "duplicates": duplicates(
            item.body,
            title=copy.title,
            document_number=copy.document_number,
            text=copy.text,
            files=[each.sha256 for each in copy.attachments.all()],
            besides=item.pk,
        ),
        "cautions": cautions(copy),
        "submitted": item.submissions.select_related("submission").order_by("-pk").first(),
        "matter": list(
            ItemPage.objects.filter(
                body__public_body=item.body.public_body_id or item.body_id, matter=copy.matter
            ).order_by("formed_on", "pk")[:MOST_OF_A_MATTER]
        )
        if copy.matter
        else [],
    }
