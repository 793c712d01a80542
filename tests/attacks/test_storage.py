"""A full disk, a cut file, two first starts, a back-up under work: nothing half is ever taken for whole."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from gongkai.web.files import named
from gongkai.web.files import store as stores
from gongkai.web.files.named import Fault, FilesAlarm, NamedFile, check_a_while
from gongkai.web.files.sealed import SealedStorage
from gongkai.web.files.store import NotStored, WholeFileStorage, place_of, store_content
from gongkai.web.project.settings.environment import kept_secrets
from gongkai.web.schedule.models import JobRun
from tests.web.project.test_fresh import BRING, run

DATA = b"a file of an office\n" * 20_000
SHA = hashlib.sha256(DATA).hexdigest()
PLACE = place_of("attachments", SHA, "名单.txt")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SealedStorage:
    made = SealedStorage(
        {
            "BACKEND": "gongkai.web.files.store.WholeFileStorage",
            "OPTIONS": {"location": tmp_path / "private", "base_url": None},
        }
    )
    for module in (stores, named):
        monkeypatch.setattr(module, "private_store", lambda: made)
    return made


def left(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "private").rglob("*") if path.is_file()]


def test_the_setting_names_the_store_that_writes_whole_files():
    from django.core.files.storage import storages

    assert isinstance(storages["private"].inner, WholeFileStorage)


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_disk_that_fills_up_leaves_nothing_and_tells_a_sentence(
    store, tmp_path, monkeypatch, call
):
    def full(*_args, **_more):
        raise OSError(errno.ENOSPC, "No space left on device")

    target = (os, "fsync") if call == "fsync" else (Path, "replace")
    with monkeypatch.context() as patched:
        patched.setattr(*target, full)
        with pytest.raises(NotStored, match="文件没有保存（No space left on device）"):
            store_content(PLACE, DATA)
    assert left(tmp_path) == []
    assert store_content(PLACE, DATA) == PLACE
    with store.open(PLACE) as file:
        assert file.read() == DATA


LIMITED = """
import resource, signal, sys
import django
django.setup()
from gongkai.web.files.store import NotStored, store_content
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    store_content(sys.argv[1], b"a file of an office\\n" * 20_000)
except NotStored as error:
    print(error)
"""


def test_a_write_that_stops_in_the_middle_leaves_nothing(tmp_path):
    if sys.platform == "win32":
        pytest.skip("no such limit on Windows")
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, PLACE],
        env={
            **{key: value for key, value in os.environ.items() if not key.startswith("GONGKAI_")},
            "PYTHONPATH": "src",
            "GONGKAI_DATA": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "gongkai.web.project.settings.local",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert "文件没有保存" in done.stdout, done.stderr
    assert left(tmp_path) == []


def test_a_partial_file_left_by_an_older_version_is_made_whole(store, tmp_path):
    store_content(PLACE, DATA)
    path = tmp_path / "private" / PLACE
    for broken in (path.read_bytes()[:70_000], b"", b"x" * path.stat().st_size):
        path.write_bytes(broken)
        assert store_content(PLACE, DATA) == PLACE
        with store.open(PLACE) as file:
            assert file.read() == DATA
    assert len(left(tmp_path)) == 1


def test_the_same_file_from_twenty_at_once_is_one_whole_file(store, tmp_path):
    failures = []

    def put():
        try:
            assert store_content(PLACE, DATA) == PLACE
        except Exception as error:  # noqa: BLE001  a thread must report, whatever it was
            failures.append(error)

    threads = [threading.Thread(target=put) for _ in range(20)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert failures == []
    assert len(left(tmp_path)) == 1
    with store.open(PLACE) as file:
        assert file.read() == DATA


@pytest.mark.django_db
def test_a_missing_and_a_broken_file_are_an_alarm(store, tmp_path, monkeypatch, capsys):
    store_content(PLACE, DATA)
    other = place_of("attachments", "0" * 64, "乙.txt")
    files = [NamedFile(PLACE, SHA, "名单.txt"), NamedFile(other, "0" * 64, "乙.txt")]
    monkeypatch.setattr(named, "named_files", lambda: iter(files))
    from gongkai.web.files.management.commands import check_files

    monkeypatch.setattr(check_files, "named_files", lambda: iter(files))
    with pytest.raises(FilesAlarm, match=r"1 个文件缺失或损坏，如文件 .*缺失；请从备份恢复"):
        check_a_while(None)
    store.save(other, ContentFile(b"not what was put in"))
    with pytest.raises(FilesAlarm, match="内容残缺或被改动"):
        check_a_while(None)
    with pytest.raises(CommandError, match="共 2 个文件，1 个缺失或损坏"):
        call_command("check_files")
    files.pop()
    assert check_a_while(None) == ()


@pytest.mark.both_databases
@pytest.mark.django_db
def test_the_nightly_check_goes_on_where_the_process_before_it_stopped(
    store, tmp_path, monkeypatch
):
    read, clock = [], iter(range(0, 10_000, 40))
    files = [
        NamedFile(f"attachments/{number:02}.txt", "0" * 64, f"{number}.txt")
        for number in (3, 1, 5, 2, 4)
    ]
    monkeypatch.setattr(named, "named_files", lambda: iter(files))
    monkeypatch.setattr(
        named,
        "fault_of",
        lambda file: (
            read.append(file.path[12:14]) or (Fault(file, True) if "02" in file.path else None)
        ),
    )
    # Each look at the clock is 40 seconds later, a slice has 60: two files each.
    monkeypatch.setattr(named.time, "monotonic", lambda: next(clock))
    with pytest.raises(FilesAlarm, match="1 个文件缺失或损坏"):
        check_a_while(None)
    assert (read, named.in_the_middle()) == (["01", "02"], True)
    # As a second process does under cron: nothing is remembered but what the database holds.
    files.append(NamedFile("attachments/00.txt", "0" * 64, "新.txt"))
    with pytest.raises(FilesAlarm, match="1 个文件缺失或损坏"):
        check_a_while(None)
    assert read == ["01", "02", "03", "04"]
    with pytest.raises(FilesAlarm, match="1 个文件缺失或损坏"):
        check_a_while(None)
    assert (read, named.in_the_middle()) == (["01", "02", "03", "04", "05"], False)
    assert JobRun.objects.get(name="文件核对").place == {}


@pytest.mark.parametrize("content", ["", "\n", "too-short", "a" * 31])
def test_an_empty_or_short_key_is_refused(tmp_path, content):
    (tmp_path / "fields").write_text(content)
    with pytest.raises(ImproperlyConfigured, match="是空的或残缺"):
        kept_secrets(tmp_path, "fields")
    assert (tmp_path / "fields").read_text() == content


def test_no_new_key_is_made_for_data_that_an_old_one_sealed(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="却没有密钥文件 keys/fields"):
        kept_secrets(tmp_path, "fields", fresh=False)
    assert list(tmp_path.iterdir()) == []


def test_first_starts_at_once_get_one_key(tmp_path):
    for number in range(20):
        barrier, found = threading.Barrier(8), []

        def first_start(folder=tmp_path / str(number), barrier=barrier, found=found):
            barrier.wait()
            found.append(kept_secrets(folder, "fields")[0])

        threads = [threading.Thread(target=first_start) for _ in range(8)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        assert len(found) == 8
        assert len(set(found)) == 1
        assert [path.name for path in (tmp_path / str(number)).iterdir()] == ["fields"]
    assert stat.S_IMODE((tmp_path / "0" / "fields").stat().st_mode) == 0o600


WRITE = """
import time
from django.utils import timezone
from gongkai.web.accounts.models import User
from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.items.actions.draft import attach_file, draft_item
user = User.objects.get(username='柳河拟稿')
row = CatalogueRow.objects.get(code='statutory.statistics')
item = draft_item(PublicBody.objects.get(code='QS11'), acting_user=user, title='甲', row=row, formed_on=timezone.localdate(), at=timezone.now())
until = time.monotonic() + 120
number = 0
while time.monotonic() < until:
    number += 1
    attach_file(item, acting_user=user, at=timezone.now(), name=f'{number}.txt', data=b'%d' % number * 50)
    print(number, flush=True)
    time.sleep(0.1)  # ten files a second: more would only be more to copy
"""
MAKE = (
    "from django.utils import timezone; from gongkai.web.accounts.permissions import PLATFORM;"
    "from gongkai.web.bodies.demo_county import make_county;"
    "from gongkai.web.publishing.catalogue.actions.entries import load_catalogue;"
    "make_county(); load_catalogue(acting_user=PLATFORM, at=timezone.now())"
)


@pytest.mark.slow
def test_a_back_up_under_writing_is_whole_and_the_drill_proves_it(tmp_path):
    data = tmp_path / "var"
    run(data, "shell", "-v0", "-c", BRING)
    run(data, "shell", "-v0", "-c", MAKE)
    writing = subprocess.Popen(
        [sys.executable, "manage.py", "shell", "-v0", "-c", WRITE],
        env={
            **{key: value for key, value in os.environ.items() if not key.startswith("GONGKAI_")},
            "PYTHONPATH": "src",
            "GONGKAI_DATA": str(data),
            "DJANGO_SETTINGS_MODULE": "gongkai.web.project.settings.local",
        },
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writing.stdout.readline().strip() == "1"
    told = [run(data, "back_up", str(tmp_path / f"stick{number}")) for number in range(2)]
    writing.terminate()
    writing.communicate()
    for number in range(2):
        (copy,) = (tmp_path / f"stick{number}").iterdir()
        assert "个文件逐个核对无误" in told[number]
        assert stat.S_IMODE(copy.stat().st_mode) == 0o700
    (copy,) = (tmp_path / "stick1").iterdir()
    assert "恢复演练通过" in run(data, "restore_drill", str(copy))
    attachment = next((copy / "private" / "attachments").rglob("*.txt"))
    attachment.write_bytes(attachment.read_bytes()[:-1])
    with pytest.raises(AssertionError, match="恢复演练没有通过"):
        run(data, "restore_drill", str(copy))
