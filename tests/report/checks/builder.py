"""A small report written as text and read by the real reader, and the cases that prove a rule with it.

A `Draft` begins as a faultless report of 柳河镇 on 2024 without a single request; a case changes what it is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Literal

from gongkai.documents.opening import open_bytes
from gongkai.report.checks.finding import Finding
from gongkai.report.checks.registry import Context, run
from gongkai.report.edition import edition
from gongkai.report.model import AnnualReport
from gongkai.report.reading import read_report
from tests.report.forge import text
from tests.report.forge.bodies import named
from tests.report.forge.figures import Number
from tests.report.forge.sheet import Grid, lay_out
from tests.report.forge.truth import TruePart, Truth

OVERVIEW = (
    "2024年，我镇把公开当成日常事来做，每月由党政办核对一遍栏目，缺页的当天补上。",
    "（一）主动公开。全年主动公开政府信息94条，补贴名册按户列表，施工告示写清工期。",
    "（二）依申请公开。全年未收到政府信息公开申请，窗口有人值守，来件当日登记。",
    "（三）政府信息管理。文件按年份编目，纸质与电子各留一份，失效的注明由哪一份代替。",
    "（四）政府信息公开平台建设。公开栏换了玻璃门，村部展板按月换页，旧页收进夹子供翻看。",
    "（五）监督保障。培训2次，年度考核结果为良好，社会评议意见逐条答复，没有责任追究情形。",
)
PROBLEMS = (
    "（一）存在的主要问题",
    "1.村里报送偏晚，惠农补贴名册往往月底才到。",
    "2.折页字号太小，年长的村民看不清楚。",
    "（二）改进情况",
    "1.把报送日期写进责任牌，月中由网格员提醒一次，超过三天的在例会上说明原因。",
    "2.折页改用大字重印，另录一份方言音频，在赶集日循环播放。",
)
OTHER = ("本年度我镇未收取信息处理费。", "联系电话：0000-5550123。")
PREAMBLE = (
    "本报告由青山县柳河镇人民政府按照《中华人民共和国政府信息公开条例》编制，"
    "所列数据的统计期限自2024年1月1日至2024年12月31日。",
)
APPLICANTS = ("natural_person", "enterprise", "research", "welfare", "legal_service", "other")


def person(**rows: int) -> dict[str, int]:
    """Requests of natural persons by row of table three, with the total column to match."""
    return {
        f"requests.{row}.{column}": value
        for row, value in rows.items()
        for column in ("natural_person", "total")
    }


def applicants(row: str, *values: int) -> dict[str, int]:
    """One row of table three: six kinds of applicants and the total, in the order of the form."""
    return {
        f"requests.{row}.{column}": value
        for column, value in zip((*APPLICANTS, "total"), values, strict=True)
    }


@dataclass(frozen=True)
class Draft:
    """What the report says; see the module.

    `overview`, `problems` and `other` replace the part's paragraphs; None takes the part's words away, not its
    heading. `without` are ids of tables that are not there, `edits` are replacements in the finished text, each of which must occur.
    """

    cells: Mapping[str, Number] = field(default_factory=dict, hash=False)
    overview: tuple[str, ...] | str | None = OVERVIEW
    problems: tuple[str, ...] | str | None = PROBLEMS
    other: tuple[str, ...] | str | None = OTHER
    place: str = "柳河镇"
    county: str = "青山县"
    year: int = 2024
    title: str | None = None
    preamble: tuple[str, ...] | None = None
    signature: tuple[str, ...] | None = None
    edition: Literal["2021", "2019", "narrative"] = "2021"
    style: str = "tabs"
    without: tuple[str, ...] = ()
    edits: tuple[tuple[str, str], ...] = ()

    def read(self) -> AnnualReport:
        """The report as the software reads it."""
        return _read(self.text(), f"{self.place or self.county}.txt")

    def text(self) -> bytes:
        """The report as a text file."""
        sheet = lay_out(self.truth())
        pieces = tuple(
            piece
            for piece in sheet.pieces
            if not (isinstance(piece, Grid) and piece.table in self.without)
        )
        written = text.write(replace(sheet, pieces=pieces), self.style).decode()
        for old, new in self.edits:
            assert old in written, f"“{old}” is not in the text"
            written = written.replace(old, new)
        return written.encode()

    def truth(self) -> Truth:
        """The report as the forge takes it."""
        body = named(self.county, self.place)
        form = edition("2021" if self.edition == "narrative" else self.edition)
        words = {"overview": self.overview, "problems": self.problems, "other": self.other}
        parts = tuple(
            TruePart(item.id, item.heading, self._own(words.get(item.id))) for item in form.sections
        )
        return Truth(
            seed=0,
            edition=self.edition,
            body=body,
            year=self.year,
            issued_on=date(self.year + 1, 1, 15),
            title=self._named(f"{body.full_name}{self.year}年政府信息公开工作年度报告")
            if self.title is None
            else self.title,
            preamble=self._own(PREAMBLE) if self.preamble is None else self.preamble,
            parts=parts,
            signature=(body.full_name, f"{self.year + 1}年1月15日")
            if self.signature is None
            else self.signature,
            cells={**dict.fromkeys(form.cell_ids(), 0), **self.cells},
            facts={},
        )

    def _own(self, words: tuple[str, ...] | str | None) -> tuple[str, ...]:
        """The words; the standing ones under this report's own name and year."""
        if words is None or isinstance(words, str):
            return () if words is None else (words,)
        return tuple(map(self._named, words)) if words in STANDING else words

    def _named(self, words: str) -> str:
        body = named(self.county, self.place)
        return (
            words.replace("青山县柳河镇人民政府", body.full_name)
            .replace("我镇", body.self_name)
            .replace("2024", str(self.year))
        )


STANDING = (OVERVIEW, PROBLEMS, OTHER, PREAMBLE)


@cache
def _read(data: bytes, name: str) -> AnnualReport:
    return read_report(open_bytes(data, name))


@dataclass(frozen=True)
class Case:
    """One proof: a rule's code, what the case is about, the report, and what the rule must say of it.

    `level` None: the rule must say nothing at all. Otherwise the rule gives `count` findings, and the first has this
    level and, where named, this `place`, these `cells`, `found` and `expected`, and each of `says` in its message.
    `without_document` takes the original away, as in a report read back from JSON.
    """

    code: str
    about: str
    draft: Draft
    level: Literal["error", "warning", "notice", "unassessable"] | None
    place: str | None = None
    says: tuple[str, ...] = ()
    cells: tuple[str, ...] | None = None
    found: object = ...
    expected: object = ...
    count: int = 1
    previous: Draft | None = None
    children: tuple[Draft, ...] = ()
    siblings: tuple[Draft, ...] = ()
    published_on: date | None = None
    without_document: bool = False

    def __str__(self) -> str:
        return f"{self.code}-{self.level or 'passes'}-{self.about}"

    def findings(self) -> list[Finding]:
        """What the rule says of the report."""
        report = self.draft.read()
        context = Context(
            replace(report, document=None) if self.without_document else report,
            previous=None if self.previous is None else self.previous.read(),
            children=[child.read() for child in self.children],
            siblings=[sibling.read() for sibling in self.siblings],
            published_on=self.published_on,
        )
        return [finding for finding in run(context) if finding.code == self.code]

    def prove(self) -> None:
        """Assert that the rule says what it must."""
        findings = self.findings()
        if self.level is None:
            assert findings == []
            return
        assert len(findings) == self.count, findings
        first = findings[0]
        assert first.level == self.level
        for words in self.says:
            assert words in first.message
        if self.place is not None:
            assert first.place == self.place
        if self.cells is not None:
            assert first.cells == self.cells
        if self.found is not ...:
            assert first.found == self.found
        if self.expected is not ...:
            assert first.expected == self.expected
        for finding in findings:
            assert finding.message.endswith("。")
            assert finding.hint


def ids(cases: Iterable[Case]) -> list[str]:
    """Names of the cases for the test report."""
    return [str(case) for case in cases]
