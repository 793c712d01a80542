"""Enter a failure that was held against somebody's post; close it when it is mended."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import Person, PublicBody
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.supervision import acts
from gongkai.web.supervision.accountability.models import BASES, Accountability
from gongkai.web.supervision.naming import refuse_persons
from gongkai.web.supervision.permissions import HOLD_ACCOUNTABLE


@transaction.atomic
def enter_accountability(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    opened_on: date,
    measure: str,
    source: str,
    basis: str,
    about: str,
    fault: str,
    source_number: str = "",
) -> Accountability:
    """One line of the register; who it was stands in the personnel file, not here."""
    require(acting_user, HOLD_ACCOUNTABLE, body)
    if opened_on > timezone.localdate(at):
        raise ActionError({"opened_on": _("日期晚于今天；请核对。")})
    if basis not in BASES:
        raise ActionError({"basis": _("请选择依据的条文。")})
    named = Person.objects.filter(terms__post__body=body).values_list("name", flat=True)
    if any(name in f"{about}{fault}" for name in named):
        raise ActionError({"about": _("这里写了人的姓名；只写站所和岗位，请删去。")})
    refuse_persons(_("只写站所和岗位，请删去姓名。"), about=about, fault=fault)
    entry = Accountability(
        body=body,
        opened_on=opened_on,
        measure=measure,
        source=source,
        source_number=source_number,
        basis=basis,
        about=about,
        fault=fault,
        entered_by=acting_user if isinstance(acting_user, User) else None,
        entered_at=at,
    )
    entry.full_clean()
    entry.save()
    record(
        acts.ACCOUNTABILITY_ENTERED,
        by=acting_user,
        body=body,
        subject=entry,
        after={"measure": measure, "source": source, "basis": basis},
        at=at,
    )
    return entry


@transaction.atomic
def close_accountability(
    entry: Accountability, *, acting_user: User | Platform, at: datetime, on: date, result: str
) -> Accountability:
    """It is mended."""
    require(acting_user, HOLD_ACCOUNTABLE, entry.body)
    current = Accountability.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if current.closed_on is not None:
        raise WrongState(_("已于 {on} 登记整改完成。").format(on=current.closed_on))
    if not current.opened_on <= on <= timezone.localdate(at):
        raise ActionError({"on": _("整改完成日期应在登记的日期和今天之间；请核对。")})
    refuse_persons(_("只写站所和岗位，请删去姓名。"), result=result)
    current.closed_on, current.result = on, result.strip()
    current.full_clean()
    current.save(update_fields=["closed_on", "result"])
    record(
        acts.ACCOUNTABILITY_CLOSED,
        by=acting_user,
        body=current.body,
        subject=current,
        after={"on": on},
        at=at,
    )
    return current
