"""Files that items keep besides those of their public version: originals before masking, files of earlier versions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Revision

from gongkai.web.files.named import NamedFile
from gongkai.web.publishing.items.models import Attachment, ItemPage


def kept_by_items() -> Iterator[NamedFile]:
    """Every file that an item or one of its versions names."""
    originals = Attachment.objects.exclude(original="")
    for path, name in originals.values_list("original", "original_name").iterator():
        yield _original(path, name)
    kind = ContentType.objects.get_for_model(ItemPage)
    contents = Revision.objects.filter(content_type=kind).values_list("content", flat=True)
    for content in contents.iterator(chunk_size=200):
        for each in content.get("attachments", ()):
            yield NamedFile(each["file"], each["sha256"], each["name"])
            if each.get("original"):
                yield _original(each["original"], each.get("original_name", ""))


def _original(path: str, name: str) -> NamedFile:
    # Kept under its digest.
    return NamedFile(path, PurePath(path).stem, name)
