"""Channels of the invented county, some fed, some silent, one closed; and what hangs on them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.channels.actions.channel import close_channel, open_channel
from gongkai.web.publishing.channels.actions.post import post_item, remove_posting
from gongkai.web.publishing.channels.models import Channel
from gongkai.web.publishing.demo.story import Story, hour_of
from gongkai.web.publishing.items.models import ItemPage

# The last whose weeks are over still hang, so that somebody has something to take down.
FORGOTTEN = 2


def channels(last: date, drafters: dict[str, User]) -> Iterator[Story]:
    """The stories of every channel up to that day. ``drafters`` are by body."""
    text = files("gongkai.web.publishing.demo").joinpath("channels.toml").read_text("utf-8")
    for facts in tomllib.loads(text)["channel"]:
        yield _open(facts)
        for number in range(facts.get("carries", 0)):
            on = last - timedelta(days=facts["first_days_ago"] + number * facts["every"])
            yield _post(facts, drafters, on, takes_down=number > FORGOTTEN)


def _open(facts: dict[str, Any]) -> Story:
    opened_at = hour_of(facts["opened_on"], 9, 30)
    yield opened_at
    body = PublicBody.objects.get(code=facts["body"])
    channel = open_channel(
        body,
        acting_user=PLATFORM,
        at=opened_at,
        kind=facts["kind"],
        name=facts["name"],
        place=facts["place"],
        registration_number=facts.get("registration_number", ""),
        post=(body.public_body or body).posts.first(),
        opened_on=facts["opened_on"],
    )
    if "closed_on" not in facts:
        return
    closed_at = hour_of(facts["closed_on"], 17)
    yield closed_at
    close_channel(
        channel,
        acting_user=PLATFORM,
        at=closed_at,
        on=facts["closed_on"],
        reason=facts["closing_reason"],
    )


def _post(facts: dict[str, Any], drafters: dict[str, User], on: date, *, takes_down: bool) -> Story:
    """Put up the newest that is public on that day, and take it down when it has hung its weeks."""
    posted_at = hour_of(on, 18)
    yield posted_at
    channel = Channel.objects.get(body__code=facts["body"], name=facts["name"])
    answering = channel.body.public_body or channel.body
    public = ItemPage.objects.public().filter(body=answering, take_down_on=None)
    item = public.exclude(postings__channel=channel).order_by("-published_on", "-pk").first()
    if item is None:
        return
    down_on = on + timedelta(weeks=facts["weeks_up"]) if "weeks_up" in facts else None
    drafter = drafters[answering.code]
    (posting,) = post_item(
        item,
        acting_user=drafter,
        at=posted_at,
        channels=[channel],
        on=on,
        take_down_on=down_on,
    )
    if down_on is not None and takes_down:
        down_at = hour_of(down_on, 8)
        yield down_at
        remove_posting(posting, acting_user=drafter, at=down_at, on=down_on)
