import json

import pytest
from click.testing import CliRunner

from gongkai.cli.fee import fee


def call(*args):
    return CliRunner().invoke(fee, args)


def test_the_bands_are_shown_with_their_arithmetic():
    output = call("--items", "41", "--on", "2026-03-02").output
    assert "第31至40件：10件×200元＝2000元" in output
    assert "合计：4300元" in output
    assert "《政府信息公开信息处理费管理办法》第四条第二款" in output


def test_the_json_gives_total_and_bands():
    answer = json.loads(call("--pages", "250", "--on", "2026-03-02", "--json").output)
    assert answer["total"] == 4700
    assert [line["amount"] for line in answer["lines"]] == [0, 700, 2000, 2000]


def test_without_a_day_the_rates_of_today_apply():
    assert "合计：100元" in call("--items", "1", "--already", "10").output


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("--items", "1", "--pages", "1"),
        ("--pages", "1", "--already", "1"),
        ("--items", "0"),
        ("--items", "-1"),
        ("--items", "many"),
        ("--items", "10001"),
        ("--pages", "10", "--on", "2020-01-01"),
        ("--pages", "10", "--on", "someday"),
        ("--wrong",),
    ],
)
def test_a_wrong_call_is_one_chinese_sentence_and_exit_code_2(args):
    result = call(*args)
    assert result.exit_code == 2
    assert result.output.count("\n") == 1
    assert result.output.rstrip().endswith("。")
