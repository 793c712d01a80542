"""The register of working rules 工作制度: what each body has, and what is to be looked at again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from gongkai.letters.working_rules import kinds, review_months
from gongkai.statute.codelists import Code
from gongkai.statute.workdays import corresponding_day
from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.items.models import ItemPage, Validity
from gongkai.web.publishing.working_rules.models import RuleReview

# A rule's catalogue row is called so before the id of its kind.
PREFIX = "work.rule_"


@dataclass(frozen=True)
class RegisteredRule:
    """One rule of a body. ``item`` is ``None`` where it has none; ``earlier`` are those it replaced.

    ``review_on`` is the day by which it is to be looked at again; ``None`` before it is public.
    """

    body: PublicBody
    kind: Code
    item: ItemPage | None
    last_review: RuleReview | None
    review_on: date | None
    earlier: tuple[ItemPage, ...]

    def is_due(self, on: date) -> bool:
        """Whether the review is over its day."""
        return self.review_on is not None and on > self.review_on


def next_review(item: ItemPage) -> date | None:
    """When the rule is to be looked at again: as its last review said, else after the usual time."""
    reviews = list(item.rule_reviews.all())
    if reviews:
        return reviews[0].next_on
    since = item.issued_on or item.published_on
    return corresponding_day(since, review_months()) if since else None


def register(bodies: Iterable[PublicBody]) -> list[RegisteredRule]:
    """The rules of these bodies, every kind of each; two questions to the database."""
    bodies = list(bodies)
    items: dict[tuple[int, str], list[ItemPage]] = {}
    found = (
        ItemPage.objects.filter(body__in=bodies, row__code__startswith=PREFIX, withdrawn_on=None)
        .select_related("row", "superseded_by")
        .prefetch_related(
            Prefetch("rule_reviews", RuleReview.objects.select_related("reviewed_by"))
        )
        .order_by("-pk")
    )
    for item in found:
        key = (item.body_id, item.row.code.removeprefix("work."))
        items.setdefault(key, []).append(item)
    return [
        _line(body, kind, items.get((body.pk, kind.id), [])) for body in bodies for kind in kinds()
    ]


def _line(body: PublicBody, kind: Code, items: list[ItemPage]) -> RegisteredRule:
    standing = [each for each in items if each.validity == Validity.VALID]
    # What is in force stands before a draft of the next edition.
    current = next((each for each in standing if each.live), next(iter(standing), None))
    reviews = list(current.rule_reviews.all()) if current else []
    return RegisteredRule(
        body,
        kind,
        current,
        reviews[0] if reviews else None,
        next_review(current) if current and current.live else None,
        tuple(each for each in items if each is not current),
    )
