"""A file that stops its reader stops nothing else: one sentence on the form, and the platform goes on."""

from __future__ import annotations

import os
import struct
import threading
import time
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.documents.errors import DocumentError
from gongkai.web.files.confined import jobs, pool
from gongkai.web.files.errors import FileRefused
from gongkai.web.files.uploads import checked_type
from gongkai.web.publishing.items.actions.draft import working_copy
from gongkai.web.publishing.items.models import ItemPage
from tests.web.publishing.wrong_jobs import dies, for_ever, grows


@pytest.fixture
def children(settings):
    """``children(PARSE_SECONDS=1)``: children of the test's own bounds."""

    def make(**facts):
        for name, value in facts.items():
            setattr(settings, name, value)
        pool._forget()

    yield make
    pool._forget()


def compound(*, sectors_of_directory: int) -> bytes:
    """The beginning of an old Office file that asks for so many sectors of directory."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIII", head, 40, sectors_of_directory, 0xFFFFFFF0, 0xFFFFFFFE, 0)
    return bytes(head) + b"\xfd\xff\xff\xff" * 2816


def many_pages(count: int) -> bytes:
    """A TIFF of so many pages, each 2,000 by 2,000 points of white."""
    strip = zlib.compress(b"\xff" * (2000 * 250))
    out = bytearray(b"II*\x00" + struct.pack("<I", 8 + len(strip))) + strip
    for number in range(count):
        at = len(out)
        fields = [
            (256, 3, 1, 2000), (257, 3, 1, 2000), (258, 3, 1, 1), (259, 3, 1, 8), (262, 3, 1, 1),
            (273, 4, 1, 8), (277, 3, 1, 1), (278, 3, 1, 2000), (279, 4, 1, len(strip)),
        ]  # fmt: skip
        after = at + 2 + 12 * len(fields) + 4
        out += struct.pack("<H", len(fields))
        out += b"".join(struct.pack("<HHII", *field) for field in fields)
        out += struct.pack("<I", after if number + 1 < count else 0)
    return bytes(out)


HOSTILE = {
    "很大.xls": compound(sectors_of_directory=0x7FFFFFF0),
    "嵌套.xls": compound(sectors_of_directory=0) * 5,
    "四百页.tif": many_pages(400),
    "竖线.txt": b"a|\n" * 60_000,
    "竖线一行.csv": b"a|" * 80_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_through_the_real_form_is_kept_or_refused_in_one_sentence(
    name, drafted, signed_in
):
    item, browser = drafted(), signed_in("柳河拟稿")
    began = time.monotonic()
    answer = browser.post(
        reverse("publishing:attach", args=[item.pk]),
        {"files": SimpleUploadedFile(name, HOSTILE[name])},
    )
    assert time.monotonic() - began < 60
    if answer.status_code == 302:
        sheet = browser.get(reverse("publishing:item", args=[item.pk]))
        assert sheet.status_code == 200
    else:
        (sentence,) = answer.context["form"].non_field_errors()
        assert name in sentence
        assert sentence.endswith("。")
        assert "Traceback" not in sentence
    assert browser.get(reverse("publishing:list")).status_code == 200


@pytest.mark.parametrize(
    ("work", "told"),
    [
        (for_ever, "处理超过 1 秒仍没有完成"),
        (dies, "处理时程序中止"),
        (grows, "处理所需内存超过 300 MB"),
    ],
)
def test_what_hangs_dies_or_grows_becomes_one_sentence_on_the_form(
    work, told, children, drafted, signed_in, monkeypatch
):
    children(PARSE_SECONDS=1 if work is for_ever else 60, PARSE_MEMORY_MB=300)
    monkeypatch.setattr(jobs, "reading", work)
    item = drafted()
    answer = signed_in("柳河拟稿").post(
        reverse("publishing:attach", args=[item.pk]),
        {"files": SimpleUploadedFile("安排.txt", "甲村".encode())},
    )
    (sentence,) = answer.context["form"].non_field_errors()
    assert sentence.startswith(f"文件“安排.txt”：{told}")
    assert not working_copy(ItemPage.objects.get(pk=item.pk)).attachments.exists()


def test_a_file_that_stopped_a_child_is_not_tried_again_at_every_look(children):
    children(PARSE_SECONDS=1)
    for _ in range(3):
        with pytest.raises(pool.Stopped, match="处理超过 1 秒"):
            pool.run(for_ever, name="长.pdf", of="ab")
        began = time.monotonic()
    with pytest.raises(pool.Stopped):
        pool.run(for_ever, name="长.pdf", of="ab")
    assert time.monotonic() - began < 0.5


def test_words_do_not_wait_behind_files(children):
    children(PARSE_SECONDS=4, PARSE_WORKERS=1)
    # The child for words has started, which takes longer on a busy machine than the file may take.
    pool.run(jobs.words_found, "抗旱安排", name="正文", quick=True)
    slow = threading.Thread(target=_swallow, args=(for_ever,))
    slow.start()
    time.sleep(0.5)
    began = time.monotonic()
    assert pool.run(jobs.words_found, "防汛安排", name="正文", quick=True) == ()
    assert time.monotonic() - began < 3
    slow.join()


def _swallow(work):
    with pytest.raises(DocumentError):
        pool.run(work, name="长.pdf")


def test_who_finds_every_place_taken_is_told_so(children, monkeypatch):
    children(PARSE_SECONDS=4, PARSE_WORKERS=1, PARSE_PLACES=1)
    monkeypatch.setattr(pool, "PATIENCE", 0.1)
    slow = threading.Thread(target=_swallow, args=(for_ever,))
    slow.start()
    time.sleep(0.5)
    with pytest.raises(pool.Busy, match=r"正在处理的文件太多.*请过一分钟再试"):
        pool.run(jobs.media_type, b"x", "a.txt", name="a.txt")
    slow.join()


def test_a_form_that_nobody_knows_is_refused_by_a_child(children):
    with pytest.raises(FileRefused):
        checked_type("程序.exe", b"MZ\x90\x00" + bytes(200))
    with pytest.raises(FileRefused, match="是空的"):
        checked_type("空.txt", b"")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no forks here")
def test_a_fork_has_children_of_its_own(children):
    children()
    assert pool.run(jobs.media_type, b"abc", "a.txt", name="a.txt") == "text/plain"
    take, give = os.pipe()
    number = os.fork()
    if number == 0:
        try:
            os.write(give, pool.run(jobs.media_type, b"abc", "a.txt", name="a.txt").encode())
            pool._our_children().files.close()
        finally:
            os._exit(0)
    os.close(give)
    assert os.read(take, 100) == b"text/plain"
    os.close(take)
    os.waitpid(number, 0)
    assert pool.run(jobs.media_type, b"abc", "a.txt", name="a.txt") == "text/plain"
