import json

import pytest
from click.testing import CliRunner

from gongkai.cli.deadline import deadline


def call(*args):
    return CliRunner().invoke(deadline, args)


def test_the_json_has_the_promised_keys_and_the_right_day():
    answer = json.loads(call("--received", "2026-09-18", "--json").output)
    assert answer["due_on"] == "2026-10-22"
    assert answer["working_days"] == 20
    assert sum(span["days"] for span in answer["trace"]) == 20
    for span in answer["trace"]:
        assert {"from", "to", "days", "why", "cite"} <= set(span)


def test_a_bare_extended_adds_twenty_working_days():
    answer = json.loads(call("--received", "2026-09-18", "--extended", "--json").output)
    assert (answer["due_on"], answer["working_days"]) == ("2026-11-19", 40)


def test_extended_takes_fewer_days():
    answer = json.loads(call("--received", "2026-09-18", "--extended", "5", "--json").output)
    assert (answer["due_on"], answer["working_days"]) == ("2026-10-29", 25)


def test_events_move_the_last_day():
    answer = json.loads(
        call(
            "--received",
            "2026-03-02",
            "--event",
            "consultation_sent=2026-03-04",
            "--event",
            "consultation_returned=2026-03-10,position=consents",
            "--json",
        ).output
    )
    assert answer["due_on"] == "2026-04-03"


def test_the_text_is_a_trace_in_chinese():
    output = call("--received", "2026-09-18", "--on", "2026-10-09").output
    assert "截止日：2026年10月22日（周四），共20个工作日" in output
    assert "国庆节周末调休上班" in output
    assert "已用10个工作日，剩余10个工作日" in output


def test_the_calendar_file_has_whole_day_events_and_crlf():
    output = CliRunner().invoke(deadline, ["--received", "2026-09-18", "--ics"]).stdout_bytes
    text = output.decode()
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert "DTSTART;VALUE=DATE:20261022" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        ((), "缺少--received"),
        (("--received", "2026-02-30"), "存在的日期"),
        (("--received", "昨天"), "存在的日期"),
        (("--received", "2029-12-15"), "没有2030年的放假安排"),
        (("--received", "2026-03-02", "--period", "moon"), "“期限”中没有“moon”"),
        (("--received", "2026-03-02", "--period", "reply", "--ics"), "--period只与"),
        (("--received", "2018-06-01"), "自2019-05-15起施行"),
        (("--received", "2026-03-02", "--event", "foo=2026-03-03"), "“事件”中没有“foo”"),
        (("--received", "2026-03-02", "--event", "replied"), "种类=日期"),
        (("--received", "2026-03-02", "--event", "replied=2026-03-01"), "早于收到申请之日"),
        (("--received", "2026-03-02", "--extended", "21"), "第三十三条第二款"),
        (("--received", "2026-03-02", "--extended", "半"), "1至20的整数"),
        (("--received", "2026-03-02", "--door", "pigeon"), "counter"),
        (("--received", "2026-03-02", "--submitted", "2026-03-01"), "--door"),
        (("--received", "2026-03-02", "--setting", "suspension"), "名称=值"),
        (("--received", "2026-03-02", "--setting", "suspension=maybe"), "accept"),
        (("--received", "2026-03-02", "--setting", "moon=full"), "“设置”中没有“moon”"),
        (("--received", "2026-03-02", "--local", "/nowhere.toml"), "读不出来"),
        (("--received", "2026-03-02", "--json", "--ics"), "只能选一种"),
        (("--received",), "--help"),
        (("--wrong",), "没有选项“--wrong”"),
        (("--received", "2026-03-02", "stray"), "--help"),
    ],
)
def test_a_wrong_call_is_one_chinese_sentence_and_exit_code_2(args, sentence):
    result = call(*args)
    assert result.exit_code == 2
    assert sentence in result.output
    assert result.output.count("\n") == 1
    assert "Traceback" not in result.output


def test_an_ordinary_letter_confirmed_late_is_noted():
    output = call(
        "--received", "2026-03-05", "--door", "ordinary_mail", "--submitted", "2026-03-02"
    ).output
    assert "应当在收到的当日确认" in output


def test_a_last_day_before_the_notice_is_out_is_marked():
    output = call("--received", "2026-12-04").output
    assert "截止日：2027年1月4日（周一）" in output
    assert "按法定节假日暂计；2026年12月31日（周四）以前答复确定不逾期" in output
    answer = json.loads(call("--received", "2026-12-04", "--json").output)
    assert answer["certain_until"] == "2026-12-31"


def test_what_has_no_effect_is_recorded_and_said():
    result = call("--received", "2026-03-02", "--event", "extended=2026-03-31")
    assert result.exit_code == 0
    assert "已如实记录，不产生效力" in result.output


def test_one_plain_period():
    output = call("--received", "2026-09-17", "--period", "defence").output
    assert (
        "提交答辩状和证据：收到起诉状副本之日2026年9月17日（周四），最后一日2026年10月8日（周四）"
        in output
    )
    answer = json.loads(call("--received", "2026-12-04", "--period", "reply", "--json").output)
    assert answer == {"due_on": "2027-01-04", "guessed": True, "cite": "ogi-2019#33.2"}


def test_a_notice_pasted_as_text_makes_the_last_day_certain(tmp_path):
    notice = tmp_path / "通知.txt"
    notice.write_text(
        "国务院办公厅关于2027年部分节假日安排的通知\n"
        "一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n2026年12月7日\n",
        "utf-8",
    )
    output = call("--received", "2026-12-04", "--notice", str(notice)).output
    assert "截止日：2027年1月4日（周一）" in output
    assert "暂计" not in output
    notice.write_text("没有通知", "utf-8")
    wrong = call("--received", "2026-12-04", "--notice", str(notice), "--period", "reply")
    assert wrong.exit_code == 2
    assert "标题" in wrong.output
