"""The home screen: what waits, what is seen at a glance, the first steps."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.journal import acts
from gongkai.web.journal.recording import record
from gongkai.web.publishing.catalogue.actions.entries import load_catalogue, trim_catalogue
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.items.actions.draft import draft_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def owed(body):
    """柳河镇 and 白杨乡 owe one row each, and have published nothing."""
    load_catalogue(acting_user=PLATFORM, at=timezone.now())
    for code in ("QS11", "QS12"):
        rows = [CatalogueRow.objects.get(code="statutory.emergencies")]
        trim_catalogue(
            body(code),
            acting_user=PLATFORM,
            on=timezone.localdate() - timedelta(400),
            rows=rows,
            at=timezone.now(),
        )


def test_a_drafter_sees_how_the_body_looks_from_above_and_the_villages(owed, signed_in):
    page = signed_in("柳河拟稿").get("/office/").content.decode()
    assert "柳河镇：空白或超期 1 项" in page
    assert "河东村" in page
    assert "还没有公开过" in page
    assert "拖入文件，新建信息" in page


def test_the_county_sees_every_township_and_no_button_to_draft(owed, signed_in):
    page = signed_in("县监督").get("/office/").content.decode()
    assert "本季 0 条，还没有公开过，空白或超期 1 项" in page
    assert "拖入文件，新建信息" not in page


def test_first_steps_follow_the_role_until_put_away(owed, signed_in, person):
    client = signed_in("柳河拟稿")
    assert "拖入一个文件，核对自动填好的" in client.get("/office/").content.decode()
    assert "一次导出" not in client.get("/office/").content.decode()
    assert "一次导出" in signed_in("县监督").get("/office/").content.decode()
    done = client.patch(
        "/office/dismissibles/", {"first-steps": True}, content_type="application/json"
    )
    assert done.json() == {"first-steps": True}
    assert "第一次来，从这里开始" not in client.get("/office/").content.decode()
    assert "第一次来，从这里开始" in signed_in("白杨拟稿").get("/office/").content.decode()


def test_administrators_see_when_the_data_was_backed_up(owed, signed_in):
    assert "还没有备份记录" in signed_in("平台管理员").get("/office/").content.decode()
    record(acts.BACKED_UP, by=PLATFORM, at=timezone.now())
    day = timezone.localdate().isoformat()
    assert f"上次备份：{day}" in signed_in("平台管理员").get("/office/").content.decode()
    assert "备份" not in signed_in("柳河拟稿").get("/office/").content.decode()


def test_the_questions_do_not_grow_with_drafts(owed, signed_in, body, person):
    def questions() -> int:
        client = signed_in("柳河拟稿")
        client.get("/office/")
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get("/office/")
        return len(captured)

    def draft(title: str) -> None:
        draft_item(
            body("QS11"),
            acting_user=person("柳河拟稿"),
            title=title,
            row=CatalogueRow.objects.get(code="statutory.emergencies"),
            formed_on=timezone.localdate() - timedelta(60),
            at=timezone.now(),
        )

    draft("一号")
    before = questions()
    for number in range(4):
        draft(f"另{number}")
    assert questions() == before
