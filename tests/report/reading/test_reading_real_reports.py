"""Five real reports, every printed zero replaced by a number of its own: an all-zero table hides misplacement."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest

from gongkai.documents.opening import open_bytes
from gongkai.report.edition import edition
from gongkai.report.model import AnnualReport, CellState, IrregularityKind
from gongkai.report.reading import read_report

SAMPLES = Path(__file__).parents[3].parent / "shared" / "samples"
LOST_IN_000 = (
    "not_processed_reissue",
    "other_not_supplemented",
    "other_fee_unpaid",
    "other_other",
    "result_total",
    "carried_out",
)
DISPUTES = (
    "disputes.reconsideration",
    "disputes.litigation_direct",
    "disputes.litigation_after_reconsideration",
)
ZERO = re.compile(r"(?m)(?:^|(?<=\t))0(?=\t|$)")

pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="the real reports are not kept in this repository"
)


def numbered(
    start: str, printed: list[str], *, summed: tuple[str, ...] = ()
) -> tuple[AnnualReport, dict[str, int]]:
    """The report whose name begins with `start`, its n-th zero replaced by a number for the n-th id of `printed`.

    No sum holds but in the rows `summed`, where the fifth number is the sum of the four before it.
    """
    path = next(SAMPLES.glob(f"{start}*.txt"))
    numbers = Random(start).sample(range(11, 9999), len(printed))
    for row in summed:
        at = printed.index(f"{row}.total")
        numbers[at] = sum(numbers[at - 4 : at])
    left = iter(numbers)
    changed, count = ZERO.subn(lambda _: str(next(left)), path.read_text(encoding="utf-8"))
    assert count == len(printed)
    report = read_report(open_bytes(changed.encode(), path.name))
    return report, dict(zip(printed, numbers, strict=True))


def figures(report: AnnualReport) -> dict[str, object]:
    return {id: cell.value for id, cell in report.cells.items() if cell.value is not None}


@pytest.mark.parametrize(
    ("start", "edition_id", "count"),
    [("002", "2021", 200), ("003", "2021", 200), ("004", "2019", 198)],
)
def test_every_figure_of_a_whole_report_is_in_its_place(start, edition_id, count):
    report, printed = numbered(start, list(edition(edition_id).cell_ids()))
    assert report.edition == edition_id
    assert len(printed) == count
    assert figures(report) == printed


def test_rows_that_the_file_lost_are_null_and_named():
    kept = [id for id in edition("2021").cell_ids() if id.split(".")[1] not in LOST_IN_000]
    report, printed = numbered("000", kept, summed=DISPUTES)
    assert figures(report) == printed
    assert len(report.unread()) == 6 * 7
    for row in LOST_IN_000:
        assert all(cell.state is CellState.MISSING for cell in report.row("requests", row))
    named = [i.where for i in report.irregularities if i.kind is IrregularityKind.ROW_MISSING]
    assert named == [f"requests.{row}" for row in LOST_IN_000]
    assert any(
        item.where == "disputes" and item.kind is IrregularityKind.HEADER_DAMAGED
        for item in report.irregularities
    )


def test_a_row_without_its_head_is_not_trusted_when_its_sums_break():
    kept = [id for id in edition("2021").cell_ids() if id.split(".")[1] not in LOST_IN_000]
    report, printed = numbered("000", kept)
    read = figures(report)
    assert [id for id in read if read[id] != printed.get(id)] == []
    assert not any(id.startswith("disputes.") for id in read)


def test_the_sixteenth_figure_of_a_row_of_fifteen_is_reported_not_dropped():
    report, printed = numbered("001", [*edition("2021").cell_ids(), "sixteenth"])
    sixteenth = printed.pop("sixteenth")
    assert figures(report) == printed
    said = [i for i in report.irregularities if i.kind is IrregularityKind.COLUMN_COUNT]
    assert [item.where for item in said] == ["disputes"]
    assert "16" in said[0].before
    assert str(sixteenth) in said[0].before + said[0].after
