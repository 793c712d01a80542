"""The reports of the gold set: drawn from their names, spoiled, marked and put into a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from tests.report.gold import faults_tables, faults_words, layouts
from tests.report.gold.draft import Draft, Mark
from tests.report.gold.faults import FAULTS
from tests.report.gold.phrases import is_held
from tests.report.gold.writing import write

REPORTS = 300
MOST_FAULTS = 3
FIRST_FEE_YEAR = 2021
ACCOUNTABLE = ("township", "street", "county", "city")

WORDS_OF = (faults_words, faults_tables)
"""Modules that register their faults."""

REQUESTS = (
    "received_differs received_differs_in_another_part answered_differs carried_differs outcome_differs disputes_differ "
    "dispute_results_differ denied_but_counted all_answered_but_carried_over rate_differs problem_denied_by_table "
    "praise_without_requests fee_unpaid intake_unbalanced results_do_not_add_up applicants_do_not_add_up column_beside "
    "unusual_ground correction_not_explained partly_disclosed_counted_twice obsolete_form table_missing rows_missing "
    "not_filled_in disputes_do_not_add_up"
).split()
PROACTIVE = (
    "parts_do_not_sum parts_beyond_total two_totals two_units stated_twice no_count count_vague finished_beyond_received"
).split()
CELLS = (
    "documents_differ decisions_differ fee_in_yuan issued_beyond_stock regulations_below_city penalties_without_delegation "
    "label_not_official fee_beyond_charges obsolete_form table_missing level_wrong"
).split()
IDENTITY = "title_nonstandard bodies_differ years_differ no_period secrecy_mark".split()
PROBLEMS = (
    "praise_contradicted no_plan problem_without_measure points_misnumbered short_problems word_broken "
    "problem_denied_by_table received_differs_in_another_part"
).split()
OTHER = (
    "no_fee nothing_to_report two_totals two_units stated_twice fee_unpaid fee_beyond_charges no_contact "
    "received_differs_in_another_part correction_not_explained applicant_named mobile heading_missing"
).split()
SHAPE = (
    "heading_nonstandard part_numeral_wrong inner_numbering numbering_broken blocks_missing no_accountability markup_remains "
    "parts_out_of_order heading_missing table_missing"
).split()
GROUPS = (REQUESTS, PROACTIVE, CELLS, IDENTITY, PROBLEMS, OTHER, SHAPE)
"""Faults that write in the same place; a report has one of each group."""
FIRST = ("blocks_missing", "no_count", "obsolete_form", "no_accountability", "nothing_to_report")
"""Faults that take words away; they come before those that add some."""


@dataclass(frozen=True)
class GoldReport:
    """A file and its true faults; `form` is how it came, `planted` what was done to it."""

    name: str
    form: str
    file: str
    data: bytes
    marks: tuple[Mark, ...]
    planted: tuple[str, ...]
    held: bool


def reports(count: int = REPORTS) -> Iterator[GoldReport]:
    """The whole set in its order."""
    return (gold(f"gold-{number:03}") for number in range(count))


@cache
def gold(name: str) -> GoldReport:
    """The report of this name."""
    rng = Random(f"faults of {name}")
    draft = write(name)
    planted = [fault for fault in _wanted(rng, name) if FAULTS[fault](draft)]
    text_only = "text only" in draft.tags
    form = rng.choice(layouts.TEXT_ONLY if text_only else tuple(layouts.FORMS))
    _mark_manner(draft)
    ending, put = layouts.FORMS[form]
    damaged = form in layouts.DAMAGED
    if form in layouts.ROUGH:
        for code in ("AR005", "AR010", "AR011", "AR012"):
            draft.mark(code, optional=True)
    marks = tuple(
        replace(mark, optional=mark.optional or (mark.cells and damaged)) for mark in draft.marks
    )
    data = put(draft.sheet())
    return GoldReport(name, form, f"report.{ending}", data, marks, tuple(planted), is_held(name))


def _wanted(rng: Random, name: str) -> list[str]:
    """The faults to plant: one in turn and some by chance, one of each group; none in every sixth report."""
    number = int(name.rpartition("-")[2])
    if number % 6 == 5:
        return []
    order = list(FAULTS)
    drawn = [order[(number * 5) // 6 % len(order)], *rng.sample(order, rng.randint(0, MOST_FAULTS))]
    taken: list[str] = []
    for fault in dict.fromkeys(drawn):
        if not any(fault in group and set(group) & set(taken) for group in GROUPS):
            taken.append(fault)
    return sorted(taken, key=_turn)


def _turn(fault: str) -> int:
    """What takes words away comes first, then what writes a place anew, then what adds to it."""
    return 0 if fault in FIRST else 1 if any(fault in group for group in GROUPS) else 2


def _mark_manner(draft: Draft) -> None:
    """Mark what the report leaves out or overdoes, whether planted or by its manner."""
    words = draft.prose()
    governed = draft.issuer.level in ACCOUNTABLE
    missing = not all(re.search(pattern, words) for pattern in ("考核", "评议", "追责|问责|追究"))
    if governed and missing:
        draft.mark("AR211")
    if not re.search(r"1月1日.{0,8}12月31日", words):
        draft.mark("AR212")
    if str(draft.names["phone"]) not in words:
        draft.mark("AR213")
    for part, least, most in (("overview", 200, 3000), ("problems", 80, 10**6)):
        if not least <= draft.length(part) <= most:
            draft.mark("AR214")
    if draft.half:
        draft.mark("AR215")
    elif draft.block_style == "half":
        draft.mark("AR215", optional=True)
    if draft.year >= FIRST_FEE_YEAR and not re.search("处理费|任何费用", words):
        draft.mark("AR601")
    if re.search("截止", words) and not any(mark.code == "AR403" for mark in draft.marks):
        draft.mark("AR403", "截止")
