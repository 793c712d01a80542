"""Explanations 政策解读: an item made of points, questions and a table, about another item."""

from __future__ import annotations

from django.db import models

from gongkai.web.publishing.items.models.item import ItemPage


class Explanation(models.Model):
    """What the working copy of the item is made of; readers see the text of the released version.

    ``card`` and ``questions`` are lists of pairs, ``table`` is a list of rows, the first of them its head.
    """

    item = models.OneToOneField(ItemPage, on_delete=models.PROTECT, related_name="explanation")
    policy = models.ForeignKey(ItemPage, on_delete=models.PROTECT, related_name="explanations")
    card = models.JSONField("要点", default=list, blank=True)
    questions = models.JSONField("问答", default=list, blank=True)
    table = models.JSONField("一览表", default=list, blank=True)

    class Meta:
        verbose_name = "政策解读"
        verbose_name_plural = "政策解读"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.item.draft_title
