"""Ask a section to search, and take its signed answer."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework import acts
from gongkai.web.casework.clock.actions import locked
from gongkai.web.casework.clock.workflow import require_step
from gongkai.web.casework.permissions import SEARCH
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.casework.requests.people import unseal_person
from gongkai.web.casework.searches.models import Found, Search
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState


@transaction.atomic
def ask_search(
    disclosure_request: DisclosureRequest,
    *,
    acting_user: User | Platform,
    at: datetime,
    unit: PublicBody,
    sought: str,
    answer_by: date,
    clues: str = "",
) -> Search:
    """Ask a unit of the body. Whoever searches is not told who asked: the words may not name the applicant."""
    current = locked(disclosure_request)
    require_step("ask_search", current, acting_user)
    if unit.public_body_id != current.body_id:
        raise ActionError(
            _("“{unit}”不属于{body}，请改用协办函。").format(unit=unit, body=current.body)
        )
    if not sought.strip():
        raise ActionError(_("请写明要找什么信息。"))
    person = unseal_person(current.applicant.sealed)
    names = (person.name, person.agent, person.guardian, *person.joint)
    hidden = [*names, person.identity_number, person.phone]
    if any(each and each in f"{sought}{clues}" for each in hidden):
        raise ActionError(
            _("检索要求里写了申请人的姓名或者号码；检索单位不需要知道谁申请，请删去。")
        )
    today = timezone.localdate(at)
    if answer_by < today:
        raise ActionError(_("反馈期限不能早于今天（{today}）。").format(today=today))
    search = Search(
        disclosure_request=current,
        unit=unit,
        sought=sought.strip(),
        clues=clues.strip(),
        asked_on=today,
        answer_by=answer_by,
        asked_by=acting_user if isinstance(acting_user, User) else None,
    )
    search.full_clean()
    search.save()
    record(
        acts.SEARCH_ASKED,
        by=acting_user,
        body=current.body,
        subject=current,
        after={"unit": unit.code, "answer_by": answer_by},
        at=at,
    )
    return search


@transaction.atomic
def return_search(
    search: Search,
    *,
    acting_user: User | Platform,
    at: datetime,
    on: date,
    places: str,
    terms: str,
    people: str,
    found: Found,
    result: str = "",
    archive_lists: str = "",
    clue_answers: str = "",
) -> Search:
    """What was searched, where, by which words and whom; signed by whoever sends it."""
    require(acting_user, SEARCH, search.unit)
    current = Search.objects.select_for_update(of=("self",)).get(pk=search.pk)
    if current.signed_at is not None:
        raise WrongState(_("该检索已由{name}签字反馈。").format(name=current.signed_by))
    if on > timezone.localdate(at) or on < current.asked_on:
        raise ActionError(
            _("检索日期应在布置日期{asked}至今天之间，填写的是{on}。").format(
                asked=current.asked_on, on=on
            )
        )
    if not places.strip() or not terms.strip() or not people.strip():
        raise ActionError(_("请写明查找的地方、查找的词和年份、查找或者询问的人，三项缺一不可。"))
    if current.clues and not clue_answers.strip():
        raise ActionError(
            _("申请人提供了线索：“{clues}”；请逐条回应。").format(clues=current.clues)
        )
    current.searched_on, current.found = on, Found(found)
    current.places, current.terms, current.people = places.strip(), terms.strip(), people.strip()
    current.result, current.archive_lists = result.strip(), archive_lists.strip()
    current.clue_answers = clue_answers.strip()
    current.signed_by = acting_user if isinstance(acting_user, User) else None
    current.signed_at = at
    current.full_clean()
    current.save()
    record(
        acts.SEARCH_RETURNED,
        by=acting_user,
        body=current.disclosure_request.body,
        subject=current.disclosure_request,
        after={"unit": current.unit.code, "found": current.found, "on": on},
        at=at,
    )
    return current


def search_lines(disclosure_request: DisclosureRequest) -> tuple[str, ...]:
    """The search record as it stands in a letter: one line for each signed return."""
    signed = disclosure_request.searches.exclude(signed_at=None).select_related("unit")
    return tuple(each.as_line() for each in signed)
