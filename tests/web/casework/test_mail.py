"""A clerk drops an e-mail; the form comes filled in; the case keeps the mail as it came."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from gongkai.web.casework.evidence.actions import export_bundle, pieces_of
from gongkai.web.casework.requests import mail, shelf
from gongkai.web.casework.requests.files import read_file
from gongkai.web.casework.requests.models import DisclosureRequest, RequestMail
from gongkai.web.casework.requests.people import unseal_person
from gongkai.web.casework.retention.emptying import identity_files
from gongkai.web.files.store import digest_of, private_store
from gongkai.web.journal.models import Entry
from tests.web.casework.test_new_screens import filled

DROP, FORM = "casework:register-mail", "casework:register"
SECRETS = ("田大有", "000000199001010000", "0000-5550199", "tian@example.cn")


def picture():
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(drawn, "PNG")
    return drawn.getvalue()


def part(head, data):
    return (
        f"--x\r\n{head}\r\nContent-Transfer-Encoding: base64\r\n\r\n".encode("gbk")
        + base64.encodebytes(data)
        + b"\r\n"
    )


def letter(
    *parts,
    sent=None,
    text=None,
    number="1@example.cn",
    subject="申请公开",
    sender="乡下人 <tian@example.cn>",
):
    sent = sent or timezone.localtime() - timedelta(days=1)
    text = (
        text
        or "申请人：田大有\n身份证号：000000199001010000\n电话：0000-5550199\n"
        "请公开2025年河东村道路硬化工程的验收报告。"
    )
    day = sent if isinstance(sent, str) else sent.strftime("%a, %d %b %Y %H:%M:%S %z")
    head = (
        f"From: {sender}\r\nSubject: {subject}\r\nDate: {day}\r\nMessage-ID: <{number}>\r\n"
        'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\n'
        "Content-Type: text/plain; charset=gbk\r\n\r\n"
    )
    return (head + text + "\r\n").encode("gbk") + b"".join(parts) + b"--x--\r\n"


CARD = part('Content-Type: image/png; name="身份证正面.png"', picture())
PHOTO = part('Content-Type: image/png; name="IMG_0001.png"', picture())
PACKED = part('Content-Type: application/zip; name="材料.zip"', b"PK\x05\x06" + bytes(18))


@pytest.fixture
def browser(signed_in):
    return signed_in("柳河拟稿")


@pytest.fixture
def place(body):
    return body("QS11")


def drop(browser, place, data, name="来信.eml"):
    file = SimpleUploadedFile(name, data)
    return browser.post(reverse(DROP), {"body": place.pk, "mail": file}, follow=True)


def form_of(page):
    return page.context["form"]


def press(browser, page, **given):
    """What a browser would send for the form shown, with what the clerk chose."""
    values = filled(form_of(page), **{"applicant_kind": "natural_person", **given})
    values["body"] = values["body"].pk
    return browser.post(reverse(FORM), values, follow=True)


def waiting_files():
    return private_store().listdir(mail.ASIDE.folder)[1]


def test_from_the_mail_to_the_case(browser, place):
    data = letter(CARD, PHOTO, PACKED)
    page = drop(browser, place, data)
    assert re.search(r"/office/requests/new/\?held=\d+-[0-9a-f]{48}$", page.redirect_chain[-1][0])
    assert DisclosureRequest.objects.count() == 0
    told = page.content.decode()
    yesterday = timezone.localdate() - timedelta(days=1)
    assert f"邮件 {yesterday} 到达。" in told
    assert "双方确认之日" in told
    assert "文件“材料.zip”的格式不接收" in told
    assert "这个附件在邮件原件里，没有单独存。" in told
    shown = filled(form_of(page))
    assert (shown["name"], shown["email"]) == ("田大有", "tian@example.cn")
    assert (shown["identity_number"], shown["phone"]) == ("000000199001010000", "0000-5550199")
    assert shown["text"].endswith("请公开2025年河东村道路硬化工程的验收报告。")
    assert (shown["door"], shown["day"], shown["came_on"]) == (
        "email",
        timezone.localdate(),
        yesterday,
    )
    assert shown["enclosed_0"] == "identity"
    assert "enclosed_1" not in shown  # Nobody knows what a photograph is by its name.

    refused = press(browser, page)
    assert DisclosureRequest.objects.count() == 0
    assert "邮件附件“IMG_0001.png”" in refused.content.decode()
    done = press(browser, page, enclosed_1="content", text="2025年河东村道路硬化工程的验收报告")
    assert "已登记，编号QS11-" in done.content.decode()
    case = DisclosureRequest.objects.get()
    assert (case.door, case.submitted_on, case.confirmed_on, case.received_on) == (
        "email",
        yesterday,
        timezone.localdate(),
        timezone.localdate(),
    )
    assert unseal_person(case.applicant.sealed).email == "tian@example.cn"
    kept = {file.name: file for file in case.files.all()}
    assert {name: file.kind for name, file in kept.items()} == {
        "来信原件.eml": "mail",
        "身份证正面.png": "identity",
        "IMG_0001.png": "content",
    }
    assert read_file(kept["来信原件.eml"]) == data
    assert b"tian@example.cn" not in kept["来信原件.eml"].read()
    assert case.mail.sha256 == digest_of(data)
    assert waiting_files() == []


def test_nobody_s_name_is_in_the_database_the_journal_or_what_waits(browser, place, settings):
    page = drop(browser, place, letter(CARD))
    for name in waiting_files():
        held = private_store().open(f"{mail.ASIDE.folder}/{name}").read()
        assert not any(
            secret.encode(code) in held for secret in SECRETS for code in ("utf-8", "gbk")
        )
    press(browser, page)
    assert Entry.objects.filter(act="casework.register").count() == 1
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            if not table.startswith(("casework_", "journal_")):
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            held = repr([[bytes(v) if isinstance(v, memoryview) else v for v in r] for r in cursor])
            assert not any(secret in held for secret in SECRETS), table


def test_the_day_the_mail_arrived_is_not_the_day_of_receipt_until_both_have_confirmed(
    browser, place
):
    sent = timezone.localtime() - timedelta(days=30)
    page = drop(browser, place, letter(sent=sent))
    confirmed = timezone.localdate() - timedelta(days=2)
    press(browser, page, day=confirmed)
    case = DisclosureRequest.objects.get()
    assert (case.submitted_on, case.received_on) == (sent.date(), confirmed)


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ("", "邮件里没有可以读的日期"),
        ("Tue, 10 Mar 2093 10:00:00 +0800", "邮件写的日期是 2093-03-10，晚于今天，没有采用"),
    ],
)
def test_a_day_that_cannot_be_is_told_and_left_to_the_clerk(browser, place, sent, told):
    page = drop(browser, place, letter(sent=sent or "昨天"))
    assert told in page.content.decode()
    assert "came_on" not in filled(form_of(page))


def test_another_s_mail_cannot_be_taken_up(browser, place, signed_in, body):
    address = drop(browser, place, letter()).redirect_chain[-1][0]
    for name in ("白杨拟稿", "县公开办"):
        page = signed_in(name).get(address)
        text = page.content.decode()
        assert not any(secret in text for secret in SECRETS), name
    other = signed_in("白杨拟稿")
    page = other.get(address)
    assert "请重新拖入" in page.content.decode()
    held = address.rpartition("=")[2]
    refused = press(other, page, name="石有田", text="x", held=held)
    assert "这次没有登记" in refused.content.decode()
    assert DisclosureRequest.objects.count() == 0
    assert "田大有" in browser.get(address).content.decode()


def test_a_mail_may_be_dropped_only_for_a_body_served(browser, body):
    page = drop(browser, body("QS12"), letter())
    assert page.status_code == 200
    assert form_of(page).errors["body"]
    assert mail.ASIDE.look("1-" + "0" * 48) is None


@pytest.mark.parametrize(
    "name", ["../../x", "1700000000-../x", "9999999999-" + "g" * 48, "0", "1" * 500]
)
def test_a_name_that_was_made_up_is_nobody_s(browser, name):
    page = browser.get(reverse(FORM), {"held": name})
    assert page.status_code == 200
    assert "请重新拖入" in page.content.decode()


def test_the_same_mail_again_is_told_by_its_number_or_by_its_bytes(browser, place, body):
    data = letter(number="7@example.cn")
    press(browser, drop(browser, place, data))
    first = DisclosureRequest.objects.get()
    told = f"已经在 {timezone.localdate()} 登记为 {first.number}"
    assert told in drop(browser, place, data).content.decode()
    saved_again = data.replace(b"Subject:", b"X-Foxmail: 1\r\nSubject:")
    assert told in drop(browser, place, saved_again).content.decode()
    another = letter(number="8@example.cn")
    assert "已经在" not in drop(browser, place, another).content.decode()


def test_pressed_twice_it_is_registered_once_and_what_was_typed_stays(browser, place):
    page = drop(browser, place, letter())
    press(browser, page)
    again = press(browser, page, text="另写的内容")
    assert DisclosureRequest.objects.count() == 1
    text = again.content.decode()
    assert "邮件放得太久，或者已经登记过，所以这次没有登记" in text
    assert "另写的内容" in text
    assert RequestMail.objects.count() == 1


def test_after_a_working_day_it_is_gone_and_the_next_press_registers_by_hand(
    browser, place, monkeypatch
):
    page = drop(browser, place, letter())
    later = int(timezone.now().timestamp()) + 8 * 3600 + 60
    monkeypatch.setattr(shelf, "seconds_now", lambda: later)
    refused = press(browser, page)
    assert "请在“其他材料”里选这封邮件的 .eml 文件" in refused.content.decode()
    assert DisclosureRequest.objects.count() == 0
    mail.ASIDE.clear(timezone.now() + timedelta(hours=8, minutes=1))
    assert waiting_files() == []
    values = {name: value for name, value in refused.context["form"].data.items() if value}
    browser.post(reverse(FORM), {**values, "content_files": SimpleUploadedFile("a.eml", letter())})
    case = DisclosureRequest.objects.get()
    assert [file.name for file in case.files.all()] == ["a.eml"]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("来信.eml", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "是 Office 文件"),
        ("来信.eml", "通知\n".encode(), "没有发件人，不像一封邮件"),
        ("来信.eml", b"From: a@b.c\r\nContent-Type: message/rfc822\r\n\r\n" * 3000, "嵌套过深"),
    ],
)
def test_what_is_no_mail_is_told_in_one_sentence_and_nothing_is_kept(
    browser, place, name, data, told
):
    page = drop(browser, place, data, name)
    text = page.content.decode()
    assert f"文件“{name}”：" in text
    assert told in text
    assert page.redirect_chain == []


def test_a_mail_that_is_too_large_is_refused_before_it_is_read(browser, place, monkeypatch):
    monkeypatch.setattr(mail, "LARGEST_MAIL", 1000)
    page = drop(browser, place, letter() + b"x" * 1000)
    assert "超过 50 MB" in page.content.decode()


def test_a_forwarded_mail_is_the_sender_s_before(browser, place):
    text = (
        "请办理\n-------- 转发邮件信息 --------\n发件人：田大有 <tian@example.cn>\n"
        "发送日期：2026-03-09 14:05:00\n收件人：liuhe@example.cn\n主题：申请公开\n"
        "请公开2025年河东村道路硬化工程的验收报告，谢谢您的帮助。"
    )
    data = letter(text=text, subject="转发：申请公开", sender="办公室 <office@example.cn>")
    page = drop(browser, place, data)
    shown = filled(form_of(page))
    assert (shown["name"], shown["email"]) == ("田大有", "tian@example.cn")
    assert shown["text"].startswith("请公开2025年")
    told = page.content.decode()
    assert "转发人办公室 office@example.cn，原发件人田大有 tian@example.cn" in told


def test_a_nickname_is_told_and_a_short_text_gets_its_subject(browser, place):
    form = part('Content-Type: text/plain; name="申请表.txt"', "表".encode())
    page = drop(browser, place, letter(form, text="见附件", subject="申请公开验收报告"))
    shown = filled(form_of(page))
    assert (shown["name"], shown["text"]) == ("乡下人", "申请公开验收报告\n见附件")
    told = page.content.decode()
    assert "按发件人显示的名称“乡下人”预填，可能是昵称" in told
    assert "照附件补全" in told


def test_more_files_than_are_listed_stay_in_the_mail(browser, place):
    page = drop(browser, place, letter(*[PHOTO] * 25))
    assert "邮件有 25 个附件，只列出前 20 个" in page.content.decode()
    chosen = {f"enclosed_{number}": "stays" for number in range(20)}
    press(browser, page, **chosen)
    assert [file.kind for file in DisclosureRequest.objects.get().files.all()] == ["mail"]


def test_a_script_in_the_mail_stays_words(browser, place):
    page = drop(
        browser,
        place,
        letter(
            part('Content-Type: text/plain; name="<script>alert(2)<.txt"', b"x"),
            text="<script>alert(1)</script>\n" * 3,
            subject="<script>alert(3)",
            sender='"<script>alert(4)" <a@example.cn>',
        ),
    )
    assert "<script>alert(" not in page.content.decode()


def test_the_mail_goes_with_the_proofs_of_identity_it_brought(browser, place):
    press(browser, drop(browser, place, letter(CARD)))
    press(browser, drop(browser, place, letter(number="2@example.cn")))
    with_card, without = DisclosureRequest.objects.order_by("pk")
    assert sorted(each.kind for each in identity_files(with_card)) == ["identity", "mail"]
    assert list(identity_files(without)) == []


def test_the_list_of_evidence_names_the_mail_by_its_digest_as_it_came(browser, place):
    data = letter()
    press(browser, drop(browser, place, data))
    case = DisclosureRequest.objects.get()
    assert digest_of(data) in [
        piece.sha256 for piece in pieces_of(case) if piece.name == "邮件原件：来信原件.eml"
    ]


def test_the_court_gets_the_mail_as_it_came_unless_it_brought_a_proof_of_identity(
    browser, place, person
):
    data, clerk = letter(), person("柳河拟稿")
    for each in (data, letter(CARD, number="2@example.cn")):
        press(browser, drop(browser, place, each))
    held = []
    for case in DisclosureRequest.objects.order_by("pk"):
        packed = export_bundle(case, acting_user=clerk, at=timezone.now(), whole=True)
        with zipfile.ZipFile(io.BytesIO(packed)) as bundle:
            held.append([bundle.read(name) for name in bundle.namelist() if "来信" in name])
    assert held == [[data], []]


def test_the_way_to_it_stands_on_the_form_of_a_new_request(browser):
    page = browser.get(reverse(FORM)).content.decode()
    assert f'<a href="{reverse(DROP)}">从邮件登记（拖入 .eml）</a>' in page
