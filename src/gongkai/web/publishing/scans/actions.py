"""Start, stop and continue a scan of what is public."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.screening.edition import rules_edition
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.publishing.scans import acts
from gongkai.web.publishing.scans.models import Scan, ScanState
from gongkai.web.publishing.scans.permissions import SCAN
from gongkai.web.publishing.scans.running import items_of


@transaction.atomic
def start_scan(
    body: PublicBody | None, *, acting_user: User | Platform, at: datetime, only_due: bool = False
) -> Scan:
    """Begin with the first item. ``body=None`` is everybody, for a command of the machine's owner.

    A body is scanned with everything beneath it where the user may scan all of that, else with its
    sections and villages.
    """
    require(acting_user, SCAN, body)
    if body is None and isinstance(acting_user, User):
        raise ActionError(_("请选择要排查的机关。"))
    # Two clerks who press the button at once: the second finds the scan of the first.
    list(PublicBody.objects.select_for_update().filter(parent=None))
    if Scan.objects.filter(body=body, state=ScanState.RUNNING).exists():
        raise WrongState(_("{body}正在排查，无须重复开始。").format(body=body or _("全部机关")))
    scan = Scan(
        body=body,
        with_beneath=_may_all_beneath(body, acting_user),
        only_due=only_due,
        rules=rules_edition(),
        started_by=acting_user if isinstance(acting_user, User) else None,
        started_at=at,
    )
    scan.total = items_of(scan).count()
    scan.save()
    record(
        acts.SCAN_STARTED,
        by=acting_user,
        body=body,
        subject=scan,
        after={"total": scan.total, "rules": scan.rules, "only_due": only_due},
        at=at,
    )
    return scan


def _may_all_beneath(body: PublicBody | None, user: User | Platform) -> bool:
    if body is None or not isinstance(user, User):
        return True
    beneath = set(PublicBody.objects.beneath(body).values_list("pk", flat=True))
    return beneath <= set(user.bodies_where(SCAN))


def _locked(scan: Scan, user: User | Platform) -> Scan:
    current = Scan.objects.select_for_update().get(pk=scan.pk)
    require(user, SCAN, current.body)
    if current.body is None and isinstance(user, User):
        raise ActionError(_("全部机关的排查由平台命令发起，请在命令中暂停或继续。"))
    return current


@transaction.atomic
def stop_scan(scan: Scan, *, acting_user: User | Platform, at: datetime) -> Scan:
    """Stop after the item that is being read; what was found stays."""
    current = _locked(scan, acting_user)
    if current.state != ScanState.RUNNING:
        raise WrongState(_("该次排查{state}，无须暂停。").format(state=current.get_state_display()))
    current.state = ScanState.STOPPED
    current.runner = ""
    current.save(update_fields=["state", "runner"])
    record(
        acts.SCAN_STOPPED,
        by=acting_user,
        body=current.body,
        subject=current,
        after={"done": current.done, "total": current.total},
        at=at,
    )
    return current


@transaction.atomic
def continue_scan(scan: Scan, *, acting_user: User | Platform, at: datetime) -> Scan:
    """Go on where it was stopped."""
    current = _locked(scan, acting_user)
    if current.state != ScanState.STOPPED:
        raise WrongState(_("该次排查{state}，无须继续。").format(state=current.get_state_display()))
    if Scan.objects.filter(body=current.body, state=ScanState.RUNNING).exists():
        raise WrongState(
            _("{scope_label}另有一次排查正在进行。").format(scope_label=current.scope_label)
        )
    current.state = ScanState.RUNNING
    current.save(update_fields=["state"])
    record(acts.SCAN_CONTINUED, by=acting_user, body=current.body, subject=current, at=at)
    return current
