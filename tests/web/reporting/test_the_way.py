"""A report's way: filed, checked, answered, signed off by another person, returned, accepted, added up."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.web.accounts.permissions import Refused
from gongkai.web.bodies.models import Membership
from gongkai.web.office.errors import ActionError, OwnWork, WrongState
from gongkai.web.reporting.actions.collecting import answer_demand, demand_report, set_due_day
from gongkai.web.reporting.actions.filing import file_many, file_report
from gongkai.web.reporting.actions.submitting import (
    accept_report,
    answer_finding,
    recall_report,
    reopen_report,
    return_report,
    review_report,
    send_back_report,
    send_report,
    submit_report,
)
from gongkai.web.reporting.due import due_days
from gongkai.web.reporting.judging import judged
from gongkai.web.reporting.models import Demand, ReportFile, YearReport
from gongkai.web.reporting.recognition import NotOurs
from tests.web.reporting.conftest import AT

SAMPLES = Path(__file__).parents[3].parent / "shared" / "samples"
"""Five real reports of other counties stay outside the repository; where they are absent, five empty files stand in."""

CLEAN = ("QS11", "柳河拟稿", "柳河镇.docx")


def test_a_file_is_read_checked_and_kept(filed):
    file = filed(*CLEAN)
    assert (file.number, file.errors, file.warnings) == (1, 0, 0)
    assert file.data["tables"]["requests"]["new"]["total"] is not None
    assert file.report.current == file
    assert str(file.report) == "柳河镇2024年年度报告"
    assert [step.get_kind_display() for step in file.report.steps.all()] == ["存入"]


def test_another_bodys_report_is_refused_by_name(body, person, example):
    name, content = example("白杨乡.html")
    with pytest.raises(
        NotOurs, match="文件写明的机关是“青山县白杨乡人民政府”，应为“柳河镇人民政府”"
    ):
        file_report(
            body("QS11"), 2024, acting_user=person("柳河拟稿"), at=AT, name=name, content=content
        )
    assert not YearReport.objects.exists()


def test_another_years_report_is_refused_by_year(body, person, example):
    name, content = example("柳河镇.docx")
    with pytest.raises(NotOurs, match="文件是 2024 年的报告，应为 2025 年"):
        file_report(
            body("QS11"), 2025, acting_user=person("柳河拟稿"), at=AT, name=name, content=content
        )


def test_what_is_no_report_is_refused_in_one_sentence(body, person):
    with pytest.raises(ActionError, match="会议通知"):
        file_report(
            body("QS11"),
            2024,
            acting_user=person("柳河拟稿"),
            at=AT,
            name="会议通知.txt",
            content="明天上午九时开会。".encode(),
        )


def test_the_same_file_is_not_kept_twice(filed):
    filed(*CLEAN)
    with pytest.raises(ActionError, match="与现用的一版完全相同"):
        filed(*CLEAN)


def test_nobody_signs_off_what_they_filed(filed, person, body, sent):
    from gongkai.web.accounts.permissions import PLATFORM
    from gongkai.web.accounts.roles import Role
    from gongkai.web.bodies.actions.role import give_role

    file = filed(*CLEAN)
    clerk = person("柳河拟稿")
    give_role(
        clerk,
        body=body("QS11"),
        role=Role.PUBLISHER,
        acting_user=PLATFORM,
        starts_on=date(2026, 1, 1),
        at=AT,
    )
    with pytest.raises(WrongState, match="还没有送审"):
        submit_report(file.report, acting_user=person("柳河三审"), at=AT)
    sent(file.report)
    with pytest.raises(OwnWork):
        submit_report(file.report, acting_user=person("柳河拟稿"), at=AT)


def test_a_report_is_reviewed_sent_back_and_recalled(filed, person):
    report = filed(*CLEAN).report
    clerk, reviewer = person("柳河拟稿"), person("柳河一审")
    approval = send_report(report, acting_user=clerk, at=AT)
    with pytest.raises(WrongState, match="已经送审"):
        send_report(report, acting_user=clerk, at=AT)
    with pytest.raises(WrongState, match="现在是“审核”环节"):
        submit_report(report, acting_user=person("柳河三审"), at=AT)
    with pytest.raises(ActionError, match="校对"):
        review_report(approval, acting_user=reviewer, at=AT)
    send_back_report(approval, acting_user=reviewer, at=AT, stage="first-review", comment="表三")
    approval = send_report(report, acting_user=clerk, at=AT)
    recall_report(approval, acting_user=clerk, at=AT, reason="再核一遍")
    assert [each.state for each in report.approvals.all()] == ["recalled", "returned"]


def test_a_body_without_signers_is_handed_in_by_the_county(person, body, example):
    Membership.objects.filter(body=body("QS07")).delete()
    dropped = file_many(
        [example("教育局.xlsx")],
        acting_user=person("县公开办"),
        year=2024,
        at=AT,
        among=[body("QS07").pk],
    )
    report = YearReport.objects.get(body=body("QS07"))
    assert (dropped[0].problem, report.stage) == ("", "submitted")
    assert accept_report(report, acting_user=person("县公开办"), at=AT).stage == "accepted"


def test_a_clean_report_goes_to_the_county_and_back(filed, person, sent):
    report = filed(*CLEAN).report
    sent(report)
    with pytest.raises(Refused):
        submit_report(report, acting_user=person("柳河一审"), at=AT)
    report = submit_report(report, acting_user=person("柳河三审"), at=AT)
    assert (report.stage, report.submitted_on) == ("submitted", date(2026, 1, 12))
    with pytest.raises(WrongState, match="不能再换文件"):
        filed("QS11", "柳河拟稿", "柳河镇.docx")
    with pytest.raises(Refused):
        accept_report(report, acting_user=person("柳河三审"), at=AT)
    with pytest.raises(ActionError, match="请写明退回的理由"):
        return_report(report, acting_user=person("县公开办"), at=AT, reason=" ")
    report = return_report(report, acting_user=person("县公开办"), at=AT, reason="表三请重报")
    assert report.stage == "returned"
    sent(report)
    report = submit_report(report, acting_user=person("柳河三审"), at=AT)
    report = accept_report(report, acting_user=person("县公开办"), at=AT)
    assert (report.stage, report.accepted_on) == ("accepted", date(2026, 1, 12))
    report = reopen_report(report, acting_user=person("县公开办"), at=AT, reason="更正表二")
    assert report.stage == "returned"
    kinds = [step.get_kind_display() for step in report.steps.all()]
    assert kinds == ["存入", "报送", "退回", "报送", "接收", "退回更正"]


def test_everybody_reads_of_a_correction_when_it_is_made_and_in_words_made_for_them(
    filed, person, sent, client, example
):
    county = person("县公开办")
    report = filed(*CLEAN).report
    sent(report)
    report = submit_report(report, acting_user=person("柳河三审"), at=AT)
    accept_report(report, acting_user=county, at=AT)
    report = reopen_report(report, acting_user=county, at=AT, reason="你们又写错了，速改。")
    url = reverse("portal:report", args=["qs11", 2024])
    page = client.get(url).content.decode()
    assert "更正" not in page
    assert "速改" not in page
    sent(report)
    report = submit_report(report, acting_user=person("柳河三审"), at=AT)
    with pytest.raises(ActionError, match="请写明更正了哪一处"):
        accept_report(report, acting_user=county, at=AT)
    with pytest.raises(ActionError, match="更正说明里有不应公开的内容"):
        accept_report(
            report, acting_user=county, at=AT, notice="补登韩某110101199003070011的申请一件"
        )
    accept_report(report, acting_user=county, at=AT, notice="第五部分第一项措施补写了完成时间。")
    page = client.get(url).content.decode()
    assert "2026-01-12 更正：第五部分第一项措施补写了完成时间。" in page
    assert "速改" not in page


def test_errors_hold_a_report_until_each_is_answered(filed, person, sent):
    report = filed("QS12", "白杨拟稿", "白杨乡.html").report
    head, clerk = person("白杨签发"), person("白杨拟稿")
    with pytest.raises(ActionError, match="个错误或警告没有处理"):
        send_report(report, acting_user=clerk, at=AT)
    held = [each for each in judged(report.current, []) if each.holds]
    with pytest.raises(ActionError, match="请写明理由"):
        answer_finding(report, held[0].mark, acting_user=clerk, at=AT, reason="")
    for each in held:
        answer_finding(report, each.mark, acting_user=clerk, at=AT, reason="数字以台账为准")
    sent(report)
    assert submit_report(report, acting_user=head, at=AT).stage == "submitted"


def test_many_files_find_their_bodies(person, body, example):
    names = ("柳河镇.docx", "白杨乡.html", "松林镇.pdf", "枣园乡.html", "教育局.xlsx")
    files = [example(name) for name in names] + [("通知.txt", "开会。".encode()), ("空.docx", b"")]
    ids = [body(code).pk for code in ("QS11", "QS12", "QS13", "QS02", "QS03")]
    dropped = file_many(files, acting_user=person("县公开办"), year=2024, at=AT, among=ids)
    told = {each.name: str(each.file.report) if each.file else each.problem for each in dropped}
    assert told["柳河镇.docx"] == "柳河镇2024年年度报告"
    assert told["白杨乡.html"] == "白杨乡2024年年度报告"
    assert told["松林镇.pdf"] == "松林镇2024年年度报告"
    assert "“青山县枣园乡人民政府”不在本县名单里" in told["枣园乡.html"]
    assert told["通知.txt"].startswith("文件“通知.txt”")
    assert told["空.docx"] == "文件“空.docx”是空的；请重新选择文件。"
    assert ReportFile.objects.count() == sum(each.file is not None for each in dropped)


def test_sixty_files_good_and_bad_are_each_filed_or_refused_in_a_sentence(person, body, example):
    good = [example(name) for name in ("柳河镇.docx", "白杨乡.html", "松林镇.pdf", "教育局.xlsx")]
    foreign = [example("枣园乡.html")] + [
        (path.name, path.read_bytes()) for path in sorted(SAMPLES.glob("*.txt"))
    ]
    broken = [
        (f"坏{place}-{name}", content[: 400 + 40 * place])
        for place in range(10)
        for name, content in good
        if not name.endswith(".html")
    ]
    others = [(f"通知{place}.txt", f"第{place}次会议明天开。".encode()) for place in range(12)]
    again = [(f"再交一次-{name}", content) for name, content in good]
    files = [*broken[:20], *others, *good, *foreign, *broken[20:], *again]
    files += [(f"空{place}.docx", b"") for place in range(60 - len(files))]
    assert len(files) == 60
    towns = [body(code).pk for code in ("QS11", "QS12", "QS13", "QS02", "QS03", "QS07")]
    dropped = file_many(files, acting_user=person("县公开办"), year=2024, at=AT, among=towns)
    assert [each.name for each in dropped] == [name for name, _content in files]
    kept = {each.name: each.file for each in dropped if each.file}
    assert {name: str(file.report) for name, file in kept.items()} == {
        "柳河镇.docx": "柳河镇2024年年度报告",
        "白杨乡.html": "白杨乡2024年年度报告",
        "松林镇.pdf": "松林镇2024年年度报告",
        "教育局.xlsx": "县教育局2024年年度报告",
    }
    errors = {each["code"] for each in kept["白杨乡.html"].findings if each["level"] == "error"}
    assert {"AR102", "AR301"} <= errors
    told = {each.name: each.problem for each in dropped if not each.file}
    assert all(problem.endswith("。") for problem in told.values())
    assert all("不在本县名单里" in told[name] for name, _content in foreign)


def test_the_due_day_is_the_laws_or_an_earlier_one_of_the_county(body, person):
    town, office, county = body("QS11"), body("QS01"), body("QS")
    days = due_days([town, office, county], 2025)
    assert days[office.pk] == date(2026, 1, 31)
    assert days[county.pk] == date(2026, 3, 31)
    set_due_day(county, 2025, acting_user=person("县公开办"), at=AT, due_on=date(2026, 1, 15))
    days = due_days([town, office, county], 2025)
    assert (days[town.pk], days[office.pk]) == (date(2026, 1, 15), date(2026, 1, 15))
    assert days[county.pk] == date(2026, 3, 31)
    with pytest.raises(ActionError, match="应在 2026-01-01 至 2026-01-31 之间"):
        set_due_day(county, 2025, acting_user=person("县公开办"), at=AT, due_on=date(2026, 2, 1))


def test_a_demand_is_answered_once_by_the_body(body, person):
    demand = demand_report(
        body("QS12"),
        2024,
        acting_user=person("县公开办"),
        at=AT,
        on=date(2026, 2, 2),
        words="请尽快报送",
        answer_by=date(2026, 2, 5),
    )
    with pytest.raises(Refused):
        answer_demand(demand, acting_user=person("柳河拟稿"), at=AT, answer="不是我的")
    answered = answer_demand(demand, acting_user=person("白杨拟稿"), at=AT, answer="明日报送")
    assert answered.answer == "明日报送"
    with pytest.raises(WrongState):
        answer_demand(demand, acting_user=person("白杨拟稿"), at=AT, answer="再答一次")


def test_a_body_is_asked_again_only_by_somebody_who_knows_and_never_for_what_came(
    filed, sent, body, person, signed_in
):
    county, browser = person("县公开办"), signed_in("县公开办")
    url = reverse("reporting:demand", args=[2024, body("QS11").pk])
    asked = {"words": "请尽快报送", "answer_by": "2030-02-05"}
    assert "已经催过" not in browser.get(url).content.decode()
    browser.post(url, asked)
    page = browser.get(url).content.decode()
    assert "已经催过 1 次" in page
    assert "请尽快报送<br>2030-02-05 前答复" in page
    report = filed(*CLEAN).report
    sent(report)
    submit_report(report, acting_user=person("柳河三审"), at=AT)
    for told in (
        "柳河镇2024年年度报告已报送，不用催报。",
        "柳河镇2024年年度报告已接收，不用催报。",
    ):
        assert told in browser.get(url, follow=True).content.decode()
        assert told in browser.post(url, asked).content.decode()
        if "已报送" in told:
            accept_report(report, acting_user=county, at=AT)
    assert Demand.objects.count() == 1


def test_no_file_is_chosen_for_what_cannot_be_replaced_and_for_no_year_to_come(
    filed, sent, person, body, signed_in
):
    report = filed(*CLEAN).report
    send_report(report, acting_user=person("柳河拟稿"), at=AT)
    browser = signed_in("柳河拟稿")
    told = browser.get(reverse("reporting:new", args=[body("QS11").pk, 2024]), follow=True)
    assert "正在审签，不能换文件；请先撤回送审。" in told.content.decode()
    assert told.redirect_chain[0][0] == reverse("reporting:report", args=[report.pk])
    start = browser.post(reverse("reporting:start"), {"body": body("QS11").pk, "year": 2100})
    assert "2100 年还没有开始，没有年度报告" in start.content.decode()
    assert browser.get(reverse("reporting:new", args=[body("QS11").pk, 2100])).status_code == 404


def test_the_county_lets_each_reason_stand_by_itself(filed, sent, person, signed_in):
    report = filed("QS12", "白杨拟稿", "白杨乡.html").report
    held = [each for each in judged(report.current, []) if each.holds]
    for number, each in enumerate(held):
        answer_finding(
            report, each.mark, acting_user=person("白杨拟稿"), at=AT, reason=f"纸质台账第{number}页有登记"
        )  # fmt: skip
    assert all(each.alike == len(held) for each in judged(report.current, list(report.answers.all())) if each.answer)  # fmt: skip
    sent(report)
    submit_report(report, acting_user=person("白杨签发"), at=AT)
    browser, url = signed_in("县公开办"), reverse("reporting:accept", args=[report.pk])
    assert browser.get(url).content.decode().count('name="allowed"') == len(held)
    marks = [each.mark for each in held]
    page = browser.post(url, {"allowed": marks[1:]}).content.decode()
    assert f"还有 1 条说明没有认可（{held[0].code}）" in page
    back = browser.get(
        f"{reverse('reporting:return', args=[report.pk])}?refused={marks[0]}"
    ).content.decode()
    assert "（说明没有认可：纸质台账第0页有登记）" in back
    report.refresh_from_db()
    assert report.stage == "submitted"
    browser.post(url, {"allowed": marks})
    report.refresh_from_db()
    assert report.stage == "accepted"


def test_what_must_not_go_out_stops_a_report(body, person, example):
    name, content = example("白杨乡.html")
    spoilt = content.decode().replace(
        "</body>", "<p>联系人韩某身份证号110101199003070011。</p></body>"
    )
    file = file_report(
        body("QS12"),
        2024,
        acting_user=person("白杨拟稿"),
        at=datetime(2026, 1, 12, tzinfo=UTC),
        name=name,
        content=spoilt.encode(),
    )
    assert file.personal == ["公民身份号码"]
    for each in judged(file, []):
        if each.holds:
            answer_finding(
                file.report,
                each.mark,
                acting_user=person("白杨拟稿"),
                at=AT,
                reason="已与台账核对过",
            )
    with pytest.raises(ActionError, match="不应公开的内容：公民身份号码"):
        send_report(file.report, acting_user=person("白杨拟稿"), at=AT)


def test_any_report_is_converted_and_compared_without_a_terminal(example, signed_in):
    clerk, url = signed_in("柳河拟稿"), reverse("reporting:check")

    def sent(*names, **asked):
        files = [SimpleUploadedFile(*example(name)) for name in names]
        return clerk.post(url, dict(zip(("file", "other"), files, strict=False)) | asked)

    made = sent("白杨乡.html", form="json")
    data = json.loads(made.content)
    assert data["tables"]["requests"]["new"]["total"] == 100
    assert data["tables"]["requests"]["carried_in"]["total"] == 1
    page = sent("白杨乡.html", "枣园乡.html", compared="1").context["page"]
    assert "青山县白杨乡人民政府" in page
    assert "青山县枣园乡人民政府" in page
    alone = sent("白杨乡.html", compared="1").content.decode()
    assert "请选择与它比较的另一份报告。" in alone
    assert not ReportFile.objects.exists()
