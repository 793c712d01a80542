"""An explanation is proposed from the document, goes the ordinary way, and is linked both ways."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gongkai.documents import open_bytes
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.office.home import Slot, to_dos_of
from gongkai.web.publishing.explanations.actions import (
    PICTURE,
    attach_picture,
    content_of,
    draft_explanation,
    picture,
    revise_explanation,
)
from gongkai.web.publishing.explanations.models import Explanation
from gongkai.web.publishing.explanations.proposals import (
    Content,
    as_html,
    propose_from,
    what_is_hard_to_read,
)
from gongkai.web.publishing.explanations.unexplained import unexplained
from gongkai.web.publishing.items.actions.draft import revise_item, working_copy
from gongkai.web.publishing.items.actions.release import release_item
from gongkai.web.publishing.items.models import ItemPage, Stage
from gongkai.web.vetting.errors import Blocked

POLICY = """
<h2>一、补助对象</h2><p>补助对象为住房经鉴定为C级或者D级的低保户和分散供养特困人员。</p>
<h2>二、补助标准</h2><p>C级每户补助1.2万元。D级每户补助3万元。</p>
<h2>三、申请时间和地点</h2><p>每年3月31日前，到镇便民服务中心2号窗口办理。</p>
<h2>四、申请材料</h2><p>携带申请书、身份证和户口簿原件。</p>
<h2>五、其他</h2><p>咨询电话：0000-5550111。</p>
"""
TABLE = """
<table><tr><th>等级</th><th>补助</th></tr><tr><td>C级</td><td>1.2万元</td></tr></table>
"""


def blocks(html: str):
    return open_bytes(f"<html><body>{html}</body></html>".encode(), "a.html").blocks


def test_the_card_takes_the_documents_own_words():
    card = dict(propose_from(blocks(POLICY)).card)
    assert card == {
        "给谁办": "补助对象为住房经鉴定为C级或者D级的低保户和分散供养特困人员。",
        "给多少": "C级每户补助1.2万元。",
        "什么时候": "每年3月31日前，到镇便民服务中心2号窗口办理。",
        "到哪里办": "每年3月31日前，到镇便民服务中心2号窗口办理。",
        "带什么": "携带申请书、身份证和户口簿原件。",
        "电话": "咨询电话：0000-5550111。",
    }


def test_headings_become_questions():
    questions = dict(propose_from(blocks(POLICY)).questions)
    assert questions["哪些人可以享受或者办理？"].startswith("补助对象为")
    assert questions["标准是多少？"] == "C级每户补助1.2万元。D级每户补助3万元。"
    assert questions["有疑问找谁？"] == "咨询电话：0000-5550111。"


def test_articles_without_headings_are_searched_for_what_people_ask():
    content = propose_from(
        blocks("<p>第三条 奖励标准为每亩200元。</p><p>第四条 秸秆不得焚烧。</p>")
    )
    assert content.card == (("给多少", "奖励标准为每亩200元。"),)
    assert content.questions == (("标准是多少？", "奖励标准为每亩200元。"),)


def test_what_the_document_does_not_say_is_not_invented():
    assert propose_from(blocks("<p>秸秆不得焚烧。</p>")) == Content()


def test_a_plain_table_is_taken_over_and_one_with_spans_is_not():
    assert propose_from(blocks(TABLE)).table == (("等级", "补助"), ("C级", "1.2万元"))
    spanned = TABLE.replace("<td>C级", '<td colspan="2">C级').replace("<td>1.2万元</td>", "")
    assert propose_from(blocks(spanned)).table == ()


def test_missing_points_and_endless_sentences_are_named():
    content = Content((("电话", "0000-5550111"),), (("怎样办理？", "长" * 51 + "。短句。"),))
    assert what_is_hard_to_read(content) == [
        "没有写到：给谁办、给多少、什么时候、到哪里办、带什么。文件确实没有规定的，可以空着。",
        f"这句有 52 字，建议拆成短句：{'长' * 20}……",
    ]


def test_words_are_never_markup():
    html = as_html(Content((("电话", "<script>"),), (("a<b", "c&d"),), (("<i>",), ("x",))))
    assert "<script>" not in html
    assert "a&lt;b" in html


@pytest.fixture
def policy(released, rows):
    """A released normative document of 柳河镇."""
    return released(
        title="柳河镇危房改造补助办法",
        text=POLICY,
        row=rows("statutory.regulations_and_normative_documents"),
    )


@pytest.fixture
def explanation(policy, person):
    return draft_explanation(policy, acting_user=person("柳河拟稿"), at=timezone.now())


@pytest.mark.both_databases
def test_the_draft_is_an_ordinary_item_linked_with_its_document(policy, explanation):
    item = explanation.item
    assert item.title == "《柳河镇危房改造补助办法》政策解读"
    assert item.row.code == "work.explanation"
    assert not item.live
    assert [link.target_id for link in item.links_out.all()] == [policy.pk]
    assert "咨询电话：0000-5550111。" in item.text


def test_a_document_has_one_explanation_and_an_explanation_has_none(policy, explanation, person):
    with pytest.raises(WrongState, match="已经起草"):
        draft_explanation(policy, acting_user=person("柳河拟稿"), at=timezone.now())
    with pytest.raises(WrongState, match="不再解读"):
        draft_explanation(explanation.item, acting_user=person("柳河拟稿"), at=timezone.now())


def test_revising_the_parts_changes_the_text_of_the_working_copy(explanation, person):
    with pytest.raises(ActionError, match="不能都空着"):
        revise_explanation(
            explanation, acting_user=person("柳河拟稿"), content=Content(), at=timezone.now()
        )
    revise_explanation(
        explanation,
        acting_user=person("柳河拟稿"),
        content=Content((("电话", "0000-5550222"),)),
        at=timezone.now(),
    )
    copy = working_copy(ItemPage.objects.get(pk=explanation.item_id))
    assert copy.text == "<h2>要点</h2><ul><li><b>电话</b>：0000-5550222</li></ul>"


def test_the_missing_explanation_is_owed_with_the_document_until_it_is_out(
    policy, person, at_stage
):
    clerk = person("柳河拟稿")
    numbers = [policy.body_id]
    assert list(unexplained(numbers)) == [policy]

    def told():
        heaps = to_dos_of(clerk, timezone.localdate())
        return [e.text for heap in (Slot.LATE, Slot.DUE) for e in heaps[heap]]

    assert "应解读未解读：1 件" in told()
    explanation = draft_explanation(policy, acting_user=clerk, at=timezone.now())
    assert list(unexplained(numbers)) == [policy]
    release = at_stage(Stage.RELEASE, item=explanation.item)
    release_item(release, acting_user=person("柳河发布"), at=timezone.now())
    assert list(unexplained(numbers)) == []
    assert "应解读未解读：1 件" not in told()
    assert "政策解读" in Client().get(policy.url).content.decode()


def test_the_picture_is_the_same_every_time_and_carries_real_words(explanation):
    first = picture(explanation, "pdf", address="http://localhost/qs11/1/")
    assert first == picture(explanation, "pdf", address="http://localhost/qs11/1/")
    lines = "".join(open_bytes(first, "a.pdf").lines())
    assert "一图读懂" in lines
    assert "0000-5550111" in lines
    assert picture(explanation, "png", address="x").startswith(b"\x89PNG")
    assert picture(explanation, "svg", address="x").startswith(b"<svg")


def test_a_picture_of_what_must_not_go_out_is_not_drawn(explanation, person):
    revise_explanation(
        explanation,
        acting_user=person("柳河拟稿"),
        content=Content((("给谁办", "王小明，身份证号11010119900307803X"),)),
        at=timezone.now(),
    )
    with pytest.raises(Blocked):
        picture(Explanation.objects.get(), "png", address="x")


def test_too_many_words_for_one_page_are_told(explanation, person):
    many = tuple((f"要点{number}", "很长的话。" * 60) for number in range(20))
    revise_explanation(
        explanation, acting_user=person("柳河拟稿"), content=Content(many), at=timezone.now()
    )
    with pytest.raises(ActionError, match="一页放不下，请删减"):
        picture(Explanation.objects.get(), "pdf", address="x")


def test_the_picture_replaces_itself_among_the_attachments(explanation, person):
    clerk = person("柳河拟稿")
    attach_picture(explanation, acting_user=clerk, address="http://localhost/1/", at=timezone.now())
    revise_item(explanation.item, acting_user=clerk, summary="改过。", at=timezone.now())
    explanation = Explanation.objects.get()
    attach_picture(explanation, acting_user=clerk, address="http://localhost/2/", at=timezone.now())
    copy = working_copy(ItemPage.objects.get(pk=explanation.item_id))
    assert [each.name for each in copy.attachments.all()] == [PICTURE]


def test_the_clerk_builds_it_on_screens(policy, signed_in):
    browser = signed_in("柳河拟稿")
    assert (
        "柳河镇危房改造补助办法" in browser.get(reverse("publishing:unexplained")).content.decode()
    )
    answer = browser.post(reverse("publishing:explain", args=[policy.pk]))
    explanation = Explanation.objects.get()
    assert answer["Location"] == reverse("publishing:explanation", args=[explanation.pk])
    form = browser.get(answer["Location"]).content.decode()
    assert "问：标准是多少？" in form
    wrong = browser.post(answer["Location"], {"questions": "标准是多少？", "table": "a | b"})
    assert "应以“问：”开头" in wrong.content.decode()
    assert "至少要有表头和一行内容" in wrong.content.decode()
    browser.post(
        answer["Location"],
        {
            "point_5": "0000-5550333",
            "questions": "问：给多少？\n答：C级1.2万元。\nD级3万元。",
            "table": "等级 | 补助\nC级 | 1.2万元",
        },
    )
    content = content_of(Explanation.objects.get())
    assert content.card == (("电话", "0000-5550333"),)
    assert content.questions == (("给多少？", "C级1.2万元。\nD级3万元。"),)
    assert content.table == (("等级", "补助"), ("C级", "1.2万元"))
    script = browser.get(reverse("publishing:audio-script", args=[explanation.pk]))
    assert "下面为您介绍《柳河镇危房改造补助办法》政策解读。" in script.content.decode()
    assert "电话：0000-5550333。" in script.content.decode()
    drawn = browser.get(reverse("publishing:picture", args=[explanation.pk, "png"]))
    assert io.BytesIO(drawn.content).read(4) == b"\x89PNG"
    browser.post(reverse("publishing:attach-picture", args=[explanation.pk]))
    copy = working_copy(ItemPage.objects.get(pk=explanation.item_id))
    assert [each.name for each in copy.attachments.all()] == [PICTURE]


def test_the_list_asks_the_same_for_any_number(
    policy, released, rows, signed_in, django_assert_max_num_queries
):
    browser = signed_in("柳河拟稿")
    browser.get(reverse("publishing:unexplained"))
    with django_assert_max_num_queries(100) as one:
        browser.get(reverse("publishing:unexplained"))
    for title in ("甲办法", "乙办法"):
        released(title=title, row=rows("statutory.regulations_and_normative_documents"))
    with django_assert_max_num_queries(len(one)):
        page = browser.get(reverse("publishing:unexplained")).content.decode()
    assert "乙办法" in page
