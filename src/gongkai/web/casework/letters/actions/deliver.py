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
from gongkai.web.casework.letters.parties import TO_OTHERS, ref_of
from gongkai.web.casework.letters.receivers import Receiver
from gongkai.web.casework.permissions import HANDLE
from gongkai.web.casework.requests.files import NewFile, keep_file
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.journal.acts import Act
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState

# What is in the addressee's hands on the day it is sent.
AT_ONCE = frozenset({Channel.DIRECT, Channel.ENTRUSTED, Channel.LEFT})
NEED_PROOF = frozenset({Channel.POST, Channel.COURIER, Channel.LEFT, Channel.PUBLIC_NOTICE})
# What is handed over is proved by a slip 送达回证: who signed, and as what.
NEED_RECEIVER = frozenset({Channel.DIRECT, Channel.ENTRUSTED})
LONGEST_PROOF = 200
ARRIVING = {
    "supplement_notice": Arriving.SUPPLEMENT_NOTICE,
    "third_party_inquiry": Arriving.CONSULTATION,
    "joint_maker_inquiry": Arriving.CONSULTATION,
    "assistance_letter": Arriving.CONSULTATION,
    "determination_request": Arriving.CONSULTATION,
    "fee_notice": Arriving.FEE_NOTICE,
    "third_party_notice": Arriving.THIRD_PARTY_NOTICE,
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
    signed_by: Receiver | None = None,
    proof_words: str = "",
    proof: NewFile | None = None,
    happened: bool = False,
) -> Delivery:
    """One attempt. The first of a letter under way starts what it starts; an answer is in time by its first attempt.

    Args:
        on: handed over, posted, left, sent or announced.
        signed_on: the day it was signed for, or reached the addressee's system, where known; direct delivery is signed for on
            ``on``. What went electronically has come when the log of the other system says so, and serves nothing where
            the applicant has not agreed to it before.
        signed_by: who signed; must be told of what was handed over, if only that the slip does not show it.
        proof_words: number of the slip, witness, address of the notice, log of the other system.
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
    if channel in NEED_RECEIVER and signed_by is None:
        raise ActionError(
            {
                "relation": _(
                    "“{channel}”凭送达回证，请填写签收人和与受送达人的关系；回证上看不出的，选“回证上看不出”。"
                ).format(channel=channel.label)
            }
        )
    electronic = channel is Channel.ELECTRONIC
    if electronic and signed_on is not None:
        _refuse_without_log(proof_words, proof)
    first = not current.deliveries.exists()
    amiss = [] if happened or not first else list(stops(current, on=on))
    if not happened:
        amiss += _served_before(current)
        if electronic and not _may_go_electronically(current, on):
            amiss.append(
                _(
                    "没有申请人此前同意电子送达的记录；请先在办件里登记同意和地址，或者换一种方式送达。"
                )
            )
    if amiss:
        raise ActionError(
            _("{amiss}确实已经送出的，请勾选“已经实际送出”照实登记。").format(amiss="".join(amiss))
        )
    consented = not electronic or _may_go_electronically(current, on)
    reached = on if channel in AT_ONCE else signed_on if consented else None
    delivery = Delivery.objects.create(
        letter=current,
        channel=channel.value,
        on=on,
        signed_on=served_by_notice(on) if channel is Channel.PUBLIC_NOTICE else reached,
        signed_by=signed_by.in_words() if signed_by else "",
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
            case.electronic_since if electronic else None,
        )
        enter(case, event, by=acting_user, at=at, note=current.number)
    elif first and current.code in EVENTS:
        event = EVENTS[current.code](current, on, delivery.signed_on)
        beside = {"channel": channel.value}
        enter(case, event, by=acting_user, at=at, note=current.number, beside=beside)
    _conclude(current, case, on)
    _told(acts.LETTER_SENT, delivery, acting_user, at)
    return delivery


def _served_before(letter: Letter) -> list[str]:
    """That a letter has been served already: the first day counts, another attempt changes nothing."""
    earlier = letter.deliveries.exclude(signed_on=None).filter(returned_on=None).first()
    if earlier is None:
        return []
    return [
        _("这份文书已于{on}以“{way}”送达，再登记一次不改变送达之日。").format(
            on=earlier.signed_on, way=earlier.get_channel_display()
        )
    ]


def _may_go_electronically(letter: Letter, on: date) -> bool:
    """Whether the applicant has agreed to it by that day; what goes to others asks nothing of the applicant."""
    since = letter.disclosure_request.electronic_since
    return letter.code in TO_OTHERS or (since is not None and since <= on)


def _refuse_without_log(words: str, proof: NewFile | None) -> None:
    if not words.strip() and proof is None:
        raise ActionError(
            {
                "proof_words": _(
                    "电子送达以到达对方系统之日为准，请写明到达的记录（系统日志、回执），或者附截图；还没有的，到达之日不填。"
                )
            }
        )


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
    signed_by: Receiver | None = None,
    proof_words: str = "",
    proof: NewFile | None = None,
) -> Delivery:
    """The day on the slip, or in the log of the other system: from it the applicant's periods run.

    Args:
        signed_by: who signed, where the slip came back.
        proof_words: the log of what went electronically.
    """
    current = _open_delivery(delivery, acting_user, at, on)
    letter = current.letter
    if current.channel == Channel.ELECTRONIC.value:
        _refuse_without_log(proof_words, proof)
        if not _may_go_electronically(letter, current.on):
            raise ActionError(
                _(
                    "发出时没有申请人同意电子送达的记录，到达对方系统不算送达；请取得同意后再发一次，或者换一种方式送达。"
                )
            )
    current.signed_on = on
    current.signed_by = signed_by.in_words() if signed_by else ""
    _keep_proof(current, proof_words, proof, at)
    current.save(update_fields=["signed_on", "signed_by", "proof_words", "proof"])
    arriving = Arriving.REPLY if letter.is_answer else ARRIVING.get(letter.code)
    if arriving is not None and letter.code != "no_longer_processed":
        ref = ""
        if arriving is Arriving.CONSULTATION:
            ref = ref_of(letter)
        elif arriving is Arriving.THIRD_PARTY_NOTICE:
            ref = str(letter.event_facts.get("ref", ""))
        sent_on = current.on if letter.is_answer else None
        event = ev.LetterArrived(on, arriving, ref, sent_on)
        case = locked(letter.disclosure_request)
        beside = {"channel": current.channel}
        enter(case, event, by=acting_user, at=at, note=letter.number, beside=beside)
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
        beside = {"channel": current.channel}
        case = locked(letter.disclosure_request)
        enter(case, event, by=acting_user, at=at, note=letter.number, beside=beside)
    _told(acts.LETTER_CAME_BACK, current, acting_user, at)
    return current


def _keep_proof(current: Delivery, words: str, proof: NewFile | None, at: datetime) -> None:
    """The slip beside the case; what proved the sending stays on file too."""
    current.proof_words = "；".join(filter(None, (current.proof_words, words)))
    if len(current.proof_words) > LONGEST_PROOF:
        raise ActionError(_("凭证合起来不超过{most}字，请改短。").format(most=LONGEST_PROOF))
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
