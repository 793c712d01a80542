"""What is handed over or filed when a request is taken in: the receipt slip and the form of the request."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from gongkai.documents.writers.official import OfficialDocument
from gongkai.statute.trace import in_chinese
from gongkai.web.casework.clock.running import clock_of
from gongkai.web.casework.letters.writing import write
from gongkai.web.casework.requests.models import DisclosureRequest, FileKind
from gongkai.web.casework.requests.people import ApplicantFacts

LAST_SIGNS = 4


def receipt_slip(case: DisclosureRequest, code: str, *, on: date) -> OfficialDocument:
    """接收回执: number, day of receipt, last day, telephone and lookup code.

    Args:
        case: a request that is answered here.
        code: the lookup code; empty where it was told before and is not known any more.
        on: the day of handing over.
    """
    course = clock_of(case).course
    facts = {
        "last_day": in_chinese(course.due_on) if course.due_on else course.no_due_because,
        "lookup_code": code or _("受理时已经告知"),
    }
    if course.due_on and course.is_guessed(course.due_on):
        facts["guessed"] = str(course.due_on.year)
    return write(case, "receipt_slip", facts, on=on, number=case.number)


def application_form(
    case: DisclosureRequest, person: ApplicantFacts, *, on: date
) -> OfficialDocument:
    """申请登记表: who asks what, how and when it came; of an oral request who wrote it down and read it back."""
    facts = {
        "applicant_kind": case.get_applicant_kind_display(),
        "identity_seen": _identity_seen(case, person),
        "contact": "；".join(filter(None, (person.phone, person.address, person.email)))
        or _("没有留下"),
        "wanted_form": case.wanted_form or _("没有要求"),
        "door_and_days": _door_and_days(case),
        "agent": _spoken_for(person),
        "written_by": case.read_back,
    }
    return write(case, "application_form", facts, on=on, number=case.number)


def _identity_seen(case: DisclosureRequest, person: ApplicantFacts) -> str:
    kinds = set(case.files.values_list("kind", flat=True))
    seen = _("已提交身份证明") if FileKind.IDENTITY in kinds else _("没有提交复印件")
    if not person.identity_number:
        return seen
    return _("{seen}，证件号码末四位{last}").format(
        seen=seen, last=person.identity_number[-LAST_SIGNS:]
    )


def _door_and_days(case: DisclosureRequest) -> str:
    days = [
        _("{what}{day}").format(what=what, day=in_chinese(day))
        for what, day in (
            (_("提交、到达："), case.submitted_on),
            (_("签收："), case.signed_on),
            (_("确认："), case.confirmed_on),
        )
        if day is not None
    ]
    return "；".join([str(case.get_door_display()), *days])


def _spoken_for(person: ApplicantFacts) -> str:
    told = []
    if person.joint:
        told.append(_("联名：{names}").format(names="、".join(person.joint)))
    if person.agent:
        told.append(_("代理人：{name}").format(name=person.agent))
    if person.guardian:
        told.append(_("法定代理人：{name}").format(name=person.guardian))
    return "；".join(told)
