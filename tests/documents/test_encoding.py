import pytest

from gongkai.documents.encoding import decode

TEXT = "一、总体情况\r\n青山县 2024 年\t０\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_chinese_text_is_read_in_each_encoding(encoding):
    assert decode(TEXT.encode(encoding)) == TEXT


def test_rare_characters_of_gb18030_are_read():
    assert decode("䶮村 𠮷".encode("gb18030")) == "䶮村 𠮷"


def test_a_claim_of_latin_1_is_not_believed():
    assert decode("规章".encode("gbk"), "iso-8859-1") == "规章"


def test_a_claim_of_big5_is_believed():
    assert decode("規章與收費".encode("big5"), "big5") == "規章與收費"


def test_one_broken_byte_leaves_the_rest_readable():
    assert (
        decode("柳河镇年度报告".encode() + b"\xff" + "公开".encode()) == "柳河镇年度报告\ufffd公开"
    )


def test_no_bytes_are_no_text():
    assert decode(b"") == ""


def test_an_unknown_claim_is_ignored():
    assert decode("规章".encode("gbk"), "no\0such") == "规章"
