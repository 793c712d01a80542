"""A register kept by hand becomes cases: all rows or none, and not twice."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from gongkai.documents.tabular import Column
from gongkai.documents.writers.listing import Form, ListColumn, list_as_bytes
from gongkai.web.accounts.permissions import Refused
from gongkai.web.casework.clock.running import clock_of
from gongkai.web.casework.counting.actions import export_register
from gongkai.web.casework.counting.importing import import_register
from gongkai.web.casework.counting.table import count
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.files.errors import FileRefused
from gongkai.web.files.tables import WrongCells, read_sheet
from gongkai.web.journal.models import Entry
from tests.web.casework.conftest import moment

HEADS = (
    "申请人姓名",
    "申请人类别",
    "收件日期",
    "申请方式",
    "申请事项",
    "答复结果",
    "答复日期",
    "文号",
)
ROWS = (
    ("孙二妮", "个人", date(2025, 11, 3), "当面", "低保发放名册", "部分公开", date(2025, 11, 20), "柳政公复〔2025〕1号"),
    ("演示律师事务所", "法律服务机构", date(2026, 2, 2), "信函", "集镇规划图", "信息不存在", date(2026, 2, 27), ""),
    ("田大有", "", date(2026, 3, 10), "网络", "道路验收报告", "", None, ""),
)  # fmt: skip


def workbook(rows):
    columns = [ListColumn(head, 16, *([Form.DAY] if "日期" in head else [])) for head in HEADS]
    return list_as_bytes(columns, rows, name="台账")


def bring(desk, rows, who=None):
    return import_register(
        desk.body,
        acting_user=who or desk.clerk,
        at=moment("2026-03-12"),
        name="台账.xlsx",
        data=workbook(rows),
    )


def test_rows_become_cases_with_their_answers_and_stand_in_table_three(desk):
    done = bring(desk, ROWS)
    assert (done.made, done.known) == (3, 0)
    kept = DisclosureRequest.objects.order_by("received_on")
    assert [(each.number, each.state, each.outcome) for each in kept] == [
        ("QS11-2025-0001", "delivered", "partly_disclosed"),
        ("QS11-2026-0001", "delivered", "not_existing"),
        ("QS11-2026-0002", "running", ""),
    ]
    assert kept[2].due_on == date(2026, 4, 8)
    assert clock_of(kept[0]).course.in_time
    assert count(desk.body, 2025)["partly_disclosed", "natural_person"] == 1
    assert count(desk.body, 2026)["unavailable_not_held", "legal_service"] == 1
    assert count(desk.body, 2026)["new", "total"] == 2
    assert not any("孙二妮" in each for each in Entry.objects.values_list("after", flat=True))


def test_the_same_file_twice_makes_nothing_twice(desk):
    bring(desk, ROWS)
    again = bring(desk, ROWS)
    assert (again.made, again.known) == (0, 3)
    assert DisclosureRequest.objects.count() == 3


def test_one_wrong_cell_and_nothing_comes_in(desk):
    rows = [
        ROWS[0],
        ("", "外星人", date(2026, 2, 2), "信鸽", "某事", "不给", date(2026, 2, 3), ""),
        ("田大有", "", date(2026, 2, 2), "", "某事", "予以公开", None, ""),
        ("田大有", "", date(2026, 2, 9), "", "某事", "予以公开", date(2026, 2, 2), ""),
    ]
    with pytest.raises(WrongCells) as refused:
        bring(desk, rows)
    told = refused.value.sentences
    assert [each.split("：")[0] for each in told] == [
        "第 3 行 A3“申请人”",
        "第 3 行 B3“申请人情况”",
        "第 3 行 D3“渠道”",
        "第 3 行 F3“办理结果”",
        "第 4 行 G4“办结日期”",
        "第 5 行 G5“办结日期”",
    ]
    assert not DisclosureRequest.objects.exists()


def test_only_the_handler_and_only_a_table_with_the_columns(desk, person, signed_in):
    with pytest.raises(Refused):
        bring(desk, ROWS, who=person("白杨拟稿"))
    browser, address = signed_in("柳河拟稿"), reverse("casework:import-register")
    page = browser.post(
        address,
        {"body": desk.body.pk, "file": SimpleUploadedFile("a.csv", "甲,乙\n1,2\n".encode())},
    )
    assert "没有找到" in page.content.decode()
    done = browser.post(
        address,
        {"body": desk.body.pk, "file": SimpleUploadedFile("台账.xlsx", workbook(ROWS))},
        follow=True,
    )
    assert "导入3件" in done.content.decode()


def test_words_in_a_file_named_xlsx_are_told_as_what_they_are():
    columns = [Column("name", ("姓名",), required=True)]
    with pytest.raises(FileRefused, match="不是 Excel 文件"):
        read_sheet("随便写的几行字\n".encode(), "表.xlsx", columns, most=9)


def test_what_was_taken_out_can_be_taken_in_again(desk, person, body):
    # The number of the answer is found again whoever reads in which language.
    with translation.override("en"):
        bring(desk, ROWS)
    at = moment("2026-03-12")
    take = {"acting_user": desk.clerk, "at": at, "whole": True}
    whole = {year: export_register(desk.body, year=year, **take) for year in (2025, 2026)}
    rows = list(load_workbook(io.BytesIO(whole[2025])).active.iter_rows(values_only=True))
    assert rows[0] == (
        "申请编号", "收到日期", "申请人", "渠道", "申请人情况", "联系电话", "申请内容", "类型",
        "状态", "截止日", "办理结果", "办结日期", "文号", "计入表三", "统计口径",
    )  # fmt: skip
    told = dict(zip(rows[0], rows[1], strict=True))
    assert (told["申请编号"], told["申请人"], told["申请内容"]) == (
        "QS11-2025-0001",
        "孙二妮",
        "低保发放名册",
    )
    assert (told["办理结果"], told["文号"]) == ("部分公开", "柳政公复〔2025〕1号")
    masked = export_register(desk.body, acting_user=person("柳河一审"), at=at, year=2025)
    seen = list(load_workbook(io.BytesIO(masked)).active.iter_rows(values_only=True))[1]
    assert (seen[2], seen[5], seen[6]) == ("孙**", None, "低保发放名册")
    with pytest.raises(Refused):
        export_register(desk.body, acting_user=person("柳河一审"), at=at, year=2025, whole=True)
    # Here nothing is made twice, whoever is masked.
    for data, number in ((whole[2025], 1), (whole[2026], 2), (masked, 1)):
        again = import_register(
            desk.body, acting_user=desk.clerk, at=at, name="台账.xlsx", data=data
        )
        assert (again.made, again.known) == (0, number)
    # Elsewhere every row becomes a case with the same result; a masked one is refused.
    other = {"acting_user": person("白杨拟稿"), "at": at, "name": "台账.xlsx"}
    with pytest.raises(WrongCells, match="请导入全件台账"):
        import_register(body("QS12"), data=masked, **other)
    for data in whole.values():
        import_register(body("QS12"), data=data, **other)
    kept = DisclosureRequest.objects.filter(body=body("QS12")).order_by("received_on")
    assert [(each.door, each.outcome, each.applicant_kind) for each in kept] == [
        ("counter", "partly_disclosed", "natural_person"),
        ("signed_mail", "not_existing", "legal_service"),
        ("internet", "", "natural_person"),
    ]


DOOR_WORDS = [
    ("当面提交", "counter"),
    ("窗口", "counter"),
    ("邮寄（签收）", "signed_mail"),
    ("邮寄(签收)", "signed_mail"),
    ("来信", "signed_mail"),
    ("来信方式", "signed_mail"),
    ("平常信函（无需签收）", "ordinary_mail"),
    ("平信", "ordinary_mail"),
    ("互联网渠道", "internet"),
    ("互联网", "internet"),
    ("传真", "fax"),
    ("电子邮件", "email"),
    ("口头提出（工作机构代填）", "oral"),
    ("口头", "oral"),
    ("寄给或者交给本机关其他机构、人员", "other_office"),
    ("上级机关转来", "handed_down"),
    ("上级转来", "handed_down"),
]


@pytest.mark.parametrize(("word", "door"), DOOR_WORDS)
def test_every_word_of_our_own_for_a_door_is_known(desk, word, door):
    row = ("田大有", "自然人", date(2026, 3, 10), word, "道路验收报告", "", None, "")
    assert bring(desk, [row]).made == 1
    assert DisclosureRequest.objects.get().door == door


@pytest.mark.parametrize(
    ("kind", "word", "outcome"),
    [
        ("村委会", "（一）予以公开", "disclosed"),
        ("律所", "5.属于三类内部事务信息", "withheld_internal_affairs"),
        ("个体户", "已主动公开，告知获取的方式、途径", "already_public"),
        ("社会公益组织", "不属于本机关负责公开", "not_this_agency"),
        ("科研机构", "重复申请", "not_processed_repeat"),
    ],
)
def test_words_of_table_three_are_known_with_their_numbers(desk, kind, word, outcome):
    row = ("演示单位", kind, date(2026, 2, 10), "来信", "验收报告", word, date(2026, 2, 27), "")
    assert bring(desk, [row]).made == 1
    assert DisclosureRequest.objects.get().outcome == outcome


def test_an_unknown_door_is_told_with_the_words_that_are_known(desk):
    row = ("田大有", "自然人", date(2026, 3, 10), "飞鸽", "道路验收报告", "", None, "")
    with pytest.raises(WrongCells) as refused:
        bring(desk, [row])
    assert "“当面提交”“邮寄（签收）”“平常信函（无需签收）”“互联网渠道”" in str(
        refused.value.messages
    )
