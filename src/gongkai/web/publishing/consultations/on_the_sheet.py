"""What this noun adds to the sheet of an item."""

from __future__ import annotations

from typing import Any

from gongkai.web.publishing.consultations.models import PublicConsultation
from gongkai.web.publishing.consultations.permissions import SEE_OPINIONS
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.items.sheet_facts import SheetFacts


def facts(item: ItemPage, user: Any) -> SheetFacts:
    """The consultation whose notice it is."""
    consultation = PublicConsultation.objects.filter(item=item.pk).first()
    may = consultation is not None and user.may(SEE_OPINIONS, item.body)
    return SheetFacts({"consultation": consultation}, {"consult": may})
