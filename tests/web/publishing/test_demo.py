"""The invented county is true to itself, today and on a day that no holiday calendar reaches."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from gongkai.web.bodies.models import NumberSeries
from gongkai.web.journal.verification import verify
from gongkai.web.office.progress import Progress
from gongkai.web.portal.models import SearchEntry
from gongkai.web.publishing.channels.models import Posting
from gongkai.web.publishing.demo import populate
from gongkai.web.publishing.demo.history import history
from gongkai.web.publishing.items.models import ItemPage, Release, ReleaseState
from gongkai.web.vetting.models import ScreeningRun

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("moment", [None, datetime(2028, 3, 2, 2, tzinfo=UTC)])
def test_the_demo_is_true_to_itself(
    county, monkeypatch, moment, django_capture_on_commit_callbacks
):
    if moment is not None:
        monkeypatch.setattr(timezone, "now", lambda: moment)
    with django_capture_on_commit_callbacks(execute=True):
        populate(Progress(io.StringIO()), at=moment or timezone.now())
    public = ItemPage.objects.public()
    assert public.count() > 600
    assert public.filter(body__code="QS11").count() > 200
    assert not public.exclude(pk__in=Posting.objects.values("item")).exists()
    assert not public.exclude(pk__in=ScreeningRun.objects.values("subject_number")).exists()
    assert set(SearchEntry.objects.values_list("pk", flat=True)) == set(
        public.values_list("pk", flat=True)
    )
    for release in Release.objects.filter(state=ReleaseState.RELEASED).prefetch_related("steps"):
        reviews = [step for step in release.steps.all() if step.stage.endswith("-review")]
        assert len({step.decided_by_id for step in reviews}) == 3
        assert release.submitted_by_id not in {step.decided_by_id for step in release.steps.all()}
    for counter in NumberSeries.objects.all():
        start = f"{counter.body.code}/{counter.year}-"
        given = ItemPage.objects.filter(index_number__startswith=start)
        numbers = sorted(given.values_list("index_number", flat=True))
        assert numbers == [f"{start}{serial:05}" for serial in range(1, counter.last + 1)]
    states = set(Release.objects.values_list("state", flat=True))
    assert states == {"released", "returned", "scheduled", "under-review"}
    assert verify().sound
    populate(Progress(io.StringIO()), at=timezone.now())
    assert ItemPage.objects.public().count() == public.count()


def test_the_invented_history_reaches_to_any_day_with_or_without_a_calendar(rows):
    rows("statutory.emergencies")
    far = history(date(2031, 3, 2))
    assert 600 < len(far) < 800
    assert min(each.published_on for each in far) > date(2029, 2, 28)
    assert max(each.published_on for each in far) < date(2031, 3, 2)
