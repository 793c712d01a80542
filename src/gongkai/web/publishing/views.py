"""Files of released items, for everybody."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from gongkai.web.publishing.models import Attachment, ItemPage


@require_safe
def attachment(request: HttpRequest, pk: int, sha256: str) -> FileResponse:
    """Hand out a file of a public item, as a download, whatever it holds."""
    item = ItemPage.objects.public().filter(pk=pk).first()
    found = Attachment.objects.filter(item=item, sha256=sha256).first() if item else None
    if found is None:
        raise Http404
    response = FileResponse(
        found.file.storage.open(found.file.name, "rb"),
        as_attachment=True,
        filename=found.name,
        content_type=found.media_type,
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "public, max-age=300"
    return response
