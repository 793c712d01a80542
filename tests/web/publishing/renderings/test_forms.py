"""One released item in every form, read back."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser

import openpyxl
import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from gongkai.documents.writers.poster import Paper
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.publishing.channels.renderings.forms import FILE_FORMS
from gongkai.web.publishing.channels.renderings.moving_text import screen_lines
from gongkai.web.publishing.channels.renderings.plain import as_text, summary_of
from gongkai.web.publishing.channels.renderings.poster import poster_of
from gongkai.web.publishing.channels.renderings.script import broadcast_script
from gongkai.web.publishing.channels.renderings.short_text import text_message, whole_words
from gongkai.web.publishing.channels.renderings.source import FileTable, source_of
from gongkai.web.publishing.channels.renderings.wechat import article_html, package
from gongkai.web.publishing.items.actions.draft import attach_file
from gongkai.web.publishing.items.actions.release import release_item
from gongkai.web.publishing.items.actions.withdraw import withdraw_item
from gongkai.web.publishing.items.models import ItemPage, Stage, WithdrawalReason
from gongkai.web.publishing.items.prose import blocks_of
from gongkai.web.vetting.errors import Blocked
from tests.documents.forge.fonts import needs_fonts

ADDRESS = "https://gongkai.example/qs11/12/"
TEXT = (
    "<h2>一、值班</h2><p>自2026年6月1日起，各村安排2人值班，联系点<b>镇综合办公室</b>。</p>"
    "<ol><li>每日巡查不少于2次；</li><li>接到预警1小时内通知到户。</li></ol>"
)


@pytest.fixture
def item(released):
    return released(
        text=TEXT,
        document_number="柳政发〔2026〕12号",
        take_down_on=timezone.localdate() + timedelta(days=7),
    )


@pytest.fixture
def source(item):
    return source_of(item, address=ADDRESS, on=timezone.localdate())


def names(archive):
    return [entry.filename for entry in archive.infolist()]


class Styles(HTMLParser):
    """Elements of an article, and what they ask of the reader's program."""

    def __init__(self):
        super().__init__()
        self.tags, self.bare, self.asked = [], [], []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append(tag)
        if tag in {"p", "section", "img", "hr", "table", "td"} and not found.get("style"):
            self.bare.append(tag)
        self.asked += [
            found[key] for key in ("src", "href", "class", "id", "onclick") if key in found
        ]


def test_the_source_is_the_released_version_with_the_facts_in_force(source, item):
    assert (source.title, source.version, source.index_number) == (
        item.title,
        1,
        item.index_number,
    )
    assert source.phone == "0000-5550111"
    assert source.office_address == "柳河镇人民路8号"


def test_a_draft_a_withdrawn_item_and_an_unreleased_change_have_no_form(drafted, item, person):
    with pytest.raises(WrongState, match="没有发布"):
        source_of(drafted(title="草稿"), address=ADDRESS, on=timezone.localdate())
    from gongkai.web.publishing.items.actions.draft import revise_item

    revise_item(item, acting_user=person("柳河拟稿"), title="还没有审的标题", at=timezone.now())
    again = source_of(ItemPage.objects.get(pk=item.pk), address=ADDRESS, on=timezone.localdate())
    assert again.title == "柳河镇2026年防汛工作安排"
    withdraw_item(
        item,
        acting_user=person("柳河发布"),
        on=timezone.localdate(),
        reason=WithdrawalReason.WRONG,
        explanation="有误",
        at=timezone.now(),
    )
    with pytest.raises(WrongState, match="已撤下"):
        source_of(item, address=ADDRESS, on=timezone.localdate())


def test_what_the_screening_finds_has_no_form(item):
    ItemPage.objects.filter(pk=item.pk).update(text="<p>王小明 11010119900307803X</p>")
    with pytest.raises(Blocked, match="身份证号"):
        source_of(item, address=ADDRESS, on=timezone.localdate())


def test_plain_text_says_everything_once(source):
    lines = as_text(source).splitlines()
    assert lines[0] == "柳河镇2026年防汛工作安排"
    assert "文号：柳政发〔2026〕12号" in lines
    assert "1. 每日巡查不少于2次；" in lines
    assert lines[-1] == f"原文：{ADDRESS}"


def test_a_summary_keeps_whole_sentences_within_120_characters(source):
    assert summary_of(source) == "今年汛期的责任分工和值班安排。"
    long = "本次共发放补贴三百一十二户。" * 20
    from dataclasses import replace

    cut = summary_of(replace(source, summary=long))
    assert len(cut) <= 120
    assert cut == "本次共发放补贴三百一十二户。" * 8


def test_the_script_reads_every_number_out_and_tells_where_to_ask(source):
    script = broadcast_script(source)
    assert "自二零二六年六月一日起，各村安排两人值班，联系点镇综合办公室。" in script
    assert "第一，每日巡查不少于两次；" in script
    assert "咨询电话：零零零零 五五五零幺幺幺" in script
    assert not re.search(r"[0-9A-Za-z]", script)
    assert script.endswith("播送完毕。\n")


def test_lines_for_a_screen_are_short_and_show_no_personal_data(source):
    from dataclasses import replace

    lines = screen_lines(source, 20)
    assert lines[0] == "柳河镇2026年防汛工作安排"
    assert all(len(line) <= 20 for line in lines)
    with pytest.raises(ActionError, match="电子屏文字不能含有个人信息"):
        screen_lines(replace(source, summary="张某某身份证号11010119900307803X"), 20)


def test_an_article_keeps_its_looks_on_each_element_and_asks_nothing_of_outside(source):
    html = article_html(source)
    found = Styles()
    found.feed(html)
    assert found.bare == []
    assert found.asked == ["images/二维码.png"]
    assert {"script", "style", "link", "a", "ol", "li"}.isdisjoint(found.tags)
    assert "<strong>镇综合办公室</strong>" in html
    assert ADDRESS in html


@needs_fonts
def test_the_package_for_a_public_account_holds_all_that_is_pasted_and_is_always_the_same(source):
    data = package(source)
    assert data == package(source)
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert names(archive) == [
        "使用说明.txt",
        "正文.html",
        "标题.txt",
        "摘要.txt",
        "原文网址.txt",
        "images/封面.png",
        "images/二维码.png",
    ]
    assert archive.read("摘要.txt").decode() == "今年汛期的责任分工和值班安排。"
    assert archive.read("原文网址.txt").decode() == ADDRESS
    assert Image.open(io.BytesIO(archive.read("images/封面.png"))).size == (900, 383)
    assert archive.read("正文.html").decode().startswith("<!doctype html>")


def seen(pdf: bytes) -> tuple[list[str], Image.Image]:
    """The text of each page without spaces, and the first page as a picture."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = []
        for page in document:
            layer = page.get_textpage()
            texts.append(re.sub(r"\s", "", layer.get_text_range()))
            layer.close()
        picture = document[0].render(scale=3).to_pil()
        return texts, picture
    finally:
        document.close()


@needs_fonts
@pytest.mark.parametrize(("paper", "millimetres"), [(Paper.A4, 210), (Paper.A3, 297)])
def test_a_poster_fits_on_one_sheet_and_says_what_a_board_needs(source, paper, millimetres):
    pdf = poster_of(source, paper)
    assert pdf == poster_of(source, paper)
    (text,), picture = seen(pdf)
    assert round(picture.width / 3 / 72 * 25.4) == millimetres
    for words in (
        "柳河镇2026年防汛工作安排",
        "接到预警1小时内通知到户。",
        "柳政发〔2026〕12号",
        f"索引号{source.index_number}",
        "第1版",
        "张贴至",
        "0000-5550111",
        ADDRESS,
    ):
        assert words in text
    end = timezone.localdate() + timedelta(days=7)
    assert f"张贴至{end.year}年{end.month}月{end.day}日" in text


@needs_fonts
def test_the_code_on_a_poster_is_read_as_the_permanent_address(source):
    cv2 = pytest.importorskip("cv2")
    import numpy

    _, picture = seen(poster_of(source, Paper.A4))
    read, _, _ = cv2.QRCodeDetector().detectAndDecode(numpy.asarray(picture.convert("L")))
    assert read == ADDRESS


@needs_fonts
def test_a_long_item_goes_on_to_further_sheets_each_with_its_foot(source):
    from dataclasses import replace

    from gongkai.web.publishing.items.prose import blocks_of

    long = replace(source, blocks=blocks_of("<p>各村按分工做好汛期值班和巡查。</p>" * 120))
    texts, _ = seen(poster_of(long, Paper.A4))
    assert len(texts) > 1
    assert all(ADDRESS in text for text in texts)
    assert f"第1页，共{len(texts)}页" in texts[0]


def workbook(rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@needs_fonts
def test_a_list_is_hung_up_with_its_head_on_every_sheet_and_a_huge_one_is_not(
    at_stage, drafted, person
):
    rows = [["序号", "姓名", "金额（元）"], *([n, f"村民{n:03}", 500 + n] for n in range(1, 121))]
    item = drafted(title="高龄津贴发放名单")
    attach_file(
        item,
        acting_user=person("柳河拟稿"),
        name="名单.xlsx",
        data=workbook(rows),
        at=timezone.now(),
    )
    item = ItemPage.objects.get(pk=item.pk)
    attach_file(
        item,
        acting_user=person("柳河拟稿"),
        name="明细.xlsx",
        data=workbook([["编号"], *([n] for n in range(400))]),
        at=timezone.now(),
    )
    release = at_stage(Stage.RELEASE, item=ItemPage.objects.get(pk=item.pk))
    release_item(
        release, acting_user=person("柳河发布"), unopened_reason="已对照纸质件。", at=timezone.now()
    )
    made = source_of(ItemPage.objects.get(pk=item.pk), address=ADDRESS, on=timezone.localdate())
    texts, _ = seen(poster_of(made, Paper.A4))
    assert len(texts) > 1
    assert all("姓名金额（元）" in text for text in texts[:-1])
    assert "村民001501" in texts[0]
    assert "村民120620" in "".join(texts)
    assert "附件1个：明细.xlsx。扫码查看和下载。" in texts[-1]


@needs_fonts
def test_whoever_posts_gets_every_form_and_copies_from_panels(item, signed_in):
    client = signed_in("柳河拟稿")
    page = client.get(reverse("publishing:renderings", args=[item.pk])).content.decode()
    assert "播送完毕。" in page
    assert "复制" in page
    for code, form in FILE_FORMS.items():
        answer = client.get(reverse("publishing:render", args=[item.pk, code]))
        assert answer.status_code == 200, code
        assert answer["Content-Type"] == form.media_type
        assert "attachment" in answer["Content-Disposition"]
    assert client.get(reverse("publishing:render", args=[item.pk, "nothing"])).status_code == 404
    narrow = client.get(reverse("publishing:renderings", args=[item.pk]), {"width": "10"})
    assert "柳河镇2026年防汛\n工作安排" in narrow.content.decode()


def test_a_form_that_is_stopped_says_why_and_hands_out_nothing(item, signed_in):
    ItemPage.objects.filter(pk=item.pk).update(text="<p>王小明 11010119900307803X</p>")
    client = signed_in("柳河拟稿")
    answer = client.get(reverse("publishing:render", args=[item.pk, "text"]), follow=True)
    page = answer.content.decode()
    assert "筛查未通过" in page
    assert "11010119900307803X" not in page
    assert "登记发到渠道" not in page


def test_a_village_cadre_gets_the_poster_of_the_township_and_a_stranger_does_not(
    item, body, person, django_user_model, signed_in
):
    from gongkai.web.accounts.permissions import PLATFORM
    from gongkai.web.accounts.roles import Role
    from gongkai.web.bodies.actions.role import give_role

    cadre = django_user_model.objects.create(
        username="村文书", name="村文书", must_change_password=False
    )
    give_role(
        cadre,
        body=body("QS11-01"),
        role=Role.DRAFTER,
        acting_user=PLATFORM,
        starts_on=date(2020, 1, 1),
        at=timezone.now(),
    )
    address = reverse("publishing:renderings", args=[item.pk])
    assert signed_in("村文书").get(address).status_code == 200
    assert signed_in("白杨拟稿").get(address).status_code != 200


@needs_fonts
def test_an_article_carries_the_pictures_of_the_text_and_the_list_as_pictures(source):
    png = io.BytesIO()
    Image.new("RGB", (40, 20), "steelblue").save(png, "PNG")
    blocks = blocks_of(f'<p>路线：</p><img data-picture="{"a" * 64}" alt="巡查路线"/>')

    class Picture:
        name = "路线图.png"

        def read(self):
            return png.getvalue()

    rows = (("姓名", "金额"), *((f"王*{number}", "100") for number in range(1, 4)))
    told = replace(
        source,
        blocks=blocks,
        pictures={"a" * 64: Picture()},
        tables=(FileTable("名单.xlsx", rows),),
    )
    with zipfile.ZipFile(io.BytesIO(package(told))) as archive:
        assert archive.read("images/图1.png") == png.getvalue()
        page = archive.read("正文.html").decode()
        with Image.open(io.BytesIO(archive.read("images/名单1.png"))) as shown:
            assert shown.width > 600
    assert '<img src="images/图1.png" alt="巡查路线"' in page
    assert '<img src="images/名单1.png" alt="名单"' in page


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        (
            "柳河镇2026年11月城乡低保对象名单（审核公示）",
            ["柳河镇2026年11月", "城乡低保对象名单（审核公示）"],
        ),
        (
            "柳河镇人民政府关于印发防汛抗旱应急预案、山洪灾害防御预案的通知",
            ["柳河镇人民政府关于印发防汛抗旱", "应急预案、山洪灾害防御预案的通知"],
        ),
        (
            "关于开展2026年度城乡居民基本医疗保险参保缴费工作的通知",
            ["关于开展2026年度城乡居民基本", "医疗保险参保缴费工作的通知"],
        ),
        (
            "柳河镇人民政府关于做好冬季森林防火工作的通知",
            ["柳河镇人民政府关于做好冬季森林", "防火工作的通知"],
        ),
        ("青山县2025年第3批次土地征收启动公告", ["青山县2025年第3批次", "土地征收启动公告"]),
        ("详情看公开栏，咨询0000-5550111", ["详情看公开栏，", "咨询0000-5550111"]),
        ("12345678901234567890", ["1234567890123456", "7890"]),
        ("短标题", ["短标题"]),
    ],
)
def test_a_banner_breaks_where_a_reader_pauses(title, lines):
    assert whole_words(title, 16) == lines


@pytest.mark.parametrize(
    ("title", "address", "told"),
    [
        (
            "柳河镇2026年11月城乡低保对象名单（审核公示）",
            "https://xxgk.qingshan.gov.cn/qs11/433/",
            "【柳河镇人民政府】柳河镇2026年11月城乡低保对象名单（审核公示）已公开，详见村务公开栏，咨询0355-5550110。",
        ),
        (
            "柳河镇防汛安排",
            "https://a.gov.cn/1/",
            "【柳河镇人民政府】柳河镇防汛安排已公开，详见https://a.gov.cn/1/，咨询0355-5550110。",
        ),
    ],
)
def test_a_text_message_says_what_it_is_about_within_seventy_characters(
    source, title, address, told
):
    said = text_message(
        replace(
            source,
            issuer="柳河镇人民政府",
            title=title,
            address=address,
            phone="0355-5550110",
        )
    )
    assert said == told
    assert len(said) <= 70


def test_a_title_too_long_for_a_message_keeps_its_end(source):
    long = "关于" + "进一步做好冬春季节" * 6 + "森林防火工作的通知"
    said = text_message(replace(source, title=long, address=""))
    assert len(said) == 70
    assert "森林防火工作的通知已公开" in said
