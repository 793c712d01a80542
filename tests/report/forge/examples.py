"""The reports in `examples/`: bodies of 青山县, one faultless, the others with faults as they are common.

`python -m tests.report.forge.examples` writes them anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from tests.report.forge import docx, html, pdf, text, xlsx
from tests.report.forge.bodies import named
from tests.report.forge.damage import DAMAGES
from tests.report.forge.sheet import Line, Sheet, lay_out
from tests.report.forge.truth import Truth, copied, forge_truth
from tests.report.forge.worn_text import WEARS

FOLDER = Path(__file__).parents[3] / "examples"
COUNTY = "青山县"
YEAR = 2024


def _truth(seed: int, short: str, profile: str = "township", edition_id: str = "2021") -> Truth:
    body = named(COUNTY, short)
    return forge_truth(seed, profile=profile, year=YEAR, body=body, edition_id=edition_id)


def _replaced(truth: Truth, part: str, old: str, new: str) -> Truth:
    paragraphs = truth.part(part).paragraphs
    if not any(old in paragraph for paragraph in paragraphs):
        raise ValueError(old)
    return truth.with_part(part, *(paragraph.replace(old, new) for paragraph in paragraphs))


def _faultless(truth: Truth) -> Truth:
    *before, last = truth.part("overview").paragraphs
    results = "年度工作考核为良好等次，社会评议收到的意见逐条办结，全年没有需要责任追究的情形。"
    truth = truth.with_part("overview", *before, last + results)
    return truth.with_cells(proactive__penalties__decisions=0, proactive__coercion__decisions=0)


def examples() -> Iterator[tuple[str, Sheet, bytes]]:
    """File name, what is printed in it, and its bytes."""
    faultless = _faultless(_truth(20, "柳河镇"))
    sheet = lay_out(faultless)
    yield "柳河镇.docx", sheet, docx.write(sheet, "styled")

    unbalanced = _truth(2, "白杨乡", "consistent")
    received = unbalanced.cells["requests.new.total"]
    unbalanced = unbalanced.with_cells(requests__new__total=received + 9)
    sheet = lay_out(unbalanced)
    yield "白杨乡.html", sheet, html.write(sheet, "portal")

    without_fee = _truth(3, "松林镇").with_part("other", "无")
    count = without_fee.facts["proactive_count"]
    disclosed = f"主动公开政府信息{count}条"
    items = f"{disclosed}，其中政策文件{count - 60}条、财政信息41条、其他信息22条"
    sheet = lay_out(_replaced(without_fee, "overview", disclosed, items))
    yield "松林镇.pdf", sheet, pdf.write(sheet, "borderless")

    torn = lay_out(_truth(4, "石桥铺镇"))
    lines, torn = WEARS["torn_page"](text.lines(torn, "shifted"), torn, Random(4))
    yield "石桥铺镇.txt", torn, text.joined(lines)

    obsolete = _truth(5, "枣园乡", edition_id="2019")
    sheet = DAMAGES["other_heading_numerals"](lay_out(obsolete), Random(5))
    yield "枣园乡.html", sheet, html.write(sheet, "word", "gb18030")

    blank = lay_out(_truth(6, "教育局", "consistent"))
    blank = DAMAGES["not_filled_in"](blank, Random(6))
    yield "教育局.xlsx", blank, xlsx.write(blank, "sheets")

    copy = copied(faultless, named(COUNTY, "双塔寺乡"), YEAR)
    copy = _replaced(copy, "overview", "我乡", "柳河镇")
    sheet = lay_out(copy)
    heads = {"五、存在的主要问题及改进情况": "五、存在主要问题及改进情况"}
    pieces = tuple(
        replace(piece, text=heads.get(piece.text, piece.text)) if isinstance(piece, Line) else piece
        for piece in sheet.pieces
    )
    sheet = replace(sheet, pieces=pieces)
    yield "双塔寺乡.docx", sheet, docx.write(sheet, "plain")

    county = lay_out(_truth(8, "", "county"))
    yield "青山县.pdf", county, pdf.write(county, "ruled")


def write_all(folder: Path = FOLDER) -> None:
    """Write every example into the folder."""
    folder.mkdir(exist_ok=True)
    for name, _, data in examples():
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    write_all()
