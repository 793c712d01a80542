"""An existing column comes in: checked line by line, never twice, never public by itself."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents import open_bytes
from gongkai.documents.errors import DocumentError
from gongkai.documents.page_facts import page_facts
from gongkai.papers.bundle import Bundle, shown_name
from gongkai.papers.ledger import facts_of, guess_columns, read_ledger
from gongkai.web.accounts.permissions import PLATFORM, Refused
from gongkai.web.bodies.actions.exception import grant_exception
from gongkai.web.bodies.models import Exempt
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import ActionError, OwnWork, WrongState
from gongkai.web.publishing.channels.actions.channel import open_channel
from gongkai.web.publishing.channels.models import Posting
from gongkai.web.publishing.intake.actions.history import (
    confirm_history,
    release_history,
    release_imported,
)
from gongkai.web.publishing.intake.actions.importing import (
    confirm_columns,
    continue_import,
    import_lines,
    start_import,
    stop_import,
    work,
)
from gongkai.web.publishing.intake.models import ColumnImport
from gongkai.web.publishing.items.models import ItemPage

HEADS = ["序号", "信息名称", "文号", "成文日期", "发布日期", "网址", "附件", "内容"]
ROWS = [
    [1, "柳河镇防汛应急预案", "柳政发〔2025〕3号", "2025-03-09", "2025-03-12", "https://county.example/1", "预案.txt", ""],
    [2, "柳河镇2025年财政预算", "", "2025年2月1日", "2025-02-20", "", "", "本年收入1250万元。"],
    [3, "", "", "2025-02-01", "", "", "", "没有标题。"],
    [4, "柳河镇机构职能", "", "昨天", "", "", "", "机构职能。"],
    [5, "柳河镇防汛应急预案（转发）", "柳政发〔2025〕3号", "2025-03-10", "", "", "", "转发。"],
    [6, "柳河镇安全生产检查", "", "2025-05-01", "", "", "不存在.docx", ""],
    [7, "柳河镇农田水利维修情况", "", "2025-06-01", "2025-06-02", "", "", "王小明，身份证号 11010119900307803X。"],
]  # fmt: skip


def workbook(rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def packed(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


COLUMN = packed(
    {
        "栏目/台账.xlsx": workbook([["柳河镇信息公开台账"], HEADS, *ROWS]),
        "栏目/附件/预案.txt": "防汛应急预案全文".encode(),
    }
)
PAGE = (
    '<html><head><title>关于秋收工作的通知-柳河镇</title><meta name="ArticleTitle" content="关于秋收工作的通知">'
    '<meta name="PubDate" content="2025-09-01 09:30"><meta name="ContentSource" content="柳河镇人民政府">'
    "</head><body><h1>关于秋收工作的通知</h1><p>各村民委员会：</p><p>今年秋收自9月1日开始，请安排好机械。</p>"
    "</body></html>"
)


@pytest.fixture
def started(body, person, rows):
    """An import of 柳河镇, with its columns as guessed."""

    def make(data: bytes = COLUMN, name: str = "栏目.zip", row: str | None = None) -> ColumnImport:
        run = start_import(
            body("QS11"),
            acting_user=person("柳河拟稿"),
            name=name,
            file=io.BytesIO(data),
            at=timezone.now(),
        )
        return confirm_columns(
            run,
            acting_user=person("柳河拟稿"),
            columns=run.columns,
            row=rows(row) if row else None,
            at=timezone.now(),
        )

    return make


@pytest.fixture
def imported(started, person):
    """The same with everything new imported."""

    def make(*args) -> ColumnImport:
        run = work(started(*args), at=timezone.now())
        import_lines(run, acting_user=person("柳河拟稿"))
        return work(run, at=timezone.now())

    return make


@pytest.fixture
def confirmed(person):
    """A reviewer has compared the batch with what was public."""

    def confirm(run: ColumnImport) -> ColumnImport:
        return confirm_history(run, acting_user=person("柳河一审"), at=timezone.now())

    return confirm


def states(run) -> list[tuple[str, str]]:
    return list(run.lines.values_list("source", "state"))


def test_the_heads_of_a_ledger_are_guessed():
    assert guess_columns(dict(enumerate(HEADS))) == {
        "title": 1,
        "document_number": 2,
        "formed_on": 3,
        "published_on": 4,
        "url": 5,
        "file": 6,
        "text": 7,
    }


def test_a_problem_names_the_cell_and_what_stands_there():
    found = read_ledger(open_bytes(workbook([HEADS, *ROWS]), "台账.xlsx"))
    columns = guess_columns(found.heads)
    assert facts_of(found.rows[2], columns).problems == ["B4 没有标题"]
    assert facts_of(found.rows[3], columns).problems == ["D5“昨天”不是成文日期，应写作 2026-03-09"]
    assert facts_of(found.rows[1], columns).values["formed_on"] == "2025-02-01"


def test_each_line_is_new_alike_or_wrong_before_anything_is_imported(started):
    run = work(started(), at=timezone.now())
    assert run.state == "checked"
    assert states(run) == [
        ("第 3 行", "new"),
        ("第 4 行", "new"),
        ("第 5 行", "problem"),
        ("第 6 行", "problem"),
        ("第 7 行", "duplicate"),
        ("第 8 行", "problem"),
        ("第 9 行", "new"),
    ]
    notes = dict(run.lines.values_list("source", "note"))
    assert notes["第 7 行"] == "与第 3 行文号相同"
    assert notes["第 8 行"].startswith("附件“不存在.docx”不在导入的文件里")
    assert ItemPage.objects.count() == 0


def test_what_is_new_becomes_a_draft_and_the_journal_says_from_where(imported):
    run = imported()
    assert run.state == "done"
    item = ItemPage.objects.get(document_number="柳政发〔2025〕3号")
    assert not item.live
    assert item.row.code == "statutory.emergencies"
    assert item.attachments.get().text == "防汛应急预案全文"
    budget = ItemPage.objects.get(title="柳河镇2025年财政预算")
    assert budget.text == "<p>本年收入1250万元。</p>"
    entry = Entry.objects.filter(act="publishing.import-item").last()
    assert "第 3 行" in entry.after
    assert run.sha256 in entry.after
    assert "https://county.example/1" in entry.after


def test_the_same_column_again_brings_nothing_new(imported, started):
    imported()
    run = work(started(), at=timezone.now())
    assert run.lines.filter(state="new").count() == 0
    assert run.lines.get(number=2).note == "标题和成文日期相同：柳河镇2025年财政预算"


def test_work_stops_between_lines_and_goes_on(started, person):
    run = started()
    work(run, seconds=0, at=timezone.now())
    assert run.lines.filter(state="waiting").count() == 4
    stop_import(run, acting_user=person("柳河拟稿"), at=timezone.now())
    work(run, at=timezone.now())
    assert run.lines.filter(state="waiting").count() == 4
    with pytest.raises(WrongState, match="已停止"):
        import_lines(run, acting_user=person("柳河拟稿"))
    continue_import(run, acting_user=person("柳河拟稿"), at=timezone.now())
    assert work(run, at=timezone.now()).state == "checked"


def test_pages_of_an_exported_site_keep_their_day_and_text(imported):
    run = imported(
        packed({"export/1.html": PAGE.encode(), "export/style.css": b"p{}"}),
        "网页.zip",
        "statutory.rural_policies",
    )
    assert states(run) == [("export/1.html", "imported")]
    item = ItemPage.objects.get()
    assert item.title == "关于秋收工作的通知"
    assert item.issuing_body == "柳河镇人民政府"
    assert item.text == "<p>各村民委员会：</p><p>今年秋收自9月1日开始，请安排好机械。</p>"
    assert item.formed_on == date(2025, 9, 1)
    assert item.attachments.count() == 0


def test_history_is_public_again_under_its_own_day(imported, confirmed, person, body):
    open_channel(
        body("QS11"),
        acting_user=PLATFORM,
        kind="website",
        name="县政府网站柳河镇专栏",
        place="https://county.example/",
        opened_on=date(2020, 1, 1),
        at=timezone.now(),
    )
    run = confirmed(imported())
    looked_at = release_imported(run, acting_user=person("柳河发布"), at=timezone.now(), most=50)
    assert looked_at == 3
    item = ItemPage.objects.get(document_number="柳政发〔2025〕3号")
    assert item.live
    assert item.published_on == date(2025, 3, 12)
    assert item.index_number.startswith("QS11/")
    posting = Posting.objects.get(item=item, kind="website")
    assert (posting.url, posting.posted_on) == ("https://county.example/1", date(2025, 3, 12))


def test_a_list_of_people_whose_period_is_over_is_not_public_again(imported, confirmed, person):
    ledger = workbook(
        [
            ["标题", "成文日期", "发布日期", "栏目", "正文"],
            ["柳河镇临时救助公示", "2025-06-01", "2025-06-02", "社会救助", "救助情况见公开栏。"],
        ]
    )
    run = confirmed(imported(ledger, "台账.xlsx"))
    release_imported(run, acting_user=person("柳河发布"), at=timezone.now(), most=50)
    line = run.lines.get()
    assert line.state == "held"
    assert "公示期到 2025-06-10 已满，不再公开" in line.note
    assert not ItemPage.objects.get().live


def test_history_with_a_leak_stays_a_draft_and_is_listed(imported, confirmed, person):
    run = confirmed(imported())
    release_imported(run, acting_user=person("柳河发布"), at=timezone.now(), most=50)
    held = run.lines.get(state="held")
    assert held.title == "柳河镇农田水利维修情况"
    assert "筛查未通过" in held.note
    assert "11010119900307803X" not in held.note
    assert not ItemPage.objects.get(pk=held.item_id).live
    assert release_imported(run, acting_user=person("柳河发布"), at=timezone.now(), most=50) == 0


def test_who_imported_does_not_register_and_new_items_take_their_way(
    imported, drafted, person, body
):
    from gongkai.web.accounts.roles import Role
    from gongkai.web.bodies.actions.role import give_role

    run = imported()
    with pytest.raises(Refused):
        release_imported(run, acting_user=person("柳河拟稿"), at=timezone.now(), most=50)
    give_role(
        person("柳河拟稿"),
        body=body("QS11"),
        role=Role.PUBLISHER,
        acting_user=PLATFORM,
        starts_on=date(2020, 1, 1),
        at=timezone.now(),
    )
    with pytest.raises(OwnWork):
        release_imported(run, acting_user=person("柳河拟稿"), at=timezone.now(), most=50)
    with pytest.raises(ActionError, match="请提交审核"):
        release_history(
            drafted(),
            acting_user=person("柳河发布"),
            published_on=date(2026, 11, 3),
            at=timezone.now(),
        )


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("空.zip", b"", "是空的"),
        ("坏.zip", b"PK\x03\x04" + b"x" * 40, "压缩结构不完整"),
        ("没有标题.xlsx", workbook([["甲", "乙"], [1, 2]]), "没有找到带“标题”一列的表格"),
        ("爬.zip", packed({"../../etc/passwd.txt": b"x"}), "部件名指向文件之外"),
        ("弹.zip", packed({"零.txt": bytes(30_000_000)}), "压缩比"),
    ],
)
def test_what_is_no_column_is_refused(body, person, rows, name, data, message):
    with pytest.raises(ActionError, match=message):
        start_import(
            body("QS11"),
            acting_user=person("柳河拟稿"),
            name=name,
            file=io.BytesIO(data),
            at=timezone.now(),
        )
    assert ColumnImport.objects.count() == 0


def test_names_of_chinese_windows_are_put_right():
    assert shown_name("防汛预案.docx".encode("gb18030").decode("cp437")) == "防汛预案.docx"
    assert shown_name("防汛预案.docx") == "防汛预案.docx"


def test_the_screens_lead_from_the_file_to_the_drafts(rows, body, signed_in):
    clerk = signed_in("柳河拟稿")
    answer = clerk.post(
        reverse("publishing:new-import"),
        {"body": body("QS11").pk, "file": SimpleUploadedFile("栏目.zip", COLUMN)},
    )
    page = clerk.get(answer["Location"]).content.decode()
    assert "B 列：信息名称" in page
    run = ColumnImport.objects.get()
    answer = clerk.post(
        answer["Location"],
        {f"{name}_column": str(column) for name, column in run.columns.items()},
    )
    page = clerk.get(answer["Location"]).content.decode()
    assert "导入新增的 3 条为草稿" in page
    assert "D6“昨天”不是成文日期" in page
    clerk.post(answer["Location"], {"act": "import"})
    assert ItemPage.objects.count() == 3
    reviewer = signed_in("柳河一审")
    assert "核对无误：3 条确已公开" in reviewer.get(answer["Location"]).content.decode()
    reviewer.post(answer["Location"], {"act": "confirm"})
    publisher = signed_in("柳河发布")
    assert "登记为已公开历史信息（3 条）" in publisher.get(answer["Location"]).content.decode()
    publisher.post(answer["Location"], {"act": "history"})
    assert ItemPage.objects.filter(live=True).count() == 2


@given(st.binary(max_size=400))
def test_any_bytes_are_a_bundle_or_refused(data):
    try:
        Bundle(b"PK\x03\x04" + data, "包.zip")
    except DocumentError:
        pass


@given(st.data())
def test_a_damaged_bundle_is_read_or_refused(data):
    whole = bytearray(COLUMN)
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        bundle = Bundle(bytes(whole), "包.zip")
        for name in bundle.names:
            bundle.find(name)
            bundle.read(name)
    except DocumentError:
        pass


@given(
    st.lists(
        st.lists(st.text(alphabet="标题文号日期2026-13月日〔〕号\n，x", max_size=9), max_size=5),
        max_size=6,
    )
)
def test_any_table_is_a_ledger_or_none(table):
    lines = "\n".join(
        ",".join(f'"{cell}"' for cell in row) for row in [["标题", "成文日期"], *table]
    )
    try:
        found = read_ledger(open_bytes(lines.encode(), "台账.csv"))
    except DocumentError:
        return
    for row in found.rows if found else ():
        facts = facts_of(row, guess_columns(found.heads))
        assert facts.problems or facts.values["title"]


@given(st.binary(max_size=300))
def test_any_bytes_have_facts_or_none(data):
    assert isinstance(page_facts(b"<html><meta name=a content=b>" + data, "页.html"), dict)


def test_a_batch_of_history_has_two_persons_beside_whoever_brought_it_in(imported, person):
    run = imported()
    with pytest.raises(ActionError, match="这一批还没有核对"):
        release_imported(run, acting_user=person("柳河发布"), at=timezone.now(), most=50)
    with pytest.raises(Refused):
        confirm_history(run, acting_user=person("柳河拟稿"), at=timezone.now())
    assert not ItemPage.objects.filter(live=True).exists()


def test_who_compared_a_batch_does_not_register_it(imported, person, body):
    from gongkai.web.accounts.roles import Role
    from gongkai.web.bodies.actions.role import give_role

    run = confirm_history(imported(), acting_user=person("柳河一审"), at=timezone.now())
    give_role(
        person("柳河一审"),
        body=body("QS11"),
        role=Role.PUBLISHER,
        acting_user=PLATFORM,
        starts_on=date(2020, 1, 1),
        at=timezone.now(),
    )
    with pytest.raises(OwnWork, match="由您核对"):
        release_imported(run, acting_user=person("柳河一审"), at=timezone.now(), most=50)
    with pytest.raises(WrongState, match="已由"):
        confirm_history(run, acting_user=person("柳河二审"), at=timezone.now())


def test_an_office_too_small_for_three_registers_without_the_comparison(imported, person, body):
    grant_exception(
        body("QS11"),
        kind=Exempt.RELEASE,
        reason="全镇公开工作人员两人",
        acting_user=person("县公开办"),
        starts_on=timezone.localdate(),
        ends_on=timezone.localdate() + timedelta(days=30),
        at=timezone.now(),
    )
    run = imported()
    assert release_imported(run, acting_user=person("柳河发布"), at=timezone.now(), most=50) == 3
