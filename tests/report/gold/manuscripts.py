"""Whole invented reports by particular hands, read from `manuscripts.toml` and `hands.toml`, as reports of the gold set."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from gongkai.report.edition import edition
from tests.report.forge.bodies import Body
from tests.report.forge.figures import Number
from tests.report.forge.sheet import lay_out
from tests.report.forge.truth import TruePart, Truth
from tests.report.gold import layouts
from tests.report.gold.draft import Mark
from tests.report.gold.gold import GoldReport

APPLICANTS = ("natural_person", "enterprise", "research", "welfare", "legal_service", "other")
NARRATIVE_PARTS = (
    ("overview", "一、概述"),
    ("proactive", "二、主动公开政府信息情况"),
    ("requests", "三、依申请公开政府信息情况"),
    ("fees", "四、政府信息公开收费及减免情况"),
    ("disputes", "五、因政府信息公开申请行政复议、提起行政诉讼的情况"),
    ("problems", "六、存在的主要问题及改进措施"),
)


def manuscripts() -> Iterator[GoldReport]:
    """Every manuscript that rules were written with, each in the form it names or in two others."""
    for entry in _entries("manuscripts.toml"):
        for form in [entry["form"]] if "form" in entry else ["text-tabs", "html-word"]:
            yield _report(entry, form)


def hands() -> Iterator[GoldReport]:
    """Reports by one hand each whose marks were written with the text, in the forms that each names; some are held back."""
    for entry in _entries("hands.toml"):
        for form in entry["forms"]:
            yield _report(entry, form)


def _entries(name: str) -> list[dict[str, Any]]:
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    entries: list[dict[str, Any]] = tomllib.loads(text)["report"]
    return entries


def _report(entry: dict[str, Any], form: str) -> GoldReport:
    ending, put = layouts.FORMS[form]
    marks = [
        *(Mark(code, optional=code in entry.get("optional", ())) for code in entry["marks"]),
        *(Mark(code, optional=True) for code in entry.get("optional", ())),
    ]
    data = put(lay_out(_truth(entry)))
    return GoldReport(
        entry["name"],
        form,
        f"report.{ending}",
        data,
        tuple(marks),
        (),
        held=entry.get("held", False),
    )


def _truth(entry: dict[str, Any]) -> Truth:
    edition_id = entry.get("edition", "2021")
    if edition_id == "narrative":
        parts = tuple(
            TruePart(id, heading, tuple(entry[id].split("\n"))) for id, heading in NARRATIVE_PARTS
        )
        cells: dict[str, Number] = {}
    else:
        parts = tuple(
            TruePart(
                item.id, item.heading, tuple(entry[item.id].split("\n")) if item.id in entry else ()
            )
            for item in edition(edition_id).sections
        )
        cells = _cells(entry["cells"], edition_id)
    return Truth(
        seed=0,
        edition=edition_id,
        body=Body(entry["title"].partition("20")[0], ("",), entry["level"], "", ""),
        year=entry["year"],
        issued_on=date(entry["year"] + 1, 1, 15),
        title=entry["title"],
        preamble=tuple(entry["preamble"]),
        parts=parts,
        signature=tuple(entry["signature"]),
        cells=cells,
        facts={},
    )


def _cells(given: dict[str, float], edition_id: str) -> dict[str, Number]:
    """All cells: those given, the totals they make, and zeros."""
    form = edition(edition_id)
    cells: dict[str, Number] = dict.fromkeys(form.cell_ids(), 0)
    for id, value in given.items():
        cells[id] = value if isinstance(value, int) else Decimal(str(value))
    results = [row.id for row in form.table("requests").rows() if row.result]
    for column in APPLICANTS:
        cells[f"requests.result_total.{column}"] = sum(
            cells[f"requests.{row}.{column}"] for row in results
        )
    for row in form.table("requests").rows():
        cells[f"requests.{row.id}.total"] = sum(
            cells[f"requests.{row.id}.{column}"] for column in APPLICANTS
        )
    for row in form.table("disputes").rows():
        cells[f"disputes.{row.id}.total"] = sum(
            cells[f"disputes.{row.id}.{column}"]
            for column in ("upheld", "corrected", "other", "pending")
        )
    return cells
