"""格式 format: the prescribed form — title, six parts, numbering, edition, blocks of part one, dates and signs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from gongkai.documents.model import Paragraph
from gongkai.report.checks.finding import Finding, Level
from gongkai.report.checks.places import excerpt, form_of, heading_of, row_label
from gongkai.report.checks.registry import TABLED_EDITIONS, Context, check
from gongkai.report.checks.unknown import part_missing
from gongkai.report.edition import edition, edition_due, newest_edition
from gongkai.report.facts import fact_value
from gongkai.report.model import AnnualReport, IrregularityKind, Section
from gongkai.report.organizations import parse_body
from gongkai.report.reading.narrative import contacts

WORDED = ("overview", "problems", "other")
"""The parts of words; the others are tables, whose rows are numbered 一、 to 四、."""
GOVERNMENTS = ("province", "city", "county", "township", "street")
SHORTEST_PROBLEMS = 80
SHORTEST_OVERVIEW = 200
LONGEST_OVERVIEW = 3_000
HALF_WIDTH_SIGNS = 3

_TITLE = re.compile(r".+?\d{4}年度?政府信息公开工作年度报告")
_NEAR_TITLE = re.compile(
    r".+?\d{4}年度?政府信息公开(?:工作)?(?:年度)?报告|\d{4}年度?.+?政府信息公开(?:工作)?(?:年度)?报告"
)
_OWN_FORM = re.compile(r"(?:管理委员会|管委会|办事处)$")
_ZONE = re.compile(
    r"(?:开发区|经开区|高新区|工业区|园区|新区|示范区|管理区|保税区|产业园|工业园|风景区|度假区|新城)$"
)
_REACHABLE = re.compile(
    r"(?:电\s*话|联系|咨询|致电|拨打|传真|办公室|[政公党]办)[^。；\n]{0,40}?(?<!\d)(?:[(（]?0\d{2,3}[)）]?\s*[-—–－ ]{0,2}\s*)?[1-9]\d{6,7}(?!\d)"
    r"|(?:电\s*话|热线|联系|咨询|致电|拨打)[^。；\n]{0,30}?(?<!\d)(?:1[3-9]\d{9}|400\d{7}|400-\d{3}-?\d{4})(?!\d)"
)
"""A telephone in a form that the facts do not read: without its area code, a mobile, an 400 number."""
_SHORT_ZONE = (
    ("经济技术开发区", "经开区"),
    ("高新技术产业开发区", "高新区"),
    ("经济开发区", "经开区"),
    ("机构编制委员会办公室", "编办"),
    ("市场监督管理局", "市监局"),
)
"""What bodies are called in full and for short."""
_ITS_PLACE = re.compile(r"^([\u3400-\u9fff]{2,4}?)[省市县区](?=[\u3400-\u9fff]{2,}[区园城])")
_PARTY = re.compile(r"^中共|(?<=县)县(?=委)|(?<=[市区])[市区](?=委)")
_OFFICE = re.compile(r"(?:党政|党建|综合|行政|政务)*(?:综合)?(?:办公室|办公厅|办)$")
_SPACE = re.compile(r"\s+")
_NUMERAL = re.compile(r"^[\s*#]*([一二三四五六七八九十]+|\d+)\s*[、.．]")
_INNER_PART_NUMERAL = re.compile(r"^\s*([一二三四五六七八九十])、\s*\S")
_CHINESE = "㐀-鿿"
_HALF_WIDTH = re.compile(rf"(?<=[{_CHINESE}])[,;:?!()](?=[{_CHINESE}])|(?<=[{_CHINESE}])[,;](?=\d)")
_MARKDOWN = re.compile(r"(?:^|\n)\s*#{1,6}\s|\*\*[^*\n]+\*\*|(?:^|\n)\s*[-*]\s+\d+、")
_BLOCKS = {
    "proactive": re.compile(r"主动公开|公开内容|重点领域"),
    "on_request": re.compile(r"申请"),
    "management": re.compile(
        r"(?:信息|资源|公文|文件|发布|目录)[^，。]{0,8}管理|管理[^，。]{0,6}信息|信息[^，。]{0,4}(?:规范|审核|审查)"
    ),
    "platform": re.compile(r"平台|载体|阵地|网站|新媒体|公众号|专栏|专区|门户"),
    "safeguards": re.compile(r"监督|保障|督查|考核"),
}
"""Other words for the five blocks in their headings."""
_TREATED = {
    "management": re.compile(r"目录|归档|审查|审核|管理"),
    "platform": re.compile(r"平台|网站|公众号|新媒体|公开栏"),
    "safeguards": re.compile(r"监督|问责|督查"),
}
"""Words by which part one treats a block that it does not head."""
FEWEST_LABELS = 3
_BLOCK_LABEL = re.compile(
    r"(?:[（(][一二三四五六七八九十\d]{1,2}[）)][、.．]?|(?:^|(?<=[。；;\n]))[一二三四五六七八九十]{1,2}(?:、|是)|(?:^|(?<=[。；;\n]))\d{1,2}[、.．])"
    r"\s*([^。：:\n，,；;]{2,24})"
)
_HEADING_ALONE = re.compile(
    r"[（(][一二三四五六七八九十]{1,2}[）)]\s*([^。：:\n，,；;]{2,24})[。：:]?"
)
_GLUED = 300
"""A paragraph longer than this may hold several blocks, whose heads are then its short sentences."""
_SHORT_SENTENCE = re.compile(r"(?<=[。；;])\s*([^。：:\n，,；;]{2,16})。")
_BARE_LABEL = re.compile(r"^\s*([^。：:\n，,；;]{2,16})(?:[。：:]|$)")
RESULTS = (
    ("工作考核", re.compile(r"考核")),
    ("社会评议", re.compile(r"评议")),
    ("责任追究", re.compile(r"追责|问责|责任追究|追究[^。，]{0,6}责任")),
)


@check(
    "AR201", "title-nonstandard", label="标题不规范", level=Level.WARNING, editions=TABLED_EDITIONS
)
def title_nonstandard(context: Context) -> Iterator[Finding]:
    """标题应为“机关＋年份＋年政府信息公开工作年度报告”。

    What it checks: the words of the title, spaces aside. 年度 for 年 passes; without 工作 it is a notice.
    Why: portals and roll-ups find the report by its title.
    Example: “2024年度政务信息公开工作报告”。
    Known limits: a title set as a picture is not seen. The title proposed has the body as the document itself names it.
    Basis: 国办公开办函〔2021〕30号; 政府信息公开条例第四十九条.
    """
    report = context.report
    title = report.identity.title
    if title is None:
        yield Finding(
            "AR201",
            "没有找到标题，应为“机关＋年份＋年政府信息公开工作年度报告”；请补上标题。",
            place="标题",
            expected="机关＋年份＋年政府信息公开工作年度报告",
            hint="请补上标题",
        )
        return
    bare = _SPACE.sub("", title)
    if _TITLE.fullmatch(bare):
        return
    expected = f"{_named_body(report)}{report.identity.year or '年份'}年政府信息公开工作年度报告"
    yield Finding(
        "AR201",
        f"标题为“{title}”，应为“{expected}”；请改正标题。",
        place="标题",
        found=title,
        expected=expected,
        hint="请改正标题",
        level=Level.NOTICE if _NEAR_TITLE.fullmatch(bare) else None,
    )


@check("AR202", "bodies-differ", label="机关名称前后不一", level=Level.WARNING)
def bodies_differ(context: Context) -> Iterator[Finding]:
    """标题、正文、落款的机关应是同一机关。

    What it checks: the body named by the title, by the text (由……编制) and by the signature.
    Why: an office's name in the title and the government's in the text leave open whose report it is.
    Example: 标题为某镇人民政府办公室，正文称由某镇人民政府编制。
    Known limits: 柳河镇 and 柳河镇人民政府 count as one, with or without the county before it, and so does the office of
    the body that the title names, where it writes, signs or answers the telephone. A body that the text names elsewhere
    than as the author is a notice, and none where it lies in the same place.
    Basis: 政府信息公开条例第四条、第四十九条.
    """
    report = context.report
    identity = report.identity
    named = [
        (place, name)
        for place, name in (
            ("标题", identity.title_body),
            ("正文", identity.text_body),
            ("落款", identity.signature_body),
        )
        if name
    ]
    if len(named) < 2:
        yield Finding(
            "AR202",
            "标题、正文、落款中只有不到两处读出了机关，无法核验是否同一机关；请在标题和落款写明机关全称。",
            hint="请在标题和落款写明机关全称",
            level=Level.UNASSESSABLE,
        )
        return
    first_place, first = named[0]
    for place, name in named[1:]:
        if _same_body(first, name) or (
            place != "标题" and _same_body(first, _without_office(name))
        ):
            continue
        guessed = place == "正文" and not _writes(report, name)
        if guessed and _own_place(first, name):
            continue
        yield Finding(
            "AR202",
            f"{first_place}的机关为“{first}”，{place}为“{name}”；应为同一机关，请核定后统一。",
            place=first_place,
            found=first,
            expected=name,
            hint="请核定后统一",
            level=Level.NOTICE if guessed else None,
        )


@check("AR203", "years-differ", label="年份前后不一", level=Level.ERROR)
def years_differ(context: Context) -> Iterator[Finding]:
    """标题年份、统计期限和落款日期应是同一年度。

    What it checks: the year of the title against the statistical period and the date of signature (the year after).
    Why: a year left standing from last time puts the whole report in doubt.
    Example: 标题为2024年，统计期限为2023年1月1日至12月31日。
    Known limits: a report signed more than two years later is taken for one published again.
    Basis: 国办公开办函〔2021〕30号; 政府信息公开条例第四十九条.
    """
    identity = context.report.identity
    if identity.year is None:
        yield Finding(
            "AR203",
            "没有读出报告年度，无法核验年份是否一致；请在标题写明年份。",
            place="标题",
            hint="请在标题写明年份",
            level=Level.UNASSESSABLE,
        )
        return
    if identity.period is not None and {day.year for day in identity.period} != {identity.year}:
        found = f"{identity.period[0].isoformat()}至{identity.period[1].isoformat()}"
        yield Finding(
            "AR203",
            f"标题为{identity.year}年，统计期限为{found}，应为{identity.year}年1月1日至12月31日；请改正。",
            place="统计期限",
            found=found,
            expected=f"{identity.year}-01-01至{identity.year}-12-31",
            hint="请改正统计期限",
        )
    signed = identity.issued_on
    if (
        signed is not None
        and signed.year <= identity.year
        and (signed.month, signed.day) != (12, 31)
    ):
        yield Finding(
            "AR203",
            f"落款日期为{signed.isoformat()}，在{identity.year}年度结束之前；请核对标题年份和落款日期。",
            place="落款",
            found=signed.isoformat(),
            expected=f"{identity.year + 1}年1月",
            hint="请核对标题年份和落款日期",
            level=Level.WARNING,
        )


@check(
    "AR204",
    "heading-nonstandard",
    label="标题文字不规范",
    level=Level.NOTICE,
    editions=TABLED_EDITIONS,
)
def heading_nonstandard(context: Context) -> Iterator[Finding]:
    """六个部分的标题应与规定一字不差。

    What it checks: the words of the six headings, spaces and numerals aside.
    Why: the six headings are prescribed.
    Example: “五、存在主要问题及改进情况”缺“的”。
    Known limits: headings are found by their key words; one quite different counts as missing.
    Basis: 国办公开办函〔2021〕30号.
    """
    report = context.report
    for item in report.irregularities:
        if item.kind is IrregularityKind.HEADING_VARIANT and _words(item.before) != _words(
            item.after
        ):
            yield Finding(
                "AR204",
                f"标题“{_SPACE.sub('', item.before)}”，应为“{item.after}”；请改正。",
                place=heading_of(report, item.where),
                found=item.before,
                expected=item.after,
                hint="请改正标题",
                origin=item.origin,
            )


@check(
    "AR205",
    "heading-out-of-order",
    label="部分顺序不对",
    level=Level.WARNING,
    editions=TABLED_EDITIONS,
)
def heading_order(context: Context) -> Iterator[Finding]:
    """六个部分应按规定的顺序排列。

    What it checks: whether a heading stands before or after its prescribed place.
    Why: pages out of order are an accident of printing and scanning.
    Example: 第四部分在第三部分之前。
    Known limits: none known.
    Basis: 国办公开办函〔2021〕30号.
    """
    report = context.report
    for item in report.irregularities:
        if item.kind is IrregularityKind.HEADING_ORDER:
            yield Finding(
                "AR205",
                f"“{item.after}”不在规定的位置；请检查页面顺序。",
                place=heading_of(report, item.where),
                found=item.before,
                expected=item.after,
                hint="请检查页面顺序",
                origin=item.origin,
            )


@check(
    "AR206",
    "inner-numbering",
    label="部分内序号与大标题重复",
    level=Level.NOTICE,
    editions=TABLED_EDITIONS,
)
def inner_numbering(context: Context) -> Iterator[Finding]:
    """“一、”至“六、”只用于六个部分，部分之内用“（一）”“1.”。

    What it checks: paragraphs within parts one, five and six that are numbered like the parts.
    Why: two headings called 二、 send readers and programs to the wrong place.
    Example: 第一部分内又分“一、主动公开情况”至“六、……”。
    Known limits: numbered sentences within a paragraph are left out.
    Basis: 党政机关公文格式 GB/T 9704-2012（层次序数一、（一）1.（1））.
    """
    for section in context.report.sections:
        if section.id not in WORDED:
            continue
        inner = [
            (found[1], paragraph)
            for paragraph in section.paragraphs
            if len(paragraph.text) <= 40 and (found := _INNER_PART_NUMERAL.match(paragraph.text))
        ]
        if inner:
            place = heading_of(context.report, section.id)
            numerals = "、".join(numeral for numeral, _ in inner)
            yield Finding(
                "AR206",
                f"{place}之内的小标题又用“{numerals}”编号，与六个部分的序号重复；应改用（一）（二）（三）。",
                place=place,
                found=numerals,
                expected="（一）（二）（三）",
                hint="应改用（一）（二）（三）",
                origin=inner[0][1].origin,
            )


@check(
    "AR207",
    "part-numeral-wrong",
    label="部分序号不对",
    level=Level.WARNING,
    editions=TABLED_EDITIONS,
)
def part_numeral(context: Context) -> Iterator[Finding]:
    """六个部分的序号应为一、二、三、四、五、六。

    What it checks: the numeral in front of each of the six headings.
    Why: “4、” among 一、二、三 betrays a part pasted in from elsewhere.
    Example: “4、 政府信息公开行政复议、行政诉讼情况”。
    Known limits: a heading without any numeral is not reported.
    Basis: 国办公开办函〔2021〕30号.
    """
    report = context.report
    for section in report.sections:
        official = newest_edition().section(section.id).heading
        printed = _NUMERAL.match(section.heading)
        if printed and printed[1] != official[0]:
            yield Finding(
                "AR207",
                f"标题“{_SPACE.sub('', section.heading)}”的序号为“{printed[1]}”，应为“{official[0]}”；请改正。",
                place=official,
                found=printed[1],
                expected=official[0],
                hint="请改正序号",
                origin=section.origin,
            )


@check("AR208", "obsolete-form", label="格式已过时", level=Level.ERROR, editions=TABLED_EDITIONS)
def obsolete_form(context: Context) -> Iterator[Finding]:
    """2021年度起的年报应用2021年格式。

    What it checks: the edition whose labels the tables carry against the edition in force for the year.
    Why: table two of 2019 counts other things; its figures cannot be added to anyone's.
    Example: 2024年度报告仍用2019年格式（新制作数量、上一年项目数量、政府集中采购）。
    Known limits: reports whose year was not read are not judged; parts of both forms in one document count as the
    one with more labels; without a table two, which sets the forms apart, it is a notice.
    Basis: 国办公开办函〔2021〕30号（自2021年度报告起）.
    """
    report = context.report
    year = report.identity.year
    if year is None:
        yield Finding(
            "AR208",
            "没有读出报告年度，无法核验格式是否现行；请在标题写明年份。",
            place="标题",
            hint="请在标题写明年份",
            level=Level.UNASSESSABLE,
        )
        return
    used, wanted = edition(report.edition), edition_due(year)
    if wanted is None or used.first_year >= wanted.first_year:
        return
    yield Finding(
        "AR208",
        f"{year}年度报告用的是{used.label}（{used.document}），应用{wanted.label}（{wanted.document}）；"
        "请用 gongkai report fix 换成现行格式，表二的口径不同，须重新填写。",
        place="、".join(table.label for table in used.tables),
        found=report.edition,
        expected=wanted.id,
        hint="请换成现行格式，表二须重新填写",
        level=None if report.has_table("proactive") else Level.NOTICE,
    )


@check(
    "AR209", "label-not-official", label="行名不规范", level=Level.NOTICE, editions=TABLED_EDITIONS
)
def label_not_official(context: Context) -> Iterator[Finding]:
    """表格的行名应与规定一字不差。

    What it checks: row labels that were recognised although they differ from the form's, marks and spaces aside.
    Why: others find the row by its label.
    Example: “规范性文件”应为“行政规范性文件”。
    Known limits: differences of brackets, widths and spaces are left out, and labels whose end is on another line.
    Basis: 国办公开办函〔2021〕30号 第二、三、四部分.
    """
    report = context.report
    for item in report.irregularities:
        if item.kind is IrregularityKind.LABEL_VARIANT:
            before, after = (_SPACE.sub("", words) for words in (item.before, item.after))
            if after.startswith(before):
                continue
            table, _, row = item.where.partition(".")
            label = form_of(report).table(table).label
            yield Finding(
                "AR209",
                f"{label}的行名“{excerpt(_SPACE.sub('', item.before))}”，应为“{item.after}”；请改正。",
                place=f"{label}“{row_label(report, table, row)}”行",
                found=item.before,
                expected=item.after,
                hint="请改正行名",
                origin=item.origin,
            )


@check(
    "AR210", "blocks-missing", label="总体情况缺项", level=Level.WARNING, editions=TABLED_EDITIONS
)
def blocks_missing(context: Context) -> Iterator[Finding]:
    """第一部分应写主动公开、依申请公开、政府信息管理、平台建设、监督保障。

    What it checks: whether part one speaks of each of the five, by its name, by a block headed in other words of the same
    sense (平台载体建设, 信息规范化管理), or by the facts it states; and whether anything stands under the heading of one.
    Why: the form names the five; what is not written is taken for not done.
    Example: 只写了组织领导、业务培训、制度、渠道；“（四）政府信息公开平台建设”下面没有一个字。
    Known limits: a block written under another name altogether is reported as not named; where part one has no headed
    blocks at all and treats the matter, it is a notice.
    Basis: 国办公开办函〔2021〕30号 第一部分.
    """
    report = context.report
    section = report.section("overview")
    if section is None:
        yield part_missing("AR210", report, "overview", "五项是否齐全")
        return
    form = form_of(report).section("overview")
    for heading in _empty_blocks(section):
        yield Finding(
            "AR210",
            f"“{heading.text.strip()}”下面没有内容；应写明本年做了什么，没有开展的如实写明。",
            place=heading_of(report, "overview"),
            found="",
            expected="有内容",
            hint="请补写",
            origin=heading.origin,
        )
    stated = {
        "proactive": bool(report.stated("proactive_count")),
        "on_request": bool(report.stated("requests_received")),
    }
    text = _SPACE.sub("", section.text)
    labels = block_labels(section)
    missing = [
        part
        for part in form.parts
        if not stated.get(part.id)
        and not any(word in text for word in part.keywords)
        and not any(_BLOCKS[part.id].search(label) for label in labels)
    ]
    if missing:
        place = heading_of(report, "overview")
        names = "、".join(f"“{part.label}”" for part in missing)
        treated = len(labels) < FEWEST_LABELS and any(
            _TREATED[part.id].search(text) for part in missing if part.id in _TREATED
        )
        yield Finding(
            "AR210",
            f"{place}没有标明{names}；应写主动公开、依申请公开、政府信息管理、平台建设、监督保障五项，请补写或标明。",
            place=place,
            found="、".join(part.label for part in missing),
            expected="五项齐全",
            hint="请补写或标明",
            origin=section.origin,
            level=Level.NOTICE if treated else None,
        )


@check(
    "AR211",
    "accountability-results-missing",
    label="没有考核评议追责结果",
    level=Level.NOTICE,
    editions=TABLED_EDITIONS,
    levels=GOVERNMENTS,
)
def accountability(context: Context) -> Iterator[Finding]:
    """各级人民政府的年报应写工作考核、社会评议和责任追究结果。

    What it checks: whether the words speak of 考核, 评议 and 追究 at all.
    Why: the Regulations ask this of every government, townships among them.
    Example: 全文没有提到社会评议。
    Known limits: naming the word is enough; whether a result is stated is not judged.
    Basis: 政府信息公开条例第五十条第四项.
    """
    report = context.report
    if not report.sections:
        yield part_missing("AR211", report, "overview", "有没有考核、评议、追责结果")
        return
    text = "\n".join(section.text for section in report.sections)
    missing = [label for label, pattern in RESULTS if not pattern.search(text)]
    if missing:
        place = heading_of(report, "overview")
        yield Finding(
            "AR211",
            f"全文没有写{'、'.join(missing)}的结果；各级人民政府应写明，请在第一部分监督保障中补上。",
            place=place,
            found=None,
            expected="工作考核、社会评议、责任追究结果",
            hint="请在监督保障中补上",
        )


@check("AR212", "period-not-stated", label="没有写统计期限", level=Level.NOTICE)
def period_not_stated(context: Context) -> Iterator[Finding]:
    """年报应写明统计期限为1月1日至12月31日。

    What it checks: a statement of the statistical period anywhere in the document.
    Why: figures up to November are not figures of the year.
    Example: 全文没有“1月1日至12月31日”。
    Known limits: none known.
    Basis: 国办公开办函〔2021〕30号.
    """
    if context.report.identity.period is None and context.report.sections:
        yield Finding(
            "AR212",
            "没有写明数据的统计期限，应写“自1月1日至12月31日”；请补上。",
            place="统计期限",
            found=None,
            expected="1月1日至12月31日",
            hint="请补上统计期限",
        )


@check("AR213", "contact-missing", label="没有联系方式", level=Level.NOTICE)
def contact_missing(context: Context) -> Iterator[Finding]:
    """年报宜写明联系电话和电子版的查阅地址。

    What it checks: a telephone number anywhere in the prose, the lines before it and the signature.
    Why: a reader with a question should know whom to ask.
    Example: 全文没有电话。
    Known limits: a contact in a picture or a page footer is not seen.
    Basis: 政府信息公开条例第十二条.
    """
    report = context.report
    around = (Paragraph(text) for text in (*report.preamble, *report.signature))
    given = fact_value(report, "phones") or any(
        any(contacts.read(paragraph, "other")) for paragraph in around
    )
    if not given and report.sections and not _REACHABLE.search(_all_words(report)):
        yield Finding(
            "AR213",
            "没有联系电话；宜在引言或第六部分写明联系电话和电子版的查阅地址，请补上。",
            place=heading_of(report, "other"),
            found=None,
            expected="联系电话",
            hint="请补上联系电话",
        )


@check(
    "AR214",
    "part-empty-or-short",
    label="内容过少或过长",
    level=Level.NOTICE,
    editions=TABLED_EDITIONS,
)
def part_short(context: Context) -> Iterator[Finding]:
    """第一、五部分应有实在的内容。

    What it checks: length of part one (200 to 3,000 characters) and of part five (80 and more).
    Why: an empty part is an omission, an endless one is padding.
    Example: 第五部分只有一句话。
    Known limits: the limits are experience, not law.
    Basis: 国办公开办函〔2021〕30号（不能遗漏，也不宜泛化）.
    """
    report = context.report
    for id, least, most in (
        ("overview", SHORTEST_OVERVIEW, LONGEST_OVERVIEW),
        ("problems", SHORTEST_PROBLEMS, None),
    ):
        section = report.section(id)
        if section is None:
            yield part_missing("AR214", report, id, "内容多少")
            continue
        length = len(_SPACE.sub("", section.text))
        place = heading_of(report, id)
        if length < least or (most is not None and length > most):
            fault, hint = (
                ("过少", "请补充实际情况") if length < least else ("过长", "请删去与公开无关的内容")
            )
            yield Finding(
                "AR214",
                f"{place}共{length}字，{fault}（一般不{'少于' + str(least) if length < least else '多于' + str(most)}字）；{hint}。",
                place=place,
                found=length,
                expected=f"{least}字以上" if most is None else f"{least}–{most}字",
                hint=hint,
                origin=section.origin,
            )


@check("AR215", "half-width-punctuation", label="标点半角", level=Level.NOTICE)
def punctuation(context: Context) -> Iterator[Finding]:
    """中文里的标点应用全角。

    What it checks: half-width commas, brackets, colons and semicolons between Chinese characters in the prose.
    Why: the standard on punctuation; mixed widths show text pasted from several sources.
    Example: “要求、规定,大力推进”。
    Known limits: fewer than three are not reported; conversion programs make some of them.
    Basis: 标点符号用法 GB/T 15834-2011.
    """
    report = context.report
    counts = Counter(
        {section.id: len(_HALF_WIDTH.findall(section.text)) for section in report.sections}
    )
    total = sum(counts.values())
    if total >= HALF_WIDTH_SIGNS:
        section_id = counts.most_common(1)[0][0]
        place = heading_of(report, section_id)
        yield Finding(
            "AR215",
            f"正文有{total}处半角标点，{place}最多；应用全角，请统一替换。",
            place=place,
            found=total,
            expected=0,
            hint="请统一替换为全角标点",
        )


@check("AR216", "markup-remains", label="残留标记", level=Level.NOTICE)
def markup(context: Context) -> Iterator[Finding]:
    """正文不应残留排版标记。

    What it checks: markdown signs (#, **, - 1、) in the file's own text.
    Why: they show that a converted text was published unread.
    Example: “#### 五、存在的主要问题”。
    Known limits: only where the file is plain text or a page of plain text.
    Basis: 政府信息公开条例第六条（及时、准确）.
    """
    document = context.report.document
    if document is None:
        yield Finding(
            "AR216",
            "没有原文件，无法核验是否残留排版标记；请用原文件核对。",
            hint="请用原文件核对",
            level=Level.UNASSESSABLE,
        )
        return
    marked = [
        paragraph
        for paragraph in document.paragraphs()
        if paragraph.origin.raw is not None and _MARKDOWN.search(paragraph.origin.raw)
    ]
    if marked:
        yield Finding(
            "AR216",
            f"有{len(marked)}处残留排版标记，第一处在{marked[0].origin.place() or '正文'}“{excerpt(marked[0].text, width=20)}”；请删去。",
            place=marked[0].origin.place(),
            found=len(marked),
            expected=0,
            hint="请删去残留标记",
            origin=marked[0].origin,
        )


def _empty_blocks(section: Section) -> Iterator[Paragraph]:
    """Headings of the five blocks behind which the next heading stands, or nothing."""
    told = [paragraph for paragraph in section.paragraphs if paragraph.text.strip()]
    for paragraph, after in zip(told, [*told[1:], None], strict=True):
        found = _HEADING_ALONE.fullmatch(paragraph.text.strip())
        if found is None or not any(words.search(found[1]) for words in _BLOCKS.values()):
            continue
        if after is None or _HEADING_ALONE.fullmatch(after.text.strip()):
            yield paragraph


def block_labels(section: Section) -> list[str]:
    """What heads the blocks of a part: numbered beginnings, and short ones that end in a stop."""
    labels = []
    for paragraph in section.paragraphs:
        text = paragraph.text.strip()
        labels += [found[1] for found in _BLOCK_LABEL.finditer(text)]
        bare = _BARE_LABEL.match(text)
        if bare:
            labels.append(bare[1])
        if len(text) > _GLUED:
            labels += [found[1] for found in _SHORT_SENTENCE.finditer(text)]
    return labels


def _all_words(report: AnnualReport) -> str:
    """Every word of the document, its furniture too; of the report alone where the original is not there."""
    if report.document is not None:
        document = report.document
        return "\n".join((*document.lines(), *(item.text for item in document.furniture)))
    return "\n".join(
        (*report.preamble, *(section.text for section in report.sections), *report.signature)
    )


def _named_body(report: AnnualReport) -> str:
    """The fullest name of the body that stands in the document itself; nothing is added to it."""
    identity = report.identity
    words = _SPACE.sub(
        "",
        "".join(
            (
                identity.title or "",
                *report.preamble,
                *(section.text for section in report.sections),
                *report.signature,
            )
        ),
    )
    for name in (identity.organization_full, identity.organization):
        if name and name in words:
            return name
    return identity.title_body or identity.signature_body or "机关"


def _own_place(first: str, name: str) -> bool:
    """True where a body named in passing lies in the place of the other: the county's service centre."""
    body = parse_body(first)
    return body is not None and any(place in name for place in body.places)


def _without_office(name: str) -> str:
    """The body that an office belongs to: 青山县人民政府 of 青山县人民政府办公室."""
    return _OFFICE.sub("", _SPACE.sub("", name))


def _writes(report: AnnualReport, name: str) -> bool:
    """True where the text says that this body made the report."""
    words = _SPACE.sub("", "".join((*report.preamble, *(item.text for item in report.sections))))
    return bool(
        re.search(rf"由{re.escape(_SPACE.sub('', name))}(?:负责)?(?:编制|编写|编纂)", words)
    )


def _words(heading: str) -> str:
    """The words of a heading without the numeral, which AR207 judges."""
    return _NUMERAL.sub("", _SPACE.sub("", heading)).rstrip("：:")


def _zone(name: str) -> str:
    """A zone's own name, whether or not its place is called 市 or 县 in it (青山县经济开发区, 青山经济开发区)."""
    return _ITS_PLACE.sub(r"\1", name)


def _same_body(first: str, second: str) -> bool:
    """True where one name is the other with a place before it or 人民政府 left out behind it."""
    names = [
        _OWN_FORM.sub("", _SPACE.sub("", name).removesuffix("关于")) for name in (first, second)
    ]
    for full, short in _SHORT_ZONE:
        names = [name.replace(full, short) for name in names]
    names = [_PARTY.sub("", name) for name in names]
    if _ZONE.search(names[0]) and _zone(names[0]) == _zone(names[1]):
        return True
    trimmed = [name.removesuffix("人民政府").removesuffix("政府") for name in names]
    bodies = [parse_body(name) for name in names]
    if bodies[0] and bodies[1] and bodies[0].places and bodies[1].places:
        tails = [body.tail.removesuffix("人民政府").removesuffix("政府") for body in bodies if body]
        if bodies[0].places[-1] == bodies[1].places[-1] and tails[0] == tails[1]:
            return True
        if "人民政府" not in trimmed[0] + trimmed[1]:
            return False
    return trimmed[0].endswith(trimmed[1]) or trimmed[1].endswith(trimmed[0])
