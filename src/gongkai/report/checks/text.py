"""文字 text: unfinished and scrambled sentences, wrong words, outdated law, vague counts, slogans."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import permutations

from gongkai.report.checks.finding import Finding, Level
from gongkai.report.checks.passages import (
    Passage,
    not_assessable,
    paragraphs,
    passage_finding,
)
from gongkai.report.checks.places import excerpt, heading_of
from gongkai.report.checks.registry import Context, check
from gongkai.report.facts import fact
from gongkai.report.wordlists import word_list

_SPACE = re.compile(r"[\s　]+")
_CLAUSE = re.compile(r"[^，。；！？：,;:!?\n]+")
_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?")
_STOPS = '。！？；：”）》…!?;:)".、，,'
_OBJECT_WITHOUT_VERB = re.compile(
    r"^(?:并|同时|还)?(?:将|把)(?:考核|检查|评议|评估|监督|整改|办理|公开|工作|反馈|调查|统计)?(?:结果|情况|成绩|意见|信息|内容|工作|任务|责任|问题|数据|材料)$"
)
_JOINS = "但是|但|而且|并且|或者|以及|因此|所以|由于|因为|虽然|尽管|如果|不仅|而|并|或"
_CUT_WITHIN = re.compile(rf"[^。；！？\n]*[，、](?:{_JOINS})(?=[。；])")
_CUT_AT_END = re.compile(rf"[^。；！？\n]*(?:[，、]|[，、](?:{_JOINS}))$")
_NEW_POINT = re.compile(r"[（(]?[一二三四五六七八九十\d第]")
"""How a paragraph begins that does not continue the one before it."""
_DOUBLED_CLAUSE = 15
_PARAGRAPH_NEEDS_STOP = 40
_WRONG_LEVEL = (
    (
        ("township", "street"),
        re.compile(
            r"(?:负责|牵头|组织|推进|指导|统筹|主管)[^，。；]{0,6}全(?:县|市|省)|是全(?:县|市|省)[^，。；]{0,12}部门"
            r"|[我本](?:县|市|省)(?:全年|本年度|共|累计|政府)*(?:主动公开|公开政府信息|公开信息|发布信息|收到|受理|未收到|未收取)"
            r"|[我本](?:局|委|厅)(?!员)"
        ),
        "乡镇、街道",
    ),
    (
        ("department",),
        re.compile(
            r"[我本](?:镇|乡|街道)(?!村)|[我本](?:县|市)(?:人民政府|政府)(?:主动公开|共公开|收到)"
        ),
        "部门",
    ),
    (
        ("county",),
        re.compile(r"[我本](?:镇|乡|街道)(?!村)|[我本](?:局|委|厅)(?!员)"),
        "县级人民政府",
    ),
)
_YEAR = re.compile(r"(?<!\d)(20\d{2})年(?!度?(?:前|以前|以来|起|后))")
_ABOUT_OTHER_YEARS = re.compile(
    r"^(?:对|针对|根据|按照|围绕|结合|吸取)|力争|争取|拟|打算|安排|展望|目标|公布|问题|反馈|结转|遗留|收到的|建成|投入使用|整改|年度报告|年报|评议|底前|年底|较|比|上年|去年|上一年|同期|同比|增长|减少|下降|上升|印发|制定|出台|修订|实施|施行|规划|自20|从20|至今|以来|下一步|下一年|明年|计划|将|〔|\[|成立|届|获|历年|累计|期间|“"
)
_COUNTED_EXACTLY = re.compile(
    r"proactive_count|items_|requests_|reconsiderations|litigations|disputes|normative_|regulations_|licences_|penalties_|coercion_"
)
"""Facts that a ledger counts one by one."""
_OVER_YEARS = re.compile(r"以来|历年|建站|开通|上线|自|从|截[至止]")
_THIS_YEAR = re.compile(r"本年|今年|当年|全年")
_DID = re.compile(
    r"主动公开|公开信息|发布|收到|受理|答复|召开|开展|举办|培训|我[镇乡县市局街]|本[机年]|全年"
)


@check("AR401", "sentence-unfinished", label="句子不完整", level=Level.WARNING)
def unfinished(context: Context) -> Iterator[Finding]:
    """每句话应有谓语，每段应有句号。

    What it checks: 将 or 把 with an object and no verb; a sentence that ends with a conjunction or, at the end of its part, with a
    comma; a long paragraph without a final stop.
    Why: the rest was lost in copying.
    Example: “进行平时检查、定期考核、重点考核，将考核结果。”
    Known limits: other missing verbs are not seen; a paragraph cut by a page break is joined before.
    Basis: 党政机关公文处理工作条例（内容简洁、表述准确、文字精练）.
    """
    places = list(paragraphs(context.report))
    for place, after in zip(places, [*places[1:], None], strict=True):
        last = place.text.rstrip()
        goes_on = (
            after is not None
            and after.section == place.section
            and not _NEW_POINT.match(after.text.lstrip())
        )
        cut = _CUT_WITHIN.search(last) or (None if goes_on else _CUT_AT_END.search(last))
        if cut:
            yield passage_finding(
                context,
                "AR401",
                place,
                f"“{cut[0][-20:]}”没有写完",
                "请补全这句话",
                cut[0][-20:],
            )
        for found in _CLAUSE.finditer(place.text):
            if _OBJECT_WITHOUT_VERB.match(found[0].strip()):
                yield passage_finding(
                    context,
                    "AR401",
                    place,
                    f"“{excerpt(place.text, *found.span())}”没有谓语",
                    "请补全这句话",
                    found[0],
                )
        stopped = last.endswith(tuple(_STOPS)) or re.search(r"[\w/]$", last, re.ASCII)
        if len(last) >= _PARAGRAPH_NEEDS_STOP and not stopped and "。" in last:
            yield passage_finding(
                context,
                "AR401",
                place,
                f"段末“{last[-12:]}”没有句号，这一段可能没有写完",
                "请补上句号或下文",
                last[-12:],
                level=Level.NOTICE,
            )


@check("AR402", "phrase-scrambled", label="词语错乱", level=Level.WARNING)
def scrambled(context: Context) -> Iterator[Finding]:
    """常用词组的字序不应错乱。

    What it checks: the characters of a frequent four-character phrase in an order that is neither the phrase nor one that
    two of them side by side give.
    Why: an accident of editing that no spelling checker finds.
    Example: “依主要托”应为“主要依托”。
    Known limits: only phrases of the list.
    Basis: 国务院办公厅政府网站与政务新媒体检查指标（严重表述错误）.
    """
    anagrams = _anagrams()
    for place in paragraphs(context.report):
        text = place.text
        sound = {at for phrase in _sound_phrases() for at in _places_of(phrase, text)}
        at = 0
        while at + 4 <= len(text):
            phrase = anagrams.get(text[at : at + 4])
            if (
                phrase is None
                or any(start in sound for start in range(at - 3, at + 4))
                or _side_by_side().match(text, at)
            ):
                at += 1
                continue
            wrong = text[at : at + 4]
            yield passage_finding(
                context,
                "AR402",
                place,
                f"“{excerpt(text, at, at + 4, width=20)}”中的“{wrong}”字序错乱，疑为“{phrase}”",
                f"请改为“{phrase}”",
                wrong,
                expected=phrase,
            )
            at += 4


@check("AR403", "word-confused", label="用词错误", level=Level.WARNING)
def confused(context: Context) -> Iterator[Finding]:
    """常见的错别字和混用词。

    What it checks: words of the list of words that are mistyped for one another.
    Why: county inspections count them, and one of them changes the meaning.
    Example: “信公开内容”应为“信息公开内容”；“信息公开实务的行政复议”应为“事务”。
    Known limits: only words of the list, which is dated and replaceable.
    Basis: 国务院办公厅政府网站与政务新媒体检查指标（严重表述错误）.
    """
    for place in paragraphs(context.report):
        for entry in word_list("confusable")["word"]:
            for found in re.finditer(entry["wrong"], place.text):
                if "unless" in entry and re.match(entry["unless"], place.text[found.start() :]):
                    continue
                yield passage_finding(
                    context,
                    "AR403",
                    place,
                    f"“{excerpt(place.text, *found.span(), width=20)}”中的“{found[0]}”疑为“{entry['right']}”",
                    "请核对用词",
                    found[0],
                    expected=entry["right"],
                )


@check("AR405", "level-wrong", label="级别错误", level=Level.WARNING)
def wrong_level(context: Context) -> Iterator[Finding]:
    """乡镇不应自称全县、我局，部门不应自称我镇。

    What it checks: words with which a body speaks of itself as one of another level.
    Why: the sentence was written for another body.
    Example: “乡政府办公室是全县政府信息公开工作负责部门，全面负责全县”。
    Known limits: 全县 as the place of a county's own task is left out where no verb makes the township answer for it.
    Basis: 政府信息公开条例第四条.
    """
    level = context.report.identity.level
    if level is None:
        yield not_assessable("AR405", "机关的级别", "是否说了别级机关的话", "请在标题写明机关全称")
    for levels, pattern, label in _WRONG_LEVEL:
        if level not in levels:
            continue
        for place in paragraphs(context.report):
            found = pattern.search(place.text)
            if found:
                yield passage_finding(
                    context,
                    "AR405",
                    place,
                    f"“{excerpt(place.text, *found.span())}”不是{label}的口气",
                    "请改为本机关的范围",
                    found[0],
                )


@check("AR406", "year-stale", label="年份过时", level=Level.WARNING)
def stale_year(context: Context) -> Iterator[Finding]:
    """叙述本年工作的句子不应写别的年份。

    What it checks: sentences about the body's own work that name another year and compare nothing.
    Why: a year left standing from last year's report.
    Example: 2023年度报告写“2022年，我镇主动公开信息120条”。
    Known limits: sentences with 较, 印发, 规划, 以来, 本年 and the like are taken to speak of that year on purpose. A sentence
    that does not begin with the year, or names a later one, is a notice.
    Basis: 政府信息公开条例第六条（及时、准确）.
    """
    year = context.report.identity.year
    if year is None:
        yield not_assessable("AR406", "报告年度", "年份是否过时", "请在标题写明年份")
        return
    for place in paragraphs(context.report):
        for sentence in _SENTENCE.finditer(place.text):
            text = _SPACE.sub("", sentence[0])
            years = {int(found[1]) for found in _YEAR.finditer(text)}
            others = sorted(other for other in years if other != year and abs(other - year) <= 3)
            if (
                not others
                or year in years
                or _THIS_YEAR.search(text)
                or _ABOUT_OTHER_YEARS.search(text)
                or not _DID.search(text)
            ):
                continue
            opens = bool(
                re.match(
                    rf"\W*(?:[一二三四五六七八九十\d（）()、.]*)(?:在|截[至止])?{others[0]}年", text
                )
            )
            yield passage_finding(
                context,
                "AR406",
                place,
                f"“{excerpt(text)}”写的是{others[0]}年，本报告是{year}年度的",
                "请核对年份",
                others[0],
                expected=str(year),
                level=None if opens and others[0] < year else Level.NOTICE,
            )


@check("AR407", "law-outdated", label="法规表述过时", level=Level.WARNING)
def outdated_law(context: Context) -> Iterator[Finding]:
    """引用的法规和提法应是现行的。

    What it checks: formulas, numbers of days and documents that later law has replaced.
    Why: citizens are still told 15 days; the Regulations have said 20 since 2019.
    Example: “以公开为原则，不公开为例外”应为“以公开为常态、不公开为例外”。
    Known limits: only entries of the list, which is dated and replaceable.
    Basis: 政府信息公开条例第五条、第三十三条等（见词表各条）.
    """
    year = context.report.identity.year
    for place in paragraphs(context.report, whole=True):
        for entry in word_list("outdated")["wording"]:
            found = next(
                (
                    item
                    for item in re.finditer(entry["pattern"], place.text)
                    if "unless" not in entry
                    or not re.search(entry["unless"], _sentence_at(place.text, item.start()))
                ),
                None,
            )
            if found and (year is None or year >= entry["from"]):
                yield passage_finding(
                    context,
                    "AR407",
                    place,
                    f"“{excerpt(place.text, *found.span())}”已过时，现为“{entry['now']}”（{entry['cite']}）",
                    "请改为现行表述",
                    found[0],
                    expected=entry["now"],
                )


@check("AR408", "count-vague", label="数量含糊", level=Level.WARNING)
def vague_count(context: Context) -> Iterator[Finding]:
    """公开和申请的数量应是确数。

    What it checks: counts with 余, 多, 近, 左右, 约 among the facts the report states.
    Why: the ledger knows the number.
    Example: “发布信息60余篇”。
    Known limits: only counts of items, requests, disputes and documents; persons, calls and money are left out. Words
    that state two facts are told once.
    Basis: 政府信息公开条例第六条（及时、准确）.
    """
    told: set[tuple[str, str]] = set()
    for statement in context.report.statements:
        declared = fact(statement.fact)
        where = (statement.section, statement.quote)
        if not statement.vague or not _COUNTED_EXACTLY.match(statement.fact):
            continue
        if not statement.cumulative or not _OVER_YEARS.search(statement.quote):
            if where in told:
                continue
            told.add(where)
            heading = heading_of(context.report, statement.section)
            yield Finding(
                "AR408",
                f"{heading}称“{excerpt(statement.quote)}”，数量含糊；应写确数，请按台账改写。",
                place=heading,
                found=statement.quote,
                expected=f"{declared.label}的确数",
                hint="请按台账改写",
                origin=statement.origin,
            )


@check("AR409", "unit-wrong", label="量词不当", level=Level.NOTICE)
def wrong_unit(context: Context) -> Iterator[Finding]:
    """文件按件，申请按件，信息按条。

    What it checks: counter words of documents, requests and disputes against the list.
    Why: 56条 documents may be 56 documents or 56 postings.
    Example: “发布文件56条”。
    Known limits: the noun and the number must stand in one clause; documents listed under a total of items (信息
    6条，其中部门文件4条) are items.
    Basis: 国办公开办函〔2021〕30号 表二、表三、表四（件）.
    """
    for place in paragraphs(context.report):
        for entry in word_list("units")["unit"]:
            pattern = (
                rf"(?:{entry['noun']})\s*(?:共|为|共计)?\s*(\d+)\s*(条|次|篇|项|个|件|份|起|宗|例)"
            )
            for found in re.finditer(pattern, place.text):
                if found[2] in entry["allowed"] or _listed_as_items(place.text, found):
                    continue
                expected = "或".join(entry["allowed"])
                yield passage_finding(
                    context,
                    "AR409",
                    place,
                    f"“{excerpt(place.text, *found.span(), width=20)}”的量词为“{found[2]}”，{entry['basis']}",
                    f"请改用“{expected}”，确指信息条数的请写“信息”",
                    found[2],
                    expected=expected,
                )


@check("AR410", "off-topic-slogan", label="与公开无关的套话", level=Level.NOTICE)
def slogan(context: Context) -> Iterator[Finding]:
    """年报只写条例第五十条规定的内容。

    What it checks: slogans of the list.
    Why: the form asks for nothing to be left out and nothing to be padded.
    Example: “紧紧围绕经济建设这个中心”。
    Known limits: only entries of the list.
    Basis: 国办公开办函〔2021〕30号（不能遗漏，也不宜泛化）.
    """
    found = [
        (place, matched[0])
        for place in paragraphs(context.report)
        for pattern in word_list("slogans")["patterns"]
        if (matched := re.search(pattern, place.text))
    ]
    if found:
        words = "、".join(f"“{word}”" for _, word in found)
        yield passage_finding(
            context, "AR410", found[0][0], f"{words}与政府信息公开无关", "请删去", found[0][1]
        )


@check("AR411", "text-doubled", label="文字重复", level=Level.WARNING)
def doubled(context: Context) -> Iterator[Finding]:
    """同一句话不应出现两次。

    What it checks: sentences of at least fifteen characters that stand in the report twice.
    Why: pasted twice.
    Example: 第一段与第三段各有一句“……确保应公开尽公开”。
    Known limits: statements of the fee and of requests may stand in two parts and are left out.
    Basis: 党政机关公文处理工作条例（文字精练）.
    """
    counts: Counter[str] = Counter()
    first: dict[str, Passage] = {}
    for place in paragraphs(context.report):
        for sentence in _SENTENCE.finditer(place.text):
            text = _SPACE.sub("", sentence[0]).strip("。；！？")
            if len(text) >= _DOUBLED_CLAUSE and not re.search(r"申请|处理费|复议|诉讼", text):
                counts[text] += 1
                first.setdefault(text, place)
    for text, count in counts.items():
        if count > 1:
            yield passage_finding(
                context,
                "AR411",
                first[text],
                f"“{excerpt(text)}”出现{count}次",
                "请删去重复的一处",
                count,
                expected="1次",
            )


@check("AR412", "name-outdated", label="机构名称过时", level=Level.NOTICE)
def outdated_name(context: Context) -> Iterator[Finding]:
    """机构改革后应用新名称。

    What it checks: names of institutions that no longer exist in the report's year.
    Why: outdated names are counted as severe wording faults in inspections.
    Example: 2024年度报告写“卫计委”。
    Known limits: only entries of the list; local bodies may keep older names.
    Basis: 国务院办公厅政府网站与政务新媒体检查指标（严重表述错误）.
    """
    year = context.report.identity.year
    if year is None:
        yield not_assessable("AR412", "报告年度", "机构名称是否过时", "请在标题写明年份")
        return
    for place in paragraphs(context.report):
        for entry in word_list("renamed")["name"]:
            found = re.search(entry["old"], place.text)
            if found and year >= entry["from"]:
                yield passage_finding(
                    context,
                    "AR412",
                    place,
                    f"“{found[0]}”是旧名称，现为{entry['now']}",
                    "请改用现名",
                    found[0],
                    expected=entry["now"],
                )


def _sentence_at(text: str, at: int) -> str:
    """The sentence of a paragraph that holds this place."""
    start = max(text.rfind(stop, 0, at) for stop in "。；！？\n") + 1
    ends = [end for stop in "。；！？\n" if (end := text.find(stop, at)) >= 0]
    return text[start : min(ends, default=len(text))]


def _listed_as_items(text: str, count: re.Match[str]) -> bool:
    """True where the count is one of a list under a total of 信息 in the same counter word."""
    before = text[text.rfind("。", 0, count.start()) + 1 : count.start()]
    return bool(re.search(rf"信息[^。；]{{0,8}}?\d\s*{count[2]}", before))


@cache
def _anagrams() -> dict[str, str]:
    """Scrambled forms of the listed phrases, each with the phrase; exchanges of halves are not among them."""
    scrambled: dict[str, str] = {}
    for phrase in word_list("phrases")["phrases"]:
        for order in permutations(phrase):
            word = "".join(order)
            if word not in _sound_phrases():
                scrambled.setdefault(word, phrase)
    return scrambled


@cache
def _sound_phrases() -> frozenset[str]:
    """The listed phrases and what begins within one and ends within the next, such as the exchange of their halves."""
    phrases = word_list("phrases")["phrases"]
    return frozenset(phrase[at:] + phrase[:at] for phrase in phrases for at in range(4))


@cache
def _side_by_side() -> re.Pattern[str]:
    """Words side by side that look like a scrambled phrase."""
    return re.compile("|".join(word_list("phrases").get("lawful", ["(?!)"])))


def _places_of(phrase: str, text: str) -> Iterator[int]:
    at = text.find(phrase)
    while at >= 0:
        yield at
        at = text.find(phrase, at + 1)
