"""How many reviews a body's items need."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.bodies.models.dated import DatedQuerySet, DatedRecord, forward

DEFAULT_LEVELS = 3
DEFAULT_SCHEME = "{code}/{year}-{serial:05}"


class ReleaseRule(DatedRecord):
    """A body's review levels and its scheme of index numbers, from a day to a day.

    Lists of people and major matters take all three reviews whatever the rule says.
    """

    body = models.ForeignKey(
        PublicBody,
        verbose_name=_lazy("机关"),
        on_delete=models.PROTECT,
        related_name="release_rules",
    )
    levels = models.PositiveSmallIntegerField(
        _lazy("审核级数"),
        default=DEFAULT_LEVELS,
        validators=[MinValueValidator(1), MaxValueValidator(3)],
    )
    index_scheme = models.CharField(_lazy("索引号规则"), max_length=80, default=DEFAULT_SCHEME)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("发布规则")
        verbose_name_plural = _lazy("发布规则")
        ordering = ["body", "-starts_on"]
        constraints = [
            forward("publishing_rule_forward"),
            models.UniqueConstraint(
                fields=["body"],
                condition=models.Q(ends_on=None),
                name="publishing_rule_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.levels} 级"
