"""What the public may know of the evaluations of a year, and what the report says of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Avg, Count, F, Q

from gongkai.web.supervision.evaluation.models import Evaluation, EvaluationOutcome


@dataclass(frozen=True)
class Summary:
    """How many came, how many were answered and in time, what came of them, the average score of those who gave one."""

    received: int
    answered: int
    in_time: int
    scored: int
    average: float | None
    outcomes: tuple[tuple[str, int], ...]
    late: int = 0


def summary(bodies: Iterable[int], first: date, last: date, on: date | None = None) -> Summary:
    """Between two days, both included; with `on`, how many are overdue on that day. One question to the database."""
    found = Evaluation.objects.filter(body__in=list(bodies), received_on__range=(first, last))
    told = found.aggregate(
        received=Count("pk"),
        answered=Count("pk", filter=~Q(outcome="")),
        in_time=Count("pk", filter=Q(answered_on__lte=F("due_on"))),
        scored=Count("score"),
        late=Count("pk", filter=Q(outcome="", due_on__lt=on or date.min)),
        average=Avg("score"),
        **{
            f"outcome_{number}": Count("pk", filter=Q(outcome=each))
            for number, each in enumerate(EvaluationOutcome)
        },
    )
    outcomes = tuple(
        (str(each.label), told[f"outcome_{number}"])
        for number, each in enumerate(EvaluationOutcome)
    )
    return Summary(
        told["received"],
        told["answered"],
        told["in_time"],
        told["scored"],
        round(told["average"], 1) if told["average"] is not None else None,
        outcomes,
        told["late"],
    )
