"""Where the law does not say how to count, a county chooses; everything that counts follows, and the report says so."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from gongkai.web.accounts.permissions import Refused
from gongkai.web.casework.counting.choices import choices_of
from gongkai.web.casework.counting.table import result_cell
from gongkai.web.casework.decisions.models import Decision
from gongkai.web.casework.letters.models import Letter
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.reporting.counting.actions import set_choices
from gongkai.web.reporting.counting.choices import held_by
from gongkai.web.reporting.counting.figures import figures_of, records_of
from gongkai.web.reporting.models import Stage, YearReport
from gongkai.web.reporting.writing.facts import facts_of
from gongkai.web.reporting.writing.models import Part
from gongkai.web.reporting.writing.offers import Offer, offers
from tests.web.reporting.conftest import AT
from tests.web.reporting.simulated import none_by_other_doors

ON = date(2026, 1, 12)
WHY = "市政府办公室关于年报统计口径的通知"


@pytest.fixture
def case(body):
    """``case(outcome, concluded_on, **more)``: received on 1 December 2025 at the counter of 柳河镇."""

    def make(outcome: str, concluded_on: date | None, **more: object) -> DisclosureRequest:
        serial = DisclosureRequest.objects.count() + 1
        more = {"matter": "information", "applicant_kind": "natural_person"} | more
        return DisclosureRequest.objects.create(
            body=body("QS11"),
            year=2025,
            serial=serial,
            door="counter",
            received_on=date(2025, 12, 1),
            registered_at=AT,
            text="演示申请",
            state="closed",
            outcome=outcome,
            concluded_on=concluded_on,
            code_digest=f"{serial:064}",
            applicant_digest="0" * 64,
            words_digest="0" * 64,
            **more,
        )

    return make


def signed(case: DisclosureRequest, on: date) -> None:
    decision = Decision.objects.create(
        disclosure_request=case, outcome=case.outcome, facts="{}", drafted_at=AT
    )
    Letter.objects.create(
        disclosure_request=case, code="disclosed", decision=decision, details="{}", text="答复",
        state="issued", number=f"演示{case.pk}号", issued_on=on, drafted_at=AT,
    )  # fmt: skip


def choose(body, office, *, year=2025, **choices):
    return set_choices(body, year, acting_user=office, at=AT, choices=choices, reason=WHY)


def test_an_answer_signed_in_december_and_delivered_in_january(body, person, case):
    town, office = body("QS11"), person("县公开办")
    signed(case("disclosed", date(2026, 1, 5)), date(2025, 12, 30))
    signed(case("disclosed", None), date(2025, 12, 31))
    none_by_other_doors(town, 2025)
    before = figures_of(town, 2025, on=ON)
    assert [before[f"requests.{row}.total"].number for row in ("new", "disclosed", "carried_out")] == [2, 0, 2]  # fmt: skip
    choose(body("QS"), office, concluded_on="decided")
    found = figures_of(town, 2025, on=ON)
    assert [found[f"requests.{row}.natural_person"].number for row in ("new", "disclosed", "result_total")] == [2, 2, 2]  # fmt: skip
    for row, number in (("disclosed", 2), ("carried_out", 0)):
        records = records_of(town, 2025, f"requests.{row}.natural_person")
        assert len(records.found) == number
    records = records_of(town, 2025, "requests.disclosed.total")
    told = [records.told(each) for each in records.found]
    assert all("requests.disclosed.natural_person" in dict(each.cells) for each in told)
    assert not figures_of(town, 2026, on=ON)["requests.carried_in.total"].number


def test_the_first_of_two_results_of_a_year(body, person, case):
    town = body("QS11")
    case(
        "disclosed",
        date(2025, 12, 20),
        first_outcome="not_existing",
        first_concluded_on=date(2025, 12, 10),
    )
    assert figures_of(town, 2025, on=ON)["requests.disclosed.total"].number == 1
    choose(body("QS"), person("县公开办"), answered_again="first")
    found = figures_of(town, 2025, on=ON)
    assert found["requests.unavailable_not_held.total"].number == 1
    assert not found["requests.disclosed.total"].number


@pytest.mark.parametrize(
    ("outcome", "more", "cell", "chosen", "other_cell", "words"),
    [
        (
            "not_government_information",
            {"matter": "consultation"},
            "other_other.natural_person",
            {"consultation_row": "not_processed_complaint"},
            "not_processed_complaint.natural_person",
            "以申请的形式提出的咨询计入哪一行：不予处理的信访举报投诉类申请",
        ),
        (
            "merged",
            {},
            "other_other.natural_person",
            {"merged_row": "not_processed_repeat"},
            "not_processed_repeat.natural_person",
            "并入另一件办理的申请计入哪一行：不予处理的重复申请",
        ),
        (
            "disclosed",
            {"applicant_kind": "sole_trader"},
            "disclosed.enterprise",
            {"sole_trader_column": "natural_person"},
            "disclosed.natural_person",
            "个体工商户的申请计入哪一列：自然人",
        ),
        (
            "disclosed",
            {"applicant_kind": "village_committee"},
            "disclosed.other",
            {"village_committee_column": "welfare"},
            "disclosed.welfare",
            "村（居）民委员会的申请计入哪一列：社会公益组织",
        ),
        (
            "withheld_enforcement_file",
            {"further": ["third_party", "internal_affairs"]},
            "withheld_enforcement_file.natural_person",
            {"several_grounds": "first_row"},
            "withheld_third_party.natural_person",
            "不予公开有几个理由的计入哪一行：表三中排在最前的一行",
        ),
    ],
)
def test_where_the_form_has_no_place_for_it(
    body, person, case, outcome, more, cell, chosen, other_cell, words
):
    town, office = body("QS11"), person("县公开办")
    grounds = more.pop("further", [])
    one = case(outcome, date(2025, 12, 20), **more)
    ground = "enforcement_file" if grounds else ""
    Decision.objects.create(
        disclosure_request=one, outcome=outcome, ground=ground, further_grounds=grounds,
        facts="{}", drafted_at=AT,
    )  # fmt: skip

    def standing(row_and_column):
        figure = figures_of(town, 2025, on=ON)[f"requests.{row_and_column}"]
        records = records_of(town, 2025, f"requests.{row_and_column}")
        told = [[name for name, _rules in records.told(each).cells] for each in records.found]
        assert all(f"requests.{row_and_column}" in cells for cells in told)
        return figure.number, len(told)

    assert (standing(cell), standing(other_cell)) == ((1, 1), (None, 0))
    choose(body("QS"), office, **chosen)
    assert (standing(cell), standing(other_cell)) == ((None, 0), (1, 1))
    found = figures_of(town, 2025, on=ON)
    assert [found[f"requests.{row}.total"].number for row in ("new", "result_total")] == [1, 1]
    facts = facts_of(town, 2025, found, on=ON)
    assert words in facts.choices
    page = result_cell(DisclosureRequest.objects.get(pk=one.pk), choices_of(town, 2025))
    assert page.id == f"requests.{other_cell}"


def test_what_placed_nothing_is_not_named(body, case):
    town = body("QS11")
    case("disclosed", date(2025, 12, 20))
    facts = facts_of(town, 2025, figures_of(town, 2025, on=ON), on=ON)
    assert facts.choices == (
        "表三以哪一天为办结：送达之日",
        "被责令重新答复的计哪一个结果：同一年度内最后的结果",
    )


def test_the_nearest_and_newest_choice_holds(body, person):
    county, town, office = body("QS"), body("QS11"), person("县公开办")
    choose(county, office, year=2024, rejected_review_request="other")
    choose(town, office, year=2025, rejected_review_request="upheld")
    choose(county, office, year=2026, suit_instances="per_instance")
    of = {
        (each, year): choices_of(body(each), year)["rejected_review_request"]
        for each in ("QS", "QS11", "QS12")
        for year in (2023, 2024, 2025)
    }
    assert of == {
        ("QS", 2023): "upheld", ("QS11", 2023): "upheld", ("QS12", 2023): "upheld",
        ("QS", 2024): "other", ("QS11", 2024): "other", ("QS12", 2024): "other",
        ("QS", 2025): "other", ("QS11", 2025): "upheld", ("QS12", 2025): "other",
    }  # fmt: skip
    assert choices_of(town, 2025)["suit_instances"] == "effective"
    assert choices_of(town, 2026)["suit_instances"] == "per_instance"


def test_what_is_refused(body, person):
    county, office = body("QS"), person("县公开办")
    with pytest.raises(Refused):
        choose(body("QS11"), person("柳河拟稿"), concluded_on="decided")
    with pytest.raises(ActionError, match="没有这个口径：silence_remedy"):
        choose(county, office, silence_remedy="review_first")
    with pytest.raises(ActionError, match="“later”"):
        choose(county, office, concluded_on="later")
    with pytest.raises(ActionError, match="与现行口径相同"):
        choose(county, office, concluded_on="delivered")
    with pytest.raises(ActionError, match="请写明依据"):
        set_choices(county, 2025, acting_user=office, at=AT, choices={"concluded_on": "decided"}, reason="无")  # fmt: skip
    YearReport.objects.create(body=body("QS12"), year=2025, stage=Stage.ACCEPTED)
    with pytest.raises(WrongState, match="白杨乡2025年年度报告等 1 份报告已经报送"):
        choose(county, office, concluded_on="decided")
    choose(body("QS11"), office, concluded_on="decided")


def test_the_report_names_what_was_chosen(body, person, case):
    town = body("QS11")
    case("disclosed", date(2025, 12, 20))

    def told():
        facts = facts_of(town, 2025, figures_of(town, 2025, on=ON), on=ON)
        return [
            each.text
            for each in offers(Part.OTHER, facts)
            if isinstance(each, Offer) and "统计口径" in each.text
        ]

    assert told() == [
        "本报告的统计口径：表三以哪一天为办结：送达之日；被责令重新答复的计哪一个结果：同一年度内最后的结果。"
    ]
    choose(body("QS"), person("县公开办"), concluded_on="decided")
    assert "表三以哪一天为办结：签发答复之日" in told()[0]


def test_the_county_chooses_on_screen(body, signed_in):
    county, town = body("QS"), body("QS11")
    url = reverse("reporting:choices", args=[county.pk, 2025])
    office = signed_in("县公开办")
    assert "以送达为准" in office.get(url).content.decode()
    values = {each.setting.id: each.value for each in held_by(county, 2025)}
    done = office.post(url, values | {"rejected_review_request": "other", "reason": WHY})
    assert done.status_code == 302
    assert choices_of(town, 2025)["rejected_review_request"] == "other"
    figures = signed_in("柳河拟稿").get(reverse("reporting:figures", args=[town.pk, 2025]))
    page = figures.content.decode()
    assert "其他结果（青山县规定，2025 年度起；依据：市政府办公室关于年报统计口径的通知）" in page
    assert signed_in("柳河拟稿").get(url).status_code == 302
