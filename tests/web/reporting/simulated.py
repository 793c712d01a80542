"""A year of an invented county in bulk: cases, decisions, documents and money, drawn with a fixed seed."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from gongkai.statute.outcomes import load_outcomes
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.counting.actions import doors_in, unsigned_months
from gongkai.web.casework.counting.models import NoneReceived
from gongkai.web.casework.requests.models import DisclosureRequest, TriageKind, applicant_kinds
from gongkai.web.reporting.registers.models import KEPT_HERE, RegisterKind, RegisterLine

AT = datetime(2026, 1, 12, 2, tzinfo=UTC)
FIRST, LAST = date(2023, 7, 1), date(2025, 12, 31)
DOORS = ("counter", "portal", "email", "ordinary_mail", "handed_down")


def day(chance: random.Random, first: date = FIRST, last: date = LAST) -> date:
    return first + timedelta(days=chance.randrange((last - first).days + 1))


def cases(
    body: PublicBody, number: int, chance: random.Random, without: tuple[str, ...] = ()
) -> None:
    """So many cases of three years: open and closed, early and late, some of which stand in no table."""
    results = [each for each in load_outcomes() if each not in without]
    kinds = [code for code, _label in applicant_kinds()]
    made = []
    for serial in range(1, number + 1):
        received = day(chance)
        correction = chance.random() < 0.05
        closed = chance.random() < 0.8
        concluded = received + timedelta(days=chance.randrange(120)) if closed else None
        if concluded and concluded > LAST + timedelta(days=60):
            concluded = None
        made.append(
            DisclosureRequest(
                body=body,
                year=received.year,
                serial=serial,
                matter=TriageKind.CORRECTION if correction else TriageKind.INFORMATION,
                applicant_kind=chance.choice(kinds),
                door=chance.choice(DOORS),
                received_on=received,
                registered_at=AT,
                text="演示申请",
                state="closed" if concluded else "processing",
                outcome="" if correction or not concluded else chance.choice(results),
                concluded_on=concluded,
                code_digest=f"{serial:064}",
                applicant_digest="0" * 64,
                words_digest="0" * 64,
            )
        )
    chance.shuffle(made)
    DisclosureRequest.objects.bulk_create(made, batch_size=1000)


def none_by_other_doors(body: PublicBody, *years: int) -> None:
    """By every door that brought nothing in a month of these years somebody looked, and signed for it."""
    NoneReceived.objects.bulk_create(
        NoneReceived(body=body, month=month, door=door.value, signed_at=AT)
        for year in years
        for month in unsigned_months(body, year, AT.date())
        for door, came, signed in doors_in(body, month)
        if not came and signed is None
    )


def lines(body: PublicBody, number: int, chance: random.Random) -> None:
    """So many register lines of every kind, some struck out."""
    made = []
    for serial in range(1, number + 1):
        kind = chance.choice(KEPT_HERE)
        on = day(chance)
        money = kind in {RegisterKind.CHARGE, RegisterKind.INFORMATION_FEE}
        ends = kind == RegisterKind.NORMATIVE and chance.random() < 0.5
        made.append(
            RegisterLine(
                body=body,
                kind=kind,
                on=on,
                number=f"演示〔{on.year}〕{serial}号",
                title="演示记录",
                amount=Decimal(chance.randrange(1_000_000)) / 100 if money else None,
                ended_on=on + timedelta(days=chance.randrange(1, 700)) if ends else None,
                source="演示台账",
                entered_at=AT,
                struck_at=AT if chance.random() < 0.1 else None,
            )
        )
    chance.shuffle(made)
    RegisterLine.objects.bulk_create(made, batch_size=1000)
