"""A cadre's telephone, boards, loudspeaker, outreach: what reached which village."""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from gongkai.web.accounts.permissions import PLATFORM, Refused
from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.publishing.channels.actions.channel import open_channel
from gongkai.web.publishing.channels.models import Posting, PostingProof
from gongkai.web.publishing.channels.proofs import Proof
from gongkai.web.publishing.channels.renderings.source import source_of
from gongkai.web.publishing.items.actions.withdraw import withdraw_item
from gongkai.web.publishing.items.models import WithdrawalReason
from gongkai.web.supervision.broadcasts.actions import plan_broadcasts, play_broadcast
from gongkai.web.supervision.broadcasts.models import Broadcast
from gongkai.web.supervision.broadcasts.recordings import add_recording, sound_of
from gongkai.web.supervision.demand.sources import asked_between
from gongkai.web.supervision.outreach.actions import record_outreach
from gongkai.web.supervision.papers.models import KeptPaper
from gongkai.web.supervision.reach.reading import reach
from gongkai.web.supervision.villages.actions import (
    answer_village,
    ask_township,
    nothing_this_quarter,
    post_from_village,
)
from gongkai.web.supervision.villages.colours import Colour, quarters
from gongkai.web.supervision.villages.models import BoardScan, PhoneMessage
from tests.documents.forge.fonts import needs_fonts
from tests.web.supervision.test_training_and_tasks import seen

pytestmark = pytest.mark.django_db
PHOTO = Proof("板.jpg", b"\xff\xd8 pixels", "image/jpeg", ())
DESK = "/office/supervision/village/"


def photo() -> bytes:
    file = io.BytesIO()
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (400, 300), "white").save(file, "JPEG", exif=exif)
    return file.getvalue()


@pytest.fixture
def board(body):
    return open_channel(
        body("QS11-01"),
        acting_user=PLATFORM,
        kind="board",
        name="村务公开栏",
        place="村委会门口",
        opened_on=date(2020, 1, 1),
        at=timezone.now(),
    )


def told(person, **more):
    at = timezone.now()
    return {"acting_user": person("河东村"), "at": at, "key": uuid4(), "said_at": at, **more}


def test_three_buttons_and_a_posting_with_a_photo_that_tells_no_place(
    released, board, signed_in, body
):
    item = released()
    client = signed_in("河东村")
    page = client.get(DESK).content.decode()
    for button in ("贴了公开栏", "本季度没有", "问乡镇"):
        assert f"<summary>{button}</summary>" in page
    sent = {
        "kind": "posted",
        "village": body("QS11-01").pk,
        "key": str(uuid4()),
        "said_at": timezone.now().isoformat(),
        "item": item.pk,
        "board": board.pk,
        "days": "15",
        "photos": SimpleUploadedFile("板.jpg", photo(), "image/jpeg"),
    }
    response = client.post(DESK, sent, headers={"Accept": "application/json"})
    assert response.status_code == 200, response.content.decode()
    posting = Posting.objects.get(channel=board)
    assert (posting.take_down_on - posting.posted_on).days == 15
    assert not Image.open(io.BytesIO(PostingProof.objects.get().read())).getexif()
    again = {**sent, "photos": SimpleUploadedFile("板.jpg", photo(), "image/jpeg")}
    assert client.post(DESK, again, headers={"Accept": "application/json"}).status_code == 200
    assert Posting.objects.filter(channel=board).count() == 1
    assert PhoneMessage.objects.count() == 1


def test_fewer_days_than_the_law_wants_and_no_photo_are_refused(released, board, body, person):
    item = released()
    facts = {"item": item, "board": board}
    with pytest.raises(ActionError, match="至少公布 15 天，填写的是 14 天"):
        post_from_village(body("QS11-01"), days=14, photos=[PHOTO], **facts, **told(person))
    with pytest.raises(ActionError, match="拍一张"):
        post_from_village(body("QS11-01"), days=15, photos=[], **facts, **told(person))


def test_a_list_of_people_hangs_no_longer_than_a_month(released, board, body, person):
    item = released()
    type(item).objects.filter(pk=item.pk).update(
        lists_people=True, take_down_on=timezone.localdate() + timedelta(days=730)
    )
    item.refresh_from_db()
    facts = {"item": item, "board": board, "photos": [PHOTO]}
    with pytest.raises(ActionError, match="最多贴 30 天，填写的是 400 天"):
        post_from_village(body("QS11-01"), days=400, **facts, **told(person))
    source = source_of(item, address="https://www.example.cn/1", on=date(2026, 11, 29))
    assert source.down_from_boards_on == date(2026, 12, 29)


def test_what_lay_on_the_telephone_keeps_its_day_and_an_old_or_future_one_is_refused(body, person):
    village = body("QS11-01")
    at = timezone.now()
    said = at - timedelta(days=3)
    made = nothing_this_quarter(village, text="没有收支", **told(person, said_at=said))
    assert (made.said_at, made.entered_at) == (said, made.entered_at)
    assert made.entered_at > said
    with pytest.raises(ActionError, match="三个月以前"):
        nothing_this_quarter(village, text="无", **told(person, said_at=at - timedelta(days=100)))
    with pytest.raises(ActionError, match="校准"):
        nothing_this_quarter(village, text="无", **told(person, said_at=at + timedelta(days=1)))


def test_a_cadre_speaks_for_the_own_village_only(body, person):
    other = PublicBody.objects.filter(public_body__code="QS11", kind="village").last()
    assert other.code != "QS11-01"
    with pytest.raises(Refused):
        nothing_this_quarter(other, text="没有", **told(person))


def test_the_township_answers_and_the_question_is_heard_as_demand(body, person, signed_in):
    village = body("QS11-01")
    message = ask_township(village, text="低保名单要贴多久？村民王小明来问", **told(person))
    assert "王小明" not in message.text
    page = signed_in("柳河拟稿").get(f"/office/supervision/messages/{message.pk}/").content.decode()
    assert "答复" in page
    with pytest.raises(Refused):
        answer_village(message, acting_user=person("白杨拟稿"), at=timezone.now(), answer="十五天")
    answer_village(message, acting_user=person("柳河拟稿"), at=timezone.now(), answer="十五天")
    assert "十五天" in signed_in("河东村").get(DESK).content.decode()
    with pytest.raises(WrongState, match="已于"):
        answer_village(message, acting_user=person("柳河拟稿"), at=timezone.now(), answer="十五天")
    today = timezone.localdate()
    (heard,) = asked_between(body("QS11"), today, today)
    assert heard.kind.value == "村里来问"


def test_a_village_without_a_board_asks_for_one_and_the_township_registers_it(
    body, released, signed_in
):
    released()
    cadre = signed_in("河东村")
    page = cadre.get("/office/supervision/village/").content.decode()
    assert "写明公开栏在哪里、叫什么" in page
    assert 'id="board-text"' in page
    cadre.post(
        "/office/supervision/village/",
        {
            "kind": "question",
            "village": body("QS11-01").pk,
            "key": uuid4(),
            "said_at": timezone.now().isoformat(),
            "text": "请给本村登记公开栏，位置和名称：卫生室东墙，便民栏",
        },
    )
    message = PhoneMessage.objects.get()
    manager = signed_in("柳河发布")
    address = f"/office/items/channels/new/?body={body('QS11-01').pk}&kind=board"
    form = manager.get(address).content.decode()
    assert f'<option value="{body("QS11-01").pk}" selected>' in form
    assert '<option value="board" selected>' in form
    manager.post(
        address,
        {
            "body": body("QS11-01").pk,
            "kind": "board",
            "name": "便民栏",
            "place": "卫生室东墙",
            "opened_on": timezone.localdate(),
        },
    )
    page = cadre.get("/office/supervision/village/").content.decode()
    assert "便民栏（卫生室东墙）" in page
    assert message.text.endswith("便民栏")


def test_the_colour_of_a_quarter(body, person, board, released):
    village = body("QS11-01")
    on = date(2026, 11, 29)
    (told_now,) = quarters([village], on)
    assert (told_now.now, told_now.before) == (Colour.OPEN, Colour.SILENT)
    assert told_now.has_board
    neighbour = PublicBody.objects.filter(public_body=body("QS11"), kind="village").last()
    assert not quarters([neighbour], on)[0].has_board
    assert quarters([village], date(2026, 12, 10))[0].now is Colour.SOON
    PhoneMessage.objects.create(
        body=village,
        key=uuid4(),
        kind="nothing",
        said_at=timezone.now().replace(2026, 8, 3),
        text="没有",
        entered_at=timezone.now(),
    )
    assert quarters([village], on)[0].before is Colour.NOTHING
    Posting.objects.create(
        item=released(), body=village, kind="board", channel=board, posted_on=date(2026, 10, 9)
    )
    assert quarters([village], on)[0].now is Colour.DONE


def test_what_stands_on_the_site_only_hangs_on_no_board(released, body):
    item = released()
    village = PublicBody.objects.filter(public_body=body("QS11"), kind="village").last()
    type(item).objects.filter(pk=item.pk).update(body=village)
    (told_now,) = quarters([village], timezone.localdate())
    assert told_now.now is Colour.SITE_ONLY
    assert told_now.now.label == "◔ 只在网上公开，公开栏没有张贴"


def test_nothing_this_quarter_is_refused_beside_a_posting_and_twice(released, board, body, person):
    village = body("QS11-01")
    nothing_this_quarter(village, text="没有收支", **told(person))
    with pytest.raises(WrongState, match="报过“没有”，不用再报"):
        nothing_this_quarter(village, text="没有收支", **told(person))
    PhoneMessage.objects.all().delete()
    post_from_village(
        village, item=released(), board=board, days=15, photos=[PHOTO], **told(person)
    )
    with pytest.raises(WrongState, match="张贴过“柳河镇2026年防汛工作安排”"):
        nothing_this_quarter(village, text="没有收支", **told(person))


def test_the_telephone_itself_refuses_too_few_days(board, released, signed_in):
    released()
    page = signed_in("河东村").get(DESK).content.decode()
    assert 'name="days" min="15" max="400"' in page
    assert 'data-unfit="公开栏至少公布 15 天，最多 400 天。"' in page


def test_a_printed_label_shows_the_whole_code(board, signed_in, body, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://www.qingshan.example.cn"
    page = (
        signed_in("柳河拟稿")
        .get(f"/office/supervision/boards/labels/{body('QS11').pk}/")
        .content.decode()
    )
    assert 'viewBox="0 0 ' in page
    assert '<svg width="' not in page


def test_the_home_screen_counts_what_hangs_on_the_board(board, released, signed_in, person):
    post_from_village(
        board.body, item=released(), board=board, days=15, photos=[PHOTO], **told(person)
    )
    page = signed_in("柳河拟稿").get("/office/").content.decode()
    assert "本季 1 条" in page


def test_a_board_shows_what_hangs_there_and_counts_scans_without_a_person(released, board):
    item = released()
    Posting.objects.create(
        item=item, body=board.body, kind="board", channel=board, posted_on=timezone.localdate()
    )
    client = Client()
    assert item.title in client.get(f"/boards/{board.pk}/?scan=1").content.decode()
    client.get(f"/boards/{board.pk}/?scan=1")
    client.get(f"/boards/{board.pk}/")
    assert BoardScan.objects.get().count == 2


def test_an_item_is_read_out_three_times_a_day_and_not_after_its_withdrawal(released, body, person):
    clerk, at, today = person("柳河拟稿"), timezone.now(), timezone.localdate()
    item = released()
    plan = {"acting_user": clerk, "at": at, "item": item, "first": today, "days": 2}
    slots = ["morning", "noon", "evening"]
    assert len(plan_broadcasts(body("QS11"), slots=slots, **plan)) == 6
    assert plan_broadcasts(body("QS11"), slots=slots, **plan) == []
    first, *_, last = Broadcast.objects.order_by("on", "pk")
    play_broadcast(first, acting_user=clerk, at=at)
    with pytest.raises(ActionError, match="还没有到"):
        play_broadcast(last, acting_user=clerk, at=at)
    withdraw_item(
        item,
        acting_user=person("柳河发布"),
        at=at,
        on=today,
        reason=WithdrawalReason.PERIOD_OVER,
        explanation="公示期满。",
    )
    second = Broadcast.objects.filter(on=today, played_at=None).first()
    with pytest.raises(WrongState, match="已经撤下"):
        play_broadcast(second, acting_user=clerk, at=at)


def test_the_day_begins_with_its_morning(released, body, person, signed_in):
    plan_broadcasts(
        body("QS11"),
        acting_user=person("柳河拟稿"),
        at=timezone.now(),
        item=released(),
        first=timezone.localdate(),
        days=1,
        slots=["evening", "noon", "morning"],
    )
    page = signed_in("柳河拟稿").get("/office/supervision/broadcasts/").content.decode()
    assert page.index("早 7:00") < page.index("午 12:00") < page.index("晚 18:30")


def test_a_recording_is_played_in_every_slot_and_a_wrong_hour_is_said(
    released, body, person, signed_in
):
    clerk, at, today = person("柳河拟稿"), timezone.now(), timezone.localdate()
    slots = plan_broadcasts(
        body("QS11"),
        acting_user=clerk,
        at=at,
        item=released(),
        first=today,
        days=1,
        slots=["morning", "evening"],
    )
    client = signed_in("柳河拟稿")
    address = f"/office/supervision/broadcasts/{slots[0].pk}/"
    assert client.get(f"{address}record/").status_code == 200
    with pytest.raises(ActionError, match="不是录音"):
        sound_of("录音.mp3", b"MZ not a sound")
    sound = sound_of("录音.exe", b"ID3\x04" + b"\x00" * 64)
    add_recording(slots[0], acting_user=clerk, at=at, sound=sound)
    other = client.get(f"/office/supervision/broadcasts/{slots[1].pk}/").content.decode()
    assert "<audio controls" in other
    kept = KeptPaper.objects.get(media_type="audio/mpeg")
    assert kept.name == "录音.mp3"
    played = client.get(f"/office/supervision/papers/{kept.pk}/")
    assert played["Content-Type"] == "audio/mpeg"
    morning = Broadcast.objects.get(pk=slots[0].pk)
    Broadcast.objects.filter(pk=morning.pk).update(
        played_at=timezone.make_aware(datetime.combine(today, time(19)))
    )
    assert "相差一小时以上，请核对" in client.get(address).content.decode()
    with pytest.raises(ActionError, match="播出时间应在这一天"):
        play_broadcast(slots[1], acting_user=clerk, at=at, played_at=at - timedelta(days=1))


def test_a_voice_of_this_machine_reads_the_script_into_a_recording(
    released, body, person, signed_in, tmp_path, monkeypatch
):
    plan_broadcasts(
        body("QS11"),
        acting_user=person("柳河拟稿"),
        at=timezone.now(),
        item=released(),
        first=timezone.localdate(),
        days=1,
        slots=["noon"],
    )
    broadcast = Broadcast.objects.get()
    client = signed_in("柳河拟稿")
    sheet, speak = (
        f"/office/supervision/broadcasts/{broadcast.pk}/{end}" for end in ("", "speak/")
    )
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "没有离线语音（eSpeak NG 或 Piper）" in client.get(sheet).content.decode()
    assert (
        "这台机器没有离线语音"
        in client.post(speak, {"seen_state": seen(client, speak)}).content.decode()
    )
    # It is called as eSpeak NG is: the words by its input, the place of the file behind -w.
    engine = tmp_path / "espeak-ng"
    engine.write_text(
        f"#!{sys.executable}\nimport sys\n"
        "words = sys.stdin.buffer.read().decode()\n"
        "assert sys.argv[1:3] == ['-v', 'cmn'] and sys.argv[-1] == '--stdin'\n"
        "assert words.startswith('各位村民')\n"
        "open(sys.argv[sys.argv.index('-w') + 1], 'wb').write(b'RIFF0000WAVE')\n"
    )
    engine.chmod(0o700)
    assert "合成录音" in client.get(sheet).content.decode()
    page = client.post(speak, {"seen_state": seen(client, speak)}, follow=True).content.decode()
    assert "已合成，请先听一遍再播。" in page
    assert "合成语音（eSpeak NG）.wav" in page
    engine.write_text(f"#!{sys.executable}\nraise SystemExit(1)\n")
    told = client.post(speak, {"seen_state": seen(client, speak)}).content.decode()
    assert "eSpeak NG 没有读出来" in told


def test_which_village_has_not_been_reached_in_a_fixed_number_of_questions(
    released, board, body, person
):
    township, clerk, at, today = (
        body("QS11"),
        person("柳河拟稿"),
        timezone.now(),
        timezone.localdate(),
    )
    villages = list(PublicBody.objects.filter(public_body=township, kind="village"))
    post_from_village(
        board.body, item=released(), board=board, days=15, photos=[PHOTO], **told(person)
    )
    record_outreach(
        township,
        acting_user=clerk,
        at=at,
        kind="leaflets",
        title="赶集日",
        held_on=today,
        village=villages[1],
        people=12,
        leaflets=50,
    )
    slot = plan_broadcasts(
        township,
        acting_user=clerk,
        at=at,
        item=released(),
        first=today,
        days=1,
        slots=["morning"],
    )
    play_broadcast(slot[0], acting_user=clerk, at=at)
    with CaptureQueriesContext(connection) as queries:
        found = {each.village.code: each for each in reach(villages, today, today)}
    assert len(queries) <= 7
    assert (found["QS11-01"].items, found["QS11-01"].ways) == (1, 1)
    assert (found[villages[1].code].visits, found[villages[1].code].leaflets) == (12, 50)
    assert not found[villages[2].code].is_reached
    assert (found[villages[2].code].plays, found[villages[2].code].township_plays) == (0, 1)


@needs_fonts
def test_the_leaflet_is_one_page_with_the_numbers_of_the_law(signed_in, body, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://www.qingshan.example.cn"
    client = signed_in("柳河拟稿")
    data = client.get(f"/office/supervision/outreach/leaflet/{body('QS11').pk}.pdf").content
    document = pypdfium2.PdfDocument(data)
    assert len(document) == 1
    text = "".join(document[0].get_textpage().get_text_range().split())
    assert "收到申请后20个工作日内" in text
    assert "形成之后20个工作日内主动公开" in text
    assert "至少公布15日" in text
    assert (
        "先申请行政复议，对复议决定不服的再到法院起诉（《行政复议法》第二十三条第一款第四项）"
        in text
    )
    assert "也可以提起行政诉讼" not in text
    data = client.get(f"/office/supervision/outreach/leaflet/{body('QS11').pk}.docx").content
    assert "20个工作日" in zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()


def test_the_offline_pack_holds_what_is_public_and_nothing_else(released, drafted, signed_in, body):
    item = released()
    draft = drafted(title="还没有发布的草稿")
    response = signed_in("柳河拟稿").get(f"/office/supervision/offline/{body('QS11').pk}/")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    names = set(archive.namelist())
    assert {"打开.html", "查询点.html", f"公开信息/items/{item.pk}.html"} <= names
    assert f"公开信息/items/{draft.pk}.html" not in names
    everything = "".join(
        archive.read(name).decode() for name in names if name.endswith((".html", ".js"))
    )
    assert "柳河镇2026年防汛工作安排" in everything
    assert "还没有发布的草稿" not in everything
    assert "http" not in everything.replace("http-equiv", "")
