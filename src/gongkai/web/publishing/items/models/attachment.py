"""Files of an item. The original stays in the private store; what goes out is named beside it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _lazy
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from gongkai.web.files.models import StoredFile
from gongkai.web.publishing.items.models.item import ItemPage


class Attachment(StoredFile, Orderable):
    """A file. ``file`` is what is handed out; where it was masked, ``original`` keeps what came in.

    ``choices`` tells what was chosen for its columns then, by their heads.
    """

    item = ParentalKey(ItemPage, on_delete=models.CASCADE, related_name="attachments")
    text = models.TextField(_lazy("文字内容"), blank=True, editable=False)
    original_name = models.CharField(_lazy("原文件名"), max_length=200, blank=True)
    original = models.CharField(_lazy("原文件"), max_length=200, blank=True, editable=False)
    choices = models.JSONField(_lazy("各列的做法"), default=dict, blank=True, editable=False)
    cleaned_at = models.DateTimeField(_lazy("脱敏时间"), null=True, blank=True, editable=False)

    class Meta(Orderable.Meta):
        verbose_name = _lazy("附件")
        verbose_name_plural = _lazy("附件")
