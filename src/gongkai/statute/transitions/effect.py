"""When an event has no effect, and the tests that several transitions share."""

from __future__ import annotations

from datetime import date

from gongkai.statute import events as ev
from gongkai.statute.case_account import CaseAccount
from gongkai.statute.course import State


class NoEffect(Exception):
    """The law gives an event no effect; caught where events are recorded, never seen outside.

    Attributes:
        cite: the provision.
        why: half a Chinese sentence that follows the event's name.
    """

    def __init__(self, cite: str, why: str) -> None:
        super().__init__(why)
        self.cite = cite
        self.why = why


def must_run(event: ev.Event, account: CaseAccount, cite: str) -> None:
    """The answer period must be running, not waiting for the applicant and not expired."""
    if account.waiting is not None:
        raise NoEffect(cite, f"不能成立：{account.no_due_because()}，期限没有在计算")
    due = account.due()
    if due is not None and event.on > due:
        raise NoEffect(cite, f"不能成立：答复期限已于{due}届满，应当在期限届满前作出")


def must_wait(account: CaseAccount, state: State, cite: str, before: str) -> date:
    """The case must wait for the applicant; returns since when."""
    if account.waiting is not state or account.waiting_since is None:
        raise NoEffect(cite, f"不能成立：此前没有有效的{before}")
    return account.waiting_since
