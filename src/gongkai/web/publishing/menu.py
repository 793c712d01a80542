"""What publishing shows in the office's menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.accounts.permissions import SEE_BODY
from gongkai.web.office.menu import Entry, Group, provide_entry, provide_further_entry
from gongkai.web.publishing.consultations.permissions import SEE_OPINIONS
from gongkai.web.publishing.permissions import DRAFT, SEE_DRAFTS

# What a clerk opens every day stands in the menu itself, the rest one click further.
DAILY = (
    (100, Entry(_lazy("主动公开"), "publishing:list", "doc-full", SEE_DRAFTS)),
    (101, Entry(_lazy("应公开一览"), "publishing:board", "calendar-check", SEE_DRAFTS)),
)
FURTHER = (
    (3, Entry(_lazy("待登记文件"), "publishing:intakes", "download", DRAFT), Group.WORK),
    (4, Entry(_lazy("定期名单"), "publishing:lists", "list-ul", SEE_DRAFTS), Group.WORK),
    (
        5,
        Entry(_lazy("本期无信息"), "publishing:nil-returns", "circle-check", SEE_DRAFTS),
        Group.WORK,
    ),
    (6, Entry(_lazy("报送县政府网站"), "publishing:submissions", "mail", SEE_DRAFTS), Group.WORK),
    (7, Entry(_lazy("导入存量信息"), "publishing:imports", "upload", SEE_DRAFTS), Group.WORK),
    (4, Entry(_lazy("发布渠道"), "publishing:channels", "globe", SEE_DRAFTS), Group.REACH),
    (5, Entry(_lazy("发布记录"), "publishing:postings", "tasks", SEE_DRAFTS), Group.REACH),
    (6, Entry(_lazy("意见征集"), "publishing:consultations", "comment", SEE_OPINIONS), Group.REACH),
    (7, Entry(_lazy("应解读未解读"), "publishing:unexplained", "help", SEE_DRAFTS), Group.REACH),
    (9, Entry(_lazy("联系方式核对"), "publishing:contact-check", "mail", SEE_DRAFTS), Group.REACH),
    (6, Entry(_lazy("公开目录"), "publishing:catalogue", "list-ul", SEE_DRAFTS), Group.RULES),
    (7, Entry(_lazy("公开指南"), "publishing:guides", "help", SEE_DRAFTS), Group.RULES),
    (8, Entry(_lazy("工作制度"), "publishing:working-rules", "list-ul", SEE_DRAFTS), Group.RULES),
    (9, Entry(_lazy("发布规则"), "publishing:rules", "cogs", SEE_BODY), Group.RULES),
    (
        10,
        Entry(_lazy("不再提示的用语"), "publishing:wordings", "openquote", SEE_DRAFTS),
        Group.RULES,
    ),
    (
        11,
        Entry(_lazy("规范表述词表"), "publishing:word-lists", "openquote", SEE_DRAFTS),
        Group.RULES,
    ),
    (8, Entry(_lazy("公开统计"), "publishing:counts", "table", SEE_DRAFTS), Group.FIGURES),
    (9, Entry(_lazy("存量排查"), "publishing:scans", "search", SEE_DRAFTS), Group.FIGURES),
)


def provide() -> None:
    """Register the entries."""
    for order, entry in DAILY:
        provide_entry(order, entry)
    for order, entry, group in FURTHER:
        provide_further_entry(order, entry, group)
