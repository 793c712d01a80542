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


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("中国银保监会有关负责人", "银保监会", "国家金融监督管理总局"),
        ("按照国家卫计委要求", "国家卫计委", "国家卫生健康委员会"),
        ("报农业部批准", "", ""),
        ("，农业部要求", "农业部", "农业农村部"),
        ("由县国税局办理", "国税局", "税务局"),
        ("青山县公安消防大队", "公安消防大队", "消防救援大队"),
        ("县监察局立案", "监察局", "监察委员会"),
        ("融入“一带一路”战略，", "“一带一路”战略", "“一带一路”倡议"),
        ("县人民政府副书记主持", "人民政府副书记", "党委书记，或者县长、乡长、镇长"),
        ("中共中央总书计讲话", "中共中央总书计", "中共中央总书记"),
        ("截止2024年底，全镇共有低保户120户", "截止2024年底", "截至"),
        ("截止6月30日，累计发放补贴", "截止6月30日", "截至"),
        ("各村必需严格遵守", "必需", "必须"),
        ("必需按照程序办理", "必需", "必须"),
        ("群众的回教信仰", "回教", "伊斯兰教"),
        ("送劳教所教育", "劳教所", "（已撤销，引用历史时请写明）"),
        ("推翻满清统治", "满清", "清朝、清政府"),
        ("一如继往地支持", "一如继往", "一如既往"),
        ("全力以付抓落实", "全力以付", "全力以赴"),
        ("严肃查处循私舞弊", "循私舞弊", "徇私舞弊"),
        ("会议按排如下", "按排", "安排"),
        ("资金拔付到户", "拔付", "拨付"),
    ],
)  # fmt: skip
def test_renamed_bodies_titles_and_misspelt_phrases(text: str, wrong: str, right: str) -> None:
    found = [(text[hit.start : hit.end], word.right) for hit, word in wordings(text, shipped_words())]  # fmt: skip
    assert found == ([(wrong, right)] if wrong else [])


@pytest.mark.parametrize(
    "text",
    [
        "国家金融监督管理总局", "由农业部门负责", "根据农业部令2016年第4号", "县卫生健康局", "国家税务总局青山县税务局", "县消防救援大队", "原县国税局",
        "共建“一带一路”倡议", "“一带一路”战略合作伙伴", "县人民政府党组书记", "报名截止2024年5月31日。", "截止日期：2024年5月31日", "报名自5月1日开始，截止5月31日，逾期不予受理",
        "截止时间为6月30日", "生活必需品", "为履行职责所必需严格限定", "办学所必需经费", "收回教师宿舍", "返回教室", "期满清算", "任期届满清退", "中华民国二十三年修建",
        "按排名先后", "按排放标准", "投资询价", "一座标志性建筑", "共渡难关、渡过难关", "举报消防隐患", "选拔打造一批人才", "究竟赛程如何",
        "日本、韩国、台湾等国家和地区", "县政府、书记办公会", "银保监会令2020年第9号", "世界卫生部长会议",
    ],
)  # fmt: skip
def test_bodies_terms_and_words_that_are_right_stay(text: str) -> None:
    assert not [(text[hit.start : hit.end], word.right) for hit, word in wordings(text, shipped_words())]  # fmt: skip
