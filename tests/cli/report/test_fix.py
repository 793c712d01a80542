import json

from gongkai.documents.opening import open_document
from gongkai.report.reading import read_report
from tests.report.invented import PROSE, invented


def test_an_old_form_becomes_the_current_one_with_every_change_listed(call, file_of, tmp_path):
    path = file_of(report=invented("2019", year=2024))
    out, changes = tmp_path / "新.docx", tmp_path / "改动.json"
    result = call("fix", path, "-o", out, "--changes", changes)
    assert result.exit_code == 0
    assert "格式：2019年格式（试行） → 2021年格式" in result.output
    listed = json.loads(changes.read_text(encoding="utf-8"))
    assert len(listed["changes"]) == 1 + 7 + 22
    assert f"共改动{len(listed['changes'])}处" in result.output
    assert len(listed["open_cells"]) == 10 + 14
    fixed = read_report(open_document(out))
    assert fixed.edition == "2021"
    assert fixed.section("overview").text == "\n".join(PROSE["overview"])
    assert fixed.value("requests.other_other.total") is not None
    assert fixed.value("proactive.licences.decisions") is None


def test_a_report_in_order_needs_no_change(call, file_of, tmp_path):
    result = call("fix", file_of(), "-o", tmp_path / "新.docx")
    assert result.output == (
        "没有需要改动的地方。\n以下1处错误不能代为改正，须由本单位核定：\n"
        "- AR603 表二“规章”行填了1、2、3，应为0：县级及以下机关不能制定规章；如是规范性文件，请改填下一行。\n"
        f"已写入 {tmp_path / '新.docx'}。\n"
    )


def test_fixing_twice_changes_nothing_more(call, file_of, tmp_path):
    first, second = tmp_path / "一.docx", tmp_path / "二.docx"
    call("fix", file_of(report=invented("2019", year=2024)), "-o", first)
    result = call("fix", first, "-o", second)
    assert "没有需要改动的地方" in result.output


def test_a_list_of_changes_in_another_form_is_refused(call, file_of, tmp_path):
    result = call("fix", file_of(), "-o", tmp_path / "新.docx", "--changes", tmp_path / "改.docx")
    assert result.exit_code == 2
    assert "应为 txt、json 之一" in result.output
    assert not (tmp_path / "新.docx").exists()


def test_parts_and_cells_left_for_the_author_are_named(call, file_of, tmp_path):
    prose = {**PROSE, "problems": ()}
    report = invented(prose=prose, without=["disputes"])
    result = call("fix", file_of(report=report), "-o", tmp_path / "新.docx")
    assert "以下部分没有文字，须由本单位填写：五、存在的主要问题及改进情况。" in result.output
    assert "等15格。" in result.output


def test_the_fee_of_the_ledger_becomes_a_sentence(call, file_of, tmp_path):
    prose = {**PROSE, "other": ("无。",)}
    out = tmp_path / "新.docx"
    result = call("fix", file_of(report=invented(prose=prose)), "-o", out, "--fee", "1250.5")
    assert "本机关收取政府信息公开信息处理费1250.5元。" in result.output
    fixed = read_report(open_document(out))
    assert "信息处理费1250.5元" in fixed.section("other").text


def test_errors_that_only_the_office_can_decide_are_named(call, file_of, tmp_path):
    prose = {**PROSE, "overview": ("全年公开政府信息100条，其中政府网站公开130条。",)}
    result = call("fix", file_of(report=invented(prose=prose)), "-o", tmp_path / "新.docx")
    assert "不能代为改正，须由本单位核定：\n- AR101 一、总体情况：称共100条" in result.output
