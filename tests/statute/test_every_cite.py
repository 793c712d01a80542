"""Every citation in the sources against the tables of contents of the instruments."""

import re
import tomllib
from pathlib import Path

import pytest

from gongkai.statute.citations import load_instruments, resolve

HERE = Path(__file__).parent
SOURCES = HERE.parents[1] / "src" / "gongkai"
CONTENTS = tomllib.loads((HERE / "contents.toml").read_text("utf-8"))
INSTRUMENTS = load_instruments()
WRITTEN = re.compile(
    rf"[\"'](?P<cite>(?:{'|'.join(map(re.escape, INSTRUMENTS))})(?:#[0-9]+(?:\.[0-9]+)*)?)[\"']"
)


def cites():
    found = {}
    for path in sorted(SOURCES.rglob("*")):
        if path.suffix in {".py", ".toml"}:
            for match in WRITTEN.finditer(path.read_text("utf-8")):
                found.setdefault(match["cite"], path)
    return found


CITES = cites()


def test_several_hundred_places_are_cited():
    assert len(CITES) > 150


@pytest.mark.parametrize("cite", CITES)
def test_every_cited_place_exists(cite):
    place = resolve(cite)
    last = place.instrument.last_article
    assert last is None or place.article is None or place.article <= last


@pytest.mark.parametrize("identity", CONTENTS)
def test_the_registered_counts_are_those_of_the_text(identity):
    instrument, text = INSTRUMENTS[identity], CONTENTS[identity]
    assert instrument.last_article == text["last"]
    for number, article in instrument.articles.items():
        assert article.paragraphs == text["paragraphs"].get(str(number), 1), number
        for paragraph, count in article.items.items():
            assert count == text["items"][f"{number}.{paragraph}"], number
    registered = {
        f"{number}.{paragraph}"
        for number, article in instrument.articles.items()
        for paragraph in article.items
    }
    assert registered == set(text["items"])


def test_a_place_cited_by_paragraph_is_one_of_an_article_that_was_counted():
    counted = {identity: set(map(int, text["paragraphs"])) for identity, text in CONTENTS.items()}
    for cite in CITES:
        place = resolve(cite)
        identity = place.instrument.id
        if identity in counted and place.paragraph and place.paragraph > 1:
            assert place.article in counted[identity], cite
