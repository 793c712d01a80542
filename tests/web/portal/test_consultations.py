"""The public pages of consultations: list, form, receipt, result."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from gongkai.web.bodies.actions.body import open_column
from gongkai.web.publishing.catalogue.actions.entries import load_catalogue
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.consultations.models import Opinion, PublicConsultation
from gongkai.web.publishing.items.models import ItemPage
from tests.attacks.proofs import proof_for


@pytest.fixture
def notice(body, county):
    """A public notice of 柳河镇 that closes in ten days."""
    from gongkai.web.accounts.permissions import PLATFORM

    load_catalogue(acting_user=PLATFORM, at=timezone.now())
    today = timezone.localdate()
    item = _public(
        body("QS11"), "关于《柳河镇养犬管理办法》公开征求意见的公告", "work.consultation"
    )
    return PublicConsultation.objects.create(
        item=item,
        body=item.body,
        days=10,
        short_reason="夏季来临",
        opens_on=today,
        closes_on=today + timedelta(days=10),
        phone="0000-5550111",
    )


def _public(owner, title, row):
    item = ItemPage(
        title=title,
        body=owner,
        row=CatalogueRow.objects.get(code=row),
        slug=f"c-{abs(hash(title))}",
        live=True,
        formed_on=timezone.localdate(),
        published_on=timezone.localdate(),
        summary="征求意见。",
        text="<p>每户限养一只大型犬。</p>",
    )
    open_column(owner).add_child(instance=item)
    return item


def close(consultation):
    today = timezone.localdate()
    consultation.opens_on = today - timedelta(days=12)
    consultation.closes_on = today - timedelta(days=1)
    consultation.save()


def send(browser: Client, notice, **words: str):
    """Open the page, do the work that it asks for, and send the form."""
    address = f"/consultations/{notice.pk}/"
    return browser.post(address, {**words, **proof_for(browser.get(address))})


def read(address: str) -> str:
    return Client().get(address).content.decode()


def test_the_list_shows_each_under_its_state(notice, body):
    title = notice.item.title
    assert title in read("/consultations/")
    assert title in read("/consultations/?state=open")
    assert title not in read("/consultations/?state=closed")
    close(notice)
    assert title in read("/consultations/?state=closed")
    notice.result = _public(body("QS11"), "结果反馈", "work.consultation_result")
    notice.save()
    assert title in read("/consultations/?state=answered")
    assert title not in read("/consultations/?state=closed")


def test_the_page_says_the_period_the_short_reason_and_the_result(notice, body):
    page = read(f"/consultations/{notice.pk}/")
    assert "还有 10 天" in page
    assert "夏季来临" in page
    assert "每户限养一只大型犬。" in page
    close(notice)
    page = read(f"/consultations/{notice.pk}/")
    assert "结果将在本页公布" in page
    assert "<textarea" not in page
    notice.result = _public(body("QS11"), "养犬办法征求意见结果反馈", "work.consultation_result")
    notice.save()
    assert "养犬办法征求意见结果反馈" in read(f"/consultations/{notice.pk}/")


def test_the_item_page_leads_to_the_form(notice):
    assert f"/consultations/{notice.pk}/" in read(notice.item.url)


def test_an_opinion_gets_a_receipt_that_others_cannot_guess(notice):
    browser = Client()
    answer = send(browser, notice, text="小型犬也要登记。", name="王小明")
    assert answer.status_code == 302
    opinion = Opinion.objects.get()
    assert opinion.receipt_number in read(answer["Location"])
    assert opinion.receipt_number not in answer["Location"]
    assert browser.get(f"/consultations/{notice.pk}/{opinion.receipt_number}/").status_code == 404


def test_opinions_are_never_public(notice):
    send(Client(), notice, text="小型犬也要登记。", name="王小明")
    for address in ("/consultations/", f"/consultations/{notice.pk}/", notice.item.url):
        page = read(address)
        assert "小型犬也要登记" not in page
        assert "王小明" not in page


def test_a_machine_that_fills_in_everything_is_turned_away(notice):
    answer = Client().post(
        f"/consultations/{notice.pk}/", {"text": "广告", "homepage": "http://example.invalid"}
    )
    assert answer.status_code == 400
    assert "意见还没有提交" in answer.content.decode()
    assert not Opinion.objects.exists()


def test_a_form_from_elsewhere_is_refused(notice):
    browser = Client(enforce_csrf_checks=True)
    assert browser.post(f"/consultations/{notice.pk}/", {"text": "x"}).status_code == 403
    assert not Opinion.objects.exists()


def test_too_many_from_one_address_are_told_to_wait(notice):
    browser = Client()
    for number in range(5):
        send(browser, notice, text=f"意见{number}")
    answer = send(browser, notice, text="再来")
    assert answer.status_code == 429
    assert "过一小时" in answer.content.decode()
    assert Opinion.objects.count() == 5


def test_what_was_written_is_still_there_when_something_is_wrong(notice):
    answer = Client().post(f"/consultations/{notice.pk}/", {"text": "", "name": "王小明"})
    assert answer.status_code == 400
    assert 'value="王小明"' in answer.content.decode()


def test_a_page_with_a_form_is_not_kept_by_anybody(notice):
    assert "no-store" in Client().get(f"/consultations/{notice.pk}/")["Cache-Control"]


def test_a_withdrawn_notice_is_gone(notice):
    ItemPage.objects.filter(pk=notice.item_id).update(withdrawn_on=timezone.localdate())
    assert Client().get(f"/consultations/{notice.pk}/").status_code == 404


def test_the_list_asks_the_same_for_any_number(notice, body, django_assert_max_num_queries):
    read("/consultations/?state=open")
    with django_assert_max_num_queries(50) as one:
        read("/consultations/?state=open")
    for number in range(5):
        item = _public(body("QS11"), f"公告{number}", "work.consultation")
        PublicConsultation.objects.create(
            item=item,
            body=item.body,
            days=30,
            opens_on=notice.opens_on,
            closes_on=notice.closes_on,
        )
    with django_assert_max_num_queries(len(one)):
        assert "公告4" in read("/consultations/?state=open")
