"""先审查、后公开，逐项审查: what goes to an applicant passes the secrecy reviewer before it is signed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from gongkai.web.accounts.permissions import Refused
from gongkai.web.accounts.roles import Role
from gongkai.web.bodies.models import Membership
from gongkai.web.casework.letters.actions.draft import enclose
from gongkai.web.casework.letters.actions.issue import (
    approve_letter,
    check_secrecy,
    return_letter,
    sign_letter,
    submit_letter,
)
from gongkai.web.casework.requests.files import check_file
from gongkai.web.casework.requests.models import FileKind
from gongkai.web.office.errors import ActionError, OwnWork, WrongState
from tests.web.casework.conftest import moment

GO = "go-on"
HELD = {"nature": GO, "clear": GO, "before": GO, "held": GO, "public": GO}
ALL = {**HELD, "severable": "all"}


def reviewed(desk, letter):
    approval = submit_letter(letter, acting_user=desk.clerk, at=moment("2026-03-16"))
    approve_letter(
        approval,
        acting_user=desk.person("柳河一审"),
        at=moment("2026-03-16"),
        comment="",
        proofread=True,
    )
    approval.refresh_from_db()
    return approval


def test_what_gives_information_passes_the_secrecy_check_before_it_is_signed(desk):
    case = desk.receive("2026-03-10")
    letter = desk.decide(case, "2026-03-16", ALL, form_or_place="复印件1份")
    file = check_file(FileKind.CONTENT, "验收报告.txt", "道路硬化工程验收合格。".encode())
    enclose(letter, acting_user=desk.clerk, at=moment("2026-03-16"), files=[file])
    approval = reviewed(desk, letter)
    assert approval.get_stage_display() == "保密审查"
    with pytest.raises(WrongState, match="现在是“保密审查”环节"):
        sign_letter(approval, acting_user=desk.person("柳河三审"), at=moment("2026-03-16"))
    checker = desk.person("柳河保密")
    with pytest.raises(Refused):
        check_secrecy(
            approval,
            acting_user=desk.person("柳河一审"),
            at=moment("2026-03-16"),
            looked_at=["正文", "验收报告.txt"],
        )
    with pytest.raises(ActionError, match=r"“验收报告\.txt”还没有勾选"):
        check_secrecy(approval, acting_user=checker, at=moment("2026-03-16"), looked_at=["正文"])
    check_secrecy(
        approval,
        acting_user=checker,
        at=moment("2026-03-17"),
        looked_at=["正文", "验收报告.txt"],
        comment="不涉密。",
    )
    signed = sign_letter(approval, acting_user=desk.person("柳河三审"), at=moment("2026-03-17"))
    assert signed.state == "issued"
    steps = [
        (step.get_stage_display(), step.decided_by.username, step.comment)
        for step in approval.steps.order_by("pk")
    ]
    assert steps == [
        ("审核", "柳河一审", ""),
        ("保密审查", "柳河保密", "已逐项审查：正文、验收报告.txt。不涉密。"),
        ("签发", "柳河三审", ""),
    ]


def test_a_letter_that_gives_nothing_goes_from_the_review_to_the_signature(desk):
    case = desk.receive("2026-03-10")
    letter = desk.decide(
        case, "2026-03-16", {**HELD, "public": "already"}, form_or_place="县政府网站“柳河镇”栏目"
    )
    assert reviewed(desk, letter).get_stage_display() == "签发"


def test_the_secrecy_reviewer_sends_back_what_must_not_go(desk):
    case = desk.receive("2026-03-10")
    letter = desk.decide(case, "2026-03-16", ALL, form_or_place="复印件1份")
    approval = reviewed(desk, letter)
    return_letter(
        approval,
        acting_user=desk.person("柳河保密"),
        at=moment("2026-03-17"),
        stage="secrecy-check",
        comment="附图标有军事设施，请报请确定。",
    )
    letter.refresh_from_db()
    assert letter.state == "draft"


@pytest.fixture
def head_with(desk, person):
    """The head of the body, who holds a further role."""

    def give(role):
        head = person("柳河三审")
        Membership.objects.create(user=head, body=desk.body, role=role, starts_on="2020-01-01")
        return person("柳河三审")

    return give


def test_one_person_may_check_and_sign(desk, head_with):
    head = head_with(Role.SECRECY_REVIEWER)
    case = desk.receive("2026-03-10")
    approval = reviewed(desk, desk.decide(case, "2026-03-16", ALL, form_or_place="复印件1份"))
    check_secrecy(approval, acting_user=head, at=moment("2026-03-17"), looked_at=["正文"])
    assert sign_letter(approval, acting_user=head, at=moment("2026-03-17")).state == "issued"


def test_nobody_signs_what_he_reviewed(desk, head_with):
    head = head_with(Role.FIRST_REVIEWER)
    case = desk.receive("2026-03-10")
    letter = desk.decide(case, "2026-03-16", ALL, form_or_place="复印件1份")
    approval = submit_letter(letter, acting_user=desk.clerk, at=moment("2026-03-16"))
    at = moment("2026-03-17")
    approve_letter(approval, acting_user=head, at=at, comment="", proofread=True)
    checker = desk.person("柳河保密")
    check_secrecy(approval, acting_user=checker, at=at, looked_at=["正文"])
    with pytest.raises(OwnWork, match="您已审核过这份文书"):
        sign_letter(approval, acting_user=head, at=at)


def test_where_nobody_checks_secrecy_the_letter_is_not_sent_on_its_way(desk):
    Membership.objects.filter(body=desk.body, role=Role.SECRECY_REVIEWER).delete()
    case = desk.receive("2026-03-10")
    letter = desk.decide(case, "2026-03-16", ALL, form_or_place="复印件1份")
    with pytest.raises(ActionError, match="还没有人担任“保密审查”"):
        submit_letter(letter, acting_user=desk.clerk, at=moment("2026-03-16"))


def test_the_reviewer_finds_it_under_today_and_ticks_each_thing(desk, signed_in):
    case = desk.receive("2026-03-10")
    letter = desk.decide(case, "2026-03-16", ALL, form_or_place="复印件1份")
    reviewed(desk, letter)
    client = signed_in("柳河保密")
    sheet = client.get(reverse("casework:letter", args=[letter.pk])).content.decode()
    address = reverse("casework:check-letter", args=[letter.pk])
    assert f'href="{address}"' in sheet
    assert "保密审查：政府信息公开告知书（予以公开）" in client.get("/office/").content.decode()
    refused = client.post(address, {"comment": ""})
    assert "“正文”还没有勾选" in refused.content.decode()
    client.post(address, {"looked_at": ["正文"], "comment": ""})
    assert letter.approvals.get().get_stage_display() == "签发"
