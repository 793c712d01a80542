"""Counting rules, months without requests, holiday notices, to-dos."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from gongkai.statute.receipt import Door
from gongkai.web.casework.cases.to_dos import to_dos
from gongkai.web.casework.clock.loading import load_notice, see_moved_day
from gongkai.web.casework.counting.actions import sign_none
from gongkai.web.casework.counting.rules import RULES
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.office.home import Slot
from tests.web.casework.conftest import moment

# An invented arrangement of 2027: only its form is that of a notice.
NOTICE = """国务院办公厅关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至11日（周四）放假，共7天。1月31日（周日）、2月20日（周六）上班。
三、清明节：4月5日（周一）放假，共1天。
四、劳动节：5月1日（周六）至5日（周三）放假，共5天。
五、端午节：6月9日（周三）放假，共1天。
六、中秋节：9月15日（周三）放假，共1天。
七、国庆节：10月1日（周五）至7日（周四）放假，共7天。
国务院办公厅
2026年11月10日"""


def test_the_rules_are_the_sixteen_of_table_three():
    assert list(RULES) == [f"C{number}" for number in range(1, 17)]


def test_a_month_without_requests_is_signed_door_by_door(desk):
    desk.receive("2026-03-10")
    april, march = date(2026, 4, 1), date(2026, 3, 1)
    at = moment("2026-05-06")
    signed = sign_none(
        desk.body, acting_user=desk.clerk, at=at, month=april, doors=[Door.COUNTER, Door.FAX]
    )
    assert [each.door for each in signed] == ["counter", "fax"]
    with pytest.raises(ActionError, match="收到过1件"):
        sign_none(desk.body, acting_user=desk.clerk, at=at, month=march, doors=[Door.COUNTER])
    with pytest.raises(ActionError, match="没有过完"):
        sign_none(
            desk.body, acting_user=desk.clerk, at=at, month=date(2026, 5, 1), doors=[Door.FAX]
        )


def test_a_pasted_notice_moves_the_open_cases(desk, person, body):
    still, moving = desk.receive("2026-12-15"), desk.receive("2027-01-08", text="另一件")
    assert (still.due_on, still.is_provisional) == (date(2027, 1, 13), True)
    assert moving.is_provisional
    moved = load_notice(
        NOTICE, county=body("QS"), acting_user=person("平台管理员"), at=moment("2027-01-10")
    )
    assert [(each.disclosure_request.number, each.after) for each in moved] == [
        ("QS11-2027-0001", date(2027, 2, 4))  # 1月31日（周日）上班，第20个工作日提前到2月4日
    ]
    assert not desk.again(still).is_provisional
    assert desk.again(still).due_on == date(2027, 1, 13)
    assert desk.again(moving).due_on == date(2027, 2, 4)
    clerk = person("柳河拟稿")
    told = "申请QS11-2027-0001的截止日因放假安排由2027-02-11改为2027-02-04"
    assert told in [each.text for each in to_dos(clerk, date(2027, 1, 11))]
    assert told not in [each.text for each in to_dos(person("白杨拟稿"), date(2027, 1, 11))]
    with pytest.raises(ActionError, match="晚于今天"):
        see_moved_day(moving, acting_user=clerk, at=moment("2027-01-11"), told_on=date(2027, 1, 12))
    see_moved_day(moving, acting_user=clerk, at=moment("2027-01-11"), told_on=date(2027, 1, 11))
    assert told not in [each.text for each in to_dos(clerk, date(2027, 1, 11))]
    with pytest.raises(WrongState, match="已经有人知悉"):
        see_moved_day(moving, acting_user=clerk, at=moment("2027-01-11"))


def test_a_notice_that_contradicts_itself_is_not_loaded(person, body):
    with pytest.raises(ActionError, match="实为周五"):
        load_notice(
            NOTICE.replace("1月1日（周五）", "1月1日（周四）"),
            county=body("QS"),
            acting_user=person("平台管理员"),
            at=moment("2026-12-20"),
        )


def test_the_screen_of_a_moved_day_is_the_handlers_alone(desk, signed_in):
    case = desk.receive("2026-03-10")
    DisclosureRequest.objects.filter(pk=case.pk).update(moved_from=date(2026, 4, 7))
    address = reverse("casework:moved-day", args=[case.pk])
    page = signed_in("柳河拟稿").get(address).content.decode()
    assert "截止日由 2026-04-07 改为 2026-04-08。" in page
    for name in ("柳河一审", "县监督", "白杨拟稿"):
        browser = signed_in(name)
        assert browser.get(address).status_code in {302, 403, 404}
        assert browser.post(address, {}).status_code in {302, 403, 404}
    assert desk.again(case).moved_from == date(2026, 4, 7)
    signed_in("柳河拟稿").post(address, {})
    assert desk.again(case).moved_from is None


def test_a_notice_that_leaves_out_a_statutory_day_is_not_loaded(person, body):
    for old, new, told in (
        ("七、国庆节：10月1日（周五）至7日（周四）放假，共7天。\n", "", "国庆节的2027-10-01"),
        ("2月5日（周五）至11日（周四）放假，共7天", "2月6日至11日放假", "春节的2027-02-05"),
    ):
        with pytest.raises(ActionError, match=told):
            load_notice(
                NOTICE.replace(old, new),
                county=body("QS"),
                acting_user=person("平台管理员"),
                at=moment("2026-12-20"),
            )


def test_overdue_comes_to_the_handler_and_to_whoever_signs(desk, person):
    desk.receive("2026-03-10")
    for name in ("柳河拟稿", "柳河三审"):
        late = [each for each in to_dos(person(name), date(2026, 4, 9)) if each.slot is Slot.LATE]
        assert [each.text for each in late] == ["申请QS11-2026-0001已超过截止日"]
        assert late[0].due_on == date(2026, 4, 8)
    assert list(to_dos(person("白杨拟稿"), date(2026, 4, 9))) == []


def test_the_list_asks_the_same_number_of_questions_however_long(
    desk, signed_in, django_assert_max_num_queries
):
    browser = signed_in("柳河拟稿")
    browser.get(reverse("casework:list"))
    for number in range(12):
        desk.receive("2026-03-10", text=f"第{number}件")
    with django_assert_max_num_queries(20):
        page = browser.get(reverse("casework:list"))
    assert page.content.decode().count("QS11-2026-") == 12
    assert timezone.localdate() > date(2026, 4, 8)
    late = browser.get(reverse("casework:list") + "?status=closed")
    assert "QS11-2026-" not in late.content.decode()
