"""Training, quiz, meetings and task lists: what happened is written down, and closed with a proof."""

from __future__ import annotations

import io
from datetime import date, timedelta

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from gongkai.web.accounts.permissions import Refused
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.office.home import Slot
from gongkai.web.supervision.papers.models import KeptPaper
from gongkai.web.supervision.tasks.actions import (
    add_task,
    close_task,
    reopen_task,
    set_task_due,
)
from gongkai.web.supervision.tasks.models import Task, TaskList
from gongkai.web.supervision.to_dos import to_dos
from gongkai.web.supervision.training.actions import (
    cancel_training,
    hold_training,
    plan_training,
    sit_quiz,
)
from gongkai.web.supervision.training.models import QuizAttempt, TrainingSession
from gongkai.web.supervision.training.questions import quiz

pytestmark = pytest.mark.django_db


def photo() -> bytes:
    file = io.BytesIO()
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (320, 240), "white").save(file, "JPEG", exif=exif)
    return file.getvalue()


@pytest.fixture
def session(body, person):
    return plan_training(
        body("QS11"),
        acting_user=person("柳河拟稿"),
        at=timezone.now(),
        topic="信息发布规范",
        planned_on=timezone.localdate() - timedelta(days=1),
    )


def test_a_training_is_planned_held_and_its_photo_tells_no_place(session, signed_in, person):
    client = signed_in("柳河拟稿")
    (due,) = list(to_dos(person("柳河拟稿"), timezone.localdate()))
    assert (due.slot, due.text) == (Slot.LATE, "培训：信息发布规范")
    response = client.post(
        f"/office/supervision/training/{session.pk}/hold/",
        {
            "on": timezone.localdate().isoformat(),
            "people": "23",
            "papers": [SimpleUploadedFile("签到.jpg", photo(), "image/jpeg")],
            "place": "镇政府三楼",
            "seen_state": seen(client, f"/office/supervision/training/{session.pk}/hold/"),
        },
    )
    assert response.status_code == 302, response.content.decode()
    session.refresh_from_db()
    assert (session.people, session.place) == (23, "镇政府三楼")
    paper = KeptPaper.objects.get()
    assert not Image.open(io.BytesIO(paper.read())).getexif()
    assert Entry.objects.filter(act="supervision.hold-training").count() == 1
    page = client.get(f"/office/supervision/training/{session.pk}/").content.decode()
    assert "已举办" in page
    assert f"/office/supervision/papers/{paper.pk}/" in page
    assert client.get(f"/office/supervision/papers/{paper.pk}/")["Content-Type"] == "image/jpeg"


def seen(client, address):
    return client.get(address).context["seen_state"]


def test_a_training_in_the_future_without_people_or_twice_is_refused(session, person):
    clerk, at = person("柳河拟稿"), timezone.now()
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ActionError, match="晚于今天"):
        hold_training(session, acting_user=clerk, at=at, on=tomorrow, people=3)
    with pytest.raises(ActionError, match="参加人数"):
        hold_training(session, acting_user=clerk, at=at, on=timezone.localdate(), people=0)
    cancel_training(session, acting_user=clerk, at=at, reason="讲课人临时有事")
    with pytest.raises(WrongState, match="已经取消"):
        hold_training(session, acting_user=clerk, at=at, on=timezone.localdate(), people=3)
    with pytest.raises(Refused):
        cancel_training(session, acting_user=person("白杨拟稿"), at=at, reason="无")


def test_who_answers_eight_of_ten_gets_a_numbered_certificate(body, person):
    clerk, at = person("柳河拟稿"), timezone.now()
    asked = quiz(timezone.localdate(), "一")
    assert len(asked) == 10
    right = [question.right for question in asked]
    wrong = [(question.right + 1) % 4 for question in asked]
    made = sit_quiz(body("QS11"), acting_user=clerk, at=at, seed="一", chosen=right[:8] + wrong[8:])
    assert (made.right, made.certificate) == (8, f"QS11-PX-{at.year}-0001")
    failed = QuizAttempt.objects.filter(user=person("柳河一审"))
    asked = quiz(timezone.localdate(), "二")
    chosen = [question.right for question in asked][:7] + [None] * 3
    sit_quiz(body("QS11"), acting_user=person("柳河一审"), at=at, seed="二", chosen=chosen)
    assert (failed.get().right, failed.get().certificate) == (7, "")
    with pytest.raises(WrongState, match="已经交过"):
        sit_quiz(body("QS11"), acting_user=clerk, at=at, seed="一", chosen=right)


@pytest.mark.parametrize("seed", ["一", "二", "三", "四", "五"])
def test_to_take_a_column_away_is_never_called_wrong_and_no_clerk_is_asked_a_court_s_days(seed):
    asked = quiz(date(2026, 11, 29), seed)
    for question in asked:
        wrong = [each for at, each in enumerate(question.choices) if at != question.right]
        assert not [each for each in wrong if each.startswith("删去")], question
    assert not {"defence", "first_instance", "public_notice"} & {each.id for each in asked}


def test_a_quiz_is_taken_in_the_browser_and_shows_the_article(signed_in, person):
    client = signed_in("河东村")
    page = client.get("/office/supervision/quiz/")
    form = page.context["form"]
    answers = {name: "0" for name in form.fields if name.startswith("question_")}
    response = client.post(
        "/office/supervision/quiz/", {"paper": form.initial["paper"], **answers}, follow=True
    )
    assert response.status_code == 200, response.context["form"].errors
    attempt = QuizAttempt.objects.get()
    assert attempt.body.code == "QS11-01"
    text = response.content.decode()
    assert "正确答案" in text
    assert "条例》第" in text


def test_a_list_of_twelve_is_imported_as_it_came(body, signed_in):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["青山县2026年政务公开重点工作清单"])
    sheet.append(["序号", "重点工作任务", "责任单位", "完成时限"])
    sheet["B2"] = "工作任务"
    for number in range(1, 13):
        sheet.append(
            [number, f"第{number}项工作", "民政办" if number < 3 else "党政办", "12月底前"]
        )
    file = io.BytesIO()
    book.save(file)
    client = signed_in("柳河拟稿")
    response = client.post(
        "/office/supervision/tasks/lists/new/",
        {
            "body": body("QS11").pk,
            "year": "2026",
            "title": "2026年政务公开重点工作清单",
            "file": SimpleUploadedFile("清单.xlsx", file.getvalue()),
        },
        follow=True,
    )
    assert "拆成 12 项任务" in response.content.decode()
    tasks = Task.objects.filter(task_list=TaskList.objects.get())
    assert tasks.count() == 12
    assert set(tasks.values_list("due_on", flat=True)) == {date(2026, 12, 31)}
    again = client.post(
        "/office/supervision/tasks/lists/new/",
        {
            "body": body("QS11").pk,
            "year": "2026",
            "title": "2026年政务公开重点工作清单",
            "file": SimpleUploadedFile("清单.xlsx", file.getvalue()),
        },
    )
    assert "已经导入过" in again.content.decode()
    # The same tasks under another name are the same tasks; one more is one more.
    renamed = {"body": body("QS11").pk, "year": "2026", "title": "重点工作任务分解表"}
    told = client.post(
        "/office/supervision/tasks/lists/new/",
        {**renamed, "file": SimpleUploadedFile("清单.xlsx", file.getvalue())},
    )
    assert "这 12 项任务都已在 2026 年的“2026年政务公开重点工作清单”里，没有再导入。" in (
        told.content.decode()
    )
    sheet.append([13, "第13项工作", "党政办", "12月底前"])
    file = io.BytesIO()
    book.save(file)
    told = client.post(
        "/office/supervision/tasks/lists/new/",
        {**renamed, "file": SimpleUploadedFile("清单.xlsx", file.getvalue())},
        follow=True,
    )
    assert "拆成 1 项任务。另有 12 项今年的清单里已有，没有重复导入。" in told.content.decode()
    assert Task.objects.count() == 13


def test_no_row_is_dropped_and_no_day_is_made_up(body, signed_in, person, released):
    paper = docx.Document()
    table = paper.add_table(rows=0, cols=5)
    for line in (
        ("序号", "重点任务", "具体举措", "牵头单位", "完成时限"),
        ("1", "征地信息公开", "征地批后10个工作日内公开", "自然资源所", "12月中旬"),
        ("2", "", "更新征地栏目", "自然资源所", "三季度"),
        ("3", "政府开放日", "每次50人", "党政办", "上半年、下半年各一次"),
        ("4", "补贴公开", "发放清单上墙", "财政所", "每月底前"),
        ("5", "解读", "文件解读同步", "党政办", "6月31日前"),
    ):
        for cell, text in zip(table.add_row().cells, line, strict=True):
            cell.text = text
    file = io.BytesIO()
    paper.save(file)
    page = (
        signed_in("柳河拟稿")
        .post(
            "/office/supervision/tasks/lists/new/",
            {
                "body": body("QS11").pk,
                "year": "2099",
                "title": "清单",
                "file": SimpleUploadedFile("清单.docx", file.getvalue()),
            },
            follow=True,
        )
        .content.decode()
    )
    assert "拆成 5 项任务" in page
    assert "“6月31日前”日历上没有这一天" in page
    assert "解读：文件解读同步" in page
    told = {task.number: task for task in Task.objects.all()}
    assert told["1"].due_on == date(2099, 12, 20)
    assert (told["2"].wording, told["2"].due_on) == (
        "征地信息公开：更新征地栏目",
        date(2099, 9, 30),
    )
    assert (told["3"].due_on, told["3"].due_days) == (
        date(2099, 6, 30),
        ["2099-06-30", "2099-12-31"],
    )
    assert told["4"].due_on == date(2099, 1, 31)
    assert told["5"].due_on is None
    clerk, at = person("柳河拟稿"), timezone.now()
    done = {"acting_user": clerk, "at": at, "on": timezone.localdate(), "state": "done"}
    once = close_task(told["3"], result="上半年已办。", item=released(), **done)
    assert (once.state, once.due_on) == ("open", date(2099, 12, 31))
    twice = close_task(once, result="下半年已办。", url="https://www.example.cn/2", **done)
    assert (twice.state, twice.result) == ("done", "上半年已办。；下半年已办。")
    set_task_due(
        told["5"], acting_user=clerk, at=at, due_on=date(2099, 6, 30), reason="县里更正为6月30日"
    )
    told["5"].refresh_from_db()
    assert told["5"].due_on == date(2099, 6, 30)


def test_a_file_without_tasks_is_refused_with_what_is_expected(body, signed_in):
    response = signed_in("柳河拟稿").post(
        "/office/supervision/tasks/lists/new/",
        {
            "body": body("QS11").pk,
            "year": "2026",
            "title": "清单",
            "file": SimpleUploadedFile("说明.txt", "没有任务的文件。".encode()),
        },
    )
    assert "要有“工作任务”一列" in response.content.decode()
    assert not TaskList.objects.exists()


def test_a_task_is_done_only_with_a_proof_that_is_public(released, drafted, body, person):
    clerk, at, today = person("柳河拟稿"), timezone.now(), timezone.localdate()
    task = add_task(body("QS11"), acting_user=clerk, at=at, text="公开防汛安排")
    told = {"acting_user": clerk, "at": at, "on": today, "state": "done", "result": "已公开。"}
    with pytest.raises(ActionError, match="要有佐证"):
        close_task(task, **told)
    with pytest.raises(ActionError, match="没有公开"):
        close_task(task, item=drafted(), **told)
    close_task(task, item=released(), report_text="公开防汛安排1条。", **told)
    task.refresh_from_db()
    assert (task.state, task.proofs.get().item.title) == ("done", "柳河镇2026年防汛工作安排")
    reopen_task(task, acting_user=clerk, at=at, reason="县里检查发现缺联系电话")
    task.refresh_from_db()
    assert (task.state, task.closed_on) == ("open", None)


def test_what_a_meeting_decides_becomes_tasks_and_a_line_that_says_nothing_is_named(
    body, signed_in
):
    client = signed_in("柳河拟稿")
    filled = {
        "body": body("QS11").pk,
        "title": "全镇政府信息公开工作会议",
        "kind": "work",
        "held_on": "2026-11-02",
        "minutes": "听取三季度情况。",
        "decisions": "补齐养老栏目；民政办；12月10日\n各村公开栏全部更新",
    }
    page = client.post("/office/supervision/meetings/new/", filled)
    assert "第 2 行“各村公开栏全部更新”应写成" in page.content.decode()
    filled["decisions"] = "补齐养老栏目；民政办；12月10日\n各村公开栏全部更新；党政办；1月15日"
    page = client.post("/office/supervision/meetings/new/", filled, follow=True)
    assert "议定事项 2 项转为任务" in page.content.decode()
    assert list(Task.objects.order_by("pk").values_list("owner", "due_on", "origin")) == [
        ("民政办", date(2026, 12, 10), "全镇政府信息公开工作会议"),
        ("党政办", date(2027, 1, 15), "全镇政府信息公开工作会议"),
    ]


def test_the_lists_ask_the_database_no_more_for_more_records(body, person, signed_in):
    clerk, at = person("柳河拟稿"), timezone.now()
    client = signed_in("柳河拟稿")

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            for address in ("tasks/", "training/", "meetings/", "tasks/lists/"):
                assert client.get(f"/office/supervision/{address}").status_code == 200
        return len(queries)

    make(body("QS11"), clerk, at, 1)
    asked()
    first = asked()
    make(body("QS11"), clerk, at, 12)
    assert asked() == first


def make(body, clerk, at, number):
    for each in range(number):
        add_task(body, acting_user=clerk, at=at, text=f"任务{each}")
        plan_training(body, acting_user=clerk, at=at, topic="规范", planned_on=date(2026, 1, 2))
    assert TrainingSession.objects.count() >= number
