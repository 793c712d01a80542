"""Screens about guides: each body's guide with its check, drafting it, and checking any other."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.guide.checking import check_guide
from gongkai.guide.finding import Finding
from gongkai.guide.reading import lines_of_text
from gongkai.statute.workdays import load_calendar
from gongkai.web.bodies.models import PublicBody, Term
from gongkai.web.bodies.screens.one_body import OnePublicBody
from gongkai.web.office.errors import ActionError
from gongkai.web.office.screens import FormScreen, ListScreen, ScreenView
from gongkai.web.publishing.guides.actions import confirm_guide, draft_guide, set_guide
from gongkai.web.publishing.guides.forms import CheckGuideForm, GuideSettingsForm
from gongkai.web.publishing.guides.guide import (
    GUIDE_ROW,
    LEADERS_ROW,
    facts_of,
    findings_in,
    findings_in_file,
    guide_item,
    released_guide,
    rewordings,
    written_guide,
)
from gongkai.web.publishing.guides.models import GuideSettings, OutdatedPage
from gongkai.web.publishing.guides.outdating import due_on
from gongkai.web.publishing.guides.permissions import SET_GUIDE
from gongkai.web.publishing.items.actions.draft import working_copy
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.permissions import DRAFT, SEE_DRAFTS

SHOWN = 20


class GuideList(ListScreen):
    """Bodies with the state of their guides."""

    permission = SEE_DRAFTS
    page_title = _lazy("公开指南")
    columns = (
        ("body", _lazy("机关")),
        ("published", _lazy("公开日期")),
        ("outdated", _lazy("待更新")),
    )
    searched = ("name", "short_name")
    search_hint = _lazy("机关名称")

    def get_queryset(self) -> QuerySet[PublicBody]:
        guides = ItemPage.objects.public().filter(body=OuterRef("pk"), row__plain_code=GUIDE_ROW)
        outdated = OutdatedPage.objects.open().filter(
            body=OuterRef("pk"), row__plain_code=GUIDE_ROW
        )
        numbers = self.request.user.bodies_where(SEE_DRAFTS)
        bodies = PublicBody.objects.public().standing_on(timezone.localdate())
        return (
            bodies.filter(pk__in=numbers)
            .annotate(
                guide_on=Subquery(guides.order_by("-published_on").values("published_on")[:1]),
                outdated_since=Subquery(outdated.values("changed_on")[:1]),
            )
            .order_by("lineage")
        )

    def row(self, record: PublicBody) -> dict[str, Any]:
        since = record.outdated_since
        return {
            "url": reverse("publishing:guide", args=[record.pk]),
            "cells": [
                record.name,
                record.guide_on.isoformat() if record.guide_on else _("尚未公开"),
                _("资料自 {since} 起有变更").format(since=since) if since else "",
            ],
            "tone": "soon" if since else "",
        }


class OneGuide(OnePublicBody):
    """A screen about the guide of the body named by its address."""

    list_name = "publishing:guides"
    list_label = "公开指南"
    sheet_name = "publishing:guide"


class GuideSheet(OneGuide, ScreenView):
    """What is public, what is being worked on, what the check says, what has changed."""

    permission = SEE_DRAFTS
    template_name = "guides/guide.html"

    def get_page_title(self) -> str:
        return _("{body_short_name}公开指南").format(body_short_name=self.body.short_name)

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return super().get_parent_crumbs()[:1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        body, user, day = self.body, self.request.user, timezone.localdate()
        released, item = released_guide(body), guide_item(body)
        copy = working_copy(item) if item is not None else None
        outdated = OutdatedPage.objects.open().filter(body=body, row__plain_code=GUIDE_ROW).first()
        problem, findings, changed = "", (), None
        try:
            written = written_guide(body, day)
            if copy is not None:
                changed = rewordings(copy, written)
                findings = findings_in(copy, body, day)
        except ActionError as error:
            problem = str(error)
        return super().get_context_data(
            body=body,
            day=day,
            released=released,
            item=item,
            is_draft=copy is not None and (not item.live or item.has_unpublished_changes),
            findings=findings,
            changes=changed,
            problem=problem,
            outdated=outdated,
            due_on=due_on(outdated, load_calendar()) if outdated else None,
            may={
                "draft": user.may(DRAFT, body) and not problem,
                "set": user.may(SET_GUIDE, body),
            },
            **kwargs,
        )


class DraftGuideScreen(OneGuide, FormScreen):
    """Write the guide into its item; what would change stands above the button."""

    permission = DRAFT
    form_class = forms.Form
    template_name = "guides/draft_guide.html"
    page_title = _lazy("按现行资料生成草稿")
    submit_label = _lazy("生成草稿")
    done_message = _lazy("已生成草稿；核对后提交审核。")

    def guarded(self) -> QuerySet[ItemPage]:
        return ItemPage.objects.filter(
            body=self.kwargs["pk"], row__plain_code=GUIDE_ROW, withdrawn_on=None
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        day = timezone.localdate()
        item = guide_item(self.body)
        try:
            written = written_guide(self.body, day)
        except ActionError as error:
            return super().get_context_data(problem=str(error), **kwargs)
        changed = rewordings(working_copy(item), written) if item is not None else None
        return super().get_context_data(written=written, changes=changed, **kwargs)

    def act(self, form: forms.Form) -> ItemPage:
        return draft_guide(
            self.body, acting_user=self.request.user, on=timezone.localdate(), at=timezone.now()
        )

    def get_next_url(self, result: ItemPage) -> str:
        return reverse("publishing:item", args=[result.pk])


class ConfirmGuideScreen(OneGuide, FormScreen):
    """Put on record that the public guide still holds."""

    permission = DRAFT
    form_class = forms.Form
    page_title = _lazy("核对无变化")
    submit_label = _lazy("已核对，公开的指南仍然有效")
    done_message = _lazy("已记录。")

    def act(self, form: forms.Form) -> ItemPage:
        return confirm_guide(
            self.body, acting_user=self.request.user, on=timezone.localdate(), at=timezone.now()
        )


class GuideSettingsScreen(OneGuide, FormScreen):
    """What the guide announces."""

    keeps_typing = True
    permission = SET_GUIDE
    form_class = GuideSettingsForm
    page_title = _lazy("申请渠道和查阅场所")

    def guarded(self) -> QuerySet[GuideSettings]:
        return GuideSettings.objects.filter(body=self.kwargs["pk"], ends_on=None)

    def get_form_kwargs(self) -> dict[str, Any]:
        current = self.body.guide_settings.filter(ends_on=None).first()
        return {**super().get_form_kwargs(), "instance": current}

    def act(self, form: forms.Form) -> GuideSettings:
        return set_guide(
            self.body, acting_user=self.request.user, **form.cleaned_data, at=timezone.now()
        )


class CheckGuideScreen(OneGuide, FormScreen):
    """Check a guide from elsewhere; nothing is kept."""

    permission = SEE_DRAFTS
    form_class = CheckGuideForm
    template_name = "guides/check_guide.html"
    page_title = _lazy("核对一份指南")
    submit_label = _lazy("核对")

    def form_valid(self, form: forms.Form) -> HttpResponse:
        day, file = timezone.localdate(), form.cleaned_data["file"]
        try:
            if file:
                findings = findings_in_file(file.read(), file.name, self.body, day)
            else:
                lines = lines_of_text(form.cleaned_data["text"].splitlines())
                findings = check_guide(lines, facts_of(self.body, day), day)
        except ActionError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        return self.render_to_response(self.told(form, findings))

    def told(self, form: forms.Form, findings: tuple[Finding, ...]) -> dict[str, Any]:
        """The screen with what was found."""
        return self.get_context_data(
            form=form, findings=findings, checked=True, day=timezone.localdate()
        )


class LeadersSheet(OneGuide, ScreenView):
    """Who leads the body today, beside the item that tells it."""

    permission = SEE_DRAFTS
    template_name = "guides/leaders.html"

    def get_page_title(self) -> str:
        return _("{body_short_name}领导和机构信息").format(body_short_name=self.body.short_name)

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        body, day = self.body, timezone.localdate()
        terms = Term.objects.on(day).select_related("person")
        posts = body.posts.filter(closed_on=None, is_leader=True).order_by("order", "pk")
        items = ItemPage.objects.filter(body=body, row__plain_code=LEADERS_ROW, withdrawn_on=None)
        outdated = (
            OutdatedPage.objects.open().filter(body=body, row__plain_code=LEADERS_ROW).first()
        )
        return super().get_context_data(
            body=body,
            posts=posts.prefetch_related(Prefetch("terms", terms, to_attr="terms_today")),
            items=items.order_by("-live", "-published_on", "-pk")[:SHOWN],
            outdated=outdated,
            due_on=due_on(outdated, load_calendar()) if outdated else None,
            may_draft=self.request.user.may(DRAFT, body),
            **kwargs,
        )
