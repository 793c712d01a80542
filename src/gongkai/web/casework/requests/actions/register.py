"""Take a request in, by the public form or at the desk; number, clock and receipt in one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.statute.clock import Clock
from gongkai.statute.errors import StatuteError
from gongkai.statute.receipt import Door, Receipt, receive
from gongkai.web.accounts.keys import APPLICANT
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.bodies.numbering import next_serial
from gongkai.web.casework import acts
from gongkai.web.casework.calendars.calendar import current_calendar
from gongkai.web.casework.choices.reading import settings_of
from gongkai.web.casework.permissions import HANDLE
from gongkai.web.casework.requests.files import NewFile, keep_file
from gongkai.web.casework.requests.lookup import digest_of_code
from gongkai.web.casework.requests.models import (
    Applicant,
    DisclosureRequest,
    RequestMail,
    applicant_kinds,
)
from gongkai.web.casework.requests.people import (
    ApplicantFacts,
    mark_of,
    mark_of_words,
    person_of,
    seal_person,
)
from gongkai.web.casework.requests.signals import request_taken_in
from gongkai.web.journal.origin import Origin, acting_from
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError
from gongkai.web.office.limits import mark_of_address, refuse_too_many

SERIES = "request"
LONGEST = 5000
LONGEST_FACT = 200
MOST_FILES = 5
# Without signs that look alike.
CODE_SIGNS, CODE_LENGTH = "23456789ABCDEFGHJKMNPQRSTUVWXYZ", 10


@dataclass(frozen=True)
class Arrival:
    """How and when it came; which day decides is the door's matter (条例第三十一条)."""

    door: Door
    submitted_on: date | None = None
    signed_on: date | None = None
    confirmed_on: date | None = None
    unreachable: str = ""

    @classmethod
    def by(
        cls, door: Door, on: date, *, came_on: date | None = None, unreachable: str = ""
    ) -> Arrival:
        """By a door, on the day that the door makes decisive; ``came_on`` where it was there before."""
        if door in (Door.COUNTER, Door.ORAL, Door.HANDED_DOWN):
            return cls(door, submitted_on=on)
        if door is Door.SIGNED_MAIL:
            return cls(door, signed_on=on)
        if door is Door.OTHER_OFFICE:
            return cls(door, signed_on=came_on, confirmed_on=on, unreachable=unreachable)
        return cls(door, submitted_on=came_on or on, confirmed_on=on, unreachable=unreachable)

    def receipt(self) -> Receipt:
        """The day that counts, and what was not done as prescribed.

        Raises:
            StatuteError: the decisive day is missing or lies before submission.
        """
        return receive(
            self.door,
            submitted_on=self.submitted_on,
            signed_on=self.signed_on,
            confirmed_on=self.confirmed_on,
            unreachable=self.unreachable,
        )


@dataclass(frozen=True)
class Asked:
    """What somebody asks, and who. Nothing says what for."""

    person: ApplicantFacts
    applicant_kind: str
    text: str
    wanted_form: str = ""
    read_back: str = ""
    files: tuple[NewFile, ...] = field(default=())

    def facts(self) -> dict[str, Any]:
        """What waits sealed until it is registered; the bytes of its files wait beside."""
        return {
            "person": asdict(self.person),
            "applicant_kind": self.applicant_kind,
            "text": self.text,
            "wanted_form": self.wanted_form,
        }

    @classmethod
    def again(cls, facts: Mapping[str, Any], files: tuple[NewFile, ...]) -> Asked:
        """As it was put aside."""
        return cls(
            person_of(facts["person"]),
            facts["applicant_kind"],
            facts["text"],
            facts["wanted_form"],
            files=files,
        )


@dataclass(frozen=True)
class Brought:
    """What comes with a request by e-mail: the mail, files of it, and the digests by which it is known again."""

    mail: NewFile
    files: tuple[NewFile, ...]
    sha256: str
    message_digest: str


@dataclass(frozen=True)
class Registered:
    """A case with the code that is told once and never again."""

    disclosure_request: DisclosureRequest
    code: str


@transaction.atomic
def submit_request(
    body: PublicBody, *, at: datetime, asked: Asked, address: str = ""
) -> Registered:
    """A request by the public form. The receipt shown at once is the confirmation of both sides.

    Raises:
        TooMany: the same network address has sent too many within the hour or the day.
    """
    today = timezone.localdate(at)
    mark = mark_of_address(address, setting=APPLICANT)
    told = _("您提交得太频繁，请过一小时再提交；也可以当面、来信提出申请。")
    refuse_too_many(DisclosureRequest.objects.all(), mark, moment="registered_at", at=at, told=told)
    arrival = Arrival(Door.INTERNET, submitted_on=today, confirmed_on=today)
    found = _keep(body, arrival, asked, at=at, by=None, address_digest=mark)
    # The journal is for ever; the sender's address does not belong in it.
    with acting_from(Origin("web")):
        record(
            acts.RECEIVED,
            by=None,
            body=body,
            subject=found.disclosure_request,
            after=for_the_journal(found.disclosure_request),
            at=at,
        )
    return found


@transaction.atomic
def register_request(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    arrival: Arrival,
    asked: Asked,
    brought: Brought | None = None,
) -> Registered:
    """A request that came over the counter, by letter, fax, e-mail or by mouth."""
    require(acting_user, HANDLE, body)
    if arrival.door is Door.ORAL and not asked.read_back.strip():
        raise ActionError(_("口头申请由工作人员代填，请写明代填人、已向申请人宣读并经其确认。"))
    found = _keep(body, arrival, asked, at=at, by=acting_user)
    kept = for_the_journal(found.disclosure_request)
    if brought is not None:
        _keep_mail(found.disclosure_request, brought, at=at)
        kept["mail"] = brought.sha256
    record(
        acts.REGISTERED,
        by=acting_user,
        body=body,
        subject=found.disclosure_request,
        after=kept,
        at=at,
    )
    return found


def _keep_mail(disclosure_request: DisclosureRequest, brought: Brought, *, at: datetime) -> None:
    for each in (brought.mail, *brought.files):
        keep_file(disclosure_request, each, at=at)
    RequestMail.objects.create(
        disclosure_request=disclosure_request,
        sha256=brought.sha256,
        message_digest=brought.message_digest,
    )


def still_to_come(receipt: Receipt, on: date) -> str:
    """Why a day of receipt cannot be entered on that day; empty where it can."""
    if receipt.received_on <= on:
        return ""
    return _("收到日期不能晚于今天（{today}），填写的是 {day}；请核对日期。").format(
        today=on, day=receipt.received_on
    )


def for_the_journal(disclosure_request: DisclosureRequest) -> dict[str, object]:
    """What the journal may say: nothing of who asks or what."""
    return {
        "door": disclosure_request.door,
        "received_on": disclosure_request.received_on,
        "due_on": disclosure_request.due_on,
        "kind": disclosure_request.applicant_kind,
    }


def _keep(
    body: PublicBody,
    arrival: Arrival,
    asked: Asked,
    *,
    at: datetime,
    by: User | Platform | None,
    address_digest: str = "",
) -> Registered:
    if not body.is_public:
        raise ActionError(
            _("“{body}”不单独受理申请，请登记到“{public_body}”。").format(
                body=body, public_body=body.public_body
            )
        )
    words = checked(asked)
    try:
        receipt = arrival.receipt()
        amiss = still_to_come(receipt, timezone.localdate(at))
        if amiss:
            raise ActionError(amiss)
        settings = settings_of(body, receipt.received_on)
        course = Clock(receipt, current_calendar(body), (), settings).course
    except StatuteError as error:
        raise ActionError(error.message) from error
    code = "".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH))
    year = receipt.received_on.year
    kept = DisclosureRequest(
        body=body,
        year=year,
        serial=next_serial(body, series=SERIES, year=year),
        applicant_kind=asked.applicant_kind,
        door=arrival.door.value,
        submitted_on=arrival.submitted_on,
        signed_on=arrival.signed_on,
        confirmed_on=arrival.confirmed_on,
        unreachable=arrival.unreachable.strip(),
        received_on=receipt.received_on,
        electronic_since=receipt.received_on if asked.person.electronic_address else None,
        registered_at=at,
        text=words,
        wanted_form=asked.wanted_form,
        read_back=asked.read_back,
        state=course.state.value,
        is_provisional=course.guessed,
        code_digest=digest_of_code(code),
        applicant_digest=mark_of(asked.person),
        words_digest=mark_of_words(words),
        address_digest=address_digest,
        registered_by=by if isinstance(by, User) else None,
    )
    if not kept.is_answered_elsewhere:
        kept.due_on = course.due_on
    kept.full_clean(exclude=["text"])
    kept.save()
    Applicant.objects.create(disclosure_request=kept, sealed=seal_person(asked.person))
    for each in asked.files:
        keep_file(kept, each, at=at)
    request_taken_in.send(sender=DisclosureRequest, disclosure_request=kept, by=by, at=at)
    return Registered(kept, code)


def checked(asked: Asked) -> str:
    """The words of a request, which with its facts must be there and not too long."""
    words = asked.text.replace("\x00", "").strip()
    if not words:
        raise ActionError(_("请写明需要哪些政府信息。"))
    if len(words) > LONGEST:
        raise ActionError(
            _("申请内容最多 {longest} 字，现有 {words} 字；请分件提交或者附文件。").format(
                longest=LONGEST, words=len(words)
            )
        )
    if not asked.person.name.strip():
        raise ActionError(_("请填写申请人的姓名或者名称。"))
    facts: Iterable[str] = (
        value
        for value in (vars(asked.person) | {"form": asked.wanted_form}).values()
        if isinstance(value, str)
    )
    if any(len(fact) > LONGEST_FACT for fact in facts):
        raise ActionError(
            _("姓名、联系方式等各栏不超过 {longest} 字，请改短。").format(longest=LONGEST_FACT)
        )
    if asked.applicant_kind not in dict(applicant_kinds()):
        raise ActionError(_("请选择申请人是个人还是哪一类单位。"))
    if len(asked.files) > MOST_FILES:
        raise ActionError(_("一次最多附 {most} 个文件，请合并后再提交。").format(most=MOST_FILES))
    return words
