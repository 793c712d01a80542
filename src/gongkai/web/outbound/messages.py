"""To one person: e-mail by Django, text messages through a class or an address that an installation names; both may be missing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, time
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.module_loading import import_string

from gongkai.web.outbound.adapters import outbound

QUIET_FROM, QUIET_UNTIL = time(21), time(8)
PERSON = "person"


class TextMessages(Protocol):
    """What an adapter to a text message service offers; it is made without arguments."""

    def send(self, number: str, text: str) -> None:
        """Send; raises an ``OSError`` where the service does not take it."""


class _ByAddress:
    """One JSON message to the address, or the folder, that is set for single persons."""

    def send(self, number: str, text: str) -> None:
        # The same words to the same telephone are the same message, when they are tried again too.
        digest = hashlib.sha256(f"{number}\n{text}".encode()).hexdigest()
        outbound(PERSON).send(int(digest[:15], 16), {"phone": number, "message": text})


def sends_mail() -> bool:
    """Whether this installation sends e-mail at all."""
    return bool(settings.EMAIL_HOST)


def sends_texts() -> bool:
    """Whether this installation sends text messages to single persons at all."""
    return bool(settings.SMS_ADAPTER or settings.PUSH_ADDRESSES.get(PERSON))


def text(number: str, words: str) -> None:
    """Send a text message.

    Raises:
        OSError: the service does not take it.
        ValueError: the address or the template is none.
    """
    name: str = settings.SMS_ADAPTER
    adapter: TextMessages = import_string(name)() if name else _ByAddress()
    adapter.send(number, words)


def is_quiet(at: datetime) -> bool:
    """Whether nobody's telephone should ring."""
    hour = timezone.localtime(at).time()
    return hour >= QUIET_FROM or hour < QUIET_UNTIL


def mail(
    address: str, subject: str, words: str, *, headers: Mapping[str, str] | None = None
) -> None:
    """Send an e-mail; raises an ``OSError`` where the server does not take it."""
    EmailMessage(subject, words, to=[address], headers=dict(headers or {})).send()
