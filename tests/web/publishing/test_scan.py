"""What is public is screened again: found, resumed after an interruption, settled, reported."""

from __future__ import annotations

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM, Refused
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import WrongState
from gongkai.web.publishing.items.actions.clean_text import clean_text
from gongkai.web.publishing.items.actions.draft import attach_file, clean_attachment
from gongkai.web.publishing.items.actions.override import override_finding
from gongkai.web.publishing.items.actions.release import release_item
from gongkai.web.publishing.items.actions.withdraw import withdraw_item
from gongkai.web.publishing.items.models import ItemPage, Stage
from gongkai.web.publishing.scans import running as scanning
from gongkai.web.publishing.scans.actions import continue_scan, start_scan, stop_scan
from gongkai.web.publishing.scans.models import HitState, Scan, ScanHit, ScanState
from gongkai.web.publishing.scans.running import (
    claim,
    due_items,
    run_scan,
    scan_a_while,
    scan_next,
    scans_due,
    scans_waiting,
)
from gongkai.web.publishing.scans.to_dos import to_dos
from gongkai.web.vetting.models import ScreeningRun
from tests.web.publishing.leaks import LEAK, SUBSIDIES

pytestmark = pytest.mark.both_databases
WITHOUT_REST = {"rest": 0.0}


@pytest.fixture
def on_site(drafted, person):
    """An item that stands on the site since before the gate."""

    def make(title: str = "旧公示", *, files: dict[str, bytes] | None = None, **fields) -> ItemPage:
        item = drafted(title=title, **fields)
        for name, data in (files or {}).items():
            attach_file(
                item, acting_user=person("柳河拟稿"), name=name, data=data, at=timezone.now()
            )
        item = ItemPage.objects.get(pk=item.pk)
        item.published_on = date(2026, 8, 3)
        item.save_revision().publish(skip_permission_checks=True)
        return ItemPage.objects.get(pk=item.pk)

    return make


def release_again(item: ItemPage, at_stage, person) -> None:
    release = at_stage(Stage.RELEASE, item=ItemPage.objects.get(pk=item.pk))
    release_item(
        release, acting_user=person("柳河发布"), unopened_reason="已对照纸质件。", at=timezone.now()
    )


def test_text_and_files_are_read_and_what_is_found_is_masked(on_site, body, person):
    clean = on_site("干净的一件")
    leaking = on_site("旧公示", text=LEAK)
    listing = on_site("补贴公示", files={"名单.xlsx": SUBSIDIES})
    scan = run_scan(
        start_scan(body("QS11"), acting_user=person("柳河保密"), at=timezone.now()), **WITHOUT_REST
    )
    assert (scan.state, scan.total, scan.done, scan.found) == ("finished", 3, 3, 2)
    assert not clean.scan_hits.exists()
    found = leaking.scan_hits.values_list("part", "label", "level", "published_on")
    assert ("正文", "18位身份证号（校验位正确）", "error", date(2026, 8, 3)) in found
    assert listing.scan_hits.get(level="error").part == "名单.xlsx"
    everything = str(list(ScanHit.objects.values())) + str(list(ScreeningRun.objects.values()))
    assert "11010119900307803X" not in everything
    assert "13812345678" not in everything
    assert Entry.objects.first().act == "publishing.finish-scan"


def test_a_draft_and_a_withdrawn_item_are_not_scanned(on_site, drafted, body, person):
    drafted(text=LEAK)
    withdrawn = on_site(text=LEAK)
    withdraw_item(
        withdrawn,
        acting_user=person("柳河发布"),
        on=timezone.localdate(),
        reason="personal-data",
        explanation="含身份证号",
        at=timezone.now(),
    )
    scan = run_scan(
        start_scan(body("QS11"), acting_user=person("柳河保密"), at=timezone.now()), **WITHOUT_REST
    )
    assert (scan.total, scan.done) == (0, 0)


def test_after_an_interruption_it_goes_on_with_the_next_item(on_site, body, person):
    items = [on_site(f"第{number}件", text=LEAK) for number in range(4)]
    scan = start_scan(body("QS11"), acting_user=person("柳河保密"), at=timezone.now())
    first = claim(scan)
    assert scan_next(first) == items[0]
    assert scan_next(first) == items[1]
    # The process dies here. Another takes over.
    second = claim(scan)
    assert scan_next(second) == items[2]
    # The first was only asleep: it must not write any more.
    assert scan_next(first) is None
    assert scan_next(second) == items[3]
    assert scan_next(second) is None
    scan.refresh_from_db()
    assert (scan.state, scan.done, scan.found) == ("finished", 4, 4)
    assert ScreeningRun.objects.filter(moment="scan").count() == 4


def test_an_item_that_kills_three_processes_is_left_to_a_person(on_site, body, person):
    item = on_site()
    scan = start_scan(body("QS11"), acting_user=person("柳河保密"), at=timezone.now())
    for _ in range(3):
        claim(scan)
    scan = run_scan(scan, **WITHOUT_REST)
    assert scan.state == ScanState.FINISHED
    hit = item.scan_hits.get()
    assert (hit.label, hit.level) == ("无法筛查", "unassessable")
    assert hit.message == "排查三次都在此件中断，未能筛查；请人工查看“旧公示”。"


def test_it_stops_and_continues(on_site, body, person):
    on_site(text=LEAK)
    on_site("第二件")
    scan = start_scan(body("QS11"), acting_user=person("柳河保密"), at=timezone.now())
    mine = claim(scan)
    scan_next(mine)
    stop_scan(scan, acting_user=person("柳河保密"), at=timezone.now())
    assert scan_next(mine) is None
    assert run_scan(scan, **WITHOUT_REST).done == 1
    with pytest.raises(WrongState, match="已暂停，无须暂停"):
        stop_scan(scan, acting_user=person("柳河保密"), at=timezone.now())
    scan = continue_scan(scan, acting_user=person("柳河保密"), at=timezone.now())
    scan = run_scan(scan, **WITHOUT_REST)
    assert (scan.state, scan.done) == ("finished", 2)
    with pytest.raises(WrongState, match="已完成，无须继续"):
        continue_scan(scan, acting_user=person("柳河保密"), at=timezone.now())


def test_one_scan_of_a_body_runs_at_a_time(body, person):
    start_scan(body("QS11"), acting_user=person("柳河保密"), at=timezone.now())
    with pytest.raises(WrongState, match="正在排查，无须重复开始"):
        start_scan(body("QS11"), acting_user=person("柳河发布"), at=timezone.now())


def test_who_may_not_scan_is_refused(body, person):
    for username in ("柳河拟稿", "柳河一审", "白杨签发"):
        with pytest.raises(Refused):
            start_scan(body("QS11"), acting_user=person(username), at=timezone.now())


def test_new_rules_make_everything_due_again(on_site, at_stage, person, body, monkeypatch):
    item = on_site()
    assert list(due_items()) == [item]
    run_scan(
        start_scan(None, acting_user=PLATFORM, only_due=True, at=timezone.now()), **WITHOUT_REST
    )
    assert list(due_items()) == []
    monkeypatch.setattr(scanning, "rules_edition", lambda: "other")
    assert list(due_items()) == [item]


def test_a_release_under_the_present_rules_is_not_due(released):
    released()
    assert list(due_items()) == []


def test_rules_that_change_on_the_way_begin_again(on_site, body, person, monkeypatch):
    on_site()
    on_site("第二件")
    scan = start_scan(body("QS11"), acting_user=person("柳河保密"), at=timezone.now())
    scan_next(claim(scan))
    monkeypatch.setattr(scanning, "rules_edition", lambda: "other")
    again = claim(scan)
    assert (again.rules, again.done, again.last_item) == ("other", 0, 0)


def test_a_withdrawal_settles_what_was_found(on_site, body, person):
    item = on_site(text=LEAK)
    run_scan(
        start_scan(body("QS11"), acting_user=person("柳河保密"), at=timezone.now()), **WITHOUT_REST
    )
    withdraw_item(
        item,
        acting_user=person("柳河发布"),
        on=timezone.localdate(),
        reason="personal-data",
        explanation="含身份证号",
        at=timezone.now(),
    )
    settled = set(item.scan_hits.values_list("state", "resolved_by__username", "note"))
    assert settled == {("withdrawn", "柳河发布", "含身份证号")}


def test_a_clean_version_settles_it_once_it_is_released(on_site, body, person, at_stage):
    item = on_site(text=LEAK, files={"名单.xlsx": SUBSIDIES})
    run_scan(
        start_scan(body("QS11"), acting_user=person("柳河保密"), at=timezone.now()), **WITHOUT_REST
    )
    sha = item.attachments.get().sha256
    clean_attachment(item, acting_user=person("柳河拟稿"), sha256=sha, at=timezone.now())
    clean_text(item, acting_user=person("柳河拟稿"), at=timezone.now())
    assert set(item.scan_hits.values_list("state", flat=True)) == {"open"}
    release_again(item, at_stage, person)
    now = ItemPage.objects.get(pk=item.pk)
    assert "11010119900307803X" not in now.text
    errors = now.scan_hits.filter(level="error")
    assert set(errors.values_list("state", "resolved_by__username")) == {("cleaned", "柳河发布")}


def test_somebody_answers_for_it(on_site, body, person):
    item = on_site(text="<p>失信被执行人公示：身份证号码 11010119900307803X。</p>")
    run_scan(
        start_scan(body("QS11"), acting_user=person("柳河保密"), at=timezone.now()), **WITHOUT_REST
    )
    hit = item.scan_hits.get()
    override_finding(
        item,
        acting_user=person("柳河保密"),
        fingerprint=hit.fingerprint,
        on=timezone.localdate(),
        reason="强制性信息披露",
        at=timezone.now(),
    )
    hit.refresh_from_db()
    assert (hit.state, hit.resolved_by.username, hit.note) == (
        "answered",
        "柳河保密",
        "强制性信息披露",
    )
    scan = run_scan(
        start_scan(body("QS11"), acting_user=person("柳河保密"), at=timezone.now()), **WITHOUT_REST
    )
    assert scan.found == 0
    hit.refresh_from_db()
    assert hit.state == HitState.ANSWERED


def test_what_better_rules_no_longer_see_is_closed(on_site, body, person, monkeypatch):
    item = on_site(text=LEAK)
    run_scan(
        start_scan(body("QS11"), acting_user=person("柳河保密"), at=timezone.now()), **WITHOUT_REST
    )
    monkeypatch.setattr(scanning, "LISTED", frozenset())
    run_scan(
        start_scan(body("QS11"), acting_user=person("柳河保密"), at=timezone.now()), **WITHOUT_REST
    )
    assert set(item.scan_hits.values_list("state", flat=True)) == {"gone"}


def test_each_item_costs_the_same_questions(on_site, body, person):
    for number in range(4):
        on_site(f"第{number}件")
    mine = claim(start_scan(body("QS11"), acting_user=person("柳河保密"), at=timezone.now()))
    scan_next(mine)
    counts = []
    for _ in range(3):
        with CaptureQueriesContext(connection) as asked:
            scan_next(mine)
        counts.append(len(asked))
    assert len(set(counts)) == 1


def test_a_scan_is_due_a_quarter_after_the_last_one(on_site, body, person):
    on_site()
    assert scans_due([body("QS11").pk]) == [("柳河镇", date(2026, 11, 3))]
    scan = run_scan(
        start_scan(body("QS11"), acting_user=person("柳河保密"), at=timezone.now()), **WITHOUT_REST
    )
    Scan.objects.filter(pk=scan.pk).update(
        finished_at=timezone.make_aware(timezone.datetime(2026, 11, 16, 9, 0))
    )
    assert scans_due([body("QS11").pk]) == [("柳河镇", date(2027, 2, 16))]

    def told(day: date) -> list[str]:
        found = to_dos(person("柳河保密"), day)
        return [to_do.text for to_do in found if "排查" in to_do.text]

    assert told(date(2027, 2, 15)) == []
    assert told(date(2027, 2, 16)) == ["存量排查到期（每季度一次）：柳河镇"]


def test_open_hits_wait_for_whoever_scans(on_site, body, person):
    on_site(text=LEAK)
    run_scan(
        start_scan(body("QS11"), acting_user=person("柳河保密"), at=timezone.now()), **WITHOUT_REST
    )
    texts = [to_do.text for to_do in to_dos(person("柳河保密"), timezone.localdate())]
    assert "排查发现待处理 2 处" in texts


def test_a_running_scan_without_a_sign_of_life_waits_for_a_runner(on_site, body, person):
    on_site()
    scan = start_scan(body("QS11"), acting_user=person("柳河保密"), at=timezone.now())
    assert scans_waiting(timezone.now()) == [scan]
    claim(scan)
    assert scans_waiting(timezone.now() - timedelta(minutes=5)) == []
    assert scans_waiting(timezone.now() + timedelta(minutes=5)) == [scan]
    run_scan(scan, seconds=0.0)
    assert scans_waiting(timezone.now() - timedelta(minutes=5)) == [scan]
    assert list(scan_a_while(timezone.now())) == ["柳河镇人民政府及下级，已查 1/1 件，已完成"]


def test_the_command_scans_all_continues_and_writes_the_list(on_site, county, tmp_path):
    on_site(text=LEAK)
    on_site("第二件")
    scan_next(claim(start_scan(None, acting_user=PLATFORM, at=timezone.now())))
    out, target = io.StringIO(), tmp_path / "list.xlsx"
    call_command("scan_published", full_speed=True, export=target, stdout=out)
    assert "从断点继续：已查 1/2 件。" in out.getvalue()
    assert "全部机关：已完成，已查 2 件，1 件有问题，待处理 2 处。" in out.getvalue()
    lines = list(openpyxl.load_workbook(target).active.values)
    assert lines[0][:3] == ("机关", "索引号", "标题")
    assert {line[9] for line in lines[1:]} == {"待处理"}
    assert "11010119900307803X" not in str(lines)


def test_the_command_stops_what_runs(county):
    start_scan(None, acting_user=PLATFORM, at=timezone.now())
    call_command("scan_published", stop=True, stdout=io.StringIO())
    assert Scan.objects.get().state == ScanState.STOPPED
    with pytest.raises(CommandError, match="没有正在进行的排查"):
        call_command("scan_published", stop=True)
    with pytest.raises(CommandError, match="没有编码为“XX”的机关"):
        call_command("scan_published", body="XX")


def test_a_clerk_starts_follows_stops_and_settles_on_the_screen(on_site, signed_in, body):
    item = on_site(text=LEAK)
    browser = signed_in("柳河保密")
    started = browser.post("/office/items/scans/", {"body": body("QS11").pk})
    scan = Scan.objects.get()
    assert started["Location"] == f"/office/items/scans/{scan.pk}/"
    assert "0/1 件" in browser.get(started["Location"]).content.decode()
    browser.post(started["Location"], {"stop": "1"})
    browser.post(started["Location"], {"continue": "1"})
    scan.refresh_from_db()
    assert scan.state == ScanState.RUNNING
    run_scan(scan, **WITHOUT_REST)
    listed = browser.get("/office/items/scans/hits/").content.decode()
    assert "旧公示" in listed
    assert "11010119900307803X" not in listed
    sheet = browser.get(f"/office/items/scans/items/{item.pk}/").content.decode()
    assert "确认保留" in sheet
    assert "11010119900307803X" not in sheet
    publisher = signed_in("柳河发布")
    sheet = publisher.get(f"/office/items/scans/items/{item.pk}/").content.decode()
    address = f"/office/items/{item.pk}/withdraw/?reason=personal-data"
    assert address in sheet
    assert 'value="personal-data" selected' in publisher.get(address).content.decode()
    export = browser.get("/office/items/scans/hits/export/")
    book = openpyxl.load_workbook(io.BytesIO(export.content))
    assert book.active.max_row == 3


def test_another_township_sees_nothing_of_it(on_site, signed_in, body, person):
    on_site(text=LEAK)
    scan = run_scan(
        start_scan(body("QS11"), acting_user=person("柳河保密"), at=timezone.now()), **WITHOUT_REST
    )
    browser = signed_in("白杨签发")
    assert browser.get(f"/office/items/scans/{scan.pk}/")["Location"] == "/office/"
    assert "旧公示" not in browser.get("/office/items/scans/hits/").content.decode()
