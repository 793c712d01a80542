"""救济: what an applicant may do against a decision, where and by when; old law beside new.

Who reviews and which court has jurisdiction are fields of the body (`Authorities`); without them the paragraph says what the law alone
says. A suit after reconsideration may belong elsewhere, which is not decided here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from gongkai.statute.codelists import codelist
from gongkai.statute.errors import WrongArgument
from gongkai.statute.outcomes import Outcome, outcome
from gongkai.statute.parameters import Value, load_parameters, parameter
from gongkai.statute.provisional import provisional
from gongkai.statute.review_bodies import Level, review_bodies
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


@dataclass(frozen=True)
class Authorities:
    """The names for one body, as its own record has them; empty where only the law's description is known.

    Attributes:
        review: to whom reconsideration is addressed; several = the applicant chooses.
        court: the court that has jurisdiction, centralised or not.
    """

    review: tuple[str, ...] = ()
    court: str = ""


UNNAMED = Authorities()
SOME_COURT = "有管辖权的人民法院"


@dataclass(frozen=True)
class Remedy:
    """The facts of a remedy paragraph.

    Attributes:
        kind: the class.
        bodies: to whom reconsideration is addressed; several = the applicant chooses.
        reconsideration: period for it (calendar days), or None.
        litigation: period for suing directly (months), or None where reconsideration comes first or there is no remedy.
        litigation_after: period for suing after the reconsideration decision (calendar days), or None.
        court: the court for a suit against this body, by name or as the law describes it; None without remedy.
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
        reconsideration_guessed, litigation_guessed: the day lies in a year without a notice and may still move.
    """

    reconsideration_by: date | None
    litigation_by: date | None
    reconsideration_guessed: bool = False
    litigation_guessed: bool = False


def remedy(
    code: str,
    *,
    level: Level,
    decided_on: date,
    grounds: Sequence[str] = (),
    settings: Settings = DEFAULT,
    authorities: Authorities = UNNAMED,
) -> Remedy:
    """The remedy against a decision.

    Args:
        code: an outcome's id.
        level: the body that decided.
        decided_on: day of the decision; decides between old and new law.
        grounds: for a partial disclosure, the grounds of the part withheld; at least one.
        settings: choices where the law is unsettled.
        authorities: the names for the body.

    Raises:
        UnknownCode: no such outcome or ground.
        WrongArgument: a partial disclosure without grounds.
        NotInForce: before the first version loaded.
    """
    decision = outcome(code)
    kind, why, rests_on = _kind(decision, decided_on, tuple(grounds), settings)
    return _facts(kind, level, decided_on, why, rests_on, authorities)


def remedy_against_silence(
    *,
    level: Level,
    due_on: date,
    settings: Settings = DEFAULT,
    authorities: Authorities = UNNAMED,
) -> Remedy:
    """The remedy where no answer came by the last day.

    Args:
        level: the body that was asked.
        due_on: the last day to answer; decides between old and new law.
        settings: `silence_remedy` decides whether reconsideration comes first.
        authorities: the names for the body.
    """
    why = ("review-cases-2021#2.1.1",)
    if due_on < NEW_LAW:
        return _facts(RemedyClass.FREE_CHOICE, level, due_on, why, (), authorities)
    kind = RemedyClass(settings["silence_remedy"])
    return _facts(kind, level, due_on, why, ("silence_remedy",), authorities)


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
            return (
                RemedyClass.REVIEW_FIRST,
                (*first, "court-rules-2025#1.1.2", "review-cases-2021#2.1.1"),
                (),
            )
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
    authorities: Authorities,
) -> Remedy:
    if kind is RemedyClass.NONE:
        return Remedy(kind, (), None, None, None, None, why, settings)
    reviewed_by = review_bodies(level, on)
    reconsideration = parameter("reconsideration", on)
    after = parameter("litigation_after_reconsideration", on)
    direct = None if kind is RemedyClass.REVIEW_FIRST else parameter("litigation", on)
    court_cite = "litigation-2017#15.1.1" if level is Level.COUNTY else "litigation-2017#14"
    cites = [*why, reviewed_by.cite, reconsideration.cite, after.cite, court_cite]
    if authorities.court:
        cites.append("litigation-2017#18.2")
    if direct is not None:
        cites.append(direct.cite)
    return Remedy(
        kind,
        authorities.review or reviewed_by.bodies,
        reconsideration,
        direct,
        after,
        authorities.court or SOME_COURT,
        tuple(dict.fromkeys(cites)),
        settings,
    )


def last_days(facts: Remedy, served_on: date, calendar: Calendar) -> RemedyDays:
    """The last days for a decision served on a day; days off roll on (民法典第二百零三条).

    A day in a year without a notice is told all the same, by the statutory holidays, and marked as a guess.

    Raises:
        CalendarNotLoaded: a last day lies outside the years that can be guessed.
    """
    guessed = provisional(calendar)
    review, direct = facts.reconsideration, facts.litigation
    review_by = guessed.add_calendar_days(served_on, review.amount) if review else None
    direct_by = guessed.add_months(served_on, direct.amount) if direct else None
    return RemedyDays(
        review_by,
        direct_by,
        bool(review_by and review_by > calendar.certain_through),
        bool(direct_by and direct_by > calendar.certain_through),
    )


def last_days_against_silence(facts: Remedy, due_on: date, calendar: Calendar) -> RemedyDays:
    """The last days where no answer came: both periods run from the end of the answer period.

    复议法实施条例第十六条第一款第一项；行政诉讼法解释第六十六条.

    Args:
        facts: from `remedy_against_silence`.
        due_on: the last day to answer.
        calendar: the working days.
    """
    return last_days(facts, due_on, calendar)


def notice(facts: Remedy, *, body: str = "", court: str = "") -> str:
    """The remedy paragraph of a letter; empty for procedural acts and closings without remedy.

    Args:
        facts: the remedy; its periods are written into the paragraph.
        body: full name of the reconsideration body; empty = as `facts` has it.
        court: full name of the court; empty = as `facts` has it.
    """
    template = codelist("remedies")[facts.kind.value].text("notice")
    if template is None:
        return ""
    return template.format(
        body=body or "或者".join(facts.bodies),
        court=court or facts.court,
        reconsideration=_said("reconsideration", facts.reconsideration),
        litigation=_said("litigation", facts.litigation),
        litigation_after=_said("litigation_after_reconsideration", facts.litigation_after),
    )


def _said(name: str, value: Value | None) -> str:
    return load_parameters()[name].in_chinese(value) if value else ""
