"""Faultless reports: whatever a rule says of them beyond a notice is a false alarm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from gongkai.documents.opening import open_bytes
from gongkai.report.checks.finding import Level
from gongkai.report.checks.registry import Context, run
from gongkai.report.edition import edition
from gongkai.report.model import AnnualReport
from gongkai.report.reading import read_report
from tests.report.forge.forms import QUICK, file_of
from tests.report.forge.sheet import lay_out
from tests.report.forge.truth import Truth, forge_truth

FORMS = [form for form in QUICK if not form.startswith("docx")]
"""Word files are left out: those of the forge carry a preview picture or tracked changes, which is a finding."""
PROFILES = ("zero", "township", "county", "consistent")
EDITIONS = ("2021", "2021", "2021", "2019", "narrative")
REPORTS = 120
PAIRS = 60


def faultless(truth: Truth) -> Truth:
    """The report without what the forge leaves for the prose to explain: lost cases, unpaid fees, fees not booked."""
    cells = dict(truth.cells)
    if not cells:
        return truth
    for row in edition(truth.edition).table("disputes").rows():
        lost = cells[f"disputes.{row.id}.corrected"]
        cells[f"disputes.{row.id}.corrected"] = 0
        cells[f"disputes.{row.id}.upheld"] += lost
    for id in [id for id in cells if ".other_fee_unpaid." in id]:
        cells[id.replace("fee_unpaid", "other")] += cells[id]
        cells[id] = 0
    if truth.edition == "2021":
        cells["proactive.fees.amount"] = Decimal("1.5")
    return replace(truth, cells=cells)


def read(truth: Truth, form: str) -> AnnualReport:
    """The report as read from a file of this form."""
    name, data = file_of(lay_out(truth), form)
    return read_report(open_bytes(data, name))


def alarms(contexts: Iterable[Context]) -> Counter[tuple[str, str]]:
    """How many findings there are by level and code, notices and what cannot be judged left out."""
    return Counter(
        (finding.level.value, finding.code)
        for context in contexts
        for finding in run(context)
        if finding.level in (Level.ERROR, Level.WARNING)
    )


def test_faultless_reports_of_every_kind_and_form_raise_no_alarm() -> None:
    truths = [
        faultless(
            forge_truth(
                seed,
                profile=PROFILES[seed % 4],
                edition_id=EDITIONS[seed % 5],
                dialect=seed % 3 if seed % 2 else None,
            )
        )
        for seed in range(REPORTS)
    ]
    silent = sum("proactive_count" not in truth.facts for truth in truths)
    found = alarms(
        Context(read(truth, FORMS[seed % len(FORMS)])) for seed, truth in enumerate(truths)
    )
    # Two of the silent ones count something else that was published: a notice there.
    assert found == {("warning", "AR115"): silent - 2}


def year_before(truth: Truth, seed: int) -> Truth:
    """The same body's report on the year before, with every figure that this year's report takes up."""
    last = faultless(
        forge_truth(
            seed + 5000,
            body=truth.body,
            year=truth.year - 1,
            edition_id=truth.edition,
            dialect=(seed + 1) % 3,
        )
    )
    cells, now = dict(last.cells), truth.cells
    for column in edition(truth.edition).table("requests").columns_of("new"):
        open_then = now[f"requests.carried_in.{column.id}"]
        cells[f"requests.carried_out.{column.id}"] = open_then
        cells[f"requests.carried_in.{column.id}"] = 0
        cells[f"requests.new.{column.id}"] = cells[f"requests.result_total.{column.id}"] + open_then
    for row in edition(truth.edition).table("disputes").rows():
        cells[f"disputes.{row.id}.upheld"] += cells[f"disputes.{row.id}.pending"]
        cells[f"disputes.{row.id}.pending"] = 0
    if truth.edition == "2021":
        document = "proactive.normative_documents."
        cells[document + "in_force"] = (
            now[document + "in_force"] - now[document + "issued"] + now[document + "repealed"]
        )
        cells[document + "issued"] = cells[document + "repealed"] = 0
    return replace(last, cells=cells)


def test_two_consistent_years_raise_no_alarm() -> None:
    contexts = []
    for seed in range(PAIRS):
        edition_id = "2019" if seed % 6 == 5 else "2021"
        year = 2020 if edition_id == "2019" else 2022 + seed % 4
        truth = faultless(
            forge_truth(
                seed,
                profile=PROFILES[seed % 4],
                edition_id=edition_id,
                year=year,
                dialect=seed % 3,
            )
        )
        report, previous = (read(item, "text-tabs") for item in (truth, year_before(truth, seed)))
        contexts.append(Context(report, previous=previous))
    found = alarms(contexts)
    assert {code for _, code in found} <= {"AR115"}
