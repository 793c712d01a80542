"""The roles a person may hold in a public body."""

from __future__ import annotations

from django.db import models


class Role(models.TextChoices):
    """What a person does for a body; held from a day to a day, never by default."""

    DRAFTER = "drafter", "拟稿人"
    FIRST_REVIEWER = "first-reviewer", "一审"
    SECOND_REVIEWER = "second-reviewer", "二审"
    THIRD_REVIEWER = "third-reviewer", "三审"
    SECRECY_REVIEWER = "secrecy-reviewer", "保密审查员"
    PUBLISHER = "publisher", "发布人"
    REQUEST_HANDLER = "request-handler", "依申请公开经办人"
    SUPERVISOR = "supervisor", "监督员（只读）"
    COUNTY_OFFICE = "county-office", "县级主管部门"
    ADMINISTRATOR = "administrator", "管理员"


REVIEWERS = frozenset(
    {
        Role.FIRST_REVIEWER,
        Role.SECOND_REVIEWER,
        Role.THIRD_REVIEWER,
        Role.SECRECY_REVIEWER,
    }
)
EVERY_ROLE = frozenset(Role)
