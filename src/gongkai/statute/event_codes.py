"""The codes that events carry: who is asked and says what, how a letter goes, which letter, who orders a new answer."""

from __future__ import annotations

from enum import Enum
from typing import TypeVar

from gongkai.statute.errors import UnknownCode

C = TypeVar("C", bound="Coded")


class Coded(Enum):
    """An enumeration whose value is a code and whose `label` is Chinese."""

    label: str

    def __new__(cls, code: str, label: str) -> Coded:
        """A member whose value is the code alone."""
        member = object.__new__(cls)
        member._value_ = code
        member.label = label
        return member

    @classmethod
    def named(cls: type[C], code: str) -> C:
        """The member with this code.

        Raises:
            UnknownCode: no such member.
        """
        for member in cls:
            if member.value == code:
                return member
        raise UnknownCode(cls.__name__, code, [member.value for member in cls])


class Consultee(Coded):
    """Whom the agency asks."""

    THIRD_PARTY = ("third_party", "第三方")
    JOINT_MAKER = ("joint_maker", "共同制作机关")
    OTHER_AGENCY = ("other_agency", "其他机关")
    AUTHORITY = ("authority", "主管部门或者保密行政管理部门")


class Position(Coded):
    """What the consulted party answers; the last two are what an authority determines (条例第十七条第三款)."""

    CONSENTS = ("consents", "同意公开")
    OBJECTS_WITH_REASONS = ("objects_with_reasons", "不同意公开且有合理理由")
    OBJECTS = ("objects", "不同意公开，未说明合理理由")
    RELEASABLE = ("releasable", "确定可以公开")
    NOT_RELEASABLE = ("not_releasable", "确定不得公开")

    @property
    def determines(self) -> bool:
        """Whether it is an authority's determination, which binds, and not an opinion."""
        return self in (Position.RELEASABLE, Position.NOT_RELEASABLE)


class Weight(Coded):
    """What the agency makes of an objection (条例第三十二条): what it says decides whether the information may go out."""

    WITHHELD = ("withheld", "理由合理，不予公开")
    UNFOUNDED = ("unfounded", "理由不成立，予以公开")
    PUBLIC_INTEREST = ("public_interest", "不公开可能对公共利益造成重大影响，予以公开")

    @property
    def releases(self) -> bool:
        """Whether the information goes out against the objection."""
        return self is not Weight.WITHHELD


class Channel(Coded):
    """How a decision reaches the applicant."""

    DIRECT = ("direct", "直接送达")
    ENTRUSTED = ("entrusted", "委托其他行政机关代为送达")
    POST = ("post", "邮政企业邮寄")
    COURIER = ("courier", "邮政企业以外的快递")
    ELECTRONIC = ("electronic", "电子送达")
    LEFT = ("left", "留置送达")
    PUBLIC_NOTICE = ("public_notice", "公告送达")


class Letter(Coded):
    """A letter whose arrival starts a period."""

    SUPPLEMENT_NOTICE = ("supplement_notice", "补正告知书")
    CONSULTATION = ("consultation", "征求意见书")
    FEE_NOTICE = ("fee_notice", "收费通知书")
    THIRD_PARTY_NOTICE = ("third_party_notice", "告知书（给第三方）")
    REPLY = ("reply", "答复")


class OrderedBy(Enum):
    """Who ordered a new answer: the code, its Chinese name, where the order stands and where the same answer is forbidden."""

    REVIEW = ("review", "行政复议决定", "reconsideration-2023#64.1", "reconsideration-2023#64.2")
    COURT = ("court", "人民法院判决", "litigation-2017#70", "litigation-2017#71")

    label: str
    cite: str
    not_the_same: str

    def __new__(cls, code: str, label: str, cite: str, not_the_same: str) -> OrderedBy:
        """A member whose value is the code alone."""
        member = object.__new__(cls)
        member._value_ = code
        member.label = label
        member.cite = cite
        member.not_the_same = not_the_same
        return member

    @classmethod
    def named(cls, code: str) -> OrderedBy:
        """The member with this code.

        Raises:
            UnknownCode: no such member.
        """
        for member in cls:
            if member.value == code:
                return member
        raise UnknownCode(cls.__name__, code, [member.value for member in cls])
