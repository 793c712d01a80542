"""What a desk does besides drafting: recurring lists, packages for the county's site with receipts, photographs of the board."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from datetime import date, timedelta

from gongkai.papers.periods import period_of, without_period
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.channels.actions.post import correct_posting
from gongkai.web.publishing.channels.models import Posting
from gongkai.web.publishing.channels.proofs import look_into
from gongkai.web.publishing.demo.story import Story, hour_of
from gongkai.web.publishing.duties.actions.quota import set_quota
from gongkai.web.publishing.duties.models import MonthlyQuota
from gongkai.web.publishing.intake.actions.recurring import create_list
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.submissions.actions import (
    Receipt,
    hand_over_submission,
    record_receipts,
    submit_to_county,
)

TOWN = "QS11"
SITE = "https://qingshan.example.invalid"
LISTS = (
    ("月城乡低保对象名单", ("序号", "村", "低保类别", "金额（元）")),
    ("月惠农补贴发放公示", ("序号", "村", "补贴项目", "金额（元）")),
)
# Packages by their days ago; whether the county has answered.
PACKAGES = ((40, True), (21, True), (1, False))
IN_A_PACKAGE = 10
PHOTOGRAPHS = 2
WIDTH, HEIGHT = 450, 300
QUOTAS = (("每月主动公开", 8, "statutory."), ("民生信息", 3, "standard.social_assistance."))


def quotas(on: date) -> None:
    """How much 柳河镇 wants to publish in a month; once."""
    body = PublicBody.objects.get(code=TOWN)
    if MonthlyQuota.objects.filter(body=body).exists():
        return
    for name, minimum, beginning in QUOTAS:
        rows = CatalogueRow.objects.filter(
            bodies__body=body, bodies__ends_on=None, code__startswith=beginning
        )
        set_quota(
            body,
            acting_user=PLATFORM,
            at=hour_of(on, 9),
            name=name,
            minimum=minimum,
            rows=rows,
            on=on,
        )


def desk(last: date, people: dict[str, User]) -> Iterator[Story]:
    """The stories of the last weeks at the desk of 柳河镇."""
    drafter, publisher = people["柳河拟稿"], people["柳河发布"]
    for days_ago, answered in PACKAGES:
        yield _package(last - timedelta(days=days_ago), publisher, answered=answered)
    for place, (title, columns) in enumerate(LISTS):
        yield _list(last - timedelta(days=1), place, title, columns, drafter)
    yield _photographs(last - timedelta(days=1), drafter)


def _package(on: date, publisher: User, *, answered: bool) -> Story:
    at = hour_of(on, 15)
    yield at
    body = PublicBody.objects.get(code=TOWN)
    items = ItemPage.objects.public().filter(
        body=body, take_down_on=None, submissions=None, published_on__lt=on
    )
    codes = {
        item.pk: item.row.county_code or "0302"
        for item in items.select_related("row").order_by("-published_on", "-pk")[:IN_A_PACKAGE]
    }
    if not codes:
        return
    submission = submit_to_county(
        body, acting_user=publisher, codes=codes, address=SITE, at=at, note="请协助刊登。"
    )
    at = hour_of(on, 16)
    yield at
    hand_over_submission(submission, acting_user=publisher, at=at)
    if not answered:
        return
    shown_on = on + timedelta(days=2)
    at = hour_of(shown_on, 9)
    yield at
    receipts = {
        line.pk: Receipt(f"{SITE}/liuhe/{shown_on:%Y%m}/{line.pk}.html", shown_on)
        for line in submission.lines.all()
    }
    record_receipts(submission, acting_user=publisher, receipts=receipts, at=at)


def _list(on: date, place: int, title: str, columns: tuple[str, ...], drafter: User) -> Story:
    at = hour_of(on, 16, place)
    yield at
    items = ItemPage.objects.whole().filter(body__code=TOWN, title__contains=title)
    item = items.order_by("-formed_on", "-pk").first()
    period = period_of(item.title) if item is not None else None
    if item is None or period is None:
        return
    create_list(
        item,
        acting_user=drafter,
        at=at,
        name=without_period(item.title),
        period=period,
        columns=columns,
    )


def _photographs(on: date, drafter: User) -> Story:
    at = hour_of(on, 17)
    yield at
    hanging = Posting.objects.filter(
        body__code=TOWN, channel__kind="board", removed_on=None, posted_on__lte=on
    )
    for number, posting in enumerate(hanging.order_by("-posted_on", "-pk")[:PHOTOGRAPHS]):
        try:
            proof = look_into("公开栏照片.png", _photograph(number))
        except ActionError:
            # A machine that is too busy to look into a photograph in time has a county without it.
            return
        correct_posting(
            posting, acting_user=drafter, at=at, reason="补登张贴照片。", proofs=[proof]
        )


def _photograph(number: int) -> bytes:
    """A board with papers behind glass, seen from afar, as PNG."""
    wall, wood, cloth, paper, ink = 0x76, 0x40, 0xDC, 0xFA, 0x96
    rows = [bytearray([wall] * WIDTH) for _ in range(HEIGHT)]

    def fill(left: int, top: int, right: int, bottom: int, tone: int) -> None:
        for row in rows[top:bottom]:
            row[left:right] = bytes([tone] * (right - left))

    fill(30, 35, 420, 260, wood)
    fill(40, 45, 410, 250, cloth)
    for place in range(6):
        left, top = 55 + 120 * (place % 3), 58 + 98 * (place // 3)
        fill(left, top, left + 95, top + 82, paper)
        for line in range(7 - (place + number) % 3):
            fill(left + 9, top + 14 + 9 * line, left + 85, top + 16 + 9 * line, ink)
    grey = zlib.compress(b"".join(b"\0" + row for row in rows))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", grey), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
