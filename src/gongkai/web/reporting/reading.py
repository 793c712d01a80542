"""A report as a file, read within bounds: what it says, what the check says of it, and its mended copy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from django.utils.translation import gettext as _

from gongkai.documents.errors import DocumentError
from gongkai.report.errors import ReportError
from gongkai.web.files.confined import pool
from gongkai.web.files.store import digest_of
from gongkai.web.office.errors import ActionError
from gongkai.web.reporting import jobs


def examined(
    name: str, content: bytes, *, previous: str = "", siblings: Sequence[tuple[str, str]] = ()
) -> jobs.Examined:
    """What the file says and what the check says of it, beside the JSON of the year before and the words of other reports.

    Raises:
        ActionError: it cannot be opened, or is no annual report.
    """
    try:
        return pool.run(
            jobs.examine,
            content,
            name,
            previous,
            tuple(siblings),
            name=name,
            of=digest_of(content),
        )
    except (DocumentError, ReportError) as error:
        raise ActionError(str(error)) from error


def converted_copy(name: str, content: bytes, form: str) -> tuple[bytes, str]:
    """The report in one of `jobs.FORMS`, words and figures unchanged, and what the file is to be called. Raises as `examined`."""
    try:
        made = pool.run(jobs.converted, content, name, form, name=name, of=digest_of(content))
    except (DocumentError, ReportError) as error:
        raise ActionError(str(error)) from error
    return made, f"{PurePath(name).stem}.{form}"


def compared_files(before: tuple[str, bytes], after: tuple[str, bytes]) -> str:
    """Two files (name, bytes) cell by cell and paragraph by paragraph on a page. Raises as `examined`."""
    try:
        page: str = pool.run(jobs.compared_files, before, after, name=after[0])
    except (DocumentError, ReportError) as error:
        raise ActionError(str(error)) from error
    return page


def mended_copy(name: str, content: bytes) -> tuple[bytes, str]:
    """The report in the prescribed form as Word, and what the file is to be called. Raises as `examined`."""
    try:
        made = pool.run(jobs.mended, content, name, name=name, of=digest_of(content))
    except (DocumentError, ReportError) as error:
        raise ActionError(str(error)) from error
    return made.content, _("{stem}（规范格式）.docx").format(stem=PurePath(name).stem)
