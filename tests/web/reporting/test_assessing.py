"""Self-assessment: points from records, each loss explained, weights of the county's own."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from io import BytesIO
from unittest.mock import patch

import openpyxl
import pytest
from django.urls import reverse

from gongkai.web.accounts.permissions import PLATFORM, Refused
from gongkai.web.bodies.models import Kind, PublicBody, Responsibility
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.disputes.counting import DisputeCell
from gongkai.web.disputes.models import Dispute
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.channels.models import Channel, ChannelCheck
from gongkai.web.publishing.duties.models import MonthlyQuota
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.reporting.assessing.actions import set_weights
from gongkai.web.reporting.assessing.indicators import INDICATORS
from gongkai.web.reporting.assessing.scoring import judge, weights_of
from gongkai.web.reporting.assessing.verdicts import Holder, Verdict, gathered
from gongkai.web.reporting.registers.actions import Entered, enter_line
from gongkai.web.reporting.registers.models import RegisterKind
from gongkai.web.supervision.ledgers.models import Appeal, AppealImport
from tests.web.reporting.conftest import AT
from tests.web.reporting.simulated import cases

FIRST, LAST, ON = date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 12)


def scores(body):
    [found] = judge([body], FIRST, LAST, on=ON, weights=weights_of(body.parent, 2025)).by_body()
    return found, {each.indicator.code: each for each in found.scores}


def told(score):
    return [each.told for each in score.measured.lost]


def test_the_defaults_are_those_that_were_laid_down():
    assert {each.code: each.weight for each in INDICATORS} == {
        "KP1": 12, "KP2": 10, "KP3": 8, "KP4": 4, "KP5": 3, "KP6": 4, "KP7": 6, "KP8": 5, "KP9": 4,
        "KS1": 10, "KS2": 4, "KS3": 4, "KC1": 6, "KC2": 4, "KC3": 3,
        "KR1": 3, "KR2": 3, "KR3": 2, "KR4": 2, "KR5": 1, "KO1": 1, "KO2": 1,
    }  # fmt: skip
    assert sum(each.weight for each in INDICATORS) == 100


def test_what_no_record_tells_neither_wins_nor_loses(body):
    found, by_code = scores(body("QS12"))
    assert by_code["KC1"].points is None
    judged = [code for code, each in by_code.items() if each.points is not None]
    assert judged == ["KR5"]  # 2024年年报没有报送
    assert found.total == 0.0


def test_a_late_reply_loses_its_share_and_says_which(body):
    import random

    town = body("QS11")
    cases(town, 4, random.Random(3))
    numbers = list(DisclosureRequest.objects.values_list("pk", flat=True))
    due = {"matter": "information", "door": "counter", "due_on": date(2025, 6, 2)}
    DisclosureRequest.objects.update(concluded_on=date(2025, 6, 1), **due)
    late = DisclosureRequest.objects.get(pk=numbers[0])
    DisclosureRequest.objects.filter(pk=late.pk).update(concluded_on=date(2025, 6, 9))
    _found, by_code = scores(town)
    assert by_code["KC1"].points == 4.5
    assert told(by_code["KC1"]) == [late.number]
    assert by_code["KC1"].losses == [(late.number, 1.5, reverse("casework:case", args=[late.pk]))]


def test_a_document_of_the_ledger_that_is_not_public_loses(body):
    town = body("QS11")
    for number in ("柳政规〔2025〕1号", "柳政规〔2025〕2号"):
        enter_line(
            town,
            RegisterKind.NORMATIVE,
            acting_user=PLATFORM,
            at=AT,
            line=Entered(date(2025, 3, 2), "办法", "档案室", number),
        )
    _found, by_code = scores(town)
    assert by_code["KP7"].points == 0
    assert told(by_code["KP7"]) == [
        "柳政规〔2025〕1号 没有公开",
        "柳政规〔2025〕2号 没有公开",
    ]


def test_a_dispute_that_was_corrected_loses_its_share(bar, body):
    dispute = bar.open("review", "2025-03-05", "2025-03-02")
    _found, by_code = scores(body("QS11"))
    assert by_code["KC3"].points is None
    Dispute.objects.filter(pk=dispute.pk).update(final_from=date(2025, 6, 1))
    for column, points in (("corrected", 0.0), ("upheld", 3.0)):
        with patch(
            "gongkai.web.reporting.assessing.measures.dispute_cells",
            lambda each, year, of=column: [DisputeCell("reconsideration", of, ())],
        ):
            _found, by_code = scores(body("QS11"))
            assert by_code["KC3"].points == points


def test_a_board_is_looked_at_and_photographed_every_quarter(body, person):
    town, clerk = body("QS11"), person("柳河拟稿")
    board = Channel.objects.create(
        body=town, kind="board", name="镇政务公开栏", opened_on=date(2024, 1, 1)
    )
    for month in (2, 5, 8):
        ChannelCheck.objects.create(
            channel=board, checked_on=date(2025, month, 9), checked_by=clerk
        )
    _found, by_code = scores(town)
    assert by_code["KO1"].points == 0.375  # 四个季度各两项，有三项
    assert told(by_code["KO1"]) == [
        "镇政务公开栏 2025 年第 1 季度没有照片",
        "镇政务公开栏 2025 年第 2 季度没有照片",
        "镇政务公开栏 2025 年第 3 季度没有照片",
        "镇政务公开栏 2025 年第 4 季度没有检查、没有照片",
    ]


def test_an_answer_from_the_web_is_owed_within_five_working_days(body):
    town = body("QS11")
    source = AppealImport.objects.create(
        body=town, door="leader-box", name="演示.xlsx", unit="件", rows=3, added=3, updated=0,
        repeated=0, sha256="0" * 64, entered_at=AT,
    )  # fmt: skip
    for number, answered_on in (("1", date(2025, 6, 10)), ("2", date(2025, 6, 9)), ("3", None)):
        Appeal.objects.create(
            body=town, source=source, door="leader-box", number=number, gist="演示",
            received_on=date(2025, 6, 2), answered_on=answered_on,
            is_answered=answered_on is not None, entered_at=AT,
        )  # fmt: skip
    _found, by_code = scores(town)
    # 6月2日是端午节调休日，五个工作日到6月9日
    assert told(by_code["KO2"]) == ["1 应于 2025-06-09 前答复", "3 应于 2025-06-09 前答复"]


def test_whatever_is_judged_is_gathered_by_whose_it_is():
    judged = [
        Verdict(1, 1, number=8, unit=11, person=5),
        Verdict(1, 0, "迟", unit=11, person=6),
        Verdict(1, 0, "缺", unit=12),
    ]
    assert gathered(judged, Holder.BODY)[1].share == Fraction(4, 5)
    by_unit = gathered(judged, Holder.UNIT)
    assert (by_unit[11].share, by_unit[12].share) == (Fraction(8, 9), 0)
    by_person = gathered(judged, Holder.PERSON)
    assert {person: each.share for person, each in by_person.items()} == {5: 1, 6: 0}
    strict = gathered(judged, Holder.BODY, strict=True)[1]
    assert (strict.share, [each.share for each in strict.lost]) == (0, [Fraction(1, 2)] * 2)
    many = gathered([Verdict(1, 0, str(each)) for each in range(7)], Holder.BODY)[1]
    assert (len(many.lost), many.more) == (5, 2)


def test_points_of_a_section_and_of_a_person(body, person, released, signed_in):
    town, clerk = body("QS11"), person("柳河拟稿")
    item = released()
    unit = PublicBody.objects.filter(public_body=town, kind=Kind.SECTION).first()
    Responsibility.objects.create(
        body=town, matter=item.row.code, unit=unit, starts_on=date(2025, 1, 1)
    )
    day = item.published_on
    judgement = judge(
        [town], date(day.year, 1, 1), date(day.year, 12, 31), on=day, weights={"KP6": 4, "KS3": 4}
    )
    [by_unit], [by_person] = judgement.by_unit(), judgement.by_person()
    assert (by_unit.holder, by_person.holder) == (unit, clerk)
    assert [each.points for each in by_person.scores] == [0, 4]
    assert by_unit.scores[0].losses[0][0] == f"{item.title} 缺主题分类"

    page = reverse("reporting:assessment", args=[town.pk])
    own = reverse("reporting:assessment-holder", args=[town.pk, "persons", clerk.pk])
    period = {"year": str(day.year)}
    with patch("django.utils.timezone.localdate", lambda *_: day):
        assert own in signed_in("柳河拟稿").get(page, period).content.decode()
        assert item.title in signed_in("柳河拟稿").get(own, period).content.decode()
        assert signed_in("柳河一审").get(own, period).status_code == 404
        assert own in signed_in("县公开办").get(page, period).content.decode()
        section = reverse("reporting:assessment-holder", args=[town.pk, "units", unit.pk])
        assert item.title in signed_in("柳河一审").get(section, period).content.decode()


def test_a_neighbours_copy_raises_nobodys_score(filed, body, person):
    from gongkai.web.reporting.actions.filing import file_report

    filed("QS11", "柳河拟稿", "柳河镇.docx")
    from gongkai.web.reporting import jobs
    from tests.web.reporting.conftest import EXAMPLES

    text = jobs.converted((EXAMPLES / "柳河镇.docx").read_bytes(), "柳河镇.docx", "html").decode()
    file_report(
        body("QS12"),
        2024,
        acting_user=person("白杨拟稿"),
        at=AT,
        name="白杨.html",
        content=text.replace("柳河镇", "白杨乡").encode(),
    )
    _found, by_code = scores(body("QS12"))
    assert by_code["KR4"].points == 0
    assert "柳河镇" in told(by_code["KR4"])[0]


def test_a_report_with_faults_loses_their_points(filed, body):
    filed("QS12", "白杨拟稿", "白杨乡.html")
    _found, by_code = scores(body("QS12"))
    lost = [code for code in ("KR1", "KR2", "KR3") if by_code[code].lost]
    assert lost
    assert all(by_code[code].measured.lost for code in lost)


def test_a_county_weighs_as_it_likes(body, person):
    county = body("QS")
    with pytest.raises(Refused):
        set_weights(county, acting_user=person("柳河拟稿"), at=AT, weights={"KP1": 1})
    with pytest.raises(ActionError, match="没有这个指标：KX9"):
        set_weights(county, acting_user=person("县公开办"), at=AT, weights={"KX9": 1})
    set_weights(county, acting_user=person("县公开办"), at=AT, weights={"KP1": 30, "KS1": 0})
    weights = weights_of(county, 2025)
    assert (weights["KP1"], weights["KS1"], weights["KC1"]) == (30, 0, 6)
    _found, by_code = scores(body("QS11"))
    assert "KS1" not in by_code


def test_weights_hold_from_a_year_on_or_in_one_quarter(body, person):
    county, office = body("QS"), person("县公开办")
    set_weights(county, acting_user=office, at=AT, weights={"KP1": 20}, year=2024)
    set_weights(county, acting_user=office, at=AT, weights={"KP1": 5}, year=2026)
    set_weights(county, acting_user=office, at=AT, weights={"KP1": 9}, year=2025, quarter=2)
    of = {
        (year, quarter): weights_of(county, year, quarter)["KP1"]
        for year in (2023, 2024, 2025, 2026)
        for quarter in (0, 1, 2)
    }
    assert of == {
        (2023, 0): 12, (2023, 1): 12, (2023, 2): 12,
        (2024, 0): 20, (2024, 1): 20, (2024, 2): 20,
        (2025, 0): 20, (2025, 1): 20, (2025, 2): 9,
        (2026, 0): 5, (2026, 1): 5, (2026, 2): 5,
    }  # fmt: skip
    with pytest.raises(ActionError, match="季度应为 1 至 4"):
        set_weights(county, acting_user=office, at=AT, weights={"KP1": 9}, year=2025, quarter=5)


def test_the_screens_show_bodies_losses_and_weights(body, filed, signed_in):
    filed("QS12", "白杨拟稿", "白杨乡.html")
    county = signed_in("县公开办")
    page = county.get(reverse("reporting:assessments"), {"year": "2025"}).content.decode()
    assert "白杨乡人民政府" in page
    own = county.get(
        reverse("reporting:assessment", args=[body("QS12").pk]), {"year": "2025"}
    ).content.decode()
    assert "怎样补回" in own
    book = county.get(reverse("reporting:assessment-export"), {"year": "2025", "quarter": "4"})
    assert book.content[:2] == b"PK"
    form = county.get(reverse("reporting:weights")).content.decode()
    assert "默认 12 分" in form


def test_a_village_has_points_in_each_quarter(body, person, signed_in):
    town = body("QS11")
    village = PublicBody.objects.filter(public_body=town, kind=Kind.VILLAGE).first()
    board = Channel.objects.create(
        body=village, kind="board", name="村务公开栏", opened_on=date(2025, 1, 1)
    )
    for on in (date(2025, 2, 9), date(2025, 8, 9)):
        ChannelCheck.objects.create(channel=board, checked_on=on, checked_by=person("柳河拟稿"))
    county = signed_in("县公开办")
    page = county.get(reverse("reporting:assessment", args=[town.pk]), {"year": "2025"})
    [(_unit, totals)] = [each for each in page.context["quarters"] if each[0] == village]
    # 公开栏查了没拍照的得 1 分的一半，渠道没有更新的 1 分全扣
    assert totals == [(1, 25.0), (2, 0.0), (3, 25.0), (4, 0.0)]
    own = reverse("reporting:assessment-holder", args=[town.pk, "units", village.pk])
    assert f"{own}?year=2025&amp;quarter=2" in page.content.decode()
    sheet = county.get(own, {"year": "2025", "quarter": "2"}).content.decode()
    assert "村务公开栏 2025 年第 2 季度没有检查、没有照片" in sheet
    assert "每季度到现场检查、拍照并登记；村里公布财务收支。" in sheet
    book = county.get(reverse("reporting:assessment-export"), {"year": "2025", "quarter": "2"})
    rows = openpyxl.load_workbook(BytesIO(book.content)).active.iter_rows(values_only=True)
    [row] = [each for each in rows if each[2] == village.name and each[3].startswith("KO1")]
    assert row[1] == "站所、村"
    assert "没有检查、没有照片（扣 1.00 分）" in row[6]


def test_each_month_that_is_over_has_its_number_of_items(body, released):
    item = released()
    town = body("QS11")
    ItemPage.objects.filter(pk=item.pk).update(published_on=date(2025, 3, 31))
    quota = MonthlyQuota.objects.create(
        body=town, name="民生信息", minimum=1, starts_on=date(2025, 2, 1)
    )
    quota.rows.set([item.row])
    weights = {"KP4": 4}
    [found] = judge([town], FIRST, LAST, on=date(2025, 5, 20), weights=weights).by_body()
    [score] = found.scores
    assert score.points == pytest.approx(4 / 3)  # 2月、3月、4月，只有3月够
    assert told(score) == [
        "2025年2月“民生信息”0条，要求1条",
        "2025年4月“民生信息”0条，要求1条",
    ]
