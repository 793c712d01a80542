"""The inventory of channels: who may keep it, how long each may stay silent, and what it asks of people."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM, Refused
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.office.home import Slot
from gongkai.web.publishing.channels.actions.channel import (
    change_channel,
    check_channel,
    close_channel,
    open_channel,
)
from gongkai.web.publishing.channels.models import Channel, Posting
from gongkai.web.publishing.channels.silence import Pulse, rules, silence_of, standings
from gongkai.web.publishing.channels.to_dos import channel_to_dos, with_facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(body):
    """Enter a channel of 柳河镇."""

    def make(name="柳河发布", kind="wechat", code="QS11", **facts):
        values = {"place": "liuhe-demo", "opened_on": date(2026, 1, 5), **facts}
        return open_channel(
            body(code), acting_user=PLATFORM, kind=kind, name=name, **values, at=timezone.now()
        )

    return make


def standing(channel, day):
    (found,) = standings(with_facts(Channel.objects.filter(pk=channel.pk), day), day)
    return found


def posted(channel, item, on):
    return Posting.objects.create(
        item=item, body=channel.body, kind=channel.kind, channel=channel, posted_on=on
    )


def test_new_media_may_be_silent_for_14_days_by_the_inspection_indicators(opened):
    silence = silence_of(opened())
    assert (silence.number, silence.unit) == (14, "calendar days")
    assert silence.label == "14日（国办秘函〔2019〕19号）"


def test_a_village_board_is_due_every_three_months_by_law_a_township_board_by_practice(opened):
    village = silence_of(opened(name="村务公开栏", kind="board", code="QS11-01"))
    assert (village.number, village.unit) == (3, "months")
    assert "《村民委员会组织法》第三十五条" in village.label
    township = silence_of(opened(name="院内公开栏", kind="board"))
    assert township.label == "90日（工作惯例）"


def test_where_nothing_is_laid_down_nothing_is_invented(opened):
    silence = silence_of(opened(name="电子屏", kind="screen"))
    assert silence.number is None
    assert silence.label == "没有规定的更新期限"


def test_every_kind_but_the_platform_has_a_rule():
    from gongkai.web.publishing.channels.models.channel import INVENTORY_KINDS

    assert set(rules()) == {code for code, _ in INVENTORY_KINDS}


@pytest.mark.parametrize(
    ("day", "pulse"),
    [
        (date(2026, 11, 12), Pulse.LIVE),
        (date(2026, 11, 13), Pulse.SOON),
        (date(2026, 11, 16), Pulse.SOON),
        (date(2026, 11, 17), Pulse.SILENT),
    ],
)
def test_an_account_that_posted_on_2026_11_02_is_silent_from_2026_11_17(
    opened, drafted, day, pulse
):
    channel = opened()
    posted(channel, drafted(), date(2026, 11, 2))
    found = standing(channel, day)
    assert found.pulse is pulse
    assert found.last_on == date(2026, 11, 2)
    assert found.due_on == date(2026, 11, 16)


def test_an_account_that_never_posted_is_measured_from_its_opening(opened):
    found = standing(opened(), date(2026, 1, 20))
    assert (found.pulse, found.last_on, found.due_on) == (Pulse.SILENT, None, date(2026, 1, 19))


@pytest.mark.both_databases
def test_what_a_check_saw_counts_as_a_sign_of_life_and_a_broken_channel_is_dead(opened, person):
    channel = opened()
    drafter = person("柳河拟稿")
    check_channel(
        channel,
        acting_user=drafter,
        on=date(2026, 11, 16),
        works=True,
        last_update_on=date(2026, 11, 14),
        at=timezone.now(),
    )
    assert standing(channel, date(2026, 11, 16)).pulse is Pulse.LIVE
    check_channel(
        channel,
        acting_user=drafter,
        on=date(2026, 11, 18),
        works=False,
        note="账号搜索不到",
        at=timezone.now(),
    )
    assert standing(channel, date(2026, 11, 18)).pulse is Pulse.DEAD
    with pytest.raises(ActionError, match="写明打不开"):
        check_channel(
            channel, acting_user=drafter, on=date(2026, 11, 18), works=False, at=timezone.now()
        )


def test_silent_and_broken_channels_are_to_dos_of_those_who_post(opened, person):
    opened()
    to_dos = list(channel_to_dos(person("柳河拟稿"), date(2026, 11, 16)))
    assert [(to_do.slot, to_do.text) for to_do in to_dos] == [
        (Slot.LATE, "渠道长期未更新：柳河发布")
    ]
    assert list(channel_to_dos(person("白杨拟稿"), date(2026, 11, 16))) == []


def test_the_owner_is_the_person_in_the_post_today(opened, body):
    post = body("QS11").posts.first()
    holder = post.terms.first().person.name
    channel = opened(post=post)
    assert standing(channel, date(2026, 11, 16)).owner == f"{post.title} {holder}"
    assert standing(opened(name="另一个号"), date(2026, 11, 16)).owner == ""


def test_the_owner_belongs_to_the_body(opened, body):
    post = body("QS12").posts.first()
    with pytest.raises(ValidationError, match="责任职务不属于"):
        opened(post=post)


def test_two_open_channels_of_a_body_do_not_share_a_name(opened):
    opened()
    with pytest.raises(ValidationError, match="已有同类同名"):
        opened()


def test_a_change_is_in_the_journal_with_what_was_said_before(opened, person):
    channel = opened()
    change_channel(channel, acting_user=person("柳河发布"), place="liuhe-new", at=timezone.now())
    entry = Entry.objects.first()
    assert entry.act == "publishing.change-channel"
    assert entry.before == '{"place":"liuhe-demo"}'
    assert entry.after == '{"place":"liuhe-new"}'


@pytest.mark.both_databases
def test_a_channel_is_closed_with_a_reason_and_stays_in_the_list(opened, person):
    channel = opened()
    publisher = person("柳河发布")
    with pytest.raises(ActionError, match="写明停用的原因"):
        close_channel(
            channel, acting_user=publisher, on=date(2026, 11, 1), reason=" ", at=timezone.now()
        )
    closed = close_channel(
        channel,
        acting_user=publisher,
        on=date(2026, 11, 1),
        reason="关停整合，并入县级账号",
        at=timezone.now(),
    )
    assert closed.closed_on == date(2026, 11, 1)
    assert not Channel.objects.open_on(date(2026, 11, 1)).exists()
    assert Channel.objects.open_on(date(2026, 10, 31)).exists()
    assert standing(closed, date(2026, 11, 2)).pulse is Pulse.CLOSED
    with pytest.raises(WrongState, match="停用"):
        change_channel(closed, acting_user=publisher, place="x", at=timezone.now())


def test_a_channel_with_something_to_take_down_is_not_closed(opened, drafted, person):
    channel = opened()
    posting = posted(channel, drafted(), date(2026, 11, 2))
    Posting.objects.filter(pk=posting.pk).update(recalled_on=date(2026, 11, 3))
    with pytest.raises(WrongState, match="没有登记撤下"):
        close_channel(
            channel,
            acting_user=person("柳河发布"),
            on=date(2026, 11, 5),
            reason="不再使用",
            at=timezone.now(),
        )


def test_a_drafter_does_not_keep_the_inventory(body, person):
    with pytest.raises(Refused):
        open_channel(
            body("QS11"),
            acting_user=person("柳河拟稿"),
            kind="wechat",
            name="x",
            place="x",
            opened_on=date(2026, 1, 1),
            at=timezone.now(),
        )


@pytest.mark.both_databases
def test_the_list_asks_the_same_for_any_number_of_channels(opened, signed_in, body):
    client = signed_in("柳河发布")
    post = body("QS11").posts.first()

    def ask():
        with CaptureQueriesContext(connection) as asked:
            page = client.get(reverse("publishing:channels"))
        assert page.status_code == 200
        return len(asked), page.content.decode()

    opened(post=post)
    ask()
    few, _ = ask()
    for number in range(12):
        opened(name=f"账号{number}", post=post)
    many, content = ask()
    assert few == many
    assert "长期未更新" in content


def test_a_clerk_enters_changes_checks_and_closes_a_channel(signed_in, body):
    client = signed_in("柳河发布")
    today = timezone.localdate()
    answer = client.post(
        reverse("publishing:new-channel"),
        {
            "body": body("QS11").pk,
            "kind": "board",
            "name": "政务公开栏",
            "place": "镇政府大院东侧",
            "opened_on": (today - timedelta(days=200)).isoformat(),
        },
    )
    channel = Channel.objects.get(name="政务公开栏")
    assert answer.status_code == 302
    sheet = client.get(reverse("publishing:channel", args=[channel.pk])).content.decode()
    assert "长期未更新" in sheet
    assert "开办以来没有发布" in sheet
    client.post(
        reverse("publishing:check-channel", args=[channel.pk]),
        {"on": today.isoformat(), "works": "on", "last_update_on": today.isoformat()},
    )
    client.post(
        reverse("publishing:edit-channel", args=[channel.pk]),
        {
            "name": "政务公开栏",
            "place": "镇政府大院西侧",
            "opened_on": channel.opened_on.isoformat(),
        },
    )
    sheet = client.get(reverse("publishing:channel", args=[channel.pk])).content.decode()
    assert "镇政府大院西侧" in sheet
    assert "正常" in sheet
    client.post(
        reverse("publishing:close-channel", args=[channel.pk]),
        {"on": today.isoformat(), "reason": "新建了公开栏"},
    )
    channel.refresh_from_db()
    assert (channel.closed_on, channel.closing_reason) == (today, "新建了公开栏")
    assert "政务公开栏" not in client.get(reverse("publishing:channels")).content.decode()
    closed = client.get(reverse("publishing:channels"), {"state": "all"}).content.decode()
    assert "已停用" in closed


def test_the_invented_county_shows_every_state_of_a_channel(released, person, body):
    from gongkai.web.publishing.demo.channels import channels
    from gongkai.web.publishing.demo.story import tell
    from gongkai.web.publishing.items.models import ItemPage

    # A channel carries each item once, so there must be enough of them.
    item, *_ = [released() for _ in range(12)]
    ItemPage.objects.update(published_on=date(2020, 1, 1))
    today = timezone.localdate()
    staff = {
        code: person(name)
        for code, name in (("QS11", "柳河拟稿"), ("QS12", "白杨拟稿"), ("QS13", "松林拟稿"))
    }
    for _ in tell(channels(today, staff), until=timezone.now()):
        pass
    pulses = {
        each.channel.name: each.pulse
        for each in standings(with_facts(Channel.objects.all(), today), today)
    }
    assert pulses["柳河发布"] is Pulse.LIVE
    assert pulses["柳河微博"] is Pulse.SILENT
    assert pulses["松林之声"] is Pulse.CLOSED
    assert Posting.objects.filter(item=item, kind="wechat").count() == 1


def test_silent_dead_and_ownerless_channels_are_listed_apart(opened, body, signed_in):
    opened(name="僵尸号")
    opened(name="电子屏", kind="screen", post=body("QS11").posts.first())
    client = signed_in("柳河拟稿")

    def listed(state):
        page = client.get(reverse("publishing:channels"), {"state": state}).content.decode()
        return ["僵尸号" in page, "电子屏" in page.partition("<tbody>")[2]]

    assert listed("") == [True, True]
    assert listed("mend") == [True, False]
    assert listed("unowned") == [True, False]
