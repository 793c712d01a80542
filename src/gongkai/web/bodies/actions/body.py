"""Establish, reorganise and abolish a body."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies import acts, signals
from gongkai.web.bodies.models import (
    BodyPage,
    BodyPeriod,
    GroupVersion,
    HomePage,
    Kind,
    PublicBody,
    Term,
)
from gongkai.web.bodies.permissions import MANAGE_TREE
from gongkai.web.journal.recording import changes, describe, record
from gongkai.web.office.errors import ActionError

UNITS = frozenset({Kind.SECTION, Kind.VILLAGE})


@transaction.atomic
def establish_body(
    *,
    acting_user: User | Platform,
    at: datetime,
    code: str,
    name: str,
    kind: str,
    on: date,
    parent: PublicBody | None = None,
    short_name: str = "",
    unified_code: str = "",
    order: int = 0,
    basis: str = "",
) -> PublicBody:
    """Establish a body under its parent, open its first period and its column on the site."""
    require(acting_user, MANAGE_TREE, parent)
    if parent is None and kind in UNITS:
        raise ActionError(
            _("“{name}”是{kind_label}，必须有上级；请先选择所属机关。").format(
                name=name, kind_label=Kind(kind).label
            )
        )
    if parent is not None and kind not in UNITS and not parent.is_public:
        raise ActionError(
            _("“{parent}”是{kind}，其下不能设立“{name}”这样的机关。").format(
                parent=parent, kind=parent.get_kind_display(), name=name
            )
        )
    body = PublicBody(
        code=code,
        unified_code=unified_code,
        name=name,
        short_name=short_name or name,
        kind=kind,
        parent=parent,
        order=order,
        established_on=on,
    )
    body.full_clean(exclude=["lineage", "public_body"])
    body.save()
    _place(body)
    BodyPeriod.objects.create(
        body=body,
        name=name,
        short_name=body.short_name,
        kind=kind,
        parent=parent,
        basis=basis,
        starts_on=on,
    )
    open_column(body)
    record(
        acts.BODY_ESTABLISHED, by=acting_user, body=body, subject=body, after=describe(body), at=at
    )
    return body


def _place(body: PublicBody) -> None:
    above = body.parent.lineage if body.parent else "/"
    body.lineage = f"{above}{body.pk:06}/"
    body.public_body = body if body.is_public or not body.parent else body.parent.public_body
    body.save(update_fields=["lineage", "public_body"])
    for child in body.children.all():
        child.parent = body
        _place(child)


def open_column(body: PublicBody) -> BodyPage:
    """The page under which everything of the body is published; once."""
    existing = BodyPage.objects.filter(body=body).first()
    if existing is not None:
        return existing
    above = BodyPage.objects.filter(body=body.public_body).first() if not body.is_public else None
    parent = above or HomePage.objects.first()
    if parent is None:
        raise ActionError(_("平台站点尚未建立；请先运行 manage.py create_county。"))
    page = BodyPage(title=body.name, slug=body.code.lower(), body=body, live=True)
    parent.add_child(instance=page)
    return page


@transaction.atomic
def reorganise_body(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    on: date,
    basis: str,
    name: str | None = None,
    short_name: str | None = None,
    kind: str | None = None,
    parent: PublicBody | None = None,
) -> PublicBody:
    """Rename, upgrade or move a body from a day on; what it was before stays readable."""
    # A body does not rearrange itself: whoever stands above it does.
    require(acting_user, MANAGE_TREE, body.parent or body)
    _refuse_abolished(body)
    if parent is not None:
        require(acting_user, MANAGE_TREE, parent)
        if parent.lies_beneath(body):
            raise ActionError(
                _("“{parent}”在“{body}”之下，不能成为其上级；请另选上级。").format(
                    parent=parent, body=body
                )
            )
        if body.is_public and not parent.is_public:
            raise ActionError(
                _("“{parent}”是{kind}，其下不能设立“{body}”这样的机关。").format(
                    parent=parent, kind=parent.get_kind_display(), body=body
                )
            )
    current = body.periods.get(ends_on=None)
    if on <= current.starts_on:
        raise ActionError(
            _("调整日期 {on} 不晚于现有沿革的起始日 {starts_on}；请填写更晚的日期。").format(
                on=on, starts_on=current.starts_on
            )
        )
    before = describe(body)
    current.ends_on = on
    current.save(update_fields=["ends_on"])
    body.name = name or body.name
    body.short_name = short_name or (name if name else body.short_name)
    body.kind = kind or body.kind
    body.parent = parent or body.parent
    body.full_clean(exclude=["lineage", "public_body"])
    body.save()
    _place(body)
    BodyPeriod.objects.create(
        body=body,
        name=body.name,
        short_name=body.short_name,
        kind=body.kind,
        parent=body.parent,
        basis=basis,
        starts_on=on,
    )
    BodyPage.objects.filter(body=body).update(title=body.name, draft_title=body.name)
    was, now = changes(before, describe(body))
    record(
        acts.BODY_REORGANISED,
        by=acting_user,
        body=body,
        subject=body,
        before=was,
        after={**now, "on": on},
        reason=basis,
        at=at,
    )
    signals.facts_changed.send(sender=PublicBody, body=body, on=on)
    return body


@transaction.atomic
def abolish_body(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    on: date,
    basis: str,
    successor: PublicBody | None = None,
) -> PublicBody:
    """Abolish a body from a day on, or merge it into its successor, to whom its units pass.

    Its pages and its record remain. Whoever serves the successor answers for them from then on.
    """
    require(acting_user, MANAGE_TREE, body.parent or body)
    _refuse_abolished(body)
    if successor is not None:
        require(acting_user, MANAGE_TREE, successor)
        _refuse_successor(body, successor, on)
    units = list(body.children.standing_on(on).exclude(pk=body.pk))
    if units and successor is None:
        raise ActionError(
            _("“{body}”之下还有“{units}”；请先撤销或划转下级机构。").format(
                body=body, units=units[0]
            )
        )
    if body.is_public and successor is None:
        # 行政诉讼法第二十六条第六款：由继续行使其职权的行政机关承担。
        raise ActionError(
            _("“{body}”是{kind}，撤销后其信息仍须有机关负责；请选择承接其职权的机关。").format(
                body=body, kind=body.get_kind_display()
            )
        )
    for unit in units:
        reorganise_body(unit, acting_user=acting_user, at=at, on=on, basis=basis, parent=successor)
    body.abolished_on, body.successor = on, successor
    body.full_clean(exclude=["lineage", "public_body"])
    body.save()
    _end_all(body, on)
    record(
        acts.BODY_ABOLISHED,
        by=acting_user,
        body=body,
        subject=body,
        after={
            "abolished_on": on,
            "successor": str(successor or ""),
            "units": [unit.name for unit in units],
        },
        reason=basis,
        at=at,
    )
    if successor is not None:
        signals.facts_changed.send(sender=PublicBody, body=successor, on=on)
    return body


def _refuse_abolished(body: PublicBody) -> None:
    if body.abolished_on is not None:
        raise ActionError(
            _("“{body}”已于 {abolished_on} 撤销，不能再调整。").format(
                body=body, abolished_on=body.abolished_on
            )
        )


def _refuse_successor(body: PublicBody, successor: PublicBody, on: date) -> None:
    if successor.lies_beneath(body):
        raise ActionError(
            _("“{successor}”是“{body}”本身或其下级，不能承接其职权；请另选机关。").format(
                successor=successor, body=body
            )
        )
    if not PublicBody.objects.standing_on(on).filter(pk=successor.pk).exists():
        raise ActionError(
            _("“{successor}”在 {on} 尚未设立或已经撤销；请另选机关或核对日期。").format(
                successor=successor, on=on
            )
        )
    if body.is_public and not successor.is_public:
        raise ActionError(
            _("“{successor}”是{kind}，不能承接“{body}”的职权；请另选机关。").format(
                successor=successor, kind=successor.get_kind_display(), body=body
            )
        )


def _end_all(body: PublicBody, on: date) -> None:
    """End what holds for the body that day; a role that has not begun never does."""
    for rows in (
        body.periods.all(),
        body.contacts.all(),
        body.responsibilities.all(),
        Term.objects.filter(post__body=body),
        GroupVersion.objects.filter(group__body=body),
    ):
        late = rows.filter(ends_on=None, starts_on__gte=on).first()
        if late is not None:
            raise ActionError(
                _("撤销日期 {on} 不晚于“{late}”的起始日 {starts_on}；请填写更晚的日期。").format(
                    on=on, late=late, starts_on=late.starts_on
                )
            )
        rows.filter(ends_on=None).update(ends_on=on)
    body.posts.filter(closed_on=None).update(closed_on=on)
    running = Q(ends_on=None) | Q(ends_on__gt=on)
    body.memberships.filter(running).update(ends_on=Greatest("starts_on", Value(on)))
