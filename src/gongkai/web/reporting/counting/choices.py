"""The choices of a county, or of a body, where counting is unsettled; the report names them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from gongkai.statute.settings import Setting, Settings, load_settings
from gongkai.web.bodies.models import PublicBody
from gongkai.web.reporting.counting.models import CountingChoice

COUNTING_SETTINGS = (
    "concluded_on",
    "answered_again",
    "several_grounds",
    "consultation_row",
    "merged_row",
    "sole_trader_column",
    "village_committee_column",
    "rejected_review_request",
    "suit_instances",
)
"""What is unsettled in counting and can be chosen."""


@dataclass(frozen=True)
class Held:
    """A setting as it holds for a body and a year; ``by`` is the choice that put it there, ``None`` where the default stands."""

    setting: Setting
    value: str
    by: CountingChoice | None = None

    @property
    def label(self) -> str:
        """What was chosen, in words."""
        return self.setting.in_chinese(self.value)

    @property
    def sentence(self) -> str:
        """For the report."""
        return _("{setting}：{label}").format(setting=self.setting.label, label=self.label)


def held_by(body: PublicBody, year: int) -> list[Held]:
    """Every setting of counting; the newest choice of the nearest body decides. One question to the database."""
    ranks = {number: rank for rank, number in enumerate(body.upward)}
    found: dict[str, CountingChoice] = {}
    choices = CountingChoice.objects.filter(body__in=ranks, year__lte=year).select_related(
        "body", "set_by"
    )
    for each in sorted(choices, key=lambda each: (-ranks[each.body_id], each.year)):
        found[each.setting] = each
    return [
        Held(
            load_settings()[name],
            found[name].value if name in found else load_settings()[name].default,
            found.get(name),
        )
        for name in COUNTING_SETTINGS
    ]


def choices_of(body: PublicBody, year: int) -> Settings:
    """The same, as counting takes them."""
    return Settings(tuple((each.setting.id, each.value) for each in held_by(body, year)))
