"""Links show on both pages, and never show what is not public."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gongkai.web.accounts.permissions import Refused
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.publishing.items.actions.draft import draft_item, revise_item
from gongkai.web.publishing.items.actions.link import link_items, unlink_items
from gongkai.web.publishing.items.actions.release import release_item
from gongkai.web.publishing.items.actions.validity import change_validity
from gongkai.web.publishing.items.actions.withdraw import withdraw_item
from gongkai.web.publishing.items.links import public_related_items, related_items
from gongkai.web.publishing.items.models import (
    ItemLink,
    ItemPage,
    LinkKind,
    Stage,
    Validity,
    WithdrawalReason,
)


def read(item: ItemPage) -> str:
    return Client().get(item.url).content.decode()


@pytest.fixture
def pair(released, drafted, person):
    """A released policy and a draft that explains it."""
    policy = released(title="柳河镇危房改造补助办法")
    explanation = drafted(title="《柳河镇危房改造补助办法》解读")
    link_items(
        explanation,
        policy,
        kind=LinkKind.EXPLAINS,
        acting_user=person("柳河拟稿"),
        at=timezone.now(),
    )
    return policy, explanation


@pytest.mark.both_databases
def test_a_link_is_read_from_both_ends(pair):
    policy, explanation = pair
    assert [(each.label, each.item) for each in related_items(policy)] == [
        ("政策解读", explanation)
    ]
    assert [(each.label, each.item) for each in related_items(explanation)] == [
        ("所解读的文件", policy)
    ]


def test_a_draft_stays_off_the_public_page_until_it_is_released(pair, at_stage, person):
    policy, explanation = pair
    assert public_related_items(policy) == []
    assert "解读" not in read(policy)
    release = at_stage(Stage.RELEASE, item=explanation)
    release_item(release, acting_user=person("柳河发布"), at=timezone.now())
    assert "《柳河镇危房改造补助办法》解读" in read(policy)
    explanation.refresh_from_db()
    assert "所解读的文件" in read(explanation)


def test_a_withdrawn_item_disappears_from_the_other_page(pair, at_stage, person):
    policy, explanation = pair
    release = at_stage(Stage.RELEASE, item=explanation)
    release_item(release, acting_user=person("柳河发布"), at=timezone.now())
    withdraw_item(
        explanation,
        acting_user=person("柳河发布"),
        on=timezone.localdate(),
        reason=WithdrawalReason.WRONG,
        explanation="金额写错",
        at=timezone.now(),
    )
    assert "解读" not in read(policy)


def test_links_are_journalled_and_taken_away(pair, person):
    policy, explanation = pair
    with pytest.raises(ActionError, match="已经关联"):
        link_items(
            explanation,
            policy,
            kind=LinkKind.EXPLAINS,
            acting_user=person("柳河拟稿"),
            at=timezone.now(),
        )
    unlink_items(ItemLink.objects.get(), acting_user=person("柳河拟稿"), at=timezone.now())
    assert related_items(policy) == []
    acts = list(Entry.objects.order_by("sequence").values_list("act", flat=True))
    assert acts.count("publishing.link") == 1
    assert acts[-1] == "publishing.unlink"


def test_nobody_writes_on_the_page_of_another_body(pair, rows, body, person):
    policy, _ = pair
    foreign = draft_item(
        body("QS12"),
        acting_user=person("白杨拟稿"),
        title="白杨乡防汛通知",
        row=rows("statutory.emergencies"),
        formed_on=date(2026, 11, 2),
        at=timezone.now(),
    )
    with pytest.raises(Refused):
        link_items(
            foreign,
            policy,
            kind=LinkKind.RELATED,
            acting_user=person("白杨拟稿"),
            at=timezone.now(),
        )
    with pytest.raises(Refused):
        unlink_items(ItemLink.objects.get(), acting_user=person("白杨拟稿"), at=timezone.now())


def test_the_screen_finds_own_items_and_links_them(released, drafted, signed_in):
    policy = released(title="柳河镇危房改造补助办法")
    notice = drafted(title="关于危房改造补助办法（征求意见稿）的公告")
    drafted(title="柳河镇秋收安排")
    browser = signed_in("柳河拟稿")
    address = reverse("publishing:link", args=[policy.pk])
    page = browser.get(address, {"q": "征求 公告"}).content.decode()
    assert "征求意见稿" in page
    assert "秋收安排" not in page
    answer = browser.post(address, {"target": notice.pk, "relation": "in:consults-on"})
    assert answer.status_code == 302
    assert [(each.label, each.item) for each in related_items(policy)] == [("意见征集", notice)]
    number = ItemLink.objects.get().pk
    browser.post(reverse("publishing:unlink", args=[number]))
    assert not ItemLink.objects.exists()


def test_a_replaced_document_says_so_with_date_basis_and_the_way_to_the_new_one(
    released, person, signed_in
):
    old = released(title="柳河镇殡葬管理办法（试行）")
    new = released(title="柳河镇殡葬管理办法")
    answer = signed_in("柳河发布").post(
        reverse("publishing:validity", args=[old.pk]),
        {
            "validity": "superseded",
            "on": "2026-11-10",
            "basis": "柳政发〔2026〕20号",
            "superseded_by": new.pk,
        },
    )
    assert answer.status_code == 302
    old.refresh_from_db()
    page = read(old)
    assert "本文件自2026年11月10日起已被替代。依据：柳政发〔2026〕20号。" in page
    assert f'<a href="{new.url}">柳河镇殡葬管理办法</a>' in page
    assert "被替代的文件" in read(new)


def test_validity_wants_a_basis_a_day_that_has_come_and_no_circle(released, drafted, person):
    old, new = released(title="旧办法"), released(title="新办法")
    publisher = person("柳河发布")
    superseded = {"validity": Validity.SUPERSEDED, "on": date(2026, 11, 10), "basis": "新办法"}
    with pytest.raises(ActionError, match="写明依据"):
        change_validity(
            old,
            acting_user=publisher,
            validity=Validity.REPEALED,
            on=date(2026, 11, 10),
            basis=" ",
            at=timezone.now(),
        )
    with pytest.raises(ActionError, match="还没有到"):
        change_validity(
            old,
            acting_user=publisher,
            validity=Validity.REPEALED,
            on=date(2099, 1, 1),
            basis="x",
            at=timezone.now(),
        )
    with pytest.raises(ActionError, match="选择替代它的新文件"):
        change_validity(old, acting_user=publisher, **superseded, at=timezone.now())
    change_validity(old, acting_user=publisher, superseded_by=new, **superseded, at=timezone.now())
    with pytest.raises(ActionError, match="核对新旧关系"):
        change_validity(
            new, acting_user=publisher, superseded_by=old, **superseded, at=timezone.now()
        )
    with pytest.raises(WrongState, match="未在公开"):
        change_validity(
            drafted(),
            acting_user=publisher,
            validity=Validity.REPEALED,
            on=date(2026, 11, 10),
            basis="x",
            at=timezone.now(),
        )
    with pytest.raises(Refused):
        change_validity(
            old, acting_user=person("柳河拟稿"), superseded_by=new, **superseded, at=timezone.now()
        )


def test_releasing_a_new_version_does_not_bring_a_repealed_document_back(
    released, at_stage, person
):
    item = released(title="柳河镇禁烧通告")
    revise_item(item, acting_user=person("柳河拟稿"), summary="补充说明。", at=timezone.now())
    change_validity(
        item,
        acting_user=person("柳河发布"),
        validity=Validity.REPEALED,
        on=date(2026, 11, 10),
        basis="柳政发〔2026〕21号",
        at=timezone.now(),
    )
    release = at_stage(Stage.RELEASE, item=ItemPage.objects.get(pk=item.pk))
    release_item(release, acting_user=person("柳河发布"), at=timezone.now())
    item.refresh_from_db()
    assert item.summary == "补充说明。"
    assert item.validity == "repealed"
