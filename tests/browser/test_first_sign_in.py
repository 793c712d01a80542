"""A new colleague signs in for the first time, and everybody reads the main screens."""

from __future__ import annotations

import pytest
from django.utils import timezone

from gongkai.web.accounts.actions.manage_user import add_user
from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.accounts.roles import Role
from gongkai.web.bodies.actions.role import give_role

SCREENS = ["/office/", "/office/bodies/", "/office/items/", "/office/items/new/"]


def test_a_new_colleague_changes_the_one_time_password_and_sees_today(open_page, body, findings):
    from datetime import date

    user, password = add_user(
        acting_user=PLATFORM, username="新同事", name="新同事", at=timezone.now()
    )
    give_role(
        user,
        body=body("QS11"),
        role=Role.DRAFTER,
        acting_user=PLATFORM,
        starts_on=date(2020, 1, 1),
        at=timezone.now(),
    )
    page = open_page()
    page.goto("/office/")
    assert findings(page) == []
    page.get_by_label("用户名").fill("新同事")
    page.get_by_label("口令").fill(password)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/office/password/**")
    assert page.get_by_role("heading", name="首次登录，请先修改口令").is_visible()
    assert findings(page) == []
    page.get_by_label("原口令").fill(password)
    page.get_by_label("新口令", exact=True).fill("Liuhe-River-77")
    page.get_by_label("再输一次新口令").fill("Liuhe-River-77")
    page.get_by_role("button", name="保存新口令").click()
    page.wait_for_url("**/office/")
    assert page.get_by_role("heading", name="新同事，今日事项").is_visible()


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_the_main_screens_are_accessible_at_both_sizes(open_page, findings, size):
    page = open_page("柳河拟稿", size=size)
    for address in SCREENS:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert findings(page) == [], address
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, address
