"""An invented township and a request to it."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.letters.facts import Head, Issuer, RequestFacts
from gongkai.statute.receipt import Door
from gongkai.statute.remedies import Authorities, remedy
from gongkai.statute.review_bodies import Level

D = date.fromisoformat


@pytest.fixture
def head() -> Head:
    return Head(
        Issuer("柳河镇人民政府", "柳河镇党政综合办公室", "0000-5550111"),
        "柳政公复〔2026〕3号",
        "王某某",
        D("2026-03-30"),
        case_number="2026-017",
        delivery="邮政挂号信",
    )


@pytest.fixture
def request_facts() -> RequestFacts:
    return RequestFacts("王某某", D("2026-03-05"), Door.COUNTER, "柳河镇2025年危房改造补贴发放名单")


@pytest.fixture
def remedy_of():
    """The remedy against an outcome of the township."""

    def find(code, grounds=()):
        return remedy(
            code,
            level=Level.TOWNSHIP,
            decided_on=D("2026-03-30"),
            grounds=grounds,
            authorities=Authorities(("青山县人民政府",), "青山县人民法院"),
        )

    return find
