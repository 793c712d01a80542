"""Screens about working rules: the register, drafts from templates, reviews."""

from __future__ import annotations

from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.letters.working_rules import kinds, title_of
from gongkai.statute.workdays import corresponding_day
from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.screens import FormScreen, ScreenView
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.items.screens.items import OneItem
from gongkai.web.publishing.permissions import DRAFT, SEE_DRAFTS
from gongkai.web.publishing.working_rules.actions import (
    draft_missing_rules,
    draft_rule,
    review_rule,
)
from gongkai.web.publishing.working_rules.forms import ReviewRuleForm
from gongkai.web.publishing.working_rules.models import RuleReview
from gongkai.web.publishing.working_rules.permissions import REVIEW_RULES
from gongkai.web.publishing.working_rules.register import register

REGISTER = "publishing:working-rules"


class RegisterScreen(ScreenView):
    """Every rule of a body: issued, reviewed, replaced; and which are missing."""

    permission = SEE_DRAFTS
    page_title = _lazy("工作制度")
    template_name = "working_rules/working_rules.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, day = self.request.user, timezone.localdate()
        served = PublicBody.objects.public().standing_on(day)
        bodies = list(served.filter(pk__in=user.bodies_where(SEE_DRAFTS)))
        code = self.request.GET.get("body", "")
        body = next((each for each in bodies if each.code == code), next(iter(bodies), None))
        lines = register([body]) if body else []
        drafter = body is not None and user.may(DRAFT, body)
        return super().get_context_data(
            day=day,
            bodies=bodies,
            body=body,
            lines=[(line, line.is_due(day)) for line in lines],
            missing=sum(line.item is None for line in lines),
            may={"draft": drafter, "review": body and user.may(REVIEW_RULES, body)},
            **kwargs,
        )


class OneBody:
    """A screen about the body named by its address."""

    kwargs: dict[str, Any]
    parent_crumbs = ((REGISTER, _lazy("工作制度")),)

    @cached_property
    def body(self) -> PublicBody:
        return get_object_or_404(PublicBody, pk=self.kwargs["pk"])

    def get_body(self) -> PublicBody:
        return self.body

    def get_next_url(self, result: Any) -> str:
        return f"{reverse(REGISTER)}?body={self.body.code}"


class DraftMissingRulesScreen(OneBody, FormScreen):
    """Draft everything that is missing, from the templates."""

    permission = DRAFT
    form_class = forms.Form
    page_title = _lazy("按范本起草缺少的制度")
    submit_label = _lazy("生成草稿")

    def act(self, form: forms.Form) -> list[ItemPage]:
        return draft_missing_rules(self.body, acting_user=self.request.user, at=timezone.now())

    def get_done_message(self, result: list[ItemPage]) -> str:
        return _(
            "已生成 {result} 项制度的草稿，机关名称、电话和法定期限已填好，请逐项核对后提交审核。"
        ).format(result=len(result))


class DraftRuleForm(forms.Form):
    """Which rule."""

    kind = forms.ChoiceField(label=_lazy("制度"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, body: PublicBody, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(each.id, title_of(body, each.id)) for each in kinds()]


class DraftRuleScreen(OneBody, FormScreen):
    """Draft one rule, or its next edition."""

    keeps_typing = True
    permission = DRAFT
    form_class = DraftRuleForm
    page_title = _lazy("按范本起草制度")
    submit_label = _lazy("生成草稿")
    done_message = _lazy("已生成草稿，请核对后提交审核。新制度发布后，请在旧制度上登记“已被替代”。")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "body": self.body}

    def act(self, form: DraftRuleForm) -> ItemPage:
        return draft_rule(
            self.body,
            acting_user=self.request.user,
            kind=form.cleaned_data["kind"],
            at=timezone.now(),
        )

    def get_next_url(self, result: ItemPage) -> str:
        return reverse("publishing:item", args=[result.pk])


class ReviewRuleScreen(OneItem, FormScreen):
    """Look at a rule again."""

    keeps_typing = True
    permission = REVIEW_RULES
    form_class = ReviewRuleForm
    page_title = _lazy("制度复核")
    parent_crumbs = ((REGISTER, _lazy("工作制度")),)
    done_message = _lazy("已登记复核。")

    def get_initial(self) -> dict[str, Any]:
        return {"next_on": corresponding_day(timezone.localdate(), 12)}

    def act(self, form: ReviewRuleForm) -> RuleReview:
        return review_rule(
            self.item, acting_user=self.request.user, **form.cleaned_data, at=timezone.now()
        )

    def get_next_url(self, result: Any) -> str:
        return f"{reverse(REGISTER)}?body={self.item.body.code}"
