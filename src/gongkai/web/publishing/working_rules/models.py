"""Reviews of the working rules 工作制度: every rule is looked at again after a time."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.publishing.items.models.item import ItemPage


class RuleReview(models.Model):
    """Somebody looked at a rule: it stays, or it has to be revised; and when to look again."""

    item = models.ForeignKey(ItemPage, on_delete=models.PROTECT, related_name="rule_reviews")
    reviewed_on = models.DateField(_lazy("复核日期"))
    stays = models.BooleanField(_lazy("继续执行"))
    note = models.CharField(_lazy("复核意见"), max_length=500)
    next_on = models.DateField(_lazy("下次复核日期"))
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _lazy("制度复核")
        verbose_name_plural = _lazy("制度复核")
        ordering = ["-reviewed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(next_on__gt=F("reviewed_on")), name="publishing_rule_review_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.reviewed_on}"
