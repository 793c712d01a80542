"""The promise: no figure is ever silently wrong or invented, and nearly all of them are read, in every form."""

from __future__ import annotations

import dataclasses
from functools import cache
from random import Random

import pytest

from gongkai.documents.opening import open_bytes
from gongkai.report.model import AnnualReport
from gongkai.report.reading import read_report
from tests.report.forge import pdf, scan, text
from tests.report.forge.damage import DAMAGES, RAGGED, damaged
from tests.report.forge.forms import EVEN, PAGED, QUICK, file_of
from tests.report.forge.proof import Proof, proof_over, prove
from tests.report.forge.sheet import Grid, Line, Sheet, lay_out
from tests.report.forge.truth import forge_truth
from tests.report.forge.worn_text import WEARS

CASES = [
    (seed, profile, edition_id)
    for edition_id in ("2021", "2019")
    for profile in ("distinct", "consistent", "county", "township", "zero")
    for seed in range(2)
]


def read(name: str, data: bytes) -> AnnualReport:
    return read_report(open_bytes(data, name))


@cache
def sheet_of(seed: int, profile: str, edition_id: str) -> Sheet:
    return lay_out(forge_truth(seed, profile=profile, edition_id=edition_id))


def undamaged(form: str, cases) -> Proof:
    sheets = [sheet_of(*case) for case in cases]
    return proof_over((form, sheet, read(*file_of(sheet, form))) for sheet in sheets)


@pytest.mark.parametrize("form", sorted(QUICK))
def test_undamaged_files_are_read_to_the_last_cell(form):
    proof = undamaged(form, CASES)
    assert proof.wrong == []
    assert proof.due == 10 * 200 + 10 * 198
    assert proof.share_read >= 0.999, proof.missed[:5]


WITHOUT_FRAMES = {"pdf-borderless", "pdf-horizontal", "ofd-borderless"}


@pytest.mark.parametrize("form", sorted(PAGED))
def test_undamaged_pages_are_read_to_the_last_cell(form):
    proof = undamaged(form, CASES[::5])
    assert proof.wrong == []
    assert proof.due == 2 * 200 + 2 * 198
    assert proof.share_read >= (0.995 if form in WITHOUT_FRAMES else 0.999), proof.missed[:5]


@pytest.mark.slow
@pytest.mark.skipif(not pdf.office_installed(), reason="LibreOffice is not installed")
def test_a_file_printed_by_the_office_program_is_read():
    sheet = sheet_of(3, "consistent", "2021")
    proof = prove(sheet, read("report.pdf", pdf.printed_by_office(sheet)))
    assert proof.wrong == []
    assert proof.share_read >= 0.995, proof.missed[:5]


@pytest.mark.slow
@pytest.mark.skipif(pdf.browser() is None, reason="Chromium is not installed")
def test_a_page_printed_by_the_browser_is_read():
    sheet = sheet_of(4, "distinct", "2021")
    proof = prove(sheet, read("report.pdf", pdf.printed_by_browser(sheet)))
    assert proof.wrong == []
    assert proof.share_read >= 0.995, proof.missed[:5]


DAMAGED_FORMS = ("text-tabs", "text-shifted", "html-plain", "docx-plain", "xlsx-single")


@pytest.mark.parametrize("name", sorted(DAMAGES))
def test_a_damaged_file_gives_no_wrong_figure_and_keeps_the_rest(name):
    proof = Proof()
    for seed in range(3):
        for profile in ("distinct", "consistent"):
            edition_id = "2019" if seed == 1 else "2021"
            sheet = damaged(sheet_of(seed, profile, edition_id), [name], Random(seed))
            for form in DAMAGED_FORMS:
                if form.startswith(EVEN) and name in RAGGED:
                    continue
                report = read(*file_of(sheet, form, Random(seed)))
                proof += prove(sheet, report, form)
    assert proof.wrong == []
    assert proof.share_read >= 0.99, proof.missed[:5]


@pytest.mark.parametrize("name", sorted(WEARS))
def test_a_worn_text_gives_no_wrong_figure_and_keeps_the_rest(name):
    proof = Proof()
    for seed in range(6):
        for style in text.STYLES:
            sheet = sheet_of(seed % 3, "distinct" if seed % 2 else "consistent", "2021")
            lines = text.lines(sheet, style, Random(seed))
            lines, sheet = WEARS[name](lines, sheet, Random(seed))
            proof += prove(sheet, read("report.txt", text.joined(lines)), f"{style} {name}")
    assert proof.wrong == []
    assert proof.share_read >= 0.99, proof.missed[:5]


@pytest.mark.parametrize(
    "name",
    [
        "page_split",
        "not_filled_in",
        "lost_rows",
        "wrapped_labels",
        "thousands_separators",
        "figures_broken_over_lines",
    ],
)
@pytest.mark.parametrize(("style", "share"), [("ruled", 0.999), ("borderless", 0.5)])
def test_a_damaged_pdf_gives_no_wrong_figure_and_keeps_the_rest(name, style, share):
    proof = Proof()
    for seed in (0, 1):
        sheet = damaged(sheet_of(seed, "distinct", "2021"), [name], Random(seed))
        proof += prove(sheet, read("report.pdf", pdf.write(sheet, style)), style)
    assert proof.wrong == []
    assert proof.share_read >= share, proof.missed[:5]


def tables_only(sheet: Sheet) -> Sheet:
    """What is dear to recognise is cut: the words go, headings and tables stay."""
    pieces = tuple(
        piece
        for piece in sheet.pieces
        if isinstance(piece, Grid) or (isinstance(piece, Line) and piece.kind != "text")
    )
    return dataclasses.replace(sheet, pieces=pieces)


def scanned(wear: scan.Wear, seeds) -> Proof:
    pytest.importorskip("rapidocr", reason="the extra `ocr` is not installed")
    proof = Proof()
    for seed in seeds:
        sheet = tables_only(sheet_of(seed, "county", "2021"))
        data = scan.as_pdf(pdf.write(sheet), wear, seed)
        proof += prove(sheet, read("report.pdf", data), f"{wear}")
    return proof


@pytest.mark.slow
def test_a_clean_scan_is_read():
    proof = scanned(scan.CLEAN, (0,))
    assert proof.wrong == []
    assert proof.share_read >= 0.995, proof.missed[:5]


@pytest.mark.slow
@pytest.mark.parametrize("wear", scan.WORN, ids=str)
def test_a_worn_scan_gives_no_wrong_figure_and_nearly_all(wear):
    proof = scanned(wear, (2,))
    assert proof.wrong == []
    assert proof.share_read >= 0.99, proof.missed[:5]
