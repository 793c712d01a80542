"""Items of 柳河镇 at every point of their way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.publishing.catalogue.actions.entries import load_catalogue
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.items.actions.draft import draft_item
from gongkai.web.publishing.items.actions.release import release_item
from gongkai.web.publishing.items.actions.review import approve
from gongkai.web.publishing.items.actions.submit import submit_item
from gongkai.web.publishing.items.models import ItemPage, Release, Stage

REVIEWER = {
    Stage.FIRST_REVIEW: "柳河一审",
    Stage.SECOND_REVIEW: "柳河二审",
    Stage.THIRD_REVIEW: "柳河三审",
    Stage.SECRECY_CHECK: "柳河保密",
}


@pytest.fixture
def rows(county: None) -> Callable[[str], CatalogueRow]:
    """``rows("statutory.statistics")``: a row of the catalogue."""
    load_catalogue(acting_user=PLATFORM, at=timezone.now())
    return lambda code: CatalogueRow.objects.get(code=code)


@pytest.fixture
def drafted(body: Any, person: Any, rows: Any) -> Callable[..., ItemPage]:
    """Make a draft of 柳河镇."""

    def make(title: str = "柳河镇2026年防汛工作安排", **fields: Any) -> ItemPage:
        values = {
            "formed_on": date(2026, 11, 2),
            "summary": "今年汛期的责任分工和值班安排。",
            "text": "<p>各村按分工做好汛期值班。</p>",
            "row": rows("statutory.emergencies"),
            **fields,
        }
        return draft_item(
            body("QS11"), acting_user=person("柳河拟稿"), title=title, **values, at=timezone.now()
        )

    return make


@pytest.fixture
def at_stage(drafted: Any, person: Any) -> Callable[..., Release]:
    """``at_stage(Stage.SECRECY_CHECK)``: a release that has come so far."""

    def advance(stage: Stage, item: ItemPage | None = None, **fields: Any) -> Release:
        item = item or drafted(**fields)
        release = submit_item(item, acting_user=person("柳河拟稿"), at=timezone.now())
        while release.stage != stage:
            release = approve(
                release,
                acting_user=person(REVIEWER[Stage(release.stage)]),
                stage=release.stage,
                proofread=True,
                unopened_reason="已对照纸质件。",
                at=timezone.now(),
            )
        return release

    return advance


@pytest.fixture
def released(at_stage: Any, person: Any) -> Callable[..., ItemPage]:
    """A released item."""

    def make(**fields: Any) -> ItemPage:
        from django.utils import timezone

        release = at_stage(Stage.RELEASE, **fields)
        release_item(
            release,
            acting_user=person("柳河发布"),
            at=timezone.now(),
            unopened_reason="已对照纸质件。",
        )
        return ItemPage.objects.get(pk=release.item_id)

    return make
