"""The list of cases and the page of one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Page
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.statute.course import State
from gongkai.statute.trace import cite_in_chinese, in_chinese, lines
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.clock.correcting import STRIKABLE
from gongkai.web.casework.clock.models import CaseEvent
from gongkai.web.casework.clock.running import clock_of, status_of
from gongkai.web.casework.clock.workflow import open_steps, what_comes
from gongkai.web.casework.counting.choices import choices_of
from gongkai.web.casework.counting.rules import RULES
from gongkai.web.casework.counting.table import cases_in, outside, result_cell, table_rows
from gongkai.web.casework.decisions.proactive import asked_by
from gongkai.web.casework.letters.writing import remedy_days
from gongkai.web.casework.permissions import HANDLE, SEE_APPLICANT, SEE_CASES, SEE_LETTERS
from gongkai.web.casework.requests.models import (
    OPEN_STATES,
    DisclosureRequest,
    UnreachedLetter,
    applicant_columns,
    states,
)
from gongkai.web.casework.requests.related import related_to
from gongkai.web.casework.requests.screens import LIST, OneCase
from gongkai.web.journal.personal import mask
from gongkai.web.office.screens import ListScreen, ScreenView

STATUSES = {
    "late": _lazy("已逾期"),
    "soon": _lazy("5天内到期"),
    "open": _lazy("办理中"),
    "waiting": _lazy("等申请人"),
    "closed": _lazy("已办结"),
}
SHOWN = 24
TONES = {"late": "late", "soon": "soon"}
ADDRESS_OF = {
    "triage": "casework:triage",
    "electronic_consent": "casework:electronic-consent",
    "split": "casework:split",
    "ask_search": "casework:ask-search",
    "redact": "casework:redact",
    "decide": "casework:decide",
    "lapse": "casework:lapse",
    "merge": "casework:merge",
    "proactive": "casework:proactive",
    "paper_letter": "casework:record-paper",
}


class CaseList(ListScreen):
    """Cases of the bodies served; what is due first stands first. Nobody's name is in it."""

    permission = SEE_CASES
    page_title = _lazy("依申请公开")
    template_name = "casework/list.html"
    # Numbers and days are read at a glance only in one line.
    table_class = "office-nowrap"
    columns = (
        ("number", _lazy("编号")),
        ("status", _lazy("时限")),
        ("due_on", _lazy("截止日")),
        ("about", _lazy("内容")),
        ("stands", _lazy("状态、结果")),
        ("received_on", _lazy("收到日期")),
        ("kind", _lazy("申请人情况")),
        ("body", _lazy("机关")),
    )
    searched = ("serial",)
    search_hint = _lazy("编号或者序号")
    empty = _lazy("没有符合条件的申请。")
    add_permission = HANDLE
    add_url_name = "casework:register"
    add_label = _lazy("登记申请")

    def get_queryset(self) -> QuerySet[DisclosureRequest]:
        today = timezone.localdate()
        cases = DisclosureRequest.objects.visible_to(self.request.user)
        # Only who answers for itself has cases; of one body the index gives them in order.
        own = list(PublicBody.objects.public().filter(pk__in=self.user.bodies_where(SEE_CASES)))
        cases = cases.filter(body=own[0]) if len(own) == 1 else cases
        soon = today + timedelta(days=5)
        chosen = {
            "late": Q(state__in=OPEN_STATES, due_on__lt=today),
            "soon": Q(state__in=OPEN_STATES, due_on__gte=today, due_on__lte=soon),
            "open": Q(state__in=OPEN_STATES, due_on__gt=soon),
            "waiting": Q(state__in=OPEN_STATES, due_on=None),
            "closed": ~Q(state__in=OPEN_STATES),
        }.get(self.request.GET.get("status", ""), Q())
        if self.request.GET.get("state") in dict(states()):
            chosen &= Q(state=self.request.GET["state"])
        if self.cell is not None:
            body, year, row, column = self.cell
            counted = cases_in(body, year, row, column, settings=choices_of(body, year))
            chosen &= Q(pk__in=counted.order_by().values("pk"))
        return cases.filter(chosen).order_by("-ended_by", "owed_by", "-pk")

    @cached_property
    def cell(self) -> tuple[PublicBody, int, str, str] | None:
        """The cell of table three whose cases are asked for: body, year, row, column."""
        asked = self.request.GET
        row, _dot, column = asked.get("cell", "").partition(".")
        year, number = asked.get("year", ""), asked.get("body", "")
        known = row in dict(table_rows()) and column in {*dict(applicant_columns()), "total"}
        if not known or not re.fullmatch(r"20\d\d", year) or not number.isdecimal():
            return None
        served = PublicBody.objects.filter(pk__in=self.user.bodies_where(SEE_CASES))
        body = served.filter(pk=number).first() if len(number) < 10 else None
        return (body, int(year), row, column) if body else None

    def counted(self) -> dict[str, str]:
        """What the list is narrowed to, in words, and the way back."""
        if self.cell is None:
            return {}
        body, year, row, column = self.cell
        who = {**dict(applicant_columns()), "total": _("总计")}[column]
        told = _("{body}{year}年年报表三“{row}”一行“{who}”一栏所计的申请。").format(
            body=body.short_name, year=year, row=dict(table_rows())[row], who=who
        )
        return {"said": told, "back": f"{reverse('casework:counts')}?body={body.pk}&year={year}"}

    def shown(self, page: Page[DisclosureRequest], text: str) -> Iterable[DisclosureRequest]:
        # Thirty numbers by the index, then thirty cases: asked for at once, a database would read them all.
        records: Any = page.object_list
        numbers = list(records.values_list("pk", flat=True))
        found = DisclosureRequest.objects.select_related("body").in_bulk(numbers)
        return [found[number] for number in numbers if number in found]

    def search(
        self, records: QuerySet[DisclosureRequest], text: str
    ) -> QuerySet[DisclosureRequest]:
        serial = text.rsplit("-", 1)[-1]
        if not serial.isdecimal() or len(serial) > 6:
            return records.none()
        return records.filter(serial=int(serial))

    def row(self, record: DisclosureRequest) -> dict[str, Any]:
        status = status_of(record, timezone.localdate())
        return {
            "url": reverse("casework:case", args=[record.pk]),
            "tone": TONES.get(status, ""),
            "cells": [
                record.number,
                _status_label(record, timezone.localdate()),
                _due_of(record),
                mask(record.text)[:SHOWN],
                record.get_outcome_display() or record.get_state_display(),
                record.received_on.isoformat(),
                record.get_applicant_kind_display(),
                record.body.short_name,
            ],
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            filters=True,
            counted=self.counted(),
            unreached=UnreachedLetter.objects.filter(
                body__in=self.user.bodies_where(HANDLE)
            ).count(),
            kept={name: self.request.GET.get(name, "") for name in ("body", "year", "cell")}
            if self.cell
            else {},
            table_class=self.table_class,
            statuses=STATUSES.items(),
            status=self.request.GET.get("status", ""),
            states=states(),
            state=self.request.GET.get("state", ""),
            **kwargs,
        )


def _status_label(case: DisclosureRequest, on: date) -> Any:
    """The traffic light in words; of what was handed down nobody waits for the applicant."""
    if case.is_open and case.is_answered_elsewhere:
        return _lazy("协办中")
    if case.state == State.REPLIED.value and case.due_on is None:
        return _lazy("等另行送达")
    return STATUSES[status_of(case, on)]


def _due_of(case: DisclosureRequest) -> str:
    """The last day to answer; while the applicant is waited for, theirs."""
    if case.due_on is not None:
        due = case.due_on.isoformat()
        return _("{due}（暂计）").format(due=due) if case.is_provisional else due
    if case.is_answered_elsewhere:
        return _("由转来的机关答复")
    if case.waits_until is not None:
        return _("等申请人至{until}").format(until=case.waits_until)
    return _("已按时送出，被退回") if case.state == State.REPLIED.value else ""


class CaseSheet(OneCase, ScreenView):
    """A case: its clock day by day, what may be done next and by when, what has happened, its letters."""

    permission = SEE_CASES
    template_name = "casework/case.html"

    def get_page_title(self) -> str:
        return self.case.number

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return [(reverse(LIST), _("依申请公开"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case, user, today = self.case, self.request.user, timezone.localdate()
        events = list(case.events.select_related("entered_by", "proof"))
        course = clock_of(case, events).course
        reads = user.may(SEE_LETTERS, case.body)
        cell = result_cell(case, choices_of(case.body, (case.concluded_on or today).year))
        excluded = outside(case)
        remedies, remedy_note = remedy_days(case, course, today)
        return super().get_context_data(
            case=case,
            text=case.text if reads else mask(case.text),
            course=course,
            status=status_of(case, today),
            status_label=_status_label(case, today),
            left=course.left(today) if case.is_open and case.due_on else None,
            due=in_chinese(course.due_on) if course.due_on else "",
            certain=in_chinese(course.certain_until) if course.certain_until else "",
            guessed=course.guessed,
            late_by=0 if case.is_answered_elsewhere else course.late_by,
            asked_by=asked_by(case),
            same=list(DisclosureRequest.objects.same_as(case).select_related("body")[:5]),
            released=case.proactive_releases.last(),
            remedies=remedies,
            remedy_note=remedy_note,
            trace=lines(course),
            cautions=[(each.message, cite_in_chinese(each.cite)) for each in course.cautions],
            steps=[
                (step, cite_in_chinese(step.cite) if step.cite else "")
                for step in what_comes(case, course, today)
            ],
            # What ends the case stands first.
            buttons=[
                *(_to_send(case) if user.may(HANDLE, case.body) else ()),
                *(
                    (step, _address(step, case))
                    for step in sorted(
                        open_steps(case, user), key=lambda step: step.code != "decide"
                    )
                ),
            ],
            events=list(zip(events, course.entries, strict=True)),
            strikable=STRIKABLE,
            struck=list(
                CaseEvent.everything.filter(disclosure_request=case)
                .exclude(struck_at=None)
                .select_related("struck_by")
            ),
            letters=list(case.letters.select_related("drafted_by")),
            searches=list(case.searches.select_related("unit", "signed_by")),
            parts=list(case.parts.select_related("body")),
            related=list(related_to(case, user)),
            cell=cell,
            excluded=RULES[excluded] if excluded else None,
            rules=[RULES[code] for code in cell.rules] if cell else [],
            handles=user.may(HANDLE, case.body),
            may={"applicant": user.may(SEE_APPLICANT, case.body), "letters": reads},
            **kwargs,
        )


@dataclass(frozen=True)
class _Send:
    """The next thing to do with what is signed: send it."""

    label: str
    help: str
    code: str = "send"


def _to_send(case: DisclosureRequest) -> Iterator[tuple[_Send, str]]:
    """Each signed letter that has not gone out."""
    for letter in case.letters.unsent():
        yield (
            _Send(
                _("登记送达：{letter}").format(letter=letter.get_code_display()),
                _("{number}已经签发；当面、邮寄或者电子送达以后，照实登记。").format(
                    number=letter.number
                ),
            ),
            reverse("casework:send-letter", args=[letter.pk]),
        )


def _address(step: Any, case: DisclosureRequest) -> str:
    if step.event:
        return reverse("casework:record-event", args=[case.pk, step.code])
    if step.letter:
        return reverse("casework:draft-letter", args=[case.pk, step.code])
    return reverse(ADDRESS_OF[step.code], args=[case.pk])
