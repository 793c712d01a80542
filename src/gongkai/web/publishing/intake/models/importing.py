"""An existing column on its way in: the file, what each line of it says, and what became of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.files.models import StoredFile
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.items.models.item import ItemPage
from gongkai.web.publishing.permissions import SEE_DRAFTS


class ImportState(models.TextChoices):
    """How far an import is."""

    MAPPING = "mapping", _lazy("待确认列")
    CHECKING = "checking", _lazy("核对中")
    CHECKED = "checked", _lazy("已核对，待导入")
    IMPORTING = "importing", _lazy("导入中")
    STOPPED = "stopped", _lazy("已停止")
    DONE = "done", _lazy("已导入")


class LineState(models.TextChoices):
    """What a line is, or has become."""

    WAITING = "waiting", _lazy("待核对")
    NEW = "new", _lazy("新增")
    DUPLICATE = "duplicate", _lazy("重复")
    PROBLEM = "problem", _lazy("有问题")
    IMPORTED = "imported", _lazy("已导入为草稿")
    HISTORY = "history", _lazy("已登记为历史公开")
    HELD = "held", _lazy("未登记，留作草稿")


class ImportQuerySet(models.QuerySet["ColumnImport"]):
    """The one door to imports."""

    def visible_to(self, user: Any) -> ImportQuerySet:
        """Imports of bodies whose drafts this user may see."""
        return self.filter(body__in=user.bodies_where(SEE_DRAFTS))


class ColumnImport(StoredFile):
    """One file with many items. ``ledger`` names the ledger within it; empty: each file is an item.

    ``heads`` and ``columns`` are the ledger's heads and which of them holds which field.
    """

    folder = "imports"

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="+")
    is_zip = models.BooleanField(default=False)
    ledger = models.CharField(_lazy("台账"), max_length=500, blank=True)
    heads = models.JSONField(_lazy("表头"), default=dict)
    columns = models.JSONField(_lazy("列的对应"), default=dict)
    row = models.ForeignKey(
        CatalogueRow,
        verbose_name=_lazy("默认公开事项"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    state = models.CharField(
        _lazy("进度"), max_length=20, choices=ImportState, default=ImportState.MAPPING
    )
    before_stop = models.CharField(max_length=20, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField(_lazy("开始时间"))
    finished_at = models.DateTimeField(_lazy("完成时间"), null=True)
    # A reviewer who answers for it that all of this was public before.
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_lazy("核对人"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    confirmed_at = models.DateTimeField(_lazy("核对时间"), null=True, editable=False)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("存量信息导入")
        verbose_name_plural = _lazy("存量信息导入")
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class ImportLine(models.Model):
    """One line: a row of the ledger or a file. ``source`` says where; ``note`` what is wrong or alike.

    ``imported_revision`` is the item as it was brought in, before anybody changed it.
    """

    run = models.ForeignKey(ColumnImport, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField(_lazy("行"))
    source = models.CharField(_lazy("来源"), max_length=500)
    title = models.CharField(_lazy("标题"), max_length=200, blank=True)
    facts = models.JSONField(_lazy("内容"), default=dict)
    files = models.JSONField(_lazy("文件"), default=list)
    state = models.CharField(
        _lazy("情况"), max_length=20, choices=LineState, default=LineState.WAITING
    )
    note = models.TextField(_lazy("说明"), blank=True)
    content = models.CharField(max_length=64, blank=True)
    item = models.ForeignKey(
        ItemPage, null=True, on_delete=models.SET_NULL, related_name="import_lines"
    )
    imported_revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _lazy("导入的一行")
        verbose_name_plural = _lazy("导入的各行")
        ordering = ["run", "number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="publishing_import_line_once")
        ]
        indexes = [
            models.Index(fields=["run", "state", "number"], name="publishing_import_line"),
            models.Index(fields=["content"], name="publishing_import_content"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.title}"
