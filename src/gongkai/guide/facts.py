"""What is known of a body, for its guide."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contact:
    """An office and how to reach it; empty where not known.

    Attributes:
        phone, fax: one or several numbers as written, parted by 、.
        hours: office hours as written, as 工作日8:30—12:00，14:00—17:30.
    """

    name: str
    address: str = ""
    postcode: str = ""
    hours: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class GuideFacts:
    """What a guide tells of its body.

    Attributes:
        body: full name of the body.
        office: its disclosure office 政府信息公开工作机构.
        supervision_phone: 监督电话 of the body itself, or empty.
        supervisor: 政府信息公开工作主管部门, or None where the platform knows none.
        authority: 行政复议机关, or empty where not known.
        categories: what the body's catalogue is divided into.
        reading_place: where published information can be read on paper, or empty.
        online_address: where requests are taken online, or empty where they are not.
        takes_email, takes_fax: whether requests are taken that way; what a guide announces binds
            (国办公开办函〔2017〕19号).
        other_bodies: full names of other bodies that the guide should not name by mistake.
    """

    body: str
    office: Contact
    supervision_phone: str = ""
    supervisor: Contact | None = None
    authority: str = ""
    categories: tuple[str, ...] = ()
    reading_place: str = ""
    online_address: str = ""
    takes_email: bool = False
    takes_fax: bool = False
    other_bodies: tuple[str, ...] = ()
