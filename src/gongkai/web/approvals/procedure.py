"""What a room declares of its approvals, once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from django.db import models

from gongkai.web.accounts.permissions import Permission
from gongkai.web.journal.acts import Act


@dataclass(frozen=True)
class ProcedureActs:
    """The acts under which the journal keeps each decision."""

    approved: Act
    returned: Act
    skip_proposed: Act
    skipped: Act
    recalled: Act


def _nothing(_approval: Any, _user: Any) -> Sequence[str]:
    return ()


def _unaltered(_approval: Any) -> str:
    return ""


@dataclass(frozen=True)
class Procedure:
    """How approvals of one kind go.

    ``stages`` are the stages with their Chinese names; ``permission_of`` says who decides each. ``reviews`` are
    those of which nobody decides two, each a proof-reading too (三审三校); ``never_skipped`` cannot be left out;
    ``last`` is decided by an action of the room's own. ``drafts`` may propose to leave a review out and call
    back. The functions tell of an approval: its record, its title, who wrote its version, and whether no review
    may be left out; ``unopened(approval, user)`` names the files of its version that this person has not opened, and
    ``altered`` says what of it is no more as it was submitted, empty where all is. ``read_with`` names what is read with an approval in one question to the database.
    """

    model: type[Any]
    stages: type[models.TextChoices]
    permission_of: Mapping[str, Permission]
    reviews: Set[str]
    never_skipped: Set[str]
    last: str
    drafts: Permission
    acts: ProcedureActs
    open_states: Set[str]
    record_of: Callable[[Any], Any]
    title_of: Callable[[Any], str]
    authors_of: Callable[[Any], Set[int | None]]
    is_strict: Callable[[Any], bool]
    strict_reason: str
    elsewhere: str
    unopened: Callable[[Any, Any], Sequence[str]] = _nothing
    altered: Callable[[Any], str] = _unaltered
    read_with: tuple[str, ...] = ("body",)

    def label(self, stage: str) -> str:
        """The Chinese name of a stage."""
        return str(self.stages(stage).label)
