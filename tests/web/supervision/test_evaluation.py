"""Opinions of the public: taken in without a name, answered with a day and a result, published without a person."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from gongkai.web.accounts.permissions import Refused
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.office.home import Slot
from gongkai.web.office.limits import TooMany
from gongkai.web.supervision.evaluation.actions import (
    answer_evaluation,
    enter_evaluation,
    keep_back_evaluation,
    publish_evaluation,
    receive_evaluation,
)
from gongkai.web.supervision.evaluation.models import Evaluation, PageVote
from gongkai.web.supervision.to_dos import to_dos

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_votes_before():
    cache.clear()


def proof(page: str) -> dict[str, str]:
    token = re.search(r'name="proof_token" value="([^"]+)"', page)[1]
    number = 0
    while int.from_bytes(hashlib.sha256(f"{token}:{number}".encode()).digest()) >> 240:
        number += 1
    return {"proof_token": token, "proof_answer": str(number)}


def test_somebody_scans_the_code_and_gets_a_number_and_a_day(county):
    client = Client()
    page = client.get("/feedback/QS11/").content.decode()
    assert "请您评一评柳河镇人民政府的政府信息公开" in page
    sent = {"score": "4", "text": "低保名单找不到", "contact": "13800005678", **proof(page)}
    response = client.post("/feedback/QS11/", sent, follow=True)
    assert "QS11-PY-" in response.content.decode()
    made = Evaluation.objects.get()
    assert (made.way, made.score, made.text) == ("code", 4, "低保名单找不到")
    with connection.cursor() as cursor:
        cursor.execute("SELECT text, contact FROM supervision_evaluation")
        held = repr(cursor.fetchall())
    assert "低保" not in held
    assert "13800005678" not in held


def test_without_a_proof_or_with_the_trap_filled_nothing_is_kept(county):
    client = Client()
    assert client.post("/feedback/QS11/", {"score": "4"}).status_code == 400
    page = client.get("/feedback/QS11/").content.decode()
    sent = {"score": "4", "homepage": "x", **proof(page)}
    assert client.post("/feedback/QS11/", sent).status_code == 400
    assert not Evaluation.objects.exists()


def test_one_address_sends_thirty_an_hour(body):
    at = timezone.now()
    for _ in range(30):
        receive_evaluation(body("QS11"), at=at, way="code", score=3, address="203.0.113.9")
    with pytest.raises(TooMany):
        receive_evaluation(body("QS11"), at=at, way="code", score=3, address="203.0.113.9")
    later = at + timedelta(days=2)
    receive_evaluation(body("QS11"), at=later, way="code", score=3, address="203.0.113.9")
    assert Evaluation.objects.filter(address_digest="").count() == 30


def test_a_page_is_voted_on_once_a_day_and_corrected(released):
    item = released()
    client = Client()
    page = client.get(item.url).content.decode()
    assert "这页有用吗" in page
    address = f"/feedback/?page={item.url}"
    for _ in range(2):
        client.post("/feedback/vote/", {"page": item.url, "useful": "no"})
    vote = PageVote.objects.get()
    assert (vote.page, vote.useful, vote.useless) == (item.url, 0, 1)
    page = client.get(address).content.decode()
    client.post("/feedback/", {"page": item.url, "text": "电话是旧的", **proof(page)})
    made = Evaluation.objects.get()
    assert (made.sort, made.page, made.body.code) == ("correction", item.url, "QS11")


@pytest.mark.parametrize("page", ["//evil.example/", "/office/items/", "javascript:alert(1)"])
def test_an_address_elsewhere_is_no_page_of_ours(county, page):
    assert Client().get("/feedback/", {"page": page}).status_code == 404
    assert Client().post("/feedback/vote/", {"page": page, "useful": "yes"}).status_code == 404


def test_each_is_answered_once_and_published_without_a_person(body, person, signed_in):
    clerk, at, today = person("柳河拟稿"), timezone.now(), timezone.localdate()
    made = enter_evaluation(
        body("QS11"),
        acting_user=clerk,
        at=at,
        way="phone",
        received_on=today,
        text="王小明说公开栏三个月没换",
    )
    (due,) = list(to_dos(clerk, today))
    assert (due.slot, due.due_on) == (Slot.WAITING, made.due_on)
    told = {"acting_user": clerk, "at": at, "on": today, "outcome": "adopted"}
    with pytest.raises(ActionError, match="写了个人信息"):
        answer_evaluation(
            made, answer="已更换。", gist="王小明（13800005678）说公开栏没换", publish=True, **told
        )
    answer_evaluation(made, answer="已更换。", gist="公开栏更新不及时", publish=True, **told)
    with pytest.raises(WrongState, match="不能重复答复"):
        answer_evaluation(made, answer="已更换。", **told)
    assert "公开栏更新不及时" not in Client().get("/feedback/QS11/results/").content.decode()
    with pytest.raises(Refused):
        publish_evaluation(made, acting_user=clerk, at=at)
    publisher = person("柳河发布")
    assert "公布评议答复：公开栏更新不及时" in {each.text for each in to_dos(publisher, today)}
    publish_evaluation(made, acting_user=publisher, at=at)
    page = Client().get("/feedback/QS11/results/").content.decode()
    assert "公开栏更新不及时" in page
    assert "王小明" not in page
    assert "已采纳，已改正" in page


def test_who_is_accused_by_name_and_title_is_not_published_by_anybody(body, person):
    clerk, at, today = person("柳河拟稿"), timezone.now(), timezone.localdate()
    made = enter_evaluation(
        body("QS11"), acting_user=clerk, at=at, way="box", received_on=today, text="补贴少了"
    )
    told = {"acting_user": clerk, "at": at, "on": today, "outcome": "adopted", "publish": True}
    with pytest.raises(ActionError, match="姓名、昵称或者账号（钱三多）"):
        answer_evaluation(made, gist="反映河东村支书钱三多克扣补贴", answer="已经核实。", **told)
    with pytest.raises(ActionError, match="钱三多"):
        answer_evaluation(
            made, gist="反映补贴发放", answer="经核实，河东村支书钱三多已退回款项", **told
        )
    answer_evaluation(made, gist="反映补贴发放", answer="已补发。", **told)
    keep_back_evaluation(made, acting_user=person("柳河三审"), at=at, reason="还在核查")
    with pytest.raises(WrongState, match="没有提出公布"):
        publish_evaluation(made, acting_user=person("柳河发布"), at=at)


def test_what_is_overdue_shows_to_the_public(body):
    receive_evaluation(body("QS11"), at=timezone.now(), way="code", score=3, address="203.0.113.9")
    Evaluation.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    page = Client().get("/feedback/QS11/results/").content.decode()
    assert "<dt>超过期限还没有答复</dt><dd>1</dd>" in page


def test_the_poster_is_not_printed_with_an_address_that_leads_nowhere(body, signed_in, settings):
    client = signed_in("柳河拟稿")
    settings.WAGTAILADMIN_BASE_URL = "http://localhost:8000"
    address = f"/office/supervision/evaluations/poster/{body('QS11').pk}/"
    assert "还没有登记公开网站的网址" in client.get(address, follow=True).content.decode()
    settings.WAGTAILADMIN_BASE_URL = "https://www.qingshan.example.cn"
    page = client.get(address).content.decode()
    assert "https://www.qingshan.example.cn/feedback/QS11/" in page
    assert "<svg" in page
