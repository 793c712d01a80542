"""Whether an office is excepted on a day from what needs more people than it has."""

from __future__ import annotations

from datetime import date

from gongkai.web.bodies.models import Exempt, PublicBody, SmallOffice


def exception_of(body: PublicBody, kind: Exempt, on: date) -> SmallOffice | None:
    """The exception that holds for the body, or for the public body that a section or village answers to."""
    return SmallOffice.objects.on(on).filter(body=body.public_body_id or body.pk, kind=kind).first()
