"""Wordings put together from many words: what they say is read, and nothing else is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest

from gongkai.documents.model import Paragraph, Source
from gongkai.report.facts import fact_value
from gongkai.report.model import AnnualReport, Identity, Section
from gongkai.report.reading.narrative import read_statements
from tests.report.wordings import SEEN, UNSEEN, Share, Wording, wordings

COUNT = 250


def report(wording: Wording) -> AnnualReport:
    identity = Identity(
        organization="柳河镇人民政府",
        organization_full="青山县柳河镇人民政府",
        level="township",
        year=2024,
    )
    sections = (Section("overview", "一、总体情况", tuple(map(Paragraph, wording.paragraphs))),)
    return AnnualReport(
        source=Source("report.txt", "0" * 64, "text/plain", 0),
        identity=identity,
        edition="2021",
        preamble=(),
        sections=sections,
        signature=(),
        cells={},
        statements=read_statements(sections, identity),
    )


def score(wanted: Iterable[Wording]) -> tuple[Counter[str], list[str]]:
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for wording in wanted:
        value = fact_value(report(wording), wording.fact)
        counts["due"] += wording.value is not None
        if value == wording.value:
            counts["right"] += wording.value is not None
        elif value is None:
            counts["missed"] += 1
        else:
            wrong.append(f"{wording.fact} {value}≠{wording.value}: {''.join(wording.paragraphs)}")
    return counts, wrong


@pytest.mark.parametrize("share", SEEN, ids=str)
def test_a_wording_is_read_right_or_not_at_all(share: Share) -> None:
    counts, wrong = score(wordings(share, COUNT))
    assert wrong == []
    assert counts["right"] >= 0.97 * counts["due"]


def test_wordings_that_no_rule_was_written_for_are_read_right_or_not_at_all() -> None:
    counts, wrong = score(item for share in UNSEEN for item in wordings(share, 2 * COUNT))
    assert wrong == []
    assert counts["right"] >= 0.97 * counts["due"]
