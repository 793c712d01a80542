"""A body's guide: drafted from its facts, checked, released; what makes it outdated, and what settles that."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM, Refused
from gongkai.web.bodies.actions.contacts import change_contacts
from gongkai.web.bodies.actions.post import appoint
from gongkai.web.bodies.actions.responsibility import assign_matters
from gongkai.web.bodies.models import Person
from gongkai.web.bodies.responsibilities import duties_of
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import ActionError
from gongkai.web.office.home import Slot, to_dos_of
from gongkai.web.portal.readings import leaders_of
from gongkai.web.publishing.catalogue.actions.entries import trim_catalogue
from gongkai.web.publishing.guides.actions import confirm_guide, draft_guide, set_guide
from gongkai.web.publishing.guides.guide import (
    facts_of,
    findings_in,
    guide_item,
    released_guide,
    rewordings,
    written_guide,
)
from gongkai.web.publishing.guides.models import OutdatedPage
from gongkai.web.publishing.items.actions.draft import revise_item, working_copy
from gongkai.web.publishing.items.actions.release import release_item
from gongkai.web.publishing.items.models import ItemPage, Stage

pytestmark = pytest.mark.both_databases
DAY = date(2026, 11, 16)
GUIDE = "/office/items/guides/"


@pytest.fixture
def drafted_guide(body, person, rows):
    """A draft of 柳河镇's guide."""
    trim_catalogue(body("QS11"), acting_user=PLATFORM, on=date(2026, 1, 1), at=timezone.now())
    return draft_guide(body("QS11"), acting_user=person("柳河拟稿"), on=DAY, at=timezone.now())


@pytest.fixture
def public_guide(drafted_guide, at_stage, person):
    """柳河镇's guide, released by its whole way."""
    release = at_stage(Stage.RELEASE, item=drafted_guide)
    release_item(release, acting_user=person("柳河发布"), at=timezone.now())
    return ItemPage.objects.get(pk=release.item_id)


def state_on(page: str) -> str:
    return re.search(r'name="seen_state" value="([0-9a-f]{64})"', page)[1]


def test_the_guide_is_written_from_the_facts_and_goes_through_every_review(body, public_guide):
    township = body("QS11")
    assert released_guide(township) == public_guide
    assert public_guide.row.code == "platform.guide"
    assert public_guide.index_number
    for text in ("0000-5550111", "柳河镇人民路8号", "20个工作日", "青山县人民政府办公室"):
        assert text in public_guide.text
    assert findings_in(public_guide, township, DAY) == ()


def test_the_facts_come_from_the_body_and_the_county_above_it(body, rows):
    facts = facts_of(body("QS11"), DAY)
    assert facts.office.phone == "0000-5550111"
    assert facts.supervisor.phone == "0000-5550100"
    assert facts.authority == "青山县人民政府"
    assert "白杨乡人民政府" in facts.other_bodies
    assert "柳河镇人民政府" not in facts.other_bodies
    county = facts_of(body("QS"), DAY)
    assert (county.supervisor, county.authority) == (None, "")


def test_a_body_without_contacts_is_told_what_is_missing(body, rows, person, signed_in):
    with pytest.raises(ActionError, match="还没有填写联系方式"):
        written_guide(body("QS02"), DAY)
    page = signed_in("县公开办").get(f"{GUIDE}{body('QS02').pk}/").content.decode()
    assert "还没有填写联系方式" in page


def test_a_wrong_phone_and_the_fifteen_days_are_found_in_an_edited_guide(
    body, drafted_guide, person
):
    old = drafted_guide.text.replace("0000-5550111", "0000-5550999").replace(
        "20个工作日内予以答复", "15个工作日内予以答复"
    )
    item = revise_item(drafted_guide, acting_user=person("柳河拟稿"), text=old, at=timezone.now())
    codes = sorted({finding.code for finding in findings_in(item, body("QS11"), DAY)})
    assert codes == ["GD101", "GD201"]


def test_a_new_draft_says_what_changed_and_the_public_guide_stays(
    body, public_guide, person, signed_in
):
    township = body("QS11")
    change_contacts(
        township,
        acting_user=PLATFORM,
        on=date(2026, 11, 10),
        phone="0000-5550188",
        at=timezone.now(),
    )
    (change,) = rewordings(public_guide, written_guide(township, DAY))
    assert change.before == ("联系电话：0000-5550111",)
    assert change.after == ("联系电话：0000-5550188",)
    client = signed_in("柳河拟稿")
    address = f"{GUIDE}{township.pk}/draft/"
    page = client.get(address).content.decode()
    assert "<ins>联系电话：0000-5550188</ins>" in page
    answer = client.post(address, {"seen_state": state_on(page)})
    assert answer.status_code == 302
    item = guide_item(township)
    assert item == public_guide
    assert "0000-5550188" in working_copy(item).text
    assert "0000-5550188" not in released_guide(township).text


def test_the_screen_shows_the_findings_of_the_public_guide(body, public_guide, signed_in):
    township = body("QS11")
    change_contacts(
        township,
        acting_user=PLATFORM,
        on=date(2026, 11, 10),
        phone="0000-5550188",
        at=timezone.now(),
    )
    page = signed_in("柳河拟稿").get(f"{GUIDE}{township.pk}/").content.decode()
    assert "电话与机构资料不符" in page
    assert "机构资料自 2026-11-10 起有变更" in page


def test_a_file_from_elsewhere_is_checked_and_not_kept(body, rows, signed_in):
    client, township = signed_in("柳河拟稿"), body("QS11")
    before = ItemPage.objects.count()
    old = "<p>柳河镇自收到申请之日起15个工作日内予以答复。</p>".encode()
    file = SimpleUploadedFile("指南.html", old, content_type="text/html")
    page = client.post(f"{GUIDE}{township.pk}/check/", {"file": file}).content.decode()
    assert "期限与现行规定不符" in page
    assert "《政府信息公开条例》第三十三条第二款" in page
    pasted = client.post(f"{GUIDE}{township.pk}/check/", {"text": "联系电话：0000-5550999"})
    assert "0000-5550111" in pasted.content.decode()
    broken = SimpleUploadedFile("指南.docx", b"PK\x03\x04 no document")
    answer = client.post(f"{GUIDE}{township.pk}/check/", {"file": broken}).content.decode()
    assert "指南.docx" in answer
    nothing = client.post(f"{GUIDE}{township.pk}/check/", {}).content.decode()
    assert "请选择一个文件" in nothing
    assert ItemPage.objects.count() == before


def test_a_channel_is_announced_only_where_it_exists(body, rows, person):
    township = body("QS12")
    with pytest.raises(ActionError, match="机构资料中没有电子邮箱"):
        set_guide(
            township, acting_user=person("白杨拟稿"), on=DAY, takes_email=True, at=timezone.now()
        )
    set_guide(
        body("QS11"), acting_user=person("柳河拟稿"), on=DAY, takes_email=True, at=timezone.now()
    )
    text = written_guide(body("QS11"), DAY).as_html()
    assert "电子邮件提交：发送至liuhe@qingshan.example" in text
    assert "电子邮件提交" not in written_guide(body("QS11"), date(2026, 11, 15)).as_html()
    with pytest.raises(Refused):
        set_guide(
            township, acting_user=person("柳河拟稿"), on=DAY, takes_fax=True, at=timezone.now()
        )


def test_one_transfer_updates_leaders_and_responsibilities_and_marks_both_pages(
    body, drafted_guide, person, signed_in
):
    township = body("QS11")
    vice = township.posts.get(title="副镇长")
    matter = "catalogue:statutory.statistics"
    assign_matters(
        township,
        acting_user=PLATFORM,
        on=date(2026, 1, 1),
        owners={matter: (body("QS11-S03"), vice)},
        at=timezone.now(),
    )
    assert not OutdatedPage.objects.exists()

    appoint(
        vice,
        person=Person(name="蓝天宇"),
        acting_user=person("柳河管理"),
        on=date(2026, 1, 26),
        at=timezone.now(),
    )

    assert "蓝天宇" in {leader.name for leader in leaders_of(township, DAY)}
    owners = {duty.matter.code: duty.person for duty in duties_of(township, DAY)}
    assert owners[matter].name == "蓝天宇"
    heaps = to_dos_of(person("柳河拟稿"), date(2026, 2, 20))
    lines = {each.text: each for each in heaps[Slot.DUE] if "起有变更" in each.text}
    assert sorted(lines) == [
        "更新指南：资料自 2026-01-26 起有变更",
        "更新领导和机构信息：资料自 2026-01-26 起有变更",
    ]
    for line in lines.values():
        # Twenty working days, with the spring festival of 2026 and its two working Saturdays.
        assert line.due_on == date(2026, 2, 28)
        assert "第二十六条" in line.note
    late = to_dos_of(person("柳河拟稿"), date(2026, 3, 1))[Slot.LATE]
    assert sum("起有变更" in each.text for each in late) == 2
    assert not [
        each
        for heap in to_dos_of(person("白杨拟稿"), DAY).values()
        for each in heap
        if "起有变更" in each.text
    ]
    leaders = signed_in("柳河拟稿").get(f"{GUIDE}{township.pk}/leaders/").content.decode()
    assert "蓝天宇" in leaders
    assert "2026-02-28" in leaders


def test_the_first_change_counts_where_several_come_before_the_update(body, rows):
    township = body("QS11")
    change_contacts(
        township,
        acting_user=PLATFORM,
        on=date(2026, 11, 10),
        phone="0000-5550188",
        at=timezone.now(),
    )
    change_contacts(
        township,
        acting_user=PLATFORM,
        on=date(2026, 11, 12),
        phone="0000-5550189",
        at=timezone.now(),
    )
    days = OutdatedPage.objects.filter(body=township).values_list("changed_on", flat=True)
    assert list(days) == [date(2026, 11, 10), date(2026, 11, 10)]


def test_a_change_in_a_section_concerns_the_body_that_answers(body, rows):
    change_contacts(
        body("QS11-S01"),
        acting_user=PLATFORM,
        on=DAY,
        office_name="综合办公室",
        address="柳河镇人民路8号",
        hours="工作日8:30—12:00",
        phone="0000-5550111",
        at=timezone.now(),
    )
    assert {page.body for page in OutdatedPage.objects.all()} == {body("QS11")}


def test_releasing_the_guide_anew_settles_its_page_only(
    body, drafted_guide, at_stage, person, django_capture_on_commit_callbacks
):
    township = body("QS11")
    change_contacts(
        township,
        acting_user=PLATFORM,
        on=date(2026, 11, 10),
        phone="0000-5550188",
        at=timezone.now(),
    )
    draft_guide(township, acting_user=person("柳河拟稿"), on=DAY, at=timezone.now())
    release = at_stage(Stage.RELEASE, item=guide_item(township))
    with django_capture_on_commit_callbacks(execute=True):
        release_item(release, acting_user=person("柳河发布"), at=timezone.now())
    open_pages = OutdatedPage.objects.open().filter(body=township)
    assert [page.row.code for page in open_pages] == ["statutory.functions_and_organisation"]


def test_a_guide_that_still_holds_is_confirmed_and_put_on_record(body, public_guide, person):
    township = body("QS11")
    vice = township.posts.get(title="副镇长")
    appoint(vice, person=Person(name="蓝天宇"), acting_user=PLATFORM, on=DAY, at=timezone.now())
    confirm_guide(
        township, acting_user=person("柳河拟稿"), on=timezone.localdate(), at=timezone.now()
    )
    assert not OutdatedPage.objects.open().filter(row__code="platform.guide").exists()
    entry = Entry.objects.first()
    assert (entry.act, entry.values_after) == ("publishing.confirm-guide", {"resolved": 1})


def test_a_guide_that_no_longer_holds_is_not_confirmed(body, public_guide, person):
    township = body("QS11")
    change_contacts(
        township,
        acting_user=PLATFORM,
        on=date(2026, 11, 10),
        phone="0000-5550188",
        at=timezone.now(),
    )
    with pytest.raises(ActionError, match="处不符，不能确认"):
        confirm_guide(
            township, acting_user=person("柳河拟稿"), on=timezone.localdate(), at=timezone.now()
        )
    assert OutdatedPage.objects.open().filter(row__code="platform.guide").exists()


def test_the_list_of_guides_costs_the_same_for_any_number(body, public_guide, signed_in):
    client = signed_in("县公开办")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert "2026" in client.get(GUIDE).content.decode()
        return len(queries)

    before = cost()
    for code in ("QS12", "QS13"):
        change_contacts(
            body(code),
            acting_user=PLATFORM,
            on=DAY - timedelta(days=3),
            phone="0000-5550150",
            at=timezone.now(),
        )
    assert cost() == before
