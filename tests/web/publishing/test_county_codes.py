"""The codes of a county's own site come from its table, and go into the submissions."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM, Refused
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.catalogue.actions.county_codes import set_county_codes
from gongkai.web.publishing.catalogue.actions.standard import adopt_standard
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.submissions.forms import SubmissionForm

PAGE = "/office/items/catalogue/codes/"


@pytest.fixture
def row(county, rows, body):
    adopt_standard(
        body("QS"), acting_user=PLATFORM, at=timezone.now(), on=date(2026, 11, 1), variants=None
    )
    owned = CatalogueRow.objects.filter(county=body("QS"), plain_code__startswith="standard.")
    return owned.order_by("order")[0]


def table(*lines: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("栏目.csv", "\n".join(lines).encode(), content_type="text/csv")


def test_a_table_fills_the_codes_in_and_nothing_is_kept_before_it_is_saved(row, signed_in):
    office = signed_in("县公开办")
    given = table(
        "栏目编码,栏目名称", f"030201,{row.group} > {row.category} > {row.name}", "99,领导之窗"
    )
    page = office.post(PAGE, {"read": "1", "file": given}).content.decode()
    assert "编码表中对上 1 个事项" in page
    assert "第 3 行 A3“栏目编码”：99 领导之窗" in page
    assert 'value="030201"' in page
    row.refresh_from_db()
    assert row.county_code == ""
    codes = {
        f"code-{each.pk}": each.county_code
        for each in CatalogueRow.objects.filter(county=row.county)
        if not each.is_heading
    }
    seen = office.get(PAGE).context["seen_state"]
    answer = office.post(
        PAGE, {**codes, f"code-{row.pk}": "030201", "seen_state": seen}, follow=True
    )
    assert "1 个事项的编码有改动" in answer.content.decode()
    row.refresh_from_db()
    assert row.county_code == "030201"
    assert Entry.objects.filter(act="publishing.change-row").count() == 1


def test_a_submission_takes_the_code_of_the_catalogue_before_the_one_used_last(row, drafted):
    item = drafted(row=row)
    set_county_codes(row.county, acting_user=PLATFORM, at=timezone.now(), codes={row.pk: "030201"})
    item.row.refresh_from_db()
    form = SubmissionForm(items=[item], codes={row.pk: "0101"}, before={})
    assert form[f"code-{item.pk}"].value() == "030201"
    item.row.county_code = ""
    form = SubmissionForm(items=[item], codes={row.pk: "0101"}, before={})
    assert form[f"code-{item.pk}"].value() == "0101"


def test_another_file_is_refused_in_a_sentence(row, signed_in):
    page = signed_in("县公开办").post(PAGE, {"read": "1", "file": table("姓名,金额", "张三,1")})
    assert "没有找到栏目编码表" in page.content.decode()
    page = signed_in("县公开办").post(PAGE, {"read": "1"})
    assert page.status_code == 200


def test_only_the_county_sets_codes_and_only_of_its_own_rows(row, person, rows, body):
    with pytest.raises(Refused):
        set_county_codes(
            row.county, acting_user=person("柳河管理"), at=timezone.now(), codes={row.pk: "1"}
        )
    with pytest.raises(ActionError, match="不在本县目录中"):
        set_county_codes(
            row.county, acting_user=person("县公开办"), at=timezone.now(), codes={999999: "1"}
        )
    with pytest.raises(ActionError, match="超过 40 个字"):
        set_county_codes(
            row.county, acting_user=person("县公开办"), at=timezone.now(), codes={row.pk: "1" * 41}
        )
