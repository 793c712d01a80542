"""Begin to redact a file, read its pictures, draw and take back boxes, make the copy, answer for what is left in it, void it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.documents.errors import DocumentError
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.casework import acts
from gongkai.web.casework.clock.actions import locked
from gongkai.web.casework.clock.workflow import require_step
from gongkai.web.casework.permissions import HANDLE
from gongkai.web.casework.redactions.models import (
    PicturePage,
    Redaction,
    RedactionBox,
    masked_word,
    reasons,
    runs,
)
from gongkai.web.casework.redactions.screening import examine, subject_of
from gongkai.web.casework.redactions.signals import copy_voided
from gongkai.web.casework.requests.files import check_file, keep_file
from gongkai.web.casework.requests.models import DisclosureRequest, FileKind, RequestFile
from gongkai.web.files.confined import jobs
from gongkai.web.files.confined.pool import Busy, run
from gongkai.web.files.reader import in_words
from gongkai.web.files.store import digest_of, place_of, store_content
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.vetting.decisions import answer_for
from gongkai.web.vetting.models import IgnoredFinding

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
        pages, count, with_pictures = run(
            jobs.pages_to_cover, data, name, name=name, of=digest_of(data)
        )
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
        PicturePage.objects.bulk_create(
            PicturePage(redaction=redaction, page=page) for page in with_pictures
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


def read_next(redaction: Redaction, *, acting_user: User | Platform) -> int:
    """Read the pictures of the next page, which is kept; how many pages are left.

    A page that cannot be read is kept as one that nobody has read. The same pages read before are not read again.

    Raises:
        ActionError: too many files are at work.
    """
    require(acting_user, HANDLE, redaction.disclosure_request.body)
    waiting = redaction.picture_pages.filter(content=None).order_by("page")
    following = waiting.first()
    if following is None:
        return 0
    known = (
        PicturePage.objects.filter(redaction__sha256=redaction.sha256, page=following.page)
        .exclude(content=None)
        .filter(why="")
        .first()
    )
    if known is not None:
        following.keep(known.pictures)
        return waiting.count()
    try:
        read = run(
            jobs.pictures_of_page,
            redaction.read(),
            redaction.name,
            following.page,
            name=redaction.name,
        )
    except Busy as error:
        raise ActionError(str(error)) from error
    except DocumentError as error:
        following.keep((jobs.unread_page(),), why=in_words(error)[:300])
    else:
        following.keep(read)
    return waiting.count()


def _open(redaction: Redaction, user: User | Platform) -> Redaction:
    require(user, HANDLE, redaction.disclosure_request.body)
    current: Redaction = Redaction.objects.select_for_update(of=("self",)).get(pk=redaction.pk)
    if current.voided_at is not None:
        raise WrongState(_("“{name}”已作废。").format(name=current))
    if current.finished_at is not None:
        raise WrongState(_("“{name}”已生成副本；要改请作废，重新遮盖。").format(name=current))
    return current


@transaction.atomic
def draw(
    redaction: Redaction,
    *,
    acting_user: User | Platform,
    places: Iterable[jobs.PageBox],
    reason: str,
    note: str = "",
    word: str = "",
) -> list[RedactionBox]:
    """Draw boxes in one step, with one reason; ``word`` is what they cover everywhere.

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
            word=word or None,
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


@dataclass(frozen=True)
class WordDrawn:
    """What was covered of a word: its boxes and its places, so many of them broken over lines or pages, or in pictures.

    ``not_searched`` are the pages with pictures whose words were not read, or not for certain.
    """

    boxes: list[RedactionBox]
    places: int
    over_lines: int
    over_pages: int
    in_pictures: int
    not_searched: list[int]


def draw_word(
    redaction: Redaction,
    *,
    acting_user: User | Platform,
    word: str,
    reason: str,
    note: str = "",
) -> WordDrawn:
    """A box over every place of a word, on every page, in one step."""
    require(acting_user, HANDLE, redaction.disclosure_request.body)
    word = "".join(word.split())
    if len(word) < 2:
        raise ActionError(_("要全文遮盖的词至少两个字；一个字的请画框。"))
    try:
        places = run(
            jobs.places_of_word,
            redaction.read(),
            redaction.name,
            word,
            redaction.pictures(),
            name=redaction.name,
        )
    except DocumentError as error:
        raise ActionError(str(error)) from error
    not_searched = [each.page for each in redaction.picture_pages.all() if not each.is_sure]
    if not places and not_searched:
        raise ActionError(
            _("没有找到“{word}”；第{pages}页图里的字没有查到，请看图画框。").format(
                word=word, pages=runs(not_searched)
            )
        )
    if not places:
        raise ActionError(_("全文没有找到“{word}”；看得见却没有找到的，请画框。").format(word=word))
    boxes = draw(
        redaction,
        acting_user=acting_user,
        places=[box for place in places for box in place.boxes],
        reason=reason,
        note=note,
        word=word,
    )
    broken = Counter(place.broken for place in places)
    return WordDrawn(
        boxes,
        len(places),
        broken[jobs.Broken.LINES],
        broken[jobs.Broken.PAGES],
        sum(place.in_picture for place in places),
        not_searched,
    )


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
    """Make the copy, proved in bytes and pixels, and put it beside the case. What is left in it is found out, and kept.

    Raises:
        ActionError: nothing is covered, pictures wait to be read, or the proof failed.
    """
    require(acting_user, HANDLE, redaction.disclosure_request.body)
    drawn = [box for _number, box in redaction.numbered_boxes()]
    if not drawn:
        raise ActionError(_("还没有遮盖任何一处；不需要遮盖的，直接附原件。"))
    waiting = [each.page for each in redaction.picture_pages.all() if not each.is_read]
    if waiting:
        raise ActionError(
            _("第{pages}页图里的字还没有认，请等认完再生成副本。").format(pages=runs(waiting))
        )
    places = [jobs.PageBox(box.page, box.left, box.top, box.right, box.bottom) for box in drawn]
    words = sorted({box.word for box in drawn if box.word})
    try:
        made = run(
            jobs.covered,
            redaction.read(),
            redaction.name,
            places,
            redaction.pictures(),
            words,
            name=redaction.name,
        )
    except DocumentError as error:
        raise ActionError(str(error)) from error
    with transaction.atomic():
        current = _open(redaction, acting_user)
        if [box.pk for box in drawn] != [box.pk for _number, box in current.numbered_boxes()]:
            raise WrongState(_("生成副本时遮盖处有改动，请再生成一次。"))
        case = locked(current.disclosure_request)
        name = _("{name}（遮盖后）.pdf").format(name=current.name.rpartition(".")[0][:60])
        covered = made.covered
        current.copy = keep_file(case, check_file(FileKind.RELEASED, name, covered.data), at=at)
        current.characters = sum(count for count in covered.characters if count > 0)
        current.left_over = list(_left_over(made))
        current.finished_at = at
        current.save(update_fields=["copy", "characters", "left_over", "finished_at"])
        record(
            acts.REDACTION_FINISHED,
            by=acting_user,
            body=case.body,
            subject=case,
            after={
                "file": current.original_digest,
                "copy": current.copy_digest,
                "boxes": len(drawn),
                "characters": current.characters,
            },
            at=at,
        )
    return current


def _left_over(made: jobs.CoveredCopy) -> Iterator[dict[str, Any]]:
    """What the look at a copy found, masked."""
    for left in made.covered.remaining:
        yield {
            "variety": "covered-elsewhere",
            "page": left.page,
            "times": left.times,
            "excerpt": masked_word(left.word),
        }
    for page in made.covered.unread:
        yield {"variety": "unread-picture", "page": page, "times": 1, "excerpt": ""}
    for page, variety, shown in made.downward:
        yield {"variety": variety, "page": page, "times": 1, "excerpt": shown}


@transaction.atomic
def let_stay(
    redaction: Redaction, *, acting_user: User, at: datetime, fingerprint: str, reason: str
) -> IgnoredFinding:
    """Say why something that was found in a copy may go out with it.

    Raises:
        ActionError: without a reason, for a mark of secrecy, or where it is not there.
    """
    require(acting_user, HANDLE, redaction.disclosure_request.body)
    if redaction.copy is None or redaction.voided_at is not None:
        raise WrongState(_("“{name}”没有可用的副本。").format(name=redaction))
    on = timezone.localdate(at)
    kept = answer_for(
        subject_of(redaction, on),
        examine(redaction, on),
        acting_user=acting_user,
        fingerprint=fingerprint,
        on=on,
        reason=reason.strip(),
    )
    record(
        acts.REDACTION_ANSWERED,
        by=acting_user,
        body=redaction.disclosure_request.body,
        subject=redaction.disclosure_request,
        after={"copy": redaction.copy_digest, "finding": kept.label, "fingerprint": fingerprint},
        reason=reason,
        at=at,
    )
    return kept


@transaction.atomic
def void_redaction(
    redaction: Redaction, *, acting_user: User | Platform, at: datetime, reason: str
) -> Redaction:
    """Set a redaction aside, finished or not; its copy leaves the drafts that it goes with.

    Raises:
        ActionError: without a reason, or where the copy is being approved or has gone out.
    """
    require(acting_user, HANDLE, redaction.disclosure_request.body)
    if not reason.strip():
        raise ActionError(_("请写明作废的理由。"))
    current: Redaction = Redaction.objects.select_for_update(of=("self",)).get(pk=redaction.pk)
    if current.voided_at is not None:
        raise WrongState(_("“{name}”已作废。").format(name=current))
    if current.copy is not None:
        copy_voided.send(sender=Redaction, copy=current.copy)
    current.voided_at, current.voided_because = at, reason.strip()[:200]
    current.save(update_fields=["voided_at", "voided_because"])
    record(
        acts.REDACTION_VOIDED,
        by=acting_user,
        body=current.disclosure_request.body,
        subject=current.disclosure_request,
        after={"file": current.original_digest, "copy": current.copy_digest},
        reason=reason,
        at=at,
    )
    return current


@transaction.atomic
def redact_again(
    redaction: Redaction, *, acting_user: User | Platform, at: datetime, reason: str
) -> Redaction:
    """Void a redaction, and go on from its boxes on the same pages."""
    old = void_redaction(redaction, acting_user=acting_user, at=at, reason=reason)
    require_step("redact", old.disclosure_request, acting_user)
    again = Redaction.objects.create(
        disclosure_request=old.disclosure_request,
        name=old.name,
        file=old.file,
        size=old.size,
        sha256=old.sha256,
        media_type=old.media_type,
        original_digest=old.original_digest,
        page_count=old.page_count,
        started_by=acting_user if isinstance(acting_user, User) else None,
        started_at=at,
    )
    boxes, pages = list(old.boxes.all()), list(old.picture_pages.all())
    for box in boxes:
        box.pk, box.redaction = None, again
    for page in pages:
        page.pk, page.redaction = None, again
    RedactionBox.objects.bulk_create(boxes)
    PicturePage.objects.bulk_create(pages)
    record(
        acts.REDACTION_STARTED,
        by=acting_user,
        body=again.disclosure_request.body,
        subject=again.disclosure_request,
        after={"file": again.original_digest, "pages": again.page_count},
        at=at,
    )
    return again


def _last_finished(disclosure_request: DisclosureRequest) -> list[Redaction]:
    """Of each file the last redaction that has a copy, without what was set aside."""
    finished = disclosure_request.redactions.filter(voided_at=None).exclude(copy=None)
    last = {each.original_digest: each for each in finished.select_related("copy")}
    return list(last.values())


def undecided(disclosure_request: DisclosureRequest, on: date) -> list[str]:
    """What in the copies that go with a partial answer waits for a decision, a sentence for each copy."""
    told = []
    for each in _last_finished(disclosure_request):
        seen = examine(each, on)
        if not seen.passes:
            told.append(
                _("“{name}”的副本还有{count}项没有处理，请打开它逐项遮盖或者写明理由。").format(
                    name=each, count=len(seen.blocking) + len(seen.unread)
                )
            )
    return told


def finished_copies(disclosure_request: DisclosureRequest) -> list[RequestFile]:
    """The copies to go with a partial answer; of a file redacted twice the last one."""
    return [each.copy for each in _last_finished(disclosure_request) if each.copy is not None]


def covered_grounds(disclosure_request: DisclosureRequest) -> set[str]:
    """The grounds on which places of those copies are covered."""
    boxes = RedactionBox.objects.filter(redaction__in=_last_finished(disclosure_request))
    return set(boxes.values_list("reason", flat=True))


def reason_list(disclosure_request: DisclosureRequest) -> list[str]:
    """What is covered in those copies, a line for each file and reason."""
    return [line for each in _last_finished(disclosure_request) for line in each.reason_lines()]
