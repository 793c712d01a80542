import pytest
from click.testing import CliRunner

from gongkai.cli.law import law


def call(*args):
    return CliRunner().invoke(law, args)


@pytest.mark.parametrize(
    "written",
    ["33", "第33条", "第三十三条", "条例第三十三条", "ogi-2019#33", "政府信息公开条例第三十三条"],
)
def test_an_article_is_found_however_it_is_written(written):
    output = call(written).output
    assert output.startswith("《政府信息公开条例》第三十三条\n")
    assert "期限与数额：答复期限——20个工作日（自2019-05-15起）" in output
    assert "设置 pause_begins" in output
    assert "职责 answer_within_twenty_working_days" in output


def test_a_paragraph_narrows_the_answer():
    assert "设置 pause_begins" not in call("33.2").output
    assert "设置 pause_begins" in call("33.3").output


def test_an_entry_that_was_not_compared_says_so():
    assert "未与公布的文本逐字核对" in call("ogi-2007#24").output


def test_without_an_article_the_instruments_are_listed():
    assert "ogi-2019" in call().output
    assert "reconsideration-2023" in call().output


@pytest.mark.parametrize(
    "written", ["57", "第一百条", "ogi-1999#3", "什么", "33.9", "--wrong", "第十百条"]
)
def test_a_wrong_call_is_one_chinese_sentence_and_exit_code_2(written):
    result = call(written)
    assert result.exit_code == 2
    assert result.output.count("\n") == 1
    assert result.output.rstrip().endswith("。")
