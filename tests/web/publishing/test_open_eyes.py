"""Nobody approves blind: each stage opens the very bytes that go out, and it is kept who did."""

from __future__ import annotations

import io
import itertools

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from gongkai.web.accounts.permissions import Refused
from gongkai.web.bodies.models import ContactDetails
from gongkai.web.files.store import private_store
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.items.actions.draft import attach_file, clean_attachment, working_copy
from gongkai.web.publishing.items.actions.open_file import open_file
from gongkai.web.publishing.items.actions.release import release_due, release_item
from gongkai.web.publishing.items.actions.review import approve
from gongkai.web.publishing.items.actions.submit import submit_item
from gongkai.web.publishing.items.gate import examine
from gongkai.web.publishing.items.models import ItemPage, Release, ReleaseState, Stage
from gongkai.web.vetting.errors import Blocked
from gongkai.web.vetting.models import FileOpening, Manner

ROWS = [["姓名", "身份证号", "金额"], ["王小明", "11010119900307803X", "500"]]


def workbook(rows=ROWS) -> bytes:
    book = openpyxl.Workbook()
    book.properties.creator = ""
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


NUMBERS = itertools.count(1000)


@pytest.fixture
def with_list(drafted, person):
    """An item with a masked list."""
    item = drafted(title="柳河镇临时救助名单")
    by = person("柳河拟稿")
    # Each test has bytes of its own: one of them exchanges what is stored.
    data = workbook([*ROWS, ["李小红", "110101199003071233", str(next(NUMBERS))]])
    attached = attach_file(item, acting_user=by, name="名单.xlsx", data=data, at=timezone.now())
    clean_attachment(
        ItemPage.objects.get(pk=item.pk), acting_user=by, sha256=attached.sha256, at=timezone.now()
    )
    return ItemPage.objects.get(pk=item.pk)


@pytest.fixture
def under_review(with_list, person):
    return submit_item(with_list, acting_user=person("柳河拟稿"), at=timezone.now())


def file_of(item) -> str:
    return working_copy(item).attachments.get().sha256


def at(name, release) -> str:
    return reverse(f"publishing:{name}", args=[release.item_id, file_of(release.item)])


STAFF = ("柳河拟稿", "柳河一审", "柳河二审", "柳河三审", "柳河保密", "柳河发布")


REVIEWERS = {
    "柳河一审": Stage.FIRST_REVIEW,
    "柳河二审": Stage.SECOND_REVIEW,
    "柳河发布": Stage.RELEASE,
}


@pytest.mark.parametrize("username", STAFF)
def test_every_stage_reads_the_masked_list_in_the_page(username, with_list, at_stage, signed_in):
    under_review = at_stage(REVIEWERS.get(username, Stage.FIRST_REVIEW), item=with_list)
    browser = signed_in(username)
    desk = browser.get(reverse("publishing:release", args=[under_review.pk])).content.decode()
    assert at("file", under_review) in desk
    assert browser.get(at("file", under_review)).status_code == 200
    frame = browser.get(at("file-frame", under_review))
    page = frame.content.decode()
    assert "<td>500</td>" in page
    assert "11010119900307803X" not in page
    policy = frame["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script" not in policy
    assert policy.endswith("sandbox")
    assert "no-store" in frame["Cache-Control"]


@pytest.mark.parametrize("username", ["柳河二审", "柳河发布"])
def test_a_reviewer_opens_nothing_before_it_has_come_to_his_stage(
    username, under_review, signed_in
):
    browser = signed_in(username)
    for name in ("file", "file-frame", "file-download"):
        assert browser.get(at(name, under_review)).status_code in {302, 403}
    desk = browser.get(reverse("publishing:release", args=[under_review.pk])).content.decode()
    assert at("file", under_review) not in desk
    assert "还没有轮到您审核" in desk
    assert not FileOpening.objects.exists()


def test_who_watches_over_a_township_opens_its_drafts(under_review, signed_in):
    assert signed_in("县公开办").get(at("file", under_review)).status_code == 200


def test_the_download_is_the_very_bytes_that_go_out(under_review, signed_in, person, client):
    answer = signed_in("柳河一审").get(at("file-download", under_review))
    assert "attachment" in answer["Content-Disposition"]
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    release = under_review
    for stage, username in (
        (Stage.FIRST_REVIEW, "柳河一审"),
        (Stage.SECOND_REVIEW, "柳河二审"),
        (Stage.THIRD_REVIEW, "柳河三审"),
        (Stage.SECRECY_CHECK, "柳河保密"),
    ):
        assert release.stage == stage
        release = approve(
            release,
            acting_user=person(username),
            stage=stage,
            proofread=True,
            unopened_reason="" if username == "柳河一审" else "已看过打印件。",
            at=timezone.now(),
        )
    release_item(
        release, acting_user=person("柳河发布"), unopened_reason="已看过。", at=timezone.now()
    )
    item = ItemPage.objects.get(pk=release.item_id)
    public = client.get(reverse("attachment", args=[item.pk, item.attachments.get().sha256]))
    assert b"".join(public.streaming_content) == answer.content


@pytest.mark.parametrize("username", ["白杨拟稿"])
def test_another_body_opens_nothing_of_it(username, under_review, signed_in):
    for name in ("file", "file-frame", "file-download", "original-frame"):
        assert signed_in(username).get(at(name, under_review)).status_code in {302, 403, 404}
    assert not FileOpening.objects.exists()


def test_a_stranger_opens_nothing_of_it(under_review, client):
    for name in ("file", "file-frame", "file-download", "original-frame"):
        assert client.get(at(name, under_review)).status_code == 302
    public = reverse("attachment", args=[under_review.item_id, file_of(under_review.item)])
    assert client.get(public).status_code == 404


def test_a_file_of_one_item_is_not_had_under_another(under_review, drafted, signed_in):
    other = drafted(title="柳河镇另一件")
    address = reverse("publishing:file-frame", args=[other.pk, file_of(under_review.item)])
    assert signed_in("柳河一审").get(address).status_code == 404


def test_the_original_is_seen_by_those_who_answer_for_the_masking_only(under_review, signed_in):
    for username, status in (
        ("柳河拟稿", 200),
        ("柳河一审", 403),
        ("柳河二审", 403),
        ("柳河三审", 200),
        ("柳河保密", 200),
        ("柳河发布", 403),
    ):
        answer = signed_in(username).get(at("original-frame", under_review))
        assert (answer.status_code == 200) == (status == 200), username
        if status == 200:
            assert "11010119900307803X" in answer.content.decode()


def test_it_is_kept_and_shown_who_opened_which_bytes(under_review, signed_in):
    signed_in("柳河一审").get(at("file-frame", under_review))
    signed_in("柳河一审").get(at("file-frame", under_review))
    opening = FileOpening.objects.get()
    assert (opening.opened_by.username, opening.manner, opening.times) == ("柳河一审", "page", 2)
    assert opening.sha256 == file_of(under_review.item)
    told = Entry.objects.filter(act="publishing.open-file")
    assert told.count() == 1
    assert opening.sha256 in str(told.get().after)
    desk = signed_in("柳河三审").get(reverse("publishing:release", args=[under_review.pk]))
    words = desk.content.decode()
    assert f"{opening.opened_by.name}（在页面上查看" in words
    assert "您还没有打开。" in words


def test_who_has_not_opened_a_file_says_why(under_review, person):
    by = person("柳河一审")
    facts = {"acting_user": by, "stage": "first-review", "proofread": True, "at": timezone.now()}
    with pytest.raises(ActionError) as told:
        approve(under_review, **facts)
    assert str(told.value).endswith("您还没有打开看过；请先打开查看，或者写明不打开的理由。")
    assert Release.objects.get(pk=under_review.pk).stage == "first-review"
    moved = approve(under_review, unopened_reason="已看过打印件。", comment="同意。", **facts)
    assert moved.stage == "second-review"
    comment = moved.steps.get().comment
    assert comment.startswith("同意。（未打开附件“")
    assert comment.endswith("理由：已看过打印件。）")


def test_who_has_opened_it_need_say_nothing(under_review, person):
    by = person("柳河一审")
    open_file(
        under_review.item,
        acting_user=by,
        at=timezone.now(),
        sha256=file_of(under_review.item),
        manner=Manner.PAGE,
    )
    moved = approve(
        under_review, acting_user=by, stage="first-review", proofread=True, at=timezone.now()
    )
    assert moved.stage == "second-review"


def test_the_original_does_not_count_as_what_goes_out(under_review, person):
    by = person("柳河三审")
    open_file(
        under_review.item,
        acting_user=by,
        at=timezone.now(),
        sha256=file_of(under_review.item),
        manner=Manner.ORIGINAL,
    )
    from gongkai.web.publishing.items.release_procedure import RELEASES

    assert len(RELEASES.unopened(under_review, by)) == 1


def test_an_opening_needs_the_permission(under_review, person):
    with pytest.raises(Refused):
        open_file(
            under_review.item,
            acting_user=person("柳河一审"),
            at=timezone.now(),
            sha256="0" * 64,
            manner=Manner.ORIGINAL,
        )


def exchange(item) -> None:
    """Other bytes under the name of the item's file in the store."""
    attachment = working_copy(item).attachments.get()
    store = private_store()
    store.delete(attachment.file.name)
    store.save(attachment.file.name, ContentFile(workbook([["姓名"], ["另一人"]])))


def test_a_stored_file_that_was_exchanged_sends_the_version_back(under_review, person, signed_in):
    exchange(under_review.item)
    page = signed_in("柳河一审").get(at("file-frame", under_review)).content.decode()
    assert "与登记的不是同一份" in page
    assert "另一人" not in page
    assert signed_in("柳河一审").get(at("file-download", under_review)).status_code == 409
    back = approve(
        under_review,
        acting_user=person("柳河一审"),
        stage="first-review",
        proofread=True,
        unopened_reason="看不到",
        at=timezone.now(),
    )
    assert back.state == ReleaseState.RETURNED
    assert "与送审时不同或者已读不出，已退回" in back.steps.get().comment
    assert Release.objects.get(pk=under_review.pk).state == ReleaseState.RETURNED


def test_words_that_changed_after_the_submission_send_the_version_back(under_review, person):
    revision = under_review.revision
    revision.content["text"] = "<p>换过的正文。</p>"
    revision.save()
    back = approve(
        Release.objects.get(pk=under_review.pk),
        acting_user=person("柳河一审"),
        stage="first-review",
        proofread=True,
        unopened_reason="已看过打印件。",
        at=timezone.now(),
    )
    assert back.state == ReleaseState.RETURNED
    assert back.steps.get().comment == (
        "平台自动退回，不是办理人的意见：内容与送审时筛查的不是同一份，已退回；请核对后重新送审。"
    )


def test_what_was_exchanged_is_neither_released_by_hand_nor_by_the_clock(
    with_list, at_stage, person
):
    release = at_stage(Stage.RELEASE, item=with_list)
    exchange(release.item)
    back = release_item(
        release, acting_user=person("柳河发布"), unopened_reason="已看过。", at=timezone.now()
    )
    assert back.state == ReleaseState.RETURNED
    assert not ItemPage.objects.get(pk=release.item_id).live
    Release.objects.filter(pk=release.pk).update(
        state=ReleaseState.SCHEDULED, go_live_at=timezone.now()
    )
    ((sent, why),) = release_due(timezone.now())
    assert sent.state == ReleaseState.RETURNED
    assert "与送审时不同" in why
    assert not ItemPage.objects.get(pk=release.item_id).live


def test_a_page_of_html_acts_in_no_way(drafted, person, signed_in):
    item = drafted()
    html = (
        '<html><body onload="alert(1)"><script>alert(2)</script><a href="javascript:alert(3)">看</a>'
        '<img src="https://elsewhere.example/a.png"><iframe src="/office/"></iframe>'
        "<p>&lt;script&gt;正文&lt;/script&gt;</p></body></html>"
    )
    attach_file(
        item, acting_user=person("柳河拟稿"), name="页.html", data=html.encode(), at=timezone.now()
    )
    item = ItemPage.objects.get(pk=item.pk)
    address = reverse("publishing:file-frame", args=[item.pk, file_of(item)])
    page = signed_in("柳河拟稿").get(address).content.decode()
    body = page[page.index("<body>") :]
    assert "&lt;script&gt;正文&lt;/script&gt;" in body
    for acting in ("<script", "<iframe", "<a ", "<img", "onload="):
        assert acting not in body


def test_what_is_blocked_is_told_as_a_sentence(drafted, person):
    item = drafted(text="<p>身份证号 11010519491231002X。</p>")
    with pytest.raises(Blocked) as told:
        submit_item(item, acting_user=person("柳河拟稿"), at=timezone.now())
    sentence = str(told.value)
    assert sentence.startswith("筛查未通过：")
    assert "：；" not in sentence
    assert "。；" not in sentence
    assert sentence.endswith("。")


def test_the_screen_to_submit_tells_what_blocks_and_offers_no_button(drafted, signed_in):
    item = drafted(text="<p>身份证号 11010519491231002X。</p>")
    page = signed_in("柳河拟稿").get(reverse("publishing:submit", args=[item.pk])).content.decode()
    assert "筛查未通过，不能提交" in page
    assert "18位身份证号" in page
    assert '<button class="button office-big" type="submit"' not in page


def test_no_finding_on_a_screen_speaks_of_a_command_or_in_english(drafted, person, signed_in):
    item = drafted()
    book = openpyxl.Workbook()
    book.properties.creator = "某甲"
    book.active.append(["村", "金额"])
    stream = io.BytesIO()
    book.save(stream)
    attach_file(
        item,
        acting_user=person("柳河拟稿"),
        name="表.xlsx",
        data=stream.getvalue(),
        at=timezone.now(),
    )
    page = signed_in("柳河拟稿").get(reverse("publishing:item", args=[item.pk])).content.decode()
    assert "处作者、单位、路径等属性" in page
    assert "author" not in page.split("发布前筛查")[1].split("</section>")[0]
    assert "gongkai screen" not in page


def test_the_mailbox_that_the_body_has_registered_is_no_finding(drafted, body):
    item = drafted(text="<p>联系：liuhe_zhang@qq.com，或 zhangsan1988@qq.com。</p>")
    before = [each for part in examine(working_copy(item)).parts for each in part.findings]
    township = body("QS11")
    ContactDetails.objects.filter(body=township, ends_on=None).update(email="liuhe_zhang@qq.com")
    after = [each for part in examine(working_copy(item)).parts for each in part.findings]
    assert len(before) == 2
    assert len(after) == 1


def test_the_masking_screen_shows_before_and_after_and_offers_what_the_law_leaves(
    drafted, person, signed_in
):
    item = drafted(title="柳河镇低保对象名单")
    attach_file(
        item,
        acting_user=person("柳河拟稿"),
        name="低保名单.xlsx",
        data=workbook(),
        at=timezone.now(),
    )
    item = ItemPage.objects.get(pk=item.pk)
    address = reverse("publishing:clean", args=[item.pk, file_of(item)])
    browser = signed_in("柳河拟稿")
    answer = browser.get(address)
    page = answer.content.decode()
    assert "低保、特困、临时救助名单" in page
    assert "社会救助" in page
    assert "11010119900307803X" in page
    offers = {
        line.shown.key: [offer.choice.value for offer, _ in line.offers]
        for line in answer.context["lines"]
    }
    assert offers["姓名"] == ["mask", "keep"]
    assert offers["身份证号"] == ["mask", "drop"]
    names = {line.shown.key: line.name for line in answer.context["lines"]}
    chosen = {names["姓名"]: "keep", names["身份证号"]: "drop"}
    assert browser.post(address, chosen).status_code == 302
    text = working_copy(ItemPage.objects.get(pk=item.pk)).attachments.get().text
    assert "王小明" in text
    assert "1101" not in text
    assert browser.post(address, {names["身份证号"]: "keep"}).status_code == 200


def test_a_choice_that_the_law_does_not_leave_is_refused_by_the_action(drafted, person):
    from gongkai.screening.policies import Choice

    item = drafted(title="柳河镇低保对象名单")
    attached = attach_file(
        item,
        acting_user=person("柳河拟稿"),
        name="低保名单.xlsx",
        data=workbook(),
        at=timezone.now(),
    )
    with pytest.raises(ActionError, match="身份证号"):
        clean_attachment(
            ItemPage.objects.get(pk=item.pk),
            acting_user=person("柳河拟稿"),
            sha256=attached.sha256,
            columns={"身份证号": Choice.KEEP},
            at=timezone.now(),
        )


def test_a_number_in_the_words_stands_beside_the_rows_of_the_list(drafted, person, signed_in):
    item = drafted(text="<p>经核查，共救助3人。</p>")
    rows = [["姓名", "村", "金额"], ["王某某", "甲村", 500], ["李某某", "乙村", 500]]
    attach_file(
        item,
        acting_user=person("柳河拟稿"),
        name="名单.xlsx",
        data=workbook(rows),
        at=timezone.now(),
    )
    browser = signed_in("柳河拟稿")
    page = browser.get(reverse("publishing:item", args=[item.pk])).content.decode()
    assert "文中写“共救助3人”，附件“名单.xlsx”的名单有 2 行。两者不一致，请核对。" in page


def test_the_originals_frame_says_nothing_of_what_goes_out(under_review, signed_in):
    browser = signed_in("柳河保密")
    copy = browser.get(at("file-frame", under_review)).content.decode()
    original = browser.get(at("original-frame", under_review)).content.decode()
    assert "会随文件一起公开" not in original
    assert "公开的是副本，不是原件" in original
    assert "公开的是副本" not in copy


def test_rows_are_counted_in_what_came_in_where_the_copy_is_a_picture(
    with_list, person, signed_in, monkeypatch
):
    from gongkai.web.publishing.items import counted

    asked = []
    monkeypatch.setattr(counted, "ask", lambda content, *rest: asked.append(content.name))
    copy = working_copy(with_list)
    copy.summary = "共3人。"
    counted.counts(copy)
    assert asked == [copy.attachments.get().original_name]
