"""Inputs on which a rule once claimed what is not so; each file is named after the rule."""

from pathlib import Path

import pytest

from gongkai.report.checks.finding import Level
from gongkai.report.checks.registry import Context, run
from gongkai.report.reading import read_file

FOLDER = Path(__file__).parent / "cases"
TOLD = {"d17-AR408-twice": 1}
"""How often the rule may speak, where it is not never."""


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.stem)
def test_the_rule_claims_nothing_that_is_not_so(path: Path) -> None:
    code = path.stem.split("-")[1]
    told = [
        finding.message
        for finding in run(Context(read_file(path)))
        if finding.code == code and finding.level is not Level.UNASSESSABLE
    ]
    assert len(told) == TOLD.get(path.stem, 0), told
