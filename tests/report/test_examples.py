"""The reports in `examples/` are what the forge makes of them, and the first of them is faultless."""

from __future__ import annotations

import pytest

from gongkai.report.checks.finding import Level
from gongkai.report.checks.registry import Context, run
from gongkai.report.reading import read_file
from tests.report.forge.examples import FOLDER, examples
from tests.report.forge.proof import prove

SHEETS = {name: sheet for name, sheet, _ in examples()}


def test_the_folder_holds_these_examples_and_no_other():
    assert {path.name for path in FOLDER.iterdir()} == set(SHEETS)


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_an_example_is_read_as_it_was_forged(name):
    proof = prove(SHEETS[name], read_file(FOLDER / name), name)
    assert proof.wrong == []
    assert proof.missed == []


def test_the_faultless_example_has_no_finding():
    findings = list(run(Context(read_file(FOLDER / "柳河镇.docx"))))
    assert [item.code for item in findings if item.level is not Level.UNASSESSABLE] == []
