"""Requests in the prose: received, carried, answered, and with which outcome."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.report.model import Number, Statement
from gongkai.report.reading.narrative.mentions import Mention, names_documents_by_class
from gongkai.report.reading.narrative.roles import adds_up
from gongkai.report.reading.narrative.sentences import Sentence
from gongkai.report.reading.narrative.totals import Standing

UNITS = frozenset({"件", "件次", "条", "次", "份", "宗", "起", "个", "例", "项"})
ABOUT = re.compile(
    r"依申请|依申公开|公开申请|信息申请|申请(?!人|表|书|行政复议|复议|执行|程序|渠道|流程|受理点|办法|方式)"
)

_WAY = r"信函|邮寄|邮政|来信|当面|现场|窗口|网络|网上|在线|线上|线下|传真|口头|电子邮件|邮件|微信"
_ASKED = (
    r"(?:公民|群众|网民|社会公众|公众|申请人|当事人|任何|个人|自然人|组织|单位|法人|企业|和|或|、|其他|其它|关于|有关|涉及|对|各类|依法|提出|提交|主动|的|要求|线上|线下|书面|网络|网上|当面|口头|来自)*"
    r"(?:(?:依申请公开|依申公开|政府信息|政务信息)(?:公开)?(?:政府)?(?:信息)?(?:依申请公开)?|依申请(?:政府|政务)?(?:信息)?|政府信息公开|政务信息公开|政务公开|信息公开|公开政府信息|公开信息|申请公开(?:政府)?信息|公开)*(?:的)?(?:政府信息)?(?:公开)?"
    r"(?:申请|的申请|申请书|申请件|事项|信件|信函|来信|来函|件|案件|工单|需求)*"
)
_QUANTITY = r"(?:数量|总量|总数|量|数|件数|案件)?(?:情况)?(?:为|是|达|有|计|约|共|共计|总计|合计|累计|了|一共|总共|到)*$"
_RECEIVE = r"(?:新收|收到|收悉|接收到|受理|接收|接到|接受|收取|新接收|新受理|登记|(?<!回)收)(?:并)?(?:受理|登记)?(?:办理|答复|办结|处理|回复|完成)?(?:了|到|的)?(?:本年度?)?(?:新增)?(?:有效)?"
_RECEIVED = re.compile(_RECEIVE + _ASKED + _QUANTITY)
_REQUESTS_COUNT = re.compile(
    r"(?:依申请公开|依申公开|政府信息公开申请|信息公开申请|公开申请|(?:^|[^\u3400-\u9fff]|[年度内共月日份来间镇乡县局委办位关府]|网络|本年新收|收到|收到的|受理|接收|新收|接到|的)申请)(?:政府信息公开)?(?:申请|案件|事项|信件|信函|来信|件)*"
    + _QUANTITY
)
_ANSWER = r"(?:办结|办理完毕|办理完结|答复|回复|办复|办理|处理|反馈|审结|完成)(?:并答复|并回复|答复|办结)?"
_ANSWERED = re.compile(_ANSWER + r"(?:了|的)?(?:各类|申请人|全部)?" + _ASKED + _QUANTITY)
_RECEIVED_AND_ANSWERED = re.compile(
    r"(?:受理|收到|接收|接到)(?:并|、|和|及|且)(?:依法|按时|按期|及时|全部|均|已)*(?:办结|答复|办理|回复|处理)"
)
_CARRIED_IN = re.compile(
    r"(?:(?:上一?年度?|去年|往年|以前年度|20\d\d年度?)(?:末|底)?(?:结转|转接|遗留|接转|转入|未办结|结转(?:至|到)(?:本年|今年|20\d\d年)(?:度)?)|结转自?上一?年度?|转自上年|上年度?转|承接上年)"
    r"[^,;。]{0,24}$"
)
_CARRIED_OUT = re.compile(
    r"(?:结转|转)(?:至|到|入|下|为|往|次)*(?:下?一?年度?|次年度?|明年|20\d\d年度?)(?:度)?(?:继续)?(?:办理|处理|答复)?[^,;。]{0,16}$"
)
_CARRIED_OUT_AFTER = re.compile(
    r"(?:申请|案件|件)?(?:正在办理|尚在办理|未办结|尚未办结|未到期|跨年|仍在办理)*(?:中)?(?:并|而|将|已|的)?(?:顺延|延|结转|转)(?:至|到|入|下|为|往|次)*(?:下?一?年|次年|明年|20\d\d年)"
)
_CARRIED_IN_AFTER = re.compile(r"(?:为|是|系|属)(?:上一?年|去年|20\d\d年)度?结转")
_NEW_AFTER = re.compile(r"(?:申请)?(?:为|是|系|属)(?:本|今|当)年度?(?:内)?新(?:收|增|受理)")
_WITH_CARRIED = re.compile(
    r"^(?:申请)?\((?:其中)?(?:含|包括|包含|内含|均含)[^)]{0,12}结转"
    r"|^(?:申请)?[,(](?:其中)(?:含|包括|包含|有)?[^,]{0,8}(?:上一?年|去年|往年|20\d\d年)度?(?:末|底)?(?:结转|转入|转来|遗留|接转)(?!(?:申请)?0件)"
    r"|^(?:申请)?[,(](?:含|包括|包含)[^,]{0,8}(?:上一?年|去年|往年|20\d\d年)度?(?:末|底)?(?:结转|转入|转来|遗留|接转)"
)
_PART_OF_TOTAL = re.compile(
    rf"(?:{_WAY}|网站|平台)(?:形式|方式|渠道|途径|端|提交|提出|平台)*(?:的)?(?:申请|受理|收到|收件)?(?:公开)?(?:申请)?"
    + _QUANTITY
)
_CHANNEL_REQUEST = re.compile(rf"(?:收到|受理|接到)(?:了)?(?:{_WAY})")
_SUBJECT = re.compile(
    r"(?:涉及|主要为|内容为|关于|有关)[^,]{0,12}(?:类|方面|领域|信息|内容)(?:的)?(?:申请)?(?:有|共|为)*$"
)
_WRONG = re.compile(r"逾期|超期|补正|延期|撤回申请|撤销申请|败诉|复议|诉讼|投诉举报")
_OTHER_CHANNELS = re.compile(
    r"ЖЖЖЖЖ|热线|信访|舆情|留言|信箱|议政|投诉|举报|提案|建议|咨询|来访|诉求|许可|审批|救助|低保|证明"
)

_OTHER_BUSINESS = re.compile(
    r"审批事项|审批|行政许可|许可事项|(?<!申请公开)(?<!申请)工单|热线|信访|留言|提案|人大代表建议|诉求|不动产|纠纷|低保|救助|行政处罚|业务"
)
_RECEIVES = re.compile(_RECEIVE)
_FILLED = re.compile(
    r"(?:的)?(?:总)?(?:数量|总量|总数|件数|数|量)?(?:共|计|总|合|累|为|达|有|约|了|到|:)*$"
)
_REQUEST_WORD = re.compile(r"申请|依申公开")
_INFORMATION = re.compile(r"公开|信息|依申请")
_PLAIN = re.compile(
    r"(?:各类|有效|网络|线上|线下|书面|的|公民|群众|个人|企业|法人|自然人|组织|提出|提交)*申请(?:件|书|事项|案件)?"
)
_NO_REQUESTS = re.compile(
    r"复议|诉讼|投诉|指南|目录|流程|渠道|受理点|窗口|平台|栏目|办法|制度|率|补正|延期|撤回|答复|办结|审批|许可|信访|咨询|留言|热线|和|及(?!其)"
)
_LONGEST_OBJECT = 34
_REQUESTS_NAMED = re.compile(
    r"(?:依申请公开|依申公开|信息公开申请|申请公开)(?:政府信息|信息)?(?:的)?(?:总)?(?:件数|数量|总数|总量|数|量|事项|信件|案件|工单|申请|件)*"
    + _QUANTITY
)

_OTHER_REQUEST = re.compile(
    r"(?:低保|(?:信访|投诉|举报)(?!举报|投诉|类)|复核|调解|公证|法律援助|仲裁|救助|许可|审批|证明|补贴|补助|建房|宅基地|入党|入学|贷款|仲裁|退役|救济|特困|残疾|资助|(?<!受理)登记(?!受理|在册|(?:政府|政务)?信息|依申请)|执行|注册|变更|办证|执照|用地)[^,、和及]{0,6}申请"
)

_TOGETHER = re.compile(
    r"(?:留言|咨询|投诉|信访|热线|建议|提案|来信|诉求)(?:、|和|及|与|以及)[^,]{0,8}申请|申请(?:、|和|及|与|以及)[^,]{0,8}(?:留言|咨询|投诉|信访|热线|建议|提案|来信|诉求)"
)

OUTCOMES: tuple[tuple[str, str], ...] = (
    ("requests_withheld_state_secret", r"国家秘密"),
    ("requests_withheld_by_law", r"其他法律.{0,6}禁止公开|法律.{0,4}法规禁止公开"),
    ("requests_withheld_security_stability", r"三安全一稳定"),
    ("requests_withheld_third_party", r"第三方合法权益"),
    ("requests_withheld_internal_affairs", r"三类内部事务信息|内部事务信息"),
    ("requests_withheld_deliberative", r"四类过程性信息|过程性信息"),
    ("requests_withheld_enforcement_file", r"行政执法案卷"),
    ("requests_withheld_administrative_query", r"行政查询事项"),
    ("requests_unavailable_not_held", r"(?:本机关)?不掌握(?:相关)?(?:政府信息)?|信息不存在"),
    ("requests_unavailable_needs_creation", r"需要?另行制作|没有现成信息"),
    ("requests_unavailable_unclear", r"补正后(?:申请)?(?:内容)?仍不明确"),
    ("requests_not_processed_complaint", r"信访举报投诉类(?:申请)?"),
    ("requests_not_processed_repeat", r"重复申请"),
    ("requests_not_processed_publication", r"要求提供公开出版物|公开出版物"),
    ("requests_not_processed_excessive", r"无正当理由大量反复申请|大量反复申请"),
    ("requests_not_processed_reissue", r"确认或重新出具已获取信息|重新出具"),
    ("requests_other_not_supplemented", r"逾期不补正"),
    ("requests_other_fee_unpaid", r"逾期未(?:按收费通知要求)?缴(?:纳费用|费)"),
    ("requests_partly_disclosed", r"(?:予以)?部分公开"),
    ("requests_withheld", r"不予(?:以)?公开|不同意公开|未予公开"),
    ("requests_unavailable", r"无法提供"),
    ("requests_not_processed", r"不予处理"),
    ("requests_other_processing", r"其[他它]处理"),
    (
        "requests_disclosed",
        r"(?<!不)(?<!未)(?<!主动)予以公开|全部公开(?!各|政府|政务|信息|了)|(?<!不)(?<!未)同意公开|(?<!部分)(?<!不予)主动公开告知",
    ),
)
_OUTCOME_WORDS = re.compile("|".join(f"(?P<{name}>{words})" for name, words in OUTCOMES))
_AFTER_OUTCOME = re.compile(
    r"(?:决定|答复|告知|处理|情形|类|信息|的|申请|政府信息公开|方面|结果|案件|事项|、行政机关不再处理其政府信息公开申请|\(区分处理的只计这一情形\))*(?:分别)?(?:为|有|共|是|达|各|均|均为|计|共计|了|:)*$"
)
_NONE = r"(?:未曾?|没有|均未|尚未|从未|未有|无|暂无|暂未|并未|没)(?:发生|收到|接到|接收到|受理|接收|出现|产生|有|收取)?(?:过|到|了)?(?:受理)?"
_NO_REQUEST = re.compile(
    _NONE + r"(?P<middle>[^,;。:]{0,34}?)(?:依申请公开|申请)(?P<after>[^,;。:]{0,14})"
)
_NOT_BEFORE_NONE = re.compile(
    r"(?:如|若|如果|凡|对|因|并非|并不是|除|不存在|不得|杜绝|避免|防止|有无|是否)[^,]{0,6}$"
)
_OTHER_OBJECT = re.compile(
    r"办结|了结|复议|诉讼|投诉|举报|异议|补正|意见|建议|反馈|逾期|超期|超时|败诉|纠正|违法|应|拒绝|推诿|及时|按时|按期|答复|办理不|处理费|收费|费用|许可|救助|低保|渠道|制度|专门|规范|条例|明确"
)
_LIMITED = re.compile(rf"{_WAY}|涉及|重复|不予公开|大量|反复|信访|出版物|重新出具|转办|交办")
_ANY_FORM = re.compile(r"(?:其[他它]|任何|各种|等)(?:各种|任何)?(?:形式|方式|渠道|途径)")
_AFTER_NONE = re.compile(
    r"^(?:人|表|书|的?(?:相关)?(?:复议|行政|投诉|举报|异议|意见|反馈|诉讼)|行政复议|复议|引发|引起|产生的?(?:投诉|复议|诉讼)|渠道|受理|办理(?!$)|处理|答复|未|不|程序|流程|工作(?!情况)|制度|平台)"
)
_SOME = re.compile(r"(?:的)?(?:共|有|为|计)*[1-9]\d*[件份宗条]")
_BECAUSE = re.compile(r"(?:一[件例起宗])?(?:因|由|针对|对)")
_LIST_GOES_ON = re.compile(r"(?:事项|情况|案件|申请)?(?:、|和|及|以及|或|或者|与)")
_ZERO = re.compile(
    r"(?:政府信息公开申请|依申请公开(?:申请|事项|办理|件|数量|工作)?|信息公开申请|公开申请|收到(?:的)?申请)(?:数量|总量|数|量|件数)?(?:(?:工作|方面|情况)?[,:]?(?:20\d\d年度?|全年|本年度?|今年))?(?:均|都|仍)?(?:为|是|保持)?(?:零|0)(?:申请|发生|受理|件|$|,)"
    r"|零申请|零受理"
)
_ALL_ANSWERED = re.compile(
    r"(?:均|全部|都|已全部|悉数)(?:已)?(?:依法|按时|按期|及时|在法定期限内|在规定时限内|在规定时间内|按规定|依规|、)*(?:办结|答复|办理完毕|办理|回复)"
    r"|(?:答复|办结|办理)率(?:均|都)?(?:为|达|达到|保持)?(?:100|百分之百)"
    r"|(?:按时|按期|及时)(?:答复|办结)率(?:均|都)?(?:为|达|达到)?(?:100|百分之百)"
)
_LISTED_ZERO = re.compile(r"(?:均|都|全部|皆|各)(?:为|是)?$")


def standing(mention: Mention, statement: Statement) -> Standing | None:
    """How sure it is that a count of requests received is of all; None for any other fact, which has no parts."""
    if statement.fact not in {"requests_received", "requests_answered"}:
        return None
    if _NEW_AFTER.match(mention.right):
        return Standing.TOTAL
    if adds_up(mention) and _IN_SUM.search(mention.stretch):
        return Standing.TOTAL
    if _ONE_BY_ONE.search(mention.clause):
        return Standing.PART
    if _NEW.search(mention.clause):
        return Standing.TOTAL if statement.fact == "requests_received" else None
    if mention.part:
        return Standing.PART if statement.fact == "requests_received" else None
    if statement.fact == "requests_answered":
        return Standing.PART if _ANSWERED_IN_ONE_WAY.search(mention.clause) else None
    if not _RECEIVES.search(mention.stretch) and _is_of_a_kind(mention.clause):
        return Standing.PART
    if _ATTRIBUTED.search(mention.clause) or _CHANNEL_BEHIND.search(mention.clause):
        return Standing.PART
    if _CHANNEL_BEFORE.search(mention.comma_clause) and not _SEVERAL.search(mention.comma_clause):
        return Standing.PART
    received = _RECEIVED.search(mention.stretch) or _receives_requests(mention)
    return Standing.TOTAL if received else Standing.LIKELY


_ONE_BY_ONE = re.compile(
    r"(?:(?<=[\u3400-\u9fff])各(?:自)?|分别|平均(?:每个)?)(?:收到|受理|接到|收|接)|平均|分别$"
)
_IN_SUM = re.compile(r"共|合计|总计|累计|总共")
_SEVERAL = re.compile(r"[、和及与或]|等")
_CHANNEL_BEFORE = re.compile(
    r"(?:电子邮件|邮件|传真|信函|邮寄|邮政|当面|现场|窗口|口头|来信)(?:的)?(?:形式|方式|渠道|途径)?(?:共|累计)?(?:收到|受理|接收|接到|提交|提出)"
)
_NEW = re.compile(r"新收|新接|新受理|新增受理")
_ANSWERED_IN_ONE_WAY = re.compile(
    r"(?:^|[^、和及])(?:当场|当面|现场|网上|在线|书面|电话|邮寄|口头|邮件|部分|提前|当日|即日|近期|\d+个工作日内|涉及[^,]*|协助[^,]*|会同[^,]*|配合[^,]*|代[^,]*)(?:予以|方式)?(?:答复|回复|办结|办理)"
    r"|(?:待|需|应|正在|尚在|未|尚未|拟)(?:答复|回复|办结|办理)"
)
_KIND = re.compile(r"(?P<kind>[^,、:]+)的(?:政府信息公开|信息公开|依申请公开)?申请" + _QUANTITY)
_NO_KIND = re.compile(
    r"20\d\d年?度?|全年度?|本年度?|今年|年内|截[至止].*[日底末]|[我本全][镇乡局县市区办委州旗]|街道|机关|单位|政府|[\u3400-\u9fff]{2}镇|共|累计|总计|合计|各类|公民|群众|个人|法人|组织|企业|公众|社会|其[他它]"
    r"|自然人|申请人|和|或者?|及|、|向|提出|提交|递交|要求|公开|获取|依法|依|政府|政务|信息|申请|书面|的|关于|通过|登记在册|在册"
)
_ATTRIBUTED = re.compile(
    r"(?:^|[,、])(?:其中)?(?:收到|受理|接到)?(?:不予|[^,、]{0,8}转[办来交至]|转|移交|涉及|内容|关于|有关|需|应|未|撤|补正|重复|延期)[^,、]{0,20}申请"
    + _QUANTITY
)
"""`涉及征地的申请2件`: what the requests were for or what became of them."""
_CHANNEL_BEHIND = re.compile(
    rf"申请[^,、]{{0,3}}?(?:通过|经|以)?(?:{_WAY})(?:方式|形式|提交|提出|渠道|途径|申请)*$"
)


def _is_of_a_kind(clause: str) -> bool:
    """True where an attribute says what kind of requests is counted (`律师提出的申请`), not just whose they may be."""
    found = _KIND.search(clause)
    return found is not None and bool(_NO_KIND.sub("", found["kind"]))


def _receives_requests(mention: Mention) -> bool:
    """True where what stands between a verb of receiving and the count, or after it, can only be requests for information."""
    verbs = list(_RECEIVES.finditer(mention.stretch))
    if not verbs:
        return False
    between = _FILLED.sub("", mention.stretch[verbs[-1].end() :])
    return _are_requests(between or mention.right)


def _are_requests(words: str) -> bool:
    if len(words) > _LONGEST_OBJECT or _NO_REQUESTS.search(words):
        return False
    return bool(
        _REQUEST_WORD.search(words) and (_INFORMATION.search(words) or _PLAIN.fullmatch(words))
    )


def _of_other_business(mention: Mention) -> bool:
    """True where the last business named before a count is not that of requests, in the sentence's own words."""
    left = _OUTCOME_WORDS.sub(lambda found: "※" * len(found[0]), mention.left)
    other = [found.start() for found in _OTHER_BUSINESS.finditer(left)]
    about = [found.start() for found in ABOUT.finditer(left)]
    return bool(other) and other[-1] > (about[-1] if about else -1)


def read(mention: Mention) -> Iterator[Statement]:
    """What a count says of requests; nothing where it counts something else."""
    if mention.unit not in UNITS or mention.topic != "requests" or mention.of_documents:
        return
    if _of_other_business(mention):
        return
    if _OTHER_CHANNELS.search(mention.comma_clause) and not ABOUT.search(mention.comma_clause):
        return
    if _TOGETHER.search(mention.stretch) or re.search(r"每$", mention.between):
        return
    if _OTHER_REQUEST.search(mention.comma_clause) or _OTHER_REQUEST.match("申请" + mention.right):
        return
    facts = tuple(_facts(mention))
    for fact in facts:
        yield mention.states(fact)


def _facts(mention: Mention) -> Iterator[str]:
    left, clause, right = mention.left, mention.clause, mention.right
    tail = mention.between
    if _LISTED_ZERO.search(tail):
        yield from _listed(mention)
        return
    if _CARRIED_OUT.search(clause):
        yield "requests_carried_out"
        return
    if _CARRIED_IN.search(clause) or _CARRIED_IN_AFTER.match(right):
        yield "requests_carried_in"
        return
    if _CARRIED_OUT_AFTER.match(right):
        yield "requests_carried_out"
        return
    if _NEW_AFTER.match(right):
        yield "requests_received"
        return
    outcome = _outcome(mention)
    if outcome is not None:
        yield outcome
        return
    if _WRONG.search(clause) or _SUBJECT.search(clause) or _CHANNEL_REQUEST.search(clause):
        return
    if mention.previous_end and _PART_OF_TOTAL.fullmatch(
        clause.removeprefix("其中").removeprefix("通过")
    ):
        return
    if _RECEIVED_AND_ANSWERED.search(clause):
        yield "requests_received"
        yield "requests_answered"
        return
    if re.match(r"(?:申请)?(?:均?已|全部)?(?:按时|按期|及时|依法)?(?:办结|答复)", right) and not (
        re.search(r"收到|受理|新收|接到", clause)
    ):
        yield "requests_answered"
        return
    received = _RECEIVED.search(mention.stretch) or _receives_requests(mention)
    answered = _ANSWERED.search(mention.stretch)
    counted = _REQUESTS_COUNT.search(clause) or _REQUESTS_NAMED.search(clause)
    if received:
        with_carried = _WITH_CARRIED.match(mention.sentence.text[mention.end :])
        both_named = re.search(
            r"(?:新收|本年).{0,4}(?:和|加|、|及|与).{0,3}上年结转|上年结转.{0,4}(?:和|加|、|及|与).{0,3}(?:新收|本年)",
            left,
        )
        summed = "结转" in left and adds_up(mention)
        if not _NEW.search(clause) and (with_carried or both_named or summed):
            yield "requests_intake"
        else:
            yield "requests_received"
    elif _HAVE.fullmatch(clause) and _REQUESTS_BEHIND.match(right):
        yield "requests_received"
    elif answered and "率" not in answered[0]:
        yield "requests_answered"
    elif counted and not re.search(r"其中|自然人|法人|企业", clause):
        with_carried = _WITH_CARRIED.match(mention.sentence.text[mention.end :])
        yield "requests_intake" if with_carried else "requests_received"
    elif "自然人" in clause and "其中" in left:
        yield "requests_natural_person"


_HAVE = re.compile(
    r"(?:20\d\d年度?|全年度?|本年度?|今年|[我本][镇乡局县市区办委]|本机关|我单位)*(?:共|有|共有|累计|总计|一共)+"
)
_REQUESTS_BEHIND = re.compile(
    r"(?:各类|群众|公民)?(?:的)?(?:政府信息依申请公开|依申请公开|政府信息公开申请|信息公开申请)(?:事项|件|申请)?$"
)


def _outcome(mention: Mention) -> str | None:
    """The outcome named right before the count, or, in `3件予以公开`, right after."""
    for words in (mention.clause, mention.between):
        matches = list(_OUTCOME_WORDS.finditer(words))
        if matches:
            last = matches[-1]
            if _AFTER_OUTCOME.fullmatch(words[last.end() :]):
                return last.lastgroup
        if words is mention.clause:
            found = _OUTCOME_WORDS.match(
                re.sub(
                    r"^(?:申请)?(?:作出|做出|依法|已|均|被|因|属于|属|为|的|经审查|答复为)*",
                    "",
                    mention.right,
                )
            )
            if found and not _RECEIVED.search(words):
                return found.lastgroup
    return None


def _listed(mention: Mention) -> Iterator[str]:
    """Facts named in a list before 均为0件."""
    words = re.sub(r"(?:均|都|全部|皆|各)(?:为|是)?$", "", mention.between)
    words = words.rpartition("。")[2]
    if mention.value != 0 and not words.endswith(("各",)):
        return
    named: set[str] = set()
    if re.search(r"上一?年度?结转", words):
        named.add("requests_carried_in")
    if re.search(r"结转(?:至|到|入)?(?:下|次|20\d\d)", words):
        named.add("requests_carried_out")
    if re.search(r"新收|收到|受理", words) and "复议" not in words:
        named.add("requests_received")
    if re.search(r"答复|办结", words):
        named.add("requests_answered")
    named.update(
        found.lastgroup for found in _OUTCOME_WORDS.finditer(words) if found.lastgroup is not None
    )
    if not named and re.search(r"申请", words):
        named.add("requests_received")
    yield from sorted(named)


def denials(sentence: Sentence, topic: str) -> Iterator[tuple[str, Number, int, int]]:
    """Facts that a sentence puts at zero in words, each with the place of the words."""
    text = sentence.text.replace("申请人", "申办人")
    if not _MAY_DENY.search(text) or names_documents_by_class(text):
        return
    for found in _NO_REQUEST.finditer(text):
        middle, after = found["middle"], found["after"]
        if _NOT_BEFORE_NONE.search(text[: found.start()]) or _OTHER_OBJECT.search(middle):
            continue
        limited = _LIMITED.search(middle) and not _ANY_FORM.search(
            re.split(r"[,;。]", text[found.start() :])[0]
        )
        if limited or _AFTER_NONE.match(after) or _BECAUSE.match(middle) or _SOME.match(after):
            continue
        if re.search(r"复议|诉讼|引发|引起|投诉|举报|异议", after) and not _LIST_GOES_ON.match(
            after
        ):
            continue
        yield "requests_received", 0, found.start(), found.end()
        break
    for found in _ZERO.finditer(text):
        if not re.search(r"复议|诉讼", text[max(0, found.start() - 6) : found.start()]):
            yield "requests_received", 0, found.start(), found.end()
            break
    if topic == "requests":
        for listed in _DENIED.finditer(text):
            if not _NO_OUTCOMES.match(listed["words"]):
                continue
            for fact in dict.fromkeys(
                item.lastgroup for item in _OUTCOME_WORDS.finditer(listed["words"])
            ):
                if fact is not None:
                    yield fact, 0, listed.start(), listed.end()
        carried = re.search(
            r"(?:无|没有|未发生|不存在|未)(?P<which>上一?年度?结转|结转(?:至|到|入)?(?:下|次)一?年度?|结转(?:至|到|入)20\d\d年)",
            text,
        )
        if carried:
            fact = (
                "requests_carried_in"
                if carried["which"].startswith("上")
                else "requests_carried_out"
            )
            yield fact, 0, carried.start(), carried.end()


_MAY_DENY = re.compile(
    r"(?=.*[未无没零0不])(?=.*(?:申请|依申请|不予|无法提供|结转|处理|公开|掌握))"
)
_DENIED = re.compile(_NONE + r"(?P<words>[^,;。:]{0,40})")
_NO_OUTCOMES = re.compile(
    r"(?:作出|做出|因|被)?(?:"
    + "|".join(f"(?:{words})" for _, words in OUTCOMES)
    + r"|、|和|及|或|以及|与)+(?:等)?(?:的)?(?:情况|情形|申请|政府信息|信息|事项|决定|件|现象|案件)*$"
)


def all_answered(sentence: Sentence, topic: str) -> tuple[int, int] | None:
    """The place of the words that say that every request was answered; None where the sentence does not say so."""
    if topic != "requests" or _OTHER_CHANNELS.search(sentence.text):
        return None
    found = _ALL_ANSWERED.search(sentence.text)
    if found is None or re.search(
        r"确保|做到|力争|应|努力|每", sentence.text[: found.start()][-12:]
    ):
        return None
    return found.start(), found.end()
