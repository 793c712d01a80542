"""What is due to go, by body and kind, and the screen on which a head lets it go."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.permissions import HOLLOW
from gongkai.web.casework.retention.actions import Impact, impact_of, let_go
from gongkai.web.casework.retention.kinds import RetentionKind, kinds_for
from gongkai.web.office.screens import FormScreen, ScreenView

LIST = "casework:retention"


class RetentionList(ScreenView):
    """How much of each kind is due in each body. ``deed``: the address of the deed."""

    permission = HOLLOW
    deed = "casework:let-go"
    page_title = _lazy("保管期满")
    template_name = "casework/retention.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        numbers = self.request.user.bodies_where(self.permission)
        rows = [
            (
                body,
                kind,
                kind.years(body, today),
                kind.expired(body, today).count(),
                reverse(self.deed, args=[body.pk, kind.code]),
            )
            for body in PublicBody.objects.public().filter(pk__in=numbers)
            for kind in kinds_for(self.permission)
        ]
        return super().get_context_data(rows=rows, **kwargs)


class LetGoForm(forms.Form):
    """A head confirms what it has seen."""

    mark = forms.CharField(widget=forms.HiddenInput)
    confirmed = forms.BooleanField(label=_lazy("已核对以上影响，去除后不能恢复"))


class LetGoScreen(FormScreen):
    """The impact, then the deed."""

    permission = HOLLOW
    form_class = LetGoForm
    template_name = "casework/let_go.html"
    parent_crumbs = ((LIST, _lazy("保管期满")),)
    submit_label = _lazy("去除")

    @cached_property
    def body(self) -> PublicBody:
        return get_object_or_404(PublicBody.objects.public(), pk=self.kwargs["pk"])

    @cached_property
    def kind(self) -> RetentionKind:
        known = {kind.code: kind for kind in kinds_for(self.permission)}
        if self.kwargs["kind"] not in known:
            raise Http404
        return known[self.kwargs["kind"]]

    @cached_property
    def impact(self) -> Impact:
        return impact_of(self.body, self.kind, on=timezone.localdate())

    def get_body(self) -> PublicBody:
        return self.body

    def get_page_title(self) -> str:
        return _("{body}：{kind}").format(body=self.body.short_name, kind=self.kind.label)

    def get_initial(self) -> dict[str, Any]:
        return {"mark": self.impact.mark}

    def act(self, form: LetGoForm) -> Impact:
        return let_go(
            self.body,
            self.kind,
            acting_user=self.request.user,
            at=timezone.now(),
            mark=form.cleaned_data["mark"],
        )

    def get_done_message(self, result: Impact) -> str:
        return _("已去除{cases}件、{files}个文件。").format(
            cases=len(result.going), files=result.files
        )

    def get_next_url(self, result: Impact) -> str:
        return reverse(self.parent_crumbs[0][0])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        def links(records: Any) -> list[tuple[str, str]]:
            return [(str(each), reverse(self.kind.page, args=[each.pk])) for each in records]

        return super().get_context_data(
            impact=self.impact,
            going=links(self.impact.going),
            held=links(self.impact.held),
            years=self.kind.years(self.body, timezone.localdate()),
            **kwargs,
        )
