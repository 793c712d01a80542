"""A body's working rules: drafted from templates, registered, reviewed, shown in the column of rules."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gongkai.letters.working_rules import kinds, title_of
from gongkai.web.accounts.permissions import PLATFORM, Refused
from gongkai.web.bodies.actions.contacts import change_contacts
from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.office.home import Slot, to_dos_of
from gongkai.web.portal.search.indexing import take_up
from gongkai.web.publishing.items.actions.release import release_item
from gongkai.web.publishing.items.actions.validity import change_validity
from gongkai.web.publishing.items.models import ItemPage, Stage, Validity
from gongkai.web.publishing.working_rules.actions import (
    draft_missing_rules,
    draft_rule,
    review_rule,
)
from gongkai.web.publishing.working_rules.register import register
from gongkai.web.publishing.working_rules.texts import text_of

DAY = date(2026, 11, 21)


def test_there_are_eight_rules_and_each_has_a_template(body, rows):
    assert [each.label for each in kinds()] == [
        "政府信息公开工作制度",
        "政府信息公开保密审查制度",
        "依申请公开受理制度",
        "主动公开与更新维护制度",
        "政府信息公开属性审查与动态调整制度",
        "政府信息公开考核评议与责任追究制度",
        "政府信息公开年度报告编制制度",
        "政府信息公开培训宣传制度",
    ]
    for each in kinds():
        text = text_of(body("QS11"), each.id, DAY)
        assert text.startswith("<p>第一条　")
        assert "{" not in text


def test_numbers_come_from_the_law_and_names_from_the_body(body):
    text = text_of(body("QS11"), "rule_requests", DAY)
    for words in (
        "自收到申请之日起20个工作日内答复",
        "最长不超过20个工作日",
        "自收到申请之日起7个工作日内一次性告知",
        "第三方自收到征求意见书之日起15个工作日内",
        body("QS11").contacts.get().phone,
    ):
        assert words in text
    assert "三审三校" in text_of(body("QS11"), "rule_disclosure", DAY)
    assert "不少于30日" in text_of(body("QS11"), "rule_proactive", DAY)


def test_the_day_of_the_annual_report_depends_on_the_body(body):
    kind = "rule_annual_report"
    with pytest.raises(ActionError, match="还没有登记联系方式"):
        text_of(body("QS04"), kind, DAY)
    change_contacts(
        body("QS04"),
        acting_user=PLATFORM,
        on=date(2020, 1, 1),
        office_name="办公室",
        address="青山县城",
        hours="工作日",
        phone="0000-5550444",
        at=timezone.now(),
    )
    assert "县级政府信息公开工作主管部门规定的时间" in text_of(body("QS11"), kind, DAY)
    assert "每年1月31日前" in text_of(body("QS04"), kind, DAY)


def test_titles_say_government_once(body):
    assert title_of(body("QS11"), "rule_disclosure") == "柳河镇政府信息公开工作制度"
    assert title_of(body("QS11"), "rule_requests") == "柳河镇人民政府依申请公开受理制度"
    assert title_of(body("QS04"), "rule_training") == "青山县民政局政府信息公开培训宣传制度"


@pytest.mark.both_databases
def test_all_missing_rules_are_drafted_at_once_each_under_its_own_row(body, rows, person):
    rows("work.rule_training")
    made = draft_missing_rules(body("QS11"), acting_user=person("柳河拟稿"), at=timezone.now())
    assert len({each.row.code for each in made}) == 8
    with pytest.raises(WrongState, match="都已制定"):
        draft_missing_rules(body("QS11"), acting_user=person("柳河拟稿"), at=timezone.now())
    with pytest.raises(WrongState, match="已在起草"):
        draft_rule(
            body("QS11"), acting_user=person("柳河拟稿"), kind="rule_training", at=timezone.now()
        )


def test_a_village_has_no_rules_of_its_own(body, rows):
    rows("work.rule_training")
    with pytest.raises(ActionError, match="不单独制定"):
        draft_rule(body("QS11-01"), acting_user=PLATFORM, kind="rule_training", at=timezone.now())


@pytest.fixture
def in_force(body, rows, person, at_stage):
    """A released rule of 柳河镇."""
    rows("work.rule_training")

    def make():
        item = draft_rule(
            body("QS11"), acting_user=person("柳河拟稿"), kind="rule_training", at=timezone.now()
        )
        release = at_stage(Stage.RELEASE, item=item)
        release_item(release, acting_user=person("柳河发布"), at=timezone.now())
        return ItemPage.objects.get(pk=item.pk)

    return make


def line_of(body):
    return next(line for line in register([body]) if line.kind.id == "rule_training")


def test_a_released_rule_stands_in_the_column_of_rules_by_its_row(in_force):
    take_up(in_force())
    for address in ("/columns/rules/", "/columns/rules/qs11/"):
        assert "柳河镇政府信息公开培训宣传制度" in Client().get(address).content.decode()


def test_the_register_knows_what_is_in_force_and_what_it_replaced(in_force, body, person):
    assert line_of(body("QS11")).item is None
    old = in_force()
    assert line_of(body("QS11")).item == old
    new = in_force()
    change_validity(
        old,
        acting_user=person("柳河发布"),
        validity=Validity.SUPERSEDED,
        on=timezone.localdate(),
        basis="新制度",
        superseded_by=new,
        at=timezone.now(),
    )
    line = line_of(body("QS11"))
    assert line.item == new
    assert line.earlier == (old,)


def test_a_rule_is_reviewed_and_reviewed_again(in_force, body, person):
    item = in_force()
    clerk, today = person("柳河拟稿"), timezone.localdate()

    def owed():
        heaps = to_dos_of(clerk, today)
        return [
            (heap.value, each.due_on)
            for heap in (Slot.LATE, Slot.DUE)
            for each in heaps[heap]
            if each.text.startswith("制度复核")
        ]

    assert owed() == []
    ItemPage.objects.filter(pk=item.pk).update(issued_on=date(2025, 1, 31))
    assert line_of(body("QS11")).review_on == date(2026, 1, 31)
    assert owed() == [("已逾期", date(2026, 1, 31))]
    with pytest.raises(ActionError, match="写明复核意见"):
        review_rule(
            item,
            acting_user=clerk,
            on=today,
            stays=True,
            note=" ",
            next_on=today + timedelta(days=20),
            at=timezone.now(),
        )
    review_rule(
        item,
        acting_user=clerk,
        on=today,
        stays=True,
        note="与现行规定一致。",
        next_on=today + timedelta(days=20),
        at=timezone.now(),
    )
    assert owed() == [("近期到期", today + timedelta(days=20))]


def test_only_a_rule_in_force_is_reviewed_and_only_by_its_body(in_force, released, person):
    item, today = in_force(), timezone.localdate()
    facts = {"on": today, "stays": True, "note": "x", "next_on": today + timedelta(days=1)}
    with pytest.raises(WrongState, match="不是工作制度"):
        review_rule(released(), acting_user=person("柳河拟稿"), **facts, at=timezone.now())
    with pytest.raises(Refused):
        review_rule(item, acting_user=person("白杨拟稿"), **facts, at=timezone.now())


def test_the_clerk_drafts_and_reviews_on_screens(in_force, body, signed_in):
    item = in_force()
    browser = signed_in("柳河拟稿")
    address = reverse("publishing:working-rules")
    assert "起草缺少的 7 项" in browser.get(address).content.decode()
    browser.post(reverse("publishing:draft-missing-rules", args=[body("QS11").pk]))
    assert "起草缺少的" not in browser.get(address).content.decode()
    browser.post(
        reverse("publishing:draft-rule", args=[body("QS11").pk]), {"kind": "rule_training"}
    )
    assert ItemPage.objects.filter(row__code="work.rule_training").count() == 2
    browser.post(
        reverse("publishing:review-rule", args=[item.pk]),
        {"stays": "no", "note": "电话已变。", "on": "2026-11-20", "next_on": "2027-11-20"},
    )
    assert "2026-11-20 需要修订" in browser.get(address).content.decode()


def test_the_register_asks_the_same_for_any_number_of_bodies(
    county, rows, django_assert_num_queries
):
    rows("work.rule_training")
    bodies = list(PublicBody.objects.public())
    for each in [each for each in bodies if each.contacts.exists()][:3]:
        draft_missing_rules(each, acting_user=PLATFORM, at=timezone.now())
    with django_assert_num_queries(2):
        assert len(register(bodies)) == 8 * len(bodies)
