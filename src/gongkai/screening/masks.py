"""A value becomes its masked form; masking a masked form changes nothing."""

from __future__ import annotations

import re

from gongkai.screening.addresses import village_of
from gongkai.screening.hit import plain
from gongkai.screening.kinds import Kind, varieties
from gongkai.screening.lexicon import any_of, lexicon
from gongkai.screening.profiles import Action, Mask, Profile, shipped_profile

_COMPOUND = re.compile(any_of(lexicon("names")["compound"]))
_YEAR = re.compile(r"(?:18|19|20)\d{2}")
DROPPED = "***"


def masked(variety: str, value: str, profile: Profile, *, whole_cell: bool = False) -> str:
    """`value`, which shows the variety, as the profile wants it published.

    `whole_cell`: the value fills its cell, so that dropping it leaves the cell empty.
    """
    kind = varieties()[variety].kind
    rule = profile.masks.get(kind, Mask(Action.DROP))
    if variety == "resident-id-split":
        return "" if rule.action is Action.DROP else "*" * len(value.strip())
    match rule.action:
        case Action.LEAVE:
            return value
        case Action.KEEP:
            return _keep(value, rule.head, rule.tail)
        case Action.SURNAME:
            return _surname(value)
        case Action.YEAR:
            return _year(value) or ("" if whole_cell else DROPPED)
        case Action.GENERALISE:
            village = village_of(plain(value)) if rule.to == "village" else ""
            return value[: len(village)] or "**"
        case Action.DROP:
            return "" if whole_cell else DROPPED


def last_four(value: str) -> str:
    """`value` with all but its last four letters and digits hidden."""
    return _keep(value, 0, 4)


def excerpt(variety: str, value: str) -> str:
    """The masked form that findings show; it never follows a profile that would show more."""
    kind = varieties()[variety].kind
    if kind is Kind.WORDING:
        return value
    if kind in (Kind.SECRECY_MARK,):
        return value[:2] + "…"
    if kind in (Kind.MEDICAL, Kind.EMAIL, Kind.WECHAT, Kind.LANDLINE):
        return _keep(value, 1, 0)
    return masked(variety, value, shipped_profile("county"))


def _keep(value: str, head: int, tail: int) -> str:
    places = [at for at, character in enumerate(value) if character.isalnum() or character == "*"]
    if len(places) <= head + tail:
        head = tail = 0
    hidden = set(places[head : len(places) - tail])
    return "".join("*" if at in hidden else character for at, character in enumerate(value))


def _surname(value: str) -> str:
    name = value.strip()
    if "·" in name or "•" in name or "・" in name:
        return name[0] + "某某"
    surname = _COMPOUND.match(name)
    kept = len(surname.group()) if surname and len(name) > 2 else 1
    return name[:kept] + "某" * len(name[kept:].replace(" ", "").replace("\u3000", ""))


def _year(value: str) -> str:
    year = _YEAR.match(plain(value))
    if year is None:
        return ""
    return year.group() + ("年" if "年" in value else "")
