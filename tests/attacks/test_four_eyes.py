"""Ways to bring something out with fewer eyes than the rules ask for, or back after it was taken down."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.accounts.roles import Role
from gongkai.web.bodies.actions.role import give_role
from gongkai.web.office.errors import ActionError, OwnWork, WrongState
from gongkai.web.publishing.items.actions.draft import attach_file, revise_item
from gongkai.web.publishing.items.actions.release import release_due, release_item
from gongkai.web.publishing.items.actions.review import approve
from gongkai.web.publishing.items.actions.submit import submit_item
from gongkai.web.publishing.items.actions.withdraw import withdraw_item
from gongkai.web.publishing.items.models import ItemPage, Stage, WithdrawalReason
from tests.web.publishing.conftest import REVIEWER

pytestmark = pytest.mark.both_databases


@pytest.fixture
def holds(person, body):
    """``holds("柳河一审", Role.DRAFTER)``: the person has this role of 柳河镇 too."""

    def give(username: str, *roles: Role):
        for role in roles:
            give_role(
                person(username),
                body=body("QS11"),
                role=role,
                acting_user=PLATFORM,
                starts_on=date(2026, 1, 1),
                at=timezone.now(),
            )
        return person(username)

    return give


def test_whoever_wrote_an_earlier_version_does_not_review_it(drafted, holds, person):
    item = drafted()
    reviewer = holds("柳河一审", Role.DRAFTER)
    revise_item(item, acting_user=reviewer, summary="一审写的摘要。", at=timezone.now())
    item = ItemPage.objects.get(pk=item.pk)
    revise_item(item, acting_user=person("柳河拟稿"), summary="又改的摘要。", at=timezone.now())
    release = submit_item(
        ItemPage.objects.get(pk=item.pk), acting_user=person("柳河拟稿"), at=timezone.now()
    )
    with pytest.raises(OwnWork):
        approve(
            release,
            acting_user=reviewer,
            stage=Stage.FIRST_REVIEW,
            proofread=True,
            at=timezone.now(),
        )


def test_whoever_attached_a_file_does_not_review_it(drafted, holds, person):
    item = drafted()
    reviewer = holds("柳河一审", Role.DRAFTER)
    attach_file(
        item, acting_user=reviewer, name="安排.txt", data="值班".encode(), at=timezone.now()
    )
    item = ItemPage.objects.get(pk=item.pk)
    revise_item(item, acting_user=person("柳河拟稿"), summary="又改的摘要。", at=timezone.now())
    release = submit_item(
        ItemPage.objects.get(pk=item.pk), acting_user=person("柳河拟稿"), at=timezone.now()
    )
    with pytest.raises(OwnWork):
        approve(
            release,
            acting_user=reviewer,
            stage=Stage.FIRST_REVIEW,
            proofread=True,
            at=timezone.now(),
        )


def test_who_wrote_what_was_public_before_may_review_what_another_has_changed(
    released,
    holds,
    person,
):
    item = released()
    drafter = holds("柳河一审", Role.DRAFTER)
    revise_item(item, acting_user=drafter, summary="一审改的。", at=timezone.now())
    clerk = holds("柳河拟稿", Role.FIRST_REVIEWER)
    release = submit_item(ItemPage.objects.get(pk=item.pk), acting_user=drafter, at=timezone.now())
    moved = approve(
        release, acting_user=clerk, stage=Stage.FIRST_REVIEW, proofread=True, at=timezone.now()
    )
    assert moved.stage == Stage.SECOND_REVIEW


def test_one_person_does_not_bring_out_an_item_alone(at_stage, holds):
    release = at_stage(Stage.RELEASE)
    publisher = holds("柳河发布")
    # As if every review had been left out and the publisher had been the secrecy reviewer, too.
    release.steps.all().delete()
    with pytest.raises(ActionError, match="至少应有 2 人办理"):
        release_item(release, acting_user=publisher, at=timezone.now())


def test_a_withdrawal_ends_the_release_that_waits_for_its_hour(released, at_stage, person):
    item = released()
    now = timezone.now()
    revise_item(item, acting_user=person("柳河拟稿"), summary="改过的摘要。", at=now)
    release = submit_item(
        ItemPage.objects.get(pk=item.pk),
        acting_user=person("柳河拟稿"),
        at=now,
        go_live_at=now + timedelta(hours=2),
    )
    for stage, name in REVIEWER.items():
        release = approve(release, acting_user=person(name), stage=stage, proofread=True, at=now)
    release_item(release, acting_user=person("柳河发布"), at=now)
    withdraw_item(
        ItemPage.objects.get(pk=item.pk),
        acting_user=person("柳河发布"),
        on=timezone.localdate(),
        reason=WithdrawalReason.WRONG,
        explanation="内容有误",
        at=now,
    )
    assert release_due(now + timedelta(hours=3)) == []
    item = ItemPage.objects.get(pk=item.pk)
    assert item.withdrawn_on == timezone.localdate()
    release.refresh_from_db()
    assert release.state == "recalled"


def test_a_withdrawal_ends_the_release_under_review(released, person):
    item = released()
    now = timezone.now()
    revise_item(item, acting_user=person("柳河拟稿"), summary="改过的摘要。", at=now)
    release = submit_item(ItemPage.objects.get(pk=item.pk), acting_user=person("柳河拟稿"), at=now)
    withdraw_item(
        ItemPage.objects.get(pk=item.pk),
        acting_user=person("柳河发布"),
        on=timezone.localdate(),
        reason=WithdrawalReason.WRONG,
        explanation="内容有误",
        at=now,
    )
    with pytest.raises(WrongState):
        approve(
            release,
            acting_user=person("柳河一审"),
            stage=Stage.FIRST_REVIEW,
            proofread=True,
            at=now,
        )
