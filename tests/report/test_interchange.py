import json
from dataclasses import replace
from decimal import Decimal

import pytest

from gongkai.report.interchange import NotReportJSON, from_json, same_content
from gongkai.report.model import Cell, CellState
from gongkai.report.writers.json import as_data, as_json
from tests.report.invented import invented


@pytest.mark.parametrize("edition_id", ["2019", "2021"])
def test_json_gives_back_the_report(edition_id):
    report = invented(edition_id, without=["requests.new.total", "disputes"])
    assert from_json(as_json(report)) == report


def test_an_amount_comes_back_exact():
    report = invented()
    cells = dict(report.cells)
    cells["proactive.fees.amount"] = Cell(
        "proactive.fees.amount", Decimal("96171.6"), CellState.REPAIRED
    )
    report = replace(report, cells=cells)
    assert from_json(as_json(report)).value("proactive.fees.amount") == Decimal("96171.6")


def test_a_figure_that_the_json_leaves_out_is_missing_not_zero():
    data = as_data(invented())
    del data["tables"]["disputes"]
    del data["tables"]["requests"]["new"]["total"]
    report = from_json(json.dumps(data))
    assert report.cells["requests.new.total"].state is CellState.MISSING
    assert not report.has_table("disputes")


def test_reports_with_the_same_figures_and_words_are_the_same_whatever_is_known_of_the_rest():
    report = invented(without=["requests.new.total"])
    cell = Cell("requests.new.total", None, CellState.UNREAD)
    assert same_content(report, replace(report, cells={**report.cells, cell.id: cell}))


@pytest.mark.parametrize("value", [0, 5])
def test_an_unknown_figure_is_not_the_same_as_any_figure(value):
    report = invented(without=["requests.new.total"])
    cell = Cell("requests.new.total", value, CellState.READ)
    assert not same_content(report, replace(report, cells={**report.cells, cell.id: cell}))


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"edition": "2035"}, "edition"),
        ({"sections": None}, "sections"),
        ({"sections": ["一、总体情况"]}, "sections"),
        ({"tables": []}, "tables"),
        ({"tables": {"requests": {"new": {"total": "0"}}}}, "tables.requests.new.total"),
        ({"tables": {"requests": {"new": {"total": True}}}}, "tables.requests.new.total"),
        ({"tables": {"requests": {"new": {"sum": 1}}}}, "tables.requests.new.sum"),
        ({"states": {"requests.new.total": "guessed"}}, "states.requests.new.total"),
        ({"states": {"requests.new.total": "missing"}}, "states.requests.new.total"),
        ({"period": ["2024-01-01"]}, "period"),
        ({"period": ["2024-01-01", "31.12."]}, "period"),
        ({"year": "2024"}, "year"),
        ({"irregularities": [{"kind": "odd", "where": "", "before": ""}]}, "irregularities.kind"),
    ],
)
def test_json_that_is_no_report_is_refused_with_its_place(change, key):
    with pytest.raises(NotReportJSON) as caught:
        from_json(json.dumps({**as_data(invented()), **change}), "甲.json")
    assert caught.value.key == key
    assert "甲.json" in str(caught.value)


@pytest.mark.parametrize("text", ["", "{", "[1, 2]", "null", "[" * 100_000])
def test_text_that_is_no_json_object_is_refused(text):
    with pytest.raises(NotReportJSON):
        from_json(text)
