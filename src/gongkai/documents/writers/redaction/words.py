"""A text layer for a page that was drawn as a picture: what may stay can be searched, copied and read aloud.

The words are those that the reader shows with the changes made, never the characters of the old page; each stands where
its characters stood.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pikepdf

from gongkai.documents.model import Block, Document, Origin, Paragraph, Table
from gongkai.documents.writers.redaction.draft import Change
from gongkai.documents.writers.redaction.glyphs import Box, Glyph, laid_upright

_FONT = pikepdf.Name("/Words")
_SHORTEST = 2
"""A value of one character is not looked for outside its own place."""


def shown_texts(document: Document) -> dict[int, list[tuple[Origin, str]]]:
    """The texts of each page, by its number, with their origins."""
    found: dict[int, list[tuple[Origin, str]]] = {}
    for origin, text in _texts((*document.blocks, *document.furniture)):
        if text.strip():
            found.setdefault(origin.page or 1, []).append((origin, text))
    return found


def _texts(blocks: Iterable[Block]) -> Iterator[tuple[Origin, str]]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.origin, block.text
        elif isinstance(block, Table):
            for cell in block.cells:
                yield cell.origin, cell.text
                yield from _texts(cell.tables)


def add_words(
    output: pikepdf.Pdf,
    page: pikepdf.Page,
    glyphs: Sequence[Glyph],
    scale: float,
    texts: Sequence[tuple[Origin, str]],
    changes: Mapping[Origin, Sequence[Change]],
    values: Mapping[str, str],
) -> None:
    """Write the texts of a page over its picture, unseen.

    `glyphs` are the characters of the old page in pixels, `scale` pixels a point; `values` are all that was masked in the
    file with what stands in its place: a value is left out wherever it stands.
    """
    height = float(page.mediabox[3])
    seen = [glyph for glyph in glyphs if not glyph.character.isspace()]
    written = "".join(_folded(glyph.character) for glyph in seen)
    codes: dict[str, int] = {}
    pieces: list[str] = []
    taken = bytearray(len(written))
    for origin, text in sorted(texts, key=lambda pair: -len(pair[1])):
        kept = _after(text, changes.get(origin, ()), values)
        bare = "".join(_folded(character) for character, _ in kept)
        if not bare:
            continue
        at = _free(written, bare, taken)
        if at < 0:
            continue
        taken[at : at + len(bare)] = b"\1" * len(bare)
        for run in _lines(kept, seen[at : at + len(bare)]):
            pieces.append(_drawn(run, codes, scale, height))
    _write(output, page, pieces, codes)


def add_glyphs(
    output: pikepdf.Pdf,
    page: pikepdf.Page,
    glyphs: Sequence[Glyph],
    kept: Sequence[bool],
    scale: float,
) -> None:
    """Write the characters that are `kept` over the picture of their page, unseen; runs end where one is not kept."""
    height = float(page.mediabox[3])
    codes: dict[str, int] = {}
    pieces: list[str] = []
    run: list[Glyph] = []
    for glyph, stays in zip(glyphs, kept, strict=True):
        if run and (not stays or _breaks(run[-1], glyph)):
            pieces.append(
                _drawn(("".join(each.character for each in run), run), codes, scale, height)
            )
            run = []
        if stays:
            run.append(glyph)
    if run:
        pieces.append(_drawn(("".join(each.character for each in run), run), codes, scale, height))
    _write(output, page, pieces, codes)


def _breaks(last: Glyph, following: Glyph) -> bool:
    _left, top, right, bottom = laid_upright(_box(last), last.turn)
    gap = laid_upright(_box(following), last.turn)[0] - right
    return _begins_line(last, following) or gap > bottom - top


def _begins_line(last: Glyph, following: Glyph) -> bool:
    return (
        following.line != last.line
        or following.turn != last.turn
        or laid_upright(_box(following), last.turn)[0] < laid_upright(_box(last), last.turn)[0]
    )


def _box(glyph: Glyph) -> Box:
    return glyph.left, glyph.top, glyph.right, glyph.bottom


def _write(
    output: pikepdf.Pdf, page: pikepdf.Page, pieces: Sequence[str], codes: Mapping[str, int]
) -> None:
    if not pieces:
        return
    page.obj.Resources[pikepdf.Name.Font] = pikepdf.Dictionary({str(_FONT): _font(output, codes)})
    layer = ("BT 3 Tr\n" + "\n".join(pieces) + "\nET").encode("ascii")
    old = page.obj.Contents
    page.obj.Contents = pikepdf.Array([old, output.make_stream(layer)])


def _free(written: str, wanted: str, taken: bytearray) -> int:
    """The first place of `wanted` that no longer text stands over, or -1."""
    at = written.find(wanted)
    while at >= 0 and any(taken[at : at + len(wanted)]):
        at = written.find(wanted, at + 1)
    return at


def _after(
    text: str, changes: Sequence[Change], values: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Each character of `text` that is no space, with what stands in its place."""
    shown = list(text)
    spans = [(change.start, change.end, change.replacement) for change in changes]
    for value, replacement in values.items():
        at = text.find(value) if len(value) >= _SHORTEST else -1
        while at >= 0:
            if not any(start < at + len(value) and at < end for start, end, _ in spans):
                spans.append((at, at + len(value), replacement))
            at = text.find(value, at + len(value))
    for start, end, replacement in spans:
        places = [at for at in range(start, end) if not text[at].isspace()]
        if not places:
            continue
        rest = "".join(replacement.split())
        for number, at in enumerate(places):
            last = number == len(places) - 1
            shown[at] = rest[number:] if last else rest[number : number + 1]
    return [(old, new) for old, new in zip(text, shown, strict=True) if not old.isspace()]


def _lines(
    kept: Sequence[tuple[str, str]], glyphs: Sequence[Glyph]
) -> Iterator[tuple[str, list[Glyph]]]:
    """The words of each line with the characters that they stand over."""
    text, over = "", list[Glyph]()
    for (_, new), glyph in zip(kept, glyphs, strict=True):
        if over and _begins_line(over[-1], glyph):
            yield text, over
            text, over = "", []
        text += new
        over.append(glyph)
    if over:
        yield text, over


def _drawn(run: tuple[str, list[Glyph]], codes: dict[str, int], scale: float, height: float) -> str:
    text, over = run
    if not text:
        return ""
    turn = over[0].turn
    left, top, _right, bottom = laid_upright(_box(over[0]), turn)
    size = max((bottom - top) / scale, 1.0)
    width = max((laid_upright(_box(over[-1]), turn)[2] - left) / scale, 1.0)
    stretch = 100 * width / (size * len(text))
    x, y = _laid_back(left / scale, bottom / scale - 0.2 * size, turn)
    a, b = ((1, 0), (0, -1), (-1, 0), (0, 1))[turn]
    told = "".join(f"{codes.setdefault(character, len(codes) + 1):04x}" for character in text)
    return (
        f"/Words {size:.2f} Tf {stretch:.2f} Tz {a} {b} {-b} {a} {x:.2f} {height - y:.2f} Tm "
        f"<{told}> Tj"
    )


def _laid_back(x: float, y: float, turn: int) -> tuple[float, float]:
    """A point of upright writing on the page as shown: the other way round of `laid_upright`."""
    return ((x, y), (-y, x), (-x, -y), (y, -x))[turn]


def _font(output: pikepdf.Pdf, codes: Mapping[str, int]) -> pikepdf.Object:
    """A font without shapes: only what its codes mean is told."""
    lines = [
        f"<{code:04x}> <{character.encode('utf-16-be').hex()}>" for character, code in codes.items()
    ]
    groups = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    told = "\n".join(
        f"{len(group)} beginbfchar\n" + "\n".join(group) + "\nendbfchar" for group in groups
    )
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Words def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{told}\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    name = pikepdf.Name
    descriptor = pikepdf.Dictionary(
        Type=name.FontDescriptor,
        FontName=_FONT,
        Flags=4,
        FontBBox=[0, -200, 1000, 880],
        ItalicAngle=0,
        Ascent=880,
        Descent=-200,
        CapHeight=700,
        StemV=80,
    )
    inner = pikepdf.Dictionary(
        Type=name.Font,
        Subtype=name.CIDFontType2,
        BaseFont=_FONT,
        CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        DW=1000,
        CIDToGIDMap=name.Identity,
        FontDescriptor=output.make_indirect(descriptor),
    )
    return output.make_indirect(
        pikepdf.Dictionary(
            Type=name.Font,
            Subtype=name.Type0,
            BaseFont=_FONT,
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=[output.make_indirect(inner)],
            ToUnicode=output.make_stream(to_unicode.encode("ascii")),
        )
    )


def _folded(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character[:1]
