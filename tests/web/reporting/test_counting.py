"""Every cell equals a count of its own in plain SQL; behind each figure stand exactly its records; unknown is never zero."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from gongkai.report.edition import edition
from gongkai.statute.outcomes import load_outcomes
from gongkai.statute.receipt import Door
from gongkai.web.accounts.permissions import PLATFORM, Refused
from gongkai.web.casework.counting.actions import sign_none
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.files.tables import WrongCells
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.reporting.counting.actions import restore_figure, type_figure
from gongkai.web.reporting.counting.figures import (
    carry_in_mismatches,
    figures_of,
    records_of,
)
from gongkai.web.reporting.models import ReportFile, Stage, YearReport
from gongkai.web.reporting.registers.actions import (
    Entered,
    enter_line,
    import_lines,
    sign_register,
    strike_line,
)
from gongkai.web.reporting.registers.models import RegisterKind, RegisterLine
from tests.web.reporting.conftest import AT
from tests.web.reporting.plain_sql import COLUMN_OF_KIND
from tests.web.reporting.simulated import cases, lines, none_by_other_doors

ON = date(2026, 1, 12)
TOWNS = ("QS11", "QS12", "QS13")
KINDS = ("natural_person", "enterprise", "research", "welfare", "legal_service", "other")
NOT_COUNTED = "matter <> 'correction' AND door <> 'handed_down'"
TABLES = "casework_disclosurerequest"


def sql(query: str, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


@pytest.fixture
def simulated(body):
    """Three townships with a year of everything."""
    chance = random.Random(20251231)
    towns = [body(code) for code in TOWNS]
    for town in towns:
        cases(town, 400, chance)
        lines(town, 300, chance)
        none_by_other_doors(town, 2024, 2025)
    return towns


def table_three_in_sql(body, year):
    """Counted once more, in another language and by another hand."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    rows = dict.fromkeys(edition("2021").table("requests").cell_ids(), 0)

    def put(row, query, *values):
        own = f"SELECT applicant_kind, COUNT(*) FROM {TABLES} WHERE body_id = %s AND {NOT_COUNTED} AND {query} GROUP BY applicant_kind"
        for kind, number in sql(own, body.pk, *values):
            rows[f"requests.{row}.{COLUMN_OF_KIND.get(kind, kind)}"] += number
            rows[f"requests.{row}.total"] += number

    put("new", "received_on BETWEEN %s AND %s", first, last)
    put(
        "carried_in",
        "received_on < %s AND (concluded_on IS NULL OR concluded_on >= %s)",
        first,
        first,
    )
    put(
        "carried_out",
        "received_on <= %s AND (concluded_on IS NULL OR concluded_on > %s)",
        last,
        last,
    )
    for result in load_outcomes().values():
        for row in (result.row, "result_total"):
            put(row, "outcome = %s AND concluded_on BETWEEN %s AND %s", result.id, first, last)
    return rows


def test_every_cell_of_table_three_is_what_plain_sql_counts(simulated):
    for town in simulated:
        for year in (2024, 2025):
            found = figures_of(town, year, on=ON)
            expected = table_three_in_sql(town, year)
            assert {cell: found[cell].number for cell in expected} == expected
            assert expected["requests.new.total"] > 50


def test_the_equations_of_the_form_hold_by_themselves(simulated):
    for town in simulated:
        found = {cell: each.number for cell, each in figures_of(town, 2025, on=ON).items()}
        for column in (*KINDS, "total"):
            now = {
                row: found[f"requests.{row}.{column}"]
                for row in ("new", "carried_in", "result_total", "carried_out")
            }
            assert now["new"] + now["carried_in"] == now["result_total"] + now["carried_out"]
        for row in ("new", "carried_in", "disclosed", "other_other", "carried_out"):
            total = sum(found[f"requests.{row}.{kind}"] for kind in KINDS)
            assert total == found[f"requests.{row}.total"]


def test_what_is_carried_in_is_what_was_carried_out_the_year_before(simulated):
    for town in simulated:
        then, now = figures_of(town, 2024, on=ON), figures_of(town, 2025, on=ON)
        for column in (*KINDS, "total"):
            assert (
                now[f"requests.carried_in.{column}"].number
                == then[f"requests.carried_out.{column}"].number
            )


def test_table_two_is_what_plain_sql_counts(simulated):
    own = "FROM reporting_registerline WHERE struck_at IS NULL AND body_id = %s AND kind = %s AND "
    for town in simulated:
        found = {cell: each.number for cell, each in figures_of(town, 2025, on=ON).items()}
        year = ("2025-01-01", "2025-12-31")
        for cell, kind in (("licences", "licence"), ("penalties", "penalty"), ("coercion", "coercion")):  # fmt: skip
            [[number]] = sql(f'SELECT COUNT(*) {own} "on" BETWEEN %s AND %s', town.pk, kind, *year)
            assert found[f"proactive.{cell}.decisions"] == number > 0
        fen = sum(
            round(Decimal(str(amount)) * 100)
            for [amount] in sql(
                f'SELECT amount {own[:-5]}_x AND "on" BETWEEN %s AND %s'.replace(
                    "kind = %s_x", "kind IN ('charge', 'information-fee')"
                ),
                town.pk,
                *year,
            )
        )
        assert found["proactive.fees.amount"] == Decimal(fen) / 1_000_000
        n = (town.pk, "normative-document")
        [[issued]] = sql(f'SELECT COUNT(*) {own} "on" BETWEEN %s AND %s', *n, *year)
        [[ended]] = sql(f"SELECT COUNT(*) {own} ended_on BETWEEN %s AND %s", *n, *year)
        [[stock]] = sql(f'SELECT COUNT(*) {own} "on" <= %s AND (ended_on IS NULL OR ended_on > %s)', *n, year[1], year[1])  # fmt: skip
        row = "proactive.normative_documents"
        assert (found[f"{row}.issued"], found[f"{row}.repealed"], found[f"{row}.in_force"]) == (issued, ended, stock)  # fmt: skip
        assert stock > issued > 0
        assert found["proactive.regulations.issued"] == 0


def test_behind_each_figure_stand_exactly_its_records(simulated):
    town = simulated[0]
    for cell, figure in figures_of(town, 2025, on=ON).items():
        records = records_of(town, 2025, cell)
        if figure.number is None:
            continue
        told = [records.told(each) for each in records.found]
        assert sum(each.adds for each in told) == figure.number, cell
        if not cell.endswith(".total"):
            assert all(cell in dict(each.cells) for each in told), cell
    assert all(rules for each in told for _cell, rules in each.cells)


def test_the_county_is_the_sum_of_its_bodies(simulated):
    from gongkai.report.merge import merge
    from gongkai.web.reporting.writing.assembly import assemble

    reports, by_hand = [], dict.fromkeys(edition("2021").table("requests").cell_ids(), 0)
    for town in simulated:
        figures = figures_of(town, 2025, on=ON)
        reports.append(assemble(town, 2025, figures, {}, on=ON))
        for cell, number in table_three_in_sql(town, 2025).items():
            by_hand[cell] += number
    county = merge(reports).report
    assert {cell: county.value(cell) for cell in by_hand} == by_hand
    # 复议诉讼没有登记，也没有核对确认
    assert county.value("disputes.reconsideration.total") is None


def test_an_empty_year_is_unknown_until_somebody_signs_for_it(body):
    town, clerk = body("QS11"), PLATFORM
    before = figures_of(town, 2025, on=ON)
    assert before["requests.new.total"].number is None
    assert "1月、2月" in before["requests.new.total"].counted.why
    assert before["proactive.penalties.decisions"].number is None
    for month in range(1, 13):
        sign_none(
            town,
            acting_user=clerk,
            at=AT,
            month=date(2025, month, 1),
            doors=[
                Door.COUNTER,
                Door.ORAL,
                Door.SIGNED_MAIL,
                Door.ORDINARY_MAIL,
                Door.OTHER_OFFICE,
                Door.FAX,
                Door.EMAIL,
            ],
        )
    for kind in RegisterKind:
        sign_register(town, kind, 2025, acting_user=clerk, at=AT)
    after = figures_of(town, 2025, on=ON)
    assert after["requests.new.total"].number == 0
    assert after["requests.new.total"].counted.why.startswith("没有登记申请，十二个月都已确认")
    assert after["proactive.penalties.decisions"].number == 0
    assert after["proactive.fees.amount"].number == 0
    assert before["disputes.reconsideration.total"].number is None
    assert after["disputes.reconsideration.total"].number == 0


def test_one_request_proves_nothing_about_the_other_months(body):
    town = body("QS11")
    DisclosureRequest.objects.create(
        body=town,
        year=2025,
        serial=1,
        matter="information",
        applicant_kind="enterprise",
        door="counter",
        received_on=date(2025, 11, 27),
        registered_at=AT,
        text="演示申请",
        state="processing",
        code_digest="1" * 64,
        applicant_digest="0" * 64,
        words_digest="0" * 64,
    )
    found = {
        cell: each for cell, each in figures_of(town, 2025, on=ON).items() if "requests." in cell
    }
    assert {cell: each.number for cell, each in found.items() if each.number is not None} == {
        "requests.new.enterprise": 1,
        "requests.new.total": 1,
        "requests.carried_out.enterprise": 1,
        "requests.carried_out.total": 1,
    }
    assert "没有登记的不能认定为 0" in found["requests.disclosed.total"].counted.why
    none_by_other_doors(town, 2025)
    whole = figures_of(town, 2025, on=ON)
    assert whole["requests.disclosed.total"].number == 0
    assert figures_of(town, 2025, on=date(2025, 12, 20))["requests.disclosed.total"].number is None


def test_one_document_in_the_register_is_no_zero_for_the_others(body, person):
    town, clerk = body("QS11"), person("柳河拟稿")
    enter_line(
        town,
        RegisterKind.NORMATIVE,
        acting_user=clerk,
        at=AT,
        line=Entered(date(2024, 3, 2), "河道管理办法", "档案室目录", "柳政规〔2024〕1号"),
    )
    row = "proactive.normative_documents"
    found = figures_of(town, 2025, on=ON)
    numbers = [found[f"{row}.{name}"].number for name in ("issued", "repealed", "in_force")]
    assert numbers == [None, None, 1]
    sign_register(town, RegisterKind.NORMATIVE, 2025, acting_user=clerk, at=AT)
    found = figures_of(town, 2025, on=ON)
    numbers = [found[f"{row}.{name}"].number for name in ("issued", "repealed", "in_force")]
    assert numbers == [0, 0, 1]


def test_no_year_is_signed_before_it_is_over(body):
    with pytest.raises(ActionError, match="2026 年还没有过完"):
        sign_register(body("QS11"), RegisterKind.PENALTY, 2026, acting_user=PLATFORM, at=AT)


def test_a_typed_figure_keeps_both_values_and_who_and_why(body, person):
    town, clerk = body("QS11"), person("柳河拟稿")
    enter_line(
        town,
        RegisterKind.PENALTY,
        acting_user=clerk,
        at=AT,
        line=Entered(date(2025, 5, 6), "占道堆放", "执法队台账第3页", "柳综罚〔2025〕1号"),
    )
    cell = "proactive.penalties.decisions"
    with pytest.raises(ActionError, match="请写明改填的理由"):
        type_figure(town, 2025, cell, acting_user=clerk, at=AT, typed=Decimal(4), reason=" ")
    with pytest.raises(ActionError, match="与统计出来的数字相同"):
        type_figure(town, 2025, cell, acting_user=clerk, at=AT, typed=Decimal(1), reason="同")
    with pytest.raises(Refused):
        type_figure(
            town, 2025, cell, acting_user=person("白杨拟稿"), at=AT, typed=Decimal(4), reason="越权"
        )
    type_figure(
        town, 2025, cell, acting_user=clerk, at=AT, typed=Decimal(4), reason="三份纸质决定未录入"
    )
    figure = figures_of(town, 2025, on=ON)[cell]
    assert (figure.counted.number, figure.number) == (1, 4)
    assert (figure.typed.reason, figure.typed.typed_by) == ("三份纸质决定未录入", clerk)
    assert not figure.drifted
    line = RegisterLine.objects.get()
    strike_line(line, acting_user=clerk, at=AT, reason="登错了年份")
    assert figures_of(town, 2025, on=ON)[cell].drifted
    restore_figure(town, 2025, cell, acting_user=clerk, at=AT)
    assert figures_of(town, 2025, on=ON)[cell].number is None
    YearReport.objects.create(body=town, year=2025, stage=Stage.SUBMITTED)
    with pytest.raises(WrongState, match="不能再改"):
        type_figure(town, 2025, cell, acting_user=clerk, at=AT, typed=Decimal(4), reason="补")


def test_a_carry_in_that_differs_from_last_years_report_is_shown(simulated):
    town = simulated[0]
    figures = figures_of(town, 2025, on=ON)
    carried = figures["requests.carried_in.natural_person"].number
    out = {kind: figures[f"requests.carried_in.{kind}"].number for kind in (*KINDS, "total")}
    previous = {"tables": {"requests": {"carried_out": {**out, "natural_person": carried + 2}}}}
    [mismatch] = carry_in_mismatches(figures, previous)
    assert (mismatch.column, mismatch.counted, mismatch.last_year) == (
        "自然人",
        carried,
        carried + 2,
    )
    assert carry_in_mismatches(figures, None) == []


def workbook(rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_register_is_imported_whole_or_not_at_all(body, person):
    town, clerk = body("QS11"), person("柳河拟稿")
    heads = ["收费日期", "票据号", "收费项目", "金额"]
    bad = workbook([heads, ["2025-03-09", "A1", "占道费", "12.345"], ["三月", "A2", "占道费", "5"]])
    with pytest.raises(WrongCells) as wrong:
        import_lines(
            town, RegisterKind.CHARGE, acting_user=clerk, at=AT, name="收费.xlsx", data=bad
        )
    assert "D2" in wrong.value.sentences[0]
    assert "A3" in wrong.value.sentences[1]
    assert not RegisterLine.objects.exists()
    good = workbook(
        [heads, ["2025-03-09", "A1", "占道费", "1,250.50元"], ["2025-04-01", "A2", "占道费", 8]]
    )
    for expected in ((2, 0), (0, 2)):
        done = import_lines(
            town, RegisterKind.CHARGE, acting_user=clerk, at=AT, name="收费.xlsx", data=good
        )
        assert (done.made, done.known) == expected
    assert [each.source for each in RegisterLine.objects.order_by("on")] == [
        "收费.xlsx 第 2 行",
        "收费.xlsx 第 3 行",
    ]
    assert figures_of(town, 2025, on=ON)["proactive.fees.amount"].number == Decimal("0.12585")


def test_a_document_published_and_registered_counts_once(body, person, released, rows):
    town = body("QS11")
    released(
        title="柳河镇河道管理办法",
        document_number="柳政规〔2026〕1号",
        formed_on=date(2026, 3, 2),
        row=rows("statutory.regulations_and_normative_documents"),
    )
    at = timezone.now()
    for number, title in (
        ("柳政规[2026]1号", "柳河镇河道管理办法"),
        ("柳政规〔2026〕2号", "没有发布的一件"),
    ):
        enter_line(
            town,
            RegisterKind.NORMATIVE,
            acting_user=person("柳河拟稿"),
            at=at,
            line=Entered(date(2026, 3, 2), title, "县司法局备案清单", number),
        )
    found = figures_of(town, 2026, on=timezone.localdate(at))
    issued = "proactive.normative_documents.issued"
    assert found[issued].number == 2
    records = records_of(town, 2026, issued)
    assert sorted(records.told(each).label for each in records.found) == [
        "柳政规〔2026〕1号",
        "柳政规〔2026〕2号",
    ]


def test_table_four_opens_to_its_disputes(bar, body):
    dispute = bar.open("review", "2026-03-05", "2026-03-02")
    found = figures_of(body("QS11"), 2026, on=date(2026, 12, 1))
    # 没有与司法行政部门核对以前，没有登记的结果不能认定为 0
    assert found["disputes.reconsideration.upheld"].number is None
    assert found["disputes.litigation_direct.total"].number is None
    for column, number in (("pending", 1), ("total", 1)):
        cell = f"disputes.reconsideration.{column}"
        assert found[cell].number == number
        records = records_of(body("QS11"), 2026, cell)
        told = [records.told(each) for each in records.found]
        assert [each.label for each in told] == [dispute.number] * number


def test_the_screens_show_the_tables_and_the_records(simulated, signed_in):
    town = simulated[0]
    clerk = signed_in("柳河拟稿")
    page = clerk.get(reverse("reporting:figures", args=[town.pk, 2025])).content.decode()
    number = table_three_in_sql(town, 2025)["requests.new.total"]
    url = reverse("reporting:figure", args=[town.pk, 2025, "requests.new.total"])
    assert f'<a href="{url}" aria-label="表三“新收”行“总计”列：{number}">{number}</a>' in page
    assert "与司法行政部门的名单核对" in page
    page = clerk.get(url).content.decode()
    assert f"这个数字包括的 {number} 条记录" in page
    assert "QS11-2025-" in page
    assert "下一页" in page


def test_the_tables_take_few_questions_to_the_database(
    simulated, signed_in, django_assert_max_num_queries
):
    clerk = signed_in("柳河拟稿")
    url = reverse("reporting:figures", args=[simulated[0].pk, 2025])
    clerk.get(url)
    with django_assert_max_num_queries(45):
        clerk.get(url)


def test_the_countys_own_tables_are_the_sum_of_the_accepted_reports(body, person, filed, sent):
    from gongkai.web.bodies.models import PublicBody
    from gongkai.web.reporting.actions.submitting import accept_report, submit_report
    from gongkai.web.reporting.models import REPORTING_KINDS

    county = body("QS")
    report = filed("QS11", "柳河拟稿", "柳河镇.docx").report
    sent(report)
    report = submit_report(report, acting_user=person("柳河三审"), at=AT)
    accept_report(report, acting_user=person("县公开办"), at=AT)
    cell = "requests.new.total"
    waiting = figures_of(county, 2024, on=ON)[cell]
    assert waiting.number is None
    assert "还没有接收" in waiting.counted.why
    others = PublicBody.objects.filter(kind__in=REPORTING_KINDS).exclude(code__in=["QS", "QS11"])
    others.update(abolished_on=date(2024, 6, 1))
    assert figures_of(county, 2024, on=ON)[cell].number == 7
    records = records_of(county, 2024, cell)
    assert [records.told(each).label for each in records.found] == ["柳河镇2024年年度报告"]


def accepted_with(body, year: int, carried_out: dict[str, int]) -> None:
    """An accepted report on a year that carried so many cases out."""
    report = YearReport.objects.create(body=body, year=year, stage=Stage.ACCEPTED)
    report.current = ReportFile.objects.create(
        report=report, number=1, filed_at=AT, name="演示.docx", size=1, sha256="0" * 64,
        media_type="text/plain", findings=[], page="", errors=0, warnings=0, notices=0,
        data={"edition": "2021", "tables": {"requests": {"carried_out": carried_out}}},
    )  # fmt: skip
    report.save()


def test_what_last_years_report_carried_out_is_known_before_the_year_is_over(body):
    town = body("QS11")
    row = "requests.carried_in"
    assert figures_of(town, 2025, on=ON)[f"{row}.total"].number is None
    accepted_with(town, 2024, {**dict.fromkeys((*KINDS, "total"), 0), "enterprise": 2, "total": 2})
    found = figures_of(town, 2025, on=ON)
    assert found[f"{row}.natural_person"].number == 0
    assert found[f"{row}.enterprise"].number is None
    assert "上年报告结转 2 件，平台没有登记" in found[f"{row}.enterprise"].counted.why


def test_no_sum_goes_into_the_report_while_a_part_is_unknown(body, signed_in):
    from gongkai.web.reporting.writing.assembly import assemble

    town = body("QS11")
    cases(town, 5, random.Random(4))
    DisclosureRequest.objects.update(
        received_on=date(2025, 3, 3), door="counter", matter="information", applicant_kind="enterprise", outcome="", concluded_on=None
    )  # fmt: skip
    found = figures_of(town, 2025, on=ON)
    assert (found["requests.new.total"].number, found["requests.new.total"].at_least) == (5, True)
    report = assemble(town, 2025, found, {}, on=ON)
    assert report.value("requests.new.enterprise") == 5
    assert report.value("requests.new.total") is None
    page = signed_in("柳河拟稿").get(reverse("reporting:figures", args=[town.pk, 2025]))
    assert "至少 5" in page.content.decode()
    none_by_other_doors(town, 2025)
    whole = assemble(town, 2025, figures_of(town, 2025, on=ON), {}, on=ON)
    assert whole.value("requests.new.total") == 5
