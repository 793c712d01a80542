"""The facts that the prose of a report states, each named once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gongkai.report.model import AnnualReport, Number


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the prose: its id, Chinese label, kind, counter word and, where a table states it too, the cells.

    `cells` are added up: `disputes_reconsideration` is `disputes.reconsideration.total`.
    """

    id: str
    label: str
    kind: Literal["count", "amount", "flag", "texts"]
    unit: str = ""
    cells: tuple[str, ...] = ()


FACTS: tuple[Fact, ...] = (
    Fact("proactive_count", "主动公开政府信息数", "count", "条"),
    Fact("requests_received", "收到申请数", "count", "件", ("requests.new.total",)),
    Fact("requests_answered", "办结申请数", "count", "件", ("requests.result_total.total",)),
    Fact("requests_carried_in", "上年结转申请数", "count", "件", ("requests.carried_in.total",)),
    Fact("requests_carried_out", "结转下年申请数", "count", "件", ("requests.carried_out.total",)),
    Fact("reconsiderations", "行政复议数", "count", "件", ("disputes.reconsideration.total",)),
    Fact(
        "litigations",
        "行政诉讼数",
        "count",
        "件",
        ("disputes.litigation_direct.total", "disputes.litigation_after_reconsideration.total"),
    ),
    Fact(
        "normative_documents_issued",
        "制发行政规范性文件数",
        "count",
        "件",
        ("proactive.normative_documents.issued",),
    ),
    Fact("fee_notices", "收费通知件数", "count", "件"),
    Fact("fee_charged", "通知收取的信息处理费", "amount", "元"),
    Fact("fee_collected", "实际收取的信息处理费", "amount", "元"),
    Fact("fee_statement", "报告信息处理费情况", "flag"),
    Fact("phones", "电话", "texts"),
)


def fact_value(report: AnnualReport, id: str) -> Number | str | bool | list[str] | None:
    """What the prose says of a fact, None where it does not say.

    Counts and amounts: the first figure stated, exact before vague. Flags: True where stated, else None unless
    denied. Texts: every one stated, in order, each once.
    """
    fact = next(item for item in FACTS if item.id == id)
    stated = report.stated(id)
    if fact.kind == "texts":
        return list(dict.fromkeys(str(item.value) for item in stated)) or None
    exact = [item for item in stated if not item.vague] or list(stated)
    return exact[0].value if exact else None
