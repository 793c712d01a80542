"""Files of released items, for everybody."""

from __future__ import annotations

from io import BytesIO

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import condition, require_safe

from gongkai.web.office.downloads import NOTHING_RUNS
from gongkai.web.publishing.items.models import Attachment, ItemPage

PICTURES = frozenset({"image/png", "image/jpeg"})


def public_file(pk: int, sha256: str) -> Attachment | None:
    """A file of the public version of an item, by its digest."""
    return Attachment.objects.filter(
        item__in=ItemPage.objects.public(), item=pk, sha256=sha256
    ).first()


def _tag(request: HttpRequest, pk: int, sha256: str) -> str | None:
    return f'"{sha256}"' if public_file(pk, sha256) else None


@require_safe
@condition(etag_func=_tag)
def attachment(request: HttpRequest, pk: int, sha256: str) -> FileResponse:
    """Hand out a file of the public version of an item, as a download, whatever it holds.

    A file that a later version dropped or masked is not there any more; caches ask each time, so a
    file that was taken down is gone at once.
    """
    found = public_file(pk, sha256)
    if found is None:
        raise Http404
    response = FileResponse(
        found.file.storage.open(found.file.name, "rb"),
        as_attachment=True,
        filename=found.name,
        content_type=found.media_type,
    )
    response["Content-Security-Policy"] = NOTHING_RUNS
    response["Cache-Control"] = "public, no-cache"
    return response


@require_safe
@condition(etag_func=_tag)
def picture(request: HttpRequest, pk: int, sha256: str) -> FileResponse:
    """A picture of the text of a public version, shown in its page."""
    found = public_file(pk, sha256)
    if found is None or found.media_type not in PICTURES:
        raise Http404
    response = FileResponse(BytesIO(found.read()), content_type=found.media_type)
    response["Content-Security-Policy"] = NOTHING_RUNS
    response["Cache-Control"] = "public, no-cache"
    return response
