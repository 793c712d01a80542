import io
import warnings
import zipfile

import pytest

from gongkai.documents.archive import Archive
from gongkai.documents.budget import Budget
from gongkai.documents.errors import Damaged, Encrypted, LimitExceeded, Unsafe
from gongkai.documents.limits import Limits


def packed(parts: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns of the duplicate that a test asks for
        with zipfile.ZipFile(buffer, "w", method) as archive:
            for name, data in parts:
                archive.writestr(name, data)
    return buffer.getvalue()


def opened(data: bytes, **limits: float) -> Archive:
    return Archive(data, Budget("白杨乡.ofd", Limits(**limits)))  # type: ignore[arg-type]


def test_parts_are_read_by_name_without_regard_to_case_or_slash():
    archive = opened(packed([("Doc_0\\Document.xml", b"one"), ("/Doc_0/Res.xml", b"two")]))
    assert archive.names == ("Doc_0/Document.xml", "Doc_0/Res.xml")
    assert archive.read("doc_0/document.xml") == b"one"
    assert archive.read("Doc_0/Res.xml") == b"two"
    assert "Doc_0/RES.xml" in archive
    assert "Doc_1/Res.xml" not in archive
    assert archive.size("Doc_0/Res.xml") == 3


def test_a_part_that_is_absent_is_a_key_error():
    with pytest.raises(KeyError):
        opened(packed([("a", b"")])).read("b")


@pytest.mark.parametrize("name", ["../a.xml", "a/../../b.xml", "..\\a.xml", "C:/a.xml", "//a/b"])
def test_a_name_that_leaves_the_file_is_unsafe(name):
    with pytest.raises(Unsafe, match="部件名指向文件之外"):
        opened(packed([(name, b"x")]))


def test_a_name_that_comes_twice_is_unsafe():
    with pytest.raises(Unsafe, match="同名部件"):
        opened(packed([("a.xml", b"1"), ("A.XML", b"2")]))


def test_a_compression_bomb_is_unsafe():
    with pytest.raises(Unsafe, match="压缩比超过 200 倍"):
        opened(packed([("a.xml", b"\0" * 3_000_000)]))


def test_a_bomb_that_lies_about_its_size_is_caught_while_it_unpacks():
    data = bytearray(packed([("a.xml", b"\0" * 3_000_000)]))
    directory = data.rfind(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (1000).to_bytes(4, "little")
    archive = opened(bytes(data))
    with pytest.raises((Unsafe, Damaged)):
        archive.read("a.xml")


def test_the_decompressed_total_is_limited():
    data = packed([("a", b"ab" * 400), ("b", b"cd" * 400)], zipfile.ZIP_STORED)
    with pytest.raises(LimitExceeded, match="解压后"):
        opened(data, decompressed=1000)


def test_the_number_of_parts_is_limited():
    with pytest.raises(LimitExceeded, match="内含 3 个部件"):
        opened(packed([("a", b""), ("b", b""), ("c", b"")]), parts=2)


def test_a_locked_part_is_encrypted():
    data = bytearray(packed([("a.xml", b"secret")], zipfile.ZIP_STORED))
    data[6] |= 1
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(Encrypted, match="密码"):
        opened(bytes(data))


@pytest.mark.parametrize("cut", [4, 30, 60])
def test_a_zip_cut_short_is_damaged(cut):
    with pytest.raises(Damaged, match="白杨乡"):
        opened(packed([("a.xml", b"text")])[:-cut])


def test_a_part_with_a_wrong_checksum_is_damaged():
    data = packed([("a.xml", b"abcdef")], zipfile.ZIP_STORED).replace(b"abcdef", b"abcdeX")
    with pytest.raises(Damaged, match="部件无法解压"):
        opened(data).read("a.xml")


def test_an_unknown_compression_method_is_damaged():
    data = packed([("a.xml", b"abcdef")], zipfile.ZIP_BZIP2)
    with pytest.raises(Damaged, match="压缩方法"):
        opened(data).read("a.xml")
