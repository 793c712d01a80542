"""Take a list of appeals in, tell somebody the right door, write down how an issue was answered."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.documents.tabular import Sheet
from gongkai.papers.appeals import (
    DAYS_APART,
    Matter,
    ReadAppeal,
    appeals_of,
    is_request,
    same_matters,
    unit_of,
)
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.files.confined import jobs, pool
from gongkai.web.files.tables import WrongCells
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.supervision import acts
from gongkai.web.supervision.ledgers.models import (
    Appeal,
    AppealDoor,
    AppealImport,
    CountUnit,
    PublicIssue,
)
from gongkai.web.supervision.naming import refuse_persons
from gongkai.web.supervision.permissions import KEEP_RECORDS

MOST = 5_000
LONGEST = 300
MOST_LEFT_OUT = 200


def _person(acting_user: User | Platform) -> User | None:
    return acting_user if isinstance(acting_user, User) else None


@transaction.atomic
def take_in_appeals(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    door: str,
    name: str,
    data: bytes,
    sheet: Sheet,
    unit: str = "",
) -> AppealImport:
    """Every line of a list, masked. A line with the number of an earlier one, or with its day and words, brings it up to date.

    A line that cannot be read is left out and told; the others are taken in. ``unit`` is what the list itself counts in,
    else what this door was counted in before, else 件; the file is not kept.

    Raises:
        WrongCells: not one line can be read.
        ActionError: no line in it.
    """
    require(acting_user, KEEP_RECORDS, body)
    read, wrong = appeals_of(sheet.rows)
    today = timezone.localdate(at)
    wrong += [
        _("第 {row} 行：受理日期 {on} 晚于今天；请核对。").format(row=each.row, on=each.received_on)
        for each in read
        if each.received_on > today
    ]
    wrong += [
        _("第 {row} 行：办结日期 {on} 晚于今天；请核对。").format(row=each.row, on=each.answered_on)
        for each in read
        if each.received_on <= today < (each.answered_on or today)
    ]
    read = [each for each in read if max(each.received_on, each.answered_on or today) <= today]
    if wrong and not read:
        raise WrongCells(wrong)
    if not read:
        raise ActionError(_("表里没有一行有内容；请选择有诉求内容的表。"))
    texts = [text for each in read for text in (each.gist, each.number, each.topic)]
    masked = pool.run(jobs.anybody_masked, texts, name=name)
    before = AppealImport.objects.filter(body=body, door=door).order_by("-pk").first()
    source = AppealImport.objects.create(
        body=body,
        door=AppealDoor(door),
        # A file's name may hold a person's.
        name=pool.run(jobs.masked_words, [name], name=name)[0][:200],
        sha256=sha256(data).hexdigest(),
        unit=unit or unit_of(sheet) or (before.unit if before else CountUnit.CASE),
        rows=len(read),
        added=0,
        updated=0,
        repeated=0,
        unread_columns=[cell.text[:40] for cell in sheet.unknown][:20],
        left_out=pool.run(jobs.anybody_masked, wrong[:MOST_LEFT_OUT], name=name) if wrong else [],
        entered_by=_person(acting_user),
        entered_at=at,
    )
    _store(source, read, masked, at)
    record(
        acts.APPEALS_TAKEN_IN,
        by=acting_user,
        body=body,
        subject=source,
        after={
            "door": source.door,
            "rows": source.rows,
            "added": source.added,
            "updated": source.updated,
            "repeated": source.repeated,
            "left_out": len(wrong),
            "sha256": source.sha256,
        },
        at=at,
    )
    return source


def _store(
    source: AppealImport, read: Sequence[ReadAppeal], masked: Sequence[str], at: datetime
) -> None:
    numbers = [masked[3 * at_row + 1][:40] for at_row in range(len(read))]
    known = {
        appeal.number: appeal
        for appeal in Appeal.objects.filter(
            body=source.body, door=source.door, number__in=[each for each in numbers if each]
        )
    }
    # A list without numbers, or whose numbers were not read before: the same day and words are the same line.
    unnumbered: dict[tuple[date, str], list[Appeal]] = defaultdict(list)
    for appeal in Appeal.objects.filter(
        body=source.body,
        door=source.door,
        number="",
        received_on__in={line.received_on for line in read},
    ).order_by("-pk"):
        unnumbered[appeal.received_on, appeal.gist].append(appeal)
    fresh: dict[str, Appeal] = {}
    changed, plain = [], []
    for place, line in enumerate(read):
        gist, number, topic = masked[3 * place : 3 * place + 3]
        number = number[:40]
        present = known.get(number) or fresh.get(number) if number else None
        alike = unnumbered[line.received_on, gist[:LONGEST]]
        if present is None and alike:
            present = alike.pop()
            present.number = number
            known[number or f"#{present.pk}"] = present
        if present is not None:
            present.answered_on = line.answered_on or present.answered_on
            present.is_answered = present.is_answered or line.is_answered
            if present.pk is not None:
                changed.append(present)
            continue
        appeal = Appeal(
            body=source.body,
            source=source,
            door=source.door,
            number=number,
            received_on=line.received_on,
            topic=topic[:60],
            gist=gist[:LONGEST],
            answered_on=line.answered_on,
            is_answered=line.is_answered,
            looks_like_request=is_request(line.gist),
            entered_by=source.entered_by,
            entered_at=at,
        )
        if number:
            fresh[number] = appeal
        plain.append(appeal)
    changed = list({appeal.pk: appeal for appeal in changed}.values())
    Appeal.objects.bulk_update(changed, ["number", "answered_on", "is_answered"], batch_size=500)
    made = Appeal.objects.bulk_create(plain, batch_size=500)
    source.added, source.updated = len(made), len(changed)
    source.repeated = _mark_repeated(source, made)
    source.save(update_fields=["added", "updated", "repeated"])


def _mark_repeated(source: AppealImport, made: Sequence[Appeal]) -> int:
    if not made:
        return 0
    span = timedelta(days=DAYS_APART)
    days = [appeal.received_on for appeal in made]
    before = (
        Appeal.objects.counted()
        .filter(body=source.body, received_on__range=(min(days) - span, max(days) + span))
        .exclude(door=source.door)
    )
    known = [Matter(*told) for told in before.values_list("pk", "received_on", "gist", "door")]
    new = [Matter(appeal.pk, appeal.received_on, appeal.gist, source.door) for appeal in made]
    same = dict(same_matters(known, new))
    by_key = {appeal.pk: appeal for appeal in made}
    for key, first in same.items():
        by_key[key].same_as_id = first
    Appeal.objects.bulk_update([by_key[key] for key in same], ["same_as"], batch_size=500)
    return len(same)


@transaction.atomic
def part_appeal(
    appeal: Appeal, *, acting_user: User | Platform, at: datetime, reason: str
) -> Appeal:
    """It is no repetition after all: count it by itself."""
    require(acting_user, KEEP_RECORDS, appeal.body)
    current = Appeal.objects.select_for_update(of=("self",)).get(pk=appeal.pk)
    if current.same_as_id is None:
        raise WrongState(_("这一条没有标为重复。"))
    before = current.same_as_id
    current.same_as = None
    current.save(update_fields=["same_as"])
    record(
        acts.APPEAL_PARTED,
        by=acting_user,
        body=current.body,
        subject=current,
        before={"same_as": before},
        reason=reason,
        at=at,
    )
    return current


@transaction.atomic
def route_appeal(appeal: Appeal, *, acting_user: User | Platform, at: datetime, on: date) -> Appeal:
    """Record that somebody who asked for information by another door was told the right one."""
    require(acting_user, KEEP_RECORDS, appeal.body)
    current = Appeal.objects.select_for_update(of=("self",)).get(pk=appeal.pk)
    if not current.looks_like_request:
        raise WrongState(_("这一条不是申请政府信息，无须告知申请渠道。"))
    if current.routed_on is not None:
        raise WrongState(_("已于 {on} 告知，无须重复登记。").format(on=current.routed_on))
    if not current.received_on <= on <= timezone.localdate(at):
        raise ActionError(
            _("告知日期应在受理日期 {received} 和今天之间；请核对。").format(
                received=current.received_on
            )
        )
    current.routed_on = on
    current.save(update_fields=["routed_on"])
    record(
        acts.APPEAL_ROUTED,
        by=acting_user,
        body=current.body,
        subject=current,
        after={"routed_on": on},
        at=at,
    )
    return current


NOBODY = _lazy("只写事实，不写是谁，请删去。")
OF_A_PERSON = re.compile(
    r"/(?:user|u|users|profile|people|space|home)/|/@|[?&](?:uid|user_?id|sec_uid)="
)
"""An address of somebody's page with a network, not of what was posted."""


@transaction.atomic
def enter_issue(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    title: str,
    found_at: datetime,
    link: str = "",
    is_grave: bool = False,
    fact: str = "",
) -> PublicIssue:
    """Something about the body is talked of: the clock of the answer runs."""
    require(acting_user, KEEP_RECORDS, body)
    if found_at > at:
        raise ActionError({"found_at": _("发现时间晚于现在；请核对。")})
    refuse_persons(NOBODY, title=title, fact=fact)
    if OF_A_PERSON.search(link):
        raise ActionError({"link": _("这是发帖人的主页；只填原帖或者报道的网址，不记录是谁发的。")})
    issue = PublicIssue(
        body=body,
        title=title,
        found_at=found_at,
        link=link,
        is_grave=is_grave,
        fact=fact,
        entered_by=_person(acting_user),
        entered_at=at,
    )
    issue.full_clean()
    issue.save()
    record(
        acts.ISSUE_ENTERED,
        by=acting_user,
        body=body,
        subject=issue,
        after={"found_at": found_at, "is_grave": is_grave},
        at=at,
    )
    return issue


@transaction.atomic
def answer_issue(
    issue: PublicIssue,
    *,
    acting_user: User | Platform,
    at: datetime,
    answered_at: datetime,
    whole: bool,
    fact: str,
    reply: str,
    reply_url: str = "",
    reply_item: ItemPage | None = None,
) -> PublicIssue:
    """An answer went out: the first, or the whole. The whole one names the fact and where the answer stands."""
    require(acting_user, KEEP_RECORDS, issue.body)
    current = PublicIssue.objects.select_for_update(of=("self",)).get(pk=issue.pk)
    if current.full_reply_at is not None:
        raise WrongState(_("这件舆情已全面回应；后续情况请另行登记。"))
    if not current.found_at <= answered_at <= at:
        raise ActionError({"answered_at": _("回应时间应在发现时间和现在之间；请核对。")})
    if not reply.strip():
        raise ActionError({"reply": _("请写明回应的内容。")})
    if whole and not (fact.strip() and (reply_url or reply_item)):
        raise ActionError(_("全面回应要写明核实的事实，并附回应的网址或者公开信息。"))
    refuse_persons(NOBODY, fact=fact, reply=reply)
    current.first_reply_at = current.first_reply_at or answered_at
    if whole:
        current.full_reply_at = answered_at
    current.fact, current.reply = fact.strip(), reply.strip()
    current.reply_url, current.reply_item = reply_url, reply_item
    current.full_clean()
    current.save()
    record(
        acts.ISSUE_ANSWERED,
        by=acting_user,
        body=current.body,
        subject=current,
        after={"answered_at": answered_at, "whole": whole, "url": reply_url},
        at=at,
    )
    return current
