"""What was written is read again as it was, in every form."""

import os
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gongkai.documents.opening import open_bytes
from gongkai.report.checks.registry import Context, run
from gongkai.report.edition import editions
from gongkai.report.interchange import from_json, same_content
from gongkai.report.reading import read_report
from gongkai.report.writers import docx, html, pdf, xlsx
from gongkai.report.writers.json import as_json
from tests.report.forge.damage import DAMAGES, damaged
from tests.report.forge.figures import PROFILES
from tests.report.forge.forms import file_of
from tests.report.forge.sheet import lay_out
from tests.report.forge.strategies import seeds
from tests.report.forge.truth import forge_truth
from tests.report.invented import invented

EXAMPLES = 2000 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 15
WRITERS = {
    "docx": docx.write,
    "pdf": pdf.write,
    "html": lambda report: html.write(report).encode(),
    "xlsx": lambda report: xlsx.write(report, run(Context(report))),
}


def again(report, form):
    return read_report(open_bytes(WRITERS[form](report), f"年报.{form}"))


def as_read(sheet):
    return read_report(open_bytes(*reversed(file_of(sheet, "docx-plain"))))


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("edition_id", ["2019", "2021"])
def test_every_figure_and_every_word_come_back(form, edition_id):
    report = invented(edition_id, year=2020 if edition_id == "2019" else 2024)
    back = again(report, form)
    assert {id: cell.value for id, cell in back.cells.items()} == {
        id: cell.value for id, cell in report.cells.items()
    }
    assert [(item.id, item.heading, item.text) for item in back.sections] == [
        (item.id, item.heading, item.text) for item in report.sections
    ]
    assert back.identity.title == report.identity.title
    assert (back.preamble, back.signature) == (report.preamble, report.signature)


@pytest.mark.parametrize("form", WRITERS)
def test_missing_figures_stay_unknown(form):
    gone = ["requests.new.total", "requests.carried_out.research", "disputes"]
    back = again(invented(without=gone), form)
    unknown = [id for id in back.unread() if not id.startswith("disputes.")]
    assert unknown == ["requests.new.total", "requests.carried_out.research"]
    assert not back.has_table("disputes")


@pytest.mark.parametrize("form", WRITERS)
@given(
    seed=seeds,
    edition_id=st.sampled_from([form.id for form in editions()]),
    profile=st.sampled_from(PROFILES),
)
@settings(max_examples=EXAMPLES)
def test_a_forged_report_is_the_same_after_writing(form, seed, edition_id, profile):
    report = as_read(lay_out(forge_truth(seed, profile=profile, edition_id=edition_id)))
    assert same_content(again(report, form), report)


@pytest.mark.parametrize("form", WRITERS)
@given(seed=seeds, damage=st.sampled_from(sorted(DAMAGES)))
@settings(max_examples=EXAMPLES)
def test_a_damaged_report_is_the_same_after_writing(form, seed, damage):
    # In a workbook the headings of the tabled parts stand in one run; other numerals make it a list of contents.
    assume((form, damage) != ("xlsx", "other_heading_numerals"))
    report = as_read(damaged(lay_out(forge_truth(seed)), [damage], Random(seed)))
    assert same_content(again(report, form), report)


@given(seed=seeds, damage=st.sampled_from(sorted(DAMAGES)))
@settings(max_examples=EXAMPLES)
def test_json_gives_back_exactly_what_was_read(seed, damage):
    report = as_read(damaged(lay_out(forge_truth(seed)), [damage], Random(seed)))
    assert from_json(as_json(report)) == report


@given(seed=seeds)
@settings(max_examples=EXAMPLES)
def test_a_report_of_before_2019_is_the_same_after_writing(seed):
    report = as_read(lay_out(forge_truth(seed, edition_id="narrative")))
    assert same_content(again(report, "docx"), report)
