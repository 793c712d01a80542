"""The invented county stands ready in every test of the platform."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.web.settings")

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client, TransactionTestCase  # noqa: E402

DAY = date(2026, 11, 16)


@pytest.fixture(scope="session")
def django_db_use_migrations() -> bool:
    """Tables are made from the models; one test of its own runs the migrations."""
    return False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    from gongkai.web.bodies.demo_county import make_county

    with django_db_blocker.unblock():
        make_county()


@pytest.fixture(scope="session", autouse=True)
def _flush_despite_triggers() -> Iterator[None]:
    """A test that commits empties its tables afterwards; the journal would refuse, the words would stay."""
    from gongkai.web.journal import triggers
    from gongkai.web.portal.search import schema as words

    emptied = TransactionTestCase._fixture_teardown

    def teardown(self: Any) -> None:
        tables = {name: "journal_head" if "head" in name else "journal_entry" for name in NAMES}
        with connection.cursor() as cursor:
            for name, table in tables.items():
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
        # No model stands for the words, so that emptying the tables leaves them.
        words.remove_all()
        emptied(self)

    NAMES = triggers.NAMES[connection.vendor]
    TransactionTestCase._fixture_teardown = teardown
    yield
    TransactionTestCase._fixture_teardown = emptied


@pytest.fixture(autouse=True)
def _anchors_of_its_own(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test records is rolled back; the anchors of it must not outlive it."""
    from gongkai.web.journal import anchors

    monkeypatch.setattr(anchors, "folders", lambda: [tmp_path / "anchors"])


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Pages kept by one test are not for the next; and where a test writes without an act, nothing would tell of it."""
    from gongkai.web.portal.page_cache import SHELF
    from gongkai.web.publishing.duties.released import provide_mark

    provide_mark(None)

    SHELF.clear()


@pytest.fixture
def county(db: None) -> None:
    """青山县, made again where a committing test has emptied the tables."""
    from gongkai.web.bodies.demo_county import make_county
    from gongkai.web.bodies.models import PublicBody

    if not PublicBody.objects.exists():
        make_county()


@pytest.fixture
def body(county: None) -> Callable[[str], Any]:
    """``body("QS11")``: a body of the county by its code."""
    from gongkai.web.bodies.models import PublicBody

    return lambda code: PublicBody.objects.get(code=code)


@pytest.fixture
def person(county: None) -> Callable[[str], Any]:
    """``person("柳河拟稿")``: an account of the county by its name."""
    from gongkai.web.accounts.models import User

    return lambda username: User.objects.get(username=username)


@pytest.fixture
def signed_in(person: Callable[[str], Any]) -> Callable[[str], Client]:
    """``signed_in("柳河拟稿")``: a browser in which that person is signed in."""

    def open_browser(username: str) -> Client:
        client = Client()
        client.force_login(person(username), backend="gongkai.web.accounts.backends.RoleBackend")
        return client

    return open_browser
