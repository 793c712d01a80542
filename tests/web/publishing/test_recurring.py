"""A list comes round: the next issue is made from the last, with less in it, never more."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from gongkai.documents import open_bytes
from gongkai.papers.lists import compare, read_list, with_columns
from gongkai.papers.periods import Period, Rhythm
from gongkai.web.accounts.permissions import Refused
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import ActionError
from gongkai.web.office.home import Slot, to_dos_of
from gongkai.web.publishing.intake.actions.intake import receive_files
from gongkai.web.publishing.intake.actions.recurring import create_list, issue_list
from gongkai.web.publishing.intake.models import ListIssue, RecurringList
from gongkai.web.publishing.items.actions.draft import attach_file, working_copy
from gongkai.web.publishing.items.gate import examine
from gongkai.web.publishing.items.models import ItemPage

OCTOBER = [
    ["柳河镇2026年10月农村低保对象名单"],
    ["序号", "姓名", "村名", "保障金额"],
    [1, "王小明", "东河村", 860],
    [2, "李小红", "西河村", 430],
    ["合计", "", "", 1290],
]
NOVEMBER = [
    ["柳河镇2026年11月农村低保对象名单"],
    ["序号", "姓名", "身份证号", "村名", "银行账号"],
    [1, "王小明", "11010119900307803X", "东河村", "6222020200011223344"],
    [2, "李小红", "110101199003071233", "西河村", "6222020200011223351"],
    [3, "赵大山", "110101198507152019", "东河村", "6222020200011223369"],
]
PERIOD = Period(2026, Rhythm.MONTH, 10)


def workbook(rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture
def october(drafted, person, rows):
    """The list of October and its template."""
    item = drafted("柳河镇2026年10月农村低保对象名单", row=rows("statutory.social_assistance"))
    attach_file(
        item,
        acting_user=person("柳河拟稿"),
        name="10月.xlsx",
        data=workbook(OCTOBER),
        at=timezone.now(),
    )
    item = ItemPage.objects.get(pk=item.pk)
    return create_list(
        item,
        acting_user=person("柳河拟稿"),
        name="柳河镇农村低保对象名单",
        period=PERIOD,
        columns=["姓名", "村名", "保障金额"],
        at=timezone.now(),
    )


def november(body, person):
    return receive_files(
        body("QS11"),
        acting_user=person("柳河拟稿"),
        files=[("11月.xlsx", workbook(NOVEMBER))],
        at=timezone.now(),
    )


def test_a_list_is_compared_with_last_time_and_with_what_should_be_public():
    found = read_list(open_bytes(workbook(NOVEMBER), "11月.xlsx"))
    told = compare(
        found,
        publish=["姓名", "村名", "保障金额"],
        before=["序号", "姓名", "村名", "保障金额"],
        lines_before=2,
    )
    assert told.missing == ("保障金额",)
    assert told.new == ("身份证号", "银行账号")
    assert [(column.head, column.harm) for column in told.beyond] == [
        ("序号", ""),
        ("身份证号", "身份证件号码"),
        ("银行账号", "银行卡号或账号"),
    ]
    assert (told.lines_before, told.lines) == (2, 3)


def test_totals_are_no_lines():
    assert read_list(open_bytes(workbook(OCTOBER), "10月.xlsx")).lines == 2


def test_a_copy_holds_the_chosen_columns_and_nothing_else():
    found = read_list(open_bytes(workbook(NOVEMBER), "11月.xlsx"))
    data = with_columns(found, ["姓名", "村名"], title="名单")
    copy = openpyxl.load_workbook(io.BytesIO(data))
    assert [list(row) for row in copy.active.values] == [
        ["名单", None],
        ["姓名", "村名"],
        ["王小明", "东河村"],
        ["李小红", "西河村"],
        ["赵大山", "东河村"],
    ]


def test_a_paper_without_a_table_is_no_list():
    assert read_list(open_bytes("低保工作情况".encode(), "a.txt")) is None


def test_the_next_issue_leaves_identity_and_bank_numbers_inside(october, body, person):
    item = issue_list(
        october,
        november(body, person),
        acting_user=person("柳河拟稿"),
        period=PERIOD.next,
        title="柳河镇2026年11月农村低保对象名单",
        summary="柳河镇2026年11月农村低保对象名单，共 3 条。",
        formed_on=date(2026, 11, 20),
        only_columns=True,
        masked=True,
        at=timezone.now(),
    )
    copy = working_copy(ItemPage.objects.get(pk=item.pk))
    text = copy.attachments.get().text
    assert "11010119900307803X" not in text
    assert "6222020200011223344" not in text
    assert "东河村" in text
    assert examine(copy).passes
    assert copy.lists_people
    issue = ListIssue.objects.get(item=item)
    assert (issue.period.code, issue.lines) == ("2026-11", 3)
    assert Entry.objects.first().act == "publishing.issue-list"


def test_a_period_is_issued_once(october, body, person):
    facts = {
        "acting_user": person("柳河拟稿"),
        "period": PERIOD,
        "title": "柳河镇2026年10月农村低保对象名单",
        "summary": "名单。",
        "formed_on": date(2026, 11, 20),
        "only_columns": True,
        "masked": False,
    }
    with pytest.raises(ActionError, match="2026年10月已有一期"):
        issue_list(october, november(body, person), **facts, at=timezone.now())
    assert ItemPage.objects.count() == 1


def test_others_neither_found_nor_issue_lists(october, body, person):
    with pytest.raises(Refused):
        issue_list(
            october,
            november(body, person),
            acting_user=person("白杨拟稿"),
            period=PERIOD.next,
            title="名单",
            summary="名单。",
            formed_on=date(2026, 11, 20),
            only_columns=True,
            masked=True,
            at=timezone.now(),
        )


def test_the_home_page_names_the_issue_that_is_due(october, person):
    near = to_dos_of(person("柳河拟稿"), date(2026, 11, 20))
    assert "办理柳河镇农村低保对象名单：2026年11月" in [each.text for each in near[Slot.DUE]]
    late = to_dos_of(person("柳河拟稿"), date(2026, 12, 1))
    assert "办理柳河镇农村低保对象名单：2026年11月" in [each.text for each in late[Slot.LATE]]


def test_three_clicks_from_the_list_to_the_draft(october, body, signed_in):
    clerk = signed_in("柳河拟稿")
    page = clerk.get(reverse("publishing:lists")).content.decode()
    assert "2026年11月" in page
    answer = clerk.post(
        reverse("publishing:next-issue", args=[october.pk]),
        {"files": [SimpleUploadedFile("11月.xlsx", workbook(NOVEMBER))]},
    )
    page = clerk.get(answer["Location"]).content.decode()
    assert 'value="柳河镇2026年11月农村低保对象名单"' in page
    assert "缺少：保障金额" in page
    assert "身份证号（身份证件号码）" in page
    clerk.post(
        answer["Location"],
        {
            "period": "2026年11月",
            "title": "柳河镇2026年11月农村低保对象名单",
            "summary": "共 3 条。",
            "formed_on": "2026-11-20",
            "only_columns": "on",
            "masked": "on",
        },
    )
    assert ListIssue.objects.count() == 2


def test_a_list_is_founded_from_the_sheet_with_harmless_columns_ticked(
    drafted, person, rows, signed_in
):
    item = drafted("柳河镇2026年11月农村低保对象名单", row=rows("statutory.social_assistance"))
    attach_file(
        item,
        acting_user=person("柳河拟稿"),
        name="11月.xlsx",
        data=workbook(NOVEMBER),
        at=timezone.now(),
    )
    clerk = signed_in("柳河拟稿")
    address = reverse("publishing:create-list", args=[item.pk])
    page = clerk.get(address).content.decode()
    assert "身份证号（身份证件号码，一般不应公开）" in page
    assert 'value="柳河镇农村低保对象名单"' in page
    clerk.post(
        address,
        {"name": "柳河镇农村低保对象名单", "period": "2026年11月", "columns": ["姓名", "村名"]},
    )
    assert RecurringList.objects.get().columns == ["姓名", "村名"]
