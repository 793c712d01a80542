"""The clerk's and the reviewer's day: nothing typed is lost in a dead end, nothing waits unseen."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM, Refused
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import ActionError, OwnWork, WrongState
from gongkai.web.office.forms import check_phone
from gongkai.web.office.home import Slot, ToDo, folded, to_dos_of
from gongkai.web.publishing.catalogue.actions.entries import trim_catalogue
from gongkai.web.publishing.consultations.forms import without_identity
from gongkai.web.publishing.duties.actions.demand import answer_row_demand, demand_row
from gongkai.web.publishing.items.actions.delete_draft import delete_draft
from gongkai.web.publishing.items.actions.draft import attach_file, working_copy
from gongkai.web.publishing.items.actions.review import return_item
from gongkai.web.publishing.items.actions.urgent import confirm_pull, pull_item
from gongkai.web.publishing.items.cautions import cautions
from gongkai.web.publishing.items.forms.items import tidied_number
from gongkai.web.publishing.items.models import ItemPage, Release, Stage

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 16)
GROUPS = ("group-work", "group-reach", "group-rules", "group-figures")


def lines(user, day=DAY):
    return [to_do.text for heap in to_dos_of(user, day).values() for to_do in heap]


# Drafts are put away


def test_a_draft_is_deleted_with_a_reason_and_is_on_no_list_any_more(drafted, person, signed_in):
    item = drafted(formed_on=date(2026, 10, 20))
    client = signed_in("柳河拟稿")
    assert "尚未发布：柳河镇2026年防汛工作安排" in lines(person("柳河拟稿"))
    page = client.get(f"/office/items/{item.pk}/")
    assert "删除草稿" in page.content.decode()
    answer = client.post(f"/office/items/{item.pk}/delete/", {"reason": "重复登记。"}, follow=True)
    assert "已删除。" in answer.content.decode()
    assert "柳河镇2026年防汛工作安排" not in answer.content.decode()
    assert client.get(f"/office/items/{item.pk}/").status_code == 404
    assert "尚未发布：柳河镇2026年防汛工作安排" not in lines(person("柳河拟稿"))
    entry = Entry.objects.filter(act="publishing.delete-draft").get()
    assert entry.reason == "重复登记。"


def test_a_draft_is_not_deleted_without_a_reason_nor_under_review_nor_once_public(
    drafted, at_stage, released, person
):
    drafter = person("柳河拟稿")
    with pytest.raises(ActionError, match="请写明删除的理由"):
        delete_draft(drafted(), acting_user=drafter, at=timezone.now(), reason=" ")
    release = at_stage(Stage.FIRST_REVIEW, title="在审的")
    with pytest.raises(WrongState, match="不能修改"):
        delete_draft(release.item, acting_user=drafter, at=timezone.now(), reason="不要了")
    with pytest.raises(WrongState, match="公开过，不能删除"):
        delete_draft(
            released(title="公开的"), acting_user=drafter, at=timezone.now(), reason="不要了"
        )
    with pytest.raises(Refused):
        delete_draft(
            drafted(title="别人的"),
            acting_user=person("白杨拟稿"),
            at=timezone.now(),
            reason="不要了",
        )


# An item is pulled at once


def test_a_clerk_pulls_an_item_in_two_clicks_and_another_person_confirms(
    released, person, signed_in, client
):
    item = released()
    clerk = signed_in("柳河拟稿")
    assert "紧急撤下" in clerk.get(f"/office/items/{item.pk}/").content.decode()
    answer = clerk.post(f"/office/items/{item.pk}/pull/", follow=True).content.decode()
    assert "紧急撤下，等待另一人确认" in answer
    assert client.get(item.url).status_code == 410
    assert "确认紧急撤下：柳河镇2026年防汛工作安排" in lines(person("柳河发布"))
    publisher = signed_in("柳河发布")
    assert "确认撤下" in publisher.get(f"/office/items/{item.pk}/").content.decode()
    publisher.post(f"/office/items/{item.pk}/pull/confirm/", {"reason": "附件有身份证号，属实。"})
    assert "确认紧急撤下：柳河镇2026年防汛工作安排" not in lines(person("柳河发布"))
    pulled = item.urgent_withdrawals.get()
    assert (pulled.pulled_by.username, pulled.confirmed_by.username) == ("柳河拟稿", "柳河发布")


def test_nobody_confirms_what_they_pulled_themselves(released, person):
    item = released()
    pull_item(item, acting_user=person("柳河发布"), on=timezone.localdate(), at=timezone.now())
    with pytest.raises(OwnWork, match="须由另一人确认"):
        confirm_pull(item, acting_user=person("柳河发布"), at=timezone.now(), note="")
    with pytest.raises(Refused):
        confirm_pull(item, acting_user=person("柳河拟稿"), at=timezone.now(), note="")
    with pytest.raises(Refused):
        pull_item(
            released(title="另一件"),
            acting_user=person("白杨拟稿"),
            on=timezone.localdate(),
            at=timezone.now(),
        )


# Refusals lead to their field


def test_what_is_missing_is_named_on_the_item_with_the_way_to_its_field(drafted, signed_in, rows):
    item = drafted(summary="", lists_people=True, row=rows("statutory.statistics"))
    client = signed_in("柳河拟稿")
    page = client.get(f"/office/items/{item.pk}/").content.decode()
    assert f'href="/office/items/{item.pk}/edit/#id_take_down_on">还缺公示截止后撤下日' in page
    assert f'href="/office/items/{item.pk}/edit/#id_summary">还缺内容概述' in page
    assert "提交审核" not in page
    refused = client.post(f"/office/items/{item.pk}/submit/").content.decode()
    assert "还缺内容概述、公示截止后撤下日；请补齐后再提交。" in refused
    assert f'<a href="/office/items/{item.pk}/edit/#id_take_down_on">' in refused


def test_a_missed_tick_stands_in_the_summary_at_the_top(at_stage, signed_in):
    release = at_stage(Stage.FIRST_REVIEW)
    page = signed_in("柳河一审").post(
        f"/office/items/releases/{release.pk}/",
        {"stage": "first-review", "decision": "approve", "comment": "同意。"},
    )
    text = page.content.decode()
    summary = text.index("没有提交成功，请改正：")
    assert summary < text.index("筛查结果")
    assert '<a href="#id_proofread" data-to-field>我已完成本级校对</a>' in text
    assert "同意。" in text


# Reviewers


def test_after_a_decision_the_next_item_that_waits_comes(at_stage, signed_in):
    first = at_stage(Stage.FIRST_REVIEW, title="第一件")
    second = at_stage(Stage.FIRST_REVIEW, title="第二件")
    client = signed_in("柳河一审")
    decided = {"stage": "first-review", "decision": "approve", "proofread": "on"}
    page = client.post(f"/office/items/releases/{first.pk}/", decided, follow=True)
    assert page.redirect_chain[-1][0] == f"/office/items/releases/{second.pk}/"
    assert "“第一件”已办完，下面是下一件。" in page.content.decode()
    page = client.post(f"/office/items/releases/{second.pk}/", decided, follow=True)
    assert page.redirect_chain[-1][0] == f"/office/items/{second.item_id}/"


def test_the_reason_of_a_return_stands_on_top_and_the_next_reviewer_sees_every_remark(
    at_stage, person, signed_in
):
    release = at_stage(Stage.SECOND_REVIEW)
    return_item(
        release,
        acting_user=person("柳河二审"),
        stage="second-review",
        comment="请补充值班电话。",
        at=timezone.now(),
    )
    client = signed_in("柳河拟稿")
    for address in (f"/office/items/{release.item_id}/", f"/office/items/{release.item_id}/edit/"):
        page = client.get(address).content.decode()
        assert page.index("请补充值班电话。") < page.index(
            "office-main" if "edit" not in address else '<form class="office-form"'
        )
    client.post(f"/office/items/{release.item_id}/submit/")
    again = Release.objects.exclude(pk=release.pk).get(item=release.item_id)
    desk = signed_in("柳河一审").get(f"/office/items/releases/{again.pk}/").content.decode()
    assert "各环节意见" in desk
    assert "请补充值班电话。" in desk


def test_the_stepper_names_who_decided_and_whose_turn_it_is(at_stage, signed_in, person):
    release = at_stage(Stage.SECOND_REVIEW)
    page = signed_in("柳河拟稿").get(f"/office/items/{release.item_id}/").content.decode()
    assert (
        f'<li class="step-done"><strong>一审一校</strong><small>{person("柳河一审").name}' in page
    )
    assert f"等 {person('柳河二审').name} 办理" in page


# Lists and the home screen


def test_the_list_is_narrowed_by_state(drafted, at_stage, released, signed_in):
    drafted(title="起草中的")
    at_stage(Stage.FIRST_REVIEW, title="审核中的")
    released(title="公开了的")
    client = signed_in("柳河拟稿")
    for state, title in (("draft", "起草中的"), ("review", "审核中的"), ("public", "公开了的")):
        page = client.get(f"/office/items/?state={state}").content.decode()
        shown = [name for name in ("起草中的", "审核中的", "公开了的") if name in page]
        assert shown == [title]


def test_three_lines_of_a_kind_become_one_that_opens():
    def line(text, group=""):
        return ToDo(Slot.DUE, text, "/", group=group)

    folds = folded([line("甲", "说明"), line("乙"), line("丙", "说明"), line("丁", "说明")])
    assert [(fold.label, [each.text for each in fold.to_dos]) for fold in folds] == [
        ("说明", ["甲", "丙", "丁"]),
        ("", ["乙"]),
    ]
    assert [fold.label for fold in folded([line("甲", "说明"), line("乙", "说明")])] == ["", ""]


@pytest.fixture
def owed(body, rows):
    """柳河镇 owes what it says on emergencies."""
    row = rows("statutory.emergencies")
    trim_catalogue(
        body("QS11"), acting_user=PLATFORM, on=date(2026, 1, 1), rows=[row], at=timezone.now()
    )
    return row


def test_the_county_demands_from_a_red_cell_and_the_answer_comes_back(
    owed, body, person, signed_in
):
    township = body("QS11")
    county = signed_in("县公开办")
    cell = f"/office/items/board/{township.pk}/{owed.pk}/"
    assert "督办" in county.get(cell).content.decode()
    demanded = demand_row(
        township,
        owed,
        acting_user=person("县公开办"),
        words="请公开汛期应急预案。",
        answer_by=date(2026, 11, 20),
        at=timezone.make_aware(timezone.datetime(2026, 11, 16, 10)),
    )
    assert f"答复督办：{owed.name}" in lines(person("柳河拟稿"))
    assert f"督办逾期未答复：{owed.name}" in lines(person("县公开办"), date(2026, 11, 21))
    with pytest.raises(WrongState, match="上一次督办还没有答复"):
        demand_row(
            township,
            owed,
            acting_user=person("县公开办"),
            words="再催",
            answer_by=date(2026, 11, 20),
            at=timezone.make_aware(timezone.datetime(2026, 11, 16, 11)),
        )
    answer_row_demand(
        demanded, acting_user=person("柳河拟稿"), answer="预案已于今日送审。", at=timezone.now()
    )
    assert "预案已于今日送审。" in county.get(cell).content.decode()
    assert f"答复督办：{owed.name}" not in lines(person("柳河拟稿"))


def test_a_township_demands_nothing_and_answers_only_for_itself(owed, body, person):
    ask = {"words": "请公开", "answer_by": date(2030, 1, 1), "at": timezone.now()}
    for name in ("柳河拟稿", "柳河管理", "白杨拟稿"):
        with pytest.raises(Refused):
            demand_row(body("QS11"), owed, acting_user=person(name), **ask)
    demanded = demand_row(body("QS11"), owed, acting_user=person("县公开办"), **ask)
    with pytest.raises(Refused):
        answer_row_demand(
            demanded, acting_user=person("白杨拟稿"), answer="已公开", at=timezone.now()
        )


# The office's own face


def test_what_is_not_there_answers_in_the_office_and_says_where_to_go(county, signed_in, client):
    page = signed_in("柳河拟稿").get("/office/items/999999/")
    assert page.status_code == 404
    assert "这条记录已经办完、删除或移走" in page.content.decode()
    assert "回到今日" in page.content.decode()
    assert "回到今日" not in client.get("/nothing-here/").content.decode()


def test_the_menu_begins_with_today_and_has_four_groups(county, signed_in):
    page = signed_in("柳河拟稿").get("/office/").content.decode()
    names = ("today", "publishing-list", "publishing-board", *GROUPS, "bodies")
    places = [page.index(f'"name": "{name}"') for name in names]
    assert places == sorted(places)


def test_deleted_drafts_are_no_duplicates(drafted, person):
    from gongkai.web.publishing.items.duplicates import duplicates

    item = drafted()
    delete_draft(item, acting_user=person("柳河拟稿"), at=timezone.now(), reason="不要了")
    assert duplicates(item.body, title=item.title) == []
    assert ItemPage.objects.filter(pk=item.pk).exists()


# What is typed is checked where it is typed


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("柳政发[2026]12号", "柳政发〔2026〕12号"),
        ("柳政发（2026）12号", "柳政发〔2026〕12号"),
        ("柳政发〔2026〕12号", "柳政发〔2026〕12号"),
        ("", ""),
    ],
)
def test_the_brackets_of_a_document_number_are_put_right(typed, kept):
    assert tidied_number(typed) == kept


def test_no_number_and_a_print_before_the_paper_are_refused_at_their_field(drafted, signed_in):
    item = drafted()
    page = signed_in("柳河拟稿").post(
        f"/office/items/{item.pk}/edit/",
        {
            "title": item.title,
            "row": item.row_id,
            "document_number": "无",
            "formed_on": "2026-11-02",
            "issued_on": "2026-11-01",
            "attribute": "proactive",
        },
    )
    text = page.content.decode()
    assert '<a href="#id_document_number" data-to-field>文号</a>：“无”不是文号' in text
    assert '<a href="#id_issued_on" data-to-field>印发日期</a>：印发日期早于成文日期' in text


@pytest.mark.parametrize("typed", ["139abc", "电话", "12"])
def test_what_is_no_phone_number_is_refused(typed):
    with pytest.raises(ValidationError, match="不像电话号码"):
        check_phone(typed)


@pytest.mark.parametrize(
    "typed", ["0000-5550111", "（0000）5550111、5550112", "0000-5550111转8", "12345"]
)
def test_numbers_as_people_write_them_are_taken(typed):
    check_phone(typed)


def test_an_opinion_with_an_identity_number_is_asked_to_leave_it_out():
    with pytest.raises(ValidationError, match="意见里有身份证号"):
        without_identity("我叫王小明，身份证110101190001011234，建议增设站点。")
    assert without_identity("建议2026年12月31日前完成，电话0000-5550111。")


def test_a_named_annex_that_is_missing_and_a_record_of_a_meeting_get_a_word(drafted, signed_in):
    item = drafted(title="柳河镇党政联席会会议记录", text="<p>安排如下。</p><p>附件：1. 值班表</p>")
    page = signed_in("柳河拟稿").get(f"/office/items/{item.pk}/").content.decode()
    assert "正文提到附件，但这条信息没有附件" in page
    assert "标题里有“会议记录”" in page
    plain = drafted(title="柳河镇防汛安排", text="<p>附近各村按附件要求办理的除外。</p>")
    assert cautions(plain) == ()


def test_a_total_that_is_not_that_of_the_items_own_table_gets_a_word(drafted, signed_in):
    table = "<table><tr><th>村</th><th>户数</th></tr><tr><td>河东村</td><td>66</td></tr><tr><td>河西村</td><td>44</td></tr></table>"
    item = drafted(title="柳河镇城乡低保对象名单", text=f"<p>全镇共205户，名单见附表。</p>{table}")
    page = signed_in("柳河拟稿").get(f"/office/items/{item.pk}/").content.decode()
    assert "正文写“205户”，表中“户数”各行相加是110；请核对后改成一致。" in page
    agreeing = drafted(title="柳河镇城乡低保对象", text=f"<p>全镇共110户。</p>{table}")
    assert cautions(agreeing) == ()


def test_a_broken_file_is_told_at_once_and_leaves_nothing_waiting(drafted, signed_in, body):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from gongkai.web.publishing.intake.models import Intake

    page = signed_in("柳河拟稿").post(
        "/office/items/drop/",
        {
            "body": body("QS11").pk,
            "files": SimpleUploadedFile("坏的.pdf", b"%PDF-1.7\n1 0 obj\n<<", "application/pdf"),
        },
    )
    text = page.content.decode()
    assert "没有提交成功" in text
    assert "坏的.pdf" in text
    assert not Intake.objects.exists()


def test_a_budget_names_its_missing_tables_and_sums_that_do_not_agree(
    drafted, rows, person, signed_in
):
    import io

    import openpyxl

    from gongkai.web.publishing.items.actions.draft import attach_file

    book = openpyxl.Workbook()
    for row in (
        ["项目", "2026年预算数"],
        ["合计", 9.5],
        ["因公出国（境）费", 0],
        ["公务接待费", 2.5],
        ["公务用车购置及运行费", 6],
    ):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    item = drafted(title="柳河镇2026年部门预算", row=rows("statutory.budgets_and_accounts"))
    attach_file(
        item,
        acting_user=person("柳河拟稿"),
        name="三公经费支出情况表.xlsx",
        data=stream.getvalue(),
        at=timezone.now(),
    )
    page = signed_in("柳河拟稿").get(f"/office/items/{item.pk}/").content.decode()
    assert "部门预算应当公开的表里没有看到部门收支总体情况表" in page
    assert "“三公”经费合计：表中为 9.5，各项相加为 8.5" in page


def test_several_waiting_files_are_put_aside_at_once(person, body, signed_in, county):
    from gongkai.web.publishing.intake.actions.intake import receive_files

    waiting = [
        receive_files(
            body("QS11"),
            acting_user=person("柳河拟稿"),
            files=[(f"{name}.txt", name.encode())],
            at=timezone.now(),
        )
        for name in ("甲", "乙", "丙")
    ]
    client = signed_in("柳河拟稿")
    page = client.post(
        "/office/items/intake/", {"pick": [waiting[0].pk, waiting[2].pk]}, follow=True
    )
    text = page.content.decode()
    assert "已办理 2 条。" in text
    assert "乙.txt" in text
    assert "甲.txt" not in text
    other = signed_in("白杨拟稿").post("/office/items/intake/", {"pick": [waiting[1].pk]})
    assert other.status_code == 302
    waiting[1].refresh_from_db()
    assert waiting[1].discarded_at is None
    assert client.post("/office/items/").status_code == 405


@pytest.mark.parametrize(
    ("text", "files", "missing"),
    [
        ("<p>附件：1.护林防火巡查登记表</p>", ["关于开展巡查的通知.txt"], "护林防火巡查登记表"),
        ("<p>附件：1.护林防火巡查登记表</p>", ["护林防火巡查登记表.txt"], ""),
        ("<p>附件：1.登记表一览　2.值班安排</p>", ["附件1：登记表一览.txt"], "值班安排"),
        (
            "<p>附件：</p><p>1.登记表一览</p><p>2.值班安排</p>",
            ["登记表一览.txt", "值班安排.txt"],
            "",
        ),
        ("<p>附件：《集市管理办法》</p>", ["集市管理办法.txt"], ""),
        ("<p>详见附件。</p>", ["通知.txt"], ""),
    ],
)
def test_an_annex_that_is_named_and_missing_is_said(drafted, person, text, files, missing):
    item = drafted(title="关于开展巡查的通知", text=text)
    for name in files:
        attach_file(
            ItemPage.objects.get(pk=item.pk),
            acting_user=person("柳河拟稿"),
            at=timezone.now(),
            name=name,
            data=name.encode(),
        )
    told = " ".join(cautions(working_copy(ItemPage.objects.get(pk=item.pk))))
    assert (f"正文写了附件“{missing}”" in told) if missing else told == ""
