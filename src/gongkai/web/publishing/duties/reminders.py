"""Mail to sections and clerks of the rows that fall due or are late: one mail for a person and a day, no row told twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.bodies.models import Membership
from gongkai.web.outbound import messages
from gongkai.web.publishing.duties.board import OVERDUE, Cell, Status
from gongkai.web.publishing.duties.due_cells import due_cells
from gongkai.web.publishing.duties.models import RowReminder
from gongkai.web.publishing.permissions import DRAFT
from gongkai.web.schedule.jobs import JobAlarm

MOST_TOLD = 30
"""So many rows stand in a mail; the others are counted."""


def send_row_reminders(at: datetime) -> Iterator[str]:
    """The job of once a day. A row is told once before its last day, and once a week while it is late.

    What could not be sent is sent with the next round.
    """
    if not messages.sends_mail():
        return
    on = timezone.localdate(at)
    held = Membership.objects.on(on).filter(role__in=DRAFT.at | DRAFT.below)
    users = User.objects.filter(pk__in=held.values("user"), is_active=True).exclude(email="")
    sent = failed = 0
    for user in users.order_by("pk"):
        try:
            sent += _tell(user, on, at)
        except OSError:
            failed += 1
    if sent:
        yield _("发出到期提醒 {number} 封").format(number=sent)
    if failed:
        raise JobAlarm(
            _("有 {number} 封到期提醒没有发出；请检查邮件服务器设置，稍后会再发。").format(
                number=failed
            )
        )


@transaction.atomic
def _tell(user: Any, on: date, at: datetime) -> bool:
    told = set(
        RowReminder.objects.filter(user=user, about__gte=_monday(on)).values_list(
            "body", "row", "occasion", "about"
        )
    )
    fresh = []
    for cell in due_cells(user, on):
        late = cell.status in OVERDUE
        occasion = RowReminder.Occasion.LATE if late else RowReminder.Occasion.SOON
        about = _monday(on) if late or cell.due_on is None else cell.due_on
        if (cell.body.pk, cell.row.pk, occasion.value, about) not in told:
            fresh.append((cell, occasion, about))
    if not fresh:
        return False
    RowReminder.objects.bulk_create(
        RowReminder(
            user=user, body=cell.body, row=cell.row, occasion=occasion, about=about, sent_at=at
        )
        for cell, occasion, about in fresh
    )
    # Within the transaction: what is not taken by the server was not told.
    _send(user.email, [cell for cell, _occasion, _about in fresh], on)
    return True


def _monday(on: date) -> date:
    return on - timedelta(days=on.weekday())


def _send(address: str, cells: list[Cell], on: date) -> None:
    cells = sorted(cells, key=lambda cell: (cell.due_on or date.max, cell.row.order))
    late = sum(cell.status in OVERDUE for cell in cells)
    lines = [_line(cell, on) for cell in cells[:MOST_TOLD]]
    if len(cells) > MOST_TOLD:
        lines.append(_("还有 {number} 项，请到“今日”查看。").format(number=len(cells) - MOST_TOLD))
    messages.mail(
        address,
        _("公开事项提醒：{late} 项已逾期，{soon} 项将到期").format(
            late=late, soon=len(cells) - late
        ),
        "\n\n".join(lines),
        headers={"Auto-Submitted": "auto-generated"},
    )


def _line(cell: Cell, on: date) -> str:
    place = reverse("publishing:cell", args=[cell.body.pk, cell.row.pk])
    told = (
        _("{body}“{row}”已于{due}到期，请尽快更新；本期确实没有的，请签署本期无信息。")
        if cell.status in OVERDUE
        else _("{body}“{row}”最迟{due}更新。")
    )
    if cell.status is Status.BLANK:
        told = _("{body}“{row}”还没有公开过，请尽快公开；确实没有的，请签署本期无信息。")
    due = f"{cell.due_on:%Y-%m-%d}" if cell.due_on else f"{on:%Y-%m}"
    text = told.format(body=cell.body.short_name, row=cell.row.name, due=due)
    return f"{text}\n{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{place}"
