"""The promises of recall and precision, on forged papers with known truth and on the five real reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.screening.text import hits_in_text
from tests.screening.forge.measure import measure_tables, measure_texts
from tests.screening.forge.truth import (
    Forge,
    decoy_templates,
    table_templates,
    text_templates,
)

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"


def test_there_are_at_least_two_hundred_templates():
    assert len(text_templates()) + len(table_templates()) >= 200


def test_recall_in_texts():
    measure = measure_texts(text_templates(), seed=20261, rounds=5)
    assert measure.numbers() >= 0.995, measure.missed[:5]
    assert measure.recall("address") >= 0.97, measure.missed[:5]
    assert measure.recall("sensitive_name") >= 0.95, measure.missed[:5]
    assert measure.recall("birth_date", "medical", "email", "wechat") >= 0.97, measure.missed[:5]


def test_texts_have_few_false_findings_beside_their_truth():
    measure = measure_texts(text_templates(), seed=20262, rounds=5)
    assert len(measure.false) <= sum(measure.there.values()) / 500, measure.false[:5]


def test_recall_in_tables():
    measure = measure_tables(table_templates(), seed=20263, rows=(3, 12, 40))
    assert measure.numbers() >= 0.995, measure.missed[:5]
    assert measure.recall("address") >= 0.97, measure.missed[:5]
    assert measure.recall("sensitive_name") >= 0.95, measure.missed[:5]
    assert measure.recall("birth_date", "medical", "email", "wechat") >= 0.97, measure.missed[:5]


def test_tables_have_few_false_findings_beside_their_truth():
    measure = measure_tables(table_templates(), seed=20264, rows=(3, 12, 40))
    assert len(measure.false) <= sum(measure.there.values()) / 1000, measure.false[:5]


def test_fewer_than_one_in_a_thousand_decoy_lines_gives_a_finding():
    forge = Forge(20265)
    lines = [forge.fill(template).text for _ in range(20) for template in decoy_templates()]
    false = [line for line in lines if hits_in_text(line)]
    assert len(lines) >= 2_000
    assert len(false) < len(lines) / 1_000, false[:5]


@pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="the five real reports stay outside the repository"
)
def test_the_five_reports_give_no_finding():
    from gongkai.documents.opening import open_document
    from gongkai.screening.screen import screen

    for path in sorted(SAMPLES.glob("*.txt")):
        assert screen(open_document(path)).findings == (), path.name
