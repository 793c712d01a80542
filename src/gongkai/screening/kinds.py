"""What is looked for: kinds (the words of the JSON) and their varieties, read from `kinds.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources


class Level(StrEnum):
    """How sure and how grave a finding is."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"
    UNASSESSABLE = "unassessable"


class Kind(StrEnum):
    """What must not go out; the values are those of the JSON."""

    RESIDENT_ID = "resident_id"
    PASSPORT = "passport"
    MOBILE = "mobile"
    LANDLINE = "landline"
    BANK_ACCOUNT = "bank_account"
    PLATE = "plate"
    EMAIL = "email"
    WECHAT = "wechat"
    ADDRESS = "address"
    BIRTH_DATE = "birth_date"
    SENSITIVE_NAME = "sensitive_name"
    MEDICAL = "medical"
    SECRECY_MARK = "secrecy_mark"
    HIDDEN_DATA = "hidden_data"
    METADATA = "metadata"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class KindEntry:
    """A kind for readers: Chinese label, why it matters, the law it rests on, what to do."""

    kind: Kind
    label: str
    why: str
    basis: str
    hint: str


@dataclass(frozen=True, slots=True)
class Variety:
    """One way in which a kind shows itself. `hint` is the kind's unless the variety has its own."""

    name: str
    kind: Kind
    label: str
    level: Level
    hint: str


@cache
def _data() -> dict[str, dict[str, dict[str, str]]]:
    text = resources.files("gongkai.screening").joinpath("kinds.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def kinds() -> dict[Kind, KindEntry]:
    """Every kind with its entry, in the order of `kinds.toml`."""
    return {
        Kind(name): KindEntry(kind=Kind(name), **entry) for name, entry in _data()["kind"].items()
    }


@cache
def varieties() -> dict[str, Variety]:
    """Every variety by name, in the order of `kinds.toml`."""
    return {
        name: Variety(
            name=name,
            kind=Kind(entry["kind"]),
            label=entry["label"],
            level=Level(entry["level"]),
            hint=entry.get("hint", kinds()[Kind(entry["kind"])].hint),
        )
        for name, entry in _data()["variety"].items()
    }
