"""What is missing of an applicant's identity and power: each a point of the one letter that asks for it, never a ground to refuse."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from gongkai.web.casework.choices.reading import settings_of
from gongkai.web.casework.requests.models import DisclosureRequest, FileKind
from gongkai.web.casework.requests.people import ApplicantFacts, unseal_person

# 民法典第十九条、第二十条.
NO_CAPACITY_UNDER = 8
_BORN = re.compile(r"\d{6}(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})\d{3}[\dXx]")
# Residents have eighteen digits, once fifteen, travel permits of Taiwan eight; no other number has digits alone.
_CUT_SHORT = re.compile(r"(?!(?:\d{8}|\d{15}|\d{18})$)\d+")


@dataclass(frozen=True)
class Gap:
    """Something missing: the point as the letter says it, and the words by which any wording of it is known."""

    point: str
    words: tuple[str, ...]

    def is_told(self, text: str) -> bool:
        """Whether a letter asks for it."""
        return all(word in text for word in self.words)


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


def gaps(case: DisclosureRequest, person: ApplicantFacts, kinds: Collection[str]) -> Iterator[Gap]:
    """What is missing.

    Args:
        case: of which body, who asked, received when.
        person: the applicant.
        kinds: the kinds of files handed in.
    """
    natural = case.applicant_kind == "natural_person"
    yield from _of_identity(person, kinds, natural=natural)
    yield from _of_a_foreigner(case, person, kinds, natural=natural)
    yield from _of_an_agent(person, kinds)
    yield from _of_a_child(case, person, kinds)
    yield from _of_joint_applicants(person, kinds)
    if not (person.phone or person.address or person.email):
        yield Gap(_("缺少联系方式，请提供通信地址或者电话、电子邮箱"), (_("联系方式"),))


def gaps_of(case: DisclosureRequest) -> list[Gap]:
    """What is missing of a case as it lies there."""
    person = unseal_person(case.applicant.sealed)
    return list(gaps(case, person, set(case.files.values_list("kind", flat=True))))


def _of_identity(person: ApplicantFacts, kinds: Collection[str], *, natural: bool) -> Iterator[Gap]:
    if FileKind.IDENTITY in kinds:
        return
    if not person.identity_number:
        what = _proof_of_identity(natural, foreign=bool(person.nationality))
        yield Gap(_("缺少申请人的{what}，请提供其复印件").format(what=what), (what[:2],))
    elif natural and not person.nationality and _CUT_SHORT.fullmatch(person.identity_number):
        yield Gap(_("所写的身份证号码不完整（应为18位），请提供身份证的复印件"), (_("身份证"),))


def _proof_of_identity(natural: bool, *, foreign: bool) -> str:
    if foreign:
        return _("护照或者外国人永久居留身份证") if natural else _("所在国登记证明及其中文译本")
    return _("身份证明") if natural else _("主体资格证明")


def _of_a_foreigner(
    case: DisclosureRequest, person: ApplicantFacts, kinds: Collection[str], *, natural: bool
) -> Iterator[Gap]:
    if not person.nationality or FileKind.PRESENCE in kinds:
        return
    if settings_of(case.body, case.received_on)["foreign_applicants"] != "with_presence":
        return
    if natural:
        yield Gap(
            _("缺少在中国境内合法居留的证明（有效签证或者居留证件），请提供其复印件"),
            (_("居留"),),
        )
    else:
        yield Gap(_("缺少在中国境内设有机构的证明，请提供其复印件"), (_("机构的证明"),))


def _of_an_agent(person: ApplicantFacts, kinds: Collection[str]) -> Iterator[Gap]:
    if not person.agent:
        return
    if FileKind.POWER not in kinds:
        yield Gap(
            _(
                "代理人{agent}没有提交授权委托书；委托书应当载明代理人的姓名或者名称、代理事项、权限和期限，并由申请人签名或者盖章"
            ).format(agent=person.agent),
            (_("委托书"),),
        )
    if not person.agent_identity_number:
        yield Gap(
            _("缺少代理人{agent}的身份证明").format(agent=person.agent),
            (_("代理人"), _("身份证明")),
        )


def _of_a_child(
    case: DisclosureRequest, person: ApplicantFacts, kinds: Collection[str]
) -> Iterator[Gap]:
    age = age_on(person.identity_number, case.received_on)
    if age is None or age >= NO_CAPACITY_UNDER or (person.guardian and FileKind.IDENTITY in kinds):
        return
    if person.guardian:
        point = _("请提供法定代理人{guardian}的身份证明和监护关系证明").format(
            guardian=person.guardian
        )
    else:
        point = _(
            "申请人不满八周岁，请由其法定代理人代为提出，并提供法定代理人的身份证明和监护关系证明"
        )
    yield Gap(point, (_("监护"),))


def _of_joint_applicants(person: ApplicantFacts, kinds: Collection[str]) -> Iterator[Gap]:
    if not person.joint or FileKind.IDENTITY in kinds:
        return
    yield Gap(
        _("缺少其余{number}名申请人的身份证明，请提供其复印件").format(number=len(person.joint)),
        (_("申请人的身份证明"),),
    )
    if not kinds:
        yield Gap(
            _("缺少推选{name}为代表的证明，请提供全体申请人签名的书面材料").format(
                name=person.name
            ),
            (_("代表"),),
        )
