"""Ask after a case with its number and code: a bounded number of wrong guesses, and the same work for every answer."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime

from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from gongkai.web.accounts.keys import APPLICANT
from gongkai.web.casework.requests.models import DisclosureRequest, LookupAttempt
from gongkai.web.office.limits import (
    ADDRESS_KEPT,
    HOUR,
    mark_of_address,
    refuse_after_wrong,
)

WRONG_PER_HOUR = 10
_NUMBER = re.compile(r"(?P<code>[0-9A-Za-z-]{1,40})-(?P<year>[0-9]{4})-(?P<serial>[0-9]{1,6})")
NOBODY = "0" * 64


def digest_of_code(code: str) -> str:
    """What is kept of a code, sealed: fifty bits of chance need no key of their own, and the seal can be changed."""
    plain = re.sub(r"[\s-]", "", code).upper()
    return hashlib.scrypt(plain.encode(), salt=b"gongkai code", n=2**10, r=8, p=1, dklen=32).hex()


@transaction.atomic
def look_up(number: str, code: str, *, address: str, at: datetime) -> DisclosureRequest | None:
    """The case, where both fit; a wrong pair is one more attempt of this address.

    Raises:
        TooMany: this address has guessed too often within the hour.
    """
    mark = mark_of_address(address, setting=APPLICANT)
    LookupAttempt.objects.filter(tried_at__lt=at - ADDRESS_KEPT).delete()
    refuse_after_wrong(
        LookupAttempt.objects.filter(address_digest=mark),
        WRONG_PER_HOUR,
        _("查询错误次数太多，请过一小时再试，或者打电话询问。"),
        since=at - HOUR,
    )
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
    LookupAttempt.objects.create(address_digest=mark, tried_at=at)
    return None
