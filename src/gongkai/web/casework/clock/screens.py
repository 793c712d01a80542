"""Screens about events, and the office's holiday notices."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.statute.course import ENDED
from gongkai.statute.event_codes import Consultee, Position
from gongkai.statute.events import OpinionWeighed
from gongkai.statute.notices import Notice
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.calendars.calendar import current_calendar
from gongkai.web.casework.calendars.models import LoadedNotice
from gongkai.web.casework.clock import loading
from gongkai.web.casework.clock.actions import entry_of, merge_request, record_event
from gongkai.web.casework.clock.forms import EventForm, MergeForm, MovedDayForm, NoticeForm
from gongkai.web.casework.clock.models import CaseEvent
from gongkai.web.casework.clock.naming import named_to
from gongkai.web.casework.clock.running import clock_of
from gongkai.web.casework.clock.workflow import BY_CODE, WorkStep
from gongkai.web.casework.permissions import HANDLE, LOAD_NOTICE
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.casework.requests.screens import OneCase
from gongkai.web.office.errors import ActionError
from gongkai.web.office.screens import FormScreen
from gongkai.web.publishing.catalogue.models import counties


class EventScreen(OneCase, FormScreen):
    """Record what happened."""

    permission = HANDLE
    form_class = EventForm

    @cached_property
    def step(self) -> WorkStep:
        step = BY_CODE.get(self.kwargs["step"])
        if step is None or not step.event:
            raise Http404
        return step

    def get_page_title(self) -> str:
        return str(self.step.label)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "step": self.step,
            "refs": self._refs(),
            "positions": self._positions(),
        }

    def _positions(self) -> list[Position]:
        """What those may answer who have not answered yet."""
        asked = {
            each.consultee is Consultee.AUTHORITY
            for each in clock_of(self.case).course.consultations
            if each.returned_on is None
        }
        return [each for each in Position if each.determines in asked]

    def _refs(self) -> list[tuple[str, str]]:
        """The consultations that the step is about, each by its letter and whom it asks."""
        if "ref" not in self.step.asks:
            return []
        names = named_to(self.case)
        weighs = self.step.event == OpinionWeighed.kind
        return [
            (each.ref, names.get(each.ref) or f"{each.consultee.label} {each.sent_on}")
            for each in clock_of(self.case).course.consultations
            if (each.objected if weighs else each.returned_on is None)
        ]

    def act(self, form: EventForm) -> CaseEvent:
        return record_event(
            self.case,
            acting_user=self.user,
            at=timezone.now(),
            step=self.step.code,
            on=form.cleaned_data["on"],
            facts=form.facts(),
            note=form.cleaned_data["note"],
            proof=form.cleaned_data["proof"],
        )

    def get_done_message(self, result: CaseEvent) -> str:
        entry = entry_of(result)
        told = "".join(caution.message for caution in entry.cautions)
        done = _("已记录。") if entry.effective else _("已记录，但依法不发生效力：")
        return f"{done}{told}"


class MergeScreen(OneCase, FormScreen):
    """Let another case of the same applicant answer this one too."""

    permission = HANDLE
    page_title = _lazy("与其他申请合并办理")
    form_class = MergeForm
    done_message = _lazy("已合并，本件办结。")

    def get_form_kwargs(self) -> dict[str, Any]:
        others = DisclosureRequest.objects.filter(
            body=self.case.body, applicant_digest=self.case.applicant_digest
        ).exclude(pk=self.case.pk)
        ended = [state.value for state in ENDED]
        return {**super().get_form_kwargs(), "others": others.exclude(state__in=ended)}

    def act(self, form: MergeForm) -> DisclosureRequest:
        return merge_request(
            self.case, acting_user=self.user, at=timezone.now(), **form.cleaned_data
        )


class MovedDayScreen(OneCase, FormScreen):
    """A notice has moved the last day: know it, and tell the applicant who was told another."""

    permission = HANDLE
    page_title = _lazy("截止日变动")
    form_class = MovedDayForm
    template_name = "casework/moved_day.html"
    submit_label = _lazy("已知悉")
    done_message = _lazy("已登记知悉。")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sent = self.case.letters.exclude(issued_on=None).order_by("pk")
        return super().get_context_data(case=self.case, sent=list(sent), **kwargs)

    def act(self, form: forms.Form) -> None:
        loading.see_moved_day(
            self.case, acting_user=self.user, at=timezone.now(), **form.cleaned_data
        )


class HolidayNoticeScreen(FormScreen):
    """Paste a notice, look at the table read from it, confirm: every open case is counted again."""

    permission = LOAD_NOTICE

    @cached_property
    def county(self) -> PublicBody:
        """The county that the address names, among those for which the user may; else the first of them."""
        found = [each for each in counties() if self.user.may(LOAD_NOTICE, each)]
        asked = self.request.GET.get("county", "")
        named = [each for each in found if str(each.pk) == asked]
        return (named or found or counties())[0]

    def get_body(self) -> PublicBody:
        return self.county

    page_title = _lazy("载入放假安排")
    form_class = NoticeForm
    template_name = "casework/holiday_notices.html"
    submit_label = _lazy("读出安排")
    notice: Notice | None = None

    def form_valid(self, form: forms.Form) -> HttpResponse:
        text = form.cleaned_data["text"]
        try:
            if not form.cleaned_data["confirmed"]:
                self.notice = loading.read(text, on=timezone.localdate())
                return self.form_invalid(form)
            moved = loading.load_notice(
                text, county=self.county, acting_user=self.user, at=timezone.now()
            )
        except ActionError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        told = "、".join(f"{each.disclosure_request.number}→{each.after}" for each in moved[:10])
        messages.success(
            self.request,
            _("已为{county}载入，重算其未办结申请，截止日有变动的 {number} 件。{told}").format(
                county=self.county.short_name, number=len(moved), told=told
            ),
        )
        return redirect(reverse("casework:holiday-notices"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            notice=self.notice,
            certain=current_calendar(self.county).certain_through,
            county=self.county,
            loaded=LoadedNotice.objects.filter(county=self.county)
            .select_related("loaded_by")
            .order_by("-pk")[:20],
            **kwargs,
        )
