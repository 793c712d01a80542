"""The words that docx, xlsx and OFD packages carry in attributes, names, formats, caches and link addresses."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from html import unescape
from urllib.parse import unquote

from gongkai.documents import carried
from gongkai.documents.archive import Archive
from gongkai.documents.budget import Budget
from gongkai.documents.model import HiddenPart, Origin

_ALTERNATIVE, _LINK, _CHOICE, _NAME, _FORMAT, _PROMPT, _OTHER = (
    "替代文字", "链接地址", "下拉选项", "名称", "数字格式", "输入提示", "其他属性",
)  # fmt: skip
_SORTS = {
    **dict.fromkeys(("descr", "title", "alt", "caption", "tblCaption", "string"), _ALTERNATIVE),
    **dict.fromkeys(("Target", "href", "location", "anchor", "instr", "src"), _LINK),
    **dict.fromkeys(("displayText", "value"), _CHOICE),
    **dict.fromkeys(("name", "Name", "uniqueName", "codeName", "alias", "tag"), _NAME),
    "formatCode": _FORMAT,
    **dict.fromkeys(
        ("prompt", "promptTitle", "error", "errorTitle", "tooltip", "display"), _PROMPT
    ),
}
_PLACES = (
    ("/charts/", "图表"),
    ("/chartsheets/", "图表"),
    ("/diagrams/", "图示"),
    ("/styles.xml", "样式名"),
    ("/numbering.xml", "编号文字"),
    ("/workbook.xml", "工作表名"),
    ("/tables/", "表格名"),
    ("/glossary/", "文档部件"),
    ("docProps/", "文件属性"),
    ("/people", "人员"),
    ("/persons/", "人员"),
    ("/pivot", "数据透视表"),
    ("/slicer", "切片器"),
)
_HEADER = re.compile(r"<(?:\w+:)?headerFooter[\s>].*?</(?:\w+:)?headerFooter>", re.S)
_FORMULA = re.compile(r"<(?:\w+:)?f(?:\s[^<>]*)?>([^<]+)<")
_LITERAL = re.compile(r'"((?:[^"]|"")*)"|\b(\d{7,})\b')
_FIELD = re.compile(r"<w:(?:instrText|delInstrText)[^<>]*>([^<]+)<")
_ASIDE = re.compile(r"<(?:w:rt|(?:\w+:)?rPh)(?:\s[^<>]*)?>(.*?)</(?:w:rt|(?:\w+:)?rPh)>", re.S)
_SOURCE = re.compile(r"<!--(.*?)-->|<\?(?!xml\s)(.*?)\?>", re.S)
_TAG = re.compile(r"<[^<>]*>")
_JOINED = re.compile(r'"\s*&\s*"')
_FORMAT_CODE = re.compile(r'\sformatCode="([^"]*\\[^"]*)"')
_ESCAPED = re.compile(r"(?:\\.)+")
_SHEET_ROWS = re.compile(r"<(?:\w+:)?sheetData[\s>].*</(?:\w+:)?sheetData>", re.S)
_PREDEFINED = re.compile(r"_xlnm\.|_xlfn\.")
_LARGEST = 80_000_000
_TEXT_DELIVERED = re.compile(
    r"(?i)^(?:word/(?:document\d*|header\d*|footer\d*|footnotes|endnotes|comments\w*)\.xml|xl/sharedStrings\.xml|"
    r"xl/comments.*\.xml|xl/threadedComments/.*|docProps/.*|customXml/.*|xl/pivotCache/.*|"
    r"xl/externalLinks/.*|xl/revisions/.*|xl/connections\.xml|.*\.rels|\[Content_Types\]\.xml|Doc_\d+/.*Content\.xml)$"
)


def carried_parts(
    archive: Archive, budget: Budget, known: Collection[str] = ()
) -> list[HiddenPart]:
    """A part for each sort of place; what is `known` from elsewhere (shown, or told of as hidden) is left out."""
    return carried.parts(
        (
            (sort, text)
            for sort, text in _found(archive, budget)
            if text not in known and not _PREDEFINED.match(text)
        ),
        Origin(file=budget.name),
    )


def _found(archive: Archive, budget: Budget) -> Iterator[tuple[str, str]]:
    if carried.tells(comment := carried.read_out(_decoded(archive.comment))):
        yield "压缩包的注释", comment
    for part in archive.names:
        budget.tick()
        if carried.tells(leaf := unquote(part.rpartition("/")[2])):
            yield "部件名", leaf
        if not part.lower().endswith((".xml", ".rels", ".vml")) or archive.size(part) > _LARGEST:
            continue
        markup = _decoded(archive.read(part))
        yield from _remarks(markup)
        for code in _FORMAT_CODE.findall(markup):
            if carried.tells(shown := _shown_format(unescape(code))):
                yield _FORMAT, shown
        place = next((label for mark, label in _PLACES if mark in f"/{part}"), None)
        rows = _SHEET_ROWS.search(markup) if "/worksheets/" in f"/{part}" else None
        if rows is not None:
            yield from _formulas(rows[0])
            markup = _HEADER.sub("", markup[: rows.start()] + markup[rows.end() :])
        if part.endswith(".rels") and 'External"' not in markup:
            continue
        for name, value in carried.attributes(markup):
            yield place or _SORTS.get(name, _OTHER), value
        if _TEXT_DELIVERED.match(part):
            for text in _FIELD.findall(markup):
                if carried.tells(text := carried.read_out(text)):
                    yield "域代码", text
        else:
            for text in carried.texts(markup):
                yield place or (_CHOICE if rows is not None else "其他文字"), text


def _remarks(markup: str) -> Iterator[tuple[str, str]]:
    """Remarks in the source, and what stands above or beside a word to tell how it is said."""
    if "<!--" in markup or markup.find("<?", 5) > 0:
        for remark, instruction in _SOURCE.findall(markup):
            if carried.tells(text := carried.read_out(remark or instruction)):
                yield "源码中的注释", text
    if "<w:rt" in markup or "rPh" in markup:
        for aside in _ASIDE.findall(markup):
            if carried.tells(text := carried.read_out(_TAG.sub("", aside))):
                yield "注音", text


def _shown_format(code: str) -> str:
    """A number format with its literals as they are shown, apart from the places of figures."""
    return _ESCAPED.sub(lambda run: f" {run[0]} ".replace("\\", ""), code).replace('"', " ")


def _formulas(rows: str) -> Iterator[tuple[str, str]]:
    """Texts, also those put together of pieces, and long numbers that stand in formulas."""
    for formula in _FORMULA.findall(rows):
        for text, number in _LITERAL.findall(_JOINED.sub("", carried.read_out(formula))):
            if carried.tells(text or number):
                yield "公式中的常量", text or number


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8", "replace")
