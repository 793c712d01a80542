"""Information processing fees in the prose (条例第四十二条): notices, amounts, and whether the report speaks of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gongkai.report.model import Number, Statement
from gongkai.report.reading.narrative.mentions import Mention
from gongkai.report.reading.narrative.sentences import Sentence

AMOUNTS = {"元": 1, "万元": 10_000, "亿元": 100_000_000}

_FEE = re.compile(
    r"信息处理费|信息公开处理费|零收费|政府信息公开(?:的)?(?:相关)?(?:收费|费用)|依申请公开(?:政府信息)?(?:的)?(?:收费|费用)"
)
_FOR_INFORMATION = re.compile(r"(?:提供|公开)(?:政府)?信息")
_ANY_FEE = re.compile(r"(?:任何|相关|检索、?复制、?邮寄等?|检索|复制|邮寄|成本)*(?:费用|收费|费)")
_NONE = re.compile(
    r"(?:未|没有|无|不存在|未曾|均未|尚未|从未|没|免予?|不)(?:发生|产生|有|向[^,;]{0,14})?(?:依法)?(?:收取|收过|收到|产生|发生|涉及|征收|收)?(?:了|过)?[^,;]{0,16}?(?:信息处理费|信息公开处理费|收费|费用)"
    r"|零收费|(?:信息处理费|信息公开处理费|收费|费用)[^,;]{0,8}?(?:(?:金额)?(?:均|都)?(?:为|是)?(?:零|无|(?<!\d)0)(?:元|$|,)|未收取|无$|一分(?:钱|也|都)?(?:未|没)收?)"
    r"|(?:未|没有|没|从未)[^,;]{0,16}?收过?(?:任何|一分)?(?:费|钱)(?!用)"
)
_NO_NOTICE = re.compile(
    r"(?:未|没有|未曾|从未|无)(?:向[^,]{0,12})?(?:发出|下达|送达|作出|发生)?(?:过)?(?:信息处理费)?收费通知"
)
_FROM_APPLICANTS = re.compile(r"(?:未|没有|未曾)向(?:任何)?申请(?:人|者|公民)[^,;。]{0,12}费")
_NOTHING_TAKEN = re.compile(
    r"(?:\d{4}年度?|本年度?|全年)?,?(?:本机关|我[镇乡局县办委]|本单位|[^,]{0,8})?(?:未|没有|未曾)收取(?:过)?(?:任何|相关|各类)?费用"
)
"""In part six, where the form asks for the processing fee, a sentence of these words alone is about it."""
_SPENT = re.compile(r"支出|经费|用于|宣传|购置|制作|设立|建设|维护|投入|花费|开支|减免")
_LAW_ONLY = re.compile(r"※|管理办法|按照|根据|依据|规定|标准|制度")
_NOTICE = re.compile(
    r"收费通知(?:书)?(?:共|共计|总计|合计|的)?(?:件数)?(?:为|是|有|:|了)*$|发出(?:收费)?通知(?:书)?$"
)
_NOTICE_AFTER = re.compile(r"(?:信息处理费)?(?:收费)?通知")
_CHARGED = re.compile(
    r"(?:通知(?:书)?(?:收取|收费)?(?:的)?|应收|拟收取|要求缴纳)[^,;]{0,10}?(?:总金额|金额|总额|费用|处理费|合计)?(?:共|共计|合计|为|是|有|:|了)*$|^(?:,|、|;)?(?:总金额|金额|涉及金额|合计金额|总额)(?:共|共计|合计|为|是|有|:)*$"
)
_NOT_TAKEN = re.compile(r"行政事业性收费|减免|免收|免除|退[还回]|未缴|不缴|拟收?|预计|应缴|标准")
_NOT_TAKEN_AFTER = re.compile(r"(?:费用)?(?:已|均|全部|予以)*(?:退|未收|未缴|免|减)")
_COLLECTED = re.compile(
    r"(?:实际收取|实收|实际收到|已收取|共收取|收取|征收|收到|收费|收)(?:了|到|的)?(?:政府信息公开|申请人|依申请公开)*(?:信息处理费|信息公开处理费|处理费|费用)?(?:的)?(?:总金额|金额|总额|总计|合计)?(?:共|共计|合计|总计|为|是|有|:|了)*$"
    r"|(?:信息处理费|信息公开处理费|处理费|费用)(?:收取|收入|收费)?(?:的)?(?:总金额|金额|总额|情况)?(?:共|共计|合计|总计|为|是|有|:|了|均为)*$"
)


def read(mention: Mention, *, about_fees: bool) -> Iterator[Statement]:
    """What a count or amount says of the fees; `about_fees` where the sentence or the one before names them."""
    if not about_fees:
        return
    if mention.unit in AMOUNTS:
        value = _plain(Decimal(mention.value) * AMOUNTS[mention.unit])
        words = mention.clause
        if _NOT_TAKEN.search(words) or _NOT_TAKEN_AFTER.match(mention.right) or _is_spent(mention):
            return
        if _COLLECTED.search(words) and not re.search(r"通知|应收", words):
            yield mention.states("fee_collected", value, "元")
        elif _CHARGED.search(words) or _CHARGED.search(mention.between):
            yield mention.states("fee_charged", value, "元")
        return
    if mention.unit in {"件", "份", "次", "起", "张"} and (
        _NOTICE.search(mention.clause)
        or (
            _NOTICE_AFTER.match(mention.right)
            and re.search(r"发出|下达|作出|送达|寄出", mention.clause)
        )
    ):
        yield mention.states("fee_notices")


def _is_spent(mention: Mention) -> bool:
    """True where the amount is what the office spent, not what applicants paid."""
    return bool(_SPENT.search(mention.left)) and not re.search(
        r"处理费|收取|收到|实收", mention.clause
    )


def denials(sentence: Sentence, topic: str) -> Iterator[tuple[str, Number, int, int]]:
    """The fee collected where a sentence says in words that there was none."""
    if "费" not in sentence.text:
        return
    about = (
        _FEE.search(sentence.text) is not None
        or _FROM_APPLICANTS.search(sentence.text) is not None
        or (sentence.section == "other" and _FOR_INFORMATION.search(sentence.text) is not None)
        or (sentence.section == "other" and _NOTHING_TAKEN.fullmatch(sentence.text) is not None)
    )
    if not about and topic not in {"requests", "fees"}:
        return
    notices = _NO_NOTICE.search(sentence.text)
    if notices is not None:
        yield "fee_notices", 0, notices.start(), notices.end()
    found = _NONE.search(sentence.text)
    if found is None or (not about and not _ANY_FEE.search(found[0])):
        return
    if re.search(r"行政事业性收费|减免|违规|乱收费|[未不]缴", found[0]):
        return
    if re.search(r"不收取", found[0]) and re.search(r"除|一律|原则|规定|不得", sentence.text):
        return
    yield "fee_collected", 0, found.start(), found.end()


def names_fees(text: str) -> bool:
    """True where a sentence speaks of the fees of information disclosure."""
    return _FEE.search(text) is not None or "收费通知" in text


def states_fees(sentence: Sentence, stated: bool) -> bool:
    """True where a sentence reports on the fees: an amount, a notice or that there were none; not the rules alone."""
    return stated or (
        names_fees(sentence.text)
        and re.search(r"减免|免收|免除", sentence.text) is not None
        and not _LAW_ONLY.search(sentence.text)
    )


def _plain(value: Decimal) -> Number:
    return int(value) if value == value.to_integral_value() else value
