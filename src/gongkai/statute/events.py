"""What can happen to a request, each a dated, immutable event. `clock` says what follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from gongkai.statute.event_codes import (
    Channel,
    Consultee,
    Letter,
    OrderedBy,
    Position,
    Weight,
)


@dataclass(frozen=True)
class Event:
    """Something that happened on a day (`on`). `kind` is its code, `label` its Chinese name."""

    kind: ClassVar[str]
    label: ClassVar[str]

    on: date


@dataclass(frozen=True)
class SupplementAsked(Event):
    """一次性告知补正.

    Attributes:
        by: the day set for the supplement; None = `days` or the setting `supplement_period`, from arrival.
        reached_on: the day the letter reached the applicant; None = the same day, until `LetterArrived` says otherwise.
        days: working days set for the supplement, counted from arrival; None = the setting.
    """

    kind = "supplement_asked"
    label = "告知补正"

    by: date | None = None
    reached_on: date | None = None
    days: int | None = None


@dataclass(frozen=True)
class SupplementReceived(Event):
    """收到补正. `good_reason`: why it is late, where it is."""

    kind = "supplement_received"
    label = "收到补正"

    good_reason: str = ""


@dataclass(frozen=True)
class SupplementLapsed(Event):
    """逾期不补正，视为放弃申请."""

    kind = "supplement_lapsed"
    label = "逾期不补正"


@dataclass(frozen=True)
class ConsultationSent(Event):
    """征求意见.

    Attributes:
        consultee: who is asked.
        ref: tells several consultations of one case apart.
        reached_on: the day the letter reached them; None = the day of sending.
        until: for other agencies and authorities, the day by which an answer is asked; None = the setting `other_agency_period`.
    """

    kind = "consultation_sent"
    label = "发出征求意见书"

    consultee: Consultee = Consultee.THIRD_PARTY
    ref: str = ""
    reached_on: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class ConsultationReturned(Event):
    """收到意见. `position` None = not recorded."""

    kind = "consultation_returned"
    label = "收到意见"

    ref: str = ""
    position: Position | None = None


@dataclass(frozen=True)
class ConsultationExpired(Event):
    """逾期未提出意见, put on record; the clock resumes by itself even without this event."""

    kind = "consultation_expired"
    label = "征求意见期满"

    ref: str = ""


@dataclass(frozen=True)
class OpinionWeighed(Event):
    """对第三方不同意公开的理由作出判断.

    Attributes:
        ref: which consultation.
        weight: what the agency makes of the objection.
        reasons: why, in writing.
        approved_by: the head who agreed to release against the objection; None = not recorded.
    """

    kind = "opinion_weighed"
    label = "判断第三方的理由"

    ref: str = ""
    weight: Weight = Weight.WITHHELD
    reasons: str = ""
    approved_by: str | None = None


@dataclass(frozen=True)
class ThirdPartyTold(Event):
    """书面告知第三方决定公开的内容和理由, before the information goes out.

    Attributes:
        ref: which consultation.
        not_before: the day before which the letter says nothing goes out; None = it names none.
        reached_on: the day the letter reached the third party; None = not known yet, `LetterArrived` may tell.
    """

    kind = "third_party_told"
    label = "告知第三方决定公开"

    ref: str = ""
    not_before: date | None = None
    reached_on: date | None = None


@dataclass(frozen=True)
class Extended(Event):
    """延长答复期限, on the day the applicant is told.

    Attributes:
        days: working days, at most the statutory cap; None = all that the cap leaves.
        approved_by: the head of the disclosure office who agreed; None = not recorded.
    """

    kind = "extended"
    label = "延长答复期限"

    days: int | None = None
    approved_by: str | None = None


@dataclass(frozen=True)
class ReasonsAsked(Event):
    """要求说明理由 (条例第三十五条). `by`: the day set for the answer, or None."""

    kind = "reasons_asked"
    label = "要求说明理由"

    by: date | None = None


@dataclass(frozen=True)
class ReasonsGiven(Event):
    """申请人说明理由."""

    kind = "reasons_given"
    label = "申请人说明理由"


@dataclass(frozen=True)
class LongerPeriodSet(Event):
    """确定延迟答复的合理期限 (条例第三十五条). `until`: the day set."""

    kind = "longer_period_set"
    label = "确定延迟答复的合理期限"

    until: date | None = None


@dataclass(frozen=True)
class FeeNotified(Event):
    """发出收费通知.

    Attributes:
        reached_on: the day it reached the applicant; None = the day of sending.
        amount: yuan asked; None = not recorded.
    """

    kind = "fee_notified"
    label = "发出收费通知"

    reached_on: date | None = None
    amount: int | None = None


@dataclass(frozen=True)
class FeePaid(Event):
    """缴纳信息处理费.

    Attributes:
        amount: yuan received; None = not recorded.
        short_because: why the case goes on although less was paid than is owed; empty where nothing says so.
    """

    kind = "fee_paid"
    label = "缴纳信息处理费"

    amount: int | None = None
    short_because: str = ""


@dataclass(frozen=True)
class FeeLapsed(Event):
    """逾期未缴纳，视为放弃申请."""

    kind = "fee_lapsed"
    label = "逾期未缴费"


@dataclass(frozen=True)
class Suspended(Event):
    """中止, only where the setting `suspension` accepts it. `reason`: must be given."""

    kind = "suspended"
    label = "中止"

    reason: str = ""


@dataclass(frozen=True)
class Resumed(Event):
    """恢复办理."""

    kind = "resumed"
    label = "恢复办理"


@dataclass(frozen=True)
class Replied(Event):
    """作出答复（决定）."""

    kind = "replied"
    label = "作出答复"


@dataclass(frozen=True)
class Delivered(Event):
    """送达, one attempt: signed for (direct, entrusted), handed to the post or a courier, left, sent or announced on `on`.

    Attributes:
        channel: how.
        acknowledged_on: the day an electronic delivery reached the applicant's system, by its log; None = not known yet,
            `LetterArrived` may tell.
        consented_on: the day the applicant agreed to electronic delivery at an address; None = no record of it.
        signed_on: the day a letter by post or courier was signed for; None = not known yet, `LetterArrived` may tell.
        proof: 留置: the witness, or the photographs or video; elsewhere the number of the slip.
    """

    kind = "delivered"
    label = "送达"

    channel: Channel = Channel.DIRECT
    acknowledged_on: date | None = None
    signed_on: date | None = None
    proof: str = ""
    consented_on: date | None = None


@dataclass(frozen=True)
class DeliveryReturned(Event):
    """退回: an attempt came back.

    Attributes:
        reason: as the post wrote it.
        sent_on: the day of that attempt; None = the last one that has not come back.
    """

    kind = "delivery_returned"
    label = "送达被退回"

    reason: str = ""
    sent_on: date | None = None


@dataclass(frozen=True)
class LetterArrived(Event):
    """文书到达: the day a letter reached whom it was sent to.

    Attributes:
        letter: which kind.
        ref: which consultation.
        sent_on: of an answer, the day of the attempt; None = the last one on its way.
    """

    kind = "letter_arrived"
    label = "文书到达"

    letter: Letter = Letter.REPLY
    ref: str = ""
    sent_on: date | None = None


@dataclass(frozen=True)
class AnswerOrdered(Event):
    """责令重新答复, by a review decision or a judgment served on `on`.

    Attributes:
        ordered_by: who.
        days: working days that it sets; None = the statutory period.
        document: its number.
    """

    kind = "answer_ordered"
    label = "被责令重新答复"

    ordered_by: OrderedBy = OrderedBy.REVIEW
    days: int | None = None
    document: str = ""


@dataclass(frozen=True)
class Merged(Event):
    """与同一申请人的其他申请合并办理. `into`: the number of the case that answers both."""

    kind = "merged"
    label = "合并办理"

    into: str = ""


@dataclass(frozen=True)
class Withdrawn(Event):
    """申请人撤回申请."""

    kind = "withdrawn"
    label = "申请人撤回"
