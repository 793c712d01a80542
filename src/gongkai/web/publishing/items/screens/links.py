"""Screens about links and about whether a document still holds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.screens import FormScreen
from gongkai.web.publishing.items.actions.link import link_items, unlink_items
from gongkai.web.publishing.items.actions.validity import change_validity
from gongkai.web.publishing.items.copies import copies_of
from gongkai.web.publishing.items.forms.links import LinkForm, ValidityForm
from gongkai.web.publishing.items.models import ItemLink, ItemPage, Validity
from gongkai.web.publishing.items.permissions import CHANGE_VALIDITY
from gongkai.web.publishing.items.screens.items import OneItem
from gongkai.web.publishing.permissions import DRAFT

SHOWN = 20


def own_items(user: Any, permission: Any, text: str) -> QuerySet[ItemPage]:
    """Items of the bodies in which the user may do the deed, the newest first."""
    found = ItemPage.objects.filter(body__in=user.bodies_where(permission)).select_related("body")
    for word in text.split()[:5]:
        found = found.filter(
            Q(draft_title__icontains=word)
            | Q(document_number__icontains=word)
            | Q(index_number__icontains=word)
        )
    return found.order_by("-latest_revision_created_at", "-pk")


class LinkScreen(OneItem, FormScreen):
    """Find another item of one's own and say what it is to this one."""

    permission = DRAFT
    template_name = "items/link_form.html"
    page_title = _lazy("关联信息")
    form_class = LinkForm
    submit_label = _lazy("关联")
    done_message = _lazy("已关联，两边的页面都会显示。")

    @cached_property
    def asked(self) -> str:
        return self.request.GET.get("q", "").strip()[:100]

    def get_form_kwargs(self) -> dict[str, Any]:
        items = own_items(self.request.user, DRAFT, self.asked).exclude(pk=self.item.pk)
        if self.request.method == "GET":
            items = items.filter(pk__in=list(items.values_list("pk", flat=True)[:SHOWN]))
        return {**super().get_form_kwargs(), "items": items}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(q=self.asked, shown=SHOWN, **kwargs)

    def act(self, form: LinkForm) -> ItemLink:
        source, target, kind = form.ends(self.item)
        return link_items(
            source, target, kind=kind, acting_user=self.request.user, at=timezone.now()
        )


class UnlinkScreen(FormScreen):
    """Take a link away."""

    permission = DRAFT
    page_title = _lazy("取消关联")
    form_class = forms.Form
    submit_label = _lazy("取消关联")
    done_message = _lazy("已取消关联。")

    @cached_property
    def link(self) -> ItemLink:
        return get_object_or_404(
            ItemLink.objects.select_related("source__body", "target__body"), pk=self.kwargs["pk"]
        )

    def get_body(self) -> PublicBody:
        mine = self.request.user.may(DRAFT, self.link.source.body)
        return self.link.source.body if mine else self.link.target.body

    def get_page_subtitle(self) -> str:
        return f"{self.link.source.draft_title} — {self.link.target.draft_title}"

    def act(self, form: forms.Form) -> None:
        unlink_items(self.link, acting_user=self.request.user, at=timezone.now())

    def get_next_url(self, result: Any) -> str:
        return reverse("publishing:item", args=[self.link.source_id])


class ValidityScreen(OneItem, FormScreen):
    """Repealed, expired, replaced, or valid again."""

    permission = CHANGE_VALIDITY
    page_title = _lazy("变更有效性")
    form_class = ValidityForm
    template_name = "items/ending.html"
    done_message = _lazy("已登记，公开页面即时显示；请按清单通知各处更正副本。")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(copies=copies_of(self.item, timezone.localdate()), **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        items = own_items(self.request.user, CHANGE_VALIDITY, "").exclude(pk=self.item.pk)
        return {**super().get_form_kwargs(), "items": items.filter(live=True, withdrawn_on=None)}

    def get_initial(self) -> dict[str, Any]:
        return {"validity": self.item.validity}

    def act(self, form: ValidityForm) -> Any:
        values = form.cleaned_data
        return change_validity(
            self.item,
            acting_user=self.request.user,
            validity=Validity(values["validity"]),
            on=values["on"],
            basis=values["basis"],
            superseded_by=values["superseded_by"],
            at=timezone.now(),
        )
