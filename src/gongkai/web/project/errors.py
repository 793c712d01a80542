"""What is answered when something is wrong: the office's face inside the office, the public site's elsewhere."""

from __future__ import annotations

import sys
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views import defaults
from django.views.csrf import csrf_failure as public_csrf_failure

from gongkai.web.office.troubles import Trouble, refused_request, trouble_of


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


def bad_request(request: HttpRequest, exception: BaseException) -> HttpResponse:
    """400: a wrong name of the host, a form too large, an address that cannot be one."""
    trouble = Trouble(refused_request(exception), HTTPStatus.BAD_REQUEST)
    return _without_database(request, trouble, _("无法处理这个请求"))


def broken(request: HttpRequest) -> HttpResponse:
    """500, also for what goes wrong in a middleware, as when a session cannot be written."""
    error = sys.exception()
    trouble = trouble_of(error) if error is not None else None
    ours = Trouble(
        _("不是您的操作有误。请稍后再试；问题持续存在时，请联系网站主办单位。"),
        HTTPStatus.INTERNAL_SERVER_ERROR,
    )
    is_ours = (trouble or ours).status >= HTTPStatus.INTERNAL_SERVER_ERROR
    title = _("网站暂时出错") if is_ours else _("无法处理这个请求")
    return _without_database(request, trouble or ours, title)


def _without_database(request: HttpRequest, trouble: Trouble, title: str) -> HttpResponse:
    """Neither the database nor the name of the host is asked any more."""
    response: HttpResponse
    if request.path.startswith("/api/"):
        response = JsonResponse({"detail": trouble.sentence}, status=trouble.status)
    else:
        of_office = request.path.startswith("/office/")
        page = render_to_string(
            "office/broken.html" if of_office else "500.html",
            {"title": title, "told": trouble.sentence},
        )
        response = HttpResponse(page, status=trouble.status)
    if trouble.again_after is not None:
        response["Retry-After"] = str(trouble.again_after)
    response["Cache-Control"] = "no-store"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from an earlier session."""
    if request.path.startswith("/office/") and not _in_office(request):
        signed_out = Trouble(
            _("登录已经退出，这一次没有保存。请点“回到工作台”重新登录，再打开刚才的表单。"),
            HTTPStatus.FORBIDDEN,
        )
        return _without_database(request, signed_out, _("这次没有保存"))
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
