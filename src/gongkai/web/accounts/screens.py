"""Sign-in, its second step, the change of a password, and sign-out."""

from __future__ import annotations

import base64
from http import HTTPStatus
from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth import views as auth_views
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from gongkai.web.accounts.actions.change_password import change_password
from gongkai.web.accounts.actions.second_factor import (
    add_second_factor,
    pending_device,
    show_second_factor,
)
from gongkai.web.accounts.forms import SIGN_IN, ChangePasswordForm, SecondFactorForm, SignInForm
from gongkai.web.accounts.proof import Challenge
from gongkai.web.accounts.throttle import remember_browser


class SignInView(auth_views.LoginView):
    """The first screen of the office."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(place_name=settings.WAGTAIL_SITE_NAME, **kwargs)
        if context["form"].bits:
            context["challenge"] = Challenge.make(SIGN_IN, context["form"].bits)
        return context

    def form_valid(self, form: SignInForm) -> HttpResponse:
        response = super().form_valid(form)
        remember_browser(response, form.get_user())
        return response

    def form_invalid(self, form: SignInForm) -> HttpResponse:
        response = super().form_invalid(form)
        if form.bits:
            response.status_code = HTTPStatus.TOO_MANY_REQUESTS
        return response


class SignOutView(auth_views.LogoutView):
    """Ends the session."""

    next_page = reverse_lazy("accounts:sign-in")


class StepView(LoginRequiredMixin, FormView):
    """A step of sign-in; afterwards the screen first asked for."""

    success_url = reverse_lazy("wagtailadmin_home")

    @method_decorator(sensitive_post_parameters())
    @method_decorator(never_cache)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self) -> str:
        target = self.request.GET.get("next", "")
        if target and url_has_allowed_host_and_scheme(
            target, {self.request.get_host()}, self.request.is_secure()
        ):
            return target
        return str(self.success_url)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(place_name=settings.WAGTAIL_SITE_NAME, **kwargs)


class ChangePasswordView(StepView):
    """Change a password; forced at first sign-in."""

    template_name = "accounts/change_password.html"
    form_class = ChangePasswordForm

    def form_valid(self, form: ChangePasswordForm) -> HttpResponse:
        try:
            change_password(
                self.request.user,
                old=form.cleaned_data["old"],
                new=form.cleaned_data["new"],
                request=self.request,
                at=timezone.now(),
            )
        except ValidationError as error:
            form.add_error("old" if error.messages[0].startswith("原") else "new", error)
            return self.form_invalid(form)
        update_session_auth_hash(self.request, self.request.user)
        messages.success(self.request, _("口令已修改。"))
        return super().form_valid(form)


class SecondFactorView(StepView):
    """The second step of sign-in."""

    template_name = "accounts/second_factor.html"
    form_class = SecondFactorForm

    def form_valid(self, form: SecondFactorForm) -> HttpResponse:
        try:
            show_second_factor(
                self.request.user,
                code=form.cleaned_data["code"],
                request=self.request,
                at=timezone.now(),
            )
        except ValidationError as error:
            form.add_error("code", error)
            return self.form_invalid(form)
        return super().form_valid(form)


class AddSecondFactorView(StepView):
    """Set up an authenticator; its picture is drawn here and goes nowhere."""

    template_name = "accounts/add_second_factor.html"
    form_class = SecondFactorForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.totpdevice_set.filter(confirmed=True).exists():
            return redirect("wagtailadmin_home")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        device = pending_device(self.request.user)
        picture = segno.make(device.config_url, error="m")
        return super().get_context_data(
            picture=picture.svg_data_uri(scale=5, border=2),
            key=base64.b32encode(device.bin_key).decode(),
            **kwargs,
        )

    def form_valid(self, form: SecondFactorForm) -> HttpResponse:
        try:
            codes = add_second_factor(
                self.request.user,
                code=form.cleaned_data["code"],
                request=self.request,
                at=timezone.now(),
            )
        except ValidationError as error:
            form.add_error("code", error)
            return self.form_invalid(form)
        return render(
            self.request,
            "accounts/recovery_codes.html",
            {
                "codes": codes,
                "next": self.get_success_url(),
                "place_name": settings.WAGTAIL_SITE_NAME,
            },
        )
