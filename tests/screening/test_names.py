import pytest

from gongkai.screening.names import is_name, is_sensitive_title
from gongkai.screening.text import hits_in_text


def names(text, **options):
    return [
        text[hit.start : hit.end]
        for hit in hits_in_text(text, **options)
        if hit.variety.startswith(("name", "requester", "signature"))
    ]


@pytest.mark.parametrize("name", ["张三", "欧阳小明", "王建国", "阿依古丽·买买提"])
def test_full_names_are_names(name):
    assert is_name(name)


@pytest.mark.parametrize("word", ["张某", "张某某", "张*", "康复", "合计", "一组", "安全", "12"])
def test_masked_names_and_words_are_no_names(word):
    assert not is_name(word)


def test_names_beside_a_sensitive_situation_are_found():
    assert names("低保对象张三、李小明已核实。") == ["张三", "李小明"]
    assert names("王建国系农村低保户。") == ["王建国"]
    assert names("患者赵敏住院治疗。") == ["赵敏"]
    assert names("取消刘永的低保资格。") == ["刘永"]
    assert names("留守儿童陈晨由祖母照料。") == ["陈晨"]
    assert names("家庭暴力受害人孙丽申请告诫书。") == ["孙丽"]


def test_officials_and_rules_are_not_found():
    assert names("领导小组由镇长张建国任组长、副镇长李明任副组长。") == []
    assert names("残疾人康复中心、未成年人保护工作、患者权益保护。") == []
    assert names("低保对象认定办法，孤儿保障政策，学生安全教育。") == []


def test_a_list_of_names_counts_under_a_sensitive_title_only():
    text = "张三、李小明、王建国"
    assert names(text, sensitive=True) == ["张三", "李小明", "王建国"]
    assert names(text) == []


def test_the_name_beside_a_signature_counts_in_a_scan_only():
    text = "申请人（签名）：张三"
    assert names(text, recognised=True) == ["张三"]
    assert names(text) == []


def test_who_asked_for_information_is_found():
    assert names("信息公开申请人张三于5月提出申请。") == ["张三"]


def test_titles_of_lists_are_told_from_titles_of_rules():
    assert is_sensitive_title("柳河镇农村低保对象名单")
    assert not is_sensitive_title("低保标准一览表")
    assert not is_sensitive_title("耕地地力保护补贴公示表")


def test_half_a_number_of_a_document_is_nobody():
    line = "关于处罚公示的通知\n柳政发31\n柳河镇人民政府\n请联系，电话13812345678"
    assert names(line, sensitive=True) == []
    assert names("柳政办发第12号\n王建国的电话13812345678。", sensitive=True) == ["王建国"]
    assert names("王建国3500\n低保对象张三已核实。") == ["张三"]
