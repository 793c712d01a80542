"""What is kept how long; each kind with the setting that says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.choices.reading import settings_of
from gongkai.web.casework.requests.models import (
    OPEN_STATES,
    PERSONAL_KINDS,
    DisclosureRequest,
    RequestFile,
    RequestQuerySet,
)


@dataclass(frozen=True)
class RetentionKind:
    """One kind.

    Attributes:
        code: what addresses name.
        label: what it is called.
        goes, stays: what is destroyed and what is left, in a sentence.
        setting: the setting that tells the years after the end of the case.
    """

    code: str
    label: Any
    goes: Any
    stays: Any
    setting: str

    def years(self, body: PublicBody, on: date) -> int:
        """How long after the end of the case, as the body or its county has chosen."""
        return settings_of(body, on).number(self.setting)

    def expired(self, body: PublicBody, on: date) -> RequestQuerySet:
        """The closed cases of a body whose time for this kind is over, and of which something of it is left."""
        last = _years_before(on, self.years(body, on))
        closed = DisclosureRequest.objects.filter(
            body=body, concluded_on__lte=last, hollowed_on=None
        ).exclude(state__in=OPEN_STATES)
        if self is IDENTITY:
            left = RequestFile.objects.filter(kind__in=PERSONAL_KINDS).exclude(file="")
            closed = closed.filter(pk__in=left.values("disclosure_request"))
        found: RequestQuerySet = closed.order_by("pk")
        return found


def _years_before(on: date, years: int) -> date:
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return on.replace(year=on.year - years, day=28)


IDENTITY = RetentionKind(
    "identity",
    _lazy("身份证明、授权委托书"),
    _lazy("身份证明和授权委托书的文件"),
    _lazy("办件的其他内容，以及文件的摘要值"),
    "retention_identity_years",
)
PERSON = RetentionKind(
    "person",
    _lazy("申请人信息和原文"),
    _lazy("申请人的姓名、号码、联系方式，申请原文，文书正文和扫描件，经过中的说明"),
    _lazy("编号、日期、申请人类别、办理结果和理由，统计口径，文件的摘要值，留痕"),
    "retention_case_years",
)
KINDS = {kind.code: kind for kind in (IDENTITY, PERSON)}
