"""Packages handed to the county, for the notice list of an item."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.bodies.models import ContactDetails
from gongkai.web.publishing.items.copies import HandedOut
from gongkai.web.publishing.items.models import ItemPage


def handed_in(item: ItemPage, on: date) -> Iterator[HandedOut]:
    """Each package with the item; what the county has published itself is a posting besides."""
    lines = list(item.submissions.select_related("submission__body__parent").order_by("pk"))
    above = {each.submission.body.parent_id for each in lines}
    phones = dict(ContactDetails.objects.on(on).filter(body__in=above).values_list("body", "phone"))
    for line in lines:
        body = line.submission.body
        receiver = body.parent or body
        phone = phones.get(receiver.pk)
        yield HandedOut(
            _("报送包“{name}”").format(name=line.submission.name),
            timezone.localdate(line.submission.submitted_at),
            receiver.name + (_("，电话 {phone}").format(phone=phone) if phone else ""),
            line.url,
        )
