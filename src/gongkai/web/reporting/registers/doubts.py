"""What makes a line of an import doubtful: another body's number or register, a line that stands there already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.catalogue.models import county_of
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.reporting.registers.models import RegisterLine

_SIGN = re.compile(r"^\s*([\u3400-\u9fff]{2,12}?)\s*[〔\[［(（【]?\s*(?:19|20)\d\d")


def sign_of(number: str) -> str:
    """The characters by which a 文号 names its body: 柳政规 of 柳政规〔2025〕1号; empty where it has none."""
    found = _SIGN.match(number)
    return found[1] if found else ""


def plain_number(number: str) -> str:
    """A 文号 for comparing: 〔2025〕, [2025] and (2025) are one."""
    table = str.maketrans({"[": "〔", "]": "〕", "(": "〔", ")": "〕", "（": "〔", "）": "〕", "［": "〔", "］": "〕"})  # fmt: skip
    return "".join(number.split()).translate(table)


@dataclass(frozen=True)
class Neighbours:
    """The other bodies of a county: under which signs they issue, and how they are called."""

    own_signs: frozenset[str]
    signs: Mapping[str, str]
    names: Mapping[str, str]
    own_names: tuple[str, ...]

    @classmethod
    def of(cls, body: PublicBody) -> Neighbours:
        """Those of a body, from what their registers and their published items are called."""
        county = county_of(body)
        bodies = {
            each.pk: each
            for each in PublicBody.objects.public().filter(lineage__startswith=county.lineage)
        }
        numbers = [
            *RegisterLine.objects.standing()
            .filter(body__in=bodies)
            .exclude(number="")
            .values_list("body", "number"),
            *ItemPage.objects.public()
            .filter(body__public_body__in=bodies)
            .exclude(document_number="")
            .values_list("body__public_body", "document_number"),
        ]
        at: dict[str, set[int]] = {}
        for of, number in numbers:
            if sign := sign_of(number):
                at.setdefault(sign, set()).add(of)
        others = [each for each in bodies.values() if each.pk != body.pk]
        return cls(
            frozenset(sign for sign, those in at.items() if body.pk in those),
            {
                sign: bodies[min(those)].short_name
                for sign, those in at.items()
                if body.pk not in those
            },
            {name: each.short_name for each in others for name in (each.name, each.short_name)},
            (body.name, body.short_name),
        )

    def whose(self, number: str, source: str) -> str:
        """The other body to which a line seems to belong; empty where nothing speaks for one."""
        sign = sign_of(number)
        if sign and sign not in self.own_signs and sign in self.signs:
            return self.signs[sign]
        for name, short in self.names.items():
            if (
                len(name) >= 3
                and name in source
                and not any(own in source for own in self.own_names)
            ):
                return short
        return ""


@dataclass
class EnteredLines:
    """The lines of a kind by number, and those without a number by what they say."""

    numbered: dict[str, tuple[date, Decimal | None]] = field(default_factory=dict)
    unnumbered: set[tuple[Any, ...]] = field(default_factory=set)

    @classmethod
    def of(cls, lines: Iterable[RegisterLine]) -> EnteredLines:
        """From the register."""
        found = cls()
        for line in lines:
            found.take(line.number, line.on, line.title, line.amount)
        return found

    def take(self, number: str, on: date, title: str, amount: Decimal | None) -> None:
        """One more line."""
        if number:
            self.numbered[number] = (on, amount)
        else:
            self.unnumbered.add((on, title, amount))

    def same_number(self, number: str) -> str:
        """What stands under a number, in words."""
        on, amount = self.numbered[number]
        return (
            on.isoformat() if amount is None else _("{on}、{amount}元").format(on=on, amount=amount)
        )
