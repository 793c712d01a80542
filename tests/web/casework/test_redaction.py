"""A file is redacted page by page; the copy goes with the partial answer."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from gongkai.documents.model import Paragraph
from gongkai.documents.writers import official_pdf
from gongkai.documents.writers.official import OfficialDocument
from gongkai.documents.writers.redaction.boxes import PageBox
from gongkai.documents.writers.redaction.pictures import unread_page
from gongkai.web.accounts.permissions import Refused
from gongkai.web.casework.letters.screening import examine as letter_gate
from gongkai.web.casework.redactions.actions import (
    draw,
    draw_word,
    finish_redaction,
    finished_copies,
    let_stay,
    read_next,
    reason_list,
    redact_again,
    start_redaction,
    take_back,
    void_redaction,
)
from gongkai.web.casework.redactions.models import PicturePage, Redaction, RedactionBox
from gongkai.web.casework.redactions.screening import examine
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import ActionError, WrongState
from tests.web.casework.conftest import moment

HELD = {"nature": "go-on", "clear": "go-on", "before": "go-on", "held": "go-on", "public": "go-on"}
PARTLY = {
    **HELD,
    "severable": "part",
    "ground": "third_party",
    "consent": "no",
    "public_interest": "no",
}


@pytest.fixture(scope="module")
def paper():
    lines = ("低保户孙二妮，证件号码000000199001010000，每月发放300元。", "经办人：孙二妮")
    return official_pdf.write(
        OfficialDocument("低保发放名册", blocks=tuple(Paragraph(line) for line in lines))
    )


@pytest.fixture
def redaction(desk, paper):
    return start_redaction(
        desk.receive(), acting_user=desk.clerk, at=moment("2026-03-12"), name="名册.pdf", data=paper
    )


def text_of(data):
    document = pypdfium2.PdfDocument(data)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return "".join(text.split())


def test_a_word_everywhere_a_box_an_undo_and_the_copy_with_the_answer(desk, redaction):
    give = {"acting_user": desk.clerk, "reason": "third_party"}
    assert draw_word(redaction, word="孙二妮", note="姓名", **give).places == 2
    assert draw_word(redaction, word="000000199001010000", note="证件号码", **give).places == 1
    draw(redaction, places=[PageBox(1, 0.1, 0.8, 0.3, 0.9)], note="画错的", **give)
    assert take_back(redaction, acting_user=desk.clerk) == 1
    finished = finish_redaction(redaction, acting_user=desk.clerk, at=moment("2026-03-12"))
    assert finished.characters == 24
    assert finished.copy.name == "名册（遮盖后）.pdf"
    text = text_of(finished.copy.read())
    assert "每月发放300元" in text
    assert not {"孙", "妮"} & set(text)
    assert "1990" not in text
    assert reason_list(redaction.disclosure_request) == [
        "《名册.pdf》第1页共2处：涉及商业秘密、个人隐私等，公开会对第三方合法权益造成损害：姓名（《政府信息公开条例》第十五条、第三十二条）",
        "《名册.pdf》第1页共1处：涉及商业秘密、个人隐私等，公开会对第三方合法权益造成损害：证件号码（《政府信息公开条例》第十五条、第三十二条）",
    ]
    assert [each[1:] for each in finished.place_lines()] == [
        ("孙＊＊", 2, ["第1页1、3号"]),
        ("0＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊", 1, ["第1页2号"]),
    ]
    letter = desk.decide(
        desk.again(redaction.disclosure_request),
        "2026-03-13",
        PARTLY,
        form_or_place="遮盖后的复印件1份",
        withheld_pieces="\n".join(reason_list(redaction.disclosure_request)),
    )
    assert list(letter.enclosures.all()) == [finished.copy]
    with pytest.raises(WrongState, match="已生成副本"):
        take_back(redaction, acting_user=desk.clerk)
    entries = Entry.objects.filter(act__startswith="casework.").values_list("after", flat=True)
    assert not any("孙二妮" in after for after in entries)


def test_three_hundred_names_are_a_few_lines(redaction):
    RedactionBox.objects.bulk_create(
        RedactionBox(
            redaction=redaction,
            batch=1,
            page=page,
            left=left,
            top=row / 40,
            right=left + 0.1,
            bottom=row / 40 + 0.01,
            reason="third_party",
            note=note,
        )
        for page in (1, 2, 3, 5)
        for row in range(25)
        for left, note in ((0.1, "姓名"), (0.4, "证件号码"))
    )
    why = "涉及商业秘密、个人隐私等，公开会对第三方合法权益造成损害"
    cite = "（《政府信息公开条例》第十五条、第三十二条）"
    assert list(redaction.reason_lines()) == [
        f"《名册.pdf》第1至3、5页共100处：{why}：姓名{cite}",
        f"《名册.pdf》第1至3、5页共100处：{why}：证件号码{cite}",
    ]


def test_a_file_redacted_again_goes_with_its_last_copy_only(desk, paper):
    case = desk.receive()
    for word in ("孙二妮", "经办人"):
        again = start_redaction(
            case, acting_user=desk.clerk, at=moment("2026-03-12"), name="名册.pdf", data=paper
        )
        draw_word(again, acting_user=desk.clerk, word=word, reason="third_party")
        again = finish_redaction(again, acting_user=desk.clerk, at=moment("2026-03-12"))
    assert finished_copies(case) == [again.copy]


@pytest.mark.parametrize(
    ("places", "reason", "words"),
    [
        ([PageBox(1, 0.1, 0.1, 0.2, 0.2)], "", "先选这一处不公开的理由"),
        ([PageBox(1, 0.1, 0.1, 0.1, 0.2)], "third_party", "框太小"),
        ([PageBox(9, 0.1, 0.1, 0.2, 0.2)], "third_party", "这一页不存在"),
    ],
)
def test_a_box_that_cannot_be_is_refused_in_one_sentence(desk, redaction, places, reason, words):
    with pytest.raises(ActionError, match=words):
        draw(redaction, acting_user=desk.clerk, places=places, reason=reason)


def test_nothing_covered_nothing_found_nothing_to_undo(desk, redaction, person):
    with pytest.raises(ActionError, match="还没有遮盖"):
        finish_redaction(redaction, acting_user=desk.clerk, at=moment("2026-03-12"))
    with pytest.raises(ActionError, match="没有找到"):
        draw_word(redaction, acting_user=desk.clerk, word="不在里面", reason="third_party")
    with pytest.raises(ActionError, match="没有可以撤销的"):
        take_back(redaction, acting_user=desk.clerk)
    with pytest.raises(Refused):
        draw_word(redaction, acting_user=person("白杨拟稿"), word="孙二妮", reason="third_party")


def test_the_screen_takes_boxes_words_undo_and_shows_the_list(desk, redaction, signed_in):
    browser = signed_in("柳河拟稿")
    address = reverse("casework:redaction", args=[redaction.pk])
    box = {"left": "0.1", "top": "0.1", "right": "0.4", "bottom": "0.2"}
    drawn = {"do": "draw", "page": "1", "reason": "third_party", "note": "姓名", **box}
    page = browser.post(address, drawn, follow=True).content.decode()
    assert "left:10.000%;top:10.000%;width:30.000%;height:10.000%" in page
    page = browser.post(address, {**drawn, "left": "7"}, follow=True).content.decode()
    assert "已遮盖 1 处" in page
    page = browser.post(
        address, {"do": "word", "word": "孙二妮", "reason": "third_party"}, follow=True
    ).content.decode()
    assert "已遮盖 3 处" in page
    page = browser.post(address, {"do": "undo", "batch": "1"}, follow=True).content.decode()
    assert "已遮盖 2 处" in page
    page = browser.post(address, {"do": "finish"}, follow=True).content.decode()
    assert "2个框逐个核对过，框下没有文字、没有图像" in page
    # 证件号码没有遮：不写理由不能下载。
    assert "副本里还有，要逐项处理" in page
    address_of_copy = reverse("casework:redaction-copy", args=[redaction.pk])
    told = browser.get(address_of_copy, follow=True).content.decode()
    assert "逐项处理以后才能下载" in told
    for mark in re.findall('name="fingerprint" value="([0-9a-z:]+)"', page):
        without = browser.post(
            address, {"do": "stay", "fingerprint": mark, "reason": " "}, follow=True
        )
        assert "请写明保留的理由" in without.content.decode()
        page = browser.post(
            address,
            {"do": "stay", "fingerprint": mark, "reason": "本人的号码，本人要求提供"},
            follow=True,
        ).content.decode()
    assert "没有未处理的项目" in page
    assert "本人的号码，本人要求提供" in page
    copy = browser.get(reverse("casework:redaction-copy", args=[redaction.pk]))
    assert "孙二妮" not in text_of(copy.content)
    picture = browser.get(reverse("casework:redaction-page", args=[redaction.pk, 1]))
    assert picture.content[:4] == b"\x89PNG"
    assert (
        browser.get(reverse("casework:redaction-page", args=[redaction.pk, 2])).status_code == 404
    )
    listed = browser.get(reverse("casework:redaction-reasons", args=[redaction.pk]))
    assert listed.content.decode().count("公开会对第三方合法权益造成损害") == 1
    assert "2 处<br>第1页1、2号" in listed.content.decode()
    assert "孙＊＊" in listed.content.decode()
    assert "孙二妮" not in listed.content.decode()


def test_a_file_of_another_form_is_refused_beside_the_form(desk, signed_in):
    case = desk.receive()
    address = reverse("casework:redact", args=[case.pk])
    browser = signed_in("柳河拟稿")
    seen = browser.get(address).context["seen_state"]
    for name, data, words in (
        ("名单.csv", b"a,b", "不能逐页遮盖"),
        ("坏.pdf", b"%PDF-1.7 nothing", "打不开"),
    ):
        page = browser.post(
            address, {"file": SimpleUploadedFile(name, data), "seen_state": seen}
        ).content.decode()
        assert words in page


def test_a_copy_with_something_undecided_goes_with_no_letter_and_a_reason_goes_along(desk, paper):
    case = desk.receive()
    redaction = start_redaction(
        case, acting_user=desk.clerk, at=moment("2026-03-12"), name="名册.pdf", data=paper
    )
    draw_word(redaction, acting_user=desk.clerk, word="孙二妮", reason="third_party")
    redaction = finish_redaction(redaction, acting_user=desk.clerk, at=moment("2026-03-12"))
    facts = {"form_or_place": "复印件1份", "withheld_pieces": "姓名"}
    with pytest.raises(ActionError, match=r"“名册\.pdf”的副本还有1项没有处理"):
        desk.decide(desk.again(case), "2026-03-13", PARTLY, **facts)
    [finding] = examine(redaction, date.fromisoformat("2026-03-13")).blocking
    with pytest.raises(ActionError, match="请写明保留该内容的理由"):
        let_stay(
            redaction,
            acting_user=desk.clerk,
            at=moment("2026-03-13"),
            fingerprint=finding.fingerprint,
            reason=" ",
        )
    let_stay(
        redaction,
        acting_user=desk.clerk,
        at=moment("2026-03-13"),
        fingerprint=finding.fingerprint,
        reason="样表上的号码，不是任何人的",
    )
    letter = desk.decide(desk.again(case), "2026-03-13", PARTLY, **facts)
    assert letter_gate(letter, date.fromisoformat("2026-03-13")).passes
    entry = Entry.objects.filter(act="casework.let-stay-in-copy").get()
    assert entry.reason == "样表上的号码，不是任何人的"


def test_what_is_left_of_a_covered_word_is_told_masked_with_its_page(desk, redaction):
    give = {"acting_user": desk.clerk, "reason": "third_party"}
    [first, _second] = draw_word(redaction, word="孙二妮", **give).boxes
    place = PageBox(first.page, first.left, first.top, first.right, first.bottom)
    take_back(redaction, acting_user=desk.clerk)
    draw(redaction, places=[place], **give)
    finished = finish_redaction(redaction, acting_user=desk.clerk, at=moment("2026-03-12"))
    told = [each.message() for each in examine(finished, date.fromisoformat("2026-03-12")).blocking]
    assert (
        "第1页：在别处已经遮盖、这里还看得见的内容（如 孙＊＊）；回去补上遮盖；这里可以公开的，写明理由。"
        in told
    )


def test_a_copy_is_voided_or_taken_up_again_with_its_boxes(desk, redaction):
    give = {"acting_user": desk.clerk, "at": moment("2026-03-12")}
    draw_word(redaction, acting_user=desk.clerk, word="孙二妮", reason="third_party")
    draw_word(redaction, acting_user=desk.clerk, word="000000199001010000", reason="third_party")
    finished = finish_redaction(redaction, **give)
    case = redaction.disclosure_request
    facts = {"form_or_place": "复印件1份", "withheld_pieces": "姓名"}
    letter = desk.decide(desk.again(case), "2026-03-13", PARTLY, **facts)
    assert list(letter.enclosures.all()) == [finished.copy]
    with pytest.raises(ActionError, match="请写明作废的理由"):
        void_redaction(finished, reason=" ", **give)
    again = redact_again(finished, reason="漏了一处", **give)
    assert list(letter.enclosures.all()) == []
    assert finished_copies(case) == []
    assert again.boxes.count() == 3
    with pytest.raises(WrongState, match="已作废"):
        finish_redaction(finished, **give)
    second = finish_redaction(again, **give)
    assert finished_copies(case) == [second.copy]
    void_redaction(second, reason="不附材料了", **give)
    assert finished_copies(case) == []
    assert Entry.objects.filter(act="casework.void-redaction").count() == 2


def test_pictures_are_read_once_and_no_copy_is_made_before(desk, monkeypatch):
    stream = BytesIO()
    Image.effect_noise((300, 200), 90).save(stream, "PNG")
    case = desk.receive()
    give = {"acting_user": desk.clerk, "at": moment("2026-03-12")}
    redaction = start_redaction(case, name="照片.png", data=stream.getvalue(), **give)
    draw(
        redaction,
        acting_user=desk.clerk,
        places=[PageBox(1, 0.1, 0.1, 0.2, 0.2)],
        reason="third_party",
    )
    with pytest.raises(ActionError, match="第1页图里的字还没有认"):
        finish_redaction(redaction, **give)
    asked = []

    def read(work, *args, **kwargs):
        asked.append(work.__name__)
        return (unread_page(),)

    monkeypatch.setattr("gongkai.web.casework.redactions.actions.run", read)
    assert read_next(redaction, acting_user=desk.clerk) == 0
    twice = start_of_the_same(redaction)
    assert read_next(twice, acting_user=desk.clerk) == 0
    assert asked == ["pictures_of_page"]
    monkeypatch.undo()
    with pytest.raises(ActionError, match="第1页图里的字没有查到，请看图画框"):
        draw_word(redaction, acting_user=desk.clerk, word="孙二妮", reason="third_party")
    finished = finish_redaction(redaction, **give)
    told = [each.message() for each in examine(finished, date.fromisoformat("2026-03-12")).blocking]
    assert any(each.startswith("第1页：图里的字没有读出或者没有把握，没有查过") for each in told)


def test_a_draft_lets_go_of_a_file_and_is_set_aside(desk, redaction, signed_in):
    give = {"acting_user": desk.clerk, "at": moment("2026-03-12")}
    draw_word(redaction, acting_user=desk.clerk, word="孙二妮", reason="third_party")
    draw_word(redaction, acting_user=desk.clerk, word="000000199001010000", reason="third_party")
    finished = finish_redaction(redaction, **give)
    facts = {"form_or_place": "复印件1份", "withheld_pieces": "姓名"}
    case = redaction.disclosure_request
    letter = desk.decide(desk.again(case), "2026-03-13", PARTLY, **facts)
    browser, address = signed_in("柳河拟稿"), reverse("casework:revise-letter", args=[letter.pk])
    form = {"text": letter.text, "seen_state": browser.get(address).context["seen_state"]}
    browser.post(address, {**form, "take_out": [str(finished.copy.pk)]})
    assert list(letter.enclosures.all()) == []
    form["seen_state"] = browser.get(address).context["seen_state"]
    browser.post(address, {**form, "discard": "on"})
    letter.refresh_from_db()
    assert letter.get_state_display() == "作废"
    assert Entry.objects.filter(act="casework.discard-letter").count() == 1


def start_of_the_same(redaction):
    """The same pages taken up once more."""
    twice = Redaction.objects.get(pk=redaction.pk)
    twice.pk = None
    twice.save()
    PicturePage.objects.create(redaction=twice, page=1)
    return twice
