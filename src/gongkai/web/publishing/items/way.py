"""The way of a release, stage by stage: who decided and when, whose turn it is, what comes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.web.bodies.models import Membership
from gongkai.web.publishing.items.models import Decision, Release, ReleaseState, Stage, Step
from gongkai.web.publishing.items.models.release import PERMISSION_OF

ENDED = frozenset({Decision.APPROVED, Decision.SKIPPED, Decision.RETURNED, Decision.RELEASED})


@dataclass(frozen=True)
class Waypoint:
    """A stage; ``state`` is done, now, back or later. ``who`` may be several while nobody has decided."""

    label: str
    state: str
    who: str = ""
    at: datetime | None = None
    note: str = ""


def way_of(release: Release, steps: Sequence[Step], on: date) -> list[Waypoint]:
    """From the submission to the release; one question to the database."""
    points = [
        Waypoint("送审", "done", release.submitted_by.name, release.submitted_at),
    ]
    ended = {step.stage: step for step in steps if step.decision in ENDED}
    waiting = release.state == ReleaseState.UNDER_REVIEW
    for stage in release.route:
        label, step = str(Stage(stage).label), ended.get(stage)
        if step is not None:
            back = step.decision == Decision.RETURNED
            note = step.comment
            if step.decision not in {Decision.APPROVED, Decision.RELEASED}:
                note = f"{step.get_decision_display()}　{note}".strip()
            points.append(
                Waypoint(
                    label, "back" if back else "done", step.decided_by.name, step.decided_at, note
                )
            )
        elif stage == release.stage and waiting:
            names = "、".join(deciders(release, on)) or "还没有人担任这一岗位，请联系管理员"
            points.append(Waypoint(label, "now", names))
        elif stage == Stage.RELEASE and release.state == ReleaseState.RELEASED:
            points.append(Waypoint(label, "done", at=release.finished_at))
        elif stage == Stage.RELEASE and release.state == ReleaseState.SCHEDULED:
            points.append(Waypoint(label, "now", at=release.go_live_at, note="到时自动发布"))
        else:
            points.append(Waypoint(label, "later"))
    return points


def deciders(release: Release, on: date) -> list[str]:
    """Names of those who may decide at the present stage, without who submitted."""
    held = (
        Membership.objects.on(on)
        .filter(
            role__in=[role.value for role in PERMISSION_OF[release.stage].at],
            body__in={release.body_id, release.body.public_body_id},
            user__is_active=True,
        )
        .exclude(user=release.submitted_by_id)
    )
    return sorted(set(held.values_list("user__name", flat=True)))


def remarks(releases: Iterable[Release]) -> list[tuple[Release, Step]]:
    """What reviewers wrote about every version so far, the last release first."""
    return [
        (release, step)
        for release in releases
        for step in release.steps.all()
        if step.comment and step.decision != Decision.SKIP_PROPOSED
    ]


def last_return(releases: Sequence[Release]) -> Step | None:
    """The return that the drafter has not answered yet by a new submission."""
    if not releases or releases[0].state != ReleaseState.RETURNED:
        return None
    back = [step for step in releases[0].steps.all() if step.decision == Decision.RETURNED]
    return back[-1] if back else None
