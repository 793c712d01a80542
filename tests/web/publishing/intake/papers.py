"""Invented papers as a township's clerk gets them, with what is true of each."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date

import docx
import openpyxl

Rows = list[list[str | int | float]]


@dataclass(frozen=True)
class Paper:
    """A file and the truth about it; ``None`` and ``""`` where the paper does not say.

    ``rows`` are the rows of the catalogue that would be right.
    """

    name: str
    body: str | list[str | Rows] | Rows
    title: str
    rows: tuple[str, ...]
    number: str = ""
    issuing_body: str = ""
    formed_on: date | None = None
    issued_on: date | None = None
    lists_people: bool = False
    period: str = ""

    def data(self) -> bytes:
        """The file."""
        if self.name.endswith((".txt", ".html")):
            assert isinstance(self.body, str)
            return self.body.encode()
        if self.name.endswith(".xlsx"):
            return _workbook(self.body)
        return _word(self.body)


def _workbook(rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _word(blocks) -> bytes:
    file = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            level = len(block) - len(block.lstrip("#"))
            if level:
                file.add_heading(block.lstrip("# "), level)
            else:
                file.add_paragraph(block)
        else:
            table = file.add_table(len(block), len(block[0]))
            for row, cells in enumerate(block):
                for column, cell in enumerate(cells):
                    table.cell(row, column).text = str(cell)
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


PAPERS = [
    Paper(
        "防汛预案.docx",
        [
            "柳河镇人民政府文件",
            "柳政发〔2026〕12号",
            "柳河镇人民政府",
            "关于印发《柳河镇2026年防汛应急预案》的通知",
            "各村民委员会，镇直各单位：",
            "现将《柳河镇2026年防汛应急预案》印发给你们，请结合实际认真贯彻执行。",
            "一、组织指挥",
            "镇防汛指挥部设在综合办公室。",
            "柳河镇人民政府",
            "2026年3月9日",
            "柳河镇综合办公室　　　　2026年3月11日印发",
        ],
        "柳河镇人民政府关于印发《柳河镇2026年防汛应急预案》的通知",
        ("statutory.emergencies",),
        number="柳政发〔2026〕12号",
        issuing_body="柳河镇人民政府",
        formed_on=date(2026, 3, 9),
        issued_on=date(2026, 3, 11),
        period="2026",
    ),
    Paper(
        "低保10月.xlsx",
        [
            ["柳河镇2026年10月农村低保对象名单"],
            ["序号", "姓名", "村名", "保障人数", "月保障金额（元）"],
            [1, "王小明", "东河村", 2, 860],
            [2, "李小红", "西河村", 1, 430],
            [3, "赵大山", "东河村", 3, 1290],
            ["填表日期：2026年10月28日"],
        ],
        "柳河镇2026年10月农村低保对象名单",
        ("statutory.social_assistance", "field.social_assistance"),
        formed_on=date(2026, 10, 28),
        lists_people=True,
        period="2026-10",
    ),
    Paper(
        "2026年第三季度临时救助公示.xlsx",
        [
            ["序号", "姓名", "家庭住址", "救助原因", "救助金额"],
            [1, "王小明", "东河村", "因病", 2000],
            [2, "李小红", "西河村", "因灾", 1500],
        ],
        "2026年第三季度临时救助公示",
        ("statutory.social_assistance", "field.social_assistance"),
        lists_people=True,
        period="2026-Q3",
    ),
    Paper(
        "白杨乡预算.docx",
        [
            "# 白杨乡2026年财政预算公开说明",
            "一、基本情况",
            "白杨乡人民政府设五个内设机构。",
            "二、收支情况",
            "本年收入1250万元，支出1250万元。",
            [["科目", "预算数（万元）"], ["一般公共服务支出", "620"], ["农林水支出", "630"]],
            "白杨乡人民政府",
            "2026年2月5日",
        ],
        "白杨乡2026年财政预算公开说明",
        ("statutory.budgets_and_accounts", "field.budgets_and_accounts"),
        issuing_body="白杨乡人民政府",
        formed_on=date(2026, 2, 5),
        period="2026",
    ),
    Paper(
        "通知.txt",
        "青山县卫生健康局\n青卫发[2026] 7 号\n\n关于做好夏季肠道传染病防控工作的通知\n\n"
        "各乡镇卫生院：\n　　夏季是肠道传染病高发期，现就有关工作通知如下。\n　　一、加强监测。\n"
        "\n　　　　　　　青山县卫生健康局\n　　　　　　　二〇二六年五月十二日\n",
        "关于做好夏季肠道传染病防控工作的通知",
        ("field.health_care", "statutory.inspections"),
        number="青卫发〔2026〕7号",
        issuing_body="青山县卫生健康局",
        formed_on=date(2026, 5, 12),
    ),
    Paper(
        "export_1021.html",
        "<html><head><title>柳河镇2025年度部门决算公开-青山县人民政府</title>"
        '<meta name="ArticleTitle" content="柳河镇2025年度部门决算公开">'
        '<meta name="PubDate" content="2026-08-20 10:00"></head><body>'
        "<div class='nav'>首页 &gt; 政务公开</div>"
        "<table><tr><td>索引号</td><td>QS11/2026-00044</td><td>发文机关</td><td>柳河镇人民政府</td></tr>"
        "<tr><td>成文日期</td><td>2026-08-18</td><td>发布日期</td><td>2026-08-20</td></tr></table>"
        "<h1>柳河镇2025年度部门决算公开</h1><p>按照预算法有关规定，现将柳河镇2025年度部门决算公开如下。</p>"
        "<p>一、部门概况。柳河镇人民政府内设五个办公室。</p></body></html>",
        "柳河镇2025年度部门决算公开",
        ("statutory.budgets_and_accounts", "field.budgets_and_accounts"),
        issuing_body="柳河镇人民政府",
        formed_on=date(2026, 8, 18),
        period="2025",
    ),
    Paper(
        "宅基地.docx",
        [
            "柳河镇农村宅基地审批结果公示",
            "（2026年第四季度）",
            "根据农村宅基地管理有关规定，现将2026年第四季度审批结果公示如下：",
            [
                ["申请人", "村名", "审批面积（平方米）"],
                ["王小明", "东河村", "120"],
                ["李小红", "西河村", "110"],
            ],
            "公示期：2026年11月2日至2026年11月8日。",
            "监督电话：0000-5550111",
            "柳河镇人民政府",
            "2026年11月2日",
        ],
        "柳河镇农村宅基地审批结果公示（2026年第四季度）",
        ("statutory.homestead_review",),
        issuing_body="柳河镇人民政府",
        formed_on=date(2026, 11, 2),
        lists_people=True,
        period="2026-Q4",
    ),
    Paper(
        "招录公告.docx",
        [
            "青山县人力资源和社会保障局",
            "2026年公开招聘事业单位工作人员公告",
            "为充实基层力量，经研究决定，面向社会公开招聘事业单位工作人员20名。现将有关事项公告如下：",
            "一、招聘岗位及名额",
            "见附件。",
            "附件：招聘岗位表",
            "青山县人力资源和社会保障局",
            "2026年4月1日",
        ],
        "青山县人力资源和社会保障局2026年公开招聘事业单位工作人员公告",
        ("statutory.civil_service_recruitment", "field.employment"),
        issuing_body="青山县人力资源和社会保障局",
        formed_on=date(2026, 4, 1),
        period="2026",
    ),
    Paper(
        "耕地地力保护补贴发放明细（东河村）.xlsx",
        [
            ["2026年耕地地力保护补贴发放明细表"],
            ["单位：柳河镇东河村", "", "", "2026年6月30日"],
            ["户主姓名", "补贴面积（亩）", "补贴标准（元/亩）", "补贴金额（元）"],
            ["王小明", 5.2, 80, 416],
            ["李小红", 3.1, 80, 248],
            ["合计", 8.3, "", 664],
        ],
        "2026年耕地地力保护补贴发放明细表",
        ("field.agricultural_subsidies", "statutory.rural_policies"),
        formed_on=date(2026, 6, 30),
        lists_people=True,
        period="2026",
    ),
    Paper(
        "处罚.docx",
        [
            "青山县市场监督管理局",
            "行政处罚决定书",
            "青市监罚字〔2026〕31号",
            "当事人：青山县河畔便利店",
            "经查，当事人销售超过保质期的食品。依据《中华人民共和国食品安全法》有关规定，决定给予警告。",
            "青山县市场监督管理局",
            "2026年7月15日",
        ],
        "青山县市场监督管理局行政处罚决定书",
        ("statutory.penalties_and_coercion",),
        number="青市监罚字〔2026〕31号",
        issuing_body="青山县市场监督管理局",
        formed_on=date(2026, 7, 15),
    ),
    Paper(
        "征地公告.txt",
        "青山县人民政府\n征收土地预公告\n青政征预〔2026〕4号\n\n"
        "因公共利益需要，拟征收松林镇北坡村部分集体土地。现将有关事项公告如下：\n"
        "一、征收范围\n松林镇北坡村一组。\n二、土地现状调查\n自本公告发布之日起开展。\n"
        "特此公告。\n青山县人民政府\n2026年9月1日\n",
        "青山县人民政府征收土地预公告",
        ("statutory.land_expropriation", "field.expropriation_compensation"),
        number="青政征预〔2026〕4号",
        issuing_body="青山县人民政府",
        formed_on=date(2026, 9, 1),
    ),
    Paper(
        "机构职能.docx",
        [
            "# 松林镇人民政府机构职能",
            "## 一、主要职责",
            "贯彻执行上级决定，管理本行政区域内的行政工作。",
            "## 二、内设机构",
            "综合办公室、社会事务办公室。",
            "## 三、办公地址和联系方式",
            "地址：松林镇松林街1号；电话：0000-5550122；办公时间：工作日8:30—17:30。",
        ],
        "松林镇人民政府机构职能",
        ("statutory.functions_and_organisation",),
    ),
    Paper(
        "收费目录.xlsx",
        [
            ["青山县行政事业性收费目录清单"],
            ["序号", "收费项目", "收费标准", "文件依据"],
            [1, "不动产登记费", "80元/件", "发改价格规〔2016〕2559号"],
            [2, "城镇垃圾处理费", "按规定标准", "青价字〔2019〕3号"],
        ],
        "青山县行政事业性收费目录清单",
        ("statutory.charges",),
    ),
    Paper(
        "水渠.docx",
        [
            "柳河镇2026年冬季农田水利建设计划",
            "为做好今冬明春农田水利建设，制定本计划。",
            "一、计划清淤渠道18公里。",
            "二、维修泵站3座。",
            "2026年11月6日",
        ],
        "柳河镇2026年冬季农田水利建设计划",
        ("statutory.irrigation_works",),
        formed_on=date(2026, 11, 6),
        period="2026",
    ),
    Paper(
        "规范性文件.html",
        "<html><body><h2>青山县人民政府办公室关于印发青山县农村公路管理办法的通知</h2>"
        "<p>青政办规〔2026〕2号</p><p>各乡镇人民政府，县政府各部门：</p>"
        "<p>《青山县农村公路管理办法》已经县政府同意，现印发给你们，请遵照执行。</p>"
        "<p>青山县人民政府办公室</p><p>2026年1月20日</p><p>（此件公开发布）</p></body></html>",
        "青山县人民政府办公室关于印发青山县农村公路管理办法的通知",
        ("statutory.regulations_and_normative_documents",),
        number="青政办规〔2026〕2号",
        issuing_body="青山县人民政府办公室",
        formed_on=date(2026, 1, 20),
    ),
    Paper(
        "统计公报.docx",
        [
            "青山县2025年国民经济和社会发展统计公报",
            "青山县统计局",
            "2026年3月28日",
            "2025年，全县上下坚持稳中求进，经济运行总体平稳。",
            "一、综合",
            "初步核算，全年地区生产总值102.3亿元，比上年增长5.1%。",
        ],
        "青山县2025年国民经济和社会发展统计公报",
        ("statutory.statistics",),
        issuing_body="青山县统计局",
        formed_on=date(2026, 3, 28),
        period="2025",
    ),
    Paper(
        "食品抽检.docx",
        [
            "青山县市场监督管理局关于2026年第7期食品安全监督抽检情况的通告",
            "（2026年第7号）",
            "近期，我局组织抽检食品40批次，合格39批次，不合格1批次。现将有关情况通告如下。",
            [
                ["食品名称", "生产单位", "结果"],
                ["豆干", "青山豆制品厂", "合格"],
                ["米粉", "北坡米粉坊", "不合格"],
            ],
            "特此通告。",
            "青山县市场监督管理局",
            "2026年8月3日",
        ],
        "青山县市场监督管理局关于2026年第7期食品安全监督抽检情况的通告",
        ("field.food_and_drugs", "statutory.inspections"),
        number="2026年第7号",
        issuing_body="青山县市场监督管理局",
        formed_on=date(2026, 8, 3),
    ),
    Paper(
        "环评批复.docx",
        [
            "青山县生态环境局文件",
            "青环审〔2026〕9号　　　　　　签发人：某某",
            "关于青山河综合治理工程环境影响报告表的批复",
            "青山县水务局：",
            "你单位报送的《青山河综合治理工程环境影响报告表》收悉。经研究，批复如下：",
            "一、同意该项目建设。",
            "青山县生态环境局",
            "2026年6月18日",
            "抄送：青山县发展和改革局。",
            "青山县生态环境局办公室　2026年6月18日印发",
        ],
        "关于青山河综合治理工程环境影响报告表的批复",
        (
            "field.environment",
            "statutory.major_construction_projects",
            "statutory.licensing",
            "field.major_construction_projects",
        ),
        number="青环审〔2026〕9号",
        issuing_body="青山县生态环境局",
        formed_on=date(2026, 6, 18),
        issued_on=date(2026, 6, 18),
    ),
    Paper(
        "采购意向.xlsx",
        [
            ["青山县政府集中采购项目实施情况（2026年9月）"],
            ["项目名称", "采购方式", "预算金额（万元）", "中标单位"],
            ["办公家具采购", "公开招标", 48, "青山家具有限公司"],
            ["执法车辆采购", "询价", 30, "北坡汽车有限公司"],
        ],
        "青山县政府集中采购项目实施情况（2026年9月）",
        ("statutory.procurement", "field.public_resource_trading"),
        period="2026-09",
    ),
    Paper(
        "危房改造名单.docx",
        [
            "柳河镇2026年农村危房改造对象公示",
            "经村民评议、镇级审核，现将2026年农村危房改造对象公示如下：",
            [
                ["序号", "户主姓名", "村名", "改造方式", "补助金额"],
                ["1", "王小明", "东河村", "新建", "30000"],
                ["2", "李小红", "西河村", "修缮", "12000"],
                ["3", "赵大山", "东河村", "修缮", "12000"],
            ],
            "公示时间：2026年5月10日至5月16日",
            "柳河镇人民政府",
            "2026年5月10日",
        ],
        "柳河镇2026年农村危房改造对象公示",
        ("field.rural_dilapidated_houses",),
        issuing_body="柳河镇人民政府",
        formed_on=date(2026, 5, 10),
        lists_people=True,
        period="2026",
    ),
    Paper(
        "土地流转.txt",
        "白杨乡农村土地承包经营权流转管理办法（试行）\n\n第一条　为规范农村土地承包经营权流转，制定本办法。\n"
        "第二条　流转应当遵循依法、自愿、有偿的原则。\n",
        "白杨乡农村土地承包经营权流转管理办法（试行）",
        ("statutory.farmland_contract_transfer",),
    ),
    Paper(
        "一事一议.docx",
        [
            "关于东河村一事一议筹资筹劳方案的批复",
            "柳政函〔2026〕15号",
            "东河村民委员会：",
            "你村报来的一事一议筹资筹劳方案收悉，经研究，同意该方案。",
            "柳河镇人民政府",
            "2026年4月22日",
        ],
        "关于东河村一事一议筹资筹劳方案的批复",
        ("statutory.fund_and_labour_raising",),
        number="柳政函〔2026〕15号",
        issuing_body="柳河镇人民政府",
        formed_on=date(2026, 4, 22),
    ),
    Paper(
        "规划.docx",
        [
            "柳河镇国民经济和社会发展第十五个五年规划纲要",
            "目　录",
            "第一章　发展基础",
            "第一章　发展基础",
            "“十四五”时期，全镇经济社会发展取得积极成效。",
        ],
        "柳河镇国民经济和社会发展第十五个五年规划纲要",
        ("statutory.development_plans",),
    ),
    Paper(
        "养老.docx",
        [
            "青山县民政局　青山县财政局",
            "青民发〔2026〕18号",
            "青山县民政局　青山县财政局",
            "关于提高高龄老人津贴标准的通知",
            "各乡镇人民政府：",
            "经县政府同意，自2026年7月1日起提高全县高龄老人津贴标准。",
            "青山县民政局　　青山县财政局",
            "2026年6月25日",
        ],
        "青山县民政局、青山县财政局关于提高高龄老人津贴标准的通知",
        ("field.elderly_care", "statutory.livelihood_policies"),
        number="青民发〔2026〕18号",
        issuing_body="青山县民政局、青山县财政局",
        formed_on=date(2026, 6, 25),
    ),
    Paper(
        "安全检查情况.docx",
        [
            "松林镇2026年第二季度安全生产监督检查情况通报",
            "各企业：",
            "二季度，镇政府组织开展安全生产检查12次，发现隐患23处，现将有关情况通报如下。",
            "松林镇人民政府",
            "2026年7月2日",
        ],
        "松林镇2026年第二季度安全生产监督检查情况通报",
        ("field.work_safety", "statutory.inspections"),
        issuing_body="松林镇人民政府",
        formed_on=date(2026, 7, 2),
        period="2026-Q2",
    ),
    Paper(
        "许可结果.xlsx",
        [
            ["青山县行政许可结果信息公开表"],
            ["2026年8月"],
            ["许可决定书文号", "许可名称", "行政相对人名称", "许可决定日期"],
            ["青行审〔2026〕101号", "食品经营许可", "青山县河畔便利店", "2026-08-05"],
            ["青行审〔2026〕102号", "取水许可", "北坡供水站", "2026-08-19"],
        ],
        "青山县行政许可结果信息公开表",
        ("statutory.licensing",),
        period="2026-08",
    ),
    Paper(
        "学校招生.txt",
        "青山县教育局\n关于2026年秋季义务教育阶段学校招生入学工作的通知\n\n各中小学校：\n"
        "现就2026年秋季义务教育阶段学校招生入学工作通知如下：\n一、招生对象\n年满6周岁的适龄儿童。\n"
        "青山县教育局\n2026年6月1日\n",
        "青山县教育局关于2026年秋季义务教育阶段学校招生入学工作的通知",
        ("field.compulsory_education",),
        issuing_body="青山县教育局",
        formed_on=date(2026, 6, 1),
        period="2026",
    ),
    Paper(
        "P020261020.docx",
        [
            "索 引 号：QS13/2026-00031",
            "发布机构：松林镇人民政府",
            "文    号：松政发〔2026〕20号",
            "生成日期：2026年10月20日",
            "松林镇人民政府关于调整森林防火期的通告",
            "为有效预防森林火灾，决定自2026年11月1日至2027年4月30日为森林防火期。",
        ],
        "松林镇人民政府关于调整森林防火期的通告",
        ("statutory.emergencies", "field.disaster_relief"),
        number="松政发〔2026〕20号",
        issuing_body="松林镇人民政府",
        formed_on=date(2026, 10, 20),
    ),
    Paper(
        "特困人员.xlsx",
        [
            ["松林镇2026年11月特困供养人员花名册"],
            ["制表单位：松林镇社会事务办公室", "", "", "制表日期：2026-11-05"],
            ["编号", "姓名", "性别", "供养方式", "供养金额"],
            [1, "赵大山", "男", "分散", 900],
            [2, "王小明", "男", "集中", 1200],
        ],
        "松林镇2026年11月特困供养人员花名册",
        ("statutory.social_assistance", "field.social_assistance"),
        formed_on=date(2026, 11, 5),
        lists_people=True,
        period="2026-11",
    ),
    Paper(
        "重大项目.docx",
        [
            "青山县发展和改革局",
            "关于核准青山县县城至柳河公路改建工程",
            "可行性研究报告的批复",
            "青发改审批〔2026〕22号",
            "青山县交通运输局：",
            "报来的请示收悉。经审查，原则同意该工程可行性研究报告。",
            "青山县发展和改革局",
            "2026年5月20日",
        ],
        "青山县发展和改革局关于核准青山县县城至柳河公路改建工程可行性研究报告的批复",
        ("statutory.major_construction_projects", "field.major_construction_projects"),
        number="青发改审批〔2026〕22号",
        issuing_body="青山县发展和改革局",
        formed_on=date(2026, 5, 20),
    ),
    Paper(
        "公租房.html",
        "<html><head><title>2026年第一批公共租赁住房配租结果公示</title></head><body>"
        "<h1>2026年第一批公共租赁住房配租结果公示</h1><p>来源：青山县住房和城乡建设局　发布时间：2026-09-12</p>"
        "<p>现将2026年第一批公共租赁住房配租结果公示如下，公示期7天。</p>"
        "<table><tr><th>序号</th><th>姓名</th><th>房号</th></tr><tr><td>1</td><td>王小明</td><td>某栋101</td></tr>"
        "<tr><td>2</td><td>李小红</td><td>某栋102</td></tr><tr><td>3</td><td>赵大山</td><td>某栋103</td></tr></table>"
        "<p>监督电话：0000-5550133</p></body></html>",
        "2026年第一批公共租赁住房配租结果公示",
        ("field.affordable_housing",),
        issuing_body="青山县住房和城乡建设局",
        lists_people=True,
        period="2026",
    ),
    Paper(
        "会议纪要.txt",
        "柳河镇人民政府第12次镇长办公会议\n纪　要\n\n时间：2026年10月8日\n地点：三楼会议室\n"
        "会议研究了秋季农业生产工作。\n",
        "柳河镇人民政府第12次镇长办公会议纪要",
        ("statutory.other_statutory", "statutory.rural_policies"),
    ),
    Paper(
        "文化站.docx",
        [
            "柳河镇综合文化站2026年公共文化服务免费开放项目表",
            [["项目", "开放时间"], ["图书阅览", "周二至周日"], ["排练室", "周六、周日"]],
            "柳河镇综合文化站",
            "二○二六年一月五日",
        ],
        "柳河镇综合文化站2026年公共文化服务免费开放项目表",
        ("field.public_culture",),
        issuing_body="柳河镇综合文化站",
        formed_on=date(2026, 1, 5),
        period="2026",
    ),
    Paper(
        "就业补助.xlsx",
        [
            ["2026年三季度公益性岗位补贴公示表", "", "", ""],
            ["单位名称", "姓名", "岗位", "补贴金额"],
            ["柳河镇人民政府", "王小明", "保洁员", 1200],
            ["柳河镇人民政府", "李小红", "护林员", 1200],
            ["备注：公示期5个工作日。"],
        ],
        "2026年三季度公益性岗位补贴公示表",
        ("field.employment", "statutory.livelihood_policies"),
        lists_people=True,
        period="2026-Q3",
    ),
    Paper(
        "救灾.docx",
        [
            "柳河镇人民政府办公室文件",
            "柳政办〔2026〕5号",
            "柳河镇人民政府办公室",
            "关于2026年7月洪涝灾害救灾款物发放情况的公示",
            "根据县应急管理局安排，现将我镇7月洪涝灾害救灾款物发放情况公示如下：",
            "共发放救灾资金12万元，棉被60床，涉及6个村41户。",
            "柳河镇人民政府办公室",
            "2026年8月10日",
        ],
        "柳河镇人民政府办公室关于2026年7月洪涝灾害救灾款物发放情况的公示",
        ("field.disaster_relief", "statutory.emergencies"),
        number="柳政办〔2026〕5号",
        issuing_body="柳河镇人民政府办公室",
        formed_on=date(2026, 8, 10),
        period="2026-07",
    ),
    Paper(
        "扶贫资金.docx",
        [
            "白杨乡2026年财政衔接推进乡村振兴补助资金项目计划公告",
            "根据上级关于衔接资金公告公示的要求，现将我乡2026年项目计划公告如下。",
            "一、资金规模",
            "共安排资金320万元。",
            "监督举报电话：0000-5550144",
            "白杨乡人民政府",
            "2026年3月15日",
        ],
        "白杨乡2026年财政衔接推进乡村振兴补助资金项目计划公告",
        ("field.poverty_alleviation", "statutory.rural_policies", "statutory.livelihood_policies"),
        issuing_body="白杨乡人民政府",
        formed_on=date(2026, 3, 15),
        period="2026",
    ),
]
