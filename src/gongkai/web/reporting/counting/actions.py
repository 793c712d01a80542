"""Type a figure over the counted one, with the reason; let the count stand again; choose where counting is unsettled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.statute.errors import StatuteError
from gongkai.statute.settings import Settings
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.reporting import acts
from gongkai.web.reporting.counting.choices import COUNTING_SETTINGS, held_by
from gongkai.web.reporting.counting.figures import figures_of, label_of
from gongkai.web.reporting.counting.models import CountingChoice, TypedFigure
from gongkai.web.reporting.counting.sources import FEES
from gongkai.web.reporting.models import Stage, YearReport
from gongkai.web.reporting.permissions import COLLECT, FILE_REPORT
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


@transaction.atomic
def set_choices(
    body: PublicBody,
    year: int,
    *,
    acting_user: User | Platform,
    at: datetime,
    choices: Mapping[str, str],
    reason: str,
) -> list[CountingChoice]:
    """Let these choices hold for a body, or for a county and all beneath it, from a year on; those that hold already are left.

    Raises:
        ActionError: no such setting or choice, no reason, or nothing that changes.
        WrongState: a report on one of these years is handed in: its figures are what they are.
    """
    require(acting_user, COLLECT, body)
    unknown = set(choices) - set(COUNTING_SETTINGS)
    if unknown:
        raise ActionError(_("没有这个口径：{names}。").format(names="、".join(sorted(unknown))))
    try:
        Settings(tuple(choices.items()))
    except StatuteError as error:
        raise ActionError(str(error)) from error
    before = {each.setting.id: each.value for each in held_by(body, year)}
    changed = {name: value for name, value in choices.items() if value != before[name]}
    if not changed:
        raise ActionError(_("与现行口径相同，没有改动。"))
    if not says_why(reason):
        raise ActionError(_("请写明依据，如上级通知的名称、文号。"))
    handed_in = (
        YearReport.objects.filter(body__lineage__startswith=body.lineage, year__gte=year)
        .exclude(stage__in=[Stage.DRAFT, Stage.RETURNED])
        .select_related("body")
        .order_by("year", "body__lineage")
    )
    first = handed_in.first()
    if first is not None:
        raise WrongState(
            _(
                "{report}等 {number} 份报告已经报送，{year} 年度起的口径不能再改；请从以后的年度起改，或者先退回这些报告。"
            ).format(report=first, number=handed_in.count(), year=year)
        )
    made = [
        CountingChoice.objects.update_or_create(
            body=body,
            setting=name,
            year=year,
            defaults={
                "value": value,
                "reason": reason.strip(),
                "set_by": acting_user if isinstance(acting_user, User) else None,
                "set_at": at,
            },
        )[0]
        for name, value in changed.items()
    ]
    record(
        acts.CHOICES_SET,
        by=acting_user,
        body=body,
        before={name: before[name] for name in changed},
        after={**changed, "year": year},
        reason=reason,
        at=at,
    )
    return made
