"""What was public before is taken over with its way, or refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from gongkai.web.accounts.permissions import PLATFORM, Refused
from gongkai.web.journal.models import Entry
from gongkai.web.journal.verification import verify
from gongkai.web.portal.search import Filters, search
from gongkai.web.publishing.channels.models import Posting
from gongkai.web.publishing.demo.history import history
from gongkai.web.publishing.demo.take_over import EarlierItem, EarlierStep, take_over
from gongkai.web.publishing.errors import Blocked, PublishingError
from gongkai.web.publishing.items.models import ItemPage, Release, Stage, WithdrawalReason
from gongkai.web.vetting.models import ScreeningRun

pytestmark = pytest.mark.django_db


def at(day: int, hour: int) -> datetime:
    return datetime(2025, 3, day, hour, tzinfo=UTC)


@pytest.fixture
def earlier(rows, body, person):
    """A notice of 柳河镇 released on 6 March 2025."""
    way = [
        (Stage.FIRST_REVIEW, "柳河一审", at(4, 1)),
        (Stage.SECOND_REVIEW, "柳河二审", at(4, 2)),
        (Stage.THIRD_REVIEW, "柳河三审", at(5, 1)),
        (Stage.SECRECY_CHECK, "柳河保密", at(5, 2)),
        (Stage.RELEASE, "柳河发布", at(6, 1)),
    ]
    return EarlierItem(
        body=body("QS11"),
        row=rows("statutory.emergencies"),
        title="柳河镇春季防火安排",
        summary="春季防火的时间、范围和值班。",
        text="<p>三月至五月为防火期。</p>",
        formed_on=date(2025, 3, 3),
        drafted_by=person("柳河拟稿"),
        submitted_at=at(3, 2),
        steps=tuple(EarlierStep(stage, person(name), moment) for stage, name, moment in way),
    )


@pytest.mark.both_databases
def test_an_earlier_item_is_public_with_its_number_way_posting_and_words(
    earlier, django_capture_on_commit_callbacks
):
    later = replace(
        earlier,
        title="柳河镇防汛物资清单",
        submitted_at=at(7, 1),
        steps=tuple(
            replace(step, decided_at=step.decided_at + timedelta(days=7)) for step in earlier.steps
        ),
        files=(("清单.txt", "编织袋五百条".encode()),),
    )
    with django_capture_on_commit_callbacks(execute=True):
        take_over([later, earlier], acting_user=PLATFORM)
    first = ItemPage.objects.get(title="柳河镇春季防火安排")
    second = ItemPage.objects.get(title="柳河镇防汛物资清单")
    assert first.index_number == "QS11/2025-00001"
    assert second.index_number == "QS11/2025-00002"
    assert first.published_on == date(2025, 3, 6)
    assert first.get_parent().specific.body.code == "QS11"
    assert first.url.endswith(f"/qs11/{first.pk}/")
    release = Release.objects.get(item=first)
    assert [step.decided_by.username for step in release.steps.all()] == [
        "柳河一审",
        "柳河二审",
        "柳河三审",
        "柳河保密",
        "柳河发布",
    ]
    assert Posting.objects.get(item=first).posted_on == date(2025, 3, 6)
    assert ScreeningRun.objects.of(first).get().blocking == 0
    assert first.latest_revision.as_object().title == "柳河镇春季防火安排"
    assert [each.name for each in second.latest_revision.as_object().attachments.all()] == [
        "清单.txt"
    ]
    assert [hit.pk for hit in search("编织袋", Filters())[:5]] == [second.pk]
    entry = Entry.objects.filter(act="publishing.take-over", subject_number=str(first.pk)).get()
    assert entry.values_after["published_on"] == "2025-03-06"
    assert verify().sound


def test_the_next_release_goes_on_in_the_tree_and_in_the_numbers(earlier, body, person):
    from gongkai.web.publishing.items.actions.draft import draft_item
    from gongkai.web.publishing.items.numbering import next_index_number

    (page,) = take_over([earlier], acting_user=PLATFORM)
    item = draft_item(
        body("QS11"),
        acting_user=person("柳河拟稿"),
        title="新稿",
        row=earlier.row,
        formed_on=date(2026, 11, 2),
        summary="新稿。",
    )
    assert item.get_parent().pk == page.get_parent().pk
    assert item.path > page.path
    assert item.get_parent().numchild == item.get_parent().get_children().count()
    scheme = "{code}/{year}-{serial:05}"
    assert next_index_number(body("QS11"), year=2025, scheme=scheme) == "QS11/2025-00002"


def test_an_item_that_was_taken_down_leaves_a_tombstone(earlier, client):
    gone = replace(
        earlier, withdrawn_on=date(2025, 4, 1), withdrawal_reason=WithdrawalReason.PERIOD_OVER
    )
    (page,) = take_over([gone], acting_user=PLATFORM)
    assert client.get(page.url).status_code == 410
    assert Posting.objects.get(item=page).removed_on == date(2025, 4, 1)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"steps": lambda e: e.steps[:-1]}, "审核环节不全"),
        ({"steps": lambda e: e.steps[3:]}, "审核级数不足"),
        (
            {"steps": lambda e: (e.steps[0], replace(e.steps[1], decided_by=e.steps[0].decided_by), *e.steps[2:])},
            "同一人办理了两级审核",
        ),
        ({"drafted_by": lambda e: e.steps[0].decided_by}, "拟稿人办理了自己起草的信息"),
        ({"submitted_at": lambda e: at(30, 1)}, "时间先后不对"),
        ({"withdrawn_on": lambda e: date(2025, 3, 1)}, "撤下日期早于发布日期"),
        ({"summary": lambda e: " "}, "缺少标题、内容概述或正文"),
    ],
)  # fmt: skip
def test_a_way_that_nobody_could_have_gone_is_refused(earlier, change, told):
    changed = replace(earlier, **{name: value(earlier) for name, value in change.items()})
    with pytest.raises(PublishingError, match=told):
        take_over([changed], acting_user=PLATFORM)
    assert not ItemPage.objects.exists()


def test_a_leaked_number_is_not_taken_over(earlier):
    leaked = replace(earlier, text="<p>王小明 11010119900307803X</p>")
    with pytest.raises(Blocked):
        take_over([leaked], acting_user=PLATFORM)


def test_no_role_takes_over(earlier, person):
    with pytest.raises(Refused):
        take_over([earlier], acting_user=person("平台管理员"))


def test_the_invented_history_reaches_to_any_day_with_or_without_a_calendar(rows):
    rows("statutory.emergencies")
    far = history(date(2031, 3, 2))
    assert 600 < len(far) < 800
    assert min(each.published_on for each in far) > date(2029, 2, 28)
    assert max(each.published_on for each in far) < date(2031, 3, 2)
