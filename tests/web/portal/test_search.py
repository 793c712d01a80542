"""The search finds every word that is there, and nothing else, on both databases."""

from __future__ import annotations

import io
import random
from datetime import date

import openpyxl
import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.web.portal.models import SearchEntry
from gongkai.web.portal.search import Filters, positions, search
from gongkai.web.portal.search.excerpts import excerpt, highlight
from gongkai.web.portal.search.indexing import catch_up, rebuild, take_up
from gongkai.web.portal.search.words import fold
from gongkai.web.publishing.items.actions.draft import attach_file
from gongkai.web.publishing.items.actions.withdraw import withdraw_item
from gongkai.web.publishing.items.models import ItemPage, Stage, WithdrawalReason

pytestmark = pytest.mark.both_databases


@pytest.fixture(params=["by the index", "text by text"])
def road(request, monkeypatch):
    """Both roads of PostgreSQL to the hits, of which it takes the second where the words are in nearly every text; SQLite has one."""
    if request.param == "text by text" and connection.vendor == "postgresql":
        monkeypatch.setattr(positions, "MOST_SORTED", -1)
        monkeypatch.setattr(positions, "MOST_SORTED_AND_LOOKED_AT", -1)
        monkeypatch.setattr(positions, "_is_in_nearly_all", lambda asked, cursor: True)


def titles(q, **filters):
    return [item.title for item in search(q, Filters(**filters))]


@pytest.fixture
def shelf(public_item):
    """Six items whose words are known."""
    public_item(
        "柳河镇防汛应急预案",
        "<p>值班电话0000-5550111，由王小明负责。</p>",
        document_number="柳政发〔2026〕12号",
    )
    public_item(
        "白杨乡低保对象名单",
        "<p>欧阳清泉等三户。</p><p>救助标准见附表。</p>",
        at="QS12",
        published_on=date(2025, 3, 1),
    )
    public_item("农村危房改造补助办法", "<p>民政局，救助站联合办理。</p>", validity="repealed")
    public_item("水库移民后期扶持", "<p>明天起受理，王小 明同志答复；USB 接口 A4 纸。</p>")
    public_item(
        "村道硬化工程招标公告",
        "<p>预案未涉及；第12号地块，2026年开工。</p>",
        document_number="柳政办〔2026〕3号",
    )
    public_item("阿依古丽·买买提任职公示", "<p>现予公示，期限七日。</p>")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("低保", {"白杨乡低保对象名单"}),
        ("防汛", {"柳河镇防汛应急预案"}),
        ("明天", {"水库移民后期扶持"}),
        ("应急预", {"柳河镇防汛应急预案"}),
        ("预案", {"柳河镇防汛应急预案", "村道硬化工程招标公告"}),
        ("王小明", {"柳河镇防汛应急预案", "水库移民后期扶持"}),
        ("欧阳清泉", {"白杨乡低保对象名单"}),
        ("阳清", {"白杨乡低保对象名单"}),
        ("阿依古丽•买买提", {"阿依古丽·买买提任职公示"}),
        ("买买提", {"阿依古丽·买买提任职公示"}),
        ("柳政发〔2026〕12号", {"柳河镇防汛应急预案"}),
        ("柳政发[2026]12", {"柳河镇防汛应急预案"}),
        ("2026〕12号", {"柳河镇防汛应急预案"}),
        ("12号", {"柳河镇防汛应急预案", "村道硬化工程招标公告"}),
        ("１２号", {"柳河镇防汛应急预案", "村道硬化工程招标公告"}),
        ("QS12/2026-00002", {"白杨乡低保对象名单"}),
        ("usb", {"水库移民后期扶持"}),
        ("A4纸", {"水库移民后期扶持"}),
        ("0000-5550111", {"柳河镇防汛应急预案"}),
        ("泉", {"白杨乡低保对象名单"}),
        ("农村危房改造补助办法", {"农村危房改造补助办法"}),
        ("办法 救助站", {"农村危房改造补助办法"}),
        ("柳政 地块", {"村道硬化工程招标公告"}),
        # Across a sign only where the sign is asked for, never across a line, never part of a number.
        ("局救", set()),
        ("局，救", {"农村危房改造补助办法"}),
        ("户救助", set()),
        ("户。救助", set()),
        ("案柳政", set()),
        ("026", set()),
        ("1号", set()),
        ("救助所", set()),
    ],
)
def test_a_question_finds_what_holds_it_and_nothing_else(road, shelf, question, expected):
    assert set(titles(question)) == expected
    assert search(question).count() == len(expected)


@pytest.mark.parametrize(
    "question", ['"', "'", '"防汛', "%", "_", "*", "\\", "AND", "防汛*", "(", "\x00", "，。"]
)
def test_signs_in_a_question_break_nothing(shelf, client, question):
    assert set(titles(question)) <= {"柳河镇防汛应急预案"}


CHARACTERS = "民政救助低保水利王明青山县柳河镇"


@pytest.fixture
def crowd(public_item):
    """Forty texts from sixteen characters: every pair stands in many of them."""
    chance = random.Random(20261121)
    texts = ["".join(chance.choices(CHARACTERS, k=chance.randint(3, 40))) for _ in range(40)]
    for text in texts:
        public_item("公告", f"<p>{text}</p>", keywords="")
    return texts


def test_random_substrings_are_found_wherever_they_stand_and_nowhere_else(road, crowd):
    items = {
        item.pk: text for item, text in zip(ItemPage.objects.order_by("pk"), crowd, strict=True)
    }

    @settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.data())
    def check(data):
        text = data.draw(st.sampled_from(crowd))
        start = data.draw(st.integers(0, len(text) - 1))
        word = text[start : start + data.draw(st.integers(1, 12))]
        asked = search(word)
        found = set(asked.numbers())
        assert found == {pk for pk, each in items.items() if word in each}
        assert asked.count() == len(found)

    check()


def test_random_words_that_may_not_be_there_are_found_exactly(road, crowd):
    items = {
        item.pk: text for item, text in zip(ItemPage.objects.order_by("pk"), crowd, strict=True)
    }

    @settings(max_examples=80, deadline=None)
    @given(st.text(CHARACTERS, min_size=1, max_size=4))
    def check(word):
        asked = search(word)
        found = set(asked.numbers())
        assert found == {pk for pk, each in items.items() if word in each}
        assert asked.count() == len(found)

    check()


def test_any_question_at_all_is_answered(shelf):
    @settings(max_examples=100, deadline=None)
    @given(st.text(st.characters(codec="utf-8"), max_size=120))
    def check(question):
        for item in search(question)[:20]:
            highlight(item.title, question)

    check()


def test_a_rare_character_beyond_the_basic_plane_is_found(public_item):
    public_item("𫖯瞰图", "<p>测绘𬭊𬭛成果</p>")
    assert titles("𬭊𬭛") == ["𫖯瞰图"]
    assert titles("𫖯瞰") == ["𫖯瞰图"]


def test_filters_narrow_and_stand_without_a_question(road, shelf, body):
    assert titles("", body=body("QS12")) == ["白杨乡低保对象名单"]
    assert titles("", year=2025) == ["白杨乡低保对象名单"]
    assert titles("救助", validity="repealed") == ["农村危房改造补助办法"]
    assert titles("救助", year=2024) == []
    assert len(titles("")) == 6


def test_a_number_comes_before_a_title_and_a_title_before_the_text(public_item):
    public_item(
        "最新通知", "<p>参见柳政发〔2026〕7号和危房改造。</p>", published_on=date(2026, 11, 20)
    )
    public_item("危房改造办法", published_on=date(2026, 1, 5))
    public_item("旧文件", document_number="柳政发〔2026〕7号", published_on=date(2020, 1, 5))
    assert titles("柳政发〔2026〕7号") == ["旧文件", "最新通知"]
    assert titles("危房改造") == ["危房改造办法", "最新通知"]


def test_text_inside_a_file_is_found_after_release_and_gone_after_withdrawal(
    drafted, at_stage, person, django_capture_on_commit_callbacks
):
    from gongkai.web.publishing.items.actions.release import release_item

    book = openpyxl.Workbook()
    book.active.append(["渠道名称", "长度"])
    book.active.append(["松林支渠", "18公里"])
    file = io.BytesIO()
    book.save(file)
    item = drafted(title="渠道清淤计划")
    attach_file(
        item,
        acting_user=person("柳河拟稿"),
        name="清单.xlsx",
        data=file.getvalue(),
        at=timezone.now(),
    )
    item = ItemPage.objects.get(pk=item.pk)
    release = at_stage(Stage.RELEASE, item=item)
    assert titles("松林支渠") == []
    with django_capture_on_commit_callbacks(execute=True):
        release_item(
            release, acting_user=person("柳河发布"), unopened_reason="已看过。", at=timezone.now()
        )
    assert titles("松林支渠") == ["渠道清淤计划"]
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_item(
            ItemPage.objects.get(pk=item.pk),
            acting_user=person("柳河发布"),
            on=timezone.localdate(),
            reason=WithdrawalReason.WRONG,
            explanation="数字有误",
            at=timezone.now(),
        )
    assert titles("松林支渠") == []
    assert not SearchEntry.objects.filter(pk=item.pk).exists()


def test_a_draft_is_never_found(drafted):
    item = drafted(title="未定稿的方案")
    take_up(item)
    assert titles("未定稿") == []
    assert titles("") == []


def test_what_an_interruption_left_behind_is_caught_up(shelf):
    ItemPage.objects.filter(title="水库移民后期扶持").update(withdrawn_on=date(2026, 11, 9))
    lost = ItemPage.objects.get(title="白杨乡低保对象名单")
    SearchEntry.objects.get(pk=lost.pk).delete()
    assert titles("低保") == []
    assert titles("水库移民") == []
    assert catch_up() == (1, 1)
    assert titles("低保") == ["白杨乡低保对象名单"]
    assert catch_up() == (0, 0)


def test_a_rebuilt_index_answers_as_before(shelf):
    assert rebuild() == 6
    assert titles("欧阳清泉") == ["白杨乡低保对象名单"]
    assert rebuild() == 6
    assert titles("欧阳清泉") == ["白杨乡低保对象名单"]
    call_command("index_items", stdout=io.StringIO())


def test_a_changed_item_is_found_by_its_new_words_only(shelf):
    item = ItemPage.objects.get(title="村道硬化工程招标公告")
    item.text = "<p>改为邀请招标。</p>"
    item.save()
    take_up(item)
    assert titles("地块") == []
    assert titles("邀请招标") == ["村道硬化工程招标公告"]


def test_hits_are_marked_and_the_rest_is_escaped():
    assert highlight("<b>柳河镇</b>王小 明Ａ4", "王小明") == (
        "&lt;b&gt;柳河镇&lt;/b&gt;<mark>王小 明</mark>Ａ4"
    )
    assert highlight("文号柳政发〔2026〕12号", "2026 12") == (
        "文号柳政发〔<mark>2026</mark>〕<mark>12</mark>号"
    )
    assert highlight("Ａ4纸", "a4") == "<mark>Ａ4</mark>纸"
    assert highlight("防汛", '"') == "防汛"


def test_an_excerpt_stands_around_the_first_hit():
    assert excerpt("甲" * 40 + "防汛值班" + "乙" * 200, "防汛") == (
        "…" + "甲" * 30 + "<mark>防汛</mark>值班" + "乙" * 86 + "…"
    )


def test_folding_levels_width_case_and_spaces():
    assert fold("柳政发〔２０２６〕12号 Word\n王 明") == " 柳政发 2026 12 号 word \n 王明 "
