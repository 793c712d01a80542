"""Which stages an item must pass."""

from __future__ import annotations

from datetime import date

from gongkai.web.approvals.routes import ALL_LEVELS, route
from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.items.models import ItemPage, ReleaseRule, Stage
from gongkai.web.publishing.items.models.rule import DEFAULT_LEVELS, DEFAULT_SCHEME


def rule_of(body: PublicBody, on: date) -> ReleaseRule:
    """The body's rule on that day; for a section or village that of its body; else the default."""
    for number in dict.fromkeys((body.pk, body.public_body_id or body.pk)):
        rule = ReleaseRule.objects.on(on).filter(body=number).first()
        if rule is not None:
            return rule
    return ReleaseRule(body=body, levels=DEFAULT_LEVELS, index_scheme=DEFAULT_SCHEME, starts_on=on)


def is_strict(item: ItemPage) -> bool:
    """Whether no review may be left out: lists of people and major matters."""
    return item.lists_people or item.is_major or item.row.lists_people or item.row.is_major


def route_of(item: ItemPage, on: date) -> tuple[Stage, ...]:
    """The stages of an item: reviews by rule, then the secrecy check, then release."""
    levels = ALL_LEVELS if is_strict(item) else rule_of(item.body, on).levels
    return tuple(Stage(stage) for stage in route(levels, last=Stage.RELEASE))
