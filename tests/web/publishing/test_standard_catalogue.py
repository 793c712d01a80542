"""The standard catalogue in a county, a county's own catalogue, and whose catalogue it is."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM, Refused
from gongkai.web.bodies.actions.body import establish_body
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.catalogue.actions.county_catalogue import (
    comparison_of,
    confirm_catalogue,
    hand_in_catalogue,
)
from gongkai.web.publishing.catalogue.actions.entries import load_catalogue, trim_catalogue
from gongkai.web.publishing.catalogue.actions.entry import add_row, change_row
from gongkai.web.publishing.catalogue.actions.standard import adopt_standard, load_standard
from gongkai.web.publishing.catalogue.models import CatalogueRow, Way, county_of
from gongkai.web.publishing.catalogue.sheets import (
    catalogue_sheet,
    rows_of_body,
    rows_of_county,
    standard_sheet,
)
from gongkai.web.publishing.duties.board import Status, board
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.items.posting_period import proposed_take_down
from tests.catalogue.workbooks import same_as_above, two_kinds_of_head, two_row_head

pytestmark = pytest.mark.both_databases
DAY = date(2026, 11, 16)
START = date(2026, 1, 1)


@pytest.fixture
def standard(rows, body):
    load_standard(body("QS"))
    return rows


@pytest.fixture
def other_county(rows):
    """白水县, a second county in the same installation, with its catalogue."""
    county = establish_body(
        acting_user=PLATFORM,
        code="BS",
        name="白水县人民政府",
        short_name="白水县",
        kind="county-government",
        on=START,
        at=timezone.now(),
    )
    load_catalogue(acting_user=PLATFORM, at=timezone.now(), county=county)
    return county


def test_a_township_starts_from_its_level_and_a_department_from_its_work(standard, body):
    def started(code):
        trim_catalogue(body(code), acting_user=PLATFORM, on=START, at=timezone.now())
        owed = body(code).catalogue.select_related("row")
        return [each.row for each in owed if each.row.plain_code.startswith("standard.")]

    assert len(started("QS11")) == 135
    assert {row.standard_field for row in started("QS04")} == {"social_assistance", "elderly_care"}
    assert {row.standard_field for row in started("QS03")} == {"budgets_and_accounts"}


def test_an_entry_becomes_a_row_with_everything_that_is_known(standard):
    row = standard("standard.employment.01")
    assert row.category == "就业信息服务"
    assert row.time_limit == "自公开事项信息形成或变更之日起20个工作日内"
    assert row.limits == [
        {
            "kind": "within",
            "value": 20,
            "unit": "working_days",
            "from": "公开事项信息形成或变更之日",
        }
    ]
    assert standard("standard.budgets_and_accounts.01").period_kind == "budget"
    assert standard("standard.social_assistance.02").period_kind == "within_10_working_days"
    assert all(row.limits for row in CatalogueRow.objects.filter(code__startswith="standard."))


def test_the_printed_standard_catalogue_leaves_nothing_to_be_filled_in(standard, body):
    township = body("QS11")
    trim_catalogue(township, acting_user=PLATFORM, on=START, at=timezone.now())
    sheet = standard_sheet(township.name, rows_of_body(township, DAY), DAY)
    assert sheet.notes == ()
    assert len(sheet.rows) > 130


def test_the_printed_catalogue_says_of_the_laws_own_matters_what_the_law_says(standard, body):
    township = body("QS11")
    trim_catalogue(township, acting_user=PLATFORM, on=START, at=timezone.now())
    sheet = catalogue_sheet(
        township.name, rows_of_body(township, DAY, Way.PROACTIVE), Way.PROACTIVE, DAY
    )
    told = {row[2]: row[3] for row in sheet.rows}
    assert (
        told["政府集中采购项目的目录、标准及实施情况"] == "政府集中采购项目的目录、标准及实施情况"
    )
    assert told["筹资筹劳"] == "未写明：条例只列名称，未列要素"
    assert all(cell for row in sheet.rows for cell in row)
    county = catalogue_sheet("青山县", rows_of_county(body("QS")), Way.PROACTIVE, DAY)
    owners = {row[2]: row[6] for row in county.rows}
    assert owners["国民经济和社会发展统计信息"] == "制作、保存该信息的机关（《条例》第十条）"


def test_adopting_gives_up_headings_and_their_items_move_to_the_rows_of_the_field(
    rows, body, released
):
    township = body("QS11")
    kept, idle = rows("field.social_assistance"), rows("field.elderly_care")
    trim_catalogue(township, acting_user=PLATFORM, on=START, rows=[kept, idle], at=timezone.now())
    item = released(row=kept, title="柳河镇特困人员救助供养情况")
    done = adopt_standard(body("QS"), acting_user=PLATFORM, at=timezone.now(), on=DAY)
    assert (done.rows, done.owed, done.ended, done.moved) == (249, 135, 2, 1)
    codes = set(township.catalogue.filter(ends_on=None).values_list("row__code", flat=True))
    assert not {"field.social_assistance", "field.elderly_care"} & codes
    item = ItemPage.objects.get(pk=item.pk)
    assert (item.row.category, item.row.name) == ("特困人员救助供养", "审核信息")
    assert item.latest_revision.content["row"] == item.row_id
    told = Entry.objects.get(act="publishing.refile")
    assert told.before == '{"row":"field.social_assistance"}'
    assert told.after == '{"row":"standard.social_assistance.09"}'
    again = adopt_standard(body("QS"), acting_user=PLATFORM, at=timezone.now(), on=DAY)
    assert (again.rows, again.owed, again.ended) == (0, 0, 0)


def test_loading_what_is_missing_brings_no_heading_back(rows, body):
    rows("statutory.social_assistance")
    adopt_standard(body("QS"), acting_user=PLATFORM, at=timezone.now(), on=DAY)
    assert load_catalogue(acting_user=PLATFORM, at=timezone.now(), county=body("QS")) == 0


def test_green_says_that_a_period_runs(standard, body):
    township = body("QS11")
    by_event, yearly = standard("standard.employment.01"), standard("statutory.statistics")
    trim_catalogue(
        township, acting_user=PLATFORM, on=START, rows=[by_event, yearly], at=timezone.now()
    )
    statuses = {cell.row.code: cell.status for cell in board([township], DAY)}
    assert statuses == {
        "standard.employment.01": Status.BY_EVENT,
        "statutory.statistics": Status.BLANK,
    }


def test_a_row_without_a_period_is_not_green_for_having_been_published(rows, body, released):
    township, row = body("QS11"), rows("statutory.emergencies")
    trim_catalogue(township, acting_user=PLATFORM, on=START, rows=[row], at=timezone.now())
    item = released(row=row)
    (cell,) = board([township], item.published_on)
    assert cell.status is Status.BY_EVENT


def test_a_second_county_has_its_own_rows(other_county, rows):
    own = CatalogueRow.objects.get(code="BS.statutory.statistics")
    assert own.plain_code == "statutory.statistics"
    assert own.county == other_county
    change_row(own, acting_user=PLATFORM, lists_people=True, at=timezone.now())
    assert rows("statutory.statistics").lists_people is False
    assert CatalogueRow.objects.of(other_county).get(plain_code="statutory.statistics") == own


def test_no_office_changes_the_rows_of_another_county(other_county, person):
    own = CatalogueRow.objects.get(code="BS.statutory.statistics")
    with pytest.raises(Refused):
        change_row(own, acting_user=person("县公开办"), lists_people=True, at=timezone.now())
    with pytest.raises(Refused):
        load_catalogue(acting_user=person("县公开办"), at=timezone.now(), county=other_county)
    with pytest.raises(Refused):
        add_row(
            acting_user=person("县公开办"),
            at=timezone.now(),
            county=other_county,
            category="民生",
            name="民生",
        )


def test_what_all_share_is_changed_only_by_who_looks_after_all(other_county, rows, person):
    row = rows("statutory.statistics")
    CatalogueRow.objects.filter(pk=row.pk).update(county=None)
    with pytest.raises(Refused):
        change_row(row, acting_user=person("县公开办"), lists_people=True, at=timezone.now())


def test_a_township_administrator_does_not_change_the_countys_catalogue(rows, body, person):
    from gongkai.web.accounts.roles import Role
    from gongkai.web.bodies.actions.role import give_role

    clerk = person("柳河拟稿")
    give_role(
        clerk,
        body=body("QS11"),
        role=Role.ADMINISTRATOR,
        acting_user=PLATFORM,
        starts_on=START,
        at=timezone.now(),
    )
    with pytest.raises(Refused):
        change_row(
            rows("statutory.statistics"), acting_user=clerk, lists_people=True, at=timezone.now()
        )


def test_rows_of_another_county_are_not_seen_owed_or_published_under(
    other_county, body, drafted, signed_in
):
    own = CatalogueRow.objects.get(code="BS.statutory.statistics")
    client = signed_in("县公开办")
    assert client.get(f"/office/items/catalogue/{own.pk}/").status_code == 404
    assert "BS.statutory" not in client.get("/office/items/catalogue/").content.decode()
    with pytest.raises(ActionError, match="不在本县"):
        trim_catalogue(body("QS11"), acting_user=PLATFORM, on=START, rows=[own], at=timezone.now())
    with pytest.raises(Exception, match="不在本县"):
        drafted(row=own)


def test_the_county_of_a_village_is_the_one_above_it(body):
    assert county_of(body("QS11")).code == "QS"
    assert county_of(body("QS")).code == "QS"


def test_a_countys_own_catalogue_changes_nothing_before_it_is_confirmed(standard, body):
    before = CatalogueRow.objects.count()
    file = hand_in_catalogue(
        body("QS"), same_as_above(), "目录.xlsx", acting_user=PLATFORM, at=timezone.now()
    )
    assert CatalogueRow.objects.count() == before
    budget, accounts, water = comparison_of(file).pairs
    assert budget.held.code == "standard.budgets_and_accounts.01"
    assert budget.changes["county_code"] == ("", "QS-CZ-01")
    assert budget.changes["time_limit"][1] == "本级人民代表大会批准之日起20日内"
    assert accounts.held.code == "standard.budgets_and_accounts.02"
    assert water.held is None
    done = confirm_catalogue(file, acting_user=PLATFORM, at=timezone.now(), chosen=[0, 2])
    assert (done.added, done.changed, done.left) == (1, 1, 1)
    assert standard("standard.budgets_and_accounts.01").county_code == "QS-CZ-01"
    assert standard("standard.budgets_and_accounts.02").county_code == ""
    assert CatalogueRow.objects.get(name="城市供水设施改动审批").county_code == "QS-SH-01"
    with pytest.raises(ActionError, match="已经导入过"):
        confirm_catalogue(file, acting_user=PLATFORM, at=timezone.now(), chosen=[1])


def test_the_county_office_hands_in_looks_and_confirms(standard, signed_in, body):
    client = signed_in("县公开办")
    file = SimpleUploadedFile("目录.xlsx", two_row_head())
    answer = client.post(
        "/office/items/catalogue/own/", {"file": file, "county": body("QS").pk}, follow=True
    )
    page = answer.content.decode()
    assert "核对本县目录" in page
    assert "最低生活保障／办事指南" in page
    address = answer.redirect_chain[-1][0]
    done = client.post(address, {"take": ["0", "1"]}, follow=True).content.decode()
    assert "更新 2 项" in done or "新增" in done


def test_the_county_office_adopts_the_standard_catalogue_on_a_screen(rows, body, signed_in):
    trim_catalogue(body("QS11"), acting_user=PLATFORM, on=START, at=timezone.now())
    client = signed_in("县公开办")
    page = client.get("/office/items/catalogue/standard/").content.decode()
    assert "标准目录有 249 项" in page
    county = re.search(r'name="county"[^>]*value="(\d+)"', page)[1]
    ticked = re.findall(r'name="variants" value="([^"]+)"[^>]*checked', page)
    answer = client.post(
        "/office/items/catalogue/standard/",
        {"on": "2026-11-16", "county": county, "variants": ticked},
        follow=True,
    )
    assert "目录新增 249 项" in answer.content.decode()
    trim = client.get(f"/office/items/catalogue/bodies/{body('QS11').pk}/trim/").content.decode()
    assert trim.count('name="owed-') > 135
    assert len(trim) < 400_000


def test_an_item_is_asked_for_the_elements_of_its_row(standard, drafted):
    from gongkai.statute.workdays import load_calendar
    from gongkai.web.publishing.items.quality import quality
    from gongkai.web.vetting.gate import Examination

    item = drafted(
        row=standard("standard.employment.01"),
        title="关于就业创业政策的通知",
        text="<p>请各村做好宣传。</p>",
    )
    whole = quality(item, Examination(()), on=DAY, calendar=load_calendar())[0]
    assert any("政策申请条件" in hint for hint in whole.hints)


def test_an_update_gives_the_rows_to_the_only_county_and_keeps_their_codes(rows, body):
    from importlib import import_module

    from django.apps import apps

    CatalogueRow.objects.update(county=None, plain_code="")
    codes = set(CatalogueRow.objects.values_list("code", flat=True))
    update = import_module("gongkai.web.publishing.migrations.0003_rows_belong_to_their_county")
    update.give_to_the_county(apps, None)
    assert set(CatalogueRow.objects.values_list("code", flat=True)) == codes
    row = rows("statutory.statistics")
    assert (row.plain_code, row.county) == ("statutory.statistics", body("QS"))


def test_with_several_counties_an_update_leaves_the_rows_to_all(other_county):
    from importlib import import_module

    from django.apps import apps

    CatalogueRow.objects.update(county=None)
    update = import_module("gongkai.web.publishing.migrations.0003_rows_belong_to_their_county")
    update.give_to_the_county(apps, None)
    assert not CatalogueRow.objects.exclude(county=None).exists()


# A county's workbook as it is: lists of persons, posting and rhythm in its own words


@pytest.fixture
def handed_in(rows, body):
    return hand_in_catalogue(
        body("QS"), two_kinds_of_head(), "目录.xlsx", acting_user=PLATFORM, at=timezone.now()
    )


def test_what_the_sheet_says_of_lists_posting_and_rhythm_is_taken_over(handed_in):
    confirm_catalogue(handed_in, acting_user=PLATFORM, at=timezone.now(), chosen=range(8))
    told = {
        row.name: (row.lists_people, row.posting, row.cadence)
        for row in CatalogueRow.objects.filter(code__startswith="own.")
    }
    assert told == {
        "政策法规文件": (False, "", "temporary"),
        "办事指南": (False, "", "temporary"),
        "审核信息": (True, "", "temporary"),
        "审核审批信息": (True, "", "temporary"),
        "惠农补贴发放结果": (True, "7 calendar days", "yearly"),
        "云溪茶园奖补": (True, "", "temporary"),
        "出生登记": (False, "", "fixed"),
    }
    assert CatalogueRow.objects.get(name="审核信息").period_kind == "within_10_working_days"


def test_a_sheet_with_a_head_of_one_row_is_read_and_what_is_no_catalogue_is_said(handed_in):
    assert [line["level_2"] for line in handed_in.lines if line["sheet"] == "户籍管理"] == [
        "出生登记"
    ]
    assert handed_in.unread == [
        "“联系人”表没有读：表头缺少“一级事项”、“二级事项”、“公开内容（要素）”列；"
        "如是目录，请补上表头后重新上传。"
    ]


def test_lists_posting_and_rhythm_are_shown_and_set_before_anything_is_imported(
    handed_in, signed_in
):
    client = signed_in("县公开办")
    address = f"/office/items/catalogue/own/{handed_in.pk}/"
    page = client.get(address).content.decode()
    assert "“联系人”表没有读" in page
    at = [line["level_2"] for line in handed_in.lines].index("惠农补贴发放结果")
    assert re.search(rf'name="people-{at}" checked', page)
    assert re.search(rf'name="days-{at}" value="7"', page)
    assert re.search(rf'name="cadence-{at}">.*?value="yearly" selected', page, re.DOTALL)
    said = {
        "take": [str(at)],
        "facts": [str(at)],
        f"days-{at}": "5",
        f"unit-{at}": "working",
        f"cadence-{at}": "quarterly",
    }
    wrong = client.post(address, {**said, f"days-{at}": "很久"}).content.decode()
    assert "请填写 1 至 999 的天数" in wrong
    assert not CatalogueRow.objects.filter(name="惠农补贴发放结果").exists()
    client.post(address, said)
    row = CatalogueRow.objects.get(name="惠农补贴发放结果")
    assert (row.lists_people, row.posting, row.cadence) == (False, "5 working days", "quarterly")


def test_rows_of_the_county_and_of_the_standard_become_one(handed_in, body):
    confirm_catalogue(handed_in, acting_user=PLATFORM, at=timezone.now(), chosen=range(8))
    own = CatalogueRow.objects.get(category="最低生活保障", name="审核信息")
    done = adopt_standard(body("QS"), acting_user=PLATFORM, at=timezone.now(), on=DAY)
    assert (done.rows, done.merged) == (245, 4)
    twins = CatalogueRow.objects.filter(category="最低生活保障", name="审核信息")
    assert [(row.code, row.plain_code) for row in twins] == [
        (own.code, "standard.social_assistance.05")
    ]
    assert twins.get().time_limit == "自审核完成之日起10个工作日内"
    again = hand_in_catalogue(
        body("QS"), two_kinds_of_head(), "目录.xlsx", acting_user=PLATFORM, at=timezone.now()
    )
    seen = comparison_of(again)
    assert [pair.line.level_2 for pair in seen.pairs if pair.held is None or pair.changes] == []
    assert not {each.level_2 for each in seen.absent if each.level_1 == "最低生活保障"} & {
        "审核信息"
    }


def test_every_row_of_the_standard_catalogue_has_a_name(standard):
    rows = CatalogueRow.objects.filter(plain_code__startswith="standard.")
    assert [row.plain_code for row in rows if not row.name.strip()] == []
    assert standard("standard.public_resource_trading.06").name == "矿业权出让信息"


def test_an_office_of_the_peoples_government_is_no_office_of_civil_affairs(standard, body):
    office = establish_body(
        acting_user=PLATFORM,
        code="QS99",
        name="青山县人民政府办公室",
        short_name="县政府办",
        kind="county-department",
        parent=body("QS"),
        on=START,
        at=timezone.now(),
    )
    trim_catalogue(office, acting_user=PLATFORM, on=START, at=timezone.now())
    fields = {each.row.standard_field for each in office.catalogue.select_related("row")}
    assert "social_assistance" not in fields
    assert "elderly_care" not in fields


def test_a_clerk_is_offered_what_the_body_owes_under_the_names_of_the_fields(
    standard, body, signed_in
):
    trim_catalogue(body("QS11"), acting_user=PLATFORM, on=START, at=timezone.now())
    page = signed_in("柳河拟稿").get("/office/items/new/").content.decode()
    select = re.search(r'<select name="row".*?</select>', page, re.DOTALL)[0]
    owed = body("QS11").catalogue.count()
    assert select.count("<option") == owed + 1
    assert '<optgroup label="社会救助">' in select


def test_a_posting_of_working_days_counts_working_days(standard, drafted):
    row = standard("standard.social_assistance.05")
    assert row.posting == "7 working days"
    item = drafted(row=row, lists_people=True)
    # Seven working days after Monday 2026-11-16 end on Wednesday the 25th.
    assert proposed_take_down(item, date(2026, 11, 16)) == date(2026, 11, 26)
