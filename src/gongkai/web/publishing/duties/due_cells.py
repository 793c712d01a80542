"""The cells of the board that concern one user: those of the bodies served, and of the rows given to a section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from gongkai.web.accounts.permissions import Permission
from gongkai.web.bodies.models import PublicBody, Responsibility
from gongkai.web.publishing.catalogue.matters import MATTER
from gongkai.web.publishing.duties.board import Cell, Status, board
from gongkai.web.publishing.permissions import DRAFT

DUE = frozenset({Status.STALE, Status.SHORT, Status.SOON})
# A section has few rows, given to it by name: what is blank among them is its own to fill.
DUE_OF_A_SECTION = DUE | {Status.BLANK}


def due_cells(user: Any, on: date) -> Iterator[Cell]:
    """What is late or falls due for this user, on "today" and in reminders."""
    numbers = user.bodies_where(DRAFT)
    served = list(PublicBody.objects.public().standing_on(on).filter(pk__in=numbers))
    yield from (cell for cell in board(served, on) if cell.status in DUE)
    given = cells_of_sections(numbers, {body.pk for body in served}, on)
    yield from (cell for cell in given if cell.status in DUE_OF_A_SECTION)


def serving(user: Any, permission: Permission, body: PublicBody, code: str, on: date) -> PublicBody:
    """The body itself, or the section to which the row of this code was given, for whoever serves only that."""
    if not user.may(permission, body):
        unit = given_to(user.bodies_where(permission), on).get((body.pk, code))
        if unit is not None:
            return PublicBody.objects.get(pk=unit)
    return body


def given_to(units: Iterable[int], on: date) -> dict[tuple[int, str], int]:
    """By body and code of a row: to which of these sections the row was given."""
    given = (
        Responsibility.objects.on(on)
        .filter(unit__in=list(units), matter__startswith=MATTER)
        .values_list("body", "matter", "unit")
    )
    return {(body, matter.removeprefix(MATTER)): unit for body, matter, unit in given}


def cells_of_sections(mine: Iterable[int], seen: Iterable[int], on: date) -> list[Cell]:
    """The rows that were given to these sections, and no others of their bodies; none of the bodies ``seen`` whole."""
    whole = set(seen)
    places = {place for place in given_to(mine, on) if place[0] not in whole}
    if not places:
        return []
    bodies = PublicBody.objects.public().standing_on(on).filter(pk__in={body for body, _ in places})
    return [cell for cell in board(bodies, on) if (cell.body.pk, cell.row.code) in places]
