from gongkai.screening.health import SITUATION, births, health, is_birth_date


def found(reader, text):
    return [(hit.variety, text[hit.start : hit.end]) for hit in reader(text)]


def test_illness_of_a_person_is_found_with_the_name():
    assert ("illness", "尿毒症") in found(health, "张三身患尿毒症多年。")
    assert ("name-in-sensitive-text", "张三") in found(health, "张三身患尿毒症多年。")


def test_fields_of_forms_are_read():
    assert ("illness", "肺癌") in found(health, "诊断：肺癌，住院治疗")
    assert ("disability", "肢体残疾二级") in found(health, "残疾类别：肢体残疾二级")
    assert ("cause-of-poverty", "因病") in found(health, "致贫原因：因病；户主：略")


def test_rules_about_illness_are_not_found():
    assert found(health, "尿毒症透析、恶性肿瘤等纳入重大疾病保障范围。") == []
    assert found(health, "高血压、糖尿病患者健康管理") == []
    assert found(health, "诊断：无，健康状况良好") == []


def test_births_are_found_and_officials_left():
    assert found(births, "张三，1980年5月3日出生") == [("birth-date", "1980年5月3日")]
    assert found(births, "出生日期：1980-05-03") == [("birth-date", "1980-05-03")]
    assert found(births, "张三，出生于1980年5月，中共党员，现任副镇长，拟任镇长") == []
    assert found(births, "本报告于2024年1月3日生效") == []


def test_a_whole_text_can_be_a_birth_date():
    assert is_birth_date("1980-05-03")
    assert is_birth_date("1980年5月")
    assert not is_birth_date("1980-13-03")
    assert not is_birth_date("19800")


def test_wounds_by_degree_and_illness_by_its_ending_fill_a_cell():
    for told in ("伤残八级", "因战七级", "十级伤残", "多重（二级）", "精神类二级", "二级肢体"):
        assert SITUATION.fullmatch(told)
    for told in ("房颤", "肺栓塞", "二尖瓣狭窄", "心律失常", "精神发育迟滞", "系统性红斑狼疮"):
        assert SITUATION.fullmatch(told)
    assert not SITUATION.fullmatch("道路狭窄")


def test_short_dates_of_birth_are_found_where_a_person_is_told():
    assert found(births, "死者张三（19510703生，生前住柳河镇）") == [("birth-date", "19510703")]
    assert found(births, "李四，男，1951年7月，家住柳河镇") == [("birth-date", "1951年7月")]
    assert found(births, "2024年9月出生人口") == []
