"""The screen “发到各渠道”: what can be had of a released item, and where it already is."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.documents.writers.errors import WriterError
from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.downloads import hand_out
from gongkai.web.office.screens import ScreenView
from gongkai.web.publishing.channels.addresses import public_address
from gongkai.web.publishing.channels.models import ChannelKind
from gongkai.web.publishing.channels.permissions import POST
from gongkai.web.publishing.channels.renderings import (
    moving_text,
    plain,
    script,
    short_text,
    web_page,
)
from gongkai.web.publishing.channels.renderings.fields import fields_of
from gongkai.web.publishing.channels.renderings.forms import FILE_FORMS
from gongkai.web.publishing.channels.renderings.source import Source, source_of
from gongkai.web.publishing.items.screens.items import OneItem


class ItemToPost(OneItem):
    """A screen for whoever posts what the item's body publishes: in the body itself or in one beneath it."""

    permission = POST
    request: HttpRequest

    def get_body(self) -> PublicBody:
        answering = self.item.body.public_body or self.item.body
        mine = PublicBody.objects.filter(pk__in=self.request.user.bodies_where(POST))
        return mine.beneath(answering).order_by("lineage").first() or self.item.body

    @cached_property
    def source(self) -> Source:
        """Raises `ActionError` where the item may not go out."""
        # Where the item was posted on the county's site, there; else on this site's own address.
        posted = self.item.postings.standing().filter(kind=ChannelKind.WEBSITE).exclude(url="")
        path = self.item.url or "/"
        address = (
            posted.order_by("-posted_on").values_list("url", flat=True).first()
            or public_address(path)
            or self.request.build_absolute_uri(path)
        )
        return source_of(self.item, address=address, on=timezone.localdate())


class RenderingsScreen(ItemToPost, ScreenView):
    """Every form of a released item, and its postings."""

    page_title = _lazy("发到各渠道")
    template_name = "channels/renderings.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        postings = self.item.postings.select_related("item", "body", "channel")
        context: dict[str, Any] = {
            "item": self.item,
            "postings": [(posting, posting.must_go(today)) for posting in postings],
            "blocked": [],
            "panels": [],
        }
        try:
            source = self.source
        except ValidationError as error:
            context["blocked"] = error.messages
        else:
            context |= {
                "forms": FILE_FORMS.values(),
                "width": self.get_width(),
                "panels": list(self.get_panels(source)),
                "fields": fields_of(self.item, source),
            }
        return super().get_context_data(**context, **kwargs)

    def get_width(self) -> int:
        asked = self.request.GET.get("width", "")
        width = int(asked) if asked.isascii() and asked.isdecimal() else moving_text.USUAL
        return min(max(width, moving_text.SHORTEST), moving_text.LONGEST)

    def get_panels(self, source: Source) -> Any:
        """Texts to copy, each with what stops it if something does."""
        for code, label, make in (
            ("summary", _("摘要（120 字以内）"), lambda: plain.summary_of(source)),
            (
                "screen",
                _("电子屏文字"),
                lambda: "\n".join(moving_text.screen_lines(source, self.get_width())),
            ),
            (
                "banner",
                _("横幅（每幅 16 字以内）"),
                lambda: "\n".join(short_text.banner_lines(source)),
            ),
            ("message", _("短信（70 字以内算一条）"), lambda: short_text.text_message(source)),
            ("script", _("广播稿"), lambda: script.broadcast_script(source)),
            ("text", _("纯文本"), lambda: plain.as_text(source)),
            ("html", _("网页代码（粘贴到其他网站的编辑器）"), lambda: web_page.as_fragment(source)),
        ):
            panel = {"code": code, "label": label, "text": "", "blocked": ""}
            try:
                panel["text"] = make()
            except ValidationError as error:
                panel["blocked"] = "；".join(error.messages)
            if code == "script" and panel["text"]:
                panel["note"] = _("读完约 {minutes} 分钟").format(
                    minutes=script.minutes(panel["text"])
                )
            yield panel


class RenderingFile(RenderingsScreen):
    """One form as a file; where it is stopped, the screen that says why."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = FILE_FORMS.get(self.kwargs["form"])
        if form is None:
            raise Http404
        try:
            data = form.make(self.source)
        except ValidationError as error:
            messages.error(request, "；".join(error.messages))
        except WriterError as error:
            messages.error(request, str(error))
        else:
            name = f"{self.item.title[:60]}-{form.name}"
            return hand_out(data, name, media_type=form.media_type)
        return super().get(request, *args, **kwargs)
