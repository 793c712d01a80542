"""A body's working rules: their texts, numbers and titles."""

from dataclasses import replace
from datetime import date

from gongkai.letters.working_rules import (
    RuleBody,
    RuleFacts,
    articles_of,
    kinds,
    review_months,
    text_of,
    title_of,
    write_rule,
)

DAY = date(2026, 11, 21)
FACTS = RuleFacts(
    name="柳河镇人民政府",
    kind=RuleBody.TOWNSHIP,
    office="柳河镇党政综合办公室",
    address="柳河镇人民路8号",
    phone="0000-5550111",
    hours="工作日8:30—12:00",
)


def test_there_are_eight_rules_and_each_has_a_template():
    assert [each.label for each in kinds()] == [
        "政府信息公开工作制度",
        "政府信息公开保密审查制度",
        "依申请公开受理制度",
        "主动公开与更新维护制度",
        "政府信息公开属性审查与动态调整制度",
        "政府信息公开考核评议与责任追究制度",
        "政府信息公开年度报告编制制度",
        "政府信息公开培训宣传制度",
    ]
    for each in kinds():
        text = text_of(FACTS, each.id, DAY)
        assert text.startswith("<p>第一条　")
        assert "{" not in text
    assert review_months() == 12


def test_numbers_come_from_the_law_and_names_from_the_body():
    text = text_of(FACTS, "rule_requests", DAY)
    for words in (
        "自收到申请之日起20个工作日内答复",
        "最长不超过20个工作日",
        "自收到申请之日起7个工作日内一次性告知",
        "第三方自收到征求意见书之日起15个工作日内",
        "0000-5550111",
    ):
        assert words in text
    assert "三审三校" in text_of(FACTS, "rule_disclosure", DAY)
    assert "两审" not in text_of(replace(FACTS, reviews=2), "rule_disclosure", DAY)
    assert "不少于30日" in text_of(FACTS, "rule_proactive", DAY)


def test_the_day_of_the_annual_report_depends_on_the_body():
    kind = "rule_annual_report"
    assert "县级政府信息公开工作主管部门规定的时间" in text_of(FACTS, kind, DAY)
    assert "每年1月31日前" in text_of(replace(FACTS, kind=RuleBody.DEPARTMENT), kind, DAY)
    county = replace(FACTS, kind=RuleBody.COUNTY_GOVERNMENT)
    assert "每年3月31日前" in text_of(county, kind, DAY)


def test_titles_say_government_once():
    assert title_of(FACTS, "rule_disclosure") == "柳河镇政府信息公开工作制度"


def test_facts_are_escaped_in_html_and_printed_as_they_are():
    strange = replace(FACTS, office="办公室<甲>")
    assert "办公室&lt;甲&gt;" in text_of(strange, "rule_disclosure", DAY)
    assert any("办公室<甲>" in article for article in articles_of(strange, "rule_disclosure", DAY))
    document = write_rule(strange, "rule_disclosure", DAY)
    assert document.signature == ("柳河镇人民政府", "2026年11月21日")
