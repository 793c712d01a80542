"""The four questions: answered, approved by another, printed, and asked again on their day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gongkai.web.accounts.permissions import Refused
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.office.home import Slot, to_dos_of
from gongkai.web.publishing.items.actions.attribute import approve_attribute, decide_attribute
from gongkai.web.publishing.items.actions.submit import submit_item
from gongkai.web.publishing.items.models import AttributeCard, ItemPage

WITHHELD = {
    "attribute": "withheld",
    "manner": "none",
    "audience": "不公开",
    "period_kind": "general",
    "ground": "deliberative",
    "reason": "会议讨论记录。",
}


@pytest.fixture
def withheld(drafted, person):
    """A draft whose attribute is 不予公开, to be looked at again in thirty days."""
    item = drafted("第12次镇长办公会议记录")
    card = decide_attribute(
        item,
        acting_user=person("柳河拟稿"),
        review_on=timezone.localdate() + timedelta(days=30),
        **WITHHELD,
        at=timezone.now(),
    )
    return ItemPage.objects.get(pk=item.pk), card


def texts(user, day: date, slot: Slot) -> list[str]:
    return [to_do.text for to_do in to_dos_of(user, day)[slot]]


def test_the_card_changes_the_item_and_is_journalled(withheld):
    item, card = withheld
    assert (item.attribute, item.ground) == ("withheld", "deliberative")
    assert card.ground_label.startswith("属于过程性信息")
    assert "第十六条第二款" in card.ground_cites
    assert Entry.objects.first().act == "publishing.decide-attribute"


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"ground": ""}, "须写明理由"),
        ({"review_on": None}, "复核日"),
        ({"review_on": date(2020, 1, 1)}, "应在今天之后"),
        ({"manner": "whole"}, "不相符"),
    ],
)
def test_what_is_not_public_needs_ground_day_and_sense(drafted, person, changed, message):
    facts = {**WITHHELD, "review_on": timezone.localdate() + timedelta(days=30), **changed}
    with pytest.raises(ActionError, match=message):
        decide_attribute(drafted(), acting_user=person("柳河拟稿"), **facts, at=timezone.now())
    assert not AttributeCard.objects.exists()


def test_another_person_approves_once(withheld, person):
    _, card = withheld
    assert "批准公开属性：第12次镇长办公会议记录" in texts(
        person("柳河保密"), timezone.localdate(), Slot.WAITING
    )
    with pytest.raises(Refused):
        approve_attribute(card, acting_user=person("柳河拟稿"), at=timezone.now())
    approve_attribute(card, acting_user=person("柳河保密"), at=timezone.now())
    assert texts(person("柳河保密"), timezone.localdate(), Slot.WAITING) == []
    with pytest.raises(WrongState, match="已批准"):
        approve_attribute(card, acting_user=person("柳河三审"), at=timezone.now())


def test_what_is_withheld_comes_back_on_its_day_until_it_is_looked_at(withheld, person):
    item, _ = withheld
    drafter, day = person("柳河拟稿"), item.review_on
    line = "复核公开属性：第12次镇长办公会议记录"
    assert line not in texts(drafter, day - timedelta(days=20), Slot.DUE)
    assert line in texts(drafter, day - timedelta(days=3), Slot.DUE)
    assert line in texts(drafter, day + timedelta(days=1), Slot.LATE)
    decide_attribute(
        item,
        acting_user=drafter,
        **{**WITHHELD, "review_on": day + timedelta(days=200)},
        at=timezone.now(),
    )
    assert line not in texts(drafter, day + timedelta(days=1), Slot.LATE)
    entry = Entry.objects.first()
    assert entry.act == "publishing.review-attribute"
    assert day.isoformat() in entry.before
    assert AttributeCard.objects.filter(superseded=False).count() == 1


def test_after_review_it_may_become_public_and_goes_its_way(withheld, person):
    item, _ = withheld
    with pytest.raises(ActionError, match="不能发布"):
        submit_item(item, acting_user=person("柳河拟稿"), at=timezone.now())
    decide_attribute(
        item,
        acting_user=person("柳河拟稿"),
        attribute="proactive",
        manner="whole",
        audience="全社会",
        period_kind="general",
        at=timezone.now(),
    )
    item = ItemPage.objects.get(pk=item.pk)
    assert (item.ground, item.review_on) == ("", None)
    assert (
        submit_item(item, acting_user=person("柳河拟稿"), at=timezone.now()).stage == "first-review"
    )


def test_the_card_is_filled_in_and_printed(drafted, signed_in):
    item = drafted()
    clerk = signed_in("柳河拟稿")
    clerk.post(
        reverse("publishing:attribute", args=[item.pk]),
        {
            "attribute": "proactive",
            "manner": "masked",
            "audience": "全社会",
            "period_kind": "general",
        },
    )
    sheet = clerk.get(reverse("publishing:attribute-sheet", args=[item.pk])).content.decode()
    assert "遮盖个人信息后公开" in sheet
    assert "最迟 2026年11月30日" in sheet
    assert "待批准" in sheet
