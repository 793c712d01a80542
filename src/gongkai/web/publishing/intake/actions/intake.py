"""Take files in, enter them as an item, or put them aside."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.documents.errors import DocumentError
from gongkai.papers.clean_html import clean_html
from gongkai.papers.pictures import KeptPicture, pictures_named, without_others
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.files.confined import jobs
from gongkai.web.files.models import stored_place
from gongkai.web.files.readings import ask, content_of
from gongkai.web.files.store import digest_of, store_content
from gongkai.web.files.uploads import checked_type, shown_name
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.publishing.intake import acts
from gongkai.web.publishing.intake.models import Intake, IntakeFile
from gongkai.web.publishing.items.actions.draft import attach_file, draft_item
from gongkai.web.publishing.items.elsewhere import refuse_elsewhere
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.permissions import DRAFT

MOST_FILES = 30


def receive_files(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    files: Sequence[tuple[str, bytes]],
) -> Intake:
    """Keep files (name, bytes) until somebody enters them. A file that is handed in twice is kept once."""
    require(acting_user, DRAFT, body)
    if not files:
        raise ActionError(_("请选择文件。"))
    if len(files) > MOST_FILES:
        raise ActionError(
            _("一次最多 {most_files} 个文件；更多文件请用“导入存量信息”。").format(
                most_files=MOST_FILES
            )
        )
    forms = [checked_type(name, data) for name, data in files]
    return _receive(body, files, forms, acting_user, at)


@transaction.atomic
def _receive(
    body: PublicBody,
    files: Sequence[tuple[str, bytes]],
    forms: Sequence[str],
    acting_user: User | Platform,
    at: datetime,
) -> Intake:
    intake = Intake.objects.create(
        body=body,
        received_by=acting_user if isinstance(acting_user, User) else None,
        received_at=at,
    )
    kept: dict[str, str] = {}
    for (name, data), form in zip(files, forms, strict=True):
        file = IntakeFile(
            intake=intake,
            name=shown_name(name),
            size=len(data),
            sha256=digest_of(data),
            media_type=form,
        )
        if file.sha256 in kept:
            continue
        file.file.name = store_content(stored_place(file, file.name), data)
        file.save()
        kept[file.sha256] = file.name
    record(
        acts.FILES_RECEIVED, by=acting_user, body=body, subject=intake, after={"files": kept}, at=at
    )
    return intake


def _waiting(intake: Intake) -> Intake:
    current = Intake.objects.select_for_update().get(pk=intake.pk)
    if current.item_id is not None or current.discarded_at is not None:
        raise WrongState(_("这些文件已登记或已放弃，请勿重复登记。"))
    return current


@transaction.atomic
def enter_files(
    intake: Intake,
    *,
    acting_user: User | Platform,
    at: datetime,
    attach: Collection[str],
    **fields: Any,
) -> ItemPage:
    """Draft an item from files that came in. ``attach``: SHA-256 of those that become attachments.

    Raises:
        WrongState: the files were entered or put aside already.
        ActionError: the title is that of a paper of another desk.
    """
    current = _waiting(intake)
    require(acting_user, DRAFT, current.body)
    refuse_elsewhere(current.body, fields.get("title", ""))
    files = list(current.files.all())
    pictures = _pictures_of(files, str(fields.get("text", "")))
    if pictures or "text" in fields:
        fields["text"] = without_others(str(fields.get("text", "")), pictures.keys())
    item = draft_item(current.body, acting_user=acting_user, **fields, at=at)
    for number, picture in enumerate(pictures.values(), 1):
        name = _("图{number}").format(number=number) + picture.suffix
        attach_file(item, acting_user=acting_user, name=name, data=picture.data, at=at)
        item = ItemPage.objects.get(pk=item.pk)
    for file in files:
        if file.sha256 in attach:
            with file.file.storage.open(file.file.name) as stream:
                attach_file(
                    item, acting_user=acting_user, name=file.name, data=stream.read(), at=at
                )
            item = ItemPage.objects.get(pk=item.pk)
    current.item = item
    current.save(update_fields=["item"])
    record(
        acts.FILES_ENTERED,
        by=acting_user,
        body=current.body,
        subject=item,
        after={
            "intake": current.pk,
            "files": {file.sha256: file.name for file in current.files.all()},
        },
        at=at,
    )
    return item


def _pictures_of(files: Sequence[IntakeFile], text: str) -> dict[str, KeptPicture]:
    """The pictures that the text names, out of the files that came in, in the order of the text."""
    wanted = pictures_named(clean_html(text))
    if not wanted:
        return {}
    known: dict[str, KeptPicture] = {}
    for file in files:
        try:
            known |= {each.digest: each for each in ask(content_of(file), jobs.pictures_in)}
        except DocumentError:
            # A file that cannot be read has given the text no picture either.
            continue
    return {digest: known[digest] for digest in wanted if digest in known}


@transaction.atomic
def discard_files(
    intake: Intake, *, acting_user: User | Platform, at: datetime, reason: str = ""
) -> Intake:
    """Put files aside that will not become an item. They stay in the store."""
    current = _waiting(intake)
    require(acting_user, DRAFT, current.body)
    current.discarded_at = at
    current.save(update_fields=["discarded_at"])
    record(
        acts.FILES_DISCARDED,
        by=acting_user,
        body=current.body,
        subject=current,
        reason=reason,
        at=at,
    )
    return current
