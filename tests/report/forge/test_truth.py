"""The forge keeps its promises: sums hold where they should, words differ where they should, a seed is a report."""

from __future__ import annotations

from random import Random

import pytest

from tests.report.forge.bodies import forge_body
from tests.report.forge.sheet import Grid, lay_out
from tests.report.forge.truth import copied, forge_truth, reworded


def five_grams(text: str) -> set[str]:
    return {text[i : i + 5] for i in range(len(text) - 4)}


def likeness(left: str, right: str) -> float:
    a, b = five_grams(left), five_grams(right)
    return len(a & b) / len(a | b)


def imbalance(cells: dict) -> list[str]:
    wrong = []
    columns = "natural_person enterprise research welfare legal_service other total".split()
    rows = dict.fromkeys(id.split(".")[1] for id in cells if id.startswith("requests."))
    results = [
        row for row in rows if row not in ("new", "carried_in", "result_total", "carried_out")
    ]
    for column in columns:
        at = {row: cells[f"requests.{row}.{column}"] for row in rows}
        if at["new"] + at["carried_in"] != at["result_total"] + at["carried_out"]:
            wrong.append(f"balance {column}")
        if sum(at[row] for row in results) != at["result_total"]:
            wrong.append(f"results {column}")
    for row in rows:
        *parts, total = (cells[f"requests.{row}.{column}"] for column in columns)
        if sum(parts) != total:
            wrong.append(f"applicants {row}")
    for row in ("reconsideration", "litigation_direct", "litigation_after_reconsideration"):
        *parts, total = (
            cells[f"disputes.{row}.{column}"]
            for column in ("upheld", "corrected", "other", "pending", "total")
        )
        if sum(parts) != total:
            wrong.append(f"outcomes {row}")
    return wrong


@pytest.mark.parametrize("edition_id", ["2019", "2021"])
@pytest.mark.parametrize("profile", ["zero", "township", "county", "consistent"])
def test_consistent_profiles_obey_every_relation(profile, edition_id):
    for seed in range(20):
        truth = forge_truth(seed, profile=profile, edition_id=edition_id)
        assert imbalance(truth.cells) == []


def test_editions_have_their_number_of_cells():
    assert len(forge_truth(1, edition_id="2021").cells) == 10 + 175 + 15
    assert len(forge_truth(1, edition_id="2019").cells) == 22 + 161 + 15
    assert forge_truth(1, edition_id="narrative").cells == {}


def test_in_the_distinct_profile_no_number_stands_twice():
    cells = forge_truth(5, profile="distinct").cells
    assert len(set(cells.values())) == 200
    assert 0 not in cells.values()


def test_a_broken_report_names_the_cell_that_breaks_it():
    truth = forge_truth(3, broken=True)
    assert truth.broken is not None
    assert truth.broken.startswith("requests.")
    assert imbalance(truth.cells) != []


def test_the_same_seed_makes_the_same_report():
    assert forge_truth(11, profile="county") == forge_truth(11, profile="county")
    assert forge_truth(11).prose() != forge_truth(12).prose()


def test_reports_of_different_dialects_are_unrelated_in_wording():
    pairs = [
        likeness(forge_truth(a, dialect=0).prose(), forge_truth(b, dialect=1).prose())
        for a in range(10)
        for b in range(10)
    ]
    assert sum(pairs) / len(pairs) <= 0.05
    assert max(pairs) <= 0.10


def test_a_copy_with_names_and_years_changed_is_nearly_the_same():
    for seed in range(20):
        truth = forge_truth(seed, level="township", year=2023)
        copy = copied(truth, forge_body(Random(seed + 100), "township"), 2024)
        assert likeness(truth.prose(), copy.prose()) >= 0.85
        assert copy.year == 2024


def test_a_light_paraphrase_stays_recognisable():
    for seed in range(20):
        truth = forge_truth(seed)
        assert 0.60 <= likeness(truth.prose(), reworded(truth).prose()) < 0.95


@pytest.mark.parametrize(("edition_id", "widths"), [("2021", [4, 10, 15]), ("2019", [4, 10, 15])])
def test_every_grid_is_filled_without_gap_or_overlap(edition_id, widths):
    sheet = lay_out(forge_truth(2, edition_id=edition_id, profile="distinct"))
    grids = [piece for piece in sheet.pieces if isinstance(piece, Grid)]
    assert [len(grid.widths) for grid in grids] == widths
    shown = {}
    for grid in grids:
        area = sum(box.rows * box.columns for _, _, box in grid.placed())
        assert area == len(grid.rows) * len(grid.widths)
        shown |= {box.cell: box.text for _, _, box in grid.placed() if box.cell}
    assert {id: int(text) for id, text in shown.items()} == dict(sheet.truth.cells)
