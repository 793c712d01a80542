"""The lines of the registers of supervision, as an inspection may take them away: figures and days, nobody's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.utils import timezone

from gongkai.web.publishing.duties.villages import villages_of
from gongkai.web.supervision.broadcasts.models import Broadcast
from gongkai.web.supervision.demand.models import DemandDecision
from gongkai.web.supervision.ledgers.counting import door_counts
from gongkai.web.supervision.ledgers.models import Appeal, PublicIssue
from gongkai.web.supervision.outreach.models import Outreach
from gongkai.web.supervision.reach.reading import reach
from gongkai.web.supervision.training.models import QuizAttempt
from gongkai.web.supervision.villages.models import PhoneMessage

Lines = Iterator[tuple[Any, ...]]
"""Of a register: the bodies, the first and the last day → its lines."""
QUIZ_HEADS = ("姓名", "机关", "日期", "答对", "题数", "合格证号")
DOOR_HEADS = ("渠道", "来件", "重复", "计数", "单位", "已答复", "答复率")
APPEAL_HEADS = (
    "渠道",
    "编号",
    "受理日期",
    "类别",
    "答复日期",
    "已答复",
    "重复",
    "像是申请",
    "告知申请渠道日期",
)
ISSUE_HEADS = ("事由", "发现时间", "首次回应", "全面回应", "回应网址", "是否超时")
OUTREACH_HEADS = ("日期", "类别", "名称", "村", "地点", "人数", "发放份数")
BROADCAST_HEADS = ("日期", "时段", "信息", "哪里的喇叭", "播出时间")
REACH_HEADS = ("村", "公开栏", "张贴条数", "扫码", "本村广播", "见面人数", "宣传单", "来问")
MESSAGE_HEADS = ("村", "类别", "填写时间", "信息", "答复日期")
DEMAND_HEADS = ("需求", "次数", "途径", "最近一次", "处理")


def _moment(at: Any) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""


def quizzes(bodies: list[int], first: date, last: date) -> Lines:
    """Quizzes that were sat, with the number of the certificate."""
    sat = QuizAttempt.objects.filter(body__in=bodies, sat_on__range=(first, last))
    for each in sat.select_related("user", "body").order_by("sat_on", "pk"):
        yield each.user.name, each.body.name, each.sat_on, each.right, each.asked, each.certificate


def doors(bodies: list[int], first: date, last: date) -> Lines:
    """Each door with its unit and rate."""
    for each in door_counts(bodies, first, last):
        yield (
            each.door.label,
            each.lines,
            each.repeated,
            each.matters,
            each.unit,
            each.answered,
            each.rate,
        )


def appeals(bodies: list[int], first: date, last: date) -> Lines:
    """Each line of the ledgers, without what was said."""
    found = Appeal.objects.filter(body__in=bodies, received_on__range=(first, last))
    for each in found.order_by("received_on", "pk").iterator(chunk_size=500):
        yield (
            each.get_door_display(),
            each.number,
            each.received_on,
            each.topic,
            each.answered_on,
            "是" if each.is_answered else "否",
            "是" if each.same_as_id else "",
            "是" if each.looks_like_request else "",
            each.routed_on,
        )


def issues(bodies: list[int], first: date, last: date) -> Lines:
    """Public issues and their clock."""
    found = PublicIssue.objects.filter(body__in=bodies, found_at__date__range=(first, last))
    for each in found.order_by("found_at", "pk"):
        yield (
            each.title,
            _moment(each.found_at),
            _moment(each.first_reply_at),
            _moment(each.full_reply_at),
            each.reply_url,
            "是" if each.late_at(timezone.now()) else "否",
        )


def outreaches(bodies: list[int], first: date, last: date) -> Lines:
    """Activities."""
    held = Outreach.objects.filter(body__in=bodies, held_on__range=(first, last))
    for each in held.select_related("village").order_by("held_on", "pk"):
        yield (
            each.held_on,
            each.get_kind_display(),
            each.title,
            each.village.name if each.village else "",
            each.place,
            each.people,
            each.leaflets,
        )


def broadcasts(bodies: list[int], first: date, last: date) -> Lines:
    """Slots, with the moment of playing."""
    planned = Broadcast.objects.filter(body__in=bodies, on__range=(first, last))
    for each in planned.select_related("item", "body").order_by("on", "pk"):
        yield (
            each.on,
            each.get_slot_display(),
            each.item.title,
            each.body.name,
            _moment(each.played_at),
        )


def reached(bodies: list[int], first: date, last: date) -> Lines:
    """Each village by its own evidence."""
    for each in reach(villages_of(bodies, last), first, last):
        yield (
            each.village.name,
            each.boards,
            each.items,
            each.scans,
            each.plays,
            each.visits,
            each.leaflets,
            each.questions,
        )


def messages(bodies: list[int], first: date, last: date) -> Lines:
    """What villages reported, without their words."""
    found = PhoneMessage.objects.filter(body__in=bodies, said_at__date__range=(first, last))
    for each in found.select_related("body", "posting__item").order_by("said_at", "pk"):
        yield (
            each.body.name,
            each.get_kind_display(),
            _moment(each.said_at),
            each.posting.item.title if each.posting else "",
            each.answered_on,
        )


def demands(bodies: list[int], first: date, last: date) -> Lines:
    """What was decided on demands."""
    found = DemandDecision.objects.filter(body__in=bodies, entered_at__date__range=(first, last))
    for each in found.select_related("item").order_by("entered_at", "pk"):
        yield (
            each.topic,
            each.asks,
            each.kinds,
            each.last_on,
            "已起草公开" if each.item_id else each.reason,
        )


SHEETS: dict[str, tuple[tuple[str, ...], Callable[[list[int], date, date], Lines]]] = {
    "答题和合格证": (QUIZ_HEADS, quizzes),
    "热线信访汇总": (DOOR_HEADS, doors),
    "热线信访台账": (APPEAL_HEADS, appeals),
    "舆情回应": (ISSUE_HEADS, issues),
    "宣传活动": (OUTREACH_HEADS, outreaches),
    "广播": (BROADCAST_HEADS, broadcasts),
    "信息到村": (REACH_HEADS, reached),
    "村里上报": (MESSAGE_HEADS, messages),
    "公开需求": (DEMAND_HEADS, demands),
}
"""By the name of the file: heads and lines."""
