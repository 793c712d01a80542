"""Say publicly what came of a consultation; afterwards forget who wrote."""

from __future__ import annotations

from datetime import datetime
from html import escape

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext

from gongkai.letters.writing import in_chinese
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import require
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.consultations import acts
from gongkai.web.publishing.consultations.models import (
    Adoption,
    OpinionChannel,
    OpinionGroup,
    PublicConsultation,
    PublicConsultationState,
)
from gongkai.web.publishing.consultations.permissions import HANDLE_OPINIONS
from gongkai.web.publishing.items.actions.draft import draft_item, revise_item
from gongkai.web.publishing.items.actions.link import link_items
from gongkai.web.publishing.items.models import ItemPage, LinkKind

ROW = "work.consultation_result"


@transaction.atomic
def draft_result(consultation: PublicConsultation, *, acting_user: User, at: datetime) -> ItemPage:
    """Draft the statement of the result from the answers; it then goes the way of every item.

    A statement that is not out yet is written anew from the answers as they are now.
    """
    require(acting_user, HANDLE_OPINIONS, consultation.body)
    current = PublicConsultation.objects.select_for_update().get(pk=consultation.pk)
    today = timezone.localdate(at)
    if current.closes_on is None or today <= current.closes_on:
        raise WrongState(gettext("征集尚未结束，不能起草结果。"))
    if current.state_on(today) == PublicConsultationState.ANSWERED:
        raise WrongState(
            gettext("结果“{draft_title}”已经公布。").format(draft_title=current.result.draft_title)
        )
    ungrouped = current.opinions.filter(group=None).count()
    if ungrouped:
        raise ActionError(
            gettext("还有 {ungrouped} 条意见没有归类；请先归类并答复。").format(ungrouped=ungrouped)
        )
    open_group = current.groups.filter(adoption="").first()
    if open_group is not None:
        raise ActionError(
            gettext("“{gist}”还没有答复；请先写明采纳情况。").format(gist=open_group.gist)
        )
    if current.result_id is not None and not current.result.live:
        return revise_item(
            current.result, acting_user=acting_user, text=result_text(current), at=at
        )
    title = current.item.title.removesuffix("公告").removesuffix("的")
    item = draft_item(
        current.body,
        acting_user=acting_user,
        title=f"{title}结果反馈",
        row=CatalogueRow.objects.of(current.body).get(plain_code=ROW),
        formed_on=today,
        summary=f"“{current.item.title}”收到意见的数量、采纳情况和未采纳的理由。",
        text=result_text(current),
        at=at,
    )
    link_items(item, current.item, kind=LinkKind.RESULT_OF, acting_user=acting_user, at=at)
    current.result = item
    current.save(update_fields=["result"])
    record(
        acts.RESULT_DRAFTED,
        by=acting_user,
        body=current.body,
        subject=item,
        after={"consultation": current.pk},
        at=at,
    )
    return item


HEADINGS = (
    (Adoption.ADOPTED, "采纳的意见"),
    (Adoption.PARTLY, "部分采纳的意见"),
    (Adoption.NOT_ADOPTED, "未采纳的意见和理由"),
)


def result_text(consultation: PublicConsultation) -> str:
    """The statement as HTML: how many by each channel, what was adopted, what was not and why."""
    lines = [
        f"<p>{escape(consultation.body.name)}于{in_chinese(consultation.opens_on)}发布"
        f"“{escape(consultation.item.title)}”，向社会公开征求意见，"
        f"{in_chinese(consultation.closes_on)}截止。</p>"
    ]
    total = consultation.opinions.count()
    if not total:
        return "".join([*lines, "<p>征集期间没有收到意见。</p>"])
    by_channel = dict(
        consultation.opinions.order_by().values_list("channel").annotate(number=Count("pk"))
    )
    parts = [
        f"{channel.label} {by_channel[channel]} 条"
        for channel in OpinionChannel
        if channel in by_channel
    ]
    late = consultation.opinions.filter(is_late=True).count()
    note = f"其中截止后收到 {late} 条，一并研究。" if late else ""
    groups = list(consultation.groups.annotate(number=Count("opinions")).filter(~Q(number=0)))
    counts = {
        adoption: sum(group.number for group in groups if group.adoption == adoption)
        for adoption, _ in HEADINGS
    }
    lines.append(
        f"<p>共收到意见 {total} 条：{'、'.join(parts)}。{note}采纳 {counts[Adoption.ADOPTED]} 条，"
        f"部分采纳 {counts[Adoption.PARTLY]} 条，未采纳 {counts[Adoption.NOT_ADOPTED]} 条。</p>"
    )
    for adoption, heading in HEADINGS:
        chosen = [group for group in groups if group.adoption == adoption]
        if chosen:
            points = "".join(f"<li>{_line(group)}</li>" for group in chosen)
            lines.append(f"<h2>{heading}</h2><ol>{points}</ol>")
    return "".join(lines)


def _line(group: OpinionGroup) -> str:
    gist = escape(group.gist.rstrip("。"))
    word = "理由" if group.adoption == Adoption.NOT_ADOPTED else "说明"
    reason = f"{word}：{escape(group.reason.rstrip('。'))}。" if group.reason else ""
    return f"{gist}（{group.number} 条）。{reason}"


@transaction.atomic
def forget_contacts(consultation: PublicConsultation, *, acting_user: User, at: datetime) -> int:
    """After the result is out, delete who wrote and how to reach them; how many were deleted."""
    require(acting_user, HANDLE_OPINIONS, consultation.body)
    current = PublicConsultation.objects.select_for_update().get(pk=consultation.pk)
    if current.state_on(timezone.localdate(at)) != PublicConsultationState.ANSWERED:
        raise WrongState(gettext("结果公布以后才能删除意见人的姓名和联系方式。"))
    if current.contacts_forgotten_on is not None:
        raise WrongState(
            gettext("已于 {contacts_forgotten_on} 删除。").format(
                contacts_forgotten_on=current.contacts_forgotten_on
            )
        )
    named = current.opinions.exclude(name=None, contact=None)
    number = named.count()
    current.opinions.update(name=None, contact=None, address_digest="")
    current.contacts_forgotten_on = timezone.localdate(at)
    current.save(update_fields=["contacts_forgotten_on"])
    record(
        acts.CONTACTS_FORGOTTEN,
        by=acting_user,
        body=current.body,
        subject=current.item,
        after={"opinions": number},
        at=at,
    )
    return number
