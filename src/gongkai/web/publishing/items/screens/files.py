"""Files of drafts: shown in the page as clean html in a frame of their own, or handed to the office as they are."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import View

from gongkai.documents.errors import DocumentError
from gongkai.web.accounts.permissions import Refused
from gongkai.web.files.confined import jobs, pool
from gongkai.web.files.confined.jobs import Beside, Sight
from gongkai.web.files.readings import Content, ask
from gongkai.web.files.store import digest_of
from gongkai.web.office.downloads import hand_out, kept_apart
from gongkai.web.office.errors import ActionError
from gongkai.web.office.screens import GuardedView, ScreenView
from gongkai.web.publishing.items.actions.open_file import open_file
from gongkai.web.publishing.items.draft_files import exact_bytes, file_of, may_open, original_bytes
from gongkai.web.publishing.items.models import Attachment
from gongkai.web.publishing.items.permissions import OPEN_DRAFT_FILES, SEE_ORIGINALS
from gongkai.web.publishing.items.public_files import PICTURES
from gongkai.web.publishing.items.screens.items import OneItem
from gongkai.web.publishing.permissions import SEE_DRAFTS
from gongkai.web.vetting.models import Manner
from gongkai.web.vetting.openings import openings_of

STYLE = (
    "body{margin:0;padding:12px;font:16px/1.7 'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif;"
    "color:#1b1b1b;background:#fff;overflow-wrap:anywhere}"
    "img{max-width:100%;height:auto;display:block;margin:0 auto;border:1px solid #ddd}"
    # A number stays whole: a wide table is moved sideways.
    "table{border-collapse:collapse;margin:8px 0}td,th{border:1px solid #bbb;padding:3px 8px;vertical-align:top;"
    "min-width:4em;overflow-wrap:normal}caption{text-align:left;font-weight:600}"
    "aside{margin-top:12px;padding:8px 12px;background:#f5f5f5;border-left:4px solid #999}"
    "h2,h3,h4,h5,h6{margin:.6em 0 .3em}p{margin:.3em 0}.wrong{color:#a3160b;font-weight:600}"
)
_STYLE_DIGEST = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode("ascii")
# Nothing in the frame acts, asks another place, or reaches the page around it.
POLICY = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_DIGEST}'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; sandbox"
)


class OneFile(OneItem):
    """A screen about a file of an item, named by its content."""

    kwargs: dict[str, Any]

    @cached_property
    def attachment(self) -> Attachment:
        """The file."""
        found = file_of(self.item, self.kwargs["sha256"])
        if found is None:
            raise Http404
        return found

    @property
    def asked_page(self) -> int:
        """The page that the address asks for, from 1."""
        asked = self.request.GET.get("page", "")
        return int(asked) if asked.isdecimal() and len(asked) < 6 and int(asked) else 1


class FileOfMyTurn(OneFile, GuardedView):
    """A file that a reviewer opens when it has come to his stage."""

    @cached_property
    def attachment(self) -> Attachment:
        found = super().attachment
        if not may_open(self.item, found.sha256, self.user):
            raise Refused(OPEN_DRAFT_FILES, self.item.body)
        return found


class DraftPicture(OneFile, GuardedView, View):
    """A picture of the text of a version that is not public yet."""

    permission = SEE_DRAFTS

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.attachment.media_type not in PICTURES:
            raise Http404
        return kept_apart(
            HttpResponse(exact_bytes(self.attachment), content_type=self.attachment.media_type)
        )


class FileScreen(FileOfMyTurn, ScreenView):
    """A file in the page: what will go out, beside what came in where the one who asks may see it."""

    permission = SEE_DRAFTS
    template_name = "items/file.html"

    def get_page_title(self) -> str:
        return self.attachment.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        attachment = self.attachment
        pages = self._pages()
        return super().get_context_data(
            item=self.item,
            file=attachment,
            page=min(self.asked_page, max(pages, 1)),
            pages=pages,
            beside=bool(attachment.original) and self.user.may(SEE_ORIGINALS, self.item.body),
            openings=openings_of(self.item, [attachment.sha256])[attachment.sha256],
            **kwargs,
        )

    def _pages(self) -> int:
        """How many pages there are; 0 where the frame will tell why nobody can."""
        name, sha256 = self.attachment.name, self.attachment.sha256
        try:
            data = exact_bytes(self.attachment)
            return pool.run(jobs.page_count, data, name, name=name, of=sha256)
        except (ActionError, DocumentError):
            return 0


class _Frame(FileOfMyTurn, View):
    """One page of a file as html of its own, in which nothing acts."""

    manner: Manner

    def content(self) -> tuple[bytes, str]:
        """The bytes and the name."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sight, beside, wrong = None, None, ""
        sha256 = self.attachment.sha256
        try:
            data, name = self.content()
            digest = digest_of(data)
            sight = pool.run(jobs.sight, data, name, self.asked_page, name=name, of=digest)
            beside = _beside(Content(name, digest, lambda: data))
        except (ActionError, DocumentError) as error:
            wrong = str(error)
        if sight is not None:
            open_file(
                self.item,
                acting_user=self.user,
                at=timezone.now(),
                sha256=sha256,
                manner=self.manner,
                page=sight.page,
                pages=sight.pages,
            )
        return _framed(sight, beside, wrong, goes_out=self.manner is Manner.PAGE)


def _beside(content: Content) -> Beside | None:
    try:
        return ask(content, jobs.beside)
    except DocumentError:
        # The page is drawn; what the file carries besides cannot be told.
        return None


def _framed(
    sight: Sight | None, beside: Beside | None, wrong: str, *, goes_out: bool
) -> HttpResponse:
    page = render_to_string(
        "items/file_frame.html",
        {"style": STYLE, "sight": sight, "beside": beside, "wrong": wrong, "goes_out": goes_out},
    )
    response = kept_apart(HttpResponse(page), POLICY)
    response["Referrer-Policy"] = "no-referrer"
    return response


class FileFrame(_Frame):
    """What will go out."""

    permission = SEE_DRAFTS
    manner = Manner.PAGE

    def content(self) -> tuple[bytes, str]:
        return exact_bytes(self.attachment), self.attachment.name


class OriginalFrame(_Frame):
    """What came in before it was masked."""

    permission = SEE_ORIGINALS
    manner = Manner.ORIGINAL

    def content(self) -> tuple[bytes, str]:
        if not self.attachment.original:
            raise Http404
        return original_bytes(self.attachment), self.attachment.original_name


class FileDownload(FileOfMyTurn, View):
    """Exactly the bytes that will go out, to the office."""

    permission = SEE_DRAFTS

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        attachment = self.attachment
        try:
            data = exact_bytes(attachment)
        except ActionError as error:
            return HttpResponse(str(error), status=409, content_type="text/plain; charset=utf-8")
        open_file(
            self.item,
            acting_user=self.user,
            at=timezone.now(),
            sha256=attachment.sha256,
            manner=Manner.DOWNLOAD,
        )
        return kept_apart(hand_out(data, attachment.name, media_type=attachment.media_type or None))
