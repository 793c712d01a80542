"""The elements (要素) of an entry: taken apart, and looked for in an item."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_NUMBERED = re.compile(
    r"(?:(?<=^)|(?<=[\s；;。，,、]))(?:[（(]?\d{1,2}[)）.．、](?!\d)|[（(][一二三四五六七八九十]{1,3}[)）]|[①-⑳]|[●◆■▲·•])\s*"
)
_TAIL = re.compile(r"^[\s、，,；;：:。.]+|[\s、，,；;：:。.]+$|等$")
_BRACKETS = {"（": "）", "(": ")", "“": "”", "《": "》", "〔": "〕"}
_CLOSING = frozenset(_BRACKETS.values())


def split_elements(text: str) -> tuple[str, ...]:
    """The elements of a cell 公开内容（要素）: by its numbers or lines; else by ；; else by 、 and ，.

    What stands in brackets or quotation marks is not taken apart.
    """
    text = text.replace("\r", "\n").strip()
    pieces = [piece for piece in _NUMBERED.split(text) if piece.strip()]
    if len(pieces) < 2:
        pieces = [piece for piece in text.split("\n") if piece.strip()]
    if len(pieces) < 2:
        pieces = _split_outside(text, "；;。")
    if len(pieces) < 2:
        pieces = _split_outside(text, "、，,")
    told = (_tidy(piece) for piece in pieces)
    return tuple(dict.fromkeys(piece for piece in told if piece))


def _tidy(piece: str) -> str:
    before = None
    piece = re.sub(r"\s*\n\s*", "", piece)
    while piece != before:
        before, piece = piece, _TAIL.sub("", piece.strip())
    return piece


def _split_outside(text: str, marks: str) -> list[str]:
    pieces, depth = [""], 0
    for sign in text:
        if sign in _BRACKETS:
            depth += 1
        elif sign in _CLOSING:
            depth = max(0, depth - 1)
        if sign in marks and not depth:
            pieces.append("")
        else:
            pieces[-1] += sign
    return [piece for piece in pieces if piece.strip()]


# Words that say of nothing in particular what it is about.
_EMPTY = re.compile(
    r"(?:有关|相关|具体|主要|基本|其他|各类|各级|及其?|以及|和|与|的|等|情况|信息|内容|事项|材料|说明|可选|如有)"
)
# Kinds of papers: where a row names several, an item is one of them and holds none of the others.
_PAPER = re.compile(r"(?:方案|规划|计划|办法|规定|制度|意见|通知|文件|法规|规章|预案|细则|纲要)$")
# What is asked for, and what shows that it is there.
_SHOWN_BY = tuple(
    (re.compile(asked), re.compile(shown))
    for asked, shown in (
        (r"联系方式|电话|监督渠道|举报|咨询", r"电话|热线|邮箱|\d{3,4}-?\d{7,8}|12345"),
        (r"时间.*地点|地点.*时间", r"(?=.*(?:地址|地点))(?=.*(?:时间|工作日|上午|下午))"),
        (r"(?:办理|办公|工作|受理|开放)时间", r"(?:办公|工作|受理|开放|办理)时间|上午|下午"),
        (r"地点|地址", r"地址|地点|[路街]\d+号"),
        (r"依据", r"依据|根据|按照|《"),
        (r"(?:申报|申请|所需|提交|办理)材料", r"材料|身份证|户口簿"),
        (r"流程|程序|步骤", r"流程|程序|步骤"),
        (r"时限|期限", r"时限|期限|\d+个?(?:工作日|日)内"),
        (r"名单|名册", r"姓名|名单|户主"),
        (r"(?:救助|补贴|补助|保障|供养)标准", r"标准|每[人户亩月]|元/"),
        (r"文号|证号|备案号", r"[〔\[(]\d{4}[〕\])]\d+号|文号|证号"),
        (r"(?:批复|审批|备案|发布|生效)时间", r"\d{4}年\d{1,2}月"),
        (r"结果", r"结果|名单|姓名|金额|决定|准予|批复"),
        (r"条件|资格", r"条件|资格|符合|低于"),
        (r"金额|资金数", r"元"),
        (r"项目名称", r"项目|工程"),
        (r"项目统一代码", r"项目代码|统一代码|\d{4}-\d{6}-\d{2}-\d{2}-\d{6}"),
        (r"全文|文件名称|政策文件", r"第[一二三]条|[〔\[(]\d{4}[〕\])]\d+号|《|一、"),
    )
)


def missing_elements(elements: Iterable[str], text: str) -> tuple[str, ...]:
    """Those elements of which a text says nothing that can be found: a question to a person, never a verdict.

    An element counts as said when its words stand in the text, or words for the same, or most of its pairs of
    characters. Elements that are optional (（可选）, （如有）) are not asked for, nor several kinds of papers.
    """
    plain, asked = _plain(text), tuple(elements)
    papers = {element for element in asked if _PAPER.search(element)}
    spared = papers if len(papers) > 1 else set()
    return tuple(
        element
        for element in asked
        if element not in spared
        and not re.search(r"可选|如有|其他|等级?$", element)
        and not _is_said(element, plain)
    )


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _is_said(element: str, plain: str) -> bool:
    core = re.sub(r"\(.*?\)", "", _plain(element))
    core = core.rpartition(":")[0] or core
    if core in plain:
        return True
    if any(asked.search(core) and shown.search(plain) for asked, shown in _SHOWN_BY):
        return True
    bare = _EMPTY.sub("", core) or core
    if bare in plain:
        return True
    pairs = {bare[at : at + 2] for at in range(len(bare) - 1)} or {bare}
    return sum(pair in plain for pair in pairs) * 3 >= len(pairs) * 2
