"""The roles a person may hold in a public body."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _lazy


class Role(models.TextChoices):
    """What a person does for a body; held from a day to a day, never by default."""

    DRAFTER = "drafter", _lazy("拟稿人")
    FIRST_REVIEWER = "first-reviewer", _lazy("一审")
    SECOND_REVIEWER = "second-reviewer", _lazy("二审")
    THIRD_REVIEWER = "third-reviewer", _lazy("三审")
    SECRECY_REVIEWER = "secrecy-reviewer", _lazy("保密审查员")
    PUBLISHER = "publisher", _lazy("发布人")
    REQUEST_HANDLER = "request-handler", _lazy("依申请公开经办人")
    SUPERVISOR = "supervisor", _lazy("监督员（只读）")
    COUNTY_OFFICE = "county-office", _lazy("县级主管部门")
    ADMINISTRATOR = "administrator", _lazy("管理员")


REVIEWERS = frozenset(
    {
        Role.FIRST_REVIEWER,
        Role.SECOND_REVIEWER,
        Role.THIRD_REVIEWER,
        Role.SECRECY_REVIEWER,
    }
)
# Whoever holds one of these lets something go out, or decides who does.
POWERFUL = REVIEWERS | {Role.PUBLISHER, Role.COUNTY_OFFICE, Role.ADMINISTRATOR}
EVERY_ROLE = frozenset(Role)
