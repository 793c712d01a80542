"""Lives of a case that wait for somebody: supplement, third party, extension, fee, withdrawal, return by the post."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.statute.event_codes import Channel
from gongkai.statute.receipt import Door
from gongkai.web.approvals.engine import OwnWork
from gongkai.web.casework.clock.actions import record_event
from gongkai.web.casework.clock.running import clock_of
from gongkai.web.casework.counting.table import result_cell
from gongkai.web.casework.letters.actions.deliver import (
    letter_arrived,
    letter_came_back,
    send_letter,
)
from gongkai.web.casework.letters.actions.draft import draft_lapse, draft_letter
from gongkai.web.casework.letters.actions.issue import sign_letter, submit_letter
from gongkai.web.casework.requests.actions.triage import triage
from gongkai.web.casework.requests.models import TriageKind
from gongkai.web.office.errors import ActionError, WrongState
from tests.web.casework.conftest import SELF, moment

GO = "go-on"
HELD = {"nature": GO, "clear": GO, "before": GO, "held": GO, "public": GO}
SUPPLEMENT = {
    "unclear_points": "没有写明是哪一年的材料",
    "how_to_fix": "写明年份",
    "supplement_days": 10,
}


def happened(desk, case, day, step, **facts):
    return record_event(
        case,
        acting_user=desk.clerk,
        at=moment(day),
        step=step,
        on=date.fromisoformat(day),
        facts=facts,
    )


def weigh(desk, case, day, inquiry, weight, reasons="关系全镇居民的饮水安全", by="丁一鸣"):
    return happened(
        desk,
        case,
        day,
        "opinion_weighed",
        ref=f"L{inquiry.pk}",
        weight=weight,
        reasons=reasons,
        approved_by=by,
    )


def test_a_supplement_begins_the_period_afresh(desk):
    case = desk.receive("2026-04-28")
    desk.letter(case, "supplement_notice", "2026-05-11", **SUPPLEMENT)
    assert desk.again(case).state == "awaiting_supplement"
    happened(desk, case, "2026-05-20", "supplement_received")
    assert desk.again(case).due_on == date(2026, 6, 17)


def test_a_supplement_asked_too_late_is_recorded_without_effect(desk):
    case = desk.receive("2026-04-28")
    desk.paper(case, "supplement_notice", "2026-05-12", event_facts={"supplement_days": 10})
    case = desk.again(case)
    assert (case.state, case.due_on) == ("running", date(2026, 5, 28))
    assert not clock_of(case).course.entries[-1].effective


def test_whoever_does_not_supplement_is_told_so_and_counted(desk):
    case = desk.receive("2026-07-01")
    desk.letter(case, "supplement_notice", "2026-07-09", **SUPPLEMENT)
    with pytest.raises(WrongState, match="2026-07-23"):
        draft_lapse(case, acting_user=desk.clerk, at=moment("2026-07-23"))
    letter = desk.issue(
        draft_lapse(case, acting_user=desk.clerk, at=moment("2026-07-24")), "2026-07-24"
    )
    desk.send(letter, "2026-07-27")
    case = desk.again(case)
    assert (case.state, case.outcome) == ("abandoned", "other_not_supplemented")
    assert case.concluded_on == date(2026, 7, 27)
    assert "补正告知书（柳河镇公复〔2026〕1号）于2026年7月9日送达" in letter.text
    assert "或者自收到本告知书之日起6个月内依法向" in letter.text
    assert result_cell(case).id == "requests.other_not_supplemented.natural_person"


def test_still_unclear_after_the_one_supplement(desk):
    case = desk.receive("2026-07-01")
    answers = {"nature": GO, "clear": "unclear"}
    with pytest.raises(ActionError, match="没有告知过补正"):
        desk.decide(case, "2026-07-02", answers, reasons="看不出要什么")
    desk.letter(case, "supplement_notice", "2026-07-06", **SUPPLEMENT)
    happened(desk, case, "2026-07-16", "supplement_received")
    letter = desk.answer(case, "2026-07-20", answers, reasons="补正后仍只写“有关材料”")
    assert "第三十条" in letter.text
    assert desk.again(case).outcome == "unavailable_unclear"


def test_a_third_party_objects_and_public_interest_weighs_more(desk):
    case = desk.receive("2026-03-10")
    inquiry = desk.letter(
        case,
        "third_party_inquiry",
        "2026-03-13",
        addressee="清泉供水有限公司",
        addressee_is="organisation",
        information_concerned="水质检测报告",
    )
    assert "田大有" not in inquiry.text
    assert desk.again(case).state == "consulting"
    happened(
        desk,
        case,
        "2026-03-20",
        "consultation_returned",
        ref=f"L{inquiry.pk}",
        position="objects_with_reasons",
    )
    assert desk.again(case).due_on == date(2026, 4, 15)
    weigh(desk, case, "2026-03-23", inquiry, "public_interest")
    desk.letter(
        case,
        "third_party_notice",
        "2026-03-24",
        ref=f"L{inquiry.pk}",
        information_concerned="水质检测报告",
        reasons="饮水安全关系全镇居民",
        release_day=date(2026, 3, 25),
    )
    letter = desk.answer(
        case,
        "2026-03-25",
        {
            **HELD,
            "severable": "nothing",
            "ground": "third_party",
            "consent": "no",
            "public_interest": "yes",
        },
        form_or_place="复印件1份",
        over_objection="饮水安全关系全镇居民",
    )
    assert "本机关认为饮水安全关系全镇居民" in letter.text
    assert desk.again(case).outcome == "disclosed_over_objection"
    assert result_cell(desk.again(case)).id == "requests.disclosed.natural_person"


def test_an_extension_told_on_the_last_day(desk):
    case = desk.receive("2026-06-08")
    letter = desk.letter(
        case,
        "extension_notice",
        "2026-07-07",
        days=20,
        approved_by="丁一鸣",
        extension_reason="需要查找多年的档案",
    )
    assert desk.again(case).due_on == date(2026, 8, 4)
    assert "最迟于2026年8月4日答复" in letter.text


def test_a_fee_that_is_paid_begins_the_period_afresh_and_one_unpaid_ends_it(desk):
    paid, unpaid = desk.receive("2026-08-17"), desk.receive("2026-08-17", text="另一件")
    for case in (paid, unpaid):
        desk.letter(
            case,
            "fee_notice",
            "2026-08-24",
            fee_pages=40,
            payment_way="柳河镇财政所窗口",
        )
    happened(desk, paid, "2026-09-18", "fee_paid", amount=100)
    assert desk.again(paid).due_on == date(2026, 10, 22)
    letter = desk.issue(
        draft_lapse(unpaid, acting_user=desk.clerk, at=moment("2026-09-21")), "2026-09-21"
    )
    desk.send(letter, "2026-09-21")
    assert desk.again(unpaid).outcome == "other_fee_unpaid"


def test_too_many_requests_only_after_reasons_were_asked(desk):
    case = desk.receive("2026-03-10")
    answers = {"nature": GO, "clear": GO, "before": "excessive"}
    with pytest.raises(ActionError, match="先要求说明理由"):
        desk.decide(case, "2026-03-11", answers, reasons="三个月120件")
    desk.letter(
        case,
        "reasons_request",
        "2026-03-12",
        volume="1月40件、2月40件、3月40件",
        volume_because="其余登记在纸质台账",
        to_explain="为什么需要这些信息",
        answer_by=date(2026, 3, 20),
    )
    happened(desk, case, "2026-03-18", "reasons_given")
    letter = desk.answer(case, "2026-03-24", answers, reasons="所述理由不合理")
    assert "第三十五条" in letter.text
    assert result_cell(desk.again(case)).id == "requests.not_processed_excessive.natural_person"


def test_withdrawn_counts_as_other_without_a_letter(desk):
    case = desk.receive("2026-03-02")
    happened(desk, case, "2026-03-10", "withdrawn")
    case = desk.again(case)
    assert (case.outcome, case.concluded_on) == ("withdrawn", date(2026, 3, 10))
    assert result_cell(case).id == "requests.other_other.natural_person"
    assert result_cell(case).rules == ("C5", "C10", "C12")


def test_posted_on_the_last_day_is_in_time_and_the_slip_starts_the_remedy(desk):
    case = desk.receive("2026-03-23")
    desk.answer(
        case, "2026-04-21", {**HELD, "severable": "all"}, Channel.POST, form_or_place="复印件"
    )
    delivery = case.letters.get().deliveries.get()
    letter_arrived(delivery, acting_user=desk.clerk, at=moment("2026-04-24"), on=date(2026, 4, 24))
    course = clock_of(desk.again(case)).course
    assert (course.in_time, course.served_on) == (True, date(2026, 4, 24))
    assert desk.again(case).concluded_on == date(2026, 4, 21)


def test_who_signed_and_the_slip_are_on_file_and_nothing_is_served_before(desk, signed_in):
    case = desk.receive("2026-03-23")
    letter = desk.answer(
        case, "2026-04-21", {**HELD, "severable": "all"}, Channel.POST, form_or_place="复印件"
    )
    browser, sheet = signed_in("柳河拟稿"), reverse("casework:case", args=[case.pk])
    page = browser.get(sheet).content.decode()
    assert "答复已送出" in page
    assert "还没有签收记录" in page
    assert "已送达" not in page
    address = reverse("casework:arrival", args=[letter.deliveries.get().pk])
    sent = {"on": "2026-04-24", "signer": "田小有"}
    half = browser.post(address, sent).content.decode()
    assert "请选择签收人与受送达人的关系" in half
    both = browser.post(address, {**sent, "relation": "family", "why": "查无此人"})
    assert "只填一种结果" in both.content.decode()
    slip = SimpleUploadedFile("回执.txt", "签收回执".encode())
    browser.post(address, {**sent, "relation": "family", "proof": slip})
    delivery = letter.deliveries.get()
    assert delivery.signed_on == date(2026, 4, 24)
    assert delivery.proof_words == "XA00000000011"
    assert delivery.signed_by == "签收人田小有（同住的成年家属）"
    assert (delivery.proof.name, delivery.proof.kind) == ("回执.txt", "proof")
    page = browser.get(sheet).content.decode()
    assert "还没有签收记录" not in page
    assert "2026-04-24" in page


def test_returned_mail_keeps_its_day_and_a_second_attempt_is_kept(desk):
    case = desk.receive("2026-03-23")
    letter = desk.answer(
        case, "2026-04-21", {**HELD, "severable": "all"}, Channel.POST, form_or_place="复印件"
    )
    letter_came_back(
        letter.deliveries.get(),
        acting_user=desk.clerk,
        at=moment("2026-04-28"),
        on=date(2026, 4, 28),
        why="查无此人",
    )
    desk.send(letter, "2026-05-08", Channel.PUBLIC_NOTICE, proof_words="镇公告栏、县政府网站")
    course = clock_of(desk.again(case)).course
    assert (course.in_time, course.served_on) == (True, date(2026, 6, 7))
    assert [each.channel for each in letter.deliveries.all()] == ["post", "public_notice"]


def test_a_record_of_ones_own_goes_its_own_way(desk):
    case = desk.receive("2026-03-10", text="户籍登记的出生日期写错")
    triage(
        case,
        acting_user=desk.clerk,
        at=moment("2026-03-10"),
        matter=TriageKind.CORRECTION,
        reason="要求更正本人记录",
    )
    case = desk.again(case)
    with pytest.raises(WrongState, match="更正"):
        desk.decide(case, "2026-03-11", {**HELD, "severable": "all"}, form_or_place="x")
    letter = desk.letter(
        case,
        "correction_refused",
        "2026-03-12",
        record_and_evidence="出生日期；所附复印件",
        reasons="与原始登记一致",
    )
    case = desk.again(case)
    assert (case.state, case.outcome) == ("delivered", "")
    assert "不予更正" in letter.text
    assert result_cell(case) is None


def test_nobody_signs_what_he_wrote_or_reviewed(desk, person):
    case = desk.receive("2026-03-10")
    letter = desk.decide(case, "2026-03-11", {**HELD, "severable": "all"}, form_or_place="复印件")
    approval = submit_letter(letter, acting_user=desk.clerk, at=moment("2026-03-11"))
    with pytest.raises(WrongState, match="审核"):
        sign_letter(approval, acting_user=person("柳河三审"), at=moment("2026-03-11"))
    letter.drafted_by = person("柳河三审")
    letter.save()
    from gongkai.web.casework.letters.actions.issue import approve_letter, check_secrecy

    approve_letter(
        approval,
        acting_user=person("柳河一审"),
        at=moment("2026-03-12"),
        comment="",
        proofread=True,
    )
    check_secrecy(
        approval,
        acting_user=person("柳河保密"),
        at=moment("2026-03-12"),
        looked_at=["正文"],
    )
    with pytest.raises(OwnWork):
        sign_letter(approval, acting_user=person("柳河三审"), at=moment("2026-03-12"))


def test_an_oral_request_names_who_wrote_it_down(desk):
    with pytest.raises(ActionError, match="宣读"):
        desk.receive("2026-07-01", door=Door.ORAL)


def test_the_first_posting_comes_back_and_the_second_was_signed_for(desk):
    case = desk.receive("2026-03-23")
    letter = desk.answer(
        case,
        "2026-04-21",
        {**HELD, "severable": "all"},
        Channel.POST,
        form_or_place="复印件",
    )
    first = letter.deliveries.get()
    second = desk.send(letter, "2026-04-28", Channel.POST, proof_words="XA00000000022")
    letter_arrived(second, acting_user=desk.clerk, at=moment("2026-05-06"), on=date(2026, 4, 30))
    letter_came_back(
        first, acting_user=desk.clerk, at=moment("2026-05-06"), on=date(2026, 5, 6), why="查无此人"
    )
    case = desk.again(case)
    assert (case.state, case.concluded_on) == ("delivered", date(2026, 4, 21))
    assert clock_of(case).course.served_on == date(2026, 4, 30)


def test_posted_in_time_and_returned_it_is_not_late_and_waits_for_another_delivery(desk, signed_in):
    from gongkai.web.casework.cases.to_dos import to_dos

    case = desk.receive("2026-03-23")
    letter = desk.answer(
        case,
        "2026-04-21",
        {**HELD, "severable": "all"},
        Channel.POST,
        form_or_place="复印件",
    )
    letter_came_back(
        letter.deliveries.get(),
        acting_user=desk.clerk,
        at=moment("2026-05-06"),
        on=date(2026, 5, 6),
        why="查无此人",
    )
    case = desk.again(case)
    assert (case.state, case.due_on) == ("replied", None)
    [told] = to_dos(desk.clerk, date(2026, 5, 7))
    assert told.text == "被退回，另行送达：政府信息公开告知书（予以公开）（QS11-2026-0001）"
    page = signed_in("柳河拟稿").get(reverse("casework:case", args=[case.pk])).content.decode()
    assert "已逾期" not in page


def test_direct_delivery_with_another_day_of_signature_is_refused(desk):
    case = desk.receive("2026-03-10")
    letter = desk.issue(
        desk.decide(case, "2026-03-20", {**HELD, "severable": "all"}, form_or_place="复印件"),
        "2026-03-20",
    )
    with pytest.raises(
        ActionError, match="以2026-03-20为送达之日，与填写的签收日期2026-03-23不一致"
    ):
        send_letter(
            letter,
            acting_user=desk.clerk,
            at=moment("2026-03-24"),
            channel=Channel.DIRECT,
            signed_by=SELF,
            on=date(2026, 3, 20),
            signed_on=date(2026, 3, 23),
        )


def test_what_was_sent_back_is_told_to_the_clerk_with_the_reason(desk, person, signed_in):
    from gongkai.web.casework.cases.to_dos import to_dos
    from gongkai.web.casework.letters.actions.issue import return_letter

    case = desk.receive("2026-03-10")
    letter = desk.decide(case, "2026-03-20", {**HELD, "severable": "all"}, form_or_place="复印件")
    approval = submit_letter(letter, acting_user=desk.clerk, at=moment("2026-03-20"))
    return_letter(
        approval,
        acting_user=person("柳河一审"),
        at=moment("2026-03-20"),
        stage="first-review",
        comment="申请内容引错",
    )
    [told] = to_dos(desk.clerk, date(2026, 3, 20))
    assert (told.slot.value, told.note) == ("退回给我", "申请内容引错")
    page = signed_in("柳河拟稿").get(reverse("casework:letter", args=[letter.pk]))
    assert "申请内容引错" in page.content.decode()


def test_the_enclosed_copy_is_handed_out_to_the_applicant_once_it_is_sent(desk, signed_in):
    from django.core import signing
    from django.test import Client

    from gongkai.web.casework.letters.actions.draft import enclose
    from gongkai.web.casework.requests.files import check_file
    from gongkai.web.casework.requests.models import FileKind
    from gongkai.web.portal.screens.requests import STATUS

    case = desk.receive("2026-03-10")
    letter = desk.decide(case, "2026-03-20", {**HELD, "severable": "all"}, form_or_place="电子件")
    copy = check_file(FileKind.CONTENT, "验收报告（遮盖后）.txt", "验收合格".encode())
    enclose(letter, acting_user=desk.clerk, at=moment("2026-03-20"), files=[copy])
    token = signing.dumps(case.pk, salt=STATUS)
    address = reverse("portal:request-enclosure", args=[token, letter.enclosures.get().pk])
    signed = desk.issue(letter, "2026-03-20")
    assert Client().get(address).status_code == 404
    desk.send(signed, "2026-03-20")
    assert b"".join(Client().get(address)) == "验收合格".encode()
    status = Client().get(reverse("portal:request-status", args=[token])).content.decode()
    assert "验收报告（遮盖后）.txt" in status
    assert "2025年河东村道路硬化工程的验收报告" in status
    office = signed_in("柳河拟稿").get(reverse("casework:letter", args=[letter.pk]))
    assert "验收报告（遮盖后）.txt</a>" in office.content.decode()


def test_a_third_partys_ground_without_an_inquiry_on_file_is_told_before_signing(desk):
    from gongkai.web.casework.letters.checking import remarks

    case = desk.receive("2026-03-10")
    answers = {
        **HELD,
        "severable": "part",
        "ground": "third_party",
        "consent": "no",
        "public_interest": "no",
    }
    letter = desk.decide(
        case,
        "2026-03-20",
        answers,
        form_or_place="复印件",
        withheld_pieces="第2页的住址：属于个人隐私",
    )
    told = "以第三方权益为由不公开，案卷里没有征求意见的记录（第三十二条）。"
    assert told in list(remarks(letter, on=date(2026, 3, 20)))


def test_a_letter_that_names_a_provisional_day_says_so(desk):
    case = desk.receive("2026-12-04")
    facts = {"extension_reason": "需要检索的档案较多", "days": 10, "approved_by": "丁一鸣"}
    letter = draft_letter(
        case, acting_user=desk.clerk, at=moment("2026-12-28"), code="extension_notice", facts=facts
    )
    assert (
        "2027年的放假安排尚未公布，以上日期按法定节假日暂计；公布后有变化的，另行告知。"
        in letter.text
    )
    sure = desk.receive("2026-03-10")
    certain = draft_letter(
        sure, acting_user=desk.clerk, at=moment("2026-03-20"), code="extension_notice", facts=facts
    )
    assert "暂计" not in certain.text
