"""Every transition × every state × every role: who may, and where it leads. Everything else is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from gongkai.web.bodies.models import Membership, PublicBody
from gongkai.web.journal.models import Entry
from gongkai.web.publishing.items import acts
from gongkai.web.publishing.items.actions.dismiss import dismiss_finding
from gongkai.web.publishing.items.actions.draft import revise_item
from gongkai.web.publishing.items.actions.override import override_finding
from gongkai.web.publishing.items.actions.release import release_due, release_item
from gongkai.web.publishing.items.actions.review import (
    agree_to_skip,
    approve,
    propose_skip,
    return_item,
)
from gongkai.web.publishing.items.actions.submit import recall_release, submit_item
from gongkai.web.publishing.items.actions.validity import change_validity, expire_due
from gongkai.web.publishing.items.actions.withdraw import take_down_due, withdraw_item
from gongkai.web.publishing.items.gate import examine
from gongkai.web.publishing.items.models import ItemPage, Release, ReleaseState, Stage, Validity

D, R1, R2, R3 = (
    Role.DRAFTER,
    Role.FIRST_REVIEWER,
    Role.SECOND_REVIEWER,
    Role.THIRD_REVIEWER,
)
SECRECY, PUBLISHER = Role.SECRECY_REVIEWER, Role.PUBLISHER
# Somebody with every role at once who wrote and submitted the item; and one with every role elsewhere.
AUTHOR, STRANGER = "author", "stranger"
WHO = [*Role, AUTHOR, STRANGER]
UNDER_REVIEW = ["first-review", "second-review", "third-review", "secrecy-check", "release"]
STATES = [
    "draft",
    *UNDER_REVIEW,
    "skip-proposed",
    "release-timed",
    "scheduled",
    "returned",
    "recalled",
    "released",
    "withdrawn",
]
AT_REST = ["draft", "returned", "recalled", "released", "withdrawn"]

# transition → state → (who may, the state afterwards)
GRID = {
    "revise": {state: ({D, AUTHOR}, state) for state in AT_REST},
    "submit": {state: ({D, AUTHOR}, "first-review") for state in AT_REST},
    "approve": {
        "first-review": ({R1}, "second-review"),
        "second-review": ({R2}, "third-review"),
        "skip-proposed": ({R2}, "third-review"),
        "third-review": ({R3}, "secrecy-check"),
        "secrecy-check": ({SECRECY}, "release"),
    },
    "return": {
        "first-review": ({R1}, "returned"),
        "second-review": ({R2}, "returned"),
        "skip-proposed": ({R2}, "returned"),
        "third-review": ({R3}, "returned"),
        "secrecy-check": ({SECRECY}, "returned"),
        "release": ({PUBLISHER}, "returned"),
        "release-timed": ({PUBLISHER}, "returned"),
    },
    "propose-skip": {
        "first-review": ({D, AUTHOR}, "first-review"),
        "second-review": ({D, AUTHOR}, "skip-proposed"),
        "third-review": ({D, AUTHOR}, "third-review"),
    },
    "agree-to-skip": {"skip-proposed": ({R3, SECRECY, PUBLISHER}, "third-review")},
    "recall": {
        state: ({D, AUTHOR}, "recalled")
        for state in [*UNDER_REVIEW, "skip-proposed", "release-timed", "scheduled"]
    },
    "release": {"release": ({PUBLISHER}, "released")},
    "schedule": {"release-timed": ({PUBLISHER}, "scheduled")},
    "withdraw": {"released": ({PUBLISHER, AUTHOR}, "withdrawn")},
    "change-validity": {"released": ({PUBLISHER, AUTHOR}, "released")},
    "override": {state: ({SECRECY, R3}, state) for state in STATES},
    "dismiss": {state: ({D, R1, R2, R3, SECRECY}, state) for state in STATES},
}
ACTS = {
    "revise": acts.REVISED,
    "submit": acts.SUBMITTED,
    "approve": acts.APPROVED,
    "return": acts.RETURNED,
    "propose-skip": acts.SKIP_PROPOSED,
    "agree-to-skip": acts.SKIPPED,
    "recall": acts.RECALLED,
    "release": acts.RELEASED,
    "schedule": acts.SCHEDULED,
    "withdraw": acts.WITHDRAWN,
    "change-validity": acts.VALIDITY_CHANGED,
    "override": acts.OVERRIDDEN,
    "dismiss": acts.DISMISSED,
}
# What the clock does to an item whose three days have come; it does nothing in any other state.
BY_THE_CLOCK = {
    "release": {"scheduled": "released"},
    "take-down": {"released": "withdrawn"},
    "expire": {"released": "expired"},
}
TODAY = timezone.localdate


@pytest.fixture
def people(county) -> dict[str, User]:
    """One person for each role in 柳河镇, the author, and the stranger from 白杨乡."""

    def make(name: str, code: str, roles) -> User:
        user = User.objects.create(username=name, name=name, must_change_password=False)
        for role in roles:
            Membership.objects.create(
                user=user,
                body=PublicBody.objects.get(code=code),
                role=role,
                starts_on=date(2020, 1, 1),
            )
        return user

    made = {role: make(f"只有{role.label}", "QS11", [role]) for role in Role}
    made[AUTHOR] = make("作者", "QS11", list(Role))
    # The county office and the supervisor would look after 柳河镇 only from above it.
    made[STRANGER] = make("外人", "QS12", list(Role))
    return made


def brought(state: str, drafted, people) -> ItemPage:
    """An item in that state, written and submitted by the author."""
    author = people[AUTHOR]
    item = drafted(text="<p>群众张某某的邮箱 zhang1985@example.com。</p>")
    item.owner = author
    item.save(update_fields=["owner"])
    if state == "draft":
        return item
    timed = state in {"release-timed", "scheduled"}
    hour = timezone.now() + timedelta(hours=1) if timed else None
    release = submit_item(item, acting_user=author, go_live_at=hour, at=timezone.now())
    if state == "recalled":
        recall_release(release, acting_user=author, reason="补充", at=timezone.now())
    elif state == "returned":
        return_item(
            release, acting_user=people[R1], stage="first-review", comment="补充", at=timezone.now()
        )
    if state in {"recalled", "returned"}:
        return item
    goal = {"skip-proposed": "second-review"}.get(state, state)
    for stage, reviewer in (
        ("first-review", R1),
        ("second-review", R2),
        ("third-review", R3),
        ("secrecy-check", SECRECY),
    ):
        if goal == stage:
            break
        release = approve(
            release, acting_user=people[reviewer], stage=stage, proofread=True, at=timezone.now()
        )
    if state == "skip-proposed":
        propose_skip(
            release, acting_user=author, stage="second-review", reason="出差", at=timezone.now()
        )
    if state in {"scheduled", "released", "withdrawn"}:
        release_item(release, acting_user=people[PUBLISHER], at=timezone.now())
    if state == "withdrawn":
        withdraw_item(
            ItemPage.objects.get(pk=item.pk),
            acting_user=people[PUBLISHER],
            on=TODAY(),
            reason="wrong",
            explanation="有误",
            at=timezone.now(),
        )
    return ItemPage.objects.get(pk=item.pk)


def stands(number: int) -> str:
    """The state of an item, read from the records."""
    item = ItemPage.objects.get(pk=number)
    release = Release.objects.filter(item=number).order_by("-pk").first()
    if release is not None and release.state == ReleaseState.UNDER_REVIEW:
        if release.stage == Stage.RELEASE and release.go_live_at is not None:
            return "release-timed"
        proposed = release.steps.filter(stage="second-review", decision="skip-proposed")
        if release.stage == Stage.SECOND_REVIEW and proposed.exists():
            return "skip-proposed"
        return release.stage
    if release is not None and release.state == ReleaseState.SCHEDULED:
        return "scheduled"
    if item.withdrawn_on is not None:
        return "withdrawn"
    if item.live:
        return "expired" if item.validity == Validity.EXPIRED else "released"
    return release.state if release is not None else "draft"


def attempt(transition: str, item: ItemPage, user: User, fingerprint: str) -> None:
    release = Release.objects.filter(item=item.pk).order_by("-pk").first()
    # Without a release yet, a stranger's guess at the number of one leads nowhere.
    release = release or Release(pk=0, item=item, body=item.body)
    stage = release.stage
    match transition:
        case "revise":
            revise_item(item, acting_user=user, keywords="防汛", at=timezone.now())
        case "submit":
            submit_item(item, acting_user=user, at=timezone.now())
        case "approve":
            approve(release, acting_user=user, stage=stage, proofread=True, at=timezone.now())
        case "return":
            return_item(release, acting_user=user, stage=stage, comment="补充", at=timezone.now())
        case "propose-skip":
            propose_skip(release, acting_user=user, stage=stage, reason="出差", at=timezone.now())
        case "agree-to-skip":
            agree_to_skip(release, acting_user=user, stage=stage, at=timezone.now())
        case "recall":
            recall_release(release, acting_user=user, reason="补充", at=timezone.now())
        case "release" | "schedule":
            release_item(release, acting_user=user, at=timezone.now())
        case "withdraw":
            withdraw_item(
                item,
                acting_user=user,
                on=TODAY(),
                reason="wrong",
                explanation="有误",
                at=timezone.now(),
            )
        case "change-validity":
            change_validity(
                item,
                acting_user=user,
                validity=Validity.REPEALED,
                on=TODAY(),
                basis="废止决定",
                at=timezone.now(),
            )
        case "override":
            override_finding(
                item,
                acting_user=user,
                fingerprint=fingerprint,
                on=TODAY(),
                reason="公开邮箱",
                at=timezone.now(),
            )
        case "dismiss":
            dismiss_finding(
                item,
                acting_user=user,
                fingerprint=fingerprint,
                on=TODAY(),
                reason="公开邮箱",
                at=timezone.now(),
            )


def outcome(transition: str, item: ItemPage, user: User, fingerprint: str) -> str | None:
    """The state afterwards, ``None`` where it was refused; then everything is as before."""
    before = Entry.objects.count()
    result = None
    with transaction.atomic():
        point = transaction.savepoint()
        try:
            attempt(transition, item, user, fingerprint)
        except (PermissionDenied, ValidationError, Release.DoesNotExist):
            assert Entry.objects.exclude(act="publishing.block").count() == before
        else:
            result = stands(item.pk)
            assert Entry.objects.first().act == ACTS[transition].code
            assert Entry.objects.first().actor == user
        transaction.savepoint_rollback(point)
    return result


def test_the_grid_names_every_stage_and_state():
    assert set(Stage) <= set(STATES)
    assert {"returned", "recalled", "scheduled", "released"} == set(ReleaseState) - {
        ReleaseState.UNDER_REVIEW
    }
    assert set(GRID) == set(ACTS)
    assert all(set(cells) <= set(STATES) for cells in GRID.values())


@pytest.mark.parametrize("state", STATES)
def test_each_transition_is_open_to_whom_the_grid_names_and_to_nobody_else(drafted, people, state):
    item = brought(state, drafted, people)
    assert stands(item.pk) == state
    (finding,) = [each for part in examine(item).parts for each in part.findings]
    wrong = []
    for transition, cells in GRID.items():
        # At this stage the publisher's one button does both; which of them, says the hour.
        allowed, after = cells.get(state, (set(), None))
        if {transition, state} in ({"schedule", "release"}, {"release", "release-timed"}):
            continue
        for who in WHO:
            expected = after if who in allowed else None
            user = User.objects.get(pk=people[who].pk)
            seen = outcome(transition, ItemPage.objects.get(pk=item.pk), user, finding.fingerprint)
            if seen != expected:
                wrong.append((transition, state, who, expected, seen))
    assert wrong == []
    assert stands(item.pk) == state


@pytest.mark.parametrize("state", STATES)
def test_the_clock_moves_what_is_scheduled_or_public_and_nothing_else(drafted, people, state):
    item = brought(state, drafted, people)
    # The days have come since.
    yesterday = TODAY() - timedelta(days=1)
    clocks = {
        "release": lambda: release_due(timezone.now() + timedelta(hours=2)),
        "take-down": lambda: take_down_due(TODAY(), at=timezone.now()),
        "expire": lambda: expire_due(TODAY(), at=timezone.now()),
    }
    for transition, cells in BY_THE_CLOCK.items():
        with transaction.atomic():
            point = transaction.savepoint()
            if transition != "release":
                ItemPage.objects.filter(pk=item.pk).update(
                    take_down_on=yesterday, valid_until=yesterday
                )
            moved = clocks[transition]()
            assert stands(item.pk) == cells.get(state, state), transition
            assert len(moved) == (state in cells), transition
            # A second round finds nothing to do.
            assert clocks[transition]() == [], transition
            transaction.savepoint_rollback(point)
