import pytest
from click.testing import CliRunner

from gongkai.cli.workdays import workdays


def call(*args):
    return CliRunner().invoke(workdays, args)


@pytest.mark.parametrize(
    ("args", "answer"),
    [
        (("2026-09-18", "20"), "第20个工作日：2026年10月22日（周四）"),
        (("2026-09-18", "--through", "2026-10-22"), "20个工作日"),
        (
            ("2026-10-10",),
            "调休上班日，国庆节〔《国务院办公厅关于2026年部分节假日安排的通知》第七项〕",
        ),
        (("2026-02-17",), "放假日，春节"),
        (("2026-03-03",), "2026年3月3日（周二）：工作日"),
        (("2026-08-03", "--calendar-days", "60"), "2026年10月8日（周四）"),
        (("2025-08-31", "--months", "6"), "2026年2月28日（周六）"),
    ],
)
def test_each_question_has_its_answer(args, answer):
    result = call(*args)
    assert result.exit_code == 0
    assert answer in result.output


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("昨天",),
        ("2027-01-01",),
        ("2026-12-20", "20"),
        ("2026-03-02", "0"),
        ("2026-03-02", "many"),
        ("2026-03-02", "5", "--months", "1"),
        ("2026-03-02", "--local", "/nowhere.toml"),
        ("2026-03-02", "--wrong"),
    ],
)
def test_a_wrong_call_is_one_chinese_sentence_and_exit_code_2(args):
    result = call(*args)
    assert result.exit_code == 2
    assert result.output.count("\n") == 1
    assert result.output.rstrip().endswith("。")


def test_local_holidays_count(tmp_path):
    file = tmp_path / "local.toml"
    file.write_text(
        'id = "torch"\nplace = "青山县"\nbasis = "通告"\n'
        '[[holiday]]\nname = "火把节"\nfirst = 2026-08-06\nlast = 2026-08-06\n',
        encoding="utf-8",
    )
    assert "2026年8月7日" in call("2026-08-05", "1", "--local", str(file)).output
    assert "青山县：通告" in call("2026-08-06", "--local", str(file)).output
