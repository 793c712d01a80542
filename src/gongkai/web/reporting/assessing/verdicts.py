"""What a measure judges, one thing after the other: whose it is, how far it is good, what is amiss."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cached_property

from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import Kind, Membership, PublicBody, Responsibility
from gongkai.web.publishing.duties.board import Cell, board

SHOWN = 5


class Holder(Enum):
    """Who can win and lose points."""

    BODY = "body"
    UNIT = "units"
    PERSON = "persons"

    @property
    def label(self) -> str:
        """For people."""
        return str(
            {"body": _lazy("机关"), "units": _lazy("站所、村"), "persons": _lazy("人员")}[
                self.value
            ]
        )


@dataclass(frozen=True)
class Verdict:
    """So many like things of a body: how far they are good, 0 to 1; where not wholly, what is said of them and where it opens.

    ``unit`` is the section or village, ``person`` the account that answers for it; ``None`` where no record tells.
    """

    body: int
    share: Fraction | int
    told: str = ""
    number: int = 1
    unit: int | None = None
    person: int | None = None
    url: str = ""

    def of(self, holder: Holder) -> int | None:
        """Whose it is, at this level."""
        return {Holder.BODY: self.body, Holder.UNIT: self.unit, Holder.PERSON: self.person}[holder]


@dataclass(frozen=True)
class Loss:
    """One thing that is not wholly good: what, which part of the whole share it costs, where it opens."""

    told: str
    share: Fraction
    url: str = ""


@dataclass(frozen=True)
class Measured:
    """The share reached, 0 to 1, of a holder; the first things lost, and how many more there are."""

    share: Fraction
    lost: tuple[Loss, ...] = ()
    more: int = 0


def gathered(
    judged: Iterable[Verdict], holder: Holder, *, strict: bool = False
) -> dict[int, Measured]:
    """What was judged by its holder. ``strict``: one loss loses all."""
    by: dict[int, list[Verdict]] = {}
    for each in judged:
        whose = each.of(holder)
        if whose is not None and each.number:
            by.setdefault(whose, []).append(each)
    return {whose: _measured(found, strict=strict) for whose, found in by.items()}


def _measured(judged: Sequence[Verdict], *, strict: bool) -> Measured:
    number = sum(each.number for each in judged)
    lost = [each for each in judged if each.share < 1]
    share = sum((Fraction(each.share) * each.number for each in judged), Fraction(0)) / number
    whole = len(lost) if strict else number
    losses = tuple(
        Loss(
            each.told,
            Fraction(1, whole) if strict else (1 - Fraction(each.share)) * each.number / whole,
            each.url,
        )
        for each in lost[:SHOWN]
    )
    return Measured(Fraction(0) if strict and lost else share, losses, len(lost) - len(losses))


@dataclass(frozen=True)
class Period:
    """The bodies, the first and last day, and the day on which it is asked."""

    bodies: Sequence[PublicBody]
    first: date
    last: date
    on: date

    @property
    def numbers(self) -> list[int]:
        """Of the bodies."""
        return [body.pk for body in self.bodies]

    @property
    def day(self) -> date:
        """The last day of the period that is there already."""
        return min(self.last, self.on)

    @cached_property
    def cells(self) -> list[Cell]:
        """The due board of these bodies on that day; several measures look at it."""
        return board(self.bodies, self.day)

    @cached_property
    def staff(self) -> Staff:
        """Who answers for what in these bodies at the end of the period."""
        return Staff.of(self.numbers, self.day)


@dataclass(frozen=True)
class Staff:
    """Who answers for what: the unit of a row of the catalogue, the unit in which somebody works."""

    rows: Mapping[tuple[int, str], int]
    units: Mapping[int, int]
    works_in: Mapping[int, int]

    @classmethod
    def of(cls, bodies: Sequence[int], on: date) -> Staff:
        """Three questions to the database, for any number of bodies."""
        rows = {
            (body, matter): unit
            for body, matter, unit in Responsibility.objects.on(on)
            .filter(body__in=bodies)
            .values_list("body", "matter", "unit")
        }
        units = {
            unit: body
            for unit, body in PublicBody.objects.filter(
                kind__in=[Kind.SECTION, Kind.VILLAGE], public_body__in=bodies
            ).values_list("pk", "public_body")
            if body is not None
        }
        works_in = dict(
            Membership.objects.on(on)
            .filter(body__in=list(units))
            .order_by("-pk")
            .values_list("user", "body")
        )
        return cls({key: unit for key, unit in rows.items() if unit in units}, units, works_in)

    def of_row(self, body: int, code: str) -> int | None:
        """The unit to which a row of the catalogue is given."""
        return self.rows.get((body, code))

    def of_item(self, body: int, own: int, code: str) -> int | None:
        """The unit of an item: that in whose column it lies, else that of its row."""
        return own if own in self.units else self.of_row(body, code)

    def of_person(self, person: int | None) -> int | None:
        """The unit in which somebody works."""
        return self.works_in.get(person) if person is not None else None


Measure = Callable[[Period], Iterable[Verdict]]
