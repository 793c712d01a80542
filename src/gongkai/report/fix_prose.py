"""What `fix` mends in the words: numbers of points, and the sentence on the fee where the tables prove it."""

from __future__ import annotations

import re
from dataclasses import replace

from gongkai.documents.model import Paragraph
from gongkai.report.changes import Change
from gongkai.report.checks.law import owes_fee_statement, reports_fee
from gongkai.report.checks.numbering import Numbering, numberings
from gongkai.report.checks.places import figure
from gongkai.report.edition import Edition
from gongkai.report.labels import key
from gongkai.report.model import AnnualReport, Number, Section, Statement

NO_FEE = "{year}，本机关未收取政府信息公开信息处理费。"
FEE = "{year}，本机关收取政府信息公开信息处理费{amount}元。"
NOTHING_ELSE = "无其他需要报告的事项。"
_NOTHING = re.compile(r"\s*无\s*[。.]?\s*")
_PART_NUMERAL = re.compile(r"^(\s*)(?:[-*•]\s*)?([一二三四五六七八九十]{1,2})、\s*(?=\S)")
_SUB_NUMERAL = re.compile(r"^\s*[（(][一二三四五六七八九十]{1,2}[）)]")
_BULLET = re.compile(r"^\s*[-*•]\s*(\d{1,2})[、.．]\s*")
_FIGURES_BEHIND = re.compile(r"[\d\s.,，|/]+$")
_LONGEST_HEAD = 40
_CHINESE = "一二三四五六七八九十"


def without_rows(section: Section, form: Edition) -> Section:
    """The part without lines that are a row of its table or its corner, which a page's text leaves among the words."""
    table_id = form.section(section.id).table
    if table_id is None:
        return section
    table = form.table(table_id)
    rows = {key(label) for row in table.rows() for label in (row.label, *row.aliases)}
    corner = key(table.corner)

    def of_table(text: str) -> bool:
        name = key(_FIGURES_BEHIND.sub("", text))
        return name in rows or bool(corner and name.startswith(corner))

    kept = tuple(item for item in section.paragraphs if not of_table(item.text))
    return section if len(kept) == len(section.paragraphs) else replace(section, paragraphs=kept)


def mend_numbers(section: Section, changes: list[Change]) -> Section:
    """The part with its points numbered one after the other.

    Heads numbered like the six parts (一、) become （一） where the part has no （一） of its own; a mark before a number
    (- 1、) goes; a list in which a number stands twice is numbered anew. Nothing else changes, and each is listed.
    """
    paragraphs = [item.text for item in section.paragraphs]
    if not any(_SUB_NUMERAL.match(text) for text in paragraphs):
        paragraphs = [
            _PART_NUMERAL.sub(r"\1（\2）", text) if len(text) <= _LONGEST_HEAD else text
            for text in paragraphs
        ]
    paragraphs = [_BULLET.sub(r"\1.", text) for text in paragraphs]
    mended = _with(section, paragraphs)
    for numbering in list(numberings(mended)):
        if numbering.doubled and len(numbering.points) <= len(_CHINESE):
            mended = _renumbered(mended, numbering)
    changed = [
        (before.text, after.text)
        for before, after in zip(section.paragraphs, mended.paragraphs, strict=True)
        if before.text != after.text
    ]
    changes += [
        Change(
            section.heading,
            before[:20],
            after[:20],
            "序号依次排列，不与六个部分的序号重复，文字不变",
        )
        for before, after in changed
    ]
    return mended


def state_fee(
    report: AnnualReport, collected: Number | None, changes: list[Change]
) -> AnnualReport:
    """The report with the sentence on the processing fee in part six, where it lacks one and what was taken is known.

    `collected` is the year's fee in 元 from the ledger, None where there is none. Without it the tables prove that nothing
    was taken where no charge at all was, or where there was no request.
    """
    section = report.section("other")
    if section is None or reports_fee(report) or not owes_fee_statement(report):
        return report
    why = "台账记有本年收取的信息处理费" if collected is not None else _proof(report)
    if why is None:
        return report
    year = f"{report.identity.year}年" if report.identity.year else "本年度"
    sentence = (FEE if collected else NO_FEE).format(year=year, amount=figure(collected or 0))
    kept = tuple(
        replace(item, text=NOTHING_ELSE) if _NOTHING.fullmatch(item.text) else item
        for item in section.paragraphs
    )
    changes.append(
        Change(
            section.heading,
            section.text[:20] or "（空）",
            sentence,
            f"第六部分应报告信息处理费：{why}",
        )
    )
    new = replace(section, paragraphs=(Paragraph(sentence), *kept))
    facts: tuple[tuple[str, Number | bool], ...] = (
        ("fee_statement", True),
        ("fee_collected", collected or 0),
    )
    return replace(
        report,
        sections=tuple(new if item is section else item for item in report.sections),
        statements=(
            *report.statements,
            *(Statement(fact, value, sentence, section.id) for fact, value in facts),
        ),
    )


def _proof(report: AnnualReport) -> str | None:
    """Why the tables show that no fee was taken; None where they do not."""
    if report.value("proactive.fees.amount") == 0:
        return "表二行政事业性收费为0，信息处理费属于行政事业性收费"
    if report.total(("requests.new.total", "requests.carried_in.total")) == 0:
        return "表三没有新收和结转的申请，不会产生信息处理费"
    return None


def _renumbered(section: Section, numbering: Numbering) -> Section:
    paragraphs = [item.text for item in section.paragraphs]
    for place, point in reversed(list(enumerate(numbering.points, 1))):
        text = paragraphs[point.paragraph]
        start, end = point.span
        number = str(place) if point.printed.isdigit() else _CHINESE[place - 1]
        paragraphs[point.paragraph] = text[:start] + number + text[end:]
    return _with(section, paragraphs)


def _with(section: Section, texts: list[str]) -> Section:
    return replace(
        section,
        paragraphs=tuple(
            replace(item, text=text) if item.text != text else item
            for item, text in zip(section.paragraphs, texts, strict=True)
        ),
    )
