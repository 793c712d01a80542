"""个人信息与保密 privacy: what a published report must not carry, by the same screening that every file goes through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile

from gongkai.documents.model import HiddenKind, Origin
from gongkai.report.checks.finding import Finding, Level
from gongkai.report.checks.places import heading_of
from gongkai.report.checks.registry import Context, check
from gongkai.report.model import AnnualReport
from gongkai.screening.kinds import Kind
from gongkai.screening.lexicon import lexicon
from gongkai.screening.names import NAME
from gongkai.screening.screen import TextFinding, screen_text

AUTHORSHIP = ("author", "last_modified_by", "company", "manager")
"""Names of the properties that tell persons and offices, as the readers give them."""

_NAMED = re.compile(
    rf"(?:申请人|原告|投诉人|举报人|当事人|信访人|上诉人|起诉人)(?:为|是|：|:)?({NAME})(?=(?:申请|要求|提出|不服|诉|向|（|，|等|反映|来信|来电))"
)
_ROLE_WORDS = re.compile(
    r"提出|要求|申请|不服|认为|情况|身份|信息|联系|姓名|无正|逾期|本人|以及|数量|可以|如果|合法|权益|沟通|查阅|资料|材料|内容|复议|答复|方式|时间|需要|应当|能够|按照"
)
_OFFICIAL = re.compile(
    r"(?:书记|镇长|乡长|县长|区长|市长|局长|主任|站长|所长|委员|主席)[、，]?([㐀-鿿]{2,3})(?:同志)?(?=任|担任|为组长|为副组长|兼任|负责)"
)


@check("AR501", "resident-id", label="身份证号码", level=Level.ERROR)
def resident_id(context: Context) -> Iterator[Finding]:
    """年报里不应有身份证、护照号码。

    What it checks: resident IDs with a valid check digit and passports anywhere in the document's words.
    Why: the report is public for ever.
    Example: 附表误带申请人身份证号。
    Known limits: numbers with a wrong check digit pass here and are found by `gongkai screen` by their heads.
    Basis: 个人信息保护法第二十八条; 政府信息公开条例第十五条.
    """
    yield from _screened(context.report, "AR501", {Kind.RESIDENT_ID, Kind.PASSPORT})


@check("AR502", "mobile-number", label="个人手机号码", level=Level.ERROR)
def mobile(context: Context) -> Iterator[Finding]:
    """联系方式之外不应有手机号码。

    What it checks: mobile numbers and private landlines that are not given as the office's contact.
    Why: the office's telephone belongs into the report, a citizen's does not.
    Example: “群众张某，电话138********”。
    Known limits: a clerk's own mobile given as the office's contact passes.
    Basis: 个人信息保护法第四条; 政府信息公开条例第十五条.
    """
    yield from _screened(context.report, "AR502", {Kind.MOBILE, Kind.LANDLINE})


@check("AR503", "account-plate-or-address", label="账号、车牌或住址", level=Level.ERROR)
def accounts(context: Context) -> Iterator[Finding]:
    """年报里不应有银行账号、车牌、家庭住址、病情。

    What it checks: bank accounts, plates, private e-mail and WeChat names, home addresses below the village, illness.
    Why: they single out a person.
    Example: “申请人住柳河村二组15号”。
    Known limits: addresses without a village or street are not recognised.
    Basis: 个人信息保护法第二十八条; 政府信息公开条例第十五条.
    """
    kinds = {
        Kind.BANK_ACCOUNT,
        Kind.PLATE,
        Kind.EMAIL,
        Kind.WECHAT,
        Kind.ADDRESS,
        Kind.BIRTH_DATE,
        Kind.MEDICAL,
    }
    yield from _screened(context.report, "AR503", kinds)


@check("AR504", "applicant-named", label="申请人姓名", level=Level.WARNING)
def applicant_named(context: Context) -> Iterator[Finding]:
    """不应写出申请人、原告、投诉人的姓名。

    What it checks: names directly behind 申请人, 原告, 投诉人 and the like, of a known surname and letters that people give;
    names in sensitive contexts.
    Why: whoever asks must not be shown to the neighbours.
    Example: “申请人张某某不服答复，向县政府申请复议”写出全名。
    Known limits: names elsewhere in a sentence are not recognised.
    Basis: 政府信息公开条例第十五条; 个人信息保护法第六条.
    """
    report = context.report
    told: set[str | None] = set()
    for section in report.sections:
        for paragraph in section.paragraphs:
            for found in _NAMED.finditer(paragraph.text):
                if _ROLE_WORDS.search(found[1]) or not given_name(found[1]):
                    continue
                place = heading_of(report, section.id)
                told.add(place)
                yield Finding(
                    "AR504",
                    f"{place}写出了申请人或当事人的姓名（{found[1][0]}某）；请改为“申请人”或“{found[1][0]}某”。",
                    place=place,
                    found=f"{found[1][0]}某",
                    expected="不写姓名",
                    hint="请改为“申请人”或姓加“某”",
                    origin=paragraph.origin,
                )
    for seen in _screened(report, "AR504", {Kind.SENSITIVE_NAME}):
        # The screening sees the same applicant.
        if seen.place not in told:
            yield seen


@check("AR505", "official-named", label="写出干部姓名", level=Level.NOTICE)
def official_named(context: Context) -> Iterator[Finding]:
    """干部姓名可以公开，年报里以不写为宜。

    What it checks: names of officials with their posts.
    Why: posts change within the year; the report stays.
    Example: “由镇长李某某任组长”写出全名。
    Known limits: names without a post are not recognised.
    Basis: 政府信息公开条例第二十条第二项.
    """
    report = context.report
    for section in report.sections:
        named = [
            (found[1], paragraph)
            for paragraph in section.paragraphs
            for found in _OFFICIAL.finditer(paragraph.text)
        ]
        if named:
            place = heading_of(report, section.id)
            shown = "、".join(f"{name[0]}某" for name, _ in named[:3])
            yield Finding(
                "AR505",
                f"{place}写出了{len(named)}名干部的姓名（{shown}）；可以公开，但以只写职务为宜，请酌定。",
                place=place,
                found=len(named),
                expected=0,
                hint="请酌定是否只写职务",
                origin=named[0][1].origin,
            )


@check("AR506", "secrecy-mark", label="密级标志", level=Level.WARNING)
def secrecy_mark(context: Context) -> Iterator[Finding]:
    """公开的年报不应带密级标志和内部文号。

    What it checks: 绝密, 机密, 秘密★, 内部, 工作秘密 and numbers of documents that are not public.
    Why: a mark means that the text did not pass the secrecy check.
    Example: 页首“内部资料 注意保存”。
    Known limits: the words in a sentence about secrecy work are not marks.
    Basis: 保守国家秘密法第三十五条; 政府信息公开条例第十七条.
    """
    yield from _screened(context.report, "AR506", {Kind.SECRECY_MARK})


@check("AR507", "hidden-content", label="隐藏内容", level=Level.WARNING)
def hidden_content(context: Context) -> Iterator[Finding]:
    """公开的文件不应带批注、修订、隐藏文字和作者信息。

    What it checks: comments, tracked changes, hidden text, hidden sheets, embedded files and authors in the file.
    Why: everyone who downloads the file can read them.
    Example: 文件属性里有起草人姓名。
    Known limits: only what the file form can hold; a plain text holds nothing. The small picture of the first page that
    programs put into a file is left out.
    Basis: 个人信息保护法第四条; 政府信息公开条例第十七条.
    """
    document = context.report.document
    if document is None:
        yield Finding(
            "AR507",
            "没有原文件，无法核验隐藏内容；请用原文件核对。",
            hint="请用原文件核对",
            level=Level.UNASSESSABLE,
        )
        return
    authors = [
        part
        for part in document.hidden
        if part.kind is HiddenKind.METADATA and part.name in AUTHORSHIP and part.text
    ]
    others = [
        part
        for part in document.hidden
        if part.kind is not HiddenKind.METADATA and not part.name.startswith("thumbnail.")
    ]
    if others:
        kinds = "、".join(dict.fromkeys(_HIDDEN.get(part.kind, part.kind.value) for part in others))
        yield Finding(
            "AR507",
            f"文件里有{len(others)}处隐藏内容（{kinds}）；请用 gongkai screen --mask 生成干净的副本再公开。",
            place="文件",
            found=len(others),
            expected=0,
            hint="请用 gongkai screen --mask 生成干净的副本",
        )
    if authors:
        yield Finding(
            "AR507",
            f"文件属性里有{len(authors)}项作者信息；请清除后再公开。",
            place="文件属性",
            found=len(authors),
            expected=0,
            hint="请清除文件属性",
            level=Level.NOTICE,
        )


_HIDDEN = {
    HiddenKind.COMMENT: "批注",
    HiddenKind.INSERTED_TEXT: "修订",
    HiddenKind.DELETED_TEXT: "修订",
    HiddenKind.HIDDEN_TEXT: "隐藏文字",
    HiddenKind.COVERED_TEXT: "被遮住的文字",
    HiddenKind.HIDDEN_SHEET: "隐藏工作表",
    HiddenKind.VERY_HIDDEN_SHEET: "隐藏工作表",
    HiddenKind.HIDDEN_ROW: "隐藏行",
    HiddenKind.HIDDEN_COLUMN: "隐藏列",
    HiddenKind.EMBEDDED_FILE: "嵌入的文件",
    HiddenKind.MACRO: "宏",
    HiddenKind.EXTERNAL_LINK: "外部链接",
    HiddenKind.EARLIER_REVISION: "早先的版本",
}


def given_name(name: str) -> bool:
    """True for a name whose given part is of letters that people give, so that it is no verb (申请人沟通)."""
    return set(name[-2:] if len(name) > 2 else name[-1:]) <= _GIVEN


_GIVEN = frozenset(lexicon("names")["given"]) - {"\n"}


def _head(report: AnnualReport) -> str:
    """The words before part one, with what stands above the title where the original is there."""
    if report.document is None or not report.sections:
        return "\n".join(report.preamble)
    heading = report.sections[0].heading
    lines = (paragraph.text for paragraph in report.document.paragraphs())
    return "\n".join(takewhile(lambda line: heading not in line, lines))


@lru_cache(maxsize=16)
def _hits(text: str) -> tuple[TextFinding, ...]:
    """What the screening finds in one part; the rules of this module ask in turn for the parts of one report."""
    return screen_text(text)


def _offices_own(text: str, item: TextFinding) -> bool:
    """True for a mobile or a mailbox that the report gives as the way to reach the office."""
    if item.kind not in (Kind.MOBILE, Kind.LANDLINE, Kind.EMAIL):
        return False
    start = max(text.rfind(stop, 0, item.start) for stop in "。；\n") + 1
    ends = [end for stop in "。；\n" if (end := text.find(stop, item.end)) >= 0]
    sentence = text[start : min(ends, default=len(text))]
    return bool(_REACHED.search(sentence)) and not _OF_A_PERSON.search(sentence)


_REACHED = re.compile(
    r"联系(?:电话|方式|人|邮箱|地址|单位)?|咨询|致电|拨打|来电|受理电话|监督电话|电子邮[箱件]|邮箱|[Ee]-?mail|传真|办公(?:电话|地址)|邮编|(?:党政|综合|政务公开)办(?:公室)?[（(：:]"
)
_OF_A_PERSON = re.compile(
    r"申请人|当事人|投诉人|举报人|群众|村民|居民|市民|某|住址|家住|身份证|原告|先生|女士|户主|来访|来信"
)


def _screened(report: AnnualReport, code: str, kinds: set[Kind]) -> Iterator[Finding]:
    """What the screening finds of these kinds in the words before, in and behind the parts, masked."""
    parts = [
        ("引言", _head(report), Origin()),
        *(
            (heading_of(report, section.id), section.text, section.origin)
            for section in report.sections
        ),
        ("落款", "\n".join(report.signature), Origin()),
    ]
    for place, text, origin in parts:
        found = [
            item for item in _hits(text) if item.kind in kinds and not _offices_own(text, item)
        ]
        if found:
            label = found[0].variety.label
            yield Finding(
                code,
                f"{place}有{len(found)}处{label}（如 {found[0].excerpt}）；公开前必须删去或遮盖，请改正。",
                place=place,
                found=found[0].excerpt,
                expected="没有",
                hint="公开前必须删去或遮盖",
                origin=origin,
            )
