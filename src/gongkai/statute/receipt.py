"""The day a request counts as received: by the door it came through (条例第三十一条)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from gongkai.statute.errors import UnknownCode, WrongArgument


class Door(Enum):
    """How a request arrives. The value is its code, `label` Chinese, `cite` the rule, `fact` the day that decides."""

    COUNTER = ("counter", "当面提交", "ogi-2019#31.1.1", "提交之日")
    SIGNED_MAIL = ("signed_mail", "邮寄（签收）", "ogi-2019#31.1.2", "签收之日")
    ORDINARY_MAIL = ("ordinary_mail", "平常信函（无需签收）", "ogi-2019#31.1.2", "与申请人确认之日")
    INTERNET = ("internet", "互联网渠道", "ogi-2019#31.1.3", "双方确认之日")
    FAX = ("fax", "传真", "ogi-2019#31.1.3", "双方确认之日")

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
    """

    received_on: date
    door: Door | None = None
    submitted_on: date | None = None
    evidence: str = ""
    cautions: tuple[Caution, ...] = ()

    @property
    def cite(self) -> str:
        """The rule that makes this day the day of receipt."""
        return self.door.cite if self.door else "ogi-2019#31"


def receive(
    door: Door,
    *,
    submitted_on: date | None = None,
    signed_on: date | None = None,
    confirmed_on: date | None = None,
    evidence: str = "",
) -> Receipt:
    """The receipt of a request, from the day that its door makes decisive.

    Args:
        door: how it came.
        submitted_on: day of handing over, of sending, or of an unsigned letter's arrival.
        signed_on: day the office signed for the letter.
        confirmed_on: day the office and the applicant confirmed receipt to each other.
        evidence: what proves the decisive day.

    Raises:
        WrongArgument: the decisive day is missing or lies before submission.
    """
    received_on = {
        Door.COUNTER: submitted_on,
        Door.SIGNED_MAIL: signed_on,
        Door.ORDINARY_MAIL: confirmed_on,
        Door.INTERNET: confirmed_on,
        Door.FAX: confirmed_on,
    }[door]
    if received_on is None:
        raise WrongArgument(f"{door.label}的{door.fact}", "空", "一个日期（条例第三十一条）")
    if submitted_on and received_on < submitted_on:
        raise WrongArgument(
            f"{door.label}的{door.fact}", received_on, f"不早于提交之日{submitted_on}"
        )
    cautions: tuple[Caution, ...] = ()
    if door is Door.ORDINARY_MAIL and submitted_on and received_on > submitted_on:
        cautions = (
            Caution(
                f"平常信函于{submitted_on}到达，{received_on}才与申请人确认；应当在收到的当日确认。",
                door.cite,
            ),
        )
    return Receipt(received_on, door, submitted_on, evidence, cautions)
