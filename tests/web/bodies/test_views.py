"""Screens about bodies: leading groups, responsibilities, a new place in the tree."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.bodies.actions.body import reorganise_body
from gongkai.web.bodies.actions.group import compose_group
from gongkai.web.bodies.actions.post import appoint
from gongkai.web.bodies.actions.responsibility import assign_matters
from gongkai.web.bodies.models import BodyPeriod, Person, SeatRole
from gongkai.web.bodies.responsibilities import duties_of
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.catalogue.actions.entries import load_catalogue, trim_catalogue
from gongkai.web.publishing.catalogue.models import CatalogueRow

pytestmark = pytest.mark.both_databases
DAY = date(2026, 11, 16)


@pytest.fixture
def owed(body):
    """柳河镇 owes two rows."""
    load_catalogue(acting_user=PLATFORM, at=timezone.now())
    rows = CatalogueRow.objects.filter(code__in=["statutory.statistics", "statutory.emergencies"])
    trim_catalogue(
        body("QS11"), acting_user=PLATFORM, on=date(2026, 1, 1), rows=rows, at=timezone.now()
    )
    return ["catalogue:statutory.statistics", "catalogue:statutory.emergencies"]


def state_on(page: str) -> str:
    return re.search(r'name="seen_state" value="([0-9a-f]{64})"', page)[1]


def test_a_matter_without_section_post_or_person_is_named_as_nobodys(body, owed):
    township = body("QS11")
    vice = township.posts.get(title="副镇长")
    assert [duty.gap for duty in duties_of(township, DAY)] == ["未分工", "未分工"]
    statistics, emergencies = owed
    assign_matters(
        township,
        acting_user=PLATFORM,
        on=DAY,
        owners={statistics: (body("QS11-S03"), vice), emergencies: (body("QS11-01"), None)},
        at=timezone.now(),
    )
    assert {duty.matter.code: duty.gap for duty in duties_of(township, DAY)} == {
        statistics: "",
        emergencies: "未确定责任职务",
    }
    vice.terms.update(ends_on=DAY)
    assert {duty.matter.code: duty.gap for duty in duties_of(township, DAY)}[statistics] == (
        "职务空缺"
    )


def test_whoever_takes_the_post_answers_for_its_matters_at_once(body, owed):
    township = body("QS11")
    vice = township.posts.get(title="副镇长")
    owners = {owed[0]: (body("QS11-S03"), vice)}
    assign_matters(
        township, acting_user=PLATFORM, on=date(2026, 1, 1), owners=owners, at=timezone.now()
    )
    appoint(vice, person=Person(name="蓝天宇"), acting_user=PLATFORM, on=DAY, at=timezone.now())
    names = {duty.matter.code: duty.person for duty in duties_of(township, DAY)}
    assert names[owed[0]].name == "蓝天宇"


def test_sharing_out_again_without_a_change_records_nothing(body, owed):
    owners = {owed[0]: (body("QS11-S03"), None)}
    assign_matters(body("QS11"), acting_user=PLATFORM, on=DAY, owners=owners, at=timezone.now())
    before = Entry.objects.count()
    assert (
        assign_matters(body("QS11"), acting_user=PLATFORM, on=DAY, owners=owners, at=timezone.now())
        == []
    )
    assert Entry.objects.count() == before


def test_a_clerk_shares_out_on_the_screen_and_a_post_brings_its_section(body, owed, signed_in):
    client, township = signed_in("柳河拟稿"), body("QS11")
    address = f"/office/bodies/{township.pk}/responsibilities/assign/?open=1"
    page = client.get(address).content.decode()
    vice = township.posts.get(title="副镇长")
    answer = client.post(
        address,
        {"on": "2026-11-16", f"post-{owed[0]}": vice.pk, "seen_state": state_on(page)},
    )
    assert answer.status_code == 302
    shown = client.get(f"/office/bodies/{township.pk}/responsibilities/").content.decode()
    assert "1 项" in shown
    row = township.responsibilities.get()
    assert (row.matter, row.unit, row.post) == (owed[0], township, vice)


def test_the_sheet_is_printed_and_exported_with_its_gaps(body, owed, signed_in):
    client, township = signed_in("柳河拟稿"), body("QS11")
    owners = {owed[0]: (body("QS11-S03"), township.posts.get(title="副镇长"))}
    assign_matters(township, acting_user=PLATFORM, on=DAY, owners=owners, at=timezone.now())
    printed = client.get(f"/office/bodies/{township.pk}/responsibilities/print/").content.decode()
    assert "柳河镇人民政府政府信息公开责任分工表" in printed
    assert "其中 1 项尚无人负责。" in printed
    content = client.get(f"/office/bodies/{township.pk}/responsibilities.xlsx").content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    lines = [list(row[1:5]) for row in sheet.iter_rows(min_row=4, values_only=True)]
    assert ["柳河镇经济发展办公室", "副镇长", "卜小川"] in [line[1:] for line in lines]
    assert ["（未分工）", "（未确定）", "（空缺）"] in [line[1:] for line in lines]


def test_the_responsibilities_cost_the_same_for_any_number(body, signed_in):
    load_catalogue(acting_user=PLATFORM, at=timezone.now())
    client, township = signed_in("柳河拟稿"), body("QS11")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/office/bodies/{township.pk}/responsibilities/")
        return len(queries)

    few = CatalogueRow.objects.filter(code="statutory.statistics")
    trim_catalogue(township, acting_user=PLATFORM, on=date(2026, 1, 1), rows=few, at=timezone.now())
    vice = township.posts.get(title="副镇长")
    one = {"catalogue:statutory.statistics": (body("QS11-S03"), vice)}
    assign_matters(
        township, acting_user=PLATFORM, on=date(2026, 1, 1), owners=one, at=timezone.now()
    )
    before = cost()
    trim_catalogue(township, acting_user=PLATFORM, on=date(2026, 1, 2), at=timezone.now())
    codes = [f"catalogue:{code}" for code in CatalogueRow.objects.values_list("code", flat=True)]
    owners = {code: (body("QS11-S03"), vice) for code in codes}
    assign_matters(township, acting_user=PLATFORM, on=DAY, owners=owners, at=timezone.now())
    assert cost() == before


def test_a_new_roster_starts_on_its_day_and_the_old_one_stays(body, signed_in):
    client, township = signed_in("柳河拟稿"), body("QS11")
    group = township.groups.get()
    address = f"/office/bodies/groups/{group.pk}/new/"
    page = client.get(address).content.decode()
    mayor, vice = township.posts.get(title="镇长"), township.posts.get(title="副镇长")
    answer = client.post(
        address,
        {
            "on": "2026-11-16",
            "document_number": "柳政发〔2026〕30号",
            f"seat-{vice.pk}": "head",
            f"seat-{mayor.pk}": "member",
            "seen_state": state_on(page),
        },
    )
    assert answer.status_code == 302
    now = group.versions.on(DAY).get()
    assert [(seat.role, seat.post) for seat in now.seats.all()] == [
        (SeatRole.HEAD, vice),
        (SeatRole.MEMBER, mayor),
    ]
    before = group.versions.on(date(2026, 11, 15)).get()
    assert before.seats.get(role=SeatRole.HEAD).post == mayor
    shown = client.get(f"/office/bodies/groups/{group.pk}/").content.decode()
    assert "柳政发〔2026〕30号" in shown
    assert "至 2026-11-15 止" in shown


def test_a_group_needs_a_head(body, signed_in):
    client, township = signed_in("柳河拟稿"), body("QS11")
    vice = township.posts.get(title="副镇长")
    answer = client.post(
        f"/office/bodies/{township.pk}/groups/new/",
        {"name": "政务公开专班", "on": "2026-11-16", f"seat-{vice.pk}": "member"},
    )
    assert "没有组长" in answer.content.decode()
    assert township.groups.count() == 1


def test_a_stranger_to_the_body_does_not_sit_in_its_group(body):
    with pytest.raises(ActionError, match="不能列入"):
        compose_group(
            body("QS11"),
            acting_user=PLATFORM,
            name="政务公开专班",
            on=DAY,
            seats=[(SeatRole.HEAD, body("QS12").posts.first())],
            at=timezone.now(),
        )


def test_a_section_goes_to_another_township_from_a_day_on(body, signed_in):
    client, section = signed_in("县公开办"), body("QS11-S02")
    address = f"/office/bodies/{section.pk}/move/"
    page = client.get(address).content.decode()
    answer = client.post(
        address,
        {
            "parent": body("QS12").pk,
            "on": "2026-11-16",
            "basis": "青政发〔2026〕8号",
            "seen_state": state_on(page),
        },
    )
    assert answer.status_code == 302
    moved = body("QS11-S02")
    assert (moved.parent, moved.public_body) == (body("QS12"), body("QS12"))
    assert BodyPeriod.objects.on(date(2026, 11, 15)).get(body=moved).parent == body("QS11")


def test_a_body_is_not_moved_before_the_day(body, signed_in):
    client, section = signed_in("县公开办"), body("QS11-S02")
    address = f"/office/bodies/{section.pk}/move/"
    page = client.get(address).content.decode()
    tomorrow = timezone.localdate() + timedelta(days=1)
    answer = client.post(
        address,
        {
            "parent": body("QS12").pk,
            "on": tomorrow.isoformat(),
            "basis": "青政发〔2026〕8号",
            "seen_state": state_on(page),
        },
    )
    assert "请到当日再办理" in answer.content.decode()
    assert body("QS11-S02").parent == body("QS11")


def test_a_township_is_not_put_under_a_section(body):
    with pytest.raises(ActionError, match="其下不能设立"):
        reorganise_body(
            body("QS12"),
            acting_user=PLATFORM,
            on=DAY,
            basis="x",
            parent=body("QS11-S02"),
            at=timezone.now(),
        )


def test_the_county_office_merges_a_township_on_one_screen(body, signed_in):
    merged, heir = body("QS12"), body("QS11")
    client = signed_in("县公开办")
    sheet = client.get(f"/office/bodies/{merged.pk}/").content.decode()
    assert f"/office/bodies/{merged.pk}/abolish/" in sheet
    address = f"/office/bodies/{merged.pk}/abolish/"
    page = client.get(address).content.decode()
    assert "柳河镇人民政府" in page
    assert "白杨乡人民政府</option>" not in page
    sent = {
        "successor": heir.pk,
        "on": "2026-11-16",
        "basis": "青政〔2026〕9号",
        "seen_state": state_on(page),
    }
    assert client.post(address, sent).status_code == 302
    after = client.get(f"/office/bodies/{merged.pk}/").content.decode()
    assert "2026-11-16 起，由" in after
    assert "撤销或合并" not in after
    assert "（2026-11-16 撤销）" in client.get(f"/office/bodies/{heir.pk}/").content.decode()
    assert merged.name not in client.get("/office/bodies/").content.decode()
    again = client.post(
        address, {**sent, "seen_state": state_on(client.get(address).content.decode())}
    )
    assert "已于 2026-11-16 撤销" in again.content.decode()


def test_an_end_that_has_not_come_is_not_recorded(body, signed_in):
    client = signed_in("县公开办")
    address = f"/office/bodies/{body('QS02').pk}/abolish/"
    tomorrow = timezone.localdate() + timedelta(days=1)
    page = client.get(address).content.decode()
    response = client.post(
        address,
        {
            "successor": body("QS03").pk,
            "on": tomorrow.isoformat(),
            "basis": "x",
            "seen_state": state_on(page),
        },
    )
    assert "还没有到；请到当日再办理" in response.content.decode()
