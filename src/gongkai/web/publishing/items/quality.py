"""The quality of an item on the dimensions that reports name: each computed, each explained, none blocking."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.catalogue.elements import missing_elements
from gongkai.papers.signs import NUMBER, written
from gongkai.papers.telephones import odd_telephones
from gongkai.screening.kinds import Kind
from gongkai.statute.citations import resolve
from gongkai.statute.errors import CalendarNotLoaded
from gongkai.statute.publication import publication_due_by_kind
from gongkai.statute.workdays import Calendar
from gongkai.web.publishing.items.fiscal import is_fiscal, lacking_tables, wrong_sums
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.items.prose import words_of
from gongkai.web.publishing.items.substance import substance_faults
from gongkai.web.vetting.gate import Examination

LONG_TITLE = 60
LONG_TEXT = 800
SHOWN = 5
_SENTENCE = re.compile(r"[^。！？；\n]+")


@dataclass(frozen=True)
class Dimension:
    """One dimension. ``good`` is ``None`` where it cannot be judged; ``hints`` say what and why."""

    name: str
    good: bool | None
    hints: tuple[str, ...]

    @property
    def verdict(self) -> str:
        """In a word."""
        return "不作判断" if self.good is None else "良好" if self.good else "有提示"


@cache
def _rules() -> dict[str, Any]:
    text = files("gongkai.web.publishing.items").joinpath("plain_language.toml").read_text("utf-8")
    return tomllib.loads(text)


def quality(
    item: ItemPage, examination: Examination, *, on: date, calendar: Calendar
) -> list[Dimension]:
    """完整、及时、规范、准确、通俗易懂 of this version, as of that day."""
    plain = _plain(item.text)
    return [
        _complete(item, plain),
        _timely(item, on, calendar),
        _regular(item, plain, on),
        _accurate(item, examination, plain),
        plain_language(plain) if not item.lists_people else _not_judged("名单不作判断。"),
    ]


def _plain(text: str) -> str:
    return "\n".join(words_of(text))


def _dimension(name: str, hints: Iterable[str], good: str) -> Dimension:
    told = tuple(hints)
    return Dimension(name, not told, told or (good,))


def _not_judged(reason: str) -> Dimension:
    return Dimension("通俗易懂", None, (reason,))


def _complete(item: ItemPage, plain: str) -> Dimension:
    wanted = {
        "标题": item.title.strip(),
        "内容概述": item.summary.strip(),
        "成文日期": item.formed_on,
        "发文机关": item.issuing_body.strip(),
        "关键词": item.keywords.strip(),
        "正文或附件": item.text.strip() or item.attachments.exists(),
    }
    missing = [label for label, value in wanted.items() if not value]
    hints = [f"还没有{'、'.join(missing)}（条例第十二条、网页标签规范）。"] if missing else []
    told = [item.title, item.summary, item.document_number, plain, str(item.formed_on.year) + "年"]
    told += [f"{each.name}\n{each.text}" for each in item.attachments.all()]
    unsaid = missing_elements(item.row.elements, "\n".join(told)) if item.row.limits else ()
    if unsaid:
        hints.append(
            f"目录要求“{item.row.name}”公开{'、'.join(item.row.elements)}，正文和附件里没有看到"
            f"{'、'.join(unsaid)}；请核对，确实没有的可以不写。"
        )
    if is_fiscal(item) and (lacking := lacking_tables(item)):
        hints.append(lacking)
    return _dimension("完整", hints, "目录要求的各项齐全。")


def _timely(item: ItemPage, on: date, calendar: Calendar) -> Dimension:
    if item.formed_on > on:
        told = f"成文日期 {item.formed_on} 在今天之后，请核对；核对以前不推算公开期限。"
        return Dimension("及时", False, (told,))
    try:
        due = publication_due_by_kind(item.row.period_kind, item.formed_on, calendar)
    except CalendarNotLoaded:
        return Dimension("及时", None, ("没有这一年的节假日安排，无法推算公开期限。",))
    basis = "、".join(str(resolve(cite)) for cite in due.cites) or due.practice or ""
    told = f"成文 {item.formed_on}，应于 {due.due_on} 前公开（{basis}）"
    came = item.published_on or on
    late = (came - due.due_on).days
    done = f"已于 {came} 公开" if item.published_on else "尚未公开"
    if late > 0:
        return Dimension("及时", False, (f"{told}，{done}，超过 {late} 天。",))
    return Dimension("及时", True, (f"{told}，{done}，还在期限内。",))


def _regular(item: ItemPage, plain: str, on: date) -> Dimension:
    hints = []
    number = item.document_number
    match = NUMBER.fullmatch(number)
    if number and "〔" not in number and match:
        hints.append(f"文号“{number}”应写作“{written(match)}”。")
    elif number and not match:
        hints.append(
            f"文号“{number}”不完整，应有发文机关代字、年份和序号，如“柳政发〔{on.year}〕12号”；请核对。"
        )
    if item.formed_on > on:
        hints.append(f"成文日期 {item.formed_on} 在今天之后，请核对。")
    if len(item.title) > LONG_TITLE:
        hints.append(f"标题有 {len(item.title)} 字，宜在 {LONG_TITLE} 字以内。")
    if item.title.rstrip().endswith(("。", "；", "，", ".", ".docx", ".doc", ".pdf", ".xlsx")):
        hints.append("标题末尾不应有标点或文件后缀。")
    if item.issued_on and item.issued_on < item.formed_on:
        hints.append(f"印发日期 {item.issued_on} 早于成文日期 {item.formed_on}，请核对。")
    if len(plain) > LONG_TEXT and "<h2" not in item.text and "<h3" not in item.text:
        hints.append("正文较长而没有小标题，宜分节。")
    return _dimension("规范", hints, "文号、标题、日期的写法没有发现问题。")


def _accurate(item: ItemPage, examination: Examination, plain: str) -> Dimension:
    hints = list(substance_faults(item, plain))
    wording = [each for each in examination.blocking if each.kind is Kind.WORDING]
    if examination.blocking:
        hints.append(
            f"筛查有 {len(examination.blocking)} 处须处理，其中用语 {len(wording)} 处，见上方“发布前筛查”。"
        )
    hints += list(examination.unread)
    told = "\n".join([plain, item.summary, *(each.text for each in item.attachments.all())])
    if odd := list(odd_telephones(told))[:SHOWN]:
        hints.append(f"电话号码“{'”“'.join(odd)}”多了、少了数字或者夹有字母，请核对。")
    if is_fiscal(item):
        hints += wrong_sums(item)
    return _dimension("准确", hints, "筛查没有发现须处理的内容；数字和事实由审核人核对。")


def plain_language(text: str) -> Dimension:
    """Whether a villager could act on the text: six questions, and the length of sentences."""
    rules = _rules()
    if len(text) < rules["least_text"]:
        return _not_judged("正文很短或只有附件，不作判断。")
    missing = [
        f"{question['label']}（{question['asks']}）"
        for question in rules["question"]
        if not re.search(question["pattern"], text)
    ]
    hints = [f"没有找到：{'；'.join(missing)}。"] if missing else []
    sentences = [each.strip() for each in _SENTENCE.findall(text) if each.strip()]
    long = [each for each in sentences if len(each) > rules["longest_sentence"]]
    if long:
        longest = max(long, key=len)
        hints.append(
            f"有 {len(long)} 句超过 {rules['longest_sentence']} 字，最长 {len(longest)} 字：“{longest[:20]}…”。"
        )
    return _dimension(
        "通俗易懂", hints, "谁、多少、什么时候、到哪里、带什么、问谁都写到了，句子不长。"
    )
