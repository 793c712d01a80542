"""Write the parts, follow the problems, and file the draft as the next version of the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.report.checks.finding import Finding, Level
from gongkai.report.problems import problems_in
from gongkai.report.writers import docx
from gongkai.report.writers.json import finding_data
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import PLATFORM, Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError
from gongkai.web.reporting import acts
from gongkai.web.reporting.actions.filing import file_report
from gongkai.web.reporting.counting.figures import Figure, figures_of, last_report
from gongkai.web.reporting.ledger import LEFT_SOURCE, UNANSWERED
from gongkai.web.reporting.models import ReportFile, YearReport
from gongkai.web.reporting.permissions import FILE_REPORT
from gongkai.web.reporting.writing.assembly import assemble
from gongkai.web.reporting.writing.facts import YearFacts, facts_of
from gongkai.web.reporting.writing.models import DraftPart, Part, ReportProblem
from gongkai.web.reporting.writing.offers import Bound, drifted
from gongkai.web.reporting.years import refuse_handed_in

LONGEST_PART = 20_000


@transaction.atomic
def write_parts(
    body: PublicBody,
    year: int,
    *,
    acting_user: User | Platform,
    at: datetime,
    words: Mapping[str, str],
    offered: Iterable[Bound] = (),
) -> dict[str, DraftPart]:
    """Keep the words of the parts; a figure of a sentence that was taken over is bound to its fact.

    Raises:
        WrongState: the report is handed in.
        ActionError: a part is far too long.
    """
    require(acting_user, FILE_REPORT, body)
    refuse_handed_in(body, year)
    standing = {each.part: each for each in DraftPart.objects.filter(body=body, year=year)}
    offered = list(offered)
    changed = []
    for part in Part:
        text = words.get(part.value)
        if text is None:
            continue
        text = text.replace("\r\n", "\n").strip()
        if len(text) > LONGEST_PART:
            raise ActionError(
                _("“{part}”有 {length} 字，应在 {most} 字以内；请压缩。").format(
                    part=part.label, length=len(text), most=LONGEST_PART
                )
            )
        current = standing.get(part.value)
        if current is not None and current.text == text:
            continue
        if current is None and not text:
            continue
        current = current or DraftPart(body=body, year=year, part=part.value)
        known = [Bound(**each) for each in current.bound]
        current.text, current.bound = text, [asdict(each) for each in _bound(text, known, offered)]
        current.written_by = acting_user if isinstance(acting_user, User) else None
        current.written_at = at
        current.save()
        standing[part.value] = current
        changed.append(part.value)
    if changed:
        YearReport.objects.get_or_create(body=body, year=year)
        record(
            acts.PARTS_WRITTEN,
            by=acting_user,
            body=body,
            after={"year": year, "parts": changed},
            at=at,
        )
    return standing


def _bound(text: str, known: list[Bound], offered: list[Bound]) -> list[Bound]:
    """The bindings whose words stand in the text, whatever figure stands in them; what is offered now goes before what was known."""
    found: dict[tuple[str, str], Bound] = {}
    for each in (*offered, *known):
        if each.said in text or each.standing_in(text):
            found.setdefault((each.fact, each.words), each)
    return list(found.values())


@transaction.atomic
def bring_up_to_date(
    part: DraftPart,
    *,
    acting_user: User | Platform,
    at: datetime,
    values: Mapping[str, str],
) -> DraftPart:
    """Put the present values of their facts in place of the bound figures.

    Raises:
        WrongState: the report is handed in.
    """
    current = (
        DraftPart.objects.select_for_update(of=("self",)).select_related("body").get(pk=part.pk)
    )
    require(acting_user, FILE_REPORT, current.body)
    refuse_handed_in(current.body, current.year)
    text, bound = current.text, []
    for each in (Bound(**stored) for stored in current.bound):
        now = values.get(each.fact, each.value)
        renewed = Bound(each.fact, now, each.words)
        standing = each.standing_in(text)
        if each.said in text:
            text = text.replace(each.said, renewed.said)
        elif standing:
            text = text.replace(standing[0], renewed.said)
        bound.append(renewed)
    current.text, current.bound = text, [asdict(each) for each in bound if each.said in text]
    current.written_by = acting_user if isinstance(acting_user, User) else None
    current.written_at = at
    current.save()
    record(
        acts.PARTS_WRITTEN,
        by=acting_user,
        body=current.body,
        after={"year": current.year, "parts": [current.part]},
        at=at,
    )
    return current


@transaction.atomic
def name_problem(
    body: PublicBody,
    year: int,
    *,
    acting_user: User | Platform,
    at: datetime,
    problem: str,
    measure: str = "",
) -> ReportProblem:
    """A problem of the year, and what is promised against it.

    Raises:
        ActionError: nothing is said.
    """
    require(acting_user, FILE_REPORT, body)
    if not problem.strip():
        raise ActionError(_("请写明问题。"))
    made = ReportProblem.objects.create(
        body=body, year=year, problem=problem.strip(" 。"), measure=measure.strip(" 。")
    )
    record(acts.PROBLEM_NAMED, by=acting_user, body=body, subject=made, after={"year": year}, at=at)
    return made


@transaction.atomic
def answer_problem(
    problem: ReportProblem, *, acting_user: User | Platform, at: datetime, result: str
) -> ReportProblem:
    """What came of last year's problem.

    Raises:
        ActionError: nothing is said.
    """
    current = (
        ReportProblem.objects.select_for_update(of=("self",))
        .select_related("body")
        .get(pk=problem.pk)
    )
    require(acting_user, FILE_REPORT, current.body)
    if not result.strip():
        raise ActionError(_("请写明做了什么、结果怎样；没有做的，写明原因。"))
    current.result, current.answered_at = result.strip(" 。"), at
    current.answered_by = acting_user if isinstance(acting_user, User) else None
    current.save(update_fields=["result", "answered_by", "answered_at"])
    record(acts.PROBLEM_ANSWERED, by=acting_user, body=current.body, subject=current, at=at)
    return current


@transaction.atomic
def open_year(body: PublicBody, year: int, *, at: datetime) -> YearReport | None:
    """The skeleton of a year's report: the report itself, and last year's problems to be answered; once.

    ``None`` where it was there already.
    """
    report, made = YearReport.objects.get_or_create(body=body, year=year)
    if not made:
        return None
    data: Mapping[str, Any] = last_report(body, year) or {}
    if not ReportProblem.objects.filter(body=body, year=year - 1).exists():
        text = next(
            (each["text"] for each in data.get("sections", ()) if each["id"] == Part.PROBLEMS), ""
        )
        ReportProblem.objects.bulk_create(
            ReportProblem(body=body, year=year - 1, problem=problem, measure=measure)
            for problem, measure in problems_in(text)
        )
    record(acts.YEAR_OPENED, by=PLATFORM, body=body, subject=report, after={"year": year}, at=at)
    return report


def file_draft(
    body: PublicBody,
    year: int,
    *,
    acting_user: User | Platform,
    at: datetime,
    figures: Mapping[str, Figure] | None = None,
    facts: YearFacts | None = None,
) -> ReportFile:
    """Put the draft together with today's figures, and file it as the next version of the report. Raises as `file_report`.

    ``figures`` and ``facts`` are those of today, where they were just asked for.
    """
    require(acting_user, FILE_REPORT, body)
    on = timezone.localdate(at)
    drafts = list(DraftPart.objects.filter(body=body, year=year))
    figures = figures or figures_of(body, year, on=on)
    report = assemble(body, year, figures, {each.part: each.text for each in drafts}, on=on)
    facts = facts or facts_of(body, year, figures, on=on)
    return file_report(
        body,
        year,
        acting_user=acting_user,
        at=at,
        name=report.source.name,
        content=docx.write(report),
        figures=figures,
        further=[
            finding_data(each)
            for each in (
                *(
                    _left_its_source(draft, said, now)
                    for draft in drafts
                    for said, now in drifted(draft.bound, draft.text, facts)
                ),
                *(
                    _unanswered(each)
                    for each in ReportProblem.objects.filter(body=body, year=year - 1, result="")
                ),
            )
        ],
    )


def _unanswered(problem: ReportProblem) -> Finding:
    return Finding(
        UNANSWERED,
        _(
            "{year}年度报告提出的“{problem}”还没有写改进结果；请在“填写结果”里写明做了什么，没有做的写明原因。"
        ).format(year=problem.year, problem=problem.problem),
        place=str(Part.PROBLEMS.label),
        found=problem.problem,
        hint=_("请填写改进结果"),
        level=Level.WARNING,
        name="promise-unanswered",
    )


def _left_its_source(draft: DraftPart, said: str, counted: str | None) -> Finding:
    label = str(draft.get_part_display())
    return Finding(
        LEFT_SOURCE,
        _("“{part}”写的是“{said}”，平台现在统计{now}；请换成现在的数字，或者写明差在哪里。").format(
            part=label, said=said, now=_("不明") if counted is None else counted
        ),
        place=label,
        found=said,
        expected=counted,
        hint=_("请换成现在的数字，或者写明差在哪里"),
        level=Level.WARNING,
        name="left-its-source",
    )
