"""What a row keeps of a time limit: its kind of period, its posting, how often it comes."""

from __future__ import annotations

import re

from gongkai.catalogue.limits import CALENDAR_DAYS, WITHIN, WORKING_DAYS, Limit

PERIOD_OF = {
    (5, "working_days"): "within_5_working_days",
    (7, "working_days"): "within_7_working_days",
    (10, "working_days"): "within_10_working_days",
    (15, "working_days"): "within_15_working_days",
}
CADENCE_OF = {"long_term": "fixed", "periodic": "regular", "real_time": "urgent"}
RHYTHMS = ("monthly", "quarterly", "yearly")
POSTING = re.compile(r"(?P<days>[1-9][0-9]{0,2}) (?P<unit>calendar|working) days")
UNITS = {"calendar": "日", "working": "个工作日"}


def posting_of(limit: Limit | None) -> str:
    """As a row keeps it: ``7 calendar days``; empty where nothing is said in days."""
    if limit is None or limit.value is None or limit.unit not in {CALENDAR_DAYS, WORKING_DAYS}:
        return ""
    return f"{limit.value} {limit.unit.replace('_', ' ')}"


def posting_label(posting: str) -> str:
    """In words: 7日, 7个工作日."""
    found = POSTING.fullmatch(posting)
    return f"{found['days']}{UNITS[found['unit']]}" if found else posting


def period_kind_of(field: str, limits: tuple[Limit, ...]) -> str:
    """The kind of period of a row with these limits, by which its last days are computed."""
    first = next((limit for limit in limits if limit.kind == WITHIN), None)
    if field == "budgets_and_accounts":
        return "budget"
    if first is None or first.value is None or first.unit is None:
        return "general"
    return PERIOD_OF.get((first.value, first.unit), "general")


def cadence_of(rhythm: str, limits: tuple[Limit, ...]) -> str:
    """How often a row comes, by what is said of it."""
    if rhythm in RHYTHMS:
        return rhythm
    return CADENCE_OF.get(limits[0].kind, "temporary") if limits else "temporary"
