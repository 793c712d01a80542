"""The parts of which records are made: a page of their words, and their files. Both are screened in a child."""

from __future__ import annotations

from datetime import date
from functools import partial

from gongkai.screening.leaders import Post as Leader
from gongkai.screening.wording import Word
from gongkai.web.files.confined import jobs, pool
from gongkai.web.files.models import StoredFile
from gongkai.web.files.readings import ask, content_of
from gongkai.web.files.store import digest_of
from gongkai.web.vetting.subjects import Part, Seen

BODY_NAME = "正文.html"


def page_part(page: bytes) -> Part:
    """The words of a record as a page of HTML."""
    return Part("正文", BODY_NAME, digest_of(page), partial(_screen_words, page))


def file_part(stored: StoredFile) -> Part:
    """A stored file of a record, under its own name."""
    seen = partial(_screen_file, stored)
    return Part(stored.name, stored.name, stored.sha256, seen, stored.sha256)


def _screen_words(
    page: bytes,
    on: date | None,
    own: tuple[str, ...],
    leaders: tuple[Leader, ...],
    words: tuple[Word, ...],
) -> Seen:
    return pool.run(
        jobs.screened_file, page, BODY_NAME, on, own, leaders, words, name=BODY_NAME, quick=True
    )


def _screen_file(
    stored: StoredFile,
    on: date | None,
    own: tuple[str, ...],
    leaders: tuple[Leader, ...],
    words: tuple[Word, ...],
) -> Seen:
    return ask(content_of(stored), jobs.screened, on, own, leaders, words)
