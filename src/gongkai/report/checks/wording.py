"""残缺与重复 wording: counts whose number was lost, phrases printed twice, set expressions with a wrong character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from gongkai.report.checks.finding import Finding, Level
from gongkai.report.checks.passages import paragraphs, passage_finding
from gongkai.report.checks.places import excerpt
from gongkai.report.checks.registry import Context, check
from gongkai.report.wordlists import word_list

_COUNTED = "(?:信息|资质|解读|会议|公告|稿件|提案|培训|留言|动态|视频|图解|报告|名单|处罚|许可|案例|通知|简报|文章|推文|问答|数据|结果|决定|记录|图片|线索|政策|公示|举措)"
_LOST = re.compile(
    rf"{_COUNTED}(?:条|篇|次|份|期|场|则)(?=[，。；、,;]|$)"
    r"|(?:建议提案|提案|行政处罚|行政许可|规范性文件)件(?=[，。；、,;]|$)"
)
_PLACEHOLDER = re.compile(
    r"(?<![A-Za-z\d])[XxＸｘ×＿_]{1,4}\s*(?:条|件|篇|次|份|期|场|项|元|人次)(?![A-Za-z])"
)
_TWICE = re.compile(
    r"([\u4e00-\u9fff]{4,14}|(?=[\u4e00-\u9fff\d]*[\u4e00-\u9fff]{3})[\u4e00-\u9fff\d]{5,24})\1"
)
_WORD_TWICE = re.compile(r"([\u4e00-\u9fff]{2,3})\1(?=[，。；、,;])")
_SAID_TWICE = re.compile(
    r"研究|讨论|学习|商量|了解|考虑|打扫|收拾|检查|参观|[一二三四五六七八九十\d]"
)
_CLAUSE_TWICE = re.compile(
    r"(?:^|(?<=[，。；、,;]))([\u4e00-\u9fff\d]{4,30})[，、；,;]\1(?=[，。；、,;]|$)"
)


@check("AR413", "count-lost", label="有量词没有数字", level=Level.WARNING)
def count_lost(context: Context) -> Iterator[Finding]:
    """量词前应有数字。

    What it checks: a counter word behind a thing that is counted, at the end of a clause and without a number (企业资质条);
    letters that stand in a template for a number (X件).
    Why: the number was lost in filling the template or in copying.
    Example: “公开企业资质条，行政许可结果5条”。
    Known limits: things on the rule's list only; 件 is judged behind a few of them, for 申请件 and 转办件 are words.
    Basis: 政府信息公开条例第五十条第一项.
    """
    for place in paragraphs(context.report):
        for found in (*_LOST.finditer(place.text), *_PLACEHOLDER.finditer(place.text)):
            yield passage_finding(
                context,
                "AR413",
                place,
                f"“{excerpt(place.text, *found.span(), width=24)}”中的“{found[0]}”没有数字",
                "请按台账补上数字",
                found[0],
                expected="数字",
            )


@check("AR414", "phrase-doubled", label="词语重复", level=Level.WARNING)
def phrase_doubled(context: Context) -> Iterator[Finding]:
    """同一个词语不应连写两遍。

    What it checks: four characters or more that stand twice in a row, a clause repeated right behind itself, and words of
    two or three characters doubled before a mark.
    Why: pasted twice, or left over from a correction.
    Example: “进一步完善进一步完善公开目录”。
    Known limits: shorter words doubled before other words are left out (人民政府政府信息公开目录, 信息公开公开栏 are lawful);
    doubled before a mark they are a notice.
    Basis: 党政机关公文处理工作条例（文字精练）.
    """
    for place in paragraphs(context.report):
        told: list[range] = []
        for pattern in (_TWICE, _CLAUSE_TWICE, _WORD_TWICE):
            for found in pattern.finditer(place.text):
                short = pattern is _WORD_TWICE
                if short and _SAID_TWICE.search(found[1]):
                    continue
                if any(found.start() in span for span in told):
                    continue
                told.append(range(*found.span()))
                yield passage_finding(
                    context,
                    "AR414",
                    place,
                    f"“{excerpt(place.text, *found.span(), width=28)}”中的“{found[1]}”连写了两遍",
                    "请删去一个",
                    found[1],
                    expected="1次",
                    level=Level.NOTICE if short else None,
                )


@check("AR415", "idiom-broken", label="成语有错字", level=Level.WARNING)
def idiom_broken(context: Context) -> Iterator[Finding]:
    """固定词组不应有错字。

    What it checks: set expressions of the list with exactly one character replaced.
    Why: no spelling checker finds a wrong character that is itself a word.
    Example: “残差不齐”应为“参差不齐”。
    Known limits: only entries of the list; variants that are good Chinese are listed there as lawful.
    Basis: 国务院办公厅政府网站与政务新媒体检查指标（严重表述错误）.
    """
    for place in paragraphs(context.report):
        for word, pattern, lawful in _idioms():
            if word[:2] not in place.text and word[2:] not in place.text:
                continue  # one wrong character leaves one half whole
            for found in pattern.finditer(place.text):
                if found[0] == word or (lawful and lawful.search(found[0])):
                    continue
                yield passage_finding(
                    context,
                    "AR415",
                    place,
                    f"“{excerpt(place.text, *found.span(), width=20)}”中的“{found[0]}”疑为“{word}”",
                    f"请改为“{word}”",
                    found[0],
                    expected=word,
                )


@cache
def _idioms() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...]:
    """Each expression, what differs from it by one character, and what of that is lawful."""
    return tuple(
        (
            entry["word"],
            re.compile(
                "|".join(
                    f"{entry['word'][:at]}[\u4e00-\u9fff]{entry['word'][at + 1 :]}"
                    for at in range(len(entry["word"]))
                )
            ),
            re.compile(entry["lawful"]) if "lawful" in entry else None,
        )
        for entry in word_list("idioms")["idiom"]
    )
