"""A file that was handed in or made, known by its content."""

from __future__ import annotations

from typing import Any

from django.db import models

from gongkai.web.files.store import place_of, private_store


def stored_place(stored: Any, name: str) -> str:
    """Where a stored file lies: in the folder of its model, by its digest."""
    return place_of(stored.folder, stored.sha256, name)


class StoredFile(models.Model):
    """What every record of a file tells: its name, where its bytes lie, how many, their digest, their form."""

    folder = "attachments"

    name = models.CharField("文件名", max_length=200)
    file = models.FileField("文件", storage=private_store, upload_to=stored_place, max_length=200)
    size = models.PositiveBigIntegerField("大小")
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField("格式", max_length=120, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def read(self) -> bytes:
        """The bytes. Raises ``OSError`` where the store does not give them."""
        with self.file.storage.open(self.file.name) as stored:
            content: bytes = stored.read()
        return content
