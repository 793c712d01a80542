"""What a colleague would say before an item goes on its way: it names files that are not there, its text says other totals
than its table, or it is a record of a meeting. None of it stops the item."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from gongkai.papers.clean_html import clean_html
from gongkai.papers.pictures import IN_TEXT
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.items.own_tables import own_contradictions
from gongkai.web.publishing.items.prose import words_of

_ANNEX = re.compile(
    r"(?:^|[。；\s（(])附\s*件(?:\s*[0-9０-９一二三四五六七八九十]+)?\s*[：:.、]|(?:见|详见)附件"
)
# 附件：1.护林防火巡查登记表, and what follows on lines of their own: 2.值班表.
_LIST_OF_ANNEXES = re.compile(
    r"(?:^|\n)\s*附\s*件\s*[0-9０-９一二三四五六七八九十]*\s*[：:]\s*(?P<names>[^\n]+(?:\n\s*[0-9０-９]{1,2}\s*[.．、][^\n]+)*)"
)
_NEXT_ANNEX = re.compile(
    r"\n|(?:^|\s|；|;|(?<=[\u4e00-\u9fff》）)]))\s*[0-9０-９]{1,2}\s*[.．、]\s*"
)
_NO_NAME = re.compile(r"[，。？！]|^(?:见|如下|略|无|另附|名单$|附后)")
_LEAST_ALIKE = 4
_INSIDE = re.compile(
    r"会议记录|讨论记录|征求意见函|请示(?:件|稿)?$|讨论稿|内部(?:通知|资料|文件)|(?:值班|考勤|人事)安排表$"
)


def named_annexes(text: str) -> list[str]:
    """What a text names as its annexes, below 附件： line by line or numbered."""
    found: list[str] = []
    for match in _LIST_OF_ANNEXES.finditer(text):
        for part in _NEXT_ANNEX.split(match["names"]):
            name = part.strip(" 　。；;，,《》“”")
            if 2 <= len(_bare(name)) <= 60 and not _NO_NAME.search(name):
                found.append(name)
    return list(dict.fromkeys(found))


def _is_among(name: str, files: list[str], title: str) -> bool:
    wanted = _bare(name)
    return any(
        wanted in held or (len(held) >= _LEAST_ALIKE and held in wanted and held != _bare(title))
        for held in (_bare(file.rpartition(".")[0] or file) for file in files)
    )


def _bare(name: str) -> str:
    return re.sub(r"[\W_]+|^附件\d*", "", name)


def cautions(item: ItemPage) -> tuple[str, ...]:
    """Sentences for whoever drafts or reviews this version."""
    told = []
    text = "\n".join(words_of(item.text))
    names = [each.name for each in item.attachments.all()]
    if _ANNEX.search(text) and not names:
        told.append(_("正文提到附件，但这条信息没有附件；请添加附件，或者删去这句话。"))
    elif missing := [
        each for each in named_annexes(text) if not _is_among(each, names, item.title)
    ]:
        told.append(
            _(
                "正文写了附件“{missing}”，但附件里没有这个名称的文件；请添加该附件，"
                "或者核对附件的名称。"
            ).format(missing="”“".join(missing))
        )
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
    told += own_contradictions(item.text)
    if found := _INSIDE.search(item.title):
        told.append(
            _(
                "标题里有“{word}”：内部事务信息和讨论记录、过程稿、请示等过程性信息可以不予公开"
                "（条例第十六条），请先确认应当公开。"
            ).format(word=found[0])
        )
    return tuple(told)
