"""Each dimension is computed and says why; nothing of it blocks."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from gongkai.statute.workdays import load_calendar
from gongkai.web.publishing.items.actions.draft import attach_file
from gongkai.web.publishing.items.gate import examine
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.items.quality import plain_language, quality
from gongkai.web.publishing.items.quality_points import points_of

GUIDE = (
    "申请条件：具有本镇户籍、年满80周岁的老人可以申请高龄津贴。每人每月补助100元。"
    "申请时间为每年1月1日至12月31日，符合条件的当月起发放。"
    "请带身份证和户口簿到镇便民服务中心2号窗口办理，也可以由村委会代办。"
    "不明白的请打电话0000-5550111咨询，也可以到村便民服务站询问工作人员，由他们帮助填写申请表。"
)


def by_name(item, day=date(2026, 11, 16)):
    return {
        each.name: each for each in quality(item, examine(item), on=day, calendar=load_calendar())
    }


def test_a_guide_that_says_all_is_plain():
    told = plain_language(GUIDE)
    assert told.good is True
    assert told.verdict == "良好"


def test_what_a_villager_would_miss_is_named():
    told = plain_language(
        "各单位要提高认识，加强领导，落实责任，形成合力，确保各项工作取得实效。" * 5
    )
    assert told.good is False
    assert told.hints[0] == (
        "没有找到：谁（适用于谁、谁可以办）；多少（标准、金额、数量是多少）；"
        "什么时候（什么时候开始、什么时候截止）；到哪里（到哪里办、在哪里看）；"
        "带什么（要带哪些材料）；问谁（不明白的问谁、电话多少）。"
    )


def test_a_long_sentence_is_shown_by_its_beginning():
    told = plain_language(GUIDE + "为了进一步" + "做好有关工作" * 12 + "。")
    assert told.hints == (
        "有 1 句超过 60 字，最长 77 字：“为了进一步做好有关工作做好有关工作做好有…”。",
    )


def test_a_short_text_is_not_judged():
    assert plain_language("见附件。").good is None


@pytest.mark.parametrize(
    ("day", "good", "told"),
    [
        (date(2026, 11, 16), True, "尚未公开，还在期限内。"),
        (date(2026, 12, 3), False, "尚未公开，超过 3 天。"),
    ],
)
def test_lateness_names_the_day_and_the_article(drafted, day, good, told):
    found = by_name(drafted(), day)["及时"]
    assert found.good is good
    assert found.hints[0].startswith("成文 2026-11-02，应于 2026-11-30 前公开（")
    assert "第二十六条" in found.hints[0]
    assert found.hints[0].endswith(told)


def test_beyond_the_loaded_holidays_nothing_is_said(drafted):
    assert by_name(drafted(formed_on=date(2035, 1, 4)))["及时"].good is None


def test_what_is_missing_is_named(drafted):
    found = by_name(drafted(issuing_body="", keywords="", summary=""))["完整"]
    assert found.hints == ("还没有内容概述、发文机关、关键词（条例第十二条、网页标签规范）。",)


def test_the_forms_of_number_title_and_days_are_looked_at(drafted):
    found = by_name(
        drafted(
            "关于防汛的通知.docx", document_number="柳政发[2026]12号", issued_on=date(2026, 11, 1)
        )
    )["规范"]
    assert found.hints == (
        "文号“柳政发[2026]12号”应写作“柳政发〔2026〕12号”。",
        "标题末尾不应有标点或文件后缀。",
        "印发日期 2026-11-01 早于成文日期 2026-11-02，请核对。",
    )


def test_findings_of_the_screening_count_as_accuracy(drafted):
    item = drafted(text="<p>张某，身份证号 11010119900307803X。</p>")
    assert by_name(item)["准确"].good is False


def test_an_item_of_the_same_matter_and_text_in_files_are_found(drafted, person, signed_in):
    from django.urls import reverse

    plan = drafted("东河桥改建方案", matter="东河桥改建", phase="decision")
    result = drafted("东河桥改建竣工", matter="东河桥改建", phase="result")
    attach_file(
        result,
        acting_user=person("柳河拟稿"),
        name="验收.txt",
        data="桥面铺装合格".encode(),
        at=timezone.now(),
    )
    clerk = signed_in("柳河拟稿")
    page = clerk.get(reverse("publishing:item", args=[plan.pk])).content.decode()
    assert "同一事项：东河桥改建" in page
    assert "结果公开" in page
    found = clerk.get(reverse("publishing:list"), {"q": "铺装"}).content.decode()
    assert "东河桥改建竣工" in found
    assert "东河桥改建方案" not in found
    assert ItemPage.objects.count() == 2


@pytest.mark.django_db
def test_news_under_a_list_of_names_is_no_substance_and_each_lost_point_says_how_to_regain_it(
    drafted, rows, signed_in
):
    item = drafted(
        title="柳河镇2026年11月低保对象名单",
        row=rows("statutory.emergencies"),
        text="<p>近日，镇领导一行走访慰问困难群众，强调要把温暖送到家。</p>",
    )
    told = by_name(item)["准确"]
    assert told.good is False
    assert told.hints[0] == "标题说是名单或者清单，正文里没有表，也没有附件。"
    assert told.hints[1].startswith("正文像新闻报道，没有“")
    score = points_of(by_name(item).values())
    regains = {each.hint: (each.points, each.regain) for each in score.lost}
    assert regains[told.hints[0]] == (
        5,
        "把名单放进正文或附件；没有名单的，把标题改成正文真正说的事。",
    )
    assert score.total == score.out_of - sum(each.points for each in score.lost)
    page = signed_in("柳河拟稿").get(f"/office/items/{item.pk}/").content.decode()
    assert "准确扣 5 分，怎样补回：把名单放进正文或附件" in page


@pytest.mark.django_db
def test_a_list_with_its_table_and_a_plan_are_no_news(drafted):
    listed = drafted(
        title="柳河镇2026年补贴项目清单",
        text="<table><tr><td>项目</td></tr><tr><td>耕地</td></tr></table>",
    )
    assert by_name(listed)["准确"].good is True
    assert by_name(drafted())["准确"].good is True
