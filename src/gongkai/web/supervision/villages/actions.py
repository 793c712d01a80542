"""What a cadre's telephone sends; what the township answers; a scan of a board."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.statute.parameters import parameter
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import Kind, PublicBody
from gongkai.web.files.confined import jobs, pool
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.publishing.channels.actions.post import post_item, remove_posting
from gongkai.web.publishing.channels.models import Channel, ChannelKind, Posting
from gongkai.web.publishing.channels.proofs import Proof
from gongkai.web.publishing.channels.renderings.source import BOARD_DAYS_OF_A_LIST
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.items.posting_period import is_list_of_people, proposed_take_down
from gongkai.web.supervision import acts
from gongkai.web.supervision.permissions import KEEP_RECORDS, REPORT_FROM_VILLAGE
from gongkai.web.supervision.villages.models import (
    BoardScan,
    MessageKind,
    PhoneMessage,
    first_day_of_quarter,
)

OLDEST = timedelta(days=90)
"""What lay on a telephone for longer is entered by the township, from what it sees."""


def _begin(
    village: PublicBody, acting_user: User | Platform, key: UUID, said_at: datetime, at: datetime
) -> PhoneMessage | None:
    """The message that came before under this key, if any."""
    require(acting_user, REPORT_FROM_VILLAGE, village)
    if village.kind != Kind.VILLAGE:
        raise ActionError(_("“{village}”不是村（社区），请用工作台登记。").format(village=village))
    known = PhoneMessage.objects.filter(key=key).first()
    if known is not None:
        if known.body_id != village.pk:
            raise WrongState(_("这条上报属于另一个村，请刷新页面后重填。"))
        return known
    if said_at > at + timedelta(minutes=10):
        raise ActionError(_("手机的时间快了，请校准手机时间后再发。"))
    if said_at < at - OLDEST:
        raise ActionError(_("这条上报是三个月以前填的，请联系乡镇补登。"))
    return None


def _keep(
    village: PublicBody,
    kind: MessageKind,
    *,
    acting_user: User | Platform,
    key: UUID,
    said_at: datetime,
    at: datetime,
    text: str = "",
    posting: Posting | None = None,
) -> PhoneMessage:
    message = PhoneMessage.objects.create(
        body=village,
        key=key,
        kind=kind,
        said_at=said_at,
        text=text,
        posting=posting,
        entered_by=acting_user if isinstance(acting_user, User) else None,
        entered_at=at,
    )
    record(
        acts.PHONE_MESSAGE_TAKEN,
        by=acting_user,
        body=village,
        subject=message,
        after={"kind": kind, "said_at": said_at, "posting": posting.pk if posting else None},
        at=at,
    )
    return message


def least_days(on: date) -> int:
    """So many days at least a board shows what is hung up; where the law of that day says nothing, as it does now."""
    return parameter("village_posting", max(on, date(2026, 1, 1))).amount


def longest_days(item: ItemPage, on: date) -> int | None:
    """So many days at most a board shows a list of people; never fewer than the law wants. None for other items."""
    if not is_list_of_people(item):
        return None
    period = proposed_take_down(item, on)
    days = (period - on).days if period else BOARD_DAYS_OF_A_LIST
    return max(days, least_days(on))


@transaction.atomic
def post_from_village(
    village: PublicBody,
    *,
    acting_user: User,
    at: datetime,
    key: UUID,
    said_at: datetime,
    item: ItemPage,
    board: Channel,
    days: int,
    photos: Iterable[Proof],
) -> PhoneMessage:
    """Hung on a board: with a photo, for at least the days that the law wants."""
    known = _begin(village, acting_user, key, said_at, at)
    if known is not None:
        return known
    on = timezone.localdate(said_at)
    shown = list(photos)
    if not shown:
        raise ActionError({"photo": _("请拍一张公开栏的照片。")})
    least = least_days(on)
    if days < least:
        raise ActionError(
            {
                "days": _("公开栏至少公布 {least} 天，填写的是 {days} 天。").format(
                    least=least, days=days
                )
            }
        )
    longest = longest_days(item, on)
    if longest is not None and days > longest:
        raise ActionError(
            {
                "days": _(
                    "“{item}”有人名，公开栏最多贴 {longest} 天，填写的是 {days} 天；到期请撤下。"
                ).format(item=item.title, longest=longest, days=days)
            }
        )
    if board.body_id != village.pk or board.kind != ChannelKind.BOARD:
        raise ActionError({"board": _("请选择本村的公开栏。")})
    (posting,) = post_item(
        item,
        acting_user=acting_user,
        at=at,
        channels=[board],
        on=on,
        take_down_on=on + timedelta(days=days),
        place=board.place[:200],
        proofs=shown,
    )
    return _keep(
        village,
        MessageKind.POSTED,
        acting_user=acting_user,
        key=key,
        said_at=said_at,
        at=at,
        posting=posting,
    )


@transaction.atomic
def remove_from_village(
    village: PublicBody,
    *,
    acting_user: User,
    at: datetime,
    key: UUID,
    said_at: datetime,
    posting: Posting,
    photos: Iterable[Proof],
) -> PhoneMessage:
    """Taken down, with a photo of the empty place."""
    known = _begin(village, acting_user, key, said_at, at)
    if known is not None:
        return known
    shown = list(photos)
    if not shown:
        raise ActionError({"photo": _("请拍一张撤下后的照片。")})
    if posting.body_id != village.pk:
        raise ActionError({"posting": _("请选择本村公开栏上的信息。")})
    removed = remove_posting(
        posting, acting_user=acting_user, at=at, on=timezone.localdate(said_at), proofs=shown
    )
    return _keep(
        village,
        MessageKind.REMOVED,
        acting_user=acting_user,
        key=key,
        said_at=said_at,
        at=at,
        posting=removed,
    )


@transaction.atomic
def nothing_this_quarter(
    village: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    key: UUID,
    said_at: datetime,
    text: str,
) -> PhoneMessage:
    """Nothing arose in the quarter; the reason is a sentence."""
    known = _begin(village, acting_user, key, said_at, at)
    if known is not None:
        return known
    on = timezone.localdate(said_at)
    first = first_day_of_quarter(on)
    hung = (
        Posting.objects.filter(body=village, kind=ChannelKind.BOARD, posted_on__range=(first, on))
        .order_by("-posted_on")
        .first()
    )
    if hung is not None:
        raise WrongState(
            _("本季度已于 {on} 张贴过“{title}”，不能报“本季度没有”。").format(
                on=hung.posted_on, title=hung.item.title
            )
        )
    said = (
        PhoneMessage.objects.filter(
            body=village, kind=MessageKind.NOTHING, said_at__date__range=(first, on)
        )
        .order_by("said_at")
        .first()
    )
    if said is not None:
        raise WrongState(
            _("本季度已于 {on} 报过“没有”，不用再报。").format(on=timezone.localdate(said.said_at))
        )
    return _keep(
        village,
        MessageKind.NOTHING,
        acting_user=acting_user,
        key=key,
        said_at=said_at,
        at=at,
        text=_masked(text, _("请写一句为什么没有。")),
    )


@transaction.atomic
def ask_township(
    village: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    key: UUID,
    said_at: datetime,
    text: str,
) -> PhoneMessage:
    """A question of the village to its township, without the names of villagers."""
    known = _begin(village, acting_user, key, said_at, at)
    if known is not None:
        return known
    return _keep(
        village,
        MessageKind.QUESTION,
        acting_user=acting_user,
        key=key,
        said_at=said_at,
        at=at,
        text=_masked(text, _("请写要问什么。")),
    )


def _masked(text: str, missing: str) -> str:
    """What a village writes, without the names of villagers; ``missing`` is said where it writes nothing."""
    if not text.strip():
        raise ActionError({"text": missing})
    (masked,) = pool.run(jobs.anybody_masked, [text.strip()], name="text", quick=True)
    return masked[:500]


@transaction.atomic
def answer_village(
    message: PhoneMessage, *, acting_user: User | Platform, at: datetime, answer: str
) -> PhoneMessage:
    """The township answers a question of a village."""
    require(acting_user, KEEP_RECORDS, message.body)
    require(acting_user, KEEP_RECORDS, message.body.public_body)
    current = PhoneMessage.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if current.kind != MessageKind.QUESTION:
        raise WrongState(_("这不是问题，无须答复。"))
    if current.answered_on is not None:
        raise WrongState(_("已于 {on} 答复。").format(on=current.answered_on))
    if not answer.strip():
        raise ActionError({"answer": _("请写答复。")})
    current.answer, current.answered_on = answer.strip()[:500], timezone.localdate(at)
    current.answered_by = acting_user if isinstance(acting_user, User) else None
    current.save(update_fields=["answer", "answered_on", "answered_by"])
    record(
        acts.VILLAGE_ANSWERED,
        by=acting_user,
        body=current.body,
        subject=current,
        after={"answered_on": current.answered_on},
        at=at,
    )
    return current


def scan_board(board: Channel, *, on: date) -> None:
    """Somebody scanned the code of a board; only that it was done is counted."""
    scan, _made = BoardScan.objects.get_or_create(board=board, scanned_on=on)
    BoardScan.objects.filter(pk=scan.pk).update(count=F("count") + 1)
