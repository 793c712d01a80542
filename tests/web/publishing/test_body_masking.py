"""What the screening finds in an item's own words is masked there, by the choices made for the paper they came from."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from gongkai.screening.policies import Choice
from gongkai.web.publishing.items.actions.clean_text import clean_text, masked_fields
from gongkai.web.publishing.items.actions.draft import (
    attach_file,
    clean_attachment,
    working_copy,
)
from gongkai.web.publishing.items.actions.override import override_finding
from gongkai.web.publishing.items.actions.submit import submit_item
from gongkai.web.publishing.items.gate import examine
from gongkai.web.publishing.items.models import ItemPage, Stage
from gongkai.web.vetting.errors import Blocked

pytestmark = pytest.mark.both_databases

PUPILS = (
    "<table><tr><th>姓名</th><th>年龄</th><th>学校</th></tr>"
    "<tr><td>李小明</td><td>9</td><td>柳河镇中心小学</td></tr>"
    "<tr><td>张小花</td><td>10</td><td>柳河镇中心小学</td></tr></table>"
)
FORM = (
    "<p>姓名：王大军</p><p>身份证号：119900199001010010</p>"
    "<p>健康状况：患肺癌</p><p>联系电话：13812345678</p>"
)
TABLE = (
    "<table><tr><th>姓名</th><th>身份证号</th><th>救助金额</th></tr>"
    "<tr><td>王建国</td><td>119900199001010010</td><td>500</td></tr>"
    "<tr><td>李秀英</td><td>119900199001030011</td><td>600</td></tr></table>"
)
LIST = (
    "柳河镇临时救助对象名单\n姓名\t身份证号\t救助金额\n"
    "王建国\t119900199001010010\t500\n李秀英\t119900199001030011\t600\n"
).encode()


def fresh(item):
    return ItemPage.objects.get(pk=item.pk)


def labels(item):
    parts = examine(working_copy(fresh(item))).parts
    return {finding.variety.label for part in parts for finding in part.blocking}


def test_names_of_children_stop_the_item_until_they_are_masked(drafted, person):
    item = drafted(title="柳河镇困难学生资助名单", text=PUPILS)
    assert labels(item) == {"敏感名单中的姓名"}
    with pytest.raises(Blocked, match="敏感名单中的姓名"):
        submit_item(item, acting_user=person("柳河拟稿"), at=timezone.now())
    clean_text(fresh(item), acting_user=person("柳河拟稿"), at=timezone.now())
    text = working_copy(fresh(item)).text
    assert "<td>李某某</td>" in text
    assert "<td>柳河镇中心小学</td>" in text
    assert labels(item) == set()


def test_names_stay_where_somebody_else_answers_for_them(drafted, person):
    item = drafted(title="柳河镇困难学生资助名单", text=PUPILS)
    for finding in examine(working_copy(fresh(item))).blocking:
        override_finding(
            item,
            acting_user=person("柳河保密"),
            fingerprint=finding.fingerprint,
            on=timezone.localdate(),
            reason="监护人已书面同意，依规须公示全名",
            at=timezone.now(),
        )
    assert labels(item) == set()


def test_a_name_in_a_letter_to_its_owner_stops_nothing():
    from gongkai.screening.finding import Finding, Place
    from gongkai.web.vetting.gate import PartView

    named = Finding("requester-name", 1, Place(), "王某某", "f")
    assert PartView("正文", "", (named,)).blocking == ()
    assert PartView("正文", "", (named,), for_everybody=True).blocking == (named,)


def test_a_form_in_the_text_is_masked_as_the_screening_sees_it(drafted, person):
    item = drafted(title="柳河镇临时救助审核表", text=FORM)
    clean_text(item, acting_user=person("柳河拟稿"), at=timezone.now())
    text = working_copy(fresh(item)).text
    for told in ("王大军", "119900199001010010", "肺癌", "13812345678"):
        assert told not in text
    assert "<p>姓名：王某某</p>" in text
    assert labels(item) == set()


def test_tags_links_and_signs_stay_as_they_are(drafted):
    text = '<p>王&amp;李 <a href="/a/?x=1&amp;y=2">办法</a> &lt;一&gt;</p><p>电话 13812345678</p>'
    item = drafted(text=text)
    masked = masked_fields(working_copy(item), timezone.localdate())["text"]
    assert masked == item.text.replace("13812345678", "138****5678")


def test_the_words_follow_the_choices_made_for_the_file(drafted, person):
    item = drafted(title="柳河镇临时救助对象名单", text=TABLE)
    attach_file(item, acting_user=person("柳河拟稿"), name="名单.txt", data=LIST, at=timezone.now())
    kept, _ = clean_attachment(
        fresh(item),
        acting_user=person("柳河拟稿"),
        sha256=fresh(item).attachments.get().sha256,
        columns={"身份证号": Choice.DROP, "没有的列": Choice.DROP},
        at=timezone.now(),
    )
    assert kept.choices["身份证号"] == "drop"
    clean_text(fresh(item), acting_user=person("柳河拟稿"), at=timezone.now())
    text = working_copy(fresh(item)).text
    assert "<td>王某某</td><td></td><td>500</td>" in text.replace("<td/>", "<td></td>")


def test_the_screen_of_the_file_masks_the_words_in_the_same_step(drafted, person, signed_in):
    item = drafted(title="柳河镇临时救助对象名单", text=TABLE)
    attach_file(item, acting_user=person("柳河拟稿"), name="名单.txt", data=LIST, at=timezone.now())
    client = signed_in("柳河拟稿")
    address = reverse("publishing:clean", args=[item.pk, fresh(item).attachments.get().sha256])
    page = client.get(address)
    assert "自2026年7月1日起" in page.content.decode()
    sent = {
        line.name: next(offer.choice.value for offer, checked in line.offers if checked)
        for line in page.context["lines"]
    }
    assert client.post(address, {**sent, "words": "on"}).status_code == 302
    assert "王建国" not in working_copy(fresh(item)).text
    assert labels(item) == set()


def test_the_screen_of_the_words_offers_the_columns_and_ticks_the_proposal(
    drafted, person, signed_in
):
    item = drafted(title="柳河镇临时救助对象名单", text=TABLE)
    page = signed_in("柳河拟稿").get(reverse("publishing:clean-text", args=[item.pk]))
    ticked = {
        line.shown.head: next(offer.choice.value for offer, checked in line.offers if checked)
        for line in page.context["lines"]
        if line.shown.kind
    }
    assert ticked == {"姓名": "mask", "身份证号": "drop"}


def test_forms_that_would_refuse_do_not_open_under_review(at_stage, signed_in):
    release = at_stage(Stage.FIRST_REVIEW)
    client = signed_in("柳河拟稿")
    for name, more in [
        ("edit", []),
        ("attach", []),
        ("attachments", []),
        ("clean-text", []),
        ("clean", ["0" * 64]),
        ("delete-draft", []),
    ]:
        answer = client.get(reverse(f"publishing:{name}", args=[release.item_id, *more]))
        page = answer.content.decode()
        assert "不能修改；请先撤回送审或等待退回" in page
        assert "office-form" not in page


def test_places_are_counted_as_the_screen_shows_the_text(drafted):
    item = drafted(
        summary="王大军身份证号 11010119900307803X。",
        text="<p>防汛安排。</p><p>请拨打李大军手机 13812345678。</p>",
    )
    places = {
        (finding.variety_name, finding.place.part)
        for finding in examine(working_copy(item)).blocking
    }
    assert places >= {("resident-id-18", "内容概述"), ("mobile", "第2段")}


def test_a_bodys_name_above_the_text_of_a_sensitive_list_is_no_persons(drafted):
    item = drafted(title="柳河镇临时救助对象名单", issuing_body="白杨镇人民政府")
    assert examine(working_copy(item)).blocking == ()
