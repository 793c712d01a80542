"""Papers that were written after the reader was finished, to see what it makes of papers it was not made for."""

from __future__ import annotations

from datetime import date

from tests.web.publishing.intake.papers import Paper

LATER = [
    Paper(
        "关于2026年秋季秸秆禁烧工作的通告.docx",
        [
            "白杨乡人民政府",
            "关于2026年秋季秸秆禁烧工作的通告",
            "为改善大气环境质量，现就秸秆禁烧有关事项通告如下：",
            "一、禁烧范围为全乡行政区域。",
            "二、禁烧时间为即日起至2026年11月30日。",
            "本通告自发布之日起施行。",
            "白杨乡人民政府",
            "2026年9月15日",
        ],
        "白杨乡人民政府关于2026年秋季秸秆禁烧工作的通告",
        ("field.environment", "statutory.rural_policies"),
        issuing_body="白杨乡人民政府",
        formed_on=date(2026, 9, 15),
        period="2026",
    ),
    Paper(
        "高龄津贴12月.xlsx",
        [
            ["松林镇2026年12月高龄津贴发放花名册"],
            ["序号", "姓名", "出生年月", "村（社区）", "发放金额"],
            [1, "王小明", "1940年3月", "北坡村", 100],
            [2, "李小红", "1938年1月", "北坡村", 200],
            ["制表人：赵大山", "", "审核人：王小明", "", "2026年12月5日"],
        ],
        "松林镇2026年12月高龄津贴发放花名册",
        ("field.elderly_care",),
        formed_on=date(2026, 12, 5),
        lists_people=True,
        period="2026-12",
    ),
    Paper(
        "任免.txt",
        "青山县人民政府\n关于林小禾等同志职务任免的通知\n青政任〔2026〕6号\n\n"
        "各乡镇人民政府，县政府各部门：\n县政府决定：\n任命林小禾为青山县民政局副局长。\n"
        "\n青山县人民政府\n2026年8月1日\n",
        "青山县人民政府关于林小禾等同志职务任免的通知",
        ("statutory.functions_and_organisation", "statutory.other_statutory"),
        number="青政任〔2026〕6号",
        issuing_body="青山县人民政府",
        formed_on=date(2026, 8, 1),
    ),
    Paper(
        "page.html",
        "<html><head><title>2026年6月空气质量状况-青山县生态环境局</title></head><body>"
        "<h1>2026年6月空气质量状况</h1><p>发布时间：2026-07-05　来源：青山县生态环境局</p>"
        "<p>2026年6月，全县空气质量优良天数28天，优良率93.3%。</p></body></html>",
        "2026年6月空气质量状况",
        ("field.environment", "statutory.inspections", "statutory.statistics"),
        issuing_body="青山县生态环境局",
        period="2026-06",
    ),
    Paper(
        "征求意见.docx",
        [
            "关于公开征求《青山县城市供水管理办法（征求意见稿）》意见的公告",
            "为进一步规范城市供水管理，我局起草了征求意见稿，现向社会公开征求意见。",
            "意见反馈截止时间为2026年10月20日。",
            "联系电话：0000-5550155",
            "附件：青山县城市供水管理办法（征求意见稿）",
            "青山县住房和城乡建设局",
            "2026年9月20日",
        ],
        "关于公开征求《青山县城市供水管理办法（征求意见稿）》意见的公告",
        ("field.municipal_services", "statutory.regulations_and_normative_documents"),
        issuing_body="青山县住房和城乡建设局",
        formed_on=date(2026, 9, 20),
    ),
    Paper(
        "三公.xlsx",
        [
            ["2026年“三公”经费预算表"],
            ["单位：柳河镇人民政府", "", "单位：万元"],
            ["项目", "2025年决算数", "2026年预算数"],
            ["公务接待费", 1.2, 1.0],
            ["公务用车购置及运行费", 6.0, 6.0],
        ],
        "2026年“三公”经费预算表",
        ("statutory.budgets_and_accounts", "field.budgets_and_accounts"),
        period="2026",
    ),
    Paper(
        "停水.txt",
        "停水通知\n\n因管网检修，定于2026年11月25日8时至18时对柳河镇东河村停水，请提前储水。\n\n"
        "北坡供水站\n2026年11月23日\n",
        "停水通知",
        ("field.municipal_services",),
        issuing_body="北坡供水站",
        formed_on=date(2026, 11, 23),
    ),
    Paper(
        "土地承包.docx",
        [
            "白杨乡人民政府文件",
            "白政发〔2026〕8号",
            "白杨乡农村土地承包经营权",
            "流转管理实施细则",
            "第一章　总则",
            "第一条　为规范流转行为，制定本细则。",
            "白杨乡人民政府",
            "2026年5月6日",
        ],
        "白杨乡农村土地承包经营权流转管理实施细则",
        ("statutory.farmland_contract_transfer", "statutory.regulations_and_normative_documents"),
        number="白政发〔2026〕8号",
        issuing_body="白杨乡人民政府",
        formed_on=date(2026, 5, 6),
    ),
    Paper(
        "检查结果.docx",
        [
            "青山县应急管理局2026年10月安全生产执法检查结果",
            [
                ["序号", "企业名称", "检查日期", "发现隐患", "处理结果"],
                ["1", "青山豆制品厂", "2026-10-09", "消防通道堵塞", "责令改正"],
                ["2", "北坡米粉坊", "2026-10-15", "用电不规范", "责令改正"],
            ],
            "青山县应急管理局",
            "2026年11月3日",
        ],
        "青山县应急管理局2026年10月安全生产执法检查结果",
        ("field.work_safety", "statutory.inspections"),
        issuing_body="青山县应急管理局",
        formed_on=date(2026, 11, 3),
        period="2026-10",
    ),
    Paper(
        "资助名单.docx",
        [
            "附件1",
            "青山县2026年春季学期家庭经济困难学生资助名单",
            [
                ["序号", "学生姓名", "学校", "资助金额"],
                ["1", "王小明", "柳河镇中心小学", "500"],
                ["2", "李小红", "柳河镇中心小学", "500"],
                ["3", "赵大山", "白杨乡中学", "625"],
            ],
        ],
        "青山县2026年春季学期家庭经济困难学生资助名单",
        ("field.compulsory_education",),
        lists_people=True,
        period="2026",
    ),
    Paper(
        "法援.docx",
        [
            "# 法律援助申请指南",
            "## 一、申请条件",
            "经济困难的公民可以申请法律援助。",
            "## 二、申请材料",
            "身份证、经济困难证明。",
            "## 三、咨询电话",
            "12348",
        ],
        "法律援助申请指南",
        ("field.public_legal_services",),
    ),
    Paper(
        "公告第3号.docx",
        [
            "青山县自然资源局公告",
            "2026年第3号",
            "青山县国有建设用地使用权挂牌出让公告",
            "经县政府批准，决定以挂牌方式出让一宗国有建设用地使用权，现将有关事项公告如下：",
            "青山县自然资源局",
            "2026年7月7日",
        ],
        "青山县国有建设用地使用权挂牌出让公告",
        ("field.public_resource_trading", "field.spatial_planning"),
        number="2026年第3号",
        issuing_body="青山县自然资源局",
        formed_on=date(2026, 7, 7),
    ),
]
