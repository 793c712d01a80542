"""Who answers for what: a matter, its section and its post."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models.body import PublicBody
from gongkai.web.bodies.models.dated import DatedQuerySet, DatedRecord, forward
from gongkai.web.bodies.models.post import Post


class Responsibility(DatedRecord):
    """A matter of a body, given to a section and a post.

    ``matter`` is the code of whatever a higher room shares out, as a catalogue row; rooms name
    their matters through ``gongkai.web.bodies.matters``.
    """

    body = models.ForeignKey(
        PublicBody,
        verbose_name=_lazy("机关"),
        on_delete=models.PROTECT,
        related_name="responsibilities",
    )
    matter = models.CharField(_lazy("事项"), max_length=120)
    unit = models.ForeignKey(
        PublicBody, verbose_name=_lazy("承办单位"), on_delete=models.PROTECT, related_name="+"
    )
    post = models.ForeignKey(
        Post,
        verbose_name=_lazy("责任职务"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="responsibilities",
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("责任分工")
        verbose_name_plural = _lazy("责任分工")
        ordering = ["body", "matter", "-starts_on"]
        constraints = [
            forward("bodies_responsibility_forward"),
            models.UniqueConstraint(
                fields=["body", "matter"],
                condition=Q(ends_on=None),
                name="bodies_responsibility_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.unit}"
