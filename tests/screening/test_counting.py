from __future__ import annotations

from gongkai.documents.opening import open_bytes
from gongkai.screening.counting import counts, people_listed
from gongkai.screening.screen import screen

ROWS = "\n\n姓名\t金额\n王建国\t300\n李海燕\t300\n张明霞\t300\n"


def read(sentence):
    return open_bytes((sentence + ROWS).encode(), "名单.txt")


def test_the_rows_say_how_many_people_are_listed():
    assert people_listed(read("柳河镇公示")) == 3


def test_a_sentence_that_agrees_is_no_finding():
    document = read("本次公示的名单共3人。")
    assert [count.agrees for count in counts(document)] == [True]
    assert [each.variety_name for each in screen(document).findings] == []


def test_a_sentence_that_says_another_number_is_told_with_the_right_one():
    document = read("本次公示的名单共19人。")
    (count,) = counts(document)
    assert (count.said, count.rows) == (19, 3)
    assert count.corrected == "本次公示的名单共3人。"
    (finding,) = screen(document).findings
    assert "名单共3行" in finding.message()


def test_a_number_that_is_not_of_the_list_is_left_alone():
    assert list(counts(read("全镇共有人口19人次参加培训，补助每人300元。"))) == []


def test_a_sentence_about_those_who_are_to_get_something_counts_them():
    (count,) = counts(read("经审核，拟确定低保对象共19人，现公示如下。"))
    assert (count.said, count.unit, count.rows) == (19, "人", 3)


def test_in_a_list_of_households_the_rows_are_households_and_no_people():
    rows = "\n\n户主\t人数\t金额\n王建国\t3\t300\n李海燕\t2\t300\n张明霞\t1\t300\n"
    document = open_bytes(
        ("本次公示低保家庭共4户。\n本次公示低保家庭共6人。" + rows).encode(), "名单.txt"
    )
    assert [(count.said, count.unit, count.rows) for count in counts(document)] == [(4, "户", 3)]
