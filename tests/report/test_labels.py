import pytest

from gongkai.report.edition import edition
from gongkai.report.labels import build_index, key

REQUESTS = build_index(edition("2021").table("requests"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.属于国家秘密", "属于国家秘密"),
        ("1. 属于国家秘密", "属于国家秘密"),
        ("１．属于国家秘密", "属于国家秘密"),
        ("(1) 属于国家秘密", "属于国家秘密"),
        ("（一）予以公开", "予以公开"),
        ("三、本年度办理结果", "本年度办理结果"),
        ("3.危及“三安全一稳定”", "危及三安全一稳定"),
        ('3.危及"三安全一稳定"', "危及三安全一稳定"),
        ("第二十条第(一)项", "第二十条第一项"),
        ("总　计", "总计"),
    ],
)
def test_a_label_is_the_same_in_every_dress(text, expected):
    assert key(text) == expected


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("一、本年新收政府信息公开申请数量", "new"),
        ("(二) 部分公开(区分处理的, 只计这一情形, 不计其他情形)", "partly_disclosed"),
        ("（五）不予处理 1.信访举报投诉类申请", "not_processed_complaint"),
        ("(七) 总计", "result_total"),
        ("3.其他", "other_other"),
        ("1.本机关不掌握相关政府信患", "unavailable_not_held"),
        ("四、结转下年度继续办理", "carried_out"),
    ],
)
def test_rows_are_recognised_by_their_labels(text, row):
    assert REQUESTS.row(text).id == row


@pytest.mark.parametrize(
    "text", ["", "自然人", "不予公开", "属于", "本年收到的来信数量", "9.其他不予公开情形"]
)
def test_what_is_no_row_is_not_taken_for_one(text):
    assert REQUESTS.row(text) is None


def test_a_label_nearly_right_is_a_variant_and_an_exact_one_is_not():
    assert REQUESTS.row("本年度新收政府信息公开申请数量").variant
    assert not REQUESTS.row("1、属于国家秘密").variant


def test_several_labels_in_one_cell_are_taken_apart():
    text = "1.属于国家秘密 2.其他法律行政法规禁止公开"
    assert REQUESTS.several(text) == ("withheld_state_secret", "withheld_by_law")
    assert REQUESTS.several("1.属于国家秘密") == ()
