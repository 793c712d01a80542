"""Screens about demand: what should be published, and what was decided."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.forms import ReasonForm
from gongkai.web.office.screens import FormScreen
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.intake.suggestions import suggest_rows
from gongkai.web.supervision.demand.actions import accept_demand, decline_demand
from gongkai.web.supervision.demand.models import DemandDecision
from gongkai.web.supervision.demand.proposals import proposals
from gongkai.web.supervision.permissions import KEEP_RECORDS
from gongkai.web.supervision.registers import RecordList

SALT = "supervision.demand"
MOST_BODIES = 3


class AcceptForm(forms.Form):
    """The item to begin."""

    title = forms.CharField(label=_lazy("公开信息的标题"), max_length=200)
    row = forms.ModelChoiceField(
        CatalogueRow.objects.none(), label=_lazy("公开事项"), empty_label=None
    )

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["row"].queryset = rows


class Demand(RecordList):
    """What should be published, and below what was decided."""

    page_title = _lazy("公开需求")
    model = DemandDecision
    template_name = "supervision/demand.html"
    columns = (
        ("topic", _lazy("需求")),
        ("asks", _lazy("次数")),
        ("kinds", _lazy("途径")),
        ("decision", _lazy("处理")),
        ("body", _lazy("机关")),
    )
    searched = ("topic",)
    empty = _lazy("还没有处理过需求。")

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("body", "item")

    def row(self, record: DemandDecision) -> dict[str, Any]:
        item = record.item
        return {
            "url": reverse("publishing:item", args=[item.pk]) if item else "",
            "cells": [
                record.topic,
                record.asks,
                record.kinds,
                _("已起草公开") if item else record.reason,
                record.body.short_name,
            ],
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        on = timezone.localdate()
        kept = PublicBody.objects.public().filter(pk__in=self.user.bodies_where(KEEP_RECORDS))
        found = [
            {
                "body": body,
                "proposal": proposal,
                "token": signing.dumps(proposal.topic, salt=SALT),
            }
            for body in kept[:MOST_BODIES]
            for proposal in proposals(body, on)
        ]
        return super().get_context_data(proposals=found, **kwargs)


class OneDemand(FormScreen):
    """About a proposal of a body."""

    permission = KEEP_RECORDS
    parent_crumbs = (("supervision:demand", _lazy("公开需求")),)

    @cached_property
    def body(self) -> PublicBody:
        return get_object_or_404(PublicBody.objects.public(), pk=self.kwargs["pk"])

    @cached_property
    def topic(self) -> str:
        try:
            topic: str = signing.loads(self.request.GET.get("topic", ""), salt=SALT)
        except signing.BadSignature as error:
            raise Http404 from error
        return topic

    def get_body(self) -> PublicBody:
        return self.body

    def get_next_url(self, result: Any) -> str:
        return reverse("supervision:demand")


class AcceptDemandScreen(OneDemand):
    """Begin an item."""

    page_title = _lazy("起草公开")
    form_class = AcceptForm
    submit_label = _lazy("起草")
    done_message = _lazy("已起草，请补充内容后送审。")

    def get_form_kwargs(self) -> dict[str, Any]:
        rows = CatalogueRow.objects.filter(
            pk__in=self.body.catalogue.on(timezone.localdate()).values("row")
        )
        return {**super().get_form_kwargs(), "rows": rows}

    def get_initial(self) -> dict[str, Any]:
        fitting = suggest_rows(self.body, title=self.topic, words="", on=timezone.localdate())
        return {
            "title": _("关于“{topic}”的答复").format(topic=self.topic[:60]),
            "row": fitting[0].key if fitting else None,
        }

    def act(self, form: AcceptForm) -> DemandDecision:
        return accept_demand(
            self.body,
            acting_user=self.user,
            at=timezone.now(),
            topic=self.topic,
            **form.cleaned_data,
        )

    def get_next_url(self, result: DemandDecision) -> str:
        return reverse("publishing:item", args=[result.item_id])


class DeclineDemandScreen(OneDemand):
    """Say why not."""

    page_title = _lazy("不采纳")
    form_class = ReasonForm
    done_message = _lazy("已登记。")

    def act(self, form: ReasonForm) -> DemandDecision:
        return decline_demand(
            self.body,
            acting_user=self.user,
            at=timezone.now(),
            topic=self.topic,
            **form.cleaned_data,
        )
