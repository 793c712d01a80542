"""What comes in is checked once: its name, its size, its form."""

from __future__ import annotations

from pathlib import PurePath

from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from gongkai.documents.errors import DocumentError
from gongkai.web.files.confined import jobs, pool
from gongkai.web.files.errors import FileRefused

LARGEST_FILE = 100 * 1024 * 1024


def shown_name(name: str) -> str:
    """A file's name without folders and signs that a disk would refuse."""
    return get_valid_filename(PurePath(name.replace("\\", "/")).name)[-200:]


def checked_type(name: str, data: bytes) -> str:
    """The media type of a file that may come in.

    Raises:
        FileRefused: it is empty, too large or of no form that can be read.
    """
    if not data:
        raise FileRefused(_("文件“{name}”是空的；请重新选择文件。").format(name=name))
    if len(data) > LARGEST_FILE:
        raise FileRefused(_("文件“{name}”超过 100 MB；请压缩或拆分后再上传。").format(name=name))
    try:
        return pool.run(jobs.media_type, data, name, name=name, quick=True)
    except DocumentError as error:
        raise FileRefused(str(error)) from error
