"""Cells that run together: what the sums leave one way to split is read, the rest has no value, and nothing is wrong."""

from __future__ import annotations

from random import Random

import pytest

from gongkai.documents.opening import open_bytes
from gongkai.report.edition import edition
from gongkai.report.model import AnnualReport, IrregularityKind, SourceQuality
from gongkai.report.reading import read_report
from gongkai.report.reading.run_together import pieces_of, without_table
from tests.report.forge import glued, text
from tests.report.forge.proof import Proof, prove
from tests.report.forge.sheet import lay_out
from tests.report.forge.truth import forge_truth

FORM = edition("2021").table("requests")
COLUMNS = [column.id for column in FORM.columns_of("new")]


def read(data: bytes) -> AnnualReport:
    return read_report(open_bytes(data, "report.txt"))


@pytest.mark.parametrize("one_run", [False, True], ids=["rows", "tables"])
@pytest.mark.parametrize(
    ("profile", "share"),
    [("consistent", 0.85), ("county", 0.85), ("township", 0.9), ("zero", 0.9), ("distinct", 0.0)],
)
def test_glued_tables_give_no_wrong_figure(profile: str, share: float, one_run: bool) -> None:
    proof = Proof()
    for seed in range(3):
        edition_id = "2019" if seed == 2 else "2021"
        sheet = lay_out(forge_truth(seed, profile=profile, edition_id=edition_id))
        proof += prove(sheet, read(glued.write(sheet, one_run=one_run)), f"{seed}")
    assert proof.wrong == []
    assert proof.share_read >= share


@pytest.mark.parametrize("seed", range(8))
def test_one_false_figure_makes_none_of_the_others_wrong(seed: int) -> None:
    truth = forge_truth(seed, profile="county", edition_id="2021")
    printed = {id: value for id, value in truth.cells.items() if id.startswith("requests.")}
    rng = Random(seed)
    row, column = rng.choice(FORM.rows()), rng.choice(COLUMNS)
    lines = [line.text for line in text.lines(lay_out(truth), "tabs", Random(seed))]
    for at, line in enumerate(lines):
        cells = line.split("\t")
        if any(cell.strip().startswith(row.label[:12]) for cell in cells[:-7]):
            place = len(cells) - 7 + COLUMNS.index(column)
            cells[place] = str(int(cells[place]) + rng.choice((1, 2, 5, 10)))
            printed[f"requests.{row.id}.{column}"] = int(cells[place])
            lines[at] = "\t".join(cells)
    report = read("\n".join(glued.glue(lines, one_run=True)).encode())
    wrong = {
        id: report.value(id)
        for id, value in printed.items()
        if report.value(id) not in (None, value)
    }
    assert wrong == {}


def test_what_is_split_is_told_and_so_is_what_is_not() -> None:
    report = read(
        "青山县柳河镇人民政府2024年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（一）项\n"
        "信息内容本年制发件数本年废止件数现行有效件数\n规章000\n行政规范性文件12123\n".encode()
    )
    told = {
        item.where: (item.before, item.after, item.repaired)
        for item in report.irregularities
        if item.kind is IrregularityKind.CELLS_RUN_TOGETHER
    }
    assert told == {
        "proactive.regulations": ("000", "0 0 0", True),
        "proactive.normative_documents": ("12123", "", False),
    }
    assert report.value("proactive.normative_documents.issued") is None
    assert "粘连" in report.cells["proactive.normative_documents.issued"].note
    assert report.quality is SourceQuality.RUN_TOGETHER


@pytest.mark.parametrize(
    "words",
    [
        "全年办理行政许可12件、行政处罚5件、行政强制1件，均已公示。",
        "制发规章0件，行政规范性文件3件。",
        "行政许可 12",
        "收到政府信息公开申请3件，其中予以公开2件、部分公开1件。",
        "规章制度12项。",
    ],
)
def test_prose_and_rows_with_their_cells_apart_are_no_run(words: str) -> None:
    assert pieces_of(words) == ()
    assert without_table(words) == words
