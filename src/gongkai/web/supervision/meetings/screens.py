"""Screens about meetings."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.supervision.meetings.actions import record_meeting
from gongkai.web.supervision.meetings.forms import MeetingForm
from gongkai.web.supervision.meetings.models import Meeting
from gongkai.web.supervision.permissions import KEEP_RECORDS
from gongkai.web.supervision.registers import (
    Block,
    Line,
    NewRecordScreen,
    RecordList,
    RecordSheet,
)


class Meetings(RecordList):
    """Meetings held."""

    page_title = _lazy("会议")
    model = Meeting
    sheet_url = "supervision:meeting"
    columns = (
        ("title", _lazy("会议")),
        ("kind", _lazy("类别")),
        ("on", _lazy("日期")),
        ("tasks", _lazy("议定事项")),
        ("body", _lazy("机关")),
    )
    searched = ("title", "chair")
    search_hint = _lazy("会议或主持人")
    empty = _lazy("还没有登记会议。")
    add_permission = KEEP_RECORDS
    add_url_name = "supervision:record-meeting"
    add_label = _lazy("登记会议")

    def get_queryset(self) -> Any:
        return super().get_queryset().annotate(decided=Count("tasks")).order_by("-held_on", "-pk")

    def cells(self, record: Any) -> list[Any]:
        return [
            record.title,
            record.get_kind_display(),
            record.held_on.isoformat(),
            record.decided,
            record.body.short_name,
        ]


class MeetingSheet(RecordSheet):
    """One meeting."""

    model = Meeting
    list_url, list_label = "supervision:meetings", _lazy("会议")

    def facts(self) -> list[tuple[Any, Any]]:
        meeting = self.record
        return [
            (_("机关"), meeting.body),
            (_("类别"), meeting.get_kind_display()),
            (_("日期"), meeting.held_on.isoformat()),
            (_("主持"), meeting.chair),
            (_("参加人数"), meeting.people),
        ]

    def blocks(self) -> list[Block]:
        lines = tuple(
            Line(
                task.text,
                f"{task.owner}　{task.due_on}　{task.get_state_display()}",
                reverse("supervision:task", args=[task.pk]),
            )
            for task in self.record.tasks.all()
        )
        return [Block(_("纪要"), self.record.minutes), Block(_("议定事项"), lines=lines)]


class RecordMeetingScreen(NewRecordScreen):
    """Record a meeting."""

    page_title = _lazy("登记会议")
    form_class = MeetingForm
    parent_crumbs = (("supervision:meetings", _lazy("会议")),)

    def act(self, form: MeetingForm) -> Meeting:
        return record_meeting(acting_user=self.user, at=timezone.now(), **form.cleaned_data)

    def get_done_message(self, result: Meeting) -> str:
        return _("已登记，议定事项 {number} 项转为任务。").format(number=result.tasks.count())

    def get_next_url(self, result: Meeting) -> str:
        return reverse("supervision:meeting", args=[result.pk])
