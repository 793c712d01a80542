"""For the office: what citizens looked for and did not find; perhaps it should be published."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Max, QuerySet, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.office.screens import ListScreen
from gongkai.web.portal.models import UnansweredQuestion
from gongkai.web.publishing.permissions import SEE_DRAFTS

REACH = timedelta(days=90)


class UnansweredList(ListScreen):
    """Words of the last three months, the most frequent first."""

    permission = SEE_DRAFTS
    page_title = _lazy("群众没搜到的")
    columns = (
        ("words", _lazy("检索词")),
        ("total", _lazy("次数")),
        ("last", _lazy("最近一次")),
    )
    searched = ("words",)
    search_hint = _lazy("检索词")
    empty = _lazy("最近九十天没有落空的检索。")

    def get_queryset(self) -> QuerySet[UnansweredQuestion, dict[str, Any]]:
        since = timezone.localdate() - REACH
        return (
            UnansweredQuestion.objects.filter(on__gte=since)
            .values("words")
            .annotate(total=Sum("count"), last=Max("on"))
            .order_by("-total", "words")
        )

    def row(self, record: dict[str, Any]) -> dict[str, Any]:
        again = urlencode({"q": record["words"]})
        return {
            "url": f"{reverse('portal:search')}?{again}",
            "cells": [
                record["words"],
                _("{total} 次").format(total=record["total"]),
                record["last"],
            ],
        }
