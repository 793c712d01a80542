"""Twelve catalogues in the layouts in which counties keep them, all invented, each with its matters as a person reads them.

A matter is (field, level 1, level 2, contents, time limit, owner, channels, audience, proactive, levels).
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl

Matter = tuple[Any, ...]
FILES = Path(__file__).parent / "files"
W20 = ("within", 20, "working_days")
TALL = [
    "序号",
    "公开事项",
    None,
    "公开内容（要素）",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开渠道和载体",
]


def _sheet(book: Any, name: str, lines: list[list[Any]], merges: list[str] = []) -> None:  # noqa: B006
    sheet = book.create_sheet(name)
    for line in lines:
        sheet.append(line)
    for place in merges:
        sheet.merge_cells(place)


def _book(*sheets: tuple[str, list[list[Any]], list[str]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, lines, merges in sheets:
        _sheet(book, name, lines, merges)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def two_row_head() -> bytes:
    return _book(
        (
            "Sheet1",
            [
                ["青山县社会救助领域基层政务公开标准目录"],
                [*TALL, "公开对象", None, "公开方式", None, "公开层级", None],
                [
                    None,
                    "一级事项",
                    "二级事项",
                    *[None] * 5,
                    "全社会",
                    "特定群体",
                    "主动",
                    "依申请",
                    "县级",
                    "乡级",
                ],
                [
                    1,
                    "最低生活保障",
                    "政策法规文件",
                    "最低生活保障政策文件名称、文号、全文",
                    "《社会救助暂行办法》",
                    "制定或获取文件之日起10个工作日内",
                    "县民政局、乡镇人民政府",
                    "■政府网站  □政府公报\n■两微一端  □发布会/听证会\n■政务服务中心  ■社区/企事业单位/村公示栏（电子屏）",
                    "√",
                    None,
                    "√",
                    None,
                    "√",
                    "√",
                ],
                [
                    2,
                    None,
                    "办事指南",
                    "1.办理事项；2.办理条件；3.申请材料；4.办理流程；5.办理时间、地点；6.联系方式",
                    "同上",
                    "制定或获取信息之日起10个工作日内",
                    "同上",
                    "■政府网站  ■政务服务中心",
                    "√",
                    None,
                    "√",
                    None,
                    "√",
                    "√",
                ],
                [
                    3,
                    None,
                    "审核信息",
                    "初审对象名单及相关材料",
                    None,
                    "公示期7个工作日",
                    "乡镇人民政府",
                    "■社区/企事业单位/村公示栏（电子屏）",
                    None,
                    "√（本村村民）",
                    "√",
                    None,
                    None,
                    "√",
                ],
            ],
            [
                "A1:N1",
                "A2:A3",
                "B2:C2",
                "D2:D3",
                "E2:E3",
                "F2:F3",
                "G2:G3",
                "H2:H3",
                "I2:J2",
                "K2:L2",
                "M2:N2",
                "B4:B6",
                "E5:E6",
            ],
        )
    )


TWO_ROW_HEAD = [
    (
        "social_assistance",
        "最低生活保障",
        "政策法规文件",
        ("最低生活保障政策文件名称", "文号", "全文"),
        ("within", 10, "working_days"),
        "县民政局、乡镇人民政府",
        ("政府网站", "两微一端", "政务服务中心", "社区/企事业单位/村公示栏（电子屏）"),
        "全社会",
        True,
        ("county", "township"),
    ),
    (
        "social_assistance",
        "最低生活保障",
        "办事指南",
        ("办理事项", "办理条件", "申请材料", "办理流程", "办理时间、地点", "联系方式"),
        ("within", 10, "working_days"),
        "县民政局、乡镇人民政府",
        ("政府网站", "政务服务中心"),
        "全社会",
        True,
        ("county", "township"),
    ),
    (
        "social_assistance",
        "最低生活保障",
        "审核信息",
        ("初审对象名单及相关材料",),
        None,
        "乡镇人民政府",
        ("社区/企事业单位/村公示栏（电子屏）",),
        "本村村民",
        True,
        ("township",),
    ),
]


def several_sheets() -> bytes:
    head = [
        "序号",
        "一级事项",
        "二级事项",
        "公开内容",
        "公开依据",
        "公开时限",
        "公开主体",
        "公开渠道和载体",
        "公开对象",
        "公开方式",
        "公开层级",
    ]
    return _book(
        ("封面", [["青山县基层政务公开标准目录汇编"], ["2026年版"]], []),
        (
            "1.养老服务",
            [
                ["养老服务领域"],
                head,
                [
                    1,
                    "通用政策",
                    "国家和地方层面养老服务相关法律、法规、政策文件",
                    "文件名称；文号；发文部门；生效时间",
                    "《老年人权益保障法》",
                    "自信息形成或者变更之日起20个工作日内",
                    "县民政局",
                    "政府网站、公开查阅点",
                    "全社会",
                    "主动公开",
                    "县级、乡级",
                ],
            ],
            ["A1:K1"],
        ),
        (
            "2.救灾",
            [
                ["救灾领域"],
                head,
                [
                    1,
                    "灾后救助",
                    "救助款物通知",
                    "救助款物通知、划拨情况",
                    "《自然灾害救助条例》",
                    "自信息形成之日起 20 个工作日内",
                    "县应急管理局",
                    "政府网站、两微一端、村公示栏",
                    "全社会",
                    "主动公开",
                    "县级",
                ],
                [
                    2,
                    "灾后救助",
                    "救助对象申请资料",
                    "救助申请书",
                    "《自然灾害救助条例》",
                    "收到申请之日起20个工作日内",
                    "乡镇人民政府",
                    "政务服务中心",
                    "特定群体（申请人）",
                    "依申请公开",
                    "乡级",
                ],
            ],
            ["A1:K1"],
        ),
    )


SEVERAL_SHEETS = [
    (
        "elderly_care",
        "通用政策",
        "国家和地方层面养老服务相关法律、法规、政策文件",
        ("文件名称", "文号", "发文部门", "生效时间"),
        W20,
        "县民政局",
        ("政府网站", "公开查阅点"),
        "全社会",
        True,
        ("county", "township"),
    ),
    (
        "disaster_relief",
        "灾后救助",
        "救助款物通知",
        ("救助款物通知", "划拨情况"),
        W20,
        "县应急管理局",
        ("政府网站", "两微一端", "社区/企事业单位/村公示栏（电子屏）"),
        "全社会",
        True,
        ("county",),
    ),
    (
        "disaster_relief",
        "灾后救助",
        "救助对象申请资料",
        ("救助申请书",),
        W20,
        "乡镇人民政府",
        ("政务服务中心",),
        "申请人",
        False,
        ("township",),
    ),
]


def channel_columns() -> bytes:
    return _book(
        (
            "目录",
            [
                ["青山县涉农补贴领域政务公开标准目录"],
                [
                    "序号",
                    "一级\n事项",
                    "二级\n事项",
                    "公开内容\n（要素）",
                    "公开\n依据",
                    "公开\n时限",
                    "公开\n主体",
                    "公开渠道和载体",
                    None,
                    None,
                    None,
                    "公开对象",
                    None,
                    "公开方式",
                    None,
                    "公开层级",
                    None,
                ],
                [
                    *[None] * 7,
                    "政府网站",
                    "两微一端",
                    "政府公报",
                    "村公示栏",
                    "全社会",
                    "特定群众",
                    "主动",
                    "依申请公开",
                    "县级",
                    "乡、村级",
                ],
                [
                    1,
                    "农业生产发展资金",
                    "农机购置补贴",
                    "①申报指南；②补贴结果；③监督渠道",
                    "《农业机械化促进法》",
                    "信息形成（变更）20个工作日内",
                    "县农业农村局",
                    "√",
                    "√",
                    None,
                    "√",
                    "√",
                    None,
                    "√",
                    None,
                    "√",
                    "√",
                ],
                [
                    2,
                    "动物防疫等补助经费",
                    "强制扑杀补助",
                    "①申报指南\n②补贴结果",
                    "《动物防疫法》",
                    "信息形成（变更）15个工作日内",
                    "县农业农村局",
                    "√",
                    None,
                    None,
                    None,
                    "√",
                    None,
                    "√",
                    None,
                    "√",
                    None,
                ],
            ],
            ["A1:Q1", *[f"{c}2:{c}3" for c in "ABCDEFG"], "H2:K2", "L2:M2", "N2:O2", "P2:Q2"],
        )
    )


CHANNEL_COLUMNS = [
    (
        "agricultural_subsidies",
        "农业生产发展资金",
        "农机购置补贴",
        ("申报指南", "补贴结果", "监督渠道"),
        W20,
        "县农业农村局",
        ("政府网站", "两微一端", "社区/企事业单位/村公示栏（电子屏）"),
        "全社会",
        True,
        ("county", "township"),
    ),
    (
        "agricultural_subsidies",
        "动物防疫等补助经费",
        "强制扑杀补助",
        ("申报指南", "补贴结果"),
        ("within", 15, "working_days"),
        "县农业农村局",
        ("政府网站",),
        "全社会",
        True,
        ("county",),
    ),
]


def triangles() -> bytes:
    return _book(
        (
            "安全生产",
            [
                ["附件3"],
                ["安全生产领域基层政务公开标准目录（试行）"],
                [
                    "序号",
                    "一级事项",
                    "二级事项",
                    "公开内容（要素）",
                    "公开依据",
                    "公开时限",
                    "公开主体",
                    "公开渠道和载体",
                    "公开对象",
                    "公开方式",
                    "公开层级",
                ],
                [
                    "１",
                    "政策文件",
                    "法律法规",
                    "与安全生产有关的法律、法规",
                    "《政府信息公开条例》（国务院令第711号）",
                    "自信息形成或者变更之日起２０个工作日内",
                    "县应急管理局",
                    "▲政府网站\n△政府公报\n▲广播电视",
                    "▲全社会\n△特定群体",
                    "▲主动\n△依申请",
                    "▲县级\n△乡级",
                ],
                [
                    "２",
                    "依法行政",
                    "行政处罚",
                    "1.执法主体、依据；2.处罚决定",
                    "《行政处罚法》",
                    "处罚决定作出之日起七个工作日内",
                    "县应急管理局",
                    "▲政府网站",
                    "▲全社会\n△特定群体",
                    "▲主动\n△依申请",
                    "▲县级\n▲乡级",
                ],
                ["注：“公开渠道和载体”中▲为选定项，△为备选项。"],
            ],
            ["A1:K1", "A2:K2", "A6:K6"],
        )
    )


TRIANGLES = [
    (
        "work_safety",
        "政策文件",
        "法律法规",
        ("与安全生产有关的法律", "法规"),
        W20,
        "县应急管理局",
        ("政府网站", "广播电视"),
        "全社会",
        True,
        ("county",),
    ),
    (
        "work_safety",
        "依法行政",
        "行政处罚",
        ("执法主体、依据", "处罚决定"),
        ("within", 7, "working_days"),
        "县应急管理局",
        ("政府网站",),
        "全社会",
        True,
        ("county", "township"),
    ),
]


def banners() -> bytes:
    head = [
        "序号",
        "一级事项",
        "二级事项",
        "公开内容（要素）",
        "公开依据",
        "公开时限",
        "责任主体",
        "公开渠道和载体",
    ]
    return _book(
        (
            "总目录",
            [
                ["柳河镇基层政务公开标准目录"],
                head,
                ["一、社会救助领域"],
                [
                    1,
                    "特困人员救助供养",
                    "政策法规文件",
                    "政策文件全文",
                    "国发〔2016〕14号",
                    "制定或获取文件之日起10个工作日内",
                    "柳河镇",
                    "政府网站",
                ],
                [
                    2,
                    "临时救助",
                    "支出型临时救助对象名单",
                    "名单、金额、救助事由",
                    "国发〔2014〕47号",
                    "制定或获取信息之日起10个工作日内",
                    "柳河镇",
                    "公示栏",
                ],
                ["二、农村危房改造领域"],
                [
                    1,
                    "对象认定",
                    "危房改造对象名单",
                    "姓名、村组、房屋等级",
                    "建村〔2018〕115号",
                    "按进展情况及时公开",
                    "柳河镇",
                    "政府网站；便民服务站",
                ],
                ["说明：1.本目录由镇党政办负责解释。2.序号按领域重新编排。"],
                ["填表人：", None, "审核人："],
            ],
            ["A1:H1", "A3:H3", "A6:H6", "A8:H8"],
        )
    )


BANNERS = [
    (
        "social_assistance",
        "特困人员救助供养",
        "政策法规文件",
        ("政策文件全文",),
        ("within", 10, "working_days"),
        "柳河镇",
        ("政府网站",),
        "",
        None,
        (),
    ),
    (
        "social_assistance",
        "临时救助",
        "支出型临时救助对象名单",
        ("名单", "金额", "救助事由"),
        ("within", 10, "working_days"),
        "柳河镇",
        ("社区/企事业单位/村公示栏（电子屏）",),
        "",
        None,
        (),
    ),
    (
        "rural_dilapidated_houses",
        "对象认定",
        "危房改造对象名单",
        ("姓名", "村组", "房屋等级"),
        ("by_progress", None, None),
        "柳河镇",
        ("政府网站", "便民服务站"),
        "",
        None,
        (),
    ),
]


def same_as_above() -> bytes:
    return _book(
        (
            "Sheet1",
            [
                [
                    "事项编码",
                    "公开领域",
                    "一级目录",
                    "二级目录",
                    "公开要素",
                    "法律依据",
                    "公开期限",
                    "责任单位",
                    "公开载体",
                    "公开属性",
                ],
                [
                    "QS-CZ-01",
                    "财政预决算",
                    "财政预决算",
                    "政府预算",
                    "收入预算表、支出预算表、“三公”经费",
                    "《预算法》第十四条",
                    "本级人民代表大会批准之日起20日内",
                    "县财政局",
                    "政府网站",
                    "主动公开",
                ],
                [
                    "QS-CZ-02",
                    "同上",
                    "同上",
                    "政府决算",
                    "决算表",
                    "〃",
                    "本级人大常委会批准之日起20日内",
                    "〃",
                    "同上",
                    "同上",
                ],
                [
                    "QS-SH-01",
                    "市政服务",
                    "行政许可",
                    "城市供水设施改动审批",
                    "办理条件；办理程序",
                    "《城市供水条例》",
                    "长期公开",
                    "县住建局",
                    "政府网站",
                    "主动公开",
                ],
            ],
            [],
        )
    )


SAME_AS_ABOVE = [
    (
        "budgets_and_accounts",
        "财政预决算",
        "政府预算",
        ("收入预算表", "支出预算表", "“三公”经费"),
        ("within", 20, "calendar_days"),
        "县财政局",
        ("政府网站",),
        "",
        True,
        (),
    ),
    (
        "budgets_and_accounts",
        "财政预决算",
        "政府决算",
        ("决算表",),
        ("within", 20, "calendar_days"),
        "县财政局",
        ("政府网站",),
        "",
        True,
        (),
    ),
    (
        "municipal_services",
        "行政许可",
        "城市供水设施改动审批",
        ("办理条件", "办理程序"),
        ("long_term", None, None),
        "县住建局",
        ("政府网站",),
        "",
        True,
        (),
    ),
]


def blank_first_level() -> bytes:
    return _book(
        (
            "义务教育",
            [
                ["青山县义务教育领域标准目录", *[None] * 8],
                [None] * 9,
                [
                    "序号",
                    "一级事项",
                    "二级事项",
                    "公开内容（要素）",
                    "公开依据",
                    "公开时限",
                    "公开主体",
                    "县级",
                    "乡级",
                ],
                [1, 2, 3, 4, 5, 6, 7, 8, 9],
                [
                    1,
                    "招生管理",
                    "学校介绍",
                    "办学性质、办学地点、办学规模",
                    "《义务教育法》",
                    "信息形成之日起20个工作日内",
                    "县教育局",
                    "√",
                    "",
                ],
                [
                    2,
                    "",
                    "招生政策",
                    "1. 县级教育部门义务教育招生政策\n2. 随迁子女入学办法",
                    "",
                    "信息形成之日起20个工作日内",
                    "县教育局",
                    "√",
                    "×",
                ],
                [
                    3,
                    "学生管理",
                    "学籍管理",
                    "转学、休学、复学办理流程",
                    "《义务教育法》",
                    "实时公开",
                    "县教育局",
                    "是",
                    "是",
                ],
                ["合计", "3项"],
            ],
            ["A1:I1"],
        )
    )


BLANK_FIRST_LEVEL = [
    (
        "compulsory_education",
        "招生管理",
        "学校介绍",
        ("办学性质", "办学地点", "办学规模"),
        W20,
        "县教育局",
        (),
        "",
        None,
        ("county",),
    ),
    (
        "compulsory_education",
        "招生管理",
        "招生政策",
        ("县级教育部门义务教育招生政策", "随迁子女入学办法"),
        W20,
        "县教育局",
        (),
        "",
        None,
        ("county",),
    ),
    (
        "compulsory_education",
        "学生管理",
        "学籍管理",
        ("转学", "休学", "复学办理流程"),
        ("real_time", None, None),
        "县教育局",
        (),
        "",
        None,
        ("county", "township"),
    ),
]


def head_again() -> bytes:
    head = ["序号", "公开事项", None, "公开内容（要素）", "公开时限", "公开主体"]
    below = [None, "一级事项", "二级事项", None, None, None]
    merges = [
        "A1:F1",
        "A2:A3",
        "B2:C2",
        "D2:D3",
        "E2:E3",
        "F2:F3",
        "A6:A7",
        "B6:C6",
        "D6:D7",
        "E6:E7",
        "F6:F7",
    ]
    return _book(
        (
            "就业",
            [
                ["青山县就业领域基层政务公开标准目录"],
                head,
                below,
                [
                    1,
                    "就业信息服务",
                    "就业创业政策法规咨询",
                    "就业创业政策项目、对象范围、政策申请条件",
                    "公开事项信息形成或变更之日起20个工作日内公开",
                    "县人社局",
                ],
                [
                    2,
                    "就业信息服务",
                    "岗位信息发布",
                    "招聘单位、岗位要求、福利待遇、招聘流程、应聘方式、咨询电话",
                    "公开事项信息形成或变更之日起20个工作日内公开",
                    "县人社局",
                ],
                head,
                below,
                [
                    3,
                    "职业培训",
                    "职业培训信息发布",
                    "培训项目、对象范围、培训内容",
                    "每季度更新",
                    "县人社局",
                ],
            ],
            merges,
        )
    )


HEAD_AGAIN = [
    (
        "employment",
        "就业信息服务",
        "就业创业政策法规咨询",
        ("就业创业政策项目", "对象范围", "政策申请条件"),
        W20,
        "县人社局",
        (),
        "",
        None,
        (),
    ),
    (
        "employment",
        "就业信息服务",
        "岗位信息发布",
        ("招聘单位", "岗位要求", "福利待遇", "招聘流程", "应聘方式", "咨询电话"),
        W20,
        "县人社局",
        (),
        "",
        None,
        (),
    ),
    (
        "employment",
        "职业培训",
        "职业培训信息发布",
        ("培训项目", "对象范围", "培训内容"),
        ("periodic", None, None),
        "县人社局",
        (),
        "",
        None,
        (),
    ),
]


def many_limits() -> bytes:
    return _book(
        (
            "重大建设项目",
            [
                [
                    "序号",
                    "公开类别",
                    "事项名称",
                    "公开内容要素",
                    "公开依据",
                    "公开时间",
                    "公开责任主体",
                    "公开渠道及载体",
                    "社会公众",
                    "特定对象",
                    "主动公开",
                    "依申请公开",
                    "区级",
                    "镇街级",
                    "备注",
                ],
                [
                    1,
                    "批准结果信息",
                    "政府投资项目建议书审批",
                    "审批结果、批复时间、批复文号、项目名称、项目统一代码",
                    "国办发〔2017〕94号",
                    "自信息形成之日起20个工作日内公开；其中行政许可、行政处罚事项应自作出行政决定之日起7个工作日内公开",
                    "区发展改革局",
                    "☑政府网站 ☐政府公报 ☑精准推送",
                    "☑",
                    "☐",
                    "☑",
                    "☐",
                    "☑",
                    "☐",
                    "涉密除外",
                ],
                [
                    2,
                    "征收土地信息",
                    "征收土地批准文件",
                    "批复文件",
                    "《土地管理法》",
                    "收到征地批准文件后10个工作日内",
                    "区自然资源分局",
                    "☑政府网站 ☑现场公示 ☑公告栏",
                    "☑",
                    "☐",
                    "☑",
                    "☐",
                    "☑",
                    "☑",
                    None,
                ],
            ],
            [],
        )
    )


MANY_LIMITS = [
    (
        "major_construction_projects",
        "批准结果信息",
        "政府投资项目建议书审批",
        ("审批结果", "批复时间", "批复文号", "项目名称", "项目统一代码"),
        W20,
        "区发展改革局",
        ("政府网站", "精准推送"),
        "全社会",
        True,
        ("county",),
    ),
    (
        "major_construction_projects",
        "征收土地信息",
        "征收土地批准文件",
        ("批复文件",),
        ("within", 10, "working_days"),
        "区自然资源分局",
        ("政府网站", "入户/现场", "社区/企事业单位/村公示栏（电子屏）"),
        "全社会",
        True,
        ("county", "township"),
    ),
]


def letter_as_document() -> bytes:
    document = docx.Document()
    document.add_paragraph("生态环境领域基层政务公开标准目录")
    table = document.add_table(rows=4, cols=8)
    cells = [
        ["序号", "公开事项", "", "公开内容（要素）", "公开时限", "公开主体", "公开层级", ""],
        ["", "一级事项", "二级事项", "", "", "", "县级", "乡级"],
        [
            "1",
            "行政许可",
            "排污许可",
            "1.申请材料目录 2.许可决定",
            "自信息形成或变更之日起20个工作日内（法律、法规另有规定的除外）",
            "县生态环境分局",
            "√",
            "",
        ],
        [
            "2",
            "",
            "废弃电器处理企业资格审批",
            "1.受理情况 2.审批决定",
            "自信息形成或变更之日起20个工作日内",
            "县生态环境分局",
            "√",
            "",
        ],
    ]
    for at, line in enumerate(cells):
        for column, text in enumerate(line):
            table.cell(at, column).text = text
    table.cell(0, 1).merge(table.cell(0, 2)).text = "公开事项"
    table.cell(0, 6).merge(table.cell(0, 7)).text = "公开层级"
    for column in (0, 3, 4, 5):
        text = table.cell(0, column).text
        table.cell(0, column).merge(table.cell(1, column)).text = text
    table.cell(2, 1).merge(table.cell(3, 1)).text = "行政许可"
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


LETTER = [
    (
        "environment",
        "行政许可",
        "排污许可",
        ("申请材料目录", "许可决定"),
        W20,
        "县生态环境分局",
        (),
        "",
        None,
        ("county",),
    ),
    (
        "environment",
        "行政许可",
        "废弃电器处理企业资格审批",
        ("受理情况", "审批决定"),
        W20,
        "县生态环境分局",
        (),
        "",
        None,
        ("county",),
    ),
]


def spaced_and_wide() -> bytes:
    return _book(
        (
            "公共文化",
            [
                ["公 共 文 化 服 务 领 域 标 准 目 录"],
                [
                    "序 号",
                    "一 级 事 项",
                    "二 级 事 项",
                    "公 开 内 容 （要 素）",
                    "公 开 依 据",
                    "公 开 时 限",
                    "公 开 主 体",
                    "公开渠道和载体\n（在标注范围内至少选择其一公开）",
                    "公　开　对　象",
                    None,
                    "公　开　方　式",
                    None,
                ],
                [*[None] * 8, "全 社 会", "特 定 群 体", "主 动", "依 申 请"],
                [
                    1,
                    "公共服务",
                    "公益性文化服务",
                    "(1)机构名称　(2)开放时间　(3)服务项目",
                    "《公共文化服务保障法》\n《政府信息公开条例》",
                    "自 该 信 息 形 成 或 者 变 更 之 日 起 20 个 工 作 日 内",
                    "县文化和旅游局、\n乡镇人民政府",
                    "■政府网站■两微一端\n■其他_文化馆电子屏_",
                    "√",
                    None,
                    "√",
                    None,
                ],
            ],
            ["A1:L1", *[f"{c}2:{c}3" for c in "ABCDEFGH"], "I2:J2", "K2:L2"],
        )
    )


SPACED = [
    (
        "public_culture",
        "公共服务",
        "公益性文化服务",
        ("机构名称", "开放时间", "服务项目"),
        W20,
        "县文化和旅游局、乡镇人民政府",
        ("政府网站", "两微一端", "社区/企事业单位/村公示栏（电子屏）"),
        "全社会",
        True,
        (),
    ),
]


def old_workbook() -> bytes:
    return (FILES / "old.xls").read_bytes()


OLD = [
    (
        "taxation",
        "纳税服务",
        "办税地图",
        ("办税服务场所地址", "办公时间", "咨询电话"),
        W20,
        "县税务局",
        ("政府网站", "政务服务中心"),
        "全社会",
        True,
        ("county",),
    ),
    (
        "taxation",
        "税收征管",
        "欠税公告",
        ("纳税人名称", "欠税税种", "欠税余额"),
        ("periodic", None, None),
        "县税务局",
        ("政府网站", "社区/企事业单位/村公示栏（电子屏）"),
        "全社会",
        True,
        ("county",),
    ),
]

WORKBOOKS: dict[str, tuple[str, Callable[[], bytes], list[Matter]]] = {
    "two-row head, merged, ■": ("a.xlsx", two_row_head, TWO_ROW_HEAD),
    "several sheets": ("b.xlsx", several_sheets, SEVERAL_SHEETS),
    "a column for each channel": ("c.xlsx", channel_columns, CHANNEL_COLUMNS),
    "▲ everywhere, full-width figures": ("d.xlsx", triangles, TRIANGLES),
    "fields as banners, notes below": ("e.xlsx", banners, BANNERS),
    "同上, codes, other heads": ("f.xlsx", same_as_above, SAME_AS_ABOVE),
    "blank first level, figures below the head": ("g.xlsx", blank_first_level, BLANK_FIRST_LEVEL),
    "the head again": ("h.xlsx", head_again, HEAD_AGAIN),
    "several limits, ☑": ("i.xlsx", many_limits, MANY_LIMITS),
    "a document": ("j.docx", letter_as_document, LETTER),
    "spaced heads": ("k.xlsx", spaced_and_wide, SPACED),
    "an old workbook": ("l.xls", old_workbook, OLD),
}
