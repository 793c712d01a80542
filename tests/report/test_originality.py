from random import Random

import pytest

from gongkai.report.originality import Likeness, alike, grams, grams_of, likeness, masked, names_of
from gongkai.report.reading import read_file
from tests.report.forge.bodies import forge_body
from tests.report.forge.truth import copied, forge_truth, reworded
from tests.report.invented import invented

LIUHE = (
    "2024年，柳河镇把公开做在前头。我镇全年公开信息116条，其中补贴名册28条、会议记录12份，"
    "每月底由办公室核对一遍栏目，发现缺漏当日补齐；赶集日在文化站设咨询桌，解答种植补贴的疑问。"
    "存在的问题是山里几个村的公示栏雨季受潮，名册字迹看不清；明年计划换成带檐的栏板，并请村会计每季度拍照报备。"
)
COPIED = (
    LIUHE.replace("柳河镇", "白杨乡")
    .replace("我镇", "我乡")
    .replace("2024", "2023")
    .replace("116", "94")
)
REWORDED = (
    COPIED.replace("把公开做在前头", "把公开摆在前头")
    .replace("核对一遍栏目", "检查一次栏目")
    .replace("解答种植补贴的疑问", "回答种植补贴的问题")
)
OTHER = (
    "松林镇今年的公开工作围绕征地和宅基地审批展开。全部审批结果在受理后十日内上网，并抄送所在村张贴；"
    "对三起申请作了答复，其中一起征求了第三方意见。便民大厅的触摸屏新增了查询入口，老年人可以请窗口代查。"
    "不足之处在于答复书引用条款不够准确，今后由司法所先行把关，再报分管负责人签发。"
)
NAMES = {"柳河镇", "白杨乡", "松林镇"}


def test_names_years_figures_and_punctuation_are_masked():
    assert masked("2024年，柳河镇公开信息1,288条；我镇（柳河镇）。", NAMES) == "0年某公开信息0条某"


def test_a_body_is_masked_under_all_its_names():
    assert names_of(invented()) == {
        "柳河镇人民政府",
        "青山县柳河镇人民政府",
        "青山县柳河镇",
        "柳河镇",
        "青山县",
        "柳河",
        "青山",
    }


def test_the_same_text_is_wholly_alike():
    assert likeness(grams(LIUHE), grams(LIUHE)) == Likeness(1.0, 1.0)


def test_a_copy_with_names_and_years_changed_stays_a_copy():
    found = likeness(grams(LIUHE, NAMES), grams(COPIED, NAMES))
    assert found.jaccard >= 0.85


def test_a_light_paraphrase_is_seen():
    found = likeness(grams(LIUHE, NAMES), grams(REWORDED, NAMES))
    assert 0.60 <= found.jaccard < 0.85


def test_unrelated_reports_have_almost_nothing_in_common():
    found = likeness(grams(LIUHE, NAMES), grams(OTHER, NAMES))
    assert found.jaccard <= 0.05


def test_a_part_taken_over_whole_shows_in_the_containment():
    found = likeness(grams(LIUHE), grams(LIUHE + OTHER))
    assert found.containment == 1.0
    assert found.jaccard < 0.6


def test_a_text_too_short_is_not_judged():
    assert likeness(grams("一二三四"), grams(LIUHE)) is None


def test_tables_take_no_part():
    assert grams_of(invented()) == grams_of(invented(without=["requests", "disputes", "proactive"]))


@pytest.mark.parametrize("copies", [2, 12])
def test_pairs_are_found_among_many_whether_grams_are_rare_or_common(copies):
    texts = [grams(OTHER), *[grams(LIUHE)] * copies, frozenset()]
    pairs = alike(texts, at_least=0.6)
    assert len(pairs) == copies * (copies - 1) // 2
    assert all(0 not in (pair.first, pair.second) for pair in pairs)
    assert {pair.likeness for pair in pairs} == {Likeness(1.0, 1.0)}


def test_figures_of_a_pair_are_those_of_the_two_texts_alone():
    texts = [grams(text, NAMES) for text in (LIUHE, COPIED, REWORDED, OTHER)]
    found = {(pair.first, pair.second): pair.likeness for pair in alike(texts, at_least=0.01)}
    assert found[0, 2] == likeness(texts[0], texts[2])
    assert found[1, 2] == likeness(texts[1], texts[2])
    assert next(iter(found)) == (0, 1)


def own_grams(truth):
    body = truth.body
    text = truth.part("overview").text + "\n" + truth.part("problems").text
    return grams(text, {name for name in (body.full_name, body.name, body.short) if len(name) > 1})


def test_prescribed_terms_make_no_one_alike():
    heads = "（一）主动公开情况。（二）依申请公开情况。（三）政府信息管理情况。（四）平台建设。（五）监督保障。"
    first, second = heads + "名册按户列表。", heads + "合同样本贴在村部。"
    assert masked(heads) == "一式情况二式情况三式情况四式五式"
    assert likeness(grams(first), grams(second)).jaccard < 0.6


def test_forged_copies_under_another_name_and_year_are_copies():
    for seed in range(60):
        truth = forge_truth(seed)
        copy = copied(truth, forge_body(Random(seed + 100)), 2021 if truth.year > 2021 else 2022)
        assert likeness(own_grams(truth), own_grams(copy)).jaccard >= 0.85


def test_forged_reports_of_unrelated_authors_have_little_in_common():
    for seed in range(60):
        first, second = forge_truth(seed, dialect=0), forge_truth(seed + 5000, dialect=1)
        assert likeness(own_grams(first), own_grams(second)).jaccard <= 0.05


def test_forged_reports_lightly_reworded_stay_alike():
    for seed in range(60):
        truth = forge_truth(seed)
        assert likeness(own_grams(truth), own_grams(reworded(truth))).jaccard >= 0.60


def test_the_real_reports_are_unrelated(samples):
    texts = [grams_of(read_file(path)) for path in samples.values()]
    assert alike(texts, at_least=0.05) == []
