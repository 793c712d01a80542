"""Files of a draft: read once, renamed, ordered, removed."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from gongkai.documents.errors import DocumentError
from gongkai.web.accounts.permissions import Refused
from gongkai.web.files import readings as reading
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.publishing.items.actions.attachments import (
    order_attachments,
    remove_attachment,
    rename_attachment,
)
from gongkai.web.publishing.items.actions.draft import attach_file, working_copy
from gongkai.web.publishing.items.actions.submit import submit_item
from gongkai.web.publishing.items.gate import examine
from gongkai.web.publishing.items.models import ItemPage


@pytest.fixture
def with_files(drafted, person):
    """A draft with 甲.txt, 乙.txt and 丙.txt."""
    item = drafted()
    for name in ("甲", "乙", "丙"):
        attach_file(
            ItemPage.objects.get(pk=item.pk),
            acting_user=person("柳河拟稿"),
            name=f"{name}.txt",
            data=f"{name}村的安排".encode(),
            at=timezone.now(),
        )
    return ItemPage.objects.get(pk=item.pk)


def names(item) -> list[str]:
    return [each.name for each in working_copy(ItemPage.objects.get(pk=item.pk)).attachments.all()]


def sha(item, name: str) -> str:
    return working_copy(item).attachments.get(name=name).sha256


def test_the_words_of_a_file_are_kept_when_it_is_added(with_files):
    texts = [each.text for each in working_copy(with_files).attachments.all()]
    assert texts == ["甲村的安排", "乙村的安排", "丙村的安排"]


def test_a_file_that_was_read_is_not_opened_again(with_files, monkeypatch):
    asked = []
    run = reading.pool.run
    monkeypatch.setattr(
        reading.pool,
        "run",
        lambda work, *args, **facts: asked.append(work.__name__) or run(work, *args, **facts),
    )
    assert examine(working_copy(with_files)).passes
    assert asked == ["screened_file", "screened", "screened", "screened"]


def test_a_damaged_reading_is_read_anew(with_files):
    attachment = working_copy(with_files).attachments.get(name="甲.txt")
    place = reading._place(reading.content_of(attachment))
    store = reading.private_store()
    store.delete(place)
    store.save(place, reading.ContentFile(b"broken"))
    assert reading.text_of(attachment) == "甲村的安排"


def test_what_cannot_be_read_has_no_words_and_says_so_each_time(drafted, person):
    item = drafted()
    attach_file(
        item,
        acting_user=person("柳河拟稿"),
        name="坏.pdf",
        data=b"%PDF-1.4 nothing follows",
        at=timezone.now(),
    )
    attachment = working_copy(ItemPage.objects.get(pk=item.pk)).attachments.get()
    assert attachment.text == ""
    assert reading.text_of(attachment) == ""
    with pytest.raises(DocumentError):
        reading.ask(reading.content_of(attachment), reading.jobs.shown_text)


def test_a_file_is_renamed_and_keeps_its_ending(with_files, person):
    rename_attachment(
        with_files,
        acting_user=person("柳河拟稿"),
        sha256=sha(with_files, "乙.txt"),
        name="安排表.exe",
        at=timezone.now(),
    )
    assert names(with_files) == ["甲.txt", "安排表.exe.txt", "丙.txt"]
    entry = Entry.objects.first()
    assert entry.act == "publishing.rename-attachment"
    assert "乙.txt" in entry.before


def test_a_file_needs_a_name(with_files, person):
    with pytest.raises(ActionError, match="不能为空"):
        rename_attachment(
            with_files,
            acting_user=person("柳河拟稿"),
            sha256=sha(with_files, "乙.txt"),
            name=" .txt",
            at=timezone.now(),
        )


def test_files_are_put_in_order(with_files, person):
    order_attachments(
        with_files,
        acting_user=person("柳河拟稿"),
        order=[sha(with_files, f"{name}.txt") for name in "丙甲乙"],
        at=timezone.now(),
    )
    assert names(with_files) == ["丙.txt", "甲.txt", "乙.txt"]
    assert Entry.objects.first().act == "publishing.order-attachments"


def test_a_file_is_removed_and_the_journal_keeps_its_name(with_files, person):
    remove_attachment(
        with_files,
        acting_user=person("柳河拟稿"),
        sha256=sha(with_files, "甲.txt"),
        reason="重复",
        at=timezone.now(),
    )
    assert names(with_files) == ["乙.txt", "丙.txt"]
    assert list(ItemPage.objects.get(pk=with_files.pk).attachments.values_list("name")) == [
        ("乙.txt",),
        ("丙.txt",),
    ]
    entry = Entry.objects.first()
    assert (entry.act, entry.reason) == ("publishing.remove-attachment", "重复")


def test_nothing_of_it_is_done_under_review_or_by_others(with_files, person):
    key = sha(with_files, "甲.txt")
    with pytest.raises(Refused):
        remove_attachment(with_files, acting_user=person("白杨拟稿"), sha256=key, at=timezone.now())
    submit_item(with_files, acting_user=person("柳河拟稿"), at=timezone.now())
    with pytest.raises(WrongState, match="不能修改"):
        remove_attachment(with_files, acting_user=person("柳河拟稿"), sha256=key, at=timezone.now())


def test_one_screen_renames_orders_and_removes(with_files, signed_in):
    clerk = signed_in("柳河拟稿")
    first, second, third = (sha(with_files, f"{name}.txt") for name in "甲乙丙")
    address = reverse("publishing:attachments", args=[with_files.pk])
    assert "甲.txt" in clerk.get(address).content.decode()
    clerk.post(
        address,
        {
            f"name-{first}": "甲.txt",
            f"place-{first}": "1",
            f"remove-{first}": "on",
            f"name-{second}": "安排.txt",
            f"place-{second}": "9",
            f"name-{third}": "丙.txt",
            f"place-{third}": "2",
        },
    )
    assert names(with_files) == ["丙.txt", "安排.txt"]


# Several at once: all of them or nothing


def _twice_the_same():
    return [
        SimpleUploadedFile("甲.txt", "同样的内容".encode()),
        SimpleUploadedFile("乙.txt", "同样的内容".encode()),
    ]


def test_a_refused_file_leaves_no_draft_behind_however_often_it_is_tried(rows, body, signed_in):
    browser = signed_in("柳河拟稿")
    form = {
        "body": body("QS11").pk,
        "title": "关于冬季护林防火的通知",
        "row": rows("statutory.emergencies").pk,
        "formed_on": "2026-11-02",
        "attribute": "proactive",
    }
    for _ in range(2):
        page = browser.post(reverse("publishing:new"), {**form, "files": _twice_the_same()})
        told = page.content.decode()
        assert "“乙.txt”和“甲.txt”的内容完全相同，只需要上传一份；本次没有保存" in told
        assert "关于冬季护林防火的通知" in told
    assert ItemPage.objects.count() == 0
    browser.post(reverse("publishing:new"), {**form, "files": _twice_the_same()[:1]})
    assert names(ItemPage.objects.get()) == ["甲.txt"]


def test_added_files_are_all_there_or_none(with_files, signed_in):
    browser = signed_in("柳河拟稿")
    address = reverse("publishing:attach", args=[with_files.pk])
    seen = browser.post(
        address,
        {
            "files": [
                SimpleUploadedFile("丁.txt", "丁村的安排".encode()),
                SimpleUploadedFile("戊.txt", "甲村的安排".encode()),
            ]
        },
    )
    assert "文件“戊.txt”已在附件中" in seen.content.decode()
    assert names(with_files) == ["甲.txt", "乙.txt", "丙.txt"]


def test_a_refused_file_starts_no_consultation(rows, body, signed_in):
    rows("work.consultation")
    page = signed_in("柳河拟稿").post(
        reverse("publishing:new-consultation"),
        {
            "days": 30,
            "takes_web": "on",
            "letter_address": "青山县柳河镇政府路1号",
            "phone": "0000-5550111",
            "visit_address": "柳河镇便民服务中心",
            "email": "liuhe@example.invalid",
            "body": body("QS11").pk,
            "title": "关于《柳河镇集市管理办法》公开征求意见的公告",
            "summary": "规范集市秩序。",
            "draft": '{"blocks":[{"key":"a","text":"逢五逢十开市。","type":"unstyled","depth":0,'
            '"inlineStyleRanges":[],"entityRanges":[]}],"entityMap":{}}',
            "files": _twice_the_same(),
        },
    )
    assert "的内容完全相同" in page.content.decode()
    assert ItemPage.objects.count() == 0
