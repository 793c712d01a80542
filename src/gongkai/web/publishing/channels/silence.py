"""How long a channel may stay silent, by whose word, and how each channel stands on a day."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cache
from importlib.resources import files

from gongkai.statute.citations import resolve
from gongkai.statute.codelists import Code, codelist
from gongkai.statute.workdays import corresponding_day
from gongkai.web.bodies.models import Kind
from gongkai.web.publishing.channels.models.channel import Channel, ChannelKind

_PERIOD = re.compile(r"(?P<number>[0-9]+) (?P<unit>calendar days|months)")
LONGEST_WARNING = 14


@dataclass(frozen=True)
class Silence:
    """How long a channel may go without anything new.

    ``number`` and ``unit`` are ``None`` where nothing is laid down; ``why`` then says so. ``basis`` names the
    provision, or says that it is practice.
    """

    number: int | None
    unit: str | None
    basis: str
    why: str = ""

    @property
    def label(self) -> str:
        """As 14 日（国办秘函〔2019〕19号）."""
        if self.number is None:
            return self.why
        return f"{self.number}{'个月' if self.unit == 'months' else '日'}（{self.basis}）"

    def last_day(self, last: date) -> date | None:
        """The last day on which something published on ``last`` still counts as recent."""
        if self.number is None:
            return None
        if self.unit == "months":
            return corresponding_day(last, self.number)
        return last + timedelta(days=self.number)


@dataclass(frozen=True)
class KindRule:
    """What is wanted of a kind of channel."""

    online: bool
    on_site: bool
    silence: Silence
    village_silence: Silence


def _basis(code: Code) -> str:
    if code.cites:
        return "、".join(str(resolve(cite)) for cite in code.cites)
    return "工作惯例"


def _silence(reference: str, why: str) -> Silence:
    if not reference:
        return Silence(None, None, "", why)
    name, _, code = reference.partition("/")
    entry = codelist(name)[code]
    period = entry.text("period") or f"{entry.text('value')} calendar days"
    match = _PERIOD.fullmatch(period)
    if match is None:
        raise ValueError(f"channels.toml: {reference} is no period of days or months: {period}")
    return Silence(int(match["number"]), match["unit"], _basis(entry))


@cache
def rules() -> dict[str, KindRule]:
    """The rule of each kind, from ``channels.toml``."""
    text = files("gongkai.web.publishing.channels").joinpath("channels.toml").read_text("utf-8")
    found = {}
    for entry in tomllib.loads(text)["kind"]:
        silence = _silence(entry.get("silence", ""), entry.get("silence_why", ""))
        village = entry.get("village_silence")
        found[ChannelKind(entry["code"]).value] = KindRule(
            online=entry.get("online", False),
            on_site=entry.get("on_site", False),
            silence=silence,
            village_silence=_silence(village, "") if village else silence,
        )
    return found


def silence_of(channel: Channel) -> Silence:
    """How long this channel may stay silent."""
    rule = rules()[channel.kind]
    return rule.village_silence if channel.body.kind == Kind.VILLAGE else rule.silence


class Pulse(Enum):
    """How a channel stands."""

    LIVE = "正常"
    SOON = "即将超期"
    SILENT = "长期未更新"
    DEAD = "打不开或已损坏"
    CLOSED = "已停用"


TO_MEND = frozenset({Pulse.SILENT, Pulse.DEAD})


@dataclass(frozen=True)
class Standing:
    """A channel on a day. ``last_on`` is its last sign of life, ``None`` where there is none at all;
    ``due_on`` the last day on which it does not yet count as silent."""

    channel: Channel
    pulse: Pulse
    last_on: date | None
    due_on: date | None
    owner: str


def standings(channels: Iterable[Channel], on: date) -> list[Standing]:
    """How channels stand that were read ``with_last_signs`` and with ``last_checks`` and ``post_today``."""
    return [_standing(channel, on) for channel in channels]


def _standing(channel: Channel, on: date) -> Standing:
    signs = [sign for sign in (channel.last_posted_on, channel.last_seen_on) if sign is not None]
    last_on = max(signs, default=None)
    silence = silence_of(channel)
    # A channel that never carried anything is measured from the day it was opened.
    due_on = silence.last_day(last_on or channel.opened_on)
    checks = channel.last_checks
    if channel.closed_on is not None and channel.closed_on <= on:
        pulse = Pulse.CLOSED
    elif checks and not checks[0].works and (last_on is None or checks[0].checked_on >= last_on):
        pulse = Pulse.DEAD
    elif due_on is not None and on > due_on:
        pulse = Pulse.SILENT
    elif due_on is not None and (due_on - on).days <= _warning(channel, due_on, last_on):
        pulse = Pulse.SOON
    else:
        pulse = Pulse.LIVE
    return Standing(channel, pulse, last_on, due_on, owner_of(channel))


def _warning(channel: Channel, due_on: date, last_on: date | None) -> int:
    """A quarter of the period, two weeks at most: 14 days warn 3 days ahead, a quarter 14."""
    return min(LONGEST_WARNING, (due_on - (last_on or channel.opened_on)).days // 4)


def owner_of(channel: Channel) -> str:
    """Who looks after it: section, post and the person in it; empty where nobody does."""
    if channel.post is None:
        return channel.unit.short_name if channel.unit is not None else ""
    holder = next((term.person.name for term in channel.post.terms_today), "")
    unit = f"{channel.unit.short_name} " if channel.unit is not None else ""
    return f"{unit}{channel.post.title} {holder or '（空缺）'}"
