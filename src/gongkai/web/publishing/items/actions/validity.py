"""Say that a released document no longer holds, from which day and why; or that it holds again."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import PLATFORM, Platform, require
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.publishing.items import acts
from gongkai.web.publishing.items.models import ItemPage, Validity, ValidityChange
from gongkai.web.publishing.items.permissions import CHANGE_VALIDITY


@transaction.atomic
def change_validity(
    item: ItemPage,
    *,
    acting_user: User | Platform,
    at: datetime,
    validity: Validity,
    on: date,
    basis: str,
    superseded_by: ItemPage | None = None,
) -> ValidityChange:
    """The page keeps its address and its text; it says from now on what became of the document."""
    require(acting_user, CHANGE_VALIDITY, item.body)
    current = ItemPage.objects.select_for_update().get(pk=item.pk)
    if not current.live or current.withdrawn_on is not None:
        raise WrongState(
            _("“{draft_title}”未在公开，不能变更有效性。").format(draft_title=current.draft_title)
        )
    if not basis.strip():
        raise ActionError(_("请写明依据，例如废止决定或新文件的文号。"))
    if on > timezone.localdate(at):
        raise ActionError(_("生效日期 {on} 还没有到；请到当日再登记。").format(on=on))
    if current.formed_on > on:
        raise ActionError(
            _("生效日期 {on} 早于成文日期 {formed_on}；请核对日期。").format(
                on=on, formed_on=current.formed_on
            )
        )
    replaced = validity == Validity.SUPERSEDED
    if replaced != (superseded_by is not None):
        raise ActionError(
            _("请选择替代它的新文件。") if replaced else _("只有“已被替代”才需要选择新文件。")
        )
    if superseded_by is not None:
        _refuse_circle(current, superseded_by)
    before = {"validity": current.validity, "superseded_by": current.superseded_by_id}
    number = superseded_by.pk if superseded_by else None
    ItemPage.objects.filter(pk=current.pk).update(validity=validity, superseded_by=number)
    change = ValidityChange.objects.create(
        item_id=current.pk,
        validity=validity,
        on=on,
        basis=basis.strip().rstrip("。"),
        superseded_by_id=number,
        changed_by=acting_user if isinstance(acting_user, User) else None,
        changed_at=at,
    )
    record(
        acts.VALIDITY_CHANGED,
        by=acting_user,
        body=current.body,
        subject=current,
        before=before,
        after={"validity": Validity(validity).value, "superseded_by": number, "on": on},
        reason=basis,
        at=at,
    )
    return change


def _refuse_circle(item: ItemPage, replacing: ItemPage) -> None:
    seen, number = {item.pk}, replacing.pk
    while number is not None:
        if number in seen:
            raise ActionError(
                _("“{draft_title}”又被本文件替代，请核对新旧关系。").format(
                    draft_title=replacing.draft_title
                )
            )
        seen.add(number)
        number = ItemPage.objects.values_list("superseded_by", flat=True).get(pk=number)


def expire_due(on: date, *, at: datetime) -> list[ItemPage]:
    """Say of documents whose last day is over that they no longer hold, from the day after it."""
    prolonged = ValidityChange.objects.filter(
        item=OuterRef("pk"), validity=Validity.VALID, on__gt=OuterRef("valid_until")
    )
    due = ItemPage.objects.public().filter(
        ~Exists(prolonged), valid_until__lt=on, validity=Validity.VALID
    )
    expired = []
    for item in list(due.order_by("pk")):
        with transaction.atomic():
            still = due.select_for_update().filter(pk=item.pk)
            if not still.exists():
                continue
            change_validity(
                item,
                acting_user=PLATFORM,
                validity=Validity.EXPIRED,
                on=max(item.valid_until + timedelta(days=1), item.formed_on),
                basis=f"有效期至 {item.valid_until}，到期失效。",
                at=at,
            )
        item.refresh_from_db()
        expired.append(item)
    return expired
