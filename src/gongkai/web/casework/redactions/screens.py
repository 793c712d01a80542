"""The screens on which a file is redacted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views import View

from gongkai.documents.errors import DocumentError
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.permissions import HANDLE
from gongkai.web.casework.redactions import actions
from gongkai.web.casework.redactions.forms import (
    DrawForm,
    RedactFileForm,
    StayForm,
    VoidForm,
    WordForm,
)
from gongkai.web.casework.redactions.models import Redaction, RedactionBox, runs
from gongkai.web.casework.redactions.screening import examine
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.casework.requests.screens import LIST, OneCase
from gongkai.web.files.confined import jobs
from gongkai.web.files.confined.pool import run
from gongkai.web.office.downloads import hand_out
from gongkai.web.office.screens import FormScreen, GuardedView, ScreenView
from gongkai.web.vetting.gate import unread_fingerprint
from gongkai.web.vetting.models import IgnoredFinding


class RedactScreen(OneCase, FormScreen):
    """Hand in a file of the body; those begun before stand above."""

    permission = HANDLE
    page_title = _lazy("遮盖材料")
    form_class = RedactFileForm
    template_name = "casework/redact.html"
    submit_label = _lazy("逐页显示，开始遮盖")
    done_message = _lazy("已逐页显示，请在要遮盖的地方画框。")

    def guarded(self) -> QuerySet[Any]:
        return DisclosureRequest.objects.filter(pk=self.kwargs["pk"])

    def act(self, form: RedactFileForm) -> Redaction:
        name, data = form.cleaned_data["file"]
        return actions.start_redaction(
            self.case, acting_user=self.user, at=timezone.now(), name=name, data=data
        )

    def get_next_url(self, result: Redaction) -> str:
        return reverse("casework:redaction", args=[result.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            redactions=list(self.case.redactions.select_related("copy")), **kwargs
        )


class OneRedaction:
    """A screen about the redaction named by its address."""

    kwargs: dict[str, Any]

    @cached_property
    def redaction(self) -> Redaction:
        return get_object_or_404(
            Redaction.objects.select_related("disclosure_request__body", "copy"),
            pk=self.kwargs["pk"],
        )

    def get_body(self) -> PublicBody:
        return self.redaction.disclosure_request.body

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        case = self.redaction.disclosure_request
        return [
            (reverse(LIST), _("依申请公开")),
            (reverse("casework:case", args=[case.pk]), case.number),
            (reverse("casework:redact", args=[case.pk]), _("遮盖材料")),
        ]


class RedactionScreen(OneRedaction, ScreenView):
    """A page with its boxes; what may be done with them."""

    permission = HANDLE
    template_name = "casework/redaction.html"

    def get_page_title(self) -> str:
        return str(self.redaction)

    @property
    def page(self) -> int:
        text = self.request.GET.get("page", "")
        number = int(text) if text.isdecimal() and len(text) < 6 else 1
        return min(max(number, 1), self.redaction.page_count)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """One step; whatever is refused is told on the page. Pictures are read one page a step, without leaving it."""
        what = request.POST.get("do", "")
        if what == "read" and request.headers.get("Accept") == "application/json":
            return self._read_aside()
        try:
            messages.success(request, self._step(what))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        if what == "again" and self.again is not None:
            return redirect("casework:redaction", pk=self.again.pk)
        return redirect(f"{request.path}?page={self.page}")

    def _read_aside(self) -> HttpResponse:
        try:
            left = actions.read_next(self.redaction, acting_user=self.user)
        except ValidationError as error:
            return JsonResponse({"told": " ".join(error.messages)}, status=503)
        return JsonResponse({"left": left})

    again: Redaction | None = None

    def _step(self, what: str) -> str:
        redaction, data = self.redaction, self.request.POST
        user: Any = self.request.user
        match what:
            case "read":
                left = actions.read_next(redaction, acting_user=user)
                return _("认了一页，还有{left}页。").format(left=left)
            case "draw":
                given = self._checked(DrawForm(data))
                place = jobs.PageBox(
                    *(given.pop(name) for name in ("page", "left", "top", "right", "bottom"))
                )
                actions.draw(redaction, acting_user=user, places=[place], **given)
                return _("已遮盖一处。")
            case "word":
                given = self._checked(WordForm(data))
                return _told(actions.draw_word(redaction, acting_user=user, **given))
            case "undo":
                text = data.get("batch", "")
                batch = int(text) if text.isdecimal() and len(text) < 9 else None
                gone = actions.take_back(redaction, acting_user=user, batch=batch)
                return _("已撤销{number}处。").format(number=gone)
            case "finish":
                finished = actions.finish_redaction(redaction, acting_user=user, at=timezone.now())
                return _(
                    "副本已生成：{boxes}个框逐个核对过，框下没有文字、没有图像，共去掉{number}个字。框以外的，请看下面的筛查。"
                ).format(boxes=finished.boxes.count(), number=finished.characters)
            case "stay":
                given = self._checked(StayForm(data))
                actions.let_stay(redaction, acting_user=user, at=timezone.now(), **given)
                return _("已记下保留的理由。")
            case "void":
                given = self._checked(VoidForm(data))
                actions.void_redaction(redaction, acting_user=user, at=timezone.now(), **given)
                return _("已作废。")
            case "again":
                given = self._checked(VoidForm(data))
                self.again = actions.redact_again(
                    redaction, acting_user=user, at=timezone.now(), **given
                )
                return _("原来的已作废；框都带过来了，请接着遮盖。")
        raise Http404

    @staticmethod
    def _checked(form: Any) -> dict[str, Any]:
        if not form.is_valid():
            first = next(iter(form.errors.values()))
            raise ValidationError(list(first))
        given: dict[str, Any] = form.cleaned_data
        return given

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        redaction = self.redaction
        numbered = redaction.numbered_boxes()
        steps: dict[int, list[tuple[int, RedactionBox]]] = {}
        for number, box in numbered:
            steps.setdefault(box.batch, []).append((number, box))
        seen = None
        if redaction.copy is not None and redaction.voided_at is None:
            seen = examine(redaction, timezone.localdate())
        return super().get_context_data(
            redaction=redaction,
            page=self.page,
            boxes=[
                {
                    "left": f"{box.left * 100:.3f}",
                    "top": f"{box.top * 100:.3f}",
                    "width": f"{(box.right - box.left) * 100:.3f}",
                    "height": f"{(box.bottom - box.top) * 100:.3f}",
                    "words": box.reason_words,
                    "number": number,
                }
                for number, box in numbered
                if box.page == self.page
            ],
            steps=[
                {
                    "batch": batch,
                    "pages": sorted({box.page for _number, box in same}),
                    "numbers": runs([number for number, _box in same]),
                    "count": len(same),
                    "what": same[0][1].word or _("画的框"),
                    "words": same[0][1].reason_words,
                }
                for batch, same in sorted(steps.items(), reverse=True)
            ],
            number=len(numbered),
            pictures=_pictures(redaction),
            seen=seen,
            unread_mark=unread_fingerprint(redaction.copy_digest),
            kept=IgnoredFinding.objects.of(redaction).select_related("ignored_by"),
            form=WordForm(auto_id="word_%s"),
            **kwargs,
        )


def _told(drawn: actions.WordDrawn) -> str:
    """What was covered, and what was not searched."""
    told = [_("全文遮盖了{number}处").format(number=drawn.places)]
    if drawn.over_lines:
        told.append(_("其中{number}处分在两行").format(number=drawn.over_lines))
    if drawn.over_pages:
        told.append(_("{number}处分在两页").format(number=drawn.over_pages))
    if drawn.in_pictures:
        told.append(_("{number}处在图里").format(number=drawn.in_pictures))
    sentence = "，".join(told) + "。"
    if drawn.not_searched:
        sentence += _("第{pages}页图里的字没有读出或者没有把握，没有查全，请看图画框。").format(
            pages=runs(drawn.not_searched)
        )
    return sentence


def _pictures(redaction: Redaction) -> dict[str, Any]:
    """How far the pictures were read: pages that wait, that are sure, and that somebody has to look at, with the cause."""
    pages = list(redaction.picture_pages.all())
    return {
        "all": len(pages),
        "waiting": [each.page for each in pages if not each.is_read],
        "waits": runs([each.page for each in pages if not each.is_read]),
        "sure": runs([each.page for each in pages if each.is_sure]),
        "unsure": runs([each.page for each in pages if each.is_read and not each.is_sure]),
        "why": sorted({each.why for each in pages if each.why}),
    }


class RedactionPage(OneRedaction, GuardedView, View):
    """A page as a picture: of the copy where there is one, as it would go out."""

    permission = HANDLE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page, redaction = self.kwargs["page"], self.redaction
        if not 1 <= page <= redaction.page_count:
            raise Http404
        try:
            shown = redaction.copy or redaction
            picture = run(
                jobs.picture_of_page, shown.read(), redaction.name, page, name=redaction.name
            )
        except (OSError, DocumentError) as error:
            raise Http404 from error
        response = hand_out(picture, "page.png", inline=True)
        response["Cache-Control"] = (
            "private, no-cache" if redaction.copy else "private, max-age=3600"
        )
        return response


class RedactionCopy(OneRedaction, GuardedView, View):
    """The copy, once everything that was found in it is decided."""

    permission = HANDLE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        copy = self.redaction.copy
        if copy is None or self.redaction.voided_at is not None:
            raise Http404
        if not examine(self.redaction, timezone.localdate()).passes:
            messages.error(request, _("副本里还有没有处理的内容，逐项处理以后才能下载。"))
            return redirect("casework:redaction", pk=self.redaction.pk)
        try:
            return hand_out(copy.read(), copy.name)
        except OSError as error:
            raise Http404 from error


class RedactionReasons(OneRedaction, ScreenView):
    """The list of what was covered and why, for print."""

    permission = HANDLE
    page_title = _lazy("遮盖处和理由")
    template_name = "casework/redaction_reasons.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            redaction=self.redaction, groups=list(self.redaction.place_lines()), **kwargs
        )
