"""表四 of a body and a year from its disputes, the rules D1–D8, and the cell in which one dispute stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _lazy

from gongkai.report.edition import newest_edition
from gongkai.statute.disputes import Forum, OnAppeal, column_of
from gongkai.statute.settings import DEFAULT, Settings
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.counting.rules import CountingRule
from gongkai.web.disputes.models import Dispute, Judgment, ReviewBefore, Standing

RECONSIDERATION = "reconsideration"
DIRECT = "litigation_direct"
AFTER_RECONSIDERATION = "litigation_after_reconsideration"
ROWS = (RECONSIDERATION, DIRECT, AFTER_RECONSIDERATION)
PENDING, TOTAL = "pending", "total"
COLUMNS = ("upheld", "corrected", "other", PENDING, TOTAL)

RULES: dict[str, CountingRule] = {
    rule.id: rule
    for rule in (
        CountingRule("D1", _lazy("由作出行为的机关统计；复议维持后复议机关作共同被告的，只由原行为机关统计；第三人不计。"), "S", ("co-defendant-2016",)),
        CountingRule("D2", _lazy("年内任何一天未审结的计一次：年底前审结的计结果，没有审结的计尚未审结；因此同一件可以出现在两个年度。"), "I"),
        CountingRule("D3", _lazy("复议：维持、驳回请求为结果维持；变更、撤销、确认违法、责令履行、确认无效为结果纠正；不予受理、驳回申请、终止、调解为其他结果。"), "U", ("reconsideration-2023#63", "reconsideration-2023#69")),
        CountingRule("D4", _lazy("诉讼：驳回诉讼请求为结果维持；撤销、责令履行、给付、确认违法或者无效、变更为结果纠正；驳回起诉、撤诉、终结、调解为其他结果。"), "I", ("litigation-2017#69", "litigation-2017#70")),
        CountingRule("D5", _lazy("同一行为经复议机关决定、拒绝受理或者逾期不决定后起诉的，计入复议后起诉；否则计入未经复议直接起诉。"), "I"),
        CountingRule("D6", _lazy("一个行为一件；上诉期内和上诉审理中为尚未审结，以生效裁判为准（可以改为每一审级各计一件）。"), "U"),
        CountingRule("D7", _lazy("部分纠正计入结果纠正；第三方提起的、针对主动公开的也计；一个案号下几人共同起诉的算一件。"), "P"),
        CountingRule("D8", _lazy("报送前与司法行政部门的名单核对，不一致的写明原因。"), "P"),
    )
}  # fmt: skip


@dataclass(frozen=True)
class DisputeCell:
    """Where a dispute counts in one year: `disputes.<row>.<column>`, and the rules that say so."""

    row: str
    column: str
    rules: tuple[str, ...]

    @property
    def id(self) -> str:
        """As the annual report names it."""
        return f"disputes.{self.row}.{self.column}"

    @property
    def words(self) -> str:
        """As the form calls it."""
        return newest_edition().table("disputes").in_words(self.row, self.column)


def row_of(dispute: Dispute) -> str:
    """The row of table four."""
    if dispute.forum == Forum.REVIEW.value:
        return RECONSIDERATION
    return DIRECT if dispute.review_before == ReviewBefore.NONE else AFTER_RECONSIDERATION


def standing_judgment(judgments: Iterable[Judgment]) -> Judgment | None:
    """The one whose result stands at the end: an appeal that changes nothing leaves the first; None while there is none."""
    stands = None
    for each in judgments:
        if each.result == OnAppeal.REMANDED.value:
            stands = None
        elif each.result not in {OnAppeal.UPHELD.value, OnAppeal.WITHDRAWN.value}:
            stands = each
    return stands


def cells_in(dispute: Dispute, year: int, settings: Settings = DEFAULT) -> Iterator[DisputeCell]:
    """Every cell in which a dispute stands in the table of a year: none or one, more only where every instance counts.

    Args:
        dispute: with its judgments.
        year: the year of the report.
        settings: `rejected_review_request`, `suit_instances`.
    """
    if dispute.standing != Standing.RESPONDENT:
        return
    judgments = list(dispute.judgments.all())
    if settings["suit_instances"] == "per_instance" and dispute.forum == Forum.COURT.value:
        yield from _by_instance(dispute, judgments, year, settings)
        return
    last = date(year, 12, 31)
    ended = dispute.final_from
    if dispute.opened_on > last or (ended is not None and ended.year < year):
        return
    stands = standing_judgment(judgments)
    if stands is None or ended is None or ended > last:
        yield _cell(dispute, PENDING)
    else:
        yield _cell(dispute, column_of(stands.result, settings))


def _by_instance(
    dispute: Dispute, judgments: list[Judgment], year: int, settings: Settings
) -> Iterator[DisputeCell]:
    began: date | None = dispute.opened_on
    upheld = ""
    for each in judgments:
        if each.result not in {one.value for one in OnAppeal}:
            upheld = column_of(each.result, settings)
        column = "corrected" if each.result == OnAppeal.REMANDED.value else upheld
        if began is not None and began.year <= year <= each.decided_on.year:
            yield _cell(dispute, column if each.decided_on.year == year else PENDING)
        began = dispute.second_from if each.instance == 1 else each.served_on
        if each.instance == 2 and each.result != OnAppeal.REMANDED.value:
            began = None
    if began is not None and began.year <= year:
        yield _cell(dispute, PENDING)


def _cell(dispute: Dispute, column: str) -> DisputeCell:
    return DisputeCell(row_of(dispute), column, tuple(_rules(dispute, column)))


def _rules(dispute: Dispute, column: str) -> Iterator[str]:
    yield "D1"
    yield "D2"
    if column != PENDING:
        yield "D3" if dispute.forum == Forum.REVIEW.value else "D4"
    if dispute.forum == Forum.COURT.value:
        yield "D5"
        yield "D6"
    yield "D7"


def disputes_in(body: PublicBody, year: int) -> Any:
    """The disputes that may stand in the table of a year, with their judgments, in the order of registration."""
    return (
        Dispute.objects.counted()
        .filter(body=body)
        .filter(Q(accepted_on__year__lte=year) | Q(accepted_on=None, copy_on__year__lte=year))
        .filter(Q(final_from=None) | Q(final_from__year__gte=year))
        .select_related("body")
        .prefetch_related("judgments")
        .order_by("pk")
    )


def count(body: PublicBody, year: int, *, settings: Settings = DEFAULT) -> Counter[tuple[str, str]]:
    """How many disputes stand in each row and column of table four; `total` is the fifth column.

    Args:
        body: whose acts are disputed.
        year: 1 January to 31 December.
        settings: the county's choices where counting is unsettled.
    """
    found: Counter[tuple[str, str]] = Counter()
    for dispute in disputes_in(body, year):
        for cell in cells_in(dispute, year, settings):
            found[cell.row, cell.column] += 1
            found[cell.row, TOTAL] += 1
    return found
