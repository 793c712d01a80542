"""Sentences for the parts of a report, made from facts. Each clause rests on a fact; where there is none, a question is asked.

A sentence names the figures in it: the fact, its value, and the words around the figure with `{}` in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.report.model import Number
from gongkai.web.reporting.writing.facts import NAMED_ROWS, NAMED_TOPICS, UNPAID, YearFacts
from gongkai.web.reporting.writing.models import Part

_HAN = r"[\u3400-\u9fff]"


@dataclass(frozen=True)
class Bound:
    """A figure within words: `fact` and its `value`, and the `words` with `{}` where the figure stands."""

    fact: str
    value: str
    words: str

    @property
    def said(self) -> str:
        """The words as they were taken over."""
        return self.words.replace("{}", self.value)

    def standing_in(self, text: str) -> re.Match[str] | None:
        """The words in a text, with whatever figure now stands in them."""
        before, _mark, after = self.words.partition("{}")
        return re.search(
            rf"(?:(?<!{_HAN})|(?<=其中)){re.escape(before)}(?P<figure>\d[\d,.]*){re.escape(after)}",
            text,
        )

    def drift(self, text: str, counted: str | None) -> str:
        """The words where they no longer say what their source does, after it changed or they did; else empty."""
        if self.said in text:
            return self.said if counted != self.value else ""
        found = self.standing_in(text)
        return found[0] if found and found["figure"] != counted else ""


@dataclass(frozen=True)
class Offer:
    """A sentence to be taken over, with its figures."""

    text: str
    bound: tuple[Bound, ...] = ()


@dataclass(frozen=True)
class Question:
    """What only a person can tell: nothing is recorded of it."""

    text: str


Offers = Iterator[Offer | Question]

RESULTS = (
    ("予以公开", ("disclosed",)),
    ("部分公开", ("partly_disclosed",)),
    ("不予公开", ("withheld_state_secret", "withheld_by_law", "withheld_security_stability", "withheld_third_party", "withheld_internal_affairs", "withheld_deliberative", "withheld_enforcement_file", "withheld_administrative_query")),
    ("无法提供", ("unavailable_not_held", "unavailable_needs_creation", "unavailable_unclear")),
    ("不予处理", ("not_processed_complaint", "not_processed_repeat", "not_processed_publication", "not_processed_excessive", "not_processed_reissue")),
    ("其他处理", ("other_not_supplemented", "other_fee_unpaid", "other_other")),
)  # fmt: skip
MONEY = frozenset({"fee_notices", "fee_yuan"})
"""Facts that are unknown where they are absent; of others there are none."""
DISPUTE_TOTALS = {
    "reconsideration": "disputes.reconsideration.total",
    "direct": "disputes.litigation_direct.total",
    "after": "disputes.litigation_after_reconsideration.total",
}


def offers(part: Part, facts: YearFacts) -> list[Offer | Question]:
    """The sentences and questions of a part."""
    return list(_MAKERS[part](facts))


def drifted(
    bound: Sequence[Mapping[str, str]], text: str, facts: YearFacts
) -> list[tuple[str, str | None]]:
    """The words whose figure is not that of its source, and what the source says now; ``None`` where it is unknown."""
    found = []
    for stored in bound:
        each = Bound(**stored)
        now = value_of(facts, each.fact)
        said = each.drift(text, now)
        if said:
            found.append((said, now))
    return found


def value_of(facts: YearFacts, fact: str) -> str | None:
    """A fact as it is printed now; a sum of facts is their names joined by `+`. ``None`` where it is unknown."""
    names = fact.split("+")
    if any(name not in facts for name in names):
        return None if any(name.count(".") == 2 or name in MONEY for name in names) else "0"
    return _printed(sum(facts[name] for name in names))


def _printed(number: Number) -> str:
    return f"{number:f}" if isinstance(number, Decimal) else str(number)


def _sentence(clauses: Sequence[tuple[str, str]], facts: YearFacts, start: str = "") -> Offer:
    """Clauses are a fact and its words; the sentence joins them."""
    bound = tuple(
        Bound(fact, value, words)
        for fact, words in clauses
        if (value := value_of(facts, fact)) is not None
    )
    return Offer(f"{start}{'，'.join(each.said for each in bound)}。", bound)


def _proactive(facts: YearFacts) -> Offers:
    year = f"{facts.year}年"
    if not facts["items"]:
        yield Question(
            "平台没有记录本年主动公开的信息。本年在哪里、公开了多少条？没有的，请如实写明。"
        )
    else:
        total = Bound("items", _printed(facts["items"]), f"{year}主动公开政府信息{{}}条")
        shown = (
            facts.entries if len(facts.entries) <= NAMED_ROWS + 1 else facts.entries[:NAMED_ROWS]
        )
        bound = [total]
        told = total.said
        if len(facts.entries) > 1:
            parts = [
                Bound(name, str(number), f"{_named(label)}{{}}条") for name, label, number in shown
            ]
            rest = facts.entries[len(shown) :]
            if rest:
                names = "+".join(name for name, _label, _number in rest)
                number = str(sum(number for _n, _l, number in rest))
                parts.append(Bound(names, number, f"其余{len(rest)}类{{}}条"))
            bound += parts
            mark = "；" if any("、" in label for _name, label, _number in shown) else "、"
            told += "，其中" + mark.join(each.said for each in parts)
        yield Offer(f"{told}。", tuple(bound))
        empty = [
            f"{month}月" for month in range(1, facts.months + 1) if f"month.{month}" not in facts
        ]
        if empty:
            yield Question(f"{'、'.join(empty)}没有发布信息，原因是什么？需要说明的请写明。")
    if facts.channels:
        parts = [
            Bound(name, str(number), f"在{label}发布{{}}条")
            for name, label, number in facts.channels
        ]
        told = "、".join(each.said for each in parts)
        yield Offer(f"按渠道分，{told}；同一条信息在几个渠道发布的，分别计数。", tuple(parts))
    normative = "proactive.normative_documents"
    if f"{normative}.issued" in facts and f"{normative}.in_force" in facts:
        yield _sentence(
            [
                (f"{normative}.issued", "制发行政规范性文件{}件"),
                (f"{normative}.repealed", "废止行政规范性文件{}件"),
                (f"{normative}.in_force", "现行有效的行政规范性文件{}件"),
            ],
            facts,
        )
    else:
        yield Question(
            "本年制发、废止、现行有效的行政规范性文件各几件？台账还没有确认登记完毕；确认以后再写这一句。"
        )
    if facts["explanations"]:
        yield _sentence([("explanations", "发布政策解读{}条")], facts)
    if facts["consultations"]:
        yield _sentence([("consultations", "就{}件决策事项公开征求意见")], facts)


def _named(label: str) -> str:
    """A kind as it stands in a sentence: one that is itself an enumeration, as the law's are, in quotation marks."""
    return f"“{label}”" if "、" in label else label


def _on_request(facts: YearFacts) -> Offers:
    cells = {name: f"requests.{name}.total" for name in ("new", "carried_in", "result_total", "carried_out")}  # fmt: skip
    if any(cell not in facts for cell in cells.values()):
        yield Question("表三还没有数字：请先确认各月有没有收到申请，再写这一部分。")
    elif not any(facts[cell] for cell in cells.values()):
        yield Offer(
            f"{facts.year}年没有收到政府信息公开申请，也没有上年结转的申请。",
        )
    else:
        yield _sentence(
            [
                (cells["new"], f"{facts.year}年新收政府信息公开申请{{}}件"),
                (cells["carried_in"], "上年结转{}件"),
                (cells["result_total"], "办结{}件"),
                (cells["carried_out"], "结转下年度继续办理{}件"),
            ],
            facts,
        )
        known = [
            (label, [cell for row in rows if (cell := f"requests.{row}.total") in facts])
            for label, rows in RESULTS
        ]
        parts = [
            Bound("+".join(rows), str(number), f"{label}{{}}件")
            for label, rows in known
            if (number := sum(int(facts[cell]) for cell in rows))
        ]
        if parts:
            told = "、".join(each.said for each in parts)
            yield Offer(f"办结的申请中，{told}。", tuple(parts))
    yield from _disputes(facts)


def _disputes(facts: YearFacts) -> Offers:
    if any(cell not in facts for cell in DISPUTE_TOTALS.values()):
        yield Question(
            "本年有没有因政府信息公开引起的行政复议、行政诉讼？请填写表四；没有的，填 0 并写明依据。"
        )
    elif not any(facts[cell] for cell in DISPUTE_TOTALS.values()):
        yield Offer("没有因政府信息公开引起的行政复议和行政诉讼。")
    else:
        suits = f"{DISPUTE_TOTALS['direct']}+{DISPUTE_TOTALS['after']}"
        yield _sentence(
            [
                (DISPUTE_TOTALS["reconsideration"], "因政府信息公开被申请行政复议{}件"),
                (suits, "因政府信息公开被提起行政诉讼{}件"),
            ],
            facts,
        )


def _management(facts: YearFacts) -> Offers:
    clauses = [
        ("approvals", "发布前完成审核、保密审查{}人次"),
        ("screenings", "对拟公开内容筛查{}次"),
        ("screenings.stopped", "其中发现不宜公开内容、处理后才发布的{}次"),
    ]
    known = [(fact, words) for fact, words in clauses if facts[fact]]
    if known:
        yield _sentence(known, facts)
    else:
        yield Question("本年怎样审核、怎样保密审查、怎样整理归档？平台没有记录，请写明实际做法。")
    if facts["nil_returns"]:
        yield _sentence([("nil_returns", "对本期没有新信息的事项逐项签署情况说明{}份")], facts)
    yield Question("本年在信息的制作、归档、动态调整公开属性方面做了什么？")


def _platform(facts: YearFacts) -> Offers:
    if facts.open_channels:
        yield Offer(f"年末在用的公开渠道有{'、'.join(facts.open_channels)}。")
    else:
        yield Question(
            "本机关在用的公开渠道有哪些（政府网站、公众号、公开栏、查阅点）？请先在“公开渠道”登记。"
        )
    if facts["channel_checks"]:
        yield _sentence([("channel_checks", "对公开渠道检查{}次")], facts)


def _voices(facts: YearFacts) -> Offers:
    """The hotline and the other doors, public opinion, outreach, the loudspeaker; none of them is a request."""
    for name, label, unit in facts.doors:
        clauses = [
            (name, f"{label}办理群众诉求{{}}{unit}"),
            (f"{name}_answered", f"已答复{{}}{unit}"),
        ]
        offer = _sentence(clauses, facts)
        if facts[name] == facts[f"{name}_answered"]:
            offer = Offer(f"{offer.text.rstrip('。')}，答复率100%。", offer.bound)
        yield offer
    for clauses in (
        [("issues", "处理涉及本地的舆情{}件"), ("issues_answered", "已回应{}件")],
        [("outreach", "开展政府信息公开宣传活动{}次"), ("leaflets", "发放宣传单{}份")],
        [("broadcasts", "通过村村响广播播送公开信息{}次")],
    ):
        if clauses[0][0] in facts and facts[clauses[0][0]]:
            told = [each for each in clauses if facts[each[0]] or each[0] == "issues_answered"]
            yield _sentence(told, facts)


def _safeguards(facts: YearFacts) -> Offers:
    if facts["trainings"]:
        offer = _sentence(
            [("trainings", "举办政府信息公开培训{}次"), ("trained", "参加{}人次")], facts
        )
        if facts.topics:
            about = "、".join(facts.topics[:NAMED_TOPICS])
            offer = Offer(f"{offer.text.rstrip('。')}，内容包括{about}。", offer.bound)
        yield offer
    else:
        yield Question("培训台账里没有记录。本年举办培训几次、多少人次？没有的，请如实写明。")
    if facts["quizzes"]:
        yield _sentence([("quizzes", "组织业务答题{}人次"), ("certificates", "合格{}人次")], facts)
    if facts["meetings"]:
        yield _sentence([("meetings", "召开政府信息公开工作会议{}次")], facts)
    if facts["tasks"]:
        yield _sentence([("tasks", "重点工作清单共{}项"), ("tasks_done", "已完成{}项")], facts)
    for text in facts.report_texts:
        yield Offer(f"{text.rstrip('。')}。")
    if facts["opinions"]:
        yield _sentence(
            [("opinions", "社会评议收到意见建议{}条"), ("opinions_answered", "已答复{}条")], facts
        )
    yield from _voices(facts)
    if facts["accountability"]:
        yield _sentence([("accountability", "追责问责{}件")], facts)
    # An empty register says something only where the registers are kept at all.
    is_kept = facts.doors or any(
        facts[each] for each in ("trainings", "meetings", "tasks", "opinions")
    )
    if not facts["accountability"] and is_kept:
        yield Offer("全年未发生追责问责情况。")
    missing = [
        told
        for told, is_told in (
            ("社会评议", facts["opinions"]),
            ("责任追究", facts["accountability"] or is_kept),
        )
        if not is_told
    ]
    asked = "、".join(["工作考核", *missing])
    yield Question(
        f"本年{asked}的结果怎样？（条例第五十条第四项要求写明；没有开展、没有发生的，如实写明。）"
    )


def _problems(facts: YearFacts) -> Offers:
    for problem, measure, result in facts.problems:
        if result:
            done = f"按“{measure}”的措施，" if measure else ""
            yield Offer(f"上年报告提出的“{problem}”问题，{done}{result}。")
        else:
            yield Question(
                f"上年报告提出“{problem}”，措施是“{measure or '没有写'}”。现在结果怎样？"
            )
    yield Question("本年存在的主要问题是什么？下一年怎样改、由谁改、到什么时候？")


def _choices(facts: YearFacts) -> Offers:
    if facts.choices:
        yield Offer(f"本报告的统计口径：{'；'.join(facts.choices)}。")


def _other(facts: YearFacts) -> Offers:
    if any(name not in facts for name in MONEY) and not facts.numbers.get("fee_payments"):
        yield Question(
            "本年发出信息处理费收费通知几件、实际收取多少元？没有的，请先逐月确认没有收到的申请，并在“信息处理费”台账确认登记完毕。"
        )
    elif "fee_yuan" not in facts:
        yield Question(
            f"有{facts['fee_payments']}件申请缴纳了信息处理费，台账没有登记金额；请在“信息处理费”台账登记。"
        )
    elif not facts.numbers.get("fee_notices") and value_of(facts, UNPAID) not in {None, "0"}:
        yield Question(
            f"表三有{facts[UNPAID]}件因逾期未缴费不再处理，却没有收费通知的记录；请在办件里补登收费通知，再写件数和金额。"
        )
    elif not facts.numbers.get("fee_notices") and not facts["fee_yuan"]:
        yield Offer("本年没有发出信息处理费收费通知，没有收取信息处理费。")
    else:
        yield _sentence(
            [
                ("fee_notices", "本年发出信息处理费收费通知{}件"),
                ("fee_yuan", "实际收取信息处理费{}元"),
            ],
            facts,
        )
    if facts.contact:
        office, phone = facts.contact
        yield Offer(f"联系单位：{office}；联系电话：{phone}。")
    else:
        yield Question("联系单位和电话是什么？请先填写机关的联系方式。")
    yield from _choices(facts)


_MAKERS = {
    Part.PROACTIVE: _proactive,
    Part.ON_REQUEST: _on_request,
    Part.MANAGEMENT: _management,
    Part.PLATFORM: _platform,
    Part.SAFEGUARDS: _safeguards,
    Part.PROBLEMS: _problems,
    Part.OTHER: _other,
}
