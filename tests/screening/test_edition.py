"""The name of the rules changes with the rules, and only with them."""

from __future__ import annotations

import pytest

from gongkai.screening import edition


@pytest.fixture
def rules(tmp_path, monkeypatch):
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "wording.toml").write_text("a = 1\n", "utf-8")
    (tmp_path / "names.py").write_text("b = 2\n", "utf-8")
    monkeypatch.setattr(edition.resources, "files", lambda package: tmp_path)
    return tmp_path


def name_now() -> str:
    edition.rules_edition.cache_clear()
    try:
        return edition.rules_edition()
    finally:
        edition.rules_edition.cache_clear()


def test_the_shipped_rules_have_a_name_of_twelve_characters():
    assert len(name_now()) == 12
    assert name_now() == name_now()


def test_a_changed_list_or_detector_is_another_edition(rules):
    names = [name_now()]
    (rules / "lists" / "wording.toml").write_text("a = 2\n", "utf-8")
    names.append(name_now())
    (rules / "names.py").write_text("b = 3\n", "utf-8")
    names.append(name_now())
    assert len(set(names)) == 3


def test_a_file_that_is_no_rule_changes_nothing(rules):
    before = name_now()
    (rules / "names.cpython-313.pyc").write_bytes(b"x")
    assert name_now() == before
