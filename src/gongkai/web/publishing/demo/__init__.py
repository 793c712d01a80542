"""Items of the invented county: two years that are over, and the work of today."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.catalogue.actions.entries import load_catalogue, trim_catalogue
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.demo.channels import populate_channels
from gongkai.web.publishing.demo.duties import share_out
from gongkai.web.publishing.demo.history import WAY, history, rhythm, rows_of
from gongkai.web.publishing.demo.participation import populate_participation
from gongkai.web.publishing.demo.take_over import take_over
from gongkai.web.publishing.demo.upkeep import populate_upkeep
from gongkai.web.publishing.duties.actions.nil_return import sign_nil_return
from gongkai.web.publishing.guides.actions import draft_guide
from gongkai.web.publishing.items.actions.draft import draft_item
from gongkai.web.publishing.items.actions.release import release_item
from gongkai.web.publishing.items.actions.review import approve, return_item
from gongkai.web.publishing.items.actions.submit import submit_item
from gongkai.web.publishing.items.actions.withdraw import withdraw_item
from gongkai.web.publishing.items.models import ItemPage, Release, WithdrawalReason

FOUNDED = date(2019, 5, 15)


@transaction.atomic
def populate() -> None:
    """Catalogue, trimmed for every body, what is public, and what is being worked on; once."""
    load_catalogue(acting_user=PLATFORM, at=timezone.now())
    rows = {row.code: row for row in CatalogueRow.objects.all()}
    for body in PublicBody.objects.public():
        owed = [rows[code] for code in sorted(rows_of(body.code))]
        if owed and not body.catalogue.exists():
            trim_catalogue(body, acting_user=PLATFORM, on=FOUNDED, rows=owed, at=timezone.now())
    share_out(FOUNDED)
    if ItemPage.objects.exists():
        return
    today = timezone.localdate()
    take_over(history(today), acting_user=PLATFORM)
    work = tomllib.loads(
        files("gongkai.web.publishing.demo").joinpath("work.toml").read_text("utf-8")
    )
    people = {user.username: user for user in User.objects.all()}
    for facts in work["item"]:
        _make(facts, people, rows, today)
    _make_guide(work["guide"]["body"], people, today)
    for facts in work["withdrawn"]:
        _withdraw(facts, people, today)
    for facts in work["zero"]:
        first = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
        sign_nil_return(
            PublicBody.objects.get(code=facts["body"]),
            acting_user=people[rhythm()["staff"][facts["body"]][0]],
            row=rows[facts["row"]],
            first_day=first,
            last_day=today,
            reason=facts["reason"],
            at=timezone.now(),
        )
    populate_participation(today, people)
    drafters = {code: people[names[0]] for code, names in rhythm()["staff"].items()}
    populate_channels(today, drafters)
    populate_upkeep(today, people)


def _make(
    facts: dict[str, Any],
    people: dict[str, User],
    rows: dict[str, CatalogueRow],
    on: date,
) -> None:
    body = PublicBody.objects.get(code=facts["body"])
    staff = [people[name] for name in rhythm()["staff"][(body.public_body or body).code]]
    drafter = people[facts["drafter"]] if "drafter" in facts else staff[0]
    item = draft_item(
        body,
        acting_user=drafter,
        title=facts["title"].format(year=on.year, month=on.month),
        row=rows[facts["row"]],
        formed_on=on - timedelta(days=facts["days_ago"]),
        document_number=facts.get("document_number", "").format(year=on.year),
        summary=facts["summary"],
        text=facts["text"],
        at=timezone.now(),
    )
    if facts["until"] == "draft":
        return
    go_live_at = None
    if "in_days" in facts:
        later = on + timedelta(days=facts["in_days"])
        go_live_at = timezone.make_aware(datetime.combine(later, time(9)))
    release = submit_item(item, acting_user=drafter, go_live_at=go_live_at, at=timezone.now())
    _bring_on(release, facts, staff)


def _make_guide(code: str, people: dict[str, User], on: date) -> None:
    body = PublicBody.objects.get(code=code)
    staff = [people[name] for name in rhythm()["staff"][code]]
    item = draft_guide(body, acting_user=staff[0], on=on, at=timezone.now())
    _bring_on(
        submit_item(item, acting_user=staff[0], at=timezone.now()), {"until": "public"}, staff
    )


def _bring_on(release: Release, facts: dict[str, Any], staff: list[User]) -> None:
    deciding = {stage: user for (stage, _), user in zip(WAY, staff[1:], strict=True)}
    while release.stage not in {facts["until"], "release"}:
        release = approve(
            release,
            acting_user=deciding[release.stage],
            stage=release.stage,
            comment="同意。",
            proofread=True,
            at=timezone.now(),
        )
    if "returned" in facts:
        return_item(
            release,
            acting_user=deciding[release.stage],
            stage=release.stage,
            comment=facts["returned"],
            at=timezone.now(),
        )
    elif facts["until"] == "public":
        release_item(release, acting_user=deciding[release.stage], at=timezone.now())


def _withdraw(facts: dict[str, Any], people: dict[str, User], on: date) -> None:
    found = ItemPage.objects.public().filter(title__startswith=facts["title"])
    item = found.select_related("body").order_by("-published_on")[facts["older"]]
    withdraw_item(
        item,
        acting_user=people[rhythm()["staff"][item.body.code][-1]],
        on=on,
        reason=WithdrawalReason(facts["reason"]),
        explanation=facts["explanation"],
        at=timezone.now(),
    )
