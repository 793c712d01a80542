import re
from dataclasses import replace

from lxml import html as parser

from gongkai.documents.model import Origin, Paragraph
from gongkai.report.checks.finding import Finding, Level
from gongkai.report.model import Section
from gongkai.report.writers import findings_html
from gongkai.report.writers.findings_html import CheckedReport
from tests.report.invented import invented

WRONG_CELL = Finding(
    "AR301",
    "表三“自然人”列不平衡。",
    cells=("requests.new.natural_person",),
    place="表三",
    hint="请核对第一、二项。",
    level=Level.ERROR,
)


def tree(*results):
    return parser.fromstring(findings_html.write(results))


def test_the_summary_counts_findings_by_level():
    page = tree(
        CheckedReport("柳河镇.docx", invented(), (WRONG_CELL, WRONG_CELL)),
        CheckedReport("坏.pdf", error="文件“坏.pdf”：文件残缺，应为完整的 PDF；请重新导出。"),
    )
    rows = page.xpath("//table[@class='summary']//tbody/tr")
    assert [cell.text_content() for cell in rows[0]] == ["柳河镇.docx", "2", "0", "0", "0"]
    assert [cell.text_content() for cell in rows[1]] == ["坏.pdf", "没有读出"]
    assert "文件残缺" in page.get_element_by_id("r2").text_content()


def test_a_finding_leads_to_its_cell_which_is_marked():
    page = tree(CheckedReport("柳河镇.docx", invented(), (WRONG_CELL,)))
    (link,) = page.xpath("//aside//a")
    assert link.get("href") == "#r1.requests.new.natural_person"
    assert page.get_element_by_id("r1.requests.new.natural_person").get("class") == "marked"


def test_a_finding_leads_to_its_paragraph():
    report = invented()
    place = Origin(page=2, line=7)
    overview = Section("overview", "一、总体情况", (Paragraph("甲"), Paragraph("乙", place)))
    report = replace(report, sections=(overview, *report.sections[1:]))
    finding = Finding("AR501", "乙有误。", origin=place, level=Level.WARNING)
    page = tree(CheckedReport("柳河镇.docx", report, (finding,)))
    assert page.xpath("//aside//a")[0].get("href") == "#r1.overview-2"
    assert page.get_element_by_id("r1.overview-2").get("class") == "marked"


def test_ids_are_unique_over_several_reports_and_links_have_targets():
    page = tree(
        CheckedReport("甲.docx", invented(), (WRONG_CELL,)),
        CheckedReport("乙.docx", invented(), (WRONG_CELL,)),
    )
    ids = [item.get("id") for item in page.xpath("//*[@id]")]
    assert len(ids) == len(set(ids))
    assert {link.get("href")[1:] for link in page.xpath("//a")} <= set(ids)


def test_names_are_text_not_markup_and_nothing_is_fetched():
    words = findings_html.write([CheckedReport("<script>甲</script>", error="<b>")])
    assert "<script>" not in words
    assert not re.search(r"https?:|<link|<img|url\(", words)
