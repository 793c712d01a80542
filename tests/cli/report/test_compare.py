import json

from tests.report.invented import PROSE, invented


def two(file_of):
    now = {**PROSE, "other": ("本年度发出收费通知2件，收取信息处理费0元。",)}
    return file_of("甲.docx"), file_of("乙.docx", invented(start=2, prose=now))


def test_cells_words_and_originality_are_printed(call, file_of):
    result = call("compare", *two(file_of))
    assert result.exit_code == 0
    assert "表二“规章”行“本年制发件数”列：1 → 2（+1）" in result.output
    assert "本年度发出收费通知［－0－］｛＋2＋｝件，收取信息处理费0元。" in result.output
    assert "第一、第五部分相似度100%" in result.output


def test_json_holds_the_same(call, file_of):
    data = json.loads(call("compare", *two(file_of), "--json").output)
    assert data["cells"][0] == {"cell": "proactive.regulations.issued", "first": 1, "second": 2}
    assert data["originality"] == {"jaccard": 1.0, "containment": 1.0}
    assert [item["id"] for item in data["sections"]][-1] == "other"


def test_the_page_is_written(call, file_of, tmp_path):
    out = tmp_path / "比较.html"
    result = call("compare", *two(file_of), "--html", out)
    assert result.exit_code == 0
    assert "<ins>2</ins>" in out.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_read_ends_with_2(call, file_of, tmp_path):
    result = call("compare", file_of(), tmp_path / "没有.docx")
    assert result.exit_code == 2
    assert "没有.docx" in result.output
