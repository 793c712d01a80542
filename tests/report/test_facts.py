from decimal import Decimal

import pytest

from gongkai.documents.model import Source
from gongkai.report.edition import edition
from gongkai.report.facts import FACTS, fact, fact_value
from gongkai.report.model import AnnualReport, Identity, Statement


def report(*statements: Statement) -> AnnualReport:
    return AnnualReport(
        source=Source("report.txt", "0" * 64, "text/plain", 0),
        identity=Identity(),
        edition="2021",
        preamble=(),
        sections=(),
        signature=(),
        cells={},
        statements=statements,
    )


def said(fact: str, value: int | str | bool | Decimal, **how: bool) -> Statement:
    return Statement(fact=fact, value=value, quote="", section="overview", **how)


def test_every_fact_is_declared_once_and_its_cells_exist() -> None:
    assert len({item.id for item in FACTS}) == len(FACTS)
    cells = set(edition("2021").cell_ids())
    assert {cell for item in FACTS for cell in item.cells} <= cells


def test_cells_of_a_fact_are_those_that_state_it_too() -> None:
    assert fact("requests_withheld").cells == (
        "requests.withheld_state_secret.total",
        "requests.withheld_by_law.total",
        "requests.withheld_security_stability.total",
        "requests.withheld_third_party.total",
        "requests.withheld_internal_affairs.total",
        "requests.withheld_deliberative.total",
        "requests.withheld_enforcement_file.total",
        "requests.withheld_administrative_query.total",
    )
    assert fact("litigations_upheld").cells == (
        "disputes.litigation_direct.upheld",
        "disputes.litigation_after_reconsideration.upheld",
    )
    with pytest.raises(KeyError):
        fact("unknown")


def test_a_fact_is_null_where_the_text_does_not_say() -> None:
    assert fact_value(report(), "requests_received") is None
    assert fact_value(report(), "phones") is None
    assert fact_value(report(), "fee_statement") is None


def test_an_exact_figure_goes_before_a_vague_one_and_totals_of_years_do_not_count() -> None:
    found = report(
        said("proactive_count", 1200, cumulative=True),
        said("proactive_count", 130, vague=True),
        said("proactive_count", 136),
    )
    assert fact_value(found, "proactive_count") == 136
    assert (
        fact_value(report(said("proactive_count", 9, cumulative=True)), "proactive_count") is None
    )


def test_texts_are_listed_once_each() -> None:
    found = report(
        said("phones", "010-55550001"),
        said("phones", "010-55550001"),
        said("phones", "010-55550002"),
    )
    assert fact_value(found, "phones") == ["010-55550001", "010-55550002"]
