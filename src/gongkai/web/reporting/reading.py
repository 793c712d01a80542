"""A report as a file, read within bounds: what it says, what the check says of it, and its mended copy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import TypeVar

from django.utils.translation import gettext as _

from gongkai.documents.errors import DocumentError
from gongkai.report.errors import ReportError
from gongkai.web.files.confined import pool
from gongkai.web.files.store import digest_of
from gongkai.web.office.errors import ActionError
from gongkai.web.reporting import jobs

Result = TypeVar("Result")


def examined(
    name: str, content: bytes, *, previous: str = "", siblings: Sequence[tuple[str, str]] = ()
) -> jobs.Examined:
    """What the file says and what the check says of it, beside the JSON of the year before and the words of other reports.

    Raises:
        ActionError: it cannot be opened, or is no annual report.
    """
    return _in_bounds(
        jobs.examine,
        content,
        name,
        previous,
        tuple(siblings),
        called=name,
        of=digest_of(content),
    )


def converted_copy(name: str, content: bytes, form: str) -> tuple[bytes, str]:
    """The report in one of `jobs.FORMS`, words and figures unchanged, and what the file is to be called. Raises as `examined`."""
    made = _in_bounds(jobs.converted, content, name, form, called=name, of=digest_of(content))
    return made, f"{PurePath(name).stem}.{form}"


def compared_files(before: tuple[str, bytes], after: tuple[str, bytes]) -> str:
    """Two files (name, bytes) cell by cell and paragraph by paragraph on a page. Raises as `examined`."""
    return _in_bounds(jobs.compared_files, before, after, called=after[0])


def mended_copy(name: str, content: bytes) -> tuple[bytes, str]:
    """The report in the prescribed form as Word, and what the file is to be called. Raises as `examined`."""
    made = _in_bounds(jobs.mended, content, name, called=name, of=digest_of(content))
    return made.content, _("{stem}（规范格式）.docx").format(stem=PurePath(name).stem)


def _in_bounds(work: Callable[..., Result], /, *args: object, called: str, of: str = "") -> Result:
    try:
        return pool.run(work, *args, name=called, of=of)
    except (DocumentError, ReportError) as error:
        raise ActionError(str(error)) from error
