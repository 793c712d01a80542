"""Posts, the people who hold them, and from when to when."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.accounts.encrypted import SealedCharField, Unopened
from gongkai.web.accounts.models.user import phone_digest
from gongkai.web.bodies.models.body import PublicBody
from gongkai.web.bodies.models.dated import DatedQuerySet, DatedRecord, forward


class Person(models.Model):
    """Somebody who holds a post; not necessarily somebody with an account."""

    name = models.CharField(_lazy("姓名"), max_length=60)
    phone = SealedCharField(_lazy("联系电话（不公开）"), max_length=200, blank=True, null=True)
    phone_digest = models.CharField(max_length=64, blank=True, editable=False, db_index=True)

    class Meta:
        verbose_name = _lazy("人员")
        verbose_name_plural = _lazy("人员")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not isinstance(self.phone, Unopened):
            self.phone_digest = phone_digest(self.phone or "")
        super().save(*args, **kwargs)


class Post(models.Model):
    """A post in a body, as 镇长; pages and rosters name the post, so one change shows everywhere."""

    body = models.ForeignKey(
        PublicBody, verbose_name=_lazy("机关"), on_delete=models.PROTECT, related_name="posts"
    )
    title = models.CharField(_lazy("职务"), max_length=100)
    duties = models.TextField(_lazy("分工"), blank=True)
    is_leader = models.BooleanField(_lazy("列入领导信息"), default=False)
    order = models.PositiveIntegerField(_lazy("排序"), default=0)
    closed_on = models.DateField(_lazy("撤销日期"), null=True, blank=True)

    class Meta:
        verbose_name = _lazy("职务")
        verbose_name_plural = _lazy("职务")
        ordering = ["body", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "title"], name="bodies_post_title"),
        ]

    def __str__(self) -> str:
        return f"{self.body.short_name}{self.title}"


class Term(DatedRecord):
    """Somebody in a post, from a day to a day."""

    post = models.ForeignKey(
        Post, verbose_name=_lazy("职务"), on_delete=models.PROTECT, related_name="terms"
    )
    person = models.ForeignKey(
        Person, verbose_name=_lazy("人员"), on_delete=models.PROTECT, related_name="terms"
    )
    basis = models.CharField(_lazy("任免文件"), max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("任职")
        verbose_name_plural = _lazy("任职")
        ordering = ["post", "-starts_on"]
        constraints = [
            forward("bodies_term_forward"),
            models.UniqueConstraint(
                fields=["post"], condition=Q(ends_on=None), name="bodies_term_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.post.title}（{self.starts_on:%Y-%m-%d} 起）"
