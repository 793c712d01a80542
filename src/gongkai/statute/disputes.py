"""复议诉讼: the results with their column of table four, and the days that a review or a suit sets for each side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cache
from types import MappingProxyType

from gongkai.statute.codelists import codelist
from gongkai.statute.errors import UnknownCode
from gongkai.statute.event_codes import Coded
from gongkai.statute.parameters import load_parameters, parameter
from gongkai.statute.provisional import provisional
from gongkai.statute.settings import DEFAULT, Settings
from gongkai.statute.workdays import Calendar


class Forum(Enum):
    """Who decides: a reviewing body or a court."""

    REVIEW = "review"
    COURT = "court"


class Side(Enum):
    """Who has to act by a day."""

    OFFICE = "本机关"
    FORUM = "复议机关、人民法院"
    OTHER_SIDE = "申请人、原告"
    BOTH = "双方"


@dataclass(frozen=True)
class DisputeResult:
    """A way in which a review or an instance ends.

    Attributes:
        id: e.g. `review_annulled`.
        label: Chinese name.
        forum: of a reviewing body or of a court.
        column: id of the column of table four: `upheld`, `corrected` or `other`.
        cite: the article.
    """

    id: str
    label: str
    forum: Forum
    column: str
    cite: str


# 准许撤诉、调解、终结的，不得上诉，当日生效.
AT_ONCE = frozenset({"suit_withdrawn", "suit_mediated", "suit_ended"})

# 驳回起诉、准许撤诉、终结诉讼只能用裁定（行政诉讼法解释第一百零一条），上诉期十日.
ORDERS = frozenset({"suit_dismissed", "suit_withdrawn", "suit_ended"})


class OnAppeal(Coded):
    """How the second instance may end without a result of its own (行政诉讼法第八十九条)."""

    UPHELD = ("appeal_upheld", "驳回上诉，维持原裁判")
    WITHDRAWN = ("appeal_withdrawn", "准许撤回上诉")
    REMANDED = ("remanded", "撤销原裁判，发回重审")


@cache
def load_results() -> Mapping[str, DisputeResult]:
    """Every result by id, the reviewing body's first."""
    return MappingProxyType(
        {
            code.id: DisputeResult(
                code.id,
                code.label,
                Forum(code.text("forum")),
                code.text("column") or "",
                code.cites[0],
            )
            for code in codelist("dispute_results")
        }
    )


def column_of(result: str, settings: Settings = DEFAULT) -> str:
    """The column of table four in which a result stands.

    Raises:
        UnknownCode: no such result.
    """
    known = load_results()
    if result not in known:
        raise UnknownCode("复议诉讼结果", result, known)
    if result == "review_request_rejected":
        return settings["rejected_review_request"]
    return known[result].column


@dataclass(frozen=True)
class DisputeFacts:
    """What is known of a review or a suit; None = it has not happened, or is not known.

    Attributes:
        forum: who decides.
        simplified: whether the simplified procedure applies.
        accepted_on: the day of acceptance (受理) or of docketing (立案).
        copy_on: the day the copy of the petition or complaint reached the body.
        court_day: in a simplified suit, the day the court set for the answer.
        served_on: the day the decision, judgment or order reached the body.
        is_order: whether that was an order 裁定, not a judgment.
        second_from: the day the appeal reached the court of second instance.
        mediated: whether that was a mediation paper 调解书, on which no suit lies (行政复议法第七十三条).
        final: whether nothing can be appealed any more.
        stands_from: the day from which the judgment or order takes effect; None = the day it was served.
        opinion_on: the day an opinion letter 行政复议意见书 came.
    """

    forum: Forum
    simplified: bool = False
    accepted_on: date | None = None
    copy_on: date | None = None
    court_day: date | None = None
    served_on: date | None = None
    is_order: bool = False
    mediated: bool = False
    second_from: date | None = None
    final: bool = False
    stands_from: date | None = None
    opinion_on: date | None = None


@dataclass(frozen=True)
class DisputeDay:
    """A last day.

    Attributes:
        code: name of the parameter it rests on, or `court_day`.
        label: what has to be done, in Chinese.
        side: by whom.
        due_on: the last day.
        cite: where the period stands.
        guessed: it lies in a year without a notice and may still move.
    """

    code: str
    label: str
    side: Side
    due_on: date
    cite: str
    guessed: bool


def dispute_days(facts: DisputeFacts, calendar: Calendar) -> tuple[DisputeDay, ...]:
    """Every last day that follows from what is known, soonest first.

    Raises:
        NotInForce: a day lies before the law that sets its period.
        CalendarNotLoaded: a last day lies outside the years that can be guessed.
    """
    found = _review(facts, calendar) if facts.forum is Forum.REVIEW else _suit(facts, calendar)
    return tuple(sorted(found, key=lambda day: day.due_on))


def _review(facts: DisputeFacts, calendar: Calendar) -> Iterator[DisputeDay]:
    kind = "simplified" if facts.simplified else "ordinary"
    if facts.copy_on:
        yield _day(
            f"respondent_{kind}",
            "提出书面答复，提交证据、依据和其他材料",
            Side.OFFICE,
            facts.copy_on,
            calendar,
        )
    if facts.accepted_on and not facts.served_on:
        yield _day(f"decision_{kind}", "作出复议决定", Side.FORUM, facts.accepted_on, calendar)
    if facts.served_on and not facts.mediated:
        yield _day(
            "litigation_after_reconsideration",
            "不服复议决定的，向人民法院起诉",
            Side.OTHER_SIDE,
            facts.served_on,
            calendar,
        )
    if facts.opinion_on:
        yield _day(
            "opinion_letter",
            "报送行政复议意见书的落实情况",
            Side.OFFICE,
            facts.opinion_on,
            calendar,
        )


def _suit(facts: DisputeFacts, calendar: Calendar) -> Iterator[DisputeDay]:
    if facts.simplified and facts.copy_on and facts.court_day:
        # 解释第一百零四条: the court sets the day, within the cap.
        cap = _day("defence_simplified", "", Side.OFFICE, facts.copy_on, calendar)
        day = min(facts.court_day, cap.due_on)
        yield DisputeDay(
            "court_day", "提交答辩状、证据和依据", Side.OFFICE, day, cap.cite, cap.guessed
        )
    elif facts.copy_on:
        yield _day("defence", "提交答辩状、证据和依据", Side.OFFICE, facts.copy_on, calendar)
    if facts.accepted_on and not facts.served_on and not facts.second_from:
        name = "first_instance_simplified" if facts.simplified else "first_instance"
        yield _day(name, "第一审审结", Side.FORUM, facts.accepted_on, calendar)
    if facts.served_on and not facts.final and not facts.second_from:
        name = "appeal_ruling" if facts.is_order else "appeal_judgment"
        yield _day(
            name,
            "不服的，提起上诉",
            Side.BOTH,
            facts.served_on,
            calendar,
        )
    if facts.second_from and not facts.final:
        yield _day("second_instance", "第二审审结", Side.FORUM, facts.second_from, calendar)
    if facts.served_on and facts.final:
        # 解释第一百一十条: six months after it takes effect.
        since = facts.stands_from or facts.served_on
        yield _day("retrial", "不服生效裁判的，申请再审", Side.BOTH, since, calendar)


def _day(name: str, label: str, side: Side, start: date, calendar: Calendar) -> DisputeDay:
    value, guessed = parameter(name, start), provisional(calendar)
    match load_parameters()[name].unit:
        case "working day":
            due = guessed.add(start, value.amount)
        case "month":
            due = guessed.add_months(start, value.amount)
        case _:
            due = guessed.add_calendar_days(start, value.amount)
    return DisputeDay(name, label, side, due, value.cite, due > calendar.certain_through)


def final_from(
    facts: DisputeFacts, result: str, decided_on: date, calendar: Calendar
) -> date | None:
    """The day from which a result stands: a review's when it is served, the second instance's at once, the first instance's when no appeal came in time.

    None while the day of service, from which a review binds and the time to appeal runs, is not known.
    """
    if facts.forum is Forum.REVIEW and result != "review_mediated":
        return facts.served_on  # 行政复议法第七十五条第二款；调解书签字盖章即生效
    if facts.forum is Forum.REVIEW or facts.second_from or result in AT_ONCE:
        return decided_on
    if facts.served_on is None:
        return None
    appeal = next(day for day in _suit(facts, calendar) if day.code.startswith("appeal_"))
    return appeal.due_on + timedelta(days=1)
