"""The catalogue on paper: 公开目录, 事项标准目录 and the list of 条例第十二条, as page, xlsx and docx."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.documents.model import Paragraph
from gongkai.documents.writers import official_docx
from gongkai.documents.writers.official import OfficialCell, OfficialDocument, OfficialTable
from gongkai.documents.writers.spreadsheet import Look, Sheet, SheetCell, write
from gongkai.statute.codelists import codelist
from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.catalogue.models import LEVELS, BodyRow, CatalogueRow, Way

# What nobody has said is printed as such, with why: never as an empty form.
UNTOLD = "未写明："
BY_LAW = "条例只列名称，未列要素"
BY_GUIDE = "要素见该领域标准指引，本目录尚未换用标准目录"
BY_COUNTY = "自定事项，增加时没有填写"
EVERY_MAKER = "制作、保存该信息的机关（《条例》第十条）"
EVERYBODY = "全社会"
TICK = "√"
SIZE = 7.5


@dataclass(frozen=True)
class Head:
    """A cell of the head: its text and how many rows and columns it covers."""

    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Printed:
    """A sheet: a title, lines of heads, rows of texts, and the columns' shares of the width."""

    title: str
    day: date
    heads: tuple[tuple[Head, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]

    @property
    def percents(self) -> tuple[str, ...]:
        """The columns' shares of the width in percent."""
        whole = sum(self.widths)
        return tuple(f"{100 * share / whole:.1f}%" for share in self.widths)

    @property
    def untold(self) -> int:
        """How many cells say why nobody has filled them in."""
        return sum(cell.startswith(UNTOLD) for row in self.rows for cell in row)

    @property
    def notes(self) -> tuple[str, ...]:
        """What stands beneath the table."""
        if not self.untold:
            return ()
        return (f"“未写明”共 {self.untold} 处，原因见各格；主管部门可在“公开事项”中补充。",)

    def as_xlsx(self) -> bytes:
        """The sheet as a workbook."""
        wide = len(self.widths)
        cells = [
            SheetCell(0, 0, self.title, Look.TITLE, column_span=wide),
            SheetCell(1, 0, _as_of(self.day), column_span=wide),
        ]
        cells += [
            SheetCell(row + 2, column, head.text, Look.HEAD, head.rows, head.columns)
            for row, column, head in _placed(self.heads)
        ]
        below = 2 + len(self.heads)
        cells += [
            SheetCell(
                below + number, column, text, Look.OPEN if text.startswith(UNTOLD) else Look.LABEL
            )
            for number, row in enumerate(self.rows)
            for column, text in enumerate(row)
        ]
        cells += [
            SheetCell(below + len(self.rows) + number, 0, note, column_span=wide)
            for number, note in enumerate(self.notes)
        ]
        widths = tuple(2 * share for share in self.widths)
        sheet = Sheet("目录", tuple(cells), widths, frozen=(below, 0), landscape=True)
        return write([sheet], title=self.title)

    def as_docx(self) -> bytes:
        """The sheet as a document on a page turned sideways."""
        below = len(self.heads)
        cells = [
            OfficialCell(row, column, head.text, head.rows, head.columns, head=True)
            for row, column, head in _placed(self.heads)
        ]
        cells += [
            OfficialCell(below + number, column, text, align="left", shaded=text.startswith(UNTOLD))
            for number, row in enumerate(self.rows)
            for column, text in enumerate(row)
        ]
        table = OfficialTable(
            tuple(cells),
            self.widths,
            head_rows=below,
            size=SIZE,
            description=self.title,
            together=False,
        )
        blocks = [Paragraph(_as_of(self.day)), table, *(Paragraph(note) for note in self.notes)]
        return official_docx.write(OfficialDocument(self.title, tuple(blocks), landscape=True))


def _as_of(on: date) -> str:
    return f"截至 {on.year}年{on.month}月{on.day}日"


def _placed(heads: tuple[tuple[Head, ...], ...]) -> list[tuple[int, int, Head]]:
    """Each cell of the head with its row and column."""
    taken: set[tuple[int, int]] = set()
    placed = []
    for row, line in enumerate(heads):
        column = 0
        for head in line:
            while (row, column) in taken:
                column += 1
            placed.append((row, column, head))
            taken |= {
                (row + down, column + right)
                for down in range(head.rows)
                for right in range(head.columns)
            }
    return placed


@dataclass(frozen=True)
class Shown:
    """A row as a body has it: the county's words, or its own."""

    row: CatalogueRow
    content: str
    owner: str

    @property
    def told_content(self) -> str:
        """The content, or why there is none."""
        if self.content:
            return self.content
        if self.row.statutory_item:
            # 第二十条 names the matters themselves, 第二十一条 their names only.
            label = codelist("statutory_items")[self.row.statutory_item].label
            return label if "、" in label or "的" in label else f"{UNTOLD}{BY_LAW}"
        return f"{UNTOLD}{BY_GUIDE if self.row.is_heading else BY_COUNTY}"

    @property
    def told_owner(self) -> str:
        """Who makes it public; for a matter of the law whoever has made it."""
        if self.owner:
            return self.owner
        return f"{UNTOLD}{BY_COUNTY}" if self._is_own else EVERY_MAKER

    @property
    def _is_own(self) -> bool:
        return not (
            self.row.statutory_item or self.row.plain_code.startswith(("platform.", "work."))
        )


def _told(text: str) -> str:
    return text or f"{UNTOLD}{BY_COUNTY}"


def rows_of_body(body: PublicBody, on: date, way: Way | None = None) -> list[Shown]:
    """What the body owes on that day."""
    owed = BodyRow.objects.on(on).filter(body=body).select_related("row")
    if way is not None:
        owed = owed.filter(row__way=way)
    return [
        Shown(each.row, each.content or each.row.content, body.name)
        for each in owed.order_by("row__order", "row__code")
    ]


def rows_of_county(county: PublicBody | None = None) -> list[Shown]:
    """The whole catalogue of a county, in its words."""
    rows = CatalogueRow.objects.of(county) if county is not None else CatalogueRow.objects.all()
    return [Shown(row, row.content, row.owner) for row in rows]


def head_lines(*heads: str) -> tuple[tuple[Head, ...], ...]:
    return (tuple(Head(text) for text in heads),)


def catalogue_sheet(owner: str, rows: Iterable[Shown], way: Way, on: date) -> Printed:
    """公开目录: what is public of its own accord, or what is given on request."""
    name = "政府信息公开目录" if way is Way.PROACTIVE else "依申请公开的政府信息目录"
    cells = [
        (
            str(number),
            shown.row.category,
            shown.row.name,
            shown.told_content,
            _told(shown.row.basis),
            shown.row.shown_time_limit,
            shown.told_owner,
            _told(shown.row.channels),
            _told(shown.row.audience),
            shown.row.cadence_label,
        )
        for number, shown in enumerate(rows, start=1)
    ]
    heads = head_lines(
        "序号",
        "一级事项",
        "二级事项",
        "公开内容（要素）",
        "公开依据",
        "公开时限",
        "公开主体",
        "公开渠道和载体",
        "公开对象",
        "时限类型",
    )
    return Printed(f"{owner}{name}", on, heads, tuple(cells), (3, 8, 13, 16, 14, 8, 9, 9, 6, 8))


def standard_sheet(owner: str, rows: Iterable[Shown], on: date) -> Printed:
    """政务公开事项标准目录 of the twenty-six fields, with the heads in use under 国办发〔2019〕54号."""
    fields = codelist("standard_fields").codes
    levels = {entry.id: entry.text("sheet") for entry in codelist(LEVELS)}
    cells = []
    listed = [each for each in rows if each.row.standard_field]
    told = {each.row.standard_field for each in listed if not each.row.is_heading}
    # A row that stands for a whole field says nothing where the field's own rows are there.
    listed = [
        each for each in listed if not (each.row.is_heading and each.row.standard_field in told)
    ]
    for number, shown in enumerate(listed, start=1):
        row, label = shown.row, fields[shown.row.standard_field].label
        held = {levels.get(level) for level in row.levels}
        is_public = row.audience == EVERYBODY
        cells.append(
            (
                str(number),
                label if row.is_heading or row.category == label else f"{label}：{row.category}",
                f"{UNTOLD}{BY_GUIDE}" if row.name == label and row.is_heading else row.name,
                shown.told_content,
                _told(row.basis),
                row.shown_time_limit,
                shown.told_owner,
                _told(row.channels),
                TICK if is_public else "",
                "" if is_public else _told(row.audience),
                TICK if row.way == Way.PROACTIVE else "",
                TICK if row.way == Way.ON_REQUEST else "",
                TICK if "县级" in held else "",
                TICK if "乡级" in held else "",
            )
        )
    tall = [
        "公开内容（要素）",
        "公开依据",
        "公开时限",
        "公开主体",
        "公开渠道和载体",
    ]
    heads = (
        (
            Head("序号", rows=2),
            Head("公开事项", columns=2),
            *(Head(text, rows=2) for text in tall),
            Head("公开对象", columns=2),
            Head("公开方式", columns=2),
            Head("公开层级", columns=2),
        ),
        tuple(
            Head(text)
            for text in (
                "一级事项",
                "二级事项",
                "全社会",
                "特定群体",
                "主动",
                "依申请",
                "县级",
                "乡级",
            )
        ),
    )
    widths = (3, 9, 9, 14, 14, 9, 11, 12, 4, 5, 4, 4, 4, 4)
    return Printed(f"{owner}政务公开事项标准目录", on, heads, tuple(cells), widths)
