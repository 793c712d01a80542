"""What is kept how long: each kind with the setting that says so. A room above adds its own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.accounts.permissions import Permission
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.choices.reading import settings_of
from gongkai.web.casework.permissions import HOLLOW
from gongkai.web.casework.requests.models import (
    OPEN_STATES,
    PERSONAL_KINDS,
    DisclosureRequest,
    RequestFile,
    RequestQuerySet,
)
from gongkai.web.casework.requests.related import held_back
from gongkai.web.casework.retention.emptying import (
    case_files,
    hollow_case,
    identity_files,
    nothing_more,
)
from gongkai.web.files.models import StoredFile


@dataclass(frozen=True)
class RetentionKind:
    """One kind.

    Attributes:
        code: what addresses name.
        label: what it is called.
        goes, stays: what is destroyed and what is left, in a sentence.
        setting: the setting that tells the years after the end.
        closed: a body and a day → the records that ended by that day and of which something of it is left.
        held: numbers of such records and today → those of which nothing may be destroyed.
        files: a record → the files that go.
        empty: a record and today → nothing; takes the words out of it.
        page: name of the address on which a record is looked at.
        permission: who lets it go.
    """

    code: str
    label: Any
    goes: Any
    stays: Any
    setting: str
    closed: Callable[[PublicBody, date], QuerySet[Any]]
    held: Callable[[Collection[int], date], set[int]]
    files: Callable[[Any], Iterable[StoredFile]]
    empty: Callable[[Any, date], None]
    page: str
    permission: Permission = HOLLOW

    def years(self, body: PublicBody, on: date) -> int:
        """How long after the end, as the body or its county has chosen."""
        return settings_of(body, on).number(self.setting)

    def expired(self, body: PublicBody, on: date) -> QuerySet[Any]:
        """The records of a body whose time for this kind is over."""
        return self.closed(body, _years_before(on, self.years(body, on))).order_by("pk")


def _years_before(on: date, years: int) -> date:
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return on.replace(year=on.year - years, day=28)


def _closed_cases(body: PublicBody, last: date) -> RequestQuerySet:
    closed = DisclosureRequest.objects.filter(body=body, concluded_on__lte=last, hollowed_on=None)
    cases: RequestQuerySet = closed.exclude(state__in=OPEN_STATES)
    return cases


def _with_identity(body: PublicBody, last: date) -> RequestQuerySet:
    left = RequestFile.objects.filter(kind__in=PERSONAL_KINDS).exclude(file="")
    return _closed_cases(body, last).filter(pk__in=left.values("disclosure_request"))


IDENTITY = RetentionKind(
    "identity",
    _lazy("身份证明、授权委托书"),
    _lazy("身份证明和授权委托书的文件"),
    _lazy("办件的其他内容，以及文件的摘要值"),
    "retention_identity_years",
    _with_identity,
    held_back,
    identity_files,
    nothing_more,
    "casework:case",
)
PERSON = RetentionKind(
    "person",
    _lazy("申请人信息和原文"),
    _lazy(
        "申请人和第三方的姓名、号码、联系方式，申请原文、邮件和联系记录，文书正文、审签意见和扫描件，检索和办理经过中的说明"
    ),
    _lazy("编号、日期、申请人类别、办理结果和理由，统计口径，文件的摘要值，留痕"),
    "retention_case_years",
    _closed_cases,
    held_back,
    case_files,
    hollow_case,
    "casework:case",
)
KINDS = {kind.code: kind for kind in (IDENTITY, PERSON)}


def provide_kind(kind: RetentionKind) -> None:
    """A room above keeps something too; called in its `ready()`."""
    KINDS[kind.code] = kind


def kinds_for(permission: Permission) -> list[RetentionKind]:
    """The kinds that whoever has this permission lets go."""
    return [kind for kind in KINDS.values() if kind.permission == permission]
