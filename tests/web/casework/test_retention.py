"""When its time is over the person goes and a hollow case stays; nothing goes while a dispute runs."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from gongkai.statute.disputes import Forum
from gongkai.statute.receipt import Door
from gongkai.web.accounts.permissions import Refused
from gongkai.web.casework.clock.running import clock_of
from gongkai.web.casework.counting.table import count
from gongkai.web.casework.evidence.actions import export_bundle
from gongkai.web.casework.requests.actions.register import Arrival, Asked, register_request
from gongkai.web.casework.requests.files import check_file
from gongkai.web.casework.requests.models import FileKind, RequestFile
from gongkai.web.casework.requests.people import ApplicantFacts, unseal_person
from gongkai.web.casework.retention.actions import impact_of, let_go
from gongkai.web.casework.retention.emptying import GONE
from gongkai.web.casework.retention.kinds import IDENTITY, PERSON
from gongkai.web.disputes.actions.open import Petition, open_dispute
from gongkai.web.files.store import private_store
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import ActionError, WrongState
from tests.web.casework.conftest import moment
from tests.web.casework.test_lives import HELD

D = date.fromisoformat


def closed(desk, name="田大有", text="河东村道路硬化工程的验收报告"):
    files = (
        check_file(FileKind.IDENTITY, "证件.txt", f"{name}的证件".encode()),
        check_file(FileKind.CONTENT, "来信.txt", f"{name}的来信".encode()),
    )
    case = register_request(
        desk.body,
        acting_user=desk.clerk,
        at=moment("2019-06-10"),
        arrival=Arrival(Door.COUNTER, submitted_on=D("2019-06-10")),
        asked=Asked(
            ApplicantFacts(name, "000000199001010000", "0000-5550199"),
            "natural_person",
            text,
            files=files,
        ),
    ).disclosure_request
    desk.answer(case, "2019-06-20", {**HELD, "severable": "all"}, form_or_place="复印件1份")
    return desk.again(case)


def go(desk, kind, day, mark=None):
    impact = impact_of(desk.body, kind, on=D(day))
    return let_go(
        desk.body,
        kind,
        acting_user=desk.person("柳河三审"),
        at=moment(day),
        mark=impact.mark if mark is None else mark,
    )


def paths(case):
    return {each.kind: each.file.name for each in case.files.all()}


def test_the_card_goes_after_two_years_and_the_case_stays(desk, django_capture_on_commit_callbacks):
    case = closed(desk)
    before = paths(case)
    assert impact_of(desk.body, IDENTITY, on=D("2021-06-19")).going == ()
    impact = impact_of(desk.body, IDENTITY, on=D("2021-06-20"))
    assert (impact.going, impact.files) == ((case,), 1)
    with django_capture_on_commit_callbacks(execute=True):
        go(desk, IDENTITY, "2021-06-20")
    assert not private_store().exists(before["identity"])
    assert private_store().exists(before["content"])
    kept = RequestFile.objects.get(kind="identity")
    assert (kept.name, kept.file.name, len(kept.sha256)) == (GONE, "", 64)
    assert unseal_person(case.applicant.sealed).name == "田大有"
    assert impact_of(desk.body, IDENTITY, on=D("2021-06-20")).going == ()


def test_after_ten_years_a_hollow_case_stays_and_still_counts(
    desk, django_capture_on_commit_callbacks
):
    case = closed(desk)
    before = count(desk.body, 2019)
    letter = case.letters.get()
    lying = [*paths(case).values(), *(each.file.name for each in letter.files.all())]
    with django_capture_on_commit_callbacks(execute=True):
        impact = go(desk, PERSON, "2029-06-20")
    assert impact.files == 4
    assert not any(private_store().exists(path) for path in lying)
    case = desk.again(case)
    assert unseal_person(case.applicant.sealed).name == "（保管期满，已去除）"
    assert (case.text, case.outcome, case.number) == (GONE, "disclosed", "QS11-2019-0001")
    assert (case.hollowed_on, case.code_digest) == (D("2029-06-20"), "0" * 64)
    letter.refresh_from_db()
    assert (letter.text, letter.number) == (GONE, "柳河镇公复〔2019〕1号")
    assert count(desk.body, 2019) == before
    assert clock_of(case).course.in_time is True
    assert Entry.objects.filter(act="casework.hollow").count() == 1
    with pytest.raises(ActionError, match="保管期满，已于2029-06-20去除"):
        export_bundle(case, acting_user=desk.clerk, at=moment("2029-06-21"))


def test_nothing_goes_while_a_dispute_runs(desk):
    free, disputed = closed(desk), closed(desk, "周小满", "另一件")
    mark = impact_of(desk.body, PERSON, on=D("2029-06-20")).mark
    open_dispute(
        desk.body,
        acting_user=desk.clerk,
        at=moment("2029-06-19"),
        petition=Petition(
            Forum.REVIEW, "青山县人民政府", "柳河镇公复〔2019〕2号", "周小满", D("2029-06-19")
        ),
        disclosure_request=disputed,
    )
    impact = impact_of(desk.body, PERSON, on=D("2029-06-20"))
    assert (impact.going, impact.held) == ((free,), (disputed,))
    with pytest.raises(WrongState, match="请重新核对"):
        go(desk, PERSON, "2029-06-20", mark)
    go(desk, PERSON, "2029-06-20")
    assert desk.again(free).hollowed_on == D("2029-06-20")
    assert desk.again(disputed).hollowed_on is None
    assert unseal_person(disputed.applicant.sealed).name == "周小满"


def test_bytes_that_another_case_needs_stay(desk, django_capture_on_commit_callbacks):
    first = closed(desk)
    second = desk.receive("2029-06-01", text="新的一件")
    same = first.files.get(kind="content")
    RequestFile.objects.create(
        disclosure_request=second,
        kind="content",
        name=same.name,
        file=same.file.name,
        size=same.size,
        sha256=same.sha256,
        added_at=moment("2029-06-01"),
    )
    with django_capture_on_commit_callbacks(execute=True):
        go(desk, PERSON, "2029-06-20")
    assert private_store().exists(same.file.name)


def test_only_the_head_lets_go_and_sees_first_what_it_reaches(desk, signed_in):
    closed(desk)
    impact = impact_of(desk.body, PERSON, on=D("2029-06-20"))
    with pytest.raises(Refused):
        let_go(desk.body, PERSON, acting_user=desk.clerk, at=moment("2029-06-20"), mark=impact.mark)
    with pytest.raises(ActionError, match="没有保管期满"):
        go(desk, PERSON, "2028-06-20")
    page = signed_in("柳河三审").get(reverse("casework:let-go", args=[desk.body.pk, "person"]))
    assert "保留" in page.content.decode()
    assert signed_in("柳河三审").get(reverse("casework:retention")).status_code == 200
