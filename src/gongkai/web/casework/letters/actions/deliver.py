"""Send an issued letter, and tell what became of it: every attempt stays, two days for each."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.statute import events as ev
from gongkai.statute.delivery import served_by_notice
from gongkai.statute.event_codes import Channel
from gongkai.statute.event_codes import Letter as Arriving
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.casework import acts
from gongkai.web.casework.clock.actions import enter, locked
from gongkai.web.casework.clock.running import clock_of
from gongkai.web.casework.letters.checking import stops
from gongkai.web.casework.letters.effects import EVENTS
from gongkai.web.casework.letters.models import Delivery, Letter, LetterState
from gongkai.web.casework.letters.parties import ref_of
from gongkai.web.casework.permissions import HANDLE
from gongkai.web.casework.requests.files import NewFile, keep_file
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.journal.acts import Act
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState

# What is in the addressee's hands on the day it is sent.
AT_ONCE = frozenset({Channel.DIRECT, Channel.ENTRUSTED, Channel.LEFT})
NEED_PROOF = frozenset({Channel.POST, Channel.COURIER, Channel.LEFT, Channel.PUBLIC_NOTICE})
LONGEST_PROOF = 200
ARRIVING = {
    "supplement_notice": Arriving.SUPPLEMENT_NOTICE,
    "third_party_inquiry": Arriving.CONSULTATION,
    "joint_maker_inquiry": Arriving.CONSULTATION,
    "assistance_letter": Arriving.CONSULTATION,
    "determination_request": Arriving.CONSULTATION,
    "fee_notice": Arriving.FEE_NOTICE,
}


@transaction.atomic
def send_letter(
    letter: Letter,
    *,
    acting_user: User | Platform,
    at: datetime,
    channel: Channel,
    on: date,
    signed_on: date | None = None,
    proof_words: str = "",
    proof: NewFile | None = None,
    happened: bool = False,
) -> Delivery:
    """One attempt. The first of a letter under way starts what it starts; an answer is in time by its first attempt.

    Args:
        on: handed over, posted, left, sent or announced.
        signed_on: the day it was signed for, or reached the addressee's system, where known; direct delivery is signed for on
            ``on``, and what went electronically is there on ``on`` where nothing else is told.
        proof_words: number of the slip, witness, address of the notice.
        happened: it has gone out all the same; then it is recorded as it was, also where it should not have.

    Raises:
        ActionError: days that cannot be, or something that must be done first and was not.
    """
    require(acting_user, HANDLE, letter.disclosure_request.body)
    case = locked(letter.disclosure_request)
    current = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    current.disclosure_request = case
    if current.state != LetterState.ISSUED or current.issued_on is None:
        raise WrongState(_("“{letter}”还没有签发，不能送达。").format(letter=current))
    today = timezone.localdate(at)
    if not current.issued_on <= on <= today:
        raise ActionError(
            _("送出日期应在签发日期{issued}至今天之间，填写的是{on}。").format(
                issued=current.issued_on, on=on
            )
        )
    if signed_on is not None and not on <= signed_on <= today:
        raise ActionError(_("签收日期应在送出日期至今天之间，填写的是{on}。").format(on=signed_on))
    if channel in AT_ONCE and signed_on not in (None, on):
        raise ActionError(
            _(
                "“{channel}”以{on}为送达之日，与填写的签收日期{signed}不一致；请核对送达方式或者日期。"
            ).format(channel=channel.label, on=on, signed=signed_on)
        )
    if channel in NEED_PROOF and not proof_words.strip():
        raise ActionError(
            _("“{channel}”请写明凭证：邮件号码、见证人或者录像、公告的地址。").format(
                channel=channel.label
            )
        )
    first = not current.deliveries.exists()
    amiss = [] if happened or not first else list(stops(current, on=on))
    if amiss:
        raise ActionError(
            _("{amiss}确实已经送出的，请勾选“已经实际送出”照实登记。").format(amiss="".join(amiss))
        )
    electronic = channel is Channel.ELECTRONIC
    reached = on if channel in AT_ONCE else (signed_on or on) if electronic else signed_on
    delivery = Delivery.objects.create(
        letter=current,
        channel=channel.value,
        on=on,
        signed_on=served_by_notice(on) if channel is Channel.PUBLIC_NOTICE else reached,
        proof_words=proof_words.strip(),
        proof=keep_file(case, proof, at=at) if proof else None,
        sent_by=acting_user if isinstance(acting_user, User) else None,
        sent_at=at,
    )
    if current.is_answer and current.code != "no_longer_processed":
        event: ev.Event = ev.Delivered(
            on,
            channel,
            reached if electronic else None,
            None if electronic else signed_on,
            proof_words.strip(),
        )
        enter(case, event, by=acting_user, at=at, note=current.number)
    elif first and current.code in EVENTS:
        event = EVENTS[current.code](current, on, reached)
        enter(case, event, by=acting_user, at=at, note=current.number)
    _conclude(current, case, on)
    _told(acts.LETTER_SENT, delivery, acting_user, at)
    return delivery


def _conclude(letter: Letter, case: DisclosureRequest, on: date) -> None:
    """C5: the decisive moment is that of the first attempt."""
    if letter.is_answer and case.concluded_on is None and not case.is_open:
        case.concluded_on = clock_of(case).course.delivered_on or on
        case.save(update_fields=["concluded_on"])


@transaction.atomic
def letter_arrived(
    delivery: Delivery,
    *,
    acting_user: User | Platform,
    at: datetime,
    on: date,
    signed_by: str = "",
    proof: NewFile | None = None,
) -> Delivery:
    """The day on the slip: from it the applicant's periods run. ``signed_by`` is who signed, and as what."""
    current = _open_delivery(delivery, acting_user, at, on)
    current.signed_on = on
    _keep_proof(current, signed_by, proof, at)
    current.save(update_fields=["signed_on", "proof_words", "proof"])
    letter = current.letter
    arriving = Arriving.REPLY if letter.is_answer else ARRIVING.get(letter.code)
    if arriving is not None and letter.code != "no_longer_processed":
        ref = ref_of(letter) if arriving is Arriving.CONSULTATION else ""
        sent_on = current.on if letter.is_answer else None
        event = ev.LetterArrived(on, arriving, ref, sent_on)
        case = locked(letter.disclosure_request)
        enter(case, event, by=acting_user, at=at, note=letter.number)
        _conclude(letter, case, on)
    _told(acts.LETTER_ARRIVED, current, acting_user, at)
    return current


@transaction.atomic
def letter_came_back(
    delivery: Delivery,
    *,
    acting_user: User | Platform,
    at: datetime,
    on: date,
    why: str,
    proof: NewFile | None = None,
) -> Delivery:
    """The post returned it: that attempt served nothing, its day stays."""
    current = _open_delivery(delivery, acting_user, at, on)
    if not why.strip():
        raise ActionError(_("请照邮件上写的退回原因填写。"))
    current.returned_on, current.why_returned = on, why.strip()
    _keep_proof(current, "", proof, at)
    current.save(update_fields=["returned_on", "why_returned", "proof_words", "proof"])
    letter = current.letter
    if letter.is_answer and letter.code != "no_longer_processed":
        event = ev.DeliveryReturned(on, why.strip(), current.on)
        enter(locked(letter.disclosure_request), event, by=acting_user, at=at, note=letter.number)
    _told(acts.LETTER_CAME_BACK, current, acting_user, at)
    return current


def _keep_proof(current: Delivery, words: str, proof: NewFile | None, at: datetime) -> None:
    """The slip beside the case; what proved the sending stays on file too."""
    current.proof_words = "；".join(filter(None, (current.proof_words, words)))
    if len(current.proof_words) > LONGEST_PROOF:
        raise ActionError(
            _("凭证和签收人合起来不超过{most}字，请改短。").format(most=LONGEST_PROOF)
        )
    if proof is not None:
        current.proof = keep_file(current.letter.disclosure_request, proof, at=at)


def _open_delivery(delivery: Delivery, user: User | Platform, at: datetime, on: date) -> Delivery:
    require(user, HANDLE, delivery.letter.disclosure_request.body)
    current: Delivery = (
        Delivery.objects.select_for_update(of=("self",))
        .select_related("letter__disclosure_request__body", "letter__decision")
        .get(pk=delivery.pk)
    )
    if current.signed_on is not None or current.returned_on is not None:
        raise WrongState(_("这次送达的结果已经登记。"))
    if not current.on <= on <= timezone.localdate(at):
        raise ActionError(_("日期应在送出日期{sent}至今天之间。").format(sent=current.on))
    return current


def _told(act: Act, delivery: Delivery, user: User | Platform, at: datetime) -> None:
    case = delivery.letter.disclosure_request
    record(
        act,
        by=user,
        body=case.body,
        subject=case,
        after={
            "letter": delivery.letter.code,
            "channel": delivery.channel,
            "on": delivery.on,
            "signed_on": delivery.signed_on,
            "returned_on": delivery.returned_on,
        },
        at=at,
    )
