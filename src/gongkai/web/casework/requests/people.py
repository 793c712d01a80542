"""Who asked: sealed, opened, masked, and what is still missing of it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, fields
from datetime import date

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.translation import gettext as _

from gongkai.web.accounts.keys import APPLICANT, cipher_of, keyed, secrets_of
from gongkai.web.casework.choices.reading import settings_of
from gongkai.web.casework.requests.models import DisclosureRequest, FileKind

SALT, NONCE = 16, 12
# 民法典第十九条、第二十条.
NO_CAPACITY_UNDER = 8
_BORN = re.compile(r"\d{6}(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})\d{3}[\dXx]")
_INSIGNIFICANT = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class ApplicantFacts:
    """An applicant as the request names it, with whoever speaks for it.

    ``joint`` are the other applicants of one letter, ``name`` their representative. ``guardian`` and ``agent``
    never decide the column of table three. ``nationality`` is the country of a foreigner or where a foreign
    organisation is registered; empty for everybody else. ``electronic_address`` is where the applicant agreed to be
    served electronically; empty where nothing was agreed.
    """

    name: str
    identity_number: str = ""
    phone: str = ""
    address: str = ""
    email: str = ""
    agent: str = ""
    agent_identity_number: str = ""
    guardian: str = ""
    nationality: str = ""
    electronic_address: str = ""
    joint: tuple[str, ...] = ()

    def masked(self) -> str:
        """For lists: the first sign of the name and how many applicants there are."""
        head = self.name[:1] + "*" * max(1, min(len(self.name) - 1, 3))
        return (
            _("{head}等{number}人").format(head=head, number=len(self.joint) + 1)
            if self.joint
            else head
        )


# What a form asks of the person, each a text.
PERSON_FIELDS = tuple(field.name for field in fields(ApplicantFacts) if field.type == "str")


def _cipher(secret: str, salt: bytes) -> AESGCM:
    return cipher_of(secret, salt, b"gongkai applicant")


def seal(data: bytes) -> bytes:
    """The bytes under the key for applicants."""
    salt, nonce = os.urandom(SALT), os.urandom(NONCE)
    return salt + nonce + _cipher(secrets_of(APPLICANT)[0], salt).encrypt(nonce, data, None)


def unseal(sealed: bytes) -> bytes:
    """The bytes again.

    Raises:
        InvalidTag: altered, or sealed with a key that is not known.
    """
    salt, nonce, rest = sealed[:SALT], sealed[SALT : SALT + NONCE], sealed[SALT + NONCE :]
    *older, last = reversed(secrets_of(APPLICANT))
    for secret in reversed(older):
        try:
            return _cipher(secret, salt).decrypt(nonce, rest, None)
        except Exception:  # noqa: BLE001, S112 - another key may fit
            continue
    return _cipher(last, salt).decrypt(nonce, rest, None)


def is_under_newest(sealed: bytes) -> bool:
    """Whether the key in use has sealed it."""
    salt, nonce, rest = sealed[:SALT], sealed[SALT : SALT + NONCE], sealed[SALT + NONCE :]
    try:
        _cipher(secrets_of(APPLICANT)[0], salt).decrypt(nonce, rest, None)
    except InvalidTag:
        return False
    return True


def seal_person(person: ApplicantFacts) -> bytes:
    """A person as kept."""
    return seal(json.dumps(asdict(person), ensure_ascii=False).encode())


def unseal_person(sealed: bytes | memoryview) -> ApplicantFacts:
    """A person as given."""
    known = {field.name for field in fields(ApplicantFacts)}
    values = {
        name: value for name, value in json.loads(unseal(bytes(sealed))).items() if name in known
    }
    return ApplicantFacts(**{**values, "joint": tuple(values.get("joint", ()))})


def mark_of(person: ApplicantFacts) -> str:
    """The same for the same applicant of a body."""
    who = person.identity_number or f"{person.name}{person.phone}"
    return keyed("applicant", _INSIGNIFICANT.sub("", who).casefold(), setting=APPLICANT)


def mark_of_words(text: str) -> str:
    """The same for the same words."""
    return keyed("words", _INSIGNIFICANT.sub("", text).casefold(), setting=APPLICANT)


def age_on(identity_number: str, on: date) -> int | None:
    """Whole years by the number of a resident's card; None where it is none."""
    born = _BORN.fullmatch(identity_number)
    if born is None:
        return None
    try:
        day = date(int(born["year"]), int(born["month"]), int(born["day"]))
    except ValueError:
        return None
    return on.year - day.year - ((on.month, on.day) < (day.month, day.day))


def gaps(case: DisclosureRequest, person: ApplicantFacts, kinds: Collection[str]) -> Iterator[str]:
    """What is missing of identity and power, each as a point of the one letter that asks for it; never a ground to refuse.

    Args:
        case: of which body, who asked, received when.
        person: the applicant.
        kinds: the kinds of files handed in.
    """
    natural = case.applicant_kind == "natural_person"
    if not person.identity_number and FileKind.IDENTITY not in kinds:
        yield _("缺少申请人的{what}，请提供其复印件").format(
            what=_proof_of_identity(natural, foreign=bool(person.nationality))
        )
    settings = settings_of(case.body, case.received_on)
    asks_presence = settings["foreign_applicants"] == "with_presence"
    if person.nationality and asks_presence and FileKind.PRESENCE not in kinds:
        yield (
            _("缺少在中国境内合法居留的证明（有效签证或者居留证件），请提供其复印件")
            if natural
            else _("缺少在中国境内设有机构的证明，请提供其复印件")
        )
    if person.agent:
        if FileKind.POWER not in kinds:
            yield _(
                "代理人{agent}没有提交授权委托书；委托书应当载明代理人的姓名或者名称、代理事项、权限和期限，并由申请人签名或者盖章"
            ).format(agent=person.agent)
        if not person.agent_identity_number:
            yield _("缺少代理人{agent}的身份证明").format(agent=person.agent)
    age = age_on(person.identity_number, case.received_on)
    if age is not None and age < NO_CAPACITY_UNDER and not person.guardian:
        yield _(
            "申请人不满八周岁，请由其法定代理人代为提出，并提供法定代理人的身份证明和监护关系证明"
        )
    if not (person.phone or person.address or person.email):
        yield _("缺少联系方式，请提供通信地址或者电话、电子邮箱")


def _proof_of_identity(natural: bool, *, foreign: bool) -> str:
    if foreign:
        return _("护照或者外国人永久居留身份证") if natural else _("所在国登记证明及其中文译本")
    return _("身份证明") if natural else _("主体资格证明")
