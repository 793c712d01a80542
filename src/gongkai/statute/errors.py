"""What can go wrong in the room of the law. Every error carries its facts as attributes and one Chinese sentence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date


class StatuteError(Exception):
    """The root of this room's errors.

    Attributes:
        message: one Chinese sentence: what was found, what was expected, what to do.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class StatuteDataError(StatuteError):
    """A data file of this room is wrong.

    Attributes:
        file: path below the room, e.g. `parameters/request/reply.toml`.
        key: the place in the file, e.g. `value[1].from`.
        problem: what is wrong there and what is expected, in Chinese.
    """

    def __init__(self, file: str, key: str, problem: str) -> None:
        super().__init__(f"{file}：{key} {problem}。" if key else f"{file}：{problem}。")
        self.file = file
        self.key = key
        self.problem = problem


class UnknownCitation(StatuteError):
    """A citation names an instrument, article, paragraph or item that is not registered.

    Attributes:
        cite: the citation as written, e.g. `ogi-2019#57`.
    """

    def __init__(self, cite: str, reason: str) -> None:
        super().__init__(f"引用“{cite}”无法落实：{reason}。")
        self.cite = cite
        self.reason = reason


class CalendarNotLoaded(StatuteError):
    """A day lies outside the years whose holiday notices are loaded. Nothing is guessed from weekends.

    Attributes:
        year: the year asked for.
        loaded: first and last year loaded.
    """

    def __init__(self, year: int, loaded: tuple[int, int]) -> None:
        super().__init__(
            f"没有{year}年的放假安排，现有{loaded[0]}年至{loaded[1]}年；"
            f"请在国务院办公厅发布通知后载入（平台在“放假安排”，命令用--notices），再行计算。"
        )
        self.year = year
        self.loaded = loaded


class NotInForce(StatuteError):
    """A rule is asked for on a day on which no version of it is loaded.

    Attributes:
        what: the rule, in Chinese.
        on: the day asked for.
        since: the first day of the earliest version, or None.
    """

    def __init__(self, what: str, on: date, since: date | None) -> None:
        begins = f"，最早的版本自{since}起施行" if since else ""
        super().__init__(f"{on}没有可适用的“{what}”{begins}；请核对日期。")
        self.what = what
        self.on = on
        self.since = since


class UnknownCode(StatuteError):
    """A code is not in its codelist.

    Attributes:
        codelist: label or id of the list.
        code: the code asked for.
        known: the codes that exist, in order.
    """

    def __init__(self, codelist: str, code: str, known: Iterable[str]) -> None:
        self.known = tuple(known)
        super().__init__(f"“{codelist}”中没有“{code}”；可用的有：{'、'.join(self.known)}。")
        self.codelist = codelist
        self.code = code


class ImpossibleEvent(StatuteError):
    """An event cannot have happened where it stands: before the request, out of order, an answer to nothing.

    What happened against the law is no such thing: it is recorded, without effect.

    Attributes:
        event: the event's id, e.g. `delivered`.
        on: the day it is said to have happened.
        cite: a provision to read, or None where it is a matter of order only.
    """

    def __init__(self, event: str, on: date, cite: str | None, reason: str) -> None:
        super().__init__(reason)
        self.event = event
        self.on = on
        self.cite = cite


class WrongArgument(StatuteError):
    """A caller's value is impossible.

    Attributes:
        what: the argument, in Chinese or by name.
        found: what was given, as text.
        expected: what is acceptable, in Chinese.
    """

    def __init__(self, what: str, found: object, expected: str) -> None:
        super().__init__(f"{what}为“{found}”，应为{expected}。")
        self.what = what
        self.found = str(found)
        self.expected = expected
