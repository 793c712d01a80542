"""An item's page shows its list, its document and its files; a village's page what concerns the village."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import openpyxl
import pytest
from django.core.files.base import ContentFile

from gongkai.papers.lists import shown_list
from gongkai.web.files.confined import jobs, pool
from gongkai.web.files.confined.pool import Busy
from gongkai.web.files.store import digest_of, private_store
from gongkai.web.portal.page_cache import SHELF
from gongkai.web.publishing.items.models import Attachment

LARGEST_PAGE = 60_000


def book(lines):
    sheet = openpyxl.Workbook()
    for line in lines:
        sheet.active.append(line)
    file = io.BytesIO()
    sheet.save(file)
    return file.getvalue()


LIST = [
    ["序号", "村", "姓名", "金额（元）"],
    *(
        [number, ("河东村", "河西村")[number % 2], f"王*{number}", number * 10]
        for number in range(1, 121)
    ),
    ["合计", None, None, 72600],
]


@pytest.fixture
def with_file(public_item):
    """An item with one public file."""

    def make(name, data, **fields):
        item = public_item("柳河镇低保对象名单", "<p>现予公开。</p>", **fields)
        digest = digest_of(data)
        path = f"attachments/{digest[:2]}/{digest}"
        private_store().save(path, ContentFile(data))
        item.attachments.add(
            Attachment(name=name, file=path, size=len(data), sha256=digest, media_type="")
        )
        item.save()
        return item

    return make


def read(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, address
    text = response.content.decode()
    assert len(response.content) <= LARGEST_PAGE, address
    return text


def test_a_list_is_shown_searched_sorted_and_turned_without_a_script(
    with_file, client, monkeypatch
):
    item = with_file("名单.xlsx", book(LIST))
    address = f"/qs11/{item.slug}/"
    first = read(client, address)
    assert "共 120 行" in first
    assert '<td class="short">王*50</td>' in first
    assert '<td class="short">王*51</td>' not in first
    assert "第 1 页，共 3 页" in first
    assert "合计" not in first
    # From here on no file is opened.
    monkeypatch.setattr(pool, "run", lambda *args, **facts: pytest.fail("a file was opened"))
    last = read(client, f"{address}?page=3")
    assert '<td class="short">王*120</td>' in last
    assert "<td>72600</td>" in last
    found = read(client, f"{address}?in=河东村 王*118")
    assert "“河东村 王*118”：1 行，全部 120 行。" in found
    assert '<td class="short">王*118</td>' in found
    sorted_ = read(client, f"{address}?sort=-4")
    assert sorted_.index("王*120") < sorted_.index("王*119") < sorted_.index("王*101")
    assert 'aria-sort="descending"' in sorted_
    assert "名单中没有这个词" in read(client, f"{address}?in=没有的人")
    for nonsense in ("sort=99", "sort=²", "sort=-", "page=x", "in=%00", "sort=--1"):
        assert "共 120 行" in read(client, f"{address}?{nonsense}") or "in=" in nonsense


def test_a_merged_cell_stands_in_every_line_that_it_covers():
    sheet = openpyxl.Workbook()
    for line in (
        ["村", "姓名", "金额"],
        ["河东村", "王*一", 1],
        [None, "王*二", 2],
        [None, "王*三", 3],
    ):
        sheet.active.append(line)
    sheet.active.merge_cells("A2:A4")
    file = io.BytesIO()
    sheet.save(file)
    from gongkai.documents import open_bytes

    found = shown_list(open_bytes(file.getvalue(), "名单.xlsx"), most_lines=100, most_columns=9)
    assert found.heads == ("村", "姓名", "金额")
    assert found.lines == (
        ("河东村", "王*一", "1"),
        ("河东村", "王*二", "2"),
        ("河东村", "王*三", "3"),
    )


def test_a_paper_without_a_list_and_a_broken_file_leave_the_page_as_it_is(with_file, client):
    item = with_file("坏的.xlsx", b"PK\x03\x04 broken")
    text = read(client, f"/qs11/{item.slug}/")
    assert "在名单中查找" not in text
    assert "坏的.xlsx" in text
    digest = item.attachments.get().sha256
    assert "请下载后查看" in read(client, f"/files/{item.pk}/{digest}/view/")


def test_while_others_are_read_the_page_says_so_and_is_not_kept(with_file, client, monkeypatch):
    # A list of its own: what another test has read of the same bytes is kept.
    item = with_file("名单.xlsx", book([*LIST[:-1], ["总计", None, None, 72600]]))
    digest, real = item.attachments.get().sha256, pool.run

    def busy(*args, name, **facts):
        raise Busy(name, found="", expected="", next_step="")

    monkeypatch.setattr(pool, "run", busy)
    assert "名单暂时没有显示" in read(client, f"/qs11/{item.slug}/")
    read(client, f"/files/{item.pk}/{digest}/view/", status=503)
    monkeypatch.setattr(pool, "run", real)
    assert "共 120 行" in read(client, f"/qs11/{item.slug}/")


def test_a_file_is_looked_at_in_the_page_and_nothing_in_it_acts(with_file, client):
    item = with_file("表.xlsx", book([["<script>alert(1)</script>", "乙"], ["丙", "丁"]]))
    digest = item.attachments.get().sha256
    text = read(client, f"/files/{item.pk}/{digest}/view/")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert text.count("<script") == 1
    assert "<td>丁</td>" in text
    assert f"/files/{item.pk}/{digest}/view/" in read(client, f"/qs11/{item.slug}/")
    assert client.get(f"/files/{item.pk}/{'b' * 64}/view/").status_code == 404
    item.withdrawn_on = date(2026, 11, 20)
    item.save()
    SHELF.clear()
    assert client.get(f"/files/{item.pk}/{digest}/view/").status_code == 404


def test_what_stands_on_a_page_of_a_drawing_is_there_in_words(with_file, client, monkeypatch):
    item = with_file("图.pdf", b"%PDF")
    digest = item.attachments.get().sha256
    answers = {
        jobs.sight: jobs.Sight('<img alt="第1页" src="data:,">', 1, 2, True),
        jobs.reading: b"",
        jobs.words_of_page: "<p>防汛值班表</p>",
    }
    monkeypatch.setattr(pool, "run", lambda work, *args, **facts: answers[work])
    text = read(client, f"/files/{item.pk}/{digest}/view/")
    assert "<p>防汛值班表</p>" in text
    assert 'href="?page=2" rel="next"' in text


def test_a_document_is_signed_where_its_text_is_not(public_item, client):
    signed = public_item(
        "关于防汛的通知",
        "<p>请执行。</p>",
        document_number="柳政发〔2026〕5号",
        issuing_body="柳河镇人民政府",
    )
    text = read(client, f"/qs11/{signed.slug}/")
    assert '<p class="signature">柳河镇人民政府</p>\n<p class="signature">2026年11月2日</p>' in text
    done = public_item(
        "关于防火的通知", "<p>请执行。</p><p>2026年11月2日</p>", document_number="柳政发〔2026〕6号"
    )
    assert "signature" not in read(client, f"/qs11/{done.slug}/")
    assert "signature" not in read(client, f"/qs11/{public_item('公告', '<p>略。</p>').slug}/")


def test_a_matter_is_shown_from_the_decision_to_the_result(public_item, client):
    first = public_item("水渠改造方案", matter="水渠改造", phase="decision")
    public_item("水渠改造验收", matter="水渠改造", phase="result")
    public_item("白杨乡水渠改造", at="QS12", matter="水渠改造", phase="result")
    public_item("水渠改造草案", matter="水渠改造", phase="result", attribute="on-request")
    text = read(client, f"/qs11/{first.slug}/")
    chain = text[text.index("这件事的全过程") : text.index("more-facts")]
    assert chain.index("决策公开") < chain.index("执行公开") < chain.index("结果公开")
    assert '<span aria-current="true">水渠改造方案</span>' in chain
    assert "水渠改造验收</a>" in chain
    assert "没有公开的信息" in chain


def test_a_matter_of_every_year_shows_the_round_of_the_item_only(public_item, client):
    def told(title, phase, year, month):
        return public_item(title, matter="林木补贴", phase=phase, published_on=date(year, month, 3))

    told("2025年方案", "decision", 2025, 2)
    told("2025年结果", "result", 2025, 11)
    first = told("2026年方案", "decision", 2026, 2)
    told("2026年方案调整", "decision", 2026, 5)
    told("2026年结果", "result", 2026, 11)
    text = read(client, f"/qs11/{first.slug}/")
    chain = text[text.index("这件事的全过程") : text.index("more-facts")]
    assert [title for title in ("2025年方案", "2025年结果") if title in chain] == []
    for title in ("2026年方案调整", "2026年结果"):
        assert title in chain
    assert "白杨乡" not in chain
    assert "草案" not in chain


def test_who_signs_a_paper_and_the_day_stand_to_the_right(public_item, client):
    signed = public_item(
        "柳河镇评议办法", "<p>现印发。</p><p>柳河镇人民政府</p><p>2026年9月16日</p>"
    )
    told = public_item("柳河镇停电通知", "<p>停电一天，请注意：</p><p>2026年9月16日</p>")
    assert (
        '<p>现印发。</p><p class="signature">柳河镇人民政府</p><p class="signature">2026年9月16日</p>'
        in read(client, signed.url)
    )
    assert 'class="signature"' not in read(client, told.url)


def test_an_excerpt_shows_a_sentence_before_the_keywords(public_item, client):
    public_item(
        "柳河镇名单", "<p>拟给予二十户低保。</p>", keywords="低保 特困 民政", summary="十一月名单。"
    )
    text = read(client, "/search/?q=低保")
    assert "拟给予二十户<mark>低保</mark>。" in text.split('class="excerpt"')[1]


def test_a_village_has_what_is_its_own_and_what_names_it_in_four_blocks(public_item, client, rows):
    public_item("河东村村级财务公开", at="QS11-01")
    public_item("土地征收启动公告", "<p>征收河东村集体土地。</p>", at="QS05")
    public_item("河东村水渠工程招标")
    public_item("河东村停水通知")
    public_item("河西村停电通知")
    public_item("白杨乡河东村低保名单", at="QS12")
    public_item("河西村村级财务公开", "<p>河东村、河西村一并审核。</p>", at="QS11-02")
    text = read(client, "/villages/qs11-01/")
    blocks = [
        text[text.index(f'id="{slug}-title"') :]
        for slug in ("money", "land", "projects", "notices")
    ]
    for block, title in zip(
        blocks,
        ("河东村村级财务公开", "土地征收启动公告", "河东村水渠工程招标", "河东村停水通知"),
        strict=True,
    ):
        assert title in block.split("</section>")[0]
    assert "河西村" not in text
    assert "白杨乡" not in text.replace("白杨乡</", "")
    assert "0000-5550111" in text
    assert "河东村" in read(client, "/villages/")
    assert client.get("/villages/qs11/").status_code == 404
    feed = client.get("/feeds/villages/qs11-01.atom").content.decode()
    assert "河东村停水通知" in feed
    assert "河西村" not in feed


def test_the_feet_of_all_pages_say_who_speaks(county, client, settings):
    settings.PORTAL = {**settings.PORTAL, "site_code": "0000000009", "icp": "虚ICP备00000000号"}
    from gongkai.web.portal import generation

    generation.advance()
    text = read(client, "/accessibility/")
    for expected in (
        "主办单位：青山县人民政府",
        "联系电话：0000-5550100",
        "网站标识码：0000000009",
        "虚ICP备00000000号",
        "无障碍声明",
    ):
        assert expected in text, expected
    generation.advance()


@pytest.mark.parametrize("address", ["/data/", "/data/interface/", "/map/", "/accessibility/"])
def test_pages_about_the_site_are_for_people(public_item, client, address):
    public_item("防汛安排")
    assert "<h1>" in read(client, address)


def test_control_characters_break_no_feed_and_every_entry_says_when_it_was_updated(
    public_item, client
):
    public_item(
        "表情😀与\x07控制符",
        summary="概\x0b述\ufffe",
        issuing_body="柳河\x1f镇",
        last_published_at=datetime(2026, 11, 20, 16, 30, tzinfo=UTC),
    )
    for address in ("/feed.atom", "/feed.rss", "/feeds/qs11.atom"):
        root = ElementTree.fromstring(client.get(address).content)
        assert "表情😀与控制符" in ElementTree.tostring(root, encoding="unicode"), address
    atom = ElementTree.fromstring(client.get("/feed.atom").content)
    name = "{http://www.w3.org/2005/Atom}"
    (entry,) = atom.findall(f"{name}entry")
    assert entry.findtext(f"{name}updated") == "2026-11-21T00:30:00+08:00"
