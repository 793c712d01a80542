"""What the check of a guide tells: place, found, expected, next step, and where it stands in the law."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from gongkai.statute.citations import resolve


class Level(StrEnum):
    """How grave it is."""

    ERROR = "error"
    WARNING = "warning"

    @property
    def label(self) -> str:
        """The level in Chinese."""
        return {"error": "错误", "warning": "请核对"}[self.value]


@dataclass(frozen=True, slots=True)
class Check:
    """A kind of finding.

    Attributes:
        code: for life, as GD101.
        name: what is wrong, in English with hyphens.
        label: the same in Chinese.
        cites: where the right thing stands, where that is the same for every finding of the kind.
        advice: the next step.
    """

    code: str
    name: str
    label: str
    level: Level
    cites: tuple[str, ...]
    advice: str


@cache
def checks() -> Mapping[str, Check]:
    """Every kind of finding by its code."""
    text = files("gongkai.guide").joinpath("checks.toml").read_text("utf-8")
    found = {}
    for entry in tomllib.loads(text)["check"]:
        check = Check(
            entry["code"],
            entry["name"],
            entry["label"],
            Level(entry["level"]),
            tuple(entry.get("cites", ())),
            entry["advice"],
        )
        for cite in check.cites:
            resolve(cite)
        found[check.code] = check
    return MappingProxyType(found)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a guide that is wrong, outdated or missing.

    Attributes:
        code: which `Check`.
        place: where, as 第12行; empty for what is missing from the whole guide.
        found: the words of the guide; empty for what is missing.
        expected: what should stand there.
        cites: where that stands in the law; those of the check where none are given.
    """

    code: str
    place: str
    found: str
    expected: str
    cites: tuple[str, ...] = ()

    @property
    def check(self) -> Check:
        """The kind of finding."""
        return checks()[self.code]

    @property
    def citation(self) -> str:
        """The provisions in Chinese; empty for a fact of the body."""
        return "、".join(str(resolve(cite)) for cite in self.cites or self.check.cites)

    def message(self) -> str:
        """One sentence: place, found, expected, basis, next step."""
        where = f"{self.place}：" if self.place else ""
        found = f"写作“{self.found}”，应为" if self.found else "应有"
        basis = f"（{self.citation}）" if self.citation else ""
        return f"{where}{self.check.label}：{found}{self.expected}{basis}；{self.check.advice}。"
