"""Whether an item is what its title and its row say: a list is no news of a visit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.items.prose import BlockKind, blocks_of

_LIST_TITLE = re.compile(r"(?:名单|名册|花名册|一览表|明细表|清单|台账)(?:公示|公告|公布)?$")
_NEWS = re.compile(
    r"走访慰问|走访|慰问|调研|考察|一行|召开[^。]{0,12}(?:会议|推进会|座谈会)|强调|指出|要求各|亲切|深入一线|陪同"
)
_LEAST_NEWS = 2
_NEWS_ROW = re.compile(r"要闻|动态|新闻|会议|领导活动")
_OWED = re.compile(r"标准|条件|对象|金额|名单|办理|流程|材料|依据|时限|电话|地址|申请")


def substance_faults(item: ItemPage, plain: str) -> Iterator[str]:
    """A sentence for a title without its content, and for news in a row that owes something else."""
    has_table = any(block.kind is BlockKind.ROW for block in blocks_of(item.text))
    has_files = item.attachments.exists()
    if _LIST_TITLE.search(item.title.strip()) and not (has_table or has_files):
        yield "标题说是名单或者清单，正文里没有表，也没有附件。"
    news = set(_NEWS.findall(plain))
    if (
        len(news) >= _LEAST_NEWS
        and not has_table
        and not has_files
        and not _NEWS_ROW.search(item.row.name)
        and len(set(_OWED.findall(plain))) < _LEAST_NEWS
    ):
        yield f"正文像新闻报道，没有“{item.row.name}”应当公开的内容。"
