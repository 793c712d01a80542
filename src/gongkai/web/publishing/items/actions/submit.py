"""Send an item on its way, and call it back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import require
from gongkai.web.approvals import engine
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.publishing.items import acts
from gongkai.web.publishing.items.actions.draft import working_copy
from gongkai.web.publishing.items.elsewhere import refuse_foreign
from gongkai.web.publishing.items.gate import pass_gate
from gongkai.web.publishing.items.models import Attribute, ItemPage, Release
from gongkai.web.publishing.items.posting_period import is_list_of_people, period_of
from gongkai.web.publishing.items.release_procedure import RELEASES
from gongkai.web.publishing.items.risks import card_of
from gongkai.web.publishing.items.routes import route_of
from gongkai.web.publishing.permissions import DRAFT
from gongkai.web.vetting.models import Moment


def missing_facts(item: ItemPage) -> dict[str, str]:
    """What 条例第十二条 and the site's standard want of an item and is not there yet, by field."""
    missing = {}
    if not item.title.strip():
        missing["title"] = "标题"
    if not item.summary.strip():
        missing["summary"] = "内容概述"
    if item.formed_on is None:
        missing["formed_on"] = "成文日期"
    if not item.text.strip() and not item.attachments.exists():
        missing["text"] = "正文或附件"
    if is_list_of_people(item) and item.take_down_on is None and period_of(item.row) is None:
        missing["take_down_on"] = "公示截止后撤下日"
    return missing


def submit_item(
    item: ItemPage, *, acting_user: User, at: datetime, go_live_at: datetime | None = None
) -> Release:
    """Screen the working copy and send it to the first review.

    Raises:
        Blocked: the screening found what must not go out; the attempt and what was seen are kept.
    """
    require(acting_user, DRAFT, item.body)
    today = timezone.localdate(at)
    copy = _ready_copy(ItemPage.objects.whole().get(pk=item.pk), today)
    pass_gate(copy, moment=Moment.SUBMIT, by=acting_user, at=at)
    with transaction.atomic():
        current = ItemPage.objects.select_for_update().get(pk=item.pk)
        _refuse_open(current)
        if current.latest_revision_id != copy.latest_revision_id:
            raise WrongState(
                _("“{copy_title}”在筛查时又有修改；请重新提交。").format(copy_title=copy.title)
            )
        route = route_of(copy, today)
        card = card_of(copy.row)
        release = Release.objects.create(
            item=current,
            body=current.body,
            revision=current.latest_revision,
            route=[stage.value for stage in route],
            stage=route[0],
            submitted_by=acting_user,
            submitted_at=at,
            go_live_at=go_live_at,
        )
        record(
            acts.SUBMITTED,
            by=acting_user,
            body=current.body,
            subject=current,
            after={
                "route": release.route,
                "revision": release.revision_id,
                "go_live_at": go_live_at,
                "risk_card": card.id if card else "",
            },
            at=at,
        )
    return release


def _refuse_open(item: ItemPage) -> None:
    if item.releases.filter(state__in=RELEASES.open_states).exists():
        raise WrongState(
            _("“{item_title}”已在审核中，无须重复提交。").format(item_title=item.title)
        )


def _ready_copy(item: ItemPage, on: date) -> ItemPage:
    """The working copy, with everything that a review wants to see."""
    _refuse_open(item)
    copy = working_copy(item)
    if copy.body is not None:
        refuse_foreign(copy.body, copy.title, copy.text)
    if copy.attribute != Attribute.PROACTIVE:
        raise ActionError(
            _("“{copy_title}”的公开属性是“{attribute}”，不能发布；如应公开，请先修改属性。").format(
                copy_title=copy.title, attribute=copy.get_attribute_display()
            ),
            fields=("attribute",),
        )
    missing = missing_facts(copy)
    if list(missing) == ["take_down_on"]:
        raise ActionError(
            _(
                "“{copy_title}”含人员名单，须填写公示截止后撤下日；到日自动撤下，不长期挂网。"
            ).format(copy_title=copy.title),
            fields=("take_down_on",),
        )
    if missing:
        raise ActionError(
            _("“{copy_title}”还缺{missing}；请补齐后再提交。").format(
                copy_title=copy.title, missing="、".join(missing.values())
            ),
            fields=tuple(missing),
        )
    if copy.take_down_on is not None and copy.take_down_on <= on:
        raise ActionError(
            _("撤下日 {take_down_on} 已到；请改定撤下日。").format(take_down_on=copy.take_down_on),
            fields=("take_down_on",),
        )
    if copy.formed_on > on:
        raise ActionError(
            _("成文日期 {formed_on} 晚于今天；请核对日期。").format(formed_on=copy.formed_on),
            fields=("formed_on",),
        )
    return copy


def recall_release(release: Release, *, acting_user: User, at: datetime, reason: str) -> Release:
    """The drafters call an item back before it is released."""
    recalled: Release = engine.call_back(
        RELEASES, release, acting_user=acting_user, at=at, reason=reason
    )
    return recalled
