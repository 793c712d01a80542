"""From draft to the public: every stage, who may decide it, and what stops it."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Refused
from gongkai.web.files.errors import FileRefused
from gongkai.web.journal.models import Entry
from gongkai.web.journal.verification import verify
from gongkai.web.office.errors import ActionError, OwnWork, WrongState
from gongkai.web.publishing.channels.models import Posting
from gongkai.web.publishing.items.actions.draft import attach_file, clean_attachment, revise_item
from gongkai.web.publishing.items.actions.override import override_finding
from gongkai.web.publishing.items.actions.release import release_due, release_item
from gongkai.web.publishing.items.actions.review import (
    agree_to_skip,
    approve,
    propose_skip,
    return_item,
)
from gongkai.web.publishing.items.actions.submit import recall_release, submit_item
from gongkai.web.publishing.items.actions.withdraw import take_down_due, withdraw_item
from gongkai.web.publishing.items.models import (
    ItemPage,
    Release,
    ReleaseState,
    Stage,
    WithdrawalReason,
)
from gongkai.web.vetting.errors import Blocked
from gongkai.web.vetting.models import ScreeningRun
from tests.web.publishing.leaks import LEAK, SUBSIDIES

pytestmark = pytest.mark.both_databases


def test_a_draft_is_seen_by_nobody_outside(drafted, client):
    item = drafted()
    assert not item.live
    assert client.get(f"/qs11/{item.slug}/").status_code == 404
    assert list(ItemPage.objects.public()) == []


def test_an_item_passes_three_reviews_and_the_secrecy_check_before_its_release(at_stage):
    release = at_stage(Stage.RELEASE)
    assert release.route == [
        "first-review",
        "second-review",
        "third-review",
        "secrecy-check",
        "release",
    ]
    steps = [(step.stage, step.decided_by.username) for step in release.steps.all()]
    assert steps == [
        ("first-review", "柳河一审"),
        ("second-review", "柳河二审"),
        ("third-review", "柳河三审"),
        ("secrecy-check", "柳河保密"),
    ]


def test_a_released_item_has_its_number_its_day_and_its_posting(released):
    item = released()
    year = timezone.localdate().year
    assert item.live
    assert item.index_number == f"QS11/{year}-00001"
    assert item.published_on == timezone.localdate()
    assert Posting.objects.get(item=item).kind == "portal"
    assert list(ItemPage.objects.public()) == [item]
    assert Entry.objects.first().act == "publishing.release"


def test_numbers_follow_each_other_within_a_body(released):
    numbers = [released(title=f"第{n}件").index_number[-5:] for n in range(3)]
    assert numbers == ["00001", "00002", "00003"]


def test_whoever_drafted_or_submitted_decides_nothing(at_stage, person, body):
    from gongkai.web.accounts.permissions import PLATFORM
    from gongkai.web.accounts.roles import Role
    from gongkai.web.bodies.actions.role import give_role

    drafter = person("柳河拟稿")
    for role in (Role.FIRST_REVIEWER, Role.PUBLISHER):
        give_role(
            drafter,
            body=body("QS11"),
            role=role,
            acting_user=PLATFORM,
            starts_on=date(2020, 1, 1),
            at=timezone.now(),
        )
    release = at_stage(Stage.FIRST_REVIEW)
    with pytest.raises(OwnWork, match="须由他人办理"):
        approve(
            release,
            acting_user=person("柳河拟稿"),
            stage="first-review",
            proofread=True,
            at=timezone.now(),
        )
    assert list(Release.objects.waiting_for(person("柳河拟稿"))) == []


def test_one_person_does_not_decide_two_reviews(at_stage, person, body):
    from gongkai.web.accounts.permissions import PLATFORM
    from gongkai.web.accounts.roles import Role
    from gongkai.web.bodies.actions.role import give_role

    give_role(
        person("柳河一审"),
        body=body("QS11"),
        role=Role.SECOND_REVIEWER,
        acting_user=PLATFORM,
        starts_on=date(2020, 1, 1),
        at=timezone.now(),
    )
    release = at_stage(Stage.SECOND_REVIEW)
    with pytest.raises(OwnWork, match="您已办理“一审一校”"):
        approve(
            release,
            acting_user=person("柳河一审"),
            stage="second-review",
            proofread=True,
            at=timezone.now(),
        )


def test_a_review_without_proof_reading_is_no_review(at_stage, person):
    release = at_stage(Stage.FIRST_REVIEW)
    with pytest.raises(ActionError, match="本级校对"):
        approve(release, acting_user=person("柳河一审"), stage="first-review", at=timezone.now())


def test_a_decision_on_a_stage_that_has_passed_is_refused(at_stage, person):
    release = at_stage(Stage.SECOND_REVIEW)
    with pytest.raises(WrongState, match="现在是“二审二校”环节"):
        approve(
            release,
            acting_user=person("柳河一审"),
            stage="first-review",
            proofread=True,
            at=timezone.now(),
        )


STAGES = [Stage.FIRST_REVIEW, Stage.SECOND_REVIEW, Stage.THIRD_REVIEW, Stage.SECRECY_CHECK]
DECIDES = {
    "first-review": "柳河一审",
    "second-review": "柳河二审",
    "third-review": "柳河三审",
    "secrecy-check": "柳河保密",
    "release": "柳河发布",
}


@pytest.mark.parametrize("stage", [*STAGES, Stage.RELEASE])
def test_each_stage_is_decided_by_its_role_in_its_body_alone(at_stage, person, stage):
    release = at_stage(stage)
    for user in User.objects.exclude(username=DECIDES[stage]):
        with pytest.raises((Refused, OwnWork)):
            return_item(release, acting_user=user, stage=stage, comment="x", at=timezone.now())
        if stage == Stage.RELEASE:
            with pytest.raises((Refused, OwnWork)):
                release_item(release, acting_user=user, at=timezone.now())
        else:
            with pytest.raises((Refused, OwnWork)):
                approve(release, acting_user=user, stage=stage, proofread=True, at=timezone.now())
        assert release not in Release.objects.waiting_for(user)
    assert release in Release.objects.waiting_for(person(DECIDES[stage]))


@pytest.mark.parametrize("stage", [*STAGES, Stage.RELEASE])
def test_an_item_can_be_returned_mended_and_submitted_again(at_stage, person, stage):
    release = at_stage(stage)
    with pytest.raises(ActionError, match="写明退回原因"):
        return_item(
            release, acting_user=person(DECIDES[stage]), stage=stage, comment=" ", at=timezone.now()
        )
    release = return_item(
        release,
        acting_user=person(DECIDES[stage]),
        stage=stage,
        comment="请补充联系电话",
        at=timezone.now(),
    )
    assert release.state == ReleaseState.RETURNED
    item = revise_item(
        release.item, acting_user=person("柳河拟稿"), summary="已补充。", at=timezone.now()
    )
    again = submit_item(item, acting_user=person("柳河拟稿"), at=timezone.now())
    assert again.stage == "first-review"
    assert again.revision != release.revision


def test_what_is_under_review_cannot_be_changed(at_stage, person):
    release = at_stage(Stage.SECOND_REVIEW)
    with pytest.raises(WrongState, match="审核中，不能修改"):
        revise_item(release.item, acting_user=person("柳河拟稿"), summary="x", at=timezone.now())
    recall_release(release, acting_user=person("柳河拟稿"), reason="补充", at=timezone.now())
    assert (
        revise_item(
            release.item, acting_user=person("柳河拟稿"), summary="x", at=timezone.now()
        ).summary
        == "x"
    )


def test_a_leak_in_the_text_stops_the_submission(drafted, person):
    item = drafted(text=LEAK)
    with pytest.raises(Blocked) as caught:
        submit_item(item, acting_user=person("柳河拟稿"), at=timezone.now())
    told = str(caught.value)
    assert "11010119900307803X" not in told
    assert "13812345678" not in told
    assert not Release.objects.exists()


def test_a_leak_in_an_attachment_stops_until_the_masked_copy_takes_its_place(drafted, person):
    item = drafted()
    attachment = attach_file(
        item,
        acting_user=person("柳河拟稿"),
        name="补贴名单.xlsx",
        data=SUBSIDIES,
        at=timezone.now(),
    )
    with pytest.raises(Blocked):
        submit_item(item, acting_user=person("柳河拟稿"), at=timezone.now())
    cleaned, masked = clean_attachment(
        item, acting_user=person("柳河拟稿"), sha256=attachment.sha256, at=timezone.now()
    )
    assert masked >= 2
    assert cleaned.original
    assert (
        submit_item(item, acting_user=person("柳河拟稿"), at=timezone.now()).stage == "first-review"
    )


def test_the_release_screens_again(at_stage, person, monkeypatch):
    from gongkai.web.vetting import gate

    release = at_stage(Stage.RELEASE)
    before = ScreeningRun.objects.count()
    release_item(release, acting_user=person("柳河发布"), at=timezone.now())
    run = ScreeningRun.objects.first()
    assert ScreeningRun.objects.count() == before + 1
    assert run.moment == "release"
    assert gate.BLOCKING


def test_a_finding_is_answered_for_by_somebody_else_with_a_reason(drafted, person):
    item = drafted(text="<p>失信被执行人公示：身份证号码 11010119900307803X。</p>")
    with pytest.raises(Blocked) as caught:
        submit_item(item, acting_user=person("柳河拟稿"), at=timezone.now())
    (finding,) = caught.value.findings
    with pytest.raises(Refused):
        override_finding(
            item,
            acting_user=person("柳河拟稿"),
            fingerprint=finding.fingerprint,
            on=timezone.localdate(),
            reason="强制性公示",
            at=timezone.now(),
        )
    override_finding(
        item,
        acting_user=person("柳河保密"),
        fingerprint=finding.fingerprint,
        on=timezone.localdate(),
        reason="强制性信息披露，依据见附件",
        at=timezone.now(),
    )
    assert submit_item(item, acting_user=person("柳河拟稿"), at=timezone.now())
    entry = Entry.objects.filter(act="publishing.override").get()
    assert entry.reason == "强制性信息披露，依据见附件"
    assert "11010119900307803X" not in entry.after


def test_a_secrecy_mark_is_never_answered_away(drafted, person):
    item = drafted(text="<p>机密★10年</p><p>内容。</p>")
    with pytest.raises(Blocked) as caught:
        submit_item(item, acting_user=person("柳河拟稿"), at=timezone.now())
    with pytest.raises(ActionError, match="不能确认保留"):
        override_finding(
            item,
            acting_user=person("柳河保密"),
            fingerprint=caught.value.findings[0].fingerprint,
            on=timezone.localdate(),
            reason="x",
            at=timezone.now(),
        )


def test_lists_of_people_skip_nothing(at_stage, person):
    release = at_stage(
        Stage.SECOND_REVIEW,
        lists_people=True,
        take_down_on=timezone.localdate() + timedelta(days=9),
    )
    with pytest.raises(ActionError, match="不能跳过任何审核环节"):
        propose_skip(
            release,
            acting_user=person("柳河拟稿"),
            stage="second-review",
            reason="领导出差",
            at=timezone.now(),
        )


def test_a_review_is_left_out_by_two_persons_with_a_reason(at_stage, person):
    release = at_stage(Stage.SECOND_REVIEW)
    propose_skip(
        release,
        acting_user=person("柳河拟稿"),
        stage="second-review",
        reason="领导出差",
        at=timezone.now(),
    )
    with pytest.raises((OwnWork, Refused)):
        agree_to_skip(
            release, acting_user=person("柳河拟稿"), stage="second-review", at=timezone.now()
        )
    with pytest.raises(Refused):
        agree_to_skip(
            release, acting_user=person("柳河一审"), stage="second-review", at=timezone.now()
        )
    release = agree_to_skip(
        release, acting_user=person("柳河三审"), stage="second-review", at=timezone.now()
    )
    assert release.stage == "third-review"


def test_the_secrecy_check_is_never_left_out(at_stage, person):
    release = at_stage(Stage.SECRECY_CHECK)
    with pytest.raises(ActionError, match="“保密审查”不能跳过"):
        propose_skip(
            release,
            acting_user=person("柳河拟稿"),
            stage="secrecy-check",
            reason="x",
            at=timezone.now(),
        )


def test_what_is_withheld_is_not_submitted(drafted, person):
    item = drafted(attribute="withheld", ground="deliberative", review_on=date(2027, 11, 1))
    with pytest.raises(ActionError, match="公开属性是“不予公开”"):
        submit_item(item, acting_user=person("柳河拟稿"), at=timezone.now())


def test_an_item_without_summary_and_text_is_told_what_it_lacks(drafted, person):
    item = drafted(summary="", text="")
    with pytest.raises(ActionError, match="还缺内容概述、正文或附件"):
        submit_item(item, acting_user=person("柳河拟稿"), at=timezone.now())


def test_a_new_version_is_public_only_after_its_own_release(released, at_stage, person):
    item = released(summary="第一版。")
    revise_item(item, acting_user=person("柳河拟稿"), summary="第二版。", at=timezone.now())
    assert ItemPage.objects.get(pk=item.pk).summary == "第一版。"
    release = at_stage(Stage.RELEASE, item=ItemPage.objects.get(pk=item.pk))
    release_item(release, acting_user=person("柳河发布"), at=timezone.now())
    now = ItemPage.objects.get(pk=item.pk)
    assert now.summary == "第二版。"
    assert now.index_number == item.index_number
    assert now.published_on == item.published_on


def test_a_scheduled_item_waits_for_its_hour(drafted, person, at_stage):
    from gongkai.web.publishing.items.actions import review

    item = drafted()
    hour = timezone.now() + timedelta(hours=2)
    release = submit_item(item, acting_user=person("柳河拟稿"), go_live_at=hour, at=timezone.now())
    for stage in STAGES:
        release = review.approve(
            release,
            acting_user=person(DECIDES[stage]),
            stage=stage,
            proofread=True,
            at=timezone.now(),
        )
    release = release_item(release, acting_user=person("柳河发布"), at=timezone.now())
    assert release.state == ReleaseState.SCHEDULED
    assert release_due(timezone.now()) == []
    ((done, why),) = release_due(hour)
    assert (done.state, why) == (ReleaseState.RELEASED, "")
    assert ItemPage.objects.get(pk=item.pk).live


def test_a_withdrawn_item_leaves_a_tombstone(released, person, client):
    item = released()
    with pytest.raises(Refused):
        withdraw_item(
            item,
            acting_user=person("柳河拟稿"),
            on=timezone.localdate(),
            reason=WithdrawalReason.WRONG,
            explanation="数字有误",
            at=timezone.now(),
        )
    withdraw_item(
        item,
        acting_user=person("柳河发布"),
        on=timezone.localdate(),
        reason=WithdrawalReason.WRONG,
        explanation="数字有误",
        at=timezone.now(),
    )
    assert list(ItemPage.objects.public()) == []
    response = client.get(f"/qs11/{item.slug}/")
    assert response.status_code == 410
    assert "内容有误，更正后重新发布" in response.content.decode()
    assert "各村按分工" not in response.content.decode()


def test_a_list_is_taken_down_when_its_period_is_over(released):
    day = timezone.localdate() + timedelta(days=7)
    item = released(take_down_on=day)
    assert take_down_due(day - timedelta(days=1), at=timezone.now()) == []
    assert take_down_due(day, at=timezone.now()) == [item]
    assert ItemPage.objects.get(pk=item.pk).withdrawal_reason == "period-over"


def test_a_file_nobody_can_open_is_refused_at_the_door(drafted, person):
    with pytest.raises(FileRefused, match=r"附件\.bin"):
        attach_file(
            drafted(),
            acting_user=person("柳河拟稿"),
            name="附件.bin",
            data=b"\x00\x01" * 9,
            at=timezone.now(),
        )


@pytest.mark.django_db(transaction=True)
def test_twenty_simultaneous_releases_leave_no_gap_in_the_numbers(at_stage, person):
    releases = [at_stage(Stage.RELEASE, title=f"第{number}件") for number in range(20)]
    failures: list[BaseException] = []
    barrier = threading.Barrier(20)

    def work(release: Release) -> None:
        try:
            barrier.wait()
            publisher = User.objects.get(username="柳河发布")
            release_item(release, acting_user=publisher, at=timezone.now())
        except Exception as error:  # noqa: BLE001  a thread must report, whatever it was
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(release,)) for release in releases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    year = timezone.localdate().year
    numbers = sorted(ItemPage.objects.values_list("index_number", flat=True))
    assert numbers == [f"QS11/{year}-{serial:05}" for serial in range(1, 21)]
    assert verify().sound
