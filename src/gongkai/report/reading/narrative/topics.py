"""What a count or a sentence is about, by the last word before it that tells."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORDS = re.compile(
    r"(?P<disputes>(?:行政)?复议(?:案件|申请|后起诉|直接起诉)*|(?:行政)?诉讼(?:案件)?|起诉|应诉)"
    r"|(?P<requests>结转(?!资金|结余|项目)|依申请公开|信访举报投诉类申请|要求提供公开出版物|公开出版物|(?:政府)?信息公开申请|申请公开|信息申请|公开申请"
    r"|(?<!被)申请(?!人|表|书|(?:行政)?复议|程序|渠道|流程|办法|方式|公开率)|予以公开|同意公开|全部公开|部分公开|不予公开|无法提供|不予处理|其[他它]处理|不掌握|逾期不补正)"
    r"|(?P<fees>信息处理费|收费通知|行政事业性收费|收费)"
    r"|(?P<rules>规范性文件|规章(?!制度))"
    r"|(?P<decisions>行政许可|行政处罚|行政强制)"
    r"|(?P<services>ЖЖЖЖЖ|热线|信访|舆情|留言|信箱|议政|投诉|举报|提案|建议|咨询|来访|来信|诉求|解读|新闻发布会|发布会|培训)"
    r"|(?P<proactive>主动公开|公开(?:各类|各项|有关|相关|政府|政务|政府政务|主动)*(?:公开)?信息|发布|公开|上传|更新)"
)


_DISPUTE_AFTER = re.compile(r"(?:针对|关于|因|涉及|由)[^,、申请]{0,16}(?:行政)?(?:复议|诉讼)")


@dataclass(slots=True)
class Topic:
    """The topic that goes on from sentence to sentence until another one is named; empty where none is."""

    current: str = ""

    def of(self, left: str, right: str) -> str:
        """The topic of a count between these words; `current` where they do not tell."""
        for words in (left.rpartition(",")[2], left):
            found = list(_WORDS.finditer(words))
            if found:
                return found[-1].lastgroup or ""
        after = _WORDS.match(
            re.sub(r"^(?:的|各类|政府|政务|有效|群众|关于|政府信息公开)*", "", right)
        )
        if after and after.lastgroup:
            return after.lastgroup
        return "disputes" if _DISPUTE_AFTER.match(right) else self.current

    def follow(self, text: str) -> None:
        """Go on after a sentence: its last telling word is the topic of what follows."""
        found = [item for item in _WORDS.finditer(text) if item.lastgroup]
        if found:
            self.current = found[-1].lastgroup or ""


def is_heading(text: str) -> bool:
    """True for a short line without any stop, such as `（二）依申请公开`."""
    return len(text) <= 25 and not re.search(r"[。；;，,!?！？]|\d(?!\d*[、.．])", text)
