import json

from tests.report.invented import figures, invented

BAIYANG = "白杨乡人民政府"


def folder(file_of, tmp_path, **other):
    file_of("乡镇/甲.docx")
    file_of("乡镇/乙.docx", invented(body=BAIYANG, start=2, **other))
    return tmp_path / "乡镇"


def test_a_folder_is_added_up(call, file_of, tmp_path):
    out = tmp_path / "汇总.json"
    result = call("merge", folder(file_of, tmp_path), "-o", out)
    assert result.exit_code == 0
    assert "汇总2个单位，200格。" in result.output
    tables = json.loads(out.read_text(encoding="utf-8"))["tables"]
    id = "disputes.litigation_direct.upheld"
    assert tables["disputes"]["litigation_direct"]["upheld"] == figures("2021")[id] * 2 + 1


def test_a_figure_that_one_body_lacks_is_not_summed_and_the_body_is_named(call, file_of, tmp_path):
    source = folder(file_of, tmp_path, without=["requests.new.research"])
    result = call("merge", source, "-o", tmp_path / "汇总.xlsx")
    assert result.exit_code == 1
    assert "表三“新收”行“科研机构”列：青山县白杨乡人民政府没有数字" in result.output


def test_the_parent_s_report_is_compared(call, file_of, tmp_path):
    source = folder(file_of, tmp_path)
    parent = file_of("县.docx", invented(body="人民政府"))
    result = call("merge", source, "--parent", parent, "-o", tmp_path / "汇总.docx")
    assert result.exit_code == 1
    assert "表二“规章”行“本年制发件数”列：上级1，各单位之和3，相差-2" in result.output


def test_one_unreadable_file_stops_the_sum(call, file_of, tmp_path):
    source = folder(file_of, tmp_path)
    (source / "丙.docx").write_bytes(b"PK\x03\x04")
    out = tmp_path / "汇总.xlsx"
    result = call("merge", source, "-o", out)
    assert result.exit_code == 2
    assert "丙.docx" in result.output
    assert "没有汇总" in result.output
    assert not out.exists()


def test_two_forms_are_not_added_up(call, file_of, tmp_path):
    first = file_of("甲.docx")
    second = file_of("乙.docx", invented("2019", body=BAIYANG, year=2024))
    result = call("merge", first, second, "-o", tmp_path / "汇总.xlsx")
    assert result.exit_code == 2
    assert "格式不一致（2019、2021）" in result.output
