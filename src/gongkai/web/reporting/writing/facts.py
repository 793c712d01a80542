"""What the records tell of a body's year, each fact once under its name; a fact that nobody records is absent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.db.models.functions import ExtractMonth

from gongkai.report.model import Number
from gongkai.statute.settings import Settings
from gongkai.web.approvals.models import Decision
from gongkai.web.bodies.models import ContactDetails, PublicBody
from gongkai.web.casework.clock.models import CaseEvent
from gongkai.web.casework.counting.table import chosen_in
from gongkai.web.publishing.channels.models import Channel, ChannelCheck, ChannelKind
from gongkai.web.publishing.consultations.models import PublicConsultation
from gongkai.web.publishing.duties.counting.counts import Scope, count_publishing, items_of
from gongkai.web.publishing.duties.models import NilReturn
from gongkai.web.publishing.explanations.models import Explanation
from gongkai.web.publishing.items.models.release import Step
from gongkai.web.reporting.counting.choices import held_by
from gongkai.web.reporting.counting.figures import Figure
from gongkai.web.reporting.registers.models import RegisterKind, RegisterLine, RegisterSigned
from gongkai.web.supervision.counting import SupervisionCounts, counts_of
from gongkai.web.vetting.models import ScreeningRun

NAMED_ROWS, NAMED_TOPICS = 6, 5
UNPAID = "requests.other_fee_unpaid.total"
SHOWS_IN = {
    "concluded_on": ("requests.result_total.total",),
    "answered_again": ("requests.result_total.total",),
    "rejected_review_request": ("disputes.reconsideration.total",),
    "suit_instances": (
        "disputes.litigation_direct.total",
        "disputes.litigation_after_reconsideration.total",
    ),
}
"""By which cells a choice of counting shows; with nothing in them there is nothing to say. The others say themselves whether they placed anything."""


@dataclass(frozen=True)
class YearFacts:
    """The facts of a year.

    ``numbers`` by name: cells of the tables where they are known, `items`, `items.<entry>`, `channel.<kind>`,
    `month.<n>` and so on. ``months`` of the year are over. ``entries`` and ``channels`` are name, label and number of what is listed, most first;
    ``doors`` are name, label and unit of the hotline and the other doors by which people came. ``topics`` of trainings, the
    newest first; ``report_texts`` are what clerks wrote beside finished tasks for the report. ``choices`` say how
    was counted where the law does not say, as far as anything was counted by them.
    """

    year: int
    numbers: Mapping[str, Number]
    entries: tuple[tuple[str, str, int], ...] = ()
    channels: tuple[tuple[str, str, int], ...] = ()
    open_channels: tuple[str, ...] = ()
    contact: tuple[str, str] | None = None
    problems: tuple[tuple[str, str, str], ...] = field(default=())
    months: int = 12
    doors: tuple[tuple[str, str, str], ...] = ()
    topics: tuple[str, ...] = ()
    report_texts: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()

    def __contains__(self, name: str) -> bool:
        return name in self.numbers

    def __getitem__(self, name: str) -> Number:
        return self.numbers[name]


def facts_of(
    body: PublicBody,
    year: int,
    figures: Mapping[str, Figure],
    problems: tuple[tuple[str, str, str], ...] = (),
    *,
    on: date,
) -> YearFacts:
    """Everything that the rooms below tell of the year, in a fixed number of questions to the database."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    numbers: dict[str, Number] = {
        cell: figure.in_report for cell, figure in figures.items() if figure.in_report is not None
    }
    counts = count_publishing([body.pk], first, last)
    named: dict[str, int] = {}
    for row, figure in counts.by_row():
        named[row.name] = named.get(row.name, 0) + figure.number
    entries = tuple(
        (f"items.{label}", label, number)
        for label, number in sorted(named.items(), key=lambda each: -each[1])
        if number
    )
    channels = tuple(
        sorted(
            (
                (f"channel.{kind.value}", str(kind.label), number)
                for kind in counts.kinds()
                if (number := counts.items_on(kind.value, body=body.pk).number)
            ),
            key=lambda each: -each[2],
        )
    )
    numbers["items"] = counts.items().number
    numbers |= {name: number for name, _label, number in (*entries, *channels)}
    months = (
        items_of(Scope((body.pk,), first, last))
        .annotate(month=ExtractMonth("published_on"))
        .values("month")
        .annotate(number=Count("pk"))
    )
    numbers |= {f"month.{each['month']}": each["number"] for each in months}
    watched = counts_of(body, first, last)
    held = held_by(body, year)
    settings = Settings(tuple((each.setting.id, each.value) for each in held))
    chosen = chosen_in(body, year, settings=settings)
    numbers |= _deeds(body, first, last) | _watched(watched)
    numbers |= _fees(body, first, last, UNPAID in numbers)
    contact = ContactDetails.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=last), body=body, starts_on__lte=last
    ).first()
    kinds = (
        Channel.objects.open_on(last).filter(body__public_body=body).values_list("kind", flat=True)
    )
    return YearFacts(
        year,
        numbers,
        entries,
        channels,
        tuple(str(ChannelKind(kind).label) for kind in sorted(set(kinds))),
        (contact.office_name, contact.phone) if contact else None,
        problems,
        12 if on > last else on.month - 1 if on >= first else 0,
        tuple(
            (f"door.{door.door}", str(door.door.label), door.unit)
            for door in watched.doors
            if door.matters
        ),
        watched.topics,
        watched.report_texts,
        tuple(
            each.sentence
            for each in held
            # A sum that may have to grow has been counted by it all the same.
            if each.setting.id in chosen
            or any(figures[cell].number for cell in SHOWS_IN.get(each.setting.id, ()))
        ),
    )


def _fees(body: PublicBody, first: date, last: date, requests_known: bool) -> dict[str, Number]:
    """What was asked and received for handling requests. None is a fact only where the register is signed and every request known."""
    notices = CaseEvent.objects.filter(
        disclosure_request__body=body, on__range=(first, last), kind="fee_notified"
    ).count()
    yuan = (
        RegisterLine.objects.standing()
        .filter(body=body, kind=RegisterKind.INFORMATION_FEE, on__range=(first, last))
        .aggregate(yuan=Sum("amount"))["yuan"]
    )
    signed = RegisterSigned.objects.filter(
        body=body, kind=RegisterKind.INFORMATION_FEE, year=first.year
    ).exists()
    fees: dict[str, Number] = {}
    if notices or requests_known:
        fees["fee_notices"] = notices
    if yuan is not None or signed:
        fees["fee_yuan"] = _plain(yuan or Decimal(0))
    return fees


def _deeds(body: PublicBody, first: date, last: date) -> dict[str, Number]:
    """What was done in the year, counted from its records."""
    steps = Step.objects.filter(
        release__body__public_body=body,
        decided_at__date__range=(first, last),
        decision=Decision.APPROVED,
    )
    screened = ScreeningRun.objects.filter(
        body__public_body=body, screened_at__date__range=(first, last)
    ).aggregate(all=Count("pk"), stopped=Count("pk", filter=Q(blocking__gt=0)))
    deeds: dict[str, Number] = {
        "approvals": steps.count(),
        "screenings": screened["all"],
        "screenings.stopped": screened["stopped"],
        "nil_returns": NilReturn.objects.filter(
            body__public_body=body, last_day__range=(first, last)
        ).count(),
        "explanations": Explanation.objects.filter(
            item__body__public_body=body, item__live=True, item__published_on__range=(first, last)
        ).count(),
        "consultations": PublicConsultation.objects.filter(
            body__public_body=body, opens_on__range=(first, last)
        ).count(),
        "channel_checks": ChannelCheck.objects.filter(
            channel__body__public_body=body, checked_on__range=(first, last)
        ).count(),
        "fee_payments": CaseEvent.objects.filter(
            disclosure_request__body=body, on__range=(first, last), kind="fee_paid"
        ).count(),
    }
    return deeds


def _watched(watched: SupervisionCounts) -> dict[str, Number]:
    """What the registers of supervision tell, each a count of records."""
    told: dict[str, Number] = {}
    for door in watched.doors:
        told[f"door.{door.door}"] = door.matters
        told[f"door.{door.door}_answered"] = door.answered
    return told | {
        "issues": watched.issues,
        "issues_answered": watched.issues_answered,
        "outreach": watched.outreach,
        "leaflets": watched.leaflets,
        "broadcasts": watched.broadcasts,
        "trainings": watched.trainings,
        "trained": watched.trained,
        "quizzes": watched.quizzes,
        "certificates": watched.certificates,
        "meetings": watched.meetings,
        "tasks": watched.tasks,
        "tasks_done": watched.tasks_done,
        "opinions": watched.evaluation.received,
        "opinions_answered": watched.evaluation.answered,
        "accountability": watched.accountability,
    }


def _plain(value: Decimal) -> Number:
    return int(value) if value == value.to_integral_value() else value.normalize()
