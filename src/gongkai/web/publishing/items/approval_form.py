"""The way of an item on one sheet: 审批单."""

from __future__ import annotations

from typing import Any

from gongkai.web.publishing.items.models import Release
from gongkai.web.vetting.models import IgnoredFinding, ScreeningRun


def on_one_sheet(release: Release) -> dict[str, Any]:
    """What ``items/approval_form.html`` shows of a release."""
    return {
        "release": release,
        "version": release.version,
        "steps": release.steps.select_related("decided_by"),
        "run": ScreeningRun.objects.of(release.item).first(),
        "ignored": IgnoredFinding.objects.of(release.item).select_related("ignored_by"),
    }
