"""Reports as web pages, in the manner of several kinds of government site."""

from __future__ import annotations

from html import escape

from tests.report.forge.sheet import Box, Grid, Line, Sheet

STYLES = ("plain", "portal", "word", "nested", "divs")


def write(sheet: Sheet, style: str = "plain", encoding: str = "utf-8") -> bytes:
    """The page. `plain`: semantic; `portal`: with navigation, side bar and footer; `word`: saved by a word processor;
    `nested`: everything inside tables made for layout; `divs`: paragraphs as lines within one block.
    """
    body = {
        "plain": _plain,
        "portal": _portal,
        "word": _word,
        "nested": _nested,
        "divs": _divs,
    }[style](sheet)
    charset = {"gb18030": "gb2312"}.get(encoding, encoding)
    title = escape(sheet.truth.title)
    page = (
        f'<!DOCTYPE html>\n<html><head><meta http-equiv="Content-Type" '
        f'content="text/html; charset={charset}"><title>{title}</title>'
        f"<style>td{{border:1px solid #000}}</style>"
        f"<script>var hits=1024;document.title=document.title;</script></head>\n"
        f"<body>{body}</body></html>"
    )
    return page.encode(encoding)


def _text(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")


def table(grid: Grid, *, cell: str = "{}", attributes: str = ' border="1"') -> str:
    """The grid as an HTML table; `cell` wraps the text of each cell."""
    rows = []
    for boxes in grid.rows:
        rows.append("<tr>" + "".join(_cell(box, cell) for box in boxes) + "</tr>")
    return f"<table{attributes}>" + "\n".join(rows) + "</table>"


def _cell(box: Box, wrap: str) -> str:
    spans = ""
    if box.columns > 1:
        spans += f' colspan="{box.columns}"'
    if box.rows > 1:
        spans += f' rowspan="{box.rows}"'
    return f"<td{spans}>{wrap.replace('{}', _text(box.text))}</td>"


def _plain(sheet: Sheet) -> str:
    tags = {"title": "h1", "heading": "h2"}
    parts = []
    for piece in sheet.pieces:
        if isinstance(piece, Grid):
            parts.append(table(piece))
        else:
            tag = tags.get(piece.kind, "p")
            parts.append(f"<{tag}>{_text(piece.text)}</{tag}>")
    return "\n".join(parts)


def _paragraphs(sheet: Sheet) -> str:
    parts = []
    for piece in sheet.pieces:
        if isinstance(piece, Grid):
            parts.append(
                table(
                    piece,
                    cell='<p style="text-align:center"><span style="font-size:12pt">{}</span></p>',
                    attributes=' cellspacing="0" cellpadding="0" style="border-collapse:collapse"',
                )
            )
        elif piece.kind == "heading":
            parts.append(
                f'<p style="text-indent:2em"><strong><span>{_text(piece.text)}</span></strong></p>'
            )
        elif piece.kind in ("signature", "furniture"):
            parts.append(f'<p style="text-align:right">{_text(piece.text)}</p>')
        else:
            parts.append(f'<p style="text-indent:2em;">&nbsp;&nbsp;{_text(piece.text)}</p>')
    return "\n".join(parts)


def _portal(sheet: Sheet) -> str:
    truth = sheet.truth
    navigation = "".join(
        f'<li><a href="/{i}.html">{name}</a></li>'
        for i, name in enumerate(
            ("首页", "政府信息公开", "主动公开", "依申请公开", "年度报告", "政民互动")
        )
    )
    others = "".join(
        f'<li><a href="/n{i}.html">{name}{truth.year - 1}年政府信息公开工作年度报告</a>'
        f"<span>{truth.year}-01-{i + 10}</span></li>"
        for i, name in enumerate(("稻香镇", "茶岭乡", "铁匠营镇"))
    )
    return (
        f'<div class="header"><ul class="nav">{navigation}</ul>'
        f'<form><input name="q" value="请输入关键字"></form></div>'
        f'<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/xx">政府信息公开年报</a></div>'
        f'<div class="main"><div class="side"><h3>相关信息</h3><ul>{others}</ul></div>'
        f'<div class="article"><h1>{escape(truth.title)}</h1>'
        f'<div class="info">发布时间：{truth.issued_on} 09:31　来源：{escape(truth.body.full_name)}　'
        f'浏览次数：<span id="hits">1024</span>　字体：【大 中 小】</div>'
        f'<div id="zoom" class="TRS_Editor">{_paragraphs(_untitled(sheet))}</div>'
        f'<div class="share">分享到： 扫一扫在手机打开当前页 【打印本页】【关闭窗口】</div></div></div>'
        f'<div class="footer"><p>主办：{escape(truth.body.full_name)}　网站标识码：0000000000</p>'
        f"<p>联系电话：0000-5559999　备案号：00000000号</p></div>"
    )


def _untitled(sheet: Sheet) -> Sheet:
    pieces = tuple(
        piece for piece in sheet.pieces if isinstance(piece, Grid) or piece.kind != "title"
    )
    return Sheet(sheet.truth, pieces, sheet.expected, sheet.open_cells)


def _word(sheet: Sheet) -> str:
    parts = ['<div class="WordSection1" style="layout-grid:15.6pt">']
    for piece in sheet.pieces:
        if isinstance(piece, Grid):
            cell = (
                '<p class="MsoNormal" align="center"><span lang="EN-US" style=\'font-family:"仿宋"\'>'
                "{}<o:p></o:p></span></p>"
            )
            parts.append(table(piece, cell=cell, attributes=' class="MsoNormalTable" border="0"'))
        else:
            spans = "".join(
                f"<span style='font-size:16.0pt'>{_text(run)}</span>" for run in _runs(piece)
            )
            parts.append(f'<p class="MsoNormal" style="text-indent:32.0pt">{spans}<o:p></o:p></p>')
    parts.append("</div><!--[if gte mso 9]><xml><w:Zoom>90</w:Zoom></xml><![endif]-->")
    return "\n".join(parts)


def _runs(line: Line) -> list[str]:
    """Word cuts a line into runs where fonts change, here at every digit."""
    runs: list[str] = []
    for character in line.text:
        if runs and runs[-1][-1].isdigit() == character.isdigit():
            runs[-1] += character
        else:
            runs.append(character)
    return runs


def _nested(sheet: Sheet) -> str:
    return (
        '<table width="1000"><tr><td colspan="2">澜和市政务公开网　首页　公开指南　公开年报</td></tr>'
        '<tr><td width="200"><table><tr><td>公开指南</td></tr><tr><td>公开制度</td></tr>'
        f"<tr><td>公开年报</td></tr></table></td><td>{_paragraphs(sheet)}</td></tr>"
        '<tr><td colspan="2">版权所有　技术支持　访问量：20250</td></tr></table>'
    )


def _divs(sheet: Sheet) -> str:
    parts = ['<div class="content">']
    for piece in sheet.pieces:
        if isinstance(piece, Grid):
            parts.append("<div>" + table(piece, cell="<div>{}</div>") + "</div>")
        else:
            parts.append(f"　　{_text(piece.text)}<br/>")
    parts.append("</div>")
    return "\n".join(parts)
