"""The report as an official document: what the Word and the PDF writer set."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.documents.model import Paragraph
from gongkai.documents.writers.official import OfficialBlock, OfficialDocument
from gongkai.report.edition import NARRATIVE, edition
from gongkai.report.model import AnnualReport, Section
from gongkai.report.writers.layout import TableLayout, official_table, table_layouts

_SUBHEADING = re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]")
_THIRD_HEADING = re.compile(r"\d{1,2}\s*[.．、](?!\d)")
_LONGEST_HEADING = 30


def official_document(report: AnnualReport) -> OfficialDocument:
    """The report in the order of its form: title, preamble, the six parts with their tables, signature."""
    blocks: list[OfficialBlock] = [Paragraph(line) for line in report.preamble]
    for section, layouts in parts(report):
        if section is not None:
            blocks.append(Paragraph(section.heading, heading_level=1))
            blocks += [
                Paragraph(paragraph.text, heading_level=heading_level(paragraph))
                for paragraph in section.paragraphs
            ]
        blocks += [official_table(layout, report.cells) for layout in layouts]
    return OfficialDocument(
        title=report.identity.title or "", blocks=tuple(blocks), signature=report.signature
    )


def parts(report: AnnualReport) -> Iterator[tuple[Section | None, tuple[TableLayout, ...]]]:
    """The sections in the report's order, each with the tables to print after its text.

    A table whose section the document lacks comes by itself (None) before the first later section of the form.
    """
    layouts = {layout.id: layout for layout in table_layouts(report)}
    if report.edition == NARRATIVE:
        yield from ((section, ()) for section in report.sections)
        if layouts:
            yield None, tuple(layouts.values())
        return
    form = edition(report.edition)
    order = [section.id for section in form.sections]
    table_of = {section.id: section.table for section in form.sections if section.table}
    present = {section.id for section in report.sections}
    homeless = [
        id for id in order if id in table_of and id not in present and table_of[id] in layouts
    ]
    printed: set[str] = set()
    for section in report.sections:
        at = order.index(section.id) if section.id in order else len(order)
        while homeless and order.index(homeless[0]) < at:
            yield None, (layouts[table_of[homeless.pop(0)]],)
        table = table_of.get(section.id, "")
        own = (layouts[table],) if table in layouts and table not in printed else ()
        printed.add(table)
        yield section, own
    yield from ((None, (layouts[table_of[id]],)) for id in homeless)


def heading_level(paragraph: Paragraph) -> int | None:
    """2 or 3 for a line within a part that is a heading by its number or by its file, None for running text."""
    text = paragraph.text.strip()
    if len(text) > _LONGEST_HEADING or text.endswith(("。", "；", "，", "：", ";")):
        return None
    if _SUBHEADING.match(text):
        return 2
    if paragraph.heading_level is not None:
        return 3 if _THIRD_HEADING.match(text) else 2
    return None
