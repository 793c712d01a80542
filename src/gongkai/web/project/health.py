"""Whether the platform is well, for whoever watches machines: no particulars, no names, no versions.

``/health/ready/`` answers whether this process can serve: the database answers and the store takes a file.
``/health/`` adds what a person must see to: the jobs of the clock, and a proxy that nobody named.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from http import HTTPStatus

from django.core.files.base import ContentFile
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.web.accounts.origin import unbelieved_proxy
from gongkai.web.files.store import private_store
from gongkai.web.schedule.alarms import job_alarms


def _not_ready() -> Iterator[str]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM journal_head")
            cursor.fetchone()
    except DatabaseError:
        yield "database"
    path = f"health/{secrets.token_hex(8)}"
    try:
        store = private_store()
        store.save(path, ContentFile(b"well"))
        store.delete(path)
    except OSError:
        yield "store"


def _alarms(request: HttpRequest) -> Iterator[str]:
    try:
        if any(job_alarms(timezone.now())):
            yield "jobs"
    except DatabaseError:
        return
    if unbelieved_proxy(request):
        yield "proxy"


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 where this process can serve, 503 otherwise."""
    return _answer(list(_not_ready()))


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 where all is well, 503 with one word for each thing that is not."""
    return _answer([*_not_ready(), *_alarms(request)])


def _answer(wrong: list[str]) -> JsonResponse:
    status = HTTPStatus.SERVICE_UNAVAILABLE if wrong else HTTPStatus.OK
    return JsonResponse({"well": not wrong, "wrong": wrong}, status=status)
