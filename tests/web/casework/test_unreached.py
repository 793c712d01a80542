"""A letter whose sender cannot be reached: on file at once, no clock before contact is restored (国办公开办函〔2015〕207号)."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.statute.receipt import Door
from gongkai.web.accounts.permissions import Refused
from gongkai.web.casework.counting.actions import sign_none
from gongkai.web.casework.requests.actions.applicant import see_applicant
from gongkai.web.casework.requests.actions.register import Asked
from gongkai.web.casework.requests.actions.unreached import keep_unreached, log_call, reach
from gongkai.web.casework.requests.files import check_file
from gongkai.web.casework.requests.models import (
    DisclosureRequest,
    FileKind,
    UnreachedFile,
    UnreachedLetter,
)
from gongkai.web.casework.requests.people import ApplicantFacts
from gongkai.web.office.errors import ActionError
from tests.web.casework.conftest import moment

TEXT = "2025年河东村道路硬化工程的验收报告"


@pytest.fixture
def letter(desk):
    paper = check_file(FileKind.CONTENT, "来信.txt", "来信原文".encode())
    return keep_unreached(
        desk.body,
        acting_user=desk.clerk,
        at=moment("2026-05-29"),
        door=Door.ORDINARY_MAIL,
        came_on=date(2026, 5, 29),
        asked=Asked(
            ApplicantFacts("田大有", phone="0000-5550199"), "natural_person", TEXT, files=(paper,)
        ),
        calls="10时打0000-5550199，无人接听",
    )


def test_v05_the_clock_starts_when_contact_is_restored(desk, letter):
    assert DisclosureRequest.objects.count() == 0
    log_call(letter, acting_user=desk.clerk, at=moment("2026-06-01"), told="9时、16时打，关机")
    found = reach(letter, acting_user=desk.clerk, at=moment("2026-06-03"), on=date(2026, 6, 3))
    case = desk.again(found.disclosure_request)
    assert (case.received_on, case.due_on) == (date(2026, 6, 3), date(2026, 7, 2))
    assert case.submitted_on == date(2026, 5, 29)
    assert case.unreachable == (
        "2026-05-29 10时打0000-5550199，无人接听\n2026-06-01 9时、16时打，关机"
    )
    assert [file.name for file in case.files.all()] == ["来信.txt"]
    assert case.files.get().read() == "来信原文".encode()
    assert see_applicant(case, acting_user=desk.clerk, at=moment("2026-06-03")).name == "田大有"
    assert (UnreachedLetter.objects.count(), UnreachedFile.objects.count()) == (0, 0)


def test_who_wrote_lies_sealed(letter):
    assert "田大有".encode() not in bytes(letter.sealed)
    assert "来信原文".encode() not in letter.files.get().read()


@pytest.mark.parametrize(
    ("door", "came", "calls", "told"),
    [
        (Door.COUNTER, "2026-05-29", "打过", "“当面提交”以提交之日为收到之日"),
        (Door.FAX, "2026-05-30", "打过", "到达日期不能晚于今天（2026-05-29）"),
        (Door.FAX, "2026-05-29", " ", "请写明什么时候怎样联系"),
    ],
)
def test_what_is_no_such_letter_is_refused(desk, door, came, calls, told):
    with pytest.raises(ActionError, match=told):
        keep_unreached(
            desk.body,
            acting_user=desk.clerk,
            at=moment("2026-05-29"),
            door=door,
            came_on=date.fromisoformat(came),
            asked=Asked(ApplicantFacts("田大有"), "natural_person", TEXT),
            calls=calls,
        )


def test_contact_is_not_restored_before_the_letter_came_and_not_by_others(desk, letter, person):
    with pytest.raises(ActionError, match="不能早于到达日期2026-05-29"):
        reach(letter, acting_user=desk.clerk, at=moment("2026-06-03"), on=date(2026, 5, 28))
    with pytest.raises(Refused):
        reach(letter, acting_user=person("白杨拟稿"), at=moment("2026-06-03"), on=date(2026, 6, 3))


def test_a_month_with_such_a_letter_is_no_month_without(desk, letter):
    with pytest.raises(ActionError, match="收到过1件，不能确认为无"):
        sign_none(
            desk.body,
            acting_user=desk.clerk,
            at=moment("2026-06-01"),
            month=date(2026, 5, 1),
            doors=[Door.ORDINARY_MAIL],
        )


def test_the_clerk_keeps_calls_and_registers_on_screen(desk, signed_in):
    browser = signed_in("柳河拟稿")
    given = {
        "body": desk.body.pk,
        "door": "ordinary_mail",
        "day": "",
        "came_on": "2026-11-25",
        "unreachable": "10时打0000-5550199，无人接听",
        "applicant_kind": "natural_person",
        "name": "田大有",
        "phone": "0000-5550199",
        "text": TEXT,
    }
    register = reverse("casework:register")
    without = browser.post(register, {**given, "unreachable": ""})
    assert "请填写收到之日" in without.content.decode()
    undated = browser.post(register, {**given, "came_on": ""})
    assert "请填写来信到达的日期" in undated.content.decode()
    file = SimpleUploadedFile("来信.txt", "来信原文".encode())
    browser.post(register, {**given, "content_files": [file]})
    letter = UnreachedLetter.objects.get()
    assert "2026-11-25的来信还没有联系上申请人" in browser.get("/office/").content.decode()
    assert "平常信函" in browser.get(reverse("casework:unreached-letters")).content.decode()
    page = browser.get(reverse("casework:unreached", args=[letter.pk])).content.decode()
    assert TEXT in page
    assert "田大有" not in page
    browser.post(reverse("casework:log-call", args=[letter.pk]), {"told": "关机"})
    done = browser.post(reverse("casework:reached", args=[letter.pk]), {"on": "2026-11-27"})
    case = DisclosureRequest.objects.get()
    assert done["Location"] == reverse("casework:registered", args=[case.pk])
    assert case.received_on == date(2026, 11, 27)
