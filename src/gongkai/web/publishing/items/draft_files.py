"""The files of an item's versions as its office sees them: what will go out, and what came in before it was masked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gongkai.web.files.store import digest_of, private_store
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.items.actions.draft import working_copy
from gongkai.web.publishing.items.models import Attachment, Decision, ItemPage, Release
from gongkai.web.publishing.items.models.release import PERMISSION_OF
from gongkai.web.publishing.items.permissions import OPEN_DRAFT_FILES
from gongkai.web.vetting.models import FileOpening
from gongkai.web.vetting.openings import openings_of


@dataclass(frozen=True)
class DraftFile:
    """A file of a version, with who opened it; ``opened_by_me`` tells whether the one who asks has, ``may_open`` whether
    it is his turn.
    """

    attachment: Attachment
    openings: tuple[FileOpening, ...]
    opened_by_me: bool
    may_open: bool


def _versions(item: ItemPage) -> Iterator[ItemPage]:
    """The version being worked on, those that were submitted, the last first, and the public one."""
    yield working_copy(item)
    for release in item.releases.select_related("revision"):
        yield release.version
    yield item


def file_of(item: ItemPage, sha256: str) -> Attachment | None:
    """The file of this content in a version of the item, and in no other item."""
    for version in _versions(item):
        for attachment in version.attachments.all():
            if attachment.sha256 == sha256:
                return attachment
    return None


def may_open(item: ItemPage, sha256: str, user: Any) -> bool:
    """Whether this person may open the file now: a reviewer only what is public or has come to his stage."""
    if user.may(OPEN_DRAFT_FILES, item.body):
        return True
    if item.live and item.attachments.filter(sha256=sha256).exists():
        return True
    return any(
        any(user.may(PERMISSION_OF[stage], item.body) for stage in _reached(release))
        and release.version.attachments.filter(sha256=sha256).exists()
        for release in item.releases.select_related("revision").prefetch_related("steps")
    )


def _reached(release: Release) -> list[str]:
    """The stages to which a release has come; where one is proposed to be skipped, all: who comes later decides that."""
    route: list[str] = release.route
    asked = any(
        step.stage == release.stage and step.decision == Decision.SKIP_PROPOSED
        for step in release.steps.all()
    )
    return route if asked else route[: route.index(release.stage) + 1]


def draft_files(item: ItemPage, version: ItemPage, user: Any) -> list[DraftFile]:
    """The files of a version as this person sees them."""
    attachments = list(version.attachments.all())
    openings = openings_of(item, [each.sha256 for each in attachments])
    return [
        DraftFile(
            each,
            tuple(openings[each.sha256]),
            any(
                opening.opened_by_id == user.pk and opening.manner != "original"
                for opening in openings[each.sha256]
            ),
            may_open(item, each.sha256, user),
        )
        for each in attachments
    ]


def exact_bytes(attachment: Attachment) -> bytes:
    """The bytes of a file, which are those of its digest.

    Raises:
        ActionError: the store gives others, or none.
    """
    try:
        data = attachment.read()
    except OSError as error:
        raise _not_there(attachment.name) from error
    if digest_of(data) != attachment.sha256:
        raise _not_there(attachment.name)
    return data


def original_bytes(attachment: Attachment) -> bytes:
    """What came in before it was masked. Raises ``ActionError`` where the store does not give it."""
    try:
        with private_store().open(attachment.original) as stored:
            data: bytes = stored.read()
    except OSError as error:
        raise _not_there(attachment.original_name) from error
    return data


def _not_there(name: str) -> ActionError:
    return ActionError(
        f"附件“{name}”在存储中读不出，或者与登记的不是同一份；请检查存储，或者重新上传。"
    )
