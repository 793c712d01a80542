"""Freeze the evidence of a case, and compare it with what was frozen."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.documents.model import Paragraph
from gongkai.documents.writers import official_pdf
from gongkai.statute.codelists import codelist
from gongkai.statute.release import gives
from gongkai.statute.trace import lines
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.casework import acts
from gongkai.web.casework.clock.naming import named_to
from gongkai.web.casework.clock.running import clock_of
from gongkai.web.casework.clock.telling import told
from gongkai.web.casework.decisions.guide import advise
from gongkai.web.casework.evidence.masking import Hiding
from gongkai.web.casework.evidence.models import FrozenEvidence
from gongkai.web.casework.evidence.package import Part, packed
from gongkai.web.casework.letters.models import Letter
from gongkai.web.casework.letters.writing import details_of, document_of
from gongkai.web.casework.permissions import HANDLE, SEE_APPLICANT
from gongkai.web.casework.requests.files import read_file
from gongkai.web.casework.requests.models import (
    PERSONAL_KINDS,
    SEALED_KINDS,
    DisclosureRequest,
    FileKind,
    RequestFile,
)
from gongkai.web.casework.requests.people import unseal_person
from gongkai.web.files.store import digest_of
from gongkai.web.journal.models import Entry
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError

Hide = Callable[[str], str]


@dataclass(frozen=True)
class Piece:
    """One piece of evidence.

    Attributes:
        id: the same for the same piece at any time.
        name: what it is.
        shows: what it is evidence of.
        sha256: of its bytes, or of its words.
    """

    id: str
    name: str
    shows: str
    sha256: str


def pieces_of(case: DisclosureRequest) -> Iterator[Piece]:
    """Everything in the file, in the order in which a court reads it; nobody's name is in it."""
    yield Piece(
        "register",
        _("申请登记"),
        _("何时、以何种方式收到申请，何日为收到之日"),
        _of(_register(case)),
    )
    for file in case.files.order_by("pk"):
        if file.kind != "proof":
            yield Piece(
                f"file-{file.pk}",
                _("{kind}：{name}").format(kind=file.get_kind_display(), name=file.name),
                _("申请的内容，提供的副本"),
                _digest_of_file(case, file),
            )
    for event in case.events.order_by("on", "pk"):
        yield Piece(
            f"event-{event.pk}",
            f"{event.on} {event.get_kind_display()}",
            _("办理的经过"),
            _of(
                {
                    "case": case.number,
                    "kind": event.kind,
                    "on": event.on,
                    "facts": event.facts,
                    "note": event.note or "",
                }
            ),
        )
    for search in case.searches.exclude(signed_at=None).select_related("unit").order_by("pk"):
        yield Piece(
            f"search-{search.pk}",
            _("检索记录：{unit}").format(unit=search.unit),
            _("尽到检索义务"),
            _of({"case": case.number, "line": search.as_line()}),
        )
    for decision in case.decisions.order_by("pk"):
        yield Piece(
            f"decision-{decision.pk}",
            _("处理意见：{outcome}").format(outcome=decision.get_outcome_display()),
            _("判断的过程和依据"),
            _of(
                {
                    "case": case.number,
                    "outcome": decision.outcome,
                    "grounds": decision.grounds,
                    "answers": decision.answers,
                    "otherwise": decision.overridden_because,
                    "facts": decision.facts,
                }
            ),
        )
    finished = case.redactions.exclude(finished_at=None).filter(voided_at=None)
    for redaction in finished.order_by("pk"):
        yield Piece(
            f"redaction-{redaction.pk}",
            _("遮盖前的原件：{name}（平台不存原件，只记摘要值）").format(name=redaction.name),
            _("副本出自哪一份"),
            redaction.original_digest,
        )
    for letter in case.letters.exclude(issued_on=None).prefetch_related("files").order_by("pk"):
        for issued in letter.files.all():
            yield Piece(
                f"letter-{issued.pk}", f"{letter} {issued.name}", _("答复的内容"), issued.sha256
            )
        if letter.decision is not None and gives(letter.decision.outcome):
            yield Piece(
                f"given-{letter.pk}",
                _("{letter} 所给的内容").format(letter=letter),
                _("给了申请人什么"),
                _of(_given(letter)),
            )


def _given(letter: Letter) -> dict[str, Any]:
    """What was handed out with a letter: each thing by its digest, or what it is and where the original lies."""
    enclosed = letter.enclosures.order_by("pk").values_list("name", "sha256")
    return {
        "enclosed": [list(each) for each in enclosed],
        "place": details_of(letter).get("given_place", ""),
    }


def _given_in_words(letter: Letter) -> str:
    given = _given(letter)
    things = [f"{name}（SHA-256 {digest}）" for name, digest in given["enclosed"]]
    return "、".join([*things, *filter(None, [given["place"]])])


def _digest_of_file(case: DisclosureRequest, file: RequestFile) -> str:
    """Of what lies in the store; of a mail, which is sealed anew with each key, as it came."""
    mail = case.mail.sha256 if file.kind == FileKind.MAIL else ""
    return mail or file.sha256


def later_pieces_of(case: DisclosureRequest) -> Iterator[Piece]:
    """What comes only after the signature: how the letters went, and what proves it."""
    for letter in (
        case.letters.exclude(issued_on=None).prefetch_related("deliveries").order_by("pk")
    ):
        for each in letter.deliveries.all():
            yield Piece(
                f"delivery-{each.pk}",
                _("送达：{letter} {way}").format(letter=letter, way=each),
                _("何日送达"),
                _of(
                    {
                        "channel": each.channel,
                        "on": each.on,
                        "signed_on": each.signed_on,
                        "returned_on": each.returned_on,
                        "signed_by": each.signed_by or "",
                        "proof": each.proof_words,
                    }
                ),
            )
    for file in case.files.filter(kind="proof").order_by("pk"):
        yield Piece(
            f"file-{file.pk}",
            _("凭证：{name}").format(name=file.name),
            _("送达、缴费、撤回等事实"),
            file.sha256,
        )


def _register(case: DisclosureRequest) -> dict[str, Any]:
    names = (
        "year",
        "serial",
        "door",
        "submitted_on",
        "signed_on",
        "confirmed_on",
        "unreachable",
        "received_on",
        "applicant_kind",
        "read_back",
        "text",
    )
    return {name: getattr(case, name) for name in names}


def _of(value: Any) -> str:
    text = (
        value
        if isinstance(value, str)
        else json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    )
    return digest_of(text.encode())


def freeze(letter: Letter, *, at: datetime) -> FrozenEvidence:
    """Keep the digests of everything that the answer rests on. Call it inside the transaction of the signature."""
    manifest = json.dumps(
        [
            {"id": each.id, "name": each.name, "sha256": each.sha256}
            for each in pieces_of(letter.disclosure_request)
        ],
        ensure_ascii=False,
    )
    return FrozenEvidence.objects.create(
        letter=letter, manifest=manifest, sha256=digest_of(manifest.encode()), frozen_at=at
    )


def altered(frozen: FrozenEvidence) -> list[str]:
    """What is no longer as it was frozen, by name; empty where all is."""
    now = {each.id: each.sha256 for each in pieces_of(frozen.letter.disclosure_request)}
    found = [each["name"] for each in frozen.pieces if now.get(each["id"]) != each["sha256"]]
    return [_("固定的清单")] * (digest_of(frozen.manifest.encode()) != frozen.sha256) + found


@transaction.atomic
def export_bundle(
    disclosure_request: DisclosureRequest,
    *,
    acting_user: User | Platform,
    at: datetime,
    whole: bool = False,
) -> bytes:
    """The zip for a reviewing body or a court.

    Args:
        whole: as signed and as handed in, who asked included; else letters are written anew without the applicant, and
            scans, on which nothing can be masked, stay here. Proofs of identity, and a mail that brought some, stay
            here either way. What stays is in the list with its digest.
    """
    require(acting_user, HANDLE, disclosure_request.body)
    if whole:
        require(acting_user, SEE_APPLICANT, disclosure_request.body)
    case = DisclosureRequest.objects.select_related("body").get(pk=disclosure_request.pk)
    if case.hollowed_on is not None:
        raise ActionError(
            _("{number}保管期满，已于{on}去除个人信息和文件，没有证据可以导出。").format(
                number=case.number, on=case.hollowed_on
            )
        )
    frozen = list(
        FrozenEvidence.objects.filter(letter__disclosure_request=case).select_related(
            "letter__disclosure_request"
        )
    )
    everything = [*pieces_of(case), *later_pieces_of(case)]
    hide: Hide = str if whole else Hiding(case)
    parts = [
        *_written(case, everything, frozen, timezone.localdate(at), hide, whole=whole),
        *(_filed(case) if whole else _masked(case, hide)),
    ]
    content = packed(parts, at)
    record(
        acts.EVIDENCE_TAKEN,
        by=acting_user,
        body=case.body,
        subject=case,
        after={"sha256": digest_of(content), "pieces": len(everything), "whole": whole},
        at=at,
    )
    return content


def _written(
    case: DisclosureRequest,
    everything: list[Piece],
    frozen: list[FrozenEvidence],
    on: date,
    hide: Hide,
    *,
    whole: bool,
) -> Iterator[Part]:
    unchanged = {each["id"]: each["sha256"] for one in frozen for each in one.pieces}
    listed = [
        f"{number}. {hide(each.name)}；{each.shows}；SHA-256 {each.sha256}"
        + (_("；签发答复时已固定") if unchanged.get(each.id) == each.sha256 else "")
        for number, each in enumerate(everything, start=1)
    ]
    notes = [
        _("{letter}：{count}项于{day}固定，清单 SHA-256 {digest}，{state}").format(
            letter=one.letter,
            count=len(one.pieces),
            day=timezone.localdate(one.frozen_at),
            digest=one.sha256,
            state=_("与现在一致")
            if not (changed := altered(one))
            else _("已有变动：") + "、".join(changed),
        )
        for one in frozen
    ]
    personal = (
        _(
            "身份证明、授权委托书和带来它们的邮件原件不在包内，清单中有其 SHA-256；复议机关、人民法院要求的另行提交。"
        )
        if whole
        else _(
            "本包遮盖了申请人：文书为隐去申请人的重排件，签发的原件、扫描件、凭证和身份证明不在包内，清单中有其 SHA-256；复议机关、人民法院要求的另行提交。"
        )
    )
    yield Part(
        "01证据目录",
        _("证据目录"),
        [f"{case.body.name}　{case.number}　{on}", *listed, *notes, personal],
    )
    yield Part(
        "02申请登记",
        _("申请登记"),
        [
            _("编号：{number}").format(number=case.number),
            _("渠道：{door}；收到日期：{on}").format(
                door=case.get_door_display(), on=case.received_on
            ),
            _("申请人情况：{kind}").format(kind=case.get_applicant_kind_display()),
            *(_applicant(case) if whole else []),
            *_calls(case, hide),
            _("内容：{text}").format(text=hide(case.text)),
        ],
    )
    names = named_to(case)
    yield Part(
        "03办理经过",
        _("办理经过"),
        [hide(told(event, names)) for event in case.events.order_by("on", "pk")],
    )
    yield Part("04期限逐日", _("期限逐日说明"), list(lines(clock_of(case).course)))
    searches = case.searches.exclude(signed_at=None).select_related("unit").order_by("pk")
    yield Part("05检索记录", _("检索记录"), [hide(each.as_line()) for each in searches])
    sent = [
        " ".join(
            filter(
                None,
                (
                    str(letter),
                    str(each),
                    _("签收 {on}").format(on=each.signed_on) if each.signed_on else "",
                    _("退回 {on}").format(on=each.returned_on) if each.returned_on else "",
                    hide(each.signed_by or ""),
                    hide(each.proof_words),
                ),
            )
        )
        for letter in case.letters.exclude(issued_on=None).order_by("pk")
        for each in letter.deliveries.order_by("pk")
    ]
    given = [
        _("{letter} 所给的内容：{given}").format(letter=letter, given=hide(_given_in_words(letter)))
        for letter in case.letters.exclude(issued_on=None).order_by("pk")
        if letter.decision is not None and gives(letter.decision.outcome)
    ]
    yield Part("06送达", _("送达情况"), [*sent, *given])
    kept = Entry.objects.filter(
        subject_kind=case._meta.label_lower, subject_number=str(case.pk)
    ).order_by("sequence")
    yield Part(
        "07留痕",
        _("留痕记录"),
        [
            f"{each.sequence} {timezone.localtime(each.recorded_at):%Y-%m-%d %H:%M} {each.act_label} {each.actor_name} {each.hash}"
            for each in kept
        ],
    )
    yield Part("10处理意见", _("处理意见"), [hide(line) for line in _decided(case)])


def _calls(case: DisclosureRequest, hide: Hide) -> list[str]:
    """How the sender was looked for, by day: what a late day of receipt rests on (国办公开办函〔2015〕207号)."""
    calls = case.unreachable.splitlines()
    return [_("联系申请人的记录：{call}").format(call=hide(call)) for call in calls]


def _applicant(case: DisclosureRequest) -> list[str]:
    """Who asked, each fact in a line."""
    person = unseal_person(case.applicant.sealed)
    facts = (
        (_("申请人"), "、".join((person.name, *person.joint))),
        (_("证件号码"), person.identity_number),
        (_("电话"), person.phone),
        (_("通信地址"), person.address),
        (_("电子邮箱"), person.email),
        (_("代理人"), " ".join(filter(None, (person.agent, person.agent_identity_number)))),
        (_("法定代理人"), person.guardian),
        (_("国籍或者注册地"), person.nationality),
        (_("要求的形式"), case.wanted_form),
        (_("口头申请的代填和宣读"), case.read_back),
    )
    return [
        _("{label}：{value}").format(label=label, value=value) for label, value in facts if value
    ]


def _decided(case: DisclosureRequest) -> Iterator[str]:
    """Each decision with the questions and answers that led to it, and its grounds."""
    for decision in case.decisions.select_related("drafted_by").order_by("pk"):
        grounds = [codelist("grounds")[each].label for each in decision.grounds]
        yield "；".join(
            filter(
                None,
                (
                    f"{timezone.localdate(decision.drafted_at)} {decision}",
                    _("理由：{grounds}").format(grounds="、".join(grounds)) if grounds else "",
                    _("与提示不同的理由：{why}").format(why=decision.overridden_because)
                    if decision.overridden_because
                    else "",
                    decision.drafted_by.name if decision.drafted_by else "",
                ),
            )
        )
        yield from advise(decision.answers).why


def _masked(case: DisclosureRequest, hide: Hide) -> Iterator[Part]:
    """The letters as issued, without the applicant, and the copies already redacted."""
    for letter in case.letters.exclude(issued_on=None).order_by("pk"):
        if letter.on_paper or letter.issued_on is None:
            continue
        document = document_of(letter, on=letter.issued_on)
        masked = replace(
            document,
            addressee=hide(document.addressee),
            blocks=tuple(
                Paragraph(hide(line)) for line in letter.text.splitlines() if line.strip()
            ),
            attachments=tuple(hide(name) for name in document.attachments),
            note=hide(document.note),
        )
        name = f"08文书/{letter.pk}-{letter.get_code_display()}.pdf"
        yield Part(name, "", data=official_pdf.write(masked))
    aside = case.redactions.exclude(voided_at=None).exclude(copy=None).values("copy")
    for file in case.files.filter(kind=FileKind.RELEASED).exclude(pk__in=aside).order_by("pk"):
        yield Part(f"09材料和凭证/{file.pk}-{hide(file.name)}", "", data=file.read())


def _filed(case: DisclosureRequest) -> Iterator[Part]:
    for letter in case.letters.exclude(issued_on=None).prefetch_related("files").order_by("pk"):
        for issued in letter.files.all():
            if issued.name.endswith(".pdf"):
                yield Part(f"08文书/{letter.pk}-{issued.name}", "", data=issued.read())
    identity = case.files.filter(kind__in=PERSONAL_KINDS).exists()
    stays = SEALED_KINDS if identity else PERSONAL_KINDS
    for file in case.files.exclude(kind__in=stays).order_by("pk"):
        yield Part(f"09材料和凭证/{file.pk}-{file.name}", "", data=read_file(file))
