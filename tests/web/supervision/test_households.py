"""The look-up by household is attacked: guessing, scraping, the neighbour, the stolen database. It holds."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gongkai.web.accounts.permissions import Refused
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.office.limits import TooMany
from gongkai.web.publishing.items.actions.withdraw import withdraw_item
from gongkai.web.publishing.items.models import WithdrawalReason
from gongkai.web.supervision.households.actions import (
    close_households,
    disable_households,
    empty_expired,
    enable_households,
    look_up,
    shown_columns,
)
from gongkai.web.supervision.households.models import (
    HouseholdAttempt,
    HouseholdLookup,
    HouseholdRow,
)

pytestmark = pytest.mark.django_db
# Numbers of nobody: the birthday is the thirty-first of February.
LIST = (
    "姓名,身份证号码,银行账号,村组,补贴项目,补贴金额（元）\n"
    "王小明,110101190002310011,6217000000000001,一组,耕地地力保护补贴,812.50\n"
    "钱小翠,11010119000231002X,6217000000000002,一组,耕地地力保护补贴,640.00\n"
    "赵大山,110101190002310033,6217000000000003,二组,耕地地力保护补贴,1200.00\n"
    "赵大山,110101190102310033,6217000000000004,三组,耕地地力保护补贴,75.00\n"
    "周小芳,110101190002310055,6217000000000005,三组,耕地地力保护补贴,300.75\n"
    "周小芳,110101190002310055,6217000000000005,三组,农机购置补贴,500.00\n"
    "合计,,,,,3528.25\n"
)


@pytest.fixture
def permit(body, person):
    return enable_households(
        body("QS11"),
        acting_user=person("县公开办"),
        at=timezone.now(),
        on=timezone.localdate(),
        assessment="经评估可以开放。",
    )


PUBLISHED = (
    "<p>耕地地力保护补贴发放名单：王*明 812.50元，钱*翠 640.00元，赵大山 1200.00元，赵*山 75.00元，"
    "周*芳 300.75元。</p>"
)


@pytest.fixture
def item(released):
    return released(title="柳河镇2026年耕地地力保护补贴发放名单", text=PUBLISHED)


@pytest.fixture
def lookup(permit, item, body, signed_in):
    response = signed_in("柳河拟稿").post(
        "/office/supervision/households/new/",
        {
            "body": body("QS11").pk,
            "item": item.pk,
            "title": "2026年耕地地力保护补贴",
            "file": SimpleUploadedFile("名单.csv", LIST.encode()),
            "closes_on": (timezone.localdate() + timedelta(days=30)).isoformat(),
        },
    )
    assert response.status_code == 302, response.content.decode()
    return HouseholdLookup.objects.get()


def ask(lookup, name, digits, *, address="203.0.113.9", at=None):
    return look_up(lookup, name, digits, address=address, at=at or timezone.now())


def test_off_by_default_and_only_the_county_switches_it_on(body, person, item, signed_in):
    with pytest.raises(Refused):
        enable_households(
            body("QS11"),
            acting_user=person("柳河管理"),
            at=timezone.now(),
            on=timezone.localdate(),
            assessment="可以",
        )
    response = signed_in("柳河拟稿").post(
        "/office/supervision/households/new/",
        {
            "body": body("QS11").pk,
            "item": item.pk,
            "title": "补贴",
            "file": SimpleUploadedFile("名单.csv", LIST.encode()),
            "closes_on": (timezone.localdate() + timedelta(days=30)).isoformat(),
        },
    )
    assert "县里还没有" in response.content.decode()
    assert not HouseholdRow.objects.exists()


def test_a_household_sees_its_own_line_and_only_what_it_got(lookup):
    assert lookup.columns == ["补贴项目", "补贴金额（元）"]
    assert ask(lookup, " 王小明 ", "0011") == [
        [("补贴项目", "耕地地力保护补贴"), ("补贴金额（元）", "812.50")]
    ]
    assert ask(lookup, "钱小翠", "002x") == [
        [("补贴项目", "耕地地力保护补贴"), ("补贴金额（元）", "640.00")]
    ]


def test_who_got_two_payments_is_one_person_and_sees_both(lookup):
    assert lookup.households == 5
    assert ask(lookup, "周小芳", "0055") == [
        [("补贴项目", "耕地地力保护补贴"), ("补贴金额（元）", "300.75")],
        [("补贴项目", "农机购置补贴"), ("补贴金额（元）", "500.00")],
    ]
    assert not HouseholdAttempt.objects.exists()


def test_two_of_one_name_and_one_ending_see_nothing_of_each_other(lookup):
    assert ask(lookup, "赵大山", "0033") is None


def test_a_neighbour_who_guesses_gets_ten_tries_for_a_name_from_however_many_places(lookup):
    at = timezone.now()
    for number in range(10):
        address = f"198.51.100.{number}"
        assert ask(lookup, "王小明", f"9{number:03}", address=address, at=at) is None
    with pytest.raises(TooMany, match="带身份证到村里"):
        ask(lookup, "王小明", "0011", address="192.0.2.7", at=at)
    later = at + timedelta(days=20)
    with pytest.raises(TooMany):
        ask(lookup, "王 小明", "0011", address="192.0.2.8", at=later)
    assert ask(lookup, "钱小翠", "002X", address="192.0.2.9", at=at) is not None


def test_one_place_gets_five_wrong_tries_an_hour(lookup):
    at = timezone.now()
    for number in range(5):
        assert ask(lookup, f"某{number}", "0000", at=at) is None
    with pytest.raises(TooMany):
        ask(lookup, "王小明", "0011", at=at)
    assert ask(lookup, "王小明", "0011", at=at + timedelta(hours=1, minutes=1)) is not None


def opened(client, body, item, title, data=LIST):
    return client.post(
        "/office/supervision/households/new/",
        {
            "body": body("QS11").pk,
            "item": item.pk,
            "title": title,
            "file": SimpleUploadedFile("名单.csv", data.encode()),
            "closes_on": (timezone.localdate() + timedelta(days=30)).isoformat(),
        },
    )


def test_a_payment_file_opens_under_its_own_published_list_only_and_once(
    lookup, released, body, signed_in
):
    client = signed_in("柳河拟稿")
    guide = released(title="柳河镇政府信息公开指南", text="<p>王小明负责受理申请，地址见下。</p>")
    told = opened(client, body, guide, "2026年农机补贴").content.decode()
    assert "对不上：5 人里只有 20% 在公开的名单里" in told
    told = opened(client, body, lookup.item, "2026年农机补贴").content.decode()
    assert "这份名单已经开放了查询“2026年耕地地力保护补贴”" in told
    assert HouseholdLookup.objects.count() == 1


def test_two_look_ups_of_one_body_share_the_tries_of_a_name(lookup, released, body, signed_in):
    second = released(title="柳河镇2026年耕地地力保护补贴发放名单（更正）", text=PUBLISHED)
    assert opened(signed_in("柳河拟稿"), body, second, "更正后的名单").status_code == 302
    other = HouseholdLookup.objects.get(title="更正后的名单")
    at = timezone.now()
    for number in range(10):
        place = (lookup, other)[number % 2]
        assert ask(place, "王小明", f"9{number:03}", address=f"198.51.100.{number}", at=at) is None
    until = timezone.localdate() + timedelta(days=30)
    for place in (lookup, other):
        with pytest.raises(TooMany, match=f"这个姓名查错的次数太多，{until} 以前不能再查"):
            ask(place, "王小明", "0011", address="192.0.2.7", at=at)


def test_the_lock_of_a_place_says_from_when_it_may_ask_again(lookup):
    at = timezone.now().replace(hour=2, minute=15, second=0, microsecond=0)
    for number in range(5):
        assert ask(lookup, f"某{number}", "0000", at=at) is None
    with pytest.raises(TooMany, match="11:16 以后可以再查"):
        ask(lookup, "王小明", "0011", at=at)


def test_the_page_of_the_list_and_of_each_village_lead_to_the_look_up(lookup):
    link = f'href="/household/{lookup.pk}/"'
    assert link in Client().get(lookup.item.url).content.decode()
    assert link in Client().get("/villages/qs11-01/").content.decode()


def test_who_walks_through_many_names_closes_the_look_up(lookup):
    HouseholdLookup.objects.update(wrong=499)
    assert ask(lookup, "孙小芳", "0000", address="198.51.100.1") is None
    with pytest.raises(TooMany):
        ask(lookup, "王小明", "0011", address="198.51.100.2")


def test_a_name_on_the_list_and_one_that_is_not_are_answered_alike(lookup):
    page = Client().get(f"/household/{lookup.pk}/").content.decode()
    assert "王小明" not in page
    counts, answers = [], []
    for place, name in enumerate(("王小明", "孙小芳")):
        with CaptureQueriesContext(connection) as queries:
            answers.append(ask(lookup, name, "9999", address=f"198.51.100.{place}"))
        counts.append(len(queries))
    assert answers == [None, None]
    assert counts[0] == counts[1]


def test_a_stolen_database_tells_no_name_no_number_and_no_amount(lookup):
    with connection.cursor() as cursor:
        held = ""
        for table in ("householdlookup", "householdrow", "householdattempt", "householdpermit"):
            cursor.execute(f"SELECT * FROM supervision_{table}")
            held += "".join(
                bytes(value).hex() if isinstance(value, (bytes, memoryview)) else str(value)
                for row in cursor.fetchall()
                for value in row
            )
        cursor.execute("SELECT before, after, subject_name FROM journal_entry")
        held += repr(cursor.fetchall())
    for secret in ("王小明", "110101190002310011", "6217000000000001", "812.50"):
        assert secret not in held
    assert len({len(bytes(row.sealed)) for row in HouseholdRow.objects.all()}) == 1


def test_the_file_is_not_kept_and_no_private_column_can_be_shown(lookup):
    assert shown_columns(
        ["姓名", "银行账号", "补贴金额", "户主身份证", "发放日期", "联系电话", "备注"]
    ) == [
        "补贴金额",
        "发放日期",
    ]


def test_a_wrong_number_in_the_list_is_named_and_nothing_is_opened(permit, item, body, signed_in):
    response = signed_in("柳河拟稿").post(
        "/office/supervision/households/new/",
        {
            "body": body("QS11").pk,
            "item": item.pk,
            "title": "补贴",
            "file": SimpleUploadedFile(
                "名单.csv", "姓名,身份证号码,金额\n王小明,1101,5\n".encode()
            ),
            "closes_on": (timezone.localdate() + timedelta(days=30)).isoformat(),
        },
    )
    assert "第 2 行" in response.content.decode()
    assert not HouseholdLookup.objects.exists()


def test_it_is_shut_and_destroyed_by_day_by_withdrawal_by_the_county_and_by_hand(
    lookup, item, person, body
):
    at = timezone.now()
    address = f"/household/{lookup.pk}/"
    assert Client().get(address).status_code == 200
    ask(lookup, "孙小芳", "0000")
    assert empty_expired(at) == ()
    withdraw_item(
        item,
        acting_user=person("柳河发布"),
        at=at,
        on=timezone.localdate(),
        reason=WithdrawalReason.PERIOD_OVER,
        explanation="公示期满。",
    )
    assert Client().get(address).status_code == 404
    assert empty_expired(at) == ("到户查询“2026年耕地地力保护补贴”已到期，数据已销毁",)
    assert not HouseholdRow.objects.exists()
    assert not HouseholdAttempt.objects.exists()
    with pytest.raises(WrongState, match="已于"):
        close_households(lookup, acting_user=person("柳河拟稿"), at=at, reason="到期")


def test_the_county_switches_it_off_and_everything_is_gone(lookup, person, body):
    disable_households(
        body("QS11"),
        acting_user=person("县公开办"),
        at=timezone.now(),
        on=timezone.localdate(),
        reason="县里统一停用",
    )
    assert Client().get(f"/household/{lookup.pk}/").status_code == 404
    assert not HouseholdRow.objects.exists()


def test_through_the_page_with_a_proof(lookup):
    client = Client()
    address = f"/household/{lookup.pk}/"
    sent = {"name": "王小明", "digits": "0011"}
    assert client.post(address, sent).status_code == 400
    page = client.get(address).content.decode()
    token = re.search(r'name="proof_token" value="([^"]+)"', page)[1]
    number = 0
    while int.from_bytes(hashlib.sha256(f"{token}:{number}".encode()).digest()) >> 239:
        number += 1
    sent |= {"proof_token": token, "proof_answer": str(number)}
    response = client.post(address, sent)
    assert "812.50" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert "640.00" not in response.content.decode()
    assert client.post(address, sent).status_code == 400


def test_a_close_day_too_far_is_refused(permit, item, body, person):
    from gongkai.documents.tabular import Sheet
    from gongkai.web.supervision.households.actions import open_households

    with pytest.raises(ActionError, match="60 天"):
        open_households(
            body("QS11"),
            acting_user=person("柳河拟稿"),
            at=timezone.now(),
            item=item,
            title="补贴",
            closes_on=timezone.localdate() + timedelta(days=61),
            sheet=Sheet(None, 1, {}, (), ()),
            name_field="name",
            number_field="number",
            columns=[("column_0", "金额")],
        )
