"""The text of an item as a sequence of blocks, whatever it is to be written as."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from html.parser import HTMLParser

from gongkai.documents.writers.official_tables import Span


class BlockKind(Enum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    RULE = "rule"
    ROW = "row"


@dataclass(frozen=True)
class Run:
    """Words of one weight."""

    text: str
    bold: bool = False


@dataclass(frozen=True)
class Block:
    """A paragraph, a list item with its ``mark``, or a row of a table with its ``cells`` and their ``spans``.

    Where a picture stands, ``picture`` is its digest, and the words say what it shows, if anybody has said so.
    """

    kind: BlockKind
    runs: tuple[Run, ...] = ()
    mark: str = ""
    level: int = 0
    cells: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    picture: str = ""

    @property
    def text(self) -> str:
        """Its words without weight; the cells of a row with a wide space between."""
        if self.kind is BlockKind.ROW:
            return "　".join(self.cells)
        return "".join(run.text for run in self.runs)


_HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 3, "h5": 3, "h6": 3}
_PARAGRAPHS = {"p", "div", "li", "blockquote", *_HEADINGS}
_BOLD = {"b", "strong"}
_CELLS = {"td", "th"}
_SILENT = {"script", "style", "template", "title"}
MOST_SPAN = 100


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._runs: list[Run] = []
        self._bold = self._silent = 0
        self._open: list[str] = []
        self._lists: list[list[object]] = []
        self._row: list[str] | None = None
        self._spans: list[Span] = []
        self._below = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BOLD:
            self._bold += 1
        elif tag == "img":
            self._see(dict(attrs))
        elif tag == "br":
            self._say("\n")
        elif tag == "hr":
            self._close()
            self.blocks.append(Block(BlockKind.RULE))
        elif tag in {"ol", "ul"}:
            self._close()
            self._lists.append([tag, 0])
        elif tag == "table":
            self._below = 0
        elif tag == "tr":
            self._close()
            self._row, self._spans = [], []
        elif tag in _CELLS:
            self._runs = []
            told = dict(attrs)
            span = Span(span_of(told.get("rowspan")), span_of(told.get("colspan")), tag == "th")
            self._spans.append(span)
        elif tag in _PARAGRAPHS and self._row is None:
            self._close()
            self._open.append(tag)
            if tag == "li" and self._lists:
                self._lists[-1][1] = int(str(self._lists[-1][1])) + 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BOLD:
            self._bold = max(0, self._bold - 1)
        elif tag in {"ol", "ul"}:
            self._close()
            if self._lists:
                self._lists.pop()
        elif tag in _CELLS and self._row is not None:
            self._row.append("".join(run.text for run in self._runs).strip())
            self._runs = []
        elif tag == "tr" and self._row is not None:
            # An empty row counts where a cell from above reaches into it.
            if any(self._row) or self._below:
                spans = tuple(self._spans[: len(self._row)])
                self.blocks.append(Block(BlockKind.ROW, cells=tuple(self._row), spans=spans))
            deepest = max((span.rows for span in self._spans), default=1)
            self._below = max(self._below - 1, deepest - 1)
            self._row, self._runs = None, []
        elif tag in _PARAGRAPHS and self._row is None:
            self._close()
            if tag in self._open:
                while self._open.pop() != tag:
                    pass

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._say(" ".join(data.split()) if data.strip() else "")

    def close(self) -> None:
        super().close()
        self._close()

    def _see(self, told: dict[str, str | None]) -> None:
        alt = " ".join((told.get("alt") or "").split())
        words = f"［图：{alt}］" if alt else ""
        if self._row is not None:
            self._say(words)
            return
        self._close()
        picture = told.get("data-picture") or ""
        if words or picture:
            runs = (Run(words),) if words else ()
            self.blocks.append(Block(BlockKind.PARAGRAPH, runs, picture=picture))

    def _say(self, text: str) -> None:
        if not text:
            return
        bold = self._bold > 0
        if self._runs and self._runs[-1].bold == bold:
            text = self._runs.pop().text + text
        self._runs.append(Run(text, bold))

    def _close(self) -> None:
        runs, self._runs = self._runs, []
        if not any(run.text.strip() for run in runs):
            return
        heading = next((tag for tag in reversed(self._open) if tag in _HEADINGS), None)
        if heading is not None:
            self.blocks.append(Block(BlockKind.HEADING, tuple(runs), level=_HEADINGS[heading]))
        elif "li" in self._open and self._lists:
            kind, number = self._lists[-1]
            mark = f"{number}." if kind == "ol" else "•"
            self.blocks.append(Block(BlockKind.ITEM, tuple(runs), mark, level=len(self._lists)))
        elif "blockquote" in self._open:
            self.blocks.append(Block(BlockKind.QUOTE, tuple(runs)))
        else:
            self.blocks.append(Block(BlockKind.PARAGRAPH, tuple(runs)))


def span_of(told: object) -> int:
    """Over how many rows or columns a cell reaches that says so."""
    text = str(told or 1)
    return min(max(int(text), 1), MOST_SPAN) if text.isdecimal() else 1


def blocks_of(html: str) -> tuple[Block, ...]:
    """The blocks of a rich text. Links keep their words only; scripts and styles say nothing."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(reader.blocks)


def words_of(html: str) -> list[str]:
    """The words of a rich text, one line for each block: the one place where a text becomes words."""
    return [line for line in lines_of(blocks_of(html)) if line.strip()]


def lines_of(blocks: tuple[Block, ...]) -> Iterator[str]:
    """One line for each block, marks in front."""
    for block in blocks:
        if block.kind is BlockKind.RULE or (block.picture and not block.text):
            continue
        yield f"{block.mark} {block.text}" if block.mark else block.text
