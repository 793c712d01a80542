"""救济: what an applicant may do against a decision, where and by when; old law beside new.

The court level is that of a suit against the body itself; a suit after reconsideration may belong elsewhere, which is not decided
here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from gongkai.statute.codelists import codelist
from gongkai.statute.errors import UnknownCode, WrongArgument
from gongkai.statute.outcomes import Outcome, outcome
from gongkai.statute.parameters import Value, parameter
from gongkai.statute.settings import DEFAULT, Settings
from gongkai.statute.workdays import Calendar

NEW_LAW = date(2024, 1, 1)
COURT_RULES = date(2025, 6, 1)
_ARTICLES_14_TO_16 = ("ogi-2019#14", "ogi-2019#15", "ogi-2019#16")


class RemedyClass(Enum):
    """A: reconsideration first; B: free choice; P: procedural act, no remedy of its own; none."""

    REVIEW_FIRST = "review_first"
    FREE_CHOICE = "free_choice"
    PROCEDURAL = "procedural"
    NONE = "none"


class Level(Enum):
    """The body that decided."""

    TOWNSHIP = "township"
    STREET = "street"
    COUNTY_DEPARTMENT = "county_department"
    COUNTY = "county"
    VERTICAL = "vertical"

    @classmethod
    def named(cls, code: str) -> Level:
        """The level with this code.

        Raises:
            UnknownCode: no such level.
        """
        for level in cls:
            if level.value == code:
                return level
        raise UnknownCode("机关层级", code, [level.value for level in cls])


_BODIES = {
    Level.TOWNSHIP: (("县级人民政府",), "reconsideration-2023#24.1.2"),
    Level.STREET: (("设立该派出机关的人民政府",), "reconsideration-2023#24.1.3"),
    Level.COUNTY_DEPARTMENT: (("县级人民政府",), "reconsideration-2023#24.1.1"),
    Level.COUNTY: (("设区的市级人民政府",), "reconsideration-2023#24.1.2"),
    Level.VERTICAL: (("上一级主管部门",), "reconsideration-2023#27"),
}
_BODIES_BEFORE_2024 = {
    Level.TOWNSHIP: (("县级人民政府",), "reconsideration-1999#13"),
    Level.COUNTY_DEPARTMENT: (("县级人民政府", "上一级主管部门"), "reconsideration-1999#12.1"),
    Level.COUNTY: (("设区的市级人民政府",), "reconsideration-1999#13"),
    Level.VERTICAL: (("上一级主管部门",), "reconsideration-1999#12.2"),
}


@dataclass(frozen=True)
class Remedy:
    """The facts of a remedy paragraph.

    Attributes:
        kind: the class.
        bodies: to whom reconsideration is addressed; several = the applicant chooses.
        reconsideration: period for it (calendar days), or None.
        litigation: period for suing directly (months), or None where reconsideration comes first or there is no remedy.
        litigation_after: period for suing after the reconsideration decision (calendar days), or None.
        court: level of the court for a suit against this body, in Chinese; None without remedy.
        cites: where it all stands.
        settings: ids of settings on which it rests.
    """

    kind: RemedyClass
    bodies: tuple[str, ...]
    reconsideration: Value | None
    litigation: Value | None
    litigation_after: Value | None
    court: str | None
    cites: tuple[str, ...]
    settings: tuple[str, ...] = ()


@dataclass(frozen=True)
class RemedyDays:
    """Last days for one served decision.

    Attributes:
        reconsideration_by: for reconsideration, or None.
        litigation_by: for suing directly, or None.
    """

    reconsideration_by: date | None
    litigation_by: date | None


def remedy(
    code: str,
    *,
    level: Level,
    decided_on: date,
    grounds: Sequence[str] = (),
    settings: Settings = DEFAULT,
) -> Remedy:
    """The remedy against a decision.

    Args:
        code: an outcome's id.
        level: the body that decided.
        decided_on: day of the decision; decides between old and new law.
        grounds: for a partial disclosure, the grounds of the part withheld; at least one.
        settings: choices where the law is unsettled.

    Raises:
        UnknownCode: no such outcome or ground.
        WrongArgument: a partial disclosure without grounds, or a level without facts at that time.
        NotInForce: before the first version loaded.
    """
    decision = outcome(code)
    kind, why, rests_on = _kind(decision, decided_on, tuple(grounds), settings)
    return _facts(kind, level, decided_on, why, rests_on)


def remedy_against_silence(*, level: Level, due_on: date, settings: Settings = DEFAULT) -> Remedy:
    """The remedy where no answer came by the last day.

    Args:
        level: the body that was asked.
        due_on: the last day to answer; decides between old and new law.
        settings: `silence_remedy` decides whether reconsideration comes first.
    """
    if due_on < NEW_LAW:
        return _facts(RemedyClass.FREE_CHOICE, level, due_on, (), ())
    kind = RemedyClass(settings["silence_remedy"])
    return _facts(kind, level, due_on, (), ("silence_remedy",))


def procedural() -> Remedy:
    """A procedural letter: no remedy of its own (国办函〔2021〕132号)."""
    return Remedy(RemedyClass.PROCEDURAL, (), None, None, None, None, ("review-cases-2021#3.1.1",))


def _kind(
    decision: Outcome, decided_on: date, grounds: tuple[str, ...], settings: Settings
) -> tuple[RemedyClass, tuple[str, ...], tuple[str, ...]]:
    """The class, the citations that make it so, and the settings it rests on."""
    if decision.row == "partly_disclosed" and not grounds:
        raise WrongArgument("部分公开中不公开部分的理由", "空", "至少一项理由")
    known = [codelist("grounds")[ground] for ground in grounds]
    stated = RemedyClass(decision.remedy)
    if stated is RemedyClass.NONE:
        return stated, (), ()
    if decided_on < NEW_LAW:
        return RemedyClass.FREE_CHOICE, (), ()
    first = ("reconsideration-2023#23.1.4",)
    if decision.row == "partly_disclosed":
        if any(cite.startswith(_ARTICLES_14_TO_16) for ground in known for cite in ground.cites):
            return RemedyClass.REVIEW_FIRST, (*first, "review-cases-2021#2"), ()
        name = "partial_on_other_grounds"
        return RemedyClass(settings[name]), (), (name,)
    name = "review_first_before_2025_06"
    if decision.refusal and decided_on < COURT_RULES and settings[name] == "every_refusal":
        return RemedyClass.REVIEW_FIRST, first, (name,)
    if decision.row == "withheld_administrative_query":
        name = "business_query_remedy"
        kind = RemedyClass(settings[name])
        return kind, first if kind is RemedyClass.REVIEW_FIRST else (), (name,)
    return stated, first if stated is RemedyClass.REVIEW_FIRST else (), ()


def _facts(
    kind: RemedyClass,
    level: Level,
    on: date,
    why: tuple[str, ...],
    settings: tuple[str, ...],
) -> Remedy:
    if kind is RemedyClass.NONE:
        return Remedy(kind, (), None, None, None, None, why, settings)
    table = _BODIES if on >= NEW_LAW else _BODIES_BEFORE_2024
    if level not in table:
        raise WrongArgument("机关层级", level.value, f"{on}有记录的层级")
    bodies, where = table[level]
    reconsideration = parameter("reconsideration", on)
    after = parameter("litigation_after_reconsideration", on)
    direct = None if kind is RemedyClass.REVIEW_FIRST else parameter("litigation", on)
    court, court_cite = (
        ("中级人民法院", "litigation-2017#15.1.1")
        if level is Level.COUNTY
        else ("基层人民法院", "litigation-2017#14")
    )
    cites = [*why, where, reconsideration.cite, after.cite, court_cite]
    if direct is not None:
        cites.append(direct.cite)
    return Remedy(
        kind, bodies, reconsideration, direct, after, court, tuple(dict.fromkeys(cites)), settings
    )


def last_days(facts: Remedy, served_on: date, calendar: Calendar) -> RemedyDays:
    """The last days for a decision served on a day; days off roll on (民法典第二百零三条).

    Raises:
        CalendarNotLoaded: a last day lies outside the loaded years.
    """
    review = facts.reconsideration
    direct = facts.litigation
    return RemedyDays(
        calendar.add_calendar_days(served_on, review.amount) if review else None,
        calendar.add_months(served_on, direct.amount) if direct else None,
    )


def litigation_after_reconsideration_due(decision_received_on: date, calendar: Calendar) -> date:
    """The last day to sue after the reconsideration decision came (行政诉讼法第四十五条)."""
    days = parameter("litigation_after_reconsideration", decision_received_on).amount
    return calendar.add_calendar_days(decision_received_on, days)


def respondent_answer_due(copy_received_on: date, calendar: Calendar, *, simplified: bool) -> date:
    """The last day for the body to answer as respondent 被申请人 (复议法第四十八条、第五十四条)."""
    name = "respondent_simplified" if simplified else "respondent_ordinary"
    return calendar.add(copy_received_on, parameter(name, copy_received_on).amount)


def notice(facts: Remedy, *, body: str, court: str) -> str:
    """The remedy paragraph of a letter; empty for procedural acts and closings without remedy.

    Args:
        facts: the remedy.
        body: full name of the reconsideration body.
        court: full name of the court.
    """
    template = codelist("remedies")[facts.kind.value].text("notice")
    return template.format(body=body, court=court) if template else ""
