"""What a letter is told: who writes, to whom, about which request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.statute.receipt import Door

Detail = str | date | tuple[str, ...]
"""A fact of one kind of letter: words, a day, or a list of points."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """The body that writes. Its own seal is set, not that of its office.

    Attributes:
        body: full name.
        office: its disclosure office.
        phone: of the office.
    """

    body: str
    office: str
    phone: str


@dataclass(frozen=True, slots=True)
class Head:
    """What stands around every letter.

    Attributes:
        issuer: who writes.
        number: 文号, as 柳政公复〔2026〕3号.
        addressee: as in the request.
        on: the day of the letter; decides which law it states.
        case_number: of the request; may be empty.
        delivery: how it is served, as 邮政挂号信; may be empty.
        enclosures: names of what is attached.
        organisation: whether the addressee is an organisation (你单位) and no person (您).
    """

    issuer: Issuer
    number: str
    addressee: str
    on: date
    case_number: str = ""
    delivery: str = ""
    enclosures: tuple[str, ...] = ()
    organisation: bool = False


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """The request a letter speaks of.

    Attributes:
        applicant: name as in the request.
        received_on: T.
        door: how it came; None where only T is known.
        quoted: what is asked, word for word.
    """

    applicant: str
    received_on: date
    door: Door | None
    quoted: str
