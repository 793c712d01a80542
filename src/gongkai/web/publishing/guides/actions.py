"""Draft a body's guide from its facts, resolve what it announces, and confirm that it still holds."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.journal.recording import changes, describe, record
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.guides import acts
from gongkai.web.publishing.guides.guide import (
    fields_of,
    findings_in,
    guide_item,
    guide_row,
    released_guide,
    rewordings,
    written_guide,
)
from gongkai.web.publishing.guides.models import GuideSettings, OutdatedPage
from gongkai.web.publishing.guides.permissions import SET_GUIDE
from gongkai.web.publishing.items.actions.draft import draft_item, revise_item
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.permissions import DRAFT

FACTS = ("reading_place", "online_address", "takes_email", "takes_fax")


@transaction.atomic
def draft_guide(
    body: PublicBody, *, acting_user: User | Platform, at: datetime, on: date
) -> ItemPage:
    """Write the guide into its item: the one there is, or a new draft. It goes the way of every item.

    Raises:
        ActionError: a fact is missing, or the item is under review.
    """
    require(acting_user, DRAFT, body)
    row = guide_row(body)
    fields = fields_of(written_guide(body, on))
    current = guide_item(body)
    if current is not None:
        return revise_item(current, acting_user=acting_user, formed_on=on, **fields, at=at)
    return draft_item(body, acting_user=acting_user, row=row, formed_on=on, **fields, at=at)


@transaction.atomic
def confirm_guide(
    body: PublicBody, *, acting_user: User | Platform, at: datetime, on: date
) -> ItemPage:
    """Put on record that the public guide still agrees with the law and the facts.

    Raises:
        ActionError: there is none, or it does not agree.
    """
    require(acting_user, DRAFT, body)
    item = released_guide(body)
    if item is None:
        raise ActionError(_("“{body}”还没有公开的指南；请先生成并发布。").format(body=body))
    findings = findings_in(item, body, on)
    if findings:
        raise ActionError(
            _("公开的指南有 {findings} 处不符，不能确认；请更新指南后重新发布。").format(
                findings=len(findings)
            )
        )
    if rewordings(item, written_guide(body, on)):
        raise ActionError(_("公开的指南与机构资料不一致，不能确认；请更新指南后重新发布。"))
    resolved = OutdatedPage.objects.open().filter(body=body, row=item.row).update(resolved_on=on)
    record(
        acts.GUIDE_CONFIRMED,
        by=acting_user,
        body=body,
        subject=item,
        after={"resolved": resolved},
        at=at,
    )
    return item


@transaction.atomic
def set_guide(
    body: PublicBody, *, acting_user: User | Platform, at: datetime, on: date, **facts: Any
) -> GuideSettings:
    """What the guide announces from a day on."""
    require(acting_user, SET_GUIDE, body)
    unknown = set(facts) - set(FACTS)
    if unknown:
        raise ValueError(f"not settings of a guide: {sorted(unknown)}")
    current = body.guide_settings.filter(ends_on=None).first()
    before = describe(current, FACTS) if current else {}
    settings = GuideSettings(body=body, starts_on=on, **before)
    if current is not None:
        if on < current.starts_on:
            raise ActionError(
                _("起始日 {on} 早于现行设置的起始日 {starts_on}；请填写该日或更晚的日期。").format(
                    on=on, starts_on=current.starts_on
                )
            )
        if on == current.starts_on:
            settings = current
        else:
            current.ends_on = on
            current.save(update_fields=["ends_on"])
    for name, value in facts.items():
        setattr(settings, name, value)
    contact = body.contacts.on(on).first()
    for flag, field, label in (
        ("takes_email", "email", "电子邮箱"),
        ("takes_fax", "fax", "传真号码"),
    ):
        if getattr(settings, flag) and not (contact and getattr(contact, field)):
            raise ActionError(
                _("机构资料中没有{label}，不能公布这一申请渠道；请先变更联系方式。").format(
                    label=label
                )
            )
    settings.full_clean()
    settings.save()
    was, now = changes(before, describe(settings, FACTS))
    record(
        acts.GUIDE_SET,
        by=acting_user,
        body=body,
        subject=settings,
        before=was,
        after={**now, "on": on},
        at=at,
    )
    return settings
