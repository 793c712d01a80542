"""The plain deadlines: one day in, one day out. For a case with events use `clock`.

Every function takes the day that starts the period (not counted itself) and a calendar, and raises `CalendarNotLoaded` where the
result lies outside it.
"""

from __future__ import annotations

from datetime import date

from gongkai.statute.errors import WrongArgument
from gongkai.statute.parameters import parameter
from gongkai.statute.workdays import Calendar


def reply_due(received_on: date, calendar: Calendar, *, extended_by: int = 0) -> date:
    """The last day to answer a request (条例第三十三条第二款).

    Args:
        received_on: the day of receipt.
        calendar: the working days.
        extended_by: working days of extension, 0 to the statutory cap.

    Raises:
        WrongArgument: the extension is negative or beyond the cap.
        NotInForce: before the first version of the Regulations.
    """
    if extended_by:
        cap = parameter("extension", received_on).amount
        if not 0 <= extended_by <= cap:
            raise WrongArgument("延长的工作日数", extended_by, f"0至{cap}（条例第三十三条第二款）")
    return calendar.add(received_on, parameter("reply", received_on).amount + extended_by)


def supplement_notice_due(received_on: date, calendar: Calendar) -> date:
    """The last day to ask, once, for a supplement (条例第三十条)."""
    return calendar.add(received_on, parameter("supplement_notice", received_on).amount)


def third_party_due(reached_on: date, calendar: Calendar) -> date:
    """The last day for a third party to answer after the letter reached it (条例第三十二条)."""
    return calendar.add(reached_on, parameter("third_party", reached_on).amount)


def joint_maker_due(reached_on: date, calendar: Calendar) -> date:
    """The last day for an agency that made the information jointly to answer (条例第三十四条)."""
    return calendar.add(reached_on, parameter("joint_maker", reached_on).amount)


def payment_due(notice_reached_on: date, calendar: Calendar) -> date:
    """The last day to pay the information processing fee (办法第六条)."""
    return calendar.add(notice_reached_on, parameter("payment", notice_reached_on).amount)


def publication_due(formed_on: date, calendar: Calendar) -> date:
    """The last day to publish information formed or changed on a day, where no other law sets one (条例第二十六条)."""
    return calendar.add(formed_on, parameter("publication", formed_on).amount)
