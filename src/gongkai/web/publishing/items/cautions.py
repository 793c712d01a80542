"""What a colleague would say before an item goes on its way: it names files that are not there, or is a record of a
meeting. None of it stops the item."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from gongkai.papers.clean_html import clean_html
from gongkai.papers.pictures import IN_TEXT
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.items.prose import words_of

_ANNEX = re.compile(
    r"(?:^|[。；\s（(])附\s*件(?:\s*[0-9０-９一二三四五六七八九十]+)?\s*[：:.、]|(?:见|详见)附件"
)
_INSIDE = re.compile(
    r"会议记录|讨论记录|征求意见函|请示(?:件|稿)?$|讨论稿|内部(?:通知|资料|文件)|(?:值班|考勤|人事)安排表$"
)


def cautions(item: ItemPage) -> tuple[str, ...]:
    """Sentences for whoever drafts or reviews this version."""
    told = []
    text = "\n".join(words_of(item.text))
    if _ANNEX.search(text) and not item.attachments.exists():
        told.append(_("正文提到附件，但这条信息没有附件；请添加附件，或者删去这句话。"))
    silent = [
        number
        for number, found in enumerate(IN_TEXT.finditer(clean_html(item.text)), 1)
        if not found["alt"]
    ]
    if silent:
        told.append(
            _(
                "正文第 {numbers} 张图片没有文字说明，看不见图的人不知道图上是什么；请在编辑正文时写上。"
            ).format(numbers="、".join(map(str, silent)))
        )
    if found := _INSIDE.search(item.title):
        told.append(
            _(
                "标题里有“{word}”：内部事务信息和讨论记录、过程稿、请示等过程性信息可以不予公开"
                "（条例第十六条），请先确认应当公开。"
            ).format(word=found[0])
        )
    return tuple(told)
