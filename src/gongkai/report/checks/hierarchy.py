"""上下级与同级 hierarchy: a county's figures against those of its bodies, and one body's words against another's."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.report.checks.finding import Finding, Level
from gongkai.report.checks.places import cell_label, figure, heading_of
from gongkai.report.checks.registry import TABLED_EDITIONS, Context, check
from gongkai.report.model import plain
from gongkai.report.originality import grams_of, likeness

NEEDS = ("children",)
PARENTS = ("county", "city", "province")
ALIKE_WARNING = 0.45
ALIKE_ERROR = 0.80
SHORTEST = 100
ALIKE = "AR704"
"""The rule that needs other files beside the one it judges."""


@check(
    "AR701",
    "parent-differs-from-children",
    label="汇总数不等于各单位之和",
    level=Level.ERROR,
    editions=TABLED_EDITIONS,
    needs=NEEDS,
    levels=PARENTS,
)
def parent_sum(context: Context) -> Iterator[Finding]:
    """汇总报告的每一格，应等于各单位报告该格之和。

    What it checks: every cell of the parent against the sum of its children, where all children's figures are known.
    Why: a roll-up by hand loses a body or adds one twice.
    Example: 县报告新收总计20，各单位之和19。
    Known limits: documents issued jointly may be counted once by the parent.
    Basis: 政府信息公开条例第四十九条; 国办公开办函〔2021〕30号.
    """
    report = context.report
    open_cells: list[str] = []
    for cell in report.cells.values():
        values = [child.value(cell.id) for child in context.children]
        known = [value for value in values if value is not None]
        if cell.value is None or len(known) < len(values):
            open_cells.append(cell.id)
            continue
        total = sum(known)
        if cell.value != total:
            place = cell_label(report, cell.id)
            yield Finding(
                "AR701",
                f"{place}为{figure(cell.value)}，{len(known)}个单位之和为{figure(total)}，"
                f"相差{figure(max(cell.value, total) - min(cell.value, total))}；请核对漏报和重复。",
                cells=(cell.id,),
                place=place,
                found=plain(cell.value),
                expected=plain(total),
                hint="请核对漏报和重复",
                origin=cell.origin,
            )
    if open_cells:
        yield Finding(
            "AR701",
            f"{cell_label(report, open_cells[0])}等共{len(open_cells)}格，汇总报告或各单位没有数字，"
            "无法核验汇总；请补全后再核对。",
            cells=tuple(open_cells),
            place=cell_label(report, open_cells[0]),
            hint="请补全后再核对",
            level=Level.UNASSESSABLE,
        )


@check(
    "AR702",
    "children-incomplete",
    label="下级数字不全",
    level=Level.WARNING,
    editions=TABLED_EDITIONS,
    needs=NEEDS,
    levels=PARENTS,
)
def children_incomplete(context: Context) -> Iterator[Finding]:
    """汇总前，各单位的每一格都应有数字。

    What it checks: children's reports with unknown cells or in another edition than the parent's.
    Why: a sum that lacks a body is not the county's sum.
    Example: 白杨乡报告表三缺6行，汇总不能核验。
    Known limits: a body that sent no report at all is known only to the office.
    Basis: 政府信息公开条例第四十九条.
    """
    lacking = {
        child.body: sum(child.value(id) is None for id in context.report.cells)
        for child in context.children
    }
    missing = {name: count for name, count in lacking.items() if count}
    if missing:
        shown = "、".join(f"{name}{count}格" for name, count in list(missing.items())[:5])
        more = f"等{len(missing)}个单位" if len(missing) > 5 else ""
        yield Finding(
            "AR702",
            f"{shown}{more}没有数字，这些格的汇总无法核验；请退回补全。",
            found=sum(missing.values()),
            expected=0,
            hint="请退回补全",
        )


@check(
    "AR703",
    "parent-below-child",
    label="汇总数小于其中一个单位",
    level=Level.ERROR,
    editions=TABLED_EDITIONS,
    needs=NEEDS,
    levels=PARENTS,
)
def parent_below_child(context: Context) -> Iterator[Finding]:
    """汇总报告的每一格，不应小于任何一个单位的该格。

    What it checks: cells in which a single child exceeds the parent; holds even where other children are unknown.
    Why: it proves a fault although the sum cannot be worked out.
    Example: 县报告行政处罚3件，柳河镇一家就有5件。
    Known limits: signed cells of the 2019 form are left out.
    Basis: 政府信息公开条例第四十九条.
    """
    report = context.report
    for cell in report.cells.values():
        if cell.value is None or cell.column == "change":
            continue
        larger = [
            (value, child.body)
            for child in context.children
            if (value := child.value(cell.id)) is not None and value > cell.value
        ]
        if larger:
            value, name = max(larger)
            place = cell_label(report, cell.id)
            yield Finding(
                "AR703",
                f"{place}为{figure(cell.value)}，小于{name}一家的{figure(value)}；请核对汇总。",
                cells=(cell.id,),
                place=place,
                found=plain(cell.value),
                expected=f"不小于{plain(value)}",
                hint="请核对汇总",
                origin=cell.origin,
            )


@check(
    ALIKE,
    "prose-like-another-body",
    label="文字与其他机关雷同",
    level=Level.WARNING,
    needs=("siblings",),
)
def like_another(context: Context) -> Iterator[Finding]:
    """第一、五部分不应与其他机关的报告雷同。

    What it checks: 5-gram Jaccard figure of parts one and five against each other report, names and figures masked.
    Why: reports of alike content are accountable; a copied report brings another body's facts along.
    Example: 与松林镇的报告相同率88%，只改了名称。
    Known limits: which of two copied from the other is not known; texts below 100 grams are not judged.
    Basis: 国办公开办函〔2021〕30号（内容雷同的，依法追究责任）.
    """
    report = context.report
    mine = grams_of(report)
    if len(mine) < SHORTEST:
        yield Finding(
            ALIKE,
            "第一、五部分文字太少，无法与其他机关比较；请先补全正文。",
            place=heading_of(report, "overview"),
            hint="请先补全正文",
            level=Level.UNASSESSABLE,
        )
        return
    alike = [
        (found.jaccard, sibling.body)
        for sibling in context.siblings
        if (found := likeness(mine, grams_of(sibling))) is not None
        and found.jaccard >= ALIKE_WARNING
    ]
    for jaccard, name in sorted(alike, reverse=True):
        yield alike_finding(jaccard, name)


def alike_finding(jaccard: float, other: str) -> Finding:
    """The finding that two reports are alike, `jaccard` in 0–1; also for callers that compared many at once."""
    return Finding(
        ALIKE,
        f"第一、五部分与{other}的报告相同率{jaccard:.0%}，应低于{ALIKE_WARNING:.0%}；请按本机关实际重写。",
        place="第一、五部分",
        found=round(jaccard, 3),
        expected=f"低于{ALIKE_WARNING}",
        hint="请按本机关实际重写",
        about=other,
        level=Level.ERROR if jaccard >= ALIKE_ERROR else Level.WARNING,
        name="prose-like-another-body",
    )
