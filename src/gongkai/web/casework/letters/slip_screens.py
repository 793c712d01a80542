"""Screens after a request was taken in: what to hand over, what to file."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views import View

from gongkai.documents.writers import official_pdf
from gongkai.web.casework.letters.slips import application_form, receipt_slip
from gongkai.web.casework.permissions import HANDLE, SEE_APPLICANT
from gongkai.web.casework.requests.actions.applicant import see_applicant
from gongkai.web.casework.requests.codes import code_of
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.casework.requests.screens import OneCase
from gongkai.web.office.downloads import hand_out
from gongkai.web.office.screens import GuardedView, ScreenView


class RegisteredScreen(OneCase, ScreenView):
    """What was registered: the number, the code while it is known, the slip and the form to print."""

    permission = HANDLE
    page_title = _lazy("已登记")
    template_name = "casework/registered.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            case=self.case,
            code=code_of(self.request, self.case.pk),
            same=list(DisclosureRequest.objects.same_as(self.case).select_related("body")[:5]),
            may_see=self.user.may(SEE_APPLICANT, self.case.body),
            **kwargs,
        )


class ReceiptSlip(OneCase, GuardedView, View):
    """The slip for the applicant."""

    permission = HANDLE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.case.is_answered_elsewhere:
            raise Http404
        slip = receipt_slip(self.case, code_of(request, self.case.pk), on=timezone.localdate())
        name = _("接收回执 {number}.pdf").format(number=self.case.number)
        return hand_out(official_pdf.write(slip), name)


class ApplicationForm(OneCase, GuardedView, View):
    """The form of the request for the file; opening it is in the journal, it names who asked."""

    permission = SEE_APPLICANT

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person = see_applicant(self.case, acting_user=self.user, at=timezone.now())
        form = application_form(self.case, person, on=timezone.localdate())
        name = _("申请登记表 {number}.pdf").format(number=self.case.number)
        return hand_out(official_pdf.write(form), name)
