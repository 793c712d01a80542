"""A question that nothing holds whole finds what holds its words; one that something holds is answered as ever."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from gongkai.web.portal.search import near, search

pytestmark = pytest.mark.both_databases
DATA = tomllib.loads(Path(__file__).with_name("forgiving.toml").read_text("utf-8"))


@pytest.fixture
def town(public_item):
    for each in DATA["item"]:
        public_item(
            each["title"],
            f"<p>{each['text']}</p>",
            at=each.get("at", "QS11"),
            document_number=each.get("number", ""),
            published_on=each["day"],
        )


def first_of(q):
    hits = search(q)[:1] or (near(q) or [])[:1]
    return hits[0].title if hits else ""


def test_what_stands_first_for_what_citizens_type(town):
    seen = [each for each in DATA["question"] if not each.get("held")]
    wrong = [(each["q"], first_of(each["q"])) for each in seen if first_of(each["q"]) != each["first"]]
    assert wrong == []


def test_the_share_of_first_hits_holds_for_questions_that_were_not_looked_at(town):
    held = [each for each in DATA["question"] if each.get("held")]
    right = sum(first_of(each["q"]) == each["first"] for each in held)
    print(f"held: {right} of {len(held)}")
    assert right / len(held) >= 0.9
