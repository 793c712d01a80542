"""Screens about users. They stand here because what an administrator may do depends on bodies."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.accounts.actions.manage_user import (
    add_user,
    change_user,
    close_user,
    free_sign_in,
    may_manage,
    reset_password,
)
from gongkai.web.accounts.actions.second_factor import remove_second_factor
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import MANAGE_USERS, holds_power
from gongkai.web.bodies.actions.power import ask_power
from gongkai.web.bodies.forms import CredentialForm, ParticularsForm, ReasonForm, UserForm
from gongkai.web.bodies.models import Membership, Power, PowerGrant
from gongkai.web.bodies.screens.bodies import users_within_reach
from gongkai.web.bodies.screens.power import told_of
from gongkai.web.office.screens import FormScreen, ListScreen


class UserList(ListScreen):
    """The users that this administrator manages."""

    permission = MANAGE_USERS
    page_title = _lazy("用户")
    template_name = "bodies/users.html"
    columns = (
        ("username", _lazy("用户名")),
        ("name", _lazy("姓名")),
        ("roles", _lazy("岗位角色")),
        ("last_login", _lazy("最近登录")),
        ("is_active", _lazy("状态")),
    )
    searched = ("username", "name")
    search_hint = _lazy("用户名或姓名")
    add_permission = MANAGE_USERS
    add_url_name = "users:add"
    add_label = _lazy("新增用户")

    def get_queryset(self) -> QuerySet[User]:
        held = Membership.objects.on(timezone.localdate()).select_related("body")
        return users_within_reach(self.request.user).prefetch_related(
            Prefetch("memberships", held, to_attr="held_today")
        )

    def row(self, record: User) -> dict[str, Any]:
        seen = record.last_login
        return {
            "url": reverse("users:change", args=[record.pk]),
            "cells": [
                record.username,
                record.name,
                "、".join(
                    f"{each.body.short_name}{each.get_role_display()}" for each in record.held_today
                ),
                timezone.localtime(seen).strftime("%Y-%m-%d %H:%M") if seen else _("未登录"),
                _("启用") if record.is_active else _("停用"),
            ],
        }


class UserScreen(FormScreen):
    """A form about one user whom this administrator manages."""

    permission = MANAGE_USERS
    parent_crumbs = (("users:list", _lazy("用户")),)

    @cached_property
    def managed(self) -> User:
        user = User.objects.filter(pk=self.kwargs["pk"]).first()
        if user is None or not may_manage(self.request.user, user):
            raise Http404
        return user

    def get_next_url(self, result: Any) -> str:
        return reverse("users:list")


class OneTimePasswordScreen(UserScreen):
    """Ends with a page that shows a one-time password: in this answer alone, in no cookie and no session."""

    def shown_once(self, result: Any) -> tuple[User, str]:
        """Whose password, and the password."""
        raise NotImplementedError

    def get_done_response(self, result: Any) -> HttpResponse:
        user, password = self.shown_once(result)
        context = self.get_context_data(form=None, person=user, password=password)
        response = render(self.request, "bodies/one_time_password.html", context)
        add_never_cache_headers(response)
        return response


class AddUserScreen(OneTimePasswordScreen):
    """Add a person."""

    page_title = _lazy("新增用户")
    form_class = UserForm

    def act(self, form: forms.Form) -> tuple[User, str]:
        return add_user(acting_user=self.request.user, **form.cleaned_data, at=timezone.now())

    def shown_once(self, result: tuple[User, str]) -> tuple[User, str]:
        return result


class ChangeUserScreen(UserScreen):
    """Correct a person's particulars; below, what else can be done."""

    form_class = ParticularsForm
    template_name = "bodies/change_user.html"

    def get_page_title(self) -> str:
        return str(self.managed)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.managed}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(managed=self.managed, **kwargs)

    def act(self, form: forms.Form) -> User:
        user = User.objects.get(pk=self.managed.pk)
        return change_user(
            user, acting_user=self.request.user, **form.cleaned_data, at=timezone.now()
        )


class CredentialScreen(OneTimePasswordScreen):
    """Take an account out of somebody's hands; where it has power, another administrator confirms it first."""

    form_class = CredentialForm
    kind: Power

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "needs_second": holds_power(self.managed)}

    def act(self, form: forms.Form) -> PowerGrant | str:
        if not holds_power(self.managed):
            return self.do_alone()
        self.grant, password = ask_power(
            self.kind,
            self.managed,
            acting_user=self.user,
            reason=form.cleaned_data["reason"],
            on=timezone.localdate(),
            at=timezone.now(),
        )
        return password or self.grant

    def do_alone(self) -> str:
        """Do it at once, for an account without power; returns the one-time password, if there is one."""
        raise NotImplementedError

    def get_done_response(self, result: PowerGrant | str) -> HttpResponse:
        if result and isinstance(result, str):
            return super().get_done_response(result)
        return FormScreen.get_done_response(self, result)

    def get_done_message(self, result: PowerGrant | str) -> str:
        return told_of(result) if isinstance(result, PowerGrant) else str(self.done_message)

    def shown_once(self, result: str) -> tuple[User, str]:
        return self.managed, result


class ResetPasswordScreen(CredentialScreen):
    """Give a new one-time password."""

    kind = Power.PASSWORD
    submit_label = _lazy("重置口令")

    def get_page_title(self) -> str:
        return _("重置{managed_name}的口令").format(managed_name=self.managed.name)

    def do_alone(self) -> str:
        return reset_password(self.managed, acting_user=self.user, at=timezone.now())


class FreeSignInScreen(UserScreen):
    """Take back that sign-in was made slow by wrong passwords."""

    form_class = forms.Form
    submit_label = _lazy("解除登录限制")
    done_message = _lazy("已解除登录限制。")

    def get_page_title(self) -> str:
        return _("解除{managed_name}的登录限制").format(managed_name=self.managed.name)

    def act(self, form: forms.Form) -> None:
        free_sign_in(self.managed, acting_user=self.request.user, at=timezone.now())


class RemoveSecondFactorScreen(CredentialScreen):
    """Free a person from a lost phone."""

    kind = Power.SECOND_FACTOR
    submit_label = _lazy("解除绑定")
    done_message = _lazy("已解除绑定。")

    def get_page_title(self) -> str:
        return _("解除{managed_name}的动态验证").format(managed_name=self.managed.name)

    def do_alone(self) -> str:
        remove_second_factor(
            self.managed, acting_user=self.user, request=self.request, at=timezone.now()
        )
        return ""


class CloseUserScreen(UserScreen):
    """Close an account."""

    form_class = ReasonForm
    submit_label = _lazy("停用")

    def get_page_title(self) -> str:
        return _("停用{managed}").format(managed=self.managed)

    def act(self, form: forms.Form) -> None:
        close_user(
            self.managed, acting_user=self.request.user, **form.cleaned_data, at=timezone.now()
        )

    def get_done_message(self, result: None) -> str:
        return _("{managed}已停用，其办理记录保留。").format(managed=self.managed)
