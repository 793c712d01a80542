"""The cadre's telephone: three buttons, without net too; the township's side: messages, boards, colours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import ValidationError
from django.db.models import Count, F, Max, OuterRef, Q, Subquery, Sum
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import Kind, PublicBody
from gongkai.web.office.screens import FormScreen, ListScreen, ScreenView
from gongkai.web.publishing.channels.models import Channel, ChannelKind, Posting
from gongkai.web.publishing.channels.permissions import MANAGE_CHANNELS
from gongkai.web.publishing.duties.villages import villages_of
from gongkai.web.supervision.addresses import printed_code
from gongkai.web.supervision.permissions import KEEP_RECORDS, REPORT_FROM_VILLAGE, SEE_RECORDS
from gongkai.web.supervision.registers import (
    Block,
    Button,
    OneRecord,
    RecordList,
    RecordSheet,
)
from gongkai.web.supervision.villages.actions import (
    answer_village,
    ask_township,
    nothing_this_quarter,
    post_from_village,
    remove_from_village,
)
from gongkai.web.supervision.villages.colours import Colour, quarters
from gongkai.web.supervision.villages.forms import (
    AnswerForm,
    NothingForm,
    PostedForm,
    QuestionForm,
    RemovedForm,
    boards_of,
)
from gongkai.web.supervision.villages.models import BoardScan, MessageKind, PhoneMessage

SHOWN = 10
Deed = Callable[..., PhoneMessage]
DEEDS: dict[str, tuple[type[Any], Deed, bool]] = {
    # The form, the action, whether the form asks about the village.
    MessageKind.POSTED: (PostedForm, post_from_village, True),
    MessageKind.REMOVED: (RemovedForm, remove_from_village, True),
    MessageKind.NOTHING: (NothingForm, nothing_this_quarter, False),
    MessageKind.QUESTION: (QuestionForm, ask_township, False),
}


class VillageDesk(ScreenView):
    """Three buttons. A message that comes twice, because the net broke, is taken once."""

    permission = REPORT_FROM_VILLAGE
    page_title = _lazy("村务公开")
    template_name = "supervision/village_desk.html"

    @cached_property
    def villages(self) -> list[PublicBody]:
        return list(
            PublicBody.objects.standing_on(timezone.localdate())
            .filter(kind=Kind.VILLAGE, pk__in=self.user.bodies_where(REPORT_FROM_VILLAGE))
            .select_related("public_body")
            .order_by("lineage")
        )

    @cached_property
    def village(self) -> PublicBody | None:
        asked = self.request.POST.get("village") or self.request.GET.get("village", "")
        for village in self.villages:
            if str(village.pk) == asked:
                return village
        if asked:
            raise Http404
        return self.villages[0] if self.villages else None

    def forms(self, sent: str = "", form: Any = None) -> dict[str, Any]:
        """The four forms, with the errors of the one that was sent."""
        initial = {"key": uuid4(), "said_at": timezone.localtime().isoformat()}
        made = {}
        for kind, (form_class, _deed, about_village) in DEEDS.items():
            more = {"village": self.village} if about_village else {}
            made[str(kind)] = (
                form if kind == sent else form_class(initial=initial, prefix=None, **more)
            )
        return made

    def board_form(self) -> QuestionForm:
        """What a village without a board asks of its township."""
        form = QuestionForm(
            initial={
                "key": uuid4(),
                "said_at": timezone.localtime().isoformat(),
                "text": _("请给本村登记公开栏，位置和名称："),
            }
        )
        form.fields["text"].label = _("公开栏在哪里、叫什么")
        return form

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kind = request.POST.get("kind", "")
        if kind not in DEEDS or self.village is None:
            raise Http404
        form_class, deed, about_village = DEEDS[kind]
        more = {"village": self.village} if about_village else {}
        form = form_class(request.POST, request.FILES, **more)
        is_script = request.headers.get("Accept", "") == "application/json"
        if form.is_valid():
            try:
                made = deed(
                    self.village, acting_user=self.user, at=timezone.now(), **form.cleaned_data
                )
            except ValidationError as error:
                form.add_error(None, error.messages)
            else:
                if is_script:
                    return JsonResponse({"taken": str(made.key)})
                return HttpResponseRedirect(
                    f"{reverse('supervision:village-desk')}?village={self.village.pk}&done=1"
                )
        if is_script:
            told = [message for messages in form.errors.values() for message in messages]
            return JsonResponse({"errors": told}, status=400)
        context = self.get_context_data(forms=self.forms(kind, form), sent=kind)
        return self.render_to_response(context, status=400)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        village, today = self.village, timezone.localdate()
        context: dict[str, Any] = {
            "villages": self.villages,
            "village": village,
            "done": self.request.GET.get("done") == "1",
        }
        if village is not None:
            standing = Posting.objects.standing().filter(body=village, kind=ChannelKind.BOARD)
            context |= {
                "forms": kwargs.pop("forms", None) or self.forms(),
                "colour": quarters([village], today)[0].now,
                "boards": boards_of(village),
                "board_form": self.board_form(),
                "due": standing.to_take_down(today).select_related("item")[:SHOWN],
                "answers": PhoneMessage.objects.filter(
                    body=village, kind=MessageKind.QUESTION
                ).order_by("-said_at")[:5],
            }
        return super().get_context_data(**context, **kwargs)


class VillageWorker(ScreenView):
    """The script that keeps the desk on the telephone, so that it opens without net."""

    permission = REPORT_FROM_VILLAGE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        files = [
            staticfiles_storage.url(name)
            for name in ("supervision/village.css", "supervision/village.js")
        ]
        script = render_to_string(
            "supervision/village_worker.js",
            {"desk": reverse("supervision:village-desk"), "files": files},
        )
        response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
        response["Cache-Control"] = "no-cache"
        return response


class Messages(RecordList):
    """What came from the villages, open questions first."""

    page_title = _lazy("村里上报")
    model = PhoneMessage
    sheet_url = "supervision:message"
    columns = (
        ("village", _lazy("村")),
        ("kind", _lazy("类别")),
        ("said_at", _lazy("时间")),
        ("text", _lazy("内容")),
        ("answered", _lazy("答复")),
    )
    searched = ("text", "body__short_name")
    search_hint = _lazy("内容或村名")
    empty = _lazy("村里还没有上报。")

    def get_queryset(self) -> Any:
        found = super().get_queryset().select_related("body", "posting__item")
        return found.order_by(F("answered_on").asc(nulls_first=True), "-said_at", "-pk")

    def cells(self, record: PhoneMessage) -> list[Any]:
        text = record.posting.item.title if record.posting else record.text
        answered = ""
        if record.kind == MessageKind.QUESTION:
            answered = record.answered_on.isoformat() if record.answered_on else _("待答复")
        return [
            record.body.short_name,
            record.get_kind_display(),
            f"{timezone.localtime(record.said_at):%Y-%m-%d %H:%M}",
            text[:60],
            answered,
        ]


class OneMessage(OneRecord):
    """About one message."""

    model = PhoneMessage
    list_url, list_label = "supervision:messages", _lazy("村里上报")
    sheet_url = "supervision:message"


class MessageSheet(OneMessage, RecordSheet):
    """One message."""

    def buttons(self) -> list[Button]:
        message, found = self.record, []
        if message.posting_id:
            url = reverse("publishing:posting", args=[message.posting_id])
            found.append(Button(_("看发布记录和照片"), url, True))
        open_question = message.kind == MessageKind.QUESTION and message.answered_on is None
        if open_question and self.user.may(KEEP_RECORDS, message.body.public_body_id):
            found.append(
                Button(_("答复"), reverse("supervision:answer-village", args=[message.pk]))
            )
            may_open = self.user.may(MANAGE_CHANNELS, message.body_id)
            if may_open and not boards_of(message.body).exists():
                asked = urlencode({"body": message.body_id, "kind": ChannelKind.BOARD.value})
                url = f"{reverse('publishing:new-channel')}?{asked}"
                found.append(Button(_("登记公开栏"), url, True))
        return found

    def facts(self) -> list[tuple[Any, Any]]:
        message = self.record
        return [
            (_("村"), message.body),
            (_("类别"), message.get_kind_display()),
            (_("填写"), f"{timezone.localtime(message.said_at):%Y-%m-%d %H:%M}"),
            (_("收到"), f"{timezone.localtime(message.entered_at):%Y-%m-%d %H:%M}"),
            (_("上报人"), message.entered_by.name if message.entered_by else ""),
        ]

    def blocks(self) -> list[Block]:
        message = self.record
        found = [Block(_("内容"), message.text)] if message.text else []
        if message.answer:
            found.append(Block(_("答复"), message.answer))
        return found


class AnswerVillageScreen(OneMessage, FormScreen):
    """Answer a question."""

    permission = KEEP_RECORDS
    page_title = _lazy("答复村里")
    submit_label = _lazy("答复")
    done_message = _lazy("已答复，村里下次打开就能看到。")

    form_class = AnswerForm

    def act(self, form: Any) -> PhoneMessage:
        return answer_village(
            self.record, acting_user=self.user, at=timezone.now(), **form.cleaned_data
        )


class Boards(ListScreen):
    """The boards of bodies and villages: where, what hangs there, how often their code was scanned; the colours."""

    permission = SEE_RECORDS
    page_title = _lazy("公开栏")
    template_name = "supervision/boards.html"
    columns = (
        ("name", _lazy("公开栏")),
        ("body", _lazy("村或机关")),
        ("place", _lazy("位置")),
        ("standing", _lazy("现贴")),
        ("last", _lazy("最近张贴")),
        ("scans", _lazy("扫码")),
    )
    searched = ("name", "place", "body__short_name")
    search_hint = _lazy("名称、位置或村名")
    empty = _lazy("还没有登记公开栏；在“发布渠道”里新增，类别选“公开栏”。")

    def get_queryset(self) -> Any:
        return (
            Channel.objects.open_on(timezone.localdate())
            .filter(kind=ChannelKind.BOARD, body__in=self.user.bodies_where(SEE_RECORDS))
            .select_related("body")
            .annotate(
                standing=Count("postings", filter=Q(postings__removed_on=None), distinct=True),
                last=Max("postings__posted_on"),
                scanned=Subquery(
                    BoardScan.objects.filter(board=OuterRef("pk"))
                    .order_by()
                    .values("board")
                    .annotate(total=Sum("count"))
                    .values("total")
                ),
            )
            .order_by("body__lineage", "name")
        )

    def row(self, record: Any) -> dict[str, Any]:
        return {
            "url": reverse("publishing:channel", args=[record.pk]),
            "cells": [
                record.name,
                record.body.short_name,
                record.place,
                record.standing,
                record.last.isoformat() if record.last else "",
                record.scanned or 0,
            ],
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        villages = villages_of(self.user.bodies_where(SEE_RECORDS), today)
        told = quarters(villages, today)
        return super().get_context_data(
            quarters=told,
            silent=sum(each.before is Colour.SILENT for each in told),
            boardless=sum(not each.has_board for each in told),
            bodies=PublicBody.objects.public().filter(pk__in=self.user.bodies_where(SEE_RECORDS))[
                :5
            ],
            **kwargs,
        )


class BoardLabels(ScreenView):
    """A sheet of labels, one for each board, to be glued on."""

    permission = SEE_RECORDS
    page_title = _lazy("公开栏二维码")
    template_name = "supervision/board_labels.html"

    @cached_property
    def body(self) -> PublicBody:
        return get_object_or_404(PublicBody.objects.public(), pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody:
        return self.body

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        boards = (
            Channel.objects.open_on(timezone.localdate())
            .filter(kind=ChannelKind.BOARD)
            .filter(Q(body=self.body) | Q(body__public_body=self.body))
            .select_related("body")
            .order_by("body__lineage", "name")
        )
        labels = [
            {"board": board, **printed_code(f"/boards/{board.pk}/?scan=1")} for board in boards
        ]
        return super().get_context_data(labels=labels, body=self.body, **kwargs)
