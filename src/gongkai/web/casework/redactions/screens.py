"""The screens on which a file is redacted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
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
from gongkai.web.casework.redactions.forms import DrawForm, RedactFileForm, WordForm
from gongkai.web.casework.redactions.models import Redaction
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.casework.requests.screens import LIST, OneCase
from gongkai.web.files.confined import jobs
from gongkai.web.files.confined.pool import run
from gongkai.web.office.downloads import hand_out
from gongkai.web.office.screens import FormScreen, GuardedView, ScreenView


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
            self.case, acting_user=self.request.user, at=timezone.now(), name=name, data=data
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
        """One step; whatever is refused is told on the page."""
        try:
            messages.success(request, self._step(request.POST.get("do", "")))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect(f"{request.path}?page={self.page}")

    def _step(self, what: str) -> str:
        redaction, user, data = self.redaction, self.request.user, self.request.POST
        match what:
            case "draw":
                given = self._checked(DrawForm(data))
                place = jobs.PageBox(
                    *(given.pop(name) for name in ("page", "left", "top", "right", "bottom"))
                )
                actions.draw(redaction, acting_user=user, places=[place], **given)
                return _("已遮盖一处。")
            case "word":
                given = self._checked(WordForm(data))
                drawn = actions.draw_word(redaction, acting_user=user, **given)
                return _("全文遮盖了{number}处。").format(number=len(drawn))
            case "undo":
                text = data.get("batch", "")
                batch = int(text) if text.isdecimal() and len(text) < 9 else None
                gone = actions.take_back(redaction, acting_user=user, batch=batch)
                return _("已撤销{number}处。").format(number=gone)
            case "finish":
                finished = actions.finish_redaction(redaction, acting_user=user, at=timezone.now())
                return _(
                    "副本已生成，逐处核对过：遮盖处没有文字、没有图像，共去掉{number}个字。"
                ).format(number=finished.characters)
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
        boxes = list(redaction.boxes.order_by("batch", "pk"))
        steps: dict[int, list[Any]] = {}
        for box in boxes:
            steps.setdefault(box.batch, []).append(box)
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
                }
                for box in boxes
                if box.page == self.page
            ],
            steps=[
                (batch, len(same), sorted({box.page for box in same}), same[0].reason_words)
                for batch, same in reversed(steps.items())
            ],
            number=len(boxes),
            form=WordForm(auto_id="word_%s"),
            **kwargs,
        )


class RedactionPage(OneRedaction, GuardedView, View):
    """A page as a picture."""

    permission = HANDLE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page, redaction = self.kwargs["page"], self.redaction
        if not 1 <= page <= redaction.page_count:
            raise Http404
        try:
            picture = run(
                jobs.picture_of_page, redaction.read(), redaction.name, page, name=redaction.name
            )
        except (OSError, DocumentError) as error:
            raise Http404 from error
        response = hand_out(picture, "page.png", inline=True)
        response["Cache-Control"] = "private, max-age=3600"
        return response


class RedactionCopy(OneRedaction, GuardedView, View):
    """The copy, to be looked at before it goes out."""

    permission = HANDLE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        copy = self.redaction.copy
        if copy is None:
            raise Http404
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
