"""An article for a public account, as one package: paste the text, upload the pictures."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import PurePath

import segno

from gongkai.documents.writers import official_pdf
from gongkai.documents.writers.official import OfficialDocument
from gongkai.documents.writers.official_tables import Span, tiled
from gongkai.documents.writers.poster import write_cover
from gongkai.letters.writing import in_chinese
from gongkai.web.publishing.channels.renderings.plain import files_of, summary_of
from gongkai.web.publishing.channels.renderings.source import Source
from gongkai.web.publishing.items.prose import Block, BlockKind

LONGEST_TITLE = 64
MOST_LIST_PAGES = 8
"""An article with more pictures of lists is not looked at to its end: the rest is had from the page."""
# The editor keeps styles that stand on the element itself, and drops style sheets, classes and scripts.
_TEXT = "margin:0 0 16px;font-size:16px;line-height:1.8;color:#222222;letter-spacing:0.5px;"
_STYLES = {
    "sheet": "max-width:677px;margin:0 auto;padding:0 8px;",
    "facts": "margin:0 0 20px;font-size:14px;line-height:1.8;color:#6b6b6b;",
    2: "margin:28px 0 12px;font-size:18px;line-height:1.6;font-weight:bold;color:#16395c;",
    3: "margin:20px 0 10px;font-size:16px;line-height:1.6;font-weight:bold;color:#16395c;",
    "item": "margin:0 0 10px;padding-left:1.5em;text-indent:-1.5em;font-size:16px;line-height:1.8;color:#222222;",
    "quote": "margin:0 0 16px;padding:8px 12px;border-left:3px solid #16395c;background-color:#f4f6f8;font-size:15px;line-height:1.8;color:#444444;",
    "rule": "margin:24px 0;border:0;border-top:1px solid #d9d9d9;",
    "table": "width:100%;margin:0 0 16px;border-collapse:collapse;font-size:14px;line-height:1.6;",
    "cell": "padding:6px 8px;border:1px solid #c9c9c9;color:#222222;",
    "foot": "margin:28px 0 0;padding-top:12px;border-top:1px solid #d9d9d9;font-size:14px;line-height:1.8;color:#6b6b6b;",
    "code": "display:block;width:160px;height:160px;margin:12px auto;",
    "picture": "display:block;max-width:100%;margin:0 auto 16px;",
}
_HOW = """一、用浏览器打开“正文.html”，全选并复制，粘贴到公众号编辑器的正文里。
二、封面上传“images/封面.png”（900×383）；文末的二维码上传“images/二维码.png”，放在“扫码看原文”下面；正文里的“图1”“名单1”等
　　照文件名上传到原来的位置：公众号不能带附件，名单按图发，图里的个人信息已经遮盖。
三、标题、摘要分别照“标题.txt”“摘要.txt”填写，“阅读原文”填“原文网址.txt”里的网址。
四、发布以后回到本平台登记：发到哪个账号、哪一天、文章网址、截图。
五、正文已经三审和筛查，请不要在编辑器里增删内容；确需修改的，先修改本平台的信息，重新发布后再取一次。
"""
_MOMENT = (1980, 1, 1, 0, 0, 0)


def article_html(source: Source, lists: Sequence[str] = ()) -> str:
    """The article with every style on its own element; pictures stand beside it, and ``lists`` names those of lists."""
    names = picture_names(source)
    parts = [
        f'<section style="{_STYLES["sheet"]}">',
        f'<p style="{_STYLES["facts"]}">{escape(source.issuer)}　{in_chinese(source.published_on)}'
        + (f"<br>{escape(source.document_number)}" if source.document_number else "")
        + "</p>",
        *_body(source.blocks, names),
    ]
    if not source.blocks:
        parts.append(f'<p style="{_TEXT}">{escape(source.summary)}</p>')
    parts += [f'<p style="{_TEXT}">{escape(line)}</p>' for line in files_of(source) if line]
    parts += [_picture(name, "名单") for name in lists]
    asked = f"<br>咨询电话：{escape(source.phone)}" if source.phone else ""
    parts += [
        f'<p style="{_STYLES["foot"]}">索引号：{escape(source.index_number)}<br>'
        f"原文：{escape(source.address)}{asked}<br>扫码看原文</p>",
        f'<img src="images/二维码.png" alt="原文网址的二维码" style="{_STYLES["code"]}">',
        "</section>",
    ]
    return "\n".join(parts)


def picture_names(source: Source) -> dict[str, str]:
    """Under which name each picture of the text lies in the package, by its digest, in the order of the text."""
    named = dict.fromkeys(
        block.picture for block in source.blocks if block.picture in source.pictures
    )
    return {
        digest: f"images/图{number}{PurePath(source.pictures[digest].name).suffix.lower()}"
        for number, digest in enumerate(named, start=1)
    }


def _picture(name: str, told: str) -> str:
    return f'<img src="{escape(name)}" alt="{escape(told)}" style="{_STYLES["picture"]}">'


def list_pictures(source: Source) -> list[bytes]:
    """The lists of the files as pictures, page by page: an article carries no file.

    Raises:
        WriterError: this machine cannot set Chinese text.
    """
    pages: list[bytes] = []
    for table in source.tables:
        if not table.rows or len(pages) >= MOST_LIST_PAGES:
            continue
        head = (table.rows[0], [Span(is_head=True)] * len(table.rows[0]))
        set_table = tiled([head, *((row, ()) for row in table.rows[1:])])
        title = PurePath(table.file).stem
        pages += official_pdf.write_pictures(OfficialDocument(title, (set_table,)))
    return pages[:MOST_LIST_PAGES]


def _body(blocks: tuple[Block, ...], names: Mapping[str, str]) -> Iterator[str]:
    rows: list[Block] = []
    for block in blocks:
        if block.kind is BlockKind.ROW:
            rows.append(block)
            continue
        if rows:
            yield _table(rows)
            rows = []
        if block.picture in names:
            yield _picture(names[block.picture], block.text.strip("［］").removeprefix("图："))
        elif block.text or block.kind is BlockKind.RULE:
            yield _element(block)
    if rows:
        yield _table(rows)


def _element(block: Block) -> str:
    words = "".join(
        f"<strong>{_words(run.text)}</strong>" if run.bold else _words(run.text)
        for run in block.runs
    )
    match block.kind:
        case BlockKind.HEADING:
            return f'<p style="{_STYLES[block.level]}">{words}</p>'
        case BlockKind.ITEM:
            # Real lists lose their numbers in the editor when they are pasted.
            return f'<p style="{_STYLES["item"]}">{escape(block.mark)}&nbsp;{words}</p>'
        case BlockKind.QUOTE:
            return f'<p style="{_STYLES["quote"]}">{words}</p>'
        case BlockKind.RULE:
            return f'<hr style="{_STYLES["rule"]}">'
    return f'<p style="{_TEXT}">{words}</p>'


def _words(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _table(rows: list[Block]) -> str:
    lines = "".join(
        "<tr>"
        + "".join(f'<td style="{_STYLES["cell"]}">{escape(cell)}</td>' for cell in row.cells)
        + "</tr>"
        for row in rows
    )
    return f'<table style="{_STYLES["table"]}"><tbody>{lines}</tbody></table>'


def package(source: Source) -> bytes:
    """The article as a .zip: text, title, summary, address, pictures and how to use them.

    The same source gives the same bytes.

    Raises:
        WriterError: this machine cannot set Chinese text for the cover.
    """
    lists = {
        f"images/名单{number}.png": data
        for number, data in enumerate(list_pictures(source), start=1)
    }
    page = (
        '<!doctype html>\n<html lang="zh-Hans"><head><meta charset="utf-8">'
        f"<title>{escape(source.title)}</title></head>\n<body>\n{article_html(source, list(lists))}\n</body></html>\n"
    )
    code = io.BytesIO()
    segno.make(source.address, error="m").save(code, kind="png", scale=10, border=4)
    files = {
        "使用说明.txt": _HOW.encode(),
        "正文.html": page.encode(),
        "标题.txt": source.title[:LONGEST_TITLE].encode(),
        "摘要.txt": summary_of(source).encode(),
        "原文网址.txt": source.address.encode(),
        "images/封面.png": write_cover(issuer=source.issuer, title=source.title),
        "images/二维码.png": code.getvalue(),
        **{name: source.pictures[digest].read() for digest, name in picture_names(source).items()},
        **lists,
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(zipfile.ZipInfo(name, _MOMENT), data, zipfile.ZIP_DEFLATED)
    return file.getvalue()
