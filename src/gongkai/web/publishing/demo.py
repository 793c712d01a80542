"""Items of the invented county, each brought to the public by its whole way."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.actions.catalogue import load_catalogue, trim_catalogue
from gongkai.web.publishing.actions.draft import draft_item
from gongkai.web.publishing.actions.release import release_item
from gongkai.web.publishing.actions.review import approve, return_item
from gongkai.web.publishing.actions.submit import submit_item
from gongkai.web.publishing.models import CatalogueRow, ItemPage

FOUNDED = date(2019, 5, 15)


def populate() -> None:
    """Catalogue, trimmed for every body, and some items of 柳河镇; once."""
    load_catalogue(acting_user=PLATFORM)
    for body in PublicBody.objects.public():
        if not body.catalogue.exists():
            trim_catalogue(body, acting_user=PLATFORM, on=FOUNDED)
    if ItemPage.objects.exists():
        return
    text = files("gongkai.web.publishing").joinpath("demo.toml").read_text("utf-8")
    for facts in tomllib.loads(text)["item"]:
        with transaction.atomic():
            _make(facts)


def _make(facts: dict[str, Any]) -> None:
    today = timezone.localdate()
    people = facts["people"]
    drafter = User.objects.get(username=people["draft"])
    item = draft_item(
        PublicBody.objects.get(code=facts["body"]),
        acting_user=drafter,
        title=facts["title"],
        row=CatalogueRow.objects.get(code=facts["row"]),
        formed_on=today - timedelta(days=facts["days_ago"]),
        document_number=facts.get("document_number", ""),
        summary=facts["summary"],
        text=facts["text"],
    )
    if facts["until"] == "draft":
        return
    release = submit_item(item, acting_user=drafter)
    while release.stage not in {facts["until"], "release"}:
        release = approve(
            release,
            acting_user=User.objects.get(username=people[release.stage]),
            stage=release.stage,
            comment="同意。",
            proofread=True,
        )
    if facts.get("returned"):
        return_item(
            release,
            acting_user=User.objects.get(username=people[release.stage]),
            stage=release.stage,
            comment=facts["returned"],
        )
    elif facts["until"] == "public":
        release_item(
            release,
            acting_user=User.objects.get(username=people["release"]),
            at=timezone.now(),
        )
