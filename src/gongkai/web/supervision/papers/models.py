"""A file beside a record of supervision; only in the private store."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.files.models import StoredFile
from gongkai.web.supervision.permissions import SEE_RECORDS


class PaperQuerySet(models.QuerySet["KeptPaper"]):
    """The one door to the papers."""

    def visible_to(self, user: Any) -> PaperQuerySet:
        """Papers of bodies that this user serves or looks after."""
        return self.filter(body__in=user.bodies_where(SEE_RECORDS))

    def beside(self, subject: models.Model) -> PaperQuerySet:
        """The papers of one record."""
        return self.filter(subject_kind=subject._meta.label_lower, subject_number=subject.pk)


class KeptPaper(StoredFile):
    """A sign-in sheet, a photo (pixels alone, without the place where it was taken), minutes, a list."""

    folder = "supervision"

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="+")
    subject_kind = models.CharField(max_length=60)
    subject_number = models.BigIntegerField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField(_lazy("登记时间"))

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("监督保障材料")
        verbose_name_plural = _lazy("监督保障材料")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["subject_kind", "subject_number"], name="supervision_paper_beside")
        ]

    @property
    def is_picture(self) -> bool:
        """Whether a browser can show it."""
        return self.media_type.startswith("image/")

    @property
    def is_sound(self) -> bool:
        """Whether a browser can play it."""
        return self.media_type.startswith("audio/")
