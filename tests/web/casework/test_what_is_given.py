"""予以公开: what was given is on file, and frozen with the answer."""

from __future__ import annotations

import pytest

from gongkai.web.casework.evidence.actions import altered, pieces_of
from gongkai.web.casework.letters.actions.draft import enclose
from gongkai.web.casework.letters.checking import remarks
from gongkai.web.casework.requests.files import check_file
from gongkai.web.casework.requests.models import FileKind
from gongkai.web.office.errors import ActionError
from tests.web.casework.conftest import moment
from tests.web.casework.test_evidence import opened, text_in
from tests.web.casework.test_lives import HELD

ALL = {**HELD, "severable": "all"}


def test_a_release_without_anything_given_is_not_handed_on_and_says_so_on_the_draft(desk):
    case = desk.receive("2026-03-10")
    letter = desk.decide(case, "2026-03-16", ALL, form_or_place="纸质复印件3页", given_place="")
    assert any(
        "没有留存给了什么" in each for each in remarks(letter, on=moment("2026-03-16").date())
    )
    with pytest.raises(ActionError, match="请在“修改正文、附文件”附上所给的材料"):
        desk.issue(letter, "2026-03-16")


def test_where_the_original_lies_needs_its_pages(desk):
    case = desk.receive("2026-03-10")
    letter = desk.decide(case, "2026-03-16", ALL, form_or_place="复印件", given_place="在档案室")
    with pytest.raises(ActionError, match="“在档案室”没有写明共几页"):
        desk.issue(letter, "2026-03-16")


def test_what_is_enclosed_is_frozen_with_the_answer(desk):
    case = desk.receive("2026-03-10")
    letter = desk.decide(case, "2026-03-16", ALL, form_or_place="纸质复印件3页", given_place="")
    scan = check_file(FileKind.CONTENT, "验收报告扫描件.txt", "河东村道路硬化工程验收合格".encode())
    enclose(letter, acting_user=desk.clerk, at=moment("2026-03-16"), files=[scan])
    signed = desk.issue(letter, "2026-03-16")
    names = {each.id: each.name for each in pieces_of(case)}
    assert names[f"given-{letter.pk}"] == f"{signed} 所给的内容"
    assert altered(signed.evidence) == []
    bundle = opened(desk, case)
    assert "验收报告扫描件.txt" in text_in(bundle, "06送达.pdf")
    stored = signed.enclosures.get()
    stored.sha256 = "0" * 64
    stored.save(update_fields=["sha256"])
    assert f"{signed} 所给的内容" in altered(signed.evidence)


def test_paper_that_cannot_be_scanned_is_told_by_pages_and_place(desk):
    case = desk.receive("2026-03-10")
    letter = desk.decide(
        case,
        "2026-03-16",
        ALL,
        form_or_place="现场查阅",
        given_place="1962年土地清册原件第3至7页，共5页，存镇档案室",
    )
    assert "土地清册" not in letter.text
    signed = desk.issue(letter, "2026-03-16")
    frozen = {each["id"] for each in signed.evidence.pieces}
    assert f"given-{letter.pk}" in frozen
