"""Postings: only what is released, with proof, taken down in time, corrected in the open."""

from __future__ import annotations

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image, ImageDraw, ImageFont

from gongkai.web.accounts.permissions import PLATFORM, Refused
from gongkai.web.accounts.roles import Role
from gongkai.web.bodies.actions.role import give_role
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.office.home import Slot
from gongkai.web.publishing.channels.actions.channel import open_channel
from gongkai.web.publishing.channels.actions.post import correct_posting, post_item, remove_posting
from gongkai.web.publishing.channels.models import Posting, PostingProof
from gongkai.web.publishing.channels.proofs import Proof, look_into
from gongkai.web.publishing.channels.to_dos import channel_to_dos
from gongkai.web.publishing.items.actions.draft import revise_item
from gongkai.web.publishing.items.actions.release import release_item
from gongkai.web.publishing.items.actions.withdraw import withdraw_item
from gongkai.web.publishing.items.models import ItemPage, Stage, WithdrawalReason
from gongkai.web.vetting.errors import Blocked
from tests.documents.forge.fonts import needs_fonts

pytestmark = pytest.mark.django_db
PHOTO = Proof("板.jpg", b"\xff\xd8 pixels", "image/jpeg", ())


def photo(text: str = "", size: tuple[int, int] = (400, 300)) -> bytes:
    """A photo with a place in its EXIF, and perhaps words on the board."""
    picture = Image.new("RGB", size, "white")
    if text:
        face = ImageFont.truetype("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 40)
        ImageDraw.Draw(picture).text((40, 120), text, fill="black", font=face)
    exif = Image.Exif()
    exif[0x010F] = "Demo Camera"
    exif.get_ifd(0x8825)[1] = "N"
    file = io.BytesIO()
    picture.save(file, "JPEG", exif=exif)
    return file.getvalue()


@pytest.fixture
def board(body):
    return open_channel(
        body("QS11"),
        acting_user=PLATFORM,
        kind="board",
        name="政务公开栏",
        place="大院东侧",
        opened_on=date(2020, 1, 1),
        at=timezone.now(),
    )


@pytest.fixture
def village_board(body):
    return open_channel(
        body("QS11-01"),
        acting_user=PLATFORM,
        kind="board",
        name="村务公开栏",
        place="村委会门口",
        opened_on=date(2020, 1, 1),
        at=timezone.now(),
    )


@pytest.fixture
def post(person):
    def make(item, *channels, **facts):
        today = timezone.localdate()
        values = {"on": today, **facts}
        return post_item(
            item, acting_user=person("柳河拟稿"), channels=channels, **values, at=timezone.now()
        )

    return make


@pytest.mark.both_databases
def test_one_item_goes_to_several_channels_at_once_and_each_is_recorded(
    released, board, village_board, post
):
    item = released()
    made = post(item, board, village_board, proofs=[PHOTO])
    assert [(posting.body.code, posting.kind) for posting in made] == [
        ("QS11", "board"),
        ("QS11-01", "board"),
    ]
    assert PostingProof.objects.count() == 2
    kinds = sorted(Posting.objects.filter(item=item).values_list("kind", flat=True))
    assert kinds == ["board", "board", "portal"]
    assert [entry.act for entry in Entry.objects.all()[:2]] == ["publishing.post"] * 2


def test_a_draft_is_posted_nowhere(drafted, board, post):
    with pytest.raises(WrongState, match="没有发布"):
        post(drafted(), board)


def test_a_posting_before_the_release_or_in_the_future_is_refused(released, board, post):
    item, today = released(), timezone.localdate()
    with pytest.raises(ActionError, match="未经审核不得对外发布"):
        post(item, board, on=today - timedelta(days=1))
    with pytest.raises(ActionError, match="晚于今天"):
        post(item, board, on=today + timedelta(days=1))


def test_the_same_version_is_not_recorded_twice_on_a_channel(released, board, post):
    item = released()
    post(item, board)
    with pytest.raises(WrongState, match="已登记"):
        post(item, board)


def test_a_later_version_is_posted_again_and_counted(released, at_stage, person, board, post):
    item = released()
    post(item, board)
    revise_item(item, acting_user=person("柳河拟稿"), summary="改过的概述。", at=timezone.now())
    release = at_stage(Stage.RELEASE, item=ItemPage.objects.get(pk=item.pk))
    release_item(release, acting_user=person("柳河发布"), at=timezone.now())
    drafter, today = person("柳河拟稿"), timezone.localdate()

    def outdated():
        return [
            (to_do.text, to_do.note)
            for to_do in channel_to_dos(drafter, today)
            if "旧版" in to_do.text
        ]

    assert outdated() == [
        (
            "渠道上还是旧版：柳河镇2026年防汛工作安排（政务公开栏）",
            "渠道第 1 版，现为第 2 版",
        )
    ]
    (posting,) = post(ItemPage.objects.get(pk=item.pk), board)
    assert posting.version == 2
    assert len(outdated()) == 1
    old = Posting.objects.get(channel=board, version=1)
    remove_posting(old, acting_user=drafter, on=today, at=timezone.now())
    assert outdated() == []
    versions = (
        Posting.objects.filter(kind="portal").order_by("pk").values_list("version", flat=True)
    )
    assert list(versions) == [1, 2]


def test_a_channel_of_another_body_is_refused(released, body, person, board, post):
    elsewhere = open_channel(
        body("QS12"),
        acting_user=PLATFORM,
        kind="board",
        name="公开栏",
        place="大院",
        opened_on=date(2020, 1, 1),
        at=timezone.now(),
    )
    with pytest.raises(Refused):
        post(released(), elsewhere)
    give_role(
        person("柳河拟稿"),
        body=body("QS12"),
        role=Role.DRAFTER,
        acting_user=PLATFORM,
        starts_on=date(2020, 1, 1),
        at=timezone.now(),
    )
    with pytest.raises(ActionError, match="不是“柳河镇人民政府”及其下级的渠道"):
        post(ItemPage.objects.get(), elsewhere)


@pytest.mark.both_databases
def test_withdrawal_asks_every_channel_to_take_it_down_until_each_says_so(
    released, board, village_board, post, person
):
    item, today = released(), timezone.localdate()
    first, second = post(item, board, village_board)
    withdraw_item(
        item,
        acting_user=person("柳河发布"),
        on=today,
        reason=WithdrawalReason.PERSONAL_DATA,
        explanation="名单中有身份证号",
        at=timezone.now(),
    )
    assert Posting.objects.get(kind="portal").removed_on == today
    drafter = person("柳河拟稿")

    def asked():
        return [
            to_do.text
            for to_do in channel_to_dos(drafter, today)
            if to_do.text.startswith("须撤下")
        ]

    assert asked() == [
        "须撤下：柳河镇2026年防汛工作安排（政务公开栏）",
        "须撤下：柳河镇2026年防汛工作安排（村务公开栏）",
    ]
    remove_posting(first, acting_user=drafter, on=today, at=timezone.now(), proofs=[PHOTO])
    assert asked() == ["须撤下：柳河镇2026年防汛工作安排（村务公开栏）"]
    remove_posting(second, acting_user=drafter, on=today, at=timezone.now())
    assert asked() == []
    assert PostingProof.objects.get().moment == "removed"


@pytest.mark.both_databases
def test_what_was_posted_for_a_period_must_come_down_on_its_day(released, board, post, person):
    item, today = released(), timezone.localdate()
    (posting,) = post(item, board, take_down_on=today + timedelta(days=7))
    drafter = person("柳河拟稿")
    assert not Posting.objects.to_take_down(today + timedelta(days=6)).exists()
    assert list(Posting.objects.to_take_down(today + timedelta(days=7))) == [posting]
    (to_do,) = [
        each
        for each in channel_to_dos(drafter, today + timedelta(days=7))
        if each.text.startswith("须撤下")
    ]
    assert (to_do.slot, to_do.note) == (Slot.LATE, "公示期已满")
    with pytest.raises(ActionError, match="应晚于发布日期"):
        correct_posting(
            posting, acting_user=drafter, reason="写错", take_down_on=today, at=timezone.now()
        )


def test_a_correction_needs_a_reason_and_is_in_the_journal(released, board, post, person):
    (posting,) = post(released(), board, place="东侧")
    drafter = person("柳河拟稿")
    with pytest.raises(ActionError, match="写明更正的原因"):
        correct_posting(posting, acting_user=drafter, reason="", place="西侧", at=timezone.now())
    correct_posting(
        posting, acting_user=drafter, reason="位置写错", place="西侧", at=timezone.now()
    )
    entry = Entry.objects.first()
    assert (entry.act, entry.before, entry.after, entry.reason) == (
        "publishing.correct-posting",
        '{"place":"东侧"}',
        '{"place":"西侧"}',
        "位置写错",
    )


def test_the_posting_of_the_platform_is_nobody_s_to_change(released, person):
    released()
    with pytest.raises(WrongState, match="不能手工修改"):
        remove_posting(
            Posting.objects.get(),
            acting_user=person("柳河拟稿"),
            on=timezone.localdate(),
            at=timezone.now(),
        )


def test_a_photo_keeps_its_pixels_and_nothing_of_where_it_was_taken():
    proof = look_into("IMG_0001.JPG", photo())
    picture = Image.open(io.BytesIO(proof.data))
    assert picture.size == (400, 300)
    assert dict(picture.getexif()) == {}
    assert b"Demo Camera" not in proof.data
    assert (proof.name, proof.media_type) == ("IMG_0001.jpg", "image/jpeg")


@needs_fonts
def test_a_photo_of_a_board_that_shows_an_identity_number_is_refused():
    with pytest.raises(Blocked, match="照片或文件里能看到不应公开的内容"):
        look_into("板.jpg", photo("王小明 11010119900307803X", (1200, 500)))


def test_only_photos_and_pdf_are_proofs():
    with pytest.raises(ActionError, match="不是照片或 PDF"):
        look_into("名单.txt", "姓名".encode())
    with pytest.raises(ActionError, match="图片不完整"):
        look_into("坏.jpg", photo()[:200])


def test_a_village_cadre_posts_on_the_village_board_with_a_photo_and_takes_it_down(
    released, village_board, body, django_user_model, client, signed_in
):
    item = released()
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
    page = signed_in("村文书")
    today = timezone.localdate().isoformat()
    form = page.get(reverse("publishing:post", args=[item.pk]))
    assert form.status_code == 200
    assert "村务公开栏" in form.content.decode()
    answer = page.post(
        reverse("publishing:post", args=[item.pk]),
        {
            "channels": [village_board.pk],
            "on": today,
            "proofs": SimpleUploadedFile("板.jpg", photo(), "image/jpeg"),
        },
    )
    assert answer.status_code == 302
    posting = Posting.objects.get(channel=village_board)
    proof = posting.proofs.get()
    picture = page.get(reverse("publishing:proof", args=[proof.pk]))
    assert picture["Content-Type"] == "image/jpeg"
    assert "sandbox" in picture["Content-Security-Policy"]
    assert picture.content[:2] == b"\xff\xd8"
    page.post(reverse("publishing:remove-posting", args=[posting.pk]), {"on": today})
    posting.refresh_from_db()
    assert posting.removed_by == cadre
    stranger = signed_in("白杨拟稿")
    assert stranger.get(reverse("publishing:proof", args=[proof.pk])).status_code in {302, 403}


@pytest.mark.both_databases
def test_the_list_filters_and_exports_the_same_lines(released, board, post, signed_in):
    item = released()
    post(item, board, take_down_on=timezone.localdate() + timedelta(days=1))
    Posting.objects.filter(channel=board).update(
        posted_on=date(2026, 10, 1), take_down_on=date(2026, 10, 8)
    )
    page = signed_in("柳河拟稿")
    address = reverse("publishing:postings")
    assert "共" not in page.get(address, {"state": "removed"}).content.decode()
    due = page.get(address, {"state": "due"}).content.decode()
    assert "须撤下" in due
    assert "本平台" not in due.partition("<tbody>")[2]
    workbook = openpyxl.load_workbook(
        io.BytesIO(
            page.get(
                reverse("publishing:posting-export"), {"from": "2026-09-30", "to": "2026-10-02"}
            ).content
        )
    )
    lines = list(workbook.active.values)
    assert [line[5] for line in lines] == ["渠道", "政务公开栏"]
    assert lines[1][8] == "2026-10-01"


def test_the_list_asks_the_same_for_any_number_of_postings(released, board, post, signed_in):
    client = signed_in("柳河拟稿")

    def ask():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("publishing:postings")).status_code == 200
        return len(asked)

    item = released()
    post(item, board)
    ask()
    few = ask()
    Posting.objects.bulk_create(
        Posting(
            item=item, body=board.body, kind="board", channel=board, posted_on=date(2026, 11, day)
        )
        for day in range(1, 13)
    )
    assert ask() == few
