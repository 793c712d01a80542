"""E-mail alerts: ask, confirm, stop. Each works without scripts, and none changes anything by being looked at."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from gongkai.web.accounts.origin import client_network
from gongkai.web.accounts.proof import Challenge, ProofMixin
from gongkai.web.office.limits import is_too_often
from gongkai.web.outbound.messages import sends_mail
from gongkai.web.portal import alerts

PROOF_BITS = 16
PER_HOUR = 5


class AlertForm(ProofMixin, forms.Form):
    """An address. ``homepage`` is not for people: who fills it in is a machine."""

    address = forms.EmailField(label=_lazy("您的邮箱"), max_length=200)
    homepage = forms.CharField(
        label=_lazy("此栏请勿填写"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def clean_homepage(self) -> str:
        value: str = self.cleaned_data["homepage"]
        if value:
            raise ValidationError(_("提交没有成功：有一栏请勿填写，请清空后再提交。"))
        return value


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, kind: str) -> HttpResponse:
    """The form for an address; the answer is the same whoever it belongs to."""
    wish = alerts.wish_of(kind, request.POST.get("of", "") or request.GET.get("of", ""))
    if not sends_mail():
        return _shown(request, "off", wish=wish)
    form, status = AlertForm(request.POST or None), HTTPStatus.OK
    purpose = f"alert:{kind}"
    if request.method == "POST":
        status = _sent(request, form, wish, purpose)
        if status == HTTPStatus.OK:
            return _shown(request, "sent", wish=wish)
    challenge = Challenge.make(purpose, PROOF_BITS)
    return _shown(request, "ask", status, wish=wish, form=form, challenge=challenge)


def _sent(request: HttpRequest, form: AlertForm, wish: alerts.Wish, purpose: str) -> HTTPStatus:
    if not form.is_valid():
        return HTTPStatus.BAD_REQUEST
    address = form.cleaned_data["address"]
    try:
        form.require_proof(purpose, PROOF_BITS)
    except ValidationError as error:
        form.add_error(None, error)
        return HTTPStatus.BAD_REQUEST
    # Neither one network may fill many letter boxes, nor many networks one.
    if is_too_often("alert", client_network(request), per_hour=PER_HOUR) or is_too_often(
        "alert-to", address.casefold(), per_hour=PER_HOUR
    ):
        form.add_error(None, _("这一小时提交得太多了；请过一小时再试。"))
        return HTTPStatus.TOO_MANY_REQUESTS
    try:
        alerts.ask_to_confirm(wish, address)
    except OSError:
        form.add_error(None, _("确认邮件没有发出；请检查邮箱，或者稍后再试。"))
        return HTTPStatus.SERVICE_UNAVAILABLE
    return HTTPStatus.OK


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """What the link in the mail leads to: one button, since programs open links too."""
    try:
        wish, address = alerts.opened(token)
    except (alerts.NoSuchLink, Http404):
        return _shown(request, "no-link", HTTPStatus.NOT_FOUND)
    if request.method != "POST":
        return _shown(request, "confirm", wish=wish)
    alerts.set_alert(wish, address, at=timezone.now())
    return _shown(request, "set", wish=wish)


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """One button, which a mail program may press by itself; the signed link is all that it needs."""
    try:
        if request.method == "POST":
            alerts.stop_alert(token, at=timezone.now())
            return _shown(request, "stopped")
        alert = alerts.alert_of(token)
    except alerts.NoSuchLink:
        return _shown(request, "no-link", HTTPStatus.NOT_FOUND)
    return _shown(request, "stop" if alert else "stopped")


def _shown(
    request: HttpRequest, step: str, status: HTTPStatus = HTTPStatus.OK, **context: Any
) -> HttpResponse:
    return render(request, "portal/alert.html", {"step": step, **context}, status=status)
