"""Begin to redact a file, draw and take back boxes, and make the copy."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from gongkai.documents.errors import DocumentError
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.casework import acts
from gongkai.web.casework.clock.actions import locked
from gongkai.web.casework.clock.workflow import require_step
from gongkai.web.casework.permissions import HANDLE
from gongkai.web.casework.redactions.models import Redaction, RedactionBox, reasons
from gongkai.web.casework.requests.files import check_file, keep_file
from gongkai.web.casework.requests.models import DisclosureRequest, FileKind, RequestFile
from gongkai.web.files.confined import jobs
from gongkai.web.files.confined.pool import run
from gongkai.web.files.store import digest_of, place_of, store_content
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState

MOST_BOXES = 2_000
SMALLEST = 0.002
"""A share of the page: what is smaller was a slip of the hand."""


def start_redaction(
    disclosure_request: DisclosureRequest,
    *,
    acting_user: User | Platform,
    at: datetime,
    name: str,
    data: bytes,
) -> Redaction:
    """A file of the body's own, as pages. The file itself is not kept: it stays where it is filed.

    Raises:
        ActionError: it cannot be turned into pages.
    """
    require_step("redact", disclosure_request, acting_user)
    try:
        pages, count = run(jobs.pages_to_cover, data, name, name=name, of=digest_of(data))
    except DocumentError as error:
        raise ActionError(str(error)) from error
    digest = digest_of(pages)
    with transaction.atomic():
        current = locked(disclosure_request)
        require_step("redact", current, acting_user)
        redaction = Redaction.objects.create(
            disclosure_request=current,
            name=name,
            file=store_content(place_of(Redaction.folder, digest, "页.pdf"), pages),
            size=len(pages),
            sha256=digest,
            media_type="application/pdf",
            original_digest=digest_of(data),
            page_count=count,
            started_by=acting_user if isinstance(acting_user, User) else None,
            started_at=at,
        )
        record(
            acts.REDACTION_STARTED,
            by=acting_user,
            body=current.body,
            subject=current,
            after={"file": redaction.original_digest, "pages": count},
            at=at,
        )
    return redaction


def _open(redaction: Redaction, user: User | Platform) -> Redaction:
    require(user, HANDLE, redaction.disclosure_request.body)
    current: Redaction = Redaction.objects.select_for_update(of=("self",)).get(pk=redaction.pk)
    if current.finished_at is not None:
        raise WrongState(_("“{name}”已生成副本；要改请重新上传、重新遮盖。").format(name=current))
    return current


@transaction.atomic
def draw(
    redaction: Redaction,
    *,
    acting_user: User | Platform,
    places: Iterable[jobs.PageBox],
    reason: str,
    note: str = "",
) -> list[RedactionBox]:
    """Draw boxes in one step, with one reason.

    Raises:
        ActionError: without a reason, outside the page, or too many.
    """
    current = _open(redaction, acting_user)
    if reason not in dict(reasons()):
        raise ActionError(_("请先选这一处不公开的理由。"))
    batch = (current.boxes.aggregate(last=Max("batch"))["last"] or 0) + 1
    boxes = [
        RedactionBox(
            redaction=current,
            batch=batch,
            page=place.page,
            left=max(0.0, place.left),
            top=max(0.0, place.top),
            right=min(1.0, place.right),
            bottom=min(1.0, place.bottom),
            reason=reason,
            note=note.strip(),
        )
        for place in places
        if place.right - place.left > SMALLEST and place.bottom - place.top > SMALLEST
    ]
    if not boxes:
        raise ActionError(_("框太小或者没有画出框，请按住拖动画框。"))
    if any(not 1 <= box.page <= current.page_count for box in boxes):
        raise ActionError(_("这一页不存在，请刷新后再画。"))
    if current.boxes.count() + len(boxes) > MOST_BOXES:
        raise ActionError(_("遮盖处超过{most}处，请拆成几个文件。").format(most=MOST_BOXES))
    for box in boxes:
        box.full_clean(exclude=["redaction"])
    return RedactionBox.objects.bulk_create(boxes)


def draw_word(
    redaction: Redaction,
    *,
    acting_user: User | Platform,
    word: str,
    reason: str,
    note: str = "",
) -> list[RedactionBox]:
    """A box over every place of a word, on every page, in one step."""
    require(acting_user, HANDLE, redaction.disclosure_request.body)
    if len("".join(word.split())) < 2:
        raise ActionError(_("要全文遮盖的词至少两个字；一个字的请画框。"))
    try:
        places = run(
            jobs.places_of_word, redaction.read(), redaction.name, word, name=redaction.name
        )
    except DocumentError as error:
        raise ActionError(str(error)) from error
    if not places:
        raise ActionError(_("全文没有找到“{word}”；扫描件认错字的，请画框。").format(word=word))
    return draw(redaction, acting_user=acting_user, places=places, reason=reason, note=note)


@transaction.atomic
def take_back(
    redaction: Redaction, *, acting_user: User | Platform, batch: int | None = None
) -> int:
    """Undo a step: the last one where none is named. How many boxes went."""
    current = _open(redaction, acting_user)
    if batch is None:
        batch = current.boxes.aggregate(last=Max("batch"))["last"]
    gone, _by_model = current.boxes.filter(batch=batch).delete()
    if not gone:
        raise ActionError(_("没有可以撤销的了。"))
    return gone


def finish_redaction(
    redaction: Redaction, *, acting_user: User | Platform, at: datetime
) -> Redaction:
    """Make the copy, proved in bytes and pixels, and put it beside the case.

    Raises:
        ActionError: nothing is covered, or the proof failed.
    """
    require(acting_user, HANDLE, redaction.disclosure_request.body)
    drawn = list(redaction.boxes.order_by("pk"))
    if not drawn:
        raise ActionError(_("还没有遮盖任何一处；不需要遮盖的，直接附原件。"))
    places = [jobs.PageBox(box.page, box.left, box.top, box.right, box.bottom) for box in drawn]
    try:
        made = run(jobs.covered, redaction.read(), redaction.name, places, name=redaction.name)
    except DocumentError as error:
        raise ActionError(str(error)) from error
    with transaction.atomic():
        current = _open(redaction, acting_user)
        if [box.pk for box in drawn] != list(
            current.boxes.order_by("pk").values_list("pk", flat=True)
        ):
            raise WrongState(_("生成副本时遮盖处有改动，请再生成一次。"))
        case = locked(current.disclosure_request)
        name = _("{name}（遮盖后）.pdf").format(name=current.name.rpartition(".")[0][:60])
        current.copy = keep_file(case, check_file(FileKind.RELEASED, name, made.data), at=at)
        current.characters = sum(count for count in made.characters if count > 0)
        current.finished_at = at
        current.save(update_fields=["copy", "characters", "finished_at"])
        record(
            acts.REDACTION_FINISHED,
            by=acting_user,
            body=case.body,
            subject=case,
            after={
                "file": current.original_digest,
                "copy": current.copy.sha256,
                "boxes": len(drawn),
                "characters": current.characters,
            },
            at=at,
        )
    return current


def finished_copies(disclosure_request: DisclosureRequest) -> list[RequestFile]:
    """The copies to go with a partial answer; of a file redacted twice the last one."""
    last = {
        each.original_digest: each.copy
        for each in disclosure_request.redactions.exclude(copy=None).select_related("copy")
    }
    return [copy for copy in last.values() if copy is not None]


def covered_grounds(disclosure_request: DisclosureRequest) -> set[str]:
    """The grounds on which places of those copies are covered."""
    copies = {copy.pk for copy in finished_copies(disclosure_request)}
    boxes = RedactionBox.objects.filter(redaction__copy__in=copies)
    return set(boxes.values_list("reason", flat=True))


def reason_list(disclosure_request: DisclosureRequest) -> list[str]:
    """What is covered in those copies, a line for each file and reason."""
    last = {each.original_digest: each for each in disclosure_request.redactions.exclude(copy=None)}
    return [line for each in last.values() for line in each.reason_lines()]
