"""What is answered where a request cannot be answered: one page with a sentence, whatever went wrong, and where."""

from __future__ import annotations

import sys
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from gongkai.web.office.troubles import Trouble, refused_request, trouble_of


def server_error(request: HttpRequest) -> HttpResponse:
    """Also for what goes wrong in a middleware, as when a session cannot be written."""
    error = sys.exception()
    trouble = trouble_of(error) if error is not None else None
    return _answer(
        request,
        trouble
        or Trouble(
            _("不是您的操作有误。请稍后再试；问题持续存在时，请联系网站主办单位。"),
            HTTPStatus.INTERNAL_SERVER_ERROR,
        ),
        _("网站暂时出错"),
    )


def bad_request(request: HttpRequest, exception: BaseException) -> HttpResponse:
    """A wrong name of the host, a form too large, an address that cannot be one."""
    trouble = Trouble(refused_request(exception), HTTPStatus.BAD_REQUEST)
    return _answer(request, trouble, _("无法处理这个请求"))


def _answer(request: HttpRequest, trouble: Trouble, title: str) -> HttpResponse:
    response: HttpResponse
    if request.path.startswith("/api/"):
        response = JsonResponse({"detail": trouble.sentence}, status=trouble.status)
    else:
        # Without the request: neither the database nor the name of the host can be asked.
        page = render_to_string("500.html", {"title": title, "told": trouble.sentence})
        response = HttpResponse(page, status=trouble.status)
    if trouble.again_after is not None:
        response["Retry-After"] = str(trouble.again_after)
    response["Cache-Control"] = "no-store"
    return response
