"""Explanations 政策解读: an item made of points, questions and a table, about another item."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.publishing.items.models.item import ItemPage


class Explanation(models.Model):
    """What the working copy of the item is made of; readers see the text of the released version.

    ``card`` and ``questions`` are lists of pairs, ``table`` is a list of rows, the first of them its head.
    """

    item = models.OneToOneField(ItemPage, on_delete=models.PROTECT, related_name="explanation")
    policy = models.ForeignKey(ItemPage, on_delete=models.PROTECT, related_name="explanations")
    card = models.JSONField(_lazy("要点"), default=list, blank=True)
    questions = models.JSONField(_lazy("问答"), default=list, blank=True)
    table = models.JSONField(_lazy("一览表"), default=list, blank=True)

    class Meta:
        verbose_name = _lazy("政策解读")
        verbose_name_plural = _lazy("政策解读")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.item.draft_title
