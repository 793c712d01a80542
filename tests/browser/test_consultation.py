"""A consultation from its notice to its result; the opinion comes from a telephone."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.accounts.proof import WORDS
from gongkai.web.publishing.catalogue.actions.entries import load_catalogue
from gongkai.web.publishing.consultations.models import Opinion, PublicConsultation
from gongkai.web.publishing.demo.participation import participation
from gongkai.web.publishing.demo.story import tell
from gongkai.web.publishing.items.actions.release import release_item
from gongkai.web.publishing.items.actions.review import approve
from gongkai.web.publishing.items.actions.submit import submit_item
from gongkai.web.publishing.items.models import ItemPage, Stage

REVIEWER = {
    Stage.FIRST_REVIEW: "柳河一审",
    Stage.SECOND_REVIEW: "柳河二审",
    Stage.THIRD_REVIEW: "柳河三审",
    Stage.SECRECY_CHECK: "柳河保密",
}


def publish(item: ItemPage) -> None:
    """The whole way of review, which has a browser test of its own."""
    release = submit_item(
        item, acting_user=User.objects.get(username="柳河拟稿"), at=timezone.now()
    )
    while release.stage != Stage.RELEASE:
        reviewer = User.objects.get(username=REVIEWER[Stage(release.stage)])
        release = approve(
            release, acting_user=reviewer, stage=release.stage, proofread=True, at=timezone.now()
        )
    publisher = User.objects.get(username="柳河发布")
    release_item(release, acting_user=publisher, at=timezone.now())


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_a_consultation_from_the_notice_to_the_published_result(open_page, findings):
    load_catalogue(acting_user=PLATFORM, at=timezone.now())
    clerk = open_page("柳河拟稿")
    clerk.goto("/office/items/consultations/")
    clerk.get_by_role("link", name="发起意见征集").click()
    clerk.get_by_label("公告标题").fill("关于《柳河镇集市管理办法》公开征求意见的公告")
    clerk.get_by_label("为什么征求意见").fill("集市占道，需要规范摊位和时间。")
    clerk.locator("[contenteditable=true]").fill("逢五逢十开市，中午十二时收市。")
    assert findings(clerk) == []
    clerk.get_by_role("button", name="生成公告草稿").click()
    expect(clerk.get_by_text("已生成公告草稿")).to_be_visible()
    consultation = PublicConsultation.objects.get()
    publish(consultation.item)

    citizen = open_page(size="phone")
    citizen.goto("/")
    citizen.locator(".nav-small summary").click()
    citizen.get_by_role("link", name="意见征集").click()
    assert findings(citizen) == []
    assert fits(citizen)
    citizen.get_by_role("link", name="柳河镇集市管理办法").click()
    expect(citizen.get_by_text("还有 30 天")).to_be_visible()
    assert findings(citizen) == []
    assert fits(citizen)
    citizen.get_by_role("link", name="我要提意见").click()
    citizen.get_by_label("您的意见").fill("建议下午三时收市，上班的人也能赶集。")
    citizen.get_by_label("联系方式").fill("0000-5550999")
    citizen.get_by_role("button", name="提交意见").click()
    expect(citizen.get_by_role("heading", name="意见已收到，谢谢您")).to_be_visible()
    expect(citizen.get_by_text(Opinion.objects.get().receipt_number)).to_be_visible()
    assert findings(citizen) == []
    assert fits(citizen)

    today = timezone.localdate()
    PublicConsultation.objects.update(
        opens_on=today - timedelta(days=31), closes_on=today - timedelta(days=1)
    )
    citizen.goto(f"/consultations/{consultation.pk}/")
    expect(citizen.get_by_text("结果将在本页公布")).to_be_visible()
    assert citizen.get_by_label("您的意见").count() == 0

    clerk.goto("/office/")
    clerk.get_by_role("link", name="已结束，待公布结果").click()
    expect(clerk.get_by_text("0000-5550999")).to_be_visible()
    assert findings(clerk) == []
    clerk.get_by_role("link", name="归类意见").click()
    clerk.get_by_label("建议下午三时收市").check()
    clerk.get_by_label("意见要点").fill("建议推迟收市时间")
    clerk.get_by_role("button", name="归为一类").click()
    clerk.get_by_role("link", name="答复", exact=True).click()
    clerk.get_by_label("部分采纳").check()
    clerk.get_by_label("理由或说明").fill("收市推迟到下午一时，须留出清扫时间")
    assert findings(clerk) == []
    clerk.get_by_role("button", name="保存").click()
    clerk.get_by_role("link", name="起草征集结果").click()
    clerk.get_by_role("button", name="生成结果草稿").click()
    expect(clerk.get_by_text("已生成结果草稿")).to_be_visible()
    publish(PublicConsultation.objects.get().result)

    citizen.goto(f"/consultations/{consultation.pk}/")
    citizen.get_by_role("link", name="结果反馈").click()
    expect(citizen.get_by_text("共收到意见 1 条：网上提交 1 条。")).to_be_visible()
    expect(citizen.get_by_text("说明：收市推迟到下午一时，须留出清扫时间。")).to_be_visible()
    assert "0000-5550999" not in citizen.content()
    assert findings(citizen) == []


@pytest.mark.parametrize("mode", ["standard", "large"])
@pytest.mark.parametrize("size", ["wide", "phone"])
def test_pages_of_consultations_are_accessible_and_fit(open_page, findings, size, mode):
    load_catalogue(acting_user=PLATFORM, at=timezone.now())
    staff = {user.username: user for user in User.objects.all()}
    for _ in tell(participation(timezone.localdate(), staff), until=timezone.now()):
        pass
    running = PublicConsultation.objects.get(item__title__contains="集市")
    answered = PublicConsultation.objects.get(item__title__contains="危房")
    page = open_page(size=size)
    page.goto(f"/view/{mode}/")
    for address in (
        "/consultations/",
        "/consultations/?state=answered",
        f"/consultations/{running.pk}/",
        f"/consultations/{answered.pk}/",
        answered.result.url,
        running.item.url,
    ):
        page.goto(address)
        assert findings(page) == [], address
        assert fits(page), address


def test_an_opinion_needs_no_script(chromium, live_server, transactional_db, county, monkeypatch):
    monkeypatch.setattr("gongkai.web.accounts.proof.PATIENCE", 0)
    load_catalogue(acting_user=PLATFORM, at=timezone.now())
    staff = {user.username: user for user in User.objects.all()}
    for _ in tell(participation(timezone.localdate(), staff), until=timezone.now()):
        pass
    running = PublicConsultation.objects.get(item__title__contains="集市")
    context = chromium.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    page.goto(f"/consultations/{running.pk}/")
    page.fill("textarea[name=text]", "摊位费请公示。")
    asked = page.get_by_text(
        re.compile("[一二三四五六七八九]加[一二三四五六七八九]")
    ).first.inner_text()
    one, other = re.search("(.)加(.)", asked).groups()
    page.get_by_label(re.compile("加")).fill(str(WORDS.index(one) + WORDS.index(other)))
    page.click("text=提交意见")
    assert page.get_by_role("heading", name="意见已收到，谢谢您").is_visible()
    context.close()
