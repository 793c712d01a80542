"""What is asked three times, what two sections say differently, who answered for a failure."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from gongkai.papers.quantities import quantities
from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.publishing.catalogue.actions.entries import trim_catalogue
from gongkai.web.supervision.accountability.actions import (
    close_accountability,
    enter_accountability,
)
from gongkai.web.supervision.demand.actions import accept_demand, decline_demand
from gongkai.web.supervision.demand.proposals import proposals
from gongkai.web.supervision.evaluation.actions import enter_evaluation
from gongkai.web.supervision.facts.actions import enter_fact, withdraw_fact
from gongkai.web.supervision.facts.conflicts import conflicts, disagreements, text_of
from gongkai.web.supervision.ledgers.models import Appeal, AppealImport

pytestmark = pytest.mark.django_db
ASKED = (
    "农村低保申请需要什么材料，在哪里办理",
    "请问农村低保申请需要哪些材料、到哪里办理",
    "农村低保申请要哪些材料，在哪里办理？我叫王小明",
)


@pytest.fixture
def asked(body, person):
    for words in ASKED:
        enter_evaluation(
            body("QS11"),
            acting_user=person("柳河拟稿"),
            at=timezone.now(),
            way="box",
            received_on=timezone.localdate(),
            text=words,
        )


def test_three_asks_propose_an_item_and_two_do_not(asked, body, person):
    today = timezone.localdate()
    (found,) = proposals(body("QS11"), today)
    assert (found.asks, found.ways) == (3, "社会评议3")
    assert "王小明" not in found.topic
    assert proposals(body("QS12"), today) == []
    assert proposals(body("QS11"), today + timedelta(days=400)) == []


def appeals(body, *gists):
    at, today = timezone.now(), timezone.localdate()
    source = AppealImport.objects.create(
        body=body,
        door="hotline",
        name="台账.xlsx",
        sha256="0" * 64,
        unit="件",
        rows=len(gists),
        added=len(gists),
        updated=0,
        repeated=0,
        entered_at=at,
    )
    for gist in gists:
        Appeal.objects.create(
            body=body,
            source=source,
            door="hotline",
            received_on=today,
            gist=gist,
            entered_at=at,
        )


def test_complaints_are_no_wish_to_know_and_seven_villages_are_not_one(body):
    places = ("河东村", "河西村", "上坪村", "下坪村")
    appeals(body("QS11"), *(f"反映{place}广场夜间噪音大，希望处理" for place in places))
    today = timezone.localdate()
    assert proposals(body("QS11"), today) == []
    appeals(body("QS11"), *(f"咨询{place}低保名单在哪里公示" for place in places))
    (found,) = proposals(body("QS11"), today)
    assert (found.asks, found.topic) == (4, "各村低保名单在哪里公示")


def test_an_accepted_demand_is_a_draft_and_is_not_proposed_again(asked, body, person, rows):
    row = rows("statutory.emergencies")
    trim_catalogue(
        body("QS11"), acting_user=person("柳河拟稿"), on=date(2026, 1, 1), at=timezone.now()
    )
    clerk, at = person("柳河拟稿"), timezone.now()
    (found,) = proposals(body("QS11"), timezone.localdate())
    made = accept_demand(
        body("QS11"), acting_user=clerk, at=at, topic=found.topic, title="低保怎么申请", row=row
    )
    assert (made.item.draft_title, made.item.live) == ("低保怎么申请", False)
    assert proposals(body("QS11"), timezone.localdate()) == []
    with pytest.raises(WrongState, match="已经处理"):
        decline_demand(body("QS11"), acting_user=clerk, at=at, topic=found.topic, reason="无")


def fact(unit, person, value, **more):
    told = {
        "matter": "农村低保",
        "period": "2026年10月",
        "measure": "户",
        "source": "花名册",
        **more,
    }
    return enter_fact(unit, acting_user=person, at=timezone.now(), value=Decimal(value), **told)


def sections() -> list[PublicBody]:
    return list(PublicBody.objects.filter(public_body__code="QS11", kind="section")[:2])


def test_two_sections_that_disagree_are_shown(body, person):
    clerk = person("柳河拟稿")
    one, other = sections()
    first = fact(one, clerk, 120)
    fact(other, clerk, 118)
    (found,) = conflicts([body("QS11").pk])
    assert str(found) == f"农村低保（2026-10）：{one.short_name} 120户，{other.short_name} 118户"
    withdraw_fact(first, acting_user=clerk, at=timezone.now(), reason="漏减两户")
    fact(one, clerk, 118)
    assert conflicts([body("QS11").pk]) == []
    with pytest.raises(WrongState, match="先撤回原来的再报"):
        fact(one, clerk, 117)
    with pytest.raises(ActionError, match="期间写作"):
        fact(one, clerk, 117, period="去年")


def test_two_names_of_one_matter_meet(body, person, drafted, signed_in):
    clerk = person("柳河拟稿")
    one, other = sections()
    fact(one, clerk, 340000, matter="惠农补贴", measure="元")
    fact(other, clerk, 345000, matter="惠农补贴发放", measure="元")
    fact(one, clerk, 300, matter="农村低保人数", measure="人")
    fact(other, clerk, 301, matter="农村低保", measure="人", period="2026年10月")
    told = {str(found) for found in conflicts([body("QS11").pk])}
    assert told == {
        f"惠农补贴（2026-10）：{one.short_name} 340000元，{other.short_name} 345000元",
        f"农村低保（2026-10）：{other.short_name} 301人，{one.short_name} 300人",
    }
    fact(one, clerk, 3600, matter="耕地地力补贴", measure="亩")
    fact(other, clerk, 3612, matter="耕地地力保护补贴", measure="亩")
    fact(other, clerk, 9, matter="城镇低保", measure="户")
    told = {str(found) for found in conflicts([body("QS11").pk])} - told
    assert told == {
        f"耕地地力保护补贴（2026-10）：{other.short_name} 3612亩，{one.short_name} 3600亩"
    }
    fact(one, clerk, 88, matter="高龄津贴", measure="人", period="2026年度")
    item = drafted(text="<p>2026年10月，全镇惠农补贴36万元。</p>")
    (found,) = disagreements(item, text_of(item))
    assert found.written == "36万元"
    page = signed_in("柳河拟稿").get("/office/supervision/facts/new/").content.decode()
    assert '<option value="惠农补贴发放">' in page
    assert 'list="known-matters"' in page


def test_a_paper_that_says_another_number_is_told_before_it_goes_out(drafted, person, signed_in):
    one, _ = sections()
    fact(one, person("柳河拟稿"), 120)
    item = drafted(text="<p>2026年10月，全镇农村低保118户，发放资金6.2万元。</p>")
    (found,) = disagreements(item, text_of(item))
    assert (found.written, found.fact.shown) == ("118户", "120户")
    page = signed_in("柳河拟稿").get(f"/office/items/{item.pk}/").content.decode()
    assert "数字与口径台账不一致" in page
    assert "本文写“118户”" in page
    right = drafted(title="10月低保", text="<p>2026年10月，全镇农村低保120户，其中新增3户。</p>")
    assert disagreements(right, text_of(right)) == []
    other = drafted(title="9月低保", text="<p>2026年9月，全镇农村低保118户。</p>")
    assert disagreements(other, text_of(other)) == []


def test_figures_of_a_text_are_read_with_their_units():
    found = quantities("〔2026〕12号：发放6.2万元，涉及1,204人、118户；面积35.5亩。")
    assert [(each.value, each.unit) for each in found] == [
        (Decimal(62000), "元"),
        (Decimal(1204), "人"),
        (Decimal(118), "户"),
        (Decimal("35.5"), "亩"),
    ]


def test_the_register_of_accountability_names_a_post_and_nobody(body, person):
    at, today = timezone.now(), timezone.localdate()
    told = {
        "acting_user": person("县监督"),
        "at": at,
        "opened_on": today,
        "measure": "order",
        "source": "inspection",
        "basis": "ogi-2019#51",
        "fault": "养老栏目空白三个月",
    }
    township = body("QS11")
    name = township.posts.first().terms.first().person.name
    with pytest.raises(ActionError, match="姓名"):
        enter_accountability(township, about=f"民政办{name}", **told)
    for about in ("党政办副主任李四喜", "张建国", "民政办主任王二麻"):
        with pytest.raises(ActionError, match="只写站所和岗位"):
            enter_accountability(township, about=about, **told)
    with pytest.raises(ActionError, match="李四喜"):
        enter_accountability(
            township, about="民政办信息员岗", **{**told, "fault": "李四喜擅自公开名单，扣发奖金"}
        )
    entry = enter_accountability(township, about="民政办信息员岗", **told)
    entry = close_accountability(
        entry, acting_user=person("县监督"), at=at, on=today, result="已补齐并核查。"
    )
    assert entry.closed_on == today
    with pytest.raises(WrongState, match="整改完成"):
        close_accountability(entry, acting_user=person("县监督"), at=at, on=today, result="无")


def test_what_readers_did_not_find_is_heard_by_the_body_that_they_name(body):
    from gongkai.web.portal.models import UnansweredQuestion

    today = timezone.localdate()
    UnansweredQuestion.objects.create(words="柳河镇班车时刻表", on=today, count=3)
    UnansweredQuestion.objects.create(words="殡葬补贴怎么领", on=today, count=4)
    (found,) = proposals(body("QS11"), today)
    assert (found.topic, found.ways) == ("柳河镇班车时刻表", "网上搜不到3")
    assert proposals(body("QS12"), today) == []
    assert [each.topic for each in proposals(body("QS"), today)] == ["殡葬补贴怎么领"]
