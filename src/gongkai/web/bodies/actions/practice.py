"""A body for practice: everything can be done in it, and nothing of it is ever public."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.actions.body import establish_body
from gongkai.web.bodies.models import BodyPage, Kind, PublicBody
from gongkai.web.bodies.permissions import MANAGE_TREE
from gongkai.web.office.errors import WrongState

NAME = "练习乡（演练用，不公开）"


@transaction.atomic
def establish_practice_body(
    county: PublicBody, *, acting_user: User | Platform, at: datetime, on: date
) -> PublicBody:
    """The county's body for practice, once. Its page on the site is never live."""
    require(acting_user, MANAGE_TREE, county)
    if PublicBody.objects.filter(parent=county, is_practice=True).exists():
        raise WrongState(_("“{county}”已经有练习单位。").format(county=county))
    body = establish_body(
        acting_user=acting_user,
        at=at,
        code=f"{county.code}-LX",
        name=NAME,
        short_name="练习乡",
        kind=Kind.TOWNSHIP,
        parent=county,
        order=9999,
        on=on,
    )
    body.is_practice = True
    body.save(update_fields=["is_practice"])
    BodyPage.objects.filter(body=body).update(live=False)
    return body
