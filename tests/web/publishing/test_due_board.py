"""Quotas, lateness, fiscal tables, news, villages; and the screens that show them."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM, Refused
from gongkai.web.bodies.models import PublicBody
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.catalogue.actions.entries import trim_catalogue
from gongkai.web.publishing.duties.actions.lateness import explain_lateness
from gongkai.web.publishing.duties.actions.quota import end_quota, set_quota
from gongkai.web.publishing.duties.board import LETTERS, Status
from gongkai.web.publishing.duties.fiscal import fiscal_tables, incomplete
from gongkai.web.publishing.duties.lateness import late_items
from gongkai.web.publishing.duties.models import MonthlyQuota
from gongkai.web.publishing.duties.quotas import quota_board
from gongkai.web.publishing.duties.substance import news_only
from gongkai.web.publishing.duties.to_dos import to_dos
from gongkai.web.publishing.duties.villages import duties, village_board, villages_of
from gongkai.web.publishing.items.actions.draft import draft_item
from gongkai.web.publishing.items.models import Attachment, ItemPage

pytestmark = pytest.mark.both_databases
DAY = date(2026, 11, 16)


@pytest.fixture
def public(drafted, rows, body, person):
    """``public("标题", formed, published)``: an item of 柳河镇, or of a village of it, that is public."""

    def make(title: str, formed: date, published: date, *, code: str = "QS11", **fields):
        item = draft_item(
            body(code),
            acting_user=PLATFORM,
            title=title,
            formed_on=formed,
            row=fields.pop("row", None) or rows("statutory.livelihood_policies"),
            summary=title,
            text=fields.pop("text", "<p>内容。</p>"),
            **fields,
            at=timezone.now(),
        )
        ItemPage.objects.filter(pk=item.pk).update(live=True, published_on=published)
        return ItemPage.objects.get(pk=item.pk)

    return make


@pytest.fixture
def livelihood(body, rows):
    """民生信息: four a month over two rows together."""
    return set_quota(
        body("QS11"),
        acting_user=PLATFORM,
        name="民生信息",
        minimum=4,
        rows=[rows("statutory.livelihood_policies"), rows("statutory.social_assistance")],
        on=date(2026, 1, 1),
        at=timezone.now(),
    )


def texts(user, day: date) -> list[str]:
    return [to_do.text for to_do in to_dos(user, day)]


def test_a_quota_counts_over_its_rows_and_warns_on_the_twentieth(
    livelihood, public, rows, body, person
):
    public("一", date(2026, 11, 2), date(2026, 11, 3))
    public("二", date(2026, 11, 2), date(2026, 11, 4), row=rows("statutory.social_assistance"))
    public("别的", date(2026, 11, 2), date(2026, 11, 5), row=rows("statutory.statistics"))
    public("上月", date(2026, 10, 2), date(2026, 10, 9))
    (before,) = quota_board([body("QS11").pk], date(2026, 11, 19))
    assert (before.published, before.is_met, before.warns) == (2, False, False)
    (after,) = quota_board([body("QS11").pk], date(2026, 11, 20))
    assert (after.warns, after.due_on) == (True, date(2026, 11, 30))
    assert "民生信息本月 2/4 条" not in texts(person("柳河拟稿"), date(2026, 11, 19))
    assert "民生信息本月 2/4 条" in texts(person("柳河拟稿"), date(2026, 11, 20))


def test_what_a_village_publishes_counts_for_its_township(livelihood, public, body):
    village = PublicBody.objects.get(short_name="河东村")
    public("村里的一件", date(2026, 11, 2), date(2026, 11, 3), code=village.code)
    (cell,) = quota_board([body("QS11").pk], DAY)
    assert cell.published == 1


def test_a_new_number_ends_the_old_one(livelihood, body, rows, person):
    row = rows("statutory.livelihood_policies")
    set_quota(
        body("QS11"),
        acting_user=person("柳河拟稿"),
        name="民生信息",
        minimum=5,
        rows=[row],
        on=date(2026, 11, 1),
        at=timezone.now(),
    )
    assert [each.minimum for each in MonthlyQuota.objects.on(date(2026, 10, 31))] == [4]
    assert [each.minimum for each in MonthlyQuota.objects.on(date(2026, 11, 1))] == [5]
    assert Entry.objects.first().act == "publishing.set-quota"
    with pytest.raises(Refused):
        end_quota(livelihood, acting_user=person("白杨拟稿"), on=DAY, at=timezone.now())
    end_quota(
        MonthlyQuota.objects.get(ends_on=None),
        acting_user=person("柳河拟稿"),
        on=DAY,
        at=timezone.now(),
    )
    assert quota_board([body("QS11").pk], DAY) == []


def test_twenty_working_days_are_in_time_and_the_next_day_is_late(public, body, rows):
    # 2026-01-26 + 20 working days = 2026-02-28, with two make-up Saturdays.
    public("按时", date(2026, 1, 26), date(2026, 2, 28))
    late = public("迟一天", date(2026, 1, 26), date(2026, 3, 1))
    (found,) = late_items([body("QS11").pk], DAY)
    assert (found.item, found.due_on, found.days) == (late.pk, date(2026, 2, 28), 1)


def test_a_budget_is_due_twenty_days_after_its_approval(public, body, rows):
    row = rows("statutory.budgets_and_accounts")
    public("2026年预算", date(2026, 2, 6), date(2026, 2, 26), row=row)
    # 2026-07-26 is a Sunday.
    public("2025年决算", date(2026, 7, 6), date(2026, 7, 27), row=row)
    late = public("2025年决算补充", date(2026, 7, 6), date(2026, 7, 28), row=row)
    (found,) = late_items([body("QS11").pk], DAY)
    assert (found.item, found.due_on) == (late.pk, date(2026, 7, 27))


def test_lateness_is_explained_once_and_can_be_put_better(public, person, body, rows):
    item = public("迟的", date(2026, 1, 26), date(2026, 3, 30))
    in_time = public("按时", date(2026, 1, 26), date(2026, 2, 2))
    user, row = person("柳河拟稿"), rows("statutory.livelihood_policies").name
    assert f"逾期发布未说明原因：{row} 1 件" in texts(user, DAY)
    with pytest.raises(ActionError, match="没有逾期，无须说明"):
        explain_lateness(in_time, acting_user=user, reason="x", at=timezone.now())
    with pytest.raises(Refused):
        explain_lateness(item, acting_user=person("白杨拟稿"), reason="x", at=timezone.now())
    explain_lateness(item, acting_user=user, reason="等待上级批复", at=timezone.now())
    explain_lateness(item, acting_user=user, reason="等待县级批复，3月28日收到", at=timezone.now())
    (found,) = late_items([body("QS11").pk], DAY)
    assert found.reason == "等待县级批复，3月28日收到"
    assert f"逾期发布未说明原因：{row} 1 件" not in texts(user, DAY)
    assert Entry.objects.filter(act="publishing.explain-lateness").count() == 2


def test_a_budget_without_its_tables_is_told_which(public, body, rows):
    row = rows("statutory.budgets_and_accounts")
    item = public("柳河镇2026年部门预算", date(2026, 2, 6), date(2026, 2, 20), row=row)
    (found,) = incomplete([body("QS11").pk], DAY)
    assert found.sentence == "预算公开缺“三公”经费表、项目支出绩效目标表"
    Attachment.objects.create(
        item=item, name="附件1.xlsx", size=1, sha256="a" * 64, text="2026年“三公”经费支出表"
    )
    (found,) = incomplete([body("QS11").pk], DAY)
    assert found.sentence == "预算公开缺项目支出绩效目标表"
    Attachment.objects.create(item=item, name="项目支出绩效目标表.xlsx", size=1, sha256="b" * 64)
    assert incomplete([body("QS11").pk], DAY) == []


def test_accounts_need_no_performance_targets(public, body, rows):
    row = rows("statutory.budgets_and_accounts")
    public("2025年部门决算", date(2026, 7, 6), date(2026, 7, 20), row=row)
    (found,) = incomplete([body("QS11").pk], DAY)
    assert found.sentence == "决算公开缺“三公”经费表"
    assert [table.id for table in fiscal_tables()] == [
        "three_public_expenses",
        "performance_targets",
    ]


def test_a_column_of_nothing_but_news_is_flagged(public, body, rows):
    row = rows("statutory.livelihood_policies")
    public("我镇召开民生工作推进会", date(2026, 10, 8), date(2026, 10, 9))
    public("镇领导走访慰问困难群众", date(2026, 11, 2), date(2026, 11, 3))
    assert news_only([body("QS11").pk], DAY) == {(body("QS11").pk, row.pk)}
    public("2026年就业补贴办法", date(2026, 11, 2), date(2026, 11, 4))
    assert news_only([body("QS11").pk], DAY) == set()


def test_a_meeting_with_its_document_is_no_mere_news(public, body, rows):
    public(
        "关于召开听证会的通知",
        date(2026, 11, 2),
        date(2026, 11, 3),
        document_number="柳政发〔2026〕9号",
    )
    assert news_only([body("QS11").pk], DAY) == set()


def village_statuses(body, day: date) -> dict[str, list[Status]]:
    found: dict[str, list[Status]] = {}
    for cell in village_board(villages_of([body("QS11").pk], day), day):
        found.setdefault(cell.village.short_name, []).append(cell.status)
    return found


def test_a_township_sees_which_village_is_red(public, body, person):
    east = PublicBody.objects.get(short_name="河东村")
    west = PublicBody.objects.get(short_name="河西村")
    public("三季度村务公开", date(2026, 10, 8), date(2026, 10, 9), code=east.code)
    public("三季度财务收支明细", date(2026, 10, 8), date(2026, 10, 9), code=east.code)
    public("二季度财务收支明细", date(2026, 7, 6), date(2026, 7, 8), code=west.code)
    statuses = village_statuses(body, DAY)
    assert statuses["河东村"] == [Status.CURRENT, Status.CURRENT]
    assert statuses["河西村"] == [Status.STALE, Status.STALE]
    assert statuses["柳林村"] == [Status.BLANK, Status.BLANK]
    assert village_statuses(body, date(2026, 10, 8))["河西村"] == [Status.SOON, Status.SOON]
    assert "村务没有按期公布：柳林村、河西村、渡口村" in texts(person("柳河拟稿"), DAY)
    assert [duty.basis for duty in duties()] == ["《村民委员会组织法》第三十五条"] * 2


def test_every_status_has_a_sign_of_its_own():
    assert set(LETTERS) == set(Status)
    assert len(set(LETTERS.values())) == len(Status)


def test_a_township_sees_its_own_list_and_the_county_a_map(public, body, signed_in, rows):
    for each in PublicBody.objects.public():
        trim_catalogue(each, acting_user=PLATFORM, on=date(2026, 1, 1), at=timezone.now())
    public("我镇召开推进会", date(2026, 10, 8), date(2026, 10, 9))
    mine = signed_in("柳河拟稿").get("/office/items/board/").content.decode()
    assert "应公开一览：柳河镇" in mine
    assert "只有工作动态" in mine
    row = rows("statutory.livelihood_policies")
    cell = f"/office/items/board/{body('QS11').pk}/{row.pk}/"
    assert cell in mine
    sheet = signed_in("柳河拟稿").get(cell).content.decode()
    assert "《政府信息公开条例》第二十六条）" in sheet
    assert "我镇召开推进会" in sheet
    new = f"/office/items/new/?body={body('QS11').pk}&amp;row={row.pk}"
    assert new in sheet
    form = signed_in("柳河拟稿").get(new.replace("&amp;", "&")).content.decode()
    assert f'<option value="{row.pk}" selected>' in form
    county = signed_in("县公开办")
    everywhere = county.get("/office/items/board/").content.decode()
    for name in ("柳河镇", "白杨乡", "县财政局"):
        assert name in everywhere
    assert "县财政局" not in county.get("/office/items/board/?q=白杨").content.decode()
    none = county.get("/office/items/board/?status=zero").content.decode()
    assert "没有符合条件的机关" in none
    narrowed = county.get("/office/items/board/?status=blank&category=第二十条 法定主动公开内容")
    assert "柳河镇" in narrowed.content.decode()


def test_the_map_asks_the_same_for_any_number_of_bodies(public, body, signed_in):
    browser = signed_in("县公开办")
    for each in PublicBody.objects.public()[:2]:
        trim_catalogue(each, acting_user=PLATFORM, on=date(2026, 1, 1), at=timezone.now())
    browser.get("/office/items/board/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/office/items/board/")
    for each in PublicBody.objects.public()[2:]:
        trim_catalogue(each, acting_user=PLATFORM, on=date(2026, 1, 1), at=timezone.now())
    for number in range(5):
        public(f"第{number}件", date(2026, 1, 26), date(2026, 4, 1 + number))
    with CaptureQueriesContext(connection) as many:
        browser.get("/office/items/board/")
    assert len(many) == len(few)


def test_the_villages_ask_the_same_for_any_number(body):
    some = villages_of([body("QS11").pk], DAY)
    with CaptureQueriesContext(connection) as few:
        village_board(some[:1], DAY)
    with CaptureQueriesContext(connection) as many:
        assert len(village_board(some, DAY)) == 8
    assert len(few) == len(many) == 2


def test_a_clerk_lays_down_a_quota_on_the_screen(signed_in, body, rows):
    row = rows("statutory.livelihood_policies")
    browser = signed_in("柳河拟稿")
    done = browser.post(
        "/office/items/quotas/new/",
        {"body": body("QS11").pk, "name": "民生信息", "minimum": 4, "rows": [row.pk]},
    )
    assert done["Location"] == "/office/items/quotas/"
    quota = MonthlyQuota.objects.get()
    assert "民生信息" in browser.get("/office/items/quotas/").content.decode()
    trim_catalogue(body("QS11"), acting_user=PLATFORM, on=date(2026, 1, 1), at=timezone.now())
    assert "本月 0/4 条" in browser.get("/office/items/board/").content.decode()
    browser.post(f"/office/items/quotas/{quota.pk}/end/")
    assert not MonthlyQuota.objects.exists()
