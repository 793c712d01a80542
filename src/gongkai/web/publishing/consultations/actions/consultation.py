"""Start a public consultation, change it before it is out, and open it with its release."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from html import escape

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from gongkai.statute.parameters import parameter
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import ContactDetails, PublicBody
from gongkai.web.journal.recording import changes, describe, record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.consultations import acts
from gongkai.web.publishing.consultations.models import OpinionChannel, PublicConsultation
from gongkai.web.publishing.consultations.permissions import HANDLE_OPINIONS
from gongkai.web.publishing.items.actions.draft import draft_item, revise_item, working_copy
from gongkai.web.publishing.items.models import ItemPage

PERIOD = "public_consultation"
ROW = "work.consultation"
# 考核的通行要求，不是法定数目.
FEWEST_CHANNELS = 4
FACTS = (
    "days",
    "short_reason",
    "takes_web",
    "letter_address",
    "phone",
    "visit_address",
    "email",
)
_DRAFT_BEGINS = re.compile(r"<h2[^>]*>征求意见稿</h2>")


def shortest_period(on: date) -> int:
    """The least number of days that needs no reason."""
    return parameter(PERIOD, on).amount


def proposed_channels(body: PublicBody, on: date) -> dict[str, str]:
    """Where opinions can be sent, from the body's contact details of that day."""
    contacts = ContactDetails.objects.on(on).filter(body=body.public_body or body).first()
    if contacts is None:
        return {}
    postcode = f"，邮编{contacts.postcode}" if contacts.postcode else ""
    return {
        "letter_address": f"{contacts.address}，{contacts.office_name}{postcode}",
        "phone": contacts.phone,
        "visit_address": f"{contacts.address}，{contacts.office_name}，{contacts.hours}",
        "email": contacts.email,
    }


@transaction.atomic
def start_consultation(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    title: str,
    summary: str,
    draft: str,
    facts: Mapping[str, object],
) -> PublicConsultation:
    """Draft the notice of a consultation: an ordinary item that goes the ordinary way.

    ``draft`` is the text asked about, as HTML; ``facts`` are the fields of `FACTS`.
    """
    require(acting_user, HANDLE_OPINIONS, body)
    today = timezone.localdate(at)
    consultation = PublicConsultation(body=body, **facts)
    _check(consultation, today)
    item = draft_item(
        body,
        acting_user=acting_user,
        title=title,
        row=CatalogueRow.objects.of(body).get(plain_code=ROW),
        formed_on=today,
        summary=summary,
        text=notice_text(consultation) + f"<h2>征求意见稿</h2>{draft}",
        at=at,
    )
    consultation.item = item
    consultation.full_clean()
    consultation.save()
    record(
        acts.CONSULTATION_STARTED,
        by=acting_user,
        body=body,
        subject=item,
        after=describe(consultation, FACTS),
        at=at,
    )
    return consultation


@transaction.atomic
def revise_consultation(
    consultation: PublicConsultation,
    *,
    acting_user: User,
    at: datetime,
    facts: Mapping[str, object],
) -> PublicConsultation:
    """Another period or other channels, as long as the notice is not out. The notice says the same."""
    require(acting_user, HANDLE_OPINIONS, consultation.body)
    current = PublicConsultation.objects.select_for_update().get(pk=consultation.pk)
    if current.closes_on is not None:
        raise WrongState(
            gettext("公告已经发布，期限和途径不能再改；确需变更的，请撤下后重新征集。")
        )
    before = describe(current, FACTS)
    for name, value in facts.items():
        setattr(current, name, value)
    _check(current, timezone.localdate(at))
    current.full_clean()
    current.save()
    text = working_copy(current.item).text
    found = _DRAFT_BEGINS.search(text)
    revise_item(
        current.item,
        acting_user=acting_user,
        text=notice_text(current) + (text[found.start() :] if found else text),
        at=at,
    )
    was, now = changes(before, describe(current, FACTS))
    record(
        acts.CONSULTATION_REVISED,
        by=acting_user,
        body=current.body,
        subject=current.item,
        before=was,
        after=now,
        at=at,
    )
    return current


def open_consultation(item: ItemPage, *, on: date) -> None:
    """The period begins with the release of the notice, and anew after a withdrawal.

    ``item`` is the notice as it was before; another version of a notice that is out changes nothing.
    """
    consultation = PublicConsultation.objects.filter(item=item.pk).first()
    if consultation is None:
        return
    if consultation.closes_on is not None and item.withdrawn_on is None:
        return
    consultation.opens_on = on
    consultation.closes_on = on + timedelta(days=consultation.days)
    consultation.save(update_fields=["opens_on", "closes_on"])


def _check(consultation: PublicConsultation, on: date) -> None:
    least = shortest_period(on)
    if consultation.days < 1:
        raise ActionError(gettext("征集天数至少为 1 日。"))
    if consultation.days < least and not consultation.short_reason.strip():
        raise ActionError(
            gettext(
                "征集期限一般不少于 {least} 日（《重大行政决策程序暂行条例》第十五条）；"
                "确需缩短为 {days} 日的，请写明理由，理由将随公告公布。"
            ).format(least=least, days=consultation.days)
        )
    if len(consultation.channels) < FEWEST_CHANNELS:
        named = "、".join(str(channel.label) for channel, _ in consultation.channels) or "没有"
        raise ActionError(
            gettext(
                "提出意见的途径应不少于 {fewest_channels} 种，目前：{named}；请补充来信、电话、当面或邮箱。"
            ).format(fewest_channels=FEWEST_CHANNELS, named=named)
        )


SENTENCES: dict[OpinionChannel, str] = {
    OpinionChannel.WEB: "网上提交：在本网站“意见征集”栏目打开本公告，填写意见。",
    OpinionChannel.LETTER: "来信：{place}，信封注明“征求意见”。",
    OpinionChannel.PHONE: "电话：{place}。",
    OpinionChannel.VISIT: "当面提出：{place}。",
    OpinionChannel.EMAIL: "电子邮件：{place}，主题注明“征求意见”。",
}


def notice_text(consultation: PublicConsultation) -> str:
    """What the notice says before the text asked about: how long, by which ways, what becomes of it."""
    lines = [
        "<h2>征求意见的期限</h2>",
        f"<p>自本公告发布的次日起 {consultation.days} 日。截止日期以本页标明的为准。</p>",
    ]
    if consultation.short_reason.strip():
        lines.append(f"<p>期限缩短的理由：{escape(consultation.short_reason.strip())}</p>")
    ways = [
        SENTENCES[channel].format(place=escape(place)) for channel, place in consultation.channels
    ]
    lines += ["<h2>提出意见的途径</h2>", "<ol>", *(f"<li>{way}</li>" for way in ways), "</ol>"]
    lines.append(
        "<p>姓名和联系方式可以不填，不会公开。征集结束后公布收到意见的数量、采纳情况和未采纳的理由。</p>"
    )
    return "".join(lines)
