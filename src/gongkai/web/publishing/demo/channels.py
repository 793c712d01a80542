"""Channels of the invented county, some fed, some silent, one closed; and what hangs on them."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from django.utils import timezone

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.channels.actions.channel import close_channel, open_channel
from gongkai.web.publishing.channels.actions.post import post_item, remove_posting
from gongkai.web.publishing.channels.models import Channel
from gongkai.web.publishing.items.models import ItemPage


def populate_channels(on: date, staff: dict[str, User]) -> None:
    """Open the channels and post on each what its body had made public by then. ``staff`` are drafters by body."""
    text = files("gongkai.web.publishing.demo").joinpath("channels.toml").read_text("utf-8")
    for facts in tomllib.loads(text)["channel"]:
        body = PublicBody.objects.get(code=facts["body"])
        answering = body.public_body or body
        channel = open_channel(
            body,
            acting_user=PLATFORM,
            kind=facts["kind"],
            name=facts["name"],
            place=facts["place"],
            registration_number=facts.get("registration_number", ""),
            post=answering.posts.first(),
            opened_on=facts["opened_on"],
            at=timezone.now(),
        )
        _feed(channel, facts, on, staff[answering.code])
        if "closed_on" in facts:
            close_channel(
                channel,
                acting_user=PLATFORM,
                on=facts["closed_on"],
                reason=facts["closing_reason"],
                at=timezone.now(),
            )


def _feed(channel: Channel, facts: dict[str, Any], today: date, drafter: User) -> None:
    answering = channel.body.public_body or channel.body
    shown: set[int] = set()
    for number in range(facts.get("carries", 0)):
        on = today - timedelta(days=facts["first_days_ago"] + number * facts["every"])
        public = ItemPage.objects.public().filter(
            body=answering, published_on__lte=on, take_down_on=None
        )
        item = public.exclude(pk__in=shown).order_by("-published_on", "-pk").first()
        if item is None:
            return
        shown.add(item.pk)
        down = on + timedelta(weeks=facts["weeks_up"]) if "weeks_up" in facts else None
        (posting,) = post_item(
            item,
            acting_user=drafter,
            channels=[channel],
            on=on,
            at=timezone.now(),
            take_down_on=down,
        )
        # The last one whose time is over still hangs, so that somebody has something to take down.
        if down is not None and down <= today and number > 2:
            remove_posting(posting, acting_user=drafter, on=down, at=timezone.now())
