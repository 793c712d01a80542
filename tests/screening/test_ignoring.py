from datetime import date

import pytest

from gongkai.screening.errors import IgnoringInvalid
from gongkai.screening.finding import Ignored
from gongkai.screening.ignoring import add_ignored, read_ignored, record_beside


def test_records_are_appended_and_read_back(tmp_path):
    path = record_beside(tmp_path / "名单.xlsx")
    assert read_ignored(path) == ()
    first = Ignored("0123456789abcdef", "王明", '依法公示"全名"\n见文件', date(2026, 1, 5))
    second = Ignored("fedcba9876543210", "李华", "公开电话", date(2026, 1, 6))
    add_ignored(path, first)
    add_ignored(path, second)
    assert read_ignored(path) == (first, second)


@pytest.mark.parametrize(
    "text", ["[[ignored", '[[ignored]]\nfingerprint = "a"\nby = "甲"\nwhy = ""\non = 2026-01-05']
)
def test_a_broken_record_is_told(tmp_path, text):
    path = tmp_path / "名单.xlsx.ignored.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(IgnoringInvalid, match="忽略记录"):
        read_ignored(path)
