"""Read a task list out of the file that somebody hands in."""

from __future__ import annotations

from gongkai.documents.errors import DocumentError
from gongkai.papers.task_list import COLUMNS, ProposedTask, tasks_of_rows, tasks_of_text
from gongkai.web.files.confined import jobs, pool
from gongkai.web.files.errors import FileRefused
from gongkai.web.files.tables import read_sheet
from gongkai.web.supervision.tasks.actions import MOST


def read_tasks(data: bytes, name: str, year: int) -> list[ProposedTask]:
    """The tasks of a table, else of numbered paragraphs; none where the file has neither. What is doubtful stands in each.

    Raises:
        FileRefused: the file cannot be opened or has too many rows.
    """
    try:
        sheet = read_sheet(data, name, COLUMNS, most=MOST)
    except FileRefused:
        try:
            packed = pool.run(jobs.reading, data, name, name=name)
            text = pool.run(jobs.shown_text, packed, name, name=name)
        except DocumentError as error:
            raise FileRefused(str(error)) from error
        return tasks_of_text(text, year)
    return list(tasks_of_rows(sheet.rows, year))
