"""Screens about releases: the desk of a reviewer, and the sheet for print."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.errors import ActionError
from gongkai.web.office.forms import ReasonForm
from gongkai.web.office.screens import (
    Chip,
    FormScreen,
    ScreenView,
    forget_typing,
    kept_as,
    show_refusal,
)
from gongkai.web.publishing.items.actions.release import release_item
from gongkai.web.publishing.items.actions.review import (
    agree_to_skip,
    approve,
    propose_skip,
    return_item,
)
from gongkai.web.publishing.items.actions.submit import recall_release
from gongkai.web.publishing.items.approval_form import on_one_sheet
from gongkai.web.publishing.items.cautions import cautions
from gongkai.web.publishing.items.comparison import compare
from gongkai.web.publishing.items.counted import counts
from gongkai.web.publishing.items.draft_files import draft_files
from gongkai.web.publishing.items.forms.releases import DecideForm
from gongkai.web.publishing.items.gate import examine, subject_of
from gongkai.web.publishing.items.models import Decision, Release, ReleaseState, Stage
from gongkai.web.publishing.items.models.release import NEVER_SKIPPED, PERMISSION_OF
from gongkai.web.publishing.items.posting_period import is_list_of_people, proposed_take_down
from gongkai.web.publishing.items.risks import card_of
from gongkai.web.publishing.items.routes import is_strict
from gongkai.web.publishing.items.way import remarks, way_of
from gongkai.web.publishing.permissions import DRAFT, SEE_DRAFTS

# Files shown on the desk itself; whatever follows is opened one by one.
FRAMED = 2
TONES = {
    ReleaseState.UNDER_REVIEW: "wait",
    ReleaseState.RETURNED: "late",
    ReleaseState.RELEASED: "done",
    ReleaseState.SCHEDULED: "wait",
}


class OneRelease:
    """A screen about the release named by its address."""

    kwargs: dict[str, Any]

    @cached_property
    def release(self) -> Release:
        return get_object_or_404(
            Release.objects.select_related("item", "body", "revision", "submitted_by"),
            pk=self.kwargs["pk"],
        )

    def get_body(self) -> PublicBody:
        return self.release.body

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        item = self.release.item
        return [
            (reverse("publishing:list"), _("主动公开信息")),
            (reverse("publishing:item", args=[item.pk]), item.draft_title),
        ]


class ReleaseDesk(OneRelease, ScreenView):
    """What a reviewer sees: the version, what changed, what the screening says, and the decision."""

    permission = SEE_DRAFTS
    template_name = "items/desk.html"

    def get_page_title(self) -> str:
        return f"{self.release.get_stage_display()}：{self.release.item.draft_title}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        release, user = self.release, self.request.user
        version = release.version
        today = timezone.localdate()
        earlier = release.item.releases.filter(pk__lte=release.pk)
        earlier = earlier.prefetch_related("steps__decided_by")
        files = draft_files(release.item, version, user)
        waiting = release.state == ReleaseState.UNDER_REVIEW
        is_back = self.request.method == "POST"
        mine = waiting and Release.objects.waiting_for(user).filter(pk=release.pk).exists()
        framed = {each.attachment.sha256 for each in files[:FRAMED]} if mine else set()
        steps = list(release.steps.select_related("decided_by"))
        proposal = next(
            (
                step
                for step in steps
                if step.stage == release.stage and step.decision == Decision.SKIP_PROPOSED
            ),
            None,
        )
        later = release.route[release.route.index(release.stage) + 1 :]
        can_skip = waiting and release.stage not in NEVER_SKIPPED and not is_strict(version)
        return super().get_context_data(
            release=release,
            version=version,
            steps=steps,
            state=Chip("", TONES.get(release.state, "none")),
            way=way_of(release, steps, today),
            remarks=remarks(earlier),
            entry={"cautions": cautions(version)},
            take_down=proposed_take_down(version, today) if is_list_of_people(version) else None,
            waiting=self._waiting().count(),
            keep=kept_as(self.request),
            mended_at=(),
            changes=compare(release),
            card=card_of(version.row),
            parts=examine(version).parts,
            item=release.item,
            files=files,
            counts=counts(version),
            framed=framed,
            unopened=mine
            and any(
                not each.opened_by_me
                for each in files
                # What is shown on this screen need not be opened; where it was not seen, the form comes back with this.
                if is_back or each.attachment.sha256 not in framed
            ),
            digest=subject_of(version).digest,
            form=kwargs.pop("form", None)
            or DecideForm(initial={"stage": release.stage, "proofread": False}),
            mine=mine,
            is_release=release.stage == Stage.RELEASE,
            is_review=release.stage
            in {Stage.FIRST_REVIEW, Stage.SECOND_REVIEW, Stage.THIRD_REVIEW},
            proposal=proposal,
            may_propose=can_skip and proposal is None and user.may(DRAFT, release.body),
            may_agree=can_skip
            and proposal is not None
            and proposal.decided_by_id != user.pk
            and any(user.may(PERMISSION_OF[each], release.body) for each in later),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = DecideForm(request.POST)
        if form.is_valid():
            try:
                told = self._decide(request.POST.get("decision", ""), form.cleaned_data)
            except ValidationError as error:
                show_refusal(form, error)
            else:
                return self._go_on(told)
        return self.render_to_response(self.get_context_data(form=form))

    def _waiting(self) -> QuerySet[Release]:
        """What else waits for this person."""
        return Release.objects.waiting_for(self.user).exclude(pk=self.release.pk)

    def _go_on(self, told: str) -> HttpResponse:
        """To the next that waits, or to the item decided on."""
        following = self._waiting().order_by("submitted_at", "pk").first()
        if following is None:
            messages.success(self.request, told)
            response = redirect("publishing:item", self.release.item_id)
        else:
            messages.success(
                self.request,
                _("{told}“{title}”已办完，下面是下一件。").format(
                    told=told, title=self.release.item.draft_title
                ),
            )
            response = redirect("publishing:release", following.pk)
        forget_typing(response, self.request)
        return response

    def _decide(self, decision: str, values: dict[str, Any]) -> str:
        release, user = self.release, self.request.user
        stage, comment = values["stage"], values["comment"]
        if decision == "approve":
            done = approve(
                release,
                acting_user=user,
                stage=stage,
                comment=comment,
                proofread=values["proofread"],
                unopened_reason=values["unopened_reason"],
                at=timezone.now(),
            )
            return _sent_back(done) or _("已通过。")
        if decision == "return":
            return_item(release, acting_user=user, stage=stage, comment=comment, at=timezone.now())
            return _("已退回拟稿人。")
        if decision == "release":
            done = release_item(
                release,
                acting_user=user,
                at=timezone.now(),
                comment=comment,
                unopened_reason=values["unopened_reason"],
            )
            return _sent_back(done) or (
                _("已发布。")
                if done.state == ReleaseState.RELEASED
                else _("已排定，到时自动发布。")
            )
        if decision == "propose-skip":
            propose_skip(release, acting_user=user, stage=stage, reason=comment, at=timezone.now())
            return _("已申请跳过本环节，等待另一人同意。")
        if decision == "agree-to-skip":
            agree_to_skip(
                release, acting_user=user, stage=stage, comment=comment, at=timezone.now()
            )
            return _("已同意跳过本环节。")
        raise ActionError(_("请选择一项办理意见。"), fields=("comment",))


def _sent_back(release: Release) -> str:
    """What a reviewer is told whose version was no more what had been submitted."""
    if release.state != ReleaseState.RETURNED:
        return ""
    step = release.steps.last()
    return step.comment if step else ""


class RecallScreen(OneRelease, FormScreen):
    """Call an item back."""

    permission = DRAFT
    form_class = ReasonForm
    page_title = _lazy("撤回送审")
    submit_label = _lazy("撤回")
    done_message = _lazy("已撤回。")

    def act(self, form: forms.Form) -> Release:
        return recall_release(
            self.release, acting_user=self.request.user, **form.cleaned_data, at=timezone.now()
        )

    def get_next_url(self, result: Any) -> str:
        return reverse("publishing:item", args=[self.release.item_id])


class ApprovalForm(OneRelease, ScreenView):
    """The way of an item on one sheet, for print: 审批单."""

    permission = SEE_DRAFTS
    template_name = "items/approval_form.html"
    page_title = _lazy("政府信息公开审批单")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**on_one_sheet(self.release), **kwargs)
