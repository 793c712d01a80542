"""Every handed case: what must be gone from the clean copy, what must have stayed, which kind must be told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gongkai.documents.opening import open_bytes
from gongkai.screening.masking import mask_file
from gongkai.screening.profiles import shipped_profile
from gongkai.screening.screen import screen
from gongkai.screening.sightings import sightings

CASES = Path(__file__).parent / "cases"
AWAITING_DOCUMENTS: set[str] = set()
"""Cases whose content the readers do not deliver yet: hidden parts of a page, wrapped cells without rules."""


def cases():
    for expected in sorted(CASES.rglob("*.expect.json")):
        name = expected.name.removesuffix(".expect.json")
        file = next(
            path
            for path in expected.parent.iterdir()
            if not path.name.endswith(".expect.json") and name in (path.name, path.stem)
        )
        key = str(file.relative_to(CASES))
        awaiting = pytest.mark.xfail(reason="documents", strict=False)
        marks = [awaiting] if key in AWAITING_DOCUMENTS else []
        yield pytest.param(file, json.loads(expected.read_text("utf-8")), id=key, marks=marks)


def bare(text: str) -> str:
    return "".join(text.split())


def seen(file: Path) -> str:
    """What sightings a page gives, for forms whose copy is a picture."""
    document = open_bytes(file.read_bytes(), file.name)
    return "|".join(sighting.value for sighting in sightings(document, shipped_profile("county")))


@pytest.mark.parametrize(("file", "expected"), list(cases()))
def test_the_case_comes_out_right(file, expected):
    if "finding_kind_wanted" in expected:
        found = screen(open_bytes(file.read_bytes(), file.name)).findings
        assert expected["finding_kind_wanted"] in {finding.kind.value for finding in found}
        return
    if file.suffix == ".pdf":
        gone = bare(seen(file)).replace("|", "")
        assert [value for value in expected["must_not_remain"] if bare(value) not in gone] == []
        return
    copy = mask_file(file.read_bytes(), file.name)
    text = bare("\n".join(open_bytes(copy.data, copy.name).lines()))
    assert [value for value in expected["must_not_remain"] if bare(value) in text] == []
    assert [value for value in expected["must_remain"] if bare(value) not in text] == []
