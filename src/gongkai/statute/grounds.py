"""不予公开的理由 and their tests: what a ground demands, allows or forbids once the facts are known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from gongkai.statute.codelists import Code, codelist


class Verdict(Enum):
    """What a ground says about publication."""

    MUST_WITHHOLD = "must_withhold"
    MAY_WITHHOLD = "may_withhold"
    MUST_DISCLOSE = "must_disclose"
    UNDECIDED = "undecided"
    NOT_A_GROUND = "not_a_ground"


@dataclass(frozen=True)
class Weighing:
    """The verdict of a ground.

    Attributes:
        verdict: what it says.
        why: Chinese reason.
        cite: the provision.
        missing: facts that must be known first, in Chinese; empty unless undecided.
    """

    verdict: Verdict
    why: str
    cite: str
    missing: tuple[str, ...] = ()


def weigh(
    ground: str,
    *,
    consent: bool | None = None,
    public_interest: bool | None = None,
    publication_ordered: bool | None = None,
) -> Weighing:
    """What a ground says on the facts. An unknown fact (None) that matters leaves the matter undecided.

    Args:
        ground: code of the list `grounds`.
        consent: the third party agrees to publication.
        public_interest: withholding would gravely affect the public interest.
        publication_ordered: a law, regulation or rule orders publication.

    Raises:
        UnknownCode: no such ground.
    """
    entry = codelist("grounds")[ground]
    cite = entry.cites[0]
    match entry.text("force"):
        case "absolute":
            return Weighing(Verdict.MUST_WITHHOLD, f"{entry.label}，不予公开", cite)
        case "unless_consent_or_public_interest":
            return _third_party(entry, cite, consent, public_interest)
        case "may_unless_ordered":
            if publication_ordered:
                return Weighing(
                    Verdict.MUST_DISCLOSE, "法律、法规、规章规定上述信息应当公开的，从其规定", cite
                )
            if publication_ordered is None:
                return Weighing(
                    Verdict.UNDECIDED,
                    f"{entry.label}，须先查明有无应当公开的规定",
                    cite,
                    ("法律、法规、规章是否规定应当公开",),
                )
        case "tell_special_way":
            return Weighing(
                Verdict.NOT_A_GROUND,
                f"{entry.label}，应当告知按专门规定获取，不是不予公开的理由",
                cite,
            )
        case "not_available":
            return Weighing(Verdict.NOT_A_GROUND, f"{entry.label}，没有可以提供的信息", cite)
    return Weighing(Verdict.MAY_WITHHOLD, f"{entry.label}，可以不予公开", cite)


def _third_party(
    entry: Code, cite: str, consent: bool | None, public_interest: bool | None
) -> Weighing:
    if consent:
        return Weighing(Verdict.MUST_DISCLOSE, "第三方同意公开，予以公开", cite)
    if public_interest:
        return Weighing(
            Verdict.MUST_DISCLOSE,
            "不公开会对公共利益造成重大影响，予以公开，并将内容和理由书面告知第三方",
            cite,
        )
    missing = tuple(
        fact
        for fact, known in (
            ("第三方是否同意公开", consent),
            ("不公开是否会对公共利益造成重大影响", public_interest),
        )
        if known is None
    )
    if missing:
        return Weighing(Verdict.UNDECIDED, f"{entry.label}，事实尚未查明", cite, missing)
    return Weighing(Verdict.MUST_WITHHOLD, f"{entry.label}，不得公开", cite)
