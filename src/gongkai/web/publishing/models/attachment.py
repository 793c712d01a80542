"""Files of an item. The original stays in the private store; what goes out is named beside it."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from gongkai.web.publishing.models.item import ItemPage


def private_store() -> Any:
    """The store that no address reaches."""
    return storages["private"]


def place(attachment: Any, name: str) -> str:
    """By content, so that two files of one name never meet and nothing personal stands in a path."""
    suffix = PurePath(name).suffix.lower()[:10]
    return f"attachments/{attachment.sha256[:2]}/{attachment.sha256}{suffix}"


def store_content(holder: Any, data: bytes) -> str:
    """Put a file's bytes into the private store, once for the same content; gives its path there."""
    store, path = private_store(), place(holder, holder.name)
    if not store.exists(path):
        store.save(path, ContentFile(data))
    return path


class Attachment(Orderable):
    """A file. ``file`` is what is handed out; where it was masked, ``original`` keeps what came in."""

    item = ParentalKey(ItemPage, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField("文件名", max_length=200)
    file = models.FileField("文件", storage=private_store, upload_to=place, max_length=200)
    size = models.PositiveBigIntegerField("大小")
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField("格式", max_length=120)
    text = models.TextField("文字内容", blank=True, editable=False)
    original_name = models.CharField("原文件名", max_length=200, blank=True)
    original = models.CharField("原文件", max_length=200, blank=True, editable=False)
    cleaned_at = models.DateTimeField("脱敏时间", null=True, blank=True, editable=False)

    class Meta(Orderable.Meta):
        verbose_name = "附件"
        verbose_name_plural = "附件"

    def __str__(self) -> str:
        return self.name
