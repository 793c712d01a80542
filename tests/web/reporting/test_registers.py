"""Imports of registers neither drop nor double in silence; another body's line is asked about; the bureau's list is compared both ways."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.web.accounts.permissions import Refused
from gongkai.web.files.tables import WrongCells
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import ActionError
from gongkai.web.reporting.registers.actions import Entered, enter_line, import_lines
from gongkai.web.reporting.registers.doubts import plain_number, sign_of
from gongkai.web.reporting.registers.models import RegisterKind, RegisterLine
from gongkai.web.reporting.registers.reconciling import reconcile
from tests.web.reporting.conftest import AT

MONEY = ["收费日期", "票据号", "收费项目", "金额"]
DECISION = ["日期", "文号", "名称", "来源"]
RESIDENT = "11010119900307" + "0011"


def book(*rows) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(list(row))
    content = BytesIO()
    made.save(content)
    return content.getvalue()


@pytest.fixture
def take(body, person):
    """``take(kind, rows…)``: the rows imported by 柳河镇."""

    def import_(kind, *rows, **more):
        return import_lines(
            body("QS11"),
            kind,
            acting_user=person("柳河拟稿"),
            at=AT,
            name="台账.xlsx",
            data=book(*rows),
            **more,
        )

    return import_


def test_a_number_with_another_day_or_amount_is_asked_about_and_nothing_is_saved(take):
    with pytest.raises(WrongCells) as wrong:
        take(
            RegisterKind.CHARGE,
            MONEY,
            ["2025-01-31", "票001", "占道费", "1,234.56"],
            ["2025-02-28", "票001", "占道费", "100.00"],
        )
    assert wrong.value.sentences == (
        "B3：“票001”已经登记过（2025-01-31、1234.56元），这一行是2025-02-28、100.00元；登记错了的先划去原来的一行，同一号分几次的请在文号后面加“-2”区分。",
    )
    assert not RegisterLine.objects.exists()
    done = take(
        RegisterKind.CHARGE,
        MONEY,
        ["2025-01-31", "票001", "占道费", "1,234.56"],
        ["2025-02-28", "票001-2", "占道费", "100.00"],
    )
    assert (done.made, done.known) == (2, 0)
    assert sum(RegisterLine.objects.values_list("amount", flat=True)) == Decimal("1334.56")


def test_lines_without_a_number_are_not_doubled_by_importing_them_again(take):
    rows = (DECISION, ["2025-03-01", "", "临时占道许可", "窗口"], ["2025-03-02", "", "广告许可", "窗口"])  # fmt: skip
    assert take(RegisterKind.LICENCE, *rows).made == 2
    again = take(RegisterKind.LICENCE, *rows)
    assert (again.made, again.known, again.repeated) == (0, 0, (2, 3))
    within = take(
        RegisterKind.PENALTY,
        DECISION,
        ["2025-03-01", "", "占道堆放", "队里"],
        ["2025-03-01", "", "占道堆放", "队里"],
    )
    assert (within.made, within.repeated) == (1, (3,))
    sure = take(RegisterKind.LICENCE, DECISION, ["2025-03-02", "", "广告许可", "窗口"], sure=True)
    assert (sure.made, RegisterLine.objects.filter(kind="licence").count()) == (1, 3)


def test_another_bodys_number_and_register_are_asked_about(take, body, person):
    enter_line(
        body("QS12"),
        RegisterKind.PENALTY,
        acting_user=person("白杨拟稿"),
        at=AT,
        line=Entered(date(2025, 1, 5), "占道", "队里", "白综罚〔2025〕1号"),
    )
    rows = (
        DECISION,
        ["2025-03-01", "白综罚〔2025〕3号", "占道", "移交"],
        ["2025-03-02", "柳综罚〔2025〕1号", "占道", "白杨乡台账"],
        ["2025-03-03", "柳综罚〔2025〕2号", "占道", "综合执法队"],
    )
    with pytest.raises(WrongCells) as wrong:
        take(RegisterKind.PENALTY, *rows)
    assert [each.partition("：")[0] for each in wrong.value.sentences] == ["B2", "B3"]
    assert (
        "“白综罚〔2025〕3号”看来是白杨乡的，台账只记以本机关名义作出的" in wrong.value.sentences[0]
    )
    assert take(RegisterKind.PENALTY, *rows, sure=True).made == 3


def test_no_number_of_a_person_stands_in_a_register(take, body, person):
    with pytest.raises(WrongCells, match="C2：名称里有公民身份号码；台账只记事项"):
        take(RegisterKind.PENALTY, DECISION, ["2025-03-01", "", f"对{RESIDENT}的处罚", "队里"])
    with pytest.raises(ActionError, match="名称里有公民身份号码"):
        enter_line(
            body("QS11"),
            RegisterKind.PENALTY,
            acting_user=person("柳河拟稿"),
            at=AT,
            line=Entered(date(2025, 1, 5), f"对{RESIDENT}的处罚", "队里"),
        )


@pytest.mark.parametrize(
    ("number", "sign", "plain"),
    [
        ("柳政规〔2025〕1号", "柳政规", "柳政规〔2025〕1号"),
        ("柳政规 [2025] 1 号", "柳政规", "柳政规〔2025〕1号"),
        ("(2025)青01行初3号", "", "〔2025〕青01行初3号"),
        ("票001", "", "票001"),
    ],
)
def test_how_numbers_are_compared(number, sign, plain):
    assert sign_of(number) == sign
    assert plain_number(number) == plain


def test_the_bureaus_list_is_compared_both_ways(body, person, signed_in):
    town, clerk = body("QS11"), person("柳河拟稿")
    for number in ("柳政规〔2025〕1号", "柳政规〔2025〕2号"):
        enter_line(
            town,
            RegisterKind.NORMATIVE,
            acting_user=clerk,
            at=AT,
            line=Entered(date(2025, 3, 2), "办法", "档案室", number),
        )
    theirs = book(
        ["备案文号", "文件名称"],
        ["柳政规[2025]1号", "办法一"],
        ["柳政规〔2025〕8号", "办法八"],
        ["", "没有号的"],
    )
    found = reconcile(
        town,
        RegisterKind.NORMATIVE,
        2025,
        acting_user=clerk,
        at=AT,
        name="司法局.xlsx",
        data=theirs,
    )
    assert found.both == ("柳政规〔2025〕1号",)
    assert found.theirs == ((3, "柳政规〔2025〕8号", "办法八"),)
    assert found.ours == ("柳政规〔2025〕2号",)
    assert found.unnumbered == (4,)
    assert not found.agrees
    assert Entry.objects.filter(act="reporting.reconcile").count() == 1
    with pytest.raises(Refused):
        reconcile(
            town,
            RegisterKind.NORMATIVE,
            2025,
            acting_user=person("白杨拟稿"),
            at=AT,
            name="司法局.xlsx",
            data=theirs,
        )
    page = signed_in("柳河拟稿").post(
        reverse("reporting:reconcile-register", args=[town.pk, "normative-document", 2025]),
        {"file": SimpleUploadedFile("司法局.xlsx", theirs)},
    )
    text = page.content.decode()
    assert "两边都有 1 件，只在名单里 1 件，只在本机关 1 件" in text
    assert "第 3 行 柳政规〔2025〕8号" in text


def test_disputes_are_compared_by_their_case_number(bar, body, person):
    dispute = bar.open("review", "2026-03-05", "2026-03-02")
    theirs = book(["案号", "案由"], ["青政复〔2026〕99号", "信息公开"])
    found = reconcile(
        body("QS11"),
        RegisterKind.DISPUTES,
        2026,
        acting_user=person("柳河拟稿"),
        at=AT,
        name="司法局.xlsx",
        data=theirs,
    )
    assert found.theirs == ((2, "青政复〔2026〕99号", "信息公开"),)
    assert found.ours == (dispute.forum_number or dispute.number,)


def test_a_year_that_runs_offers_no_signature_and_says_why(body, signed_in):
    from django.utils import timezone

    town, year = body("QS11"), timezone.localdate().year
    clerk = signed_in("柳河拟稿")
    page = clerk.get(
        reverse("reporting:register", args=[town.pk, "coercion", year])
    ).content.decode()
    assert f"{year} 年过完以后，在这里确认登记完毕" in page
    page = clerk.get(reverse("reporting:figures", args=[town.pk, year])).content.decode()
    assert "确认复议、诉讼已核对" not in page
    assert "与司法行政部门的名单核对" in page
