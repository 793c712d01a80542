"""What really happened is entered on its own day, without effect where the law gives none; untrue letters do not go out."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import pypdfium2
import pytest
from django.core import signing
from django.urls import reverse

from gongkai.statute.event_codes import Channel
from gongkai.statute.receipt import Door
from gongkai.web.casework.clock.actions import entry_of, merge_request, record_event
from gongkai.web.casework.clock.running import clock_of
from gongkai.web.casework.counting.table import count, result_cell
from gongkai.web.casework.decisions.proactive import asked_repeatedly, decide_proactive
from gongkai.web.casework.evidence.actions import export_bundle
from gongkai.web.casework.letters.actions.draft import draft_lapse, draft_letter
from gongkai.web.casework.letters.checking import remarks
from gongkai.web.casework.letters.writing import remedy_days
from gongkai.web.casework.requests.actions.register import Arrival, Asked, register_request
from gongkai.web.casework.requests.actions.triage import triage
from gongkai.web.casework.requests.models import TriageKind
from gongkai.web.casework.requests.people import ApplicantFacts
from gongkai.web.office.errors import ActionError, WrongState
from tests.web.casework.conftest import moment
from tests.web.casework.test_lives import GO, HELD, SUPPLEMENT, happened

D = date.fromisoformat
ALL = {**HELD, "severable": "all"}
EXCESSIVE = {"nature": GO, "clear": GO, "before": "excessive"}


def test_a_supplement_letter_that_went_out_on_paper_stands_on_its_own_days(desk):
    case = desk.receive("2026-08-03")
    letter = desk.paper(
        case,
        "supplement_notice",
        "2026-08-12",
        issued_on="2026-08-11",
        entered="2026-11-27",
        event_facts={"supplement_days": 10},
    )
    assert (letter.number, letter.issued_on) == ("柳政函〔2026〕9号", D("2026-08-11"))
    assert desk.again(case).state == "awaiting_supplement"
    record_event(
        case,
        acting_user=desk.clerk,
        at=moment("2026-11-27"),
        step="supplement_received",
        on=D("2026-08-14"),
    )
    assert desk.again(case).due_on == D("2026-09-11")


def test_what_lies_behind_is_entered_in_its_place(desk):
    case = desk.receive("2026-04-28")
    desk.letter(
        case,
        "extension_notice",
        "2026-05-20",
        days=5,
        approved_by="丁一鸣",
        extension_reason="需要查找档案",
    )
    assert desk.again(case).due_on == D("2026-06-04")
    desk.paper(
        case, "supplement_notice", "2026-05-11", entered="2026-05-21", number="柳政函〔2026〕3号"
    )
    assert [each.kind for each in case.events.all()] == ["supplement_asked", "extended"]
    course = clock_of(desk.again(case)).course
    assert [each.effective for each in course.entries] == [True, False]
    assert desk.again(case).state == "awaiting_supplement"


@pytest.mark.parametrize("day", ["2026-05-12", "2026-05-13"])
def test_a_late_supplement_letter_is_not_even_drafted(desk, day):
    case = desk.receive("2026-04-28")
    with pytest.raises(ActionError, match=r"最后一日为2026-05-11，答复期限不因此重新计算。$"):
        desk.letter(case, "supplement_notice", day, **SUPPLEMENT)


def test_a_supplement_letter_drafted_in_time_is_not_signed_nor_sent_too_late(desk):
    case = desk.receive("2026-04-28")
    drafted = draft_letter(
        case,
        acting_user=desk.clerk,
        at=moment("2026-05-11"),
        code="supplement_notice",
        facts=SUPPLEMENT,
    )
    with pytest.raises(ActionError, match="最后一日为2026-05-11"):
        desk.issue(drafted, "2026-05-12")
    other = desk.receive("2026-04-28", text="另一件")
    drafted = draft_letter(
        other,
        acting_user=desk.clerk,
        at=moment("2026-05-11"),
        code="supplement_notice",
        facts=SUPPLEMENT,
    )
    signed = desk.issue(drafted, "2026-05-11")
    with pytest.raises(ActionError, match="确实已经送出的，请勾选"):
        desk.send(signed, "2026-05-12")
    desk.send(signed, "2026-05-12", happened=True)
    assert not clock_of(desk.again(other)).course.entries[-1].effective
    assert desk.again(other).due_on == D("2026-05-28")


def test_a_second_supplement_letter_is_not_drafted(desk):
    case = desk.receive("2026-04-28")
    desk.letter(case, "supplement_notice", "2026-05-06", **SUPPLEMENT)
    happened(desk, case, "2026-05-12", "supplement_received")
    with pytest.raises(ActionError, match=r"要求一次性告知补正，此前已经告知过一次。$"):
        desk.letter(case, "supplement_notice", "2026-05-13", **SUPPLEMENT)


def test_papers_after_a_letter_without_effect_are_on_file_and_move_nothing(desk):
    case = desk.receive("2026-04-28")
    desk.paper(case, "supplement_notice", "2026-05-12")
    event = happened(desk, case, "2026-05-20", "supplement_received")
    assert not entry_of(event).effective
    assert desk.again(case).due_on == D("2026-05-28")


def test_excused_papers_after_the_end_take_the_case_up_again(desk):
    case = desk.receive("2026-07-01")
    desk.letter(case, "supplement_notice", "2026-07-09", **SUPPLEMENT)
    letter = draft_lapse(case, acting_user=desk.clerk, at=moment("2026-07-24"))
    desk.send(desk.issue(letter, "2026-07-24"), "2026-07-24")
    assert desk.again(case).outcome == "other_not_supplemented"
    late = happened(desk, case, "2026-07-29", "supplement_received")
    assert not entry_of(late).effective
    assert desk.again(case).state == "abandoned"
    happened(desk, case, "2026-07-30", "supplement_received", good_reason="住院，附出院小结")
    case = desk.again(case)
    assert (case.state, case.due_on) == ("running", D("2026-08-27"))
    assert (case.outcome, case.concluded_on, case.first_outcome) == ("", None, "")
    assert count(desk.body, 2026)["carried_out", "total"] == 1


def test_a_late_extension_is_refused_in_true_words_and_entered_where_it_was_told(desk):
    case = desk.receive("2026-06-08")
    facts = {"days": 20, "approved_by": "丁一鸣", "extension_reason": "查找档案"}
    with pytest.raises(ActionError) as refused:
        desk.letter(case, "extension_notice", "2026-07-08", **facts)
    assert "已如实记录" not in refused.value.args[0]
    desk.paper(case, "extension_notice", "2026-07-08", event_facts={"days": 20})
    event = case.events.get()
    assert not entry_of(event).effective
    assert desk.again(case).due_on == D("2026-07-07")


def test_an_answer_on_paper_counts_on_its_own_days(desk):
    case = desk.receive("2026-03-23")
    desk.paper(
        case,
        "answer",
        "2026-04-21",
        issued_on="2026-04-20",
        entered="2026-11-27",
        outcome="disclosed",
        channel=Channel.POST,
        proof_words="XA00000000013",
        signed_on=D("2026-04-24"),
    )
    case = desk.again(case)
    assert (case.state, case.outcome, case.concluded_on) == (
        "delivered",
        "disclosed",
        D("2026-04-21"),
    )
    course = clock_of(case).course
    assert (course.in_time, course.served_on) == (True, D("2026-04-24"))
    days, _note = remedy_days(case, course, D("2026-11-27"))
    assert [each.until for each in days] == [D("2026-06-23"), D("2026-10-26")]


def test_an_article_35_refusal_waits_for_the_applicants_own_day(desk):
    case = desk.receive("2026-03-10")
    desk.letter(
        case,
        "reasons_request",
        "2026-03-12",
        volume="三个月120件",
        volume_because="其余登记在纸质台账",
        to_explain="用处以外的理由",
        answer_by=D("2026-03-20"),
    )
    with pytest.raises(ActionError, match="最后一日是2026-03-20，尚未届满"):
        desk.decide(case, "2026-03-20", EXCESSIVE, reasons="没有说明")
    letter = desk.decide(case, "2026-03-23", EXCESSIVE, reasons="没有说明")
    assert "第三十五条" in letter.text


def test_one_day_late_is_said(desk, signed_in, client):
    case = desk.receive("2026-03-23")
    letter = desk.answer(case, "2026-04-21", ALL, sent_on="2026-04-22", form_or_place="复印件")
    assert clock_of(desk.again(case)).course.late_by == 1
    browser = signed_in("柳河拟稿")
    for address in (
        reverse("casework:case", args=[case.pk]),
        reverse("casework:letter", args=[letter.pk]),
    ):
        assert "逾期 1 个工作日" in browser.get(address).content.decode()
    page = client.get(
        reverse("portal:request-status", args=[signing.dumps(case.pk, salt="request-status")])
    ).content.decode()
    assert "答复晚了 1 个工作日" in page
    assert "最迟 2026-06-22" in page
    assert "最迟 2026-10-22" in page


def test_review_first_is_told_with_its_day(desk, signed_in):
    case = desk.receive("2026-03-23")
    answers = {**HELD, "severable": "nothing", "ground": "internal_affairs"}
    desk.answer(case, "2026-04-02", answers, reasons="属于工作人员考核材料")
    page = signed_in("柳河拟稿").get(reverse("casework:case", args=[case.pk])).content.decode()
    assert '最迟 <time datetime="2026-06-01">2026-06-01</time>' in page
    assert "应当先申请行政复议" in page


def test_a_partial_answer_for_what_must_be_made_leaves_the_free_choice(desk):
    case = desk.receive("2026-03-23")
    answers = {**HELD, "severable": "part", "ground": "processing_needed"}
    letter = desk.answer(
        case,
        "2026-04-02",
        answers,
        form_or_place="三个年度的表",
        withheld_pieces="五年汇总表：没有现成的，需要加工",
    )
    assert "第三十八条" in letter.text
    assert "或者自收到本告知书之日起6个月内依法向" in letter.text
    assert "应当自收到之日起60日内先向" not in letter.text
    assert result_cell(desk.again(case)).id == "requests.partly_disclosed.natural_person"


def test_a_piece_that_does_not_exist_needs_its_search(desk):
    case = desk.receive("2026-03-23")
    answers = {**HELD, "severable": "part", "ground": "not_existing"}
    with pytest.raises(ActionError, match="其中一部分“不存在”要有检索记录"):
        desk.decide(case, "2026-04-02", answers, form_or_place="两份", withheld_pieces="第三份")


def test_a_last_day_that_a_notice_may_move_ends_no_case(desk):
    case = desk.receive("2026-12-15")
    desk.letter(case, "supplement_notice", "2026-12-22", **SUPPLEMENT)
    course = clock_of(desk.again(case)).course
    assert (course.supplement_by, course.is_guessed(course.supplement_by)) == (
        D("2027-01-06"),
        True,
    )
    with pytest.raises(WrongState, match="暂计，放假安排公布后可能推迟；请先载入2027年"):
        draft_lapse(case, acting_user=desk.clerk, at=moment("2027-01-07"))


def test_what_comes_in_the_year_without_a_notice_has_no_certain_day(desk, signed_in):
    case = desk.receive("2027-01-04")
    course = clock_of(case).course
    assert (course.guessed, course.certain_until, case.is_provisional) == (True, None, True)
    page = signed_in("柳河拟稿").get(reverse("casework:case", args=[case.pk])).content.decode()
    assert "2026年12月31日" not in page
    assert "2026-12-31" not in page
    assert "（暂计）" in page


def test_another_agency_is_asked_with_a_day_and_the_clock_goes_on_by_itself(desk):
    case = desk.receive("2026-05-11")
    asked = desk.letter(
        case,
        "assistance_letter",
        "2026-05-14",
        addressee="青山县水务局",
        information_concerned="水质检测报告",
        what_to_do="核实数据",
        answer_by=D("2026-05-29"),
    )
    happened(desk, case, "2026-05-22", "consultation_returned", ref=f"L{asked.pk}")
    assert desk.again(case).due_on == D("2026-06-16")


def test_suspension_is_on_file_and_stops_nothing(desk):
    case = desk.receive("2026-05-11")
    event = happened(desk, case, "2026-05-14", "suspended", reason="等待上级批复")
    assert not entry_of(event).effective
    assert (desk.again(case).state, desk.again(case).due_on) == ("running", D("2026-06-08"))


def test_merged_counts_as_other_and_only_with_the_same_applicant(desk):
    into, case = desk.receive("2026-03-10"), desk.receive("2026-03-11")
    foreign = desk.receive("2026-03-10", who=ApplicantFacts("周小满", "000000199102020000", "1"))
    given = {"acting_user": desk.clerk, "at": moment("2026-03-12"), "on": D("2026-03-12")}
    with pytest.raises(ActionError, match="不是同一申请人"):
        merge_request(case, into=foreign, **given)
    merge_request(case, into=into, **given)
    case = desk.again(case)
    assert (case.state, case.outcome, case.merged_into) == ("merged", "merged", into)
    assert result_cell(case).id == "requests.other_other.natural_person"
    with pytest.raises(ActionError, match="不能并入"):
        merge_request(into, into=case, **given)


def test_what_two_applicants_got_may_become_public_for_all(desk, person):
    first = desk.receive("2026-03-10")
    second = desk.receive("2026-03-11", who=ApplicantFacts("周小满", "000000199102020000", "1"))
    for case in (first, second):
        desk.answer(case, "2026-03-20", ALL, form_or_place="复印件")
    assert list(asked_repeatedly([desk.body.pk])) == [(first, 2)]
    given = {"acting_user": desk.clerk, "at": moment("2026-03-25"), "on": D("2026-03-25")}
    with pytest.raises(ActionError, match="两项填一项"):
        decide_proactive(first, **given)
    decide_proactive(first, address="https://www.qingshan.example/yanshou", **given)
    assert list(asked_repeatedly([desk.body.pk])) == []


def test_a_complaint_answered_goes_on_to_the_petition_office(desk):
    case = desk.receive("2026-03-10", text="投诉村干部")
    triage(
        case,
        acting_user=desk.clerk,
        at=moment("2026-03-10"),
        matter=TriageKind.PETITION,
        reason="实为投诉",
    )
    desk.answer(
        desk.again(case),
        "2026-03-12",
        {"nature": "complaint"},
        reasons="实为投诉",
        channel="柳河镇信访窗口",
    )
    letter = desk.letter(
        desk.again(case),
        "petition_transfer",
        "2026-03-12",
        addressee="柳河镇信访办公室",
        channel="柳河镇信访办公室",
    )
    assert "15日内书面告知信访人" in letter.text


def test_a_petition_shows_its_own_last_day_and_nothing_that_only_a_request_knows(desk, signed_in):
    case = desk.receive("2026-08-03", text="投诉村干部")
    browser, address = signed_in("柳河拟稿"), reverse("casework:case", args=[case.pk])
    before = browser.get(address).content.decode()
    assert "要求说明理由" in before
    assert "信访登记" not in before
    triage(
        case,
        acting_user=desk.clerk,
        at=moment("2026-08-03"),
        matter=TriageKind.PETITION,
        reason="实为投诉",
    )
    page = browser.get(address).content.decode()
    row = page[page.index("信访登记，书面告知信访人是否受理") :].partition("</tr>")[0]
    assert "2026-08-18" in row
    assert "信访工作条例" in row
    for never in ("要求说明理由", "收费通知", "延迟答复", "告知缴费"):
        assert never not in page, never
    assert reverse("casework:draft-letter", args=[case.pk, "petition_transfer"]) in page
    desk.letter(
        desk.again(case),
        "petition_transfer",
        "2026-08-05",
        addressee="柳河镇信访办公室",
        channel="柳河镇信访办公室",
    )
    assert "信访登记，书面告知" not in browser.get(address).content.decode()


def test_the_names_of_the_rows_are_those_of_the_form(desk, signed_in):
    page = signed_in("柳河拟稿").get(reverse("casework:counts")).content.decode()
    assert "（一）予以公开" in page
    assert "1.本机关不掌握相关政府信息" in page
    assert "申请人撤回申请" not in page
    assert page.index("一、本年新收") < page.index("（七）总计") < page.index("四、结转下年度")


def test_each_figure_opens_to_its_cases(desk, signed_in):
    first = desk.receive("2026-03-02")
    desk.receive("2026-03-10", text="另一件")
    desk.answer(first, "2026-03-20", {**HELD, "severable": "all"}, form_or_place="复印件")
    browser = signed_in("柳河拟稿")
    page = browser.get(reverse("casework:counts") + "?year=2026").content.decode()
    address = reverse("casework:list") + f"?body={desk.body.pk}&year=2026&cell="
    links = re.findall(r'<a href="([^"]+cell=[^"]+)">(\d+)</a>', page)
    assert [(url.replace("&amp;", "&"), number) for url, number in links] == [
        (f"{address}{cell}.{column}", number)
        for cell, number in (
            ("new", "2"),
            ("disclosed", "1"),
            ("result_total", "1"),
            ("carried_out", "1"),
        )
        for column in ("natural_person", "total")
    ]
    shown = browser.get(f"{address}disclosed.natural_person").content.decode()
    assert "年报表三“三、本年度办理结果（一）予以公开”一行“自然人”一栏" in shown
    assert "QS11-2026-0001" in shown
    assert "QS11-2026-0002" not in shown
    late = browser.get(f"{address}carried_out.total").content.decode()
    assert "QS11-2026-0002" in late
    assert "QS11-2026-0001" not in late
    for odd in ("disclosed.nobody", "x", "new.total&year=20266"):
        assert browser.get(f"{address}{odd}").status_code == 200
    stranger = signed_in("白杨拟稿").get(f"{address}new.total").content.decode()
    assert "QS11-2026-" not in stranger


def test_the_other_door_shows_its_earlier_day(desk):
    case = register_request(
        desk.body,
        acting_user=desk.clerk,
        at=moment("2026-06-10"),
        arrival=Arrival(
            Door.OTHER_OFFICE,
            submitted_on=D("2026-06-08"),
            confirmed_on=D("2026-06-10"),
        ),
        asked=Asked(ApplicantFacts("田大有", "000000199001010000", "1"), "natural_person", "一件"),
    ).disclosure_request
    cautions = [each.message for each in clock_of(case).course.cautions]
    assert case.due_on == D("2026-07-09")
    assert any("2026-07-07" in each for each in cautions)


def test_the_masked_bundle_names_nobody_anywhere(desk):
    case = desk.receive("2026-03-10", text="我田大有要河东村的验收报告")
    desk.answer(case, "2026-03-20", ALL, form_or_place="复印件")
    data = export_bundle(desk.again(case), acting_user=desk.clerk, at=moment("2026-04-03"))
    bundle = zipfile.ZipFile(io.BytesIO(data))
    for name in bundle.namelist():
        if name.endswith(".pdf"):
            document = pypdfium2.PdfDocument(bundle.read(name))
            text = "".join(page.get_textpage().get_text_range() for page in document)
            document.close()
            assert "田大有" not in "".join(text.split()), name


def test_a_fee_letter_is_reckoned_by_one_method_and_a_wrong_sum_is_told(desk):
    case = desk.receive("2026-08-17")
    given = {"acting_user": desk.clerk, "at": moment("2026-08-18"), "code": "fee_notice"}
    facts = {"fee_lines": "按量", "fee_amount": "100", "payment_way": "窗口"}
    letter = draft_letter(case, facts=facts, **given)
    told = list(remarks(letter, on=D("2026-08-18")))
    assert any(each.startswith("收费数额是100元，按件计算应为0元") for each in told)
    assert "按标准不收费，不应当发收费通知。" in told
    for nothing in ("0", "0.00元", "零"):
        with pytest.raises(ActionError, match="0元的，不发收费通知"):
            draft_letter(case, facts={**facts, "fee_amount": nothing}, **given)
    letter = draft_letter(case, facts={**facts, "fee_pages": 150}, **given)
    assert "第31至100页：70页×10元＝700元" in letter.text
    assert "第101至150页：50页×20元＝1000元" in letter.text
    assert "应缴1700元" in letter.text
    assert not any("收费数额" in each for each in remarks(letter, on=D("2026-08-18")))


def test_an_earlier_answer_that_nobody_gave_is_told(desk):
    case = desk.receive("2026-08-17")
    answers = {"nature": GO, "clear": GO, "before": "repeat"}
    facts = {"earlier_number": "测试内容", "earlier_on": D("2020-01-02")}
    letter = desk.decide(case, "2026-08-18", answers, **facts)
    assert any(
        "没有登记过文号测试内容的答复" in each for each in remarks(letter, on=D("2026-08-18"))
    )
