"""Who reports on which year: read from the title, the text and the signature."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from gongkai.documents.model import Document
from gongkai.report.model import BodyEvidence, Identity
from gongkai.report.numerals import find_dates, parse_year
from gongkai.report.organizations import BodyName, is_government_office, parse_body
from gongkai.report.reading.headings.sections import SectionSplit, is_body_line, is_date_line
from gongkai.report.reading.headings.titles import parse_title

_SEAL = re.compile(r"[（(](?:盖章|公章|章|印章)[）)]")
_NAME = r"[\u3400-\u9fff]{2,40}"
_ISSUED_BY = (
    re.compile(rf"由(?P<body>{_NAME}?)(?:负责)?(?:编制|编写|编纂|公布|发布)"),
    re.compile(
        rf"《(?P<body>{_NAME}?)(?:\d{{4}}|[〇零○一二三四五六七八九]{{4}})年(?:度)?(?:政府|政务)?信息公开[^》]*报告》"
    ),
    re.compile(
        rf"(?:现|特)(?:公布|发布|向社会公布|将)(?P<body>{_NAME}?)\d{{4}}年(?:度)?(?:政府|政务)?信息公开"
    ),
    re.compile(rf"(?P<body>{_NAME}?)[（(]以下简称"),
)
_CONTACT = (
    re.compile(
        rf"(?:与|向|请联系|联系单位[:：]|受理机构[:：])(?P<body>{_NAME}?)(?:联系|反映|咨询|[，。,（(（]|$)"
    ),
)
_SOURCE = re.compile(
    rf"(?:来\s*源|信息来源|发布机构|发布单位|发文机关|公开主体|责任单位|主办单位|作\s*者)\s*[:：]\s*(?P<body>{_NAME})"
)
_ACTS = re.compile(
    r"(?:^|[，。；,;:：）)\n]|\d年(?:度)?|[是为])(?P<body>[\u3400-\u9fff]{2,24}?(?:人民政府|街道办事处|街道办|管理委员会|管委会|街道|镇|乡|局|委员会))"
    r"(?=(?:党工委|党委|机关|\d{4}年|今年|全年|共|收到|未|没有|主动|认真|严格|坚持|积极|高度|始终|按照|深入|切实|持续|不断|进一步|围绕|通过|公开|发布|把|将|政府信息|信息公开|依法|建立|健全|加强|紧紧))"
)
_COMMITTEE = re.compile(r"管委会|管理委员会")
_ZONE = re.compile(r"(?:区|园|港|新城|基地|岛)$")
_OF_ALL = re.compile(
    r"(?:^|[，。；、：]|20\d\d年度?，?)全[县市区旗州省](?:各级|各[部单乡镇][\u3400-\u9fff]{1,3}|行政机关|政府系统|范围内)*"
    r"(?:共|累计|总计)?(?:主动公开|公开政府信息|新收|收到|受理|制发)"
)
_OF_THE_OFFICE = re.compile(
    r"[我本]办(?!理)|(?:政府办(?:公室)?|本机关|本单位)(?:共|累计|全年)?(?:主动公开|公开政府信息|新收|收到|受理)"
)
_AGAIN = 2
_PERIOD = re.compile(
    r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日?(?:起)?(?:开始)?[，,]?(?:至|到|—+|－|-|–|~|～|─)+(?:(?P<end_year>\d{4})年)?"
    r"(?P<end_month>\d{1,2})月(?P<end_day>\d{1,2})日"
)
_ABOUT_DATA = re.compile(r"统计|数据|期限|报告期|时限|时间范围|截止|情况")
_YEAR_IN_TEXT = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})年(?!以来|起|前|至今)(?:度|，|,|我|全|的)?"
)
_PLACE_BEFORE = re.compile(r"(?P<before>[\u3400-\u9fff]{2,24})$")
_SENTENCE_WORDS = "与由向是在和为对到经请的及将把从以按让"
_REGION_OF_PLACE = 24
_LONGEST_LINE = 80


def read_identity(split: SectionSplit, document: Document) -> Identity:
    """Read the identity of a report from its divided document; each field is None where the document does not say.

    The title goes before the signature, the signature before the text. The name of an office inside a township or
    street gives the township or street, which is the body that reports. A year is never guessed from the day of issue.
    """
    title = split.title_read
    lines = [paragraph.text for paragraph in (*split.preamble, *split.signature)]
    prose = [
        re.sub(r"\s+", "", paragraph.text)
        for paragraph in (
            *split.preamble,
            *(item for section in split.sections for item in section.paragraphs),
        )
    ]
    if not split.sections and not prose:
        prose = [re.sub(r"\s+", "", paragraph.text) for paragraph in document.paragraphs()]
    title_body = None if title is None else title.body
    signature_body = _signature_body([paragraph.text for paragraph in split.signature])
    text_body = _named_by(_ISSUED_BY, prose) or _named_by(_CONTACT, prose)
    evidence = tuple(
        BodyEvidence(place, name)
        for place, name in (
            ("title", title_body),
            ("signature", signature_body),
            ("head", next((line for line in map(_bare, lines) if is_body_line(line)), None)),
            ("preface", _named_by(_ISSUED_BY, prose)),
            ("contact", _named_by(_CONTACT, prose)),
            ("source", _source(document)),
            ("text", _acting(prose)),
            ("file", _of_file(document.source.name)),
        )
        if name is not None and parse_body(name) is not None
    )
    named = [body for item in evidence if (body := parse_body(item.name)) is not None]
    organization = _that_reports(named[0], evidence, prose) if named else None
    return Identity(
        title=None if title is None else title.text,
        organization=None if organization is None else organization.name,
        organization_full=None if organization is None else _full_name(organization, named, prose),
        level=None if organization is None else organization.level,
        year=_year(None if title is None else title.year, prose),
        period=_period(prose),
        issued_on=_issued_on(split),
        title_body=title_body,
        signature_body=signature_body,
        text_body=text_body,
        evidence=evidence,
    )


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", _SEAL.sub("", text))


def _signature_body(lines: list[str]) -> str | None:
    for line in lines:
        bare = _bare(line)
        dates = find_dates(bare)
        name = bare[: dates[0][1]] if dates else bare
        if name and parse_body(name) is not None:
            return name
    return None


def _source(document: Document) -> str | None:
    """The body that a page names as its source, in a line above the report or around it."""
    for text in (item.text for item in (*document.paragraphs(), *document.furniture)):
        found = _SOURCE.search(text) if len(text) <= _LONGEST_LINE else None
        if found is not None:
            name = _cut_to_body(found["body"])
            if name is not None:
                return name
    return None


def _acting(prose: list[str]) -> str | None:
    """The body that the prose names again and again as the one that acts; None where two do as often."""
    counts: Counter[str] = Counter()
    written: dict[str, str] = {}
    for text in prose:
        for found in _ACTS.finditer(text):
            name = _cut_to_body(found["body"])
            body = None if name is None else parse_body(name)
            if name is not None and body is not None and body.places:
                counts[body.name] += 1
                written.setdefault(body.name, name)
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < _AGAIN:
        return None
    if len(ranked) == 2 and ranked[0][1] == ranked[1][1]:
        return None
    return written[ranked[0][0]]


def _of_file(name: str) -> str | None:
    """The body in a file's name, such as 柳河镇2024年政府信息公开年报.docx."""
    stem = re.sub(r"^[\d\s._\-、]+|\.[A-Za-z0-9]+$", "", name)
    title = parse_title(stem)
    if title is not None and title.body is not None:
        return title.body
    head = re.split(r"\d{4}|政府信息|信息公开|政务公开|年度|年报", stem)[0].strip("（）()_-— ")
    return head if head and re.search(r"年报|年度报告|信息公开", stem) else None


def _that_reports(body: BodyName, evidence: tuple[BodyEvidence, ...], prose: list[str]) -> BodyName:
    if is_government_office(body) and _writes_for_all(prose):
        return replace(body, tail="")
    return _as_committee(body, evidence, prose)


def _writes_for_all(prose: list[str]) -> bool:
    """True where the text counts the whole place and never the office."""
    return any(map(_OF_ALL.search, prose)) and not any(map(_OF_THE_OFFICE.search, prose))


def _as_committee(body: BodyName, evidence: tuple[BodyEvidence, ...], prose: list[str]) -> BodyName:
    """A zone that a committee governs, where the title names the zone only and the text the committee."""
    own = "".join(body.places[-1:]) + body.tail
    if body.level != "other" or not _ZONE.search(own) or _COMMITTEE.search(own):
        return body
    named = (*(item.name for item in evidence), *prose)
    if any(_COMMITTEE.search(text) for text in named):
        return replace(body, tail=f"{body.tail}管理委员会")
    return body


def _named_by(patterns: tuple[re.Pattern[str], ...], prose: list[str]) -> str | None:
    for pattern in patterns:
        for text in prose:
            for matched in pattern.finditer(text):
                name = _cut_to_body(matched["body"])
                if name is not None:
                    return name
    return None


def _cut_to_body(text: str) -> str | None:
    """The body's name at the end of a piece of text; words that lead up to it are cut off."""
    starts = [
        0,
        *(place + 1 for place, character in enumerate(text) if character in "与由向是在为对请"),
    ]
    for start in starts:
        name = text[start:]
        body = parse_body(name)
        if body is not None and (body.places or len(name) >= 4) and not _generic(name):
            return name
    return None


def _generic(name: str) -> bool:
    return bool(
        re.match(
            r"(?:我|本|各|全|该|上级|县|市|区|省|乡|镇|政务公开|政府信息公开|主管|有关|相关)", name
        )
    )


def _full_name(organization: BodyName, named: list[BodyName], prose: list[str]) -> str | None:
    candidates = [body for body in named if body.name == organization.name and body.full_name]
    if candidates:
        return max(candidates, key=lambda body: len(body.places)).full_name
    own = organization.places[-1] if organization.places else organization.name
    for text in prose:
        at = text.find(own)
        while at > 0:
            higher = _places_ending(text[max(0, at - _REGION_OF_PLACE) : at])
            if higher:
                return "".join(higher) + organization.name
            at = text.find(own, at + 1)
    return None


def _places_ending(before: str) -> tuple[str, ...]:
    """The chain of places at the end of a text, such as 平罗县 in `直接与平罗县`; empty where its start is not clear."""
    matched = _PLACE_BEFORE.search(before)
    if matched is None:
        return ()
    chunk = matched["before"]
    starts = [place + 1 for place, character in enumerate(chunk) if character in _SENTENCE_WORDS]
    if len(chunk) < len(before):
        starts.insert(0, 0)
    for start in starts:
        body = parse_body(chunk[start:])
        if body is not None and body.places and not body.tail and 1 <= body.rank <= 3:
            if any(re.match(r"(?:我|本|全|各|该)", place) for place in body.places):
                return ()
            return body.places
    return ()


def _year(title_year: int | None, prose: list[str]) -> int | None:
    if title_year is not None:
        return title_year
    period = _period(prose)
    if period is not None:
        return period[1].year
    counts = Counter(
        year
        for text in prose
        for matched in _YEAR_IN_TEXT.finditer(re.sub(r"《[^》]*》|〔\d{4}〕", "", text))
        if (year := parse_year(matched["year"])) is not None
    )
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _period(prose: list[str]) -> tuple[date, date] | None:
    for first, last, text, at in _periods(prose):
        whole_year = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
        if whole_year or _ABOUT_DATA.search(text[max(0, at - 40) : at + 60]):
            return first, last
    return None


def _periods(prose: list[str]) -> Iterator[tuple[date, date, str, int]]:
    for text in prose:
        for matched in _PERIOD.finditer(text):
            year = int(matched["year"])
            end_year = int(matched["end_year"] or year)
            try:
                first = date(year, int(matched["month"]), int(matched["day"]))
                last = date(end_year, int(matched["end_month"]), int(matched["end_day"]))
            except ValueError:
                continue
            if first < last:
                yield first, last, text, matched.start()


def _issued_on(split: SectionSplit) -> date | None:
    for paragraphs in (split.signature, split.preamble):
        for paragraph in paragraphs:
            bare = re.sub(r"\s", "", paragraph.text)
            dates = find_dates(bare)
            signed = paragraphs is split.signature
            if dates and (signed or is_date_line(bare)):
                return dates[-1][0]
    return None
