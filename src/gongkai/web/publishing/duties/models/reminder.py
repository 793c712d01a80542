"""What somebody was told of by e-mail: a row that falls due, or is late."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.catalogue.models import CatalogueRow


class RowReminder(models.Model):
    """One row of one mail, so that nobody is told twice: ``about`` is the last day of a row that falls due, and the
    Monday of the week in which a late one was told."""

    class Occasion(models.TextChoices):
        """Why."""

        SOON = "soon", _lazy("将到期")
        LATE = "late", _lazy("已逾期")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="+")
    row = models.ForeignKey(CatalogueRow, on_delete=models.PROTECT, related_name="+")
    occasion = models.CharField(_lazy("事由"), max_length=10, choices=Occasion)
    about = models.DateField(_lazy("针对的日期"))
    sent_at = models.DateTimeField(_lazy("发出时间"))

    class Meta:
        verbose_name = _lazy("到期提醒")
        verbose_name_plural = _lazy("到期提醒")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "body", "row", "occasion", "about"],
                name="publishing_row_reminder_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_occasion_display()} {self.about}"
