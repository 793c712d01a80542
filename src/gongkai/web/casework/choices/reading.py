"""Which choices hold for a body on a day."""

from __future__ import annotations

from datetime import date

from gongkai.statute.settings import Settings
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.choices.models import SettingChoice

# What the office sets; those of counting stand beside the figures.
GROUPS = {
    "clock": (
        "confirmation_days",
        "supplement_period",
        "pause_begins",
        "pause_ends",
        "other_agency_period",
        "extension_count",
        "extension_after_restart",
        "reasons_stop_clock",
        "suspension",
        "fee_payment_effect",
        "electronic_delivery_moment",
        "third_party_holding_days",
        "referral_stops_clock",
    ),
    "intake": ("foreign_applicants",),
    "remedies": (
        "partial_on_other_grounds",
        "business_query_remedy",
        "silence_remedy",
        "review_first_before_2025_06",
    ),
    "retention": (
        "retention_identity_years",
        "retention_case_years",
        "retention_dispute_years",
        "retention_complaint_years",
    ),
}
SETTABLE = frozenset(name for names in GROUPS.values() for name in names)


def choices_in_force(body: PublicBody, on: date) -> dict[str, SettingChoice]:
    """By setting: the choice of the body itself, else of the nearest one above it."""
    found = (
        SettingChoice.objects.on(on)
        .filter(body__in=body.upward)
        .select_related("body", "chosen_by")
    )
    return {each.setting: each for each in sorted(found, key=lambda one: len(one.body.lineage))}


def settings_of(body: PublicBody, on: date) -> Settings:
    """What holds for a body on a day: for a clock the day of receipt, for a decision its own, for keeping today."""
    chosen = choices_in_force(body, on)
    return Settings(tuple((name, each.value) for name, each in sorted(chosen.items())))
