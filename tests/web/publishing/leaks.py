"""Invented leaks: a text and a list with numbers that must not go out."""

from __future__ import annotations

import io

import openpyxl

LEAK = "<p>联系人张某，身份证号 11010119900307803X，电话 13812345678。</p>"


def workbook(rows: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


SUBSIDIES = workbook(
    [
        ["姓名", "身份证号", "金额"],
        ["王小明", "11010119900307803X", "500"],
        ["李小红", "110101199003071233", "500"],
    ]
)
