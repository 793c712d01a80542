"""A calculator of the days of a request for everybody; nothing that is filled in is kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.statute.clock import Clock
from gongkai.statute.errors import CalendarNotLoaded, StatuteError
from gongkai.statute.events import Extended
from gongkai.statute.receipt import Door, receive
from gongkai.statute.remedies import RemedyDays, last_days, remedy, remedy_against_silence
from gongkai.statute.review_bodies import Level
from gongkai.statute.trace import in_chinese, lines
from gongkai.web.casework.calendars.calendar import current_calendar
from gongkai.web.publishing.catalogue.models import counties

WAYS = (
    (Door.COUNTER, _lazy("当面提交（填提交之日）")),
    (Door.SIGNED_MAIL, _lazy("挂号信、快递（填机关签收之日）")),
    (Door.INTERNET, _lazy("网上、电子邮件、传真（填双方确认之日）")),
    (Door.ORDINARY_MAIL, _lazy("平信（填机关打电话确认之日）")),
)
FIRST = date(2019, 5, 15)


class DeadlineForm(forms.Form):
    """How and when it was received, and what has happened since."""

    way = forms.ChoiceField(
        label=_lazy("怎样提交的"), choices=[(door.value, label) for door, label in WAYS]
    )
    day = forms.DateField(label=_lazy("日期"), widget=forms.DateInput(attrs={"type": "date"}))
    extended_by = forms.IntegerField(
        label=_lazy("机关告知延长了几个工作日（没有延长的不填）"),
        required=False,
        min_value=1,
        max_value=20,
    )
    answered_on = forms.DateField(
        label=_lazy("收到答复之日（还没有收到的不填）"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    posted_on = forms.DateField(
        label=_lazy("答复是邮寄来的，机关交邮之日（看邮戳；不知道或者不是邮寄的不填）"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day < FIRST:
            raise forms.ValidationError(
                _("现行条例自{first}起施行，此前的申请不能在这里计算。").format(first=FIRST)
            )
        return day

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        day, answered = given.get("day"), given.get("answered_on")
        if day and answered and answered < day:
            raise forms.ValidationError(
                _("收到答复之日{answered}早于提交之日{day}，请核对日期。").format(
                    answered=answered, day=day
                )
            )
        self._check_posting(given)
        return given

    def _check_posting(self, given: dict[str, Any]) -> None:
        day, posted, answered = given.get("day"), given.get("posted_on"), given.get("answered_on")
        if not posted or not day or "answered_on" in self.errors:
            return
        if answered is None:
            raise forms.ValidationError(_("填了机关交邮之日，请同时填写收到答复之日。"))
        if not day <= posted <= answered:
            raise forms.ValidationError(
                _("机关交邮之日{posted}应当在{day}至{answered}之间，请核对日期。").format(
                    posted=posted, day=day, answered=answered
                )
            )


def _receipt(door: Door, day: date) -> Any:
    if door is Door.SIGNED_MAIL:
        return receive(door, signed_on=day)
    if door is Door.COUNTER:
        return receive(door, submitted_on=day)
    return receive(door, submitted_on=day, confirmed_on=day)


def _told(days: RemedyDays) -> list[tuple[str, str]]:
    found = []
    for label, day, guessed in (
        (_("申请行政复议"), days.reconsideration_by, days.reconsideration_guessed),
        (_("向人民法院起诉"), days.litigation_by, days.litigation_guessed),
    ):
        if day is not None:
            mark = _("（暂计，放假安排公布后可能变动）") if guessed else ""
            found.append((label, f"{in_chinese(day)}{mark}"))
    return found


def _computed(values: dict[str, Any]) -> dict[str, Any]:
    calendar, day = current_calendar(next(iter(counties()), None)), values["day"]
    clock = Clock(_receipt(Door.named(values["way"]), day), calendar)
    if values["extended_by"]:
        # Told in time or not at all: the day of receipt is as good as any.
        clock = clock.after(Extended(day, values["extended_by"], ""))
    course = clock.course
    due = course.due_on
    if due is None:
        return {"why_not": course.no_due_because}
    found: dict[str, Any] = {
        "due": in_chinese(due),
        "provisional": course.guessed,
        "certain": in_chinese(course.certain_until) if course.certain_until else "",
        "supplement": in_chinese(course.supplement_notice_by)
        if course.supplement_notice_by
        else "",
        "trace": list(lines(course)),
    }
    if values["answered_on"]:
        facts = remedy("disclosed", level=Level.TOWNSHIP, decided_on=values["answered_on"])
        found["answered"] = _told(last_days(facts, values["answered_on"], calendar))
        # 国办公开办函〔2016〕235号：邮寄的以交邮之日为准
        moment = values["posted_on"] or values["answered_on"]
        if moment > due:
            found["late_by"] = course.calendar.count(due, moment)
            found["unless_posted"] = "" if values["posted_on"] else in_chinese(due)
            silence = remedy_against_silence(level=Level.TOWNSHIP, due_on=due)
            found["silent"] = _told(last_days(silence, due, calendar))
        elif values["answered_on"] > due:
            found["posted_in_time"] = in_chinese(moment)
    else:
        facts = remedy_against_silence(level=Level.TOWNSHIP, due_on=due)
        found["silent"] = _told(last_days(facts, due, calendar))
    return found


@never_cache
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The form, and below it the days."""
    form = DeadlineForm(request.GET or None)
    found: dict[str, Any] = {}
    if request.GET and form.is_valid():
        try:
            found = _computed(form.cleaned_data)
        except CalendarNotLoaded:
            form.add_error(None, _("这一年的放假安排还没有公布，算不出来；请填写较近的日期。"))
        except StatuteError as error:
            form.add_error(None, error.message)
    context = {"form": form, "found": found, "requests_here": True}
    return render(request, "portal/deadline.html", context)
