"""E-mail once a day about a village, a body, a column or a search: asked for, confirmed, sent, stopped.

Until the owner of an address has confirmed, nothing is kept: all of it stands in the link, sealed. Afterwards the address and
what is wanted are kept encrypted, and until when was told; with the alert they are gone.
"""

from __future__ import annotations

import base64
import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.accounts.encrypted import Unopened
from gongkai.web.accounts.keys import FIELD, cipher_of, keyed, secrets_of
from gongkai.web.bodies.models import Kind, PublicBody
from gongkai.web.journal.recording import record
from gongkai.web.outbound import messages
from gongkai.web.portal import acts, readings, villages
from gongkai.web.portal.columns import BY_SLUG
from gongkai.web.portal.models import AlertKind, MailAlert
from gongkai.web.portal.search import search
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.schedule.jobs import JobAlarm

HOLDS = 48 * 3600
"""So many seconds a link to confirm is good for."""
MOST_TOLD, MOST_LOOKED_AT = 50, 500
LONGEST_WORDS = 100
_SALT, _NONCE = 16, 12
_USE, _STOP = b"gongkai mail alert", "mail-alert"


class NoSuchLink(Exception):
    """A link that was altered, is too old, or leads to an alert that was stopped."""


@dataclass(frozen=True)
class Wish:
    """What somebody wants to hear of; ``name`` is how it is told, ``path`` the page that shows it now."""

    kind: AlertKind
    wanted: str

    @property
    def name(self) -> str:
        """As a reader would say it."""
        if self.kind == AlertKind.COLUMN:
            return BY_SLUG[self.wanted].name
        if self.kind == AlertKind.SEARCH:
            return f"“{self.wanted}”"
        return _body_of(self).name

    @property
    def path(self) -> str:
        """The page on which all of it stands."""
        if self.kind == AlertKind.COLUMN:
            return reverse("portal:column", args=[self.wanted])
        if self.kind == AlertKind.SEARCH:
            return f"{reverse('portal:search')}?{urlencode({'q': self.wanted})}"
        if self.kind == AlertKind.VILLAGE:
            return reverse("portal:village", args=[self.wanted.lower()])
        return f"{reverse('portal:search')}?{urlencode({'body': self.wanted})}"


def _body_of(wish: Wish) -> PublicBody:
    bodies = PublicBody.objects.select_related("public_body")
    if wish.kind == AlertKind.VILLAGE:
        return bodies.get(kind=Kind.VILLAGE, code=wish.wanted)
    return bodies.public().real().get(code=wish.wanted)


def wish_of(kind: str, wanted: str) -> Wish:
    """What an address asks for. Raises ``Http404`` for what there is not."""
    wanted = " ".join(wanted.replace("\x00", "").split())[:LONGEST_WORDS]
    if kind not in AlertKind.values or not wanted:
        raise Http404
    wish = Wish(AlertKind(kind), wanted if kind in {"column", "search"} else wanted.upper())
    try:
        wish.name  # noqa: B018  asked for to know that there is such a thing
    except (KeyError, PublicBody.DoesNotExist) as error:
        raise Http404 from error
    return wish


def ask_to_confirm(wish: Wish, address: str) -> None:
    """Send the link that sets the alert. Nothing is kept. Raises an ``OSError`` where it cannot be sent."""
    link = _address("portal:alert-confirm", _sealed(wish, address))
    text = _(
        "您（或者有人用您的邮箱）在{site}订阅了“{name}”的邮件提醒。\n\n"
        "请打开下面的网址确认，48 小时内有效；不确认就不会收到提醒，我们也不保存您的邮箱：\n{link}\n\n"
        "如果不是您订阅的，不用理会这封邮件。"
    ).format(site=settings.WAGTAIL_SITE_NAME, name=wish.name, link=link)
    messages.mail(address, _("请确认邮件提醒：{name}").format(name=wish.name), text)


def _sealed(wish: Wish, address: str) -> str:
    told = json.dumps([int(time.time()), wish.kind, wish.wanted, address], ensure_ascii=False)
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    cipher = cipher_of(secrets_of(FIELD)[0], salt, _USE)
    sealed = salt + nonce + cipher.encrypt(nonce, told.encode(), None)
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def opened(token: str) -> tuple[Wish, str]:
    """The wish and the address of a link to confirm. Raises `NoSuchLink`."""
    try:
        sealed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except ValueError as error:
        raise NoSuchLink from error
    salt, nonce, rest = sealed[:_SALT], sealed[_SALT : _SALT + _NONCE], sealed[_SALT + _NONCE :]
    for secret in secrets_of(FIELD):
        try:
            told = cipher_of(secret, salt, _USE).decrypt(nonce, rest, None)
        except (InvalidTag, ValueError):
            continue
        made, kind, wanted, address = json.loads(told)
        if time.time() - made > HOLDS:
            break
        return wish_of(kind, wanted), address
    raise NoSuchLink


@transaction.atomic
def set_alert(wish: Wish, address: str, *, at: datetime) -> MailAlert:
    """Keep a wish that the owner of the address has confirmed; one that is kept already stays as it is."""
    mark = _mark_of(wish, address)
    known = MailAlert.objects.filter(mark=mark).first()
    if known is not None:
        return known
    alert = MailAlert.objects.create(
        address=address,
        kind=wish.kind,
        wanted=wish.wanted,
        mark=mark,
        told_until=timezone.localtime(at).date(),
    )
    record(
        acts.ALERT_SET,
        by=None,
        body=_answering(wish),
        subject=alert,
        after={"kind": wish.kind},
        at=at,
    )
    return alert


def _mark_of(wish: Wish, address: str) -> str:
    return keyed("mail-alert", f"{wish.kind}:{wish.wanted}:{address.casefold()}")


def marks_again() -> None:
    """Mark every alert under the key in use now."""
    for alert in MailAlert.objects.iterator():
        if not isinstance(alert.address, Unopened) and not isinstance(alert.wanted, Unopened):
            mark = _mark_of(Wish(AlertKind(alert.kind), alert.wanted), alert.address)
            MailAlert.objects.filter(pk=alert.pk).update(mark=mark)


@transaction.atomic
def stop_alert(token: str, *, at: datetime) -> None:
    """Forget the alert of a link, its address with it; once is enough. Raises `NoSuchLink` for no link of ours."""
    alert = alert_of(token)
    if alert is None:
        return
    body = _answering(Wish(AlertKind(alert.kind), alert.wanted))
    record(
        acts.ALERT_STOPPED, by=None, body=body, subject=alert, before={"kind": alert.kind}, at=at
    )
    alert.delete()


def alert_of(token: str) -> MailAlert | None:
    """The alert of a link to stop it; none where it was stopped. Raises `NoSuchLink`."""
    try:
        number = signing.loads(token, salt=_STOP)
    except signing.BadSignature as error:
        raise NoSuchLink from error
    return MailAlert.objects.filter(pk=number).first()


def _answering(wish: Wish) -> PublicBody | None:
    if wish.kind in {AlertKind.VILLAGE, AlertKind.BODY}:
        found = PublicBody.objects.filter(code=wish.wanted).select_related("public_body").first()
        return (found.public_body or found) if found else None
    return PublicBody.objects.filter(parent=None).order_by("pk").first()


def send_alerts(at: datetime) -> Iterator[str]:
    """The job of once a day: to each what has come out since it was last told, up to yesterday.

    What could not be sent is sent with the next round, once.
    """
    today = timezone.localtime(at).date()
    if not messages.sends_mail():
        return
    sent = failed = 0
    found: dict[Wish, list[ItemPage]] = {}
    for number in list(MailAlert.objects.filter(told_until__lt=today).values_list("pk", flat=True)):
        alert = MailAlert.objects.filter(pk=number).first()
        if alert is None:
            continue
        try:
            sent += _tell(alert, found, today)
        except OSError:
            failed += 1
    if sent:
        yield _("发出邮件提醒 {number} 封").format(number=sent)
    if failed:
        raise JobAlarm(
            _("有 {number} 封邮件提醒没有发出；请检查邮件服务器设置，稍后会再发。").format(
                number=failed
            )
        )


def _tell(alert: MailAlert, found: dict[Wish, list[ItemPage]], on: date) -> bool:
    wish = Wish(AlertKind(alert.kind), alert.wanted)
    if wish not in found:
        found[wish] = _items_of(wish)
    fresh = [
        item
        for item in found[wish]
        if item.published_on is not None and alert.told_until <= item.published_on < on
    ]
    if fresh:
        _send(alert, wish, fresh)
    alert.told_until = on
    alert.save(update_fields=["told_until"])
    return bool(fresh)


def _items_of(wish: Wish) -> list[ItemPage]:
    try:
        if wish.kind == AlertKind.VILLAGE:
            return villages.items_of(_body_of(wish))
        if wish.kind == AlertKind.BODY:
            return readings.newest(_body_of(wish))[:MOST_LOOKED_AT]
    except PublicBody.DoesNotExist:
        return []
    if wish.kind == AlertKind.COLUMN:
        return readings.newest(rows=BY_SLUG[wish.wanted].rows or None)[:MOST_LOOKED_AT]
    return search(wish.wanted)[:MOST_LOOKED_AT]


def _send(alert: MailAlert, wish: Wish, items: list[ItemPage]) -> None:
    base = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    stop = _address("portal:alert-stop", signing.dumps(alert.pk, salt=_STOP))
    lines = [_line(item, base) for item in items[:MOST_TOLD]]
    if len(items) > MOST_TOLD:
        lines.append(_("还有 {number} 条，请到网站查看。").format(number=len(items) - MOST_TOLD))
    foot = _("全部：{page}\n不想再收到：{stop}").format(page=f"{base}{wish.path}", stop=stop)
    messages.mail(
        alert.address,
        _("{name}：新公开 {number} 条").format(name=wish.name, number=len(items)),
        "\n\n".join([*lines, foot]),
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )


def _line(item: ItemPage, base: str) -> str:
    body: Any = item.body
    return f"{item.published_on:%Y-%m-%d}　{body.name}\n{item.title}\n{base}{item.url}"


def _address(name: str, token: str) -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse(name, args=[token])
