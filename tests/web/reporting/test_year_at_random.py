"""Two years of items, cases, disputes and fees in any order: every cell is what plain SQL counts, and the years hang together."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.report.edition import edition
from gongkai.report.merge import merge
from gongkai.web.bodies.actions.body import open_column
from gongkai.web.bodies.models import DisclosurePage
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.disputes.models import Dispute, Judgment
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.items.models import ItemPage, ValidityChange
from gongkai.web.reporting.counting.figures import figures_of, records_of
from gongkai.web.reporting.registers.models import (
    KEPT_HERE,
    MONEY,
    RegisterKind,
    RegisterLine,
    RegisterSigned,
)
from gongkai.web.reporting.writing.assembly import assemble
from gongkai.web.reporting.writing.facts import facts_of
from tests.web.reporting.conftest import AT
from tests.web.reporting.plain_sql import (
    COLUMN_OF_RESULT,
    ROW_OF_RESULT,
    fees_in_sql,
    items_in_sql,
    records_in_sql,
)
from tests.web.reporting.simulated import none_by_other_doors
from tests.web.reporting.test_counting import KINDS, ON

TOWNS = ("QS11", "QS12")
FIRST = date(2023, 12, 1)
DAYS = st.integers(0, (date(2025, 12, 31) - FIRST).days).map(lambda each: FIRST + timedelta(each))
LATER = st.none() | st.integers(0, 300)
TOWN = st.sampled_from(TOWNS)
CASE = st.tuples(
    st.just("case"),
    TOWN,
    DAYS,
    st.sampled_from(KINDS),
    st.sampled_from(["counter", "portal", "email", "handed_down"]),
    st.sampled_from(["information", "information", "information", "correction"]),
    LATER,
    st.sampled_from(sorted(ROW_OF_RESULT)),
)
# 登记的文号与发布的文号从同几个里取，所以有时是同一件
NUMBERS = st.integers(1, 6)
LINE = st.tuples(
    st.just("line"),
    TOWN,
    DAYS,
    st.sampled_from(KEPT_HERE),
    NUMBERS,
    st.integers(1, 9_999_999),
    LATER,
    st.booleans(),
)
ITEM = st.tuples(
    st.just("item"),
    TOWN,
    DAYS,
    st.booleans(),
    st.none() | NUMBERS,
    LATER,
    st.sampled_from(["", "", "青山县人民政府"]),
    st.sampled_from(["", "", "", "wrong", "period-over"]),
    st.booleans(),
    LATER,
)
RESULTS = sorted(COLUMN_OF_RESULT)
DISPUTE = st.tuples(
    st.just("dispute"),
    TOWN,
    DAYS,
    st.sampled_from(RESULTS),
    st.sampled_from(["none", "decided"]),
    st.sampled_from(["respondent", "respondent", "respondent", "co-defendant"]),
    LATER,
    st.sampled_from(["", "appeal_upheld", "remanded"]),
)
DEEDS = st.lists(st.one_of(CASE, CASE, LINE, LINE, ITEM, DISPUTE), max_size=40)
SIGNED = st.sets(st.tuples(TOWN, st.sampled_from(list(RegisterKind))), max_size=12)


@pytest.fixture
def office(body, rows):
    """``office(deed, serial)``: records a deed of a day as it is stored, whatever came before it."""
    document = rows("statutory.regulations_and_normative_documents")
    other = CatalogueRow.objects.exclude(
        statutory_item="regulations_and_normative_documents"
    ).first()
    columns = {code: open_column(body(code)) for code in TOWNS}
    kind_of_page = ContentType.objects.get_for_model(ItemPage)

    def case(serial, town, on, kind, door, matter, days, result):
        DisclosureRequest.objects.create(
            body=town, year=on.year, serial=serial, matter=matter, applicant_kind=kind, door=door,
            received_on=on, registered_at=AT, text="演示申请",
            state="processing" if days is None else "closed",
            outcome="" if days is None or matter == "correction" else result,
            concluded_on=None if days is None else on + timedelta(days),
            code_digest=f"{serial:064}", applicant_digest="0" * 64, words_digest="0" * 64,
        )  # fmt: skip

    def line(serial, town, on, kind, number, fen, days, struck):
        normative = kind == RegisterKind.NORMATIVE
        RegisterLine.objects.create(
            body=town, kind=kind, on=on, title="演示记录", source="演示台账", entered_at=AT,
            number=f"演示〔2025〕{number}号" if normative else f"演示记录{serial}",
            amount=Decimal(fen) / 100 if kind in MONEY else None,
            ended_on=on + timedelta(days) if normative and days is not None else None,
            struck_at=AT if struck or (normative and numbered(town, number)) else None,
        )  # fmt: skip

    def numbered(town, number):
        return RegisterLine.objects.filter(
            body=town, struck_at=None, number=f"演示〔2025〕{number}号"
        ).exists()

    def item(serial, town, on, is_document, number, ends, issuer, withdrawn, live, issued):
        column = columns[town.code]
        [page] = DisclosurePage.objects.bulk_create(
            [
                DisclosurePage(
                    title=f"演示{serial}", draft_title=f"演示{serial}", body=town, live=live,
                    slug=f"random-{serial}", path=f"{column.path}Z{serial:03d}",
                    depth=column.depth + 1, url_path=f"{column.url_path}random-{serial}/",
                    locale_id=column.locale_id, content_type=kind_of_page,
                )
            ]
        )  # fmt: skip
        ItemPage(
            disclosurepage_ptr=page, row=document if is_document else other, formed_on=on,
            issued_on=None if issued is None else on + timedelta(issued % 30), published_on=on,
            document_number="" if number is None else f"演示〔2025〕{number}号",
            issuing_body=issuer, withdrawal_reason=withdrawn,
            validity="valid" if ends is None else "repealed",
        ).save_base(raw=True, force_insert=True)  # fmt: skip
        if ends is not None:
            ValidityChange.objects.create(
                item=ItemPage.objects.get(pk=page.pk), validity="repealed", basis="演示",
                on=on + timedelta(30 + ends), changed_at=AT,
            )  # fmt: skip

    def dispute(serial, town, on, result, before, standing, days, appeal):
        forum = "review" if result.startswith("review") else "court"
        ended = None if days is None else on + timedelta(days)
        made = Dispute.objects.create(
            body=town, year=on.year, serial=serial, forum=forum, forum_name="演示", act="演示",
            against="answer", claimant="applicant", party="演示", standing=standing,
            review_before=before if forum == "court" else "none", copy_on=on, final_from=ended,
            registered_at=AT,
        )  # fmt: skip
        if ended is None:
            return
        results = [result, appeal] if forum == "court" and appeal else [result]
        for instance, each in enumerate(results, 1):
            Judgment.objects.create(
                dispute=made, instance=instance, result=each, document="演示", decided_on=ended,
                served_on=ended,
            )  # fmt: skip

    kinds = {"case": case, "line": line, "item": item, "dispute": dispute}
    return lambda deed, serial: kinds[deed[0]](serial, body(deed[1]), *deed[2:])


def keys(records):
    return {(type(each).__name__, each.pk) for each in records.found}


def examined(town, year, signed) -> dict[str, object]:
    """Each figure beside its count in SQL, and the records behind it; returns the figures."""
    figures = figures_of(town, year, on=ON)
    expected = records_in_sql(town.pk, year)
    registers = {
        "proactive.licences.decisions": {"licence"},
        "proactive.penalties.decisions": {"penalty"},
        "proactive.coercion.decisions": {"coercion"},
        "proactive.fees.amount": {"charge", "information-fee"},
        **{f"proactive.normative_documents.{name}": {"normative-document"} for name in ("issued", "repealed", "in_force")},
    }  # fmt: skip
    for cell in edition("2021").cell_ids():
        table = cell.partition(".")[0]
        number = len(expected[cell])
        needed = registers.get(cell, {"disputes"} if table == "disputes" else set())
        unknown = not number and not needed <= signed
        if cell == "proactive.fees.amount":
            number = fees_in_sql(town.pk, year) or 0
        assert figures[cell].number == (None if unknown else number), (town.code, year, cell)
        if number and year == 2025:
            assert keys(records_of(town, year, cell)) == expected[cell], (town.code, year, cell)
    return figures


@settings(
    max_examples=max(8, settings.default.max_examples // 8),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(deeds=DEEDS, signed=SIGNED)
def test_every_cell_is_what_plain_sql_counts_whatever_happened(body, office, deeds, signed):
    with transaction.atomic():
        for serial, deed in enumerate(deeds, 1):
            office(deed, serial)
        RegisterSigned.objects.bulk_create(
            RegisterSigned(body=body(code), kind=kind, year=year, lines=0, signed_at=AT)
            for code, kind in signed
            for year in (2024, 2025)
        )
        reports, by_hand, unknown = [], {}, set()
        for code in TOWNS:
            town = body(code)
            none_by_other_doors(town, 2024, 2025)
            kinds = {kind.value for of, kind in signed if of == code}
            then, now = (examined(town, year, kinds) for year in (2024, 2025))
            for kind in (*KINDS, "total"):
                carried = then[f"requests.carried_out.{kind}"].number
                assert now[f"requests.carried_in.{kind}"].number == carried
            assert facts_of(town, 2025, now, on=ON)["items"] == items_in_sql(town.pk, 2025)
            reports.append(assemble(town, 2025, now, {}, on=ON))
            for cell, records in records_in_sql(town.pk, 2025).items():
                if cell != "proactive.fees.amount":
                    by_hand[cell] = by_hand.get(cell, 0) + len(records)
            by_hand["proactive.fees.amount"] = by_hand.get("proactive.fees.amount", 0) + (
                fees_in_sql(town.pk, 2025) or 0
            )
            unknown |= {cell for cell, figure in now.items() if figure.number is None}
            if RegisterKind.DISPUTES not in kinds:
                # 没有签过“没有别的”，几件就不能当作总共几件
                unknown |= {
                    f"disputes.{forum}.total"
                    for forum in (
                        "reconsideration",
                        "litigation_direct",
                        "litigation_after_reconsideration",
                    )
                }
        county = merge(reports).report
        for cell in edition("2021").cell_ids():
            total = None if cell in unknown else by_hand.get(cell, 0)
            assert county.value(cell) == total, cell
        transaction.set_rollback(True)
