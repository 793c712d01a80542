"""Take opinions in, put equal ones together, and answer them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.accounts.keys import keyed
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import require
from gongkai.web.journal.origin import Origin, acting_from
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.office.limits import mark_of_address, refuse_too_many
from gongkai.web.publishing.consultations import acts
from gongkai.web.publishing.consultations.models import (
    Adoption,
    Opinion,
    OpinionChannel,
    OpinionGroup,
    PublicConsultation,
    PublicConsultationState,
)
from gongkai.web.publishing.consultations.permissions import HANDLE_OPINIONS

LONGEST, LONGEST_CONTACT = 5000, 100
_INSIGNIFICANT = re.compile(r"[\W_]+")


@transaction.atomic
def receive_opinion(
    consultation: PublicConsultation,
    *,
    at: datetime,
    text: str,
    name: str = "",
    contact: str = "",
    address: str = "",
) -> Opinion:
    """An opinion from the public form. Returns it with the receipt number for its sender.

    Raises:
        TooMany: the same network address has sent too many within the hour or the day.
        WrongState: the form is not open.
    """
    day = timezone.localtime(at).date()
    current = PublicConsultation.objects.select_for_update().get(pk=consultation.pk)
    if not PublicConsultation.objects.public().filter(pk=current.pk).exists():
        raise WrongState(_("该公告目前没有公开，不能提交意见。"))
    if not current.takes_opinions_on(day):
        raise WrongState(_("征集已经结束，网上不再接收意见；可以电话或者来信联系。"))
    mark = mark_of_address(address)
    told = _("您提交得太频繁，请过一小时再提交，也可以电话或者来信提出。")
    refuse_too_many(Opinion.objects.all(), mark, moment="received_at", at=at, told=told)
    opinion = _keep(
        current,
        channel=OpinionChannel.WEB,
        received_on=day,
        at=at,
        text=text,
        name=name,
        contact=contact,
        address_digest=mark,
    )
    # The journal is for ever; the sender's address does not belong in it.
    with acting_from(Origin("web")):
        record(
            acts.OPINION_RECEIVED,
            by=None,
            body=current.body,
            subject=opinion,
            after={"consultation": current.pk, "channel": opinion.channel},
            at=at,
        )
    return opinion


@transaction.atomic
def enter_opinion(
    consultation: PublicConsultation,
    *,
    acting_user: User,
    at: datetime,
    channel: OpinionChannel,
    received_on: date,
    text: str,
    name: str = "",
    contact: str = "",
) -> Opinion:
    """An opinion from paper, by telephone or by mouth, typed in by the clerk; a late one is marked."""
    require(acting_user, HANDLE_OPINIONS, consultation.body)
    current = PublicConsultation.objects.select_for_update().get(pk=consultation.pk)
    today = timezone.localdate(at)
    if current.opens_on is None:
        raise WrongState(_("公告尚未发布，不能登记意见。"))
    if current.state_on(today) == PublicConsultationState.ANSWERED:
        raise WrongState(_("征集结果已经公布，不能再登记意见；新收到的意见请另行答复。"))
    if not current.opens_on <= received_on <= today:
        raise ActionError(
            _("收到日期应在 {opens_on} 至今天（{today}）之间，填写的是 {received_on}。").format(
                opens_on=current.opens_on, today=today, received_on=received_on
            )
        )
    opinion = _keep(
        current,
        channel=OpinionChannel(channel),
        received_on=received_on,
        at=at,
        text=text,
        name=name,
        contact=contact,
        entered_by=acting_user,
    )
    record(
        acts.OPINION_ENTERED,
        by=acting_user,
        body=current.body,
        subject=opinion,
        after={"consultation": current.pk, "channel": opinion.channel, "late": opinion.is_late},
        at=at,
    )
    return opinion


def _keep(
    consultation: PublicConsultation,
    *,
    channel: OpinionChannel,
    received_on: date,
    at: datetime,
    text: str,
    name: str,
    contact: str,
    address_digest: str = "",
    entered_by: User | None = None,
) -> Opinion:
    words = text.replace("\x00", "").strip()
    if not words:
        raise ActionError(_("请写明意见。"))
    if len(words) > LONGEST:
        raise ActionError(
            _("意见最多 {longest} 字，现有 {words} 字；请分次提交或者来信。").format(
                longest=LONGEST, words=len(words)
            )
        )
    if max(len(name), len(contact)) > LONGEST_CONTACT:
        raise ActionError(
            _("姓名和联系方式各不超过 {longest_contact} 字。").format(
                longest_contact=LONGEST_CONTACT
            )
        )
    consultation.last_receipt += 1
    consultation.save(update_fields=["last_receipt"])
    digest = keyed(f"words:{consultation.pk}", _INSIGNIFICANT.sub("", words).casefold())
    same = consultation.opinions.filter(digest=digest).exclude(group=None).first()
    opinion = Opinion(
        consultation=consultation,
        receipt_number=f"{consultation.body.code}-{consultation.pk}-{consultation.last_receipt:04}",
        channel=channel,
        received_on=received_on,
        received_at=at,
        is_late=consultation.is_late(received_on),
        text=words,
        name=name.strip() or None,
        contact=contact.strip() or None,
        digest=digest,
        address_digest=address_digest,
        group=same.group if same else None,
        entered_by=entered_by,
    )
    opinion.full_clean(exclude=["text", "name", "contact"])
    opinion.save()
    return opinion


def _unanswered(
    consultation: PublicConsultation, user: User, *, at: datetime
) -> PublicConsultation:
    require(user, HANDLE_OPINIONS, consultation.body)
    current = PublicConsultation.objects.select_for_update().get(pk=consultation.pk)
    if current.state_on(timezone.localdate(at)) == PublicConsultationState.ANSWERED:
        raise WrongState(_("结果已经公布，意见的归类和答复不能再改。"))
    return current


@transaction.atomic
def group_opinions(
    consultation: PublicConsultation,
    *,
    acting_user: User,
    at: datetime,
    digests: Iterable[str],
    gist: str = "",
    group: OpinionGroup | None = None,
) -> OpinionGroup:
    """Put opinions (all that share these words) into a new group, or into one that is there."""
    current = _unanswered(consultation, acting_user, at=at)
    opinions = current.opinions.filter(digest__in=list(digests))
    if not opinions.exists():
        raise ActionError(_("请至少选择一条意见。"))
    if group is None:
        if not gist.strip():
            raise ActionError(_("请用可以公布的话写明意见要点，不写姓名和联系方式。"))
        group = OpinionGroup.objects.create(consultation=current, gist=gist.strip())
    elif group.consultation_id != current.pk:
        raise ActionError(_("所选类别不属于本次征集。"))
    moved = opinions.update(group=group)
    current.groups.filter(opinions=None).exclude(pk=group.pk).delete()
    record(
        acts.OPINIONS_GROUPED,
        by=acting_user,
        body=current.body,
        subject=current.item,
        after={"group": group.pk, "gist": group.gist, "opinions": moved},
        at=at,
    )
    return group


@transaction.atomic
def answer_group(
    group: OpinionGroup,
    *,
    acting_user: User,
    at: datetime,
    adoption: Adoption,
    reason: str,
    gist: str = "",
) -> OpinionGroup:
    """Adopted, partly or not; without adoption in full there is a reason, and it will be public."""
    _unanswered(group.consultation, acting_user, at=at)
    current = OpinionGroup.objects.select_for_update().get(pk=group.pk)
    if adoption != Adoption.ADOPTED and not reason.strip():
        raise ActionError(
            _("“{adoption_label}”须写明理由，理由将公布。").format(
                adoption_label=Adoption(adoption).label
            )
        )
    before = {"adoption": current.adoption, "reason": current.reason}
    current.adoption = Adoption(adoption)
    current.reason = reason.strip()
    current.gist = gist.strip() or current.gist
    current.decided_by = acting_user
    current.decided_at = at
    current.full_clean()
    current.save()
    record(
        acts.OPINIONS_ANSWERED,
        by=acting_user,
        body=current.consultation.body,
        subject=current.consultation.item,
        before=before,
        after={"group": current.pk, "adoption": current.adoption, "reason": current.reason},
        at=at,
    )
    return current
