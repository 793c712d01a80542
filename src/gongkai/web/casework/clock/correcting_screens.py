"""Screens that mend what was entered by mistake."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.statute.receipt import Door
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.clock.correcting import correct_registration, strike_event
from gongkai.web.casework.clock.models import CaseEvent
from gongkai.web.casework.permissions import HANDLE, SEE_APPLICANT
from gongkai.web.casework.requests.actions.applicant import see_applicant
from gongkai.web.casework.requests.forms import CorrectForm
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.casework.requests.screens import LIST, OneCase
from gongkai.web.office.screens import FormScreen


class CorrectScreen(OneCase, FormScreen):
    """The registration as it should have been; looking at who asked is in the journal."""

    permission = SEE_APPLICANT
    page_title = _lazy("更正登记")
    form_class = CorrectForm
    submit_label = _lazy("更正，重算期限")

    def get_initial(self) -> dict[str, Any]:
        case = self.case
        person = see_applicant(case, acting_user=self.user, at=timezone.now())
        came = case.signed_on if case.door == Door.OTHER_OFFICE.value else case.submitted_on
        return {
            **asdict(person),
            "joint": "\n".join(person.joint),
            "door": case.door,
            "day": case.received_on,
            "came_on": came if came != case.received_on else None,
            "unreachable": case.unreachable,
            "applicant_kind": case.applicant_kind,
        }

    def act(self, form: CorrectForm) -> DisclosureRequest:
        return correct_registration(
            self.case,
            acting_user=self.user,
            at=timezone.now(),
            arrival=form.arrival(),
            person=form.person(),
            applicant_kind=form.cleaned_data["applicant_kind"],
            because=form.cleaned_data["because"],
        )

    def get_done_message(self, result: DisclosureRequest) -> str:
        return _("已更正，截止日{due}；已经发出的文书、回执写错的，请另行告知申请人。").format(
            due=result.due_on or _("不在本机关计算")
        )


class StrikeForm(forms.Form):
    """Why an event counts for nothing."""

    because = forms.CharField(
        label=_lazy("划去的理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class StrikeScreen(FormScreen):
    """An event that was entered by mistake."""

    permission = HANDLE
    form_class = StrikeForm
    submit_label = _lazy("划去，重算期限")
    done_message = _lazy("已划去；原来登记的还看得到，不再作数。")

    @cached_property
    def event(self) -> CaseEvent:
        return get_object_or_404(
            CaseEvent.objects.select_related("disclosure_request__body"), pk=self.kwargs["pk"]
        )

    def get_body(self) -> PublicBody:
        return self.event.disclosure_request.body

    def get_page_title(self) -> str:
        return _("划去“{event}”").format(event=self.event)

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        case = self.event.disclosure_request
        return [
            (reverse(LIST), _("依申请公开")),
            (reverse("casework:case", args=[case.pk]), case.number),
        ]

    def act(self, form: forms.Form) -> CaseEvent:
        return strike_event(
            self.event, acting_user=self.user, at=timezone.now(), **form.cleaned_data
        )

    def get_next_url(self, result: CaseEvent) -> str:
        return reverse("casework:case", args=[result.disclosure_request_id])
