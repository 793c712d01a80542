"""A new form of the report is a new file: nothing else has to change for it to be read, checked, written and fixed."""

from importlib import resources
from pathlib import Path

import pytest

from gongkai.documents.opening import open_bytes
from gongkai.report.checks.finding import Level
from gongkai.report.checks.registry import Context, run
from gongkai.report.edition import edition, edition_for, editions, newest_edition
from gongkai.report.fix import fix
from gongkai.report.interchange import from_json, same_content
from gongkai.report.model import AnnualReport
from gongkai.report.reading import read_report
from gongkai.report.writers import docx, html, pdf, xlsx
from gongkai.report.writers.json import as_json
from tests.report.invented import invented


@pytest.fixture
def form_of_2030(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The form of 2021 with another head, another row, and one row that goes over into a row of another name."""
    text = (resources.files("gongkai.report") / "editions" / "2021.toml").read_text("utf-8")
    for old, new in (
        ('id = "2021"', 'id = "2030"'),
        ("2021年格式", "2030年格式"),
        ("〔2021〕30号", "〔2030〕1号"),
        ("from = 2021", "from = 2030"),
        ("六、其他需要报告的事项", "六、需要说明的事项"),
        ('keywords = [["其他需要报告"]', 'keywords = [["需要说明的事项"], ["其他需要报告"]'),
        (
            '{ id = "other_other", takes = "other", label = "3.其他"',
            '{ id = "other_transferred", label = "3.移送其他机关办理", in = "other_processing", result = true },\n'
            '  { id = "other_rest", takes = "other_other", label = "4.其余情形"',
        ),
    ):
        assert old in text, old
        text = text.replace(old, new)
    (tmp_path / "2030.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("GONGKAI_EDITIONS", str(tmp_path))


WRITERS = {
    "docx": docx.write,
    "pdf": pdf.write,
    "html": lambda report: html.write(report).encode(),
    "xlsx": lambda report: xlsx.write(report, ()),
}


def again(report: AnnualReport, form: str) -> AnnualReport:
    return read_report(open_bytes(WRITERS[form](report), f"年报.{form}"))


@pytest.mark.usefixtures("form_of_2030")
def test_the_new_form_stands_beside_the_old_ones() -> None:
    assert [form.id for form in editions()] == ["2019", "2021", "2030"]
    assert [edition_for(year) for year in (2018, 2020, 2021, 2029, 2030, 2040)] == [
        "narrative",
        "2019",
        "2021",
        "2021",
        "2030",
        "2030",
    ]
    assert newest_edition().id == "2030"
    assert len(edition("2030").cell_ids()) == len(edition("2021").cell_ids()) + 7


@pytest.mark.usefixtures("form_of_2030")
@pytest.mark.parametrize("form", sorted(WRITERS))
def test_a_report_in_the_new_form_is_written_and_read_again(form: str) -> None:
    report = invented("2030", year=2030)
    found = again(report, form)
    assert found.edition == "2030"
    assert {id: cell.value for id, cell in found.cells.items()} == {
        id: cell.value for id, cell in report.cells.items()
    }
    assert found.section("other") is not None
    assert same_content(found, from_json(as_json(found), "年报.json"))


@pytest.mark.usefixtures("form_of_2030")
def test_a_report_in_the_new_form_is_checked_by_the_rules_for_any_form() -> None:
    report = again(invented("2030", year=2030), "docx")
    levels = {finding.code: finding.level for finding in run(Context(report))}
    assert "AR208" not in levels
    assert "AR001" not in levels
    late = again(invented("2021", year=2031), "docx")
    found = next(item for item in run(Context(late)) if item.code == "AR208")
    assert (found.found, found.expected, found.level) == ("2021", "2030", Level.ERROR)


@pytest.mark.usefixtures("form_of_2030")
def test_a_report_in_the_old_form_is_put_into_the_new_one() -> None:
    old = invented("2021", year=2030)
    fixed = fix(old)
    assert fixed.report.edition == "2030"
    assert [section.heading for section in fixed.report.sections][-1] == "六、需要说明的事项"
    assert fixed.report.value("requests.other_rest.total") == old.value(
        "requests.other_other.total"
    )
    assert fixed.report.value("proactive.licences.decisions") == old.value(
        "proactive.licences.decisions"
    )
    assert set(fixed.open_cells) == {
        cell for cell in fixed.report.cells if cell.split(".")[1] == "other_transferred"
    }
    assert any("“3.其他”" in change.place for change in fixed.changes)


def test_without_the_file_there_is_no_such_form() -> None:
    with pytest.raises(KeyError):
        edition("2030")
