"""What in a line tells a document number, a body, a day or a label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_OPEN, _CLOSE = r"[〔\[［（(【﹝]", r"[〕\]］）)】﹞]"
NUMBER = re.compile(
    rf"(?P<word>[\u4e00-\u9fff]{{2,14}})\s*{_OPEN}\s*(?P<year>(?:19|20)\d\d)\s*{_CLOSE}\s*第?\s*(?P<serial>\d{{1,5}})\s*号"
)
_OWN_NUMBER = re.compile(NUMBER.pattern + r"(?P<rest>\s*(?:签\s*发\s*人.*)?)")
_ISSUE = re.compile(r"[（(]?\s*((?:19|20)\d\d)\s*年\s*第\s*(\d{1,4})\s*号\s*[）)]?")
BODY = re.compile(
    r"[\u4e00-\u9fff]{2,26}(?:人民政府|委员会|办公室|办事处|局|委|中心|所|站|院|厅|部|处|大队|支队|办)"
)
TITLE_END = re.compile(
    r"(?:通知|公告|通告|公示|公报|预公告|办法|细则|规定|方案|意见|决定|决定书|通报|规划|计划|纲要|总结|报告|预案|名单|花名册|表|情况|制度|"
    r"批复|函|决算|预算|说明|清单|目录|指南|纪要|职能|须知|信息|名册|明细|结果|公开)(?:[（(][^）)]{1,20}[）)])?"
)
_DIGITS = {
    sign: number for number, signs in enumerate("〇一二三四五六七八九") for sign in signs
} | {
    "○": 0,
    "零": 0,
    "Ｏ": 0,
    "O": 0,
}
_DAY = re.compile(r"((?:19|20)\d\d)\s*[年\-/.]\s*(\d{1,2})\s*[月\-/.]\s*(\d{1,2})\s*日?")
_CHINESE_DAY = re.compile(
    r"([二一][〇○零ＯO九一二三四五六七八]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
LABELS: dict[str, tuple[str, ...]] = {
    "title": ("标题", "信息名称", "名称"),
    "document_number": ("文号", "发文字号", "文件编号"),
    "issuing_body": ("发文机关", "发布机构", "发布机关", "制发机关", "公开机关", "来源", "信息来源", "文章来源"),
    "formed_on": (
        "成文日期", "生成日期", "制发日期", "成文时间", "生成时间", "落款日期", "填表日期", "制表日期", "填报日期",
        "制表时间", "填表时间", "填报时间",
    ),
    "issued_on": ("印发日期", "印发时间"),
    "published_on": ("发布日期", "发布时间", "公开日期", "公开时间"),
    "index_number": ("索引号", "信息索引号"),
    "keywords": ("关键词", "主题词"),
}  # fmt: skip
_FIELD_OF = {label: field for field, labels in LABELS.items() for label in labels}
_LABEL = "|".join(
    r"[ \u3000]*".join(label) for label in sorted(_FIELD_OF, key=lambda label: -len(label))
)
_LABELLED = re.compile(rf"(?:^|(?<=[\s\u3000【\[|]))({_LABEL})[ \u3000]*[:：】\]][ \u3000]*")
_BETWEEN = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff](?:[ \u3000]|$))")


def tidied(text: str) -> str:
    """The text without the spaces that spread single characters (``纪　要``)."""
    text = text.strip().strip("\u3000").strip()
    previous = ""
    while previous != text:
        previous, text = text, _BETWEEN.sub("", text)
    return text


def own_number(line: str) -> str | None:
    """The document number that a line consists of, in its right form; ``None`` for any other line."""
    match = _OWN_NUMBER.fullmatch(line.strip())
    if match:
        return written(match)
    issue = _ISSUE.fullmatch(line.strip())
    return f"{issue[1]}年第{issue[2]}号" if issue else None


def number_in(text: str) -> str | None:
    """The first document number in a text, in its right form."""
    match = NUMBER.search(text)
    return written(match) if match else None


def written(match: re.Match[str]) -> str:
    """A document number with its six-cornered brackets and without 第."""
    return f"{match['word']}〔{match['year']}〕{int(match['serial'])}号"


def days_in(text: str) -> Iterator[date]:
    """The days that a text names, in Arabic or Chinese numerals; what is no day is passed over."""
    found = [(match.start(), _made(*match.groups())) for match in _DAY.finditer(text)]
    for match in _CHINESE_DAY.finditer(text):
        year = int("".join(str(_DIGITS.get(sign, 9)) for sign in match[1]))
        found.append((match.start(), _made(year, _counted(match[2]), _counted(match[3]))))
    return (day for _, day in sorted(found, key=lambda each: each[0]) if day is not None)


def _made(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _counted(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS.get(text, 0)
    return (_DIGITS.get(tens, 1) if tens else 1) * 10 + _DIGITS.get(ones, 0)


def only_day(line: str) -> date | None:
    """The day of a line that holds nothing else, brackets aside."""
    text = tidied(line).strip("（）() ")
    day = next(days_in(text), None)
    if day is None:
        return None
    rest = _CHINESE_DAY.sub("", _DAY.sub("", text))
    return None if rest.strip() else day


def bodies_in(line: str) -> list[str]:
    """The bodies that a line consists of: one, or several with space between them; else none."""
    parts = [part for part in re.split(r"[ \u3000、]+", line.strip()) if part]
    return parts if parts and all(BODY.fullmatch(part) for part in parts) else []


def labelled(line: str) -> list[tuple[str, str]]:
    """``(field, value)`` for each known label in a line."""
    marks = list(_LABELLED.finditer(line))
    pairs = []
    for place, mark in enumerate(marks):
        end = marks[place + 1].start() if place + 1 < len(marks) else len(line)
        value = re.split(r"[ ]{2,}|\u3000|\|", line[mark.end() : end].strip())[0].strip()
        if value:
            pairs.append((_FIELD_OF[re.sub(r"\s", "", mark[1])], value))
    return pairs


def field_of(label: str) -> str | None:
    """The field that a label names, or ``None``."""
    return _FIELD_OF.get(re.sub(r"[\s:：]", "", label))
