"""Ask after a case with its number and code: a bounded number of wrong guesses, and the same work for every answer."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from gongkai.web.accounts.keys import APPLICANT, keyed_by_any
from gongkai.web.casework.requests.models import DisclosureRequest, LookupAttempt
from gongkai.web.office.limits import TooMany, mark_of_address

WRONG_PER_HOUR = 10
_NUMBER = re.compile(r"(?P<code>[0-9A-Za-z-]{1,40})-(?P<year>[0-9]{4})-(?P<serial>[0-9]{1,6})")
NOBODY = "0" * 64


@transaction.atomic
def look_up(number: str, code: str, *, address: str, at: datetime) -> DisclosureRequest | None:
    """The case, where both fit; a wrong pair is one more attempt of this address.

    Raises:
        TooMany: this address has guessed too often within the hour.
    """
    mark = mark_of_address(address, setting=APPLICANT)
    LookupAttempt.objects.filter(tried_at__lt=at - timedelta(days=1)).delete()
    tried = LookupAttempt.objects.filter(
        address_digest=mark, tried_at__gt=at - timedelta(hours=1)
    ).count()
    if tried >= WRONG_PER_HOUR:
        raise TooMany(_("查询错误次数太多，请过一小时再试，或者打电话询问。"))
    parts = _NUMBER.fullmatch(number.strip().upper())
    found = (
        DisclosureRequest.objects.select_related("body")
        .exclude(body__is_practice=True)
        .filter(body__code__iexact=parts["code"], year=parts["year"], serial=parts["serial"])
        .first()
        if parts
        else None
    )
    kept = found.code_digest if found else NOBODY
    # A case that came before a key was changed is still found by its code.
    marks = keyed_by_any("code", re.sub(r"[\s-]", "", code).upper(), setting=APPLICANT)
    fits = [constant_time_compare(given, kept) for given in marks]
    if any(fits) and found:
        return found
    LookupAttempt.objects.create(address_digest=mark, tried_at=at)
    return None
