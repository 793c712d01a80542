"""A new clerk practises: everything is done, and nothing of it reaches the portal."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import PLATFORM, Refused
from gongkai.web.bodies.models import BodyPage, PublicBody
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import WrongState
from gongkai.web.publishing.channels.models import Posting
from gongkai.web.publishing.items.actions.draft import draft_item
from gongkai.web.publishing.items.actions.submit import submit_item
from gongkai.web.publishing.items.actions.versions import publish_version
from gongkai.web.publishing.items.models import ItemPage, ReleaseState
from gongkai.web.reporting.models import reporting_bodies
from gongkai.web.reporting.writing.actions import file_draft
from gongkai.web.supervision.practice.actions import (
    help_practice,
    join_practice,
    practice_body_of,
    set_up_practice,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice(body, person, rows):
    return set_up_practice(
        body("QS"), acting_user=person("县公开办"), at=timezone.now(), on=timezone.localdate()
    )


@pytest.fixture
def learner(practice, body, person):
    join_practice(practice, acting_user=person("柳河拟稿"), at=timezone.now(), served=body("QS11"))
    return User.objects.get(username="柳河拟稿")


@pytest.fixture
def practised(practice, learner, rows):
    item = draft_item(
        practice,
        acting_user=learner,
        title="演练用的防汛安排",
        row=rows("statutory.emergencies"),
        formed_on=date(2026, 11, 2),
        summary="演练。",
        text="<p>演练用的安排。</p>",
        at=timezone.now(),
    )
    submit_item(item, acting_user=learner, at=timezone.now())
    assert help_practice(practice, acting_user=learner, at=timezone.now()) == 1
    return ItemPage.objects.get(pk=item.pk)


def test_only_the_county_sets_it_up_and_once(practice, body, person):
    assert practice_body_of(body("QS11")) == practice
    told = {"at": timezone.now(), "on": timezone.localdate()}
    with pytest.raises(WrongState, match="已经有练习单位"):
        set_up_practice(body("QS"), acting_user=person("县公开办"), **told)
    with pytest.raises(Refused):
        set_up_practice(body("QS"), acting_user=person("柳河管理"), **told)


def test_a_release_goes_its_whole_way_with_colleagues_and_is_recorded(practised):
    release = practised.releases.get()
    assert release.state == ReleaseState.RELEASED
    assert release.steps.values("decided_by").distinct().count() == 3
    assert Entry.objects.filter(act="publishing.practise-release").count() == 1
    assert not Entry.objects.filter(act="publishing.release").exists()


def test_nothing_of_it_is_public(practised, practice):
    assert not practised.live
    assert not ItemPage.objects.public().filter(pk=practised.pk).exists()
    assert not Posting.objects.filter(item=practised).exists()
    reader = Client()
    page = BodyPage.objects.get(body=practice)
    for address in (
        page.url or f"/{practice.code.lower()}/",
        f"/{practice.code.lower()}/{practised.pk}/",
        f"/feedback/{practice.code}/",
        f"/columns/disclosure/{practice.code}/",
        f"/feeds/{practice.code}.atom",
        f"/reports/{practice.code}/",
        f"/share/{practised.pk}.svg",
    ):
        assert reader.get(address).status_code == 404, address
    for address in (
        "/",
        "/search/?q=演练",
        "/data/items.csv",
        "/apply/",
        "/api/bodies",
        "/updates/",
    ):
        response = reader.get(address)
        told = b"".join(response.streaming_content) if response.streaming else response.content
        assert "练习乡" not in told.decode(), address
        assert "演练用的" not in told.decode(), address


def test_no_other_way_makes_it_public_either(practised, learner):
    with pytest.raises(WrongState, match="练习单位"):
        publish_version(practised, by=learner, at=timezone.now())
    assert not ItemPage.objects.get(pk=practised.pk).live


def test_nobody_counts_it(practised, practice):
    assert practice not in reporting_bodies(timezone.localdate())
    assert practice not in PublicBody.objects.real()


def test_a_body_that_is_no_practice_has_no_colleagues(learner, body):
    with pytest.raises(WrongState, match="演练同事"):
        help_practice(body("QS11"), acting_user=learner, at=timezone.now())


def test_the_steps_lead_into_the_body_for_practice_and_nowhere_else(practised, practice, signed_in):
    client = signed_in("柳河拟稿")
    page = client.get("/office/supervision/practice/").content.decode()
    assert f'href="/office/requests/new/?body={practice.pk}"' in page
    form = client.get(f"/office/requests/new/?body={practice.pk}").content.decode()
    assert f'<option value="{practice.pk}" selected>' in form
    year = timezone.localdate().year
    assert f'href="/office/reports/write/{practice.pk}/{year}/"' in page
    draft = client.get(f"/office/reports/write/{practice.pk}/{year}/")
    assert draft.status_code == 200
    sent = {"safeguards": "练习：举办培训一次。"}
    assert client.post(f"/office/reports/write/{practice.pk}/{year}/", sent).status_code == 302
    with pytest.raises(WrongState, match="只用来练习，不收、不公开"):
        file_draft(practice, year, acting_user=PLATFORM, at=timezone.now())
    page = client.get("/office/supervision/practice/").content.decode()
    assert '✓ <a href="/office/reports/write/' in page


def test_nobody_waiting_is_said_with_the_next_step(practised, signed_in):
    page = signed_in("柳河拟稿").post("/office/supervision/practice/", follow=True)
    assert "先在练习乡的信息里点“提交审核”" in page.content.decode()


def test_the_steps_tell_what_was_done(practised, signed_in):
    page = signed_in("柳河拟稿").get("/office/supervision/practice/").content.decode()
    assert page.count("✓ ") == 3
    assert "请演练同事审核" in page
