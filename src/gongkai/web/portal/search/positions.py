"""Ask the index of each database for the places of items that hold every phrase, the newest first."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from gongkai.web.portal.search.words import Phrase

# Hits are counted so far; where each must be looked at, less far.
MOST_COUNTED, MOST_LOOKED_AT = 1000, 200
# So many times as many are expected where nobody need count whether there are more.
SURELY_MORE = 4
# On PostgreSQL: up to so many hits are fetched by the index and sorted; with more, walking from the
# newest meets enough of them soon. The planner itself does not know that a look at one row's tokens
# costs as much as fifty rows by the index.
MOST_SORTED, MOST_SORTED_AND_LOOKED_AT = 8000, 2500
BY_INDEX = {"enable_seqscan": "off", "enable_indexscan": "off", "enable_bitmapscan": "on"}
BY_WALK = {"enable_seqscan": "off", "enable_indexscan": "on", "enable_bitmapscan": "off"}
# Where at least one entry in so many holds the tokens, the index only adds to looking at one entry after another.
NEARLY_ALL = 2

# What was told to the planner in the outermost block; None outside.
_told: ContextVar[set[str] | None] = ContextVar("planned", default=None)


@dataclass(frozen=True)
class Asked:
    """Phrases that must all be there, facts that must all hold, facts of which one must hold.

    ``estimates``: what PostgreSQL expects behind each mark, asked once in the life of a question.
    """

    phrases: tuple[Phrase, ...]
    facts: tuple[str, ...]
    among: tuple[str, ...]
    estimates: dict[str, int] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def unsure(self) -> list[Phrase]:
        """Phrases for which the tokens alone do not answer, where an index keeps no order."""
        return [phrase for phrase in self.phrases if not phrase.is_one_token]


def most_counted(asked: Asked) -> int:
    """So many hits are counted."""
    return MOST_LOOKED_AT if connection.vendor == "postgresql" and asked.unsure else MOST_COUNTED


def places(asked: Asked, mark: str, column: str, limit: int | None) -> list[int]:
    """Places where the phrases stand behind a mark, which is in a column of the entry."""
    tail, more = ("", []) if limit is None else (" LIMIT %s", [limit])
    if connection.vendor != "postgresql":
        question, values = _match(asked, mark)
        with connection.cursor() as cursor:
            cursor.execute(f"{question} ORDER BY rowid DESC{tail}", [*values, *more])
            return [place for (place,) in cursor]
    with planned() as cursor:
        plan = _plan_for(asked, mark, cursor)
        _set(cursor, plan)
        question, values = (_texts if plan is BY_WALK else _looked_at)(asked, mark, column)
        cursor.execute(f"{question} ORDER BY place DESC{tail}", [*values, *more])
        return [place for (place,) in cursor]


def counted(asked: Asked) -> int:
    """How many hold every phrase; one more than are counted, where there are more."""
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            return _counted(cursor, *_match(asked, ""), asked)
    if _is_known_to_be_many(asked):
        return MOST_COUNTED + 1
    with planned() as cursor:
        if asked.unsure and _is_in_nearly_all(asked, cursor):
            return _counted(cursor, *_texts(asked, "", "folded"), asked)
        _set(cursor, BY_INDEX)
        return _counted(cursor, *_looked_at(asked, "", "folded"), asked)


def _counted(cursor: Any, question: str, values: list[Any], asked: Asked) -> int:
    cursor.execute(
        f"SELECT count(*) FROM ({question} LIMIT %s) AS hits",  # noqa: S608  own text only
        [*values, most_counted(asked) + 1],
    )
    return int(cursor.fetchone()[0])


def _is_known_to_be_many(asked: Asked) -> bool:
    """Whether one word is so frequent that PostgreSQL, which keeps how often each frequent one comes, need not count."""
    _question, (wanted, *_among) = _tokens(asked, "")
    if asked.unsure or asked.among or len(wanted) > 1:
        return False
    with connection.cursor() as cursor:
        return _expected(asked, "", cursor) > SURELY_MORE * MOST_COUNTED


def holds_any(asked: Asked) -> bool:
    """Whether anything holds every phrase."""
    return bool(places(asked, "", "folded", 1))


def frequency(asked: Asked) -> int:
    """About how many hold it, as far as they are counted; 0 only where nothing does."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            expected = _expected(asked, "", cursor)
        # The planner knows the frequent ones; to fetch them all would take longer than to look up the rest.
        if expected > MOST_COUNTED:
            return MOST_COUNTED
    return counted(asked)


def _match(asked: Asked, mark: str) -> tuple[str, list[Any]]:
    terms = [*asked.facts]
    if asked.among:
        terms.append(f"({' OR '.join(asked.among)})")
    terms += [f'"{" ".join(phrase.sequence(mark))}"' for phrase in asked.phrases]
    return (
        "SELECT rowid FROM portal_searchwords WHERE portal_searchwords MATCH %s",
        [" AND ".join(terms)],
    )


def _tokens(asked: Asked, mark: str) -> tuple[str, list[Any]]:
    wanted = {token for phrase in asked.phrases for token in phrase.distinct(mark)}
    question = "SELECT place FROM portal_searchentry WHERE tokens @> %s::text[]"
    values: list[Any] = [sorted({*wanted, *asked.facts})]
    if asked.among:
        question += " AND tokens && %s::text[]"
        values.append([*asked.among])
    return question, values


def _looked_at(asked: Asked, mark: str, column: str) -> tuple[str, list[Any]]:
    """Entries that have the tokens, looked at where these alone do not answer."""
    question, values = _tokens(asked, mark)
    if asked.unsure:
        question += f" AND {column} LIKE ALL (%s::text[])"
        values.append(_patterns(asked.unsure))
    return question, values


def _texts(asked: Asked, mark: str, column: str) -> tuple[str, list[Any]]:
    """Entries whose text has every phrase. A text that has one has its tokens: unpacking these too would double the work."""
    question = f"SELECT place FROM portal_searchentry WHERE {column} LIKE ALL (%s::text[])"  # noqa: S608  own text only
    values: list[Any] = [_patterns(asked.phrases)]
    if asked.facts:
        question += " AND tokens @> %s::text[]"
        values.append([*asked.facts])
    if asked.among:
        question += " AND tokens && %s::text[]"
        values.append([*asked.among])
    return question, values


def _patterns(wanted: Iterable[Phrase]) -> list[str]:
    # A folded text knows no sign, so that nothing in a pattern needs escaping.
    return [f"%{phrase.pattern}%" for phrase in wanted]


def _plan_for(asked: Asked, mark: str, cursor: Any) -> dict[str, str]:
    """How PostgreSQL should go about it, by its own estimate of the hits."""
    most = MOST_SORTED_AND_LOOKED_AT if asked.unsure else MOST_SORTED
    return BY_INDEX if _expected(asked, mark, cursor) <= most else BY_WALK


def _expected(asked: Asked, mark: str, cursor: Any) -> int:
    if mark not in asked.estimates:
        question, values = _tokens(asked, mark)
        cursor.execute(f"EXPLAIN (FORMAT JSON) {question}", values)
        found = cursor.fetchone()[0]
        plan = json.loads(found) if isinstance(found, str) else found
        asked.estimates[mark] = int(plan[0]["Plan"]["Plan Rows"])
    return asked.estimates[mark]


def _is_in_nearly_all(asked: Asked, cursor: Any) -> bool:
    expected = _expected(asked, "", cursor)
    cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'portal_searchentry'::regclass")
    return NEARLY_ALL * expected > float(cursor.fetchone()[0]) > 0


def _set(cursor: Any, plan: dict[str, str]) -> None:
    told = _told.get()
    if told is not None:
        told.update(plan)
    cursor.execute("; ".join(f"SET LOCAL {name} = {how}" for name, how in plan.items()))


@contextmanager
def planned() -> Iterator[Any]:
    """A cursor; what it tells the planner of PostgreSQL holds until the outermost such block ends."""
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql" or _told.get() is not None:
            yield cursor
            return
        told: set[str] = set()
        token = _told.set(told)
        try:
            with transaction.atomic():
                yield cursor
                if told:
                    # Within a caller's transaction they would outlast this block.
                    cursor.execute("; ".join(f"SET LOCAL {name} TO DEFAULT" for name in told))
        finally:
            _told.reset(token)
