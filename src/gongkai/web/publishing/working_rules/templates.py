"""The working rules 工作制度 of a body: their templates, and the register of what it has."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse

from gongkai.statute.codelists import Code, codelist
from gongkai.statute.parameters import load_parameters, parameter
from gongkai.statute.workdays import corresponding_day
from gongkai.web.bodies.models import ContactDetails, Kind, PublicBody
from gongkai.web.office.home import Slot, ToDo
from gongkai.web.publishing.errors import PublishingError
from gongkai.web.publishing.items.models import ItemPage, Validity
from gongkai.web.publishing.items.routes import REVIEWS_BY_LEVEL, rule_of
from gongkai.web.publishing.working_rules.models import RuleReview
from gongkai.web.publishing.working_rules.permissions import REVIEW_RULES

PREFIX = "work.rule_"
SOON = timedelta(days=30)
PERIODS = (
    "publication",
    "reply",
    "extension",
    "supplement_notice",
    "third_party",
    "public_consultation",
)
_DIGITS = "零一二三四五六七八九"


@cache
def _templates() -> dict[str, Any]:
    text = (
        files("gongkai.web.publishing.working_rules")
        .joinpath("working_rules.toml")
        .read_text("utf-8")
    )
    data = tomllib.loads(text)
    return {
        "review_months": data["review_months"],
        "articles": {rule["kind"]: rule["articles"] for rule in data["rule"]},
    }


def kinds() -> tuple[Code, ...]:
    """The rules that every body has, in order; their ids begin with ``rule_``."""
    return tuple(row for row in codelist("working_rows") if row.id.startswith("rule_"))


def title_of(body: PublicBody, kind: str) -> str:
    """柳河镇政府信息公开工作制度: without the word 政府 twice."""
    label = codelist("working_rows")[kind].label
    name = body.name.removesuffix("人民政府") if label.startswith("政府") else body.name
    return name + label


def text_of(body: PublicBody, kind: str, on: date) -> str:
    """The rule for this body as HTML: the numbers from the law in force on that day.

    Raises:
        PublishingError: the body's contact details, which the rule names, are missing.
    """
    facts = {name: escape(value) for name, value in _facts(body, on).items()}
    articles = _templates()["articles"][kind]
    return "".join(
        f"<p>第{_in_chinese(number)}条　{article.format(**facts)}</p>"
        for number, article in enumerate(articles, start=1)
    )


def _facts(body: PublicBody, on: date) -> dict[str, str]:
    contacts = ContactDetails.objects.on(on).filter(body=body).first()
    if contacts is None:
        raise PublishingError(f"“{body}”还没有登记联系方式，不能生成制度；请先在机关资料中登记。")
    known = load_parameters()
    periods = {name: known[name].in_chinese(parameter(name, on)) for name in PERIODS}
    levels = len(REVIEWS_BY_LEVEL[rule_of(body, on).levels])
    return {
        "body": body.name,
        "office": contacts.office_name,
        "address": contacts.address,
        "phone": contacts.phone,
        "hours": contacts.hours,
        "supervision_phone": contacts.supervision_phone or contacts.phone,
        "reviews": f"{_DIGITS[levels]}审{_DIGITS[levels]}校",
        "report_deadline": _report_deadline(body, on),
        **periods,
    }


def _report_deadline(body: PublicBody, on: date) -> str:
    """条例第四十九条 names departments and county governments; for townships the county decides."""
    known = load_parameters()
    department = known["department"].in_chinese(parameter("department", on))
    government = known["government"].in_chinese(parameter("government", on))
    if body.kind == Kind.COUNTY_GOVERNMENT:
        return f"每年{government}前，向社会公布本级政府上一年度政府信息公开工作年度报告。"
    if body.kind == Kind.COUNTY_DEPARTMENT:
        return f"每年{department}前，向本级政府信息公开工作主管部门提交上一年度的年度报告，并向社会公布。"
    return "每年在县级政府信息公开工作主管部门规定的时间内提交上一年度的年度报告，并向社会公布。"


def _in_chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    return head + (_DIGITS[ones] if ones else "")


@dataclass(frozen=True)
class RegisteredRule:
    """One rule of a body. ``item`` is ``None`` where it has none; ``earlier`` are those it replaced.

    ``review_on`` is the day by which it is to be looked at again; ``None`` before it is public.
    """

    body: PublicBody
    kind: Code
    item: ItemPage | None
    last_review: RuleReview | None
    review_on: date | None
    earlier: tuple[ItemPage, ...]

    def is_due(self, day: date) -> bool:
        """Whether the review is over its day."""
        return self.review_on is not None and day > self.review_on


def next_review(item: ItemPage) -> date | None:
    """When the rule is to be looked at again: as its last review said, else after the usual time."""
    reviews = list(item.rule_reviews.all())
    if reviews:
        return reviews[0].next_on
    since = item.issued_on or item.published_on
    return corresponding_day(since, _templates()["review_months"]) if since else None


def register(bodies: Iterable[PublicBody]) -> list[RegisteredRule]:
    """The rules of these bodies, every kind of each; two questions to the database."""
    bodies = list(bodies)
    items: dict[tuple[int, str], list[ItemPage]] = {}
    found = (
        ItemPage.objects.filter(body__in=bodies, row__code__startswith=PREFIX, withdrawn_on=None)
        .select_related("row", "superseded_by")
        .prefetch_related(
            Prefetch("rule_reviews", RuleReview.objects.select_related("reviewed_by"))
        )
        .order_by("-pk")
    )
    for item in found:
        key = (item.body_id, item.row.code.removeprefix("work."))
        items.setdefault(key, []).append(item)
    return [
        _line(body, kind, items.get((body.pk, kind.id), [])) for body in bodies for kind in kinds()
    ]


def _line(body: PublicBody, kind: Code, items: list[ItemPage]) -> RegisteredRule:
    standing = [each for each in items if each.validity == Validity.VALID]
    # What is in force stands before a draft of the next edition.
    current = next((each for each in standing if each.live), next(iter(standing), None))
    reviews = list(current.rule_reviews.all()) if current else []
    return RegisteredRule(
        body,
        kind,
        current,
        reviews[0] if reviews else None,
        next_review(current) if current and current.live else None,
        tuple(each for each in items if each is not current),
    )


def to_dos(user: Any, day: date) -> Iterator[ToDo]:
    """Rules that are to be looked at again."""
    served = PublicBody.objects.public().standing_on(day)
    bodies = served.filter(pk__in=user.bodies_where(REVIEW_RULES))
    for line in register(bodies):
        if line.review_on is not None and line.review_on - day <= SOON:
            yield ToDo(
                Slot.LATE if line.is_due(day) else Slot.DUE,
                f"制度复核：{line.item.title}",
                reverse("publishing:review-rule", args=[line.item.pk]),
                due_on=line.review_on,
                body=line.body.short_name,
            )
