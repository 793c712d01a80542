"""What comes in is checked once: its name, its size, its form."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath

from django.utils.translation import gettext as _

from gongkai.documents.errors import DocumentError
from gongkai.documents.media_types import READABLE
from gongkai.web.files.confined import jobs, pool
from gongkai.web.files.errors import FileRefused

LARGEST_FILE = 100 * 1024 * 1024


LONGEST_NAME = 200
_NOT_IN_NAMES = re.compile(r'[/\\:*?"<>|]')
# What Windows keeps for its devices.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
# What Windows runs when somebody opens it, whatever stands in it.
_PROGRAMS = frozenset(
    ".bat .chm .cmd .com .cpl .dll .exe .hta .inf .jar .js .jse .lnk .msi .msp .pif .ps1 .reg .scf .scr .sct .sh .url .vb .vbe"
    " .vbs .ws .wsc .wsf .wsh".split()
)


def shown_name(name: str) -> str:
    """A file's name as it was, without folders and without what no disk takes; a long one keeps its ending.

    Brackets, quotation marks and blanks of Chinese titles stay; controls, and marks that turn the direction of writing,
    go.
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(
        each for each in last if unicodedata.category(each) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    plain = _NOT_IN_NAMES.sub("", kept).strip().rstrip(". ")
    if _DEVICES.match(plain):
        plain = f"_{plain}"
    if not plain.strip("."):
        return "附件"
    stem, dot, ending = plain.rpartition(".")
    if dot and len(ending) <= 10:
        return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"
    return plain[:LONGEST_NAME]


def checked_type(name: str, data: bytes) -> str:
    """The media type of a file that may come in.

    Raises:
        FileRefused: it is empty, too large, a program by its name, or of no form that can be read.
    """
    if not data:
        raise FileRefused(_("文件“{name}”是空的；请重新选择文件。").format(name=name))
    if len(data) > LARGEST_FILE:
        raise FileRefused(_("文件“{name}”超过 100 MB；请压缩或拆分后再上传。").format(name=name))
    if PurePath(shown_name(name)).suffix.lower() in _PROGRAMS:
        raise FileRefused(
            _(
                "文件“{name}”是程序或脚本，别人打开时会在电脑上运行，不能上传；请改传{readable}。"
            ).format(name=name, readable=READABLE)
        )
    try:
        return pool.run(jobs.media_type, data, name, name=name, quick=True)
    except DocumentError as error:
        raise FileRefused(str(error)) from error
