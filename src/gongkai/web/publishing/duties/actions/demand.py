"""Ask a body for what is missing under a row, and answer."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.publishing.catalogue.models import BodyRow, CatalogueRow
from gongkai.web.publishing.duties import acts
from gongkai.web.publishing.duties.due_cells import serving
from gongkai.web.publishing.duties.models import RowDemand
from gongkai.web.publishing.duties.permissions import DEMAND
from gongkai.web.publishing.permissions import DRAFT


@transaction.atomic
def demand_row(
    body: PublicBody,
    row: CatalogueRow,
    *,
    acting_user: User,
    at: datetime,
    words: str,
    answer_by: date,
) -> RowDemand:
    """Ask; refused where the body does not owe the row, or has not answered the last time yet."""
    require(acting_user, DEMAND, body)
    today = timezone.localdate(at)
    if not words.strip():
        raise ActionError(_("请写明要求。"), fields=("words",))
    if answer_by < today:
        raise ActionError(_("答复期限不能早于今天。"), fields=("answer_by",))
    if not BodyRow.objects.on(today).filter(body=body, row=row).exists():
        raise WrongState(
            _("“{row}”不在{body}的公开目录中。").format(row=row.name, body=body.short_name)
        )
    if RowDemand.objects.filter(body=body, row=row, answered_at=None).exists():
        raise WrongState(_("上一次督办还没有答复，无须再发。"))
    demand = RowDemand.objects.create(
        body=body,
        row=row,
        words=words.strip(),
        answer_by=answer_by,
        demanded_by=acting_user,
        demanded_at=at,
    )
    record(
        acts.ROW_DEMANDED,
        by=acting_user,
        body=body,
        subject=demand,
        after={"row": row.name, "answer_by": answer_by},
        reason=demand.words,
        at=at,
    )
    return demand


@transaction.atomic
def answer_row_demand(
    demand: RowDemand, *, acting_user: User, at: datetime, answer: str
) -> RowDemand:
    """Say what was done, or why nothing can be published."""
    current = (
        RowDemand.objects.select_for_update(of=("self",))
        .select_related("body", "row")
        .get(pk=demand.pk)
    )
    answering = serving(acting_user, DRAFT, current.body, current.row.code, timezone.localdate(at))
    require(acting_user, DRAFT, answering)
    if current.answered_at is not None:
        raise WrongState(_("这次督办已经答复。"))
    if not answer.strip():
        raise ActionError(_("请写明办理情况。"), fields=("answer",))
    current.answer, current.answered_by, current.answered_at = answer.strip(), acting_user, at
    current.save(update_fields=["answer", "answered_by", "answered_at"])
    record(
        acts.ROW_DEMAND_ANSWERED,
        by=acting_user,
        body=current.body,
        subject=current,
        reason=current.answer,
        at=at,
    )
    return current
