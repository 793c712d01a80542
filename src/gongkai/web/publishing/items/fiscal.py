"""A budget or accounts as an item: what its text and files show, and whether their sums agree."""

from __future__ import annotations

from gongkai.catalogue.fiscal import missing_tables, set_of, sum_faults
from gongkai.documents.errors import DocumentError
from gongkai.web.files.confined import jobs
from gongkai.web.files.readings import ask, content_of
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.items.prose import words_of

FISCAL_ROW = "budgets_and_accounts"
MOST_ROWS, MOST_COLUMNS = 500, 30
SHOWN = 5


def is_fiscal(item: ItemPage) -> bool:
    """Whether budgets and accounts stand under its row."""
    return FISCAL_ROW in {item.row.statutory_item, item.row.standard_field}


def lacking_tables(item: ItemPage) -> str:
    """The tables that are not shown, in a sentence; empty where all are or none are called for."""
    wanted = set_of(item.title)
    if wanted is None:
        return ""
    told = [item.title, *words_of(item.text)]
    told += [f"{each.name}\n{each.text}" for each in item.attachments.all()]
    missing = missing_tables(wanted, "\n".join(told))
    if not missing:
        return ""
    return (
        f"{wanted.label}应当公开的表里没有看到{'、'.join(missing)}（{wanted.basis}）；"
        "没有数据的也请列出空表并说明。"
    )


def wrong_sums(item: ItemPage) -> list[str]:
    """Sums in the tables of its files that do not agree, the first few; a file that cannot be read tells none."""
    told: list[str] = []
    for file in item.attachments.all():
        try:
            tables = ask(content_of(file), jobs.grids, MOST_ROWS, MOST_COLUMNS)
        except (DocumentError, OSError):
            continue
        for rows in tables:
            told += [f"“{file.name}”{fault.sentence}；请核对。" for fault in sum_faults(rows)]
    return told[:SHOWN]
