"""跨年度 across years: this year's report against the same body's report on the year before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.report.checks.finding import Finding, Level
from gongkai.report.checks.places import (
    cell_label,
    column_label,
    figure,
    form_of,
    heading_of,
    table_label,
)
from gongkai.report.checks.registry import TABLED_EDITIONS, Context, check
from gongkai.report.edition import edition_for
from gongkai.report.model import AnnualReport, plain
from gongkai.report.originality import grams, grams_of, likeness, names_of

NEEDS = ("previous",)
JUMP_FACTOR = 5
JUMP_BASE = 20
COPIED_CELLS = 3
ALIKE_WARNING = 0.60
ALIKE_ERROR = 0.85
PROMISE_TAKEN_UP = 0.25

_PROMISE = re.compile(
    r"(?:下一步|今后|将|进一步|加强|完善|建立|健全|强化|加大|拓展|优化|提升|提高)"
)


@check(
    "AR801",
    "previous-is-another",
    label="上年报告不是同一机关上一年度",
    level=Level.ERROR,
    needs=NEEDS,
)
def previous_is_another(context: Context) -> Iterator[Finding]:
    """带来对照的应是同一机关上一年度的报告。

    What it checks: issuing body and year of the report given as last year's.
    Why: figures carried over from another body or year prove nothing.
    Example: 核对2024年报告，带上的是2022年报告。
    Known limits: a body renamed in between is taken for another one.
    Basis: 国办公开办函〔2021〕30号 表三第二项（上年结转）.
    """
    report, previous = context.report, _previous(context)
    unread = [
        label
        for label, who in (("本年", report.identity), ("上年", previous.identity))
        if who.year is None or who.organization is None
    ]
    if unread:
        yield _unassessable("AR801", f"{unread[0]}报告的标题", "机关或年度没有读出", ())
    if (
        report.identity.year
        and previous.identity.year
        and previous.identity.year != report.identity.year - 1
    ):
        yield Finding(
            "AR801",
            f"对照报告是{previous.identity.year}年度的，应为{report.identity.year - 1}年度；请换成上一年度的报告。",
            found=previous.identity.year,
            expected=report.identity.year - 1,
            hint="请换成上一年度的报告",
        )
    mine, theirs = report.identity.organization, previous.identity.organization
    if mine and theirs and mine != theirs:
        yield Finding(
            "AR801",
            f"对照报告是{theirs}的，应为{mine}的；请换成同一机关的报告，机构更名的请忽略本条。",
            found=theirs,
            expected=mine,
            hint="请换成同一机关的报告",
        )


@check(
    "AR802",
    "carry-in-mismatch",
    label="上年结转与上年报告不符",
    level=Level.WARNING,
    editions=TABLED_EDITIONS,
    needs=NEEDS,
)
def carry_in(context: Context) -> Iterator[Finding]:
    """本年“上年结转”各列，应等于上年报告“结转下年度”各列。

    What it checks: item two of table three against item four of last year's, column by column.
    Why: what was open on 31 December is open on 1 January.
    Example: 上年报告结转下年3件，本年上年结转2件。
    Known limits: merged or divided bodies may explain a difference.
    Basis: 国办公开办函〔2021〕30号 表三第二、四项.
    """
    report, previous = context.report, _previous(context)
    form = form_of(report).table("requests")
    open_cells: list[str] = []
    for column in form.columns_of("carried_in"):
        cell, before = f"requests.carried_in.{column.id}", f"requests.carried_out.{column.id}"
        now, last = report.value(cell), previous.value(before)
        place = cell_label(report, cell)
        if now is None or last is None:
            open_cells.append(cell)
        elif now != last:
            yield Finding(
                "AR802",
                f"{place}为{now}，上年报告结转下年为{last}，相差{abs(now - last)}；请核对，机构合并或拆分的请说明。",
                cells=(cell,),
                place=place,
                found=plain(now),
                expected=plain(last),
                hint="请核对，机构合并或拆分的请说明",
                origin=report.cells[cell].origin,
            )
    if open_cells:
        yield _unassessable(
            "AR802",
            f"{form.label}“上年结转”行",
            f"两年的报告有{len(open_cells)}格没有数字",
            tuple(open_cells),
        )


@check(
    "AR803",
    "stock-does-not-follow",
    label="现行有效件数与上年不衔接",
    level=Level.WARNING,
    editions=("2021",),
    needs=NEEDS,
)
def stock(context: Context) -> Iterator[Finding]:
    """现行有效＝上年现行有效＋本年制发－本年废止。

    What it checks: documents in force this year against last year's, those issued and those repealed.
    Why: the stock is the figure that townships most often invent.
    Example: 上年84＋制发8－废止26＝66，本年填70。
    Known limits: not judged where last year's report is in the 2019 form, which counts otherwise.
    Basis: 国办公开办函〔2021〕30号 表二; 政府信息公开条例第二十条第一项.
    """
    report, previous = context.report, _previous(context)
    for row in ("regulations", "normative_documents"):
        cell = f"proactive.{row}.in_force"
        values = [
            previous.value(cell),
            report.value(f"proactive.{row}.issued"),
            report.value(f"proactive.{row}.repealed"),
            report.value(cell),
        ]
        place = cell_label(report, cell)
        if any(value is None for value in values):
            yield _unassessable("AR803", place, "两年的制发、废止或现行有效件数不全", (cell,))
            continue
        last, issued, repealed, now = (value or 0 for value in values)
        if now != last + issued - repealed:
            yield Finding(
                "AR803",
                f"{place}为{now}，上年{last}＋制发{issued}－废止{repealed}＝{last + issued - repealed}；请核对文件台账。",
                cells=(cell,),
                place=place,
                found=plain(now),
                expected=plain(last + issued - repealed),
                hint="请核对文件台账",
                origin=report.cells[cell].origin,
            )


@check(
    "AR804",
    "repealed-more-than-there-were",
    label="废止多于存量",
    level=Level.ERROR,
    editions=("2021",),
    needs=NEEDS,
)
def repealed(context: Context) -> Iterator[Finding]:
    """本年废止件数，不能多于上年现行有效加本年制发。

    What it checks: documents repealed against those that existed.
    Why: nothing can be repealed that was not in force.
    Example: 上年有效2件、制发1件，本年废止5件。
    Known limits: documents taken over from a dissolved body may explain it.
    Basis: 国办公开办函〔2021〕30号 表二.
    """
    report, previous = context.report, _previous(context)
    for row in ("regulations", "normative_documents"):
        cell = f"proactive.{row}.repealed"
        gone, issued = report.value(cell), report.value(f"proactive.{row}.issued")
        last = previous.value(f"proactive.{row}.in_force")
        place = cell_label(report, cell)
        if gone is None or issued is None or last is None:
            yield _unassessable("AR804", place, "两年的制发、废止或现行有效件数不全", (cell,))
        elif gone > last + issued:
            yield Finding(
                "AR804",
                f"{place}为{gone}，多于上年现行有效{last}＋本年制发{issued}＝{last + issued}；请核对文件台账。",
                cells=(cell,),
                place=place,
                found=plain(gone),
                expected=f"不多于{plain(last + issued)}",
                hint="请核对文件台账",
                origin=report.cells[cell].origin,
            )


@check(
    "AR805",
    "pending-disputes-vanished",
    label="上年未审结案件没有下落",
    level=Level.WARNING,
    editions=TABLED_EDITIONS,
    needs=NEEDS,
)
def pending_disputes(context: Context) -> Iterator[Finding]:
    """上年尚未审结的案件，本年应已审结或仍未审结。

    What it checks: cases pending last year against all cases of this year, kind by kind.
    Why: a case that was open must reappear as closed or as open.
    Example: 上年行政复议尚未审结3件，本年行政复议总计1件。
    Known limits: a lawsuit may move between the two kinds of lawsuits; then their sum is what counts.
    Basis: 政府信息公开条例第五十条第三项; 国办公开办函〔2021〕30号 表四.
    """
    report, previous = context.report, _previous(context)
    kinds = {
        "行政复议": ("reconsideration",),
        "行政诉讼": ("litigation_direct", "litigation_after_reconsideration"),
    }
    for label, rows in kinds.items():
        open_then = previous.total(f"disputes.{row}.pending" for row in rows)
        cells = tuple(f"disputes.{row}.total" for row in rows)
        all_now = report.total(cells)
        place = f"{table_label(report, 'disputes')}“{label}”"
        if open_then is None or all_now is None:
            yield _unassessable("AR805", place, "两年的件数不全", cells)
        elif all_now < open_then:
            yield Finding(
                "AR805",
                f"{place}共{all_now}件，少于上年报告尚未审结的{open_then}件；上年未审结的案件应有下落，请核对。",
                cells=cells,
                place=place,
                found=plain(all_now),
                expected=f"不少于{plain(open_then)}",
                hint="请核对上年未审结案件的下落",
            )


@check(
    "AR806",
    "figure-jumped",
    label="数字突变",
    level=Level.NOTICE,
    editions=TABLED_EDITIONS,
    needs=NEEDS,
)
def jump(context: Context) -> Iterator[Finding]:
    """同一格与上年相比增减五倍以上的，应说明原因。

    What it checks: totals that grew or shrank more than fivefold from or to at least twenty.
    Why: a slipped column or a changed unit shows as a jump.
    Example: 新收申请由30件变为301件。
    Known limits: totals only; true jumps are reported too.
    Basis: 政府信息公开条例第六条（及时、准确）.
    """
    report, previous = context.report, _previous(context)
    open_cells: list[str] = []
    for cell in report.cells.values():
        if cell.column not in ("total", "in_force", "decisions", "amount"):
            continue
        now, last = cell.value, previous.value(cell.id)
        if now is None or last is None:
            if cell.id in previous.cells:
                open_cells.append(cell.id)
            continue
        if max(now, last) < JUMP_BASE:
            continue
        if now > last * JUMP_FACTOR or last > now * JUMP_FACTOR:
            place = cell_label(report, cell.id)
            yield Finding(
                "AR806",
                f"{place}由上年{figure(last)}变为{figure(now)}；请核对单位和列，确有其事的请在正文说明原因。",
                cells=(cell.id,),
                place=place,
                found=plain(now),
                expected=plain(last),
                hint="请核对单位和列，或在正文说明原因",
                origin=cell.origin,
            )
    if open_cells:
        yield _unassessable(
            "AR806",
            cell_label(report, open_cells[0]),
            f"两年的报告共有{len(open_cells)}个合计没有数字",
            tuple(open_cells),
        )


@check(
    "AR807",
    "column-copied-from-last-year",
    label="整列与上年相同",
    level=Level.WARNING,
    editions=TABLED_EDITIONS,
    needs=NEEDS,
)
def copied_column(context: Context) -> Iterator[Finding]:
    """表三一列不应与上年逐格相同。

    What it checks: columns of table three with at least three kinds of results above zero, all equal to last year's.
    Why: a table copied from last year is the commonest invented table.
    Example: “自然人”列25格与上年全部相同，其中6格大于0。
    Known limits: columns with fewer than three kinds of results are not judged: one request a year repeats honestly.
    Basis: 国办公开办函〔2021〕30号（内容雷同的，依法追究责任）.
    """
    report, previous = context.report, _previous(context)
    if report.edition != previous.edition:
        yield _unassessable("AR807", table_label(report, "requests"), "两年的报告不是同一格式", ())
        return
    form = form_of(report).table("requests")
    open_cells: list[str] = []
    for column in form.columns_of("new"):
        if column.id == "total":
            continue
        cells = [f"requests.{row.id}.{column.id}" for row in form.rows()]
        now = [report.value(cell) for cell in cells]
        if None in now:
            open_cells += [cell for cell in cells if report.value(cell) is None]
            continue
        above = sum(1 for value in now if value)
        own = sum(1 for row, value in zip(form.rows(), now, strict=True) if row.result and value)
        if own >= COPIED_CELLS and now == [previous.value(cell) for cell in cells]:
            place = f"{form.label}“{column_label(form, 'new', column.id)}”列"
            yield Finding(
                "AR807",
                f"{place}{len(cells)}格与上年报告逐格相同，其中{above}格大于0；请按本年台账重填。",
                cells=tuple(cells),
                place=place,
                found=above,
                expected=0,
                hint="请按本年台账重填",
            )
    if open_cells:
        yield _unassessable(
            "AR807", form.label, f"有{len(open_cells)}格没有数字", tuple(open_cells)
        )


@check("AR808", "prose-like-last-year", label="文字与上年雷同", level=Level.WARNING, needs=NEEDS)
def like_last_year(context: Context) -> Iterator[Finding]:
    """第一、五部分不应照抄上年。

    What it checks: 5-gram Jaccard figure of parts one and five against last year's, names, years and figures masked.
    Why: reports of alike content are accountable; copied reports carry last year's facts along.
    Example: 改了年份，其余照抄，相同率91%。
    Known limits: very short reports are alike by their set phrases; below 100 grams nothing is said.
    Basis: 国办公开办函〔2021〕30号（内容雷同的，依法追究责任）.
    """
    report, previous = context.report, _previous(context)
    mine, theirs = grams_of(report), grams_of(previous)
    alike = likeness(mine, theirs)
    if alike is None or min(len(mine), len(theirs)) < 100:
        yield _unassessable("AR808", "第一、五部分", "文字太少", ())
    elif alike.jaccard >= ALIKE_WARNING:
        yield Finding(
            "AR808",
            f"第一、五部分与上年报告相同率{alike.jaccard:.0%}，应低于{ALIKE_WARNING:.0%}；请按本年实际重写。",
            place=heading_of(report, "overview"),
            found=round(alike.jaccard, 3),
            expected=f"低于{ALIKE_WARNING}",
            hint="请按本年实际重写",
            level=Level.ERROR if alike.jaccard >= ALIKE_ERROR else Level.WARNING,
        )


@check("AR809", "promises-unanswered", label="上年承诺没有回应", level=Level.NOTICE, needs=NEEDS)
def promises(context: Context) -> Iterator[Finding]:
    """上年“改进情况”里的措施，本年应有回应。

    What it checks: each measure promised in last year's part five against all words of this year's report.
    Why: the same problems return every year because nobody asks what became of the measures.
    Example: 上年承诺增设查阅点，本年通篇未提。
    Known limits: a measure answered in other words is not recognised; the sentences are listed for a person to judge.
    Basis: 政府信息公开条例第五十条第四项（存在的主要问题及改进情况）.
    """
    report, previous = context.report, _previous(context)
    section = previous.section("problems")
    if section is None:
        yield _unassessable("AR809", heading_of(report, "problems"), "上年报告没有第五部分", ())
        return
    said = grams("\n".join(item.text for item in report.sections), names_of(report))
    sentences = [part.strip() for part in re.split(r"[。；;\n]", section.text)]
    promised = [part for part in sentences if _PROMISE.search(part) and len(part) >= 15]
    open_ones = []
    for sentence in promised:
        mine = grams(sentence, names_of(previous))
        if mine and len(mine & said) / len(mine) < PROMISE_TAKEN_UP:
            open_ones.append(sentence)
    if open_ones:
        shown = "；".join(
            f"“{part[:30]}…”" if len(part) > 30 else f"“{part}”" for part in open_ones[:3]
        )
        yield Finding(
            "AR809",
            f"上年报告的{len(open_ones)}项措施在本年没有看到回应：{shown}；请写明落实情况。",
            place=heading_of(report, "problems"),
            found=len(promised) - len(open_ones),
            expected=len(promised),
            hint="请写明上年措施的落实情况",
        )


@check(
    "AR810",
    "form-changed",
    label="格式变了没有说明",
    level=Level.NOTICE,
    editions=TABLED_EDITIONS,
    needs=NEEDS,
)
def form_changed(context: Context) -> Iterator[Finding]:
    """两年的格式不同的，表二的口径不同，不能直接比较。

    What it checks: whether the two reports use different editions although the law did not change between them.
    Why: table two of 2019 counts other things than that of 2021; figures set side by side mislead.
    Example: 上年用2021年格式，本年退回2019年格式.
    Known limits: a change that came with a new form (reports on 2021) is not reported.
    Basis: 国办公开办函〔2021〕30号; 国办公开办函〔2019〕60号.
    """
    report, previous = context.report, _previous(context)
    years = (report.identity.year, previous.identity.year)
    if report.edition == previous.edition:
        return
    if None in years:
        yield _unassessable("AR810", "两年报告的标题", "年度没有读出", ())
        return
    due = edition_for(years[0] or 0)
    if due != edition_for(years[1] or 0):
        return
    yield Finding(
        "AR810",
        f"上年报告用{previous.edition}年格式，本年用{report.edition}年格式，表二口径不同；请统一用{due}年格式。",
        found=report.edition,
        expected=due,
        hint=f"请统一用{due}年格式",
    )


def _previous(context: Context) -> AnnualReport:
    assert context.previous is not None
    return context.previous


def _unassessable(code: str, place: str, reason: str, cells: tuple[str, ...]) -> Finding:
    return Finding(
        code,
        f"{place}：{reason}，无法与上年核对；请补全后再核对。",
        cells=cells,
        place=place,
        hint="请补全后再核对",
        level=Level.UNASSESSABLE,
    )
