"""The day a request counts as received: by the door it came through (条例第三十一条)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from gongkai.statute.citations import resolve
from gongkai.statute.errors import UnknownCode, WrongArgument
from gongkai.statute.workdays import Calendar


class Door(Enum):
    """How a request arrives. The value is its code, `label` Chinese, `cite` the rule, `fact` the day that decides."""

    COUNTER = ("counter", "当面提交", "ogi-2019#31.1.1", "提交之日")
    SIGNED_MAIL = ("signed_mail", "邮寄（签收）", "ogi-2019#31.1.2", "签收之日")
    ORDINARY_MAIL = ("ordinary_mail", "平常信函（无需签收）", "ogi-2019#31.1.2", "与申请人确认之日")
    INTERNET = ("internet", "互联网渠道", "ogi-2019#31.1.3", "双方确认之日")
    FAX = ("fax", "传真", "ogi-2019#31.1.3", "双方确认之日")
    EMAIL = ("email", "电子邮件", "ogi-2019#31.1.3", "双方确认之日")
    ORAL = ("oral", "口头提出（工作机构代填）", "ogi-2019#29.1", "代为填写并经核对之日")
    OTHER_OFFICE = (
        "other_office",
        "寄给或者交给本机关其他机构、人员",
        "receipt-2015",
        "工作机构收到并与申请人电话确认之日",
    )
    HANDED_DOWN = ("handed_down", "上级机关转来", "answers-2014", "本机关收到之日")

    label: str
    cite: str
    fact: str

    def __new__(cls, code: str, label: str, cite: str, fact: str) -> Door:
        """A member whose value is the code alone."""
        member = object.__new__(cls)
        member._value_ = code
        member.label = label
        member.cite = cite
        member.fact = fact
        return member

    @classmethod
    def named(cls, code: str) -> Door:
        """The door with this code.

        Raises:
            UnknownCode: no such door.
        """
        for door in cls:
            if door.value == code:
                return door
        raise UnknownCode("接收渠道", code, [door.value for door in cls])


@dataclass(frozen=True)
class Caution:
    """Something that happened otherwise than the law prescribes, without stopping the clock.

    Attributes:
        message: one Chinese sentence.
        cite: the provision.
    """

    message: str
    cite: str


@dataclass(frozen=True)
class Receipt:
    """收到申请: the day T from which periods run, and how it is known.

    Attributes:
        received_on: T; the day itself is not counted.
        door: how the request came, or None where only T is known.
        submitted_on: when the applicant sent it or it arrived unsigned, or None.
        evidence: what proves T, e.g. 挂号信回执; empty where nothing is recorded.
        cautions: what was not done as prescribed.
        signed_on: the day another office of the body signed for it, or None.
    """

    received_on: date
    door: Door | None = None
    submitted_on: date | None = None
    evidence: str = ""
    cautions: tuple[Caution, ...] = ()
    signed_on: date | None = None

    @property
    def cite(self) -> str:
        """The rule that makes this day the day of receipt."""
        return self.door.cite if self.door else "ogi-2019#31"

    def earlier_reading(self, calendar: Calendar, confirm_within: int) -> tuple[date | None, str]:
        """The day on which a stricter reading would count the request as received, and why; None where there is none.

        A body must not move T by confirming late, and some read another office's signature as the body's own.

        Args:
            calendar: the working days.
            confirm_within: working days after submission within which a confirmation is prompt.
        """
        if self.door is Door.OTHER_OFFICE and self.signed_on and self.signed_on < self.received_on:
            return self.signed_on, f"本机关其他机构已于{self.signed_on}签收"
        confirmed = self.door in (Door.INTERNET, Door.FAX, Door.EMAIL) and self.submitted_on
        if confirmed and calendar.add(confirmed, confirm_within) < self.received_on:
            return confirmed, f"申请于{confirmed}提交，{self.received_on}才确认"
        return None, ""


def receive(
    door: Door,
    *,
    submitted_on: date | None = None,
    signed_on: date | None = None,
    confirmed_on: date | None = None,
    evidence: str = "",
    unreachable: str = "",
) -> Receipt:
    """The receipt of a request, from the day that its door makes decisive.

    Args:
        door: how it came.
        submitted_on: day of handing over, of sending, or of an unsigned letter's arrival.
        signed_on: day the office, or another office of the body, signed for the letter.
        confirmed_on: day the office and the applicant confirmed receipt to each other.
        evidence: what proves the decisive day.
        unreachable: the calls made while the applicant could not be reached, as logged; the clock starts when contact
            is restored (国办公开办函〔2015〕207号).

    Raises:
        WrongArgument: the decisive day is missing or lies before submission.
    """
    received_on = {
        Door.COUNTER: submitted_on,
        Door.ORAL: submitted_on,
        Door.HANDED_DOWN: submitted_on,
        Door.SIGNED_MAIL: signed_on,
    }.get(door, confirmed_on)
    what, basis = f"{door.label}的{door.fact}", str(resolve(door.cite))
    if received_on is None:
        raise WrongArgument(what, "空", f"一个日期（{basis}）")
    if submitted_on and received_on < submitted_on:
        raise WrongArgument(what, received_on, f"不早于提交之日{submitted_on}")
    cautions = tuple(_cautions(door, submitted_on, received_on, unreachable))
    other = (signed_on or submitted_on) if door is Door.OTHER_OFFICE else None
    return Receipt(received_on, door, submitted_on, evidence, cautions, other)


def _cautions(
    door: Door, submitted_on: date | None, received_on: date, unreachable: str
) -> Iterator[Caution]:
    late = submitted_on is not None and received_on > submitted_on
    if door is Door.ORDINARY_MAIL and late and not unreachable.strip():
        yield Caution(
            f"平常信函于{submitted_on}到达，{received_on}才与申请人确认；应当在收到的当日确认。",
            door.cite,
        )
    if door is Door.HANDED_DOWN:
        yield Caution(
            "写给上级机关的申请由收到申请的机关答复，本机关协助办理的，不作为本机关收到的申请。",
            door.cite,
        )
