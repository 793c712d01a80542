"""Write an act into the journal, in the transaction of the act itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection, models
from encrypted_fields.fields import EncryptedFieldMixin

from gongkai.web.journal.acts import Act
from gongkai.web.journal.anchors import mark_on_commit
from gongkai.web.journal.errors import NotInTransaction
from gongkai.web.journal.models import Entry, Head
from gongkai.web.journal.origin import current
from gongkai.web.journal.personal import LONGEST, digest_mark, fingerprint, mask


def describe(instance: models.Model, fields: Iterable[str] | None = None) -> dict[str, Any]:
    """Values of a record for ``before`` and ``after``: of a text only its mark, of an encrypted value its fingerprint.

    What was written stands in the record itself and in its versions; the journal is for ever, and is handed out.
    """
    wanted = set(fields) if fields is not None else None
    values: dict[str, Any] = {}
    for field in instance._meta.concrete_fields:
        if wanted is not None and field.name not in wanted:
            continue
        if field.name in {"password", "phone_digest"}:
            continue
        value = field.value_from_object(instance)
        if isinstance(field, EncryptedFieldMixin):
            value = fingerprint(str(value or ""))
        elif isinstance(field, models.FileField):
            value = str(value)
        elif isinstance(field, models.TextField) or len(str(value or "")) > LONGEST:
            value = digest_mark(str(value or ""))
        values[field.name] = value
    return values


def changes(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Only the values that differ, on both sides."""
    differing = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return (
        {name: before[name] for name in differing if name in before},
        {name: after[name] for name in differing if name in after},
    )


def _plain(value: Any) -> Any:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (Decimal, UUID)):
        return str(value)
    return str(value)


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return digest_mark(value) if len(value) > LONGEST else mask(value)
    if isinstance(value, Mapping):
        return {str(key): _masked(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_masked(each) for each in value]
    return value


def _text(values: Mapping[str, Any] | None) -> str:
    return json.dumps(
        _masked(values or {}),
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        default=_plain,
    )


def record(
    act: Act,
    *,
    by: Any,
    at: datetime,
    body: models.Model | None = None,
    subject: models.Model | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
    body_number: int | None = None,
) -> Entry:
    """Append one act. ``by`` is the user, ``PLATFORM`` for a command, or ``None`` where
    nobody is known, as at a failed sign-in; ``at`` is the moment of the act.

    An act on an account belongs to the body that the user serves: ``body_number`` alone.

    Call it last in the action: the head of the chain stays locked until the transaction ends.

    Raises:
        NotInTransaction: the caller has opened no transaction.
    """
    head = _held(act)
    entry = _next(
        head,
        act,
        by=by,
        at=at,
        about=About(body, subject, before, after, body_number),
        reason=reason,
    )
    entry.save()
    _move(head)
    mark_on_commit(head)
    return entry


@dataclass(frozen=True)
class About:
    """On what an act was done, and what it changed there."""

    body: models.Model | None = None
    subject: models.Model | None = None
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    body_number: int | None = None


def record_each(act: Act, abouts: Iterable[About], *, by: Any, at: datetime) -> None:
    """Append the same act once for each of many records, in their order; the chain is asked for, and written to, once.

    Raises:
        NotInTransaction: the caller has opened no transaction.
    """
    head = _held(act)
    entries, links = [], []
    for each in abouts:
        entries.append(_next(head, act, by=by, at=at, about=each, reason=""))
        links.append((head.sequence, head.hash, head.computed_seal(), head.pk))
    if not entries:
        return
    Entry.objects.append(entries)
    with connection.cursor() as cursor:
        # The database lets the head go forward by one link only.
        cursor.executemany(
            "UPDATE journal_head SET sequence = %s, hash = %s, seal = %s WHERE id = %s", links
        )
    head.seal = links[-1][2]
    mark_on_commit(head)


def _held(act: Act) -> Head:
    if not connection.in_atomic_block:
        raise NotInTransaction(act.code)
    head: Head = Head.objects.select_for_update().get(pk=1)
    return head


def _move(head: Head) -> None:
    """One link forward: the database refuses more."""
    head.seal = head.computed_seal()
    head.save(update_fields=["sequence", "hash", "seal"])


def _next(head: Head, act: Act, *, by: Any, at: datetime, about: About, reason: str) -> Entry:
    """The next link; the head moves on to it, unsaved."""
    origin, body, subject = current(), about.body, about.subject
    entry = Entry(
        sequence=head.sequence + 1,
        recorded_at=at,
        act=act.code,
        actor=by if getattr(by, "pk", None) else None,
        actor_name=mask(str(by)) if by is not None else "",
        body_number=body.pk if body is not None else about.body_number,
        body_name=str(body)[:200] if body is not None else "",
        subject_kind=subject._meta.label_lower if subject is not None else "",
        subject_number=str(subject.pk) if subject is not None else "",
        subject_name=mask(str(subject))[:300] if subject is not None else "",
        before=_text(about.before),
        after=_text(about.after),
        reason=mask(reason),
        channel=origin.channel,
        address=origin.address,
        previous_hash=head.hash,
    )
    entry.hash = entry.computed_hash()
    head.sequence, head.hash = entry.sequence, entry.hash
    return entry
