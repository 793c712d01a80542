"""Lists of people are taken down; sore points are shown; words that are no faults are remembered."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai.web.accounts.permissions import Refused
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.items.actions.dismiss import dismiss_finding, restore_wording
from gongkai.web.publishing.items.actions.draft import revise_item
from gongkai.web.publishing.items.actions.release import release_due, release_item
from gongkai.web.publishing.items.actions.review import approve
from gongkai.web.publishing.items.actions.submit import submit_item
from gongkai.web.publishing.items.actions.withdraw import take_down_due
from gongkai.web.publishing.items.gate import examine
from gongkai.web.publishing.items.models import ItemPage, Release, Stage
from gongkai.web.publishing.items.risks import card_of, cards_by_row
from gongkai.web.vetting.models import IgnoredWording
from tests.web.publishing.conftest import REVIEWER

pytestmark = pytest.mark.both_databases


def test_an_assistance_list_is_taken_down_after_seven_days(released, rows, client):
    item = released(title="临时救助名单", row=rows("statutory.social_assistance"))
    today = timezone.localdate()
    assert item.take_down_on == today + timedelta(days=8)
    assert take_down_due(today + timedelta(days=7), at=timezone.now()) == []
    assert client.get(f"/qs11/{item.slug}/").status_code == 200
    assert take_down_due(today + timedelta(days=8), at=timezone.now()) == [item]
    assert client.get(f"/qs11/{item.slug}/").status_code == 410


def test_the_drafter_may_choose_another_day(released, rows):
    day = timezone.localdate() + timedelta(days=15)
    item = released(row=rows("statutory.social_assistance"), take_down_on=day)
    assert item.take_down_on == day


def test_a_list_without_a_known_period_needs_a_day(drafted, rows, person):
    item = drafted(title="补贴名单", row=rows("field.agricultural_subsidies"))
    with pytest.raises(ActionError, match="含人员名单，须填写公示截止后撤下日"):
        submit_item(item, acting_user=person("柳河拟稿"), at=timezone.now())
    day = timezone.localdate() + timedelta(days=15)
    item = revise_item(item, acting_user=person("柳河拟稿"), take_down_on=day, at=timezone.now())
    assert submit_item(item, acting_user=person("柳河拟稿"), at=timezone.now())


def test_a_day_that_has_come_is_refused(drafted, person):
    item = drafted(take_down_on=timezone.localdate())
    with pytest.raises(ActionError, match="已到；请改定撤下日"):
        submit_item(item, acting_user=person("柳河拟稿"), at=timezone.now())


def test_a_day_that_came_during_the_reviews_stops_the_release(at_stage, person):
    day = timezone.localdate() + timedelta(days=2)
    release = at_stage(Stage.RELEASE, take_down_on=day)
    with pytest.raises(ActionError, match="请退回拟稿人改定"):
        release_item(release, acting_user=person("柳河发布"), at=timezone.now() + timedelta(days=3))
    assert not ItemPage.objects.get(pk=release.item_id).live


def test_a_scheduled_item_whose_day_has_come_goes_back(drafted, person):
    hour = timezone.now() + timedelta(days=3)
    item = drafted(take_down_on=timezone.localdate() + timedelta(days=2))
    release = submit_item(item, acting_user=person("柳河拟稿"), go_live_at=hour, at=timezone.now())
    while release.stage != Stage.RELEASE:
        release = approve(
            release,
            acting_user=person(REVIEWER[Stage(release.stage)]),
            stage=release.stage,
            proofread=True,
            at=timezone.now(),
        )
    release_item(release, acting_user=person("柳河发布"), at=timezone.now())
    ((back, why),) = release_due(hour)
    assert back.state == "returned"
    assert "撤下日" in why
    assert not ItemPage.objects.get(pk=item.pk).live


def test_every_card_belongs_to_rows_of_the_catalogue(rows):
    rows("statutory.statistics")
    known = set(CatalogueRow.objects.values_list("code", flat=True))
    assert set(cards_by_row()) <= known


def test_a_card_asks_about_the_sore_points_and_says_on_what_basis(rows):
    card = card_of(rows("statutory.social_assistance"))
    assert card.label == "低保、特困、临时救助"
    asked = {point.text: point.basis for point in card.points}
    assert asked["身份证号、电话、银行账号、村以下住址是否已经遮盖？"] == (
        "《政府信息公开条例》第十五条"
    )
    assert card_of(rows("statutory.statistics")) is None


def test_the_card_is_shown_before_the_submission_and_to_the_reviewer(
    drafted, rows, person, signed_in
):
    item = drafted(title="征地补偿公告", row=rows("statutory.land_expropriation"))
    page = signed_in("柳河拟稿").get(f"/office/items/{item.pk}/submit/").content.decode()
    assert "发布前想一想：征地和房屋征收" in page
    release = submit_item(item, acting_user=person("柳河拟稿"), at=timezone.now())
    desk = signed_in("柳河一审").get(f"/office/items/releases/{release.pk}/").content.decode()
    assert "发布前想一想：征地和房屋征收" in desk
    assert '"risk_card":"land"' in Entry.objects.get(act="publishing.submit").after


def wordings(item: ItemPage) -> list:
    (text,) = examine(item).parts
    return [finding for finding in text.findings if finding.kind == "wording"]


@pytest.fixture
def old_word(drafted):
    """Items with an outdated word."""

    def make(title: str = "甲") -> ItemPage:
        return drafted(title=title, text="<p>为伤残人士提供服务。</p>")

    return make


def test_a_wording_is_left_alone_in_one_item(old_word, person):
    item, other = old_word(), old_word("乙")
    (finding,) = wordings(item)
    dismiss_finding(
        item,
        acting_user=person("柳河一审"),
        fingerprint=finding.fingerprint,
        on=timezone.localdate(),
        reason="引用原文",
        at=timezone.now(),
    )
    assert wordings(item) == []
    assert len(wordings(other)) == 1


def test_a_body_remembers_a_wording_for_all_its_items(old_word, person, signed_in):
    item, other = old_word(), old_word("乙")
    (finding,) = wordings(item)
    sheet = signed_in("柳河一审").get(f"/office/items/{item.pk}/").content.decode()
    address = f"/office/items/{item.pk}/dismiss/{finding.fingerprint}/"
    assert address in sheet
    done = signed_in("柳河一审").post(address, {"reason": "历史称谓", "everywhere": "on"})
    assert done.status_code == 302
    assert wordings(item) == wordings(other) == []
    entry = Entry.objects.get(act="publishing.dismiss")
    assert entry.reason == "历史称谓"
    wording = IgnoredWording.objects.get()
    assert wording.body.code == "QS11"
    assert "伤残人士" in signed_in("柳河一审").get("/office/items/wordings/").content.decode()
    with pytest.raises(Refused):
        restore_wording(wording, acting_user=person("白杨拟稿"), at=timezone.now())
    restore_wording(wording, acting_user=person("柳河一审"), at=timezone.now())
    assert len(wordings(other)) == 1


def test_another_body_is_told_all_the_same(old_word, person, body, rows):
    from datetime import date

    from gongkai.web.publishing.items.actions.draft import draft_item

    item = old_word()
    dismiss_finding(
        item,
        acting_user=person("柳河一审"),
        fingerprint=wordings(item)[0].fingerprint,
        on=timezone.localdate(),
        reason="历史称谓",
        everywhere=True,
        at=timezone.now(),
    )
    elsewhere = draft_item(
        body("QS12"),
        acting_user=person("白杨拟稿"),
        title="丙",
        row=rows("statutory.emergencies"),
        formed_on=date(2026, 11, 2),
        text="<p>为伤残人士提供服务。</p>",
        at=timezone.now(),
    )
    assert len(wordings(elsewhere)) == 1


def test_what_stops_an_item_is_not_dismissed(drafted, person):
    item = drafted(text="<p>联系电话 13812345678。</p>")
    (finding,) = examine(item).blocking
    with pytest.raises(ActionError, match="须由保密审查员或三审确认保留"):
        dismiss_finding(
            item,
            acting_user=person("柳河一审"),
            fingerprint=finding.fingerprint,
            on=timezone.localdate(),
            reason="x",
            at=timezone.now(),
        )


def test_personal_data_is_never_left_alone_everywhere(drafted, person):
    item = drafted(text="<p>电子邮箱 zhangsan@example.com。</p>")
    finding = next(each for each in examine(item).parts[0].findings if each.kind == "email")
    for everywhere, match in ((True, "只有用语可以"), (False, None)):
        values = {
            "acting_user": person("柳河一审"),
            "fingerprint": finding.fingerprint,
            "on": timezone.localdate(),
            "reason": "单位公开邮箱",
            "everywhere": everywhere,
        }
        if match:
            with pytest.raises(ActionError, match=match):
                dismiss_finding(item, **values, at=timezone.now())
        else:
            dismiss_finding(item, **values, at=timezone.now())
    assert examine(item).parts[0].findings == ()
    assert not Release.objects.exists()
