"""An item comes back, is mended and sent again, is found, and is forgotten once it is withdrawn."""

from __future__ import annotations

from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.publishing.catalogue.actions.entries import load_catalogue
from gongkai.web.publishing.items.models import ItemPage


def decide(page, button: str, title: str, comment: str, proofread: bool = True) -> None:
    page.get_by_role("link", name=title).first.click()
    if proofread:
        page.get_by_label("我已完成本级校对").check()
    page.locator("#id_comment").fill(comment)
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_load_state("networkidle")


def submit(page) -> None:
    page.get_by_role("link", name="提交审核").click()
    page.get_by_role("button", name="提交审核").click()
    page.wait_for_load_state("networkidle")
    assert page.get_by_text("已提交审核").is_visible()


def test_an_item_is_returned_mended_released_found_and_withdrawn(open_page, findings):
    load_catalogue(acting_user=PLATFORM, at=timezone.now())
    drafter = open_page("柳河拟稿")
    drafter.goto("/office/items/new/")
    drafter.get_by_label("标题").fill("柳河镇秧苗补贴办法")
    drafter.get_by_label("公开事项").select_option(
        label="第二十一条 重点领域／贯彻落实农业农村政策"
    )
    drafter.get_by_label("内容概述").fill("秧苗补贴的对象和标准。")
    drafter.locator("[contenteditable=true]").fill("每亩补贴二十元。")
    drafter.get_by_role("button", name="保存").click()
    drafter.wait_for_load_state("networkidle")
    submit(drafter)

    reviewer = open_page("柳河一审")
    decide(reviewer, "退回", "柳河镇秧苗补贴办法", "请写明申请时间。", proofread=False)
    drafter.goto("/office/")
    assert findings(drafter) == []
    assert drafter.get_by_text("请写明申请时间。").is_visible()
    drafter.get_by_role("link", name="柳河镇秧苗补贴办法").first.click()
    drafter.get_by_role("link", name="修改", exact=True).click()
    drafter.locator("[contenteditable=true]").fill("每亩补贴二十元，四月底前到村委会申请。")
    drafter.get_by_role("button", name="保存").click()
    drafter.wait_for_load_state("networkidle")
    submit(drafter)

    for username in ("柳河一审", "柳河二审", "柳河三审"):
        decide(open_page(username), "通过", "柳河镇秧苗补贴办法", "同意。")
    decide(open_page("柳河保密"), "通过", "柳河镇秧苗补贴办法", "同意。", proofread=False)
    publisher = open_page("柳河发布")
    decide(publisher, "发布", "柳河镇秧苗补贴办法", "同意。", proofread=False)

    reader = open_page(size="phone")
    reader.goto("/search/?q=秧苗")
    reader.get_by_role("link", name="柳河镇秧苗补贴办法").click()
    assert reader.get_by_text("四月底前到村委会申请").is_visible()

    item = ItemPage.objects.get(title="柳河镇秧苗补贴办法")
    publisher.goto(f"/office/items/{item.pk}/")
    publisher.get_by_role("link", name="撤下").click()
    publisher.get_by_label("撤下原因").select_option(label="内容有误，更正后重新发布")
    publisher.get_by_label("具体情况").fill("补贴标准有误。")
    publisher.get_by_role("button", name="撤下").click()
    publisher.wait_for_load_state("networkidle")

    assert reader.goto(item.url).status == 410
    assert reader.get_by_text("内容有误，更正后重新发布").is_visible()
    assert findings(reader) == []
    reader.goto("/search/?q=秧苗")
    assert reader.get_by_role("link", name="柳河镇秧苗补贴办法").count() == 0
