import json
from pathlib import Path

from click.testing import CliRunner

from gongkai.cli.guide import guide

OLD = (
    "柳河镇政府信息公开指南\n"
    "本机关自受理申请之日起15个工作日内予以答复。\n"
    "申请人应当说明生产、生活、科研等特殊需要。\n"
)


def call(*args):
    return CliRunner().invoke(guide, [str(each) for each in args])


def test_the_guide_of_fifteen_working_days_is_caught(tmp_path: Path):
    path = tmp_path / "指南.txt"
    path.write_text(OLD, "utf-8")
    answer = call(path, "--on", "2026-03-02")
    assert answer.exit_code == 1
    assert "GD101" in answer.output
    assert "20个工作日" in answer.output
    assert "GD102" in answer.output
    assert "GD103" in answer.output


def test_the_json_names_the_file_and_each_code(tmp_path: Path):
    path = tmp_path / "指南.txt"
    path.write_text(OLD, "utf-8")
    answer = json.loads(call(path, "--on", "2026-03-02", "--json").output)
    assert answer["file"] == "指南.txt"
    assert {"GD101", "GD102", "GD103"} <= {each["code"] for each in answer["findings"]}


def test_a_file_that_does_not_open_is_told_in_a_sentence(tmp_path: Path):
    path = tmp_path / "指南.docx"
    path.write_bytes(b"PK\x03\x04 broken")
    answer = call(path)
    assert answer.exit_code == 2
    assert "指南.docx" in answer.output
    assert "Traceback" not in answer.output


def test_a_wrong_day_is_refused(tmp_path: Path):
    path = tmp_path / "指南.txt"
    path.write_text(OLD, "utf-8")
    answer = call(path, "--on", "昨天")
    assert answer.exit_code == 2
    assert answer.output.count("\n") == 1
