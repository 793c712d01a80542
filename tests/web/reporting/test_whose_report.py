"""Whose a report is: a body of the same name in another county is never ours; a copy of a neighbour's words and figures is told."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.web.office.errors import ActionError
from gongkai.web.reporting import jobs
from gongkai.web.reporting.actions.filing import file_many, file_report
from gongkai.web.reporting.actions.submitting import (
    accept_report,
    answer_finding,
    send_report,
    submit_report,
)
from gongkai.web.reporting.judging import judged
from gongkai.web.reporting.models import ReportFile
from gongkai.web.reporting.reasons import says_why
from gongkai.web.reporting.recognition import Named, NotOurs, bodies_named, county_in
from gongkai.web.reporting.registers.actions import Entered, enter_line, sign_register
from gongkai.web.reporting.registers.models import RegisterKind
from tests.web.reporting.conftest import AT, EXAMPLES

LIUHE = "柳河镇.docx"


def html_of(name: str, *changes: tuple[str, str]) -> bytes:
    """An example as HTML, with words changed."""
    text = jobs.converted((EXAMPLES / name).read_bytes(), name, "html").decode()
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return text.encode()


@pytest.mark.parametrize(
    ("name", "county"),
    [
        ("青石县松林镇人民政府", "青石县"),
        ("宁水市青山县松林镇人民政府", "青山县"),
        ("松林镇人民政府", ""),
        ("青山县自然资源局", "青山县"),
        ("自然资源局", ""),
        ("青山县人民政府", ""),
    ],
)
def test_the_county_in_a_name(name, county):
    assert county_in(name) == county


@pytest.mark.parametrize(
    ("full", "signed", "found"),
    [
        ("青山县松林镇人民政府", "", ["松林镇"]),
        ("宁水市青山县松林镇人民政府", "", ["松林镇"]),
        ("", "", ["松林镇"]),
        ("", "青山县松林镇人民政府", ["松林镇"]),
        ("青石县松林镇人民政府", "", []),
        ("宁水市青石县松林镇人民政府", "", []),
        ("", "青石县松林镇人民政府", []),
    ],
)
def test_a_body_of_the_same_name_in_another_county_is_never_ours(body, full, signed, found):
    data = {
        "organization": "松林镇人民政府",
        "organization_full": full or None,
        "year": 2022,
        "named_as": {"title": full or "松林镇人民政府", "signature": signed or None},
    }
    towns = [body("QS11"), body("QS12"), body("QS13")]
    assert [each.short_name for each in bodies_named(Named.of(data), towns)] == found


def test_a_neighbouring_countys_file_is_refused_at_every_door(body, person):
    foreign = html_of(LIUHE, ("青山县", "青石县"))
    with pytest.raises(NotOurs, match="“青石县柳河镇人民政府”，应为“青山县柳河镇人民政府”"):
        file_report(
            body("QS11"),
            2024,
            acting_user=person("柳河拟稿"),
            at=AT,
            name="年报.html",
            content=foreign,
        )
    [dropped] = file_many(
        [("年报.html", foreign)],
        acting_user=person("县公开办"),
        year=2024,
        at=AT,
        among=[body("QS11").pk],
    )
    assert dropped.problem.startswith("写明的机关“青石县柳河镇人民政府”不在本县名单里")
    assert not ReportFile.objects.exists()


def test_two_files_of_one_body_in_a_drop_are_not_piled_up(body, person, example):
    name, content = example(LIUHE)
    dropped = file_many(
        [(name, content), ("另一份.html", html_of(LIUHE))],
        acting_user=person("县公开办"),
        year=2024,
        at=AT,
        among=[body("QS11").pk],
    )
    assert dropped[0].file is not None
    assert "这一批里的“柳河镇.docx”已经存为柳河镇2024年的报告" in dropped[1].problem
    assert ReportFile.objects.count() == 1


def test_one_empty_file_throws_no_drop_away(body, signed_in, example):
    name, content = example(LIUHE)
    files = [SimpleUploadedFile(name, content), SimpleUploadedFile("空.docx", b"")]
    page = signed_in("县公开办").post(reverse("reporting:drop", args=[2024]), {"files": files})
    text = page.content.decode()
    assert "2 个文件，存入 1 个" in text
    assert "文件“空.docx”是空的" in text
    assert ReportFile.objects.count() == 1


def test_the_laws_column_shows_the_reports(filed, sent, person, client):
    report = filed("QS11", "柳河拟稿", LIUHE).report
    column = reverse("portal:column", args=["reports"])
    assert "该栏目目前没有公开的信息" in client.get(column).content.decode()
    sent(report)
    submit_report(report, acting_user=person("柳河三审"), at=AT)
    accept_report(report, acting_user=person("县公开办"), at=AT)
    for address in (column, reverse("portal:body-column", args=["reports", "qs11"])):
        page = client.get(address).content.decode()
        assert "柳河镇人民政府2024年政府信息公开工作年度报告" in page
        assert reverse("portal:report", args=["qs11", 2024]) in page
        assert "该栏目目前没有公开的信息" not in page
    made = client.get(reverse("portal:report-pdf", args=["qs11", 2024]))
    assert b"".join(made)[:5] == b"%PDF-" if made.streaming else made.content[:5] == b"%PDF-"
    assert client.get(reverse("portal:report-pdf", args=["qs12", 2024])).status_code == 404


def test_a_copy_of_a_neighbours_report_is_an_error_in_the_office(filed, body, person):
    filed("QS11", "柳河拟稿", LIUHE)
    copy = file_report(
        body("QS12"),
        2024,
        acting_user=person("白杨拟稿"),
        at=AT,
        name="白杨.html",
        content=html_of(LIUHE, ("柳河镇", "白杨乡")),
    )
    [found] = [each for each in copy.findings if each["code"] == "AR704"]
    assert found["level"] == "error"
    assert "与柳河镇人民政府的报告相同率100%" in found["message"]
    with pytest.raises(ActionError, match="AR704"):
        send_report(copy.report, acting_user=person("白杨拟稿"), at=AT)


def test_last_years_report_of_a_neighbour_is_compared_too(filed, body, person):
    filed("QS11", "柳河拟稿", LIUHE)
    copy = file_report(
        body("QS12"),
        2025,
        acting_user=person("白杨拟稿"),
        at=AT,
        name="白杨.html",
        content=html_of(LIUHE, ("柳河镇", "白杨乡"), ("2024年", "2025年")),
    )
    [found] = [each for each in copy.findings if each["code"] == "AR704"]
    assert "与柳河镇人民政府2024年的报告相同率" in found["message"]


def ledger(town, clerk, number):
    """So many penalties of 2024, signed as complete."""
    for serial in range(1, number + 1):
        enter_line(
            town,
            RegisterKind.PENALTY,
            acting_user=clerk,
            at=AT,
            line=Entered(
                date(2024, 5, serial), "占道堆放", "执法队台账", f"柳综罚〔2024〕{serial}号"
            ),
        )
    sign_register(town, RegisterKind.PENALTY, 2024, acting_user=clerk, at=AT)


def test_a_figure_that_is_not_the_ledgers_needs_a_reason_in_words(filed, body, person, signed_in):
    clerk = person("柳河拟稿")
    file = filed("QS11", "柳河拟稿", LIUHE)
    said = file.data["tables"]["proactive"]["penalties"]["decisions"]
    assert said == 0
    ledger(body("QS11"), clerk, 5)
    with pytest.raises(ActionError, match="TJ001"):
        send_report(file.report, acting_user=clerk, at=AT)
    page = signed_in("柳河拟稿").get(reverse("reporting:report", args=[file.report.pk]))
    assert "报告0，平台统计5；请改正，或者写明差在哪里" in page.content.decode()
    file.refresh_from_db()
    mark = next(each.mark for each in _held(file.report, clerk))
    with pytest.raises(ActionError, match="一个字、一个符号不算理由"):
        answer_finding(file.report, mark, acting_user=clerk, at=AT, reason="1")
    answer_finding(
        file.report, mark, acting_user=clerk, at=AT, reason="三份决定属县局委托，由县局统计"
    )
    assert send_report(file.report, acting_user=clerk, at=AT).state == "under-review"


def _held(report, clerk):
    from gongkai.web.reporting.judging import judged_on

    report.refresh_from_db()
    return [each for each in judged_on(report.current, [], on=date(2026, 1, 12)) if each.holds]


def test_what_came_by_mail_with_errors_is_not_accepted_without_words(body, person):
    from gongkai.web.bodies.models import Membership

    Membership.objects.filter(body=body("QS12")).delete()
    county = person("县公开办")
    [dropped] = file_many(
        [("白杨乡.html", (EXAMPLES / "白杨乡.html").read_bytes())],
        acting_user=county,
        year=2024,
        at=AT,
        among=[body("QS12").pk],
    )
    report = dropped.file.report
    errors = [each for each in judged(dropped.file, []) if each.level.value == "error"]
    assert (report.stage, bool(errors)) == ("submitted", True)
    with pytest.raises(ActionError, match="个错误没有说明"):
        accept_report(report, acting_user=county, at=AT)
    accepted = accept_report(
        report, acting_user=county, at=AT, words="该乡已无人员可改，数字以纸质台账为准"
    )
    assert accepted.stage == "accepted"


def test_a_year_that_is_not_over_is_no_report(body, person):
    [dropped] = file_many(
        [("柳河镇2026.html", html_of(LIUHE, ("2024年", "2026年")))],
        acting_user=person("县公开办"),
        year=2026,
        at=AT,
        among=[body("QS11").pk],
    )
    assert dropped.problem == "2026 年还没有过完，不能存入全年的报告；请核对文件写的年度。"
    assert not ReportFile.objects.exists()


def test_a_drop_replaces_no_version_that_the_body_began_itself(filed, body, person):
    own = filed("QS11", "柳河拟稿", LIUHE)
    [dropped] = file_many(
        [("柳河镇.html", html_of(LIUHE))],
        acting_user=person("县公开办"),
        year=2024,
        at=AT,
        among=[body("QS11").pk],
    )
    assert "由该机关自己在平台编报（起草中），没有代为替换" in dropped.problem
    assert list(ReportFile.objects.values_list("pk", flat=True)) == [own.pk]


@pytest.mark.parametrize(("signs", "stage"), [(True, "draft"), (False, "submitted")])
def test_what_the_county_filed_it_replaces_by_the_corrected_copy(body, person, signs, stage):
    from gongkai.web.bodies.models import Membership

    if not signs:
        Membership.objects.filter(body=body("QS11")).delete()
    county, total = person("县公开办"), 'headers="requests-r0c3 requests-r1c9 requests-r3c0">'

    def drop(*changed):
        [dropped] = file_many(
            [("柳河镇.html", html_of(LIUHE, *changed))],
            acting_user=county, year=2024, at=AT, among=[body("QS11").pk],
        )  # fmt: skip
        return dropped

    wrong = drop((f"{total}7</td>", f"{total}9</td>"))
    right = drop()
    assert (right.problem, right.replaced, right.file.number) == ("", 1, 2)
    assert wrong.file.errors > 0 == right.file.errors
    report = right.file.report
    assert (report.stage, [each.number for each in report.files.all()]) == (stage, [2, 1])
    assert [each.kind for each in report.steps.all()].count("filed") == 2
    if not signs:
        accept_report(report, acting_user=county, at=AT)
        assert "已接收，不能再换文件" in drop((f"{total}7</td>", f"{total}8</td>")).problem
        return
    file_report(
        body("QS11"), 2024, acting_user=person("柳河拟稿"), at=AT,
        name="柳河镇.html", content=html_of(LIUHE, (f"{total}7</td>", f"{total}8</td>")),
    )  # fmt: skip
    assert "由该机关自己在平台编报（起草中），没有代为替换" in drop().problem


def test_a_file_of_an_accepted_body_is_left_out_and_checked_all_the_same(
    filed, sent, body, person, signed_in
):
    report = filed("QS11", "柳河拟稿", LIUHE).report
    sent(report)
    submit_report(report, acting_user=person("柳河三审"), at=AT)
    accept_report(report, acting_user=person("县公开办"), at=AT)
    total = 'headers="requests-r0c3 requests-r1c9 requests-r3c0">'
    files = [
        SimpleUploadedFile("柳河镇.html", html_of(LIUHE, (f"{total}7</td>", f"{total}9</td>")))
    ]
    page = signed_in("县公开办").post(reverse("reporting:drop", args=[2024]), {"files": files})
    text = page.content.decode()
    assert "已接收，不能再换文件" in text
    assert "这个文件核对发现" in text
    assert "表三“总计”列：新收9＋上年结转2＝11，办理总计9，相差2" in text
    assert ReportFile.objects.count() == 1


def test_one_sentence_for_two_warnings_is_told_to_author_and_county(filed, body, person, signed_in):
    clerk = person("柳河拟稿")
    file = filed("QS11", "柳河拟稿", LIUHE)
    ledger(body("QS11"), clerk, 5)
    file.findings = [
        *file.findings,
        {
            "code": "AR999",
            "name": "",
            "level": "warning",
            "message": "演示的另一处问题",
            "place": "二",
            "hint": "",
        },
    ]
    file.save(update_fields=["findings"])
    first, second = _held(file.report, clerk)
    browser = signed_in("柳河拟稿")
    said = "三份决定属县局委托，由县局统计"
    for mark, words, told in (
        (first.mark, said, "已说明。"),
        (second.mark, f"{said}。", "已说明；这句话同时说明了 2 处，请逐处写明差在哪里。"),
    ):
        page = browser.post(
            reverse("reporting:answer-finding", args=[file.report.pk, mark]),
            {"reason": words},
            follow=True,
        ).content.decode()
        assert told in page
    assert page.count("这句话同时说明了 2 处；请逐处写明差在哪里、依据是什么。") == 2
    answer_finding(
        file.report, second.mark, acting_user=clerk, at=AT, reason="台账漏登两件，已补登"
    )
    again = browser.get(reverse("reporting:report", args=[file.report.pk])).content.decode()
    assert "这句话同时说明了" not in again


@pytest.mark.parametrize(
    ("words", "why"),
    [("1", False), ("。", False), ("是是是是", False), ("台账核过", True), ("reason", False)],
)
def test_when_words_are_a_reason(words, why):
    assert says_why(words) is why
