"""Links between items: a document, what explains it, on what it was consulted, what came of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.publishing.items.models.item import ItemPage, Validity


class LinkKind(models.TextChoices):
    """What the source is to the target."""

    EXPLAINS = "explains", _lazy("政策解读")
    CONSULTS_ON = "consults-on", _lazy("意见征集")
    RESULT_OF = "result-of", _lazy("征集结果")
    RELATED = "related", _lazy("相关信息")


# What the target is called on the page of the source. On the page of the target the source is
# called by the kind itself.
NAME_OF_TARGET: dict[str, str] = {
    LinkKind.EXPLAINS: "所解读的文件",
    LinkKind.CONSULTS_ON: "正式文件",
    LinkKind.RESULT_OF: "意见征集公告",
    LinkKind.RELATED: "相关信息",
}


class ItemLink(models.Model):
    """One link, read from both ends. Which document replaces another stands on the item itself."""

    source = models.ForeignKey(ItemPage, on_delete=models.CASCADE, related_name="links_out")
    target = models.ForeignKey(ItemPage, on_delete=models.CASCADE, related_name="links_in")
    kind = models.CharField(_lazy("关系"), max_length=20, choices=LinkKind)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField(_lazy("添加时间"))

    class Meta:
        verbose_name = _lazy("信息关联")
        verbose_name_plural = _lazy("信息关联")
        ordering = ["kind", "-target__published_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "target", "kind"], name="publishing_link_once"
            ),
            models.CheckConstraint(
                condition=~Q(source=F("target")), name="publishing_link_to_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source.title}—{self.get_kind_display()}—{self.target.title}"


class ValidityChange(models.Model):
    """A released document stopped holding, or holds again: from which day, and on what basis."""

    item = models.ForeignKey(ItemPage, on_delete=models.PROTECT, related_name="validity_changes")
    validity = models.CharField(_lazy("有效性"), max_length=20, choices=Validity)
    on = models.DateField(_lazy("生效日期"))
    basis = models.CharField(_lazy("依据"), max_length=300)
    superseded_by = models.ForeignKey(
        ItemPage, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField(_lazy("登记时间"))

    class Meta:
        verbose_name = _lazy("有效性变更")
        verbose_name_plural = _lazy("有效性变更")
        ordering = ["-changed_at", "-pk"]
        indexes = [models.Index(fields=["on"], name="publishing_validity_on")]

    def __str__(self) -> str:
        return f"{self.item.title} {self.get_validity_display()} {self.on}"
