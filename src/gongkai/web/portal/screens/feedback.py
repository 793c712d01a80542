"""What readers think: of a page, of a body's publishing; and what came of it. Works without scripts."""

from __future__ import annotations

import re
from datetime import date
from http import HTTPStatus
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.web.accounts.origin import client_network
from gongkai.web.accounts.proof import Challenge
from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.errors import ActionError
from gongkai.web.office.limits import TooMany
from gongkai.web.portal.page_cache import kept
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.supervision.evaluation.actions import receive_evaluation, vote_page
from gongkai.web.supervision.evaluation.forms import CorrectionForm, PublicEvaluationForm
from gongkai.web.supervision.evaluation.models import Evaluation, EvaluationSort, EvaluationWay
from gongkai.web.supervision.evaluation.summary import summary

SALT = "evaluation-receipt"
PROOF_BITS = 16
PER_PAGE = 20
_PATH = re.compile(r"/[\w\-/%.]{0,290}")
_NUMBER = re.compile(r"/([0-9]{1,9})/$")


def _page_path(given: str) -> str:
    if not _PATH.fullmatch(given) or given.startswith(("//", "/office/")):
        raise Http404
    return given


def _body_of(path: str) -> PublicBody:
    """Who answers for a page: the body of its item, of the column, else the county."""
    match = _NUMBER.search(path)
    item = (
        ItemPage.objects.public()
        .select_related("body__public_body")
        .filter(pk=int(match[1]))
        .first()
        if match
        else None
    )
    if item is not None:
        return item.body.public_body or item.body
    codes = [part.upper() for part in path.split("/") if part]
    named = PublicBody.objects.public().real().filter(code__in=codes).order_by("-lineage").first()
    root = PublicBody.objects.public().real().order_by("lineage").first()
    if named is None and root is None:
        raise Http404
    return named or root


def _posted(
    request: HttpRequest, form: Any, purpose: str, body: PublicBody, **facts: Any
) -> tuple[HttpResponse | None, HTTPStatus]:
    """Where the sender is led; or the status of the form with its errors."""
    if not form.is_valid():
        return None, HTTPStatus.BAD_REQUEST
    try:
        form.require_proof(purpose, PROOF_BITS)
    except ValidationError as error:
        form.add_error(None, error)
        return None, HTTPStatus.BAD_REQUEST
    values = {name: value for name, value in form.cleaned_data.items() if name != "homepage"}
    try:
        made = receive_evaluation(
            body, at=timezone.now(), address=client_network(request), **values, **facts
        )
    except ActionError as error:
        form.add_error(None, error)
        many = isinstance(error, TooMany)
        return None, HTTPStatus.TOO_MANY_REQUESTS if many else HTTPStatus.BAD_REQUEST
    token = signing.dumps(made.pk, salt=SALT)
    return HttpResponseRedirect(reverse("portal:feedback-thanks", args=[token])), HTTPStatus.FOUND


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def about_page(request: HttpRequest) -> HttpResponse:
    """Was the page useful, what on it is wrong."""
    path = _page_path(request.POST.get("page", "") or request.GET.get("page", ""))
    form, status = CorrectionForm(request.POST or None), HTTPStatus.OK
    purpose = f"page:{path}"
    if request.method == "POST":
        answer, status = _posted(
            request,
            form,
            purpose,
            _body_of(path),
            way=EvaluationWay.PAGE,
            sort=EvaluationSort.CORRECTION,
            page=path,
        )
        if answer is not None:
            return answer
    context = {
        "form": form,
        "path": path,
        "voted": request.GET.get("voted") == "1",
        "challenge": Challenge.make(purpose, PROOF_BITS),
    }
    return render(request, "portal/feedback_page.html", context, status=status)


@never_cache
@require_POST
def vote(request: HttpRequest) -> HttpResponse:
    """Useful or not: counted, once a day from one place."""
    path = _page_path(request.POST.get("page", ""))
    useful = request.POST.get("useful") == "yes"
    vote_page(path, useful=useful, at=timezone.now(), address=client_network(request))
    return HttpResponseRedirect(f"{reverse('portal:page-feedback')}?page={path}&voted=1")


def _public_body(code: str) -> PublicBody:
    return get_object_or_404(PublicBody.objects.public().real(), code__iexact=code)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def about_body(request: HttpRequest, code: str) -> HttpResponse:
    """The form behind the code on the poster."""
    body = _public_body(code)
    form, status = PublicEvaluationForm(request.POST or None), HTTPStatus.OK
    purpose = f"body:{body.pk}"
    if request.method == "POST":
        answer, status = _posted(
            request, form, purpose, body, way=EvaluationWay.CODE, sort=EvaluationSort.OPINION
        )
        if answer is not None:
            return answer
    context = {"form": form, "body": body, "challenge": Challenge.make(purpose, PROOF_BITS)}
    return render(request, "portal/feedback_body.html", context, status=status)


@never_cache
@require_safe
def thanks(request: HttpRequest, token: str) -> HttpResponse:
    """The number, and by when there will be an answer."""
    try:
        number = signing.loads(token, salt=SALT, max_age=3600)
    except signing.BadSignature as error:
        raise Http404 from error
    evaluation = get_object_or_404(Evaluation.objects.select_related("body"), pk=number)
    return render(request, "portal/feedback_thanks.html", {"evaluation": evaluation})


@require_safe
@kept
def results(request: HttpRequest, code: str) -> HttpResponse:
    """The year's figures, and opinions with their answers as far as they are published."""
    body = _public_body(code)
    today = timezone.localdate()
    published = Evaluation.objects.filter(body=body, is_published=True).order_by(
        "-answered_on", "-pk"
    )
    context = {
        "body": body,
        "year": today.year,
        "told": summary([body.pk], date(today.year, 1, 1), today, on=today),
        "items": Paginator(published, PER_PAGE).get_page(request.GET.get("page")),
        "query": "",
    }
    return render(request, "portal/feedback_results.html", context)
