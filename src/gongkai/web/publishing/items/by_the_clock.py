"""What becomes of items by the clock alone, told in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from gongkai.web.publishing.items.actions.release import release_due
from gongkai.web.publishing.items.actions.validity import expire_due
from gongkai.web.publishing.items.actions.withdraw import take_down_due


def release(at: datetime) -> Iterator[str]:
    """Release what was scheduled."""
    for each, why in release_due(at):
        told = f"未发布，已退回：{why}" if why else "已发布"
        yield f"“{each.item.draft_title}”{told}"


def take_down(at: datetime) -> Iterator[str]:
    """Take down what was posted for a period."""
    for item in take_down_due(timezone.localtime(at).date(), at=at):
        yield f"“{item.title}”已撤下"


def expire(at: datetime) -> Iterator[str]:
    """Mark what was valid until a day."""
    for item in expire_due(timezone.localtime(at).date(), at=at):
        yield f"“{item.title}”已标为失效"
