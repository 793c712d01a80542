"""Ask for what is missing from a cell of the board, and answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.screens import FormScreen
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.duties.actions.demand import answer_row_demand, demand_row
from gongkai.web.publishing.duties.due_cells import serving
from gongkai.web.publishing.duties.forms.demand import AnswerForm, RowDemandForm
from gongkai.web.publishing.duties.models import RowDemand
from gongkai.web.publishing.duties.permissions import DEMAND
from gongkai.web.publishing.duties.screens.board import OneBody
from gongkai.web.publishing.permissions import DRAFT


class DemandRowScreen(OneBody, FormScreen):
    """The county asks."""

    keeps_typing = True
    permission = DEMAND
    form_class = RowDemandForm
    submit_label = _lazy("发出督办")
    done_message = _lazy("已发出，对方在“今日”中看到；答复后回到这里。")

    @cached_property
    def row(self) -> CatalogueRow:
        return get_object_or_404(CatalogueRow, pk=self.kwargs["row"])

    def get_page_title(self) -> str:
        return _("督办：{body} {row}").format(body=self.body.short_name, row=self.row.name)

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return [
            (reverse("publishing:board"), _("应公开一览")),
            (reverse("publishing:body-board", args=[self.body.pk]), self.body.short_name),
            (self.get_next_url(None), self.row.name),
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        words = _("“{row}”没有按期公开，请尽快公开；本期确实没有的，请签署本期无信息。")
        return {
            **super().get_form_kwargs(),
            "on": timezone.localdate(),
            "words": words.format(row=self.row.name),
        }

    def act(self, form: forms.Form) -> RowDemand:
        return demand_row(
            self.body, self.row, acting_user=self.user, **form.cleaned_data, at=timezone.now()
        )

    def get_next_url(self, result: Any) -> str:
        return reverse("publishing:cell", args=[self.body.pk, self.row.pk])


class AnswerRowDemandScreen(FormScreen):
    """The body answers."""

    permission = DRAFT
    form_class = AnswerForm
    template_name = "duties/answer_demand.html"
    page_title = _lazy("答复督办")
    submit_label = _lazy("答复")
    done_message = _lazy("已答复。")
    keeps_typing = True

    @cached_property
    def demand(self) -> RowDemand:
        found = RowDemand.objects.select_related("body", "row", "demanded_by")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody:
        demand = self.demand
        return serving(self.user, DRAFT, demand.body, demand.row.code, timezone.localdate())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(demand=self.demand, **kwargs)

    def act(self, form: forms.Form) -> RowDemand:
        return answer_row_demand(
            self.demand, acting_user=self.user, **form.cleaned_data, at=timezone.now()
        )

    def get_next_url(self, result: Any) -> str:
        return reverse("publishing:cell", args=[self.demand.body_id, self.demand.row_id])
