"""Draft a working rule from its template, and review one that is in force."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.letters.working_rules import kinds, title_of
from gongkai.statute.codelists import codelist
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.journal.recording import describe, record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.items.actions.draft import draft_item
from gongkai.web.publishing.items.models import ItemPage, Validity
from gongkai.web.publishing.permissions import DRAFT
from gongkai.web.publishing.working_rules import acts
from gongkai.web.publishing.working_rules.models import RuleReview
from gongkai.web.publishing.working_rules.permissions import REVIEW_RULES
from gongkai.web.publishing.working_rules.register import PREFIX
from gongkai.web.publishing.working_rules.texts import text_of


@transaction.atomic
def draft_rule(
    body: PublicBody, *, acting_user: User | Platform, at: datetime, kind: str
) -> ItemPage:
    """A rule of the body from its template: an ordinary draft under its own row of the catalogue."""
    require(acting_user, DRAFT, body)
    if not body.is_public:
        raise ActionError(
            _("“{body}”随“{public_body}”执行制度，不单独制定。").format(
                body=body, public_body=body.public_body
            )
        )
    if kind not in {each.id for each in kinds()}:
        raise ActionError(_("没有这项制度的范本；请从列表中选择。"))
    today = timezone.localdate(at)
    title = title_of(body, kind)
    row = CatalogueRow.objects.of(body).get(plain_code=f"work.{kind}")
    draft = ItemPage.objects.standing().filter(body=body, row=row, live=False).first()
    if draft is not None:
        raise WrongState(
            _("“{draft_title}”已在起草，无须重复生成。").format(draft_title=draft.draft_title)
        )
    return draft_item(
        body,
        acting_user=acting_user,
        title=title,
        row=row,
        formed_on=today,
        issued_on=today,
        summary=f"{body.name}的{codelist('working_rows')[kind].label}。",
        text=text_of(body, kind, today),
        at=at,
    )


@transaction.atomic
def draft_missing_rules(
    body: PublicBody, *, acting_user: User | Platform, at: datetime
) -> list[ItemPage]:
    """A draft of every rule that the body neither has nor drafts."""
    require(acting_user, DRAFT, body)
    have = set(
        ItemPage.objects.filter(
            body=body,
            row__code__startswith=PREFIX,
            withdrawn_on=None,
            validity=Validity.VALID,
        ).values_list("row__code", flat=True)
    )
    missing = [each.id for each in kinds() if f"work.{each.id}" not in have]
    if not missing:
        raise WrongState(_("各项制度都已制定或者正在起草。"))
    return [draft_rule(body, acting_user=acting_user, kind=kind, at=at) for kind in missing]


@transaction.atomic
def review_rule(
    item: ItemPage,
    *,
    acting_user: User | Platform,
    at: datetime,
    on: date,
    stays: bool,
    note: str,
    next_on: date,
) -> RuleReview:
    """Somebody looked at a rule in force: it stays, or it is to be revised."""
    require(acting_user, REVIEW_RULES, item.body)
    if not item.row.code.startswith(PREFIX):
        raise WrongState(_("“{draft_title}”不是工作制度。").format(draft_title=item.draft_title))
    if not item.live or item.withdrawn_on is not None or item.validity != Validity.VALID:
        raise WrongState(
            _("“{draft_title}”没有公布或者已不再有效，无须复核。").format(
                draft_title=item.draft_title
            )
        )
    if not note.strip():
        raise ActionError(_("请写明复核意见，例如与现行法律是否一致、执行中有什么问题。"))
    if on > timezone.localdate(at) or next_on <= on:
        raise ActionError(_("复核日期不能晚于今天，下次复核日期应晚于本次；请核对日期。"))
    review = RuleReview.objects.create(
        item_id=item.pk,
        reviewed_on=on,
        stays=stays,
        note=note.strip(),
        next_on=next_on,
        reviewed_by=acting_user if isinstance(acting_user, User) else None,
    )
    record(
        acts.RULE_REVIEWED,
        by=acting_user,
        body=item.body,
        subject=item,
        after=describe(review, ["reviewed_on", "stays", "next_on"]),
        reason=note,
        at=at,
    )
    return review
