"""What stands between a decision to give information and its going out (条例第十五条、第十七条、第三十二条、第三十四条).

While somebody who was asked may still answer, nothing goes out. An objection is weighed in writing; against it nothing goes out before
the third party was served with what and why, and before the day that the letter or the body's own setting names. What an authority was asked
to determine goes out only when it has said so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from gongkai.statute.consultation import CITES, Consultation
from gongkai.statute.course import Course
from gongkai.statute.event_codes import Consultee, Position, Weight
from gongkai.statute.outcomes import outcome
from gongkai.statute.receipt import Caution

NOBODY: Mapping[str, str] = MappingProxyType({})
WHOLE = frozenset({"disclosed", "disclosed_over_objection"})


def gives(code: str) -> bool:
    """Whether an outcome hands out information that was not public."""
    return code in WHOLE or outcome(code).row == "partly_disclosed"


def hindrances(
    course: Course, code: str, on: date, names: Mapping[str, str] = NOBODY
) -> Iterator[Caution]:
    """Why this outcome may not be decided yet.

    Args:
        course: the case so far.
        code: the outcome's id.
        on: the day.
        names: what a clerk calls each consultation, by `ref`.
    """
    if not gives(code):
        return
    for each in course.consultations:
        who = names.get(each.ref) or f"{each.sent_on}征求的{each.consultee.label}"
        if each.consultee is Consultee.AUTHORITY:
            yield from _undetermined(each, code, names.get(each.ref) or each.consultee.label)
        elif each.consultee is not Consultee.OTHER_AGENCY and each.runs(on):
            yield Caution(
                f"{who}还没有答复，提出意见的期限至{each.expires_on}；期满或者收到意见之前不能公开。",
                each.cite,
            )
        elif each.objected and each.weight is None:
            yield Caution(f"{who}不同意公开，还没有书面判断其理由；请先登记判断和理由。", each.cite)
        elif each.weight is Weight.PUBLIC_INTEREST and code == "disclosed":
            over = outcome("disclosed_over_objection").label
            yield Caution(
                f"{who}不同意公开，已判断为“{each.weight.label}”，不是普通的予以公开；请在处理意见的问题里"
                f"答涉及第三方、第三方不同意、不公开会对公共利益造成重大影响，得出“{over}”。",
                each.cite,
            )
        elif each.weight is Weight.WITHHELD and code in WHOLE:
            yield Caution(
                f"{who}不同意公开，已判断为“{each.weight.label}”，不能全部公开；能够区分的给其余部分。",
                each.cite,
            )
    if code == "disclosed_over_objection" and not _overridden(course):
        yield Caution(
            "因公共利益不顾第三方意见公开，要有征求意见的记录和“不公开可能对公共利益造成重大影响”的判断。",
            CITES[Consultee.THIRD_PARTY],
        )


def _undetermined(each: Consultation, code: str, who: str) -> Iterator[Caution]:
    """What may go out beside it is a matter of 区分处理; the whole goes out only when it was determined."""
    if code not in WHOLE or each.position is Position.RELEASABLE:
        return
    if each.position is Position.NOT_RELEASABLE:
        yield Caution(
            f"{who}确定不得公开，不能全部公开；能够区分的给其余部分。", CITES[Consultee.AUTHORITY]
        )
    else:
        yield Caution(
            f"已报请{who}确定是否可以公开，还没有结果，确定前不能公开；请催办。",
            CITES[Consultee.AUTHORITY],
        )


def _overridden(course: Course) -> bool:
    return any(each.weight is Weight.PUBLIC_INTEREST for each in course.consultations)


def before_release(
    course: Course, code: str, on: date, names: Mapping[str, str] = NOBODY
) -> Iterator[Caution]:
    """Why what was decided may not go out yet: its hindrances, the letter to the third party, the days of waiting."""
    yield from hindrances(course, code, on, names)
    if not gives(code):
        return
    for each in course.consultations:
        if each.weight is not None and each.weight.releases:
            yield from _told(each, on, names)


def _told(each: Consultation, on: date, names: Mapping[str, str]) -> Iterator[Caution]:
    who = names.get(each.ref) or f"{each.sent_on}征求的{each.consultee.label}"
    if each.told_on is None:
        yield Caution(
            f"{who}不同意公开，决定公开的内容和理由还没有书面告知该第三方；请先发告知书。",
            each.cite,
        )
    elif each.release_from is None:
        yield Caution(
            f"告知{who}的文书已于{each.told_on}发出，还没有送达的记录；送达之前不能公开，请登记签收。",
            each.cite,
        )
    elif on < each.release_from:
        yield Caution(f"已告知{who}，{each.release_from}前不公开。", each.cite)
