import json
import stat

import openpyxl
import pytest
from click.testing import CliRunner

from gongkai.cli.screen import screen

IDENTITY = "119900199001010010"


def call(*args):
    return CliRunner().invoke(screen, [str(arg) for arg in args])


@pytest.fixture
def notice(tmp_path):
    path = tmp_path / "通知.txt"
    path.write_text("会议通知\n咨询电话：0000-5551234\n", "utf-8")
    return path


@pytest.fixture
def letter(tmp_path):
    path = tmp_path / "证明.txt"
    path.write_text(f"当事人身份证号{IDENTITY}。\n", "utf-8")
    return path


def test_a_clean_file_exits_with_nought(notice):
    result = call(notice)
    assert result.exit_code == 0
    assert result.output == "通知.txt：没有发现不宜公开的内容。\n"


def test_findings_exit_with_one_and_show_nothing_unmasked(letter):
    result = call(letter)
    assert result.exit_code == 1
    assert "11*************010" in result.output
    assert IDENTITY not in result.output


def test_an_unreadable_file_exits_with_two_and_one_sentence(tmp_path):
    path = tmp_path / f"坏{IDENTITY}.docx"
    path.write_bytes(b"PK\x03\x04broken")
    result = call(path)
    assert result.exit_code == 2
    assert result.stderr.startswith("文件“坏11*************010.docx”：")
    assert "Traceback" not in result.output
    assert IDENTITY not in result.output


def test_a_missing_file_and_a_wrong_option_exit_with_two(tmp_path, notice):
    assert call(tmp_path / "无.txt").exit_code == 2
    assert call(notice, "--colour").exit_code == 2
    assert call(notice, "--profile", "blue").exit_code == 2
    assert "没有找到" in call(tmp_path / "无.txt").stderr


def test_one_file_gives_one_json_object(letter):
    answer = json.loads(call(letter, "--json").output)
    assert answer["source"]["name"] == "证明.txt"
    (finding,) = answer["findings"]
    assert (finding["kind"], finding["level"], finding["count"], finding["excerpt"]) == (
        "resident_id",
        "error",
        1,
        "11*************010",
    )
    assert finding["place"]["line"] == 1


def test_a_folder_gives_one_json_a_line(tmp_path, letter, notice):
    lines = call(tmp_path, "--json", "--workers", "1").output.splitlines()
    assert [json.loads(line)["source"]["name"] for line in lines] == ["证明.txt", "通知.txt"]


def test_a_page_is_written_whole(letter):
    result = call(letter, "--html")
    assert result.output.startswith("<!DOCTYPE html>")
    assert "公民身份号码" in result.output or "身份证号" in result.output
    assert IDENTITY not in result.output


def test_a_clean_copy_and_its_log_are_written(tmp_path, letter):
    copy = tmp_path / "证明（公开）.txt"
    result = call(letter, "--mask", copy)
    assert result.exit_code == 1
    assert copy.read_text("utf-8") == "当事人身份证号11*************010。\n"
    log = tmp_path / "证明.txt.对照表.csv"
    assert IDENTITY in log.read_text("utf-8-sig")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert call(copy).exit_code == 0


def test_an_original_is_never_written_over(letter):
    result = call(letter, "--mask", letter)
    assert result.exit_code == 2
    assert IDENTITY in letter.read_text("utf-8")


def test_a_file_that_cannot_be_masked_gets_no_copy(tmp_path):
    path = tmp_path / "密.txt"
    path.write_text("机密★10年\n\n关于某事的通知\n", "utf-8")
    copy = tmp_path / "副本.txt"
    result = call(path, "--mask", copy)
    assert result.exit_code == 2
    assert "送保密审查" in result.stderr
    assert not copy.exists()


def test_a_folder_is_copied_with_its_folders(tmp_path, letter):
    source = tmp_path / "公开栏目"
    (source / "一月").mkdir(parents=True)
    letter.rename(source / "一月" / letter.name)
    result = call(source, "--mask", tmp_path / "副本", "--workers", "1")
    assert result.exit_code == 1
    assert (tmp_path / "副本" / "一月" / "证明.txt").exists()


def test_a_run_that_stopped_is_taken_up_again(tmp_path, letter, notice):
    state = tmp_path / "进度.jsonl"
    first = call(tmp_path, "--resume", state, "--workers", "1")
    assert first.exit_code == 1
    again = call(tmp_path, "--resume", state, "--workers", "1")
    assert again.exit_code == 1
    assert again.stdout == ""
    assert "接着上次：2 个文件" in again.stderr
    letter.write_text("没有个人信息。\n", "utf-8")
    changed = call(tmp_path, "--resume", state, "--workers", "1")
    assert changed.stdout == "证明.txt：没有发现不宜公开的内容。\n"
    assert IDENTITY not in state.read_text("utf-8")


def test_a_state_that_is_none_is_told(tmp_path, letter):
    state = tmp_path / "进度.jsonl"
    state.write_text("不是进度", "utf-8")
    result = call(letter, "--resume", state)
    assert result.exit_code == 2
    assert "进度文件" in result.stderr


def test_what_was_decided_to_leave_is_remembered_with_who_and_why(letter):
    fingerprint = json.loads(call(letter, "--json").output)["findings"][0]["fingerprint"]
    assert call(letter, "--ignore", fingerprint).exit_code == 2
    result = call(letter, "--ignore", fingerprint, "--by", "王明", "--why", "本人书面同意")
    assert result.exit_code == 0
    assert "[经确认保留]" in call(letter).output
    assert "王明" in call(letter).output
    letter.write_text(f"改动以后，身份证号{IDENTITY}。\n", "utf-8")
    assert call(letter).exit_code == 1


def test_a_workbook_is_screened_and_masked(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active.append(["姓名", "身份证号", "金额"])
    for _ in range(5):
        workbook.active.append(["张三", IDENTITY, 100])
    path = tmp_path / "名单.xlsx"
    workbook.save(path)
    found = json.loads(call(path, "--json").output)["findings"]
    identity = next(finding for finding in found if finding["kind"] == "resident_id")
    assert (identity["count"], identity["place"]["column"], identity["place"]["row"]) == (
        5,
        "身份证号",
        2,
    )
    copy = tmp_path / "公开.xlsx"
    assert call(path, "--mask", copy).exit_code == 1
    assert call(copy).exit_code == 0


def test_the_help_is_in_chinese():
    output = call("--help").output
    assert "退出码" in output
    assert "--mask" in output


ROWS = [
    ("姓名", "身份证号", "银行账号"),
    ("王建国", "119900199001010010", "6200001234567890"),
    ("王海燕", "119900199001020016", "6200001234567891"),
]


@pytest.fixture
def assistance(tmp_path):
    path = tmp_path / "低保对象名单.txt"
    rows = "\n".join("\t".join(row) for row in ROWS)
    path.write_text(f"柳河镇低保对象名单\n\n{rows}\n", "utf-8")
    return path


def test_a_preview_tells_each_column_and_the_choices_and_writes_nothing(assistance):
    result = call(assistance, "--preview", "--on", "2026-11-29")
    assert result.exit_code == 1
    assert (
        "名单规则：social-assistance 低保、特困、临时救助名单（社会救助法第四十五条"
        in result.output
    )
    assert "身份证号：公民身份号码 2 处；遮盖后 11*************010" in result.output
    assert "还可以选 drop（删去，建议）" in result.output
    assert "有 2 人遮盖后姓名相同" in result.output
    assert IDENTITY not in result.output
    assert "王建国" not in result.output
    assert [path.name for path in assistance.parent.iterdir()] == ["低保对象名单.txt"]


def test_columns_become_what_was_chosen(assistance, tmp_path):
    copy = tmp_path / "公开.txt"
    result = call(
        assistance, "--mask", copy, "--column", "姓名=keep", "--column", "身份证号=删去",
        "--column", "银行账号=last-four", "--on", "2026-11-29",
    )  # fmt: skip
    assert result.exit_code == 1
    text = copy.read_text("utf-8")
    assert "王建国" in text
    assert IDENTITY not in text
    assert "7890" in text
    assert "6200001234567890" not in text


def test_a_choice_for_a_column_that_is_not_there_is_told(assistance, tmp_path):
    result = call(assistance, "--mask", tmp_path / "公开.txt", "--column", "身份证=drop")
    assert "--column 身份证：文件里没有这一列，没有照它处理；有的是" in result.output
    assert "身份证号" in result.output
    result = call(assistance, "--mask", tmp_path / "再公开.txt", "--column", "身份证号=drop")
    assert "没有这一列" not in result.output


def test_people_of_one_masked_name_are_told_apart(assistance, tmp_path):
    copy = tmp_path / "公开.txt"
    call(assistance, "--mask", copy, "--apart", "last-digits", "--on", "2026-11-29")
    assert "王某（尾号0010）" in copy.read_text("utf-8").replace("某某", "某")
    call(assistance, "--mask", copy, "--apart", "order", "--on", "2026-11-29")
    assert "王某（2）" in copy.read_text("utf-8").replace("某某", "某")


def test_what_the_law_does_not_leave_is_refused_with_its_article(assistance, tmp_path):
    copy = tmp_path / "公开.txt"
    result = call(assistance, "--mask", copy, "--column", "身份证号=keep", "--on", "2026-11-29")
    assert result.exit_code == 2
    assert "“身份证号”列不能选“keep”（社会救助法第四十五条" in result.stderr
    assert not copy.exists()
    named = call(
        assistance, "--mask", copy, "--policy", "minors", "--column", "姓名=keep",
        "--on", "2026-11-29",
    )  # fmt: skip
    assert named.exit_code == 2
    assert "未成年人保护法" in named.stderr


def test_choices_that_say_nothing_are_refused(assistance, tmp_path):
    copy = tmp_path / "公开.txt"
    assert "应写成“列名=处理”" in call(assistance, "--mask", copy, "--column", "姓名").stderr
    assert "没有这种名单规则" in call(assistance, "--mask", copy, "--policy", "x").stderr
    assert "须与 --mask" in call(assistance, "--column", "姓名=drop").stderr
    assert "不能与 --mask" in call(assistance, "--preview", "--mask", copy).stderr
    assert call(assistance, "--mask", copy, "--apart", "x").exit_code == 2


def test_copies_of_one_name_do_not_take_each_others_place(tmp_path):
    folder = tmp_path / "栏目"
    folder.mkdir()
    for name, line in (("名单.html", "甲"), ("名单.htm", "乙"), ("名单.txt", "丙")):
        (folder / name).write_text(f"<p>身份证号{IDENTITY}，{line}</p>\n", "utf-8")
    call(folder, "--mask", tmp_path / "副本", "--workers", "1")
    copies = {path.name: path.read_text("utf-8") for path in (tmp_path / "副本").rglob("*.*")}
    assert sorted(copies) == ["名单.html", "名单（1）.html", "名单（3）.html"]
    assert all(line in "".join(copies.values()) for line in "甲乙丙")
    assert not any(IDENTITY in text for text in copies.values())
