"""The website on which a body's items appear."""

from __future__ import annotations

from datetime import date

from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.channels.models import Channel, ChannelKind


def website_of(body: PublicBody, on: date) -> Channel | None:
    """The body's channel 政府网站 in use on that day; a township's is its column on the county's site."""
    answering = body.public_body or body
    return (
        Channel.objects.open_on(on)
        .filter(kind=ChannelKind.WEBSITE, body__lineage__startswith=answering.lineage)
        .order_by("body__lineage", "pk")
        .first()
    )
