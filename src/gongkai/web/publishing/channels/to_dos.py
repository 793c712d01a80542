"""What the channels of a body ask of its people today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.web.bodies.models import Term
from gongkai.web.office.home import Slot, ToDo
from gongkai.web.publishing.channels.models import Channel, ChannelCheck, Posting
from gongkai.web.publishing.channels.models.channel import ChannelQuerySet
from gongkai.web.publishing.channels.permissions import POST
from gongkai.web.publishing.channels.silence import TO_MEND, Pulse, standings

SHOWN = 50


def with_facts(channels: ChannelQuerySet, on: date) -> ChannelQuerySet:
    """Channels with everything that ``standings`` reads, in a fixed number of questions."""
    return (
        channels.with_last_signs()
        .select_related("body", "unit", "post")
        .prefetch_related(
            Prefetch("checks", ChannelCheck.objects.order_by("-checked_on", "-pk"), "last_checks"),
            Prefetch(
                "post__terms", Term.objects.on(on).select_related("person"), to_attr="terms_today"
            ),
        )
    )


def channel_to_dos(user: Any, on: date) -> Iterator[ToDo]:
    """Postings to take down, channels that are silent or broken."""
    numbers = user.bodies_where(POST)
    if not numbers:
        return
    yield from _to_take_down(numbers, on)
    yield from _outdated(numbers)
    for standing in standings(
        with_facts(Channel.objects.filter(body__in=numbers).open_on(on), on), on
    ):
        if standing.pulse in TO_MEND or standing.pulse is Pulse.SOON:
            late = standing.pulse in TO_MEND
            yield ToDo(
                Slot.LATE if late else Slot.DUE,
                _("渠道{pulse_value}：{channel_name}").format(
                    pulse_value=standing.pulse.value, channel_name=standing.channel.name
                ),
                reverse("publishing:channel", args=[standing.channel.pk]),
                due_on=standing.due_on,
                body=standing.channel.body.short_name,
                note=_("最后发布 {last_on}").format(last_on=standing.last_on)
                if standing.last_on
                else _("还没有发布记录"),
            )


def _outdated(numbers: Any) -> Iterator[ToDo]:
    postings = Posting.objects.outdated().filter(body__in=numbers)
    for posting in postings.select_related("item", "channel", "body").order_by("posted_on", "pk")[
        :SHOWN
    ]:
        yield ToDo(
            Slot.DUE,
            _("渠道上还是旧版：{item_title}（{where}）").format(
                item_title=posting.item.title, where=posting.where
            ),
            reverse("publishing:renderings", args=[posting.item_id]),
            body=posting.body.short_name,
            note=_("渠道第 {version} 版，现为第 {released} 版").format(
                version=posting.version, released=posting.released
            ),
        )


def _to_take_down(numbers: Any, on: date) -> Iterator[ToDo]:
    postings = Posting.objects.standing().filter(body__in=numbers).exclude(channel=None)
    due = postings.filter(Q(recalled_on__lte=on) | Q(take_down_on__lte=on))
    for posting in due.select_related("item", "channel", "body").order_by("posted_on", "pk")[
        :SHOWN
    ]:
        recalled = posting.recalled_on is not None
        yield ToDo(
            Slot.LATE,
            _("须撤下：{item_title}（{where}）").format(
                item_title=posting.item.title, where=posting.where
            ),
            reverse("publishing:remove-posting", args=[posting.pk]),
            due_on=posting.recalled_on if recalled else posting.take_down_on,
            body=posting.body.short_name,
            note=_("信息已撤下") if recalled else _("公示期已满"),
        )
