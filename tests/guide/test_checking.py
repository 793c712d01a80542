"""Correct guides have no finding; each fault has its own, with place, found, expected and citation."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gongkai.documents import open_bytes
from gongkai.documents.model import Paragraph
from gongkai.documents.writers import official_docx, official_pdf
from gongkai.documents.writers.official import OfficialDocument
from gongkai.guide.checking import check_guide
from gongkai.guide.facts import Contact, GuideFacts
from gongkai.guide.finding import checks
from gongkai.guide.reading import lines_of_document, lines_of_text
from gongkai.guide.writing import write_guide
from gongkai.guide.wrongs import wrongs
from tests.guide.conftest import DAY

OLD_GUIDE = Path(__file__).with_name("old-guide.txt")
PLACES = ["柳河", "白杨", "松林", "青石", "水磨", "石桥"]

# What a correct guide may also say; none of it is a fault.
DECOYS = [
    "第三方自收到征求意见书之日起15个工作日内提出意见，逾期未提出的，由本机关依照《条例》的规定决定是否公开。",
    "共同制作的政府信息，被征求意见机关应当自收到征求意见书之日起15个工作日内提出意见。",
    "不能当场答复的，应当自收到申请之日起二十个工作日内予以答复，征求第三方意见所需时间不计算在内。",
    "本机关承诺自收到申请之日起10个工作日内答复。",
    "合理的补正期限一般不超过15个工作日。",
    "答复期限自收到补正之日起重新计算。",
    "收到投诉后，在15个工作日内答复投诉人。",
    "可以自收到行政复议决定书之日起十五日内向人民法院提起行政诉讼。",
    "公民、法人或者其他组织可以自知道该行政行为之日起60天内申请行政复议。",
    "行政复议机关自受理申请之日起60日内作出行政复议决定。",
    "本机关受理申请的时间为工作日8:30—12:00，14:00—17:30。",
    "受理申请后发现不属于本机关负责的，自收到申请之日起20个工作日内告知申请人。",
    "申请人无需说明用途。",
    "不再以“三需要”为条件。",
    "依申请提供政府信息，不再收取检索、复制、邮寄等成本费用。",
    "国务院令第492号公布的条例已经修订前后不同，不再适用。",
    "公开后可能危及国家安全、公共安全、经济安全、社会稳定的，不予公开（《条例》第十四条）。",
    "上一年度报告每年1月31日前公布（《条例》第四十九条）。",
    "财政预算自批准之日起20日内公开。",
    "各乡镇人民政府、街道办事处的信息，请向该乡镇人民政府申请。",
    "向县人民政府申请行政复议的，寄至青山县人民政府。",
    "联系电话：5550111（工作时间）",
    "联系电话：0000—5550111　传真：0000-5550112",
    "办公时间：上午8时30分至12时，下午2:00-5:30（法定节假日除外）",
    "通信地址：青山县柳河镇人民路8号（镇政府二楼），邮编：000000",
    "监督电话：0000-5550113",
    "政府信息公开热线：12345",
    "《信访工作条例》第八条规定的事项，不适用本指南。",
    "咨询日：周一至周五工作日。",
    "请在收到通知后15个工作日内提交补正材料，逾期不补正的，不再答复。",
    "本指南所称主动公开的政府信息，见《条例》第二条。",
    "本机关按照申请人要求的形式，向申请人提供其申请公开的信息（《条例》第四十条）。",
    "行政事业性收费项目及其依据、标准（《条例》第二十条第八项）主动公开。",
    "请邮寄给乡人民政府或者本镇人民政府。",
    "联系电话：0000-5550111转8001",
    "电话（传真）：0000-5550112",
    "不动产登记查询电话：0000-5550777",
    "网站地址：https://www.qingshan.example/，邮箱地址：liuhe@qingshan.example",
    "查阅场所地址：柳河镇文化路5号",
    "证书办理5个工作日内办结。",
]


def found(text: str, facts: GuideFacts) -> list[str]:
    """Codes for a text that stands in an otherwise complete guide."""
    lines = [*write_guide(facts, DAY).paragraphs(), *text.splitlines()]
    return [finding.code for finding in check_guide(lines_of_text(lines), facts, DAY)]


def test_the_written_guide_has_no_finding(facts):
    assert check_guide(write_guide(facts, DAY).lines(), facts, DAY) == ()


def test_a_guide_of_a_body_of_which_little_is_known_has_no_finding():
    facts = GuideFacts("白杨乡人民政府", Contact("白杨乡党政综合办公室", phone="0000-5550121"))
    codes = {finding.code for finding in check_guide(write_guide(facts, DAY).lines(), facts, DAY)}
    assert codes == {
        "GD301"
    }  # address and hours are not known, and the guide does not make them up


@pytest.mark.parametrize("decoy", DECOYS)
def test_what_looks_like_a_fault_and_is_none(decoy, facts):
    assert found(decoy, facts) == []


digits = st.text("0123456789", min_size=7, max_size=7)
phones = st.builds("0000-{}".format, digits)
clock = st.tuples(
    st.integers(7, 9), st.sampled_from(["00", "30"]), st.integers(13, 15), st.integers(17, 18)
)


@st.composite
def bodies(draw) -> GuideFacts:
    """An invented township, with or without each fact that may be missing."""
    place = draw(st.sampled_from(PLACES)) + draw(st.sampled_from(["镇", "乡"]))
    opens, minute, again, closes = draw(clock)
    number = draw(phones)
    return GuideFacts(
        body=f"{place}人民政府",
        office=Contact(
            name=place + draw(st.sampled_from(["党政综合办公室", "政务公开办公室", "综合办公室"])),
            address=f"{place}{draw(st.sampled_from(PLACES))}路{draw(st.integers(1, 300))}号",
            postcode=draw(st.text("0123456789", min_size=6, max_size=6)),
            hours=f"工作日{opens}:{minute}—12:00，{again}:00—{closes}:{minute}",
            phone=number,
            fax=draw(st.one_of(st.just(""), phones)),
            email=draw(st.sampled_from(["", "office@qingshan.example"])),
            website=draw(st.sampled_from(["", "https://www.qingshan.example/"])),
        ),
        supervision_phone=draw(st.one_of(st.just(""), phones)),
        supervisor=draw(
            st.sampled_from(
                [None, Contact("青山县人民政府办公室", "青山县中心大街1号", phone="0000-5550100")]
            )
        ),
        authority=draw(st.sampled_from(["", "青山县人民政府"])),
        takes_email=draw(st.booleans()),
        takes_fax=draw(st.booleans()),
        reading_place=draw(st.sampled_from(["", f"{place}便民服务中心"])),
        other_bodies=tuple(f"{each}镇人民政府" for each in PLACES if each not in place),
    )


@given(bodies(), st.dates(date(2024, 1, 1), date(2026, 12, 31)))
def test_every_written_guide_is_correct(facts, on):
    assert check_guide(write_guide(facts, on).lines(), facts, on) == ()


@given(bodies(), phones)
def test_every_changed_phone_is_found(facts, other):
    assume(other not in {facts.office.phone, facts.office.fax, facts.supervision_phone})
    changed = replace(facts, office=replace(facts.office, phone=other))
    lines = write_guide(changed, DAY).lines()
    assert [finding.code for finding in check_guide(lines, facts, DAY)] == ["GD201"]


@pytest.mark.parametrize(
    ("text", "code", "words", "expected", "citation"),
    [
        (
            "行政机关应当自收到申请之日起15个工作日内予以答复。",
            "GD101",
            "15个工作日",
            "答复期限20个工作日",
            "《政府信息公开条例》第三十三条第二款",
        ),
        (
            "收到申请后，十五个工作日内答复。",
            "GD101",
            "十五个工作日",
            "答复期限20个工作日",
            "《政府信息公开条例》第三十三条第二款",
        ),
        (
            "答复期限为３０个工作日。",
            "GD101",
            "30个工作日",
            "答复期限20个工作日",
            "《政府信息公开条例》第三十三条第二款",
        ),
        (
            "需要延长的，延长答复的期限最长不得超过15个工作日。",
            "GD101",
            "15个工作日",
            "延长答复的最长期限20个工作日",
            "《政府信息公开条例》第三十三条第二款",
        ),
        (
            "自收到申请之日起15个工作日内一次性告知申请人补正。",
            "GD101",
            "15个工作日",
            "一次性告知补正的期限7个工作日",
            "《政府信息公开条例》第三十条",
        ),
        (
            "第三方应当自收到征求意见书之日起20个工作日内提出意见。",
            "GD101",
            "20个工作日",
            "第三方提出意见的期限15个工作日",
            "《政府信息公开条例》第三十二条",
        ),
        (
            "可以自收到答复之日起90日内申请行政复议。",
            "GD101",
            "90日",
            "申请行政复议的期限60日",
            "《行政复议法》第二十条第一款",
        ),
        (
            "或者在三个月内向人民法院提起行政诉讼。",
            "GD101",
            "三个月",
            "直接起诉的期限6个月",
            "《行政诉讼法》第四十六条第一款",
        ),
        (
            "答复时限：15日内。",
            "GD101",
            "15日",
            "答复期限20个工作日",
            "《政府信息公开条例》第三十三条第二款",
        ),
        (
            "经批准，可以延长15个工作日。",
            "GD101",
            "15个工作日",
            "延长答复的最长期限20个工作日",
            "《政府信息公开条例》第三十三条第二款",
        ),
        (
            "本机关在15个工作日（不含法定节假日）内作出答复。",
            "GD101",
            "15个工作日",
            "答复期限20个工作日",
            "《政府信息公开条例》第三十三条第二款",
        ),
        (
            "自受理申请之日起20个工作日内答复。",
            "GD102",
            "受理申请之日",
            "收到申请之日起",
            "《政府信息公开条例》第三十一条",
        ),
        (
            "从登记之日起20个工作日内作出答复。",
            "GD102",
            "登记之日",
            "收到申请之日起",
            "《政府信息公开条例》第三十一条",
        ),
        (
            "可以根据自身生产、生活、科研等特殊需要申请公开。",
            "GD103",
            "生产、生活、科研等特殊需要",
            "不要求说明用途",
            "《政府信息公开条例》第二十七条",
        ),
        (
            "申请表应当写明所需信息的用途。",
            "GD103",
            "所需信息的用途",
            "不要求说明用途",
            "《政府信息公开条例》第二十九条第二款",
        ),
        (
            "公开后可能危及国家安全的，不予公开（《条例》第八条）。",
            "GD104",
            "《条例》第八条",
            "第十四条至第十六条（不予公开）",
            "《政府信息公开条例》",
        ),
        (
            "不服的，可以申请行政复议（《中华人民共和国政府信息公开条例》第三十三条）。",
            "GD104",
            "第三十三条",
            "第五十一条（投诉举报和救济）",
            "《政府信息公开条例》",
        ),
        (
            "法律责任见《条例》第六十条。",
            "GD104",
            "《条例》第六十条",
            "第一条至第五十六条中的一条",
            "《政府信息公开条例》",
        ),
        (
            "依据国务院令第492号编制。",
            "GD105",
            "国务院令第492号",
            "国务院令第711号",
            "《政府信息公开条例》",
        ),
        (
            "提供政府信息，收取检索、复制、邮寄等成本费用。",
            "GD106",
            "检索、复制、邮寄等成本费",
            "不收取费用",
            "《政府信息公开条例》第四十二条第一款",
        ),
        ("联系电话：0000-5550999", "GD201", "0000-5550999", "0000-5550111", ""),
        ("监督电话：0000-5550999", "GD201", "0000-5550999", "0000-5550113", ""),
        ("传真：0000-5550111", "GD202", "0000-5550111", "0000-5550112", ""),
        ("办公地址：柳河镇解放路1号", "GD203", "柳河镇解放路1号", "柳河镇人民路8号", ""),
        ("办公时间：8:00-12:00", "GD204", "8:00-12:00", "工作日8:30—12:00，14:00—17:30", ""),
        ("电子邮箱：old@qingshan.example", "GD205", "old@", "liuhe@qingshan.example", ""),
        ("邮政编码：111111", "GD206", "111111", "000000", ""),
        ("受理机构：柳河镇文化站", "GD207", "柳河镇文化站", "柳河镇党政综合办公室", ""),
        ("可以向白杨乡人民政府申请。", "GD208", "白杨乡人民政府", "柳河镇人民政府", ""),
        ("可以向红旗镇人民政府申请。", "GD208", "红旗镇人民政府", "柳河镇人民政府", ""),
        ("预算信息见青山县财政局。", "GD208", "青山县财政局", "柳河镇人民政府", ""),
    ],
)
def test_each_fault_has_its_finding(text, code, words, expected, citation, facts):
    lines = [*write_guide(facts, DAY).paragraphs(), text]
    (finding,) = check_guide(lines_of_text(lines), facts, DAY)
    assert finding.code == code
    assert words in finding.found
    assert expected in finding.expected
    assert citation in finding.citation
    assert finding.place == f"第{len(lines)}行"
    assert finding.message().startswith(finding.place)


def test_the_law_of_2018_knew_fifteen_days(facts):
    lines = lines_of_text(["自收到申请之日起15个工作日内予以答复。"])
    codes = [finding.code for finding in check_guide(lines, facts, date(2018, 6, 1))]
    assert "GD101" not in codes


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("二、机构：柳河镇党政综合办公室，地址：柳河镇政府大院", True),
        ("受理申请的部门：办事大厅综合窗口", False),
        ("1.部门：镇党政办", True),
        ("监督机构：县政府办公室", False),
    ],
)
def test_the_working_body_may_be_named_by_a_short_label(facts, line, named):
    findings = check_guide(lines_of_text(["柳河镇人民政府政府信息公开指南", line]), facts, DAY)
    assert ("政府信息公开工作机构的名称" in [each.expected for each in findings]) is not named


def test_each_missing_content_is_named(facts):
    findings = check_guide(lines_of_text(["柳河镇人民政府政府信息公开指南"]), facts, DAY)
    assert [(finding.code, finding.expected) for finding in findings] == [
        ("GD301", "政府信息的分类"),
        ("GD301", "编排体系"),
        ("GD301", "获取方式"),
        ("GD301", "政府信息公开工作机构的名称"),
        ("GD301", "办公地址"),
        ("GD301", "办公时间"),
        ("GD301", "联系电话"),
        ("GD301", "传真号码"),
        ("GD301", "互联网联系方式"),
        ("GD302", "自收到申请之日起20个工作日内答复"),
        ("GD303", "投诉、举报、行政复议、行政诉讼"),
    ]
    assert findings[0].message() == (
        "缺少法定内容：应有政府信息的分类（《政府信息公开条例》第十二条第二款）；请补写。"
    )


def test_an_old_guide_copied_from_another_township_is_caught_point_by_point(facts):
    lines = lines_of_text(OLD_GUIDE.read_text("utf-8").splitlines())
    findings = check_guide(lines, facts, DAY)
    assert sorted({finding.code for finding in findings}) == [
        "GD101",
        "GD102",
        "GD103",
        "GD104",
        "GD105",
        "GD106",
        "GD201",
        "GD203",
        "GD204",
        "GD205",
        "GD206",
        "GD207",
        "GD208",
        "GD209",
        "GD301",
        "GD303",
    ]


@pytest.mark.parametrize(
    ("writer", "name"), [(official_docx, "指南.docx"), (official_pdf, "指南.pdf")]
)
def test_a_guide_comes_back_clean_from_a_file_and_its_fault_is_found_there(writer, name, facts):
    guide = write_guide(facts, DAY)
    title, *paragraphs = guide.paragraphs()

    def codes(texts: list[str]) -> list[str]:
        blocks = tuple(Paragraph(text) for text in texts)
        document = open_bytes(writer.write(OfficialDocument(title, blocks)), name)
        return [each.code for each in check_guide(lines_of_document(document), facts, DAY)]

    assert codes(paragraphs) == []
    old = [text.replace("20个工作日内予以答复", "15个工作日内予以答复") for text in paragraphs]
    assert codes(old) == ["GD101"]


def test_a_table_of_contacts_is_read_row_by_row(facts):
    rows = "".join(
        f"<tr><td>{label}</td><td>{value}</td></tr>"
        for label, value in (("联系电话", "0000-5550999"), ("办公地址", "柳河镇人民路8号"))
    )
    text = "".join(f"<p>{each}</p>" for each in write_guide(facts, DAY).paragraphs())
    page = (
        f'<html><head><meta charset="utf-8"></head><body>{text}<table>{rows}</table></body></html>'
    )
    lines = lines_of_document(open_bytes(page.encode(), "指南.html"))
    (finding,) = check_guide(lines, facts, DAY)
    assert (finding.code, "0000-5550999" in finding.found) == ("GD201", True)


def test_every_code_of_the_list_is_used_and_none_besides():
    folder = Path(check_guide.__code__.co_filename).parent
    used = {
        node.value
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"GD[0-9]{3}", node.value)
    }
    declared = {wrong.code for wrong in wrongs()}
    assert used | declared == set(checks())
