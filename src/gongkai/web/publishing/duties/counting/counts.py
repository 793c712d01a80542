"""What a body published in a period, counted from the records and open to them.

``count_publishing(bodies, first, last)`` asks the database four questions, for any number of bodies and items. Each
`Figure` knows its number and, when asked, the records that make it.

What is counted: an item on the day of its first release, for the body that answers for it, unless it was withdrawn because
it was wrong or showed what must not be shown. A posting on the day it was posted, for the body that answers for its
channel. A normative document by its day of issue, as far as the body issued it itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.channels.models import ChannelKind, Posting
from gongkai.web.publishing.items.models import (
    Attribute,
    ItemPage,
    Validity,
    ValidityChange,
    WithdrawalReason,
)

NORMATIVE = "regulations_and_normative_documents"
ONE_DAY = timedelta(days=1)
Key = tuple[int | None, str | None, int | None]
# Taken down because it should not have been there: it was not published in the sense of the report.
_UNDONE = Q(withdrawal_reason__in=[WithdrawalReason.WRONG, WithdrawalReason.PERSONAL_DATA])


@dataclass(frozen=True)
class Scope:
    """Bodies that answer for themselves, and a period with both its days."""

    bodies: tuple[int, ...]
    first: date
    last: date


def items_of(scope: Scope) -> QuerySet[ItemPage]:
    """Items first released in the period."""
    return (
        ItemPage.objects.filter(
            body__public_body__in=scope.bodies,
            live=True,
            attribute=Attribute.PROACTIVE,
            published_on__range=(scope.first, scope.last),
        )
        .exclude(_UNDONE)
        .order_by()
    )


def postings_of(scope: Scope) -> QuerySet[Posting]:
    """Postings made in the period."""
    undone = Q(item__withdrawal_reason__in=[WithdrawalReason.WRONG, WithdrawalReason.PERSONAL_DATA])
    return (
        Posting.objects.filter(
            body__public_body__in=scope.bodies, posted_on__range=(scope.first, scope.last)
        )
        .exclude(undone)
        .order_by()
    )


def normative_documents_of(scope: Scope) -> QuerySet[ItemPage]:
    """Released documents that the bodies issued up to the last day, with what became of each.

    ``day`` is the day of issue, ``state`` the validity on the last day and ``state_on`` since when; ``dated`` tells
    whether any change of validity was recorded.
    """
    changes = ValidityChange.objects.filter(item=OuterRef("pk"))
    last = changes.filter(on__lte=scope.last).order_by("-on", "-changed_at", "-pk")
    own = Q(issuing_body="") | Q(issuing_body=F("body__name"))
    own |= Q(issuing_body=F("body__public_body__name"))
    return (
        ItemPage.objects.filter(
            own,
            body__public_body__in=scope.bodies,
            row__statutory_item=NORMATIVE,
            live=True,
            attribute=Attribute.PROACTIVE,
        )
        .exclude(_UNDONE)
        .annotate(
            day=Coalesce("issued_on", "formed_on"),
            dated=Exists(changes),
            state=Coalesce(Subquery(last.values("validity")[:1]), Value(Validity.VALID.value)),
            state_on=Subquery(last.values("on")[:1]),
        )
        .filter(day__lte=scope.last)
        .order_by()
    )


def _undated() -> Q:
    """No longer valid, and nobody wrote down since when."""
    return Q(dated=False) & ~Q(validity=Validity.VALID)


def _made(scope: Scope) -> Q:
    return Q(day__gte=scope.first)


def _ceased(scope: Scope) -> Q:
    """Ended in the period: by a recorded change, or because its term ran out."""
    by_change = ~Q(state=Validity.VALID) & Q(state_on__gte=scope.first)
    ran_out = Q(valid_until__gte=scope.first - ONE_DAY, valid_until__lt=scope.last)
    return ~_undated() & (by_change | (Q(state=Validity.VALID) & ran_out))


def _in_force(scope: Scope) -> Q:
    runs = Q(valid_until=None) | Q(valid_until__gte=scope.last)
    return ~_undated() & Q(state=Validity.VALID) & runs


@dataclass(frozen=True)
class Figure:
    """A number and the records behind it."""

    label: str
    number: int
    records: QuerySet[Any]


@dataclass(frozen=True)
class Normative:
    """规范性文件: made and ended in the period, in force on its last day; ``undated`` ended on an unknown day."""

    made: Figure
    ceased: Figure
    in_force: Figure
    undated: Figure


@dataclass(frozen=True)
class Counts:
    """Everything counted in a scope.

    Keys are a body, a kind of channel and a row (numbers and codes), each of them ``None`` for all together.
    """

    scope: Scope
    rows: Mapping[int, CatalogueRow]
    items_by: Mapping[Key, int]
    postings_by: Mapping[Key, int]
    items_on_by: Mapping[Key, int]
    normative: Normative

    def items(self, *, body: int | None = None, row: int | None = None) -> Figure:
        """Items of a body, or under a row, or both, or all."""
        records = items_of(self.scope)
        if body is not None:
            records = records.filter(body__public_body=body)
        if row is not None:
            records = records.filter(row=row)
        label = self.label_of(row) if row is not None else "全部"
        return Figure(label, self.items_by.get((body, None, row), 0), records)

    def postings(
        self, *, kind: str | None = None, row: int | None = None, body: int | None = None
    ) -> Figure:
        """Postings on a kind of channel, under a row, of a body, in any combination."""
        records = postings_of(self.scope)
        for name, value in (("body__public_body", body), ("kind", kind), ("item__row", row)):
            if value is not None:
                records = records.filter(**{name: value})
        label = ChannelKind(kind).label if kind else "全部渠道"
        return Figure(label, self.postings_by.get((body, kind, row), 0), records)

    def items_on(self, kind: str, *, body: int, row: int | None = None) -> Figure:
        """Different items that a body posted on a kind of channel, however often and on how many boards."""
        postings = self.postings(kind=kind, row=row, body=body).records
        records = ItemPage.objects.filter(pk__in=postings.values("item")).order_by()
        return Figure(ChannelKind(kind).label, self.items_on_by.get((body, kind, row), 0), records)

    def by_row(self) -> list[tuple[CatalogueRow, Figure]]:
        """The rows that carry anything, those with the most items first."""
        figures = [(row, self.items(row=row.pk)) for row in self.rows.values()]
        return sorted(figures, key=lambda pair: (-pair[1].number, pair[0].order, pair[0].code))

    def kinds(self) -> list[ChannelKind]:
        """Kinds of channels that carried anything, in their usual order."""
        return [kind for kind in ChannelKind if (None, kind.value, None) in self.postings_by]

    def label_of(self, row: int) -> str:
        """The name of a row, with its category where another row here has the same name."""
        named = self.rows[row]
        same = sum(each.name == named.name for each in self.rows.values())
        return str(named) if same > 1 else named.name


def count_publishing(bodies: Iterable[int], first: date, last: date) -> Counts:
    """Count what these bodies published from the first day to the last, both included.

    Raises:
        ValueError: the last day lies before the first.
    """
    if last < first:
        raise ValueError(f"{last} is before {first}")
    scope = Scope(tuple(sorted(set(bodies))), first, last)
    items_by: Counter[Key] = Counter()
    for each in items_of(scope).values("body__public_body", "row").annotate(number=Count("pk")):
        _add(items_by, each["body__public_body"], None, each["row"], each["number"])
    postings_by: Counter[Key] = Counter()
    items_on_by: Counter[Key] = Counter()
    for each in (
        postings_of(scope)
        .values("body__public_body", "kind", "item__row")
        .annotate(number=Count("pk"), different=Count("item", distinct=True))
    ):
        key = (each["body__public_body"], each["kind"], each["item__row"])
        _add(postings_by, *key, each["number"])
        # An item stands under one row, so rows may be added up; bodies and channels may not.
        items_on_by[key] = each["different"]
        items_on_by[key[0], key[1], None] += each["different"]
    used = {row for _, _, row in [*items_by, *postings_by] if row is not None}
    rows = {row.pk: row for row in CatalogueRow.objects.filter(pk__in=used)}
    return Counts(scope, rows, items_by, postings_by, items_on_by, _normative(scope))


def count_normative(bodies: Iterable[int], first: date, last: date) -> Normative:
    """Of `count_publishing` the normative documents alone. One question to the database."""
    return _normative(Scope(tuple(sorted(set(bodies))), first, last))


def _add(totals: Counter[Key], body: int, kind: str | None, row: int, number: int) -> None:
    """Under its own key and under every one that leaves something open."""
    kinds = {kind, None}
    for each_body in (body, None):
        for each_kind in kinds:
            for each_row in (row, None):
                totals[each_body, each_kind, each_row] += number


def _normative(scope: Scope) -> Normative:
    documents = normative_documents_of(scope)
    parts = {
        "made": ("制发件数", _made(scope)),
        "ceased": ("废止件数", _ceased(scope)),
        "in_force": ("现行有效件数", _in_force(scope)),
        "undated": ("已不再有效、日期不明", _undated()),
    }
    numbers = documents.aggregate(
        **{name: Count("pk", filter=condition) for name, (_, condition) in parts.items()}
    )
    return Normative(
        **{
            name: Figure(label, numbers[name], documents.filter(condition))
            for name, (label, condition) in parts.items()
        }
    )
