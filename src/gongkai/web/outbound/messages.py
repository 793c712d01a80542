"""To one person: e-mail by Django, text messages by an adapter that an installation names; both may be missing."""

from __future__ import annotations

from datetime import datetime, time
from typing import Protocol

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone
from django.utils.module_loading import import_string

QUIET_FROM, QUIET_UNTIL = time(21), time(8)


class TextMessages(Protocol):
    """What an adapter to a text message service offers; it is made without arguments."""

    def send(self, number: str, text: str) -> None:
        """Send; raises an ``OSError`` where the service does not take it."""


def text_messages() -> TextMessages | None:
    """The adapter that ``GONGKAI_SMS_ADAPTER`` names, as `package.module.Class`; None where it names none."""
    name: str = settings.SMS_ADAPTER
    return import_string(name)() if name else None


def is_quiet(at: datetime) -> bool:
    """Whether nobody's telephone should ring."""
    hour = timezone.localtime(at).time()
    return hour >= QUIET_FROM or hour < QUIET_UNTIL


def mail(address: str, subject: str, text: str) -> None:
    """Send an e-mail; raises an ``OSError`` where the server does not take it."""
    send_mail(subject, text, None, [address])
