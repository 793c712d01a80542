"""自相矛盾 contradictions: what the report says of itself in one part against what it says or counts in another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gongkai.documents.model import Origin
from gongkai.report.checks.finding import Finding, Level
from gongkai.report.checks.places import excerpt, heading_of
from gongkai.report.checks.registry import TABLED_EDITIONS, Context, check
from gongkai.report.checks.unknown import part_missing
from gongkai.report.facts import fact_value
from gongkai.report.model import AnnualReport, Number, Section, plain
from gongkai.report.reading.narrative import Growth, read_growths, read_rates

_ABOUT_REQUESTS = re.compile(r"依申请|申请公开|公开申请|申请人|申请办理|申请处理|申请事项")
_SLOW = re.compile(
    r"(?:办理|答复|处理|回复)[^。；，]{0,6}(?:时间较长|不及时|不够及时|超期|逾期|延误|拖延|缓慢)|(?:流程|程序)[^。；，]{0,4}(?:繁琐|复杂|不畅)"
    r"|(?:效率|质量)[^。；，]{0,4}(?:不高|较低|有待)|不能及时获取|满意度不高"
)
_PRAISE_OF_REQUESTS = re.compile(
    r"(?:申请|答复)[^。；]{0,12}(?:开展顺利|进展顺利|办理顺利|运转顺畅|圆满完成|得到好评|满意率|零投诉)"
)
_CLAUSE = re.compile(r"[^。；！？\n]+")
_QUALIFIED = re.compile(r"个别|部分|少数|有的|一些|有些|某些|村|社区|股室|站所|基层")
_GUESSED = ("机构", "制度")
"""Opposites that may speak of two different bodies or rules."""
OPPOSITES = (
    (
        "重视",
        re.compile(r"高度重视|十分重视|非常重视"),
        re.compile(r"重视不够|重视程度不够|不够重视|重视不足|未引起足够重视"),
    ),
    (
        "人员",
        re.compile(
            r"(?:安排|配备|落实|明确|确定)(?:了)?(?:专门|专职|专)人员?|专人负责|\d+名专职(?:工作)?人员"
        ),
        re.compile(
            r"人员[^。；，]{0,4}(?:尚未|没有|未能)落实|(?:没有|尚未|未能)(?:落实|配备|安排)(?:专职|专门)(?:工作)?人员|(?:没有|缺乏|缺少)(?:专职|专门|专)人"
        ),
    ),
    (
        "机构",
        re.compile(r"(?:成立|设立|明确)了?[^。；，]{0,16}(?:领导小组|专门机构|工作机构)"),
        re.compile(r"(?:仍|尚|还)?未(?:确定|明确|设立)[^。；，]{0,6}(?:机构|部门)"),
    ),
    (
        "制度",
        re.compile(r"制度(?:健全|完善|齐全)|健全了?[^。；，]{0,10}制度"),
        re.compile(r"制度[^。；，]{0,6}(?:不健全|不完善|缺失)|缺乏[^。；，]{0,6}制度"),
    ),
)
_NO_PLAN = re.compile(
    r"(?:没有|缺乏|缺少|尚无|未制定|未作出)[^。；，]{0,6}(?:计划|规划|打算)(?!性)"
)
_NEXT = re.compile(r"下一步|下步|今后|来年|明年|下年|改进|整改")
_DEED = re.compile(
    r"已[^，]{0,2}|拟|将|起[，,]|针对|对此|为此|因此|改进|整改|改正|纠正|计划|打算|下一步|下步|今后|接下来|来年|明年|今年|本年|\d{4}年|\d{1,2}月|力争|力求|争取|确保|努力|继续"
    r"|进一步|加强|加大|加快|完善|提升|提高|优化|健全|强化|深化|细化|压实|推进|推动|建立|制定|制作|印发|组织|开展|举办|充实|增设|增加|增配|安排|配备|聘请|培训|督促|督导|调整|规范|拓宽|拓展"
    r"|探索|丰富|定期|每[月季周年]|逐步|抓好|抓实|明确|严格|坚持|积极|主动|落实|解决|改[为由成]|换成|补[齐上充发]|梳理|清理|请|学习|重新|专人|指定|负责|通过|利用|争做|做好|做到|实行|采取|编制|现在|目前|一律|延长|缩短|打通|办法|牵头|改"
)
"""Words by which a clause tells what was, is or will be done."""
_DEFICIENT = re.compile(
    r"不[够足强高深全实到及力严齐快细佳熟清畅勤少准好平广多大]|不太|不是|不能|不会|不熟|未|没有|没|缺|有待|需要?|仍需|还需|亟[需待]|尚|较[少弱低慢差晚窄]|偏[少低弱慢晚]|薄弱|欠|滞后|单一|参差|弱|短板|差距|不足|难|问题|(?<!减)少|慢|迟|(?<!早)晚|容易|只有|仅有|流于|脱节|不"
)
"""Words by which a clause tells what is lacking, whatever else it names."""
_NUMBERED = re.compile(
    r"(?:^|[。；;：:\n]|情况|措施|问题|方面)\s*[-•]?\s*(?:(\d{1,2})[.、．](?!\d(?!\d{3}年))|[（(]([一二三四五六七八九十\d]{1,2})[）)])|(?:^|[。；;，,：:\n（(]|情况|措施|问题|方面)\s*([一二三四五六七八九十])是"
)
_MEASURES_HEAD = re.compile(
    r"^[（(\d一二三四五六]{0,3}[）)、.．]?[^。，,]{0,10}(?:改进|措施|下一步|整改)[^。，,]{0,10}(?:[。：:]|$)",
    re.M,
)
_PURPOSE = re.compile(r"确保|努力|推动|促进|保证|争取|力争|为了|以便")
_INTENT = re.compile(
    r"力争|争取|推动|下一步|将.{0,20}(?:提升|增加|增长|扩大)|努力|促进|确保|来年|今后|明年|继续|双提升"
)
_UNIT = r"(?P<unit>万?人次|件次|户次|[件条篇次项份个起宗场期则人家户块部处类名])"
_FROM_TO = re.compile(
    rf"(?:从|由)[^，。；,;\d]{{0,12}}(?:\d{{4}}年(?:度)?的?)?(?P<first>(?P<last>\d+))(?:人次|件次|[件条篇次项份个起宗场期则])?[^。；;\d]{{0,10}}(?:\d{{4}}年(?:度)?的?)?"
    rf"(?:增加|增长|提高|上升|提升|增|减少|下降|降低|降|减)[至到为](?:\d{{4}}年(?:度)?的?)?(?P<now>\d+){_UNIT}"
)
_AGAINST_LAST = re.compile(
    rf"(?P<first>(?P<now>\d+){_UNIT})[，,（(](?:较|比|同比)(?:上年|去年|上年度|上一年|\d{{4}}年)(?:度|同期)?的?(?P<last>\d+)(?P=unit)"
)
_RIGHT_BEHIND = re.compile(r"[，,（(、]?(?:同比|共|数量|净|总量|总数)?")
_CHANGED_BY = re.compile(
    r"(?P<how>同比增长|同比下降|增长了?|增加了?|上升了?|下降了?|减少了?|降低了?|增幅(?:为|达|达到)?|降幅(?:为|达|达到)?)(?:约|近|率为)?(?P<by>\d+(?:\.\d+)?)(?P<unit>[%％件条篇次项份个起宗场期则])"
)
_FIGURE = re.compile(
    r"\d[\d.,]*\s*(?:%|条|件|篇|次|项|份|个|倍|万)|百分之|[一二三四五六七八九十百]+倍"
)
_TAKEN = re.compile(r"(?:受理|收到|接收|接到|接|收)[^，。；,;\d]{0,20}(\d+)\s*([件条次个起宗份])")
_FINISHED = re.compile(
    r"(?:办结|办理完毕|回复|答复|办复|办理|处理|处置)(?!率)[^，。；,;\d率]{0,10}(\d+)\s*([件条次个起宗份])"
)
_RATE = re.compile(
    r"((?:按期|按时|及时)?(?:办结|答复|回复|办理|处理|办复)率)[^，。；,;\d]{0,8}(\d{1,3}(?:\.\d+)?)[%％]"
)
_BARE_HEAD = re.compile(
    r"[\s\d.、．（()）一二三四五六七八九十]*(?:主要|存在的?)*(?:问题|改进|整改)?(?:[和及与、]?(?:问题|不足|改进|整改|下一步))*(?:工作)?(?:情况|措施|方向|打算|计划|安排)?[。：:\s]*"
)
"""A clause that is a heading (改进情况)."""
_MEASURES = re.compile(r"改进(?:情况|措施)|下一步|整改(?:情况|措施)")
NO_REQUESTS = "本年没有收到政府信息公开申请，也没有上年结转的申请。"
"""What may be said of requests where table three holds none, new or carried in."""
_ANSWER_RATE = re.compile(r"办结率|答复率|办理率|按时答复率|按期答复率")


@check(
    "AR120",
    "problem-denied-by-table",
    label="问题与数据矛盾",
    level=Level.WARNING,
    editions=TABLED_EDITIONS,
)
def problem_denied(context: Context) -> Iterator[Finding]:
    """没有收到申请的，不应把申请办理慢写成存在的问题。

    What it checks: problems about the handling of requests in a report whose tables hold no request at all.
    Why: the sentence was copied; a problem that did not occur hides the one that did.
    Example: 表三新收、结转均为0，第五部分写“办理依申请公开事项时有时办理时间较长”。
    Known limits: a problem with requests of earlier years that was left for this year is reported too.
    Basis: 政府信息公开条例第五十条第四项.
    """
    report = context.report
    received = _requests(report)
    section = report.section("problems")
    if section is None:
        yield part_missing("AR120", report, "problems", "问题与数据是否矛盾")
        return
    for clause, origin in _clauses(section):
        slow = _SLOW.search(clause)
        if slow is None or not _ABOUT_REQUESTS.search(clause):
            continue
        place = heading_of(report, "problems")
        if received is None:
            yield Finding(
                "AR120",
                f"{place}谈到申请办理中的问题，但表三没有读出收件数，无法核验；请补上表三。",
                place=place,
                hint="请补上表三",
                origin=origin,
                level=Level.UNASSESSABLE,
            )
        elif received == 0:
            yield Finding(
                "AR120",
                f"{place}称“{excerpt(clause, *slow.span())}”，而表三没有任何申请；请写本年实际存在的问题。",
                cells=("requests.new.total", "requests.carried_in.total"),
                place=place,
                found=0,
                expected="有申请",
                hint=f"请写本年实际存在的问题；关于申请可以如实写“{NO_REQUESTS}”",
                origin=origin,
            )
        return


@check("AR121", "praise-without-requests", label="无申请而称办理顺利", level=Level.WARNING)
def praise_without_requests(context: Context) -> Iterator[Finding]:
    """没有收到申请的，不应称申请和答复工作开展顺利。

    What it checks: praise of how requests were handled where tables and prose count none.
    Why: it was copied from a year or a body that had requests.
    Example: 受理0件，而称“申请以及答复工作开展顺利”。
    Known limits: praise of preparations (制度, 流程) is not taken for praise of handling.
    Basis: 政府信息公开条例第六条（及时、准确）.
    """
    report = context.report
    section = report.section("overview")
    if section is None:
        yield part_missing("AR121", report, "overview", "是否无申请而称办理顺利")
        return
    stated = fact_value(report, "requests_received")
    received = _requests(report)
    if received or (received is None and stated):
        return
    for clause, origin in _clauses(section):
        found = _PRAISE_OF_REQUESTS.search(clause)
        if found and not _PURPOSE.search(clause[: found.start()][-12:] + found[0]):
            place = heading_of(report, "overview")
            if received is None and stated is None:
                yield Finding(
                    "AR121",
                    f"{place}称“{excerpt(clause, *found.span())}”，但没有读出收件数，无法核验；请补上表三。",
                    place=place,
                    hint="请补上表三",
                    origin=origin,
                    level=Level.UNASSESSABLE,
                )
                return
            yield Finding(
                "AR121",
                f"{place}称“{excerpt(clause, *found.span())}”，而本年没有收到申请；请如实改写。",
                place=place,
                found="办理顺利",
                expected="没有申请",
                hint="请如实改写",
                origin=origin,
            )
            return


@check("AR122", "praise-contradicted-by-problems", label="成绩与问题矛盾", level=Level.WARNING)
def praise_contradicted(context: Context) -> Iterator[Finding]:
    """第一部分的成绩与第五部分的问题不应互相否定。

    What it checks: 高度重视 against 重视不够, 专人负责 against 人员未落实, 机构 and 制度 likewise.
    Why: one of the two sentences is a set phrase.
    Example: 第一部分“安排专门人员”，第五部分“经办人员尚未落实”。
    Known limits: a problem limited to some (个别, 部分, 村级) does not contradict praise of the whole; 机构 and 制度 may
    mean two different ones, so that they are notices.
    Basis: 政府信息公开条例第六条（及时、准确）.
    """
    report = context.report
    overview, problems = report.section("overview"), report.section("problems")
    if overview is None or problems is None:
        lost = "overview" if overview is None else "problems"
        yield part_missing("AR122", report, lost, "成绩与问题是否矛盾")
        return
    for label, praise, denial in OPPOSITES:
        praised = praise.search(overview.text)
        denied = next(
            (
                (found, origin)
                for clause, origin in _clauses(problems)
                if (found := denial.search(clause))
                and not _QUALIFIED.search(clause[: found.start()])
            ),
            None,
        )
        if praised and denied:
            place = heading_of(report, "problems")
            yield Finding(
                "AR122",
                f"第一部分称“{praised[0]}”，{place}称“{denied[0][0]}”，在{label}上互相矛盾；请核实后改正一处。",
                place=place,
                found=denied[0][0],
                expected=praised[0],
                hint="请核实后改正一处",
                origin=denied[1],
                level=Level.NOTICE if label in _GUESSED else None,
            )


@check("AR123", "no-plan", label="没有下一步计划", level=Level.WARNING)
def no_plan(context: Context) -> Iterator[Finding]:
    """第五部分应有改进的计划。

    What it checks: a confession of having no plan, or a part five without any measure.
    Why: the part is called 存在的主要问题及改进情况.
    Example: 第五部分写“对下一步工作没有计划”。
    Known limits: a sentence that names nothing lacking counts as a measure, and a clause that has a word of doing besides; a problem of planning
    (缺乏计划性) is no confession.
    Basis: 政府信息公开条例第五十条第四项; 国办公开办函〔2021〕30号 第五部分.
    """
    report = context.report
    section = report.section("problems")
    if section is None:
        yield part_missing("AR123", report, "problems", "有没有改进的计划")
        return
    place = heading_of(report, "problems")
    for clause, origin in _clauses(section):
        found = _NO_PLAN.search(clause)
        if found and _NEXT.search(clause):
            yield Finding(
                "AR123",
                f"{place}称“{excerpt(clause, *found.span())}”；应写明下一步的计划和时限，请补上。",
                place=place,
                found=found[0],
                expected="下一步计划",
                hint="请补上下一步的计划和时限",
                origin=origin,
            )
            return
    clauses = [clause for clause, _ in _clauses(section) if not _BARE_HEAD.fullmatch(clause)]
    if (
        len(section.text) >= 20
        and all(_DEFICIENT.search(clause) for clause in clauses)
        and not any(_measure(part) for clause in clauses for part in re.split("[，,：:]", clause))
    ):
        yield Finding(
            "AR123",
            f"{place}只有问题，没有改进情况；请补上改进措施。",
            place=place,
            expected="改进情况",
            hint="请补上改进措施",
            origin=section.origin,
            level=Level.NOTICE,
        )


@check("AR124", "problem-without-measure", label="问题多于措施", level=Level.NOTICE)
def problem_without_measure(context: Context) -> Iterator[Finding]:
    """每个问题应有对应的改进措施。

    What it checks: numbered problems against numbered measures of part five.
    Why: a problem without a measure returns next year.
    Example: 三个问题，两条措施。
    Known limits: judged only where both are numbered; which measure answers which problem is not judged.
    Basis: 国办公开办函〔2021〕30号 第五部分.
    """
    section = context.report.section("problems")
    if section is None:
        yield part_missing("AR124", context.report, "problems", "每个问题有没有措施")
        return
    cut = next(
        (found for found in _MEASURES_HEAD.finditer(section.text) if found.start() >= 15),
        None,
    ) or _MEASURES.search(section.text, 15)
    if cut is None:
        return
    problems = _count(section.text[: cut.start()])
    measures = _count(section.text[cut.start() :])
    if problems > measures > 0:
        place = heading_of(context.report, "problems")
        yield Finding(
            "AR124",
            f"{place}列了{problems}个问题，只有{measures}条措施；请逐个问题写明改进情况。",
            place=place,
            found=measures,
            expected=problems,
            hint="请逐个问题写明改进情况",
            origin=section.origin,
        )


@check("AR125", "growth-without-figures", label="称增长而无数字", level=Level.WARNING)
def growth_without_figures(context: Context) -> Iterator[Finding]:
    """称数量增长或下降的，应写明两年的数字。

    What it checks: claims that a number rose or fell, without saying by how much.
    Why: a claim without figures cannot be checked, and is the mark of a copied sentence.
    Example: “在公开信息数量上有较大提升”。
    Known limits: claims about quality, intentions (力争, 推动) and claims with a figure in the same sentence are left out.
    Basis: 政府信息公开条例第六条（及时、准确）.
    """
    report = context.report
    for growth in read_growths(report.sections):
        sentence = _sentence_of(report, growth)
        if growth.amount is None and not _INTENT.search(sentence) and not _FIGURE.search(sentence):
            place = heading_of(report, growth.section)
            yield Finding(
                "AR125",
                f"{place}称“{excerpt(growth.quote)}”，没有数字；请写明本年和上年各多少。",
                place=place,
                expected="两年的数字",
                hint="请写明本年和上年各多少",
                origin=growth.origin,
            )


@check("AR126", "growth-recomputed", label="增长率不符", level=Level.WARNING, needs=("previous",))
def growth_recomputed(context: Context) -> Iterator[Finding]:
    """主动公开数量的增长率，应与两年的数字相符。

    What it checks: a claimed percentage next to the number of items disclosed, recomputed from both reports.
    Why: percentages are the first figures to be left standing from last year.
    Example: 上年100条、本年116条，称增长20%。
    Known limits: only the number of items disclosed; rounding to whole percent is accepted.
    Basis: 政府信息公开条例第六条（及时、准确）.
    """
    assert context.previous is not None
    now = fact_value(context.report, "proactive_count")
    last = fact_value(context.previous, "proactive_count")
    claims = [
        growth
        for growth in read_growths(context.report.sections)
        if growth.unit == "%"
        and growth.amount is not None
        and re.search(r"公开|信息|发布", growth.quote)
    ]
    for growth in claims:
        place = heading_of(context.report, growth.section)
        if (
            isinstance(now, (str, bool, list))
            or isinstance(last, (str, bool, list))
            or not now
            or not last
        ):
            yield Finding(
                "AR126",
                f"{place}称“{excerpt(growth.quote)}”，两年的公开数量不全，无法核验；请写明两年的数字。",
                place=place,
                hint="请写明两年的数字",
                origin=growth.origin,
                level=Level.UNASSESSABLE,
            )
            continue
        actual = (Decimal(now) - Decimal(last)) / Decimal(last) * 100
        claimed = growth.amount if growth.direction == "up" else -(growth.amount or Decimal(0))
        if abs(actual - (claimed or Decimal(0))) > 1:
            yield Finding(
                "AR126",
                f"{place}称“{excerpt(growth.quote)}”，而上年{last}、本年{now}，变化{actual:.1f}%；请核对。",
                place=place,
                found=plain(claimed),
                expected=float(round(actual, 1)),
                hint=f"请核对增长率；两年的数字无误的，可以如实写“主动公开信息{now}条，上年{last}条，{_changed(actual)}。”",
                origin=growth.origin,
            )


@check(
    "AR127", "rate-recomputed", label="办结率不符", level=Level.WARNING, editions=TABLED_EDITIONS
)
def rate_recomputed(context: Context) -> Iterator[Finding]:
    """申请的办结率、答复率，应与表三相符。

    What it checks: a rate stated beside 申请 against results over intake, both of table three.
    Why: 100% is written from habit.
    Example: 称申请答复率100%，表三收件10、办理总计8。
    Known limits: rates of hotlines and letters are left out; a rate of those due in time differs honestly from this one.
    Basis: 国办公开办函〔2021〕30号 表三.
    """
    report = context.report
    for rate in read_rates(report.sections):
        if not (_ANSWER_RATE.search(rate.name) and "申请" in rate.quote):
            continue
        place = heading_of(report, rate.section)
        done, received = report.value("requests.result_total.total"), _requests(report)
        if done is None or received is None:
            yield Finding(
                "AR127",
                f"{place}称{rate.name}{rate.percent}%，表三的收件或办理总计没有读出，无法核验；请补上表三。",
                place=place,
                hint="请补上表三",
                origin=rate.origin,
                level=Level.UNASSESSABLE,
            )
        elif received and abs(Decimal(done) / Decimal(received) * 100 - rate.percent) > 1:
            actual = Decimal(done) / Decimal(received) * 100
            yield Finding(
                "AR127",
                f"{place}称{rate.name}{rate.percent}%，而表三收件{received}、办理{done}，为{actual:.1f}%；请核对。",
                cells=("requests.result_total.total",),
                place=place,
                found=plain(rate.percent),
                expected=float(round(actual, 1)),
                hint=f"请核对办结率；按表三可以如实写“收到和上年结转的申请共{received}件，办理{done}件，占{actual:.1f}%。”",
                origin=rate.origin,
            )


@check("AR128", "rate-denied-by-counts", label="办结率与件数不符", level=Level.WARNING)
def rate_denied(context: Context) -> Iterator[Finding]:
    """办结率应等于办结数除以受理数。

    What it checks: a sentence that gives one number taken, one number finished in the same counter word, and a rate.
    Why: more finished than taken means that one of the two was copied from elsewhere; fewer means the rate is not 100 %.
    Example: 受理热线转办件262件，办结278件，办结率100%。
    Known limits: sentences with several numbers of either kind, and with a carry-over, are left out; a rate of those that
    fell due (按期办结率) may be 100 % with some still open.
    Basis: 政府信息公开条例第六条（及时、准确）.
    """
    for section in context.report.sections:
        for sentence, origin in _clauses(section):
            clause = sentence.replace("12345", "")
            rate, taken, finished = (
                _RATE.search(clause),
                _TAKEN.findall(clause),
                _FINISHED.findall(clause),
            )
            if rate is None or len(taken) != 1 or len(finished) != 1 or "结转" in clause:
                continue
            (received, unit), (done, other) = taken[0], finished[0]
            due_only = bool(re.match("按期|按时|及时", rate[1]))
            stated = Decimal(rate[2])
            actual = Decimal(done) / Decimal(received) * 100 if int(received) else stated
            if (
                unit != other
                or abs(actual - stated) < 1
                or (due_only and int(done) < int(received))
            ):
                continue
            place = heading_of(context.report, section.id)
            yield Finding(
                "AR128",
                f"{place}称收到{received}{unit}、办结{done}{unit}，{rate[1]}{rate[2]}%，三个数字不能同时成立；请核对台账。",
                place=place,
                found=int(done),
                expected=int(received),
                hint="请核对台账",
                origin=origin,
            )


@check("AR129", "growth-denied-by-figures", label="增长率与两年数字不符", level=Level.WARNING)
def growth_denied(context: Context) -> Iterator[Finding]:
    """同一句里两年的数字与增长率、增减数应相符。

    What it checks: 从（由）甲增加到乙, and 乙，较上年（的）甲 with a per cent or a difference in the same sentence.
    Why: whoever changes the figures forgets the per cent.
    Example: 申请从210件增加到233件，增长20%。
    Known limits: the claim must follow its two figures directly; rounding to whole per cent is accepted.
    Basis: 政府信息公开条例第六条（及时、准确）.
    """
    for section in context.report.sections:
        for clause, origin in _clauses(section):
            for claim in _CHANGED_BY.finditer(clause):
                before = clause[: claim.start()]
                pair = next(
                    (
                        found
                        for pattern in (_FROM_TO, _AGAINST_LAST)
                        for found in pattern.finditer(before)
                        if _RIGHT_BEHIND.fullmatch(before[found.end() :])
                    ),
                    None,
                )
                if pair is None:
                    continue
                last, now = int(pair["last"]), int(pair["now"])
                if not last or (claim["unit"] not in "%％" and claim["unit"] != pair["unit"]):
                    continue
                down = bool(re.search("下降|减少|降低|减", claim["how"]))
                change = Decimal(now - last) * (-1 if down else 1)
                actual = change / last * 100 if claim["unit"] in "%％" else change
                if abs(actual - Decimal(claim["by"])) <= (1 if claim["unit"] in "%％" else 0):
                    continue
                place = heading_of(context.report, section.id)
                unit = "%" if claim["unit"] in "%％" else claim["unit"]
                rise = Decimal(now - last) / last * 100
                yield Finding(
                    "AR129",
                    f"{place}称“{excerpt(clause, pair.start(), claim.end())}”，而{last}到{now}的变化是"
                    f"{'' if actual >= 0 else '相反的'}{abs(actual):.{1 if unit == '%' else 0}f}{unit}；请核对。",
                    place=place,
                    found=float(Decimal(claim["by"])),
                    expected=float(round(actual, 1)),
                    hint="请核对两年的数字和增长率"
                    + (f"；两年的数字无误的，可以如实写“{_changed(rise)}”" if unit == "%" else ""),
                    origin=origin,
                )


def _sentence_of(report: AnnualReport, growth: Growth) -> str:
    """The sentence that a claim stands in; its own words where it is not found."""
    section = report.section(growth.section)
    for clause, _ in () if section is None else _clauses(section):
        if growth.quote in clause:
            return clause
    return growth.quote


def _changed(rise: Decimal) -> str:
    """A change in per cent in words: 增长11.0%."""
    return f"{'增长' if rise >= 0 else '下降'}{abs(rise):.1f}%"


def _measure(clause: str) -> bool:
    """True where a clause tells of something done or to be done, and names nothing that is lacking."""
    return (
        bool(_DEED.search(clause))
        and not _DEFICIENT.search(clause)
        and not _BARE_HEAD.fullmatch(clause)
    )


def _requests(report: AnnualReport) -> Number | None:
    """Requests new and carried in; None where either is unknown."""
    return report.total(("requests.new.total", "requests.carried_in.total"))


def _clauses(section: Section) -> Iterator[tuple[str, Origin]]:
    """The sentences of a part with the place of their paragraph."""
    for paragraph in section.paragraphs:
        for found in _CLAUSE.finditer(paragraph.text):
            if found[0].strip():
                yield found[0].strip(), paragraph.origin


def _count(text: str) -> int:
    """How many numbered points a text has, counting the marks that occur most."""
    kinds = [0, 0, 0]
    for found in _NUMBERED.finditer(text):
        for kind in range(3):
            kinds[kind] += found[kind + 1] is not None
    return max(kinds)
