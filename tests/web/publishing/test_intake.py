"""From a dropped file to a draft: nothing is typed twice, nothing is lost, nothing is public."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from gongkai.web.accounts.permissions import Refused
from gongkai.web.files.errors import FileRefused
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import WrongState
from gongkai.web.office.home import Slot, to_dos_of
from gongkai.web.publishing.intake.actions.intake import discard_files, enter_files, receive_files
from gongkai.web.publishing.intake.models import Intake
from gongkai.web.publishing.items.actions.draft import working_copy
from gongkai.web.publishing.items.duplicates import duplicates
from gongkai.web.publishing.items.models import ItemPage
from tests.web.publishing.intake.papers import PAPERS

PLAN = next(paper for paper in PAPERS if paper.name == "防汛预案.docx")
LIST = next(paper for paper in PAPERS if paper.name == "低保10月.xlsx")


def upload(paper) -> SimpleUploadedFile:
    return SimpleUploadedFile(paper.name, paper.data())


@pytest.fixture
def received(body, person, rows):
    """Files handed in for 柳河镇."""

    def make(*papers) -> Intake:
        return receive_files(
            body("QS11"),
            acting_user=person("柳河拟稿"),
            files=[(paper.name, paper.data()) for paper in papers],
            at=timezone.now(),
        )

    return make


def values(page: str) -> dict[str, str]:
    """What the fields of a form show."""
    found = dict(re.findall(r'<input type="(?:text|date)" name="(\w+)" value="([^"]*)"', page))
    areas = dict(re.findall(r'<textarea name="(\w+)"[^>]*>\s*([^<]*)</textarea>', page))
    return {name: html.unescape(value) for name, value in {**found, **areas}.items()}


def test_a_dropped_paper_becomes_a_draft_on_one_screen(rows, signed_in):
    clerk = signed_in("柳河拟稿")
    body = Intake._meta.get_field("body").related_model.objects.get(code="QS11")
    answer = clerk.post(reverse("publishing:drop"), {"body": body.pk, "files": [upload(PLAN)]})
    intake = Intake.objects.get()
    address = reverse("publishing:intake", args=[intake.pk])
    assert answer["Location"] == address
    page = clerk.get(address).content.decode()
    shown = values(page)
    assert shown["title"] == "柳河镇人民政府关于印发《柳河镇2026年防汛应急预案》的通知"
    assert shown["document_number"] == "柳政发〔2026〕12号"
    assert shown["formed_on"] == "2026-03-09"
    assert "取自：第2段“柳政发〔2026〕12号”" in html.unescape(page)
    answer = clerk.post(
        address,
        {
            **{
                name: shown[name]
                for name in ("title", "document_number", "issuing_body", "summary")
            },
            "formed_on": "2026-03-09",
            "issued_on": "2026-03-11",
            "suggested": rows("statutory.emergencies").pk,
            "text": "null",
        },
    )
    item = ItemPage.objects.get()
    assert answer["Location"] == reverse("publishing:item", args=[item.pk])
    assert item.row.code == "statutory.emergencies"
    assert not item.live
    assert Entry.objects.first().act == "publishing.enter-files"
    intake.refresh_from_db()
    assert intake.item == item


def test_an_error_keeps_the_files_and_what_was_typed(received, signed_in):
    intake = received(PLAN)
    clerk = signed_in("柳河拟稿")
    page = clerk.post(
        reverse("publishing:intake", args=[intake.pk]), {"title": "改过的标题", "formed_on": "昨天"}
    ).content.decode()
    assert values(page)["title"] == "改过的标题"
    assert "请选择公开事项。" in page
    assert list(Intake.objects.waiting()) == [intake]
    assert intake.files.get().file.storage.exists(intake.files.get().file.name)


def test_a_list_is_recognised_and_attached(received, person, rows):
    intake = received(LIST)
    item = enter_files(
        intake,
        acting_user=person("柳河拟稿"),
        attach=[intake.files.get().sha256],
        title="柳河镇2026年10月农村低保对象名单",
        row=rows("statutory.social_assistance"),
        formed_on=date(2026, 10, 28),
        at=timezone.now(),
    )
    attachment = working_copy(ItemPage.objects.get(pk=item.pk)).attachments.get()
    assert attachment.name == "低保10月.xlsx"
    assert "王小明" in attachment.text


def test_files_are_entered_once_only(received, person, rows):
    intake = received(PLAN)
    facts = {"title": "防汛", "row": rows("statutory.emergencies"), "formed_on": date(2026, 3, 9)}
    enter_files(intake, acting_user=person("柳河拟稿"), attach=[], **facts, at=timezone.now())
    with pytest.raises(WrongState, match="已登记"):
        enter_files(intake, acting_user=person("柳河拟稿"), attach=[], **facts, at=timezone.now())


def test_only_drafters_of_the_body_hand_in_and_enter(received, person, body, rows):
    with pytest.raises(Refused):
        receive_files(
            body("QS11"), acting_user=person("白杨拟稿"), files=[("a.txt", b"a")], at=timezone.now()
        )
    intake = received(PLAN)
    with pytest.raises(Refused):
        enter_files(
            intake,
            acting_user=person("柳河一审"),
            attach=[],
            title="防汛",
            row=rows("statutory.emergencies"),
            formed_on=date(2026, 3, 9),
            at=timezone.now(),
        )
    assert list(Intake.objects.visible_to(person("白杨拟稿"))) == []


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("空.txt", b"", "是空的"),
        ("程序.exe", b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00", "是程序或脚本"),
        ("包.zip", b"PK\x05\x06" + bytes(18), "压缩包"),
    ],
)
def test_what_cannot_be_read_is_refused_at_the_door(body, person, name, data, message):
    with pytest.raises(FileRefused, match=message):
        receive_files(
            body("QS11"), acting_user=person("柳河拟稿"), files=[(name, data)], at=timezone.now()
        )
    assert Intake.objects.count() == 0


def test_what_waits_stands_on_the_home_page_until_it_is_put_aside(received, person):
    intake = received(PLAN)
    day = date(2026, 11, 20)
    lines = [to_do.text for to_do in to_dos_of(person("柳河拟稿"), day)[Slot.WAITING]]
    assert lines == ["待登记：防汛预案.docx"]
    discard_files(intake, acting_user=person("柳河拟稿"), reason="重复", at=timezone.now())
    assert to_dos_of(person("柳河拟稿"), day)[Slot.WAITING] == []


def test_several_files_become_one_item_or_one_each(rows, body, signed_in):
    clerk = signed_in("柳河拟稿")
    address, number = reverse("publishing:drop"), body("QS11").pk
    clerk.post(address, {"body": number, "files": [upload(PLAN), upload(LIST)]})
    assert Intake.objects.count() == 1
    clerk.post(address, {"body": number, "files": [upload(PLAN), upload(LIST)], "separately": "on"})
    assert Intake.objects.count() == 3


def test_an_item_that_is_there_already_is_told(received, person, rows, body):
    intake = received(LIST)
    sha256 = intake.files.get().sha256
    item = enter_files(
        intake,
        acting_user=person("柳河拟稿"),
        attach=[sha256],
        title="低保名单",
        document_number="柳政发〔2026〕12号",
        row=rows("statutory.social_assistance"),
        formed_on=date(2026, 10, 28),
        at=timezone.now(),
    )
    found = duplicates(
        body("QS11"), title="别的", document_number="柳政发〔2026〕12号", files=[sha256]
    )
    assert [(each.item.pk, each.why) for each in found] == [
        (item.pk, "文号相同（柳政发〔2026〕12号）；附件“低保10月.xlsx”内容相同")
    ]
    assert duplicates(body("QS12"), title="低保名单") == []
    assert duplicates(body("QS11"), title="低保名单", besides=item.pk) == []


def test_the_list_of_what_waits_takes_a_constant_number_of_queries(
    received, signed_in, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    clerk = signed_in("柳河拟稿")
    address = reverse("publishing:intakes")
    clerk.get(address)
    received(PLAN)
    with CaptureQueriesContext(connection) as one:
        clerk.get(address)
    for _ in range(5):
        received(PLAN, LIST)
    with CaptureQueriesContext(connection) as six:
        clerk.get(address)
    assert len(one) == len(six)
