"""Type a figure over the counted one, with the reason; let the count stand again."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.reporting import acts
from gongkai.web.reporting.counting.figures import figures_of, label_of
from gongkai.web.reporting.counting.models import TypedFigure
from gongkai.web.reporting.counting.sources import FEES
from gongkai.web.reporting.permissions import FILE_REPORT
from gongkai.web.reporting.reasons import says_why
from gongkai.web.reporting.years import refuse_handed_in


@transaction.atomic
def type_figure(
    body: PublicBody,
    year: int,
    cell: str,
    *,
    acting_user: User | Platform,
    at: datetime,
    typed: Decimal,
    reason: str,
) -> TypedFigure:
    """Put a figure in place of the counted one; both are kept.

    Raises:
        WrongState: the report is handed in.
        ActionError: no reason, a figure below zero, a count that is not whole, or the same as counted.
    """
    require(acting_user, FILE_REPORT, body)
    refuse_handed_in(body, year)
    if not reason.strip():
        raise ActionError(_("请写明改填的理由和数字的来源。"))
    if typed < 0 or (cell != FEES and typed != typed.to_integral_value()):
        raise ActionError(
            _("{cell}填的是 {typed}，应为 0 或者正整数；请改正。").format(
                cell=label_of(cell), typed=typed
            )
        )
    figure = figures_of(body, year, on=timezone.localdate(at))[cell]
    if figure.counted.number == typed:
        raise ActionError(_("与统计出来的数字相同，不用改填。"))
    if not says_why(reason):
        raise ActionError(_("请写明改填的理由和数字的来源；一个字、一个符号不算理由。"))
    _restore(body, year, cell, acting_user, at)
    made = TypedFigure.objects.create(
        body=body,
        year=year,
        cell=cell,
        counted=figure.counted.number,
        typed=typed,
        reason=reason.strip(),
        typed_by=acting_user if isinstance(acting_user, User) else None,
        typed_at=at,
    )
    record(
        acts.FIGURE_TYPED,
        by=acting_user,
        body=body,
        subject=made,
        before={"cell": cell, "number": figure.counted.number},
        after={"cell": cell, "number": typed},
        reason=reason,
        at=at,
    )
    return made


@transaction.atomic
def restore_figure(
    body: PublicBody, year: int, cell: str, *, acting_user: User | Platform, at: datetime
) -> None:
    """Let the counted figure stand again.

    Raises:
        WrongState: the report is handed in, or nobody typed over the figure.
    """
    require(acting_user, FILE_REPORT, body)
    refuse_handed_in(body, year)
    if not _restore(body, year, cell, acting_user, at):
        raise WrongState(_("这个数字没有改填过；请刷新后再看。"))
    record(acts.FIGURE_RESTORED, by=acting_user, body=body, after={"cell": cell}, at=at)


def _restore(body: PublicBody, year: int, cell: str, by: User | Platform, at: datetime) -> int:
    standing = TypedFigure.objects.filter(body=body, year=year, cell=cell, restored_at=None)
    return standing.update(restored_at=at, restored_by=by if isinstance(by, User) else None)
