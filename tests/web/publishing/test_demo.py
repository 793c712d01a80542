"""The invented county is true to itself, today and on a day that no holiday calendar reaches."""

from __future__ import annotations

import hashlib
import io
import random
import re
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone
from wagtail.models import Revision

from gongkai.papers.clean_html import clean_html
from gongkai.papers.pictures import pictures_named
from gongkai.web.accounts.models import User
from gongkai.web.bodies.models import NumberSeries
from gongkai.web.files import reader
from gongkai.web.journal.models import Entry
from gongkai.web.journal.verification import verify
from gongkai.web.office.progress import Progress
from gongkai.web.portal.models import SearchEntry
from gongkai.web.publishing.catalogue.actions.standard import load_standard
from gongkai.web.publishing.channels.models import Posting
from gongkai.web.publishing.demo import populate
from gongkai.web.publishing.demo.history import history, rhythm
from gongkai.web.publishing.demo.life import life
from gongkai.web.publishing.demo.prose import report
from gongkai.web.publishing.items.actions.clean_text import clean_text
from gongkai.web.publishing.items.actions.draft import revise_item
from gongkai.web.publishing.items.actions.withdraw import withdraw_item
from gongkai.web.publishing.items.models import (
    ItemPage,
    Release,
    ReleaseState,
    WithdrawalReason,
)
from gongkai.web.vetting.models import IgnoredFinding, ScreeningRun

pytestmark = pytest.mark.django_db


LEAK = "<p>领取人身份证号 11010119900307803X。</p>"


def assert_each_act_has_its_own_moment() -> None:
    moments = list(Entry.objects.order_by("sequence").values_list("recorded_at", flat=True))
    assert moments == sorted(moments)
    for release in Release.objects.filter(state=ReleaseState.RELEASED).select_related("item"):
        assert timezone.localdate(release.finished_at) == release.item.published_on
    assert not Revision.objects.filter(created_at__gt=moments[-1]).exists()
    assert all(
        revision.content["pk"] == int(revision.object_id) for revision in Revision.objects.all()
    )
    last = ItemPage.objects.public().latest("published_on")
    told = Entry.objects.get(act="publishing.release", subject_number=str(last.pk))
    assert timezone.localdate(told.recorded_at) == last.published_on
    assert last.last_published_at == told.recorded_at


def assert_a_hundred_can_be_edited_masked_and_withdrawn(at: datetime) -> None:
    people = {user.username: user for user in User.objects.all()}
    items = ItemPage.objects.filter(live=True).exclude(
        releases__state__in=[ReleaseState.UNDER_REVIEW, ReleaseState.SCHEDULED]
    )
    for item in random.Random(12).sample(list(items.select_related("body__public_body")), 100):
        staff = rhythm()["staff"][(item.body.public_body or item.body).code]
        drafter, publisher = people[staff[0]], people[staff[-1]]
        revise_item(item, acting_user=drafter, at=at, text=item.text + LEAK)
        masked = clean_text(item, acting_user=drafter, at=at)
        assert "11010119900307803X" not in masked.text
        assert masked.latest_revision.content["pk"] == item.pk
        if item.withdrawn_on is None:
            withdraw_item(
                item,
                acting_user=publisher,
                at=at,
                on=timezone.localdate(at),
                reason=WithdrawalReason.WRONG,
                explanation="抽查",
            )
        item.refresh_from_db()
        assert item.withdrawn_on is not None


def assert_true_to_itself() -> None:
    """What holds in an invented county, whenever it was made."""
    public = ItemPage.objects.public()
    assert public.count() > 200
    assert public.filter(body__code="QS11").count() > 60
    assert not public.exclude(pk__in=Posting.objects.values("item")).exists()
    assert not public.exclude(pk__in=ScreeningRun.objects.values("subject_number")).exists()
    assert set(SearchEntry.objects.values_list("pk", flat=True)) == set(
        public.values_list("pk", flat=True)
    )
    for release in Release.objects.filter(state=ReleaseState.RELEASED).prefetch_related("steps"):
        reviews = [step for step in release.steps.all() if step.stage.endswith("-review")]
        assert len({step.decided_by_id for step in reviews}) == 3
        assert release.submitted_by_id not in {step.decided_by_id for step in release.steps.all()}
    for counter in NumberSeries.objects.filter(series="index"):
        start = f"{counter.body.code}/{counter.year}-"
        given = ItemPage.objects.filter(index_number__startswith=start)
        numbers = sorted(given.values_list("index_number", flat=True))
        assert numbers == [f"{start}{serial:05}" for serial in range(1, counter.last + 1)]
    states = set(Release.objects.values_list("state", flat=True))
    assert states == {"released", "returned", "scheduled", "under-review"}
    assert verify().sound


@pytest.mark.slow
def test_a_demo_made_on_a_day_without_a_calendar_is_true_to_itself(
    county, monkeypatch, django_capture_on_commit_callbacks
):
    moment = datetime(2028, 3, 2, 2, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    with django_capture_on_commit_callbacks(execute=True):
        populate(Progress(io.StringIO()), at=moment)
    assert_true_to_itself()
    assert_each_act_has_its_own_moment()
    public = ItemPage.objects.public().count()
    populate(Progress(io.StringIO()), at=moment)
    assert ItemPage.objects.public().count() == public
    assert_a_hundred_can_be_edited_masked_and_withdrawn(moment)


def test_the_invented_history_reaches_to_any_day_with_or_without_a_calendar(rows):
    load_standard(rows("statutory.emergencies").county)
    far = history(date(2031, 3, 2))
    assert 200 < len(far) < 350
    assert min(each.published_on for each in far) > date(2029, 2, 28)
    assert max(each.published_on for each in far) < date(2031, 3, 2)


def _shown_in(text: str) -> int:
    return len("".join(re.sub(r"<[^>]+>", "", text).split()))


def test_the_invented_county_is_no_thin_one(rows):
    load_standard(rows("statutory.emergencies").county)
    past = history(date(2026, 11, 29))
    lengths = sorted(_shown_in(each.text) for each in past)
    assert lengths[len(lengths) // 2] > 500
    assert sum("<table>" in each.text for each in past) > 150
    assert all(each.fields["keywords"] for each in past)
    assert not [each for each in past if each.row.is_heading]
    named = [each for each in past if each.row.lists_people]
    assert len(named) > 15
    for each in named:
        assert (each.fields["take_down_on"] - each.published_on).days <= 16
    hanging = [each for each in named if each.fields["take_down_on"] > date(2026, 11, 29)]
    assert {each.body.code for each in hanging} >= {"QS11", "QS12", "QS13"}
    assert "柳政发〔2026〕31号" in {each.fields["document_number"] for each in past}


def test_pictures_stand_in_the_text_and_among_the_files(rows):
    load_standard(rows("statutory.emergencies").county)
    shown = [each for each in history(date(2026, 11, 29)) if "data-picture" in each.text]
    assert {"护林员每日巡查路线示意图", "改造后的渠道断面示意图"} == {
        re.search(r'alt="([^：]+)：', each.text)[1] for each in shown
    }
    for each in shown:
        name, data = each.files[0]
        assert name == f"{each.title}图1.png"
        assert data.startswith(b"\x89PNG")
        assert len(data) < 10_000
        assert pictures_named(clean_html(each.text)) == [hashlib.sha256(data).hexdigest()]


def test_a_picture_that_nobody_can_read_here_is_answered_for_by_a_person(
    rows, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(reader, "state", lambda: reader.State.ABSENT)
    load_standard(rows("statutory.emergencies").county)
    past = next(each for each in history(date(2026, 11, 29)) if "data-picture" in each.text)
    with django_capture_on_commit_callbacks(execute=True):
        for _ in life(past):
            pass
    item = ItemPage.objects.public().get(title=past.title)
    (answered,) = IgnoredFinding.objects.of(item)
    assert answered.reason == "已打开看过：是示意图，没有人像、姓名和号码。"
    assert answered.ignored_by == past.steps[3].by
    opened = Entry.objects.filter(act="publishing.open-file", subject_number=str(item.pk))
    assert opened.filter(actor=past.steps[3].by).exists()


@pytest.mark.parametrize("chosen", range(20))
def test_figures_of_a_line_go_together(chosen):
    found = report(
        "standard.social_assistance.06", ["十一月名单。"], ["河东村"], random.Random(chosen)
    )
    cells = re.findall(r"<td>([^<]*)</td>", "".join(found))
    for households, persons, new in zip(cells[1::4], cells[2::4], cells[3::4], strict=True):
        assert int(new) <= int(households) < int(persons)
