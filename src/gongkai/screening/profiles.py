"""How each kind is masked: the profiles strict and county, and a county's own TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from gongkai.screening.errors import ProfileInvalid
from gongkai.screening.kinds import Kind
from gongkai.screening.wording import Word, parse_word_list, shipped_words


class Action(StrEnum):
    """What becomes of a value."""

    KEEP = "keep"
    """The first `head` and last `tail` characters stay, the others become `*`."""
    DROP = "drop"
    """The value goes: an empty cell, `***` in running text."""
    GENERALISE = "generalise"
    """An address stops at the village or at the township (`to`)."""
    SURNAME = "surname"
    """The surname stays, each further character becomes 某."""
    YEAR = "year"
    """Of a date only the year stays."""
    LEAVE = "leave"
    """The value stays, and the clean copy may hold it."""


@dataclass(frozen=True, slots=True)
class Mask:
    """The rule for one kind; `head` and `tail` in characters, `to` is `village` or `township`."""

    action: Action
    head: int = 0
    tail: int = 0
    to: str = "village"


@dataclass(frozen=True, slots=True)
class Profile:
    """A masking profile: a rule per kind, and what a county knows besides.

    `non_public_numbers` are the first characters of document numbers that are not public; `words` are wrong words.
    """

    name: str
    label: str
    masks: Mapping[Kind, Mask]
    non_public_numbers: tuple[str, ...] = ()
    words: tuple[Word, ...] = field(default=(), repr=False)


MASKABLE = tuple(
    kind for kind in Kind if kind not in (Kind.SECRECY_MARK, Kind.HIDDEN_DATA, Kind.METADATA)
)
"""Kinds that a profile decides on; hidden data is always stripped, and a secrecy mark is never masked away."""


@cache
def shipped_profile(name: str) -> Profile:
    """The profile `strict` or `county`; `ProfileInvalid` for any other name."""
    source = resources.files("gongkai.screening").joinpath("profiles", f"{name}.toml")
    if name not in ("strict", "county"):
        raise ProfileInvalid(name, "名称", "没有这个方案，可用 strict、county 或者一个TOML文件")
    return parse_profile(source.read_text("utf-8"), name)


def load_profile(name_or_path: str) -> Profile:
    """A profile by name (`strict`, `county`) or by the path of a TOML file; raises `ProfileInvalid`, `ListInvalid`."""
    if name_or_path in ("strict", "county"):
        return shipped_profile(name_or_path)
    path = Path(name_or_path)
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ProfileInvalid(
            path.name, "文件", "读不到，可用 strict、county 或者一个TOML文件"
        ) from error
    return parse_profile(text, path.name)


def parse_profile(text: str, name: str) -> Profile:
    """A profile from TOML text.

    `base = "county"` takes what is not written from a shipped profile; without it every kind must have its rule.
    `[[word]]` entries are as in `lists/wording.toml` and are added to the shipped list.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileInvalid(name, "全文", "不是TOML") from error
    base = data.get("base")
    masks: dict[Kind, Mask] = dict(shipped_profile(base).masks) if isinstance(base, str) else {}
    entries = data.get("mask", {})
    if not isinstance(entries, dict):
        raise ProfileInvalid(name, "mask", "应为表")
    for key, entry in entries.items():
        if key not in [kind.value for kind in MASKABLE]:
            raise ProfileInvalid(name, f"mask.{key}", "不是可以遮盖的种类")
        masks[Kind(key)] = _mask(entry, name, f"mask.{key}")
    for kind in MASKABLE:
        if kind not in masks:
            raise ProfileInvalid(name, f"mask.{kind.value}", "没有填写")
    numbers = data.get("non_public_numbers", [])
    if not isinstance(numbers, list) or not all(
        isinstance(number, str) and number for number in numbers
    ):
        raise ProfileInvalid(name, "non_public_numbers", "应为机关代字的列表")
    words = parse_word_list(text, name) if "word" in data else ()
    return Profile(
        name=name,
        label=str(data.get("label", name)),
        masks=masks,
        non_public_numbers=tuple(numbers),
        words=shipped_words() + words,
    )


def _mask(entry: Any, name: str, key: str) -> Mask:
    if not isinstance(entry, dict) or entry.get("action") not in [
        action.value for action in Action
    ]:
        raise ProfileInvalid(name, f"{key}.action", "应为 " + "、".join(Action))
    head, tail, to = entry.get("head", 0), entry.get("tail", 0), entry.get("to", "village")
    for number, part in ((head, "head"), (tail, "tail")):
        if type(number) is not int or not 0 <= number <= 8:
            raise ProfileInvalid(name, f"{key}.{part}", "应为0到8的整数")
    if to not in ("village", "township"):
        raise ProfileInvalid(name, f"{key}.to", "应为 village 或者 township")
    return Mask(Action(entry["action"]), head, tail, to)
