from datetime import date

import pytest

from gongkai.screening.errors import ListInvalid
from gongkai.screening.wording import parse_word_list, shipped_words, wordings


def right(text, **options):
    return [word.right for _, word in wordings(text, shipped_words(), **options)]


def test_a_body_that_was_renamed_is_told():
    assert right("报国土资源局审批") == ["自然资源局"]


def test_history_is_not_wrong():
    assert right("原国土资源局") == []
    assert right("报国土资源局审批", on=date(2017, 1, 1)) == []


def test_a_typing_error_is_told():
    assert right("依申公开") == ["依申请公开"]


def test_neighbours_can_make_it_another_word():
    assert right("环境保护部门") == []
    assert right("环境保护部") == ["生态环境部"]


def test_every_entry_has_a_citation():
    assert all(word.cite for word in shipped_words())


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[[word]]\nwrong = 1", "variety"),
        ('[[word]]\nvariety="typo"\nwrong="甲"\nright="乙"\nfrom=2020-01-01', "cite"),
        (
            '[[word]]\nvariety="mobile"\nwrong="甲"\nright="乙"\nfrom=2020-01-01\ncite="丙"',
            "variety",
        ),
        (
            '[[word]]\nvariety="typo"\nwrong="甲"\nright="乙"\nfrom=2020-01-01\ncite="丙"\nnot_after="("',
            "not_after",
        ),
        ("[[word", "全文"),
    ],
)
def test_a_broken_list_names_its_file_and_entry(text, key):
    with pytest.raises(ListInvalid) as caught:
        parse_word_list(text, "本县.toml")
    assert "本县.toml" in str(caught.value)
    assert key in caught.value.key


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("在建国七十五周年之际，", "建国七十五周年", "新中国成立"),
        ("团结在以习近平为核心的党中央周围，", "以习近平为核心的党中央", "以习近平同志为核心的党中央"),
        ("坚定道路自信、制度自信、理论自信和文化自信，", "道路自信、制度自信、理论自信和文化自信", "道路自信、理论自信、制度自信、文化自信"),
        ("增强政治意识、核心意识、大局意识、看齐意识，", "政治意识、核心意识、大局意识、看齐意识", "政治意识、大局意识、核心意识、看齐意识"),
        ("来自新疆维族的客商", "维族", "维吾尔族"),
        ("在台湾首都举办", "台湾首都", "台湾地区的城市，不称首都"),
        ("优化营商环镜，", "环镜", "环境"),
        ("深入推进扫黑出恶专项斗争", "扫黑出恶", "扫黑除恶"),
        ("广西省客商到访", "广西省", "广西壮族自治区"),
        ("公安机关立案侦察后", "立案侦察", "侦查"),
        ("由全国人大委员长主持", "全国人大委员长", "全国人大常委会委员长"),
        ("县人大主任出席", "人大主任", "人大常委会主任"),
        ("各乡镇政俯要抓好", "政俯", "政府"),
        ("限期于2026年6月31日前整改", "6月31日", "（没有这一天，请核对）"),
        ("自2024年13月1日起", "13月1日", "（没有这一天，请核对）"),
        ("推进党风连政建设。", "党风连政建设", "党风廉政建设"),
        ("由县人力资原和社会保障局牵头", "人力资原和社会保障", "人力资源和社会保障"),
    ],
)  # fmt: skip
def test_order_names_dates_and_set_phrases(text: str, wrong: str, right: str) -> None:
    found = [(text[hit.start : hit.end], word.right) for hit, word in wordings(text, shipped_words())]  # fmt: skip
    assert found == [(wrong, right)]


@pytest.mark.parametrize(
    "text",
    [
        "坚定道路自信、理论自信、制度自信和文化自信。", "增强政治意识、大局意识、核心意识、看齐意识。", "以习近平同志为核心的党中央",
        "李建国同志出席", "新中国成立七十五周年", "维吾尔族、蒙古族和朝鲜族", "广西壮族自治区", "侦察兵退役", "县人大常委会主任", "全国人大常委会委员长",
        "6月30日前", "12月31日", "2月29日", "县市场监督管理所", "党风廉政建设", "推进社会主义现代化建设", "政务信息公开工作", "基层公共服务平台",
    ],
)  # fmt: skip
def test_what_is_right_or_another_word_stays(text: str) -> None:
    assert not list(wordings(text, shipped_words()))


@pytest.mark.parametrize(
    ("like", "text"),
    [("甲乙丙?", "甲乙"), ("甲乙|丙丁", "丙丁"), ("甲(?:乙|丙(?:丁))|戊己", "戊己"), ("(?<=[县])甲局|乙局", "乙局"), ("甲乙*", "甲")],
)  # fmt: skip
def test_an_expression_is_asked_wherever_it_may_find_something(like: str, text: str) -> None:
    entry = f'variety = "typo"\nwrong = "错"\nright = "对"\nfrom = 2020-01-01\ncite = "例"\nlike = \'{like}\'\n'
    assert len(list(wordings(text, parse_word_list(f"[[word]]\n{entry}", "本县.toml")))) == 1
