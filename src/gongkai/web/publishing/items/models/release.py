"""The way of an item to the public: which stages, who decided what and when."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _lazy
from wagtail.models import Revision

from gongkai.web.accounts.permissions import Permission
from gongkai.web.approvals import routes
from gongkai.web.approvals.models import Approval, ApprovalStep
from gongkai.web.publishing.items import permissions
from gongkai.web.publishing.items.models.item import ItemPage
from gongkai.web.publishing.permissions import SEE_DRAFTS


class Stage(models.TextChoices):
    """A stage of release, in order."""

    FIRST_REVIEW = routes.FIRST_REVIEW, _lazy("一审一校")
    SECOND_REVIEW = routes.SECOND_REVIEW, _lazy("二审二校")
    THIRD_REVIEW = routes.THIRD_REVIEW, _lazy("三审三校")
    SECRECY_CHECK = routes.SECRECY_CHECK, _lazy("保密审查")
    RELEASE = "release", _lazy("发布")


PERMISSION_OF: dict[str, Permission] = {
    Stage.FIRST_REVIEW: permissions.FIRST_REVIEW,
    Stage.SECOND_REVIEW: permissions.SECOND_REVIEW,
    Stage.THIRD_REVIEW: permissions.THIRD_REVIEW,
    Stage.SECRECY_CHECK: permissions.CHECK_SECRECY,
    Stage.RELEASE: permissions.RELEASE,
}
# 保密法第三十五条：先审查、后公开; the check and the release itself are never skipped.
NEVER_SKIPPED = frozenset({Stage.SECRECY_CHECK, Stage.RELEASE})


class ReleaseState(models.TextChoices):
    """Where a release stands."""

    UNDER_REVIEW = "under-review", _lazy("审核中")
    RETURNED = "returned", _lazy("已退回")
    RECALLED = "recalled", _lazy("已撤回")
    SCHEDULED = "scheduled", _lazy("待定时发布")
    RELEASED = "released", _lazy("已发布")


class ReleaseQuerySet(models.QuerySet["Release"]):
    """The one door to releases."""

    def visible_to(self, user: Any) -> ReleaseQuerySet:
        """Releases of bodies whose drafts this user may see."""
        return self.filter(body__in=user.bodies_where(SEE_DRAFTS))

    def waiting_for(self, user: Any) -> ReleaseQuerySet:
        """Releases whose stage this user may decide, without their own work."""
        mine = Q(pk__in=[])
        for stage, permission in PERMISSION_OF.items():
            mine |= Q(stage=stage, body__in=user.bodies_where(permission))
        return (
            self.filter(mine, state=ReleaseState.UNDER_REVIEW)
            .exclude(submitted_by=user)
            .exclude(item__owner=user)
        )


class Release(Approval):
    """One attempt to bring one version of an item to the public."""

    item = models.ForeignKey(ItemPage, on_delete=models.PROTECT, related_name="releases")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(_lazy("当前环节"), max_length=20, choices=Stage)
    state = models.CharField(
        _lazy("状态"), max_length=20, choices=ReleaseState, default=ReleaseState.UNDER_REVIEW
    )
    go_live_at = models.DateTimeField(_lazy("定时发布时间"), null=True, blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("发布审批")
        verbose_name_plural = _lazy("发布审批")
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(state__in=["under-review", "scheduled"]),
                name="publishing_release_one_open",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "stage", "body"], name="publishing_release_desk"),
            models.Index(fields=["state", "finished_at"], name="publishing_release_finished"),
        ]

    def __str__(self) -> str:
        return f"{self.item.title}（{self.get_state_display()}）"

    @cached_property
    def version(self) -> ItemPage:
        """The item as it stands in the version on its way, made once: a version is never changed."""
        return self.item.with_content_json(self.revision.content)


class Step(ApprovalStep):
    """A decision at a stage of a release."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="steps")
    stage = models.CharField(_lazy("环节"), max_length=20, choices=Stage)

    class Meta(ApprovalStep.Meta):
        verbose_name = _lazy("审核记录")
        verbose_name_plural = _lazy("审核记录")

    def __str__(self) -> str:
        return f"{self.get_stage_display()} {self.get_decision_display()} {self.decided_by}"
