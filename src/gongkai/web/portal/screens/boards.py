"""A notice board behind its code: what hangs there now, to be read on the telephone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.web.publishing.channels.models import Channel, ChannelKind, Posting
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.supervision.villages.actions import scan_board

SHOWN = 50


@never_cache
@require_safe
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """What hangs on a board; a scan of its code is counted, not who scanned."""
    today = timezone.localdate()
    boards = (
        Channel.objects.open_on(today)
        .filter(kind=ChannelKind.BOARD)
        .exclude(body__public_body__is_practice=True)
    )
    found = get_object_or_404(boards.select_related("body"), pk=pk)
    if request.method == "GET" and request.GET.get("scan") == "1":
        scan_board(found, on=today)
    standing = Posting.objects.standing().filter(channel=found, item__in=ItemPage.objects.public())
    context = {"board": found, "postings": standing.select_related("item")[:SHOWN]}
    return render(request, "portal/board.html", context)
