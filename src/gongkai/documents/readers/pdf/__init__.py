"""PDF files: the text layer where there is one, otherwise the picture of the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError

from gongkai.documents.budget import Budget
from gongkai.documents.errors import Damaged, Encrypted, ToolMissing
from gongkai.documents.limits import Limits
from gongkai.documents.model import (
    Block,
    Document,
    HiddenKind,
    HiddenPart,
    Origin,
    Paragraph,
    Source,
)
from gongkai.documents.readers.layout.assembly import assemble
from gongkai.documents.readers.layout.geometry import Page
from gongkai.documents.readers.layout.unsure import unsure_places
from gongkai.documents.readers.pdf.extraction import Extractor, PageContent
from gongkai.documents.readers.pdf.hidden import carried_parts, hidden_parts
from gongkai.documents.spacing import tidy

_FEW_GLYPHS = 20
_CURVES = 40
_NO_SOURCE = Source("", "", "", 0)


def read(data: bytes, source: Source, limits: Limits) -> Document:
    """Read a PDF file.

    Pages without a usable text layer are recognised as pictures where the extra `ocr` is installed; otherwise a
    note names them, and a file of such pages only raises `ToolMissing`. Raises `Encrypted` where a password is
    asked for, `Damaged` for a broken file and `LimitExceeded` for pages and time.
    """
    budget = Budget(source.name, limits)
    with opened(data, source.name) as document:
        contents = _contents(document, source, budget)
        pages, notes, recognised = _pages(document, contents, source, budget)
        unsure = tuple(unsure_places(pages, source.name))
        blocks = assemble(pages, budget, file=source.name)
        hidden = [*_unseen(contents, source), *hidden_parts(data, document, source, budget)]
    return Document(
        source,
        tuple(blocks),
        tuple(hidden),
        recognised,
        tuple(notes),
        tuple(_slanted(contents, source)),
        tuple(carried_parts(data, source, budget, _written(blocks))),
        unsure,
    )


@contextmanager
def opened(data: bytes, name: str) -> Iterator[Any]:
    """The file opened by PDFium; its errors become `Encrypted` and `Damaged`."""
    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise Encrypted(
                name,
                found="设有密码",
                expected="未加密的PDF文件",
                next_step="请去除密码后再试",
            ) from error
        raise damaged(name) from error
    try:
        yield document
    except PdfiumError as error:
        raise damaged(name) from error
    finally:
        document.close()


def damaged(name: str) -> Damaged:
    """The error for a PDF file whose structure cannot be followed."""
    return Damaged(
        name,
        found="PDF结构损坏或不完整",
        expected="完整的PDF文件",
        next_step="请重新导出或下载后再试",
    )


def _contents(document: Any, source: Source, budget: Budget) -> list[PageContent]:
    count = len(document)
    if not count:
        raise damaged(source.name)
    budget.pages(count)
    extractor = Extractor()
    contents = []
    for at in range(count):
        budget.tick()
        handle = load_page(document, at)
        if not handle:
            raise damaged(source.name)
        try:
            contents.append(extractor.page(handle, at + 1))
        finally:
            pdfium.FPDF_ClosePage(handle)
    return contents


def load_page(document: Any, at: int) -> Any:
    """The page at `at` from 0 with what annotations and form fields show drawn into it; falsy for a broken page."""
    handle = pdfium.FPDF_LoadPage(document.raw, at)
    if handle and pdfium.FPDFPage_GetAnnotCount(handle) > 0:
        flat = pdfium.FPDFPage_Flatten(handle, pdfium.FLAT_NORMALDISPLAY)
        if flat == pdfium.FLATTEN_SUCCESS:
            pdfium.FPDF_ClosePage(handle)
            handle = pdfium.FPDF_LoadPage(document.raw, at)
    return handle


def _lacks_text(content: PageContent) -> bool:
    """Whether a page shows words that its characters do not give: a picture, outlined letters or unmapped glyphs."""
    glyphs = len(content.page.glyphs) + sum(len(page.glyphs) for page in content.turned)
    if content.unmapped > 0.1 * glyphs and content.unmapped > 3:
        return True
    if glyphs >= _FEW_GLYPHS:
        return False
    return content.picture_share > 0.3 or content.strokes > _CURVES


def _pages(
    document: Any, contents: list[PageContent], source: Source, budget: Budget
) -> tuple[list[Page], list[str], bool]:
    """The pages to assemble, notes on what was recognised or left out, and whether anything was recognised."""
    notes = []
    recognised = False
    lacking = [content for content in contents if _lacks_text(content)]
    if any(content.recognised for content in contents):
        recognised = True
        notes.append("文字取自扫描件自带的识别文字层，可能有误，请对照原件核对")
    unmapped = [c.page.number for c in contents if 0 < c.unmapped and not _lacks_text(c)]
    if unmapped:
        notes.append(f"{_page_list(unmapped)}有个别字符没有对应的文字编码，未能读出")
    slanted = [c.page.number for c in contents if c.slanted_text]
    if slanted:
        notes.append(f"{_page_list(slanted)}有斜排的文字（如水印），未计入正文")
    pages = [content.page for content in contents if content.page.glyphs or not content.turned]
    if lacking:
        numbers = [content.page.number for content in lacking]
        try:
            from gongkai.documents.readers.scan.pages import recognise_pdf_pages

            found = recognise_pdf_pages(document, numbers, source, budget)
        except ImportError as error:
            if len(lacking) == sum(1 for c in contents if c.page.glyphs or _lacks_text(c)):
                raise ToolMissing(
                    source.name,
                    found="各页都是图片，没有文字层，而图片识别组件没有安装",
                    expected="带文字层的PDF，或安装图片识别组件（pip install 'gongkai[ocr]'）",
                    next_step="请安装后再试",
                ) from error
            notes.append(f"{_page_list(numbers)}没有文字层，图片识别组件没有安装，未读")
            for content in lacking:
                content.page.unreadable = True
        else:
            recognised = True
            notes.append(f"{_page_list(numbers)}没有可用的文字层，文字由图片识别得到")
            pages = [found.get(page.number, page) for page in pages]
    turned = [page for content in contents for page in content.turned]
    pages = sorted([*pages, *turned], key=lambda page: page.number)
    return pages, notes, recognised


def _page_list(numbers: list[int]) -> str:
    shown = "、".join(str(number) for number in numbers[:8])
    return f"第{shown}页" if len(numbers) <= 8 else f"第{shown}等{len(numbers)}页"


def _slanted(contents: list[PageContent], source: Source) -> Iterator[Paragraph]:
    """Text that stands at an angle, such as a watermark."""
    for content in contents:
        if text := tidy(content.slanted_text):
            origin = Origin(file=source.name, page=content.page.number, raw=content.slanted_text)
            yield Paragraph(text, origin)


def _written(blocks: list[Block]) -> str:
    """All that the pages show, without white space."""
    return "".join("".join(line.split()) for line in Document(_NO_SOURCE, tuple(blocks)).lines())


def _unseen(contents: list[PageContent], source: Source) -> Iterator[HiddenPart]:
    """Text that the pages hold without showing it."""
    for content in contents:
        origin = Origin(file=source.name, page=content.page.number)
        for kind, name, text in (
            (HiddenKind.HIDDEN_TEXT, "看不见的文字", content.hidden_text),
            (HiddenKind.COVERED_TEXT, "被遮盖的文字", content.covered_text),
        ):
            if text:
                yield HiddenPart(kind, name, text, origin, len("".join(text.split())))
