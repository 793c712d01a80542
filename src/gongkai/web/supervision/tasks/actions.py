"""Take a task list in, add a task, say what came of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.papers.task_list import ProposedTask
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.journal.recording import describe, record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.supervision import acts
from gongkai.web.supervision.papers.keeping import Paper, keep_papers
from gongkai.web.supervision.permissions import KEEP_RECORDS
from gongkai.web.supervision.tasks.models import Task, TaskList, TaskProof, TaskState, names_of

MOST = 500


def _person(acting_user: User | Platform) -> User | None:
    return acting_user if isinstance(acting_user, User) else None


def _first_due(task: ProposedTask, on: date) -> date | None:
    """What is done each month or quarter begins with the next of its days; 各一次 with the first, which must be shown."""
    if "每" in task.due and task.due_days:
        return min((day for day in task.due_days if day >= on), default=task.due_days[-1])
    return task.due_on


def _bare(text: str) -> str:
    """Its words without marks and spaces: one task may be set in two ways."""
    return re.sub(r"\W+", "", text)


@transaction.atomic
def take_in_list(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    title: str,
    year: int,
    tasks: Iterable[ProposedTask],
    paper: Paper | None = None,
) -> TaskList:
    """The list with its tasks; the file as it came lies beside it. A task that a list of the year has already is counted once.

    Raises:
        ActionError: no task in it, too many, or the same list once more.
    """
    require(acting_user, KEEP_RECORDS, body)
    proposed = list(tasks)
    if not proposed:
        raise ActionError(
            _("文件里没有找到任务：表格要有“工作任务”一列，文字要一条一段并有序号；请改好再导入。")
        )
    if len(proposed) > MOST:
        raise ActionError(
            _("文件里有 {found} 项任务，超过 {most} 项；请分开导入。").format(
                found=len(proposed), most=MOST
            )
        )
    if TaskList.objects.filter(body=body, year=year, title=title).exists():
        raise WrongState(
            _("{year} 年的“{title}”已经导入过；要更正请在任务里改，另一份清单请换个名称。").format(
                year=year, title=title
            )
        )
    listed = Task.objects.filter(body=body, task_list__year=year)
    known = {_bare(text): name for text, name in listed.values_list("text", "task_list__title")}
    fresh = [task for task in proposed if _bare(task.text[:1000]) not in known]
    if not fresh:
        raise WrongState(
            _("这 {number} 项任务都已在 {year} 年的“{title}”里，没有再导入。").format(
                number=len(proposed), year=year, title=known[_bare(proposed[0].text[:1000])]
            )
        )
    made = TaskList(
        body=body, title=title, year=year, entered_by=_person(acting_user), entered_at=at
    )
    made.full_clean()
    made.save()
    units = names_of(PublicBody.objects.filter(public_body=body))
    Task.objects.bulk_create(
        Task(
            body=body,
            task_list=made,
            origin=title,
            number=task.number[:20],
            text=task.text[:1000],
            measure=task.measure[:1000],
            owner=task.owner[:200],
            unit=units.get(task.owner),
            due=task.due[:100],
            due_on=_first_due(task, timezone.localdate(at)),
            due_days=[day.isoformat() for day in task.due_days],
            entered_by=_person(acting_user),
            entered_at=at,
        )
        for task in fresh
    )
    kept = keep_papers(made, body, [paper] if paper else [], by=acting_user, at=at)
    record(
        acts.TASKS_TAKEN_IN,
        by=acting_user,
        body=body,
        subject=made,
        after={
            "year": year,
            "tasks": len(fresh),
            "known": len(proposed) - len(fresh),
            "file": [each.sha256 for each in kept],
        },
        at=at,
    )
    return made


@transaction.atomic
def add_task(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    text: str,
    owner: str = "",
    due_on: date | None = None,
    origin: str = "",
    measure: str = "",
) -> Task:
    """One task, as a meeting gave it or as somebody asked."""
    require(acting_user, KEEP_RECORDS, body)
    units = names_of(PublicBody.objects.filter(public_body=body))
    task = Task(
        body=body,
        origin=origin,
        text=text.strip(),
        measure=measure,
        owner=owner.strip(),
        unit=units.get(owner.strip()),
        due_on=due_on,
        entered_by=_person(acting_user),
        entered_at=at,
    )
    task.full_clean()
    task.save()
    record(
        acts.TASK_ADDED,
        by=acting_user,
        body=body,
        subject=task,
        after=describe(task, ["owner", "due_on", "origin"]),
        at=at,
    )
    return task


@transaction.atomic
def close_task(
    task: Task,
    *,
    acting_user: User | Platform,
    at: datetime,
    on: date,
    state: str,
    result: str,
    report_text: str = "",
    item: ItemPage | None = None,
    url: str = "",
    papers: Iterable[Paper] = (),
) -> Task:
    """Say what came of it. Done needs a proof: a public item, an address or a paper.

    What is to be done several times stays open until the last of its days, with the next one as its day.
    """
    require(acting_user, KEEP_RECORDS, task.body)
    current = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if current.state != TaskState.OPEN:
        raise WrongState(
            _("这项任务已登记“{state}”，不能重复办结。").format(state=current.get_state_display())
        )
    if state not in {TaskState.DONE, TaskState.DROPPED}:
        raise ActionError({"state": _("请选择已完成，或者不再办理。")})
    if on > timezone.localdate(at):
        raise ActionError({"on": _("办结日期{on}晚于今天；请核对。").format(on=on)})
    if not result.strip():
        raise ActionError({"result": _("请写明完成情况，或者不再办理的原因。")})
    shown = list(papers)
    if state == TaskState.DONE and not (item or url or shown):
        raise ActionError(_("已完成的任务要有佐证：选一条公开信息、填一个网址，或者上传一份材料。"))
    if item is not None and not ItemPage.objects.public().filter(pk=item.pk).exists():
        raise ActionError({"item": _("“{item}”没有公开，不能作佐证。").format(item=item)})
    coming = current.next_due() if state == TaskState.DONE else None
    told = "；".join(part for part in (current.result, result.strip()) if part)[:1000]
    if coming is not None:
        current.due_on = coming
    else:
        current.state, current.closed_on = state, on
    current.result, current.report_text = told, report_text.strip() or current.report_text
    current.full_clean()
    current.save()
    if item is not None or url:
        TaskProof.objects.create(task=current, item=item, url=url)
    kept = keep_papers(current, current.body, shown, by=acting_user, at=at)
    record(
        acts.TASK_CLOSED,
        by=acting_user,
        body=current.body,
        subject=current,
        after={
            "state": current.state,
            "on": on,
            "next": coming,
            "item": item.pk if item else None,
            "papers": [paper.sha256 for paper in kept],
        },
        at=at,
    )
    return current


@transaction.atomic
def set_task_due(
    task: Task, *, acting_user: User | Platform, at: datetime, due_on: date, reason: str
) -> Task:
    """Another day, or one where the list named none that a calendar has."""
    require(acting_user, KEEP_RECORDS, task.body)
    current = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if current.state != TaskState.OPEN:
        raise WrongState(_("这项任务已经办结，不能改时限；要改请先重新打开。"))
    before: dict[str, Any] = describe(current, ["due_on"])
    current.due_on = due_on
    current.save(update_fields=["due_on"])
    record(
        acts.TASK_DUE_SET,
        by=acting_user,
        body=current.body,
        subject=current,
        before=before,
        after={"due_on": due_on},
        reason=reason,
        at=at,
    )
    return current


@transaction.atomic
def reopen_task(task: Task, *, acting_user: User | Platform, at: datetime, reason: str) -> Task:
    """It was not done after all: the fault is there again."""
    require(acting_user, KEEP_RECORDS, task.body)
    current = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if current.state == TaskState.OPEN:
        raise WrongState(_("这项任务还在办理，无须重新打开。"))
    before: dict[str, Any] = describe(current, ["state", "closed_on"])
    current.state, current.closed_on, current.result = TaskState.OPEN, None, ""
    current.save(update_fields=["state", "closed_on", "result"])
    record(
        acts.TASK_REOPENED,
        by=acting_user,
        body=current.body,
        subject=current,
        before=before,
        reason=reason,
        at=at,
    )
    return current
