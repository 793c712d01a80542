"""Enter a figure, take one back."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.papers.quantities import matter_key
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.supervision import acts
from gongkai.web.supervision.facts.models import Fact
from gongkai.web.supervision.facts.periods import period_of
from gongkai.web.supervision.permissions import KEEP_RECORDS


@transaction.atomic
def enter_fact(
    unit: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    matter: str,
    period: str,
    measure: str,
    value: Decimal,
    source: str,
) -> Fact:
    """What a section or village says of a matter. Another figure for the same is kept beside it, and seen."""
    require(acting_user, KEEP_RECORDS, unit)
    meant = period_of(period)
    if meant is None:
        raise ActionError({"period": _("期间写作 2026年、2026年第三季度或 2026年10月；请改正。")})
    fact = Fact(
        body=unit.public_body or unit,
        unit=unit,
        matter=matter.strip(),
        period=meant,
        measure=measure,
        value=value,
        source=source.strip(),
        entered_by=acting_user if isinstance(acting_user, User) else None,
        entered_at=at,
    )
    fact.full_clean()
    key = matter_key(fact.matter)
    known = Fact.objects.standing().filter(unit=unit, period=meant, measure=measure)
    if any(matter_key(each) == key for each in known.values_list("matter", flat=True)):
        raise WrongState(
            _("{unit}已报过“{matter}”{period}的{measure}；数变了的，先撤回原来的再报。").format(
                unit=unit.short_name,
                matter=fact.matter,
                period=meant,
                measure=fact.get_measure_display(),
            )
        )
    fact.save()
    record(
        acts.FACT_ENTERED,
        by=acting_user,
        body=fact.body,
        subject=fact,
        after={"matter": fact.matter, "period": meant, "measure": measure, "value": value},
        at=at,
    )
    return fact


@transaction.atomic
def withdraw_fact(fact: Fact, *, acting_user: User | Platform, at: datetime, reason: str) -> Fact:
    """It was wrong; the reason stays beside it."""
    require(acting_user, KEEP_RECORDS, fact.unit)
    current = Fact.objects.select_for_update(of=("self",)).get(pk=fact.pk)
    if current.withdrawn_because:
        raise WrongState(_("这个数已经撤回。"))
    if not reason.strip():
        raise ActionError({"reason": _("请写明撤回的原因。")})
    current.withdrawn_because = reason.strip()[:200]
    current.save(update_fields=["withdrawn_because"])
    record(
        acts.FACT_WITHDRAWN,
        by=acting_user,
        body=current.body,
        subject=current,
        reason=reason,
        at=at,
    )
    return current
