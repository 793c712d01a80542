"""What can go wrong with a report between its clerk and its reader, and what a reader may still know afterwards.

Every damage takes a sheet and returns a worse one with its expectation changed. Where the damage leaves a figure in no
doubt the expectation stays; where nothing but a guess could tell, it becomes None; where clever reading might tell, the
cell is opened: right or unknown, never wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from random import Random

from gongkai.report.edition import edition
from tests.report.forge.sheet import Box, Grid, Line, Piece, Sheet

Damage = Callable[[Sheet, Random], Sheet]
DAMAGES: dict[str, Damage] = {}

_FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
_HALF_WIDTH = str.maketrans("（），．“”", '(),.""')
_CONFUSED = str.maketrans("己末曰大土入未已日太士人", "已未日太士人末己曰大土入")


_BLINDING = (
    {"lost_head", "swapped_columns"},
    {"lost_head", "swapped_outcomes"},
    {"lost_cell", "sixteenth_figure"},
    {"lost_cell", "remarks_column"},
    {"lost_cell", "swapped_columns"},
    {"lost_cell", "swapped_outcomes"},
    {"lost_rows", "duplicate_row"},
)
"""Pairs of which the second hides the first from anybody who has only the file."""
RAGGED = {"lost_cell", "sixteenth_figure"}
"""Damages that leave a row shorter or longer than its table."""


def damage(function: Damage) -> Damage:
    """Register a damage under its function's name."""

    def apply(sheet: Sheet, rng: Random) -> Sheet:
        name = function.__name__
        if not any(isinstance(piece, Grid) for piece in sheet.pieces):
            return sheet
        if any(name in pair and pair & set(sheet.damages) for pair in _BLINDING):
            return sheet
        worse = function(sheet, rng)
        return replace(worse, damages=(*sheet.damages, name))

    DAMAGES[function.__name__] = apply
    return apply


def damaged(sheet: Sheet, names: Iterable[str], rng: Random) -> Sheet:
    """The sheet after several damages in order."""
    for name in names:
        sheet = DAMAGES[name](sheet, rng)
    return sheet


def _each_box(sheet: Sheet, change: Callable[[Box], Box]) -> Sheet:
    pieces: list[Piece] = []
    for piece in sheet.pieces:
        if isinstance(piece, Grid):
            rows = tuple(tuple(change(box) for box in row) for row in piece.rows)
            piece = replace(piece, rows=rows)
        pieces.append(piece)
    return replace(sheet, pieces=tuple(pieces))


def _figures(sheet: Sheet, change: Callable[[Box], str]) -> Sheet:
    return _each_box(sheet, lambda box: replace(box, text=change(box)) if box.cell else box)


def _labels(sheet: Sheet, change: Callable[[str], str]) -> Sheet:
    return _each_box(sheet, lambda box: replace(box, text=change(box.text)) if box.head else box)


def _expecting(sheet: Sheet, cells: Iterable[str], value: None = None) -> Sheet:
    return replace(sheet, expected={**sheet.expected, **dict.fromkeys(cells, value)})


def _opening(sheet: Sheet, cells: Iterable[str]) -> Sheet:
    return replace(sheet, open_cells=sheet.open_cells | frozenset(cells))


def _shown(grid: Grid, rows: Iterable[int] | None = None) -> list[str]:
    wanted = range(len(grid.rows)) if rows is None else rows
    return [box.cell for row in wanted for box in grid.rows[row] if box.cell]


def _figure_rows(grid: Grid) -> list[int]:
    return [i for i, row in enumerate(grid.rows) if any(box.cell for box in row)]


def _some(rng: Random, items: list, most: int) -> list:
    return rng.sample(items, min(len(items), rng.randint(1, most)))


# Figures in another dress


@damage
def thousands_separators(sheet: Sheet, rng: Random) -> Sheet:
    """1,288 and 1，288."""
    comma = rng.choice(",，")

    def change(box: Box) -> str:
        whole, point, rest = box.text.partition(".")
        if not whole.isdigit() or len(whole) < 4:
            return box.text
        return f"{int(whole):,}".replace(",", comma) + point + rest

    return _figures(sheet, change)


@damage
def full_width_digits(sheet: Sheet, rng: Random) -> Sheet:
    """１２８８."""
    share = rng.choice((0.2, 1.0))
    return _figures(
        sheet,
        lambda box: box.text.translate(_FULL_WIDTH) if rng.random() < share else box.text,
    )


@damage
def counter_words(sheet: Sheet, rng: Random) -> Sheet:
    """3001件."""

    def change(box: Box) -> str:
        if rng.random() > 0.2 or not box.text.isdigit() or box.cell.endswith(".amount"):
            return box.text
        return box.text + "件"

    return _figures(sheet, change)


@damage
def stray_spaces(sheet: Sheet, rng: Random) -> Sheet:
    """Wide, hard and zero-width spaces around figures and within labels."""
    spaces = ("\u3000", "\u00a0", "\u200b", " ", "\ufeff")

    def figure(box: Box) -> str:
        return rng.choice(spaces) + box.text + rng.choice(spaces)

    def label(text: str) -> str:
        place = rng.randint(0, len(text))
        return text[:place] + rng.choice(spaces) + text[place:]

    return _labels(_figures(sheet, figure), label)


@damage
def not_filled_in(sheet: Sheet, rng: Random) -> Sheet:
    """Blank, /, —, 无: no figure, and never a zero."""
    marks = ("", "/", "—", "-", "无", "——", "\\", "…", "　")
    return _unreadable(sheet, rng, marks, 6)


@damage
def doubtful_figures(sheet: Sheet, rng: Random) -> Sheet:
    """12（含3）, 约12: what is no number is not read as one."""
    marks = ("12（含3）", "约12", "12～15", "见附件", "10余", "1+2", "3/4", "12?", "第3条")
    return _unreadable(sheet, rng, marks, 3)


def _unreadable(sheet: Sheet, rng: Random, marks: tuple[str, ...], most: int) -> Sheet:
    ids = [id for id in sheet.expected if sheet.expected[id] is not None]
    chosen = {id: rng.choice(marks) for id in _some(rng, ids, most)}
    worse = _figures(sheet, lambda box: chosen.get(box.cell, box.text))
    return _expecting(worse, chosen)


@damage
def figures_broken_over_lines(sheet: Sheet, rng: Random) -> Sheet:
    """A narrow column breaks 1288 into 12 and 88."""
    broken: list[str] = []

    def change(box: Box) -> str:
        if len(box.text) < 3 or not box.text.isdigit() or rng.random() > 0.15:
            return box.text
        broken.append(box.cell)
        place = rng.randint(1, len(box.text) - 1)
        return box.text[:place] + "\n" + box.text[place:]

    worse = _figures(sheet, change)
    return _opening(worse, broken)


# Labels in another dress


@damage
def ascii_brackets(sheet: Sheet, rng: Random) -> Sheet:
    """(一) 予以公开 instead of （一）予以公开."""
    space = rng.choice(("", " "))
    return _labels(sheet, lambda text: text.translate(_HALF_WIDTH).replace(")", ")" + space))


@damage
def other_label_numerals(sheet: Sheet, rng: Random) -> Sheet:
    """1、 and １． and 1 instead of 1."""
    mark = rng.choice(("、", "．", ". ", " ", "）"))

    def change(text: str) -> str:
        if text[:1].isdigit() and text[1:2] == ".":
            return text[0] + mark + text[2:]
        return text

    return _labels(sheet, change)


@damage
def other_label_words(sheet: Sheet, rng: Random) -> Sheet:
    """合计 for 总计, 规范性文件 for 行政规范性文件."""
    swaps = {"总计": "合计", "（七）总计": "（七）合计"}
    if sheet.truth.edition == "2021":
        swaps["行政规范性文件"] = "规范性文件"
    return _labels(sheet, lambda text: swaps.get(text, text))


@damage
def wrapped_labels(sheet: Sheet, rng: Random) -> Sheet:
    """Labels broken over lines within their cells."""

    def change(text: str) -> str:
        if len(text) < 3 or rng.random() < 0.4:
            return text
        place = rng.randint(1, len(text) - 1)
        return text[:place] + "\n" + text[place:]

    return _labels(sheet, change)


@damage
def misread_characters(sheet: Sheet, rng: Random) -> Sheet:
    """己 for 已, 末 for 未: what recognition does to labels; figures stay."""
    noisy = replace(sheet)
    touched: set[str] = set()
    pieces: list[Piece] = []
    for piece in noisy.pieces:
        if isinstance(piece, Grid):
            rows = []
            for row in piece.rows:
                boxes = []
                for box in row:
                    text = box.text.translate(_CONFUSED) if box.head else box.text
                    if box.head and len(text) > 6 and rng.random() < 0.2:
                        place = rng.randrange(2, len(text))
                        text = text[:place] + rng.choice("公团困囚口日") + text[place + 1 :]
                    boxes.append(replace(box, text=text))
                if any(new.text != old.text for new, old in zip(boxes, row, strict=True)):
                    touched |= set(_shown(piece, range(len(piece.rows))))
                rows.append(tuple(boxes))
            piece = replace(piece, rows=tuple(rows))
        pieces.append(piece)
    return _opening(replace(sheet, pieces=tuple(pieces)), touched)


@damage
def other_heading_numerals(sheet: Sheet, rng: Random) -> Sheet:
    """5、 and （五） and 五. instead of 五、, on one heading or on all."""
    every = rng.random() < 0.5
    chosen = rng.randrange(6)
    form = rng.choice(("{a}、", "（{c}）", "{c}.", "{a}. ", "({c})", "{c} ", "第{c}部分 ", ""))
    count = -1

    def change(text: str) -> str:
        nonlocal count
        count += 1
        if text[1:2] != "、" or not (every or count == chosen):
            return text
        numeral = text[0]
        return form.format(a="一二三四五六七".index(numeral) + 1, c=numeral) + text[2:]

    return _headings(sheet, change)


@damage
def other_heading_words(sheet: Sheet, rng: Random) -> Sheet:
    """五、存在主要问题及改进情况, with spaces or a colon."""
    colon = rng.choice(("", "：", "。"))
    space = rng.choice(("", " ", "　"))

    def change(text: str) -> str:
        return text.replace("存在的主要", "存在主要").replace("、", "、" + space, 1) + colon

    return _headings(sheet, change)


def _headings(sheet: Sheet, change: Callable[[str], str]) -> Sheet:
    pieces = [
        replace(piece, text=change(piece.text))
        if isinstance(piece, Line) and piece.kind == "heading"
        else piece
        for piece in sheet.pieces
    ]
    return replace(sheet, pieces=tuple(pieces))


# Tables out of shape


@damage
def page_split(sheet: Sheet, rng: Random) -> Sheet:
    """A table in two, a page number between, the head repeated or not."""
    grids = [
        piece
        for piece in sheet.pieces
        if isinstance(piece, Grid) and len(piece.rows) - piece.head_rows > 1
    ]
    if not grids:
        return sheet
    grid = rng.choice(grids)
    at = rng.randint(grid.head_rows + 1, len(grid.rows) - 1)
    footer = rng.choice((None, "— 3 —", "- 3 -", "3", "第3页 共6页", "12"))
    repeat_head = grid.head_rows > 0 and rng.random() < 0.4
    repeat_labels = rng.random() < 0.3
    first, second = _cut(grid, at, repeat_labels=repeat_labels)
    if repeat_head:
        head = grid.rows[: grid.head_rows]
        second = replace(second, rows=head + second.rows, head_rows=grid.head_rows)
    middle = () if footer is None else (Line(footer, "furniture"),)
    pieces: list[Piece] = []
    for piece in sheet.pieces:
        pieces += (first, *middle, second) if piece is grid else (piece,)
    return replace(sheet, pieces=tuple(pieces))


def _cut(grid: Grid, at: int, *, repeat_labels: bool) -> tuple[Grid, Grid]:
    rows: list[list[tuple[int, Box]]] = [[] for _ in grid.rows]
    for row, column, box in grid.placed():
        if row < at < row + box.rows:
            rows[row].append((column, replace(box, rows=at - row)))
            text = box.text if repeat_labels else ""
            rows[at].append((column, replace(box, rows=row + box.rows - at, text=text)))
        else:
            rows[row].append((column, box))
    ordered = [tuple(box for _, box in sorted(row, key=lambda item: item[0])) for row in rows]
    return (
        replace(grid, rows=tuple(ordered[:at])),
        replace(grid, rows=tuple(ordered[at:]), head_rows=0),
    )


@damage
def lost_rows(sheet: Sheet, rng: Random) -> Sheet:
    """Rows that a page break swallowed."""
    grid = _whole(sheet, "requests")
    if grid is None:
        return sheet
    rows = _figure_rows(grid)
    count = rng.randint(1, 4)
    start = rng.randrange(len(rows) - count)
    chosen = rows[start : start + count]
    return _expecting(sheet.with_grid("requests", _without(grid, chosen)), _shown(grid, chosen))


def _whole(sheet: Sheet, table: str) -> Grid | None:
    """The table where it still stands in one piece."""
    grids = [piece for piece in sheet.pieces if isinstance(piece, Grid) and piece.table == table]
    return grids[0] if len(grids) == 1 else None


def _without(grid: Grid, gone: list[int]) -> Grid:
    rows: list[list[tuple[int, Box]]] = [[] for _ in grid.rows]
    for row, column, box in grid.placed():
        left = [r for r in range(row, row + box.rows) if r not in gone]
        if not left or (row in gone and (box.cell or box.rows == 1)):
            continue
        rows[left[0]].append((column, replace(box, rows=len(left))))
    kept = [
        tuple(box for _, box in sorted(row, key=lambda item: item[0]))
        for index, row in enumerate(rows)
        if index not in gone
    ]
    return replace(grid, rows=tuple(kept))


@damage
def lost_head(sheet: Sheet, rng: Random) -> Sheet:
    """A table whose head is gone: only the order of the columns is left."""
    table = rng.choice(("requests", "disputes"))
    grid = _whole(sheet, table)
    if grid is None or not grid.head_rows:
        return sheet
    worse = replace(grid, rows=grid.rows[grid.head_rows :], head_rows=0)
    return _opening(sheet.with_grid(table, worse), _shown(grid))


@damage
def lost_spans(sheet: Sheet, rng: Random) -> Sheet:
    """Merged cells flattened: what they covered is gone and the rest moves left."""
    shown: list[str] = []
    pieces: list[Piece] = []
    for piece in sheet.pieces:
        if isinstance(piece, Grid):
            rows = tuple(
                tuple(replace(box, rows=1, columns=1) for box in row) for row in piece.rows
            )
            piece = replace(piece, rows=rows)
            shown += _shown(piece)
        pieces.append(piece)
    return _opening(replace(sheet, pieces=tuple(pieces)), shown)


@damage
def lost_cell(sheet: Sheet, rng: Random) -> Sheet:
    """A row with a figure too few: nothing but the sums can tell which."""
    table = rng.choice(("requests", "disputes"))
    grid = _whole(sheet, table)
    if grid is None:
        return sheet
    row = rng.choice(_figure_rows(grid))
    boxes = list(grid.rows[row])
    ids = [box.cell for box in boxes if box.cell]
    victim = rng.choice(ids)
    boxes = [box for box in boxes if box.cell != victim]
    rows = (*grid.rows[:row], tuple(boxes), *grid.rows[row + 1 :])
    worse = _opening(sheet.with_grid(table, replace(grid, rows=rows)), ids)
    return _expecting(worse, [victim])


@damage
def sixteenth_figure(sheet: Sheet, rng: Random) -> Sheet:
    """Table four with one figure more than it has columns."""
    grid = _whole(sheet, "disputes")
    if grid is None:
        return sheet
    extra = Box(str(rng.randint(100_001, 999_999)))
    rows = (*grid.rows[:-1], (*grid.rows[-1], extra))
    widths = (*grid.widths, 1.0)
    worse = sheet.with_grid("disputes", replace(grid, rows=rows, widths=widths))
    return _opening(worse, _shown(grid))


@damage
def remarks_column(sheet: Sheet, rng: Random) -> Sheet:
    """A column 备注 behind the last one."""
    grid = _whole(sheet, "requests")
    if grid is None or grid.head_rows == 0:
        return sheet
    note = rng.choice(("", "已核", "见台账"))
    rows = [
        (*row, Box("备注", rows=grid.head_rows, head=True))
        if index == 0
        else row
        if index < grid.head_rows
        else (*row, Box(note))
        for index, row in enumerate(grid.rows)
    ]
    worse = replace(grid, rows=tuple(rows), widths=(*grid.widths, 1.0))
    return sheet.with_grid("requests", worse)


@damage
def row_numbers(sheet: Sheet, rng: Random) -> Sheet:
    """A column 序号 before the labels, with a number in each row."""
    grid = _whole(sheet, "requests")
    if grid is None or grid.head_rows == 0:
        return sheet
    rows = []
    for index, row in enumerate(grid.rows):
        if index == 0:
            row = (Box("序号", rows=grid.head_rows, head=True), *row)
        elif index >= grid.head_rows:
            row = (Box(str(index - grid.head_rows + 1)), *row)
        rows.append(row)
    worse = replace(grid, rows=tuple(rows), widths=(0.6, *grid.widths))
    return sheet.with_grid("requests", worse)


@damage
def swapped_columns(sheet: Sheet, rng: Random) -> Sheet:
    """Two applicants have changed places, heads and figures together: labels come before places."""
    grid = _whole(sheet, "requests")
    if grid is None:
        return sheet
    columns = edition(sheet.truth.edition).table("requests").blocks[0].columns
    one, two = rng.sample([column for column in columns if column.groups], 2)
    swapped = _swapped(grid, {one.id: two.id, two.id: one.id}, {one.label, two.label})
    return sheet if swapped is None else sheet.with_grid("requests", swapped)


@damage
def swapped_outcomes(sheet: Sheet, rng: Random) -> Sheet:
    """In table four 其他结果 stands before 结果纠正, heads and figures together."""
    grid = _whole(sheet, "disputes")
    if grid is None:
        return sheet
    columns = {"corrected": "other", "other": "corrected"}
    swapped = _swapped(grid, columns, {"结果纠正", "其他结果"})
    return (
        sheet if swapped is None else _opening(sheet.with_grid("disputes", swapped), _shown(grid))
    )


def _swapped(grid: Grid, columns: dict[str, str], labels: set[str]) -> Grid | None:
    """The grid with two columns exchanged; None where their heads can no longer be told."""
    heads = {
        box.text for row in grid.rows[: grid.head_rows] for box in row if _bare(box.text) in labels
    }
    if {_bare(text) for text in heads} != labels:
        return None
    first, second = sorted(labels)
    figures = {box.cell: box for row in grid.rows for box in row if box.cell}
    rows = []
    for number, row in enumerate(grid.rows):
        boxes = []
        for box in row:
            if box.cell:
                path, _, column = box.cell.rpartition(".")
                box = figures.get(f"{path}.{columns.get(column, column)}", box)
            elif number < grid.head_rows and _bare(box.text) in labels:
                box = replace(box, text=second if _bare(box.text) == first else first)
            boxes.append(box)
        rows.append(tuple(boxes))
    return replace(grid, rows=tuple(rows))


def _bare(text: str) -> str:
    return "".join(character for character in text if "一" <= character <= "鿿")


@damage
def duplicate_row(sheet: Sheet, rng: Random) -> Sheet:
    """A row printed twice, with the same figures or with others.

    Where the two differ, a sum that holds may decide for the right one; where none holds, nothing does.
    """
    grid = _whole(sheet, "requests")
    if grid is None:
        return sheet
    plain = [
        row
        for row in _figure_rows(grid)
        if sum(box.head for box in grid.rows[row]) == 1 and grid.rows[row][0].columns == 1
    ]
    row = rng.choice(plain)
    boxes = list(grid.rows[row])
    figures = [i for i, box in enumerate(boxes) if box.cell]
    ids = [boxes[i].cell for i in figures]
    if rng.random() < 0.5:
        place = rng.choice(figures)
        changed = boxes[place].cell
        boxes[place] = replace(boxes[place], text=boxes[place].text + "7")
        if not _sums_tell(sheet, changed):
            sheet = _expecting(sheet, [changed])
    copy = tuple(replace(box, cell=None) if box.cell else box for box in boxes)
    rows: list[tuple[Box, ...]] = []
    for index, old in enumerate(grid.rows):
        rows.append(tuple(_one_longer(box, index, row) for box in old))
        if index == row:
            rows.append(copy)
    return _opening(sheet.with_grid("requests", replace(grid, rows=tuple(rows))), ids)


def _one_longer(box: Box, top: int, row: int) -> Box:
    return replace(box, rows=box.rows + 1) if top <= row < top + box.rows > top + 1 else box


def _sums_tell(sheet: Sheet, cell: str) -> bool:
    """True where some sum that holds has the cell in it."""
    _, row, column = cell.split(".")
    table = edition(sheet.truth.edition).table("requests")
    for total in table.sums:
        across, own = (row, column) if total.per == "row" else (column, row)
        if own not in total.left + total.right:
            continue
        sides = []
        for side in (total.left, total.right):
            paths = [(across, id) if total.per == "row" else (id, across) for id in side]
            sides.append([sheet.expected[f"requests.{r}.{c}"] for r, c in paths])
        if None not in sides[0] + sides[1] and sum(sides[0]) == sum(sides[1]):
            return True
    return False


# Strange lines


@damage
def captions_with_a_year(sheet: Sheet, rng: Random) -> Sheet:
    """A line such as 2024年度 or 单位：件 above the tables."""
    year = sheet.truth.year
    texts = (
        f"{year}年度",
        f"（{year}年1月1日至{year}年12月31日）",
        "单位：件",
        f"表3 {year}年统计表",
    )
    pieces: list[Piece] = []
    for piece in sheet.pieces:
        if isinstance(piece, Grid):
            pieces.append(Line(rng.choice(texts), "caption"))
        pieces.append(piece)
    return replace(sheet, pieces=tuple(pieces))


@damage
def caption_row(sheet: Sheet, rng: Random) -> Sheet:
    """A first row over the whole width with a year and a unit."""
    year = sheet.truth.year
    text = rng.choice((f"{year}年度申请办理情况表", f"单位：件　　{year}年"))
    table = rng.choice(("requests", "disputes", "proactive"))
    grid = _whole(sheet, table)
    if grid is None:
        return sheet
    row = (Box(text, columns=len(grid.widths), head=True),)
    head = grid.head_rows + 1 if grid.head_rows else 0
    return sheet.with_grid(table, replace(grid, rows=(row, *grid.rows), head_rows=head))


@damage
def note_row(sheet: Sheet, rng: Random) -> Sheet:
    """A last row with who filled the table in and when."""
    table = rng.choice(("requests", "proactive"))
    grid = _whole(sheet, table)
    if grid is None:
        return sheet
    text = f"填报日期：{sheet.truth.issued_on}　联系电话：{sheet.truth.body.phone}"
    row = (Box(text, columns=len(grid.widths), head=True),)
    return sheet.with_grid(table, replace(grid, rows=(*grid.rows, row)))


@damage
def table_of_the_year_before(sheet: Sheet, rng: Random) -> Sheet:
    """The table of the year before stands above this year's, each under its year."""
    table = "requests"
    grid = _whole(sheet, table)
    if grid is None:
        return sheet
    year = sheet.truth.year
    older = _relabelled(
        grid, lambda box: Box(str(int(box.text) + 3)) if box.text.isdigit() else box
    )
    pieces: tuple[Piece, ...] = (
        Line(f"{year - 1}年度", "caption"),
        older,
        Line(f"{year}年度", "caption"),
        grid,
    )
    return _opening(sheet.with_grid(table, pieces), _shown(grid))


def _relabelled(grid: Grid, change: Callable[[Box], Box]) -> Grid:
    rows = tuple(
        tuple(replace(change(box), cell=None) if box.cell else box for box in row)
        for row in grid.rows
    )
    return replace(grid, rows=rows)
