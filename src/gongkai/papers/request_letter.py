"""What a letter that asks for information says of who wrote it: by its labels, its signature, a number that stands alone.

A proposal for a form that somebody looks through: what is not plain stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_GAP = r"[\s\u3000]*"
_LABELS = {
    "name": r"申{0}请{0}人{0}(?:[（(][^（）()\n]{{1,12}}[）)])?(?:姓名|名称)?|姓{0}名|单位名称|(?:申请)?单位(?:名称)?",
    "identity_number": r"(?:居民)?身份证(?:件)?(?:号码?)?|公民身份号码|证件号码?|统一社会信用代码",
    "phone": r"(?:联系|手机|移动|固定)?电{0}话(?:号码)?|手机(?:号码?)?|联系方式|联系号码",
    "address": r"(?:通信|通讯|联系|邮寄|收件|寄送|家庭|现|居住)?(?:地{0}址|住址)|住所地?",
    "email": r"(?:电子)?邮箱(?:地址)?|电子邮件(?:地址)?|e-?mail",
}  # fmt: skip
_LABELLED = re.compile(
    "|".join(
        rf"(?P<{field}>(?<![\u4e00-\u9fff])(?:{words.format(_GAP)}))"
        for field, words in _LABELS.items()
    ),
    re.I,
)
_COLON = re.compile(rf"{_GAP}(?:[（(][^（）()]{{1,20}}[）)])?{_GAP}[:：][ \t\u3000\xa0]*")
_CELL = re.compile(r"[ \t\u3000]*\r?\n[ \t\u3000]*(?=\S)")
# What stands behind a cell of the usual form that nobody has filled in.
_OTHER_CELLS = frozenset(
    {
        "工作单位",
        "证件名称",
        "邮政编码",
        "传真号码",
        "传真",
        "法定代表人",
        "法人代表",
        "联系人",
        "联系人姓名",
        "公民",
        "法人或者其他组织",
        "法人或其他组织",
        "名称",
        "国籍",
        "组织机构代码",
        "申请时间",
        "所需信息情况",
    }
)
_VALUES = {
    "name": re.compile(r"[\u4e00-\u9fff·•（）()]{2,40}|[A-Za-z][A-Za-z .'-]{2,39}"),
    "identity_number": re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{15}|[0-9A-HJ-NP-RT-UW-Y]{18})(?![\dA-Za-z])"),
    "phone": re.compile(r"\+?[\d(（][\d\-－—()（） ]{5,20}\d"),
    "address": re.compile(r"[^\n；;。]{4,80}"),
    "email": re.compile(r"[\w.+-]{1,60}@[\w-]+(?:\.[\w-]+)+"),
}  # fmt: skip
_MOBILE = re.compile(r"(?<![\d-])1[3-9]\d{9}(?![\d-])")
_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?![\dA-Za-z])")
_SIGNATURE = re.compile(r"[\u4e00-\u9fff·]{2,4}")
_WRITTEN_DAY = re.compile(
    r"\s*(?:\d{4}|二[〇○零]\S{2})\s*[年./-]\s*\S{1,2}\s*[月./-]\s*\S{1,3}\s*日?\s*"
)
_CLOSING = re.compile(r"[\s\u3000]*(?:此致)?[\s\u3000]*敬[\s\u3000]*礼[！!。]?[\s\u3000]*")
_NO_NAMES = frozenset({"谢谢", "感谢", "此致", "敬礼", "特此申请", "盼复", "望回复", "请回复", "您好", "你好"})  # fmt: skip


class Writer(NamedTuple):
    """Who wrote a letter, as far as it says so plainly; what it does not say is empty."""

    name: str = ""
    identity_number: str = ""
    phone: str = ""
    address: str = ""
    email: str = ""


def writer_of(text: str) -> Writer:
    """What the letter says of its writer: the first value of each label, else what stands alone.

    >>> writer_of("申请人：田大有，联系电话：0000-5550199。申请公开验收报告。").phone
    '0000-5550199'
    """
    found: dict[str, str] = {}
    for field, value in _labelled(text):
        found.setdefault(field, value)
    found.setdefault("name", _signature(text))
    found.setdefault("phone", _only(_MOBILE.findall(text)))
    found.setdefault("identity_number", _only(_NUMBER.findall(text)))
    return Writer(**found)


def _labelled(text: str) -> Iterator[tuple[str, str]]:
    """Field and value of every label with a colon, or alone on its line as a cell of a form before the one with its value;
    a value ends where the next label begins.
    """
    labels = []
    for match in _LABELLED.finditer(text):
        if colon := _COLON.match(text, match.end()) or _CELL.match(text, match.end()):
            is_cell = colon[0].endswith("\n")
            if not is_cell or text[: match.start()].rpartition("\n")[2].strip(" \u3000") == "":
                labels.append((str(match.lastgroup), match.start(), colon.end()))
    ends = [*(start for _field, start, _end in labels), len(text)][1:]
    for (field, _start, begins), end in zip(labels, ends, strict=True):
        line = text[begins:end].split("\n", 1)[0]
        if (value := _VALUES[field].match(line)) and value[0] not in _OTHER_CELLS:
            yield field, value[0].strip(" \u3000，,、（(")


def _only(values: list[str]) -> str:
    """The one value there is; where there are several, nobody knows whose each is."""
    return values[0] if len(set(values)) == 1 else ""


def _signature(text: str) -> str:
    """A name on a line of its own, under the closing words or over the day at the end."""
    lines = [line.strip(" \u3000\xa0") for line in text.split("\n") if line.strip(" \u3000\xa0")]
    for at, line in enumerate(lines):
        if not _SIGNATURE.fullmatch(line) or line in _NO_NAMES:
            continue
        if at and _CLOSING.fullmatch(lines[at - 1]):
            return line
        if at + 1 < len(lines) and at + 3 >= len(lines) and _WRITTEN_DAY.fullmatch(lines[at + 1]):
            return line
    return ""
