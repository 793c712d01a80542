"""What a forged report states: who, when, every figure of its tables, every word of its parts, every fact of its prose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from gongkai.report.edition import edition
from tests.report.forge.bodies import Body, forge_body
from tests.report.forge.figures import Number, break_relation, forge_figures
from tests.report.forge.words import Wording, paraphrase

Fact = Number | bool | list[str]


@dataclass(frozen=True)
class TruePart:
    """One of the parts: its id, heading and paragraphs."""

    id: str
    heading: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The paragraphs, one a line."""
        return "\n".join(self.paragraphs)


@dataclass(frozen=True)
class Truth:
    """A report's content. `facts` has the facts that the prose states; `broken` is the cell that breaks the sums."""

    seed: int
    edition: str
    body: Body
    year: int
    issued_on: date
    title: str
    preamble: tuple[str, ...]
    parts: tuple[TruePart, ...]
    signature: tuple[str, ...]
    cells: Mapping[str, Number]
    facts: Mapping[str, Fact]
    broken: str | None = None

    @property
    def period(self) -> tuple[date, date]:
        """First and last day reported on."""
        return date(self.year, 1, 1), date(self.year, 12, 31)

    def part(self, id: str) -> TruePart:
        """The part with this id."""
        return next(part for part in self.parts if part.id == id)

    def prose(self) -> str:
        """The words of parts one, five and six."""
        return "\n".join(part.text for part in self.parts if part.paragraphs)

    def with_part(self, id: str, *paragraphs: str) -> Truth:
        """The same report with other words in one part; `facts` stays as it was."""
        parts = tuple(
            replace(part, paragraphs=paragraphs) if part.id == id else part for part in self.parts
        )
        return replace(self, parts=parts)

    def with_cells(self, **changes: Number) -> Truth:
        """The same report with other figures; dots of the ids are written as double underscores."""
        named = {id.replace("__", "."): value for id, value in changes.items()}
        unknown = set(named) - set(self.cells)
        if unknown:
            raise KeyError(*unknown)
        return replace(self, cells={**self.cells, **named})


def forge_truth(
    seed: int,
    *,
    profile: str = "consistent",
    edition_id: str = "2021",
    level: str | None = None,
    year: int | None = None,
    broken: bool = False,
    dialect: int | None = None,
    body: Body | None = None,
) -> Truth:
    """A report drawn from the seed; `profile` as in `forge_figures`, `broken` changes one cell of table three.

    `body` is drawn
    too where none is given. Reports of different `dialect` (0, 1, 2) are unrelated in wording. `edition_id="narrative"` makes a report of before 2019, without tables.
    """
    rng = Random(f"{seed}-{profile}-{edition_id}-{level}-{year}-{broken}")
    body = body or forge_body(rng, level)
    if year is None:
        year = {"2021": rng.randint(2021, 2025), "2019": rng.choice((2019, 2020))}.get(
            edition_id, rng.randint(2014, 2018)
        )
    tabled = edition_id != "narrative"
    figures = edition_id if tabled else "2021"
    cells = forge_figures(rng, figures, profile)
    changed = None
    if broken:
        cells, changed = break_relation(rng, cells)
    writer = _Writer(rng, body, year, cells, dialect)
    parts = writer.parts(edition_id) if tabled else writer.narrative_parts()
    issued_on = date(year + 1, 1, 6) + timedelta(days=rng.randint(0, 24))
    return Truth(
        seed=seed,
        edition=edition_id,
        body=body,
        year=year,
        issued_on=issued_on,
        title=f"{body.full_name}{year}年政府信息公开工作年度报告",
        preamble=writer.preamble(),
        parts=parts,
        signature=(
            body.full_name,
            f"{issued_on.year}年{issued_on.month}月{issued_on.day}日",
        ),
        cells=cells if tabled else {},
        facts=writer.facts,
        broken=changed,
    )


def copied(truth: Truth, body: Body, year: int) -> Truth:
    """The same words under another body's name and for another year: what 内容雷同 looks like."""

    def renamed(text: str) -> str:
        for old, new in (
            (truth.body.full_name, body.full_name),
            (truth.body.name, body.name),
            (truth.body.short, body.short),
            (truth.body.self_name, body.self_name),
            (f"{truth.year}年", f"{year}年"),
            (truth.body.phone, body.phone),
        ):
            text = text.replace(old, new)
        return text

    return replace(
        truth,
        body=body,
        year=year,
        issued_on=truth.issued_on.replace(year=year + 1),
        title=renamed(truth.title),
        preamble=tuple(map(renamed, truth.preamble)),
        parts=tuple(
            replace(part, paragraphs=tuple(map(renamed, part.paragraphs))) for part in truth.parts
        ),
        signature=(body.full_name, truth.signature[1].replace(str(truth.year + 1), str(year + 1))),
    )


def reworded(truth: Truth) -> Truth:
    """The same report in slightly other words."""
    parts = tuple(
        replace(part, paragraphs=tuple(map(paraphrase, part.paragraphs))) for part in truth.parts
    )
    return replace(truth, parts=parts)


class _Writer:
    """Writes the prose and notes every fact that it states."""

    def __init__(
        self,
        rng: Random,
        body: Body,
        year: int,
        cells: Mapping[str, Number],
        dialect: int | None,
    ) -> None:
        self.rng = rng
        self.body = body
        self.year = year
        self.cells = cells
        self.words = Wording(rng, year=year, self_name=body.self_name, dialect=dialect)
        self.facts: dict[str, Fact] = {}

    def preamble(self) -> tuple[str, ...]:
        period = f"{self.year}年1月1日至{self.year}年12月31日"
        return (
            self.rng.choice(
                (
                    f"根据《中华人民共和国政府信息公开条例》，{self.body.full_name}编制本报告，"
                    f"所列数据的统计期限为{period}。",
                    f"本报告由{self.body.full_name}按照《中华人民共和国政府信息公开条例》编制，"
                    f"数据统计期限自{period}。",
                    f"现公布{self.body.full_name}{self.year}年政府信息公开工作年度报告，"
                    f"报告中数据统计的起止日期为{period}。",
                )
            ),
        )

    def parts(self, edition_id: str) -> tuple[TruePart, ...]:
        written = {"overview": self.overview(), "problems": self.problems(), "other": self.other()}
        return tuple(
            TruePart(section.id, section.heading, written.get(section.id, ()))
            for section in edition(edition_id).sections
        )

    def narrative_parts(self) -> tuple[TruePart, ...]:
        words = self.words
        return (
            TruePart("overview", "一、概述", (words.sentences("intro", 3),)),
            TruePart(
                "proactive",
                "二、主动公开政府信息的情况",
                (self.disclosed(), words.sentences("proactive", 3)),
            ),
            TruePart(
                "requests",
                "三、依申请公开政府信息和不予公开政府信息的情况",
                (self.received(), words.sentences("request", 2)),
            ),
            TruePart("fees", "四、政府信息公开的收费及减免情况", (self.fee(),)),
            TruePart(
                "disputes", "五、因政府信息公开申请行政复议、提起行政诉讼的情况", (self.disputed(),)
            ),
            TruePart("problems", "六、存在的主要问题及改进情况", self.problems()),
        )

    def overview(self) -> tuple[str, ...]:
        words = self.words
        choice = self.rng.choice
        intro = words.sentences("intro", 2)
        blocks = [
            (
                choice(("主动公开", "主动公开情况")),
                self.disclosed() + words.sentences("proactive", 4),
            ),
            (
                choice(("依申请公开", "依申请公开情况", "依申请公开办理情况")),
                self.received() + self.disputed() + words.sentences("request", 2),
            ),
            (
                choice(("政府信息管理", "政府信息管理情况")),
                self.issued() + words.sentences("management", 3),
            ),
            (
                choice(("政府信息公开平台建设", "平台建设", "公开平台建设情况")),
                words.sentences("platform", 3),
            ),
            (choice(("监督保障", "监督保障情况")), words.sentences("safeguards", 3)),
        ]
        inline = self.rng.random() < 0.6
        paragraphs = [intro]
        for numeral, (label, text) in zip("一二三四五", blocks, strict=True):
            head = f"（{numeral}）{label}"
            paragraphs += [f"{head}。{text}"] if inline else [head, text]
        return tuple(paragraphs)

    def problems(self) -> tuple[str, ...]:
        words = self.words
        count = self.rng.randint(3, 4)
        problems = [words.sentence("problem") for _ in range(count)]
        measures = [words.sentence("measure") for _ in range(count)]
        first, second = self.rng.choice(
            (
                ("（一）存在的主要问题", "（二）改进情况"),
                ("（一）主要问题", "（二）改进措施"),
                ("（一）不足之处", "（二）下一步改进"),
            )
        )
        if self.rng.random() < 0.5:
            firsts = "一二三四"
            return (
                first,
                "".join(f"{firsts[i]}是{text}。" for i, text in enumerate(problems)),
                second,
                "".join(f"{firsts[i]}是{text}。" for i, text in enumerate(measures)),
            )
        return (
            first,
            *(f"{i}.{text}。" for i, text in enumerate(problems, 1)),
            second,
            *(f"{i}.{text}。" for i, text in enumerate(measures, 1)),
        )

    def other(self) -> tuple[str, ...]:
        paragraphs = [self.fee()]
        if self.rng.random() < 0.7:
            paragraphs.append(self.words.sentence("other"))
        if self.rng.random() < 0.5:
            self.facts["phones"] = [self.body.phone]
            paragraphs.append(
                self.rng.choice(
                    (
                        "如对本报告有疑问，请与{name}联系，电话：{phone}。",
                        "对报告内容有意见的，可致电{name}（{phone}）。",
                        "联系单位：{name}；联系电话：{phone}。",
                        "本报告由{name}负责解释，咨询请拨{phone}。",
                    )
                ).format(name=self.body.full_name, phone=self.body.phone)
            )
        return tuple(paragraphs)

    def disclosed(self) -> str:
        if self.rng.random() < 0.1:
            return ""
        count = self.rng.randint(12, 2600)
        self.facts["proactive_count"] = count
        text = self.rng.choice(
            (
                "{year}年，{self}主动公开政府信息{n}条",
                "全年{self}通过各类渠道主动公开政府信息{n}条",
                "本年度共主动公开政府信息{n}条",
                "{self}全年累计主动公开政府信息{n}条",
                "年内经各平台主动公开政府信息{n}条",
                "截至{year}年12月31日，{self}当年主动公开政府信息{n}条",
            )
        ).format(year=self.year, self=self.body.self_name, n=count)
        if self.rng.random() < 0.3:
            first = self.rng.randint(1, count // 2)
            second = self.rng.randint(1, count - first - 1)
            kinds = self.rng.choice(
                (
                    ("政策文件", "财政信息", "其他信息"),
                    ("机构职能", "民生救助", "项目建设"),
                    ("规划计划", "惠农资金", "应急预警"),
                )
            )
            counts = (first, second, count - first - second)
            items = "、".join(f"{kind}{n}条" for kind, n in zip(kinds, counts, strict=True))
            return f"{text}，其中{items}。"
        return text + "。"

    def received(self) -> str:
        new = self.cells["requests.new.total"]
        carried_in = self.cells["requests.carried_in.total"]
        done = self.cells["requests.result_total.total"]
        carried_out = self.cells["requests.carried_out.total"]
        self.facts["requests_received"] = new
        if new == 0:
            text = self.rng.choice(
                (
                    "{year}年，{self}未收到政府信息公开申请",
                    "本年度收到政府信息公开申请0件",
                    "全年{self}没有收到公民、法人和其他组织提出的政府信息公开申请",
                )
            )
        else:
            text = self.rng.choice(
                (
                    "{year}年，{self}收到政府信息公开申请{n}件",
                    "全年共收到政府信息公开申请{n}件",
                    "本年度新收政府信息公开申请{n}件",
                )
            )
        clauses = [text.format(year=self.year, self=self.body.self_name, n=new)]
        if carried_in:
            self.facts["requests_carried_in"] = carried_in
            clauses.append(f"上年结转{carried_in}件")
        if done:
            self.facts["requests_answered"] = done
            clauses.append(f"{self.rng.choice(('办结', '已办结', '全年办结'))}{done}件")
        if carried_out:
            self.facts["requests_carried_out"] = carried_out
            clauses.append(f"结转下年度继续办理{carried_out}件")
        return "，".join(clauses) + "。"

    def disputed(self) -> str:
        reviews = self.cells["disputes.reconsideration.total"]
        suits = (
            self.cells["disputes.litigation_direct.total"]
            + self.cells["disputes.litigation_after_reconsideration.total"]
        )
        if self.rng.random() < 0.3:
            return ""
        self.facts["reconsiderations"] = reviews
        self.facts["litigations"] = suits
        if reviews == 0 and suits == 0:
            return self.rng.choice(
                (
                    "全年未发生因政府信息公开引发的行政复议、行政诉讼。",
                    "本年度没有因政府信息公开被申请行政复议或者被提起行政诉讼。",
                    "涉及政府信息公开的行政复议0件、行政诉讼0件。",
                )
            )
        return f"因政府信息公开被申请行政复议{reviews}件，被提起行政诉讼{suits}件。"

    def issued(self) -> str:
        count = self.cells.get("proactive.normative_documents.issued")
        if not count or self.rng.random() < 0.4:
            return ""
        self.facts["normative_documents_issued"] = count
        return f"全年制发行政规范性文件{count}件。"

    def fee(self) -> str:
        self.facts["fee_statement"] = True
        if self.rng.random() < 0.8:
            self.facts["fee_collected"] = 0
            return self.rng.choice(
                (
                    f"{self.year}年，{self.body.self_name}未收取政府信息公开信息处理费。",
                    f"本年度{self.body.self_name}没有收取信息处理费。",
                    f"{self.body.full_name}{self.year}年度未发生信息处理费收取情况。",
                )
            )
        notices = self.rng.randint(1, 9)
        charged = self.rng.randint(2, 60) * 100
        collected = charged - self.rng.randint(0, 1) * 100
        self.facts |= {"fee_notices": notices, "fee_charged": charged, "fee_collected": collected}
        return (
            f"{self.year}年，{self.body.self_name}发出收费通知{notices}件，通知收取的总金额{charged}元，"
            f"实际收取的总金额{collected}元。"
        )


def money(value: Number) -> str:
    """A figure as a report prints it: plain digits, no exponent."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
