import re

from lxml import html as parser

from gongkai.report.writers import html
from tests.report.invented import PROSE, invented


def tree(report):
    return parser.fromstring(html.write(report))


def test_headings_and_prose_stand_as_they_were():
    page = tree(invented())
    assert "".join(page.xpath("//h1")[0].itertext()) == (
        "青山县柳河镇人民政府2024年政府信息公开工作年度报告"
    )
    assert [item.text for item in page.xpath("//h2")] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]
    assert page.get_element_by_id("overview-5").text == PROSE["overview"][4]


def test_each_figure_names_headings_that_exist():
    page = tree(invented())
    ids = {item.get("id") for item in page.xpath("//th")}
    figures = page.xpath("//td")
    assert len(figures) == 200
    assert all(set(cell.get("headers").split()) <= ids for cell in figures)
    assert {item.get("scope") for item in page.xpath("//th")} == {
        "col",
        "colgroup",
        "row",
        "rowgroup",
    }


def test_an_unknown_figure_is_empty_and_says_why():
    page = tree(invented(without=["requests.new.total"]))
    cell = page.get_element_by_id("requests.new.total")
    assert cell.text is None
    assert cell.get("title") == "原文没有这一格"
    assert cell.get("class") == "open"


def test_the_file_asks_for_nothing_outside_and_runs_no_script():
    page = html.write(invented())
    assert not re.search(r"https?:|<script|<link|<img|url\(", page)
    assert "default-src 'none'" in page
    assert '<html lang="zh-CN">' in page


def test_the_ids_of_the_page_are_unique():
    ids = [item.get("id") for item in tree(invented()).xpath("//*[@id]")]
    assert len(ids) == len(set(ids))
