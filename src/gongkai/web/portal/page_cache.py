"""Public pages kept ready for readers who are not signed in.

What is kept holds for one generation of the public pages (see ``portal.generation``). Every answer asks
the database which one holds, so that what was withdrawn is gone from all workers with the commit.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import ResponseHeaders
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from gongkai.web.portal import generation
from gongkai.web.portal.modes import mode_of

GetResponse = Callable[[HttpRequest], HttpResponse]
# Other addresses with a question are too many to be worth their place.
PAGE_NUMBER = re.compile(r"(?:page=[0-9]{1,4})?")
# A page younger than this shows no Last-Modified: another change may still bear the same second.
STEADY = 2  # seconds
SMALLEST = 500  # bytes worth compressing
VARY = "Cookie, Accept-Encoding"


class KeptPage:
    """An answer with its headers, plain and compressed."""

    def __init__(self, headers: Mapping[str, str], content: bytes, changed_at: datetime) -> None:
        compressed = gzip.compress(content, 6, mtime=0) if len(content) >= SMALLEST else content
        self.bodies = {False: content, True: compressed}
        self.is_compressed = compressed is not content
        self.size = len(content) + (len(compressed) if self.is_compressed else 0)
        self.etag = f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'
        self.changed_at = changed_at.timestamp()
        self.headers = {**headers, "ETag": self.etag, "Cache-Control": "no-cache", "Vary": VARY}
        self._made: dict[tuple[bool, bool], ResponseHeaders] = {}

    def answer(self, request: HttpRequest) -> HttpResponse:
        """What this reader gets: the page, or that nothing has changed."""
        meta = request.META
        is_steady = time.time() - self.changed_at > STEADY
        if "HTTP_IF_NONE_MATCH" in meta or (is_steady and "HTTP_IF_MODIFIED_SINCE" in meta):
            since = int(self.changed_at) if is_steady else None
            unchanged = get_conditional_response(request, self.etag, since)
            if isinstance(unchanged, HttpResponseNotModified):
                for name in ("ETag", "Cache-Control", "Vary"):
                    unchanged[name] = self.headers[name]
                return unchanged
        takes_gzip = self.is_compressed and "gzip" in meta.get("HTTP_ACCEPT_ENCODING", "")
        response = HttpResponse(self.bodies[takes_gzip])
        response.headers = self._headers(takes_gzip, is_steady)
        return response

    def _headers(self, takes_gzip: bool, is_steady: bool) -> ResponseHeaders:
        # Made once, since nothing outside of this middleware changes an answer any more.
        made = self._made.get((takes_gzip, is_steady))
        if made is None:
            made = ResponseHeaders(self.headers)
            made["Content-Length"] = str(len(self.bodies[takes_gzip]))
            if takes_gzip:
                made["Content-Encoding"] = "gzip"
            if is_steady:
                made["Last-Modified"] = http_date(self.changed_at)
            self._made[takes_gzip, is_steady] = made
        return made


class Shelf:
    """Kept pages of one generation, the least asked for making room."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._pages: OrderedDict[tuple[Any, ...], KeptPage] = OrderedDict()
        self._size = 0
        self._state: tuple[Any, ...] = ()

    def clear(self, state: tuple[Any, ...] = ()) -> None:
        """Empty it for another state."""
        with self._lock:
            self._pages.clear()
            self._size, self._state = 0, state

    def get(self, key: tuple[Any, ...], state: tuple[Any, ...]) -> KeptPage | None:
        """The page, where one of this state is kept."""
        if state != self._state:
            self.clear(state)
            return None
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: tuple[Any, ...], state: tuple[Any, ...], page: KeptPage) -> None:
        """Keep a page that was made of this state; one of another state is not kept."""
        with self._lock:
            if state != self._state or key in self._pages or page.size > settings.PAGE_CACHE_BYTES:
                return
            self._pages[key] = page
            self._size += page.size
            while self._size > settings.PAGE_CACHE_BYTES:
                _, oldest = self._pages.popitem(last=False)
                self._size -= oldest.size


SHELF = Shelf()


def kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark what a view answers as the same for every reader. Never for a page with a form that posts."""

    @wraps(view)
    def marked(*args: Any, **kwargs: Any) -> HttpResponse:
        response = view(*args, **kwargs)
        response.is_same_for_all = True  # type: ignore[attr-defined]
        return response

    return marked


class PageCacheMiddleware:
    """The first of all middlewares: a kept page needs none of the others, whose headers it bears."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = key_of(request)
        if key is None:
            return self.get_response(request)
        today = timezone.localdate()
        held = generation.of(request)
        state = (held.mark, today)
        page = SHELF.get(key, state)
        if page is None:
            response = self.get_response(request)
            if not is_keepable(request, response):
                return response
            midnight = timezone.make_aware(datetime.combine(today, datetime.min.time()))
            del response["Content-Length"]
            page = KeptPage(
                dict(response.items()), response.content, max(held.changed_at, midnight)
            )
            SHELF.put(key, state, page)
        return page.answer(request)


def key_of(request: HttpRequest) -> tuple[Any, ...] | None:
    """By what a page is found again; ``None`` for whatever is not a stranger reading a page."""
    meta = request.META
    query = meta.get("QUERY_STRING", "")
    path = request.path_info
    if (
        request.method not in {"GET", "HEAD"}
        or path.startswith((settings.STATIC_URL, "/office/"))
        or settings.SESSION_COOKIE_NAME in request.COOKIES
        or not PAGE_NUMBER.fullmatch(query)
    ):
        return None
    return request.scheme, meta.get("HTTP_HOST", ""), path, query, mode_of(request)


def is_keepable(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether a view has marked it, and nothing in it is for this reader alone."""
    return (
        getattr(response, "is_same_for_all", False)
        and request.method == "GET"
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
    )
