from __future__ import annotations

from datetime import date

import pytest

from gongkai.screening.errors import ChoiceNotAllowed
from gongkai.screening.kinds import Kind
from gongkai.screening.masking import mask_file
from gongkai.screening.people import people_in
from gongkai.screening.policies import Choice, Distinct, policies, policy_for
from tests.screening.forge.truth import document_of

DAY = date(2026, 11, 29)
LIST = (
    "柳河镇低保对象名单\n\n姓名\t身份证号\t银行账号\n"
    "王建国\t119900199001010010\t6200001234567890\n"
    "王海燕\t119900199001020016\t6200001234567891\n"
    "王明霞\t119900199001030011\t6200001234567892\n"
)


def test_a_list_has_the_policy_of_its_title_and_day():
    assert policy_for("柳河镇低保对象名单", on=DAY).name == "social-assistance"
    assert policy_for("柳河镇低保对象名单", on=date(2025, 3, 1)).name == "social-assistance-2014"
    assert policy_for("困难学生资助名单", on=DAY).name == "minors"
    assert policy_for("耕地补贴公示表", on=DAY).name == "any-list"


def test_names_of_assisted_people_may_stay_and_their_ids_never():
    policy = policy_for("低保对象名单", on=DAY)
    assert Choice.KEEP in policy.allowed(Kind.SENSITIVE_NAME)
    assert all(Choice.KEEP not in each.allowed(Kind.RESIDENT_ID) for each in policies())


def test_each_column_is_masked_as_it_was_chosen():
    copy = mask_file(
        LIST.encode(),
        "名单.txt",
        columns={"姓名": Choice.KEEP, "身份证号": Choice.DROP, "银行账号": Choice.LAST_FOUR},
        policy=policy_for("低保对象名单", on=DAY),
    )
    assert copy.data.decode().splitlines()[3] == "王建国\t\t************7890"


def test_a_choice_that_the_law_does_not_leave_is_refused_with_its_cite():
    with pytest.raises(
        ChoiceNotAllowed,
        match=r"“身份证号”列不能选“keep”（社会救助法第四十五条.*请改选 drop、mask。",
    ):
        mask_file(
            LIST.encode(),
            "名单.txt",
            columns={"身份证号": Choice.KEEP},
            policy=policy_for("低保对象名单", on=DAY),
        )


def test_people_who_would_become_the_same_are_told_apart_by_order():
    text = mask_file(LIST.encode(), "名单.txt", distinct=Distinct.ORDER).data.decode()
    assert [line.split("\t")[0] for line in text.splitlines()[3:]] == [
        "王某某",
        "王某某（2）",
        "王某某（3）",
    ]


def test_people_are_counted_by_rows_masked_or_not():
    rows = [["姓名", "金额"], ["王某某", "3"], ["吉克阿牛", "3"], ["李红", "2"], ["合计", "8"]]
    (table,) = document_of(rows).tables()
    assert people_in(table) == 3
    beside = [["姓名", "电话", "姓名", "电话"], ["王芳", "1", "李红", "2"], ["张军", "3", "", ""]]
    (table,) = document_of(beside).tables()
    assert people_in(table) == 3
