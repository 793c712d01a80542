import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gongkai.documents.model import Paragraph
from gongkai.report.facts import FACTS
from gongkai.report.model import Identity, Section, Statement
from gongkai.report.reading.narrative import read_statements

PHRASES = tomllib.loads(
    Path(__file__).with_name("phrases.toml").read_text(encoding="utf-8"), parse_float=Decimal
)["phrase"]


def stated(phrase: dict[str, Any]) -> tuple[Statement, ...]:
    identity = Identity(
        organization=phrase.get("body", "柳河镇人民政府"),
        level=phrase.get("level", "township"),
        year=2024,
    )
    paragraphs = tuple(
        Paragraph(text) for text in (phrase.get("heading"), phrase["text"]) if text is not None
    )
    return read_statements((Section(phrase.get("part", "overview"), "", paragraphs),), identity)


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase["text"][:24])
def test_a_phrase_states_what_a_reader_would_say_and_nothing_else(phrase: dict[str, Any]) -> None:
    found = stated(phrase)
    said: dict[str, Any] = {}
    for item in found:
        value = item.value
        if item.fact in said:
            earlier = said[item.fact]
            said[item.fact] = [*(earlier if isinstance(earlier, list) else [earlier]), value]
        else:
            said[item.fact] = value
    assert said == phrase["says"]
    assert sorted({item.fact for item in found if item.vague}) == phrase.get("vague", [])
    assert sorted({item.fact for item in found if item.cumulative}) == phrase.get("cumulative", [])


def test_every_statement_quotes_words_of_its_phrase_and_names_a_declared_fact() -> None:
    declared = {fact.id for fact in FACTS}
    for phrase in PHRASES:
        for item in stated(phrase):
            assert item.fact in declared
            if item.fact != "phones":
                assert item.quote
                assert item.quote in phrase["text"]


def test_there_are_enough_phrases() -> None:
    assert len(PHRASES) >= 150
