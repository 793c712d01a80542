"""Copies on other channels, for the notice list of an item."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from gongkai.web.bodies.models import ContactDetails
from gongkai.web.publishing.channels.models import ChannelKind
from gongkai.web.publishing.items.copies import HandedOut
from gongkai.web.publishing.items.models import ItemPage


def posted(item: ItemPage, on: date) -> Iterator[HandedOut]:
    """Where it stands, as far as anybody has recorded; the platform's own page answers for itself."""
    contacts = Prefetch("body__contacts", ContactDetails.objects.on(on), to_attr="today")
    standing = item.postings.standing().exclude(kind=ChannelKind.PORTAL)
    for each in standing.select_related("body", "channel__unit", "channel__post").prefetch_related(
        contacts
    ):
        channel = each.channel
        keeper = channel.unit or each.body
        told = [keeper.name, channel.post.title if channel.post else ""]
        told += [
            _("电话 {phone}").format(phone=line.phone) for line in each.body.today if line.phone
        ]
        yield HandedOut(
            _("{kind}“{name}”").format(kind=channel.get_kind_display(), name=channel.name),
            each.posted_on,
            "，".join(filter(None, told)),
            each.url,
        )
