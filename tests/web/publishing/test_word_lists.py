"""A county keeps its own wordings and takes in signed packages, on the screen and without a network."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from gongkai.web.accounts.permissions import Refused
from gongkai.web.bodies.models import PublicBody
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.items.gate import examine
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.vetting.models import WordList
from gongkai.web.vetting.word_lists import add_words, close_words

pytestmark = pytest.mark.both_databases

OWN = """
[[word]]
variety = "typo"
wrong = "青山水厂"
right = "青山县自来水公司"
from = 2020-01-01
cite = "县政府办通知"
"""
PACKAGE = """
withdrawn = ["伤残人士"]

[package]
issuer = "省政务公开办"
issued = 2026-05-01

[[word]]
variety = "outdated-body"
wrong = "县惠农科"
right = "县农业农村局"
from = 2021-02-25
cite = "机构改革方案"
"""


def signed(text: str, key: Ed25519PrivateKey) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("wording.toml", text)
        archive.writestr("wording.toml.sig", key.sign(text.encode()))
    return made.getvalue()


def words_told(item: ItemPage) -> set[str]:
    (text,) = examine(item).parts
    return {finding.advice for finding in text.findings if finding.kind == "wording"}


@pytest.fixture
def qingshan(body) -> PublicBody:
    return body("QS")


def test_a_list_of_the_county_holds_for_its_townships(drafted, qingshan, signed_in):
    item = drafted(text="<p>青山水厂停水，县惠农科为伤残人士送水。</p>")
    assert words_told(item) == {"建议写作“残疾人”"}
    file = SimpleUploadedFile("本县词表.toml", OWN.encode())
    done = signed_in("县公开办").post(
        "/office/items/wordings/lists/new/", {"body": qingshan.pk, "file": file, "public_key": ""}
    )
    assert done.status_code == 302
    assert words_told(item) == {"建议写作“残疾人”", "建议写作“青山县自来水公司”"}
    page = signed_in("县公开办").get("/office/items/wordings/lists/").content.decode()
    assert "本县词表.toml" in page
    assert Entry.objects.get(act="vetting.add-words").after == (
        '{"file":"本县词表.toml","issuer":"","words":1}'
    )


def test_a_package_is_taken_in_with_the_key_of_its_issuer_only(drafted, qingshan, person):
    item = drafted(text="<p>县惠农科为伤残人士送水。</p>")
    key, other = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    data, office = signed(PACKAGE, key), person("县公开办")
    with pytest.raises(ActionError, match="公钥"):
        add_words(qingshan, acting_user=office, at=timezone.now(), name="更新包.zip", data=data)
    with pytest.raises(ActionError, match="签名"):
        add_words(
            qingshan,
            acting_user=office,
            at=timezone.now(),
            name="更新包.zip",
            data=data,
            public_key=other.public_key().public_bytes_raw().hex(),
        )
    kept = add_words(
        qingshan,
        acting_user=office,
        at=timezone.now(),
        name="更新包.zip",
        data=data,
        public_key=key.public_key().public_bytes_raw().hex(),
    )
    assert (kept.issuer, kept.words) == ("省政务公开办", 2)
    assert words_told(item) == {"建议写作“县农业农村局”"}
    with pytest.raises(ActionError, match="另一把公钥"):
        add_words(
            qingshan,
            acting_user=office,
            at=timezone.now(),
            name="假更新包.zip",
            data=signed(PACKAGE, other),
            public_key=other.public_key().public_bytes_raw().hex(),
        )
    close_words(kept, acting_user=office, at=timezone.now())
    assert words_told(item) == {"建议写作“残疾人”"}


def test_a_new_list_of_ones_own_replaces_the_one_before(qingshan, person):
    office = person("县公开办")
    for name in ("一.toml", "二.toml"):
        add_words(qingshan, acting_user=office, at=timezone.now(), name=name, data=OWN.encode())
    assert [kept.name for kept in WordList.objects.filter(closed_at=None)] == ["二.toml"]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("坏.toml", b"[[word", "TOML"),
        ("空.toml", b"", "没有一个词"),
        ("乱.toml", b"\xff\xfe\x00\x01", "UTF-8"),
        ("坏.zip", b"PK\x03\x04nothing", "zip"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(qingshan, person, name, data, told):
    with pytest.raises(ActionError, match=told):
        add_words(
            qingshan,
            acting_user=person("县公开办"),
            at=timezone.now(),
            name=name,
            data=data,
            public_key="00" * 32,
        )


def test_a_township_keeps_no_words_for_the_county(qingshan, person):
    with pytest.raises(Refused):
        add_words(
            qingshan,
            acting_user=person("柳河拟稿"),
            at=timezone.now(),
            name="一.toml",
            data=OWN.encode(),
        )


def test_a_township_reads_the_lists_that_hold_for_it_and_keeps_none(qingshan, signed_in):
    file = SimpleUploadedFile("本县词表.toml", OWN.encode())
    signed_in("县公开办").post(
        "/office/items/wordings/lists/new/", {"body": qingshan.pk, "file": file, "public_key": ""}
    )
    client = signed_in("柳河拟稿")
    assert "本县词表.toml" in client.get("/office/items/wordings/lists/").content.decode()
    made = WordList.objects.get()
    page = client.get(f"/office/items/wordings/lists/{made.pk}/").content.decode()
    assert "青山水厂" in page
    assert "青山县自来水公司" in page
    assert f"/office/items/wordings/lists/{made.pk}/close/" not in page
    page = signed_in("县公开办").get(f"/office/items/wordings/lists/{made.pk}/").content.decode()
    assert f"/office/items/wordings/lists/{made.pk}/close/" in page


MARKS = """
[[word]]
variety = "internal-mark"
wrong = "县委专题会议纪要"
from = 2020-01-01
cite = "县保密办目录"

[[word]]
variety = "non-public-document-number"
wrong = "青办字"
from = 2020-01-01
cite = "县保密办目录"
"""


def test_a_county_names_its_own_marks_of_what_is_not_public(drafted, qingshan, person):
    item = drafted(text="<p>按县委专题会议纪要和青办字〔2026〕8号办理。</p>")
    assert examine(item).passes
    add_words(
        qingshan,
        acting_user=person("县公开办"),
        at=timezone.now(),
        name="不公开.toml",
        data=MARKS.encode(),
    )
    found = {finding.variety.label: finding.advice for finding in examine(item).parts[0].findings}
    assert found == {"内部文件、工作秘密标志": None, "不公开文件的文号": None}
    assert not examine(item).passes
