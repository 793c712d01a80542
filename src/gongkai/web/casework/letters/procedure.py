"""How letters are approved: a review by another, the secrecy check of what goes out, then the signature of a third."""

from __future__ import annotations

from gongkai.web.approvals.procedure import Procedure, ProcedureActs
from gongkai.web.casework import acts
from gongkai.web.casework.clock.workflow import BY_CODE, STEPS, WorkStep
from gongkai.web.casework.letters.models import PERMISSION_OF, Letter, LetterApproval, Stage
from gongkai.web.casework.permissions import HANDLE

LAPSE = "no_longer_processed"


def step_of(letter: Letter) -> WorkStep:
    """The step of the workflow that a letter takes."""
    if letter.decision_id is None:
        return next(step for step in STEPS if step.letter == letter.code)
    return BY_CODE["lapse" if letter.code == LAPSE else "decide"]


def route_of(letter: Letter) -> list[str]:
    """The stages of a letter, in order."""
    check = [Stage.SECRECY_CHECK.value] if letter.needs_secrecy_check else []
    return [Stage.FIRST_REVIEW.value, *check, Stage.SIGN.value]


def _authors(approval: LetterApproval) -> set[int | None]:
    return {approval.submitted_by_id, approval.letter.drafted_by_id}


APPROVALS = Procedure(
    model=LetterApproval,
    stages=Stage,
    permission_of=PERMISSION_OF,
    reviews=frozenset({Stage.FIRST_REVIEW}),
    never_skipped=frozenset(Stage),
    last=Stage.SIGN,
    drafts=HANDLE,
    acts=ProcedureActs(
        approved=acts.LETTER_APPROVED,
        returned=acts.LETTER_RETURNED,
        skip_proposed=acts.LETTER_SKIP_PROPOSED,
        skipped=acts.LETTER_SKIPPED,
        recalled=acts.LETTER_RECALLED,
    ),
    open_states=frozenset({LetterApproval.UNDER_REVIEW}),
    record_of=lambda approval: approval.letter.disclosure_request,
    title_of=lambda approval: str(approval.letter),
    authors_of=_authors,
    is_strict=lambda approval: True,
    strict_reason="答复和告知书不能跳过审核。",
    elsewhere="签发环节请使用“签发”。",
    read_with=("body", "letter__disclosure_request__body"),
)
