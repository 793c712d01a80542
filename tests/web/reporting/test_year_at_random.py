"""A year of cases, decisions and money in any order: every cell is what plain SQL counts, and the years hang together."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.report.merge import merge
from gongkai.statute.outcomes import load_outcomes
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.reporting.counting.figures import figures_of, records_of
from gongkai.web.reporting.registers.models import KEPT_HERE, MONEY, RegisterKind, RegisterLine
from gongkai.web.reporting.writing.assembly import assemble
from tests.web.reporting.conftest import AT
from tests.web.reporting.simulated import none_by_other_doors
from tests.web.reporting.test_counting import KINDS, ON, sql, table_three_in_sql

FIRST = date(2023, 12, 1)
DAYS = st.integers(0, (date(2025, 12, 31) - FIRST).days).map(lambda each: FIRST + timedelta(each))
CASES = st.lists(
    st.tuples(
        st.sampled_from(["QS11", "QS12"]),
        st.sampled_from(KINDS),
        st.sampled_from(["counter", "portal", "email", "handed_down"]),
        st.sampled_from(["information", "information", "information", "correction"]),
        DAYS,
        st.none() | st.integers(0, 300),
        st.sampled_from(sorted(load_outcomes())),
    ),
    max_size=25,
)
LINES = st.lists(
    st.tuples(
        st.sampled_from(["QS11", "QS12"]),
        st.sampled_from(KEPT_HERE),
        DAYS,
        st.integers(1, 9_999_999),
        st.booleans(),
    ),
    max_size=20,
)


def laid_down(body, cases, lines) -> None:
    DisclosureRequest.objects.bulk_create(
        DisclosureRequest(
            body=body(code),
            year=received.year,
            serial=serial,
            matter=matter,
            applicant_kind=kind,
            door=door,
            received_on=received,
            registered_at=AT,
            text="演示申请",
            state="processing" if days is None else "closed",
            outcome="" if days is None or matter == "correction" else result,
            concluded_on=None if days is None else received + timedelta(days),
            code_digest=f"{serial:064}",
            applicant_digest="0" * 64,
            words_digest="0" * 64,
        )
        for serial, (code, kind, door, matter, received, days, result) in enumerate(cases, 1)
    )
    RegisterLine.objects.bulk_create(
        RegisterLine(
            body=body(code),
            kind=kind,
            on=on,
            number=f"演示〔{on.year}〕{serial}号",
            title="演示记录",
            amount=Decimal(fen) / 100 if kind in MONEY else None,
            source="演示台账",
            entered_at=AT,
            struck_at=AT if struck else None,
        )
        for serial, (code, kind, on, fen, struck) in enumerate(lines, 1)
    )


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(cases=CASES, lines=LINES)
def test_every_cell_is_what_plain_sql_counts_whatever_happened(body, cases, lines):
    with transaction.atomic():
        laid_down(body, cases, lines)
        towns = [body("QS11"), body("QS12")]
        reports, by_hand = [], {}
        for town in towns:
            none_by_other_doors(town, 2024, 2025)
            then, now = (figures_of(town, year, on=ON) for year in (2024, 2025))
            expected = table_three_in_sql(town, 2025)
            assert {cell: now[cell].number for cell in expected} == expected
            for kind in (*KINDS, "total"):
                carried = then[f"requests.carried_out.{kind}"].number
                assert now[f"requests.carried_in.{kind}"].number == carried
            for cell, register in (
                ("licences", RegisterKind.LICENCE),
                ("penalties", RegisterKind.PENALTY),
            ):
                [[number]] = sql(
                    "SELECT COUNT(*) FROM reporting_registerline WHERE struck_at IS NULL AND body_id = %s"
                    ' AND kind = %s AND "on" BETWEEN %s AND %s',
                    town.pk,
                    register.value,
                    "2025-01-01",
                    "2025-12-31",
                )
                assert now[f"proactive.{cell}.decisions"].number == (number or None)
            for cell in ("requests.new.total", "requests.disclosed.natural_person"):
                records = records_of(town, 2025, cell)
                assert len([records.told(each) for each in records.found]) == now[cell].number
            reports.append(assemble(town, 2025, now, {}, on=ON))
            for cell, number in expected.items():
                by_hand[cell] = by_hand.get(cell, 0) + number
        county = merge(reports).report
        assert {cell: county.value(cell) for cell in by_hand} == by_hand
        transaction.set_rollback(True)
