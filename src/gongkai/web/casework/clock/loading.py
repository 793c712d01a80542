"""Load a holiday notice: read what was pasted, show it, confirm it, count every open case again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.statute.errors import StatuteError
from gongkai.statute.notice_text import read_notice_text
from gongkai.statute.notices import Notice
from gongkai.statute.provisional import missing_days
from gongkai.statute.settings import Settings
from gongkai.statute.workdays import Calendar, calendar_with
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework import acts
from gongkai.web.casework.calendars.calendar import current_calendar
from gongkai.web.casework.calendars.models import LoadedNotice
from gongkai.web.casework.choices.reading import settings_of
from gongkai.web.casework.clock.models import CaseEvent
from gongkai.web.casework.clock.running import SHOWN_IN_LISTS, clock_of, take_course
from gongkai.web.casework.permissions import HANDLE, LOAD_NOTICE
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.journal.recording import About, record, record_each
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.publishing.catalogue.models import county_of

AT_ONCE = 500


@dataclass(frozen=True)
class MovedDay:
    """A case whose last day a notice has moved."""

    disclosure_request: DisclosureRequest
    before: date | None
    after: date | None


def read(text: str, *, on: date) -> Notice:
    """The notice that the pasted text states.

    Raises:
        ActionError: it says something else, contradicts itself, or leaves out a statutory day off.
    """
    try:
        notice = read_notice_text(text)
        calendar_with(notice)
    except StatuteError as error:
        raise ActionError(error.message) from error
    if left_out := missing_days(notice):
        name, day = left_out[0]
        raise ActionError(
            _(
                "通知没有把法定节假日{name}的{day}列为放假（《全国年节及纪念日放假办法》第二条），可能漏粘了一段或者写错了日期；请对照通知原文核对粘贴的文字。"
            ).format(name=name, day=day)
        )
    if notice.issued > on:
        raise ActionError(
            _("通知的成文日期{issued}晚于今天，请核对粘贴的文字。").format(issued=notice.issued)
        )
    return notice


@transaction.atomic
def load_notice(
    text: str, *, county: PublicBody, acting_user: User | Platform, at: datetime
) -> list[MovedDay]:
    """Load a confirmed notice for a county and count its open cases again; gives those whose last day moved."""
    require(acting_user, LOAD_NOTICE, county)
    if county_of(county) != county:
        raise ActionError(
            _("“{body}”不是县（市、区）；放假安排由县级统一载入。").format(body=county)
        )
    notice = read(text, on=timezone.localdate(at))
    LoadedNotice.objects.create(
        county=county,
        year=notice.year,
        text=text,
        loaded_at=at,
        loaded_by=acting_user if isinstance(acting_user, User) else None,
    )
    moved = recompute_open(county, by=acting_user, at=at)
    record(
        acts.NOTICE_LOADED,
        by=acting_user,
        body=county,
        after={"year": notice.year, "issued": notice.issued, "moved": len(moved)},
        at=at,
    )
    return moved


def _keep_what_was(moved: Iterable[MovedDay]) -> None:
    """Each moved day until somebody has looked: the first before, and nothing where it has come back to that."""
    alike: defaultdict[date | None, list[int]] = defaultdict(list)
    for each in moved:
        case = each.disclosure_request
        before = case.moved_from or each.before
        alike[None if before == each.after else before].append(case.pk)
    for before, numbers in alike.items():
        DisclosureRequest.objects.filter(pk__in=numbers).update(moved_from=before)


@transaction.atomic
def see_moved_day(
    disclosure_request: DisclosureRequest,
    *,
    acting_user: User | Platform,
    at: datetime,
    told_on: date | None = None,
) -> None:
    """Record that whoever handles a case knows its new last day, and when the applicant was told where a letter had said
    the old one.

    Raises:
        WrongState: nothing has moved, or somebody has seen it already.
    """
    require(acting_user, HANDLE, disclosure_request.body)
    if told_on is not None and told_on > timezone.localdate(at):
        raise ActionError(_("告知日期 {day} 晚于今天；还没有告知的不填。").format(day=told_on))
    kept = DisclosureRequest.objects.select_for_update(of=("self",)).get(pk=disclosure_request.pk)
    if kept.moved_from is None:
        raise WrongState(_("截止日没有变动，或者已经有人知悉。"))
    before, kept.moved_from = kept.moved_from, None
    kept.save(update_fields=["moved_from"])
    record(
        acts.MOVE_SEEN,
        by=acting_user,
        body=disclosure_request.body,
        subject=kept,
        before={"due_on": before},
        after={"due_on": kept.due_on, "told_on": told_on},
        at=at,
    )


def recompute_open(county: PublicBody, *, by: User | Platform, at: datetime) -> list[MovedDay]:
    """Every open case of a county by its present calendar; a moved day is told in the journal of its body."""
    moved = []
    calendars: dict[int, Calendar] = {}
    chosen: dict[tuple[int, date], Settings] = {}
    beneath = PublicBody.objects.filter(lineage__startswith=county.lineage)
    cases_open = DisclosureRequest.objects.open().filter(body__in=beneath)
    numbers = list(cases_open.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(numbers), AT_ONCE):
        cases = DisclosureRequest.objects.filter(pk__in=numbers[start : start + AT_ONCE])
        # What is sealed is not opened for counting days.
        cases = cases.select_related("body").defer("text", "code_digest").order_by("pk")
        alike: defaultdict[tuple[Any, ...], list[int]] = defaultdict(list)
        for case in cases.prefetch_related(Prefetch("events", CaseEvent.objects.defer("note"))):
            before = case.due_on
            if case.body_id not in calendars:
                calendars[case.body_id] = current_calendar(case.body)
            key = (case.body_id, case.received_on)
            if key not in chosen:
                chosen[key] = settings_of(case.body, case.received_on)
            clock = clock_of(case, case.events.all(), calendars[case.body_id], chosen[key])
            if take_course(case, clock.course):
                alike[tuple(getattr(case, name) for name in SHOWN_IN_LISTS)].append(case.pk)
            if case.due_on != before:
                moved.append(MovedDay(case, before, case.due_on))
        for values, those in alike.items():
            shown = dict(zip(SHOWN_IN_LISTS, values, strict=True))
            DisclosureRequest.objects.filter(pk__in=those).update(**shown)
    _keep_what_was(moved)
    abouts = (
        About(
            each.disclosure_request.body,
            each.disclosure_request,
            {"due_on": each.before},
            {"due_on": each.after},
        )
        for each in moved
    )
    record_each(acts.CLOCK_MOVED, abouts, by=by, at=at)
    return moved
