"""A consultation from its notice to its result; opinions belong to their body alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gongkai.web.accounts.permissions import Refused
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.office.home import Slot, to_dos_of
from gongkai.web.office.limits import TooMany
from gongkai.web.publishing.consultations.actions.consultation import (
    proposed_channels,
    revise_consultation,
    shortest_period,
    start_consultation,
)
from gongkai.web.publishing.consultations.actions.opinion import (
    answer_group,
    enter_opinion,
    group_opinions,
    receive_opinion,
)
from gongkai.web.publishing.consultations.actions.result import draft_result, forget_contacts
from gongkai.web.publishing.consultations.models import (
    Adoption,
    Opinion,
    OpinionChannel,
    PublicConsultation,
    PublicConsultationState,
)
from gongkai.web.publishing.items.actions.draft import revise_item, working_copy
from gongkai.web.publishing.items.actions.release import release_item
from gongkai.web.publishing.items.actions.withdraw import withdraw_item
from gongkai.web.publishing.items.links import related_items
from gongkai.web.publishing.items.models import ItemPage, Stage, WithdrawalReason

FACTS = {
    "days": 30,
    "short_reason": "",
    "takes_web": True,
    "letter_address": "青山县柳河镇政府路1号",
    "phone": "0000-5550111",
    "visit_address": "柳河镇便民服务中心",
    "email": "liuhe@example.invalid",
}


@pytest.fixture
def started(rows, body, person):
    """A drafted consultation of 柳河镇."""

    def start(**facts):
        rows("work.consultation")
        return start_consultation(
            body("QS11"),
            acting_user=person("柳河拟稿"),
            title="关于《柳河镇烟花爆竹燃放管理办法》公开征求意见的公告",
            summary="为减少火灾和扰民，起草了管理办法。",
            draft="<p>镇区内每日22时以后不得燃放。</p>",
            facts={**FACTS, **facts},
            at=timezone.now(),
        )

    return start


@pytest.fixture
def opened(started, at_stage, person):
    """A consultation whose notice is out."""

    def open_(**facts):
        consultation = started(**facts)
        release = at_stage(Stage.RELEASE, item=consultation.item)
        release_item(release, acting_user=person("柳河发布"), at=timezone.now())
        return PublicConsultation.objects.get(pk=consultation.pk)

    return open_


def close(consultation: PublicConsultation) -> PublicConsultation:
    """As if its last day had been yesterday."""
    today = timezone.localdate()
    PublicConsultation.objects.filter(pk=consultation.pk).update(
        opens_on=today - timedelta(days=31), closes_on=today - timedelta(days=1)
    )
    return PublicConsultation.objects.get(pk=consultation.pk)


def send(consultation, text="建议改为21时。", address="192.0.2.1", **facts) -> Opinion:
    return receive_opinion(consultation, at=timezone.now(), text=text, address=address, **facts)


def test_the_shortest_period_is_thirty_days_by_law():
    assert shortest_period(date(2026, 11, 21)) == 30


def test_channels_are_proposed_from_the_contact_details(body):
    proposed = proposed_channels(body("QS11"), date(2026, 11, 21))
    assert proposed["phone"]
    assert proposed["letter_address"]
    assert proposed["visit_address"]


def test_a_shorter_period_needs_a_reason_and_says_it(started):
    with pytest.raises(ActionError, match="一般不少于 30 日"):
        started(days=10)
    consultation = started(days=10, short_reason="春节临近，须在节前施行")
    assert "期限缩短的理由：春节临近，须在节前施行" in working_copy(consultation.item).text


def test_fewer_than_four_ways_in_are_refused(started):
    with pytest.raises(ActionError, match="不少于 4 种，目前：网上提交、来信、电话"):
        started(visit_address="", email="")


@pytest.mark.both_databases
def test_the_period_begins_with_the_release_of_the_notice(opened):
    consultation = opened()
    today = timezone.localdate()
    assert consultation.opens_on == today
    assert consultation.closes_on == today + timedelta(days=30)
    assert consultation.state_on(today) == PublicConsultationState.OPEN
    assert consultation.state_on(today + timedelta(days=30)) == PublicConsultationState.OPEN
    assert consultation.state_on(today + timedelta(days=31)) == PublicConsultationState.CLOSED


def test_after_a_withdrawal_the_period_begins_anew(opened, at_stage, person):
    consultation = opened()
    today = timezone.localdate()
    PublicConsultation.objects.update(opens_on=today - timedelta(days=9), closes_on=today)
    withdraw_item(
        consultation.item,
        acting_user=person("柳河发布"),
        on=today,
        reason=WithdrawalReason.WRONG,
        explanation="草案贴错",
        at=timezone.now(),
    )
    item = ItemPage.objects.get(pk=consultation.item_id)
    item = revise_item(
        item, acting_user=person("柳河拟稿"), summary="重新公布草案。", at=timezone.now()
    )
    release = at_stage(Stage.RELEASE, item=item)
    release_item(release, acting_user=person("柳河发布"), at=timezone.now())
    consultation.refresh_from_db()
    assert consultation.opens_on == today
    assert consultation.closes_on == today + timedelta(days=30)


def test_period_and_channels_change_only_before_the_notice_is_out(started, opened, person):
    consultation = started()
    revise_consultation(
        consultation, acting_user=person("柳河拟稿"), facts={**FACTS, "days": 45}, at=timezone.now()
    )
    text = working_copy(ItemPage.objects.get(pk=consultation.item_id)).text
    assert "次日起 45 日" in text
    assert "30 日" not in text
    assert "不得燃放" in text
    with pytest.raises(WrongState, match="已经发布"):
        revise_consultation(
            opened(), acting_user=person("柳河拟稿"), facts=FACTS, at=timezone.now()
        )


@pytest.mark.both_databases
def test_an_opinion_is_received_with_a_receipt_and_kept_encrypted(opened):
    opinion = send(opened(), name="王小明", contact="13800000000")
    assert opinion.receipt_number == f"QS11-{opinion.consultation_id}-0001"
    with connection.cursor() as cursor:
        cursor.execute("SELECT text, name, contact FROM publishing_opinion")
        stored = " ".join(str(value) for value in cursor.fetchone())
    for secret in ("建议改为21时", "王小明", "13800000000"):
        assert secret not in stored
    again = Opinion.objects.get(pk=opinion.pk)
    assert (again.text, again.name, again.contact) == ("建议改为21时。", "王小明", "13800000000")


def test_the_journal_knows_of_the_opinion_but_not_whose_it_is(opened):
    send(opened(), name="王小明", contact="13800000000")
    entry = Entry.objects.get(act="publishing.receive-opinion")
    whole = " ".join([entry.before, entry.after, entry.subject_name, entry.reason, entry.address])
    for secret in ("建议改为21时", "王小明", "13800000000", "192.0.2.1"):
        assert secret not in whole


def test_one_address_sends_five_in_an_hour_and_others_are_not_held_up(opened):
    consultation = opened()
    for number in range(5):
        send(consultation, text=f"意见{number}")
    with pytest.raises(TooMany, match="过一小时"):
        send(consultation, text="又一条")
    send(consultation, text="别人的意见", address="192.0.2.2")
    assert consultation.opinions.count() == 6


def test_the_senders_address_is_forgotten_after_a_day(opened):
    consultation = opened()
    first = send(consultation)
    Opinion.objects.filter(pk=first.pk).update(received_at=timezone.now() - timedelta(days=2))
    send(consultation, text="第二条", address="192.0.2.9")
    first.refresh_from_db()
    assert first.address_digest == ""


@pytest.mark.parametrize(
    ("text", "told"), [("  ", "请写明意见"), ("长" * 5001, "最多 5000 字，现有 5001 字")]
)
def test_empty_and_endless_opinions_are_refused(opened, text, told):
    with pytest.raises(ActionError, match=told):
        send(opened(), text=text)


def test_after_the_last_day_the_form_is_shut_and_paper_is_marked_late(opened, person):
    consultation = close(opened())
    with pytest.raises(WrongState, match="征集已经结束"):
        send(consultation)
    late = enter_opinion(
        consultation,
        acting_user=person("柳河拟稿"),
        channel=OpinionChannel.LETTER,
        received_on=timezone.localdate(),
        text="来信意见",
        at=timezone.now(),
    )
    in_time = enter_opinion(
        consultation,
        acting_user=person("柳河拟稿"),
        channel=OpinionChannel.PHONE,
        received_on=consultation.closes_on,
        text="电话意见",
        at=timezone.now(),
    )
    assert (late.is_late, in_time.is_late) == (True, False)


def test_a_withdrawn_notice_takes_no_opinions(opened):
    consultation = opened()
    ItemPage.objects.filter(pk=consultation.item_id).update(withdrawn_on=timezone.localdate())
    with pytest.raises(WrongState, match="没有公开"):
        send(consultation)


def answered(consultation, person):
    """Three opinions: two alike, one not; answered."""
    clerk = person("柳河拟稿")
    first = send(consultation, text="建议改为21时。", name="王小明", contact="13800000000")
    second = send(consultation, text="建议改为２１时", address="192.0.2.2")
    same = send(consultation, text="建议改为21时！", address="192.0.2.3")
    assert first.digest == same.digest
    group = group_opinions(
        consultation,
        acting_user=clerk,
        digests=[first.digest, second.digest],
        gist="建议把时间提前到21时",
        at=timezone.now(),
    )
    consultation = close(consultation)
    other = enter_opinion(
        consultation,
        acting_user=clerk,
        channel=OpinionChannel.LETTER,
        received_on=consultation.closes_on,
        text="全部禁止。",
        at=timezone.now(),
    )
    refused = group_opinions(
        consultation,
        acting_user=clerk,
        digests=[other.digest],
        gist="建议全年禁放",
        at=timezone.now(),
    )
    with pytest.raises(ActionError, match="还没有答复"):
        draft_result(consultation, acting_user=clerk, at=timezone.now())
    answer_group(group, acting_user=clerk, adoption=Adoption.ADOPTED, reason="", at=timezone.now())
    with pytest.raises(ActionError, match="“未采纳”须写明理由"):
        answer_group(
            refused, acting_user=clerk, adoption=Adoption.NOT_ADOPTED, reason=" ", at=timezone.now()
        )
    answer_group(
        refused,
        acting_user=clerk,
        adoption=Adoption.NOT_ADOPTED,
        reason="春节期间有传统需要",
        at=timezone.now(),
    )
    return consultation


@pytest.mark.both_databases
def test_the_result_counts_channels_and_gives_reasons(opened, person):
    consultation = answered(opened(), person)
    item = draft_result(consultation, acting_user=person("柳河拟稿"), at=timezone.now())
    assert item.title == "关于《柳河镇烟花爆竹燃放管理办法》公开征求意见结果反馈"
    assert "共收到意见 4 条：网上提交 3 条、来信 1 条。" in item.text
    assert "采纳 3 条，部分采纳 0 条，未采纳 1 条。" in item.text
    assert "建议全年禁放（1 条）。理由：春节期间有传统需要。" in item.text
    assert "王小明" not in item.text
    assert [(each.label, each.item.pk) for each in related_items(consultation.item)] == [
        ("征集结果", item.pk)
    ]


def test_the_result_waits_for_the_end_and_for_every_answer(opened, person):
    consultation = opened()
    with pytest.raises(WrongState, match="尚未结束"):
        draft_result(consultation, acting_user=person("柳河拟稿"), at=timezone.now())
    send(consultation)
    with pytest.raises(ActionError, match="还有 1 条意见没有归类"):
        draft_result(close(consultation), acting_user=person("柳河拟稿"), at=timezone.now())


def test_a_result_without_opinions_says_so(opened, person):
    item = draft_result(close(opened()), acting_user=person("柳河拟稿"), at=timezone.now())
    assert "征集期间没有收到意见。" in item.text


def test_equal_words_join_the_group_of_the_first(opened, person):
    consultation = opened()
    first = send(consultation)
    group = group_opinions(
        consultation,
        acting_user=person("柳河拟稿"),
        digests=[first.digest],
        gist="提前",
        at=timezone.now(),
    )
    assert send(consultation, text="建议改为21时").group == group


def test_contacts_are_deleted_after_the_result_is_out_and_not_before(opened, at_stage, person):
    clerk = person("柳河拟稿")
    consultation = answered(opened(), person)
    with pytest.raises(WrongState, match="结果公布以后"):
        forget_contacts(consultation, acting_user=clerk, at=timezone.now())
    item = draft_result(consultation, acting_user=clerk, at=timezone.now())
    release = at_stage(Stage.RELEASE, item=item)
    release_item(release, acting_user=person("柳河发布"), at=timezone.now())
    assert forget_contacts(consultation, acting_user=clerk, at=timezone.now()) == 1
    consultation = PublicConsultation.objects.get(pk=consultation.pk)
    assert consultation.state_on(timezone.localdate()) == PublicConsultationState.ANSWERED
    assert set(consultation.opinions.values_list("name", "contact", "address_digest")) == {
        (None, None, "")
    }
    assert "建议改为21时。" in {each.text for each in consultation.opinions.all()}
    with pytest.raises(WrongState, match="已经公布"):
        enter_opinion(
            consultation,
            acting_user=clerk,
            channel=OpinionChannel.LETTER,
            received_on=timezone.localdate(),
            text="迟到",
            at=timezone.now(),
        )


def test_another_body_and_the_county_see_no_opinions(opened, person, signed_in):
    consultation = opened()
    send(consultation)
    address = reverse("publishing:consultation", args=[consultation.pk])
    assert "建议改为21时" in signed_in("柳河拟稿").get(address).content.decode()
    for username in ("白杨拟稿", "县公开办"):
        user = person(username)
        assert not Opinion.objects.visible_to(user).exists()
        assert signed_in(username).get(address).status_code in {302, 403}
    with pytest.raises(Refused):
        enter_opinion(
            consultation,
            acting_user=person("白杨拟稿"),
            channel=OpinionChannel.LETTER,
            received_on=timezone.localdate(),
            text="x",
            at=timezone.now(),
        )


def test_reviewers_read_opinions_without_names(opened, signed_in):
    consultation = opened()
    send(consultation, name="王小明", contact="13800000000")
    page = signed_in("柳河一审").get(reverse("publishing:consultation", args=[consultation.pk]))
    assert "建议改为21时" in page.content.decode()
    assert "王小明" not in page.content.decode()


def test_the_home_screen_names_what_closes_soon_and_what_lacks_its_result(opened, person):
    consultation = opened()
    clerk, today = person("柳河拟稿"), timezone.localdate()

    def told():
        return [each.text for each in to_dos_of(clerk, today)[Slot.DUE] if "烟花" in each.text]

    assert told() == []
    PublicConsultation.objects.filter(pk=consultation.pk).update(
        closes_on=today + timedelta(days=3)
    )
    assert told()[0].startswith("即将截止")
    close(consultation)
    assert told()[0].startswith("已结束，待公布结果")


def test_the_clerk_does_it_all_on_screens(rows, body, person, signed_in, at_stage):
    rows("work.consultation")
    browser = signed_in("柳河拟稿")
    form = browser.get(reverse("publishing:new-consultation"))
    assert "一般不少于 30 日" in form.content.decode()
    answer = browser.post(
        reverse("publishing:new-consultation"),
        {
            **{name: value for name, value in FACTS.items() if name != "takes_web"},
            "takes_web": "on",
            "body": body("QS11").pk,
            "title": "关于《柳河镇集市管理办法》公开征求意见的公告",
            "summary": "规范集市秩序。",
            "draft": '{"blocks":[{"key":"a","text":"逢五逢十开市。","type":"unstyled","depth":0,'
            '"inlineStyleRanges":[],"entityRanges":[]}],"entityMap":{}}',
        },
    )
    assert answer.status_code == 302
    consultation = PublicConsultation.objects.get()
    assert "逢五逢十开市" in consultation.item.text
    release = at_stage(Stage.RELEASE, item=consultation.item)
    release_item(release, acting_user=person("柳河发布"), at=timezone.now())
    send(PublicConsultation.objects.get(), text="建议增加早市。")
    close(consultation)
    sheet = reverse("publishing:consultation", args=[consultation.pk])
    assert "归类意见" in browser.get(sheet).content.decode()
    digest = Opinion.objects.get().digest
    browser.post(
        reverse("publishing:group-opinions", args=[consultation.pk]),
        {"digests": [digest], "gist": "增加早市"},
    )
    group = PublicConsultation.objects.get().groups.get()
    browser.post(
        reverse("publishing:answer-opinions", args=[group.pk]),
        {"gist": "增加早市", "adoption": "adopted", "reason": ""},
    )
    assert "起草征集结果" in browser.get(sheet).content.decode()
    browser.post(reverse("publishing:draft-result", args=[consultation.pk]))
    assert "增加早市（1 条）" in PublicConsultation.objects.get().result.text


def test_the_list_asks_the_same_for_any_number(started, signed_in, django_assert_max_num_queries):
    started()
    browser = signed_in("柳河拟稿")
    browser.get(reverse("publishing:consultations"))
    with django_assert_max_num_queries(100) as one:
        browser.get(reverse("publishing:consultations"))
    started()
    started()
    with django_assert_max_num_queries(len(one)):
        assert browser.get(reverse("publishing:consultations")).status_code == 200


def test_nothing_of_a_draft_notice_is_public(started):
    consultation = started()
    stranger = Client()
    assert stranger.get(f"/consultations/{consultation.pk}/").status_code == 404
    assert "烟花" not in stranger.get("/consultations/").content.decode()
