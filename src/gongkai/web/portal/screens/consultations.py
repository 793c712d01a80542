"""Public consultations: what is asked, the form, the receipt, and what came of it."""

from __future__ import annotations

from http import HTTPStatus

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.web.accounts.origin import client_network
from gongkai.web.accounts.proof import Challenge
from gongkai.web.office.errors import ActionError
from gongkai.web.office.limits import TooMany
from gongkai.web.portal.page_cache import kept
from gongkai.web.publishing.consultations.actions.opinion import receive_opinion
from gongkai.web.publishing.consultations.forms import OpinionForm
from gongkai.web.publishing.consultations.models import PublicConsultation, PublicConsultationState
from gongkai.web.publishing.items.models import is_public

PER_PAGE = 20
SHOWN_STATES = (
    PublicConsultationState.OPEN,
    PublicConsultationState.CLOSED,
    PublicConsultationState.ANSWERED,
)
SALT = "opinion-receipt"
# About a tenth of a second of a browser's work.
PROOF_BITS = 16


def in_state(state: str) -> QuerySet[PublicConsultation]:
    """Public consultations in a state today; any other word gives all of them."""
    today = timezone.localdate()
    over, answered = Q(closes_on__lt=today), is_public("result__")
    conditions = {
        PublicConsultationState.OPEN: Q(closes_on__gte=today),
        PublicConsultationState.CLOSED: over & (Q(result=None) | ~answered),
        PublicConsultationState.ANSWERED: over & answered,
    }
    found = PublicConsultation.objects.public().filter(conditions.get(state, Q()))
    return found.select_related("item", "body", "result").order_by("-closes_on", "-pk")


@require_safe
@kept
def listing(request: HttpRequest) -> HttpResponse:
    """Consultations, by where they stand."""
    state = request.GET.get("state", "")
    page = Paginator(in_state(state), PER_PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    for each in page:
        each.state = each.state_on(today)
    context = {
        "items": page,
        "query": f"state={state}" if state in SHOWN_STATES else "",
        "state": state,
        "states": [(each.value, each.label) for each in SHOWN_STATES],
        "consultations_here": True,
    }
    return render(request, "portal/consultations.html", context)


def _public_consultation(pk: int) -> PublicConsultation:
    found = PublicConsultation.objects.public().select_related("item", "body", "result")
    return get_object_or_404(found, pk=pk)


def _has_proof(form: OpinionForm, pk: int) -> bool:
    try:
        form.require_proof(f"opinion:{pk}", PROOF_BITS)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """One consultation, with its form as long as it is open; works without scripts."""
    consultation, now = _public_consultation(pk), timezone.now()
    form, status = OpinionForm(request.POST or None), HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.BAD_REQUEST
        if form.is_valid() and _has_proof(form, pk):
            words = {name: form.cleaned_data[name] for name in ("text", "name", "contact")}
            try:
                opinion = receive_opinion(
                    consultation, at=now, address=client_network(request), **words
                )
            except ActionError as error:
                form.add_error(None, error)
                if isinstance(error, TooMany):
                    status = HTTPStatus.TOO_MANY_REQUESTS
            else:
                token = signing.dumps([consultation.pk, opinion.receipt_number], salt=SALT)
                return HttpResponseRedirect(
                    reverse("portal:opinion-receipt", args=[consultation.pk, token])
                )
    today = timezone.localtime(now).date()
    consultation.state = consultation.state_on(today)
    context = {
        "consultation": consultation,
        "item": consultation.item,
        "open": consultation.takes_opinions_on(today),
        "days_left": (consultation.closes_on - today).days,
        "form": form,
        "challenge": Challenge.make(f"opinion:{pk}", PROOF_BITS),
        "consultations_here": True,
    }
    return render(request, "portal/consultation.html", context, status=status)


@never_cache
@require_safe
def receipt(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """The receipt number, for the sender alone: the address cannot be guessed."""
    try:
        number, receipt_number = signing.loads(token, salt=SALT)
    except signing.BadSignature as error:
        raise Http404 from error
    if number != pk:
        raise Http404
    context = {
        "consultation": _public_consultation(pk),
        "receipt_number": receipt_number,
        "consultations_here": True,
    }
    return render(request, "portal/consultation_receipt.html", context)
