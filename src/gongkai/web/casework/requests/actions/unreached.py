"""Keep a letter whose sender cannot be reached, log the attempts, and register it once contact is restored."""

from __future__ import annotations

import json
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.statute.receipt import Door
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework import acts
from gongkai.web.casework.permissions import HANDLE
from gongkai.web.casework.requests.actions.register import (
    Arrival,
    Asked,
    Brought,
    Registered,
    checked,
    register_request,
)
from gongkai.web.casework.requests.files import NewFile
from gongkai.web.casework.requests.models import FileKind, UnreachedFile, UnreachedLetter
from gongkai.web.casework.requests.people import seal, unseal
from gongkai.web.files.store import digest_of, place_of, private_store, store_content
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError

# Their day is that on which both sides confirmed (条例第三十一条, 国办公开办函〔2015〕207号).
CONFIRMED = frozenset({Door.ORDINARY_MAIL, Door.OTHER_OFFICE, Door.FAX, Door.EMAIL})


@transaction.atomic
def keep_unreached(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    door: Door,
    came_on: date,
    asked: Asked,
    calls: str,
    brought: Brought | None = None,
) -> UnreachedLetter:
    """Put the letter on file; its clock starts when contact is restored.

    Raises:
        ActionError: another door, a day ahead, or no attempt on record.
    """
    require(acting_user, HANDLE, body)
    if door not in CONFIRMED:
        raise ActionError(
            {
                "day": _("“{door}”以{fact}为收到之日，请填写。").format(
                    door=door.label, fact=door.fact
                )
            }
        )
    today = timezone.localdate(at)
    if came_on > today:
        raise ActionError(
            {
                "came_on": _("到达日期不能晚于今天（{today}），填写的是{day}；请核对日期。").format(
                    today=today, day=came_on
                )
            }
        )
    words = checked(asked)
    kept = UnreachedLetter.objects.create(
        body=body,
        door=door.value,
        came_on=came_on,
        sealed=_sealed(asked, words, brought.message_digest if brought else ""),
        calls=_call(calls, today),
        entered_by=acting_user if isinstance(acting_user, User) else None,
        entered_at=at,
    )
    for file in (*asked.files, *((*brought.files, brought.mail) if brought else ())):
        _keep_file(kept, file)
    record(
        acts.UNREACHED_KEPT,
        by=acting_user,
        body=body,
        subject=kept,
        after={"door": door.value, "came_on": came_on},
        at=at,
    )
    return kept


@transaction.atomic
def log_call(
    letter: UnreachedLetter, *, acting_user: User | Platform, at: datetime, told: str
) -> UnreachedLetter:
    """One more attempt to reach the sender."""
    require(acting_user, HANDLE, letter.body)
    current = UnreachedLetter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    current.calls = f"{current.calls}\n{_call(told, timezone.localdate(at))}"
    current.save(update_fields=["calls"])
    record(acts.CALL_LOGGED, by=acting_user, body=current.body, subject=current, at=at)
    return current


@transaction.atomic
def reach(
    letter: UnreachedLetter, *, acting_user: User | Platform, at: datetime, on: date
) -> Registered:
    """Contact is restored: the letter becomes a case, received on that day."""
    current = (
        UnreachedLetter.objects.select_for_update(of=("self",))
        .select_related("body")
        .get(pk=letter.pk)
    )
    if on < current.came_on:
        raise ActionError(
            {
                "on": _("联系上的日期不能早于到达日期{came}，填写的是{day}。").format(
                    came=current.came_on, day=on
                )
            }
        )
    registered = register_request(
        current.body,
        acting_user=acting_user,
        at=at,
        arrival=Arrival.by(
            Door.named(current.door), on, came_on=current.came_on, unreachable=current.calls
        ),
        asked=asked_of(current),
        brought=_brought_of(current),
    )
    paths = [file.file.name for file in current.files.all()]
    current.delete()
    transaction.on_commit(lambda: [private_store().delete(path) for path in paths])
    return registered


def asked_of(letter: UnreachedLetter) -> Asked:
    """What somebody asks, and who."""
    files = tuple(
        NewFile(FileKind(file.kind), file.name, unseal(file.read()), file.media_type)
        for file in letter.files.exclude(kind=FileKind.MAIL)
    )
    return Asked.again(json.loads(unseal(bytes(letter.sealed))), files)


def _brought_of(letter: UnreachedLetter) -> Brought | None:
    """The mail by which it came, where it came by one."""
    file = letter.files.filter(kind=FileKind.MAIL).first()
    if file is None:
        return None
    data = unseal(file.read())
    mail = NewFile(FileKind.MAIL, file.name, data, file.media_type)
    known_by = json.loads(unseal(bytes(letter.sealed)))["message_digest"]
    return Brought(mail, (), digest_of(data), known_by)


def _sealed(asked: Asked, words: str, message_digest: str) -> bytes:
    kept = {**asked.facts(), "text": words, "message_digest": message_digest}
    return seal(json.dumps(kept, ensure_ascii=False).encode())


def _keep_file(letter: UnreachedLetter, new: NewFile) -> None:
    stored = seal(new.data)
    digest = digest_of(stored)
    UnreachedFile.objects.create(
        letter=letter,
        kind=new.kind,
        name=new.name,
        file=store_content(place_of(UnreachedFile.folder, digest, new.name), stored),
        size=len(new.data),
        sha256=digest,
        media_type=new.media_type,
    )


def _call(told: str, on: date) -> str:
    if not told.strip():
        raise ActionError(
            {
                "unreachable": _(
                    "请写明什么时候怎样联系、结果怎样，如“14时打0000-5550199，无人接听”。"
                )
            }
        )
    return f"{on} {told.strip()}"
