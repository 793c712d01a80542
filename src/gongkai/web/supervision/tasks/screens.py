"""Screens about tasks: what is to be done, the import of a list, what came of each."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.office.forms import ReasonForm
from gongkai.web.office.screens import FormScreen
from gongkai.web.supervision.papers.keeping import look_at
from gongkai.web.supervision.permissions import KEEP_RECORDS
from gongkai.web.supervision.registers import (
    Block,
    Button,
    Line,
    NewRecordScreen,
    OneRecord,
    RecordList,
    RecordSheet,
)
from gongkai.web.supervision.tasks.actions import (
    add_task,
    close_task,
    reopen_task,
    set_task_due,
    take_in_list,
)
from gongkai.web.supervision.tasks.forms import CloseForm, DueForm, TakeInForm, TaskForm
from gongkai.web.supervision.tasks.models import Task, TaskList, TaskState
from gongkai.web.supervision.tasks.reading import read_tasks

DOUBTS = 10


class Tasks(RecordList):
    """Every task, the open ones first."""

    page_title = _lazy("重点任务")
    model = Task
    sheet_url = "supervision:task"
    template_name = "supervision/tasks.html"
    columns = (
        ("text", _lazy("任务")),
        ("state", _lazy("状态")),
        ("owner", _lazy("责任")),
        ("due_on", _lazy("时限")),
        ("origin", _lazy("来源")),
        ("body", _lazy("机关")),
    )
    searched = ("text", "owner", "origin")
    search_hint = _lazy("任务、责任或来源")
    empty = _lazy("没有任务。")
    add_permission = KEEP_RECORDS
    add_url_name = "supervision:take-in-tasks"
    add_label = _lazy("导入清单")

    def get_queryset(self) -> Any:
        found = super().get_queryset()
        state = self.request.GET.get("state", "")
        if state in TaskState.values:
            found = found.filter(state=state)
        return found.order_by("closed_on", F("due_on").asc(nulls_last=True), "pk")

    def cells(self, record: Task) -> list[Any]:
        late = record.is_late(timezone.localdate())
        return [
            record.wording[:80],
            _("已逾期") if late else record.get_state_display(),
            record.owner,
            record.due_on.isoformat() if record.due_on else record.due,
            record.origin,
            record.body.short_name,
        ]

    def row(self, record: Task) -> dict[str, Any]:
        tone = "late" if record.is_late(timezone.localdate()) else ""
        return {**super().row(record), "tone": tone}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            filters=True,
            states=TaskState.choices,
            state=self.request.GET.get("state", ""),
            may_keep=self.user.may(KEEP_RECORDS, None),
            **kwargs,
        )


class TaskLists(RecordList):
    """The lists that came in, with how far each is."""

    page_title = _lazy("重点工作清单")
    parent_crumbs = (("supervision:tasks", _lazy("重点任务")),)
    model = TaskList
    sheet_url = "supervision:task-list"
    columns = (
        ("title", _lazy("清单")),
        ("year", _lazy("年度")),
        ("done", _lazy("完成")),
        ("body", _lazy("机关")),
    )
    searched = ("title",)
    empty = _lazy("还没有导入清单。")

    def get_queryset(self) -> Any:
        done = Count("tasks", filter=Q(tasks__state=TaskState.DONE))
        return (
            super()
            .get_queryset()
            .annotate(number=Count("tasks"), done=done)
            .order_by("-year", "-pk")
        )

    def cells(self, record: Any) -> list[Any]:
        return [
            record.title,
            record.year,
            f"{record.done}/{record.number}",
            record.body.short_name,
        ]


class TaskListSheet(RecordSheet):
    """One list with its tasks."""

    model = TaskList
    list_url, list_label = "supervision:task-lists", _lazy("重点工作清单")

    def facts(self) -> list[tuple[Any, Any]]:
        return [(_("机关"), self.record.body), (_("年度"), self.record.year)]

    def blocks(self) -> list[Block]:
        tasks = self.record.tasks.order_by("pk")
        lines = tuple(
            Line(
                f"{task.number} {task.wording[:80]}",
                "　".join(
                    part
                    for part in (
                        task.get_state_display(),
                        task.owner,
                        task.due_on.isoformat() if task.due_on else task.due,
                    )
                    if part
                ),
                reverse("supervision:task", args=[task.pk]),
            )
            for task in tasks
        )
        return [Block(_("任务"), lines=lines)]


class OneTask(OneRecord):
    """About one task."""

    model = Task
    list_url, list_label = "supervision:tasks", _lazy("重点任务")
    sheet_url = "supervision:task"


class TaskSheet(OneTask, RecordSheet):
    """One task."""

    def state(self) -> tuple[str, bool]:
        late = self.record.is_late(timezone.localdate())
        return (_("已逾期") if late else self.record.get_state_display()), late

    def buttons(self) -> list[Button]:
        if not self.may_keep():
            return []
        if self.record.state == TaskState.OPEN:
            done = _("登记这一次完成") if self.record.next_due() else _("办结")
            return [
                Button(done, reverse("supervision:close-task", args=[self.record.pk])),
                Button(
                    _("改时限"), reverse("supervision:set-due-of-task", args=[self.record.pk]), True
                ),
            ]
        url = reverse("supervision:reopen-task", args=[self.record.pk])
        return [Button(_("重新打开"), url, True)]

    def facts(self) -> list[tuple[Any, Any]]:
        task = self.record
        return [
            (_("机关"), task.body),
            (_("来源"), f"{task.origin} {task.number}".strip()),
            (_("要求"), task.measure),
            (_("责任"), task.owner),
            (_("时限"), task.due_on.isoformat() if task.due_on else task.due),
            (_("时限（原文）"), task.due),
            (_("分几次完成"), "、".join(task.due_days)),
            (_("办结日期"), task.closed_on.isoformat() if task.closed_on else ""),
            (_("完成情况"), task.result),
            (_("写进年报的话"), task.report_text),
        ]

    def blocks(self) -> list[Block]:
        proofs = self.record.proofs.select_related("item")
        lines = tuple(
            Line(words, url=address) for words, address in (proof.as_line() for proof in proofs)
        )
        return [Block(_("任务"), self.record.text), Block(_("佐证"), lines=lines)]


class TakeInScreen(NewRecordScreen):
    """Take a list in as it is."""

    page_title = _lazy("导入清单")
    form_class = TakeInForm
    parent_crumbs = (("supervision:tasks", _lazy("重点任务")),)
    submit_label = _lazy("导入")

    def act(self, form: TakeInForm) -> TaskList:
        values = dict(form.cleaned_data)
        file = values.pop("file")
        data = file.read()
        found = read_tasks(data, file.name, values["year"])
        self.doubts = [task.doubt for task in found if task.doubt]
        self.proposed = len(found)
        return take_in_list(
            acting_user=self.user,
            at=timezone.now(),
            tasks=found,
            paper=look_at(file.name, data),
            **values,
        )

    def get_done_message(self, result: TaskList) -> str:
        number = result.tasks.count()
        told = _("已导入，拆成 {number} 项任务。").format(number=number)
        if number < self.proposed:
            told += _("另有 {number} 项今年的清单里已有，没有重复导入。").format(
                number=self.proposed - number
            )
        return told + "".join(self.doubts[:DOUBTS])

    def get_next_url(self, result: TaskList) -> str:
        return reverse("supervision:task-list", args=[result.pk])


class AddTaskScreen(NewRecordScreen):
    """One task by hand."""

    page_title = _lazy("新增任务")
    form_class = TaskForm
    parent_crumbs = (("supervision:tasks", _lazy("重点任务")),)

    def act(self, form: TaskForm) -> Task:
        return add_task(acting_user=self.user, at=timezone.now(), **form.cleaned_data)

    def get_next_url(self, result: Task) -> str:
        return reverse("supervision:task", args=[result.pk])


class CloseTaskScreen(OneTask, FormScreen):
    """Say what came of it."""

    permission = KEEP_RECORDS
    page_title = _lazy("办结任务")
    form_class = CloseForm
    submit_label = _lazy("办结")
    done_message = _lazy("已办结。")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "body": self.record.body}

    def act(self, form: CloseForm) -> Task:
        return close_task(
            self.record, acting_user=self.user, at=timezone.now(), **form.cleaned_data
        )


class SetDueScreen(OneTask, FormScreen):
    """Another day."""

    permission = KEEP_RECORDS
    page_title = _lazy("改任务时限")
    form_class = DueForm
    done_message = _lazy("已改。")

    def act(self, form: DueForm) -> Task:
        return set_task_due(
            self.record, acting_user=self.user, at=timezone.now(), **form.cleaned_data
        )


class ReopenTaskScreen(OneTask, FormScreen):
    """It was not done after all."""

    permission = KEEP_RECORDS
    page_title = _lazy("重新打开任务")
    form_class = ReasonForm
    done_message = _lazy("已重新打开。")

    def act(self, form: ReasonForm) -> Task:
        return reopen_task(
            self.record, acting_user=self.user, at=timezone.now(), **form.cleaned_data
        )
