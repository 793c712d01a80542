"""Evidence for an inspection, and the desk for a successor."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM, Refused
from gongkai.web.journal.models import Entry
from gongkai.web.supervision.evidence.exporting import Scope, export_evidence
from gongkai.web.supervision.handover.reading import handover
from gongkai.web.supervision.meetings.actions import record_meeting
from gongkai.web.supervision.papers.keeping import Paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def pack(released, body):
    """The evidence of 柳河镇 for this year, after one release."""
    item = released(title="柳河镇防汛安排")
    today = timezone.localdate()
    scope = Scope(body("QS11"), today.replace(month=1, day=1), today)
    data = b"".join(export_evidence(scope, acting_user=PLATFORM, at=timezone.now()))
    return item, zipfile.ZipFile(io.BytesIO(data))


def test_the_pack_holds_journal_index_forms_screenings_postings_and_how_to_check(pack):
    item, archive = pack
    number = item.index_number.replace("/", "-")
    (form,) = [name for name in archive.namelist() if name.startswith(f"审批单/{number}")]
    assert {
        "说明.txt",
        "留痕记录.jsonl",
        "信息索引.xlsx",
        "发布记录.xlsx",
        "本期无信息说明.xlsx",
        "筛查记录.jsonl",
    } < set(archive.namelist())
    page = archive.read(form).decode()
    assert "柳河镇防汛安排" in page
    assert "保密审查" in page
    assert 'href="审批单.css"' in page
    index = openpyxl.load_workbook(io.BytesIO(archive.read("信息索引.xlsx"))).active
    assert [row[0] for row in index.values] == ["索引号", item.index_number]
    acts = [json.loads(line)["act"] for line in archive.read("留痕记录.jsonl").splitlines()]
    assert "publishing.release" in acts
    runs = [json.loads(line) for line in archive.read("筛查记录.jsonl").splitlines()]
    assert {run["blocking"] for run in runs} == {0}
    note = archive.read("说明.txt").decode("utf-8-sig")
    assert "全平台留痕记录经逐条核对完好" in note
    assert archive.testzip() is None


def test_nothing_of_another_body_and_no_password_is_in_the_pack(pack, body):
    _, archive = pack
    lines = [json.loads(line) for line in archive.read("留痕记录.jsonl").splitlines()]
    units = {"柳河镇人民政府", *body("QS11").units.values_list("name", flat=True)}
    assert {line["body_name"] for line in lines} <= units
    assert "md5$" not in archive.read("留痕记录.jsonl").decode()


def test_what_citizens_said_is_left_out(pack, body, monkeypatch):
    from gongkai.web.supervision.evidence import exporting as evidence

    monkeypatch.setattr(evidence, "about_citizen", lambda code: code == "publishing.release")
    today = timezone.localdate()
    scope = Scope(body("QS11"), today, today)
    data = b"".join(export_evidence(scope, acting_user=PLATFORM, at=timezone.now()))
    archive = zipfile.ZipFile(io.BytesIO(data))
    lines = [json.loads(line) for line in archive.read("留痕记录.jsonl").splitlines()]
    (line,) = [each for each in lines if each["act"] == "publishing.release"]
    assert "subject_name" not in line
    assert "after" not in line
    assert len(line["hash"]) == 64


def test_the_export_is_recorded_and_refused_to_a_drafter(released, body, person):
    scope = Scope(body("QS11"), date(2026, 1, 1), date(2026, 12, 31))
    export_evidence(scope, acting_user=person("县监督"), at=timezone.now())
    entry = Entry.objects.filter(act="publishing.export-evidence").get()
    assert entry.actor_name == "严正清（县监督）"
    assert entry.values_after == {"since": "2026-01-01", "until": "2026-12-31"}
    with pytest.raises(Refused):
        export_evidence(scope, acting_user=person("柳河拟稿"), at=timezone.now())


def test_the_pack_is_written_while_it_is_read(released, body):
    released()
    scope = Scope(body("QS11"), date(2019, 1, 1), date(2099, 12, 31))
    pieces = export_evidence(scope, acting_user=PLATFORM, at=timezone.now())
    assert iter(pieces) is pieces
    assert next(pieces)[:2] == b"PK"
    assert max(len(piece) for piece in pieces) < 200_000


def test_one_indicator_has_its_own_pack_with_the_papers_handed_in_later(body, person, signed_in):
    clerk, at = person("柳河拟稿"), timezone.now()
    record_meeting(
        body("QS11"),
        acting_user=clerk,
        at=at,
        title="工作会议",
        kind="work",
        held_on=date(2026, 3, 2),
        minutes="研究全年工作。",
        papers=[Paper("签到表.txt", "签到".encode(), "text/plain")],
    )
    whole = Scope(body("QS11"), date(2026, 3, 1), date(2026, 3, 31))
    data = b"".join(export_evidence(whole, acting_user=PLATFORM, at=at))
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    for name in (
        "热线信访汇总",
        "舆情回应",
        "宣传活动",
        "广播",
        "信息到村",
        "答题和合格证",
        "公开需求",
    ):
        assert f"{name}.xlsx" in names
    response = signed_in("县监督").post(
        "/office/supervision/evidence/",
        {
            "body": body("QS11").pk,
            "indicator": "meetings",
            "since": "2026-03-01",
            "until": "2026-03-31",
        },
    )
    archive = zipfile.ZipFile(io.BytesIO(response.getvalue()))
    (paper,) = [name for name in archive.namelist() if name.startswith("材料/")]
    assert paper.endswith("签到表.txt")
    assert {name for name in archive.namelist() if name.endswith(".xlsx")} == {"会议.xlsx"}
    sheet = openpyxl.load_workbook(io.BytesIO(archive.read("会议.xlsx"))).active
    assert [row[-1] for row in sheet.values] == ["纪要", "研究全年工作。"]


def test_the_screen_hands_out_the_pack_and_refuses_a_period_that_runs_backward(
    released, body, signed_in
):
    released()
    client: Client = signed_in("县监督")
    day = timezone.localdate().isoformat()
    response = client.post(
        "/office/supervision/evidence/", {"body": body("QS11").pk, "since": day, "until": day}
    )
    assert response["Content-Type"] == "application/zip"
    assert zipfile.ZipFile(io.BytesIO(response.getvalue())).testzip() is None
    wrong = client.post(
        "/office/supervision/evidence/",
        {"body": body("QS11").pk, "since": "2026-05-02", "until": "2026-05-01"},
    )
    assert "止日早于起日，请改正。" in wrong.content.decode()


def test_the_command_writes_the_same_and_names_what_is_wrong(released, tmp_path: Path):
    target = tmp_path / "材料.zip"
    call_command("evidence", "QS11", since="2026-01-01", until="2026-12-31", output=str(target))
    assert "说明.txt" in zipfile.ZipFile(target).namelist()
    with pytest.raises(CommandError, match="没有编码为“QS99”的机关"):
        call_command("evidence", "QS99", since="2026-01-01", until="2026-12-31")
    with pytest.raises(CommandError, match="日期“2026”应写作"):
        call_command("evidence", "QS11", since="2026", until="2026-12-31")


def test_a_successor_sees_people_drafts_releases_and_habits(released, drafted, at_stage, body):
    from gongkai.web.publishing.items.models import Stage

    released(title="柳河镇通告一")
    released(title="柳河镇通告二")
    released(title="柳河镇通告三")
    drafted(title="柳河镇冬修计划")
    at_stage(Stage.SECOND_REVIEW, title="柳河镇补贴情况")
    desk = handover(body("QS11"), timezone.localdate())
    assert ("林小禾", ("拟稿人", "依申请公开经办人")) in [
        (each.name, each.roles) for each in desk.desks
    ]
    assert ("何东来", ("拟稿人（河东村）",)) in [(each.name, each.roles) for each in desk.desks]
    assert [each.item.draft_title for each in desk.under_way] == ["柳河镇补贴情况"]
    assert [each.item.draft_title for each in desk.drafts] == ["柳河镇冬修计划"]
    (habit,) = desk.habits
    assert (habit.count, habit.last_title) == (3, "柳河镇通告三")


def test_the_handover_sheet_is_printed_for_the_own_body(released, signed_in, body):
    released(title="柳河镇通告一")
    page = signed_in("柳河拟稿").get(f"/office/supervision/handover/{body('QS11').pk}/")
    assert "柳河镇人民政府政府信息公开工作交接单" in page.content.decode()
    assert "口令不随本单移交" in page.content.decode()
