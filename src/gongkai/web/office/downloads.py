"""Hand out a file: one way to say its name, its form and whether a browser may show it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import TypeVar

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BY_SUFFIX = {
    ".csv": "text/csv; charset=utf-8",
    ".docx": DOCX,
    ".html": "text/html; charset=utf-8",
    ".jsonl": "application/x-ndjson; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".xlsx": XLSX,
    ".zip": "application/zip",
}
_Response = TypeVar("_Response", bound=HttpResponseBase)
NOTHING_RUNS = "default-src 'none'; sandbox"


def hand_out(
    content: bytes | str, name: str, *, media_type: str | None = None, inline: bool = False
) -> HttpResponse:
    """The whole content under a name, any language; the form by its suffix where none is given."""
    response = HttpResponse(content, content_type=media_type or _form(name))
    response["Content-Disposition"] = content_disposition_header(not inline, name)
    return response


def hand_out_in_pieces(
    pieces: Iterable[bytes | str], name: str, *, size: int | None = None
) -> StreamingHttpResponse:
    """The same piece by piece, for what does not fit in memory; ``size`` in bytes where it is known."""
    response = StreamingHttpResponse(pieces, content_type=_form(name))
    response["Content-Disposition"] = content_disposition_header(True, name)
    if size is not None:
        response["Content-Length"] = str(size)
    return response


def kept_apart(response: _Response, policy: str = NOTHING_RUNS) -> _Response:
    """Content from somebody's file: nothing in it runs or is fetched, and no cache keeps it."""
    response["Content-Security-Policy"] = policy
    response["Cache-Control"] = "private, no-store"
    return response


def _form(name: str) -> str:
    return BY_SUFFIX.get(PurePath(name).suffix.lower(), "application/octet-stream")
