"""Put an item on its way; send what waits; try again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.outbound.adapters import SentFile, outbound, sent_files
from gongkai.web.outbound.messages import is_quiet
from gongkai.web.publishing.channels.addresses import public_address
from gongkai.web.publishing.channels.renderings.fields import fields_of
from gongkai.web.publishing.channels.renderings.source import refuse_personal, source_of
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.supervision import acts
from gongkai.web.supervision.dispatches.models import Dispatch, DispatchState, DispatchWay
from gongkai.web.supervision.permissions import DISPATCH

MOST_TRIES = 5
AT_ONCE = 100
LONGEST_TEXT = 210


@transaction.atomic
def queue_dispatch(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    item: ItemPage,
    way: str,
    audience: str = "",
    text: str = "",
) -> Dispatch:
    """Put a public item on its way. What goes to telephones is looked through for persons first.

    Raises:
        WrongState: the item is not public.
        ActionError: no text or audience for a text message, too long a one, or something personal in it.
    """
    require(acting_user, DISPATCH, body)
    if not body.lies_beneath(item.body.public_body or item.body):
        raise ActionError(
            _("“{body}”不推送“{other}”的信息；请另选。").format(body=body, other=item.body)
        )
    source_of(item, address="", on=timezone.localdate(at))
    if way == DispatchWay.SMS:
        if not text.strip() or not audience.strip():
            raise ActionError(_("短信要写内容，也要写发给哪个群组；号码在短信平台，不在这里。"))
        if len(text) > LONGEST_TEXT:
            raise ActionError(
                {
                    "text": _("短信最多 {most} 字，写了 {found} 字。").format(
                        most=LONGEST_TEXT, found=len(text)
                    )
                }
            )
        refuse_personal(f"{text}\n{audience}", _("短信"))
    dispatch = Dispatch(
        body=body,
        item=item,
        way=DispatchWay(way),
        audience=audience.strip(),
        text=text.strip() if way == DispatchWay.SMS else "",
        entered_by=acting_user if isinstance(acting_user, User) else None,
        entered_at=at,
    )
    dispatch.full_clean()
    dispatch.save()
    record(
        acts.DISPATCH_QUEUED,
        by=acting_user,
        body=body,
        subject=dispatch,
        after={"item": item.pk, "way": way, "audience": audience},
        at=at,
    )
    return dispatch


def send_dispatches(at: datetime) -> tuple[str, ...]:
    """The job: send what waits. Text messages wait for the end of the quiet hours; what fails is tried again later."""
    waiting = Dispatch.objects.waiting()
    if is_quiet(at):
        waiting = waiting.exclude(way=DispatchWay.SMS)
    return tuple(
        told
        for number in waiting.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]
        for told in _send(number, at)
    )


def _send(number: int, at: datetime) -> Iterator[str]:
    with transaction.atomic():
        found = Dispatch.objects.waiting().select_for_update(of=("self",), skip_locked=True)
        dispatch = found.select_related("item__body", "item__row", "body").filter(pk=number).first()
        if dispatch is None or at < dispatch.entered_at + _pause(dispatch.tries):
            return
        try:
            source = source_of(
                dispatch.item,
                address=public_address(dispatch.item.url or "/") or "",
                on=timezone.localdate(at),
            )
            told = {name: pair[1] for name, pair in fields_of(dispatch.item, source).items()}
            told |= {"audience": dispatch.audience, "message": dispatch.text}
            receipt = outbound(dispatch.way).send(dispatch.pk, told, _files_of(dispatch))
        except ValidationError as error:
            # Withdrawn or no longer valid since: it must not go out.
            dispatch.state, dispatch.failure = DispatchState.FAILED, error.messages[0][:300]
        except (OSError, ValueError) as error:
            dispatch.tries += 1
            dispatch.failure = str(error)[:300]
            if dispatch.tries >= MOST_TRIES:
                dispatch.state = DispatchState.FAILED
        else:
            dispatch.state, dispatch.sent_at = DispatchState.SENT, at
            dispatch.receipt, dispatch.failure = receipt[:300], ""
            yield _("已推送“{item}”到{way}").format(
                item=dispatch.item.title, way=dispatch.get_way_display()
            )
        dispatch.save(update_fields=["state", "tries", "failure", "sent_at", "receipt"])
        if dispatch.state != DispatchState.WAITING:
            record(
                acts.DISPATCH_ENDED,
                by=None,
                body=dispatch.body,
                subject=dispatch,
                after={
                    "state": dispatch.state,
                    "receipt": dispatch.receipt,
                    "failure": dispatch.failure,
                },
                at=at,
            )


def _files_of(dispatch: Dispatch) -> tuple[SentFile, ...]:
    """The public files of the item; a text message carries none."""
    if dispatch.way == DispatchWay.SMS:
        return ()
    item = dispatch.item
    return sent_files(
        [
            (
                SentFile(
                    file.name,
                    file.media_type,
                    file.size,
                    file.sha256,
                    public_address(reverse("attachment", args=[item.pk, file.sha256])) or "",
                    "",
                ),
                file.read(),
            )
            for file in item.attachments.all()
        ]
    )


def _pause(tries: int) -> timedelta:
    """After the first try at once, then ever later: 0, 5, 15, 45, 135 minutes after it was entered."""
    return timedelta(minutes=5 * 3 ** (tries - 1)) if tries else timedelta()


@transaction.atomic
def retry_dispatch(
    dispatch: Dispatch, *, acting_user: User | Platform, at: datetime, reason: str
) -> Dispatch:
    """Try again what failed."""
    require(acting_user, DISPATCH, dispatch.body)
    current = Dispatch.objects.select_for_update(of=("self",)).get(pk=dispatch.pk)
    if current.state != DispatchState.FAILED:
        raise WrongState(_("这一条没有失败，无须重发。"))
    current.state, current.tries = DispatchState.WAITING, 0
    current.save(update_fields=["state", "tries"])
    record(
        acts.DISPATCH_RETRIED,
        by=acting_user,
        body=current.body,
        subject=current,
        reason=reason,
        at=at,
    )
    return current
