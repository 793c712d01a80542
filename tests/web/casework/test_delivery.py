"""送达: of each way the day that decides whether the answer was in time, and the day from which the remedies run."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from gongkai.statute.event_codes import Channel
from gongkai.web.casework.clock.running import clock_of
from gongkai.web.casework.consents.actions import record_electronic_consent
from gongkai.web.casework.letters.actions.deliver import letter_arrived, send_letter
from gongkai.web.casework.letters.receivers import NOT_SEEN, Receiver
from gongkai.web.casework.letters.writing import remedy_days
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.casework.requests.people import ApplicantFacts
from gongkai.web.office.errors import ActionError
from tests.web.casework.conftest import SELF, moment
from tests.web.casework.test_lives import HELD

D = date.fromisoformat
ALL = {**HELD, "severable": "all"}
SLIP = "XA00000000011"
AGREED = ApplicantFacts(
    "田大有",
    identity_number="000000199001010000",
    phone="0000-5550199",
    electronic_address="tian@example.invalid",
)
# Received 2026-06-10, to be answered by 2026-07-09: way, sent, signed for or reached; then what decides timeliness,
# working days late, what starts the remedies, last day for a review.
WAYS = [
    (Channel.DIRECT, "2026-07-09", None, "2026-07-09", 0, "2026-07-09", "2026-09-07"),
    (Channel.ENTRUSTED, "2026-07-09", None, "2026-07-09", 0, "2026-07-09", "2026-09-07"),
    (Channel.POST, "2026-07-09", "2026-07-13", "2026-07-09", 0, "2026-07-13", "2026-09-11"),
    (Channel.LEFT, "2026-07-09", None, "2026-07-09", 0, "2026-07-09", "2026-09-07"),
    (Channel.ELECTRONIC, "2026-07-09", "2026-07-10", "2026-07-09", 0, "2026-07-10", "2026-09-08"),
    (Channel.PUBLIC_NOTICE, "2026-07-08", None, "2026-07-08", 0, "2026-08-07", "2026-10-08"),
    (Channel.COURIER, "2026-07-08", "2026-07-09", "2026-07-09", 0, "2026-07-09", "2026-09-07"),
    (Channel.COURIER, "2026-07-08", "2026-07-10", "2026-07-10", 1, "2026-07-10", "2026-09-08"),
]
NAMES = [f"{way[0].value}-{way[2] or way[1]}" for way in WAYS]


def stands(desk, case):
    case = desk.again(case)
    course = clock_of(case).course
    days, _told = remedy_days(case, course, D("2026-08-31"))
    assert case.concluded_on == course.delivered_on
    return (course.delivered_on, course.late_by, course.served_on, days[0].until)


@pytest.mark.parametrize("way", WAYS, ids=NAMES)
def test_both_days_of_an_answer_signed_here(desk, way):
    channel, sent, signed, in_time_by, late, served, review_by = way
    case = desk.receive("2026-06-10", who=AGREED)
    letter = desk.issue(
        desk.decide(case, "2026-07-08", ALL, form_or_place="复印件1份"), "2026-07-08"
    )
    send_letter(
        letter,
        acting_user=desk.clerk,
        at=moment("2026-08-31"),
        channel=channel,
        on=D(sent),
        signed_on=D(signed) if signed else None,
        signed_by=SELF,
        proof_words=SLIP,
    )
    assert stands(desk, case) == (D(in_time_by), late, D(served), D(review_by))


@pytest.mark.parametrize("way", WAYS, ids=NAMES)
def test_both_days_of_an_answer_that_went_out_on_paper(desk, way):
    channel, sent, signed, in_time_by, late, served, review_by = way
    case = desk.receive("2026-06-10", who=AGREED)
    desk.paper(
        case,
        "answer",
        sent,
        issued_on="2026-07-08",
        entered="2026-08-31",
        channel=channel,
        signed_on=D(signed) if signed else None,
        proof_words=SLIP,
        outcome="disclosed",
    )
    assert stands(desk, case) == (D(in_time_by), late, D(served), D(review_by))


def test_what_a_courier_carries_is_not_delivered_before_it_is_signed_for(desk):
    case = desk.receive("2026-06-10")
    letter = desk.issue(
        desk.decide(case, "2026-07-08", ALL, form_or_place="复印件1份"), "2026-07-08"
    )
    sent = desk.send(letter, "2026-07-08", Channel.COURIER, proof_words=SLIP)
    under_way = desk.again(case)
    assert (under_way.state, under_way.due_on, under_way.concluded_on) == (
        "replied",
        D("2026-07-09"),
        None,
    )
    letter_arrived(sent, acting_user=desk.clerk, at=moment("2026-07-14"), on=D("2026-07-10"))
    assert desk.again(case).state == "delivered"
    assert stands(desk, case) == (D("2026-07-10"), 1, D("2026-07-10"), D("2026-09-08"))


@pytest.mark.parametrize("channel", [Channel.DIRECT, Channel.ENTRUSTED, Channel.LEFT])
def test_what_is_handed_over_has_one_day(desk, channel):
    case = desk.receive("2026-06-10")
    with pytest.raises(ActionError, match="不一致"):
        desk.paper(
            case,
            "answer",
            "2026-07-08",
            entered="2026-08-31",
            channel=channel,
            signed_on=D("2026-07-10"),
            proof_words=SLIP,
            outcome="disclosed",
        )


def issued(desk, case, day="2026-07-08"):
    return desk.issue(desk.decide(case, day, ALL, form_or_place="复印件1份"), day)


def told(desk, case):
    course = clock_of(desk.again(case)).course
    return course.state.value, course.served_on


def test_nothing_goes_electronically_without_consent_recorded_before(desk):
    case = desk.receive("2026-06-10")
    letter = issued(desk, case)
    with pytest.raises(ActionError, match="没有申请人此前同意电子送达的记录"):
        desk.send(letter, "2026-07-08", Channel.ELECTRONIC)
    assert told(desk, case) == ("replied", None)


def test_what_went_electronically_without_consent_is_recorded_and_serves_nothing(desk):
    case = desk.receive("2026-06-10")
    sent = desk.send(
        issued(desk, case),
        "2026-07-08",
        Channel.ELECTRONIC,
        signed_on=D("2026-07-08"),
        proof_words="对方邮箱系统回执",
        happened=True,
    )
    assert (sent.signed_on, sent.proof_words) == (None, "对方邮箱系统回执")
    assert told(desk, case) == ("replied", None)
    days, _told = remedy_days(desk.again(case), clock_of(case).course, D("2026-08-31"))
    assert not any(
        each.until.year == 2026 and each.label.startswith("向青山县人民政府") for each in days
    )
    with pytest.raises(ActionError, match="发出时没有申请人同意电子送达的记录"):
        letter_arrived(
            sent,
            acting_user=desk.clerk,
            at=moment("2026-07-09"),
            on=D("2026-07-08"),
            proof_words="系统日志",
        )


def test_with_consent_it_is_served_on_the_day_in_the_log_and_not_before(desk):
    case = desk.receive("2026-06-10")
    record_electronic_consent(
        case,
        acting_user=desk.clerk,
        at=moment("2026-06-12"),
        on=D("2026-06-12"),
        address="tian@example.invalid",
    )
    sent = desk.send(issued(desk, case), "2026-07-08", Channel.ELECTRONIC)
    assert told(desk, case) == ("delivered", None)
    arrive = {"acting_user": desk.clerk, "at": moment("2026-07-10"), "on": D("2026-07-09")}
    with pytest.raises(ActionError, match="请写明到达的记录"):
        letter_arrived(sent, **arrive)
    letter_arrived(sent, proof_words="邮件系统日志 2026-07-09 08:12 送达", **arrive)
    assert told(desk, case) == ("delivered", D("2026-07-09"))


def test_the_address_is_sealed_as_the_person_is(desk):
    case = desk.receive("2026-06-10")
    record_electronic_consent(
        case,
        acting_user=desk.clerk,
        at=moment("2026-06-12"),
        on=D("2026-06-11"),
        address="tian@example.invalid",
    )
    kept = desk.again(case)
    assert kept.electronic_since == D("2026-06-11")
    assert b"tian@" not in bytes(kept.applicant.sealed)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM casework_disclosurerequest WHERE id = %s", [case.pk])
        assert "tian@" not in str(cursor.fetchone())


@pytest.mark.parametrize(
    ("on", "address", "why"),
    [
        ("2026-06-09", "tian@example.invalid", "应在收到申请之日2026-06-10至今天之间"),
        ("2026-06-13", "tian@example.invalid", "应在收到申请之日2026-06-10至今天之间"),
        ("2026-06-12", "  ", "请照申请人确认的填写电子送达的地址"),
    ],
)
def test_a_consent_that_cannot_be_is_told_in_a_sentence(desk, on, address, why):
    case = desk.receive("2026-06-10")
    with pytest.raises(ActionError, match=why):
        record_electronic_consent(
            case, acting_user=desk.clerk, at=moment("2026-06-12"), on=D(on), address=address
        )


def test_what_is_handed_over_names_who_signed_and_as_what_or_says_it_is_not_seen(desk):
    case = desk.receive("2026-06-10")
    letter = issued(desk, case)
    with pytest.raises(ActionError, match="凭送达回证，请填写签收人和与受送达人的关系"):
        desk.send(letter, "2026-07-08", signed_by=None)
    sent = desk.send(letter, "2026-07-08", signed_by=Receiver("田小有", "family"))
    assert sent.signed_by == "签收人田小有（同住的成年家属）"
    assert NOT_SEEN.in_words() == "签收人在回证上看不出"


@pytest.mark.parametrize(
    ("name", "relation", "why"),
    [
        ("", "self", "请填写签收人的姓名"),
        ("田大有", "", "请选择签收人与受送达人的关系"),
        ("田大有", "unseen", "请只留一种"),
    ],
)
def test_half_a_slip_is_told(name, relation, why):
    with pytest.raises(ActionError, match=why):
        Receiver(name, relation)


def test_a_second_delivery_of_what_was_served_is_told_and_changes_no_day(desk):
    case = desk.receive("2026-06-10")
    letter = issued(desk, case)
    desk.send(letter, "2026-07-08")
    with pytest.raises(
        ActionError, match="已于2026-07-08以“直接送达”送达，再登记一次不改变送达之日"
    ):
        desk.send(letter, "2026-07-09")
    desk.send(letter, "2026-07-09", happened=True)
    assert told(desk, case) == ("delivered", D("2026-07-08"))


def test_the_history_says_the_way(desk, signed_in):
    case = desk.receive("2026-06-10")
    desk.letter(
        case,
        "extension_notice",
        "2026-07-01",
        extension_reason="需要查阅档案",
        days=20,
        approved_by="丁一鸣",
    )
    desk.send(issued(desk, case), "2026-07-08", Channel.POST, proof_words=SLIP)
    page = signed_in("柳河拟稿").get(reverse("casework:case", args=[case.pk])).content.decode()
    assert "送达（邮政企业邮寄）" in page
    ways = [(event.get_kind_display(), event.way) for event in case.events.all()]
    assert ways == [("延长答复期限", "直接送达"), ("作出答复", ""), ("送达", "邮政企业邮寄")]


def test_consent_is_recorded_and_a_delivery_told_on_the_screens(desk, signed_in):
    case = desk.receive("2026-06-10")
    letter = issued(desk, case)
    browser = signed_in("柳河拟稿")
    send = reverse("casework:send-letter", args=[letter.pk])
    half = browser.post(send, {"channel": "direct", "on": "2026-07-08"}).content.decode()
    assert "“直接送达”凭送达回证，请填写签收人和与受送达人的关系" in half
    without = browser.post(send, {"channel": "electronic", "on": "2026-07-08"}).content.decode()
    assert "没有申请人此前同意电子送达的记录" in without
    consent = reverse("casework:electronic-consent", args=[case.pk])
    given = {"on": "2026-07-01", "address": "tian@example.invalid"}
    told = browser.post(consent, given, follow=True).content.decode()
    assert "以到达对方系统之日为送达之日" in told
    browser.post(send, {"channel": "electronic", "on": "2026-07-08"})
    delivery = letter.deliveries.get()
    arrival = reverse("casework:arrival", args=[delivery.pk])
    unproven = browser.post(arrival, {"on": "2026-07-09"}).content.decode()
    assert "请写明到达的记录" in unproven
    browser.post(arrival, {"on": "2026-07-09", "proof_words": "邮件系统日志 08:12"})
    assert told_days(desk, case) == (D("2026-07-08"), D("2026-07-09"))
    page = browser.get(reverse("casework:letter", args=[letter.pk])).content.decode()
    assert "到达对方系统 2026-07-09" in page
    person = browser.get(reverse("casework:applicant", args=[case.pk])).content.decode()
    assert "2026-07-01 同意，地址 tian@example.invalid" in person


def told_days(desk, case):
    course = clock_of(desk.again(case)).course
    return course.delivered_on, course.served_on


def test_consent_given_with_the_request_counts_from_the_day_of_receipt(desk, signed_in):
    browser = signed_in("柳河拟稿")
    sent = {
        "body": desk.body.pk,
        "door": "counter",
        "day": "2026-06-10",
        "applicant_kind": "natural_person",
        "name": "田大有",
        "phone": "0000-5550199",
        "electronic_address": "tian@example.invalid",
        "text": "2025年河东村道路硬化工程的验收报告",
    }
    browser.post(reverse("casework:register"), sent)
    assert DisclosureRequest.objects.get().electronic_since == D("2026-06-10")
