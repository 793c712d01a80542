"""Who speaks on the public pages: the county's name, sponsor and telephone, from its body's data and the settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.conf import settings
from django.utils import timezone

from gongkai.web.bodies.models import ContactDetails, PublicBody
from gongkai.web.portal import generation


@dataclass(frozen=True)
class SiteFacts:
    """``sponsor`` is the body that runs the site; ``speaker`` its name as it stands in the masthead."""

    speaker: str
    sponsor: str
    phone: str
    address: str
    site_code: str
    icp: str
    police_record: str


def site_facts(state: str | None = None) -> SiteFacts:
    """The facts of today; read once for each state of the public pages."""
    return _facts(state or generation.current(), timezone.localdate())


@lru_cache(maxsize=2)
def _facts(state: str, on: date) -> SiteFacts:
    given = settings.PORTAL
    body = PublicBody.objects.filter(parent=None, abolished_on=None).order_by("pk").first()
    contacts = ContactDetails.objects.on(on).filter(body=body).first() if body else None
    name = body.name if body else ""
    return SiteFacts(
        speaker=name,
        sponsor=given["sponsor"] or name,
        phone=given["phone"] or (contacts.phone if contacts else ""),
        address=contacts.address if contacts else "",
        site_code=given["site_code"],
        icp=given["icp"],
        police_record=given["police_record"],
    )
