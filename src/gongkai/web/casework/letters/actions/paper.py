"""Enter a letter that went out on paper and was not signed here, on the days that it really had."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.statute.event_codes import Channel
from gongkai.statute.events import FeeLapsed, Replied, SupplementLapsed
from gongkai.statute.outcomes import outcome
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform
from gongkai.web.casework import acts
from gongkai.web.casework.clock.actions import enter, entry_of, locked
from gongkai.web.casework.clock.workflow import STEPS, require_step
from gongkai.web.casework.decisions.models import Decision
from gongkai.web.casework.letters.actions.deliver import send_letter
from gongkai.web.casework.letters.labels import ORGANISATION
from gongkai.web.casework.letters.models import IssuedFile, Letter, LetterState
from gongkai.web.casework.letters.parties import TO_OTHERS
from gongkai.web.casework.letters.receivers import Receiver
from gongkai.web.casework.letters.signals import answer_signed
from gongkai.web.casework.requests.files import NewFile
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.files.store import digest_of, place_of, store_content
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError

ANSWER = "answer"
UNDER_WAY = {
    step.letter: step.label
    for step in STEPS
    if step.letter and not step.letter.startswith("correction_")
}
LAPSES = {"other_not_supplemented": SupplementLapsed, "other_fee_unpaid": FeeLapsed}
NEED_PARTY = TO_OTHERS - {"third_party_notice"}


@dataclass(frozen=True)
class PaperLetter:
    """A letter as it lies in the file.

    Attributes:
        code: of the letter, or `answer`.
        number, issued_on: its 文号 and date.
        channel, on, signed_on, signed_by, proof_words: how it went, when, when and by whom it was signed for, what proves it.
        outcome, ground: of an answer.
        addressee, addressee_is: of a letter to somebody else than the applicant.
        event_facts: what its event needs: `days`, `approved_by`, `supplement_days`, `fee_amount`, `by`, `until`, `not_before`, `ref`.
        scan: the letter itself.
    """

    code: str
    number: str
    issued_on: date
    channel: Channel
    on: date
    signed_on: date | None = None
    signed_by: Receiver | None = None
    proof_words: str = ""
    outcome: str = ""
    ground: str = ""
    addressee: str = ""
    addressee_is: str = ORGANISATION
    event_facts: Mapping[str, Any] = field(default_factory=dict)
    scan: NewFile | None = None


@transaction.atomic
def record_paper_letter(
    disclosure_request: DisclosureRequest,
    *,
    acting_user: User | Platform,
    at: datetime,
    paper: PaperLetter,
) -> Letter:
    """The letter, its sending and what it started, each on its own day; without effect where the law gives none.

    Raises:
        ActionError: days that cannot be, or a fact that is missing.
    """
    current = locked(disclosure_request)
    require_step("paper_letter", current, acting_user)
    _check(current, paper, timezone.localdate(at))
    decision = None
    code = paper.code
    if code == ANSWER:
        code = outcome(paper.outcome).letter
        decision = Decision.objects.create(
            disclosure_request=current,
            outcome=paper.outcome,
            ground=paper.ground,
            facts="{}",
            drafted_by=acting_user if isinstance(acting_user, User) else None,
            drafted_at=at,
        )
    letter = Letter.objects.create(
        disclosure_request=current,
        code=code,
        decision=decision,
        details=json.dumps(
            {"addressee": paper.addressee, "addressee_is": paper.addressee_is}, ensure_ascii=False
        ),
        text=_("纸质文书，以扫描件为准。"),
        event_facts={
            name: str(value) if isinstance(value, date) else value
            for name, value in paper.event_facts.items()
            if value not in ("", None)
        },
        state=LetterState.ISSUED,
        number=paper.number.strip(),
        issued_on=paper.issued_on,
        on_paper=True,
        drafted_by=acting_user if isinstance(acting_user, User) else None,
        drafted_at=at,
    )
    if paper.scan is not None:
        _keep_scan(letter, paper.scan)
    if decision is not None:
        event = LAPSES.get(decision.outcome, Replied)(paper.issued_on)
        entered = enter(current, event, by=acting_user, at=at, note=letter.number)
        if entry_of(entered).effective:
            current.outcome = decision.outcome
            current.save(update_fields=["outcome"])
    record(
        acts.PAPER_RECORDED,
        by=acting_user,
        body=current.body,
        subject=current,
        after={"letter": code, "number": letter.number, "issued_on": letter.issued_on},
        at=at,
    )
    send_letter(
        letter,
        acting_user=acting_user,
        at=at,
        channel=paper.channel,
        on=paper.on,
        signed_on=paper.signed_on,
        signed_by=paper.signed_by,
        proof_words=paper.proof_words,
        happened=True,
    )
    if letter.is_answer:
        answer_signed.send(sender=Letter, letter=letter, at=at)
    return Letter.objects.get(pk=letter.pk)


def _check(current: DisclosureRequest, paper: PaperLetter, on: date) -> None:
    if paper.code != ANSWER and paper.code not in UNDER_WAY:
        raise ActionError(_("请选择是哪一种文书。"))
    if paper.code == ANSWER and not paper.outcome:
        raise ActionError(_("是答复的，请选择办理结果。"))
    if paper.code == ANSWER and paper.outcome == "partly_disclosed" and not paper.ground:
        raise ActionError(_("部分公开的，请选择不公开部分的理由；救济途径由它决定。"))
    if not paper.number.strip():
        raise ActionError(_("请照纸质文书填写文号；没有文号的写“无文号”和日期。"))
    if not current.received_on <= paper.issued_on <= on:
        raise ActionError(
            _("文书日期应在收到申请之日{received}至今天之间，填写的是{on}。").format(
                received=current.received_on, on=paper.issued_on
            )
        )
    if paper.code == "fee_notice" and not paper.event_facts.get("fee_amount"):
        raise ActionError({"fee_amount": _("请照收费通知填写应缴金额（元）。")})
    if paper.code in NEED_PARTY and not paper.addressee.strip():
        raise ActionError(_("请填写收件人；同一天征求几个第三方的，靠它区分。"))
    if current.letters.filter(number=paper.number.strip(), issued_on=paper.issued_on).exists():
        raise ActionError(_("这一件已经登记了文号{number}。").format(number=paper.number))


def _keep_scan(letter: Letter, scan: NewFile) -> None:
    digest = digest_of(scan.data)
    IssuedFile.objects.create(
        letter=letter,
        name=scan.name,
        file=store_content(place_of(IssuedFile.folder, digest, scan.name), scan.data),
        size=len(scan.data),
        sha256=digest,
        media_type=scan.media_type,
    )
