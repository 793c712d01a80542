"""The county's sum: who is missing is named wherever it goes, each cell opens to the bodies, joint documents count once."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.documents import open_bytes
from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.bodies.models import PublicBody
from gongkai.web.reporting.actions.submitting import accept_report, submit_report
from gongkai.web.reporting.counting.beneath import counted_once
from gongkai.web.reporting.counting.sources import Tally
from gongkai.web.reporting.joint import joint_documents
from gongkai.web.reporting.models import REPORTING_KINDS
from gongkai.web.reporting.registers.actions import Entered, enter_line
from gongkai.web.reporting.registers.models import RegisterKind
from tests.web.reporting.conftest import AT


@pytest.fixture
def one_of_two(filed, body, person, sent):
    """A county of two towns, of which one has given its report."""
    kept = ["QS", "QS11", "QS12"]
    others = PublicBody.objects.filter(kind__in=REPORTING_KINDS).exclude(code__in=kept)
    others.update(abolished_on=date(2020, 6, 1))
    report = filed("QS11", "柳河拟稿", "柳河镇.docx").report
    sent(report)
    submit_report(report, acting_user=person("柳河三审"), at=AT)
    return accept_report(report, acting_user=person("县公开办"), at=AT)


def test_the_paper_the_sheet_and_the_data_name_who_is_missing(one_of_two, signed_in):
    county = signed_in("县公开办")
    said = "应汇总2个单位，缺1个，没有计入：白杨乡人民政府。本表不是全部单位的合计。"
    word = county.get(reverse("reporting:roll-up-file", args=[2024, "docx"])).content
    text = "\n".join(each.text for each in open_bytes(word, "汇总.docx").paragraphs())
    assert "青山县人民政府2024年政府信息公开年度数据汇总表（缺1个单位）" in text
    assert said in text
    assert "没有。已计入的1个单位每一格都有数字。" in text
    assert "各单位每一格都有数字" not in text
    sheet = county.get(reverse("reporting:roll-up-file", args=[2024, "xlsx"])).content
    book = openpyxl.load_workbook(BytesIO(sheet))
    assert [row[0].value for row in book["没有计入"].rows] == ["没有计入的单位", "白杨乡人民政府"]
    data = json.loads(county.get(reverse("reporting:roll-up-file", args=[2024, "json"])).content)
    assert data["organization"] == "青山县人民政府"
    assert data["rollup"]["missing"] == ["白杨乡人民政府"]


def test_each_cell_of_the_sum_opens_to_its_bodies(one_of_two, signed_in):
    county = signed_in("县公开办")
    page = county.get(reverse("reporting:roll-up", args=[2024])).content.decode()
    url = reverse("reporting:roll-up-cell", args=[2024, "requests.new.total"])
    assert f'<a href="{url}" aria-label="表三“新收”行“总计”列：7">7</a>' in page
    page = county.get(url).content.decode()
    assert (
        f'<a href="{reverse("reporting:report", args=[one_of_two.pk])}">柳河镇人民政府</a>' in page
    )
    assert "没有接收报告" in page
    assert county.get(reverse("reporting:roll-up-cell", args=[2024, "a.b.c"])).status_code == 404


def test_files_of_anybody_are_added_up_on_screen(signed_in, example):
    county = signed_in("县公开办")
    files = [SimpleUploadedFile(*example(name)) for name in ("柳河镇.docx", "松林镇.pdf")]
    page = county.post(reverse("reporting:merge"), {"files": files, "form": ""}).content.decode()
    assert "2 个单位：青山县柳河镇人民政府、青山县松林镇人民政府" in page
    again = [SimpleUploadedFile(*example(name)) for name in ("柳河镇.docx", "柳河镇.docx")]
    page = county.post(reverse("reporting:merge"), {"files": again}).content.decode()
    assert "都是青山县柳河镇人民政府的报告，应每个单位一份" in page
    file = [SimpleUploadedFile(*example("柳河镇.docx"))]
    made = county.post(reverse("reporting:merge"), {"files": file, "form": "xlsx"})
    assert made.content[:2] == b"PK"


def test_a_document_issued_jointly_is_one_in_the_countys_report(body):
    for code, number in (("QS11", "柳政联〔2024〕1号"), ("QS12", "柳政联[2024]1号"), ("QS12", "白政规〔2024〕2号")):  # fmt: skip
        enter_line(
            body(code),
            RegisterKind.NORMATIVE,
            acting_user=PLATFORM,
            at=AT,
            line=Entered(date(2024, 5, 6), "联防办法", "档案室目录", number),
        )
    towns = [body("QS11"), body("QS12")]
    [found] = joint_documents(towns, 2024)
    assert (found.bodies, found.surplus) == (("柳河镇", "白杨乡"), 1)
    assert joint_documents(towns, 2025) == []
    cell = "proactive.normative_documents.issued"
    plain = {cell: Tally(3), "proactive.normative_documents.in_force": Tally(8)}
    counted = counted_once(plain, towns, 2024)
    assert counted[cell].number == 2
    assert counted[cell].why == "联合发文只计一次，已扣除重复 1 件：柳政联〔2024〕1号。"
    assert counted["proactive.normative_documents.in_force"].number == 8
