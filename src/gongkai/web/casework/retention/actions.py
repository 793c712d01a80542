"""See what would go, then let it go: the person leaves, a hollow record stays."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework import acts
from gongkai.web.casework.retention.emptying import GONE
from gongkai.web.casework.retention.kinds import RetentionKind
from gongkai.web.files.models import StoredFile
from gongkai.web.files.store import digest_of, private_store
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState


@dataclass(frozen=True)
class Impact:
    """What a destruction would reach.

    Attributes:
        kind: of what.
        going: records, most often cases, of which it goes.
        held: records whose time is over and of which nothing goes, because a dispute runs.
        files: how many files would go.
        mark: names exactly this; whoever confirms has seen it.
    """

    kind: RetentionKind
    going: tuple[Any, ...]
    held: tuple[Any, ...]
    files: int
    mark: str


def impact_of(body: PublicBody, kind: RetentionKind, *, on: date) -> Impact:
    """What is due on a day, and what is held back from it."""
    expired = list(kind.expired(body, on).select_related("body"))
    held = kind.held([each.pk for each in expired], on)
    going = tuple(each for each in expired if each.pk not in held)
    numbers = [each.pk for each in going]
    files = sum(len(list(kind.files(each))) for each in going)
    return Impact(
        kind,
        going,
        tuple(each for each in expired if each.pk in held),
        files,
        digest_of(json.dumps([kind.code, numbers, files]).encode())[:16],
    )


@transaction.atomic
def let_go(
    body: PublicBody,
    kind: RetentionKind,
    *,
    acting_user: User | Platform,
    at: datetime,
    mark: str,
) -> Impact:
    """Destroy what was shown, and nothing else.

    Raises:
        WrongState: it is no longer what was shown, or a dispute has begun.
        ActionError: nothing is due.
    """
    require(acting_user, kind.permission, body)
    on = timezone.localdate(at)
    impact = impact_of(body, kind, on=on)
    if not impact.going:
        raise ActionError(_("没有保管期满、可以去除的。"))
    if impact.mark != mark:
        raise WrongState(_("应去除的内容在您查看之后有变化，请重新核对。"))
    paths: list[str] = []
    for each in impact.going:
        kept = type(each)._default_manager.select_for_update(of=("self",)).get(pk=each.pk)
        if kind.held([kept.pk], on):
            raise WrongState(_("{number}有复议、诉讼，不能去除。").format(number=kept))
        gone = list(kind.files(kept))
        paths += [path for stored in gone for path in _emptied(stored)]
        kind.empty(kept, on)
        record(
            acts.HOLLOWED,
            by=acting_user,
            body=body,
            subject=kept,
            after={"kind": kind.code, "files": [stored.sha256 for stored in gone]},
            at=at,
        )
    transaction.on_commit(lambda: _remove(paths))
    return impact


def _emptied(stored: StoredFile) -> list[str]:
    """The row stays with its digest; the path of its bytes, where no other row needs them."""
    path = stored.file.name
    type(stored)._default_manager.filter(pk=stored.pk).update(file="", name=GONE)
    return [path]


def _remove(paths: Iterable[str]) -> None:
    """Bytes that another row still names stay."""
    kept = [model for model in apps.get_models() if issubclass(model, StoredFile)]
    for path in dict.fromkeys(paths):
        if not any(model._default_manager.filter(file=path).exists() for model in kept):
            private_store().delete(path)
