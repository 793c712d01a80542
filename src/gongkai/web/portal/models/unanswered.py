"""What was asked and not found, without who asked."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _lazy

LONGEST = 40


class UnansweredQuestion(models.Model):
    """Words of the search for which there was nothing on a day, and how often; words that may name a person are not
    kept (see ``portal.unanswered``)."""

    words = models.CharField(_lazy("检索词"), max_length=LONGEST)
    on = models.DateField(_lazy("日期"))
    count = models.PositiveIntegerField(_lazy("次数"), default=1)

    class Meta:
        verbose_name = _lazy("没有结果的检索")
        verbose_name_plural = _lazy("没有结果的检索")
        constraints = [
            models.UniqueConstraint(fields=["on", "words"], name="portal_unanswered_once_a_day")
        ]

    def __str__(self) -> str:
        return self.words
