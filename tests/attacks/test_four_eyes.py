"""Ways to bring something out with fewer eyes than the rules ask for, or back after it was taken down."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.accounts.roles import Role
from gongkai.web.bodies.actions.role import give_role
from gongkai.web.office.errors import ActionError, OwnWork, WrongState
from gongkai.web.publishing.items.actions.attribute import approve_attribute, decide_attribute
from gongkai.web.publishing.items.actions.dismiss import dismiss_finding
from gongkai.web.publishing.items.actions.draft import attach_file, revise_item, working_copy
from gongkai.web.publishing.items.actions.override import override_finding
from gongkai.web.publishing.items.actions.release import release_due, release_item
from gongkai.web.publishing.items.actions.review import approve
from gongkai.web.publishing.items.actions.submit import submit_item
from gongkai.web.publishing.items.actions.withdraw import withdraw_item
from gongkai.web.publishing.items.authorship import authors_of
from gongkai.web.publishing.items.gate import examine
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


# Findings and the disclosure attribute are decided by nobody who had a hand in the text.

TOLD = "<p>失信被执行人公示：身份证号码 11010119900307803X。</p><p>为伤残人士提供服务。</p>"


@pytest.fixture
def written_by_two(drafted, holds, person):
    """``written_by_two("柳河保密")``: a draft of 柳河拟稿 that this person has changed, and 柳河拟稿 after them."""

    def make(name: str) -> ItemPage:
        item = drafted(text=TOLD)
        for by, said in ((holds(name, Role.DRAFTER), "改过。"), (person("柳河拟稿"), "又改过。")):
            item = ItemPage.objects.get(pk=item.pk)
            revise_item(item, acting_user=by, summary=said, at=timezone.now())
        return ItemPage.objects.get(pk=item.pk)

    return make


def decide(deed: str, item: ItemPage, user) -> None:
    """Answer for the number, dismiss the word, or approve the card of an item."""
    found = examine(working_copy(item))
    rest = {"acting_user": user, "at": timezone.now()}
    if deed == "approve-attribute":
        approve_attribute(item.attribute_cards.get(superseded=False), **rest)
        return
    stops = {finding.fingerprint for finding in found.blocking}
    all_of_them = {each.fingerprint for each in found.parts[0].findings}
    (mark,) = stops if deed == "override" else all_of_them - stops
    deed_of = override_finding if deed == "override" else dismiss_finding
    deed_of(item, fingerprint=mark, on=timezone.localdate(), reason="有依据", **rest)


DEEDS = ("override", "dismiss", "approve-attribute")


@pytest.mark.parametrize("deed", DEEDS)
def test_no_author_of_any_version_decides_about_the_text(deed, written_by_two, person):
    item = written_by_two("柳河保密")
    decide_attribute(
        item,
        acting_user=person("柳河拟稿"),
        attribute="proactive",
        manner="whole",
        audience="社会公众",
        period_kind="general",
        at=timezone.now(),
    )
    with pytest.raises(OwnWork):
        decide(deed, ItemPage.objects.get(pk=item.pk), person("柳河保密"))
    decide(deed, ItemPage.objects.get(pk=item.pk), person("柳河三审"))


def test_the_authors_of_what_is_public_answer_for_nothing_a_scan_finds(
    released, holds, person, drafted
):
    item = drafted(text="<p>为伤残人士提供服务。</p>")
    writer = holds("柳河保密", Role.DRAFTER)
    revise_item(item, acting_user=writer, summary="保密员改的。", at=timezone.now())
    item = ItemPage.objects.get(pk=item.pk)
    revise_item(item, acting_user=person("柳河拟稿"), summary="又改的。", at=timezone.now())
    item = ItemPage.objects.get(pk=item.pk)
    release = submit_item(item, acting_user=person("柳河拟稿"), at=timezone.now())
    for stage, name in REVIEWER.items():
        if stage != Stage.SECRECY_CHECK:
            release = approve(
                release, acting_user=person(name), stage=stage, proofread=True, at=timezone.now()
            )
    other = holds("柳河管理", Role.SECRECY_REVIEWER)
    approve(release, acting_user=other, stage=Stage.SECRECY_CHECK, at=timezone.now())
    release_item(release, acting_user=person("柳河发布"), at=timezone.now())
    item = ItemPage.objects.get(pk=item.pk)
    assert item.latest_revision_id == item.live_revision_id
    assert authors_of(item) == {writer.pk, person("柳河拟稿").pk}
    with pytest.raises(OwnWork):
        decide("dismiss", item, writer)
    decide("dismiss", item, person("柳河一审"))


def test_no_room_lets_a_finding_stand_without_asking_who_wrote_it():
    """What answers for, dismisses or approves asks ``refuse_own_text``, and says who the authors are in one place."""
    folder = Path("src/gongkai/web/publishing")
    asking = {
        path.name
        for path in folder.rglob("*.py")
        if re.search(r"\b(?:answer_for|dismiss|approve_attribute)\(\n", path.read_text())
        and "refuse_own_text(" not in path.read_text()
    }
    assert asking == set()
    for path in (folder / "items" / "actions").glob("*.py"):
        assert "latest_revision.user_id" not in path.read_text(), path
