"""What is being worked on in the invented county: drafts, reviews under way, a return, what waits for its hour."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Any

from gongkai.web.accounts.models import User
from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.demo.history import rhythm
from gongkai.web.publishing.demo.life import WAY, files_of, open_files
from gongkai.web.publishing.demo.story import Story, hour_of
from gongkai.web.publishing.duties.actions.nil_return import sign_nil_return
from gongkai.web.publishing.guides.actions import draft_guide
from gongkai.web.publishing.items.actions.draft import draft_item
from gongkai.web.publishing.items.actions.release import release_item
from gongkai.web.publishing.items.actions.review import approve, return_item
from gongkai.web.publishing.items.actions.submit import submit_item
from gongkai.web.publishing.items.actions.withdraw import withdraw_item
from gongkai.web.publishing.items.models import ItemPage, Release, Stage, WithdrawalReason
from gongkai.web.publishing.scans.actions import start_scan

SCANNED = "QS11"
DESK_TO_DESK = timedelta(minutes=50)


def work(at: datetime, people: dict[str, User]) -> Iterator[Story]:
    """The stories of the last days, up to this moment."""
    text = files("gongkai.web.publishing.demo").joinpath("work.toml").read_text("utf-8")
    facts = tomllib.loads(text)
    for each in facts["item"]:
        yield _item(each, people, at)
    for code in facts["guide"]["bodies"]:
        yield _guide(code, people, hour_of(at.date() - timedelta(days=1), 9))
    yield _today(facts, people, at)


def _staff(body: PublicBody, people: dict[str, User]) -> list[User]:
    return [people[name] for name in rhythm()["staff"][(body.public_body or body).code]]


def _item(facts: dict[str, Any], people: dict[str, User], at: datetime) -> Story:
    body = PublicBody.objects.get(code=facts["body"])
    staff = _staff(body, people)
    drafter = people[facts["drafter"]] if "drafter" in facts else staff[0]
    formed_on = at.date() - timedelta(days=facts["days_ago"])
    moment = hour_of(formed_on, 10)
    yield moment
    item = draft_item(
        body,
        acting_user=drafter,
        at=moment,
        title=facts["title"].format(year=at.year, month=at.month),
        row=CatalogueRow.objects.get(code=facts["row"]),
        formed_on=formed_on,
        document_number=facts.get("document_number", "").format(year=at.year),
        summary=facts["summary"],
        text=facts["text"],
    )
    if facts["until"] == "draft":
        return
    moment += DESK_TO_DESK
    yield moment
    go_live_at = (
        hour_of(at.date() + timedelta(days=facts["in_days"]), 9) if "in_days" in facts else None
    )
    release = submit_item(item, acting_user=drafter, at=moment, go_live_at=go_live_at)
    yield from _bring_on(release, facts, staff, moment)


def _guide(code: str, people: dict[str, User], moment: datetime) -> Story:
    yield moment
    body = PublicBody.objects.get(code=code)
    staff = _staff(body, people)
    item = draft_guide(body, acting_user=staff[0], at=moment, on=moment.date())
    release = submit_item(item, acting_user=staff[0], at=moment)
    yield from _bring_on(release, {"until": "public"}, staff, moment)


def _bring_on(
    release: Release, facts: dict[str, Any], staff: list[User], moment: datetime
) -> Story:
    deciding = {stage: user for (stage, _), user in zip(WAY, staff[1:], strict=True)}
    comments = dict(WAY)
    files = files_of(release)
    while release.stage not in {facts["until"], Stage.RELEASE}:
        moment += DESK_TO_DESK
        yield moment
        open_files(release, files, deciding[Stage(release.stage)], moment)
        release = approve(
            release,
            acting_user=deciding[Stage(release.stage)],
            at=moment,
            stage=release.stage,
            comment=comments[Stage(release.stage)],
            proofread=True,
        )
    moment += DESK_TO_DESK
    yield moment
    stage = Stage(release.stage)
    if "returned" in facts:
        return_item(
            release,
            acting_user=deciding[stage],
            at=moment,
            stage=stage,
            comment=facts["returned"],
        )
    elif facts["until"] == "public":
        open_files(release, files, deciding[stage], moment)
        release_item(release, acting_user=deciding[stage], at=moment)


def _today(facts: dict[str, Any], people: dict[str, User], at: datetime) -> Story:
    yield at
    for each in facts["withdrawn"]:
        found = ItemPage.objects.public().filter(title__startswith=each["title"])
        item = found.select_related("body").order_by("-published_on")[each["older"]]
        withdraw_item(
            item,
            acting_user=_staff(item.body, people)[-1],
            at=at,
            on=at.date(),
            reason=WithdrawalReason(each["reason"]),
            explanation=each["explanation"],
        )
    for each in facts["zero"]:
        body = PublicBody.objects.get(code=each["body"])
        sign_nil_return(
            body,
            acting_user=_staff(body, people)[0],
            at=at,
            row=CatalogueRow.objects.get(code=each["row"]),
            first_day=_first_of_last_month(at.date()),
            last_day=at.date(),
            reason=each["reason"],
        )
    secrecy = people[rhythm()["staff"][SCANNED][4]]
    start_scan(PublicBody.objects.get(code=SCANNED), acting_user=secrecy, at=at)


def _first_of_last_month(on: date) -> date:
    return (on.replace(day=1) - timedelta(days=1)).replace(day=1)
