"""The page of an item: its text or its list first, its files to be looked at, what belongs to it, its facts folded."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.views import serve as wagtail_serve

from gongkai.documents.errors import DocumentError
from gongkai.documents.writers.errors import WriterError
from gongkai.papers.pictures import pictures_named
from gongkai.web.bodies.models import PublicBody
from gongkai.web.files.confined import jobs, pool
from gongkai.web.files.confined.pool import Busy
from gongkai.web.files.readings import ask, content_of
from gongkai.web.office.downloads import hand_out
from gongkai.web.portal import generation, readings
from gongkai.web.portal.item_lists import list_in
from gongkai.web.portal.page_cache import kept
from gongkai.web.portal.printed import name_of, printed
from gongkai.web.portal.surroundings import beside, surroundings_of
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.channels.addresses import public_address, reaches
from gongkai.web.publishing.items.models import Attachment, Attribute, ItemPage
from gongkai.web.publishing.items.public_files import public_file


def item_page(request: HttpRequest, page: ItemPage) -> HttpResponse:
    """An item as anybody sees it, or what is left of one that was withdrawn."""
    response = page.serve(request)
    if response.status_code == 200:
        response.context_data |= _surroundings(page, request)
        response.is_same_for_all = not response.context_data["is_busy"]
    return response


def _surroundings(page: ItemPage, request: HttpRequest) -> dict[str, Any]:
    files: list[Attachment] = []
    if surroundings_of(page).has_files:
        # What a file says in words is for the search, and may be long.
        files = list(Attachment.objects.filter(item=page.pk).defer("text").order_by("sort_order"))
    shown, is_busy = None, False
    try:
        shown = list_in(files, request.GET)
    except Busy:
        is_busy = True
    in_text = pictures_named(page.text)
    return {
        "files": [each for each in files if each.sha256 not in in_text],
        "list": shown,
        "is_busy": is_busy,
        "signed": readings.signature_of(page),
        "chain": readings.chain_of(page),
        "beside": beside(page),
        "lookups": readings.lookups_of_item(page),
    }


def _public_item(number: int, state: str) -> ItemPage | None:
    try:
        found: ItemPage = ItemPage.objects.public().order_by().get(pk=number)
    except ItemPage.DoesNotExist:
        return None
    found.body, found.row = _body(state, found.body_id), _row(state, found.row_id)
    return found


# Of a body and of a row of the catalogue there are many items. Whoever changes one changes the state.
@lru_cache(maxsize=1000)
def _body(state: str, number: int) -> PublicBody:
    body = PublicBody.objects.only("name", "short_name", "code", "public_body").get(pk=number)
    # Most answer for themselves.
    itself = body.public_body_id == number
    body.public_body = body if itself else _body(state, body.public_body_id)
    return body


@lru_cache(maxsize=1000)
def _row(state: str, number: int) -> CatalogueRow:
    return CatalogueRow.objects.only("name", "code", "category").get(pk=number)


@require_safe
def item(request: HttpRequest, path: str, number: str) -> HttpResponse:
    """An item by its number. An address of the past, under another body, leads to the present one."""
    found = _public_item(int(number), generation.of(request).mark)
    if found is not None and found.url == request.path_info:
        return item_page(request, found)
    if found is None:
        return wagtail_serve(request, path)
    try:
        return wagtail_serve(request, path)
    except Http404:
        return HttpResponsePermanentRedirect(found.url)


@require_safe
@kept
def item_file(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """A public item as Word or PDF; of a withdrawn one there is only what its page says."""
    found = get_object_or_404(
        ItemPage.objects.select_related("body__public_body", "row"),
        pk=number,
        live=True,
        attribute=Attribute.PROACTIVE,
    )
    if found.withdrawn_on is not None:
        gone: HttpResponse = found.serve(request)
        return gone
    here = request.build_absolute_uri(found.url)
    address = public_address(found.url) or (here if reaches(here) else "")
    try:
        content = printed(found, form, address=address)
    except Busy:
        wrong = _("现在下载的人太多，请过一分钟再试，或者打印网页。")
    except DocumentError:
        wrong = _("这条信息太长，不能做成文件；请打印网页，或者下载附件。")
    except WriterError as error:
        wrong = str(error)
    else:
        return hand_out(content, name_of(found, form))
    context = {"item": found, "wrong": wrong}
    return render(request, "portal/not_printed.html", context, status=503)


@require_safe
@kept
def file_page(request: HttpRequest, pk: int, sha256: str) -> HttpResponse:
    """A file of the public version of an item, page by page, as clean html."""
    found = public_file(pk, sha256)
    if found is None:
        raise Http404
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 1
    context: dict[str, Any] = {"file": found, "item": found.item}
    status = 200
    try:
        sight = pool.run(jobs.sight, found.read(), found.name, number, name=found.name, of=sha256)
        context["sight"] = sight
        if sight.drawn:
            context["words"] = ask(content_of(found), jobs.words_of_page, sight.page)
    except Busy:
        context["wrong"] = _("现在查看的人太多，请过一分钟再试，或者下载后查看。")
        status = 503
    except (DocumentError, OSError):
        # What is wrong with a file is told to the office, which can mend it.
        context["wrong"] = _("这个文件不能在网页上显示，请下载后查看。")
    return render(request, "portal/file.html", context, status=status)
