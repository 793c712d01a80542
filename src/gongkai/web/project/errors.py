"""What is answered when something is wrong: the office's face inside the office, the public site's elsewhere."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import defaults
from django.views.csrf import csrf_failure as public_csrf_failure


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    if not _in_office(request):
        return defaults.page_not_found(request, exception)
    return _office(request, HTTPStatus.NOT_FOUND)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    if not _in_office(request):
        return defaults.permission_denied(request, exception)
    told = str(exception) or _("您的岗位不能查看这个页面；确有需要，请联系本单位管理员。")
    return _office(request, HTTPStatus.FORBIDDEN, _("不能查看这个页面"), told)


def broken(request: HttpRequest) -> HttpResponse:
    """500: nothing is asked of the database any more."""
    if not request.path.startswith("/office/"):
        return defaults.server_error(request)
    return render(request, "office/broken.html", status=HTTPStatus.INTERNAL_SERVER_ERROR)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from an earlier session."""
    if not _in_office(request):
        return public_csrf_failure(request, reason)
    return _office(
        request,
        HTTPStatus.FORBIDDEN,
        _("这次没有保存"),
        _(
            "您在这个页面打开之后重新登录过。请回到刚才的表单：填写的内容留在这台电脑上，会自动恢复。"
        ),
    )


def _in_office(request: HttpRequest) -> bool:
    user: Any = getattr(request, "user", None)
    return request.path.startswith("/office/") and bool(user and user.is_authenticated)


def _office(
    request: HttpRequest, status: HTTPStatus, title: str = "", told: str = ""
) -> HttpResponse:
    facts = {"wrong_title": title, "told": told}
    return render(request, "office/wrong.html", facts, status=status)
