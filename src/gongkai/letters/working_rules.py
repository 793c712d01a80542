"""The working rules 工作制度 of a body, written from their templates and the law in force on a day."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any, Protocol

from gongkai.documents.model import Paragraph
from gongkai.documents.writers.official import OfficialDocument
from gongkai.letters.writing import in_chinese
from gongkai.statute.citations import chinese_number
from gongkai.statute.codelists import Code, codelist
from gongkai.statute.parameters import in_words

PREFIX = "rule_"
PERIODS = (
    "publication",
    "reply",
    "extension",
    "supplement_notice",
    "third_party",
    "public_consultation",
)


class RuleBody(Enum):
    """What kind of body a rule is for; decides when its annual report is due (条例第四十九条)."""

    COUNTY_GOVERNMENT = "county_government"
    DEPARTMENT = "department"
    TOWNSHIP = "township"


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """What a rule tells of its body.

    Attributes:
        name: full name of the body.
        kind: government of a county, department, or township.
        office, address, phone, hours: of its disclosure office.
        supervision_phone: 监督电话; empty = the office's.
        reviews: how many reviews an item passes before release, 1 to 3.
    """

    name: str
    kind: RuleBody
    office: str
    address: str
    phone: str
    hours: str
    supervision_phone: str = ""
    reviews: int = 3


@cache
def _templates() -> dict[str, Any]:
    data = tomllib.loads(files("gongkai.letters").joinpath("working_rules.toml").read_text("utf-8"))
    return {
        "review_months": data["review_months"],
        "articles": {rule["kind"]: tuple(rule["articles"]) for rule in data["rule"]},
    }


def review_months() -> int:
    """After how many months a rule is looked at again, unless its review says otherwise."""
    return int(_templates()["review_months"])


def kinds() -> tuple[Code, ...]:
    """The rules that a body may have, in order; their ids begin with ``rule_``."""
    return tuple(row for row in codelist("working_rows") if row.id.startswith(PREFIX))


class Named(Protocol):
    """Anything with the full name of a body: the facts of a rule, or a body's own record."""

    @property
    def name(self) -> str:
        """The full name."""


def title_of(body: Named, kind: str) -> str:
    """柳河镇政府信息公开工作制度: without the word 政府 twice.

    Args:
        body: whose rule.
        kind: id of one of `kinds`.
    """
    label = codelist("working_rows")[kind].label
    name = body.name.removesuffix("人民政府") if label.startswith("政府") else body.name
    return name + label


def articles_of(facts: RuleFacts, kind: str, on: date) -> tuple[str, ...]:
    """The rule's articles as plain text, each with its number, by the law in force on a day.

    Raises:
        NotInForce: a number of the law is not in force on that day.
    """
    told = _told(facts, on)
    return tuple(
        f"第{chinese_number(number)}条　{article.format(**told)}"
        for number, article in enumerate(_templates()["articles"][kind], start=1)
    )


def text_of(facts: RuleFacts, kind: str, on: date) -> str:
    """The rule as HTML paragraphs, facts escaped; arguments and errors as `articles_of`."""
    return "".join(f"<p>{escape(article)}</p>" for article in articles_of(facts, kind, on))


def write_rule(facts: RuleFacts, kind: str, on: date) -> OfficialDocument:
    """The rule as a document to be issued; arguments and errors as `articles_of`."""
    return OfficialDocument(
        title=title_of(facts, kind),
        blocks=tuple(Paragraph(article) for article in articles_of(facts, kind, on)),
        signature=(facts.name, in_chinese(on)),
        sealed=True,
    )


def _told(facts: RuleFacts, on: date) -> dict[str, str]:
    levels = chinese_number(facts.reviews)
    return {
        "body": facts.name,
        "office": facts.office,
        "address": facts.address,
        "phone": facts.phone,
        "hours": facts.hours,
        "supervision_phone": facts.supervision_phone or facts.phone,
        "reviews": f"{levels}审{levels}校",
        "report_deadline": _report_deadline(facts.kind, on),
        **{name: in_words(name, on) for name in PERIODS},
    }


def _report_deadline(kind: RuleBody, on: date) -> str:
    """条例第四十九条 names departments and county governments; for townships the county decides."""
    match kind:
        case RuleBody.COUNTY_GOVERNMENT:
            day = in_words("government", on)
            return f"每年{day}前，向社会公布本级政府上一年度政府信息公开工作年度报告。"
        case RuleBody.DEPARTMENT:
            day = in_words("department", on)
            return (
                f"每年{day}前，向本级政府信息公开工作主管部门提交上一年度的年度报告，并向社会公布。"
            )
    return "每年在县级政府信息公开工作主管部门规定的时间内提交上一年度的年度报告，并向社会公布。"
