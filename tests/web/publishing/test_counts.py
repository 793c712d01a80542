"""Counts for the annual report: every number is that of its records, and sentences add up."""

from __future__ import annotations

import io
import re
from datetime import date

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.channels.actions.channel import open_channel
from gongkai.web.publishing.channels.models import Posting
from gongkai.web.publishing.duties.counting.counts import count_publishing
from gongkai.web.publishing.duties.counting.sentences import (
    channels_sentence,
    items_sentence,
    period_in_chinese,
)
from gongkai.web.publishing.duties.counting.workbook import sentences
from gongkai.web.publishing.items.actions.draft import draft_item
from gongkai.web.publishing.items.models import ItemPage, Validity, ValidityChange

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


@pytest.fixture
def published(rows, body):
    """An item that has been public since a day, with its posting on the platform."""

    def make(day, row="statutory.social_assistance", code="QS11", **facts):
        owner = body(code)
        item = draft_item(
            owner,
            acting_user=PLATFORM,
            title=f"{row} {day}",
            row=rows(row),
            formed_on=day,
            at=timezone.now(),
        )
        ItemPage.objects.filter(pk=item.pk).update(live=True, published_on=day, **facts)
        Posting.objects.create(item=item, body=owner, kind="portal", posted_on=day)
        return ItemPage.objects.get(pk=item.pk)

    return make


@pytest.fixture
def county_year(published, body):
    """柳河镇 in 2026: three lists, one plan, one list of a village, one board; another year and body beside."""
    board = open_channel(
        body("QS11"),
        acting_user=PLATFORM,
        kind="board",
        name="公开栏",
        place="大院",
        opened_on=date(2020, 1, 1),
        at=timezone.now(),
    )
    for month in (1, 2, 3):
        item = published(date(2026, month, 5))
        Posting.objects.create(
            item=item,
            body=body("QS11"),
            kind="board",
            channel=board,
            posted_on=date(2026, month, 6),
        )
    Posting.objects.create(
        item=item, body=body("QS11"), kind="board", channel=board, posted_on=date(2026, 4, 6)
    )
    published(date(2026, 5, 5), row="statutory.emergencies")
    published(date(2026, 6, 5), code="QS11-01")
    published(date(2025, 12, 31))
    published(date(2027, 1, 1))
    published(date(2026, 7, 5), code="QS12")


@pytest.mark.both_databases
def test_items_are_counted_by_the_body_that_answers_and_by_row(county_year, body):
    counts = count_publishing([body("QS11").pk], FIRST, LAST)
    assert counts.items().number == 5
    assert [(row.name, figure.number) for row, figure in counts.by_row()] == [
        ("社会救助", 4),
        ("突发公共事件的应急预案、预警信息及应对情况", 1),
    ]
    both = count_publishing([body("QS11").pk, body("QS12").pk], FIRST, LAST)
    assert both.items().number == 6
    assert both.items(body=body("QS12").pk).number == 1


@pytest.mark.both_databases
def test_postings_are_counted_by_channel_and_row_and_items_once_each(county_year, body):
    number = body("QS11").pk
    counts = count_publishing([number], FIRST, LAST)
    assert [kind.value for kind in counts.kinds()] == ["portal", "board"]
    assert counts.postings(kind="portal").number == 5
    assert counts.postings(kind="board").number == 4
    assert counts.items_on("board", body=number).number == 3
    row = CatalogueRow.objects.get(code="statutory.emergencies").pk
    assert counts.postings(kind="board", row=row).number == 0
    assert counts.postings(kind="portal", row=row).number == 1


def test_every_number_opens_to_as_many_records(county_year, body):
    counts = count_publishing([body("QS11").pk, body("QS12").pk], FIRST, LAST)
    figures = [counts.items(), counts.postings()]
    for row in counts.rows:
        figures += [counts.items(row=row), counts.postings(row=row)]
        for kind in counts.kinds():
            figures.append(counts.postings(kind=kind.value, row=row))
            for number in counts.scope.bodies:
                figures.append(counts.items(body=number, row=row))
                figures.append(counts.items_on(kind.value, body=number, row=row))
                figures.append(counts.items_on(kind.value, body=number))
    assert len(figures) > 20
    assert [figure.number for figure in figures] == [figure.records.count() for figure in figures]


def test_what_was_wrong_or_leaked_does_not_count_and_an_ended_notice_does(published, body):
    published(date(2026, 2, 1), withdrawn_on=date(2026, 2, 2), withdrawal_reason="wrong")
    published(date(2026, 2, 1), withdrawn_on=date(2026, 2, 2), withdrawal_reason="personal-data")
    published(date(2026, 2, 1), withdrawn_on=date(2026, 2, 9), withdrawal_reason="period-over")
    counts = count_publishing([body("QS11").pk], FIRST, LAST)
    assert counts.items().number == 1
    assert counts.postings().number == 1


def test_drafts_and_what_is_not_proactive_do_not_count(published, drafted, body):
    drafted()
    published(date(2026, 2, 1), attribute="on-request")
    assert count_publishing([body("QS11").pk], FIRST, LAST).items().number == 0


NORM = "statutory.regulations_and_normative_documents"


def normative(body, first=FIRST, last=LAST):
    found = count_publishing([body("QS11").pk], first, last).normative
    figures = (found.made, found.ceased, found.in_force, found.undated)
    assert [figure.number for figure in figures] == [figure.records.count() for figure in figures]
    return tuple(figure.number for figure in figures)


def change(item, validity, on):
    return ValidityChange.objects.create(
        item=item, validity=validity, on=on, basis="决定", changed_at="2026-12-01T00:00:00+08:00"
    )


@pytest.mark.both_databases
def test_normative_documents_are_made_repealed_and_in_force_as_of_their_days(published, body):
    published(date(2024, 3, 1), row=NORM)
    repealed = published(date(2025, 3, 1), row=NORM)
    published(date(2026, 3, 1), row=NORM)
    change(repealed, Validity.REPEALED, date(2026, 8, 1))
    assert normative(body) == (1, 1, 2, 0)
    assert normative(body, date(2025, 1, 1), date(2025, 12, 31)) == (1, 0, 2, 0)
    assert normative(body, date(2026, 1, 1), date(2026, 7, 31)) == (1, 0, 3, 0)
    assert normative(body, date(2027, 1, 1), date(2027, 12, 31)) == (0, 0, 2, 0)


def test_a_term_runs_out_on_the_day_after_its_last(published, body):
    published(date(2024, 3, 1), row=NORM, valid_until=date(2026, 12, 30))
    assert normative(body) == (0, 1, 0, 0)
    published(date(2024, 3, 2), row=NORM, valid_until=date(2026, 12, 31))
    assert normative(body) == (0, 1, 1, 0)
    assert normative(body, date(2027, 1, 1), date(2027, 12, 31)) == (0, 1, 0, 0)


def test_a_document_that_holds_again_is_in_force(published, body):
    item = published(date(2024, 3, 1), row=NORM)
    change(item, Validity.REPEALED, date(2026, 2, 1))
    change(item, Validity.VALID, date(2026, 5, 1))
    assert normative(body) == (0, 0, 1, 0)


def test_an_end_on_an_unknown_day_is_told_and_not_guessed(published, body):
    published(date(2024, 3, 1), row=NORM, validity="repealed")
    assert normative(body) == (0, 0, 0, 1)


def test_a_document_of_another_issuer_is_not_the_body_s_own(published, body):
    published(date(2026, 3, 1), row=NORM, issuing_body="青山县人民政府")
    published(date(2026, 3, 1), row=NORM, issuing_body="柳河镇人民政府")
    published(date(2026, 3, 1), row=NORM)
    assert normative(body)[0] == 2


def test_the_day_of_issue_decides_even_if_it_was_released_next_year(published, body):
    published(date(2027, 1, 5), row=NORM, formed_on=date(2026, 12, 28))
    assert normative(body) == (1, 0, 1, 0)


@pytest.mark.both_databases
def test_counting_asks_four_questions_however_much_there_is(county_year, published, body):
    numbers = [body("QS11").pk, body("QS12").pk]
    with CaptureQueriesContext(connection) as few:
        count_publishing(numbers, FIRST, LAST)
    for day in range(1, 20):
        published(date(2026, 9, day), code="QS12")
    with CaptureQueriesContext(connection) as many:
        count_publishing(numbers, FIRST, LAST)
    assert len(few) == len(many) == 4


def test_a_period_that_runs_backward_is_refused():
    with pytest.raises(ValueError):
        count_publishing([1], LAST, FIRST)


def test_a_year_in_one_sentence_names_the_largest_first():
    parts = [
        ("部门文件", 4),
        ("预决算信息", 2),
        ("民政救助", 104),
        ("重大项目建设", 2),
        ("乡村振兴信息", 3),
        ("应急管理信息", 2),
        ("法治政府建设信息", 2),
        ("机构职能", 1),
    ]
    assert items_sentence("2026年全年", parts) == (
        "2026年全年主动公开信息120条，其中民政救助104条、部门文件4条、乡村振兴信息3条、"
        "预决算信息2条、重大项目建设2条、应急管理信息2条、其余2类3条。"
    )


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ([], "全年没有主动公开信息。"),
        ([("规划", 0)], "全年没有主动公开信息。"),
        ([("规划", 3)], "全年主动公开信息3条，均为规划。"),
    ],
)
def test_nothing_and_one_kind_have_their_own_sentence(parts, sentence):
    assert items_sentence("全年", parts) == sentence


@given(
    st.lists(
        st.tuples(st.text("甲乙丙丁戊己庚辛", min_size=1, max_size=4), st.integers(0, 10_000)),
        max_size=30,
    ),
    st.integers(1, 12),
)
def test_the_parts_of_a_sentence_add_up_to_its_whole(parts, named):
    sentence = items_sentence("", parts, named)
    total = sum(number for _, number in parts)
    numbers = [int(number) for number in re.findall(r"(\d+)条", sentence)]
    if total == 0:
        assert numbers == []
    else:
        assert numbers[0] == total
        told = numbers[1:]
        assert sum(told) == total or told == []
        assert len(told) <= named + 1


def test_channels_are_told_with_what_counts_twice():
    assert channels_sentence([("本平台", 5), ("公开栏", 4), ("微博", 0)]) == (
        "各渠道共发布9条次：本平台5条次、公开栏4条次；同一条信息发到几个渠道的，分别计数。"
    )


def test_periods_are_told_as_people_say_them():
    assert period_in_chinese(FIRST, LAST) == "2026年全年"
    assert period_in_chinese(date(2026, 7, 1), date(2026, 9, 30)) == "2026年7月1日至9月30日"
    assert period_in_chinese(date(2025, 12, 1), date(2026, 1, 31)) == "2025年12月1日至2026年1月31日"


def test_the_screen_its_records_and_its_workbook_say_the_same(county_year, signed_in):
    client = signed_in("柳河拟稿")
    year = {"from": "2026-01-01", "to": "2026-12-31"}
    page = client.get(reverse("publishing:counts"), year).content.decode()
    assert "2026年全年主动公开信息5条，其中社会救助4条、" in page
    address = re.search(r'href="([^"]*what=postings&amp;kind=board)"', page)[1]
    records = client.get(address.replace("&amp;", "&")).content.decode()
    assert records.count("2026-0") >= 4
    assert "公开栏：4" in records
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(reverse("publishing:count-export"), year).content), data_only=True
    )
    assert book.sheetnames == ["按事项", "按渠道", "规范性文件"]
    lines = list(book["按事项"].values)
    assert [line[2] for line in lines if line[0] == "合计"] == [5]
    board = [line for line in book["按渠道"].values if line[0] == "社会救助"]
    assert board == [("社会救助", 4, 4, 8)]


def test_rows_of_one_name_are_one_thing_in_the_sentence(published, body):
    published(date(2026, 2, 1), row="statutory.social_assistance")
    published(date(2026, 2, 2), row="field.social_assistance")
    published(date(2026, 2, 3), row="statutory.emergencies")
    counts = count_publishing([body("QS11").pk], FIRST, LAST)
    assert sentences(counts)[0].startswith("2026年全年主动公开信息3条，其中社会救助2条、")
    labels = {figure.label for _, figure in counts.by_row()}
    assert "基层政务公开标准化领域／社会救助" in labels


def test_a_clerk_counts_only_what_they_may_see(county_year, signed_in):
    page = signed_in("白杨拟稿").get(
        reverse("publishing:counts"), {"from": "2026-01-01", "to": "2026-12-31", "body": "QS11"}
    )
    assert "2026年全年主动公开信息1条" in page.content.decode()


def test_the_screen_asks_the_same_for_any_number_of_items(county_year, published, signed_in):
    client = signed_in("柳河拟稿")

    def ask():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("publishing:counts")).status_code == 200
        return len(asked)

    ask()
    few = ask()
    for day in range(1, 15):
        published(date(2026, 9, day))
    assert ask() == few
