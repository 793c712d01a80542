"""What was withdrawn, or no longer holds, goes from everything that can still be fetched, and somebody is told of the rest."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.publishing.channels.actions.channel import open_channel
from gongkai.web.publishing.channels.actions.post import post_item
from gongkai.web.publishing.channels.renderings.source import source_of
from gongkai.web.publishing.items.actions.attachments import remove_attachment
from gongkai.web.publishing.items.actions.draft import attach_file
from gongkai.web.publishing.items.actions.validity import change_validity
from gongkai.web.publishing.items.actions.withdraw import withdraw_item
from gongkai.web.publishing.items.models import ItemPage, Validity, WithdrawalReason
from gongkai.web.publishing.submissions.actions import submit_to_county

pytestmark = pytest.mark.both_databases


@pytest.fixture
def packed(released, drafted, person, body):
    """Two released items, each with a file, in one package for the county, and the first one on 微信."""
    items = []
    for title in ("甲村救助名单", "乙村值班安排"):
        item = drafted(title)
        attach_file(
            item,
            acting_user=person("柳河拟稿"),
            name=f"{title}.txt",
            data=f"{title}内容".encode(),
            at=timezone.now(),
        )
        items.append(released(item=ItemPage.objects.get(pk=item.pk)))
    account = open_channel(
        body("QS11"),
        acting_user=PLATFORM,
        kind="wechat",
        name="清清柳河",
        place="qingqingliuhe",
        opened_on=date(2020, 1, 1),
        at=timezone.now(),
    )
    post_item(
        items[0],
        acting_user=person("柳河发布"),
        channels=[account],
        on=timezone.localdate(),
        url="https://weixin.example/1",
        at=timezone.now(),
    )
    made = submit_to_county(
        body("QS11"),
        acting_user=person("柳河发布"),
        codes={item.pk: "0301" for item in items},
        address="https://portal.example/",
        at=timezone.now(),
    )
    return items, made


def end(kind: str, item: ItemPage, person) -> None:
    """Withdraw an item, or say that it has been repealed."""
    if kind == "withdrawn":
        withdraw_item(
            item,
            acting_user=person("柳河发布"),
            on=timezone.localdate(),
            reason=WithdrawalReason.PERSONAL_DATA,
            explanation="名单中有身份证号",
            at=timezone.now(),
        )
    else:
        change_validity(
            item,
            acting_user=person("柳河发布"),
            validity=Validity.REPEALED,
            on=timezone.localdate(),
            basis="废止决定",
            at=timezone.now(),
        )


def downloaded(browser, made) -> zipfile.ZipFile:
    answer = browser.get(reverse("publishing:package", args=[made.pk]))
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


@pytest.mark.parametrize(("kind", "told"), [("withdrawn", "撤下"), ("repealed", "已废止")])
def test_the_package_is_had_without_what_has_ended_since(kind, told, packed, signed_in, person):
    (first, _), made = packed
    browser = signed_in("柳河发布")
    assert "甲村救助名单" in str(downloaded(browser, made).namelist())
    end(kind, first, person)
    archive = downloaded(browser, made)
    assert archive.testzip() is None
    assert sorted(archive.namelist()) == [
        "002-乙村值班安排/正文.html",
        "002-乙村值班安排/正文.txt",
        "002-乙村值班安排/附件/01-乙村值班安排.txt",
        "manifest.json",
        "报送清单.xlsx",
        "撤下说明.txt",
    ]
    for name in archive.namelist():
        assert "甲村".encode() not in archive.read(name), name
    gone, left = json.loads(archive.read("manifest.json"))["items"]
    assert set(gone) == {"number", "index_number", "gone"}
    assert told in gone["gone"]
    assert left["title"] == "乙村值班安排"
    sheet = openpyxl.load_workbook(io.BytesIO(archive.read("报送清单.xlsx"))).active
    assert told in sheet.cell(3, 3).value
    assert first.index_number in archive.read("撤下说明.txt").decode("utf-8-sig")
    assert told in browser.get(reverse("publishing:submission", args=[made.pk])).content.decode()


@pytest.mark.parametrize("kind", ["withdrawn", "repealed"])
def test_the_screen_lists_who_has_a_copy_before_and_after(kind, packed, signed_in, person):
    (first, _), made = packed
    browser = signed_in("柳河发布")
    screen = "withdraw" if kind == "withdrawn" else "validity"
    before = browser.get(reverse(f"publishing:{screen}", args=[first.pk])).content.decode()
    end(kind, first, person)
    after = browser.get(reverse("publishing:item", args=[first.pk])).content.decode()
    for page in (before, after):
        assert "清清柳河" in page
        assert "https://weixin.example/1" in page
        assert made.name in page
        assert "青山县人民政府" in page
        assert timezone.localdate().isoformat() in page


def test_an_item_that_holds_has_no_such_list_on_its_sheet(packed, signed_in):
    (first, _), _ = packed
    page = signed_in("柳河发布").get(reverse("publishing:item", args=[first.pk])).content.decode()
    assert "已经给出去的副本" not in page


@pytest.mark.parametrize(("kind", "told"), [("withdrawn", "已撤下"), ("repealed", "已废止")])
def test_nothing_is_made_for_another_channel_of_what_has_ended(kind, told, packed, person, body):
    (first, _), _ = packed
    end(kind, first, person)
    with pytest.raises(WrongState, match=told):
        source_of(first, address="https://portal.example/", on=timezone.localdate())
    with pytest.raises(ActionError, match=told):
        submit_to_county(
            body("QS11"),
            acting_user=person("柳河发布"),
            codes={first.pk: "0301"},
            address="https://portal.example/",
            at=timezone.now(),
        )


def test_a_file_that_was_taken_out_later_is_in_no_package_made_before(
    packed, released, signed_in, person
):
    (first, _), made = packed
    browser = signed_in("柳河发布")
    held = first.attachments.get()
    remove_attachment(
        ItemPage.objects.get(pk=first.pk),
        acting_user=person("柳河拟稿"),
        sha256=held.sha256,
        at=timezone.now(),
    )
    attach_file(
        ItemPage.objects.get(pk=first.pk),
        acting_user=person("柳河拟稿"),
        name="甲村救助名单（隐去）.txt",
        data="李某".encode(),
        at=timezone.now(),
    )
    assert "002-乙村值班安排/正文.txt" in downloaded(browser, made).namelist()
    assert "001-甲村救助名单/正文.txt" in downloaded(browser, made).namelist()
    released(item=ItemPage.objects.get(pk=first.pk))
    archive = downloaded(browser, made)
    for name in archive.namelist():
        assert "甲村救助名单内容".encode() not in archive.read(name), name
    assert "已换成新的版本，请重新报送" in archive.read("撤下说明.txt").decode("utf-8-sig")
    sheet = browser.get(reverse("publishing:item", args=[first.pk])).content.decode()
    assert "已经给出去的副本" in sheet
    assert "https://weixin.example/1" in sheet
    assert made.name in sheet
