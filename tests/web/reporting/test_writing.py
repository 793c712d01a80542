"""A report is written from facts: sentences where a fact stands behind each clause, questions where none does."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse

from gongkai.documents.model import Paragraph, Source
from gongkai.report.edition import edition
from gongkai.report.fact_sentences import own_words, states_facts
from gongkai.report.interchange import from_json, same_content
from gongkai.report.model import AnnualReport, Identity, Section
from gongkai.report.problems import problems_in
from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.office.errors import WrongState
from gongkai.web.reporting import jobs
from gongkai.web.reporting.actions.submitting import submit_report
from gongkai.web.reporting.counting.actions import type_figure
from gongkai.web.reporting.counting.figures import figures_of
from gongkai.web.reporting.judging import judged
from gongkai.web.reporting.models import YearReport
from gongkai.web.reporting.reading import examined
from gongkai.web.reporting.registers.actions import sign_register
from gongkai.web.reporting.registers.models import RegisterKind
from gongkai.web.reporting.writing.actions import (
    answer_problem,
    file_draft,
    name_problem,
    open_year,
    write_parts,
)
from gongkai.web.reporting.writing.facts import YearFacts, facts_of
from gongkai.web.reporting.writing.models import DraftPart, Part, ReportProblem
from gongkai.web.reporting.writing.offers import Bound, Offer, Question, offers, value_of
from tests.web.reporting.conftest import AT
from tests.web.reporting.simulated import cases, lines, none_by_other_doors

ON = date(2026, 1, 12)
OWN_WORDS = {
    "management": "制作信息时同步确定公开属性，12月对在用的目录逐条核对。",
    "platform": "镇政务公开栏每月十日前换页，换下的旧页装订备查。",
    "safeguards": "全年举办培训2次、参加36人次。县级考核为良好等次，没有开展社会评议，没有需要追究责任的情形。",
    "problems": "存在的问题：一是村级公开栏换页晚，二季度有两个村超过十天。\n改进措施：二季度起由镇综合办每月十日前到村查看，换页拍照存档。",
}


@pytest.fixture
def year(body):
    """柳河镇 with a year of cases and signed registers; table four filled in by hand."""
    town, chance = body("QS11"), random.Random(7)
    cases(town, 60, chance, without=("other_fee_unpaid",))
    lines(town, 40, chance)
    none_by_other_doors(town, 2025)
    for kind in RegisterKind:
        sign_register(town, kind, 2025, acting_user=PLATFORM, at=AT)
    for cell in edition("2021").table("disputes").cell_ids():
        if figures_of(town, 2025, on=ON)[cell].number is None:
            type_figure(
                town,
                2025,
                cell,
                acting_user=PLATFORM,
                at=AT,
                typed=Decimal(0),
                reason="与县司法局核对，本年没有",
            )
    return town


def facts(town):
    problems = ReportProblem.objects.filter(body=town, year=2024)
    return facts_of(
        town,
        2025,
        figures_of(town, 2025, on=ON),
        tuple(problems.values_list("problem", "measure", "result")),
        on=ON,
    )


def taken_over(town, clerk):
    """Every sentence that is offered, and what only a person can tell."""
    known = facts(town)
    words, bound = {}, []
    for part in Part:
        found = [each for each in offers(part, known) if isinstance(each, Offer)]
        told = [*(each.text for each in found), OWN_WORDS.get(part.value, "")]
        words[part.value] = "\n".join(filter(None, told))
        bound += [each for offer in found for each in offer.bound]
    return write_parts(town, 2025, acting_user=clerk, at=AT, words=words, offered=bound)


def test_an_empty_record_gives_questions_and_no_phrase():
    nothing = YearFacts(2025, dict.fromkeys(("items", "explanations", "consultations", "approvals", "screenings", "screenings.stopped", "nil_returns", "channel_checks", "fee_notices", "fee_payments", "trainings", "quizzes", "meetings", "tasks", "opinions", "accountability"), 0))  # fmt: skip
    for part in Part:
        assert all(isinstance(each, Question) for each in offers(part, nothing)), part
    unpaid = YearFacts(
        2025, {"fee_notices": 0, "fee_yuan": 0, "requests.other_fee_unpaid.total": 2}
    )
    assert "2件因逾期未缴费" in offers(Part.OTHER, unpaid)[0].text
    assert "表三还没有数字" in offers(Part.ON_REQUEST, nothing)[0].text


def test_an_empty_ledger_that_nobody_signed_says_nothing_about_fees(body):
    town = body("QS11")
    [asked] = [each for each in offers(Part.OTHER, facts(town)) if "信息处理费" in each.text]
    assert isinstance(asked, Question)
    none_by_other_doors(town, 2025)
    sign_register(town, RegisterKind.INFORMATION_FEE, 2025, acting_user=PLATFORM, at=AT)
    [told] = [each for each in offers(Part.OTHER, facts(town)) if "信息处理费" in each.text]
    assert told.text == "本年没有发出信息处理费收费通知，没有收取信息处理费。"


def test_a_month_that_has_not_come_is_not_asked_about():
    known = YearFacts(
        2026, {"items": 3, "month.1": 3, "explanations": 0, "consultations": 0}, months=3
    )
    asked = [each.text for each in offers(Part.PROACTIVE, known) if isinstance(each, Question)]
    assert asked[0] == "2月、3月没有发布信息，原因是什么？需要说明的请写明。"


def test_a_sentence_is_made_of_facts():
    known = YearFacts(
        2025,
        {
            **{f"month.{number}": 9 for number in range(1, 12)},
            "items": 119,
            "items.财政预决算": 100,
            "items.社会救助": 19,
            "channel.website": 60,
            "explanations": 0,
            "consultations": 2,
            "fee_notices": 0,
            "fee_yuan": 0,
        },
        entries=(("items.财政预决算", "财政预决算", 100), ("items.社会救助", "社会救助", 19)),
        channels=(("channel.website", "政府网站", 60),),
        contact=("柳河镇综合办公室", "0000-5550811"),
    )
    assert [each.text for each in offers(Part.PROACTIVE, known)] == [
        "2025年主动公开政府信息119条，其中财政预决算100条、社会救助19条。",
        "12月没有发布信息，原因是什么？需要说明的请写明。",
        "按渠道分，在政府网站发布60条；同一条信息在几个渠道发布的，分别计数。",
        "本年制发、废止、现行有效的行政规范性文件各几件？台账还没有确认登记完毕；确认以后再写这一句。",
        "就2件决策事项公开征求意见。",
    ]
    assert [each.text for each in offers(Part.OTHER, known)] == [
        "本年没有发出信息处理费收费通知，没有收取信息处理费。",
        "联系单位：柳河镇综合办公室；联系电话：0000-5550811。",
    ]
    [total, *parts] = offers(Part.PROACTIVE, known)[0].bound
    assert (total.fact, total.said) == ("items", "2025年主动公开政府信息119条")
    assert sum(int(each.value) for each in parts) == 119


def test_the_laws_own_enumerations_stand_in_quotation_marks():
    livelihood = "扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况"
    known = YearFacts(
        2025,
        {"items": 16, f"items.{livelihood}": 10, "items.社会救助": 6, "explanations": 0, "consultations": 0},
        entries=((f"items.{livelihood}", livelihood, 10), ("items.社会救助", "社会救助", 6)),
    )  # fmt: skip
    told = offers(Part.PROACTIVE, known)[0]
    assert told.text == (
        "2025年主动公开政府信息16条，其中“扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况”10条；社会救助6条。"
    )
    changed = told.text.replace("情况”10条", "情况”12条")
    assert told.bound[1].drift(changed, "10") == f"“{livelihood}”12条"


def test_a_report_made_from_records_has_no_error_and_the_same_figures_in_every_form(year, person):
    taken_over(year, person("柳河拟稿"))
    file = file_draft(year, 2025, acting_user=person("柳河拟稿"), at=AT)
    told = [(each.code, each.level.value, each.message) for each in judged(file, [])]
    assert [each for each in told if each[1] == "error"] == []
    assert [each for each in told if each[1] == "warning"] == []
    assert file.personal == []
    figures = figures_of(year, 2025, on=ON)
    for cell, figure in figures.items():
        table, row, column = cell.split(".")
        assert file.data["tables"][table][row][column] == pytest.approx(float(figure.number)), cell
    original = from_json(jobs.as_text(file.data))
    for form in jobs.FORMS:
        content = jobs.converted(file.read(), file.name, form)
        if form == "json":
            again = from_json(content.decode())
        else:
            seen = examined(f"年报.{form}", content)
            again = from_json(jobs.as_text(seen.data))
            assert [each for each in seen.data["findings"] if each["level"] == "error"] == []
        assert same_content(again, original), form


def test_a_bound_figure_turns_red_when_its_fact_changes(year, person, signed_in):
    clerk = person("柳河拟稿")
    taken_over(year, clerk)
    part = DraftPart.objects.get(body=year, year=2025, part="on_request")
    [new] = [each for each in part.bound if each["fact"] == "requests.new.total"]
    before = int(new["value"])
    assert f"新收政府信息公开申请{before}件" in part.text
    browser = signed_in("柳河拟稿")
    url = reverse("reporting:write", args=[year.pk, 2025])
    assert "is-drifted" not in browser.get(url).content.decode()
    type_figure(
        year,
        2025,
        "requests.new.total",
        acting_user=clerk,
        at=AT,
        typed=Decimal(before + 1),
        reason="补登一件纸质申请",
    )
    page = browser.get(url).content.decode()
    assert f"“2025年新收政府信息公开申请{before}件”：现在是 {before + 1}" in page
    browser.post(url, {"renew": "on_request"})
    part.refresh_from_db()
    assert f"新收政府信息公开申请{before + 1}件" in part.text
    assert "is-drifted" not in browser.get(url).content.decode()


def test_a_sentence_changed_away_from_its_source_turns_red_and_stays_with_the_file(
    year, person, signed_in
):
    clerk, browser = person("柳河拟稿"), signed_in("柳河拟稿")
    taken_over(year, clerk)
    part = DraftPart.objects.get(body=year, year=2025, part="on_request")
    [new] = [each for each in part.bound if each["fact"] == "requests.new.total"]
    right = int(new["value"])
    changed = part.text.replace(
        f"新收政府信息公开申请{right}件", f"新收政府信息公开申请{right + 5}件"
    )
    assert changed != part.text
    url = reverse("reporting:write", args=[year.pk, 2025])
    browser.post(url, {"on_request": changed})
    page = browser.get(url).content.decode()
    assert f"“2025年新收政府信息公开申请{right + 5}件”：现在是 {right}" in page
    file = file_draft(year, 2025, acting_user=clerk, at=AT)
    [told] = [each for each in judged(file, []) if each.code == "TJ003"]
    assert f"写的是“2025年新收政府信息公开申请{right + 5}件”，平台现在统计{right}" in told.message
    assert told.holds
    browser.post(url, {"renew": "on_request"})
    part.refresh_from_db()
    assert f"新收政府信息公开申请{right}件" in part.text
    assert "is-drifted" not in browser.get(url).content.decode()


def test_a_problem_of_last_year_without_a_result_holds_the_report(year, person):
    clerk = person("柳河拟稿")
    name_problem(year, 2024, acting_user=clerk, at=AT, problem="换页晚", measure="每月查看")
    taken_over(year, clerk)
    told = {
        each.code: each for each in judged(file_draft(year, 2025, acting_user=clerk, at=AT), [])
    }
    assert told["TJ004"].holds
    assert "2024年度报告提出的“换页晚”还没有写改进结果" in told["TJ004"].message
    answer_problem(ReportProblem.objects.get(), acting_user=clerk, at=AT, result="每月十日前换页")
    taken_over(year, clerk)
    codes = [each.code for each in judged(file_draft(year, 2025, acting_user=clerk, at=AT), [])]
    assert "TJ004" not in codes


def test_a_name_within_a_longer_name_is_not_taken_for_it():
    short = Bound("items.社会救助", "6", "社会救助{}条")
    assert short.drift("其中城乡社会救助9条、扶贫2条。", "6") == ""
    assert short.drift("其中社会救助9条、扶贫2条。", "6") == "社会救助9条"
    assert short.drift("其中社会救助6条、扶贫2条。", "6") == ""
    assert short.drift("其中社会救助6条、扶贫2条。", "7") == "社会救助6条"


def test_a_sentence_is_taken_over_by_its_button_and_words_are_kept(year, signed_in):
    browser = signed_in("柳河拟稿")
    url = reverse("reporting:write", args=[year.pk, 2025])
    browser.post(url, {"add": "other:0", "other": "先有的话。"})
    part = DraftPart.objects.get(part="other")
    assert part.text.startswith("先有的话。\n本年")
    assert part.bound
    live = browser.post(
        reverse("reporting:check-draft", args=[year.pk, 2025]),
        {"on_request": "2025年新收政府信息公开申请999件。"},
    ).content.decode()
    assert "AR102" in live
    assert DraftPart.objects.count() == 1


def test_the_author_is_locked_after_submission(year, person, sent):
    clerk = person("柳河拟稿")
    taken_over(year, clerk)
    file = file_draft(year, 2025, acting_user=clerk, at=AT)
    sent(file.report)
    with pytest.raises(WrongState, match="正在审签"):
        file_draft(year, 2025, acting_user=clerk, at=AT)
    submit_report(file.report, acting_user=person("柳河三审"), at=AT)
    with pytest.raises(WrongState, match="不能再改"):
        write_parts(year, 2025, acting_user=clerk, at=AT, words={"other": "补一句。"})


def test_last_years_problems_come_back_to_be_answered(filed, body, person):
    filed("QS11", "柳河拟稿", "柳河镇.docx")
    town, clerk = body("QS11"), person("柳河拟稿")
    report = open_year(town, 2025, at=AT)
    assert open_year(town, 2025, at=AT) is None
    assert YearReport.objects.get(body=town, year=2025) == report
    problems = list(ReportProblem.objects.filter(body=town, year=2024))
    assert [(each.problem, each.measure) for each in problems][2] == (
        "应急消息层层转，疫苗接种到茶厂已过半天",
        "训练改成动手课，联络员当场写问答，当场互评，不合格重来",
    )
    asked = offers(Part.PROBLEMS, facts(town))
    assert asked[2].text.startswith("上年报告提出“应急消息层层转")
    answer_problem(problems[2], acting_user=clerk, at=AT, result="应急消息直接发到村，最慢20分钟")
    assert offers(Part.PROBLEMS, facts(town))[2].text == (
        "上年报告提出的“应急消息层层转，疫苗接种到茶厂已过半天”问题，按“训练改成动手课，联络员当场写问答，当场互评，不合格重来”"
        "的措施，应急消息直接发到村，最慢20分钟。"
    )
    name_problem(town, 2025, acting_user=clerk, at=AT, problem="公开栏换页晚", measure="每月查看")
    assert ReportProblem.objects.filter(year=2025).count() == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("但也存在以下问题：一是人员更换频繁。二是更新偏慢。\n改进情况：一是配备专干。二是每月查看。", [("人员更换频繁", "配备专干"), ("更新偏慢", "每月查看")]),
        ("（一）主要问题\n1.更新慢。\n2.检索难。\n（二）改进措施\n1.每周查看。", [("更新慢", "每周查看"), ("检索难", "")]),
        ("公开意识有待提高，今后将继续努力。", []),
        ("", []),
    ],
)  # fmt: skip
def test_numbered_problems_are_taken_apart(text, expected):
    assert problems_in(text) == expected


def test_what_the_records_say_is_nobodys_own_words(year, person):
    known = facts(year)
    for part in (Part.PROACTIVE, Part.ON_REQUEST, Part.MANAGEMENT, Part.PLATFORM, Part.SAFEGUARDS):
        for each in offers(part, known):
            if isinstance(each, Offer):
                assert all(states_facts(told) for told in each.text.split("；")), each.text
    own = "没有收到申请，但来电较多。综合办每周整理一次。"
    said = f"没有因政府信息公开引起的行政复议和行政诉讼。{own}"
    report = AnnualReport(
        Source("", "", "", 0),
        Identity(),
        "2021",
        (),
        (Section("overview", "一、总体情况", (Paragraph(said),)),),
        (),
        {},
    )
    assert own_words(report).sections[0].text == own


def test_a_sum_of_facts_is_printed_as_one_figure():
    known = YearFacts(2025, {"a": 2, "b": 3})
    assert value_of(known, "a+b") == "5"
    assert value_of(known, "requests.new.total") is None


def test_what_supervision_wrote_down_ends_in_the_text_with_its_sums():
    known = YearFacts(
        2026,
        {
            "trainings": 1,
            "trained": 30,
            "quizzes": 8,
            "certificates": 6,
            "meetings": 2,
            "tasks": 12,
            "tasks_done": 9,
            "opinions": 9,
            "opinions_answered": 5,
            "accountability": 0,
            "door.hotline": 77,
            "door.hotline_answered": 77,
            "door.petition": 4,
            "door.petition_answered": 3,
            "issues": 1,
            "issues_answered": 1,
            "outreach": 1,
            "leaflets": 200,
            "broadcasts": 12,
        },
        doors=(("door.hotline", "12345 热线", "件"), ("door.petition", "信访", "件")),
        topics=("个人信息保护", "信息发布规范"),
        report_texts=("村级公开栏每月十日前换页",),
    )
    told = [each.text for each in offers(Part.SAFEGUARDS, known) if isinstance(each, Offer)]
    assert told == [
        "举办政府信息公开培训1次，参加30人次，内容包括个人信息保护、信息发布规范。",
        "组织业务答题8人次，合格6人次。",
        "召开政府信息公开工作会议2次。",
        "重点工作清单共12项，已完成9项。",
        "村级公开栏每月十日前换页。",
        "社会评议收到意见建议9条，已答复5条。",
        "12345 热线办理群众诉求77件，已答复77件，答复率100%。",
        "信访办理群众诉求4件，已答复3件。",
        "处理涉及本地的舆情1件，已回应1件。",
        "开展政府信息公开宣传活动1次，发放宣传单200份。",
        "通过村村响广播播送公开信息12次。",
        "全年未发生追责问责情况。",
    ]


def test_words_typed_freely_are_held_against_the_register(body, signed_in):
    town = body("QS11")
    cases(town, 3, random.Random(5))
    DisclosureRequest.objects.update(
        received_on=date(2025, 3, 3),
        door="counter",
        matter="information",
        outcome="",
        concluded_on=None,
        due_on=date(2025, 3, 31),
    )
    words = {"on_request": "2025年收到政府信息公开申请12件，均按期答复。"}
    url = reverse("reporting:check-draft", args=[town.pk, 2025])
    page = unescape(signed_in("柳河拟稿").post(url, words).content.decode())
    assert "正文称收到申请12件，平台登记至少3件" in page
    assert "正文称“均按期答复”，平台登记有 3 件逾期（QS11-" in page
    DisclosureRequest.objects.update(due_on=None)
    words = {"on_request": "2025年收到政府信息公开申请3件，均按期答复。"}
    page = unescape(signed_in("柳河拟稿").post(url, words).content.decode())
    assert "正文称" not in page


def test_a_contradiction_comes_with_what_may_be_said_instead(body, signed_in):
    town = body("QS12")
    none_by_other_doors(town, 2025)
    url, clerk = reverse("reporting:check-draft", args=[town.pk, 2025]), signed_in("白杨拟稿")
    honest = "2025年没有收到政府信息公开申请，也没有上年结转的申请。"
    words = {"on_request": "2025年收到政府信息公开申请2件，均按期答复。"}
    page = unescape(clerk.post(url, words).content.decode())
    assert "正文称收到申请2件，平台登记0件" in page
    assert (
        f'可以改为：{honest} <button type="button" data-text="{honest}" data-into="id-on_request"'
        in page
    )
    page = unescape(clerk.post(url, {"on_request": honest}).content.decode())
    assert "可以改为" not in page
    words = {"problems": "一是办理依申请公开事项时流程繁琐，办理时间较长。"}
    page = unescape(clerk.post(url, words).content.decode())
    assert (
        f'可以改为：{honest} <button type="button" data-text="{honest}" data-into="id-problems"'
        in page
    )

    cases(town, 2, random.Random(5))
    DisclosureRequest.objects.update(
        received_on=date(2025, 3, 3), door="counter", matter="information", outcome="disclosed",
        concluded_on=date(2025, 6, 3), due_on=date(2025, 3, 31),
    )  # fmt: skip
    words = {"on_request": "2025年收到政府信息公开申请2件，均按期答复。"}
    page = unescape(clerk.post(url, words).content.decode())
    assert "可以改为：办理的申请中，有2件超过法定期限。" in page
