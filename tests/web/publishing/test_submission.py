"""A package goes to the county, an address comes back and is a posting."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM, Refused
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.publishing.channels.actions.channel import open_channel
from gongkai.web.publishing.channels.models import Posting
from gongkai.web.publishing.items.actions.draft import attach_file
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.submissions.actions import (
    Receipt,
    hand_over_submission,
    read_receipts,
    record_receipts,
    submit_to_county,
)
from gongkai.web.publishing.submissions.models import Submission
from gongkai.web.publishing.submissions.package import _safe

ADDRESS = "https://county.example/art/2026/1.html"


@pytest.fixture
def submission(released, drafted, person, body):
    """One released item with a file, handed to the county."""
    item = drafted("柳河镇防汛安排：2026/11")
    attach_file(
        item,
        acting_user=person("柳河拟稿"),
        name="安排.txt",
        data="值班安排".encode(),
        at=timezone.now(),
    )
    item = released(item=ItemPage.objects.get(pk=item.pk))
    return submit_to_county(
        body("QS11"),
        acting_user=person("柳河发布"),
        codes={item.pk: "0301"},
        address="https://portal.example/",
        at=timezone.now(),
    )


@pytest.fixture
def website(body):
    """The township's column on the county's site."""
    return open_channel(
        body("QS11"),
        acting_user=PLATFORM,
        kind="website",
        name="县政府网站柳河镇专栏",
        place="https://county.example/",
        opened_on=date(2020, 1, 1),
        at=timezone.now(),
    )


def opened(submission) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(submission.file.storage.open(submission.file.name).read()))


def test_the_package_holds_manifest_text_and_files(submission):
    archive = opened(submission)
    folder = "001-柳河镇防汛安排：2026_11"
    assert sorted(archive.namelist()) == [
        f"{folder}/正文.html",
        f"{folder}/正文.txt",
        f"{folder}/附件/01-安排.txt",
        "manifest.json",
        "报送清单.xlsx",
    ]
    assert archive.read(f"{folder}/附件/01-安排.txt").decode() == "值班安排"
    assert "<p>各村按分工做好汛期值班。</p>" in archive.read(f"{folder}/正文.html").decode()
    manifest = json.loads(archive.read("manifest.json"))
    assert manifest["form"] == "gongkai-submission/1"
    (line,) = manifest["items"]
    assert line["county_code"] == "0301"
    assert line["attribute"] == "主动公开"
    assert line["index_number"].startswith("QS11/")
    assert line["files"][0]["name"] == "安排.txt"
    assert line["address"].startswith("https://portal.example/")
    sheet = openpyxl.load_workbook(io.BytesIO(archive.read("报送清单.xlsx"))).active
    assert [cell.value for cell in sheet[2]][:4] == ["序号", "索引号", "标题", "文号"]
    assert sheet["C3"].value == "柳河镇防汛安排：2026/11"
    assert Entry.objects.first().act == "publishing.submit-to-county"


def test_only_what_is_public_and_the_bodys_own_is_handed_in(drafted, body, person):
    item = drafted()
    facts = {"address": "https://portal.example/", "at": timezone.now()}
    with pytest.raises(ActionError, match="没有发布"):
        submit_to_county(body("QS11"), acting_user=person("柳河发布"), codes={item.pk: ""}, **facts)
    with pytest.raises(ActionError, match="请选择"):
        submit_to_county(body("QS11"), acting_user=person("柳河发布"), codes={}, **facts)
    with pytest.raises(Refused):
        submit_to_county(body("QS11"), acting_user=person("白杨拟稿"), codes={item.pk: ""}, **facts)


def test_the_address_that_comes_back_is_a_posting_on_the_website(submission, website, person):
    line = submission.lines.get()
    today = timezone.localdate()
    assert line.state == "已生成报送包，尚未交出"
    hand_over_submission(submission, acting_user=person("柳河发布"), at=timezone.now())
    with pytest.raises(WrongState, match="已经登记为交出"):
        hand_over_submission(submission, acting_user=person("柳河发布"), at=timezone.now())
    line = submission.lines.select_related("submission").get()
    assert line.state == "已报送"
    receipts = {line.pk: Receipt(ADDRESS, today)}
    assert (
        record_receipts(
            submission, acting_user=person("柳河发布"), receipts=receipts, at=timezone.now()
        )
        == 1
    )
    line.refresh_from_db()
    assert line.state == f"已刊登（{today}）"
    posting = Posting.objects.get(kind="website")
    assert (posting.url, posting.channel) == (ADDRESS, website)
    assert (
        record_receipts(
            submission, acting_user=person("柳河发布"), receipts=receipts, at=timezone.now()
        )
        == 0
    )
    assert Posting.objects.filter(kind="website").count() == 1


def test_without_a_website_in_the_inventory_the_next_step_is_told(submission, person):
    line = submission.lines.get()
    today = timezone.localdate()
    with pytest.raises(ActionError, match="请先在“发布渠道”登记"):
        record_receipts(
            submission,
            acting_user=person("柳河发布"),
            receipts={line.pk: Receipt(ADDRESS, today)},
            at=timezone.now(),
        )


@pytest.mark.parametrize(("days", "message"), [(1, "晚于今天"), (-1, "早于审核发布日")])
def test_a_day_that_cannot_be_is_refused(submission, website, person, days, message):
    line = submission.lines.get()
    today = timezone.localdate()
    with pytest.raises(ActionError, match=message):
        record_receipts(
            submission,
            acting_user=person("柳河发布"),
            receipts={line.pk: Receipt(ADDRESS, today + timedelta(days=days))},
            at=timezone.now(),
        )


def test_the_list_that_the_county_filled_in_is_read(submission):
    book = openpyxl.load_workbook(io.BytesIO(opened(submission).read("报送清单.xlsx")))
    heads = [cell.value for cell in book.active[2]]
    book.active.cell(3, heads.index("刊登网址（县级填写）") + 1, ADDRESS)
    book.active.cell(3, heads.index("刊登日期（县级填写）") + 1, "2026-11-21")
    stream = io.BytesIO()
    book.save(stream)
    receipts, problems = read_receipts(submission, stream.getvalue(), "回执.xlsx")
    assert receipts == {submission.lines.get().pk: Receipt(ADDRESS, date(2026, 11, 21))}
    assert problems == []


def test_what_is_wrong_in_a_receipt_names_its_cell(submission):
    title = submission.lines.get().item.title
    table = f"标题,刊登网址,刊登日期\n{title},county,2026-11-21\n{title},{ADDRESS},昨天\n别的,{ADDRESS},2026-11-21\n"
    receipts, problems = read_receipts(submission, table.encode(), "回执.csv")
    assert receipts == {}
    assert problems == [
        "B2“county”不是网址",
        "C3“昨天”不是日期",
        "第 4 行不在本次报送中",
    ]
    with pytest.raises(ActionError, match="没有找到"):
        read_receipts(submission, "甲,乙\n1,2\n".encode(), "回执.csv")


def test_names_of_folders_can_be_written_everywhere():
    assert _safe('关于"甲/乙"的通知?') == "关于_甲_乙_的通知_"
    assert _safe("长" * 60) == "长" * 40
    assert _safe("长" * 60 + ".docx") == "长" * 35 + ".docx"
    assert _safe("..") == "_"


def test_the_screens_lead_from_the_choice_to_the_address(submission, website, signed_in):
    clerk = signed_in("柳河发布")
    item = submission.lines.get().item
    page = clerk.get(reverse("publishing:new-submission")).content.decode()
    assert 'value="0301"' in page
    assert "已生成报送包，尚未交出" in page
    answer = clerk.post(
        reverse("publishing:new-submission"), {f"item-{item.pk}": "on", f"code-{item.pk}": "0302"}
    )
    made = Submission.objects.order_by("pk").last()
    assert answer["Location"] == reverse("publishing:submission", args=[made.pk])
    package = clerk.get(reverse("publishing:package", args=[made.pk]))
    assert package["Content-Type"] == "application/zip"
    assert b"".join(package.streaming_content).startswith(b"PK")
    table = f"索引号,标题,网址,发布日期\n{item.index_number},x,{ADDRESS},{timezone.localdate()}\n"
    clerk.post(
        reverse("publishing:receipt", args=[made.pk]),
        {"file": SimpleUploadedFile("回执.csv", table.encode())},
    )
    assert made.lines.get().url == ADDRESS
    sheet = clerk.get(reverse("publishing:item", args=[item.pk])).content.decode()
    assert "已刊登" in sheet
