"""Screens about the disclosure attribute: the card, its approval, the sheet for print."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.statute.errors import CalendarNotLoaded
from gongkai.statute.publication import publication_due_by_kind
from gongkai.statute.workdays import load_calendar
from gongkai.web.office.errors import WrongState
from gongkai.web.office.screens import FormScreen, ScreenView
from gongkai.web.publishing.items.actions.attribute import approve_attribute, decide_attribute
from gongkai.web.publishing.items.actions.draft import working_copy
from gongkai.web.publishing.items.forms.attribute import AttributeForm
from gongkai.web.publishing.items.models import AttributeCard, Manner
from gongkai.web.publishing.items.permissions import APPROVE_ATTRIBUTE
from gongkai.web.publishing.items.screens.items import OneItem
from gongkai.web.publishing.permissions import DRAFT, SEE_DRAFTS


class OneCard(OneItem):
    """A screen about the item's current card."""

    @cached_property
    def card(self) -> AttributeCard | None:
        return (
            self.item.attribute_cards.filter(superseded=False)
            .select_related("decided_by", "approved_by")
            .first()
        )


class AttributeScreen(OneCard, FormScreen):
    """Answer the four questions, or look at the answers again when their day has come."""

    keeps_typing = True
    permission = DRAFT
    page_title = _lazy("公开属性")
    form_class = AttributeForm
    done_message = _lazy("已认定公开属性，等待批准。")

    def get_initial(self) -> dict[str, Any]:
        copy, card = working_copy(self.item), self.card
        return {
            "attribute": copy.attribute,
            "manner": card.manner if card else Manner.WHOLE,
            "audience": card.audience if card else copy.row.audience,
            "period_kind": card.period_kind if card else copy.row.period_kind,
            "ground": copy.ground,
            "reason": card.reason if card else "",
            "review_on": copy.review_on,
        }

    def act(self, form: forms.Form) -> AttributeCard:
        return decide_attribute(
            self.item, acting_user=self.request.user, **form.cleaned_data, at=timezone.now()
        )


class ApproveAttributeScreen(OneCard, FormScreen):
    """Approve the card."""

    permission = APPROVE_ATTRIBUTE
    page_title = _lazy("批准公开属性")
    form_class = forms.Form
    template_name = "items/approve_attribute.html"
    submit_label = _lazy("批准")
    done_message = _lazy("已批准。")

    def act(self, form: forms.Form) -> AttributeCard:
        if self.card is None:
            raise WrongState(_("还没有填写审查单。"))
        return approve_attribute(self.card, acting_user=self.request.user, at=timezone.now())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(item=self.item, card=self.card, **kwargs)


class AttributeSheet(OneCard, ScreenView):
    """The card on paper: 公开属性审查单."""

    permission = SEE_DRAFTS
    page_title = _lazy("政府信息公开属性审查单")
    template_name = "items/attribute_sheet.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        copy = working_copy(self.item)
        due = None
        if self.card is not None:
            try:
                due = publication_due_by_kind(
                    self.card.period_kind, copy.formed_on, load_calendar()
                ).due_on
            except CalendarNotLoaded:
                due = None
        return super().get_context_data(
            item=self.item, copy=copy, card=self.card, due_on=due, **kwargs
        )
