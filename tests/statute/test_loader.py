"""One broken file for each message of the loader: `broken/<name>.toml`."""

from pathlib import Path

import pytest

from gongkai.statute.citations import read_instrument
from gongkai.statute.codelists import Codelist, check_references, read_codelist
from gongkai.statute.duties import read_duties
from gongkai.statute.errors import StatuteDataError
from gongkai.statute.loader import Record, load_folder, parse, walk
from gongkai.statute.notices import read_notice
from gongkai.statute.parameters import read_parameter
from gongkai.statute.settings import read_setting

FOLDER = Path(__file__).parent / "broken"
READERS = {
    "parameter": read_parameter,
    "instrument": read_instrument,
    "notice": read_notice,
    "setting": read_setting,
    "codelist": read_codelist,
    "duties": read_duties,
}

# file, reader, the key that the message names, what it says
BROKEN = [
    ("not_toml", "parameter", "", "不是合格的TOML文件"),
    ("unknown_key", "parameter", "colour", "不是这种文件的键"),
    ("unknown_key_in_value", "parameter", "value[1].page", "不是这种文件的键"),
    ("missing_label", "parameter", "label", "缺失"),
    ("missing_citation", "parameter", "value[1].cite", "缺失"),
    ("missing_checked", "parameter", "value[1].checked", "缺失"),
    ("no_values", "parameter", "value", "至少要有一项"),
    ("empty_text", "parameter", "label", "是空的"),
    ("label_is_a_number", "parameter", "label", "应为文字"),
    ("unknown_unit", "parameter", "unit", "为“fortnight”，应为"),
    ("date_is_text", "parameter", "value[1].from", "应为日期"),
    ("date_with_time", "parameter", "value[1].from", "应为日期"),
    ("value_is_text", "parameter", "value[1].value", "应为整数"),
    ("value_is_zero", "parameter", "value[1].value", "不得小于1"),
    ("repeated_date", "parameter", "value[2].from", "重复了2019-05-15"),
    ("dates_out_of_order", "parameter", "value[2].from", "应按时间先后排列"),
    ("gap_between_values", "parameter", "value[2].from", "有空档"),
    ("overlapping_values", "parameter", "value[2].from", "重叠"),
    ("ends_before_it_begins", "parameter", "value[1].to", "应晚于from"),
    ("checked_before_issued", "parameter", "value[1].checked", "早于issued"),
    ("malformed_citation", "parameter", "value[1].cite", "写法应如"),
    ("unknown_instrument", "parameter", "value[1].cite", "没有登记文件"),
    ("unknown_article", "parameter", "value[1].cite", "没有登记第57条"),
    ("unknown_paragraph", "parameter", "value[1].cite", "只有3款"),
    ("unknown_item", "parameter", "value[1].cite", "没有第8项"),
    ("tiers_do_not_meet", "parameter", "value[1].tier[2].first", "不相接"),
    ("last_tier_is_closed", "parameter", "value[1].tier", "最后一档应无上限"),
    ("id_is_not_the_file_name", "instrument", "id", "与文件名不符"),
    ("unknown_kind", "instrument", "kind", "为“rumour”"),
    ("repeated_article", "instrument", "article[2].number", "重复了第1条"),
    ("items_in_a_missing_paragraph", "instrument", "article[1].items", "超出本条的1款"),
    ("items_are_not_counts", "instrument", "article[1].items", "序号 = 个数"),
    ("instrument_ends_before_it_begins", "instrument", "to", "应晚于from"),
    ("instrument_checked_before_issued", "instrument", "checked", "早于issued"),
    ("instrument_without_date_or_year", "instrument", "year", "缺失"),
    ("compared_is_not_a_flag", "instrument", "compared", "应为true或false"),
    ("holiday_ends_before_it_begins", "notice", "holiday[1].last", "早于first"),
    ("day_off_twice", "notice", "holiday", "同时属于元旦和春节"),
    ("off_and_worked", "notice", "holiday", "既放假又上班"),
    ("make_up_day_is_a_weekday", "notice", "holiday", "本来就是星期一至五"),
    ("day_of_another_year", "notice", "holiday", "不在2027年"),
    ("notice_checked_before_issued", "notice", "checked", "早于issued"),
    ("work_is_not_a_list_of_days", "notice", "holiday[1].work", "应为日期的列表"),
    ("no_holidays", "notice", "holiday", "至少要有一项"),
    ("default_is_no_choice", "setting", "default", "应为yes之一"),
    ("repeated_choice", "setting", "choice[2].id", "重复了“yes”"),
    ("default_is_not_a_number", "setting", "default", "应为1至9的整数"),
    ("default_out_of_bounds", "setting", "default", "应为1至9的整数"),
    ("setting_touches_nothing_known", "setting", "touches", "没有登记第99条"),
    ("touches_is_not_a_list", "setting", "touches", "应为文字的列表"),
    ("repeated_code", "codelist", "code[2].id", "重复了“one”"),
    ("law_and_practice_at_once", "codelist", "code[1].cites", "有且只有一个"),
    ("neither_law_nor_practice", "codelist", "code[1].cites", "有且只有一个"),
    ("undeclared_key", "codelist", "code[1].forse", "不是这种文件的键"),
    ("reference_without_target", "codelist", "refers", "应写作“键=列表”"),
    ("codes_are_not_tables", "codelist", "code", "应为[[code]]的列表"),
    ("duty_without_citation", "duties", "duty[1].cites", "缺失"),
    ("duty_proved_and_pending", "duties", "duty[1].tests", "有且只有一个"),
    ("duty_in_an_unknown_room", "duties", "duty[1].room", "为“attic”"),
    ("repeated_duty", "duties", "duty[2].id", "重复了“one”"),
]


def read_whole(text, file, reader):
    record = parse(text, file)
    reader(record)
    record.close()


@pytest.mark.parametrize(("name", "reader", "key", "problem"), BROKEN, ids=[b[0] for b in BROKEN])
def test_a_broken_file_is_refused_with_file_and_key(name, reader, key, problem):
    file = f"{name}.toml"
    text = (FOLDER / file).read_text(encoding="utf-8")
    with pytest.raises(StatuteDataError) as refusal:
        read_whole(text, file, READERS[reader])
    error = refusal.value
    assert (error.file, error.key) == (file, key)
    assert problem in error.problem
    assert error.message.startswith(f"{file}：")
    assert error.message.endswith("。")


def test_every_broken_file_has_its_message():
    assert {path.stem for path in FOLDER.glob("*.toml")} == {broken[0] for broken in BROKEN}


def test_a_codelist_that_refers_to_a_code_that_does_not_exist_is_refused():
    text = (
        'label = "结果"\nkeys = ["letter"]\nrefers = ["letter=letters"]\n'
        '[[code]]\nid = "one"\nlabel = "一"\ncites = ["ogi-2019#36"]\nletter = "poem"\n'
    )
    outcomes = read_codelist(parse(text, "codelists/outcomes.toml"))
    letters = Codelist("letters", "文书", {}, (), {})
    with pytest.raises(StatuteDataError) as refusal:
        check_references({"outcomes": outcomes, "letters": letters})
    assert refusal.value.key == "one.letter"
    with pytest.raises(StatuteDataError) as refusal:
        check_references({"outcomes": outcomes})
    assert "不存在" in refusal.value.problem


def test_every_data_file_of_the_room_is_read_by_someone():
    folders = {
        path.split("/")[0]
        for folder in ("instruments", "parameters", "codelists")
        for path, _ in walk(folder)
    }
    assert folders == {"instruments", "parameters", "codelists"}
    assert len(load_folder("settings", read_setting)) == 34


def test_a_record_names_nested_places():
    record = parse("[[a]]\n[[a.b]]\nc = 1\n", "x.toml")
    inner = record.records("a")[0].records("b")[0]
    assert isinstance(inner, Record)
    assert inner.key("c") == "a[1].b[1].c"
