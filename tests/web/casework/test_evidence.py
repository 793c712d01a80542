"""Evidence: frozen when the answer is signed, handed out whole and masked."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import fields
from datetime import date

import pypdfium2
import pytest
from django.urls import reverse

from gongkai.statute.event_text import EVENTS
from gongkai.web.accounts.permissions import Refused
from gongkai.web.casework.clock.telling import LABELS
from gongkai.web.casework.evidence.actions import altered, export_bundle
from gongkai.web.casework.evidence.models import FrozenEvidence
from gongkai.web.casework.requests.actions.register import Arrival, Asked, register_request
from gongkai.web.casework.requests.files import check_file
from gongkai.web.casework.requests.models import FileKind
from gongkai.web.casework.requests.people import ApplicantFacts
from gongkai.web.casework.searches.actions import ask_search, return_search
from gongkai.web.casework.searches.models import Found
from gongkai.web.journal.models import Entry
from tests.web.casework.conftest import moment
from tests.web.casework.test_lives import weigh
from tests.web.casework.test_third_parties import answers, ask

D = date.fromisoformat
HELD = {"nature": "go-on", "clear": "go-on", "before": "go-on"}


@pytest.fixture
def answered(desk):
    """Asked with a card, searched for, not found, answered."""
    from gongkai.statute.receipt import Door

    card = check_file(FileKind.IDENTITY, "证件.txt", "证件原文".encode())
    plan = check_file(FileKind.CONTENT, "线索.txt", "规划图的线索".encode())
    case = register_request(
        desk.body,
        acting_user=desk.clerk,
        at=moment("2026-03-10"),
        arrival=Arrival(Door.COUNTER, submitted_on=D("2026-03-10")),
        asked=Asked(
            ApplicantFacts("田大有", identity_number="000000199001010000", phone="13800005678"),
            "natural_person",
            "1998年集镇规划图，联系电话13800005678",
            files=(card, plan),
        ),
    ).disclosure_request
    search = ask_search(
        case,
        acting_user=desk.clerk,
        at=moment("2026-03-11"),
        unit=desk.body,
        sought="1998年集镇规划图",
        answer_by=D("2026-03-20"),
    )
    return_search(
        search,
        acting_user=desk.clerk,
        at=moment("2026-03-13"),
        on=D("2026-03-13"),
        places="镇档案室",
        terms="集镇规划",
        people="档案员",
        found=Found.NOTHING,
    )
    desk.answer(desk.again(case), "2026-03-20", {**HELD, "held": "nothing"})
    return desk.again(case)


def opened(desk, case):
    data = export_bundle(case, acting_user=desk.clerk, at=moment("2026-04-03"))
    return zipfile.ZipFile(io.BytesIO(data))


def text_in(bundle, name):
    document = pypdfium2.PdfDocument(bundle.read(name))
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return "".join(text.split())


def test_one_zip_with_everything_a_court_asks_for(desk, answered):
    bundle = opened(desk, answered)
    names = bundle.namelist()
    assert names[:7] == [
        "01证据目录.pdf",
        "02申请登记.pdf",
        "03办理经过.pdf",
        "04期限逐日.pdf",
        "05检索记录.pdf",
        "06送达.pdf",
        "07留痕.pdf",
    ]
    assert any(name.startswith("08文书/") and name.endswith(".pdf") for name in names)
    assert not any("线索" in name for name in names)
    assert not any("证件" in name for name in names)
    contents = text_in(bundle, "01证据目录.pdf")
    assert "签发答复时已固定" in contents
    assert "与现在一致" in contents
    assert "不在包内" in contents
    assert "镇档案室" in text_in(bundle, "05检索记录.pdf")
    assert "直接送达2026-03-20签收2026-03-20" in text_in(bundle, "06送达.pdf")
    assert "签发文书" in text_in(bundle, "07留痕.pdf")
    lines = bundle.read("SHA256.txt").decode().split("\n")[:-1]
    assert len(lines) == len(names) - 1
    for line in lines:
        digest, name = line.split("  ", 1)
        assert hashlib.sha256(bundle.read(name)).hexdigest() == digest


def test_who_asked_is_masked_in_what_is_written(desk, answered):
    bundle = opened(desk, answered)
    written = [name for name in bundle.namelist() if name.endswith(".pdf")]
    assert len(written) == 9
    for name in written:
        text = text_in(bundle, name)
        assert "田大有" not in text
        assert "13800005678" not in text
        assert "000000199001010000" not in text
    assert not any("证件原文".encode() in bundle.read(name) for name in bundle.namelist())


def test_whole_it_holds_letters_as_signed_and_scans_as_handed_in(desk, answered):
    data = export_bundle(answered, acting_user=desk.clerk, at=moment("2026-04-03"), whole=True)
    bundle = zipfile.ZipFile(io.BytesIO(data))
    names = bundle.namelist()
    assert any(name.startswith("09材料和凭证/") and "线索" in name for name in names)
    assert not any("证件" in name for name in names)
    [letter] = [name for name in names if name.startswith("08文书/")]
    assert "田大有" in text_in(bundle, letter)
    register = text_in(bundle, "02申请登记.pdf")
    for fact in ("申请人：田大有", "证件号码：000000199001010000", "电话：13800005678"):
        assert fact in register
    assert "规划图，联系电话13800005678" in register
    signed = answered.letters.get().files.get(name__endswith=".pdf")
    assert hashlib.sha256(bundle.read(letter)).hexdigest() == signed.sha256
    assert json.loads(Entry.objects.get(act="casework.take-evidence").after)["whole"] is True


def test_what_was_judged_and_why_is_in_it_in_words(desk, answered):
    bundle = opened(desk, answered)
    decided = text_in(bundle, "10处理意见.pdf")
    assert "2026-03-20经检索，所申请公开信息不存在" in decided
    assert "四、这些信息由本机关负责，并且找到了吗？由本机关负责，查遍了没有" in decided


def test_who_was_asked_what_he_said_and_how_it_was_weighed_is_in_it(desk):
    case = desk.receive("2026-03-10")
    inquiry = ask(desk, case)
    answers(desk, case, "2026-03-16", inquiry, "objects_with_reasons")
    weigh(desk, case, "2026-03-17", inquiry, "public_interest")
    told = text_in(opened(desk, case), "03办理经过.pdf")
    who = f"哪一份征求意见书：清泉供水有限公司（{inquiry.number}）"
    assert f"2026-03-16收到意见；{who}；意见：不同意公开且有合理理由" in told
    assert "判断：不公开可能对公共利益造成重大影响，予以公开" in told
    assert "判断的理由：关系全镇居民的饮水安全；同意的负责人：丁一鸣" in told


def test_every_fact_of_every_event_has_a_name():
    given = {
        field.name for event in EVENTS.values() for field in fields(event) if field.name != "on"
    }
    assert given <= set(LABELS)


def test_what_is_changed_after_the_signature_is_named(desk, answered):
    frozen = FrozenEvidence.objects.get(letter__disclosure_request=answered)
    assert altered(frozen) == []
    answered.searches.update(places="别处")
    assert altered(frozen) == ["检索记录：柳河镇人民政府"]
    FrozenEvidence.objects.update(manifest=json.dumps([]))
    frozen.refresh_from_db()
    assert altered(frozen) == ["固定的清单"]


def test_only_the_handler_takes_it_and_it_is_in_the_journal(desk, answered, person, signed_in):
    with pytest.raises(Refused):
        export_bundle(answered, acting_user=person("白杨拟稿"), at=moment("2026-04-03"))
    taken = signed_in("柳河拟稿").get(reverse("casework:evidence", args=[answered.pk]))
    assert taken.content[:2] == b"PK"
    assert Entry.objects.filter(act="casework.take-evidence").count() == 1


def test_the_digests_of_two_cases_differ_though_they_ended_alike(desk):
    given = {"nature": "go-on", "clear": "go-on", "before": "go-on", "held": "go-on"}
    pieces = []
    for text, reasons in (
        ("甲村的考核表", "属于甲村的考核表"),
        ("乙村的考核表", "属于乙村的考核表"),
    ):
        case = desk.receive("2026-03-10", text=text)
        answers = {**given, "public": "go-on", "severable": "nothing", "ground": "internal_affairs"}
        letter = desk.answer(case, "2026-03-16", answers, reasons=reasons)
        pieces.append(
            {each["name"].replace("2号", "1号"): each["sha256"] for each in letter.evidence.pieces}
        )
    assert pieces[0].keys() == pieces[1].keys()
    alike = {name for name in pieces[0] if pieces[0][name] == pieces[1][name]}
    assert alike == set()
