"""Ask after a case with its number and code: a bounded number of wrong guesses, and the same work for every answer."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Max
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from gongkai.web.accounts.keys import APPLICANT
from gongkai.web.casework.requests.models import DisclosureRequest, LookupAttempt
from gongkai.web.office.limits import (
    ADDRESS_KEPT,
    HOUR,
    TooMany,
    mark_of_address,
    refuse_after_wrong,
)

# Fifty bits of chance: an office or a village behind one address may mistype, and nobody guesses.
WRONG_PER_HOUR = 100
FREE_FOR_A_NUMBER, FIRST_WAIT = 10, timedelta(minutes=1)
_NUMBER = re.compile(r"(?P<code>[0-9A-Za-z-]{1,40})-(?P<year>[0-9]{4})-(?P<serial>[0-9]{1,6})")
NOBODY = "0" * 64


def digest_of_code(code: str) -> str:
    """What is kept of a code, sealed: fifty bits of chance need no key of their own, and the seal can be changed."""
    plain = re.sub(r"[\s-]", "", code).upper()
    return hashlib.scrypt(plain.encode(), salt=b"gongkai code", n=2**10, r=8, p=1, dklen=32).hex()


@transaction.atomic
def look_up(number: str, code: str, *, address: str, at: datetime) -> DisclosureRequest | None:
    """The case, where both fit; a wrong pair is one more attempt of this address, and of it for this number.

    Raises:
        TooMany: this address has guessed too often within the hour, or must wait before it asks after this number again.
    """
    mark = mark_of_address(address, setting=APPLICANT)
    of_number = mark_of_address(f"{address} {number.strip().upper()}", setting=APPLICANT)
    LookupAttempt.objects.filter(tried_at__lt=at - ADDRESS_KEPT).delete()
    refuse_after_wrong(
        LookupAttempt.objects.filter(address_digest=mark),
        WRONG_PER_HOUR,
        _("查询错误次数太多，请过一小时再试，或者打电话询问。"),
        since=at - HOUR,
    )
    _refuse_while_waiting(of_number, at)
    parts = _NUMBER.fullmatch(number.strip().upper())
    found = (
        DisclosureRequest.objects.select_related("body")
        .exclude(body__is_practice=True)
        .filter(body__code__iexact=parts["code"], year=parts["year"], serial=parts["serial"])
        .first()
        if parts
        else None
    )
    given = digest_of_code(code)
    if constant_time_compare(given, found.code_digest if found else NOBODY) and found:
        return found
    for each in (mark, of_number):
        LookupAttempt.objects.create(address_digest=each, tried_at=at)
    return None


def _refuse_while_waiting(mark: str, at: datetime) -> None:
    """After some wrong codes for a number from an address, each further one makes it wait twice as long."""
    wrong = LookupAttempt.objects.filter(address_digest=mark).aggregate(
        number=Count("pk"), last=Max("tried_at")
    )
    if wrong["number"] < FREE_FOR_A_NUMBER:
        return
    waits = min(FIRST_WAIT * 2 ** min(wrong["number"] - FREE_FOR_A_NUMBER, 10), HOUR)
    left = wrong["last"] + waits - at
    if left > timedelta(0):
        raise TooMany(
            _("这个编号的查询码错了太多次，请过{minutes}分钟再试，或者打电话询问。").format(
                minutes=-(-left // timedelta(minutes=1))
            )
        )
