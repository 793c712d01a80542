"""Screens about ledgers: what came, the import, the counts, issues and their clock."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.papers.appeals import COLUMNS
from gongkai.web.files.tables import read_sheet
from gongkai.web.office.downloads import hand_out
from gongkai.web.office.forms import ReasonForm
from gongkai.web.office.screens import FormScreen
from gongkai.web.supervision.ledgers.actions import (
    MOST,
    answer_issue,
    enter_issue,
    part_appeal,
    route_appeal,
    take_in_appeals,
)
from gongkai.web.supervision.ledgers.counting import door_counts
from gongkai.web.supervision.ledgers.forms import (
    AnswerIssueForm,
    AppealsForm,
    IssueForm,
    RouteForm,
)
from gongkai.web.supervision.ledgers.models import Appeal, AppealDoor, AppealImport, PublicIssue
from gongkai.web.supervision.ledgers.notice import routing_notice
from gongkai.web.supervision.permissions import KEEP_RECORDS, SEE_RECORDS
from gongkai.web.supervision.registers import (
    Block,
    Button,
    Line,
    NewRecordScreen,
    OneRecord,
    RecordList,
    RecordSheet,
)

HEADS = {column.field: column for column in COLUMNS}
SENTENCES = 10


class Appeals(RecordList):
    """What came by the other doors, with the counts of the year."""

    page_title = _lazy("热线信访台账")
    model = Appeal
    sheet_url = "supervision:appeal"
    template_name = "supervision/appeals.html"
    columns = (
        ("gist", _lazy("内容（已遮盖）")),
        ("door", _lazy("渠道")),
        ("received_on", _lazy("受理")),
        ("answered", _lazy("答复")),
        ("mark", _lazy("标记")),
        ("body", _lazy("机关")),
    )
    searched = ("gist", "topic", "number")
    search_hint = _lazy("内容、类别或编号")
    empty = _lazy("还没有导入台账。")
    add_permission = KEEP_RECORDS
    add_url_name = "supervision:take-in-appeals"
    add_label = _lazy("导入台账")

    def get_queryset(self) -> Any:
        found = super().get_queryset()
        door, mark = self.request.GET.get("door", ""), self.request.GET.get("mark", "")
        if door in AppealDoor.values:
            found = found.filter(door=door)
        if mark == "request":
            found = found.filter(looks_like_request=True, routed_on=None)
        elif mark == "repeated":
            found = found.exclude(same_as=None)
        elif mark == "open":
            found = found.filter(is_answered=False, same_as=None)
        return found

    def cells(self, record: Appeal) -> list[Any]:
        marks = [_("重复")] if record.same_as_id else []
        if record.looks_like_request:
            marks.append(_("已告知申请渠道") if record.routed_on else _("像是申请政府信息"))
        answered = record.answered_on.isoformat() if record.answered_on else _("已答复")
        return [
            record.gist[:60],
            record.get_door_display(),
            record.received_on.isoformat(),
            answered if record.is_answered else "",
            "、".join(marks),
            record.body.short_name,
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        year = timezone.localdate().year
        return super().get_context_data(
            filters=True,
            doors=AppealDoor.choices,
            asked=self.request.GET,
            marks=[
                ("request", _("像是申请政府信息")),
                ("repeated", _("重复")),
                ("open", _("没有答复")),
            ],
            year=year,
            counts=door_counts(
                self.user.bodies_where(SEE_RECORDS), date(year, 1, 1), date(year, 12, 31)
            ),
            **kwargs,
        )


class OneAppeal(OneRecord):
    """About one line."""

    model = Appeal
    list_url, list_label = "supervision:appeals", _lazy("热线信访台账")
    sheet_url = "supervision:appeal"


class AppealSheet(OneAppeal, RecordSheet):
    """One line."""

    def state(self) -> tuple[str, bool]:
        return (_("已答复"), False) if self.record.is_answered else (_("没有答复"), True)

    def buttons(self) -> list[Button]:
        appeal, found = self.record, []
        if appeal.looks_like_request:
            url = reverse("supervision:routing-notice", args=[appeal.pk])
            found.append(Button(_("下载告知书"), url, True))
        if not self.may_keep():
            return found
        if appeal.looks_like_request and appeal.routed_on is None:
            url = reverse("supervision:route-appeal", args=[appeal.pk])
            found.insert(0, Button(_("登记已告知"), url))
        if appeal.same_as_id:
            url = reverse("supervision:part-appeal", args=[appeal.pk])
            found.append(Button(_("不是重复"), url, True))
        return found

    def facts(self) -> list[tuple[Any, Any]]:
        appeal = self.record
        return [
            (_("机关"), appeal.body),
            (_("渠道"), appeal.get_door_display()),
            (_("编号"), appeal.number),
            (_("类别"), appeal.topic),
            (_("受理日期"), appeal.received_on.isoformat()),
            (_("答复日期"), appeal.answered_on.isoformat() if appeal.answered_on else ""),
            (_("告知申请渠道"), appeal.routed_on.isoformat() if appeal.routed_on else ""),
        ]

    def blocks(self) -> list[Block]:
        blocks = [Block(_("内容（已遮盖）"), self.record.gist)]
        same = self.record.same_as
        if same is not None:
            line = Line(
                same.gist[:80],
                f"{same.get_door_display()}　{same.received_on}",
                reverse("supervision:appeal", args=[same.pk]),
            )
            blocks.append(Block(_("与这一条重复，计入那一条"), lines=(line,)))
        return blocks


class RoutingNotice(OneAppeal, RecordSheet):
    """The words to send, as a text."""

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        appeal = self.record
        text = routing_notice(
            appeal.body, appeal.get_door_display(), appeal.received_on, timezone.localdate()
        )
        return hand_out(text, "申请渠道告知书.txt")


class TakeInAppealsScreen(NewRecordScreen):
    """Take a list in."""

    page_title = _lazy("导入台账")
    form_class = AppealsForm
    parent_crumbs = (("supervision:appeals", _lazy("热线信访台账")),)
    submit_label = _lazy("导入")

    def act(self, form: AppealsForm) -> AppealImport:
        values = dict(form.cleaned_data)
        file = values.pop("file")
        data = file.read()
        return take_in_appeals(
            acting_user=self.user,
            at=timezone.now(),
            name=file.name,
            data=data,
            sheet=read_sheet(
                data,
                file.name,
                COLUMNS,
                most=MOST,
                next_step=_(
                    "请上传有表头的那张表，内容一列可以叫“{gist}”，日期一列可以叫“{day}”。"
                ).format(
                    gist="”“".join(HEADS["gist"].heads[:7]),
                    day="”“".join(HEADS["received_on"].heads[:5]),
                ),
            ),
            **values,
        )

    def get_done_message(self, result: AppealImport) -> str:
        told = _(
            "读入 {rows} 行，新增 {added}，更新 {updated}，与其他渠道重复 {repeated}；按“{unit}”计。"
        ).format(
            rows=result.rows,
            added=result.added,
            updated=result.updated,
            repeated=result.repeated,
            unit=result.unit,
        )
        if result.unread_columns:
            told += _("没有读入的列：{columns}。").format(columns="、".join(result.unread_columns))
        if result.left_out:
            told += _("{number} 行没有读入，改好后可以再导入这份表：{lines}").format(
                number=len(result.left_out), lines="".join(result.left_out[:SENTENCES])
            )
        return told

    def get_next_url(self, result: AppealImport) -> str:
        return reverse("supervision:appeals")


class RouteAppealScreen(OneAppeal, FormScreen):
    """Record that the right door was told."""

    permission = KEEP_RECORDS
    page_title = _lazy("登记已告知申请渠道")
    form_class = RouteForm
    done_message = _lazy("已登记。")

    def act(self, form: RouteForm) -> Appeal:
        return route_appeal(
            self.record, acting_user=self.user, at=timezone.now(), **form.cleaned_data
        )


class PartAppealScreen(OneAppeal, FormScreen):
    """It is no repetition."""

    permission = KEEP_RECORDS
    page_title = _lazy("不是重复")
    form_class = ReasonForm
    done_message = _lazy("已改为单独计数。")

    def act(self, form: ReasonForm) -> Appeal:
        return part_appeal(
            self.record, acting_user=self.user, at=timezone.now(), **form.cleaned_data
        )


class Issues(RecordList):
    """What was talked of, and how it was answered."""

    page_title = _lazy("舆情回应")
    model = PublicIssue
    sheet_url = "supervision:issue"
    columns = (
        ("title", _lazy("事由")),
        ("state", _lazy("状态")),
        ("found_at", _lazy("发现")),
        ("due", _lazy("最迟回应")),
        ("body", _lazy("机关")),
    )
    searched = ("title",)
    empty = _lazy("没有登记舆情。")
    add_permission = KEEP_RECORDS
    add_url_name = "supervision:enter-issue"
    add_label = _lazy("登记舆情")

    def cells(self, record: PublicIssue) -> list[Any]:
        due = record.full_due_at if record.first_reply_at else record.first_due_at
        return [
            record.title,
            issue_state(record),
            f"{timezone.localtime(record.found_at):%m-%d %H:%M}",
            "" if record.full_reply_at else f"{timezone.localtime(due):%m-%d %H:%M}",
            record.body.short_name,
        ]

    def row(self, record: PublicIssue) -> dict[str, Any]:
        late = record.full_reply_at is None and record.late_at(timezone.now())
        return {**super().row(record), "tone": "late" if late else ""}


def issue_state(issue: PublicIssue) -> str:
    """In a word."""
    late = issue.late_at(timezone.now())
    if issue.full_reply_at is not None:
        return _("已回应（超时）") if late else _("已回应")
    if late:
        return _("已超时")
    return _("已首次回应") if issue.first_reply_at else _("待回应")


class OneIssue(OneRecord):
    """About one issue."""

    model = PublicIssue
    list_url, list_label = "supervision:issues", _lazy("舆情回应")
    sheet_url = "supervision:issue"


class IssueSheet(OneIssue, RecordSheet):
    """One issue with its clock."""

    def state(self) -> tuple[str, bool]:
        return issue_state(self.record), self.record.late_at(timezone.now())

    def buttons(self) -> list[Button]:
        if self.record.full_reply_at is not None or not self.may_keep():
            return []
        url = reverse("supervision:answer-issue", args=[self.record.pk])
        return [Button(_("登记回应"), url)]

    def facts(self) -> list[tuple[Any, Any]]:
        issue = self.record

        def moment(at: Any) -> str:
            return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""

        return [
            (_("机关"), issue.body),
            (_("发现时间"), moment(issue.found_at)),
            (_("原帖或报道"), issue.link),
            (_("首次回应最迟"), moment(issue.first_due_at)),
            (_("首次回应"), moment(issue.first_reply_at)),
            (_("全面回应最迟"), moment(issue.full_due_at)),
            (_("全面回应"), moment(issue.full_reply_at)),
            (_("回应网址"), issue.reply_url),
            (_("回应的公开信息"), issue.reply_item),
        ]

    def blocks(self) -> list[Block]:
        issue = self.record
        return [
            Block(_("核实的事实"), issue.fact),
            Block(_("回应内容"), issue.reply),
        ]


class EnterIssueScreen(NewRecordScreen):
    """Something is talked of."""

    page_title = _lazy("登记舆情")
    form_class = IssueForm
    parent_crumbs = (("supervision:issues", _lazy("舆情回应")),)

    def act(self, form: IssueForm) -> PublicIssue:
        return enter_issue(acting_user=self.user, at=timezone.now(), **form.cleaned_data)

    def get_next_url(self, result: PublicIssue) -> str:
        return reverse("supervision:issue", args=[result.pk])


class AnswerIssueScreen(OneIssue, FormScreen):
    """An answer went out."""

    permission = KEEP_RECORDS
    page_title = _lazy("登记回应")
    form_class = AnswerIssueForm
    done_message = _lazy("已登记回应。")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "body": self.record.body}

    def get_initial(self) -> dict[str, Any]:
        return {"fact": self.record.fact}

    def act(self, form: AnswerIssueForm) -> PublicIssue:
        return answer_issue(
            self.record, acting_user=self.user, at=timezone.now(), **form.cleaned_data
        )
