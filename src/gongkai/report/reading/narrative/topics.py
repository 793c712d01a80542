"""What a count or a sentence is about, by the last word before it that tells."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORDS = re.compile(
    r"(?P<disputes>(?:行政)?复议(?:案件|申请|后起诉|直接起诉)*|(?:行政)?诉讼(?:案件)?|起诉|应诉)"
    r"|(?P<requests>结转(?!资金|结余|项目)|依申请公开|依申请(?:政府)?信息公开|依申公开|信访举报投诉类申请|要求提供公开出版物|公开出版物|(?:政府)?信息公开申请|申请公开|申请(?:政府|政务)?信息公开|信息申请|公开申请"
    r"|(?<!被)申请(?!人|表|书|(?:行政)?复议|程序|渠道|流程|办法|方式|公开率)|(?<!主动)予以公开|(?<!不)同意公开|全部公开(?!各|政府|政务|信息|了)|部分公开|不予公开|无法提供|不予处理|其[他它]处理|不掌握|逾期不补正)"
    r"|(?P<fees>信息处理费|收费通知|行政事业性收费|收费)"
    r"|(?P<rules>规范性文件|规章(?!制度))"
    r"|(?P<decisions>行政许可|行政处罚|行政强制)"
    r"|(?P<services>ЖЖЖЖЖ|热线|信访|舆情|留言|信箱|议政|投诉|举报|提案|建议|咨询|来访|来信|诉求|解读|新闻发布会|发布会|培训)"
    r"|(?P<proactive>主动公开|公开(?:各类|各项|有关|相关|政府|政务|政府政务|主动)*(?:公开)?信息|发布|公布|公开|上传|更新)"
)


_REQUEST_AFTER = re.compile(r"[^,;:、()]{0,16}?(?:信息公开|依申请公开|公开政府信息)(?:的)?申请")
_LONGEST_LEAD = 40
_COUNTS = re.compile(r"\d+(?:条|件|份|篇|项)")
_ENUMERATOR = re.compile(
    r"\s*(?:[(（]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[)）]|(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[、.．])"
)
_DISPUTE_AFTER = re.compile(r"(?:针对|关于|因|涉及|由)[^,、申请]{0,16}(?:行政)?(?:复议|诉讼)")


@dataclass(slots=True)
class Topic:
    """The topic that goes on from sentence to sentence until another one is named; empty where none is.

    `specific` is True below a line that names one topic of disclosure, such as `（1）推进重大项目信息公开`.
    """

    current: str = ""
    specific: bool = False

    def of(self, left: str, right: str) -> str:
        """The topic of a count between these words; `current` where they do not tell."""
        for words in (left.rpartition(",")[2], left):
            found = list(_WORDS.finditer(words))
            if found:
                return found[-1].lastgroup or ""
        after = _WORDS.match(
            re.sub(
                r"^(?:的|各类|政府信息(?=依申)|政府|政务|有效|自然人|企业|公民|法人|其他组织|个人|群众|网民|公众|和|、|提出|提交|要求公开政府信息|要求公开|关于|政府信息公开)*",
                "",
                right,
            )
        )
        if after and after.lastgroup:
            return after.lastgroup
        if _REQUEST_AFTER.match(right):
            return "requests"
        return "disputes" if _DISPUTE_AFTER.match(right) else self.current

    def follow(self, text: str) -> None:
        """Go on after a sentence: its last telling word is the topic of what follows."""
        found = [item for item in _WORDS.finditer(text) if item.lastgroup]
        if found:
            self.current = found[-1].lastgroup or ""
        if len(text) <= _LONGEST_LEAD and not _COUNTS.search(text):
            self.specific = names_topic(_ENUMERATOR.sub("", text))

    def turn(self, text: str) -> None:
        """Begin a paragraph: what stood under one topic ends with the next numbered or short line."""
        if _ENUMERATOR.match(text) or is_heading(text):
            self.specific = False


_LEAD = re.compile(
    r"(?:推进|加强|加大|做好|抓好|抓实|深化|强化|规范|突出|落实|推动|聚焦|紧扣|扩大)(?P<what>[^,。;:]{2,24}?)(?:信息)?公开(?:工作|力度|方面|情况)?(?:$|[,:])"
    r"|(?:^|[,)])(?:在)?(?P<field>[^,。;:、()等]{2,14}?)(?:领域|方面)(?:信息)?(?:公开)?(?:[,:]|$)"
)
_GENERAL = re.compile(
    r"(?:全面|不断|持续|依法|有序|稳步|深入|扎实|进一步|重点|工作|政府|政务|信息|主动|依申请|各项|各类|做好|和|的|法定|内容|平台|公开)*"
)


def names_topic(text: str) -> bool:
    """True where words lead up to one topic of disclosure (推进财政信息公开) rather than to disclosure as a whole."""
    return any(
        not _GENERAL.fullmatch(found["what"] or found["field"]) or "重点领域" in found[0]
        for found in _LEAD.finditer(text)
    )


def leads_by_topic(left: str) -> bool:
    """True where an earlier clause of the words before a count names one topic."""
    return names_topic(left.rpartition(",")[0] + ",") if "," in left else False


def is_heading(text: str) -> bool:
    """True for a short line without any stop, such as `（二）依申请公开`."""
    return len(text) <= 25 and not re.search(r"[。；;，,!?！？]|\d(?!\d*[、.．])", text)
