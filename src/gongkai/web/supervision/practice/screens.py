"""The practice screen: join, steps, colleagues."""

from __future__ import annotations

from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import Kind, PublicBody
from gongkai.web.office.screens import FormScreen
from gongkai.web.supervision.permissions import JOIN_PRACTICE, SET_UP_PRACTICE
from gongkai.web.supervision.practice.actions import (
    help_practice,
    join_practice,
    practice_body_of,
    set_up_practice,
)
from gongkai.web.supervision.practice.steps import steps


class PracticeScreen(FormScreen):
    """Join, or go on; the one button is the next thing that the platform can do."""

    permission = JOIN_PRACTICE
    page_title = _lazy("演练")
    form_class = forms.Form
    template_name = "supervision/practice.html"

    @cached_property
    def served(self) -> PublicBody | None:
        numbers = [service.body_id for service in self.user.services]
        return PublicBody.objects.real().filter(pk__in=numbers).order_by("lineage").first()

    @cached_property
    def practice(self) -> PublicBody | None:
        return practice_body_of(self.served) if self.served is not None else None

    @property
    def has_joined(self) -> bool:
        """Whether this user practises there."""
        return any(
            self.practice is not None and service.body_id == self.practice.pk
            for service in self.user.services
        )

    def act(self, form: forms.Form) -> Any:
        practice = get_object_or_404(
            PublicBody, pk=self.practice.pk if self.practice else 0, is_practice=True
        )
        if not self.has_joined:
            return join_practice(
                practice, acting_user=self.user, at=timezone.now(), served=self.served
            )
        return help_practice(practice, acting_user=self.user, at=timezone.now())

    def get_done_message(self, result: Any) -> str:
        if result == 0:
            return _("没有等待审核的信息：先在练习乡的信息里点“提交审核”，再请同事审核。")
        if isinstance(result, int):
            return _("演练同事审核并“发布”了 {number} 条，公众看不到。").format(number=result)
        return _("可以开始演练了：起草时机关选“练习乡”。")

    def get_next_url(self, result: Any) -> str:
        return reverse("supervision:practice")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        practice = self.practice
        return super().get_context_data(
            practice=practice,
            joined=self.has_joined,
            steps=list(steps(practice, self.user)) if practice and self.has_joined else [],
            **kwargs,
        )


class SetUpPracticeScreen(FormScreen):
    """The county sets it up, once."""

    permission = SET_UP_PRACTICE
    page_title = _lazy("设立练习单位")
    form_class = forms.Form
    submit_label = _lazy("设立")
    done_message = _lazy("已设立。各单位的人在“演练”里就可以开始。")
    parent_crumbs = (("supervision:practice", _lazy("演练")),)

    @cached_property
    def county(self) -> PublicBody:
        numbers = self.user.bodies_where(SET_UP_PRACTICE)
        counties = PublicBody.objects.filter(kind=Kind.COUNTY_GOVERNMENT, pk__in=numbers)
        return get_object_or_404(counties.order_by("lineage")[:1])

    def get_body(self) -> PublicBody:
        return self.county

    def act(self, form: forms.Form) -> PublicBody:
        return set_up_practice(
            self.county, acting_user=self.user, at=timezone.now(), on=timezone.localdate()
        )

    def get_next_url(self, result: PublicBody) -> str:
        return reverse("supervision:practice")
