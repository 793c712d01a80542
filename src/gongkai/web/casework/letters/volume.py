"""How much one applicant asked of a body, month by month, as the register has it (条例第三十五条)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from gongkai.web.casework.requests.models import DisclosureRequest

MONTHS = 12
_COUNTED = re.compile(r"(\d+)\s*件")


def counts_by_month(disclosure_request: DisclosureRequest, on: date) -> dict[date, int]:
    """Requests of this applicant to this body in the last twelve months, by the month in which they were received."""
    since = on.replace(year=on.year - 1, day=1)
    days = (
        DisclosureRequest.objects.counted()
        .filter(
            body=disclosure_request.body,
            applicant_digest=disclosure_request.applicant_digest,
            received_on__range=(since, on),
        )
        .order_by("received_on")
        .values_list("received_on", flat=True)
    )
    return dict(Counter(day.replace(day=1) for day in days))


def in_words(counts: Mapping[date, int]) -> str:
    """For the letter: 2026年9月38件、2026年10月41件，共79件."""
    months = "、".join(
        _("{year}年{month}月{count}件").format(year=month.year, month=month.month, count=count)
        for month, count in counts.items()
    )
    return _("{months}，共{total}件").format(months=months, total=sum(counts.values()))


def agrees(words: str, counts: Mapping[date, int]) -> bool:
    """Whether every number of requests that the words name is one of the register, the whole among them."""
    named = {int(number) for number in _COUNTED.findall(words)}
    total = sum(counts.values())
    return total in named and named <= {*counts.values(), total}
