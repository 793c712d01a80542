"""The public door for requests: ask, see what is public already, get a receipt, ask after it. Works without scripts."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from cryptography.exceptions import InvalidTag
from django import forms
from django.core import signing
from django.core.cache import cache
from django.db.models import Min
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.statute.course import CLOSED
from gongkai.statute.steps import APPLICANT
from gongkai.statute.trace import in_chinese
from gongkai.web.accounts.origin import client_network
from gongkai.web.accounts.proof import Challenge, ProofMixin
from gongkai.web.bodies.models import ContactDetails, PublicBody
from gongkai.web.casework.clock.running import clock_of
from gongkai.web.casework.clock.workflow import UNANSWERED, what_comes
from gongkai.web.casework.letters.models import IssuedFile, LetterState
from gongkai.web.casework.letters.parties import TO_OTHERS
from gongkai.web.casework.letters.writing import remedy_days
from gongkai.web.casework.requests import held
from gongkai.web.casework.requests.actions.register import Asked, submit_request
from gongkai.web.casework.requests.files import ACCEPTED, read_file
from gongkai.web.casework.requests.forms import AskedForm
from gongkai.web.casework.requests.lookup import look_up
from gongkai.web.casework.requests.models import DisclosureRequest, RequestFile
from gongkai.web.casework.requests.people import (
    PERSON_FIELDS,
    mark_of,
    mark_of_words,
    seal,
    unseal,
)
from gongkai.web.office.downloads import hand_out
from gongkai.web.office.forms import check_phone
from gongkai.web.office.limits import TooMany
from gongkai.web.portal.search.query import search
from gongkai.web.publishing.items.models import ItemPage

HELD = "request-held"
RECEIPT, STATUS = "request-receipt", "request-status"
STATUS_SECONDS = 30 * 60
DRAFT = "request-draft"
OFFERED = 5
SAME_WITHIN = timedelta(days=30)
PROOF, PROOF_BITS = "request", 16
SEEN, SHORTEST, MOST_PHRASES = 20, 3, 6
BETWEEN = re.compile(
    r"[\W\d年月日的了和及与]+|关于|申请|公开|政府信息|相关|有关|情况|文件|材料|我想|需要|请|复印件"
)


class PublicRequestForm(ProofMixin, AskedForm):
    """A request from the public page. ``homepage`` is not for people: who fills it in is a machine."""

    body = forms.ModelChoiceField(
        PublicBody.objects.none(), label=_lazy("向哪个机关申请"), empty_label=None
    )
    homepage = forms.CharField(
        label=_lazy("此栏请勿填写"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    field_order = [
        "body",
        "text",
        "wanted_form",
        "applicant_kind",
        "name",
        "identity_number",
        "identity_files",
        "phone",
        "address",
        "email",
        "content_files",
        "agent",
        "agent_identity_number",
        "power_files",
        "guardian",
        "joint",
        "nationality",
        "presence_files",
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["body"].queryset = PublicBody.objects.public().real().standing_on(today)
        for name, hint in (("name", "name"), ("phone", "tel"), ("email", "email")):
            self.fields[name].widget.attrs["autocomplete"] = hint
        self.fields["address"].widget.attrs["autocomplete"] = "street-address"
        self.fields["phone"].widget.attrs["inputmode"] = "tel"
        for name in ("identity_files", "power_files", "presence_files", "content_files"):
            self.fields[name].widget.attrs["accept"] = ACCEPTED
        self.fields["text"].label = _("您需要哪些政府信息")
        self.fields["text"].help_text = _("写名称、文号、年份、地点，越具体越快；不用说明用途")
        self.fields["applicant_kind"].label = _("您是")
        self.fields["identity_files"].label = _("身份证明（身份证照片或者单位证照）")
        self.fields["wanted_form"].label = _("想怎样拿到（纸质、电子邮件等，可不填）")

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if phone:
            check_phone(phone)
        return phone

    def clean_homepage(self) -> str:
        value: str = self.cleaned_data["homepage"]
        if value:
            raise forms.ValidationError(_("提交没有成功：有一栏请勿填写，请清空后再提交。"))
        return value


PRESSED_AGAIN = 600
# What a draft keeps; files are chosen again.
KEPT = ("body", "text", "wanted_form", "applicant_kind", "joint", *PERSON_FIELDS)


def _keep_draft(request: HttpRequest) -> None:
    values = signing.dumps({name: request.POST.get(name, "")[:5000] for name in KEPT})
    request.session[DRAFT] = base64.b64encode(seal(values.encode())).decode()


def _draft(request: HttpRequest) -> dict[str, Any]:
    kept = request.session.get(DRAFT)
    if not kept:
        return {}
    try:
        return dict(signing.loads(unseal(base64.b64decode(kept)).decode()))
    except (InvalidTag, signing.BadSignature):
        return {}


def _similar(text: str, body: PublicBody) -> list[ItemPage]:
    """Public items that may be what is asked for: those that hold most of its phrases, of this body first."""
    held: Counter[ItemPage] = Counter()
    for phrase in _phrases(text):
        held.update(search(phrase)[:SEEN])
    ordered = sorted(held, key=lambda item: (item.body_id != body.pk, -held[item], -item.pk))
    return ordered[:OFFERED]


def _phrases(text: str) -> list[str]:
    """What is asked for without the words that stand in every request."""
    parts = BETWEEN.split(text[:500])
    return list(dict.fromkeys(part for part in parts if len(part) >= SHORTEST))[:MOST_PHRASES]


def _same(asked: Asked, body: PublicBody) -> bool:
    """Whether the same applicant asked the same body the same within a month."""
    return DisclosureRequest.objects.filter(
        body=body,
        applicant_digest=mark_of(asked.person),
        words_digest=mark_of_words(asked.text),
        received_on__gte=timezone.localdate() - SAME_WITHIN,
    ).exists()


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest) -> HttpResponse:
    """Ask. Once what is alike has been shown, a second press sends what was proved and chosen at the first."""
    if "look" in request.GET or "confirm" in request.POST:
        return _second_press(request)
    if request.method != "POST":
        kept = _draft(request) or {"body": request.GET.get("body")}
        form = PublicRequestForm(initial={name: value for name, value in kept.items() if value})
        return render(request, "portal/apply.html", _asking(form))
    if "keep" in request.POST:
        _keep_draft(request)
        form = PublicRequestForm(initial={name: request.POST.get(name, "") for name in KEPT})
        return render(request, "portal/apply.html", _asking(form, kept=True))
    form, status = PublicRequestForm(request.POST, request.FILES), HTTPStatus.BAD_REQUEST
    if form.is_valid():
        body, asked = form.cleaned_data["body"], form.asked()
        try:
            form.require_proof(PROOF, PROOF_BITS)
            if _same(asked, body) or _similar(asked.text, body):
                _keep_draft(request)
                held.ASIDE.let_go(request.session.get(HELD, ""))
                request.session[HELD] = held.hold(body.pk, asked)
                return HttpResponseRedirect(f"{reverse('portal:apply')}?look=1")
            sent = _sent(request, body, asked)
            cache.set(_sent_from(request), sent["Location"], PRESSED_AGAIN)
            return sent
        except forms.ValidationError as error:
            done = cache.get(_sent_from(request))
            if done:
                return HttpResponseRedirect(done)
            form.add_error(None, error)
            if isinstance(error, TooMany):
                status = HTTPStatus.TOO_MANY_REQUESTS
    return render(request, "portal/apply.html", _asking(form), status=status)


def _sent_from(request: HttpRequest) -> str:
    """What a page that was sent is known by: the same pressed twice leads to the receipt of the first press."""
    sent = "\x00".join(request.POST.get(name, "") for name in ("proof_token", *KEPT))
    return f"sent-request:{hashlib.sha256(sent.encode()).hexdigest()}"


def _sent(request: HttpRequest, body: PublicBody, asked: Asked) -> HttpResponse:
    """The request is a case; its receipt is shown."""
    found = submit_request(body, at=timezone.now(), asked=asked, address=client_network(request))
    request.session.pop(DRAFT, None)
    told = [found.disclosure_request.pk, found.code]
    token = base64.urlsafe_b64encode(seal(signing.dumps(told, salt=RECEIPT).encode()))
    return HttpResponseRedirect(reverse("portal:request-receipt", args=[token.decode()]))


def _second_press(request: HttpRequest) -> HttpResponse:
    """What is alike, beside what waits; or, pressed again, the request goes."""
    name = request.session.get(HELD, "")
    waiting = held.look(name) if name else None
    bodies = PublicBody.objects.public().real().standing_on(timezone.localdate())
    body = bodies.filter(pk=waiting[0]).first() if waiting else None
    if waiting is None or body is None:
        form = PublicRequestForm(initial=_draft(request))
        return render(
            request,
            "portal/apply.html",
            _asking(form, waited_too_long=True),
            status=HTTPStatus.BAD_REQUEST,
        )
    asked, amiss, status = waiting[1], [], HTTPStatus.OK
    if request.method == "POST" and not held.ASIDE.claim(name):
        amiss = [_("正在提交，请稍等，不用再按。")]
    elif request.method == "POST":
        try:
            answer = _sent(request, body, asked)
        except forms.ValidationError as error:
            held.ASIDE.give_back(name)
            amiss = error.messages
            status = (
                HTTPStatus.TOO_MANY_REQUESTS
                if isinstance(error, TooMany)
                else HTTPStatus.BAD_REQUEST
            )
        else:
            request.session.pop(HELD, None)
            held.ASIDE.let_go(name)
            return answer
    context = {
        "asked": asked,
        "body": body,
        "alike": _similar(asked.text, body),
        "same": _same(asked, body),
        "amiss": amiss,
        "requests_here": True,
    }
    return render(request, "portal/apply_again.html", context, status=status)


def _asking(form: PublicRequestForm, **more: Any) -> dict[str, Any]:
    return {
        "form": form,
        "challenge": Challenge.make(PROOF, PROOF_BITS),
        "requests_here": True,
        **more,
    }


@never_cache
@require_safe
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """Number, code and last day, for the applicant alone: the address is sealed and lasts half an hour."""
    try:
        told = unseal(base64.urlsafe_b64decode(token)).decode()
        number, code = signing.loads(told, salt=RECEIPT, max_age=STATUS_SECONDS)
    except (InvalidTag, ValueError, signing.BadSignature) as error:
        raise Http404 from error
    case = get_object_or_404(DisclosureRequest.objects.select_related("body"), pk=number)
    context = {
        "case": case,
        "code": code,
        "due": in_chinese(case.due_on) if case.due_on else "",
        "contact": ContactDetails.objects.filter(body=case.body).on(timezone.localdate()).first(),
        "requests_here": True,
    }
    return render(request, "portal/request_receipt.html", context)


class LookUpForm(forms.Form):
    """A number and a code."""

    number = forms.CharField(label=_lazy("申请编号"), max_length=60)
    code = forms.CharField(
        label=_lazy("查询码"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_after(request: HttpRequest) -> HttpResponse:
    """Ask after a request with its number and code."""
    form, status = LookUpForm(request.POST or None), HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.BAD_REQUEST
        if form.is_valid():
            try:
                found = look_up(
                    form.cleaned_data["number"],
                    form.cleaned_data["code"],
                    address=client_network(request),
                    at=timezone.now(),
                )
            except TooMany as error:
                form.add_error(None, error)
                status = HTTPStatus.TOO_MANY_REQUESTS
            else:
                if found is not None:
                    token = signing.dumps(found.pk, salt=STATUS)
                    return HttpResponseRedirect(reverse("portal:request-status", args=[token]))
                form.add_error(None, _("编号和查询码不相符；请照回执核对，或者打电话询问。"))
    context = {"form": form, "requests_here": True}
    return render(request, "portal/ask_after.html", context, status=status)


# What an applicant may do, in words for an applicant.
WORDS = {
    "supplement_received": _lazy("按补正告知书补充材料：当面交、邮寄，或者照提出申请时的方式"),
    "fee_paid": _lazy("按收费通知书缴费"),
    "withdrawn": _lazy("不需要了的，书面告诉受理机关撤回申请"),
}


def _named(token: str) -> DisclosureRequest:
    try:
        number = signing.loads(token, salt=STATUS, max_age=STATUS_SECONDS)
    except signing.BadSignature as error:
        raise Http404 from error
    return get_object_or_404(DisclosureRequest.objects.select_related("body"), pk=number)


@never_cache
@require_safe
def status_page(request: HttpRequest, token: str) -> HttpResponse:
    """Where a request stands, in plain words; what its applicant may do, and until when."""
    case = _named(token)
    course = clock_of(case).course
    today = timezone.localdate()
    letters = case.letters.filter(state=LetterState.ISSUED, deliveries__isnull=False).exclude(
        code__in=TO_OTHERS
    )
    remedies, remedy_note = remedy_days(case, course, today)
    elsewhere = case.is_answered_elsewhere
    context = {
        "case": case,
        "late_by": 0 if elsewhere else course.late_by,
        "is_late": case.is_open and case.due_on is not None and case.due_on < today,
        "remedies": remedies,
        "remedy_note": remedy_note,
        "token": token,
        "due": "" if elsewhere or not course.due_on else in_chinese(course.due_on),
        "why_not": "" if elsewhere else course.no_due_because,
        "provisional": course.guessed,
        "steps": [
            (WORDS[step.kind], step)
            for step in what_comes(case, course, today)
            if step.who == APPLICANT and step.kind in WORDS
        ],
        "received_on": course.received_on,
        "letters": letters.annotate(sent_on=Min("deliveries__on"))
        .order_by("sent_on", "pk")
        .prefetch_related("files"),
        "is_open": course.state not in CLOSED,
        "is_unanswered": course.state in UNANSWERED,
        "contact": ContactDetails.objects.filter(body=case.body).on(today).first(),
        "requests_here": True,
    }
    return render(request, "portal/request_status.html", context)


@never_cache
@require_safe
def letter(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """A letter that was sent to the applicant, as it was signed."""
    case = _named(token)
    stored = get_object_or_404(
        IssuedFile.objects.exclude(letter__code__in=TO_OTHERS).filter(
            letter__deliveries__isnull=False
        ),
        pk=pk,
        letter__disclosure_request=case,
    )
    return hand_out(stored.read(), stored.name)


@never_cache
@require_safe
def enclosure(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """What went with a letter that was sent to the applicant: the information itself."""
    letters = _named(token).letters.filter(state=LetterState.ISSUED, deliveries__isnull=False)
    own = letters.exclude(code__in=TO_OTHERS)
    found = RequestFile.objects.filter(pk__in=own.values("enclosures")).exclude(file="")
    stored = get_object_or_404(found, pk=pk)
    return hand_out(read_file(stored), stored.name)
