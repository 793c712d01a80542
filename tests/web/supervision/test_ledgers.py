"""Hotline, petitions, issues: one figure for one fact, nothing of a person, the right door told."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.supervision.ledgers.actions import (
    answer_issue,
    enter_issue,
    part_appeal,
    route_appeal,
)
from gongkai.web.supervision.ledgers.counting import door_counts
from gongkai.web.supervision.ledgers.models import Appeal, AppealImport

pytestmark = pytest.mark.django_db
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
PLACES = "河东村 河西村 上坪村 下坪村 松岗村 石桥村 水口村".split()
THINGS = "路灯不亮 自来水停水 垃圾没有清运 路面坑洼 水渠堵塞 危房漏雨 广场噪音 电线杆倾斜 医保缴费不成功 养老金没有到账 公交车不停站".split()


def moment(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=timezone.get_current_timezone())


def workbook(title: str, lines: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([title])
    sheet.append(["工单编号", "受理时间", "来电人", "联系电话", "诉求内容", "办结时间"])
    for line in lines:
        sheet.append(line)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def hotline() -> bytes:
    lines = [
        [
            f"GD2026{number:04}",
            f"2026-0{number % 9 + 1}-1{number % 7}",
            "王小明",
            "13800005678",
            f"市民王小明（13800005678）反映{PLACES[number % 7]}{THINGS[number // 7]}，希望处理",
            f"2026-0{number % 9 + 1}-20",
        ]
        for number in range(77)
    ]
    return workbook("柳河镇12345热线办件台账（单位：件）", lines)


@pytest.fixture
def take_in(body, signed_in):
    def send(data: bytes, door: str = "hotline", **more: str):
        return signed_in("柳河拟稿").post(
            "/office/supervision/appeals/new/",
            {
                "body": body("QS11").pk,
                "door": door,
                "file": SimpleUploadedFile("台账.xlsx", data),
                **more,
            },
            follow=True,
        )

    return send


def test_seventy_seven_lines_are_one_figure_answered_in_full(take_in, body):
    page = take_in(hotline()).content.decode()
    assert "读入 77 行，新增 77，更新 0，与其他渠道重复 0；按“件”计" in page
    assert "没有读入的列：来电人、联系电话" in page
    (count,) = door_counts([body("QS11").pk], *YEAR)
    assert (count.matters, count.unit, count.answered, count.rate) == (77, "件", 77, "100%")
    assert not DisclosureRequest.objects.exists()


def test_nothing_of_the_callers_is_in_the_database(take_in):
    take_in(hotline())
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM supervision_appeal")
        held = repr(cursor.fetchall())
        cursor.execute("SELECT * FROM supervision_appealimport")
        held += repr(cursor.fetchall())
    assert "13800005678" not in held
    assert "王小明" not in held
    assert "王某某" in held


def test_the_same_list_again_adds_nothing_and_the_unit_follows_the_newest_that_says_one(
    take_in, body
):
    take_in(hotline())
    page = take_in(hotline(), unit="条").content.decode()
    assert "新增 0，更新 77" in page
    assert "按“条”计" in page
    assert Appeal.objects.count() == 77
    (count,) = door_counts([body("QS11").pk], *YEAR)
    assert (count.matters, count.unit) == (77, "条")
    silent = workbook("热线台账", [["B1", "2026-03-02", "", "", "路面积水", ""]])
    assert "按“条”计" in take_in(silent).content.decode()


def test_the_total_at_the_foot_is_no_line_and_gives_the_unit(take_in, body):
    lines = [["A1", "2026-03-02", "", "", "路灯不亮", "2026-03-05"]]
    page = take_in(
        workbook(
            "热线", [*lines, ["合计", "", "", "", "共77条", ""], ["", "", "", "", "填表人", ""]]
        )
    ).content.decode()
    assert "读入 1 行，新增 1" in page
    assert "按“条”计" in page
    assert "1 行没有读入" in page


def test_one_bad_line_does_not_stop_seventy_seven(take_in, body):
    lines = [
        [f"A{number}", "2026-03-02", "", "", f"{number} 号路灯不亮", ""] for number in range(77)
    ]
    page = take_in(
        workbook("热线", [*lines, ["A77", "三月份", "", "", "停水", ""]])
    ).content.decode()
    assert "读入 77 行" in page
    assert "1 行没有读入，改好后可以再导入这份表：第 80 行 B80“受理时间”：“三月份”" in page


def test_no_answer_comes_before_its_question_or_after_today(take_in, body):
    lines = [
        ["A1", "2026-03-02", "", "", "路灯不亮", "2026-02-01"],
        ["A2", "2026-03-02", "", "", "停水", "2099-01-01"],
        ["A3", "2026-03-02", "", "", "路面坑洼", "2026-03-02"],
    ]
    page = take_in(workbook("热线", lines)).content.decode()
    assert "读入 1 行，新增 1" in page
    assert "F3“办结时间”：“2026-02-01”，应为不早于受理日期2026-03-02的日期" in page
    assert "第 4 行：办结日期 2099-01-01 晚于今天" in page
    (count,) = door_counts([body("QS11").pk], *YEAR)
    assert (count.matters, count.answered) == (1, 1)


def test_two_calls_about_one_pipe_are_two_lines_of_one_channel(take_in, body):
    words = "反映河西村自来水管爆裂，家里停水三天"
    lines = [[f"A{number}", "2026-03-02", "", "", words, ""] for number in (1, 2)]
    assert "新增 2，更新 0，与其他渠道重复 0" in take_in(workbook("热线", lines)).content.decode()
    later = [["A3", "2026-03-20", "", "", words, ""]]
    assert "与其他渠道重复 0" in take_in(workbook("热线", later)).content.decode()
    (count,) = door_counts([body("QS11").pk], *YEAR)
    assert count.matters == 3


def petitions() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["信访编号", "信访日期", "信访人", "信访事项", "办结日期"])
    sheet.append(["XF1", "2026-03-02", "王小明", "反映河东村水渠堵塞", ""])
    sheet.append(["XF2", "2026-03-03", "王小明", "反映上坪村道路坑洼", "2026-03-20"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_the_usual_words_of_petition_exports_are_known_and_a_second_import_adds_nothing(take_in):
    for told in ("新增 2，更新 0", "新增 0，更新 2"):
        page = take_in(petitions(), door="petition").content.decode()
        assert told in page
        assert "没有读入的列：信访人。" in page
    assert sorted(Appeal.objects.values_list("number", flat=True)) == ["XF1", "XF2"]


def test_a_list_without_numbers_imported_twice_adds_nothing(take_in):
    lines = [["", "2026-03-02", "", "", words, ""] for words in ("路灯不亮", "停水", "停水")]
    assert "新增 3，更新 0" in take_in(workbook("热线", lines)).content.decode()
    assert "新增 0，更新 3" in take_in(workbook("热线", lines)).content.decode()
    assert Appeal.objects.count() == 3


def test_other_heads_are_answered_with_words_that_this_page_offers(take_in):
    book = openpyxl.Workbook()
    book.active.append(["受理时间", "来电人"])
    book.active.append(["2026-03-02", "王小明"])
    file = io.BytesIO()
    book.save(file)
    page = take_in(file.getvalue()).content.decode()
    assert "内容一列可以叫“诉求内容”“反映内容”" in page
    assert "请使用导出的表格填写" not in page


def test_nobody_is_named_under_the_head_that_says_masked(take_in):
    lines = [
        ["A1", "2026-03-02", "", "", "孩子陈小宝患白血病，请求救助", ""],
        ["A2", "2026-03-03", "", "", "联系人张翠花住杏花村，反映道路", ""],
        ["A3", "2026-03-04", "", "", "反映河东村支书钱三多克扣补贴", ""],
    ]
    take_in(workbook("热线", lines))
    held = "".join(Appeal.objects.values_list("gist", flat=True))
    for name in ("陈小宝", "张翠花", "钱三多"):
        assert name not in held
    assert "陈某某" in held


def test_a_matter_that_came_by_letter_too_is_counted_once(take_in, body, person):
    words = "反映河东村村口路灯不亮，夜间出行不便"
    take_in(workbook("热线", [["A1", "2026-03-02", "", "", words, "2026-03-05"]]))
    again = "河东村村口的路灯不亮，晚上出行不便"
    take_in(workbook("信访", [["B1", "2026-03-09", "", "", again, ""]]), door="petition")
    found = {count.door: count for count in door_counts([body("QS11").pk], *YEAR)}
    assert found["hotline"].matters == 1
    assert (found["petition"].lines, found["petition"].matters, found["petition"].rate) == (
        1,
        0,
        "",
    )
    repeated = Appeal.objects.get(number="B1")
    part_appeal(repeated, acting_user=person("柳河拟稿"), at=timezone.now(), reason="是另一盏路灯")
    found = {count.door: count for count in door_counts([body("QS11").pk], *YEAR)}
    assert (found["petition"].matters, found["petition"].rate) == (1, "0%")


def test_a_day_that_cannot_be_read_is_named_with_its_cell_and_nothing_is_taken_in(take_in):
    page = take_in(workbook("热线", [["A1", "三月份", "", "", "路灯不亮", ""]])).content.decode()
    assert "B3“受理时间”：“三月份”" in page
    assert not AppealImport.objects.exists()


def test_who_asks_the_hotline_for_information_is_told_the_right_door(take_in, person, signed_in):
    words = "申请公开2025年河东村低保名单"
    take_in(workbook("热线", [["A1", "2026-03-02", "", "", words, ""]]))
    appeal = Appeal.objects.get()
    assert appeal.looks_like_request
    client = signed_in("柳河拟稿")
    notice = client.get(f"/office/supervision/appeals/{appeal.pk}/notice/").content.decode()
    assert "2026年3月2日通过12345 热线提出的" in notice
    assert "20个工作日内答复（《政府信息公开条例》第三十三条第二款）" in notice
    today = timezone.localdate()
    route_appeal(appeal, acting_user=person("柳河拟稿"), at=timezone.now(), on=today)
    with pytest.raises(WrongState, match="已于"):
        route_appeal(appeal, acting_user=person("柳河拟稿"), at=timezone.now(), on=today)


def test_a_grave_issue_is_answered_in_5_hours_and_in_full_in_24(body, person, settings):
    clerk = person("柳河拟稿")
    found = moment(2026, 11, 2, 8)
    issue = enter_issue(
        body("QS11"),
        acting_user=clerk,
        at=found,
        title="网传河东村饮用水异味",
        found_at=found,
        is_grave=True,
    )
    assert issue.first_due_at == moment(2026, 11, 2, 13)
    assert issue.full_due_at == moment(2026, 11, 3, 8)
    assert not issue.late_at(found + timedelta(hours=5))
    assert issue.late_at(found + timedelta(hours=5, minutes=1))
    told = {"acting_user": clerk, "fact": "水样检测合格。", "reply": "已取样检测，结果合格。"}
    at = found + timedelta(hours=3)
    answer_issue(issue, at=at, answered_at=at, whole=False, **told)
    at = found + timedelta(hours=20)
    with pytest.raises(ActionError, match="附回应的网址"):
        answer_issue(issue, at=at, answered_at=at, whole=True, **told)
    issue = answer_issue(
        issue, at=at, answered_at=at, whole=True, reply_url="https://www.example.cn/1", **told
    )
    assert not issue.late_at(found + timedelta(days=30))
    settings.ISSUE_FIRST_HOURS = 2
    assert issue.late_at(found + timedelta(days=30))


def test_who_posted_it_has_no_place_in_the_record(body, person):
    at = timezone.now()
    with pytest.raises(ActionError, match="只写事实，不写是谁"):
        enter_issue(
            body("QS11"),
            acting_user=person("柳河拟稿"),
            at=at,
            title="发帖人手机13800005678",
            found_at=at,
        )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("网民李某昵称大河向东在抖音反映水质", "大河向东"),
        ("网友“柳河小王”反映水质", "姓名、昵称或者账号（柳河小王）"),
        ("账号hedong_2026发视频反映水质", "hedong_2026"),
    ],
)
def test_neither_name_nor_nickname_nor_account_of_a_poster_is_kept(body, person, words, told):
    at = timezone.now()
    with pytest.raises(ActionError, match=told):
        enter_issue(body("QS11"), acting_user=person("柳河拟稿"), at=at, title=words, found_at=at)


def test_the_page_of_a_poster_is_not_kept_and_the_post_is(body, person):
    at = timezone.now()
    told = {"acting_user": person("柳河拟稿"), "at": at, "title": "网传水质异味", "found_at": at}
    with pytest.raises(ActionError, match="这是发帖人的主页"):
        enter_issue(body("QS11"), link="https://video.example.cn/user/778", **told)
    enter_issue(body("QS11"), link="https://video.example.cn/v/778", **told)
