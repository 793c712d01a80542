import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gongkai.cli import gongkai
from tests.report.checks.builder import OTHER, Draft, person

FAULTY = Draft(person(new=3, disclosed=3, result_total=4), other=(*OTHER, "发布文件56条。"))


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., Result]:
    def call(*arguments: object) -> Result:
        return CliRunner().invoke(gongkai, ["report", "check", *map(str, arguments)])

    return call


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "柳河镇.txt"
    path.write_bytes(FAULTY.text())
    return path


def test_a_dismissed_finding_is_left_out_and_counted(check, report) -> None:
    assert "提示 AR409" in check(report).output
    done = check(report, "--dismiss", "AR409", "--reason", "确指信息条数", "--by", "王明")
    assert "已忽略 AR409" in done.output
    assert "记在“柳河镇.txt.gongkai.toml”" in done.output
    again = check(report)
    assert "提示 AR409" not in again.output
    assert "已忽略1个（--show-dismissed 列出）。" in again.output


def test_the_dismissed_are_listed_with_reason_and_person(check, report) -> None:
    check(report, "--dismiss", "AR409", "--reason", "确指信息条数", "--by", "王明")
    shown = check(report, "--show-dismissed").output
    assert "已忽略 AR409 六、其他需要报告的事项：" in shown
    assert "理由：确指信息条数（王明，20" in shown


def test_a_report_whose_errors_are_all_dismissed_is_clean(check, report) -> None:
    assert check(report).exit_code == 1
    for code, place in (
        ("AR108", ""),
        ("AR301", "“自然人”列"),
        ("AR301", "“总计”列"),
        ("AR302", "“自然人”列"),
        ("AR302", "“总计”列"),
    ):
        done = check(report, "--dismiss", code, "--reason", "原件如此", "--place", place)
        assert "已忽略" in done.output, done.output
    done = check(report, "--json")
    data = json.loads(done.stdout)
    assert done.exit_code == 0
    assert [item["code"] for item in data["dismissed"]] == [
        "AR108",
        "AR301",
        "AR301",
        "AR302",
        "AR302",
    ]
    assert "error" not in {item["level"] for item in data["findings"]}


def test_json_stays_json_while_dismissing(check, report) -> None:
    done = check(report, "--dismiss", "AR409", "--reason", "确指信息条数", "--json")
    assert json.loads(done.stdout)["dismissed"][0]["reason"] == "确指信息条数"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--dismiss", "AR409"], "忽略（--dismiss）须同时写明理由（--reason）"),
        (["--dismiss", "AR409", "--reason", " "], "须同时写明理由"),
        (["--dismiss", "AR999", "--reason", "甲"], "没有规则“AR999”"),
        (["--dismiss", "AR601", "--reason", "甲"], "文件“柳河镇.txt”没有（未忽略的）AR601"),
        (["--dismiss", "AR301", "--reason", "甲"], "的 AR301 有2处，请用 --place 写明位置"),
        (
            ["--dismiss", "AR301", "--reason", "甲", "--place", "商业企业"],
            "“商业企业”处没有（未忽略的）AR301",
        ),
        (["--reason", "甲"], "只与 --dismiss 一起用"),
    ],
)
def test_a_wrong_call_is_refused_in_one_sentence(check, report, arguments, sentence) -> None:
    done = check(report, *arguments)
    assert done.exit_code == 2
    assert sentence in done.output
    assert not (report.parent / "柳河镇.txt.gongkai.toml").exists()


def test_a_finding_is_dismissed_once(check, report) -> None:
    check(report, "--dismiss", "AR409", "--reason", "甲")
    done = check(report, "--dismiss", "AR409", "--reason", "乙")
    assert (done.exit_code, "没有（未忽略的）AR409" in done.output) == (2, True)


def test_a_record_that_cannot_be_read_is_one_sentence(check, report) -> None:
    (report.parent / "柳河镇.txt.gongkai.toml").write_text("[[dismissed", "utf-8")
    for arguments in ([], ["--dismiss", "AR409", "--reason", "甲"]):
        done = check(report, *arguments)
        assert done.exit_code == 2
        assert "忽略记录“柳河镇.txt.gongkai.toml”的 全文：不是TOML" in done.output


def test_two_files_are_not_dismissed_in_at_once(check, report) -> None:
    other = report.with_name("松林镇.txt")
    other.write_bytes(FAULTY.text())
    done = check(report, other, "--dismiss", "AR409", "--reason", "甲")
    assert (done.exit_code, "每次只对一个文件" in done.output) == (2, True)


def test_a_likeness_to_one_body_is_dismissed_and_to_another_is_not(check, report, tmp_path) -> None:
    for place in ("松林镇", "白杨乡"):
        (tmp_path / f"{place}.txt").write_bytes(Draft(place=place).text())
    done = check(
        *(tmp_path / f"{place}.txt" for place in ("柳河镇", "松林镇", "白杨乡")),
        *("--dismiss", "AR704", "--reason", "共用县里的范本", "--place", "松林镇"),
    )
    assert "已忽略 AR704" in done.output
    lines = check(tmp_path).output.splitlines()
    alike = [line for line in lines if "AR704" in line and "柳河镇.txt" in line]
    assert len(alike) == 1
    assert "白杨乡" in alike[0]
