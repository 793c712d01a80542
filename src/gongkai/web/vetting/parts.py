"""The parts of which records are made: a page of their words, and their files. Both are screened in a child."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from gongkai.screening.finding import Finding
from gongkai.screening.leaders import Post as Leader
from gongkai.screening.wording import Word
from gongkai.web.files.confined import jobs, pool
from gongkai.web.files.models import StoredFile
from gongkai.web.files.readings import ask, content_of
from gongkai.web.files.store import digest_of
from gongkai.web.vetting.subjects import Part, Seen

BODY_NAME = "正文.html"
_PARAGRAPH = re.compile(r"第(\d+)段")


def page_part(page: bytes, heads: Sequence[str] = ()) -> Part:
    """The words of a record as a page of HTML; ``heads`` are the names of its first lines, which are not the text itself."""
    return Part("正文", BODY_NAME, digest_of(page), partial(_screen_words, page, tuple(heads)))


def file_part(stored: StoredFile) -> Part:
    """A stored file of a record, under its own name."""
    seen = partial(_screen_file, stored)
    return Part(stored.name, stored.name, stored.sha256, seen, stored.sha256)


def _screen_words(
    page: bytes,
    heads: tuple[str, ...],
    on: date | None,
    own: tuple[str, ...],
    leaders: tuple[Leader, ...],
    words: tuple[Word, ...],
) -> Seen:
    findings, notes = pool.run(
        jobs.screened_file, page, BODY_NAME, on, own, leaders, words, name=BODY_NAME, quick=True
    )
    return tuple(_placed(each, heads) for each in findings), notes


def _placed(finding: Finding, heads: tuple[str, ...]) -> Finding:
    """A finding whose paragraph is counted as the screen shows the text: its heads stand in fields of their own."""
    counted = _PARAGRAPH.fullmatch(finding.place.part or "")
    if counted is None or not heads:
        return finding
    number = int(counted[1])
    part = heads[number - 1] if number <= len(heads) else f"第{number - len(heads)}段"
    field = None if finding.place.field == part else finding.place.field
    return replace(finding, place=replace(finding.place, part=part, field=field))


def _screen_file(
    stored: StoredFile,
    on: date | None,
    own: tuple[str, ...],
    leaders: tuple[Leader, ...],
    words: tuple[Word, ...],
) -> Seen:
    return ask(content_of(stored), jobs.screened, on, own, leaders, words)
