import json

import pytest

from gongkai.report.interchange import from_json, same_content
from tests.report.invented import figures, invented


@pytest.mark.parametrize("form", ["docx", "html", "xlsx", "json", "pdf"])
def test_a_report_is_written_in_each_form(call, file_of, tmp_path, form):
    out = tmp_path / f"出.{form}"
    result = call("convert", file_of(), "-o", out)
    assert (result.exit_code, result.output) == (0, f"已写入 {out}。\n")
    assert out.stat().st_size > 1000


def test_json_from_a_word_file_has_every_figure(call, file_of, tmp_path):
    out = tmp_path / "出.json"
    call("convert", file_of(), "-o", out)
    tables = json.loads(out.read_text(encoding="utf-8"))["tables"]
    for id, value in figures("2021").items():
        table, row, column = id.split(".")
        assert tables[table][row][column] == float(value)


def test_json_comes_back_as_a_word_file(call, file_of, tmp_path):
    first, middle, last = tmp_path / "一.json", tmp_path / "二.docx", tmp_path / "三.json"
    call("convert", file_of(), "-o", first)
    call("convert", first, "-o", middle)
    call("convert", middle, "-o", last)
    before, after = (from_json(path.read_text(encoding="utf-8")) for path in (first, last))
    assert same_content(after, before)


def test_figures_that_are_not_there_are_told(call, file_of, tmp_path):
    report = invented(without=["disputes.reconsideration.total"])
    result = call("convert", file_of(report=report), "-o", tmp_path / "出.html")
    assert "有1格原文没有数字，留空" in result.output


@pytest.mark.parametrize(
    ("name", "words"),
    [("出.odt", "扩展名是“.odt”，应为 docx、pdf、html、xlsx、json 之一"), ("出", "没有扩展名")],
)
def test_an_unknown_form_is_refused_before_reading(call, tmp_path, name, words):
    result = call("convert", tmp_path / "没有.docx", "-o", tmp_path / name)
    assert result.exit_code == 2
    assert words in result.output


def test_the_original_is_never_written_over(call, file_of):
    path = file_of()
    before = path.read_bytes()
    result = call("convert", path, "-o", path)
    assert result.exit_code == 2
    assert "与原文件相同" in result.output
    assert path.read_bytes() == before


def test_a_folder_that_is_not_there_gives_one_sentence(call, file_of, tmp_path):
    result = call("convert", file_of(), "-o", tmp_path / "无" / "出.docx")
    assert result.exit_code == 2
    assert result.output.count("\n") == 1
    assert "写不进去" in result.output


def test_a_file_that_is_no_report_gives_one_sentence(call, tmp_path):
    path = tmp_path / "通知.txt"
    path.write_text("关于开会的通知", encoding="utf-8")
    result = call("convert", path, "-o", tmp_path / "出.docx")
    assert result.exit_code == 2
    assert "没有找到年度报告" in result.output


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe\x00", b"[]"])
def test_json_that_is_no_report_gives_one_sentence(call, tmp_path, content):
    path = tmp_path / "坏.json"
    path.write_bytes(content)
    result = call("convert", path, "-o", tmp_path / "出.docx")
    assert result.exit_code == 2
    assert "坏.json" in result.output
    assert "Traceback" not in result.output
