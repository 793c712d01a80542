"""Sign that there was nothing to publish in a period."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.journal.recording import describe, record
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.duties import acts
from gongkai.web.publishing.duties.models import NilReturn
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.permissions import DRAFT


@transaction.atomic
def sign_nil_return(
    body: PublicBody,
    *,
    acting_user: User,
    at: datetime,
    row: CatalogueRow,
    first_day: date,
    last_day: date,
    reason: str,
) -> NilReturn:
    """Sign for a period that nothing arose under a row. Refused where something was published."""
    require(acting_user, DRAFT, body)
    if not reason.strip():
        raise ActionError(_("请写明本期没有此类信息的理由。"))
    if not body.catalogue.on(last_day).filter(row=row).exists():
        raise ActionError(
            _("“{row}”不在“{body}”的公开目录中，无须说明。").format(row=row, body=body)
        )
    found = ItemPage.objects.public().filter(
        body__public_body=body, row=row, published_on__range=(first_day, last_day)
    )
    if found.exists():
        raise ActionError(
            _("本期已发布“{found_title}”，不能签署本期无信息。").format(found_title=found[0].title)
        )
    statement = NilReturn(
        body=body,
        row=row,
        first_day=first_day,
        last_day=last_day,
        reason=reason,
        signed_by=acting_user,
        signed_at=at,
    )
    statement.full_clean()
    statement.save()
    record(
        acts.NIL_RETURN_SIGNED,
        by=acting_user,
        body=body,
        subject=statement,
        after=describe(statement, ["row", "first_day", "last_day"]),
        reason=reason,
        at=at,
    )
    return statement
