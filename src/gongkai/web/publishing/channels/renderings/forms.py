"""The forms in which an item can be had, each by its code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gongkai.documents.writers.poster import Paper
from gongkai.web.publishing.channels.renderings.plain import as_text
from gongkai.web.publishing.channels.renderings.poster import poster_of
from gongkai.web.publishing.channels.renderings.script import broadcast_script
from gongkai.web.publishing.channels.renderings.source import Source
from gongkai.web.publishing.channels.renderings.wechat import package

TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True)
class FileForm:
    """A form that is handed out as a file."""

    code: str
    label: str
    name: str
    media_type: str
    make: Callable[[Source], bytes]


FILE_FORMS: dict[str, FileForm] = {
    form.code: form
    for form in (
        FileForm("wechat", "公众号文章包", "公众号文章.zip", "application/zip", package),
        FileForm(
            "poster-a4",
            "A4 海报",
            "海报A4.pdf",
            "application/pdf",
            lambda source: poster_of(source, Paper.A4),
        ),
        FileForm(
            "poster-a3",
            "A3 海报",
            "海报A3.pdf",
            "application/pdf",
            lambda source: poster_of(source, Paper.A3),
        ),
        FileForm("text", "纯文本", "纯文本.txt", TEXT, lambda source: as_text(source).encode()),
        FileForm(
            "script", "广播稿", "广播稿.txt", TEXT, lambda source: broadcast_script(source).encode()
        ),
    )
}
