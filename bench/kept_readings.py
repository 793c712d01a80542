"""A file that was read once and kept, beside opening it anew: what sheet, submit, release and search save each time."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import docx
import xlsxwriter

from gongkai.documents import open_bytes
from gongkai.documents.keeping import pack, unpack
from timing import milliseconds

ROUNDS = 5


def workbook(rows: int = 5_000) -> bytes:
    """An invented list."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet("名单")
    sheet.write_row(0, 0, ["序号", "姓名", "村名", "金额", "发放日期", "备注"])
    for number in range(1, rows + 1):
        sheet.write_row(number, 0, [number, "王小明", "东河村", 500, "2026-10-31", "按月发放"])
    book.close()
    return stream.getvalue()


def paper(paragraphs: int = 400) -> bytes:
    """An invented notice with a table."""
    file = docx.Document()
    for number in range(paragraphs):
        file.add_paragraph(f"第{number + 1}条　各村按分工做好汛期值班，遇有险情立即报告。")
    table = file.add_table(60, 5)
    for row in table.rows:
        for cell in row.cells:
            cell.text = "东河村"
    stream = BytesIO()
    file.save(stream)
    return stream.getvalue()


def main(others: list[str]) -> None:
    """Print one line for each file; further files (pdf, pictures) may be named."""
    files = {"名单5000行.xlsx": workbook(), "通知.docx": paper()}
    files |= {Path(name).name: Path(name).read_bytes() for name in others}
    for name, data in files.items():
        kept = pack(open_bytes(data, name))
        anew = milliseconds(lambda data=data, name=name: open_bytes(data, name), ROUNDS)
        again = milliseconds(lambda kept=kept, name=name: unpack(kept, name), ROUNDS)
        print(
            f"{name}：重新读取 {anew:.1f} 毫秒，取用留存 {again:.1f} 毫秒，"
            f"{anew / again:.1f} 倍；留存 {len(kept) / 1024:.0f} KB，原文件 {len(data) / 1024:.0f} KB"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
