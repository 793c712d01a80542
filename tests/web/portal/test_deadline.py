"""The public calculator: days a lawyer can check, and nothing kept."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from gongkai.web.casework.requests.models import DisclosureRequest


def asked(**facts):
    return Client().get(reverse("portal:deadline"), facts).content.decode()


@pytest.mark.parametrize(
    ("way", "day", "due"),
    [
        ("counter", "2026-03-05", "2026年4月2日（周四）"),
        ("signed_mail", "2026-03-08", "2026年4月3日（周五）"),
        ("ordinary_mail", "2026-05-29", "2026年6月29日（周一）"),
        ("internet", "2026-06-12", "2026年7月13日（周一）"),
    ],
)
def test_the_last_day_by_the_way_it_came(county, way, day, due):
    assert f"最迟 {due} 答复" in asked(way=way, day=day)


def test_an_extension_moves_it(county):
    assert "最迟 2026年8月4日（周二） 答复" in asked(
        way="counter", day="2026-06-08", extended_by="20"
    )


def test_silence_and_an_answer_have_their_last_days(county):
    silent = asked(way="counter", day="2026-03-02")
    assert "最迟 2026年3月30日（周一） 答复" in silent
    assert "申请行政复议：2026年5月29日" in silent
    assert "向人民法院起诉：2026年9月30日" in silent
    answered = asked(way="counter", day="2026-03-10", answered_on="2026-04-02")
    assert "申请行政复议：2026年6月1日" in answered
    assert "向人民法院起诉：2026年10月8日" in answered


def test_december_is_told_as_provisional(county):
    told = asked(way="counter", day="2026-12-15")
    assert "是暂计的" in told
    assert "最迟 2026年12月31日（周四） 答复的，确定不逾期" in told


def test_a_late_answer_is_said_to_be_late_with_what_silence_opened(county):
    told = asked(way="counter", day="2026-06-08", answered_on="2026-07-09")
    assert "答复晚了 2 个工作日" in told
    assert "申请行政复议：2026年9月7日" in told


def test_an_answer_handed_to_the_post_in_time_is_not_late(county):
    # V61：3月23日收到，4月21日届满；4月21日交邮、4月24日签收
    facts = {"way": "counter", "day": "2026-03-23", "answered_on": "2026-04-24"}
    told = asked(**facts, posted_on="2026-04-21")
    assert "机关 2026年4月21日（周二） 交邮，答复没有晚" in told
    assert "答复晚了" not in told
    assert "到期没有答复的" not in told
    assert "申请行政复议：2026年6月23日" in told
    assert "答复晚了 1 个工作日。</p>" in asked(**facts, posted_on="2026-04-22")


def test_without_the_day_of_posting_it_is_said_when_the_answer_is_not_late(county):
    told = asked(way="counter", day="2026-03-23", answered_on="2026-04-24")
    assert (
        "答复晚了 3 个工作日。但是，邮寄来的以机关交邮之日为准：在 2026年4月21日（周二） 以前"
        in told
    )


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"way": "counter", "day": "2010-01-01"}, "现行条例自2019-05-15起施行"),
        ({"way": "counter", "day": "x"}, "日期"),
        ({"way": "nothing", "day": "2026-03-02"}, "怎样提交的"),
        ({"way": "counter", "day": "2026-03-02", "extended_by": "99"}, "延长"),
        ({"way": "counter", "day": "2099-03-02"}, "放假安排还没有公布，算不出来"),
        (
            {"way": "counter", "day": "2026-06-08", "answered_on": "2026-06-01"},
            "收到答复之日2026-06-01早于提交之日2026-06-08",
        ),
        (
            {"way": "counter", "day": "2026-06-08", "posted_on": "2026-07-01"},
            "请同时填写收到答复之日",
        ),
        (
            {
                "way": "counter",
                "day": "2026-06-08",
                "answered_on": "2026-07-01",
                "posted_on": "2026-07-02",
            },
            "机关交邮之日2026-07-02应当在2026-06-08至2026-07-01之间",
        ),
    ],
)
def test_what_cannot_be_computed_is_said_beside_the_form(county, facts, words):
    page = asked(**facts)
    assert words in page
    assert "最迟" not in page


def test_nothing_is_kept(county):
    before = Session.objects.count()
    browser = Client()
    browser.get(reverse("portal:deadline"), {"way": "counter", "day": "2026-03-05"})
    assert not browser.cookies
    assert Session.objects.count() == before
    assert not DisclosureRequest.objects.exists()
