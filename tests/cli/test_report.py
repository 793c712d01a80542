import json

import pytest
from click.testing import CliRunner

from gongkai.cli import gongkai

REPORT = """青山县柳河镇人民政府2024年政府信息公开工作年度报告
一、总体情况
2024年，柳河镇主动公开政府信息12条，收到政府信息公开申请33件。
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量\t30\t2\t0\t0\t1\t0\t{total}
二、上年结转政府信息公开申请数量\t2\t0\t0\t0\t0\t0\t2
四、政府信息公开行政复议、行政诉讼情况
五、存在的主要问题及改进情况
六、其他需要报告的事项
"""


@pytest.fixture
def run():
    runner = CliRunner()
    return lambda *args, **kwargs: runner.invoke(gongkai, [str(arg) for arg in args], **kwargs)


@pytest.fixture
def report(tmp_path):
    def write(name="report.txt", total=33):
        path = tmp_path / name
        path.write_text(REPORT.format(total=total), encoding="utf-8")
        return path

    return write


def test_reading_prints_who_when_and_every_figure(run, report):
    done = run("report", "read", report())
    assert done.exit_code == 0
    assert "机关：青山县柳河镇人民政府（乡镇）" in done.output
    assert "年份：2024" in done.output
    assert "自然人 30　商业企业 2" in done.output
    assert "四、结转下年度继续办理：自然人 ？" in done.output


def test_json_of_one_file_is_one_object_with_null_for_what_is_not_there(run, report):
    data = json.loads(run("report", "read", report(), "--json").output)
    assert data["tables"]["requests"]["new"]["natural_person"] == 30
    assert data["tables"]["requests"]["carried_out"]["total"] is None
    assert "requests.carried_out.total" in data["unread"]
    assert data["findings"] == []
    assert set(data["source"]) == {"name", "sha256", "media_type"}


def test_several_files_give_one_json_a_line(run, report, tmp_path):
    report("a.txt")
    report("b.txt")
    lines = run("report", "read", tmp_path, "--json").output.splitlines()
    assert [json.loads(line)["source"]["name"] for line in lines] == ["a.txt", "b.txt"]


def test_csv_has_one_line_a_cell_with_state_and_place(run, report):
    lines = run("report", "read", report(), "--csv").output.splitlines()
    assert lines[0] == "文件,格,数值,状态,位置,原文,说明"
    assert "report.txt,requests.new.natural_person,30,已读,第6行第2列,30," in lines
    assert sum(",缺失," in line for line in lines) == 186


def test_standard_input_is_a_file_too(run):
    done = run("report", "read", "-", "--json", input=REPORT.format(total=33).encode())
    assert json.loads(done.output)["year"] == 2024


def test_a_fault_in_the_sums_is_an_error_and_exit_code_one(run, report):
    done = run("report", "check", report(total=34))
    assert done.exit_code == 1
    assert "AR303" in done.output
    assert (
        "表三“新收”行：自然人30＋商业企业2＋法律服务机构1＝33，总计34，相差1；请核对这一行的六类申请人与总计。"
        in done.output
    )


def test_findings_are_in_the_json(run, report):
    data = json.loads(run("report", "check", report(total=34), "--json").output)
    finding = next(
        item for item in data["findings"] if item["code"] == "AR303" and item["level"] == "error"
    )
    assert (finding["name"], finding["found"], finding["expected"]) == (
        "applicants-do-not-add-up",
        34,
        33,
    )
    assert finding["place"] == "表三“新收”行"


def test_a_file_that_is_no_report_is_one_sentence_and_exit_code_two(run, tmp_path):
    path = tmp_path / "通知.txt"
    path.write_text("关于召开会议的通知\n\n定于本周五召开会议。", encoding="utf-8")
    done = run("report", "check", path)
    assert done.exit_code == 2
    assert "文件“通知.txt”：没有找到年度报告的标题、六个部分或表格" in done.output
    assert "Traceback" not in done.output


def test_one_bad_file_does_not_keep_the_others_from_being_read(run, report, tmp_path):
    report("good.txt")
    (tmp_path / "bad.docx").write_bytes(b"PK\x03\x04 not a real package")
    done = run("report", "check", tmp_path)
    assert done.exit_code == 2
    assert "bad.docx" in done.output
    assert "good.txt" in done.output
    assert "共2份" in done.output
    assert "打不开的1份" in done.output


def test_a_path_that_leads_nowhere_is_said_so(run, tmp_path):
    done = run("report", "read", tmp_path / "none.docx")
    assert (done.exit_code, "没有找到" in done.output) == (2, True)


def test_an_empty_folder_is_said_so(run, tmp_path):
    done = run("report", "check", tmp_path)
    assert (done.exit_code, "没有找到可读的文件" in done.output) == (2, True)


def test_help_teaches_every_command_without_importing_it(run):
    done = run("--help")
    assert done.exit_code == 0
    for name in ("report", "screen", "deadline", "workdays", "fee", "law"):
        assert name in done.output
