"""The catalogue: the county's rows, what a body owes of them, the sheets, the workbook."""

from __future__ import annotations

import io
import re
from datetime import date

import docx
import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM, Refused
from gongkai.web.bodies.actions.import_bodies import WrongCells
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.catalogue.actions.entries import Wording, trim_catalogue
from gongkai.web.publishing.catalogue.actions.entry import add_row, change_row
from gongkai.web.publishing.catalogue.actions.import_catalogue import Imported, import_catalogue
from gongkai.web.publishing.catalogue.models import BodyRow, CatalogueRow, Way
from gongkai.web.publishing.catalogue.sheets import (
    catalogue_sheet,
    rows_of_body,
    rows_of_county,
    standard_sheet,
)
from gongkai.web.publishing.catalogue.workbook import as_workbook
from gongkai.web.publishing.duties.board import board

pytestmark = pytest.mark.both_databases
DAY = date(2026, 11, 16)
START = date(2026, 1, 1)


def own_row(**fields):
    values = {
        "category": "民生实事",
        "name": "村级便民服务点",
        "content": "服务点名称、地址、服务时间",
        "basis": "青政发〔2026〕3号",
        "levels": ["township"],
        **fields,
    }
    return add_row(acting_user=PLATFORM, **values, at=timezone.now())


def changed_workbook(changes: dict[str, str]) -> bytes:
    """The exported catalogue with some cells written over, as ``{"C2": "…"}``."""
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(CatalogueRow.objects.all())))
    for place, text in changes.items():
        book["公开目录"][place] = text
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_an_own_row_gets_the_next_code_and_goes_to_the_bodies_of_its_level(rows, body):
    first = own_row(include_on=DAY)
    second = own_row(name="村级文化活动")
    assert (first.code, second.code) == ("own.0001", "own.0002")
    assert sorted(BodyRow.objects.filter(row=first).values_list("body__code", flat=True)) == [
        "QS11",
        "QS12",
        "QS13",
    ]
    assert not BodyRow.objects.filter(row=second).exists()


def test_a_code_that_the_lists_do_not_have_is_refused(rows):
    with pytest.raises(ValidationError, match="请从中选择"):
        own_row(cadence="daily")
    with pytest.raises(ValidationError, match="公开层级"):
        own_row(levels=["village"])


def test_a_change_is_recorded_with_what_changed_only(rows):
    row = rows("statutory.statistics")
    change_row(row, acting_user=PLATFORM, county_code="A0304", name=row.name, at=timezone.now())
    assert rows("statutory.statistics").county_code == "A0304"
    assert Entry.objects.first().values_after == {"county_code": "A0304"}


def test_a_drafter_does_not_change_the_countys_catalogue(rows, person):
    with pytest.raises(Refused):
        change_row(
            rows("statutory.statistics"),
            acting_user=person("柳河拟稿"),
            name="统计",
            at=timezone.now(),
        )


def test_own_words_hold_from_their_day_on(rows, body):
    township, row = body("QS11"), rows("statutory.statistics")
    trim_catalogue(township, acting_user=PLATFORM, on=START, rows=[row], at=timezone.now())
    words = {row.pk: Wording("镇级统计公报", 2)}
    trim_catalogue(
        township, acting_user=PLATFORM, on=DAY, rows=[row], wordings=words, at=timezone.now()
    )
    (before,) = rows_of_body(township, date(2026, 11, 15))
    (after,) = rows_of_body(township, DAY)
    assert (before.content, after.content) == ("", "镇级统计公报")
    assert township.catalogue.on(DAY).get().monthly_quota == 2


def test_a_row_that_stays_as_it_is_is_not_written_again(rows, body):
    township, row = body("QS11"), rows("statutory.statistics")
    words = {row.pk: Wording("镇级统计公报", 2)}
    trim_catalogue(
        township, acting_user=PLATFORM, on=START, rows=[row], wordings=words, at=timezone.now()
    )
    assert (
        trim_catalogue(township, acting_user=PLATFORM, on=DAY, rows=[row], at=timezone.now()) == []
    )
    assert township.catalogue.count() == 1


def test_a_row_is_not_ended_before_it_began(rows, body):
    township, row = body("QS11"), rows("statutory.statistics")
    trim_catalogue(township, acting_user=PLATFORM, on=DAY, rows=[row], at=timezone.now())
    with pytest.raises(ActionError, match="自 2026-11-16 起列入目录"):
        trim_catalogue(township, acting_user=PLATFORM, on=START, rows=[], at=timezone.now())
    trim_catalogue(township, acting_user=PLATFORM, on=DAY, rows=[], at=timezone.now())
    assert not township.catalogue.exists()


def test_a_clerk_ticks_rows_with_own_words_and_a_quota(rows, body, signed_in):
    client, township = signed_in("柳河拟稿"), body("QS11")
    address = f"/office/items/catalogue/bodies/{township.pk}/trim/"
    page = client.get(address).content.decode()
    state = re.search(r'name="seen_state" value="([0-9a-f]{64})"', page)[1]
    row = rows("statutory.statistics")
    answer = client.post(
        address,
        {
            "on": "2026-11-16",
            f"owed-{row.pk}": "on",
            f"content-{row.pk}": "镇级统计公报",
            f"quota-{row.pk}": "1",
            "seen_state": state,
        },
    )
    assert answer.status_code == 302
    shown = client.get(f"/office/items/catalogue/bodies/{township.pk}/").content.decode()
    assert "镇级统计公报" in shown
    assert "主动公开 1 项" in shown


def test_rows_on_request_make_a_catalogue_of_their_own_and_are_not_owed(rows, body):
    township = body("QS11")
    on_request = own_row(name="土地承包合同档案", way=Way.ON_REQUEST)
    both = [on_request, rows("statutory.statistics")]
    trim_catalogue(township, acting_user=PLATFORM, on=START, rows=both, at=timezone.now())
    (shown,) = rows_of_body(township, DAY, Way.ON_REQUEST)
    sheet = catalogue_sheet(township.name, [shown], Way.ON_REQUEST, DAY)
    assert sheet.title == "柳河镇人民政府依申请公开的政府信息目录"
    assert sheet.rows == (
        (
            "1",
            "民生实事",
            "土地承包合同档案",
            "服务点名称、地址、服务时间",
            "青政发〔2026〕3号",
            "20个工作日内",
            "柳河镇人民政府",
            "政府网站",
            "全社会",
            "临时类（随时公开）",
        ),
    )
    assert [cell.row.code for cell in board([township], DAY)] == ["statutory.statistics"]


def test_the_standard_catalogue_has_the_twenty_six_fields_and_says_what_is_unknown(rows):
    sheet = standard_sheet("青山县", rows_of_county(), DAY)
    assert sheet.title == "青山县政务公开事项标准目录"
    assert len(sheet.rows) == 26
    by_field = {row[1]: row[2:] for row in sheet.rows}
    assert by_field["社会救助"] == (
        "未写明：要素见该领域标准指引，本目录尚未换用标准目录",
        "未写明：要素见该领域标准指引，本目录尚未换用标准目录",
        "国办发〔2019〕54号及该领域基层政务公开标准指引",
        "10个工作日内",
        "县级民政部门、乡镇人民政府",
        "政府网站",
        "√",
        "",
        "√",
        "",
        "√",
        "√",
    )
    assert by_field["义务教育"][-2:] == ("√", "")
    assert sheet.notes == ("“未写明”共 52 处，原因见各格；主管部门可在“公开事项”中补充。",)


def test_an_own_row_of_a_field_stands_under_it(rows):
    own_row(name="临时救助对象名单", standard_field="social_assistance", audience="救助对象")
    sheet = standard_sheet("青山县", rows_of_county(), DAY)
    (line,) = [row for row in sheet.rows if row[2] == "临时救助对象名单"]
    assert line[1] == "社会救助：民生实事"
    assert line[8:10] == ("", "救助对象")


@pytest.mark.parametrize("sheet", ["proactive", "on-request", "standard", "items"])
def test_every_sheet_comes_as_page_workbook_and_document(rows, body, signed_in, sheet):
    township = body("QS11")
    trim_catalogue(township, acting_user=PLATFORM, on=START, at=timezone.now())
    client = signed_in("柳河拟稿")
    place = f"/office/items/catalogue/bodies/{township.pk}/{sheet}"
    assert "柳河镇人民政府" in client.get(f"{place}.html").content.decode()
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{place}.xlsx").content))
    assert str(book.active["A1"].value).startswith("柳河镇人民政府")
    assert book.active.page_setup.orientation == "landscape"
    document = docx.Document(io.BytesIO(client.get(f"{place}.docx").content))
    section = document.sections[0]
    assert (section.page_width.mm, section.page_height.mm) == (
        pytest.approx(297, abs=0.1),
        pytest.approx(210, abs=0.1),
    )
    assert client.get(f"{place}.odt").status_code == 404


def test_the_catalogue_of_items_has_the_four_contents_of_article_12(body, released, signed_in):
    item = released()
    client = signed_in("柳河拟稿")
    place = f"/office/items/catalogue/bodies/{body('QS11').pk}/items.html"
    page = client.get(place).content.decode()
    for text in ("索引", "名称", "内容概述", "生成日期", item.index_number, "2026-11-02"):
        assert text in page


def test_an_exported_catalogue_imported_again_changes_nothing(rows):
    own_row(content="第一行\n第二行", monthly_quota=4, county_code="A01", owner="县民政局")
    count = CatalogueRow.objects.count()
    done = import_catalogue(
        as_workbook(CatalogueRow.objects.all()), "a.xlsx", acting_user=PLATFORM, at=timezone.now()
    )
    assert done == Imported(0, 0, count)


def test_rows_are_changed_by_their_code_and_added_without_one(rows):
    count = CatalogueRow.objects.count()
    code = CatalogueRow.objects.first().code
    last = count + 2
    data = changed_workbook(
        {
            "D2": "新的要素",
            f"B{last}": "民生实事",
            f"C{last}": "村级便民服务点",
            f"F{last}": "一般政府信息",
            f"H{last}": "常规类（定期公开）",
            f"L{last}": "主动公开",
            f"M{last}": "乡镇、街道；县级部门",
            f"N{last}": "4",
        }
    )
    assert import_catalogue(data, "目录.xlsx", acting_user=PLATFORM, at=timezone.now()) == Imported(
        1, 1, count - 1
    )
    assert rows(code).content == "新的要素"
    added = rows("own.0001")
    assert (added.levels, added.cadence, added.monthly_quota) == (
        ["township", "county_department"],
        "regular",
        4,
    )


def test_wrong_cells_are_named_and_nothing_is_saved(rows):
    before = list(CatalogueRow.objects.values_list("code", "name", "cadence"))
    data = changed_workbook(
        {
            "A3": "没有这个编码",
            "C4": "",
            "H5": "每天",
            "L6": "保密",
            "M7": "村级",
            "N8": "很多",
            "D2": "新的要素",
        }
    )
    with pytest.raises(WrongCells) as caught:
        import_catalogue(data, "目录.xlsx", acting_user=PLATFORM, at=timezone.now())
    told = caught.value.sentences
    assert [sentence.split("：")[0] for sentence in told] == ["A3", "C4", "H5", "L6", "M7", "N8"]
    assert told[2].startswith("H5：时限类型为“每天”，应为")
    assert list(CatalogueRow.objects.values_list("code", "name", "cadence")) == before


def test_a_file_that_is_no_workbook_is_told_in_a_sentence(rows, signed_in):
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("目录.xlsx", b"not a workbook")
    answer = signed_in("县公开办").post("/office/items/catalogue/import/", {"file": file})
    assert answer.status_code == 200
    assert "目录.xlsx" in answer.content.decode()


def test_the_county_office_changes_a_row_on_the_screen(rows, signed_in):
    client, row = signed_in("县公开办"), rows("statutory.statistics")
    address = f"/office/items/catalogue/{row.pk}/"
    page = client.get(address).content.decode()
    state = re.search(r'name="seen_state" value="([0-9a-f]{64})"', page)[1]
    answer = client.post(
        address,
        {
            "category": row.category,
            "name": "统计信息",
            "period_kind": "general",
            "cadence": "regular",
            "ticked": ["政府网站", "公开查阅点"],
            "other_channels": "村务微信群",
            "audience": "全社会",
            "way": "proactive",
            "levels": ["township"],
            "order": "4",
            "seen_state": state,
        },
    )
    assert answer.status_code == 302
    assert rows("statutory.statistics").channels == "政府网站、公开查阅点、村务微信群"
    assert "统计信息" in client.get("/office/items/catalogue/").content.decode()


@pytest.mark.parametrize("address", ["/office/items/catalogue/", "/office/items/catalogue/bodies/"])
def test_the_lists_cost_the_same_for_any_number(rows, body, signed_in, address):
    client = signed_in("县公开办")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    trim_catalogue(body("QS11"), acting_user=PLATFORM, on=START, at=timezone.now())
    before = cost()
    for code in ("QS", "QS01", "QS12", "QS13"):
        trim_catalogue(body(code), acting_user=PLATFORM, on=START, at=timezone.now())
    for number in range(10):
        own_row(name=f"事项{number}")
    assert cost() == before


def test_the_county_office_loads_the_rows_of_the_law_on_a_screen(body, signed_in):
    client = signed_in("县公开办")
    assert "/catalogue/load/" in client.get(reverse("publishing:catalogue")).content.decode()
    CatalogueRow.objects.filter(bodies=None, items=None).delete()
    address = reverse("publishing:load-catalogue")
    response = client.post(address, follow=True)
    assert "已载入" in response.content.decode()
    assert CatalogueRow.objects.filter(code="statutory.emergencies").exists()
    assert "已载入 0 项" in client.post(address, follow=True).content.decode()
