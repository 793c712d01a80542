"""A household looks up its own line; works without scripts, and tells nothing of others."""

from __future__ import annotations

from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.web.accounts.origin import client_network
from gongkai.web.accounts.proof import Challenge
from gongkai.web.office.limits import TooMany
from gongkai.web.supervision.households.actions import look_up
from gongkai.web.supervision.households.forms import LookUpForm
from gongkai.web.supervision.households.models import HouseholdLookup

PROOF_BITS = 17


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def look_up_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Name and four digits in, the own line out."""
    at = timezone.now()
    found = HouseholdLookup.objects.open_on(timezone.localdate(at)).select_related("body", "item")
    lookup = get_object_or_404(found, pk=pk)
    form, status, payments = LookUpForm(request.POST or None), HTTPStatus.OK, None
    purpose = f"household:{pk}"
    if request.method == "POST":
        status = HTTPStatus.BAD_REQUEST
        if form.is_valid():
            try:
                form.require_proof(purpose, PROOF_BITS)
                payments = look_up(
                    lookup,
                    form.cleaned_data["name"],
                    form.cleaned_data["digits"],
                    address=client_network(request),
                    at=at,
                )
            except ValidationError as error:
                form.add_error(None, error)
                if isinstance(error, TooMany):
                    status = HTTPStatus.TOO_MANY_REQUESTS
            else:
                if payments is None:
                    form.add_error(
                        None, _("没有查到：请核对姓名和身份证号码后四位；也可以到窗口查询。")
                    )
                else:
                    status = HTTPStatus.OK
    context = {
        "lookup": lookup,
        "form": form,
        "payments": payments,
        "challenge": Challenge.make(purpose, PROOF_BITS),
    }
    return render(request, "portal/household.html", context, status=status)
