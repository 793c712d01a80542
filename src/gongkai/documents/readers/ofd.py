"""OFD files (GB/T 33190): a zip of XML pages in millimetres, read through the same geometry as PDF."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from math import atan2, degrees, hypot

from lxml import etree

from gongkai.documents import package_carried
from gongkai.documents.archive import Archive
from gongkai.documents.budget import Budget
from gongkai.documents.errors import Damaged
from gongkai.documents.limits import Limits
from gongkai.documents.model import Document, HiddenKind, HiddenPart, Origin, Paragraph, Source
from gongkai.documents.readers.layout.assembly import assemble
from gongkai.documents.readers.layout.geometry import Box, Glyph, Matrix, Page, Rule, product
from gongkai.documents.readers.layout.unsure import unsure_places
from gongkai.documents.spacing import tidy
from gongkai.documents.xml import parse

_POINTS = 72 / 25.4
_A4 = (0.0, 0.0, 210.0, 297.0)
_THIN = 1.0
_DEPTH = 12
_SPACES = " \t\u3000\u00a0"
_PATH_OPERATOR = re.compile(r"[SMLQBAC]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_ARGUMENTS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_LAYERS = {"Background": 0, "Body": 1, "Foreground": 2}

_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def read(data: bytes, source: Source, limits: Limits) -> Document:
    """Read an OFD file: its first document body with templates, annotations and attachments.

    Raises `Damaged` where a part that the file names is not there, and what `Archive` and `parse` raise.
    """
    budget = Budget(source.name, limits)
    package = _Package(Archive(data, budget), source, budget)
    root = package.root("OFD.xml")
    bodies = list(root.iter("{*}DocBody"))
    places = [package.text_of(body, "DocRoot") for body in bodies]
    places = [place for place in places if place]
    if not places:
        raise package.damaged("没有正文")
    reader = _DocumentReader(package, posixpath.normpath(places[0].lstrip("/")))
    pages = reader.pages()
    for page in pages:
        page.unreadable = bool(page.pictures) and not page.glyphs
    unsure = tuple(unsure_places(pages, source.name))
    blocks = assemble(pages, budget, file=source.name)
    hidden = [*package.metadata(bodies[0]), *reader.hidden]
    notes = []
    if len(places) > 1:
        notes.append(f"文件内有 {len(places)} 份文档，只读了第一份")
    bare = [str(page.number) for page in pages if page.unreadable]
    if bare:
        notes.append(f"第{'、'.join(bare[:8])}页只有图片，没有文字，未读；可转为PDF或图片后再读")
    slanted = tuple(reader.slanted)
    if slanted:
        numbers = "、".join(str(paragraph.origin.page) for paragraph in slanted[:8])
        notes.append(f"第{numbers}页有斜排的文字（如水印），未计入正文")
    known = {line for part in hidden for line in (part.text, *part.text.split())}
    return Document(
        source,
        tuple(blocks),
        tuple(hidden),
        notes=tuple(notes),
        furniture=slanted,
        carried=tuple(package_carried.carried_parts(package.archive, budget, known)),
        unsure=unsure,
    )


_ASKEW = 8.0
# From the page to the page turned so that text at 0, 90, 180 or 270 degrees clockwise is upright; w wide, h high.
_FRAMES: tuple[Callable[[float, float], Matrix], ...] = (
    lambda w, h: _IDENTITY,
    lambda w, h: (0.0, -1.0, 1.0, 0.0, 0.0, w),
    lambda w, h: (-1.0, 0.0, 0.0, -1.0, w, h),
    lambda w, h: (0.0, 1.0, -1.0, 0.0, h, 0.0),
)


class _Package:
    """The parts of the file by name."""

    def __init__(self, archive: Archive, source: Source, budget: Budget) -> None:
        self.archive = archive
        self.source = source
        self.budget = budget

    def root(self, name: str) -> etree._Element:
        """The root element of a part; `Damaged` where there is none of that name."""
        if name not in self.archive:
            raise self.damaged(f"缺少部件 {name[:80]}")
        return parse(self.archive.read(name), self.source.name)

    def damaged(self, found: str) -> Damaged:
        """The error for a file that does not hold together."""
        return Damaged(
            self.source.name,
            found=f"OFD结构不完整（{found}）",
            expected="完整的OFD文件",
            next_step="请重新导出或下载后再试",
        )

    @staticmethod
    def text_of(element: etree._Element, name: str) -> str:
        """The text of the first child of that name; empty where there is none."""
        child = element.find(f"{{*}}{name}")
        return (child.text or "").strip() if child is not None else ""

    def metadata(self, body: etree._Element) -> Iterator[HiddenPart]:
        """What the file says of itself."""
        origin = Origin(file=self.source.name)
        for info in body.iter("{*}DocInfo"):
            for element in info.iter(etree.Element):
                text = tidy(element.text or "")
                if text and not len(element):
                    name = element.get("Name") or etree.QName(element).localname
                    yield HiddenPart(HiddenKind.METADATA, name, text[:20_000], origin)


class _DocumentReader:
    """Reads the pages of one document body."""

    def __init__(self, package: _Package, place: str) -> None:
        self.package = package
        self.folder = posixpath.dirname(place)
        self.root = package.root(place)
        self.hidden: list[HiddenPart] = []
        self.slanted: list[Paragraph] = []
        self.area = _numbers(self._area_text(self.root), 4) or list(_A4)
        self.templates: dict[str, str] = {}
        self.fonts: dict[str, str] = {}
        for template in self.root.iter("{*}TemplatePage"):
            identity, base = template.get("ID"), template.get("BaseLoc")
            if identity and base:
                self.templates[identity] = self._place(base)

    def _place(self, base: str) -> str:
        if base.startswith("/"):
            return posixpath.normpath(base.lstrip("/"))
        return posixpath.normpath(posixpath.join(self.folder, base))

    @staticmethod
    def _area_text(element: etree._Element) -> str:
        for name in ("PhysicalBox", "ApplicationBox", "CropBox"):
            found = element.find(f".//{{*}}{name}")
            if found is not None and found.text:
                return found.text
        return ""

    def pages(self) -> list[Page]:
        """The pages in order, each with its templates below and above it."""
        listing = self.root.find("{*}Pages")
        entries = list(listing.iter("{*}Page")) if listing is not None else []
        if not entries:
            raise self.package.damaged("没有页面")
        pages = []
        places: dict[str, int] = {}
        for number, entry in enumerate(entries, start=1):
            self.package.budget.pages()
            pages.extend(self._page(entry, number))
            if entry.get("ID"):
                places[str(entry.get("ID"))] = number
        self._annotations(places)
        self._attachments()
        return pages

    def _page(self, entry: etree._Element, number: int) -> list[Page]:
        """The page, and its texts that stand sideways or on their head as pages of their own."""
        base = entry.get("BaseLoc")
        if not base:
            raise self.package.damaged(f"第{number}页没有内容")
        content = self.package.root(self._place(base))
        own = content.find("{*}Area")
        area = (_numbers(self._area_text(own), 4) if own is not None else None) or self.area
        layers: list[tuple[int, etree._Element]] = []
        for used in content.findall("{*}Template"):
            place = self.templates.get(used.get("TemplateID", ""))
            if place is not None and place in self.package.archive:
                order = _LAYERS.get(used.get("ZOrder", "Background"), 0)
                layers.append((order, self.package.root(place)))
        layers.append((1, content))
        roots = [root for _, root in sorted(layers, key=lambda layer: layer[0])]
        sheet = self._drawn(roots, number, area, 0)
        self.hidden.extend(sheet.hidden_text(self.package.source.name))
        self.slanted.extend(sheet.slanted_text(self.package.source.name))
        turned = [
            self._drawn(roots, number, area, quarter).page for quarter in sorted(sheet.quarters)
        ]
        return [page for page in (sheet.page, *turned) if page.glyphs or not turned]

    def _drawn(
        self, roots: list[etree._Element], number: int, area: list[float], quarter: int
    ) -> _Sheet:
        """The page seen so that text turned by `quarter` quarters clockwise is upright."""
        left, top, wide, high = area
        across, down = (high, wide) if quarter % 2 else (wide, high)
        page = Page(number, across * _POINTS, down * _POINTS)
        frame = product((1.0, 0.0, 0.0, 1.0, -left, -top), _FRAMES[quarter](wide, high))
        sheet = _Sheet(page, self.package)
        for root in roots:
            for layer in root.iter("{*}Layer"):
                sheet.draw(layer, frame, 0)
        page.glyphs.sort(key=lambda glyph: (glyph.baseline, glyph.left))
        return sheet

    def _annotations(self, places: dict[str, int]) -> None:
        base = self.package.text_of(self.root, "Annotations")
        if not base or self._place(base) not in self.package.archive:
            return
        listing = self._place(base)
        for entry in self.package.root(listing).iter("{*}Page"):
            file = self.package.text_of(entry, "FileLoc")
            place = posixpath.normpath(
                file.lstrip("/")
                if file.startswith("/")
                else posixpath.join(posixpath.dirname(listing), file)
            )
            if not file or place not in self.package.archive:
                continue
            page = places.get(entry.get("PageID", ""))
            origin = Origin(file=self.package.source.name, page=page)
            for note in self.package.root(place).iter("{*}Annot"):
                texts = [
                    note.get("Remark") or "",
                    *(
                        child.text or ""
                        for child in note.iter("{*}Remark", "{*}TextCode", "{*}Parameter")
                    ),
                ]
                text = tidy(" ".join(texts))
                author = note.get("Creator") or ""
                kind = note.get("Type") or "Annot"
                if text or author:
                    name = f"{kind}（{author}）" if author else kind
                    self.hidden.append(HiddenPart(HiddenKind.COMMENT, name, text[:20_000], origin))

    def _attachments(self) -> None:
        base = self.package.text_of(self.root, "Attachments")
        if not base or self._place(base) not in self.package.archive:
            return
        origin = Origin(file=self.package.source.name)
        for entry in self.package.root(self._place(base)).iter("{*}Attachment"):
            self.hidden.append(
                HiddenPart(HiddenKind.EMBEDDED_FILE, entry.get("Name") or "附件", "", origin)
            )


class _Sheet:
    """Puts the objects of a page's layers onto the page."""

    def __init__(self, page: Page, package: _Package) -> None:
        self.page = page
        self.package = package
        self.quarters: set[int] = set()
        self._hidden: list[str] = []
        self._slanted: list[str] = []

    def slanted_text(self, name: str) -> Iterator[Paragraph]:
        """Text that stands at an angle, such as a watermark."""
        if text := tidy(" ".join(self._slanted)):
            yield Paragraph(text, Origin(file=name, page=self.page.number, raw=text))

    def hidden_text(self, name: str) -> Iterator[HiddenPart]:
        """Text that is there but not shown."""
        if self._hidden:
            text = "".join(self._hidden)
            origin = Origin(file=name, page=self.page.number)
            yield HiddenPart(HiddenKind.HIDDEN_TEXT, "看不见的文字", text, origin, len(text))

    def draw(self, parent: etree._Element, matrix: Matrix, depth: int) -> None:
        """All objects below `parent`, page blocks included."""
        self.package.budget.tick()
        for element in parent:
            shown = element.get("Visible", "true") != "false"
            match etree.QName(element).localname:
                case "TextObject":
                    self._text(element, matrix, shown)
                case "PathObject" if shown:
                    self._path(element, matrix)
                case "ImageObject" if shown:
                    self._picture(element, matrix)
                case "PageBlock" if depth < _DEPTH:
                    self.draw(element, matrix, depth + 1)

    def _inner(self, element: etree._Element, outer: Matrix) -> tuple[Matrix, list[float]]:
        """The way from an object's own coordinates to the page's, and its boundary."""
        boundary = _numbers(element.get("Boundary", ""), 4) or [0.0, 0.0, 0.0, 0.0]
        own = _numbers(element.get("CTM", ""), 6)
        matrix: Matrix = _IDENTITY
        if own:
            matrix = (own[0], own[1], own[2], own[3], own[4], own[5])
        moved = product(matrix, (1.0, 0.0, 0.0, 1.0, boundary[0], boundary[1]))
        return product(moved, outer), boundary

    def _point(self, matrix: Matrix, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = matrix
        return (
            (a * x + c * y + e) * _POINTS,
            (b * x + d * y + f) * _POINTS,
        )

    def _text(self, element: etree._Element, outer: Matrix, shown: bool) -> None:
        matrix, _ = self._inner(element, outer)
        size = (_numbers(element.get("Size", ""), 1) or [4.0])[0]
        stretch = (_numbers(element.get("HScale", ""), 1) or [1.0])[0]
        angle = degrees(atan2(matrix[1], matrix[0]))
        quarter = round(angle / 90) % 4
        if abs((angle + 45) % 90 - 45) >= _ASKEW:
            self._slanted.append(
                "".join(code.text or "" for code in element.iterfind("{*}TextCode"))
            )
        elif quarter:
            self.quarters.add(quarter)
        upright = not quarter and abs(angle) < _ASKEW
        height = size * hypot(matrix[2], matrix[3]) * _POINTS
        seen = shown and upright and not _is_invisible(element)
        x = y = 0.0
        for code in element.findall("{*}TextCode"):
            x = (_numbers(code.get("X", ""), 1) or [x])[0]
            y = (_numbers(code.get("Y", ""), 1) or [y])[0]
            text = code.text or ""
            steps_x = _deltas(code.get("DeltaX", ""), len(text))
            steps_y = _deltas(code.get("DeltaY", ""), len(text))
            spaced = False
            for at, letter in enumerate(text):
                tracked = _tracked(text, at, steps_x, size * stretch)
                if at:
                    step = steps_x[at - 1] if at <= len(steps_x) else None
                    if step is None and not steps_y:
                        step = _width(text[at - 1]) * size * stretch
                    x += step or 0.0
                    if at <= len(steps_y):
                        y += steps_y[at - 1]
                if letter in _SPACES:
                    spaced = True
                    continue
                if not letter.isprintable():
                    continue
                if not seen:
                    if not shown or _is_invisible(element):
                        self._hidden.append(letter)
                    continue
                left, baseline = self._point(matrix, x, y)
                right, _ = self._point(matrix, x + tracked, y)
                self.page.glyphs.append(Glyph(letter, left, right, baseline, height, spaced))
                spaced = False

    def _path(self, element: etree._Element, outer: Matrix) -> None:
        matrix, _ = self._inner(element, outer)
        stroke = element.get("Stroke", "true") != "false"
        fill = element.get("Fill", "false") == "true"
        for code in element.findall("{*}AbbreviatedData"):
            lines, curved = self._segments(code.text or "", matrix)
            if curved:
                continue
            if stroke:
                for one, other in lines:
                    self._line(one, other)
            elif fill and lines:
                self._filled(lines)

    def _segments(
        self, text: str, matrix: Matrix
    ) -> tuple[list[tuple[tuple[float, float], tuple[float, float]]], bool]:
        lines = []
        tokens = _PATH_OPERATOR.findall(text[:200_000])
        at = 0
        here = start = (0.0, 0.0)
        curved = False
        while at < len(tokens):
            operator = tokens[at]
            at += 1
            count = _ARGUMENTS.get(operator)
            if count is None:
                continue
            numbers: list[float] = []
            while len(numbers) < count and at < len(tokens) and tokens[at] not in _ARGUMENTS:
                numbers.append(float(tokens[at]))
                at += 1
            if len(numbers) < count:
                break
            if operator == "C":
                if here != start:
                    lines.append((here, start))
                here = start
                continue
            point = self._point(matrix, numbers[-2], numbers[-1])
            if operator == "L":
                lines.append((here, point))
            elif operator in "QBA":
                curved = True
            else:
                start = point
            here = point
        return lines, curved

    def _line(self, one: tuple[float, float], other: tuple[float, float]) -> None:
        (x0, y0), (x1, y1) = one, other
        if abs(y0 - y1) <= 0.6 < abs(x0 - x1):
            self.page.horizontal.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x0 - x1) <= 0.6 < abs(y0 - y1):
            self.page.vertical.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))

    def _filled(self, lines: list[tuple[tuple[float, float], tuple[float, float]]]) -> None:
        xs = [x for line in lines for x, _ in line]
        ys = [y for line in lines for _, y in line]
        width, height = max(xs) - min(xs), max(ys) - min(ys)
        if height <= _THIN * _POINTS and width > height:
            self.page.horizontal.append(Rule((min(ys) + max(ys)) / 2, min(xs), max(xs)))
        elif width <= _THIN * _POINTS:
            self.page.vertical.append(Rule((min(xs) + max(xs)) / 2, min(ys), max(ys)))

    def _picture(self, element: etree._Element, outer: Matrix) -> None:
        _, boundary = self._inner(element, outer)
        left, top = self._point(outer, boundary[0], boundary[1])
        right, bottom = self._point(outer, boundary[0] + boundary[2], boundary[1] + boundary[3])
        if right - left > 12 and bottom - top > 12:
            self.page.pictures.append(Box(left, top, right, bottom))


def _is_invisible(element: etree._Element) -> bool:
    """Whether a text object is drawn with nothing: no fill and no stroke, or wholly transparent."""
    if element.get("Alpha") == "0":
        return True
    fill = element.find("{*}FillColor")
    if fill is not None and fill.get("Alpha") == "0":
        return True
    return element.get("Fill") == "false" and element.get("Stroke", "false") == "false"


def _numbers(text: str, count: int) -> list[float] | None:
    """The first `count` numbers of a text; None where it does not hold that many."""
    try:
        numbers = [float(part) for part in text.split()[:count]]
    except ValueError:
        return None
    if len(numbers) < count or any(abs(number) > 1e7 or number != number for number in numbers):
        return None
    return numbers


def _deltas(text: str, most: int) -> list[float]:
    """Steps from character to character; `g 3 5.0` stands for three steps of 5.0."""
    steps: list[float] = []
    parts = text.split()
    at = 0
    while at < len(parts) and len(steps) < most:
        try:
            if parts[at] == "g" and at + 2 < len(parts):
                count = min(int(parts[at + 1]), most - len(steps))
                steps.extend([float(parts[at + 2])] * max(0, count))
                at += 3
            else:
                steps.append(float(parts[at]))
                at += 1
        except (ValueError, OverflowError):
            at += 1
    return [step for step in steps if abs(step) < 1e6]


def _width(letter: str) -> float:
    """The usual width of a character in em."""
    return 0.5 if letter.isascii() else 1.0


def _tracked(text: str, at: int, steps: list[float], size: float) -> float:
    """How far a character reaches: to the next of its run where all are set apart by the same, less than a character."""
    width = _width(text[at]) * size
    beside = at < len(steps) and at + 1 < len(text) and text[at + 1] not in _SPACES
    if not (beside and width < steps[at] < width + 0.9 * size):
        return width
    neighbours = [steps[other] for other in (at - 1, at + 1) if 0 <= other < len(steps)]
    evenly = any(abs(step - steps[at]) < 0.1 * steps[at] for step in neighbours)
    return steps[at] if evenly else width
