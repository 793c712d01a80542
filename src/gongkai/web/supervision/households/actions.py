"""Let a body open look-ups; open one, close one; look a household up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Count, F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.documents.tabular import Sheet
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.files.confined import jobs, pool
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.office.limits import TooMany
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.supervision import acts
from gongkai.web.supervision.households.belonging import (
    LEAST_SHARE,
    share_named,
    words_published,
)
from gongkai.web.supervision.households.models import (
    HouseholdAttempt,
    HouseholdLookup,
    HouseholdPermit,
    HouseholdRow,
)
from gongkai.web.supervision.households.page_pack import PagePack
from gongkai.web.supervision.households.sealing import (
    mark_of,
    open_row,
    plain_name,
    room_for,
    row_mark,
    row_marks,
    seal_row,
)
from gongkai.web.supervision.permissions import ENABLE_HOUSEHOLDS, OPEN_HOUSEHOLDS

LONGEST_DAYS = 60
WRONG_AN_HOUR = 5
"""From one network address."""
WRONG_A_NAME = 10
"""For one name in all look-ups of a body, for as long as they are open: of some ten thousand endings nobody tries more
than a thousandth."""
MOST_IN_A_PACK = 1_000
WRONG_IN_ALL = 500
"""For all names: who walks through many names closes the look-up."""
NUMBER = re.compile(r"[0-9]{17}[0-9X]")
TOTAL_ROW = re.compile(r"(?:合计|总计|小计|共计)[:：]?")
SHOWN = re.compile(r"金额|补贴|补助|项目|标准|面积|月|季度|年度|日期|时间|发放|数量|亩")
HIDDEN = re.compile(r"姓名|身份|证件|号码|账号|帐号|卡号|电话|手机|住址|地址|户主|银行|备注")


def _person(acting_user: User | Platform) -> User | None:
    return acting_user if isinstance(acting_user, User) else None


@transaction.atomic
def enable_households(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    on: date,
    assessment: str,
) -> HouseholdPermit:
    """The county lets a body open look-ups; what the assessment came to stands beside it."""
    require(acting_user, ENABLE_HOUSEHOLDS, body)
    if not assessment.strip():
        raise ActionError({"assessment": _("请写明风险评估的结论。")})
    if HouseholdPermit.objects.filter(body=body, ends_on=None).exists():
        raise WrongState(_("“{body}”已经启用到户查询。").format(body=body))
    permit = HouseholdPermit.objects.create(
        body=body,
        assessment=assessment.strip()[:500],
        starts_on=on,
        entered_by=_person(acting_user),
        entered_at=at,
    )
    record(
        acts.HOUSEHOLDS_ENABLED,
        by=acting_user,
        body=body,
        subject=permit,
        after={"starts_on": on},
        reason=assessment,
        at=at,
    )
    return permit


@transaction.atomic
def disable_households(
    body: PublicBody, *, acting_user: User | Platform, at: datetime, on: date, reason: str
) -> HouseholdPermit:
    """Switched off: every look-up of the body is shut and emptied at once."""
    require(acting_user, ENABLE_HOUSEHOLDS, body)
    permit = HouseholdPermit.objects.select_for_update(of=("self",)).filter(body=body, ends_on=None)
    current = permit.first()
    if current is None:
        raise WrongState(_("“{body}”没有启用到户查询。").format(body=body))
    current.ends_on = on
    current.save(update_fields=["ends_on"])
    for lookup in HouseholdLookup.objects.filter(body=body, closed_on=None):
        _empty(lookup, on)
    record(
        acts.HOUSEHOLDS_DISABLED,
        by=acting_user,
        body=body,
        subject=current,
        after={"ends_on": on},
        reason=reason,
        at=at,
    )
    return current


def shown_columns(heads: Sequence[str]) -> list[str]:
    """The columns that may be shown to the household itself: what it got, never who it is."""
    return [head for head in heads if SHOWN.search(head) and not HIDDEN.search(head)]


@transaction.atomic
def open_households(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    item: ItemPage,
    title: str,
    closes_on: date,
    sheet: Sheet,
    name_field: str,
    number_field: str,
    columns: Sequence[tuple[str, str]],
) -> HouseholdLookup:
    """Open a list for look-up. Of the sheet only sealed lines are kept; ``columns`` are pairs of field and head.

    Raises:
        ActionError: the county has not enabled it, the item is not public, a number is none.
    """
    require(acting_user, OPEN_HOUSEHOLDS, body)
    on = timezone.localdate(at)
    twice = HouseholdLookup.objects.open_on(on).filter(body=body, item=item).first()
    if twice is not None:
        raise WrongState(
            _("这份名单已经开放了查询“{title}”，到 {closes_on}；要换数据请先关闭它。").format(
                title=twice.title, closes_on=twice.closes_on
            )
        )
    people = _examined(body, item, on, closes_on, sheet, (name_field, number_field), columns)
    lookup = HouseholdLookup(
        body=body,
        item=item,
        title=title,
        columns=[head for _field, head in columns],
        opens_on=on,
        closes_on=closes_on,
        households=0,
        entered_by=_person(acting_user),
        entered_at=at,
    )
    lookup.full_clean()
    lookup.save()
    salt, room = str(lookup.pk), room_for(people.values())
    HouseholdRow.objects.bulk_create(
        [
            HouseholdRow(
                lookup=lookup,
                mark=row_mark(salt, name, number[-4:]),
                sealed=seal_row(salt, name, number[-4:], payments, room),
            )
            for (name, number), payments in people.items()
        ],
        batch_size=500,
    )
    lookup.households = len(people)
    lookup.save(update_fields=["households"])
    record(
        acts.HOUSEHOLDS_OPENED,
        by=acting_user,
        body=body,
        subject=lookup,
        after={"item": item.pk, "households": len(people), "closes_on": closes_on},
        at=at,
    )
    return lookup


@transaction.atomic
def pack_households(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    item: ItemPage,
    title: str,
    closes_on: date,
    sheet: Sheet,
    columns: Sequence[tuple[str, str]],
    fields: tuple[str, str, str],
    code: str,
) -> tuple[dict[str, dict[tuple[str, str], list[list[str]]]], PagePack]:
    """What a pack for villages is made of: the people of each village, and what it says openly. Nothing of it is kept here.

    ``fields`` are those of name, number and village.

    Raises:
        ActionError, WrongState: as `open_households`; more people than a pack holds.
    """
    require(acting_user, OPEN_HOUSEHOLDS, body)
    on = timezone.localdate(at)
    name_field, number_field, village_field = fields
    people = _examined(body, item, on, closes_on, sheet, (name_field, number_field), columns)
    if len(people) > MOST_IN_A_PACK:
        raise ActionError(
            _("名单有 {people} 人，一次最多 {most} 人；请按村分开。").format(
                people=len(people), most=MOST_IN_A_PACK
            )
        )
    place = {
        (
            plain_name(row.text(name_field)),
            re.sub(r"\s", "", row.text(number_field)).upper(),
        ): re.sub(r'[\\/:*?"<>|\s.]+', "", row.text(village_field))[:30]
        for row in sheet.rows
    }
    villages: dict[str, dict[tuple[str, str], list[list[str]]]] = {}
    for person, payments in people.items():
        villages.setdefault(place.get(person) or body.short_name, {})[person] = payments
    record(
        acts.HOUSEHOLDS_PACKED,
        by=acting_user,
        body=body,
        subject=item,
        after={
            "households": len(people),
            "villages": len(villages),
            "closes_on": closes_on,
            "code": bool(code.strip()),
        },
        at=at,
    )
    heads = tuple(head for _field, head in columns)
    return villages, PagePack(title, body.name, closes_on, heads, code.strip())


def _examined(
    body: PublicBody,
    item: ItemPage,
    on: date,
    closes_on: date,
    sheet: Sheet,
    fields: tuple[str, str],
    columns: Sequence[tuple[str, str]],
) -> dict[tuple[str, str], list[list[str]]]:
    """The people of a list that may be looked up: the county allows it, the list is public and theirs, for no long time."""
    if not HouseholdPermit.objects.filter(body=body, ends_on=None).exists():
        raise WrongState(_("县里还没有为“{body}”启用到户查询。").format(body=body))
    if not ItemPage.objects.public().filter(pk=item.pk, body__public_body=body).exists():
        raise WrongState(_("这份名单没有公开，不能开放查询；请先公开遮盖后的名单。"))
    if not on < closes_on <= on + timedelta(days=LONGEST_DAYS):
        raise ActionError(
            {"closes_on": _("关闭日期应在明天至 {days} 天之内。").format(days=LONGEST_DAYS)}
        )
    if shown_columns([head for _field, head in columns]) != [head for _field, head in columns]:
        raise ActionError(_("只能显示金额、项目、面积、日期这类列，不能显示身份、账号、电话。"))
    people = people_of(sheet, *fields, [field for field, _head in columns])
    share = share_named((name for name, _number in people), words_published(item))
    if share < LEAST_SHARE:
        raise ActionError(
            _(
                "这份发放名单和公开的“{item}”对不上：{people} 人里只有 {share}% 在公开的名单里；"
                "请选择对应的名单，没有公开的先公开遮盖后的名单。"
            ).format(item=item.title, people=len(people), share=int(share * 100))
        )
    return people


def people_of(
    sheet: Sheet, name_field: str, number_field: str, fields: Sequence[str]
) -> dict[tuple[str, str], list[list[str]]]:
    """By name and whole number the payments of each person. Who stands there several times is one person.

    Raises:
        ActionError: a name or a number is missing, or a column that is to be shown holds something personal.
    """
    people: dict[tuple[str, str], list[list[str]]] = {}
    for row in sheet.rows:
        name, number = (
            plain_name(row.text(name_field)),
            re.sub(r"\s", "", row.text(number_field)).upper(),
        )
        if not name and not number:
            continue
        if TOTAL_ROW.fullmatch(name) and not number:
            continue
        if not name or not NUMBER.fullmatch(number):
            raise ActionError(
                _("第 {row} 行：姓名空缺或者身份证号码不对（应为 18 位）；请核对名单。").format(
                    row=row.number
                )
            )
        people.setdefault((name, number), []).append([row.text(field) for field in fields])
    if not people:
        raise ActionError(_("名单里没有一行；请选择有姓名和身份证号码的表。"))
    shown = "\n".join("　".join(values) for payments in people.values() for values in payments)
    for _label, excerpt, _level in pool.run(jobs.words_found, shown, name="columns"):
        raise ActionError(
            _("要显示的列里有个人信息：{found}；请减少显示的列。").format(found=excerpt)
        )
    return people


def _empty(lookup: HouseholdLookup, on: date) -> None:
    lookup.rows.all().delete()
    lookup.attempts.all().delete()
    lookup.closed_on = lookup.closed_on or on
    lookup.save(update_fields=["closed_on"])


@transaction.atomic
def close_households(
    lookup: HouseholdLookup, *, acting_user: User | Platform, at: datetime, reason: str
) -> HouseholdLookup:
    """Shut it and destroy its lines."""
    require(acting_user, OPEN_HOUSEHOLDS, lookup.body)
    current = HouseholdLookup.objects.select_for_update(of=("self",)).get(pk=lookup.pk)
    if current.closed_on is not None:
        raise WrongState(_("已于 {on} 关闭。").format(on=current.closed_on))
    _empty(current, timezone.localdate(at))
    record(
        acts.HOUSEHOLDS_CLOSED,
        by=acting_user,
        body=current.body,
        subject=current,
        after={"closed_on": current.closed_on},
        reason=reason,
        at=at,
    )
    return current


def empty_expired(at: datetime) -> tuple[str, ...]:
    """The daily job: lines of look-ups whose day is over, or whose item was withdrawn, are destroyed."""
    on = timezone.localdate(at)
    with transaction.atomic():
        over = HouseholdLookup.objects.filter(closed_on=None).exclude(
            closes_on__gt=on, item__in=ItemPage.objects.public()
        )
        titles = []
        for lookup in over.select_for_update(of=("self",)):
            _empty(lookup, on)
            titles.append(_("到户查询“{title}”已到期，数据已销毁").format(title=lookup.title))
    return tuple(titles)


@transaction.atomic
def look_up(
    lookup: HouseholdLookup, name: str, digits: str, *, address: str, at: datetime
) -> list[list[tuple[str, str]]] | None:
    """What one person got, each payment as pairs of head and value; None where name and digits fit nobody, or two.

    Every answer costs the same questions to the database, whether the name is on the list or not. Wrong tries of a name
    count in all look-ups of the body together: the four digits are the same in each.

    Raises:
        TooMany: too many wrong attempts.
    """
    salt, plain, given = str(lookup.pk), plain_name(name), digits.strip().upper()
    address_mark, name_mark = (
        mark_of("address", address),
        mark_of("name", str(lookup.body_id), plain),
    )
    current = HouseholdLookup.objects.select_for_update(of=("self",)).get(pk=lookup.pk)
    from_here = HouseholdAttempt.objects.filter(
        address_mark=address_mark, tried_at__gt=at - timedelta(hours=1)
    ).order_by("-tried_at")[:WRONG_AN_HOUR]
    moments = list(from_here.values_list("tried_at", flat=True))
    until = HouseholdAttempt.objects.filter(name_mark=name_mark).aggregate(
        number=Count("pk"), last=Max("lookup__closes_on")
    )
    if current.wrong >= WRONG_IN_ALL:
        raise TooMany(_("这项查询查错的次数太多，已经停了；请带身份证到村里或者乡镇窗口查询。"))
    if until["number"] >= WRONG_A_NAME:
        raise TooMany(
            _(
                "这个姓名查错的次数太多，{until} 以前不能再查；请带身份证到村里或者乡镇窗口查询。"
            ).format(until=until["last"])
        )
    if len(moments) >= WRONG_AN_HOUR:
        free = timezone.localtime(min(moments) + timedelta(hours=1, minutes=1))
        raise TooMany(
            _(
                "这里一小时内查错的次数太多，{free} 以后可以再查；急的请带身份证到村里或者乡镇窗口查询。"
            ).format(free=f"{free:%H:%M}")
        )
    rows = list(
        HouseholdRow.objects.filter(lookup=current, mark__in=row_marks(salt, name, given))[:2]
    )
    payments = open_row(bytes(rows[0].sealed), salt, name, given) if len(rows) == 1 else None
    if payments is None:
        HouseholdAttempt.objects.create(
            lookup=current, address_mark=address_mark, name_mark=name_mark, tried_at=at
        )
        HouseholdLookup.objects.filter(pk=current.pk).update(wrong=F("wrong") + 1)
        return None
    HouseholdLookup.objects.filter(pk=current.pk).update(found=F("found") + 1)
    return [list(zip(current.columns, values, strict=True)) for values in payments]
