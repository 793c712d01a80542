"""Faults of a year: told to all in a circular, assigned, mended, looked at again until they are gone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from gongkai.documents import open_bytes
from gongkai.report.checks.finding import Level
from gongkai.web.accounts.permissions import Refused
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.reporting import jobs
from gongkai.web.reporting.actions.filing import file_many, file_report
from gongkai.web.reporting.actions.submitting import answer_finding
from gongkai.web.reporting.judging import judged
from gongkai.web.reporting.models import ReportStep, YearReport
from gongkai.web.reporting.rectifying.actions import answer_fault, assign_fault, check_again
from gongkai.web.reporting.rectifying.circular import Received, circular
from gongkai.web.reporting.rectifying.faults import Fault, faults_of
from gongkai.web.reporting.rectifying.models import Rectification
from gongkai.web.reporting.rectifying.screens import received
from gongkai.web.reporting.screens.collecting import lines
from tests.web.reporting.conftest import AT, EXAMPLES

DUE = date(2026, 1, 22)


@pytest.fixture
def towns(body, filed):
    """Two towns: one with a clean report, one whose report has faults."""
    filed("QS11", "柳河拟稿", "柳河镇.docx")
    filed("QS12", "白杨拟稿", "白杨乡.html")
    return [body("QS11"), body("QS12")]


def test_a_fault_is_gone_only_when_the_rule_finds_nothing_more(towns, person):
    county, clerk = person("县公开办"), person("白杨拟稿")
    faults = faults_of(towns, 2024)
    assert {each.short_name for fault in faults for each in fault.bodies} == {"白杨乡"}
    code = faults[0].code
    with pytest.raises(Refused):
        assign_fault(towns, 2024, code, acting_user=clerk, at=AT, due_on=DUE)
    with pytest.raises(ActionError, match="已经过去"):
        assign_fault(towns, 2024, code, acting_user=county, at=AT, due_on=date(2026, 1, 2))
    [fault] = assign_fault(towns, 2024, code, acting_user=county, at=AT, due_on=DUE)
    assert assign_fault(towns, 2024, code, acting_user=county, at=AT, due_on=DUE) == []
    with pytest.raises(WrongState, match="还没有填写整改情况"):
        check_again(fault, acting_user=county, at=AT)
    with pytest.raises(ActionError, match="还没有换过报告文件"):
        answer_fault(fault, acting_user=clerk, at=AT, answer="已经全部改好")

    def replaced(name: str, days: int) -> None:
        text = jobs.converted((EXAMPLES / name).read_bytes(), name, "html").decode()
        file_report(
            towns[1],
            2024,
            acting_user=clerk,
            at=AT + timedelta(days=days),
            name="白杨乡新版.html",
            content=text.replace(name.partition(".")[0], "白杨乡").encode(),
        )

    # 换上邻镇的报告，问题随本机关自己的文字一起没有了：不能销号
    replaced("柳河镇.docx", 1)
    answer_fault(fault, acting_user=clerk, at=AT, answer="第2版已经改好")
    with pytest.raises(WrongState, match="现用版本另有没有说明的错误（AR704：第一、五部分与柳河镇"):
        check_again(fault, acting_user=county, at=AT)
    replaced("松林镇.pdf", 2)
    report = YearReport.objects.get(body=towns[1], year=2024)
    for each in judged(report.current, []):
        if each.holds:
            answer_finding(
                report, each.mark, acting_user=clerk, at=AT, reason="已与纸质台账逐项核对"
            )
    gone = check_again(fault, acting_user=county, at=AT)
    assert (gone.state, gone.checks) == ("gone", 1)
    with pytest.raises(WrongState, match="已经销号"):
        check_again(fault, acting_user=county, at=AT)


def test_the_circular_names_each_fault_and_who_has_it(towns, body):
    faults = faults_of(towns, 2024)
    content = circular(
        body("QS"),
        2024,
        faults,
        Received(
            5,
            overdue=[body("QS13")],
            late=[(body("QS11"), date(2026, 2, 9))],
            returned=[body("QS12")],
        ),
        due_on=DUE,
        on=date(2026, 3, 12),
    )
    text = "\n".join(each.text for each in open_bytes(content, "通报.docx").paragraphs())
    assert (
        "应报5份，截至2026年3月12日已报送4份，未报送1份。逾期仍未报送的有松林镇人民政府。"
        "退回修改、还没有重新报送的有白杨乡人民政府。逾期报送的有柳河镇人民政府（2026年2月9日）。"
    ) in text
    assert "于2026年1月22日前改正" in text
    assert "没有两个以上机关共有的错误和警告。" in text
    assert f"另有{len(faults)}类问题只涉及一个机关，不在此列。" in text
    both = Fault("AR101", "演示的问题", Level.ERROR, "请改正", [body("QS11"), body("QS12")])
    content = circular(
        body("QS"), 2024, [both, *faults], Received(2), due_on=DUE, on=date(2026, 3, 12)
    )
    document = open_bytes(content, "通报.docx")
    [table] = [each for each in document.blocks if hasattr(each, "rows")]
    assert len(list(table.rows())) == 2
    assert "核对发现1类共性问题" in "\n".join(each.text for each in document.paragraphs())


def test_a_letter_tells_one_body_why_and_what_to_mend(towns, body, person, signed_in):
    report = YearReport.objects.get(body=towns[1], year=2024)
    ReportStep.objects.create(
        report=report, kind="returned", at=AT, words="第五部分没有写到什么时候完成。"
    )
    YearReport.objects.filter(pk=report.pk).update(stage="returned", submitted_on=date(2026, 1, 8))
    county = signed_in("县公开办")
    letter = reverse("reporting:return-letter", args=[report.pk])
    assert letter in county.get(reverse("reporting:year-board", args=[2024])).content.decode()
    assert letter in county.get(reverse("reporting:report", args=[report.pk])).content.decode()
    content = county.get(letter).content
    document = open_bytes(content, "退回函.docx")
    text = "\n".join(each.text for each in document.paragraphs())
    assert "关于退回修改2024年政府信息公开工作年度报告的函" in text
    assert "白杨乡人民政府：" in text
    assert "（第1版，2026年1月8日报送）收悉" in text
    assert "一、退回理由\n第五部分没有写到什么时候完成。" in text
    assert "三、重新报送" in text
    [table] = [each for each in document.blocks if hasattr(each, "rows")]
    held = [each for each in judged(report.current, []) if each.holds]
    assert len(held) > 3
    assert f"核对发现{len(held)}处问题" in text
    assert len(list(table.rows())) == len(held) + 1
    for each in held:
        answer_finding(
            report,
            each.mark,
            acting_user=person("白杨拟稿"),
            at=AT,
            reason=f"台账另有登记：{each.code}{each.place}{each.message[:20]}",
        )
    document = open_bytes(county.get(letter).content, "退回函.docx")
    text = "\n".join(each.text for each in document.paragraphs())
    assert "没有发现错误和警告" not in text
    assert f"核对发现{len(held)}处问题，其中{len(held)}处你单位已作说明，列表如下。" in text
    [table] = [each for each in document.blocks if hasattr(each, "rows")]
    cells = "\n".join(cell.text for row in table.rows() for cell in row)
    assert cells.count("已说明：台账另有登记：") == len(held)
    assert signed_in("白杨拟稿").get(letter).status_code == 302
    YearReport.objects.filter(pk=report.pk).update(stage="accepted")
    assert county.get(letter).status_code == 404


def test_what_the_county_dropped_in_and_nobody_sent_is_not_received(towns):
    board = lines(towns, 2024, date(2026, 1, 12))
    assert (
        received(board).told(date(2026, 1, 12))
        == "应报2份，截至2026年1月12日已报送0份，未报送2份。逾期仍未报送的有柳河镇人民政府、白杨乡人民政府。"
    )
    assert (
        Received(3).told(date(2026, 1, 12))
        == "应报3份，截至2026年1月12日已报送3份，全部报送。没有逾期。"
    )


def test_a_file_that_the_county_holds_is_neither_received_nor_missing(
    towns, body, person, example, signed_in
):
    county = person("县公开办")
    [dropped] = file_many(
        [example("松林镇.pdf")], acting_user=county, year=2024, at=AT, among=[body("QS13").pk]
    )
    assert (dropped.problem, dropped.file.report.stage) == ("", "draft")
    found = [*towns, body("QS13")]
    board = lines(found, 2024, date(2026, 1, 12))
    told = {line.body.code: line.told for line in board}
    assert (
        told["QS13"] == f"已收到文件，有 {dropped.file.errors} 处错误"
        if dropped.file.errors
        else "已收到文件，没有错误"
    )
    assert told["QS12"] == "逾期未报"
    assert received(board).told(date(2026, 1, 12)) == (
        "应报3份，截至2026年1月12日已报送0份，已收到文件、还没有审签报送1份，未报送2份。"
        "逾期仍未报送的有柳河镇人民政府、白杨乡人民政府。已收到文件、还没有审签报送的有松林镇人民政府。"
    )
    page = signed_in("县公开办").get(reverse("reporting:demand", args=[2024, body("QS13").pk]))
    assert "收到的文件还没有审签报送" in page.content.decode()


def test_the_screens_lead_from_finding_to_recheck(towns, signed_in):
    county = signed_in("县公开办")
    page = county.get(reverse("reporting:faults", args=[2024])).content.decode()
    code = faults_of(towns, 2024)[0].code
    assert reverse("reporting:assign-fault", args=[2024, code]) in page
    county.post(reverse("reporting:assign-fault", args=[2024, code]), {"due_on": "2030-01-01"})
    fault = Rectification.objects.get()
    clerk = signed_in("白杨拟稿")
    assert "整改年报问题" in clerk.get("/office/").content.decode()
    told = clerk.post(reverse("reporting:answer-fault", args=[fault.pk]), {"answer": "已经改好"})
    assert "还没有换过报告文件" in told.content.decode()
    done = county.post(reverse("reporting:check-fault", args=[fault.pk]), follow=True)
    assert "还没有填写整改情况，不能复核" in done.content.decode()
    letter = county.get(reverse("reporting:circular", args=[2024]))
    assert letter.content[:2] == b"PK"
