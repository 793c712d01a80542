"""Paragraphs of a report: page furniture left out, and sentences that a page or a line width broke joined again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from gongkai.documents.model import Paragraph
from gongkai.documents.spacing import tidy
from gongkai.report.reading.headings.candidates import core

_PAGE_NUMBER = re.compile(
    r"[-‐–—―－~·.\s]*(?:第\s*)?(?:\d{1,3}|[一二三四五六七八九十]{1,3}(?=\s*页))(?:\s*页)?"
    r"(?:\s*[/，,、]?\s*共?\s*\d{1,3}\s*页?)?[-‐–—―－~·.\s]*"
)
_WEB = re.compile(
    r"(?:当前|您的|所在|现在的?)位置|^首页\s*[>›»/]|[>›»].*[>›»]|^[【\[]?\s*(?:打印|关闭|收藏|返回|字体|字号)|^[【\[].{0,4}(?:打印|关闭).{0,12}[】\]]$"
    r"|^(?:上|下)一(?:篇|条)\s*[:：]|^分享(?:到|至)|^扫一扫|^返回顶部|浏览(?:次数|量)\s*[:：]|^点击(?:数|量|率)\s*[:：]"
    r"|^责任编辑\s*[:：]|^(?:版权所有|主办单位|承办单位|技术支持)\s*[:：]?|ICP备|网站标识码|公网安备|^网站地图"
)
_FOOT = re.compile(
    r"(?<=[。！？；])\s*(?:打印|关闭|返回|分享|主办|承办|版权|技术支持|网站标识码|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]?ICP备)[^。]*$"
)
_ENDS_SENTENCE = re.compile(r"[。！？!?；;：:…]\s*[”’\"')）】]*\s*$")
_STARTS_ITEM = re.compile(
    r"^\s*(?:[#*>•●○■◆▪·\-]|[(（【\[]\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*[)）】\]]|[一二三四五六七八九十]{1,3}\s*[、.．]"
    r"|\d{1,2}\s*[、.．)）](?!\d)|第[一二三四五六七八九十\d]+[、，条章部]|[一二三四五六七八九十]{1,2}(?:是|要)|(?:首先|其次|再次|最后|附件|附表|注)[，,:：]"
    r"|[①②③④⑤⑥⑦⑧⑨⑩])"
)
_STOP = re.compile(r"[，,。；;：:！？]")
_CONTACT = re.compile(
    r"(?:电话|邮箱|地址|传真|邮编|网址|联系人|联系方式)\s*[:：]?[^。]{0,40}$|网站\s*[:：<]|https?://"
)
_COUNT_BROKEN = re.compile(r"[\u3400-\u9fff]{4}.*\d$")
_COUNTED = re.compile(r"\d*(?:余|多)?[条件次篇项个份人元万%％]")
_WITH_SENTENCE = 8
_LONG = 25
_SURELY_PROSE = 40
_REPEATED = 3


def without_furniture(paragraphs: Iterable[Paragraph], running: frozenset[str]) -> list[Paragraph]:
    """The paragraphs without page numbers, running heads (`running`, as `core` leaves them) and a web page's buttons."""
    return [
        paragraph
        for paragraph in map(_without_foot, paragraphs)
        if not _PAGE_NUMBER.fullmatch(paragraph.text)
        and core(paragraph.text) not in running
        and not (len(paragraph.text) <= 80 and _WEB.search(paragraph.text))
    ]


def _without_foot(paragraph: Paragraph) -> Paragraph:
    """A paragraph without the foot of a web page that runs on behind its last sentence."""
    foot = _FOOT.search(paragraph.text)
    return replace(paragraph, text=paragraph.text[: foot.start()].rstrip()) if foot else paragraph


def running_heads(texts: Iterable[str], title: str) -> frozenset[str]:
    """What stands at the head or foot of every page: the title again, and short lines repeated three times or more."""
    counts = Counter(
        name
        for text in texts
        if 6 <= len(text) <= 50 and not _STOP.search(text) and len(name := core(text)) >= 6
    )
    heads = {
        name
        for name, count in counts.items()
        if count >= _REPEATED and not re.fullmatch(r"[\d.]+", name)
    }
    if title:
        heads.add(core(title))
    return frozenset(heads)


def joined(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs with tidy white space, those put together that are evidently one."""
    found: list[Paragraph] = []
    for paragraph in paragraphs:
        text = tidy(paragraph.text)
        if not text:
            continue
        if found and continues(found[-1].text, text):
            found[-1] = replace(found[-1], text=_together(found[-1].text, text))
        else:
            found.append(replace(paragraph, text=text))
    return tuple(found)


def continues(before: str, after: str) -> bool:
    """True where `after` evidently goes on with the sentence that `before` breaks off.

    `before` has no end of a sentence and is long enough for prose, no heading, contact line or signature; `after`
    starts no item of a list and is more than a few words without any stop.
    """
    if _ENDS_SENTENCE.search(before) or _STARTS_ITEM.match(after):
        return False
    if _COUNT_BROKEN.search(before) and _COUNTED.match(after):
        return True
    if _CONTACT.search(before):
        return False
    if before.endswith(("，", ",", "、")):
        return True
    if len(before) < _shortest_prose(before):
        return False
    return bool(re.search(r"[，,。；;、！？]", after)) or len(after) >= _LONG


def _shortest_prose(text: str) -> int:
    """From which length on an unfinished line is prose rather than a heading, which may hold a comma, too."""
    marker = _STARTS_ITEM.match(text)
    if re.search(r"[。；;！？]", text[marker.end() :] if marker else text):
        return _WITH_SENTENCE
    if marker is None and re.search(r"[，,：:]", text):
        return _LONG
    return _SURELY_PROSE


def _together(before: str, after: str) -> str:
    ascii_word = re.compile(r"[0-9A-Za-z.,]")
    gap = " " if ascii_word.match(before[-1]) and ascii_word.match(after[0]) else ""
    return before + gap + after
