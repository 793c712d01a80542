from typing import Any

import pytest

from tests.report.checks.builder import OTHER, OVERVIEW, PROBLEMS, Case, Draft, ids

NAMELESS: dict[str, Any] = {
    "title": "政府信息公开工作年度报告",
    "preamble": ("现将有关情况报告如下。",),
    "signature": ("特此报告。",),
    "overview": "我镇把公开当成日常事来做。",
    "other": "未收取信息处理费。",
}


def first(sentence: str) -> tuple[str, ...]:
    """Part one that begins with this sentence."""
    return (sentence, *OVERVIEW[1:])


def last(sentence: str) -> tuple[str, ...]:
    """Part five that ends with this sentence."""
    return (*PROBLEMS, sentence)


CASES = (
    Case(
        "AR401",
        "将考核结果没有谓语",
        Draft(problems=last("进行平时检查、定期考核、重点考核，将考核结果。")),
        "warning",
        place="五、存在的主要问题及改进情况",
        says=("将考核结果。”没有谓语；请补全这句话。",),
        found="将考核结果",
    ),
    Case(
        "AR401", "将考核结果张榜公布", Draft(problems=last("重点考核，将考核结果张榜公布。")), None
    ),
    Case(
        "AR401",
        "段末没有句号",
        Draft(
            overview=first(
                "2024年，我镇把公开当成日常事来做，每月核对一遍栏目。缺页的当天补上，过期告示由村文书收走存档"
            )
        ),
        "notice",
        says=("没有句号，这一段可能没有写完；请补上句号或下文。",),
    ),
    Case("AR401", "小标题没有句号", Draft(), None),
    Case(
        "AR401",
        "句子断在“但”字",
        Draft(overview=first("一是内容全面，二是公开数量较上年有大幅提升，但。三是每月核对。")),
        "warning",
        says=("二是公开数量较上年有大幅提升，但”没有写完；请补全这句话。",),
    ),
    Case(
        "AR401",
        "部分的末句断在逗号",
        Draft(problems=last("每月核对一遍栏目，缺页的当天补上，")),
        "warning",
        says=("每月核对一遍栏目，缺页的当天补上，”没有写完；请补全这句话。",),
    ),
    Case(
        "AR401",
        "部分的末句断在连词",
        Draft(problems=last("每月核对一遍栏目，但")),
        "warning",
        says=("每月核对一遍栏目，但”没有写完；请补全这句话。",),
    ),
    Case(
        "AR401",
        "参与、涉及收尾",
        Draft(problems=last("问题由各办公室共同参与，改进的事项也有涉及。")),
        None,
    ),
    Case(
        "AR402",
        "依主要托",
        Draft(overview=first("我镇依主要托县政府门户网站公开。")),
        "warning",
        place="一、总体情况",
        says=("中的“依主要托”字序错乱，疑为“主要依托”；请改为“主要依托”。",),
        found="依主要托",
        expected="主要依托",
    ),
    Case(
        "AR402",
        "主要依托",
        Draft(overview=first("我镇主要依托县政府门户网站公开信息公开目录。")),
        None,
    ),
    Case(
        "AR402",
        "工作公开不是错乱",
        Draft(overview=first("公开信息、更新及时、公开依法，人员工作到位。")),
        None,
    ),
    Case(
        "AR403",
        "信公开内容",
        Draft(problems=last("但仍存在信公开内容不够全面的问题。")),
        "warning",
        says=("中的“信公开”疑为“信息公开”；请核对用词。",),
        found="信公开",
        expected="信息公开",
    ),
    Case(
        "AR403", "信息公开内容", Draft(problems=last("但仍存在信息公开内容不够全面的问题。")), None
    ),
    Case("AR403", "微信公开", Draft(problems=last("改用微信公开和短信公开。")), None),
    Case(
        "AR405",
        "乡镇全面负责全县",
        Draft(overview=first("党政办是全县政府信息公开工作负责部门，全面负责全县公开。")),
        "warning",
        place="一、总体情况",
        says=("不是乡镇、街道的口气；请改为本机关的范围。",),
    ),
    Case(
        "AR405",
        "乡镇自称我局",
        Draft(overview=first("我局把公开当成日常事来做。")),
        "warning",
        found="我局",
    ),
    Case(
        "AR405",
        "乡镇称我县主动公开",
        Draft(overview=first("2024年，我县主动公开政府信息94条。")),
        "warning",
    ),
    Case(
        "AR405",
        "按照我县统一部署",
        Draft(overview=first("按照我县统一部署，参加全县公开培训。")),
        None,
    ),
    Case(
        "AR405",
        "局自称我镇",
        Draft(place="教育局", overview=first("我镇把公开当成日常事来做。")),
        "warning",
    ),
    Case("AR405", "不知道哪一级机关", Draft(**NAMELESS), "unassessable"),
    Case(
        "AR406",
        "2024年度写2023年主动公开",
        Draft(overview=first("2023年，我镇主动公开补贴名册按户列表。")),
        "warning",
        place="一、总体情况",
        says=("写的是2023年，本报告是2024年度的；请核对年份。",),
        found=2023,
        expected="2024",
    ),
    Case(
        "AR406", "与2023年相比", Draft(overview=first("主动公开的名册与2023年相比多出一倍。")), None
    ),
    Case(
        "AR406",
        "2023年印发的办法",
        Draft(overview=first("我镇按2023年印发的办法主动公开名册。")),
        None,
    ),
    Case("AR406", "没有年度", Draft(**NAMELESS), "unassessable"),
    Case(
        "AR407",
        "以公开为原则",
        Draft(problems=last("按照以公开为原则、不公开为例外的要求改进。")),
        "warning",
        place="五、存在的主要问题及改进情况",
        says=("已过时，现为“以公开为常态、不公开为例外”（政府信息公开条例第五条",),
        expected="以公开为常态、不公开为例外",
    ),
    Case(
        "AR407",
        "15个工作日内答复",
        Draft(problems=last("申请在15个工作日内答复。")),
        "warning",
        expected="20个工作日",
    ),
    Case("AR407", "以公开为常态", Draft(problems=last("坚持以公开为常态、不公开为例外。")), None),
    Case(
        "AR407",
        "15个工作日内征求第三方",
        Draft(problems=last("第三方应在15个工作日内提出意见。")),
        None,
    ),
    Case(
        "AR408",
        "发布信息60余篇",
        Draft(overview=first("微信公众号发布信息60余条。")),
        "warning",
        place="一、总体情况",
        says=("数量含糊；应写确数，请按台账改写。",),
    ),
    Case("AR408", "发布信息61条", Draft(overview=first("微信公众号发布信息61条。")), None),
    Case(
        "AR408",
        "三十余户不是公开的数量",
        Draft(overview=first("走访种粮户30余户，用时20多天。")),
        None,
    ),
    Case(
        "AR409",
        "发布文件56条",
        Draft(overview=first("我镇共发布文件56条。")),
        "notice",
        place="一、总体情况",
        says=("的量词为“条”，公文按件或份计；请改用“件或份或个”",),
        found="条",
        expected="件或份或个",
    ),
    Case("AR409", "发布文件56件", Draft(overview=first("我镇共发布文件56件。")), None),
    Case("AR409", "公开信息56条", Draft(overview=first("我镇共公开信息56条。")), None),
    Case(
        "AR409",
        "信息条数之下列出部门文件4条",
        Draft(overview=first("我镇共公开信息6条，其中部门文件4条、财政信息2条。")),
        None,
    ),
    Case(
        "AR410",
        "最多跑一次",
        Draft(problems=last("紧紧围绕经济建设这个中心，推进最多跑一次。")),
        "notice",
        place="五、存在的主要问题及改进情况",
        says=("“最多跑一次”、“围绕经济建设这个中心”与政府信息公开无关；请删去。",),
    ),
    Case("AR410", "经济建设项目信息", Draft(problems=last("公开经济建设项目信息。")), None),
    Case(
        "AR411",
        "同一句话出现两次",
        Draft(
            problems=last("每月由党政办核对一遍栏目，缺页的当天补上。"),
            overview=first("每月由党政办核对一遍栏目，缺页的当天补上。"),
        ),
        "warning",
        place="一、总体情况",
        says=("出现2次；请删去重复的一处。",),
        found=2,
        expected="1次",
    ),
    Case(
        "AR411",
        "未收到申请可以写两处",
        Draft(
            other=(*OTHER, "全年未收到公民、法人和其他组织的政府信息公开申请。"),
            overview=first("全年未收到公民、法人和其他组织的政府信息公开申请。"),
        ),
        None,
    ),
    Case(
        "AR412",
        "2024年度写卫计委",
        Draft(overview=first("县卫计委转来名册两份。")),
        "notice",
        place="一、总体情况",
        says=("“卫计委”是旧名称，现为卫生健康委员会；请改用现名。",),
        found="卫计委",
        expected="卫生健康委员会",
    ),
    Case(
        "AR412", "2024年度写卫生健康局", Draft(overview=first("县卫生健康局转来名册两份。")), None
    ),
    Case(
        "AR412",
        "2020年度写扶贫办",
        Draft(edition="2019", year=2020, overview=first("县扶贫办转来名册两份。")),
        None,
    ),
    Case("AR412", "没有年度", Draft(**NAMELESS), "unassessable"),
)

WORDS_ONLY = "只看正文的字句；没有字句就没有可报的"
EXEMPT = {
    "AR401": WORDS_ONLY,
    "AR402": WORDS_ONLY,
    "AR403": WORDS_ONLY,
    "AR407": "没有年度的按现行法规核对",
    "AR408": WORDS_ONLY,
    "AR409": WORDS_ONLY,
    "AR410": WORDS_ONLY,
    "AR411": WORDS_ONLY,
}


@pytest.mark.parametrize("case", CASES, ids=ids(CASES))
def test_the_words_of_the_report(case: Case) -> None:
    case.prove()
