"""The generated reference is complete and up to date."""

import inspect

import pytest
from docs.generate import PAGES, REFERENCE, headings

from gongkai.report.checks.registry import ALL_EDITIONS, HEADINGS, checks


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_page_is_as_it_would_be_generated_now(name):
    assert (REFERENCE / name).read_text(encoding="utf-8") == PAGES[name](), "run `make docs`"


@pytest.mark.parametrize("item", checks(), ids=lambda item: item.code)
def test_every_rule_explains_itself_under_the_five_headings(item):
    found = headings(inspect.cleandoc(item.rule.__doc__))
    assert tuple(found) == HEADINGS
    assert all(text.strip() for text in found.values())


@pytest.mark.parametrize("item", checks(), ids=lambda item: item.code)
def test_every_rule_is_declared_with_a_lasting_code_and_a_telling_name(item):
    assert item.code[:2] == "AR"
    assert item.code[2:].isdigit()
    assert len(item.code) == 5
    assert item.name == item.name.lower()
    assert " " not in item.name
    assert set(item.editions) <= set(ALL_EDITIONS)
    assert item.label
