"""Honest reports in other words than ours: the rule named beside each says nothing of it."""

from __future__ import annotations

import re

import pytest

from gongkai.documents import open_bytes
from gongkai.report.checks.finding import Level
from gongkai.report.checks.registry import Context, run
from gongkai.report.reading import read_report
from gongkai.report.writers import docx, html
from tests.report.invented import figures, invented

TOWN = "青山县柳河镇人民政府"
HONEST = (
    (
        "AR123",
        {
            "problems": "存在的问题是个别村公开栏更换偏慢。针对这一情况，已安排包村干部每月底现场查看一次。"
        },
    ),
    ("AR123", {"problems": "部分站所报送信息不及时。自明年3月起，每周五由党政办统一收集。"}),
    (
        "AR123",
        {
            "problems": "一是队伍不稳定，二是解读形式单一。拟于上半年招聘两名专职人员，制作图解十期。"
        },
    ),
    (
        "AR123",
        {
            "problems": "公开内容不够全面，群众关心的补贴信息发布偏晚。现已实行发放前三日公示，逐户核对。"
        },
    ),
    ("AR504", {"overview": "2024年，全局共主动公开政府信息233条。收到公民申请，全局共办理4件。"}),
    ("AR504", {"overview": "2024年，申请人对全镇共计4件答复表示认可。主动公开政府信息233条。"}),
    (
        "AR503",
        {
            "pre": "如有疑问请与柳河镇党政办联系（地址：柳河镇人民路1号，电话：0912-6123456，邮箱：lhzdzb@163.com）。"
        },
    ),
    (
        "AR503",
        {
            "other": "本年度未收取信息处理费。联系人：党政综合办公室，电话0912-6123456，电子邮箱1234567@qq.com。"
        },
    ),
    ("AR502", {"pre": "如有疑问请与柳河镇党政办联系（值班手机：13800138000）。"}),
    ("AR601", {"other": "2024年我镇依申请公开实行零收费。"}),
    ("AR601", {"other": "本年度办理依申请公开没有产生费用。"}),
    ("AR601", {"other": "本机关提供政府信息均为免费，未发生收费情况。"}),
    ("AR601", {"other": "按照国办函〔2020〕109号，2024年收取的信息处理费为零。"}),
    ("AR601", {"other": "未向申请人收取任何费用。"}),
    ("AR601", {"other": "2024年度，信息处理费收取0元。"}),
    (
        "AR202",
        {
            "title": "青山经济开发区2024年政府信息公开工作年度报告",
            "sign": "青山县经济开发区管理委员会 2025年1月15日",
        },
    ),
    (
        "AR202",
        {
            "title": "青山工业园区管委会2024年政府信息公开工作年度报告",
            "sign": "青山工业园区管理委员会 2025年1月15日",
        },
    ),
    (
        "AR202",
        {
            "title": "青山县水务局2024年政府信息公开工作年度报告",
            "sign": "青山县水务局办公室 2025年1月15日",
        },
    ),
    (
        "AR404",
        {"overview": "2024年，我镇主动公开政府信息233条。6月赴邻水县学习政务公开先进经验。"},
    ),
    (
        "AR404",
        {"overview": "2024年，我镇主动公开政府信息233条。组织人员到长兴县考察政务公开标准化。"},
    ),
    ("AR404", {"overview": "2024年，我镇主动公开政府信息233条。对标德清县做法，完善公开目录。"}),
    (
        "AR404",
        {"overview": "2024年，我镇主动公开政府信息233条。与安吉县递铺街道结对共建，互派干部学习。"},
    ),
    ("AR406", {"overview": "2024年，我镇主动公开政府信息233条。2023年建成的公开专区投入使用。"}),
    (
        "AR406",
        {"overview": "2024年，我镇主动公开政府信息233条。2023年12月启用的查询点全年接待120人次。"},
    ),
    ("AR213", {"other": "本年度未收取信息处理费。联系电话：0912 6123456。"}),
    ("AR213", {"pre": "联系电话（0912）6123456"}),
    ("AR213", {"other": "本年度未收取信息处理费。咨询请拨6123456（区号0912）。"}),
    ("AR213", {"other": "本年度未收取信息处理费。电话：+86-912-6123456。"}),
    ("AR115", {"overview": "2024年，我镇在网站公开各类信息，全年晒出政府信息256条。"}),
    ("AR201", {"title": "关于报送《青山县柳河镇人民政府2024年政府信息公开工作年度报告》的函"}),
)


def findings(
    *,
    overview: str = "2024年，我镇主动公开政府信息233条。",
    problems: str = "存在问题：一是更新不够及时。改进情况：建立每周更新制度，由专人负责。",
    other: str = "本年度未收取信息处理费。",
    title: str = f"{TOWN}2024年政府信息公开工作年度报告",
    pre: str = "",
    sign: str = "",
):
    prose = {"overview": (overview,), "problems": (problems,), "other": (other,)}
    page = html.write(invented("2021", prose=prose))
    head = f"<h1>{title}</h1>" + (f"<p>{pre}</p>" if pre else "")
    page = re.sub(r"<h1>.*?</h1>", head, page, flags=re.DOTALL)
    page = re.sub(r"<title>.*?</title>", f"<title>{title}</title>", page)
    if sign:
        page = re.sub(r'<footer class="signature">.*?</footer>', "", page, flags=re.DOTALL)
        page = page.replace("</article>", f"<p>{sign}</p></article>")
    report = read_report(open_bytes(page.encode(), "年报.html"))
    return [item for item in run(Context(report)) if item.level is not Level.UNASSESSABLE]


@pytest.mark.parametrize(("code", "words"), HONEST, ids=[str(row) for row in HONEST])
def test_an_honest_wording_is_not_accused(code, words):
    assert [item.message for item in findings(**words) if item.code == code] == []


def test_a_count_of_unclear_things_makes_the_missing_total_a_notice():
    found = findings(overview="2024年，我镇上网公示的各类事项合计二百五十六条。")
    assert [item.level for item in found if item.code == "AR115"] == [Level.NOTICE]
    found = findings(overview="2024年，我镇在公开信息数量上有较大提升。")
    assert [item.level for item in found if item.code == "AR115"] == [Level.WARNING]


def test_a_part_of_complaints_only_is_noticed():
    found = findings(problems="公开内容不够全面，更新不够及时，群众知晓率偏低，人手偏少。")
    assert [item.level for item in found if item.code == "AR123"] == [Level.NOTICE]


def as_lines(between: str) -> str:
    """The report as text, the cells of its tables apart by `between`."""
    document = open_bytes(docx.write(invented("2021")), "年报.docx")
    lines = []
    for block in document.blocks:
        if hasattr(block, "rows"):
            lines += [between.join(cell.text for cell in row) for row in block.rows()]
        else:
            lines.append(block.text)
    return "\n".join(lines)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text,
        lambda text: text.replace("\n五、", "五、"),
        lambda text: text.replace("\n五、", " 五、"),
        lambda text: text.replace("\n五、", "\n2025年1月15日\n五、"),
        lambda text: f"{text}\n2025年1月15日",
    ],
    ids=[
        "as it is",
        "heading runs on",
        "heading behind a blank",
        "date between",
        "date at the end",
    ],
)
@pytest.mark.parametrize("between", ["\t", "|"])
def test_tables_in_text_are_read_whole_and_not_accused(between, spoil):
    report = read_report(open_bytes(spoil(as_lines(between)).encode(), "年报.txt"))
    assert {id: cell.value for id, cell in report.cells.items()} == figures("2021")
    assert report.section("problems") is not None
    shape = {"AR001", "AR003", "AR005", "AR006", "AR007", "AR009"}
    assert [item.message for item in run(Context(report)) if item.code in shape] == []


TRAIL = "当前位置：首页 > 政府信息公开 > 政府信息公开年报 > 柳河镇 "


@pytest.mark.parametrize("before", ["", TRAIL], ids=["bare", "behind the trail of pages"])
@pytest.mark.parametrize("line", [" ", ""], ids=["blank for line", "nothing for line"])
@pytest.mark.parametrize("between", [" ", "\u3000", "\t", "|"])
def test_a_report_in_one_line_is_read_whole_and_not_accused(between, line, before):
    text = before + as_lines(between).replace("\n", line or between)
    report = read_report(open_bytes(text.encode(), "年报.txt"))
    assert {id: cell.value for id, cell in report.cells.items()} == figures("2021")
    assert report.identity.title == "青山县柳河镇人民政府2024年政府信息公开工作年度报告"
    shape = {"AR001", "AR003", "AR005", "AR006", "AR007", "AR008", "AR009", "AR010", "AR201"}
    assert [item.message for item in run(Context(report)) if item.code in shape] == []


@pytest.mark.parametrize(
    ("title", "overview", "body", "received"),
    [
        (
            "青山县人民政府办公室关于青山县2024年政府信息公开工作年度报告",
            "2024年，全县主动公开政府信息4134条，收到政府信息公开申请23件。",
            "青山县人民政府",
            23,
        ),
        (
            "青山县政府办公室2024年政府信息公开工作年度报告",
            "2024年，全县各级行政机关主动公开政府信息4134条，全县收到政府信息公开申请23件。",
            "青山县人民政府",
            23,
        ),
        (
            "青山县政府办公室2024年政府信息公开工作年度报告",
            "2024年，我办主动公开政府信息41条，收到政府信息公开申请3件。",
            "青山县人民政府办公室",
            3,
        ),
    ],
)
def test_an_office_writes_for_its_county_or_for_itself(title, overview, body, received):
    text = (
        f"{title}\n根据《中华人民共和国政府信息公开条例》编制。\n一、总体情况\n{overview}\n"
        "六、其他需要报告的事项\n无。\n青山县人民政府办公室\n2025年3月14日"
    )
    report = read_report(open_bytes(text.encode(), "年报.txt"))
    said = {item.fact: item.value for item in report.statements}
    assert (report.identity.organization, said["requests_received"]) == (body, received)


@pytest.mark.parametrize(
    ("behind", "words"),
    [
        ("（二）依申请公开", "全年受理公开申请5件，商业企业4件、自然人1件，均已办结。"),
        ("四、政府信息公开行政复议、行政诉讼情况", "2024年收到行政复议2件，其中结果纠正1件。"),
        ("（一）主动公开", "清理规范性文件2批。"),
    ],
)
def test_a_sentence_before_a_table_in_one_line_is_no_part_of_it(behind, words):
    text = as_lines(" ").replace("\n", " ").replace(behind, f"{behind} {words}")
    report = read_report(open_bytes(text.encode(), "年报.txt"))
    assert {id: cell.value for id, cell in report.cells.items()} == figures("2021")
    prose = "".join(item.text for part in report.sections for item in part.paragraphs)
    assert words.removesuffix("。") in prose
    shape = {"AR003", "AR004", "AR008", "AR011"}
    assert [item.message for item in run(Context(report)) if item.code in shape] == []


def test_a_committee_that_states_two_totals_is_told():
    title = "云澜高新区管理委员会2024年政府信息公开工作年度报告"
    found = findings(
        title=title,
        sign="云澜高新区管理委员会 2025年1月15日",
        overview="管委会2024年主动公开政府信息320条。",
        other="2024年，管委会主动公开政府信息302条。本年度未收取信息处理费。",
    )
    assert [item.level for item in found if item.code == "AR111"] == [Level.WARNING]


def test_whom_people_turn_to_is_nobody():
    found = findings(overview="主动公开政府信息233条。本年无人向镇里申请公开信息。")
    assert [item.message for item in found if item.code == "AR504"] == []
