import pytest

from gongkai.statute.codelists import codelist, load_codelists
from gongkai.statute.errors import UnknownCode


def test_article_20_has_fifteen_items_in_order():
    items = [
        code for code in codelist("statutory_items") if code.cites[0].startswith("ogi-2019#20.")
    ]
    assert [code.cites[0] for code in items] == [f"ogi-2019#20.1.{n}" for n in range(1, 16)]


def test_article_21_gives_counties_seven_matters_and_townships_eight():
    more = [code for code in codelist("statutory_items") if code.cites == ("ogi-2019#21.1",)]
    county = [code.label for code in more if "county" in code.texts("levels")]
    township = [code.label for code in more if "township" in code.texts("levels")]
    assert county == [
        "市政建设",
        "公共服务",
        "公益事业",
        "土地征收",
        "房屋征收",
        "治安管理",
        "社会救助",
    ]
    assert sorted(township) == sorted(
        [
            "贯彻落实农业农村政策",
            "农田水利工程建设运营",
            "农村土地承包经营权流转",
            "宅基地使用情况审核",
            "土地征收",
            "房屋征收",
            "筹资筹劳",
            "社会救助",
        ]
    )


def test_the_rows_of_table_two_hang_on_items_1_5_6_and_8_and_procurement_on_9():
    rows = {
        code.id: code.texts("table_two")
        for code in codelist("statutory_items")
        if code.texts("table_two")
    }
    assert rows == {
        "regulations_and_normative_documents": ("regulations", "normative_documents"),
        "licensing": ("licences",),
        "penalties_and_coercion": ("penalties", "coercion"),
        "charges": ("fees",),
        "procurement": ("procurement",),
    }


def test_there_are_twenty_six_standard_fields_each_with_levels_and_basis():
    fields = codelist("standard_fields")
    assert len(fields) == 26
    for field in fields:
        assert set(field.texts("levels")) <= {"county", "county_department", "township"}
        assert field.text("basis")
        assert field.practice


def test_the_guide_has_its_nine_contents_and_the_catalogue_its_four():
    assert [code.label for code in codelist("guide_contents")] == [
        "政府信息的分类",
        "编排体系",
        "获取方式",
        "政府信息公开工作机构的名称",
        "办公地址",
        "办公时间",
        "联系电话",
        "传真号码",
        "互联网联系方式",
    ]
    assert [code.label for code in codelist("catalogue_contents")] == [
        "索引",
        "名称",
        "内容概述",
        "生成日期",
    ]


def test_the_six_applicant_kinds_are_the_columns_of_table_three():
    assert [(code.id, code.label) for code in codelist("applicant_kinds")] == [
        ("natural_person", "自然人"),
        ("enterprise", "商业企业"),
        ("research", "科研机构"),
        ("welfare", "社会公益组织"),
        ("legal_service", "法律服务机构"),
        ("other", "其他"),
    ]


def test_an_application_needs_identity_description_and_form_but_no_purpose():
    ids = [code.id for code in codelist("application_contents")]
    assert ids == ["applicant_name", "identity_proof", "contact", "description", "form_wanted"]


def test_the_twelve_procedural_letters_have_no_remedy_except_the_notice_to_a_third_party():
    letters = [code for code in codelist("letters") if code.cites == ("suqian-forms-2021",)]
    assert len(letters) == 12
    assert {code.text("stage") for code in letters} == {"procedural"}
    assert [code.id for code in letters if code.text("remedy") != "procedural"] == [
        "third_party_notice"
    ]


def test_a_supplement_notice_says_what_how_by_when_and_what_silence_means():
    contents = codelist("letters")["supplement_notice"].texts("contents")
    assert {"unclear_points", "how_to_fix", "supplement_period", "silence_effect"} <= set(contents)


def test_every_letter_but_the_form_and_the_slips_names_its_addressee_and_is_sealed():
    without = {"application_form", "closing_note"}
    for code in codelist("letters"):
        if code.id not in without:
            assert {"addressee", "applicant"} & set(code.texts("contents")), code.id
            assert "agency_date_seal" in code.texts("contents"), code.id


def test_a_fee_notice_states_basis_standard_amount_and_way_of_payment():
    contents = set(codelist("letters")["fee_notice"].texts("contents"))
    assert {"fee_basis", "fee_standard", "fee_amount", "payment_way"} <= contents


def test_an_inquiry_to_a_third_party_states_its_fifteen_working_days():
    assert "answer_period" in codelist("letters")["third_party_inquiry"].texts("contents")
    assert codelist("letter_contents")["answer_period"].label == "提出意见的期限（15个工作日）"


def test_the_five_stages_of_handling_a_request():
    assert [code.label for code in codelist("workflow_stages")] == [
        "登记",
        "审核",
        "办理",
        "答复",
        "归档",
    ]


def test_the_annual_report_has_its_five_contents():
    assert len(codelist("report_contents")) == 5
    assert "责任追究结果" in codelist("report_contents")["problems"].label


def test_who_is_responsible_for_publication_follows_article_10():
    assert [code.cites[0] for code in codelist("responsible_agency")] == [
        "ogi-2019#10.1",
        "ogi-2019#10.1",
        "ogi-2019#10.1",
        "ogi-2019#10.2",
        "ogi-2019#10.3",
    ]


def test_the_platform_searches_shows_and_downloads():
    assert [code.label for code in codelist("platform_functions")] == ["信息检索", "查阅", "下载"]


def test_every_supervision_threshold_is_a_number():
    for code in codelist("supervision_thresholds"):
        assert code.text("value").isdigit()


def test_every_code_is_an_english_word_and_rests_on_law_or_says_that_it_is_practice():
    for found in load_codelists().values():
        for code in found:
            assert code.id.replace("_", "").isascii()
            assert bool(code.cites) != bool(code.practice)


def test_unknown_lists_and_codes_are_refused():
    with pytest.raises(UnknownCode):
        codelist("colours")
    with pytest.raises(UnknownCode):
        codelist("grounds")["boredom"]
    assert codelist("grounds")["state_secret"].text("colour") is None
