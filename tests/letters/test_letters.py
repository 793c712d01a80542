"""Each letter: what it needs, what it says, where it stands, and what it may be used for."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.documents import open_bytes
from gongkai.documents.model import Paragraph
from gongkai.documents.writers import official_docx, official_pdf
from gongkai.documents.writers.official import Form
from gongkai.letters.declarations import letters
from gongkai.letters.errors import FactsMissing, FactsUnknown
from gongkai.letters.writing import write_decision, write_letter
from gongkai.statute.codelists import codelist
from gongkai.statute.errors import UnknownCode
from gongkai.statute.fees import fee_by_items
from gongkai.statute.outcomes import load_outcomes

D = date.fromisoformat
# What every letter has from its head and form, not from its words.
FROM_THE_HEAD = {
    "title",
    "document_number",
    "addressee",
    "applicant",
    "case_number",
    "delivery",
    "agency_date_seal",
    "attachments",
}

# Facts for each letter, as an office would give them.
DETAILS = {
    "receipt_slip": {"last_day": D("2026-04-02"), "lookup_code": "7Q4KX2"},
    "supplement_notice": {
        "unclear_points": ("没有写明补贴的年度；", "没有附身份证明。"),
        "how_to_fix": "写明年度，附上身份证复印件",
        "supplement_days": "10",
    },
    "extension_notice": {
        "extension_reason": "需要核对各村上报的材料",
        "new_last_day": D("2026-04-30"),
    },
    "reasons_request": {
        "volume": "2026年1月31件、2月45件、3月44件",
        "to_explain": "申请的数量和各件的必要性",
        "answer_by": D("2026-04-10"),
    },
    "longer_period": {"reasons": "所涉档案须逐卷清点", "longer_day": D("2026-06-30")},
    "third_party_inquiry": {"information_concerned": "柳河镇2025年危房改造补贴发放名单"},
    "joint_maker_inquiry": {"information_concerned": "柳河镇、青山县财政局联合制发的补贴方案"},
    "consultation_notice": {
        "consulted": "第三方",
        "pause_begins": D("2026-03-14"),
        "pause_ends": D("2026-04-07"),
    },
    "consultation_confirmation": {"information_concerned": "危房改造补贴发放名单"},
    "assistance_letter": {
        "information_concerned": "1998年柳河镇村镇规划",
        "what_to_do": "查找上述信息并函复",
        "answer_by": D("2026-03-20"),
    },
    "assistance_reply": {
        "search_record": "2026年3月13日，党政综合办查找了镇档案室，找到1份",
        "opinion": "可以公开",
    },
    "determination_request": {
        "information_concerned": "青山县2025年军民合用设施征地方案",
        "doubts": "文件没有密级标志，内容涉及军事设施，初步意见为不公开",
        "answer_by": D("2026-03-20"),
    },
    "fee_notice": {
        "fee_lines": fee_by_items(35, on=D("2026-03-30")).in_chinese(),
        "fee_amount": "3000",
        "payment_way": "持缴款码到青山县任一代收银行缴纳",
    },
    "viewing_appointment": {"viewing": "2026年4月8日9时，柳河镇便民服务中心二楼，可以摘抄"},
    "application_form": {
        "applicant_kind": "自然人",
        "identity_seen": "居民身份证，尾号0000",
        "contact": "柳河镇青石村，电话0000-5550777",
        "wanted_form": "纸质，当面领取",
        "door_and_days": "当面提交，2026年3月5日",
    },
    "proof_of_service": {
        "served_letter": "政府信息公开告知书（柳政公复〔2026〕3号）",
        "service_place": "柳河镇青石村",
    },
    "service_announcement": {
        "served_letter": "政府信息公开告知书（柳政公复〔2026〕3号）",
        "why_not_otherwise": "邮件退回、电话无法接通",
        "where_to_collect": "柳河镇党政综合办公室",
    },
    "posting_record": {
        "served_letter": "政府信息公开告知书（柳政公复〔2026〕3号）",
        "posting_address": "柳河镇青石村",
        "slip_number": "XA00000000000",
        "posted_on": D("2026-04-21"),
    },
    "closing_note": {"reasons": "申请人于2026年3月10日书面撤回申请", "evidence": "撤回书"},
    "suggestion_reply": {
        "suggested": "各村低保名额",
        "reasons": "该信息属于主动公开范围",
        "decision": "已于2026年3月20日公开",
    },
    "petition_transfer": {"channel": "青山县信访局"},
    "third_party_notice": {
        "information_concerned": "补贴发放名单中的姓名和金额",
        "reasons": "不公开可能对公共利益造成重大影响",
        "release_day": D("2026-04-20"),
    },
    "correction_made": {
        "record_and_evidence": "户内人数登记为3人，户口簿为4人",
        "corrected_to": "4人",
    },
    "correction_refused": {
        "record_and_evidence": "户内人数登记为3人，未提交证据",
        "reasons": "与户口簿一致",
    },
    "correction_passed_on": {
        "record_and_evidence": "婚姻登记信息",
        "right_agency": "青山县民政局，电话0000-5550171",
    },
}
DECISIONS = {
    "already_public": {"form_or_place": "https://www.qingshan.example/liuhe/2026/3.html"},
    "disclosed": {"form_or_place": "复印件，共3页"},
    "disclosed_over_objection": {
        "form_or_place": "复印件，共3页",
        "over_objection": "不公开会对公共利益造成重大影响",
    },
    "partly_disclosed": {
        "form_or_place": "复印件，共5页",
        "withheld_pieces": ("身份证号码、银行账号：涉及个人隐私，公开会对第三方合法权益造成损害",),
    },
    "withheld": {"reasons": "公开会使补贴对象的家庭情况为众人所知，没有可以单独公开的部分"},
    "administrative_query": {
        "special_law": "《不动产登记暂行条例》",
        "right_agency": "青山县不动产登记中心，电话0000-5550181",
    },
    "not_existing": {
        "search_record": ("2026年3月10日查找本机关档案室1995年至2000年文书档案", "检索词：村镇规划")
    },
    "not_this_agency": {
        "reasons": "该许可由青山县市场监督管理局作出",
        "right_agency": "青山县市场监督管理局，电话0000-5550191",
    },
    "unavailable": {"reasons": "没有分年度的汇总表，另行制作不属于提供现有信息"},
    "not_processed": {"reasons": "内容为反映干部作风问题", "channel": "青山县信访局"},
    "repeat": {"earlier_number": "柳政公复〔2026〕1号", "earlier_on": D("2026-02-10")},
    "publication": {"form_or_place": "《青山县人民政府公报》，县图书馆可以查阅"},
    "no_longer_processed": {
        "notice_title": "补正告知书",
        "notice_number": "柳政公补〔2026〕2号",
        "served_on": D("2026-07-09"),
        "was_due_on": D("2026-07-23"),
    },
    "not_government_information": {
        "reasons": "询问补贴减少的原因，属于咨询",
        "channel": "柳河镇便民服务中心，电话0000-5550120",
    },
    "archives": {"archive": "青山县档案馆，电话0000-5550199", "transferred": "2011年"},
}
GROUNDS = {"partly_disclosed": ["third_party"]}


def text_of(document):
    lines = [document.title, document.document_number, document.addressee]
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        else:
            lines += [cell.text for cell in block.cells]
    return "\n".join([*lines, *document.signature, document.note])


def decision(code, head, request_facts, remedy_of, **more):
    letter = load_outcomes()[code].letter
    details = DECISIONS.get(code) or DECISIONS[letter]
    grounds = GROUNDS.get(code, ())
    return write_decision(
        code,
        head,
        request_facts,
        remedy_of(code, grounds),
        grounds=grounds,
        **{**details, **more},
    )


def test_every_letter_of_the_statute_is_declared():
    assert set(letters()) == set(codelist("letters").codes)
    assert set(DETAILS) | {load_outcomes()[code].letter for code in load_outcomes()} == set(
        letters()
    )


@pytest.mark.parametrize("code", letters())
def test_a_letter_says_what_the_statute_wants_of_it(code):
    letter = letters()[code]
    wanted = set(letter.code.texts("contents"))
    said = {content for passage in letter.passages for content in passage.says}
    assert wanted - said <= FROM_THE_HEAD
    assert said <= wanted | FROM_THE_HEAD
    assert letter.cites or letter.code.text("stage") in {"decision"}


@pytest.mark.parametrize("code", letters())
def test_a_remedy_stands_where_there_is_one_and_nowhere_else(code):
    letter = letters()[code]
    with_remedy = letter.code.text("remedy") in {"review_first", "free_choice"}
    assert letter.has_remedy == with_remedy


@pytest.mark.parametrize("code", DETAILS)
def test_each_letter_is_written_without_a_gap_and_becomes_word(
    code, head, request_facts, remedy_of
):
    has_remedy = letters()[code].has_remedy
    document = write_letter(
        code,
        head,
        request_facts,
        remedy=remedy_of("disclosed") if has_remedy else None,
        **DETAILS[code],
    )
    text = text_of(document)
    assert "{" not in text
    assert "。。" not in text
    assert "；。" not in text
    assert document.sealed
    assert document.signature == ("柳河镇人民政府", "2026年3月30日")
    assert "申请编号：2026-017；送达方式：邮政挂号信" in document.note
    again = open_bytes(official_docx.write(document), "文书.docx")
    assert letters()[code].code.label[:4] in "".join(
        block.text for block in again.blocks if isinstance(block, Paragraph)
    )


@pytest.mark.parametrize(
    "code", [code for code, each in load_outcomes().items() if each.letter != "closing_note"]
)
def test_each_outcome_has_its_letter_with_ground_article_and_remedy(
    code, head, request_facts, remedy_of
):
    found = load_outcomes()[code]
    text = text_of(decision(code, head, request_facts, remedy_of))
    assert "{" not in text
    assert "柳河镇2025年危房改造补贴发放名单" in text
    if found.cites:
        assert "依照《" in text or "（《" in text
    if found.remedy == "review_first":
        assert "应当自收到之日起60日内先向青山县人民政府申请行政复议" in text
    else:
        assert "6个月内依法向青山县人民法院提起行政诉讼" in text


def test_a_refusal_reads_as_a_court_wants_it(head, request_facts, remedy_of):
    document = decision("withheld_third_party", head, request_facts, remedy_of)
    assert document.form is Form.LETTER
    assert document.letterhead == "柳河镇人民政府"
    assert [block.text for block in document.blocks] == [
        "2026年3月5日，本机关收到您以当面提交方式提出的政府信息公开申请，内容为：“柳河镇2025年危房改造补贴发放名单”。",
        "您申请公开的信息涉及商业秘密、个人隐私等，公开会对第三方合法权益造成损害，不能作区分处理。"
        "依照《政府信息公开条例》第十五条、第三十二条、第三十六条第三项，"
        "本机关决定不予公开。",
        "理由：公开会使补贴对象的家庭情况为众人所知，没有可以单独公开的部分。",
        "如不服本决定，应当自收到之日起60日内先向青山县人民政府申请行政复议；"
        "对行政复议决定不服的，可以自收到行政复议决定书之日起15日内向人民法院提起行政诉讼。",
    ]


def test_the_supplement_letter_names_every_point_and_counts_from_arrival(head, request_facts):
    text = text_of(
        write_letter("supplement_notice", head, request_facts, **DETAILS["supplement_notice"])
    )
    assert "1.没有写明补贴的年度；\n2.没有附身份证明。" in text
    assert "自收到本告知书次日起10个工作日内补正" in text
    assert "依照《政府信息公开条例》第三十条，视为放弃申请" in text
    assert "行政复议" not in text


def test_the_inquiry_to_a_third_party_does_not_name_the_applicant(head, request_facts):
    to_third = replace(head, addressee="李某某")
    text = text_of(
        write_letter(
            "third_party_inquiry", to_third, request_facts, **DETAILS["third_party_inquiry"]
        )
    )
    assert "王某某" not in text
    assert "自收到本征求意见书之日起15个工作日内" in text
    assert "由本机关依照《政府信息公开条例》的规定决定是否公开" in text


def test_the_fee_letter_shows_its_arithmetic(head, request_facts):
    text = text_of(write_letter("fee_notice", head, request_facts, **DETAILS["fee_notice"]))
    assert "第11至30件：20件×100元＝2000元" in text
    assert "应缴3000元" in text
    assert "自收到本通知次日起20个工作日内缴纳" in text


def test_partial_disclosure_lists_each_piece_with_its_ground(head, request_facts, remedy_of):
    text = text_of(decision("partly_disclosed", head, request_facts, remedy_of))
    assert "依照《政府信息公开条例》第三十七条、第十五条、第三十二条，" in text
    assert "1.身份证号码、银行账号：涉及个人隐私" in text


def test_only_a_refused_correction_has_a_remedy(head, request_facts, remedy_of):
    refused = write_letter(
        "correction_refused",
        head,
        request_facts,
        remedy=remedy_of("not_existing"),
        **DETAILS["correction_refused"],
    )
    assert "行政复议" in text_of(refused)
    made = write_letter("correction_made", head, request_facts, **DETAILS["correction_made"])
    assert "行政复议" not in text_of(made)
    assert "本机关已经更正为：4人" in text_of(made)


def test_an_announcement_serves_after_the_days_of_the_law(head):
    text = text_of(write_letter("service_announcement", head, **DETAILS["service_announcement"]))
    assert "经过30日，即视为送达（比照《民事诉讼法》第九十五条）" in text


def test_an_online_delivery_tells_where_to_ask_for_review(head, request_facts, remedy_of):
    text = text_of(
        decision(
            "disclosed",
            head,
            request_facts,
            remedy_of,
            online_review="https://review.qingshan.example/",
        )
    )
    assert "可以通过互联网提交行政复议申请书：https://review.qingshan.example/" in text


def test_an_organisation_is_addressed_as_one(head, request_facts, remedy_of):
    text = text_of(
        decision("disclosed", replace(head, organisation=True), request_facts, remedy_of)
    )
    assert "本机关收到你单位" in text
    assert "您" not in text


def test_a_letter_takes_its_numbers_from_the_law_of_its_day(head, request_facts):
    early = replace(head, on=D("2018-06-01"))
    text = text_of(write_letter("receipt_slip", early, request_facts, **DETAILS["receipt_slip"]))
    assert "自收到申请之日起15个工作日内答复" in text


def test_a_last_day_before_the_notice_is_out_is_marked_in_the_letter(head, request_facts):
    details = {"last_day": D("2027-01-04"), "lookup_code": "7Q4KX2"}
    plain = text_of(write_letter("receipt_slip", head, request_facts, **details))
    assert "暂计" not in plain
    marked = text_of(write_letter("receipt_slip", head, request_facts, guessed="2027", **details))
    assert "2027年的放假安排尚未公布，以上日期按法定节假日暂计" in marked


def test_what_a_letter_must_state_is_asked_for(head, request_facts):
    with pytest.raises(FactsMissing) as refusal:
        write_letter("extension_notice", head, request_facts, extension_reason="核对材料")
    assert refusal.value.names == ("new_last_day",)
    with pytest.raises(FactsMissing) as refusal:
        write_letter("extension_notice", head, **DETAILS["extension_notice"])
    assert refusal.value.names == ("request",)
    with pytest.raises(FactsMissing) as refusal:
        write_letter("correction_refused", head, request_facts, **DETAILS["correction_refused"])
    assert refusal.value.names == ("remedy",)


def test_what_a_letter_has_no_place_for_is_refused(head, request_facts):
    with pytest.raises(FactsUnknown) as refusal:
        write_letter(
            "extension_notice", head, request_facts, colour="红", **DETAILS["extension_notice"]
        )
    assert refusal.value.names == ("colour",)
    with pytest.raises(UnknownCode):
        write_letter("poem", head, request_facts)


def test_a_letter_becomes_a_page(head, request_facts, remedy_of):
    document = decision("not_existing", head, request_facts, remedy_of)
    assert official_pdf.write(document).startswith(b"%PDF")


def test_the_inquiry_goes_with_the_slip_that_it_speaks_of(head):
    letter = write_letter("third_party_inquiry", head, **DETAILS["third_party_inquiry"])
    assert letter.attachments == ("征求意见确认函",)
    assert letter.appendix is not None
    assert letter.appendix.title == "征求意见确认函"
    (table,) = letter.appendix.blocks
    words = [cell.text for cell in table.cells]
    assert "□同意公开　□不同意公开" in words
    assert any(each.startswith("请自收到征求意见书之日起15个工作日内寄回") for each in words)
