"""Sentences that only state what the records say. Everybody may state the same fact in the same words: they are no copying."""

from __future__ import annotations

import re
from dataclasses import replace

from gongkai.report.model import AnnualReport, Section

_FACTS = re.compile(
    r"\d{4}年主动公开政府信息\d+条(?:，其中.*)?"
    r"|按渠道分，.*|同一条信息在几个渠道发布的，分别计数"
    r"|(?:制发|废止|现行有效的)行政规范性文件\d+件.*"
    r"|发布政策解读\d+条|就\d+件决策事项公开征求意见"
    r"|\d{4}年没有收到政府信息公开申请，也没有上年结转的申请"
    r"|\d{4}年新收政府信息公开申请\d+件.*|办结的申请中，.*"
    r"|没有因政府信息公开引起的行政复议和行政诉讼|因政府信息公开被(?:申请行政复议|提起行政诉讼)\d+件.*"
    r"|发布前完成审核、保密审查\d+人次.*|对拟公开内容筛查\d+次.*|其中发现不宜公开内容、处理后才发布的\d+次"
    r"|对本期没有新信息的事项逐项签署情况说明\d+份"
    r"|年末在用的公开渠道有.*|对公开渠道检查\d+次"
    r"|举办政府信息公开培训\d+次.*|召开政府信息公开工作会议\d+次|重点工作清单共\d+项.*"
    r"|社会评议收到意见建议\d+条.*|追责问责\d+件|全年未发生追责问责情况"
    r"|.*办理群众诉求\d+(?:件|条)，已答复\d+(?:件|条).*|处理涉及本地的舆情\d+件.*"
    r"|开展政府信息公开宣传活动\d+次.*|通过村村响广播播送公开信息\d+次"
    r"|本年没有发出信息处理费收费通知，没有收取信息处理费|本年发出信息处理费收费通知\d+件.*"
    r"|联系单位：.*|联系电话：.*"
)
_SENTENCE = re.compile(r"[^。；\n]+[。；]?")


def states_facts(sentence: str) -> bool:
    """Whether the sentence says no more than the records do."""
    return bool(_FACTS.fullmatch(sentence.strip(" 。；")))


def own_words(report: AnnualReport) -> AnnualReport:
    """The report without those sentences: what is left are its body's own words."""
    return replace(report, sections=tuple(_own(section) for section in report.sections))


def _own(section: Section) -> Section:
    paragraphs = tuple(
        replace(paragraph, text=left)
        for paragraph in section.paragraphs
        if (
            left := "".join(
                each for each in _SENTENCE.findall(paragraph.text) if not states_facts(each)
            )
        )
    )
    return replace(section, paragraphs=paragraphs)
