"""What a row keeps of a time limit: its kind of period, its posting, how often it comes."""

from __future__ import annotations

import re

from gongkai.catalogue.limits import CALENDAR_DAYS, WITHIN, WORKING_DAYS, Limit

# The days that a catalogue may set, the longest first; what is longer than the law allows is left to the law.
PERIODS_OF = {WORKING_DAYS: (15, 10, 7, 5, 3, 2, 1), CALENDAR_DAYS: (20, 15, 10, 7, 5, 3)}
LAW = {WORKING_DAYS: 20, CALENDAR_DAYS: 28}
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
    """The kind of period of a row with these limits, by which its last days are computed.

    A number of days for which there is no kind takes the next shorter one: a board that is green too long misleads.
    """
    first = next((limit for limit in limits if limit.kind == WITHIN), None)
    if field == "budgets_and_accounts":
        return "budget"
    if first is None or first.value is None or first.unit not in PERIODS_OF:
        return "general"
    if first.value >= LAW[first.unit]:
        return "general"
    days = next((days for days in PERIODS_OF[first.unit] if days <= first.value), None)
    return f"within_{days}_{first.unit}" if days else f"within_1_{WORKING_DAYS}"


def cadence_of(rhythm: str, limits: tuple[Limit, ...]) -> str:
    """How often a row comes, by what is said of it."""
    if rhythm in RHYTHMS:
        return rhythm
    return CADENCE_OF.get(limits[0].kind, "temporary") if limits else "temporary"
