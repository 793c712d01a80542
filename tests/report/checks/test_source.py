import pytest

from gongkai.documents.opening import open_bytes
from gongkai.report.checks.finding import Level
from gongkai.report.checks.registry import Context, run
from gongkai.report.reading import read_report
from tests.report.checks.builder import Case, Draft, ids
from tests.report.forge.sheet import Grid, lay_out

CASES = (
    Case(
        "AR012",
        "规范性文件一行的格子连在一起，分法不止一种",
        Draft(edits=(("行政规范性文件\t0\t0\t0", "行政规范性文件12123"),)),
        "notice",
        place="表二",
        says=("连在一起", "这不是缺表缺行，请换用原来的 Word 文件或网页核对。"),
    ),
    Case("AR012", "三个表都在，各格分开", Draft(), None),
    Case("AR012", "第三部分只有标题：是缺表", Draft(without=("requests",)), None),
)

EXEMPT = {"AR012": "表都读出来了就没有可说的"}


def run_in(*, without: str = "") -> bytes:
    """The draft on one line: headings within it, cells grown together."""
    out = []
    for piece in lay_out(Draft().truth()).pieces:
        if isinstance(piece, Grid):
            cells = "".join("".join(box.text for box in row) for row in piece.rows)
            out.append("" if piece.table == without else cells)
        elif piece.kind in ("title", "signature"):
            out.append(f"\n{piece.text}\n")
        else:
            out.append(piece.text)
    return "".join(out).encode()


@pytest.mark.parametrize("case", CASES, ids=ids(CASES))
def test_how_the_file_came(case: Case) -> None:
    case.prove()


def test_cells_that_run_together_are_told_as_such_and_nothing_is_missing() -> None:
    report = read_report(open_bytes(run_in(), "年报.txt"))
    findings = [item for item in run(Context(report)) if item.level is not Level.UNASSESSABLE]
    assert not {"AR001", "AR002", "AR009"} & {item.code for item in findings}


def test_a_table_that_is_not_there_is_still_missing_among_glued_ones() -> None:
    report = read_report(open_bytes(run_in(without="requests"), "年报.txt"))
    missing = [item.message for item in run(Context(report)) if item.code == "AR001"]
    assert len(missing) == 1
    assert "没有找到表三" in missing[0]
