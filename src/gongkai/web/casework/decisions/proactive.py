"""Asked for again and again: make it public for everybody (条例第四十四条)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Min
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform
from gongkai.web.casework import acts
from gongkai.web.casework.clock.actions import locked
from gongkai.web.casework.clock.workflow import require_step
from gongkai.web.casework.decisions.models import ProactiveRelease
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError

SEVERAL = 2
GIVEN = ("disclosed", "disclosed_over_objection", "partly_disclosed")


def asked_by(disclosure_request: DisclosureRequest) -> int:
    """How many applicants asked this body the same."""
    same = DisclosureRequest.objects.filter(
        body=disclosure_request.body, words_digest=disclosure_request.words_digest
    )
    return same.values("applicant_digest").distinct().count()


def asked_repeatedly(bodies: Any) -> Iterator[tuple[DisclosureRequest, int]]:
    """The first case of each text that several applicants asked for and got, and about which nothing was decided."""
    decided = ProactiveRelease.objects.filter(disclosure_request__body__in=bodies)
    groups = (
        DisclosureRequest.objects.filter(body__in=bodies, outcome__in=GIVEN, hollowed_on=None)
        .exclude(words_digest__in=decided.values("words_digest"))
        .values("body", "words_digest")
        .annotate(people=Count("applicant_digest", distinct=True), first=Min("pk"))
        .filter(people__gte=SEVERAL)
        .order_by("first")
    )
    found = {each["first"]: each["people"] for each in groups}
    cases = DisclosureRequest.objects.filter(pk__in=found).select_related("body").order_by("pk")
    for case in cases:
        yield case, found[case.pk]


@transaction.atomic
def decide_proactive(
    disclosure_request: DisclosureRequest,
    *,
    acting_user: User | Platform,
    at: datetime,
    on: date,
    address: str = "",
    reason: str = "",
) -> ProactiveRelease:
    """It was made public at an address, or is not, with the reason.

    Raises:
        ActionError: neither is given, both are, or the day cannot be.
    """
    current = locked(disclosure_request)
    require_step("proactive", current, acting_user)
    if bool(address.strip()) == bool(reason.strip()):
        raise ActionError(_("已经公开的填网址，不公开的填理由；两项填一项。"))
    if not current.received_on <= on <= timezone.localdate(at):
        raise ActionError(_("日期应在收到申请之日至今天之间，填写的是{on}。").format(on=on))
    kept = ProactiveRelease(
        disclosure_request=current,
        words_digest=current.words_digest,
        decided_on=on,
        address=address.strip(),
        reason=reason.strip(),
        decided_by=acting_user if isinstance(acting_user, User) else None,
    )
    kept.full_clean()
    kept.save()
    record(
        acts.PROACTIVE_DECIDED,
        by=acting_user,
        body=current.body,
        subject=current,
        after={"on": on, "public": bool(kept.address), "asked_by": asked_by(current)},
        at=at,
    )
    return kept
