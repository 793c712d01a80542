"""The private store: what lies on the disk says nothing, what comes out is what went in."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from gongkai.web.files.sealed import Broken, SealedStorage

PIECE = 65_536
ID_NUMBER = "110105194912310024"


@pytest.fixture
def store(tmp_path: Path) -> SealedStorage:
    return SealedStorage(
        {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path, "base_url": None},
        }
    )


def test_the_disk_holds_nothing_of_the_text(store: SealedStorage, tmp_path: Path) -> None:
    text = f"张三丰，{ID_NUMBER}，农业银行".encode() * 1000
    store.save("名单/a.txt", ContentFile(text))
    raw = (tmp_path / "名单" / "a.txt").read_bytes()
    assert ID_NUMBER.encode() not in raw
    assert "张三丰".encode() not in raw
    with store.open("名单/a.txt") as file:
        assert file.read() == text
    assert store.size("名单/a.txt") == len(text)


def test_the_same_file_looks_different_each_time(store: SealedStorage, tmp_path: Path) -> None:
    store.save("a", ContentFile(b"same"))
    store.save("b", ContentFile(b"same"))
    assert (tmp_path / "a").read_bytes() != (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("length", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 7])
def test_any_length_comes_back(store: SealedStorage, length: int) -> None:
    data = bytes(number % 251 for number in range(length))
    store.save("file", ContentFile(data))
    with store.open("file") as file:
        assert file.read() == data
    assert store.size("file") == length


@effort(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.integers(0, 3 * PIECE), st.integers(0, 70_000))
def test_any_place_can_be_read(store: SealedStorage, start: int, count: int) -> None:
    data = bytes(number % 253 for number in range(2 * PIECE + 100))
    if not store.exists("file"):
        store.save("file", ContentFile(data))
    with store.open("file") as file:
        file.seek(start)
        assert file.read(count) == data[start : start + count]


def test_a_workbook_opens_from_the_store(store: SealedStorage) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>" * 20_000)
    store.save("book.xlsx", ContentFile(buffer.getvalue()))
    with store.open("book.xlsx") as file, zipfile.ZipFile(file) as package:
        assert package.read("xl/workbook.xml") == b"<workbook/>" * 20_000


def broken(store: SealedStorage, path: Path, change: bytes) -> None:
    path.write_bytes(change)
    with pytest.raises(Broken, match="打不开"), store.open(path.name) as file:
        file.read()


def test_what_was_altered_is_not_handed_out(store: SealedStorage, tmp_path: Path) -> None:
    store.save("file", ContentFile(b"x" * (2 * PIECE + 10)))
    path = tmp_path / "file"
    whole = path.read_bytes()
    head, piece = whole[:20], PIECE + 16
    first, second = whole[20 : 20 + piece], whole[20 + piece : 20 + 2 * piece]
    broken(store, path, whole[:-1])
    broken(store, path, whole[: 20 + 2 * piece])
    broken(store, path, whole[:20])
    broken(store, path, whole[:3])
    broken(store, path, b"plain text that nobody sealed, long enough for a header")
    broken(store, path, head + second + first + whole[20 + 2 * piece :])
    broken(store, path, whole[:100] + bytes([whole[100] ^ 1]) + whole[101:])


def test_an_older_key_still_opens(store: SealedStorage, settings: Any) -> None:
    old, new = "the key of last year, forty characters long", "the key of this year"
    settings.SALT_KEY = old
    store.save("file", ContentFile(b"old"))
    settings.SALT_KEY = [new, old]
    with store.open("file") as file:
        assert file.read() == b"old"
    settings.SALT_KEY = "quite another key"
    with pytest.raises(Broken, match="密钥不符"):
        store.open("file")
