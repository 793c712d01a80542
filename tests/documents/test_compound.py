from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents.compound import CompoundFile
from gongkai.documents.compound_hidden import hidden_parts
from gongkai.documents.errors import Damaged
from gongkai.documents.limits import DEFAULT_LIMITS
from tests.documents.compound_files import compound, properties

FILE = compound(
    {
        "WordDocument": b"w" * 5000,
        "\x05SummaryInformation": properties({4: "某甲", 7: "D:\\模板.dot", 8: "某乙"}),
        "\x05DocumentSummaryInformation": properties({15: "青山县"}),
        "Macros/VBA": b"m",
        "ObjectPool/_1": b"o",
    }
)


def test_streams_and_folders_are_found_by_path():
    file = CompoundFile(FILE, "柳河镇.doc")
    assert set(file.streams) == {
        "WordDocument",
        "\x05SummaryInformation",
        "\x05DocumentSummaryInformation",
        "Macros/VBA",
        "ObjectPool/_1",
    }
    assert file.storages == {"Macros", "ObjectPool"}
    assert file.read("WordDocument") == b"w" * 5000
    assert "WordDocument" in file
    with pytest.raises(KeyError):
        file.read("Absent")


def test_properties_and_macros_are_hidden_parts():
    parts = hidden_parts(CompoundFile(FILE, "柳河镇.doc"), "柳河镇.doc", DEFAULT_LIMITS)
    assert [(part.kind.value, part.name, part.text) for part in parts] == [
        ("metadata", "author", "某甲"),
        ("metadata", "template", "D:\\模板.dot"),
        ("metadata", "last_modified_by", "某乙"),
        ("metadata", "company", "青山县"),
        ("macro", "Macros", ""),
    ]


@pytest.mark.parametrize("size", [0, 8, 511, 600, 2000])
def test_a_file_cut_short_is_damaged(size):
    with pytest.raises(Damaged, match="复合文档结构不完整"):
        CompoundFile(FILE[:size], "柳河镇.doc")


@given(st.lists(st.tuples(st.integers(0, len(FILE) - 1), st.integers(0, 255)), max_size=12))
def test_a_mutated_file_is_read_or_damaged(changes):
    data = bytearray(FILE)
    for at, value in changes:
        data[at] = value
    with suppress(Damaged):
        file = CompoundFile(bytes(data), "f")
        for path in file.streams:
            file.read(path)
        hidden_parts(file, "f", DEFAULT_LIMITS)
