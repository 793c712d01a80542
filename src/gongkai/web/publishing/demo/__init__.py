"""Items of the invented county: two years that are over, and the work of today, all by the acts of its people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.progress import Progress
from gongkai.web.publishing.catalogue.actions.entries import (
    STANDARD,
    load_catalogue,
    rows_for,
    trim_catalogue,
)
from gongkai.web.publishing.catalogue.actions.standard import adopt_standard
from gongkai.web.publishing.catalogue.models import CatalogueRow, counties
from gongkai.web.publishing.demo.channels import channels
from gongkai.web.publishing.demo.desk import desk, quotas
from gongkai.web.publishing.demo.duties import share_out
from gongkai.web.publishing.demo.history import history, rhythm, rows_of
from gongkai.web.publishing.demo.life import life
from gongkai.web.publishing.demo.participation import participation
from gongkai.web.publishing.demo.story import Story, hour_of, tell
from gongkai.web.publishing.demo.work import work
from gongkai.web.publishing.items.models import ItemPage

FOUNDED = date(2019, 5, 15)


@transaction.atomic
def populate(progress: Progress, *, at: datetime) -> None:
    """Catalogue, trimmed for every body, what is public, and what is being worked on; once."""
    with progress.step("公开目录"):
        _found()
    if ItemPage.objects.exists():
        return
    with progress.step("两年的公开信息"):
        stories = list(_stories(timezone.localtime(at)))
        progress.of(len(stories))
        for _ in tell((_counted(story, progress) for story in stories), until=at):
            pass


def _found() -> None:
    founded_at = hour_of(FOUNDED, 9)
    for county in counties():
        if not CatalogueRow.objects.filter(county=county).exists():
            load_catalogue(acting_user=PLATFORM, at=founded_at, county=county)
        if not CatalogueRow.objects.filter(county=county, plain_code__startswith=STANDARD).exists():
            adopt_standard(county, acting_user=PLATFORM, at=founded_at, on=FOUNDED)
    rows = {row.code: row for row in CatalogueRow.objects.all()}
    for body in PublicBody.objects.public():
        owed = [rows[code] for code in sorted(rows_of(body.code))]
        owed += [row for row in rows_for(body) if row.is_standard and owed]
        if owed and not body.catalogue.exists():
            trim_catalogue(body, acting_user=PLATFORM, on=FOUNDED, rows=owed, at=founded_at)
    share_out(FOUNDED, at=founded_at)
    quotas(FOUNDED)


def _stories(at: datetime) -> Iterator[Story]:
    people = {user.username: user for user in User.objects.all()}
    drafters = {code: people[names[0]] for code, names in rhythm()["staff"].items()}
    for past in history(at.date()):
        yield life(past)
    yield from channels(at.date(), drafters)
    yield from participation(at.date(), people)
    yield from desk(at.date(), people)
    yield from work(at, people)


def _counted(story: Story, progress: Progress) -> Story:
    """The story; it counts as told with its first act, for some of them are not over today."""
    first = next(story, None)
    if first is not None:
        yield first
    progress.go_on()
    yield from story
