"""Searches: what a section is asked to look for, and what it signs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.permissions import SEARCH
from gongkai.web.casework.requests.models import DisclosureRequest


class Found(models.TextChoices):
    """What a search came to."""

    FOUND = "found", _lazy("找到")
    PART = "part", _lazy("找到一部分")
    NOTHING = "nothing", _lazy("没有找到")


class SearchQuerySet(models.QuerySet["Search"]):
    """The one door to searches."""

    def visible_to(self, user: Any) -> SearchQuerySet:
        """Searches of units in which this user searches."""
        return self.filter(unit__in=user.bodies_where(SEARCH))


class Search(models.Model):
    """One section's search. It names what is sought, never the applicant."""

    disclosure_request = models.ForeignKey(
        DisclosureRequest, on_delete=models.PROTECT, related_name="searches"
    )
    unit = models.ForeignKey(
        PublicBody, verbose_name=_lazy("检索单位"), on_delete=models.PROTECT, related_name="+"
    )
    sought = models.CharField(_lazy("要找的信息"), max_length=300)
    clues = models.CharField(_lazy("申请人提供的线索"), max_length=300, blank=True)
    asked_on = models.DateField(_lazy("布置日期"))
    answer_by = models.DateField(_lazy("反馈期限"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    places = models.CharField(_lazy("查找的地方"), max_length=300, blank=True)
    terms = models.CharField(_lazy("查找的词和年份"), max_length=300, blank=True)
    people = models.CharField(_lazy("查找、询问的人"), max_length=200, blank=True)
    archive_lists = models.CharField(_lazy("档案目录、销毁清册"), max_length=300, blank=True)
    clue_answers = models.CharField(_lazy("逐条回应线索"), max_length=300, blank=True)
    found = models.CharField(_lazy("结果"), max_length=10, choices=Found, blank=True)
    result = models.CharField(_lazy("结果说明"), max_length=500, blank=True)
    searched_on = models.DateField(_lazy("检索日期"), null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(_lazy("签字时间"), null=True, blank=True)

    objects = SearchQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("检索")
        verbose_name_plural = _lazy("检索")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_at=None) | ~Q(places="") & ~Q(terms="") & ~Q(found=""),
                name="casework_search_signed_whole",
            )
        ]

    def __str__(self) -> str:
        return f"检索 {self.disclosure_request_id}-{self.pk}"

    def as_line(self) -> str:
        """One line of the search record, as it stands in the letter; of a signed return only."""
        if self.searched_on is None:
            raise ValueError("only a signed search has a line")
        parts = [
            f"{self.searched_on.year}年{self.searched_on.month}月{self.searched_on.day}日，{self.unit}"
            f"查找了{self.places}，查找的词：{self.terms}"
        ]
        if self.people:
            parts.append(f"查找、询问的人：{self.people}")
        if self.archive_lists:
            parts.append(f"核对了{self.archive_lists}")
        if self.clue_answers:
            parts.append(f"对所提供的线索：{self.clue_answers}")
        parts.append(
            f"结果：{self.get_found_display()}" + (f"（{self.result}）" if self.result else "")
        )
        return "；".join(part.rstrip("；。") for part in parts)
