"""What keeps the invented county in order: guides written from the facts, and a scan under way."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from gongkai.web.accounts.models import User
from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.demo.history import WAY, rhythm
from gongkai.web.publishing.guides.actions import draft_guide
from gongkai.web.publishing.items.actions.release import release_item
from gongkai.web.publishing.items.actions.review import approve
from gongkai.web.publishing.items.actions.submit import submit_item
from gongkai.web.publishing.items.models import Stage
from gongkai.web.publishing.scans.actions import start_scan

# 松林镇 has none yet, so that it can be seen missing.
WITH_GUIDE = ("QS11", "QS12")
SCANNED = "QS11"


def populate_upkeep(on: date, people: dict[str, User]) -> None:
    """Release two guides by their whole way; begin a scan, which the worker goes on with."""
    for code in WITH_GUIDE:
        staff = [people[name] for name in rhythm()["staff"][code]]
        item = draft_guide(
            PublicBody.objects.get(code=code), acting_user=staff[0], on=on, at=timezone.now()
        )
        release = submit_item(item, acting_user=staff[0], at=timezone.now())
        for (stage, comment), user in zip(WAY, staff[1:], strict=True):
            if release.stage == stage and stage is not Stage.RELEASE:
                release = approve(
                    release,
                    acting_user=user,
                    stage=stage,
                    comment=comment,
                    proofread=True,
                    at=timezone.now(),
                )
        release_item(release, acting_user=staff[-1], at=timezone.now())
    secrecy = people[rhythm()["staff"][SCANNED][4]]
    start_scan(PublicBody.objects.get(code=SCANNED), acting_user=secrecy, at=timezone.now())
