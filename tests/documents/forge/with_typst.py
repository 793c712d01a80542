"""Grids and prose as PDF through Typst, in many styles."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace

import typst

from tests.documents.forge.statistics_table import Grid, GridCell

PROSE = (
    "青山县柳河镇认真贯彻落实有关规定，围绕群众关心的事项推进公开工作，全年主动公开各类信息壹佰余条，"
    "办理来信来访若干件，组织业务培训两次，各项工作平稳有序。"
)


@dataclass(frozen=True)
class Style:
    """How a table is set; lengths in points."""

    rules: str = "all"  # all, none, horizontal, three-line, inner
    size: float = 9.0
    inset_x: float = 3.0
    inset_y: float = 4.0
    label_align: str = "left"
    value_align: str = "center"
    vertical_align: str = "horizon"
    label_widths: tuple[float, ...] = (44, 62, 118)
    value_width: float = 36
    leading: float = 0.45
    font: str = "Noto Serif CJK SC"
    landscape: bool = False
    margin: float = 56
    thickness: float = 0.5
    repeat_head: bool = False
    page_numbers: bool = True
    breakable_rows: bool = False
    wrap: tuple[str, ...] = field(default=())


def random_style(rng: random.Random, rules: str) -> Style:
    size = rng.choice((7.5, 8.0, 9.0, 9.5, 10.5))
    scale = size / 9
    style = Style(
        rules=rules,
        size=size,
        inset_x=rng.choice((2.0, 3.0, 4.0, 5.0)),
        inset_y=rng.choice((2.5, 3.0, 4.0, 5.0, 7.0)),
        label_align=rng.choice(("left", "center")),
        value_align=rng.choice(("center", "right", "center", "left")),
        vertical_align=rng.choice(("horizon", "horizon", "horizon", "top")),
        label_widths=(
            rng.choice((34, 44, 60)) * scale,
            rng.choice((50, 62, 80)) * scale,
            rng.choice((90, 118, 150)) * scale,
        ),
        value_width=rng.choice((30, 34, 38)) * scale,
        leading=rng.choice((0.35, 0.45, 0.6)),
        font=rng.choice(("Noto Serif CJK SC", "Noto Sans CJK SC")),
        landscape=rng.random() < 0.2,
        margin=rng.choice((28, 42, 56)),
        thickness=rng.choice((0.3, 0.5, 1.0, 1.5)),
        page_numbers=rng.random() < 0.7,
        repeat_head=rng.random() < 0.3,
        breakable_rows=rng.random() < 0.3,
    )
    width = sum(style.label_widths) + 7 * style.value_width
    return replace(style, landscape=True) if width > 590 - 2 * style.margin else style


def table_markup(grid: Grid, style: Style) -> str:
    """The grid as a Typst table."""
    values = grid.columns - grid.first_value_column
    widths = [f"{w}pt" for w in style.label_widths[: grid.first_value_column]]
    widths += [f"{style.value_width}pt"] * values
    stroke = {"all": f"{style.thickness}pt", "inner": f"{style.thickness}pt"}.get(
        style.rules, "none"
    )
    parts = [
        f"#set text(size: {style.size}pt)",
        f"#set par(leading: {style.leading}em, justify: false, first-line-indent: 0pt)",
        f"#show table.cell: set block(breakable: {str(style.breakable_rows).lower()})",
        f"#table(columns: ({', '.join(widths)}), inset: (x: {style.inset_x}pt, y: {style.inset_y}pt), "
        f"stroke: {stroke}, ",
    ]
    if style.rules == "inner":
        parts.append(
            f"stroke: (x, y) => (left: if x > 0 {{ {style.thickness}pt }}, top: {style.thickness}pt, "
            f"bottom: {style.thickness}pt),"
        )
        parts[-2] = parts[-2].replace(f"stroke: {stroke}, ", "")
    cells = sorted(grid.cells)
    head = [cell for cell in cells if cell.row < grid.first_value_row]
    body = [cell for cell in cells if cell.row >= grid.first_value_row]
    parts.append("table.header(repeat: " + str(style.repeat_head).lower() + ",")
    parts.extend(cell_markup(cell, grid, style) for cell in head)
    parts.append("),")
    if style.rules in ("three-line", "horizontal"):
        parts.append(f"table.hline(y: 0, stroke: {style.thickness}pt),")
        parts.append(f"table.hline(y: {grid.first_value_row}, stroke: {style.thickness}pt),")
    row = -1
    for cell in body:
        if style.rules == "horizontal" and cell.row != row and cell.row > grid.first_value_row:
            parts.append(
                f"table.hline(y: {cell.row}, start: {min(cell.column, grid.first_value_column)}, "
                f"stroke: {style.thickness}pt),"
            )
        row = cell.row
        parts.append(cell_markup(cell, grid, style))
    if style.rules in ("three-line", "horizontal"):
        parts.append(f"table.hline(y: {grid.rows}, stroke: {style.thickness}pt),")
    parts.append(")")
    return "\n".join(parts)


def cell_markup(cell: GridCell, grid: Grid, style: Style) -> str:
    if cell.row < grid.first_value_row:
        align = "center + horizon"
    elif cell.column < grid.first_value_column:
        align = f"{style.label_align} + {style.vertical_align}"
    else:
        align = f"{style.value_align} + {style.vertical_align}"
    text = cell.text.replace("\\", "\\\\").replace('"', '\\"')
    return (
        f"table.cell(x: {cell.column}, y: {cell.row}, rowspan: {cell.row_span}, "
        f'colspan: {cell.column_span}, align: {align})[#"{text}"],'
    )


def page_markup(style: Style, body: str) -> str:
    numbering = '"— 1 —"' if style.page_numbers else "none"
    return f"""#set page(paper: "a4", flipped: {str(style.landscape).lower()}, margin: {style.margin}pt, numbering: {numbering})
#set text(font: "{style.font}", lang: "zh", size: 12pt)
#set par(first-line-indent: (amount: 2em, all: true), justify: true)
{body}
"""


def report_markup(tables: list[Grid], style: Style, *, lead_lines: int = 3) -> str:
    """Title, prose, and each table under its heading."""
    parts = ['#align(center, text(size: 18pt)[柳河镇#"2024"年度情况报告])', PROSE * lead_lines]
    for at, grid in enumerate(tables):
        parts.append(f"{'一二三四五六'[at]}、第{at + 1}张表")
        parts.append("#[" + table_markup(grid, style) + "]")
    parts.append("以上报告。" + PROSE)
    return page_markup(style, "\n\n".join(parts))


def compile_pdf(markup: str) -> bytes:
    """The markup as PDF bytes."""
    return typst.compile(markup.encode())
