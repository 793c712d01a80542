"""The gate for items: their text, their files, and the public items that they link to."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from html import escape
from typing import Any

from django.db import transaction

from gongkai.web.journal.recording import record
from gongkai.web.publishing.items import acts
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.items.text_links import dead_files, linked_items
from gongkai.web.vetting.errors import Blocked
from gongkai.web.vetting.gate import Examination, let_stand, look_at, save_run
from gongkai.web.vetting.models import Moment, ScreeningRun
from gongkai.web.vetting.parts import file_part, page_part
from gongkai.web.vetting.subjects import Subject

FACTS = {
    "title": "标题",
    "document_number": "文号",
    "issuing_body": "发文机关",
    "keywords": "关键词",
    "summary": "内容概述",
}
"""Fields that a reader sees above the text, with their names."""
_LABELLED = frozenset({"document_number", "issuing_body", "keywords"})


def body_as_html(item: ItemPage) -> bytes:
    """What a reader would see of the item besides its files."""
    facts = ((name, getattr(item, name)) for name in FACTS)
    return as_page(
        "".join(fact_line(name, escape(fact)) for name, fact in facts if fact) + item.text
    )


def fact_line(name: str, words: str) -> str:
    """A field's words as a line of the page; what is not a sentence bears its name, so that a place is no person."""
    label = f"{FACTS[name]}：" if name in _LABELLED else ""
    return f"<p>{label}{words}</p>"


def as_page(words: str) -> bytes:
    """Marked-up words as a page."""
    return f'<html><head><meta charset="utf-8"></head><body>{words}</body></html>'.encode()


def subject_of(item: ItemPage) -> Subject:
    """This version of the item, as the gate sees it."""
    page = body_as_html(item)
    files = [file_part(each) for each in item.attachments.all()]
    heads = [label for name, label in FACTS.items() if getattr(item, name).strip()]
    parts = (page_part(page, heads), *files)
    return Subject(
        item, item.body, item.formed_on, parts, item.latest_revision_id, for_everybody=True
    )


def examine(item: ItemPage) -> Examination:
    """Look at this version of the item, and at the public items that it links to."""
    subject = subject_of(item)
    parts = look_at(subject, let_stand([subject]))
    if dead := dead_files(item):
        note = f"正文有 {dead} 处链接指向已不在附件中的文件，读者打不开；请改正链接。"
        parts[0] = replace(parts[0], note=note)
    for other in linked_items(item):
        linked = subject_of(other)
        for part in look_at(linked, let_stand([subject, linked])):
            name = f"链接的信息“{other.title}”：{part.name}"
            parts.append(replace(part, name=name, linked=other.pk))
    return Examination(tuple(parts))


def examine_alone(item: ItemPage) -> Examination:
    """Look at this version of the item only."""
    subject = subject_of(item)
    return Examination(tuple(look_at(subject, let_stand([subject]))))


def pass_gate(item: ItemPage, *, moment: Moment, by: Any, at: datetime) -> Examination:
    """Screen, keep what was seen, and stop: raises `Blocked` unless all was clean or answered for.

    Call it before the transaction of the act: the screening takes its time, and what it saw is kept
    whatever becomes of the act.
    """
    examination = examine(item)
    with transaction.atomic():
        save_item_run(item, examination, moment=moment, by=by, at=at)
        if not examination.passes:
            record(
                acts.BLOCKED,
                by=by,
                body=item.body,
                subject=item,
                after={
                    "moment": moment,
                    "blocking": sorted({each.variety.label for each in examination.blocking}),
                    "unread": len(examination.unread),
                },
                at=at,
            )
    if not examination.passes:
        raise Blocked(examination.blocking, examination.unread)
    return examination


def save_item_run(
    item: ItemPage,
    examination: Examination,
    *,
    moment: Moment,
    by: Any,
    at: datetime,
    revision: int | None = None,
) -> ScreeningRun:
    """Keep what was seen of a version; without its number, of the working copy."""
    return save_run(subject_of(item), examination, moment=moment, by=by, at=at, revision=revision)
