"""How the reports of the gold set come: the forge's forms, and texts as crawlers leave them."""

from __future__ import annotations

from collections.abc import Callable

from tests.report.forge.forms import QUICK
from tests.report.forge.sheet import Grid, Sheet

_ABOVE = (
    "首页 > 政府信息公开 > 法定主动公开内容 > 政府信息公开年报\n字号：[ 大 中 小 ]",
    "当前位置： 首页 >> 政务公开 >> 年度报告",
    "索引号：01100000X/2025-00012　　发布机构：政务公开办　　公开方式：主动公开",
)
_BELOW = (
    "【打印本页】 【关闭窗口】\n上一篇：没有了\n下一篇：关于公布办事指南的公告",
    "分享到：\n相关附件：无\n扫一扫在手机打开当前页",
    "版权所有　网站地图　联系我们",
)


def _furnished(sheet: Sheet, lines: list[str]) -> bytes:
    number = len(sheet.truth.title)
    return "\n".join((_ABOVE[number % 3], *lines, _BELOW[number % 3])).encode()


def _rows(grid: Grid) -> list[list[str]]:
    return [[box.text.replace("\n", "") for box in row] for row in grid.rows]


def spaced(sheet: Sheet) -> bytes:
    """A page's text with its furniture; each row on a line, its cells apart by one space."""
    lines: list[str] = []
    for piece in sheet.pieces:
        if isinstance(piece, Grid):
            lines += [" ".join(row) for row in _rows(piece)]
        else:
            lines.append("　　" + piece.text if piece.kind == "text" else piece.text)
    return _furnished(sheet, lines)


def open_left(sheet: Sheet) -> bytes:
    """A page's text whose rows have a bar behind each cell and none in front."""
    lines: list[str] = []
    for piece in sheet.pieces:
        if isinstance(piece, Grid):
            lines += [" | ".join(row) + " |" for row in _rows(piece)]
        else:
            lines.append(piece.text)
    return _furnished(sheet, lines)


def glued(sheet: Sheet) -> bytes:
    """The text of a page without any line break within a part: headings run in, cells grown together."""
    out: list[str] = []
    for piece in sheet.pieces:
        if isinstance(piece, Grid):
            out.append("".join("".join(row) for row in _rows(piece)))
        elif piece.kind in ("title", "signature"):
            out.append(f"\n{piece.text}\n")
        else:
            out.append(piece.text)
    return _furnished(sheet, ["".join(out)])


FORMS: dict[str, tuple[str, Callable[[Sheet], bytes]]] = {
    **{
        name: QUICK[name]
        for name in (
            "text-tabs",
            "text-lines",
            "text-pipes",
            "html-plain",
            "html-portal",
            "html-word",
            "html-nested",
            "html-divs",
            "docx-plain",
            "docx-styled",
        )
    },
    "crawled-spaced": ("txt", spaced),
    "crawled-open-left": ("txt", open_left),
    "crawled-glued": ("txt", glued),
}
DAMAGED = ("crawled-spaced", "crawled-open-left", "crawled-glued")
"""Forms whose tables a careful reader may leave unread."""
ROUGH = (*DAMAGED, "text-lines")
"""Forms of which a reader may say that their rows or heads were not where they belong."""
TEXT_ONLY = ("text-tabs", "text-lines", "text-pipes")
