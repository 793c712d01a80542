"""The register of rules: each is declared once with its code, name, level and editions, and found here.

    @check("AR301", "intake-does-not-balance", label="收件与办理不平衡", level=Level.ERROR)
    def intake_balance(context: Context) -> Iterator[Finding]:
        \"\"\"…the five headings…\"\"\"
        yield Finding("AR301", message="…", cells=…, found=31, expected=32)

A code is for life: a retired one stays in `REDIRECTS`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from gongkai.report.checks.finding import Finding, Level
from gongkai.report.edition import NARRATIVE, editions
from gongkai.report.model import AnnualReport


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may look at.

    `previous` is the same body's report on the year before, `children` the reports of the bodies below it,
    `siblings` other bodies' reports to compare words with, `published_on` the day of publication; each may be unknown.
    A rule that needs what is unknown yields a finding of level `unassessable`.
    """

    report: AnnualReport
    previous: AnnualReport | None = None
    children: Sequence[AnnualReport] = ()
    siblings: Sequence[AnnualReport] = ()
    published_on: date | None = None


Rule = Callable[[Context], Iterable[Finding]]

HEADINGS = ("What it checks", "Why", "Example", "Known limits", "Basis")


@dataclass(frozen=True, slots=True)
class Check:
    """A declared rule. `label` is its Chinese name; `needs` names the parts of `Context` it cannot do without.

    `levels` are the levels of bodies it is for; empty for all.
    """

    code: str
    name: str
    label: str
    level: Level
    editions: tuple[str, ...]
    needs: tuple[str, ...]
    levels: tuple[str, ...]
    rule: Rule

    def fits(self, edition_id: str) -> bool:
        """True where the rule holds for reports in this edition."""
        if self.editions == TABLED_EDITIONS:
            return edition_id != NARRATIVE
        return self.editions == ALL_EDITIONS or edition_id in self.editions

    @property
    def part(self) -> str:
        """The module that holds the rule, such as `relations`."""
        return self.rule.__module__.rpartition(".")[2]


_CHECKS: dict[str, Check] = {}

REDIRECTS: dict[str, str] = {}
"""Retired codes and the codes that took their place."""

TABLED_EDITIONS = tuple(form.id for form in editions())
ALL_EDITIONS = (NARRATIVE, *TABLED_EDITIONS)
"""What a rule declares that holds for every form with tables, or for every report; an edition added later is one of them."""


def check(
    code: str,
    name: str,
    *,
    label: str,
    level: Level,
    editions: tuple[str, ...] = ALL_EDITIONS,
    needs: tuple[str, ...] = (),
    levels: tuple[str, ...] = (),
) -> Callable[[Rule], Rule]:
    """Declare a rule. `ValueError` where the code or the name is taken."""

    def declare(rule: Rule) -> Rule:
        taken = [item for item in _CHECKS.values() if code == item.code or name == item.name]
        if taken or code in REDIRECTS:
            raise ValueError(f"{code} {name}: the code or the name is taken")
        _CHECKS[code] = Check(code, name, label, level, editions, needs, levels, rule)
        return rule

    return declare


@cache
def checks() -> tuple[Check, ...]:
    """Every declared rule in the order of its code."""
    package = importlib.import_module("gongkai.report.checks")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"gongkai.report.checks.{module.name}")
    return tuple(sorted(_CHECKS.values(), key=lambda item: item.code))


def run(context: Context) -> Iterator[Finding]:
    """Apply every rule that fits the report's edition and whose needs are met; findings in the order of the codes."""
    for item in checks():
        if not item.fits(context.report.edition):
            continue
        level = context.report.identity.level
        if item.levels and level is not None and level not in item.levels:
            continue
        lacking = [need for need in item.needs if not getattr(context, need)]
        findings: Iterable[Finding]
        if lacking:
            findings = [_lacking(item, lacking[0])]
        elif item.levels and level is None:
            findings = [_level_unknown(item)]
        else:
            findings = item.rule(context)
        for finding in findings:
            yield replace(finding, name=item.name, level=finding.level or item.level)


NEEDS = {
    "previous": ("上一年度的报告", "请用 --previous 带上上一年度的报告"),
    "children": ("各单位的报告", "请用 gongkai report merge --parent 与各单位的报告一起核对"),
    "siblings": ("其他机关的报告", "请把其他机关的报告放在一起核对"),
    "published_on": ("公开日期", "请用 --published 写明公开日期"),
}
"""What a rule may need beyond the report: its Chinese name and how to give it."""


def _level_unknown(item: Check) -> Finding:
    return Finding(
        item.code,
        f"机关的级别没有读出，无法核验“{item.label}”；请补全标题中的机关名称。",
        hint="请补全标题中的机关名称",
        level=Level.UNASSESSABLE,
    )


def _lacking(item: Check, need: str) -> Finding:
    what, hint = NEEDS[need]
    return Finding(
        item.code,
        f"没有{what}，无法核验“{item.label}”；{hint}。",
        hint=hint,
        level=Level.UNASSESSABLE,
    )
