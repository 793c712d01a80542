"""The one row （六）其他处理 of the form of 2019 within the form of 2021: kept under its own id, and told."""

from gongkai.documents.opening import open_bytes
from gongkai.report.checks.registry import Context, run
from gongkai.report.fix import fix
from gongkai.report.interchange import from_json, same_content
from gongkai.report.model import AnnualReport, CellState, IrregularityKind
from gongkai.report.reading import read_report
from gongkai.report.writers import docx, xlsx
from gongkai.report.writers.json import as_json
from tests.report.checks.builder import Draft


def mixed() -> AnnualReport:
    lines = []
    for line in Draft().text().decode().splitlines():
        if "3.其他\t" in line:
            line = "（六）其他处理\t2\t1\t0\t0\t0\t0\t3"
        elif line.lstrip().startswith(
            ("（六）其他处理", "1.申请人无正当理由逾期", "2.申请人逾期未按")
        ):
            continue
        lines.append(line)
    return read_report(open_bytes("\n".join(lines).encode(), "柳河镇.txt"))


def test_the_row_keeps_its_figures_under_its_own_id() -> None:
    report = mixed()
    assert report.edition == "2021"
    assert [report.value(f"requests.other.{column}") for column in ("natural_person", "total")] == [
        2,
        3,
    ]
    assert report.cells["requests.other_other.total"].state is CellState.MISSING
    assert [
        item.where for item in report.irregularities if item.kind is IrregularityKind.ROW_OBSOLETE
    ] == ["requests.other"]


def test_the_row_is_told_once_as_obsolete() -> None:
    findings = [item for item in run(Context(mixed())) if item.code in ("AR002", "AR004")]
    assert [item.code for item in findings] == ["AR004"]
    assert "旧格式的一行“其他处理”" in findings[0].message


def test_the_figures_go_through_json_and_into_the_repaired_report() -> None:
    report = mixed()
    assert same_content(report, from_json(as_json(report), "年报.json"))
    fixed = fix(report)
    assert fixed.report.value("requests.other_other.total") == 3
    assert "requests.other_not_supplemented.total" in fixed.open_cells
    assert any("（六）其他处理" in change.place for change in fixed.changes)
    for written in (docx.write(fixed.report), docx.write(report), xlsx.write(report, ())):
        assert written
