import pytest

from gongkai.documents import xml
from gongkai.documents.errors import Damaged, Unsafe

BOMB = b'<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'


def test_a_plain_file_gives_its_root():
    root = xml.parse(b'<?xml version="1.0"?><!-- c --><a><b>1</b></a>', "f")
    assert root.tag == "a"
    assert root.findtext("b") == "1"


@pytest.mark.parametrize(
    "data",
    [
        BOMB,
        OUTSIDE,
        b"\xef\xbb\xbf" + BOMB,
        b'<?xml version="1.0"?>\n<!-- a > b --> ' + OUTSIDE,
        b"<!DOCTYPE html><a/>",
        ('<?xml version="1.0" encoding="UTF-16"?>' + BOMB.decode()).encode("utf-16"),
    ],
)
def test_a_doctype_is_unsafe(data):
    with pytest.raises(Unsafe, match="DOCTYPE"):
        xml.parse(data, "柳河镇.docx")
    with pytest.raises(Unsafe, match="DOCTYPE"):
        list(xml.walk(data, "柳河镇.docx", "a"))


@pytest.mark.parametrize("data", [b"", b"<a>", b"<a></b>", b"no", b"\xff\xfe\x00", b"<a>\x00</a>"])
def test_what_is_not_well_formed_is_damaged(data):
    with pytest.raises(Damaged, match="柳河镇"):
        xml.parse(data, "柳河镇.docx")
    with pytest.raises(Damaged, match="柳河镇"):
        list(xml.walk(data, "柳河镇.docx", "a"))


def test_nesting_beyond_the_parser_is_damaged():
    with pytest.raises(Damaged):
        xml.parse(b"<a>" * 5000 + b"</a>" * 5000, "f")


def test_walk_gives_each_element_once_in_order():
    data = b"<s><r n='1'><c>a</c></r><r n='2'><c>b</c></r></s>"
    seen = [(element.get("n"), element.findtext("c")) for element in xml.walk(data, "f", "r")]
    assert seen == [("1", "a"), ("2", "b")]
