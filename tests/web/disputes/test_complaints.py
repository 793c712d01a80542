"""Complaints to the competent authority: the body learns what, never who."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from gongkai.web.accounts.permissions import Refused
from gongkai.web.casework.retention.actions import impact_of, let_go
from gongkai.web.disputes.actions import complaints
from gongkai.web.disputes.models import Complaint, ComplaintResult
from gongkai.web.disputes.retention import COMPLAINT
from gongkai.web.disputes.to_dos import to_dos
from gongkai.web.office.errors import ActionError, WrongState
from tests.web.casework.conftest import moment

D = date.fromisoformat
WHO = "孙二妮 0000-5550177"


@pytest.fixture
def county_office(person):
    return person("县公开办")


@pytest.fixture
def complaint(body, county_office):
    return complaints.receive_complaint(
        body("QS11"),
        acting_user=county_office,
        at=moment("2026-03-10"),
        basis=Complaint.Basis.NOT_ANSWERED,
        on=D("2026-03-09"),
        text="2月提交的申请一直没有答复",
        complainant=WHO,
    )


def asked(complaint, county_office, words="请说明2月的申请办理情况"):
    return complaints.ask_for_explanation(
        complaint,
        acting_user=county_office,
        at=moment("2026-03-11"),
        asked=words,
        by=D("2026-03-20"),
    )


def test_from_the_complaint_to_what_was_put_right(complaint, county_office, person):
    clerk = person("柳河拟稿")
    assert list(to_dos(clerk, D("2026-03-11"))) == []
    asked(complaint, county_office)
    [line] = to_dos(clerk, D("2026-03-11"))
    assert (line.text, line.due_on) == ("说明投诉事项", D("2026-03-20"))
    complaints.explain_complaint(
        complaint, acting_user=clerk, at=moment("2026-03-16"), explained="已于3月15日答复"
    )
    concluded = complaints.conclude_complaint(
        complaint,
        acting_user=county_office,
        at=moment("2026-03-18"),
        result=ComplaintResult.RECTIFY,
        findings="逾期答复属实",
        told_on=D("2026-03-18"),
        rectify_by=D("2026-04-18"),
    )
    assert concluded.concluded_on == D("2026-03-18")
    done = complaints.rectify(
        complaint, acting_user=county_office, at=moment("2026-04-10"), on=D("2026-04-10")
    )
    assert done.rectified_on == D("2026-04-10")
    with pytest.raises(WrongState, match="没有待完成的整改"):
        complaints.rectify(
            complaint, acting_user=county_office, at=moment("2026-04-11"), on=D("2026-04-11")
        )


def test_the_question_to_the_body_may_not_name_the_complainant(complaint, county_office):
    with pytest.raises(ActionError, match="被投诉机关不需要知道"):
        asked(complaint, county_office, "请说明孙二妮的申请")


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"findings": " "}, "请写明查明"),
        ({"told_on": None}, "请先告知结果"),
        ({"rectify_by": None}, "请填整改期限"),
        ({"told_on": D("2026-03-01")}, "应在收到之日"),
    ],
)
def test_what_is_missing_at_the_end_is_said(complaint, county_office, facts, words):
    given = {
        "result": ComplaintResult.CRITICISE,
        "findings": "属实",
        "told_on": D("2026-03-18"),
        "rectify_by": D("2026-04-18"),
    }
    with pytest.raises(ActionError, match=words):
        complaints.conclude_complaint(
            complaint, acting_user=county_office, at=moment("2026-03-18"), **{**given, **facts}
        )


def test_only_the_authority_handles_and_only_the_body_explains(complaint, county_office, person):
    with pytest.raises(Refused):
        asked(complaint, person("柳河拟稿"))
    asked(complaint, county_office)
    with pytest.raises(Refused):
        complaints.explain_complaint(
            complaint, acting_user=person("白杨拟稿"), at=moment("2026-03-16"), explained="不知道"
        )


def test_the_body_sees_the_question_and_not_the_complaint(complaint, county_office, signed_in):
    clerk, authority = signed_in("柳河拟稿"), signed_in("县公开办")
    sheet = reverse("disputes:complaint", args=[complaint.pk])
    who = reverse("disputes:complainant", args=[complaint.pk])
    assert clerk.get(sheet).status_code in {302, 403}
    assert (
        str(complaint.received_on) not in clerk.get(reverse("disputes:complaints")).content.decode()
    )
    asked(complaint, county_office)
    page = clerk.get(sheet).content.decode()
    assert "请说明2月的申请办理情况" in page
    assert "一直没有答复" not in page
    assert "孙二妮" not in page
    assert clerk.get(who).status_code in {302, 403}
    assert "一直没有答复" in authority.get(sheet).content.decode()
    assert "孙二妮" in authority.get(who).content.decode()


def test_when_its_time_is_over_only_the_county_lets_a_complaint_go(
    complaint, county_office, person, body, signed_in
):
    asked(complaint, county_office)
    complaints.explain_complaint(
        complaint, acting_user=person("柳河拟稿"), at=moment("2026-03-16"), explained="已答复"
    )
    complaints.conclude_complaint(
        complaint,
        acting_user=county_office,
        at=moment("2026-03-20"),
        result=ComplaintResult.RECTIFY,
        findings="逾期答复属实",
        told_on=D("2026-03-20"),
        rectify_by=D("2026-04-20"),
    )
    # What was to be put right is not put right yet.
    assert impact_of(body("QS11"), COMPLAINT, on=D("2031-03-20")).going == ()
    complaints.rectify(
        complaint, acting_user=county_office, at=moment("2026-04-10"), on=D("2026-04-10")
    )
    assert impact_of(body("QS11"), COMPLAINT, on=D("2031-04-09")).going == ()
    impact = impact_of(body("QS11"), COMPLAINT, on=D("2031-04-10"))
    assert impact.going == (complaint,)
    given = {"at": moment("2031-04-10"), "mark": impact.mark}
    with pytest.raises(Refused):
        let_go(body("QS11"), COMPLAINT, acting_user=person("柳河三审"), **given)
    let_go(body("QS11"), COMPLAINT, acting_user=county_office, **given)
    complaint.refresh_from_db()
    assert complaint.text == "（保管期满，已去除）"
    assert not any(
        (complaint.complainant, complaint.explained, complaint.findings, complaint.asked)
    )
    assert (complaint.result, complaint.hollowed_on) == ("rectify", D("2031-04-10"))
    assert impact_of(body("QS11"), COMPLAINT, on=D("2031-04-10")).going == ()
    page = signed_in("县公开办").get(reverse("disputes:complaint-retention")).content.decode()
    assert "投诉举报人和内容" in page
    assert "复议诉讼材料和当事人" not in page
