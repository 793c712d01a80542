"""A review or a suit from the copy to compliance; who may do what; what is hidden."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from gongkai.web.accounts.permissions import Refused
from gongkai.web.accounts.roles import Role
from gongkai.web.casework.counting.table import count as count_requests
from gongkai.web.casework.letters.checking import remarks
from gongkai.web.casework.requests.related import held_back, lessons_on
from gongkai.web.casework.retention.actions import impact_of, let_go
from gongkai.web.disputes.actions.course import conclude_what_stands, keep_lesson
from gongkai.web.disputes.counting import cells_in, disputes_in
from gongkai.web.disputes.files import checked
from gongkai.web.disputes.models import Against, DisputeState, ReviewBefore, Standing
from gongkai.web.disputes.retention import DISPUTE
from gongkai.web.disputes.to_dos import to_dos
from gongkai.web.disputes.workflow import STEPS, open_steps, require_step
from gongkai.web.files.store import private_store
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.office.home import Slot
from tests.web.casework.conftest import moment
from tests.web.disputes.conftest import HELD, REFUSED, D

GRID = {
    ("review", "answer-owed"): "answer hear decide opinion",
    ("review", "under-way"): "hear decide opinion",
    ("review", "concluded"): "opinion lesson",
    ("court", "answer-owed"): "answer hear decide",
    ("court", "under-way"): "hear decide",
    ("court", "appealable"): "appeal lesson",
    ("court", "on-appeal"): "hear decide",
    ("court", "concluded"): "lesson",
}


@pytest.mark.parametrize("where", GRID)
def test_each_state_opens_its_steps_to_the_handler_and_to_nobody_else(
    bar, django_user_model, where
):
    from gongkai.web.bodies.models import Membership

    forum, state = where
    dispute = bar.open(forum, "2026-03-04")
    dispute.state = state
    for role in Role:
        user = django_user_model.objects.create(username=f"试{role}", name="试岗")
        Membership.objects.create(
            user=user, body=bar.desk.body, role=role, starts_on=date(2020, 1, 1)
        )
        wanted = GRID[where].split() if role == Role.REQUEST_HANDLER else []
        assert [step.code for step in open_steps(dispute, user)] == wanted, role
        for step in STEPS:
            if step.code in wanted:
                assert require_step(step.code, dispute, user) is step
            else:
                error = WrongState if role == Role.REQUEST_HANDLER else Refused
                with pytest.raises(error):
                    require_step(step.code, dispute, user)


def test_v69_annulled_and_to_be_answered_again_within_twenty_days(bar):
    desk = bar.desk
    case = desk.receive("2026-03-02")
    desk.answer(case, "2026-03-20", REFUSED, reasons="属于工作人员考核材料")
    dispute = bar.open("review", "2026-04-03", "2026-04-01", case=desk.again(case))
    assert dispute.number == "QS11-2026-复001"
    assert dispute.due_on == D("2026-04-20")
    dispute = bar.act("hand_in_answer", dispute, "2026-04-16")
    assert dispute.due_on is None
    dispute = bar.decide(
        dispute, "2026-05-08", "review_annulled", orders_answer=True, order_days=20
    )
    case = desk.again(case)
    assert (case.due_on, case.outcome, case.concluded_on) == (D("2026-06-04"), "", None)
    assert (dispute.state, dispute.comply_by, dispute.due_on) == (
        DisputeState.CONCLUDED,
        D("2026-06-04"),
        D("2026-06-04"),
    )
    again = desk.decide(case, "2026-05-20", REFUSED, reasons="属于工作人员考核材料")
    assert any("不得以同一事实和理由" in each for each in remarks(again, on=D("2026-05-20")))
    other = desk.decide(case, "2026-05-20", {**HELD, "severable": "all"}, form_or_place="复印件1份")
    assert not any("不得以同一事实" in each for each in remarks(other, on=D("2026-05-20")))
    # C14: both results in one report year, so the last counts; until then the first.
    assert count_requests(desk.body, 2026)["withheld_internal_affairs", "total"] == 1
    desk.send(desk.issue(other, "2026-05-20"), "2026-05-20")
    counted = count_requests(desk.body, 2026)
    assert counted["disclosed", "total"] == 1
    assert counted["withheld_internal_affairs", "total"] == 0
    dispute = bar.act("record_compliance", dispute, "2026-05-20", note="已重新答复")
    assert (dispute.complied_on, dispute.due_on) == (D("2026-05-20"), None)


def test_the_same_answer_after_one_on_paper_was_annulled_is_told(bar):
    desk = bar.desk
    case = desk.receive("2026-03-02")
    desk.paper(case, "answer", "2026-03-20", outcome="withheld_internal_affairs")
    dispute = bar.open("review", "2026-04-03", "2026-04-01", case=desk.again(case))
    dispute = bar.act("hand_in_answer", dispute, "2026-04-16")
    bar.decide(dispute, "2026-05-08", "review_annulled", orders_answer=True, order_days=20)
    again = desk.decide(desk.again(case), "2026-05-20", REFUSED, reasons="属于工作人员考核材料")
    told = (
        "与被撤销的柳政函〔2026〕9号结果和理由相同；不得以同一事实和理由作出相同或者基本相同的答复"
    )
    assert any(told in each for each in remarks(again, on=D("2026-05-20")))


def test_an_answer_ordered_in_a_later_year_leaves_the_published_year_as_it_was(bar):
    desk = bar.desk
    case = desk.receive("2025-11-03")
    desk.answer(case, "2025-11-20", REFUSED, reasons="属于工作人员考核材料")
    before = count_requests(desk.body, 2025)
    dispute = bar.open("review", "2025-12-03", case=desk.again(case))
    bar.decide(dispute, "2026-02-06", "review_annulled", orders_answer=True)
    desk.answer(
        desk.again(case), "2026-02-26", {**HELD, "severable": "all"}, form_or_place="复印件1份"
    )
    assert count_requests(desk.body, 2025) == before
    assert count_requests(desk.body, 2026) == {}


def test_silence_is_ordered_to_be_answered(bar):
    desk = bar.desk
    case = desk.receive("2026-03-02")
    dispute = bar.open("review", "2026-04-13", case=case, against=Against.SILENCE, act="逾期不答复")
    bar.decide(dispute, "2026-05-08", "review_ordered", orders_answer=True, order_days=10)
    assert desk.again(case).due_on == D("2026-05-21")


def test_a_judgment_binds_only_when_the_time_to_appeal_is_over(bar):
    desk = bar.desk
    case = desk.receive("2026-03-02")
    desk.answer(case, "2026-03-20", REFUSED, reasons="属于工作人员考核材料")
    dispute = bar.open("court", "2026-04-03", "2026-04-01", case=desk.again(case))
    assert dispute.due_on == D("2026-04-20")
    dispute = bar.decide(dispute, "2026-05-11", "suit_annulled", orders_answer=True)
    assert (dispute.state, dispute.final_from) == (DisputeState.APPEALABLE, D("2026-05-27"))
    assert dispute.due_on == D("2026-05-26")
    assert desk.again(case).concluded_on == D("2026-03-20")
    conclude_what_stands(moment("2026-05-26"))
    assert bar.again(dispute).state == DisputeState.APPEALABLE
    conclude_what_stands(moment("2026-05-27"))
    conclude_what_stands(moment("2026-05-27"))
    assert bar.again(dispute).state == DisputeState.CONCLUDED
    assert desk.again(case).due_on == D("2026-06-25")  # 自5月27日起20个工作日，6月19日端午放假


def test_a_judgment_entered_late_binds_from_the_day_it_stood(bar):
    desk = bar.desk
    case = desk.receive("2026-03-02")
    desk.answer(case, "2026-03-20", REFUSED, reasons="属于工作人员考核材料")
    dispute = bar.open("court", "2026-04-03", "2026-04-01", case=desk.again(case))
    bar.decide(dispute, "2026-05-11", "suit_annulled", orders_answer=True, told="2026-06-01")
    assert bar.again(dispute).state == DisputeState.CONCLUDED
    assert desk.again(case).due_on == D("2026-06-25")  # 自5月27日生效起20个工作日


def test_a_review_decision_binds_when_it_is_served(bar):
    dispute = bar.open("review", "2026-04-03")
    dispute = bar.decide(dispute, "2026-05-08", "review_upheld", decided="2026-05-06")
    assert dispute.final_from == D("2026-05-08")  # 行政复议法第七十五条第二款


def test_a_dismissed_suit_is_an_order_and_may_be_appealed_within_ten_days(bar):
    dispute = bar.decide(bar.open("court", "2026-04-03"), "2026-05-11", "suit_dismissed")
    assert dispute.final_from == D("2026-05-22")


def test_an_appeal_keeps_the_order_from_binding(bar):
    desk = bar.desk
    case = desk.receive("2026-03-02")
    desk.answer(case, "2026-03-20", REFUSED, reasons="属于工作人员考核材料")
    dispute = bar.open("court", "2026-04-03", case=desk.again(case))
    dispute = bar.decide(dispute, "2026-05-11", "suit_annulled", orders_answer=True, order_days=15)
    dispute = bar.act("record_appeal", dispute, "2026-05-20", note="本机关上诉")
    conclude_what_stands(moment("2026-05-27"))
    assert desk.again(case).concluded_on == D("2026-03-20")
    bar.decide(dispute, "2026-07-20", "appeal_upheld")
    assert desk.again(case).due_on == D("2026-08-10")


def test_the_head_attends_or_it_is_said_why_not(bar):
    dispute = bar.open("court", "2026-04-03")
    with pytest.raises(ActionError, match="委托到场的工作人员"):
        bar.act("record_hearing", dispute, "2026-05-06", head_attended=False, note="")
    bar.act(
        "record_hearing", dispute, "2026-05-06", head_attended=False, note="防汛值守，委托副镇长"
    )
    assert dispute.events.get(kind="heard").head_attended is False


def test_an_opinion_letter_is_answered_within_sixty_days(bar):
    dispute = bar.decide(bar.open("review", "2026-03-04"), "2026-05-08", "review_upheld")
    dispute = bar.act("record_opinion_letter", dispute, "2026-05-08")
    assert dispute.due_on == D("2026-07-07")
    dispute = bar.act("report_opinion", dispute, "2026-06-30", note="已修订工作规范")
    assert dispute.due_on is None


def test_a_case_in_dispute_is_held_until_what_was_ordered_is_done(bar):
    case = bar.desk.receive("2026-03-02")
    dispute = bar.open("review", "2026-04-13", case=case, against=Against.SILENCE)
    assert held_back([case.pk], D("2026-04-14")) == {case.pk}
    dispute = bar.decide(dispute, "2026-05-08", "review_ordered", orders_answer=True)
    assert held_back([case.pk], D("2026-05-09")) == {case.pk}
    bar.act("record_compliance", dispute, "2026-05-20")
    assert held_back([case.pk], D("2026-05-21")) == set()


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"accepted": "2026-04-10"}, "不应晚于收到副本"),
        ({"party": " "}, "请照副本填写"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(bar, facts, words):
    with pytest.raises(ActionError, match=words):
        bar.open("review", "2026-04-03", **facts)


def test_a_result_of_the_court_does_not_end_a_review(bar):
    dispute = bar.open("review", "2026-04-03")
    for result in ("suit_annulled", "appeal_upheld"):
        with pytest.raises(ActionError, match="请核对文书"):
            bar.decide(dispute, "2026-05-08", result)


def test_whose_case_it_is_not_is_refused(bar, body):
    case = bar.desk.receive("2026-03-02")
    case.body = body("QS12")
    case.save()
    with pytest.raises(ActionError, match="不是柳河镇人民政府的申请"):
        bar.open("review", "2026-04-03", case=case)


def test_lessons_go_back_to_whoever_decides_on_the_same_ground(bar):
    desk = bar.desk
    case = desk.receive("2026-03-02")
    desk.answer(case, "2026-03-20", REFUSED, reasons="属于工作人员考核材料")
    dispute = bar.open("review", "2026-04-03", case=desk.again(case))
    dispute = bar.decide(dispute, "2026-05-08", "review_annulled")
    give = {"acting_user": desk.clerk, "at": moment("2026-05-09")}
    with pytest.raises(ActionError, match="不要写当事人"):
        keep_lesson(dispute, lesson="田大有一案应当区分处理", **give)
    keep_lesson(dispute, lesson="先看能不能区分处理", **give)
    assert lessons_on("internal_affairs", desk.body) == ["先看能不能区分处理"]
    assert lessons_on("third_party", desk.body) == []


def test_no_list_journal_or_stranger_learns_who_sues(bar, signed_in, person):
    dispute = bar.open("court", "2026-04-03", party="田大有", claims="请求撤销")
    sheet, party = (reverse(f"disputes:{name}", args=[dispute.pk]) for name in ("dispute", "party"))
    browser = signed_in("柳河拟稿")
    for address in (reverse("disputes:list"), reverse("disputes:counts"), sheet):
        assert "田大有" not in browser.get(address).content.decode()
    assert "田大有" in browser.get(party).content.decode()
    entries = Entry.objects.filter(subject_kind="disputes.dispute")
    assert entries.filter(act="disputes.see-party").count() == 1
    assert not any("田大有" in f"{each.before}{each.after}{each.reason}" for each in entries)
    # 与申请人资料同一范围：审核的人看得到案件，看不到是谁。
    reviewer = signed_in("柳河一审")
    assert reviewer.get(sheet).status_code == 200
    assert reviewer.get(party).status_code in {302, 403}
    assert party not in reviewer.get(sheet).content.decode()
    stranger = signed_in("白杨拟稿")
    assert "QS11-" not in stranger.get(reverse("disputes:list")).content.decode()
    for address in (sheet, party):
        assert stranger.get(address).status_code in {302, 403}
    raw = type(dispute).objects.extra(select={"kept": "party"}).values_list("kept", flat=True)[0]
    assert "田大有" not in str(raw)


def test_what_is_late_comes_to_the_handler_and_to_whoever_signs(bar, person):
    bar.open("court", "2026-04-03")
    for name in ("柳河拟稿", "柳河三审"):
        late = [each for each in to_dos(person(name), D("2026-04-21")) if each.slot is Slot.LATE]
        assert [(each.text, each.due_on) for each in late] == [
            ("行政诉讼QS11-2026-诉001", D("2026-04-20"))
        ]
    assert list(to_dos(person("白杨拟稿"), D("2026-04-21"))) == []


def test_a_third_party_in_the_suit_owes_no_answer(bar):
    dispute = bar.open("court", "2026-04-03", standing=Standing.THIRD_PARTY)
    assert (dispute.state, dispute.due_on) == (DisputeState.UNDER_WAY, None)


def test_the_list_asks_the_same_number_of_questions_however_long(
    bar, signed_in, django_assert_max_num_queries
):
    browser = signed_in("柳河拟稿")
    browser.get(reverse("disputes:list"))
    for number in range(12):
        bar.open("review", "2026-04-03", act=f"柳政公复〔2026〕{number}号")
    with django_assert_max_num_queries(20):
        page = browser.get(reverse("disputes:list"))
    assert page.content.decode().count("QS11-2026-复") == 12


def test_its_papers_go_ten_years_after_the_end_and_not_while_another_runs(
    bar, django_capture_on_commit_callbacks
):
    desk = bar.desk
    case = desk.receive("2026-03-02")
    desk.answer(case, "2026-03-20", REFUSED, reasons="属于工作人员考核材料")
    review = bar.open(
        "review",
        "2026-04-03",
        "2026-04-01",
        case=desk.again(case),
        claims="请求撤销",
    )
    paper = checked("复议答复书.txt", "田大有诉称".encode())
    review = bar.act("hand_in_answer", review, "2026-04-16", note="田大有到场", paper=paper)
    review = bar.decide(review, "2026-05-08", "review_upheld")
    suit = bar.open(
        "court",
        "2026-05-20",
        case=desk.again(case),
        review_before=ReviewBefore.DECIDED,
        follows=review,
    )
    impact = impact_of(desk.body, DISPUTE, on=D("2036-05-08"))
    assert (impact.going, impact.held) == ((), (review,))
    bar.decide(suit, "2026-08-03", "suit_claims_rejected")
    conclude_what_stands(moment("2026-09-01"))
    assert impact_of(desk.body, DISPUTE, on=D("2036-05-07")).going == ()
    before = cells(desk.body, 2026)
    stored = review.files.get()
    path = stored.file.name
    impact = impact_of(desk.body, DISPUTE, on=D("2036-05-08"))
    assert (impact.going, impact.files) == ((review,), 1)
    with django_capture_on_commit_callbacks(execute=True):
        let_go(
            desk.body,
            DISPUTE,
            acting_user=desk.person("柳河三审"),
            at=moment("2036-05-08"),
            mark=impact.mark,
        )
    review, stored = bar.again(review), review.files.get()
    assert (review.party, review.claims or "") == ("（保管期满，已去除）", "")
    assert (stored.name, stored.file.name, len(stored.sha256)) == ("（保管期满，已去除）", "", 64)
    assert not private_store().exists(path)
    assert set(review.events.values_list("note", flat=True)) == {""}
    assert cells(desk.body, 2026) == before
    assert bar.again(suit).party == "田大有"


def cells(body, year):
    return sorted(
        cell.id for dispute in disputes_in(body, year) for cell in cells_in(dispute, year)
    )
