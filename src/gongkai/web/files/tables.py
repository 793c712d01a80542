"""A table that somebody hands in, under heads that an import knows."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gongkai.documents.errors import DocumentError
from gongkai.documents.tabular import Column, NoSheet, Row, Sheet
from gongkai.web.files.confined import jobs, pool
from gongkai.web.files.errors import FileRefused
from gongkai.web.office.errors import ActionError

TOLD = 50


class WrongCells(ActionError):
    """Nothing was imported; each sentence begins with its cell."""

    def __init__(self, sentences: list[str]) -> None:
        self.sentences = tuple(sentences)
        told = sentences[:TOLD]
        if len(sentences) > TOLD:
            told.append(
                _("另有 {sentences} 处，请先改正以上各处。").format(sentences=len(sentences) - TOLD)
            )
        super().__init__(told)


def read_sheet(
    data: bytes, name: str, columns: Sequence[Column], *, most: int, next_step: str = ""
) -> Sheet:
    """The first table with all required columns, of at most so many rows.

    ``next_step`` is told where the heads are others; else that the exported table is to be filled in.

    Raises:
        FileRefused: the file cannot be opened, has other heads or too many rows; the sentence says which.
    """
    try:
        sheet, rows = pool.run(jobs.sheet, data, name, tuple(columns), most, name=name)
    except DocumentError as error:
        raise FileRefused(str(error)) from error
    except NoSheet as error:
        if name.lower().endswith(".xlsx") and not data.startswith(b"PK"):
            raise FileRefused(
                _("“{name}”不是 Excel 文件，只是名字像；请用表格软件打开，另存为 xlsx。").format(
                    name=name
                )
            ) from error
        missing = "、".join(error.missing)
        step = next_step or "请使用导出的表格填写。"
        if error.row is None:
            told = f"“{name}”中没有找到“{missing}”这些列；{step}"
        else:
            told = f"“{name}”第 {error.row} 行缺少列{missing}；{step}"
        raise FileRefused(told) from error
    if rows > most:
        raise FileRefused(
            _("“{name}”有 {rows} 行，超过 {most} 行；请分几次导入。").format(
                name=name, rows=rows, most=most
            )
        )
    return sheet


def place_of(row: Row, field: str) -> str:
    """The name of a cell, as ``B7``; the number of the row where the table lacks the column."""
    cell = row.cells.get(field)
    return cell.name if cell is not None and cell.column else f"第 {row.number} 行"


def sentences_of(row: Row, error: ValidationError) -> list[str]:
    """What a model refused of a row, each with its cell."""
    if not hasattr(error, "error_dict"):
        return [f"第 {row.number} 行：{message}" for message in error.messages]
    return [
        f"{place_of(row, field)}：{message}"
        for field, messages in error.message_dict.items()
        for message in messages
    ]
