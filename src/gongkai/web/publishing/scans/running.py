"""Go through what is public, item by item, and keep what is found."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Exists, F, Min, OuterRef, Q
from django.utils import timezone

from gongkai.screening.edition import rules_edition
from gongkai.screening.kinds import Kind, Level
from gongkai.statute.workdays import corresponding_day
from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.bodies.models import PublicBody
from gongkai.web.journal.personal import mask
from gongkai.web.journal.recording import record
from gongkai.web.publishing.items.gate import examine_alone, save_item_run
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.items.models.item import ItemQuerySet
from gongkai.web.publishing.scans import acts
from gongkai.web.publishing.scans.models import HitState, Scan, ScanHit, ScanState
from gongkai.web.vetting.gate import LISTED, Examination, PartView
from gongkai.web.vetting.models import Moment, ScreeningRun

UNREAD = "unread"
# So many runners may die on one item before it is left to a person.
MOST_ATTEMPTS = 3
# After each item the scan rests as long as the item took: half of one core stays with the office.
REST = 1.0
# A quarter, in months: 定期排查.
QUARTER = 3
# In seconds: a slice of a scan between two rounds of the clock.
SLICE = 30.0
SILENT = timedelta(minutes=5)
LATEST_SCANS = 500


def items_of(scan: Scan) -> ItemQuerySet:
    """The public items that the scan covers."""
    items = ItemPage.objects.public()
    if scan.body is not None and scan.with_beneath:
        items = items.filter(body__lineage__startswith=scan.body.lineage)
    elif scan.body is not None:
        items = items.filter(Q(body=scan.body) | Q(body__public_body=scan.body))
    return items.filter(not_screened_by(scan.rules)) if scan.only_due else items


def not_screened_by(rules: str) -> Any:
    """Condition: these rules have not seen the public version."""
    runs = ScreeningRun.objects.filter(
        subject_kind=ItemPage._meta.label_lower,
        subject_number=OuterRef("pk"),
        rules=rules,
        revision_number=OuterRef("live_revision_id"),
    )
    return ~Exists(runs)


def due_items() -> ItemQuerySet:
    """Public items that the present rules have not seen yet."""
    return ItemPage.objects.public().filter(not_screened_by(rules_edition()))


def take_over(scan: Scan) -> Scan | None:
    """Become the one runner of a running scan; ``None`` where it does not run any more.

    Rules that have changed since begin with the first item again.
    """
    with transaction.atomic():
        scans = Scan.objects.select_for_update(of=("self",)).select_related("body")
        current = scans.get(pk=scan.pk)
        if current.state != ScanState.RUNNING:
            return None
        if current.rules != rules_edition():
            current.rules = rules_edition()
            current.last_item = current.done = current.found = current.attempts = 0
            current.total = items_of(current).count()
        current.runner = uuid4().hex
        current.attempts += 1
        current.beat_at = timezone.now()
        current.save()
    return current


def scan_next(scan: Scan) -> ItemPage | None:
    """Screen one more item; ``None`` when there is none, or another runner has taken over.

    The item is read outside of any transaction; what was seen is written in a short one.
    """
    item = items_of(scan).filter(pk__gt=scan.last_item).order_by("pk").first()
    if item is None:
        _finish(scan, at=timezone.now())
        return None
    if scan.attempts > MOST_ATTEMPTS:
        examination = _given_up(item)
    else:
        examination = examine_alone(item)
    now = timezone.now()
    with transaction.atomic():
        current = Scan.objects.select_for_update().get(pk=scan.pk)
        if current.runner != scan.runner or current.state != ScanState.RUNNING:
            return None
        still = ItemPage.objects.public().filter(live_revision=item.live_revision_id, pk=item.pk)
        hits = 0
        # What was withdrawn or replaced while it was read has been resolved by that act.
        if still.exists():
            hits = keep_hits(scan, item, examination, now)
            save_item_run(
                item,
                examination,
                moment=Moment.SCAN,
                by=scan.started_by,
                at=now,
                revision=item.live_revision_id,
            )
        current.last_item = item.pk
        current.done += 1
        current.found += bool(hits)
        current.attempts = 0
        current.beat_at = now
        current.save(update_fields=["last_item", "done", "found", "attempts", "beat_at"])
    scan.last_item, scan.done, scan.found = current.last_item, current.done, current.found
    scan.attempts = 0
    return item


def _given_up(item: ItemPage) -> Examination:
    told = f"排查三次都在此件中断，未能筛查；请人工查看“{item.title}”。"
    return Examination((PartView("整件", "", (), unread=told),))


def _finish(scan: Scan, *, at: datetime) -> None:
    with transaction.atomic():
        current = Scan.objects.select_for_update().get(pk=scan.pk)
        if current.runner != scan.runner or current.state != ScanState.RUNNING:
            return
        current.state = ScanState.FINISHED
        current.finished_at = at
        current.runner = ""
        current.save(update_fields=["state", "finished_at", "runner"])
        record(
            acts.SCAN_FINISHED,
            by=current.started_by or PLATFORM,
            body=current.body,
            subject=current,
            after={"done": current.done, "found": current.found},
            at=at,
        )


@dataclass(frozen=True)
class _Sight:
    part: str
    sha256: str
    variety: str
    label: str
    level: str
    message: str
    fingerprint: str


def _sights(examination: Examination) -> Iterator[_Sight]:
    for part in examination.parts:
        name = mask(part.name)[:200]
        if part.unread and not part.unread_ignored:
            yield _Sight(
                name,
                part.attachment_sha256,
                UNREAD,
                "无法筛查",
                Level.UNASSESSABLE.value,
                mask(part.unread),
                f"{UNREAD}:{part.attachment_sha256[:32]}",
            )
        for finding in part.findings:
            if finding.level in LISTED and finding.kind is not Kind.WORDING:
                yield _Sight(
                    name,
                    part.attachment_sha256,
                    finding.variety_name,
                    finding.variety.label,
                    finding.level.value,
                    finding.message(),
                    finding.fingerprint,
                )


def keep_hits(scan: Scan, item: ItemPage, examination: Examination, at: datetime) -> int:
    """Write down what was seen in an item, and close what these rules no longer see; how many are open."""
    seen = []
    for sight in _sights(examination):
        hit, _ = ScanHit.objects.update_or_create(
            item_id=item.pk,
            attachment_sha256=sight.sha256,
            fingerprint=sight.fingerprint,
            defaults={
                "scan": scan,
                "part": sight.part,
                "variety": sight.variety,
                "label": sight.label,
                "level": sight.level,
                "message": sight.message,
                "published_on": item.published_on,
                "state": HitState.OPEN,
                "resolved_by": None,
                "resolved_at": None,
                "note": "",
            },
            create_defaults={
                "scan": scan,
                "part": sight.part,
                "variety": sight.variety,
                "label": sight.label,
                "level": sight.level,
                "message": sight.message,
                "published_on": item.published_on,
                "found_at": at,
            },
        )
        seen.append(hit.pk)
    open_before = ScanHit.objects.filter(item_id=item.pk, state=HitState.OPEN)
    open_before.exclude(pk__in=seen).update(state=HitState.GONE, resolved_at=at)
    return len(seen)


def resolve(
    item: ItemPage, state: HitState, *, by: Any, at: datetime, note: str, fingerprint: str = ""
) -> None:
    """Close the open hits of an item, or the one of a fingerprint, inside the transaction of the act."""
    hits = ScanHit.objects.filter(item_id=item.pk, state=HitState.OPEN)
    if fingerprint:
        hits = hits.filter(fingerprint=fingerprint)
    user = by if getattr(by, "pk", None) else None
    hits.update(state=state, resolved_by=user, resolved_at=at, note=note)


def resolve_released(item: ItemPage, examination: Examination, *, by: Any, at: datetime) -> None:
    """A new version is out: close the hits of what it no longer shows."""
    still = {sight.variety for sight in _sights(examination)}
    user = by if getattr(by, "pk", None) else None
    ScanHit.objects.filter(item_id=item.pk, state=HitState.OPEN).exclude(variety__in=still).update(
        state=HitState.CLEANED, resolved_by=user, resolved_at=at, note="已发布新版本"
    )


def run_scan(
    scan: Scan,
    *,
    seconds: float | None = None,
    rest: float = REST,
    tell: Callable[[Scan], None] = lambda scan: None,
    sleep: Callable[[float], None] = time.sleep,
) -> Scan:
    """Work on a scan until it is finished, stopped, taken over, or so many seconds have passed."""
    mine = take_over(scan)
    if mine is None:
        return Scan.objects.get(pk=scan.pk)
    began = time.monotonic()
    while seconds is None or time.monotonic() - began < seconds:
        started = time.monotonic()
        if scan_next(mine) is None:
            break
        tell(mine)
        if rest:
            sleep((time.monotonic() - started) * rest)
    # Whoever comes next need not wait until this runner counts as dead.
    Scan.objects.filter(pk=mine.pk, runner=mine.runner).update(runner="")
    return Scan.objects.get(pk=scan.pk)


def scans_waiting(silent_since: datetime) -> list[Scan]:
    """Running scans that nobody works on, or not since then; the longest waiting first."""
    left = Q(runner="") | Q(beat_at=None) | Q(beat_at__lt=silent_since)
    running = Scan.objects.filter(left, state=ScanState.RUNNING)
    return list(running.order_by(F("beat_at").asc(nulls_first=True), "pk"))


def scans_waiting_now() -> list[Scan]:
    """Running scans without a sign of life for some minutes."""
    return scans_waiting(timezone.now() - SILENT)


def scan_a_while(at: datetime) -> Iterator[str]:
    """The job: work on a waiting scan for a while."""
    for scan in scans_waiting(at - SILENT)[:1]:
        after = run_scan(scan, seconds=SLICE)
        yield f"{after.scope_label}，已查 {after.done}/{after.total} 件，{after.get_state_display()}"


def scans_due(numbers: Iterable[int]) -> list[tuple[str, date]]:
    """For each of these public bodies that has published: its name, and the day of its next scan.

    A quarter after its last finished scan; without one, a quarter after its first publication.
    """
    bodies = (
        PublicBody.objects.public()
        .filter(pk__in=list(numbers))
        .annotate(
            first=Min(
                "units__pages__itempage__published_on",
                filter=Q(units__pages__live=True, units__pages__itempage__withdrawn_on=None),
            )
        )
        .exclude(first=None)
        .order_by("lineage")
    )
    finished = list(
        Scan.objects.filter(state=ScanState.FINISHED)
        .order_by("-finished_at")
        .values_list("body", "body__lineage", "with_beneath", "finished_at")[:LATEST_SCANS]
    )
    due = []
    for body in bodies:
        last = next(
            (
                timezone.localtime(at).date()
                for number, lineage, beneath, at in finished
                if number in {None, body.pk} or (beneath and body.lineage.startswith(lineage))
            ),
            body.first,
        )
        due.append((body.short_name, corresponding_day(last, QUARTER)))
    return due
