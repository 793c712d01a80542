"""The same report says the same in whatever form it comes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gongkai.documents.opening import open_bytes
from gongkai.report.facts import FACTS
from gongkai.report.reading import read_report
from gongkai.report.writers.json import as_data
from tests.report.forge.forms import FORMS, SCANNED, file_of
from tests.report.forge.sheet import lay_out
from tests.report.forge.truth import Truth, forge_truth

SAID = (
    "title",
    "organization",
    "organization_full",
    "level",
    "year",
    "edition",
    "period",
    "issued_on",
    "sections",
    "tables",
    "facts",
    "unread",
)


FACT_IDS = [fact.id for fact in FACTS]


def said(truth: Truth, form: str) -> dict:
    """What the JSON says of the report; where it came from and what its shape was like take no part."""
    name, data = file_of(lay_out(truth), form)
    data = as_data(read_report(open_bytes(data, name)))
    return {key: data[key] for key in SAID}


def expected(truth: Truth) -> dict:
    tables: dict = {}
    for id, value in truth.cells.items():
        table, row, column = id.split(".")
        tables.setdefault(table, {}).setdefault(row, {})[column] = (
            float(value) if isinstance(value, Decimal) else value
        )
    return {
        "title": truth.title,
        "organization": truth.body.name,
        "organization_full": truth.body.full_name
        if truth.body.full_name != truth.body.name
        else None,
        "level": truth.body.level,
        "year": truth.year,
        "edition": truth.edition,
        "period": [f"{truth.year}-01-01", f"{truth.year}-12-31"],
        "issued_on": truth.issued_on.isoformat(),
        "sections": [
            {"id": part.id, "heading": part.heading, "text": part.text} for part in truth.parts
        ],
        "tables": tables,
        "facts": dict.fromkeys(FACT_IDS) | dict(truth.facts),
        "unread": [],
    }


@pytest.mark.parametrize("form", sorted(set(FORMS) - set(SCANNED)))
@pytest.mark.parametrize("seed", [1, 4])
def test_the_same_report_gives_the_same_json(form, seed):
    truth = forge_truth(seed, level="township" if seed == 1 else "county", edition_id="2021")
    assert said(truth, form) == expected(truth)


@pytest.mark.slow
def test_a_scan_gives_the_same_figures_and_identity():
    pytest.importorskip("rapidocr", reason="the extra `ocr` is not installed")
    truth = forge_truth(1, level="township")
    read, right = said(truth, "scan-pdf"), expected(truth)
    for key in ("organization", "level", "year", "edition", "period", "issued_on", "tables"):
        assert read[key] == right[key]
    assert [part["id"] for part in read["sections"]] == [part.id for part in truth.parts]
