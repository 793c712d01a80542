"""Screens about leading groups: one group with its rosters, a new group, a new roster."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.accounts.permissions import SEE_BODY
from gongkai.web.bodies.actions.group import compose_group
from gongkai.web.bodies.forms import GroupForm, RosterForm
from gongkai.web.bodies.models import GroupVersion, LeadingGroup, Post, PublicBody, Term
from gongkai.web.bodies.permissions import MANAGE_PEOPLE
from gongkai.web.bodies.screens.bodies import OneBody
from gongkai.web.office.screens import FormScreen, ScreenView


class ComposeGroupScreen(OneBody, FormScreen):
    """Set up a group with its first roster."""

    permission = MANAGE_PEOPLE
    page_title = _lazy("成立领导小组")
    form_class = GroupForm

    def get_initial(self) -> dict[str, Any]:
        return {"name": _("政府信息公开工作领导小组")}

    def get_form_kwargs(self) -> dict[str, Any]:
        terms = Term.objects.on(timezone.localdate()).select_related("person")
        posts = Post.objects.filter(body__lineage__startswith=self.body.lineage, closed_on=None)
        return {
            **super().get_form_kwargs(),
            "posts": posts.select_related("body")
            .prefetch_related(Prefetch("terms", terms, to_attr="terms_today"))
            .order_by("body__lineage", "order", "pk"),
        }

    def act(self, form: forms.Form) -> GroupVersion:
        return compose_group(
            self.body,
            acting_user=self.request.user,
            name=form.cleaned_data["name"],
            on=form.cleaned_data["on"],
            seats=form.seats(),
            document_number=form.cleaned_data["document_number"],
            office=form.cleaned_data["office"],
            at=timezone.now(),
        )

    def get_next_url(self, result: GroupVersion) -> str:
        return reverse("bodies:group", args=[result.group_id])


class OneGroup(OneBody):
    """A screen about the group named by its address."""

    @cached_property
    def group(self) -> LeadingGroup:
        return get_object_or_404(
            LeadingGroup.objects.select_related("body__parent"), pk=self.kwargs["pk"]
        )

    @cached_property
    def body(self) -> PublicBody:
        return self.group.body


class NewRosterScreen(OneGroup, ComposeGroupScreen):
    """A new roster from a day on."""

    form_class = RosterForm

    def guarded(self) -> QuerySet[GroupVersion]:
        return GroupVersion.objects.filter(group=self.kwargs["pk"], ends_on=None)

    def get_page_title(self) -> str:
        return _("调整名单：{group_name}").format(group_name=self.group.name)

    def get_initial(self) -> dict[str, Any]:
        version = self.group.versions.filter(ends_on=None).first()
        if version is None:
            return {}
        seats = {f"seat-{seat.post_id}": seat.role for seat in version.seats.all()}
        return {"office": version.office, **seats}

    def act(self, form: forms.Form) -> GroupVersion:
        form.cleaned_data["name"] = self.group.name
        return super().act(form)


class GroupSheet(OneGroup, ScreenView):
    """A group with every roster it has had, and who sat there."""

    permission = SEE_BODY
    template_name = "bodies/group.html"

    def get_page_title(self) -> str:
        return self.group.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        rosters = []
        for version in self.group.versions.all():
            last = version.ends_on - timedelta(days=1) if version.ends_on else today
            day = max(version.starts_on, min(last, today))
            terms = Term.objects.on(day).select_related("person")
            seats = version.seats.select_related("post__body").prefetch_related(
                Prefetch("post__terms", terms, to_attr="terms_then")
            )
            rosters.append({"version": version, "day": day, "seats": seats, "last": last})
        return super().get_context_data(
            group=self.group,
            rosters=rosters,
            may_compose=self.request.user.may(MANAGE_PEOPLE, self.body),
            **kwargs,
        )
